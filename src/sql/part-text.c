/* Column lists of constraints and indexes to text and back. */
#include "sql/part-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/keys.h"
#include "sql/rename.h"

/* ---- to text --------------------------------------------------------------------------------------------- */

static void
append_column (RvModel *model, GString *text, RvId id)
{
  const RvColumn *column = rv_model_get_kind (model, id, RV_KIND_COLUMN);
  g_autofree char *quoted = rv_dialect_of (model)->quote (column != NULL ? column->name : "?");

  g_string_append (text, quoted);
}

static void
append_index_column (RvModel *model, GString *text, const RvIndexColumn *part)
{
  if (part->column_id != 0)
    append_column (model, text, part->column_id);
  else
    g_string_append (text, part->expression != NULL ? part->expression : "");
  if (part->collation != NULL)
    g_string_append_printf (text, " COLLATE %s", part->collation);
  if (part->opclass != NULL)
    g_string_append_printf (text, " %s", part->opclass);
  if (part->opclass_parameters != NULL)
    g_string_append_printf (text, " (%s)", part->opclass_parameters);
  if (part->is_descending)
    g_string_append (text, " DESC");
  if (part->nulls != RvNullsOrder_DEFAULT)
    g_string_append (text, part->nulls == RvNullsOrder_FIRST ? " NULLS FIRST" : " NULLS LAST");
}

static RvKind
part_kind (const RvObject *object)
{
  return object->kind == RV_KIND_KEY ? RV_KIND_KEY_COLUMN : object->kind == RV_KIND_INDEX ? RV_KIND_INDEX_COLUMN : RV_KIND_FOREIGN_KEY_COLUMN;
}

static gboolean
is_included (const RvObject *part)
{
  return (part->kind == RV_KIND_KEY_COLUMN && ((const RvKeyColumn *) part)->is_included)
         || (part->kind == RV_KIND_INDEX_COLUMN && ((const RvIndexColumn *) part)->is_included);
}

static void
append_part (RvModel *model, GString *text, RvPartList list, const RvObject *part)
{
  if (part->kind == RV_KIND_INDEX_COLUMN)
    append_index_column (model, text, (const RvIndexColumn *) part);
  else if (part->kind == RV_KIND_KEY_COLUMN)
    append_column (model, text, ((const RvKeyColumn *) part)->column_id);
  else
    append_column (model, text,
                   list == RV_PART_REFERENCED ? ((const RvForeignKeyColumn *) part)->referenced_column_id
                                              : ((const RvForeignKeyColumn *) part)->column_id);
}

char *
rv_part_text (RvModel *model, const RvObject *object, RvPartList list)
{
  g_autoptr (GPtrArray) parts = rv_model_children (model, object->id, part_kind (object));
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      if (is_included (parts->pdata[i]) != (list == RV_PART_INCLUDED))
        continue;
      if (text->len > 0)
        g_string_append (text, ", ");
      append_part (model, text, list, parts->pdata[i]);
    }
  return g_string_free (text, FALSE);
}

/* ---- from text --------------------------------------------------------------------------------------------- */

/* Returns: (transfer full): @text cut at the commas outside of quotes and parentheses. */
static GPtrArray *
cut (const char *text)
{
  GPtrArray *pieces = g_ptr_array_new_with_free_func (g_free);
  const char *start = text;
  int depth = 0;
  char quote = 0;

  for (const char *p = text;; p++)
    {
      if (*p == '\0' || (*p == ',' && depth == 0 && quote == 0))
        {
          char *piece = g_strstrip (g_strndup (start, (gsize) (p - start)));

          if (*piece != '\0')
            g_ptr_array_add (pieces, piece);
          else
            g_free (piece);
          start = p + 1;
        }
      if (*p == '\0')
        return pieces;
      if (quote != 0)
        quote = *p == quote ? 0 : quote;
      else if (*p == '"' || *p == '\'')
        quote = *p;
      else
        depth += (*p == '(') - (*p == ')');
    }
}

/* Reads an identifier at *@text as PostgreSQL folds it. Returns: (transfer full) (nullable). */
static char *
read_identifier (const char **text)
{
  g_autoptr (GString) name = g_string_new (NULL);
  const char *p = *text;

  if (*p == '"')
    {
      for (p++; *p != '\0' && (*p != '"' || p[1] == '"'); p++)
        {
          g_string_append_c (name, *p);
          p += *p == '"';
        }
      p += *p == '"';
    }
  else
    for (; g_ascii_isalnum (*p) || *p == '_' || *p == '$' || (*p & 0x80); p++)
      g_string_append_c (name, g_ascii_tolower (*p));
  *text = p;
  return name->len > 0 ? g_string_free (g_steal_pointer (&name), FALSE) : NULL;
}

static RvColumn *
find_column (RvModel *model, RvId table, const char *piece, const char **rest)
{
  const char *p = piece;
  g_autofree char *name = read_identifier (&p);

  while (*p == ' ')
    p++;
  *rest = p;
  return name != NULL ? rv_model_find (model, RV_KIND_COLUMN, table, name) : NULL;
}

/* Returns: (transfer full) (nullable): the ids of the columns of @table that @text lists. */
static GArray *
read_columns (RvModel *model, RvId table, const char *text, GError **error)
{
  g_autoptr (GPtrArray) pieces = cut (text);
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (RvId));

  for (guint i = 0; i < pieces->len; i++)
    {
      const char *rest;
      RvColumn *column = find_column (model, table, pieces->pdata[i], &rest);

      if (column == NULL || *rest != '\0')
        {
          g_set_error (error, RV_MODEL_ERROR, RV_MODEL_ERROR_INVALID, _("there is no column “%s”"), (char *) pieces->pdata[i]);
          return NULL;
        }
      g_array_append_val (columns, column->object.id);
    }
  return g_steal_pointer (&columns);
}

static void
set_pairs (RvEdit *edit, RvForeignKey *foreign_key, const RvId *own, const RvId *referenced, guint n)
{
  g_autoptr (GPtrArray) pairs = rv_model_children (rv_edit_model (edit), foreign_key->object.id, RV_KIND_FOREIGN_KEY_COLUMN);

  for (guint i = 0; i < n; i++)
    {
      RvObject *pair = i < pairs->len ? pairs->pdata[i] : rv_edit_insert (edit, RV_KIND_FOREIGN_KEY_COLUMN, foreign_key->object.id);

      rv_edit_set_number (edit, pair, RvForeignKeyColumn_column_id, own[i]);
      rv_edit_set_number (edit, pair, RvForeignKeyColumn_referenced_column_id, referenced[i]);
    }
  for (guint i = n; i < pairs->len; i++)
    rv_edit_remove (edit, pairs->pdata[i]);
}

static GArray *
side (RvModel *model, RvForeignKey *foreign_key, gboolean referenced)
{
  g_autoptr (GPtrArray) pairs = rv_model_children (model, foreign_key->object.id, RV_KIND_FOREIGN_KEY_COLUMN);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (RvId));

  for (guint i = 0; i < pairs->len; i++)
    {
      RvForeignKeyColumn *pair = pairs->pdata[i];

      g_array_append_val (ids, *(referenced ? &pair->referenced_column_id : &pair->column_id));
    }
  return ids;
}

static GArray *
primary_columns (RvModel *model, RvId table)
{
  RvKey *key = rv_keys_primary (model, table);
  g_autoptr (GPtrArray) parts = key != NULL ? rv_model_children (model, key->object.id, RV_KIND_KEY_COLUMN) : g_ptr_array_new ();
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (RvId));

  for (guint i = 0; i < parts->len; i++)
    if (!((RvKeyColumn *) parts->pdata[i])->is_included)
      g_array_append_val (ids, ((RvKeyColumn *) parts->pdata[i])->column_id);
  return ids;
}

static gboolean
set_both_sides (RvEdit *edit, RvForeignKey *foreign_key, GArray *own, GArray *referenced, GError **error)
{
  if (own->len == 0 || own->len != referenced->len)
    {
      g_set_error (error, RV_MODEL_ERROR, RV_MODEL_ERROR_INVALID, _("the numbers of columns differ: %u and %u"), own->len, referenced->len);
      return FALSE;
    }
  set_pairs (edit, foreign_key, (RvId *) (gpointer) own->data, (RvId *) (gpointer) referenced->data, own->len);
  return TRUE;
}

static gboolean
set_foreign_key (RvEdit *edit, RvForeignKey *foreign_key, RvPartList list, const char *text, GError **error)
{
  RvModel *model = rv_edit_model (edit);
  gboolean other_side = list == RV_PART_REFERENCED;
  g_autoptr (GArray) given
      = read_columns (model, other_side ? foreign_key->referenced_table_id : foreign_key->table_id, text, error);
  g_autoptr (GArray) kept = given != NULL ? side (model, foreign_key, !other_side) : NULL;

  if (given == NULL)
    return FALSE;
  if (!other_side && kept->len != given->len)
    {
      g_array_unref (kept);
      kept = primary_columns (model, foreign_key->referenced_table_id);
    }
  return set_both_sides (edit, foreign_key, other_side ? kept : given, other_side ? given : kept, error);
}

gboolean
rv_part_set_referenced_table (RvEdit *edit, RvForeignKey *foreign_key, RvId table, GError **error)
{
  RvModel *model = rv_edit_model (edit);
  g_autoptr (GArray) own = side (model, foreign_key, FALSE);
  g_autoptr (GArray) referenced = primary_columns (model, table);

  if (!set_both_sides (edit, foreign_key, own, referenced, error))
    return FALSE;
  rv_edit_set_number (edit, foreign_key, RvForeignKey_referenced_table_id, table);
  return TRUE;
}

static gboolean
set_key (RvEdit *edit, RvKey *key, RvPartList list, const char *text, GError **error)
{
  RvModel *model = rv_edit_model (edit);
  g_autofree char *other = rv_part_text (model, &key->object, list == RV_PART_INCLUDED ? RV_PART_COLUMNS : RV_PART_INCLUDED);
  g_autoptr (GArray) own = read_columns (model, key->table_id, list == RV_PART_INCLUDED ? other : text, error);
  g_autoptr (GArray) included = own != NULL ? read_columns (model, key->table_id, list == RV_PART_INCLUDED ? text : other, error) : NULL;
  g_autoptr (GPtrArray) parts = NULL;
  guint n_own;

  if (included == NULL)
    return FALSE;
  if (own->len == 0)
    {
      g_set_error_literal (error, RV_MODEL_ERROR, RV_MODEL_ERROR_INVALID, _("a key needs a column"));
      return FALSE;
    }
  n_own = own->len;
  g_array_append_vals (own, included->data, included->len);
  rv_parts_set_columns (edit, &key->object, RV_KIND_KEY_COLUMN, RvKeyColumn_column_id, (RvId *) (gpointer) own->data, own->len);
  parts = rv_model_children (model, key->object.id, RV_KIND_KEY_COLUMN);
  for (guint i = 0; i < parts->len; i++)
    rv_edit_set_number (edit, parts->pdata[i], RvKeyColumn_is_included, i >= n_own);
  return TRUE;
}

/* Takes @word off the end of @text, whatever its case. Returns: whether it stood there. */
static gboolean
take_off_end (char *text, const char *word)
{
  gsize length = strlen (text), n = strlen (word);

  if (length <= n || text[length - n - 1] != ' ' || g_ascii_strcasecmp (text + length - n, word) != 0)
    return FALSE;
  text[length - n - 1] = '\0';
  g_strchomp (text);
  return TRUE;
}

/* A column with what may follow it, or else all of it is an expression. */
static void
set_index_part (RvEdit *edit, RvIndexColumn *part, RvId table, const char *piece)
{
  g_autofree char *text = g_strdup (piece);
  RvNullsOrder nulls = take_off_end (text, "NULLS FIRST") ? RvNullsOrder_FIRST : take_off_end (text, "NULLS LAST") ? RvNullsOrder_LAST : RvNullsOrder_DEFAULT;
  gboolean descending = take_off_end (text, "DESC");
  const char *rest = "";
  RvColumn *column;

  if (!descending)
    take_off_end (text, "ASC");
  column = find_column (rv_edit_model (edit), table, text, &rest);
  if (column != NULL && (*rest == '(' || strchr (rest, '(') != NULL || g_ascii_strncasecmp (rest, "COLLATE ", 8) == 0))
    column = NULL;
  rv_edit_set_number (edit, part, RvIndexColumn_column_id, column != NULL ? column->object.id : 0);
  rv_sql_set_text (edit, part, RvIndexColumn_expression, column != NULL ? NULL : text);
  rv_edit_set_text (edit, part, RvIndexColumn_opclass, column != NULL && *rest != '\0' ? rest : NULL);
  rv_edit_set_text (edit, part, RvIndexColumn_opclass_parameters, NULL);
  rv_edit_set_text (edit, part, RvIndexColumn_collation, NULL);
  rv_edit_set_number (edit, part, RvIndexColumn_is_descending, descending);
  rv_edit_set_number (edit, part, RvIndexColumn_nulls, nulls);
}

static gboolean
set_index (RvEdit *edit, RvIndex *index, RvPartList list, const char *text, GError **error)
{
  RvModel *model = rv_edit_model (edit);
  gboolean included = list == RV_PART_INCLUDED;
  g_autofree char *own = included ? rv_part_text (model, &index->object, RV_PART_COLUMNS) : g_strdup (text);
  g_autofree char *more = included ? g_strdup (text) : rv_part_text (model, &index->object, RV_PART_INCLUDED);
  g_autoptr (GPtrArray) pieces = cut (own);
  g_autoptr (GPtrArray) more_pieces = cut (more);
  g_autoptr (GPtrArray) parts = rv_model_children (model, index->object.id, RV_KIND_INDEX_COLUMN);
  guint n = pieces->len + more_pieces->len;

  if (pieces->len == 0)
    {
      g_set_error_literal (error, RV_MODEL_ERROR, RV_MODEL_ERROR_INVALID, _("an index needs a column or an expression"));
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    {
      RvIndexColumn *part = i < parts->len ? parts->pdata[i] : rv_edit_insert (edit, RV_KIND_INDEX_COLUMN, index->object.id);

      set_index_part (edit, part, index->relation_id, i < pieces->len ? pieces->pdata[i] : more_pieces->pdata[i - pieces->len]);
      rv_edit_set_number (edit, part, RvIndexColumn_is_included, i >= pieces->len);
    }
  for (guint i = n; i < parts->len; i++)
    rv_edit_remove (edit, parts->pdata[i]);
  return TRUE;
}

gboolean
rv_part_set_text (RvEdit *edit, RvObject *object, RvPartList list, const char *text, GError **error)
{
  if (object->kind == RV_KIND_KEY)
    return set_key (edit, (RvKey *) object, list, text, error);
  if (object->kind == RV_KIND_INDEX)
    return set_index (edit, (RvIndex *) object, list, text, error);
  return set_foreign_key (edit, (RvForeignKey *) object, list, text, error);
}
