/* Tables that stay: what goes from them, what comes to them, and what they are altered in. */
#include "migrate/plan-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
begin (RvPlanner *p, RvWriter *writer, const RvObject *table)
{
  rv_put_format (p, "ALTER %s ", ((const RvTable *) table)->server_id != 0 ? "FOREIGN TABLE" : "TABLE");
  rv_write_object (writer, table->id);
}

/* ---- what goes ----------------------------------------------------------------------------------------- */

static gboolean
parent_drops (RvPlanner *p, const RvColumn *column)
{
  const RvTable *table = rv_model_get (p->before, column->table_id);
  g_autoptr (GPtrArray) rows = rv_model_children (p->before, table->object.id, RV_KIND_INHERITANCE);
  g_autoptr (GArray) parents = g_array_new (FALSE, FALSE, sizeof (RvId));

  if (!column->is_inherited || rv_partition_is_moved (g_hash_table_lookup (p->unit_of, table)))
    return FALSE;
  if (table->partition_of_id != 0)
    g_array_append_val (parents, table->partition_of_id);
  for (guint i = 0; i < rows->len; i++)
    g_array_append_val (parents, ((RvInheritance *) rows->pdata[i])->inherited_id);
  for (guint i = 0; i < parents->len; i++)
    {
      RvUnit *parent = rv_unit_before (p, g_array_index (parents, RvId, i));
      RvObject *found = rv_model_find (p->before, RV_KIND_COLUMN, g_array_index (parents, RvId, i), column->name);
      RvUnit *unit = found != NULL ? g_hash_table_lookup (p->unit_of, found) : NULL;

      if (unit != NULL && rv_unit_goes (unit) && parent != NULL && !rv_unit_goes (parent))
        return TRUE;
    }
  return FALSE;
}

static void
drop_column (RvPlanner *p, const RvUnit *unit)
{
  const RvColumn *column = (RvColumn *) unit->before;
  const RvObject *table = rv_model_get (p->before, column->table_id);

  if (parent_drops (p, column))
    return;
  rv_step_begin (p, RV_PHASE_DROP, p->before, unit->before);
  begin (p, &p->old, table);
  rv_put (p, "\n  DROP COLUMN ");
  rv_write_name (&p->old, column->name);
  rv_put (p, ";\n");
  if (unit->fate == RV_FATE_DROP && column->generated == NULL)
    rv_step_hazard (p, TRUE, g_strdup_printf (_("What is in the column “%s” is lost"), column->name));
  rv_step_end (p);
}

/* All parents recurse into a parent's constraint by themselves. */
static void
drop_constraint (RvPlanner *p, const RvUnit *unit)
{
  rv_step_begin (p, RV_PHASE_DROP, p->before, unit->before);
  begin (p, &p->old, rv_model_get (p->before, rv_record_parent (unit->before)));
  rv_put (p, "\n  DROP CONSTRAINT ");
  rv_write_name (&p->old, rv_record_name (unit->before));
  rv_put (p, ";\n");
  rv_step_end (p);
}

static void
drop_default (RvPlanner *p, const RvUnit *unit)
{
  rv_step_begin (p, RV_PHASE_DROP, p->before, unit->before);
  begin (p, &p->old, rv_model_get (p->before, rv_record_parent (unit->before)));
  rv_put (p, "\n  ALTER COLUMN ");
  rv_write_name (&p->old, rv_record_name (unit->before));
  rv_put (p, " DROP DEFAULT;\n");
  rv_step_end (p);
}

/* The functions of a range type keep its name even when it moves aside. */
static void
make_text (RvPlanner *p, const RvUnit *unit)
{
  const RvColumn *column = (RvColumn *) unit->before;

  if (!unit->is_text)
    return;
  rv_step_begin (p, RV_PHASE_DROP, p->before, unit->before);
  begin (p, &p->old, rv_model_get (p->before, rv_record_parent (unit->before)));
  rv_put (p, "\n  ALTER COLUMN ");
  rv_write_name (&p->old, column->name);
  rv_put_format (p, " TYPE %s;\n", strchr (column->type, '[') != NULL ? "text[]" : "text");
  rv_step_end (p);
}

static void
make_all_text (RvPlanner *p, const RvUnit *unit)
{
  g_autoptr (GPtrArray) columns = rv_model_children (p->before, unit->before->id, RV_KIND_COLUMN);

  for (guint i = 0; i < columns->len; i++)
    make_text (p, g_hash_table_lookup (p->unit_of, columns->pdata[i]));
}

static void
for_each_part (RvPlanner *p, const RvUnit *unit, RvKind kind, void (*function) (RvPlanner *, const RvUnit *), gboolean defaults)
{
  g_autoptr (GPtrArray) parts = rv_model_children (p->before, unit->before->id, kind);

  for (guint i = 0; i < parts->len; i++)
    {
      RvUnit *part = g_hash_table_lookup (p->unit_of, parts->pdata[i]);

      if (defaults ? part->loses_default && !rv_unit_goes (part) && ((RvColumn *) part->before)->default_value != NULL : rv_unit_goes (part))
        function (p, part);
    }
}

static void
detach (RvPlanner *p, const RvUnit *unit)
{
  const RvTable *before = (RvTable *) unit->before, *after = (RvTable *) unit->after;
  RvUnit *parent = rv_unit_before (p, before->partition_of_id);

  if (parent == NULL || (!rv_unit_changed (unit, RvTable_partition_of_id) && !rv_unit_changed (unit, RvTable_partition_bound)))
    return;
  rv_step_begin (p, RV_PHASE_DROP, p->before, unit->before);
  rv_put (p, "ALTER TABLE ");
  rv_write_object (&p->old, before->partition_of_id);
  rv_put (p, " DETACH PARTITION ");
  rv_write_object (&p->old, before->object.id);
  rv_put (p, ";\n");
  if (after->partition_of_id == 0)
    rv_step_hazard (p, FALSE, g_strdup_printf (_("The rows of “%s” are no longer rows of the partitioned table"), before->name));
  rv_step_end (p);
  if (after->partition_of_id == 0)
    rv_release_partition (p, (RvUnit *) unit);
}

static void
stop_inheriting (RvPlanner *p, const RvUnit *unit)
{
  g_autoptr (GPtrArray) rows = rv_model_children (p->before, unit->before->id, RV_KIND_INHERITANCE);

  for (guint i = 0; i < rows->len; i++)
    {
      const RvInheritance *row = rows->pdata[i];
      RvUnit *parent = rv_unit_before (p, row->inherited_id);

      if (rv_comparison_after (p->comparison, row->object.id) != 0 && (parent == NULL || !rv_unit_goes (parent)))
        continue;
      rv_step_begin (p, RV_PHASE_DROP, p->before, unit->before);
      begin (p, &p->old, unit->before);
      rv_put (p, " NO INHERIT ");
      rv_write_object (&p->old, row->inherited_id);
      rv_put (p, ";\n");
      rv_step_end (p);
    }
}

void
rv_drop_table_parts (RvPlanner *p, RvUnit *unit)
{
  for_each_part (p, unit, RV_KIND_KEY, drop_constraint, FALSE);
  for_each_part (p, unit, RV_KIND_CHECK, drop_constraint, FALSE);
  for_each_part (p, unit, RV_KIND_COLUMN, drop_default, TRUE);
  detach (p, unit);
  stop_inheriting (p, unit);
  for_each_part (p, unit, RV_KIND_COLUMN, drop_column, FALSE);
  make_all_text (p, unit);
}

/* ---- the table itself ------------------------------------------------------------------------------------ */

static void
put_name_or (RvPlanner *p, const char *words, const char *name, const char *without)
{
  rv_put (p, words);
  if (name != NULL)
    rv_write_name (&p->new, name);
  else
    rv_put (p, without);
  rv_put (p, ";\n");
}

static void
alter_storage (RvPlanner *p, const RvUnit *unit)
{
  const RvTable *before = (RvTable *) unit->before, *after = (RvTable *) unit->after;
  g_autoptr (GString) head = g_string_new (NULL);

  if (rv_unit_changed (unit, RvTable_persistence))
    {
      begin (p, &p->new, unit->after);
      rv_put (p, after->persistence == RvPersistence_UNLOGGED ? " SET UNLOGGED;\n" : " SET LOGGED;\n");
    }
  if (rv_unit_changed (unit, RvTable_access_method))
    {
      begin (p, &p->new, unit->after);
      put_name_or (p, " SET ACCESS METHOD ", after->access_method, "heap");
    }
  if (rv_unit_changed (unit, RvTable_tablespace))
    {
      begin (p, &p->new, unit->after);
      put_name_or (p, " SET TABLESPACE ", after->tablespace, "pg_default");
    }
  if (rv_unit_changed (unit, RvTable_storage_parameters))
    {
      GString *text = p->text;

      p->text = p->new.out = head;
      begin (p, &p->new, unit->after);
      p->text = p->new.out = text;
      rv_put_parameters_change (p, head->str, before->storage_parameters, after->storage_parameters);
    }
  if (rv_unit_changed (unit, RvTable_foreign_options))
    {
      gsize start = p->text->len;

      begin (p, &p->new, unit->after);
      if (rv_put_options_change (p, before->foreign_options, after->foreign_options))
        rv_put (p, ";\n");
      else
        g_string_truncate (p->text, start);
    }
}

static void
alter_type (RvPlanner *p, const RvUnit *unit)
{
  const RvTable *after = (RvTable *) unit->after;

  if (!rv_unit_changed (unit, RvTable_of_type))
    return;
  begin (p, &p->new, unit->after);
  if (after->of_type != NULL)
    rv_put_format (p, " OF %s;\n", after->of_type);
  else
    rv_put (p, " NOT OF;\n");
}

static void
alter_security (RvPlanner *p, const RvUnit *unit)
{
  const RvTable *after = (RvTable *) unit->after;

  if (rv_unit_changed (unit, RvTable_rls_enabled))
    {
      begin (p, &p->new, unit->after);
      rv_put (p, after->rls_enabled ? " ENABLE ROW LEVEL SECURITY;\n" : " DISABLE ROW LEVEL SECURITY;\n");
    }
  if (rv_unit_changed (unit, RvTable_rls_forced))
    {
      begin (p, &p->new, unit->after);
      rv_put (p, after->rls_forced ? " FORCE ROW LEVEL SECURITY;\n" : " NO FORCE ROW LEVEL SECURITY;\n");
    }
}

/* ---- parents ---------------------------------------------------------------------------------------------- */

static gboolean
is_attached (RvPlanner *p, const RvUnit *unit)
{
  const RvTable *after = (RvTable *) unit->after;

  return after->partition_of_id != 0 && (rv_unit_changed (unit, RvTable_partition_of_id) || rv_unit_changed (unit, RvTable_partition_bound));
}

/* A table that is attached must have the checks of its parents. */
static void
add_checks_of_parents (RvPlanner *p, const RvUnit *unit)
{
  const RvTable *table = (RvTable *) unit->after;

  for (guint depth = 0; depth < 64 && table != NULL && table->partition_of_id != 0; depth++)
    {
      g_autoptr (GPtrArray) checks = rv_model_children (p->after, table->partition_of_id, RV_KIND_CHECK);

      table = rv_model_get_kind (p->after, table->partition_of_id, RV_KIND_TABLE);
      for (guint i = 0; i < checks->len; i++)
        {
          const RvCheck *check = checks->pdata[i];

          if (check->no_inherit || rv_model_find (p->after, RV_KIND_CHECK, unit->after->id, check->name) != NULL ||
              ((RvTable *) unit->before)->partition_of_id != 0)
            continue;
          begin (p, &p->new, unit->after);
          rv_put (p, "\n  ADD ");
          rv_write_check_body (&p->new, check);
          rv_put (p, ";\n");
        }
    }
}

static void
attach (RvPlanner *p, const RvUnit *unit)
{
  const RvTable *after = (RvTable *) unit->after;

  if (!is_attached (p, unit))
    return;
  add_checks_of_parents (p, unit);
  rv_put (p, "ALTER TABLE ");
  rv_write_object (&p->new, after->partition_of_id);
  rv_put (p, " ATTACH PARTITION ");
  rv_write_object (&p->new, after->object.id);
  rv_put_format (p, " %s;\n", after->partition_bound != NULL ? after->partition_bound : "DEFAULT");
}

static void
start_inheriting (RvPlanner *p, const RvUnit *unit)
{
  g_autoptr (GPtrArray) rows = rv_model_children (p->after, unit->after->id, RV_KIND_INHERITANCE);

  for (guint i = 0; i < rows->len; i++)
    {
      const RvInheritance *row = rows->pdata[i];
      RvUnit *parent = rv_unit_after (p, row->inherited_id);

      if (rv_comparison_before (p->comparison, row->object.id) != 0 && (parent == NULL || !rv_unit_comes (parent)))
        continue;
      begin (p, &p->new, unit->after);
      rv_put (p, " INHERIT ");
      rv_write_object (&p->new, row->inherited_id);
      rv_put (p, ";\n");
    }
}

/* ---- constraints -------------------------------------------------------------------------------------------- */

static void
add_key (RvPlanner *p, const RvUnit *table, RvUnit *unit)
{
  if (unit->is_done)
    return;
  rv_step_begin (p, RV_PHASE_MAKE, p->after, unit->after);
  begin (p, &p->new, table->after);
  rv_put (p, "\n  ADD ");
  rv_write_key_body (&p->new, (RvKey *) unit->after);
  rv_put (p, ";\n");
  rv_write_index_uses (&p->new, table->after, unit->after);
  rv_write_attachments (&p->new, unit->after);
  if (unit->fate == RV_FATE_CREATE)
    rv_step_hazard (p, FALSE, g_strdup (_("Fails where rows share the values of the key")));
  rv_step_end (p);
}

static void
alter_key (RvPlanner *p, const RvUnit *table, RvUnit *unit)
{
  const RvKey *before = (RvKey *) unit->before, *after = (RvKey *) unit->after;
  g_autoptr (GString) head = g_string_new ("ALTER INDEX ");

  rv_step_begin (p, RV_PHASE_MAKE, p->after, unit->after);
  p->new.out = head;
  rv_write_object (&p->new, unit->after->id);
  p->new.out = p->text;
  if (rv_unit_changed (unit, RvKey_storage_parameters))
    rv_put_parameters_change (p, head->str, before->storage_parameters, after->storage_parameters);
  if (rv_unit_changed (unit, RvKey_tablespace))
    {
      rv_put (p, head->str);
      put_name_or (p, " SET TABLESPACE ", after->tablespace, "pg_default");
    }
  rv_alter_attachments (p, unit);
  rv_step_end (p);
}

static void
add_check (RvPlanner *p, const RvUnit *table, RvUnit *unit)
{
  if (rv_order_is_late (p->order_after, unit->after) || unit->is_done)
    return;
  rv_step_begin (p, RV_PHASE_MAKE, p->after, unit->after);
  rv_write_late_part (&p->new, unit->after);
  rv_write_attachments (&p->new, unit->after);
  if (unit->fate == RV_FATE_CREATE && !((RvCheck *) unit->after)->not_valid)
    rv_step_hazard (p, FALSE, g_strdup (_("Fails where a row breaks the check")));
  rv_step_end (p);
}

static void
alter_check (RvPlanner *p, const RvUnit *table, RvUnit *unit)
{
  rv_step_begin (p, RV_PHASE_MAKE, p->after, unit->after);
  if (rv_unit_changed (unit, RvCheck_not_valid))
    {
      begin (p, &p->new, table->after);
      rv_put (p, " VALIDATE CONSTRAINT ");
      rv_write_name (&p->new, rv_record_name (unit->after));
      rv_put (p, ";\n");
    }
  rv_alter_attachments (p, unit);
  rv_step_end (p);
}

typedef void (*PartFunction) (RvPlanner *p, const RvUnit *table, RvUnit *unit);

static void
alter_parts (RvPlanner *p, RvUnit *table, RvKind kind, PartFunction add, PartFunction change)
{
  g_autoptr (GPtrArray) parts = rv_model_children (p->after, table->after->id, kind);

  for (guint i = 0; i < parts->len; i++)
    {
      RvUnit *unit = g_hash_table_lookup (p->unit_of, parts->pdata[i]);

      if (rv_unit_comes (unit))
        add (p, table, unit);
      else if (unit->fate == RV_FATE_ALTER)
        change (p, table, unit);
    }
}

/* ---- columns -------------------------------------------------------------------------------------------------- */

static void
alter_columns (RvPlanner *p, RvUnit *table, const RvStep *step, gboolean new_ones)
{
  g_autoptr (GPtrArray) columns = rv_model_children (p->after, table->after->id, RV_KIND_COLUMN);

  for (guint i = 0; i < columns->len; i++)
    {
      RvUnit *unit = g_hash_table_lookup (p->unit_of, columns->pdata[i]);

      if (rv_unit_comes (unit) != new_ones || (!new_ones && unit->before == NULL))
        continue;
      rv_step_begin (p, RV_PHASE_MAKE, p->after, unit->after);
      rv_step_path (p, step);
      if (new_ones)
        rv_add_column (p, unit);
      else
        rv_alter_column (p, unit);
      rv_step_end (p);
    }
}

/* A generated column may need a new plain one and the other way round: plain ones come first. */
void
rv_alter_table (RvPlanner *p, RvUnit *unit, const RvStep *step)
{
  rv_step_begin (p, RV_PHASE_MAKE, p->after, unit->after);
  alter_storage (p, unit);
  rv_step_end (p);
  alter_columns (p, unit, step, FALSE);
  alter_columns (p, unit, step, TRUE);
  alter_parts (p, unit, RV_KIND_KEY, add_key, alter_key);
  alter_parts (p, unit, RV_KIND_CHECK, add_check, alter_check);
  rv_step_begin (p, RV_PHASE_MAKE, p->after, unit->after);
  rv_step_path (p, step);
  alter_type (p, unit);
  start_inheriting (p, unit);
  attach (p, unit);
  alter_security (p, unit);
  rv_alter_attachments (p, unit);
  rv_step_end (p);
}

/* ---- what names indexes: after these are there ------------------------------------------------------------------ */

static void
cluster_on (RvPlanner *p, const RvUnit *unit, RvId index)
{
  const RvObject *after = unit->after;
  RvUnit *of = rv_unit_after (p, index);

  if (of != NULL && rv_unit_comes (of))
    return;
  rv_put (p, after->kind == RV_KIND_TABLE ? "ALTER TABLE " : "ALTER MATERIALIZED VIEW ");
  rv_write_object (&p->new, after->id);
  if (of == NULL)
    {
      rv_put (p, " SET WITHOUT CLUSTER;\n");
      return;
    }
  rv_put (p, " CLUSTER ON ");
  rv_write_name (&p->new, rv_record_name (of->after));
  rv_put (p, ";\n");
}

static void
identify_rows (RvPlanner *p, const RvUnit *unit)
{
  static const char *const words[] = { "DEFAULT", "FULL", "NOTHING", "USING INDEX " };
  const RvTable *after = (RvTable *) unit->after;
  RvUnit *index = after->replica_identity == RvReplicaIdentity_INDEX ? rv_unit_after (p, after->replica_index_id) : NULL;

  if (index != NULL && rv_unit_comes (index))
    return;
  begin (p, &p->new, unit->after);
  rv_put_format (p, " REPLICA IDENTITY %s", words[after->replica_identity]);
  if (index != NULL)
    rv_write_name (&p->new, rv_record_name (index->after));
  rv_put (p, ";\n");
}

void
rv_alter_table_attachments (RvPlanner *p, RvUnit *unit)
{
  rv_step_begin (p, RV_PHASE_MAKE, p->after, unit->after);
  if (unit->after->kind == RV_KIND_TABLE)
    {
      if (rv_unit_changed (unit, RvTable_cluster_index_id))
        cluster_on (p, unit, ((RvTable *) unit->after)->cluster_index_id);
      if (rv_unit_changed (unit, RvTable_replica_identity) || rv_unit_changed (unit, RvTable_replica_index_id))
        identify_rows (p, unit);
    }
  else if (rv_unit_changed (unit, RvMaterializedView_cluster_index_id))
    cluster_on (p, unit, ((RvMaterializedView *) unit->after)->cluster_index_id);
  rv_step_end (p);
}
