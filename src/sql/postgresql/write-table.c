/* Tables with their columns: plain, partitioned, partitions, inheriting, typed and foreign. */
#include <string.h>

#include "sql/postgresql/write.h"

#define WIDEST_NAME 28 /* longer ones do not push the types of all columns away */

/* How a table comes by its columns. */
typedef enum {
  FORM_PLAIN,     /* it lists those that no parent declares */
  FORM_TYPED,     /* OF type: it lists those of which it has more to say */
  FORM_PARTITION, /* PARTITION OF: it lists none */
  FORM_ATTACHED,  /* it lists all and is attached afterwards */
} TableForm;

typedef struct {
  RvWriter *writer;
  RvTable *table;
  TableForm form;
  GPtrArray *columns, *keys, *checks, *parents;
  gsize width;
  guint n_items;
} TableText;

/* ---- columns -------------------------------------------------------------------------------- */

static void
begin_item (TableText *text)
{
  rv_write (text->writer, text->n_items++ == 0 ? "\n  " : ",\n  ");
}

static void
pad_name (TableText *text, gsize start)
{
  gsize used = (gsize) g_utf8_strlen (text->writer->out->str + start, (gssize) (text->writer->out->len - start));

  for (; used < text->width; used++)
    g_string_append_c (text->writer->out, ' ');
}

static void
write_column (TableText *text, const RvColumn *column)
{
  gsize start;

  begin_item (text);
  start = text->writer->out->len;
  rv_write_name (text->writer, column->name);
  if (text->form == FORM_TYPED)
    rv_write (text->writer, " WITH OPTIONS");
  else
    {
      pad_name (text, start);
      rv_write_column_type (text->writer, column);
    }
  rv_write_column_constraints (text->writer, column);
}

/* Returns: whether the table's own statement has to name @column. */
static gboolean
lists_column (const TableText *text, const RvColumn *column)
{
  switch (text->form)
    {
    case FORM_PLAIN:
      return !column->is_inherited;
    case FORM_TYPED:
      return column->default_value != NULL || column->not_null || column->generated != NULL || column->identity != RvIdentity_NONE;
    case FORM_PARTITION:
      return FALSE;
    case FORM_ATTACHED:
    default:
      return TRUE;
    }
}

static void
measure_names (TableText *text)
{
  for (guint i = 0; i < text->columns->len; i++)
    {
      const RvColumn *column = g_ptr_array_index (text->columns, i);
      g_autofree char *name = rv_pg_quote (column->name);
      gsize width = (gsize) g_utf8_strlen (name, -1);

      if (lists_column (text, column) && width <= WIDEST_NAME)
        text->width = MAX (text->width, width);
    }
}

/* ---- what comes from parents ------------------------------------------------------------------ */

static const RvColumn *
inherited_column (const TableText *text, const RvColumn *column)
{
  for (guint i = 0; i < text->parents->len; i++)
    {
      const RvObject *parent = g_ptr_array_index (text->parents, i);
      const RvColumn *found = rv_model_find (text->writer->model, RV_KIND_COLUMN, parent->id, column->name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
default_differs (const TableText *text, const RvColumn *column, const RvColumn *parent)
{
  if (parent->generated != NULL || rv_order_is_late (text->writer->order, column))
    return FALSE;
  return g_strcmp0 (column->default_value, parent->default_value) != 0 ||
         (column->default_value != NULL && rv_order_is_late (text->writer->order, parent));
}

static gboolean
column_differs (const TableText *text, const RvColumn *column)
{
  const RvColumn *parent = inherited_column (text, column);

  return parent == NULL || default_differs (text, column, parent) || column->not_null != parent->not_null ||
         column->identity != parent->identity;
}

static gboolean
has_attached_key (const TableText *text)
{
  for (guint i = 0; i < text->keys->len; i++)
    if (((RvKey *) g_ptr_array_index (text->keys, i))->attached_to_id != 0)
      return TRUE;
  return FALSE;
}

static TableForm
choose_form (const TableText *text)
{
  if (text->table->of_type != NULL)
    return FORM_TYPED;
  if (text->table->partition_of_id == 0 || text->parents->len == 0)
    return FORM_PLAIN;
  if (has_attached_key (text))
    return FORM_ATTACHED;
  for (guint i = 0; i < text->columns->len; i++)
    {
      const RvColumn *column = g_ptr_array_index (text->columns, i);

      if (!column->is_inherited || column_differs (text, column))
        return FORM_ATTACHED;
    }
  return FORM_PARTITION;
}

static void
write_inherited_column (TableText *text, const RvColumn *column)
{
  const RvColumn *parent = inherited_column (text, column);

  if (parent == NULL)
    return;
  if (default_differs (text, column, parent))
    {
      rv_write_alter_column (text->writer, column);
      if (column->default_value != NULL)
        rv_write_format (text->writer, " SET DEFAULT %s;\n", column->default_value);
      else
        rv_write (text->writer, " DROP DEFAULT;\n");
    }
  if (column->not_null && !parent->not_null)
    {
      rv_write_alter_column (text->writer, column);
      rv_write (text->writer, " SET NOT NULL;\n");
    }
}

/* ---- the body ----------------------------------------------------------------------------------- */

static gboolean
same_columns (RvWriter *writer, const RvKey *a, const RvKey *b)
{
  g_autoptr (GPtrArray) one = rv_model_children (writer->model, a->object.id, RV_KIND_KEY_COLUMN);
  g_autoptr (GPtrArray) other = rv_model_children (writer->model, b->object.id, RV_KIND_KEY_COLUMN);

  for (guint i = 0; i < one->len && i < other->len; i++)
    if (((RvKeyColumn *) g_ptr_array_index (one, i))->column_id != ((RvKeyColumn *) g_ptr_array_index (other, i))->column_id)
      return FALSE;
  return one->len == other->len;
}

/* CREATE TABLE silently drops a key on the columns of another; ALTER TABLE does not. */
static gboolean
repeats_another (const TableText *text, guint key)
{
  for (guint i = 0; i < text->keys->len; i++)
    if (i != key && (i < key || ((RvKey *) g_ptr_array_index (text->keys, i))->is_primary) &&
        same_columns (text->writer, g_ptr_array_index (text->keys, i), g_ptr_array_index (text->keys, key)))
      return !((RvKey *) g_ptr_array_index (text->keys, key))->is_primary;
  return FALSE;
}

static void
write_keys (TableText *text)
{
  for (guint i = 0; i < text->keys->len; i++)
    if (!repeats_another (text, i))
      {
        begin_item (text);
        rv_write_key_body (text->writer, g_ptr_array_index (text->keys, i));
      }
}

static void
write_repeated_keys (TableText *text)
{
  for (guint i = 0; i < text->keys->len; i++)
    if (repeats_another (text, i))
      {
        rv_write (text->writer, "ALTER TABLE ");
        rv_write_object (text->writer, text->table->object.id);
        rv_write (text->writer, "\n  ADD ");
        rv_write_key_body (text->writer, g_ptr_array_index (text->keys, i));
        rv_write (text->writer, ";\n");
      }
}

static gboolean
is_inline_check (const TableText *text, const RvCheck *check)
{
  return !check->not_valid && !rv_order_is_late (text->writer->order, check);
}

/* A partition that is attached must have the checks of its parents. */
static void
write_checks_of_parents (TableText *text)
{
  RvTable *parent = text->table;

  for (guint depth = 0; depth < 64 && parent->partition_of_id != 0; depth++)
    {
      g_autoptr (GPtrArray) checks = rv_model_children (text->writer->model, parent->partition_of_id, RV_KIND_CHECK);

      parent = rv_model_get_kind (text->writer->model, parent->partition_of_id, RV_KIND_TABLE);
      if (parent == NULL)
        return;
      for (guint i = 0; i < checks->len; i++)
        {
          const RvCheck *check = g_ptr_array_index (checks, i);

          if (check->no_inherit || !is_inline_check (text, check) || check->name == NULL ||
              rv_model_find (text->writer->model, RV_KIND_CHECK, text->table->object.id, check->name) != NULL)
            continue;
          begin_item (text);
          rv_write_check_body (text->writer, check);
        }
    }
}

static void
write_body (TableText *text)
{
  for (guint i = 0; i < text->columns->len; i++)
    if (lists_column (text, g_ptr_array_index (text->columns, i)))
      write_column (text, g_ptr_array_index (text->columns, i));
  write_keys (text);
  for (guint i = 0; i < text->checks->len; i++)
    if (is_inline_check (text, g_ptr_array_index (text->checks, i)))
      {
        begin_item (text);
        rv_write_check_body (text->writer, g_ptr_array_index (text->checks, i));
      }
  if (text->form == FORM_ATTACHED)
    write_checks_of_parents (text);
}

/* The list in parentheses, which only some forms can do without. */
static void
write_list (TableText *text)
{
  gsize start = text->writer->out->len;

  rv_write (text->writer, " (");
  write_body (text);
  if (text->n_items == 0 && (text->form == FORM_TYPED || text->form == FORM_PARTITION))
    g_string_truncate (text->writer->out, start);
  else
    rv_write (text->writer, "\n)");
}

/* ---- head and tail -------------------------------------------------------------------------------- */

static void
write_head (TableText *text)
{
  const RvTable *table = text->table;
  RvWriter *writer = text->writer;

  rv_write (writer, "CREATE ");
  if (table->server_id != 0)
    rv_write (writer, "FOREIGN ");
  else if (table->persistence == RvPersistence_UNLOGGED)
    rv_write (writer, "UNLOGGED ");
  else if (table->persistence == RvPersistence_TEMPORARY)
    rv_write (writer, "TEMPORARY ");
  rv_write (writer, writer->options->if_not_exists ? "TABLE IF NOT EXISTS " : "TABLE ");
  rv_write_object (writer, table->object.id);
  if (text->form == FORM_TYPED)
    rv_write_format (writer, " OF %s", table->of_type);
  if (text->form == FORM_PARTITION)
    {
      rv_write (writer, " PARTITION OF ");
      rv_write_object (writer, table->partition_of_id);
    }
}

static void
write_parents (TableText *text)
{
  if (text->table->partition_of_id != 0 || text->parents->len == 0)
    return;
  for (guint i = 0; i < text->parents->len; i++)
    {
      rv_write (text->writer, i == 0 ? "\nINHERITS (" : ", ");
      rv_write_object (text->writer, ((RvObject *) g_ptr_array_index (text->parents, i))->id);
    }
  rv_write (text->writer, ")");
}

static const char *const strategies[] = { "", "RANGE", "LIST", "HASH" };

static void
write_tail (TableText *text)
{
  const RvTable *table = text->table;
  RvWriter *writer = text->writer;

  if (text->form == FORM_PARTITION)
    rv_write_format (writer, "\n%s", table->partition_bound != NULL ? table->partition_bound : "DEFAULT");
  write_parents (text);
  if (table->partition_strategy != RvPartitionStrategy_NONE)
    rv_write_format (writer, "\nPARTITION BY %s (%s)", strategies[table->partition_strategy], table->partition_key);
  if (table->server_id != 0)
    {
      rv_write (writer, "\nSERVER ");
      rv_write_object (writer, table->server_id);
      rv_write_clause (writer, "OPTIONS", table->foreign_options);
    }
  if (table->access_method != NULL)
    {
      rv_write (writer, "\nUSING ");
      rv_write_name (writer, table->access_method);
    }
  rv_write_clause (writer, "\nWITH", table->storage_parameters);
  if (table->on_commit != NULL)
    rv_write_format (writer, "\nON COMMIT %s", table->on_commit);
  if (table->tablespace != NULL)
    {
      rv_write (writer, "\nTABLESPACE ");
      rv_write_name (writer, table->tablespace);
    }
  rv_write (writer, ";\n");
}

/* ---- after it ---------------------------------------------------------------------------------------- */

static void
write_alter (TableText *text, const char *what)
{
  rv_write_format (text->writer, "ALTER %s ", text->table->server_id != 0 ? "FOREIGN TABLE" : "TABLE");
  rv_write_object (text->writer, text->table->object.id);
  rv_write_format (text->writer, " %s", what);
}

static void
write_attachment (TableText *text)
{
  rv_write (text->writer, "ALTER TABLE ");
  rv_write_object (text->writer, text->table->partition_of_id);
  rv_write (text->writer, " ATTACH PARTITION ");
  rv_write_object (text->writer, text->table->object.id);
  rv_write_format (text->writer, " %s;\n", text->table->partition_bound != NULL ? text->table->partition_bound : "DEFAULT");
}

/* The keys of a partition that make up the key of its parent. */
static void
write_attached_keys (TableText *text)
{
  for (guint i = 0; i < text->keys->len; i++)
    {
      const RvKey *key = g_ptr_array_index (text->keys, i);

      if (key->attached_to_id == 0)
        continue;
      rv_write (text->writer, "ALTER INDEX ");
      rv_write_object (text->writer, key->attached_to_id);
      rv_write (text->writer, " ATTACH PARTITION ");
      rv_write_object (text->writer, key->object.id);
      rv_write (text->writer, ";\n");
    }
}

static void
write_checks_not_valid (TableText *text)
{
  for (guint i = 0; i < text->checks->len; i++)
    {
      RvCheck *check = g_ptr_array_index (text->checks, i);

      if (check->not_valid && !rv_order_is_late (text->writer->order, check))
        rv_write_late_part (text->writer, &check->object);
    }
}

static void
write_column_statements (TableText *text)
{
  for (guint i = 0; i < text->columns->len; i++)
    {
      RvColumn *column = g_ptr_array_index (text->columns, i);

      if (column->is_inherited && text->form == FORM_PLAIN)
        write_inherited_column (text, column);
      rv_write_column_settings (text->writer, column);
      rv_write_owned_sequences (text->writer, column);
    }
}

static void
write_security (TableText *text)
{
  if (text->table->rls_enabled)
    write_alter (text, "ENABLE ROW LEVEL SECURITY;\n");
  if (text->table->rls_forced)
    write_alter (text, "FORCE ROW LEVEL SECURITY;\n");
  if (text->table->replica_identity == RvReplicaIdentity_FULL)
    write_alter (text, "REPLICA IDENTITY FULL;\n");
  if (text->table->replica_identity == RvReplicaIdentity_NOTHING)
    write_alter (text, "REPLICA IDENTITY NOTHING;\n");
  for (guint i = 0; i < text->keys->len; i++)
    rv_write_index_uses (text->writer, &text->table->object, g_ptr_array_index (text->keys, i));
}

static void
write_all_attachments (TableText *text)
{
  rv_write_attachments (text->writer, &text->table->object);
  for (guint i = 0; i < text->columns->len; i++)
    {
      rv_write_attachments (text->writer, g_ptr_array_index (text->columns, i));
      rv_write_identity_attachments (text->writer, g_ptr_array_index (text->columns, i));
    }
  for (guint i = 0; i < text->keys->len; i++)
    rv_write_attachments (text->writer, g_ptr_array_index (text->keys, i));
  for (guint i = 0; i < text->checks->len; i++)
    if (!rv_order_is_late (text->writer->order, g_ptr_array_index (text->checks, i)))
      rv_write_attachments (text->writer, g_ptr_array_index (text->checks, i));
}

/* ---- the calls ------------------------------------------------------------------------------------------ */

static GPtrArray *
parents_of (RvWriter *writer, const RvTable *table)
{
  g_autoptr (GPtrArray) rows = rv_model_children (writer->model, table->object.id, RV_KIND_INHERITANCE);
  GPtrArray *parents = g_ptr_array_new ();
  gpointer parent = table->partition_of_id == 0 ? NULL : rv_model_get_kind (writer->model, table->partition_of_id, RV_KIND_TABLE);

  if (parent != NULL)
    g_ptr_array_add (parents, parent);
  for (guint i = 0; i < rows->len; i++)
    {
      parent = rv_model_get_kind (writer->model, ((RvInheritance *) g_ptr_array_index (rows, i))->inherited_id, RV_KIND_TABLE);
      if (parent != NULL)
        g_ptr_array_add (parents, parent);
    }
  return parents;
}

void
rv_write_table (RvWriter *writer, RvTable *table)
{
  g_autoptr (GPtrArray) columns = rv_model_children (writer->model, table->object.id, RV_KIND_COLUMN);
  g_autoptr (GPtrArray) keys = rv_model_children (writer->model, table->object.id, RV_KIND_KEY);
  g_autoptr (GPtrArray) checks = rv_model_children (writer->model, table->object.id, RV_KIND_CHECK);
  g_autoptr (GPtrArray) parents = parents_of (writer, table);
  TableText text = { .writer = writer, .table = table, .columns = columns, .keys = keys, .checks = checks, .parents = parents };

  text.form = choose_form (&text);
  measure_names (&text);
  write_head (&text);
  write_list (&text);
  write_tail (&text);
  write_column_statements (&text);
  write_checks_not_valid (&text);
  write_repeated_keys (&text);
  if (text.form == FORM_ATTACHED || (text.form == FORM_TYPED && table->partition_of_id != 0))
    write_attachment (&text);
  write_attached_keys (&text);
  write_security (&text);
  write_all_attachments (&text);
}
