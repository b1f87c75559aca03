/* New tables and relationships, with the columns, keys and names that belong to them. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/naming.h"
#include "model/relate.h"

/* ---- tables, columns, keys --------------------------------------------------------------------- */

RvColumn *
rv_design_add_column (RvEdit *edit, RvTable *table, const char *name, const char *type)
{
  g_autofree char *own = rv_name_free_column (rv_edit_model (edit), table->object.id, name);
  RvColumn *column = rv_edit_insert (edit, RV_KIND_COLUMN, table->object.id);

  rv_edit_set_text (edit, column, RvColumn_name, own);
  rv_edit_set_text (edit, column, RvColumn_type, type);
  return column;
}

static char *
key_name (RvModel *model, RvTable *table, const GPtrArray *columns, gboolean is_primary)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autofree char *wanted = NULL;

  g_ptr_array_add (parts, table->name);
  for (guint i = 0; !is_primary && i < columns->len; i++)
    g_ptr_array_add (parts, ((RvColumn *) columns->pdata[i])->name);
  g_ptr_array_add (parts, (gpointer) (is_primary ? "pkey" : "key"));
  g_ptr_array_add (parts, NULL);
  wanted = rv_name_join ((const char *const *) parts->pdata);
  return rv_name_free_relation (model, table->schema_id, wanted);
}

RvKey *
rv_design_add_key (RvEdit *edit, RvTable *table, const GPtrArray *columns, gboolean is_primary)
{
  g_autofree char *name = key_name (rv_edit_model (edit), table, columns, is_primary);
  RvKey *key = rv_edit_insert (edit, RV_KIND_KEY, table->object.id);

  rv_edit_set_text (edit, key, RvKey_name, name);
  rv_edit_set_number (edit, key, RvKey_is_primary, is_primary);
  for (guint i = 0; i < columns->len; i++)
    {
      RvColumn *column = columns->pdata[i];
      RvKeyColumn *part = rv_edit_insert (edit, RV_KIND_KEY_COLUMN, key->object.id);

      rv_edit_set_number (edit, part, RvKeyColumn_column_id, column->object.id);
      if (is_primary)
        rv_edit_set_number (edit, column, RvColumn_not_null, TRUE);
    }
  return key;
}

/* An identity column has a sequence, named as a server would. */
static void
make_identity (RvEdit *edit, RvTable *table, RvColumn *column)
{
  const char *parts[] = { table->name, column->name, "seq", NULL };
  g_autofree char *wanted = rv_name_join (parts);
  g_autofree char *name = rv_name_free_relation (rv_edit_model (edit), table->schema_id, wanted);
  RvSequence *sequence = rv_edit_insert (edit, RV_KIND_SEQUENCE, table->schema_id);

  rv_edit_set_number (edit, column, RvColumn_identity, RvIdentity_ALWAYS);
  rv_edit_set_number (edit, column, RvColumn_not_null, TRUE);
  rv_edit_set_text (edit, sequence, RvSequence_name, name);
  rv_edit_set_number (edit, sequence, RvSequence_is_identity, TRUE);
  rv_edit_set_number (edit, sequence, RvSequence_owned_by_id, column->object.id);
}

RvColumn *
rv_design_add_identity (RvEdit *edit, RvTable *table, const char *name)
{
  RvColumn *column = rv_design_add_column (edit, table, name, "bigint");

  make_identity (edit, table, column);
  return column;
}

static RvTable *
add_bare_table (RvEdit *edit, RvId schema, const char *name)
{
  g_autofree char *own = rv_name_free_relation (rv_edit_model (edit), schema, name);
  RvTable *table = rv_edit_insert (edit, RV_KIND_TABLE, schema);

  rv_edit_set_text (edit, table, RvTable_name, own);
  return table;
}

RvTable *
rv_design_add_table (RvEdit *edit, RvId schema, const char *name)
{
  RvTable *table = add_bare_table (edit, schema, name);
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();

  g_ptr_array_add (columns, rv_design_add_identity (edit, table, "id"));
  rv_design_add_key (edit, table, columns, TRUE);
  return table;
}

/* ---- the key that a relationship refers to ------------------------------------------------------------ */

/* The columns of @key in order, without those that are only included. */
static GPtrArray *
key_columns (RvModel *model, const RvKey *key)
{
  g_autoptr (GPtrArray) parts = rv_model_children (model, key->object.id, RV_KIND_KEY_COLUMN);
  GPtrArray *columns = g_ptr_array_new ();

  for (guint i = 0; i < parts->len; i++)
    {
      RvKeyColumn *part = parts->pdata[i];

      if (!part->is_included)
        g_ptr_array_add (columns, rv_model_get_kind (model, part->column_id, RV_KIND_COLUMN));
    }
  return columns;
}

static gboolean
is_key_of_just (RvModel *model, const RvKey *key, RvId column)
{
  g_autoptr (GPtrArray) columns = key_columns (model, key);

  return columns->len == 1 && ((RvColumn *) columns->pdata[0])->object.id == column;
}

RvKey *
rv_relate_key_of (RvModel *model, const RvTable *table, RvId column)
{
  g_autoptr (GPtrArray) keys = rv_model_children (model, table->object.id, RV_KIND_KEY);
  RvKey *best = NULL;

  for (guint i = 0; i < keys->len; i++)
    {
      RvKey *key = keys->pdata[i];

      /* PostgreSQL takes no deferrable key as the target of a foreign key. */
      if (key->is_deferrable)
        continue;
      if (column != 0 && is_key_of_just (model, key, column))
        return key;
      if (best == NULL || (key->is_primary && !best->is_primary))
        best = key;
    }
  return best;
}

static RvKey *
need_key (RvModel *model, const RvTable *table, RvId column, GError **error)
{
  RvKey *key = rv_relate_key_of (model, table, column);

  if (key == NULL)
    g_set_error (error, RV_MODEL_ERROR, RV_MODEL_ERROR_INVALID,
                 _("Nothing can refer to table “%s”: it has neither a primary key nor a unique one. Give it a key first."), table->name);
  return key;
}

/* ---- columns that refer ---------------------------------------------------------------------------------- */

/* What in the type's text is an object of the design is so in the copy, too. */
static void
copy_type (RvEdit *edit, const RvColumn *from, RvColumn *to)
{
  g_autoptr (GPtrArray) references = rv_model_children (rv_edit_model (edit), from->object.id, RV_KIND_REFERENCE);

  rv_edit_set_text (edit, to, RvColumn_collation, from->collation);
  for (guint i = 0; i < references->len; i++)
    {
      RvReference *old = references->pdata[i], *new;

      if (g_strcmp0 (old->field, "type") != 0 && g_strcmp0 (old->field, "collation") != 0)
        continue;
      new = rv_edit_insert (edit, RV_KIND_REFERENCE, to->object.id);
      rv_edit_set_text (edit, new, RvReference_field, old->field);
      rv_edit_set_number (edit, new, RvReference_start, old->start);
      rv_edit_set_number (edit, new, RvReference_length, old->length);
      rv_edit_set_number (edit, new, RvReference_target_id, old->target_id);
    }
}

/* "customer_id" for customers.id; a key column that already says whose it is keeps its name. */
static char *
referring_name (const RvTable *child, const RvTable *parent, const RvColumn *key_column)
{
  g_autofree char *one = rv_name_singular (parent->name);
  g_autofree char *prefix = g_strconcat (one, "_", NULL);
  const char *parts[] = { child == parent ? "parent" : one, key_column->name, NULL };

  if (child != parent && g_str_has_prefix (key_column->name, prefix))
    return g_strdup (key_column->name);
  if (child == parent && g_str_has_prefix (key_column->name, prefix))
    parts[1] = key_column->name + strlen (prefix);
  return rv_name_join (parts);
}

static gboolean
refers_already (RvModel *model, const RvColumn *column)
{
  const GPtrArray *referrers = rv_model_referrers (model, column->object.id);

  for (guint i = 0; referrers != NULL && i < referrers->len; i++)
    {
      RvForeignKeyColumn *part = referrers->pdata[i];

      if (part->object.kind == RV_KIND_FOREIGN_KEY_COLUMN && part->column_id == column->object.id)
        return TRUE;
    }
  return FALSE;
}

static RvColumn *
find_or_add_referring (RvEdit *edit, RvTable *child, const RvTable *parent, const RvColumn *key_column, RvRelation relation)
{
  RvModel *model = rv_edit_model (edit);
  g_autofree char *name = referring_name (child, parent, key_column);
  RvColumn *column = rv_model_find (model, RV_KIND_COLUMN, child->object.id, name);

  if (column != NULL && column != key_column && g_strcmp0 (column->type, key_column->type) == 0 && !refers_already (model, column))
    return column;
  column = rv_design_add_column (edit, child, name, key_column->type);
  copy_type (edit, key_column, column);
  rv_edit_set_number (edit, column, RvColumn_not_null, relation != RV_RELATION_OPTIONAL);
  return column;
}

/* Of a key of several columns a chosen one stands for that of its name, else for that of its type, else for the first. */
static guint
place_of_chosen (const GPtrArray *key, const RvColumn *chosen)
{
  for (guint i = 0; i < key->len; i++)
    if (g_strcmp0 (((RvColumn *) key->pdata[i])->name, chosen->name) == 0)
      return i;
  for (guint i = 0; i < key->len; i++)
    if (g_strcmp0 (((RvColumn *) key->pdata[i])->type, chosen->type) == 0)
      return i;
  return 0;
}

/* For each column of @key the one of @child that refers to it. */
static GPtrArray *
referring_columns (RvEdit *edit, RvTable *child, const RvTable *parent, const GPtrArray *key, RvRelation relation, RvId chosen)
{
  GPtrArray *columns = g_ptr_array_new ();
  RvColumn *given = chosen != 0 ? rv_model_get_kind (rv_edit_model (edit), chosen, RV_KIND_COLUMN) : NULL;
  guint place = given != NULL ? place_of_chosen (key, given) : 0;

  for (guint i = 0; i < key->len; i++)
    if (given != NULL && i == place)
      g_ptr_array_add (columns, given);
    else
      g_ptr_array_add (columns, find_or_add_referring (edit, child, parent, key->pdata[i], relation));
  return columns;
}

/* ---- relationships ------------------------------------------------------------------------------------------ */

static char *
foreign_key_name (RvModel *model, const RvTable *child, const GPtrArray *columns)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autofree char *wanted = NULL;

  g_ptr_array_add (parts, child->name);
  for (guint i = 0; i < columns->len; i++)
    g_ptr_array_add (parts, ((RvColumn *) columns->pdata[i])->name);
  g_ptr_array_add (parts, (gpointer) "fkey");
  g_ptr_array_add (parts, NULL);
  wanted = rv_name_join ((const char *const *) parts->pdata);
  return rv_name_free_constraint (model, child->object.id, wanted);
}

static RvForeignKey *
add_foreign_key (RvEdit *edit, RvTable *child, const RvTable *parent, const GPtrArray *columns, const GPtrArray *key)
{
  g_autofree char *name = foreign_key_name (rv_edit_model (edit), child, columns);
  RvForeignKey *foreign_key = rv_edit_insert (edit, RV_KIND_FOREIGN_KEY, child->object.id);

  rv_edit_set_text (edit, foreign_key, RvForeignKey_name, name);
  rv_edit_set_number (edit, foreign_key, RvForeignKey_referenced_table_id, parent->object.id);
  for (guint i = 0; i < key->len; i++)
    {
      RvForeignKeyColumn *pair = rv_edit_insert (edit, RV_KIND_FOREIGN_KEY_COLUMN, foreign_key->object.id);

      rv_edit_set_number (edit, pair, RvForeignKeyColumn_column_id, ((RvColumn *) columns->pdata[i])->object.id);
      rv_edit_set_number (edit, pair, RvForeignKeyColumn_referenced_column_id, ((RvColumn *) key->pdata[i])->object.id);
    }
  return foreign_key;
}

static gboolean
contains_all (const GPtrArray *set, const GPtrArray *columns)
{
  for (guint i = 0; i < columns->len; i++)
    if (!g_ptr_array_find ((GPtrArray *) set, columns->pdata[i], NULL))
      return FALSE;
  return TRUE;
}

/* Whether some key of @table already lets no two rows agree in @columns. */
static gboolean
is_unique (RvModel *model, const RvTable *table, const GPtrArray *columns)
{
  g_autoptr (GPtrArray) keys = rv_model_children (model, table->object.id, RV_KIND_KEY);

  for (guint i = 0; i < keys->len; i++)
    {
      g_autoptr (GPtrArray) own = key_columns (model, keys->pdata[i]);

      if (own->len > 0 && contains_all (columns, own))
        return TRUE;
    }
  return FALSE;
}

RvForeignKey *
rv_relate_tables (RvEdit *edit, RvTable *child, RvTable *parent, RvRelation relation, RvId column, RvId parent_column,
                  GError **error)
{
  RvModel *model = rv_edit_model (edit);
  RvKey *key = need_key (model, parent, parent_column, error);
  g_autoptr (GPtrArray) referenced = NULL, columns = NULL;

  if (key == NULL)
    return NULL;
  referenced = key_columns (model, key);
  columns = referring_columns (edit, child, parent, referenced, relation, column);
  if (relation == RV_RELATION_ONE_TO_ONE && !is_unique (model, child, columns))
    rv_design_add_key (edit, child, columns, FALSE);
  return add_foreign_key (edit, child, parent, columns, referenced);
}

/* The columns that stand for @table in the table between. */
static gboolean
add_side (RvEdit *edit, RvTable *between, RvTable *table, gboolean is_second_of_same, GPtrArray *all, GError **error)
{
  RvModel *model = rv_edit_model (edit);
  RvKey *key = need_key (model, table, 0, error);
  g_autoptr (GPtrArray) referenced = NULL, columns = g_ptr_array_new ();

  if (key == NULL)
    return FALSE;
  referenced = key_columns (model, key);
  for (guint i = 0; i < referenced->len; i++)
    {
      RvColumn *key_column = referenced->pdata[i];
      g_autofree char *name = referring_name (between, table, key_column);
      g_autofree char *other = g_strconcat ("related_", name, NULL);
      RvColumn *column = rv_design_add_column (edit, between, is_second_of_same ? other : name, key_column->type);

      copy_type (edit, key_column, column);
      rv_edit_set_number (edit, column, RvColumn_not_null, TRUE);
      g_ptr_array_add (columns, column);
      g_ptr_array_add (all, column);
    }
  add_foreign_key (edit, between, table, columns, referenced);
  return TRUE;
}

RvTable *
rv_relate_many_to_many (RvEdit *edit, RvTable *a, RvTable *b, GError **error)
{
  const char *parts[] = { a->name, b->name, NULL };
  g_autofree char *name = rv_name_join (parts);
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();
  RvTable *between = NULL;

  /* Both are asked before anything is made. */
  if (need_key (rv_edit_model (edit), a, 0, error) == NULL || need_key (rv_edit_model (edit), b, 0, error) == NULL)
    return NULL;
  between = add_bare_table (edit, a->schema_id, name);
  if (!add_side (edit, between, a, FALSE, columns, error) || !add_side (edit, between, b, a == b, columns, error))
    return NULL;
  rv_design_add_key (edit, between, columns, TRUE);
  return between;
}
