/* Rewrites texts where they name what was renamed or moved, and keeps their Reference rows true. */
#include "sql/rename.h"

#include <string.h>

/* What a reference is to become. */
typedef struct {
  RvReference *reference;
  char *text;             /* instead of the identifier */
  RvId target;            /* 0: as before */
  RvSchema *add_schema;   /* to be written before it */
} Change;

static void
clear_change (gpointer data)
{
  g_free (((Change *) data)->text);
}

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  const RvReference *x = *(RvReference *const *) a, *y = *(RvReference *const *) b;

  return x->start < y->start ? -1 : x->start > y->start;
}

/* The references of @field of @object, in the order of the text. */
static GPtrArray *
references_of (RvModel *model, RvId object, const char *field)
{
  GPtrArray *rows = rv_model_children (model, object, RV_KIND_REFERENCE);

  for (guint i = rows->len; i > 0; i--)
    if (!g_str_equal (((RvReference *) rows->pdata[i - 1])->field, field))
      g_ptr_array_remove_index (rows, i - 1);
  g_ptr_array_sort (rows, compare_starts);
  return rows;
}

/* Whether the (dotted) name at @start stands right behind the quote of a string constant. */
static gboolean
is_in_string (const char *text, gsize start)
{
  while (start > 0 && (g_ascii_isalnum (text[start - 1]) || strchr ("_.\"$", text[start - 1]) != NULL || (guchar) text[start - 1] >= 0x80))
    start--;
  return start > 0 && text[start - 1] == '\'';
}

static char *
quoted_for (const RvDialect *dialect, const char *text, gsize start, const char *name)
{
  g_autofree char *quoted = dialect->quote (name);
  g_auto (GStrv) parts = NULL;

  if (!is_in_string (text, start))
    return g_steal_pointer (&quoted);
  parts = g_strsplit (quoted, "'", -1);
  return g_strjoinv ("''", parts);
}

static const Change *
change_for (GArray *changes, RvReference *reference)
{
  for (guint i = 0; i < changes->len; i++)
    if (g_array_index (changes, Change, i).reference == reference)
      return &g_array_index (changes, Change, i);
  return NULL;
}

static void
write_schema (RvEdit *edit, RvObject *object, const char *field, const RvDialect *dialect, RvSchema *schema, GString *out)
{
  RvReference *row = rv_edit_insert (edit, RV_KIND_REFERENCE, object->id);
  g_autofree char *quoted = dialect->quote (schema->name);

  rv_edit_set_text (edit, row, RvReference_field, field);
  rv_edit_set_number (edit, row, RvReference_start, (gint64) out->len);
  rv_edit_set_number (edit, row, RvReference_length, (gint64) strlen (quoted));
  rv_edit_set_number (edit, row, RvReference_target_id, schema->object.id);
  g_string_append (out, quoted);
  g_string_append_c (out, '.');
}

/* Writes the text of @field anew with all @changes, and every row's place in it. */
static void
rewrite (RvEdit *edit, RvObject *object, int field, const char *field_name, GArray *changes)
{
  RvModel *model = rv_edit_model (edit);
  const RvDialect *dialect = rv_dialect_of (model);
  g_autofree char *text = g_strdup (rv_record_text (object, rv_field_info (field)));
  g_autoptr (GPtrArray) rows = references_of (model, object->id, field_name);
  g_autoptr (GString) out = g_string_new (NULL);
  gsize done = 0, length = strlen (text);

  for (guint i = 0; i < rows->len; i++)
    {
      RvReference *row = rows->pdata[i];
      const Change *change = change_for (changes, row);
      gsize start = (gsize) row->start, end = start + (gsize) row->length;

      if (start < done || end > length)
        continue;
      g_string_append_len (out, text + done, (gssize) (start - done));
      if (change != NULL && change->add_schema != NULL)
        write_schema (edit, object, field_name, dialect, change->add_schema, out);
      rv_edit_set_number (edit, row, RvReference_start, (gint64) out->len);
      if (change != NULL && change->text != NULL)
        {
          g_string_append (out, change->text);
          rv_edit_set_number (edit, row, RvReference_length, (gint64) strlen (change->text));
        }
      else
        g_string_append_len (out, text + start, (gssize) (end - start));
      if (change != NULL && change->target != 0)
        rv_edit_set_number (edit, row, RvReference_target_id, change->target);
      done = end;
    }
  g_string_append (out, text + done);
  rv_edit_set_text (edit, object, field, out->str);
}

/* The references to @id, as a copy: rewriting changes the model's own list. */
static GPtrArray *
references_to (RvModel *model, RvId id)
{
  const GPtrArray *referrers = rv_model_referrers (model, id);
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; referrers != NULL && i < referrers->len; i++)
    {
      RvReference *reference = referrers->pdata[i];

      if (reference->object.kind == RV_KIND_REFERENCE && reference->target_id == id && reference->length > 0
          && !g_ptr_array_find (found, reference, NULL))
        g_ptr_array_add (found, reference);
    }
  return found;
}

typedef void (*MakeChange) (RvModel *model, RvReference *reference, const char *text, GArray *changes, gpointer data);

/* Goes through every text that names @object once. */
static void
change_texts (RvEdit *edit, RvObject *object, MakeChange make, gpointer data)
{
  RvModel *model = rv_edit_model (edit);
  g_autoptr (GPtrArray) references = references_to (model, object->id);

  while (references->len > 0)
    {
      RvReference *first = references->pdata[0];
      RvObject *holder = rv_model_get (model, first->object_id);
      g_autofree char *field_name = g_strdup (first->field);
      int field = holder != NULL ? rv_field_by_name (holder->kind, field_name) : -1;
      const char *text = field >= 0 ? rv_record_text (holder, rv_field_info (field)) : NULL;
      g_autoptr (GArray) changes = g_array_new (FALSE, TRUE, sizeof (Change));

      g_array_set_clear_func (changes, clear_change);
      for (guint i = references->len; i > 0; i--)
        {
          RvReference *reference = references->pdata[i - 1];

          if (reference->object_id != first->object_id || !g_str_equal (reference->field, field_name))
            continue;
          if (text != NULL)
            make (model, reference, text, changes, data);
          g_ptr_array_remove_index (references, i - 1);
        }
      if (text != NULL)
        rewrite (edit, holder, field, field_name, changes);
    }
}

/* ---- renaming ----------------------------------------------------------------------------------------- */

static void
name_changes (RvModel *model, RvReference *reference, const char *text, GArray *changes, gpointer data)
{
  Change change = { reference, quoted_for (rv_dialect_of (model), text, (gsize) reference->start, data), 0, NULL };

  g_array_append_val (changes, change);
}

void
rv_sql_rename (RvEdit *edit, gpointer object, const char *name)
{
  RvObject *o = object;
  const RvKindInfo *info = rv_kind_info (o->kind);

  if (info->name_field < 0 || g_strcmp0 (rv_record_name (o), name) == 0)
    return;
  change_texts (edit, o, name_changes, (gpointer) name);
  rv_edit_set_text (edit, o, rv_field_id (o->kind, (guint) info->name_field), name);
}

/* ---- moving to another schema ---------------------------------------------------------------------------- */

/* The row for the schema right before @reference: schema.name. */
static RvReference *
schema_before (RvModel *model, RvReference *reference)
{
  g_autoptr (GPtrArray) rows = references_of (model, reference->object_id, reference->field);

  for (guint i = 0; i < rows->len; i++)
    {
      RvReference *row = rows->pdata[i];

      if (row->start + row->length + 1 == reference->start && rv_model_get_kind (model, row->target_id, RV_KIND_SCHEMA) != NULL)
        return row;
    }
  return NULL;
}

static void
schema_changes (RvModel *model, RvReference *reference, const char *text, GArray *changes, gpointer data)
{
  RvSchema *schema = data;
  RvReference *before = schema_before (model, reference);
  Change change = { before, NULL, schema->object.id, NULL };

  if (before != NULL)
    change.text = quoted_for (rv_dialect_of (model), text, (gsize) before->start, schema->name);
  else if (!g_str_equal (schema->name, "public") && !(reference->start > 0 && text[reference->start - 1] == '.')
           && text[reference->start + reference->length] != '.')
    change = (Change) { reference, NULL, 0, schema };
  else
    return;
  g_array_append_val (changes, change);
}

void
rv_sql_move (RvEdit *edit, gpointer object, RvId schema)
{
  RvObject *o = object;
  RvModel *model = rv_edit_model (edit);
  RvSchema *target = rv_model_get_kind (model, schema, RV_KIND_SCHEMA);
  int field = rv_field_by_name (o->kind, "schema_id");

  if (field < 0 || target == NULL || rv_record_number (o, rv_field_info (field)) == schema)
    return;
  change_texts (edit, o, schema_changes, target);
  rv_edit_set_number (edit, o, field, schema);
}

void
rv_sql_set_text (RvEdit *edit, gpointer object, int field, const char *text)
{
  rv_edit_set_text (edit, object, field, text);
  if (rv_field_info (field)->flags & RV_SQL)
    rv_dialect_of (rv_edit_model (edit))->resolve (edit, object, field);
}
