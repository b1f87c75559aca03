/* ALTER TABLE … ATTACH PARTITION and DETACH PARTITION: which tables are read, which indexes are built. */
#include "migrate/locks-alter.h"

static void
attach_one (Alter *a, gpointer child, gpointer table, RvTableLock *lock, const PgQuery__PartitionCmd *partition)
{
  if (!rv_lock_has_storage (table))
    return;
  if (rv_lock_proves_bound (a->l, a->relation, child, partition->bound) || rv_lock_proves_bound (a->l, a->relation, table, partition->bound))
    rv_lock_add_work (lock, 0, _("A CHECK proves that all rows are inside of the bound: the table is not read."));
  else
    rv_lock_add_work (lock, RV_WORK_SCAN, _("Every row is read to see that it is inside of the bound of the partition."));
}

/* Indexes of the partitioned table that the new partition has not are built on it. */
static void
attach_indexes (Alter *a, gpointer child, RvTableLock *lock)
{
  g_autoptr (GPtrArray) names = rv_lock_missing_indexes (a->l, a->relation, child);

  for (guint i = 0; i < names->len; i++)
    {
      rv_lock_add_index (lock, names->pdata[i]);
      rv_lock_add_work (lock, RV_WORK_BUILD, _("The index %s is built because %s has one."), (char *) names->pdata[i], rv_record_name (a->relation));
    }
}

/* Whether @table has a foreign key of its own over the same columns to the same table as @key. */
static gboolean
has_foreign_key (Alter *a, RvObject *table, RvForeignKey *key)
{
  g_autoptr (GPtrArray) ours = rv_model_children (a->l->model, table->id, RV_KIND_FOREIGN_KEY);
  g_autoptr (GPtrArray) wanted = rv_model_children (a->l->model, key->object.id, RV_KIND_FOREIGN_KEY_COLUMN);

  for (guint i = 0; i < ours->len; i++)
    {
      RvForeignKey *one = ours->pdata[i];
      g_autoptr (GPtrArray) has = rv_model_children (a->l->model, one->object.id, RV_KIND_FOREIGN_KEY_COLUMN);
      gboolean same = one->referenced_table_id == key->referenced_table_id && has->len == wanted->len && !one->not_valid;

      for (guint k = 0; same && k < has->len; k++)
        same = g_str_equal (rv_record_name (rv_model_get (a->l->model, ((RvForeignKeyColumn *) has->pdata[k])->column_id)),
                            rv_record_name (rv_model_get (a->l->model, ((RvForeignKeyColumn *) wanted->pdata[k])->column_id)));
      if (same)
        return TRUE;
    }
  return FALSE;
}

/* The foreign keys of the partitioned table are validated for the new partition unless it has them. */
static void
attach_foreign_keys (Alter *a, gpointer child, RvTableLock *lock)
{
  g_autoptr (GPtrArray) keys = rv_model_children (a->l->model, ((RvObject *) a->relation)->id, RV_KIND_FOREIGN_KEY);

  rv_lock_referenced (a->l, a->relation, RV_LOCK_SHARE_ROW_EXCLUSIVE);
  for (guint i = 0; i < keys->len; i++)
    if (child != NULL && has_foreign_key (a, child, keys->pdata[i]))
      rv_lock_partitions (a->l, rv_model_get (a->l->model, ((RvForeignKey *) keys->pdata[i])->referenced_table_id), RV_LOCK_ACCESS_EXCLUSIVE);
    else
      rv_lock_add_work (lock, RV_WORK_SCAN, _("Every row is looked up for the foreign key %s."), rv_record_name (keys->pdata[i]));
}

void
rv_lock_attach_partition (Alter *a, const Command *command)
{
  const PgQuery__PartitionCmd *partition = command->def->partition_cmd;
  gpointer child = NULL;
  RvTableLock *lock;
  g_autoptr (GPtrArray) family = NULL;

  if (a->statement->objtype == OBJECT (INDEX) || partition->bound == NULL)
    return;
  lock = rv_lock_named (a->l, partition->name, RV_LOCK_ACCESS_EXCLUSIVE, &child);
  family = child != NULL ? rv_lock_family (a->l, child) : NULL;
  if (family == NULL)
    attach_one (a, NULL, NULL, lock, partition);
  for (guint i = 0; family != NULL && i < family->len; i++)
    attach_one (a, child, family->pdata[i], rv_lock_relation (a->l, family->pdata[i], RV_LOCK_ACCESS_EXCLUSIVE), partition);
  if (a->relation == NULL)
    return;
  if (child != NULL && rv_lock_has_storage (child))
    attach_indexes (a, child, lock);
  attach_foreign_keys (a, child, lock);
  rv_lock_default_partition (a->l, a->relation, partition->bound);
}

void
rv_lock_detach_partition (Alter *a, const Command *command)
{
  const PgQuery__PartitionCmd *partition = command->def->partition_cmd;
  gboolean is_concurrent = partition->concurrent || command->subtype == AT (DetachPartitionFinalize);
  RvTable *whole = a->relation;
  g_autoptr (GPtrArray) children = NULL;

  rv_lock_named (a->l, partition->name, RV_LOCK_ACCESS_EXCLUSIVE, NULL);
  a->l->locks->no_transaction |= partition->concurrent;
  if (is_concurrent)
    return;
  a->lock->mode = RV_LOCK_ACCESS_EXCLUSIVE;
  if (whole != NULL)
    rv_lock_referenced (a->l, whole, RV_LOCK_SHARE_ROW_EXCLUSIVE);
  children = whole != NULL ? rv_lock_children (a->l, whole) : NULL;
  for (guint i = 0; children != NULL && i < children->len; i++)
    if (g_strcmp0 (((RvTable *) children->pdata[i])->partition_bound, "DEFAULT") == 0)
      rv_lock_relation (a->l, children->pdata[i], RV_LOCK_ACCESS_EXCLUSIVE);
}
