/* What a partition has from its parent by itself, without rows of its own in the model: keys, indexes, foreign keys and checks. When
 * it is detached they stay with it, under names that PostgreSQL found. What the new design wants under that name is there already;
 * all else goes. */
#include "migrate/plan-private.h"

#include <string.h>

gboolean
rv_partition_is_moved (const RvUnit *table)
{
  return table->fate == RV_FATE_ALTER && (rv_unit_changed (table, RvTable_partition_of_id) || rv_unit_changed (table, RvTable_partition_bound));
}

static gboolean
same_names (RvPlanner *p, const GPtrArray *one, const GPtrArray *other, int field)
{
  for (guint i = 0; i < one->len && i < other->len; i++)
    {
      const RvObject *a = rv_model_get (p->before, rv_record_number (one->pdata[i], rv_field_info (field)));
      const RvObject *b = rv_model_get (p->after, rv_record_number (other->pdata[i], rv_field_info (field)));

      if (a == NULL || b == NULL || strcmp (rv_record_name (a), rv_record_name (b)) != 0)
        return FALSE;
    }
  return one->len == other->len;
}

/* table_column_column_suffix. */
static char *
server_name (RvPlanner *p, const RvUnit *table, const GPtrArray *parts, int field, const char *suffix)
{
  GString *name = g_string_new (rv_record_name (table->before));

  for (guint i = 0; parts != NULL && i < parts->len; i++)
    {
      const RvObject *column = rv_model_get (p->before, rv_record_number (parts->pdata[i], rv_field_info (field)));

      g_string_append_printf (name, "_%s", column != NULL ? rv_record_name (column) : "expr");
    }
  g_string_append_printf (name, "_%s", suffix);
  return g_string_free (name, FALSE);
}

static RvUnit *
wanted (RvPlanner *p, const RvUnit *table, RvKind kind, const char *name)
{
  RvObject *found = rv_model_find (p->after, kind, table->after->id, name);
  RvUnit *unit = found != NULL ? g_hash_table_lookup (p->unit_of, found) : NULL;

  return unit != NULL && unit->fate == RV_FATE_CREATE ? unit : NULL;
}

static void
drop_constraint (RvPlanner *p, const RvUnit *table, const char *name)
{
  rv_step_begin (p, RV_PHASE_DROP, p->before, table->before);
  rv_put (p, "ALTER TABLE ");
  rv_write_object (&p->old, table->before->id);
  rv_put (p, "\n  DROP CONSTRAINT IF EXISTS ");
  rv_write_name (&p->old, name);
  rv_put (p, ";\n");
  rv_step_end (p);
}

static void
release_key (RvPlanner *p, RvUnit *table, RvObject *object)
{
  const RvKey *key = (RvKey *) object;
  g_autoptr (GPtrArray) parts = rv_model_children (p->before, object->id, RV_KIND_KEY_COLUMN), own = NULL;
  g_autofree char *name = server_name (p, table, key->is_primary ? NULL : parts, RvKeyColumn_column_id, key->is_primary ? "pkey" : "key");
  RvUnit *unit = wanted (p, table, RV_KIND_KEY, name);

  if (unit != NULL)
    own = rv_model_children (p->after, unit->after->id, RV_KIND_KEY_COLUMN);
  if (unit != NULL && ((RvKey *) unit->after)->is_primary == key->is_primary && same_names (p, parts, own, RvKeyColumn_column_id))
    unit->is_done = TRUE;
  else
    drop_constraint (p, table, name);
}

static void
release_index (RvPlanner *p, RvUnit *table, RvObject *object)
{
  g_autoptr (GPtrArray) parts = rv_model_children (p->before, object->id, RV_KIND_INDEX_COLUMN);
  g_autofree char *name = server_name (p, table, parts, RvIndexColumn_column_id, "idx");

  rv_step_begin (p, RV_PHASE_DROP, p->before, table->before);
  rv_put (p, "DROP INDEX IF EXISTS ");
  rv_write_object (&p->old, rv_record_parent (table->before));
  rv_put (p, ".");
  rv_write_name (&p->old, name);
  rv_put (p, ";\n");
  rv_step_end (p);
}

static void
release_constraint (RvPlanner *p, RvUnit *table, RvObject *object)
{
  drop_constraint (p, table, rv_record_name (object));
}

static void
for_each (RvPlanner *p, RvUnit *table, RvId parent, RvKind kind, void (*function) (RvPlanner *, RvUnit *, RvObject *))
{
  g_autoptr (GPtrArray) parts = rv_model_children (p->before, parent, kind);

  for (guint i = 0; i < parts->len; i++)
    {
      const RvUnit *unit = g_hash_table_lookup (p->unit_of, parts->pdata[i]);

      if (kind != RV_KIND_CHECK || rv_model_find (p->before, kind, table->before->id, rv_record_name (unit->before)) == NULL)
        function (p, table, parts->pdata[i]);
    }
}

void
rv_release_partition (RvPlanner *p, RvUnit *table)
{
  RvId parent = ((RvTable *) table->before)->partition_of_id;

  for (guint depth = 0; parent != 0 && depth < 64; depth++)
    {
      const RvTable *above = rv_model_get_kind (p->before, parent, RV_KIND_TABLE);

      for_each (p, table, parent, RV_KIND_FOREIGN_KEY, release_constraint);
      for_each (p, table, parent, RV_KIND_KEY, release_key);
      for_each (p, table, parent, RV_KIND_INDEX, release_index);
      for_each (p, table, parent, RV_KIND_CHECK, release_constraint);
      parent = above != NULL ? above->partition_of_id : 0;
    }
}
