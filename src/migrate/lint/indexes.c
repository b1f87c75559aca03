/* Rules about indexes: M01 to M10. */
#include "migrate/lint/lint-private.h"

static const PgQuery__IndexStmt *
new_index (const Statement *s)
{
  if (s->node == NULL || s->node->node_case != NODE (INDEX_STMT) || rv_migration_is_new (s, s->node->index_stmt->relation))
    return NULL;
  return s->node->index_stmt;
}

static gboolean
is_partitioned (gpointer relation)
{
  RvTable *table = relation;

  return table != NULL && table->object.kind == RV_KIND_TABLE && table->partition_strategy != RvPartitionStrategy_NONE;
}

static void
check_creation (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;
  const PgQuery__IndexStmt *index = new_index (s);
  g_autofree char *table = index != NULL ? rv_migration_name (index->relation) : NULL;
  PgQuery__IndexStmt safe;
  RvFinding *f;

  if (index == NULL || index->concurrent || is_partitioned (rv_migration_relation (s, index->relation)))
    return;
  f = rv_migration_report (run, s, table, -1, _("CREATE INDEX takes a SHARE lock on %s: nobody can write until the index is built"), table);
  safe = *index;
  safe.concurrent = TRUE;
  rv_migration_remedy (f, rv_migration_sql (NODE (INDEX_STMT), &safe));
}

/* DROP INDEX of an index that is not the script's own; one that is nowhere and need not be is no danger. */
static gboolean
drops_used_index (const Statement *s, const Node *object)
{
  RvLockContext context = rv_migration_context (s->script);
  Locker l = { &context, s->script->model, s->script->version, NULL };
  const char *schema, *name;
  RvObject *index;

  if (object->node_case != NODE (LIST))
    return FALSE;
  rv_pg_names (object->list->items, object->list->n_items, &schema, &name);
  index = rv_lock_find_index (&l, schema, name);
  if (index == NULL)
    return s->script->options->schema == NULL || !s->node->drop_stmt->missing_ok;
  return index->id < s->script->first_new || ((RvObject *) rv_lock_table_of (&l, index))->id < s->script->first_new;
}

static const PgQuery__DropStmt *
drop_of (const Statement *s, PgQuery__ObjectType type)
{
  return s->node != NULL && s->node->node_case == NODE (DROP_STMT) && s->node->drop_stmt->remove_type == type ? s->node->drop_stmt : NULL;
}

static char *
last_name (const Node *object)
{
  const char *schema, *name;

  rv_pg_names (object->list->items, object->list->n_items, &schema, &name);
  return g_strdup (name);
}

static void
check_deletion (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;
  const PgQuery__DropStmt *drop = drop_of (s, OBJECT (INDEX));
  PgQuery__DropStmt safe;

  for (gsize i = 0; drop != NULL && !drop->concurrent && i < drop->n_objects; i++)
    {
      g_autofree char *name = NULL;
      RvFinding *f;

      if (!drops_used_index (s, drop->objects[i]))
        continue;
      name = last_name (drop->objects[i]);
      f = rv_migration_report (run, s, name, -1, _("DROP INDEX waits for an ACCESS EXCLUSIVE lock on the table of %s, and everybody waits behind it"), name);
      safe = *drop;
      safe.concurrent = TRUE;
      safe.n_objects = 1;
      safe.objects = drop->objects + i;
      safe.behavior = PG_QUERY__DROP_BEHAVIOR__DROP_RESTRICT;
      rv_migration_remedy (f, rv_migration_sql (NODE (DROP_STMT), &safe));
    }
}

static void
check_reindex (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;
  g_autofree char *name = NULL;
  RvFinding *f;

  if (s->node == NULL || s->node->node_case != NODE (REINDEX_STMT) || strcasestr (s->text, "concurrently") != NULL)
    return;
  name = s->node->reindex_stmt->relation != NULL ? rv_migration_name (s->node->reindex_stmt->relation) : g_strdup (rv_pg_given (s->node->reindex_stmt->name));
  if (s->node->reindex_stmt->relation != NULL && rv_migration_is_new (s, s->node->reindex_stmt->relation))
    return;
  f = rv_migration_report (run, s, name, -1, _("REINDEX takes a SHARE lock on the table and ACCESS EXCLUSIVE on the index: nobody can write until it is built"));
  rv_migration_remedy (f, g_strdup_printf ("REINDEX %s CONCURRENTLY %s;", s->node->reindex_stmt->kind == PG_QUERY__REINDEX_OBJECT_TYPE__REINDEX_OBJECT_INDEX ? "INDEX" : "TABLE",
                                      name != NULL ? name : "…"));
}

static void
check_concurrently (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;

  if (s->locks == NULL || !s->locks->no_transaction || s->transaction == 0)
    return;
  rv_migration_remedy (rv_migration_report (run, s, NULL, -1, _("This fails inside of a transaction")),
                  g_strdup (_("Put it into a file of its own that the tool does not wrap in a transaction.")));
}

/* ---- replaced indexes -------------------------------------------------------------------------------------- */

static void
columns_of_drop (const Statement *s, const PgQuery__DropStmt *drop, GPtrArray *names)
{
  RvLockContext context = rv_migration_context (s->script);
  Locker l = { &context, s->script->model, s->script->version, NULL };

  for (gsize i = 0; i < drop->n_objects; i++)
    {
      const char *schema, *name;
      gpointer index;
      g_autoptr (GPtrArray) columns = NULL;

      rv_pg_names (drop->objects[i]->list->items, drop->objects[i]->list->n_items, &schema, &name);
      index = rv_lock_find_index (&l, schema, name);
      columns = index != NULL ? rv_lock_index_columns (&l, index) : NULL;
      if (columns != NULL && columns->len > 0 && columns->pdata[0] != NULL)
        g_ptr_array_add (names, g_strdup_printf ("%" G_GINT64_FORMAT " %s", (gint64) ((RvObject *) rv_lock_table_of (&l, index))->id, rv_record_name (columns->pdata[0])));
      g_ptr_array_add (names, g_strdup (name));
    }
}

/* What was dropped is remembered by its name and by table and first column. */
static void
check_replaced (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;
  const PgQuery__DropStmt *drop = drop_of (s, OBJECT (INDEX));
  const PgQuery__IndexStmt *index = new_index (s);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  RvObject *table;
  g_autofree char *by_column = NULL, *by_name = NULL;

  if (drop != NULL)
    columns_of_drop (s, drop, names);
  for (guint i = 0; i < names->len; i++)
    g_hash_table_add (s->script->notes, g_strdup_printf ("dropped %s", (char *) names->pdata[i]));
  if (index == NULL || index->n_index_params == 0)
    return;
  table = rv_migration_relation (s, index->relation);
  by_column = g_strdup_printf ("dropped %" G_GINT64_FORMAT " %s", table != NULL ? (gint64) table->id : 0, index->index_params[0]->index_elem->name);
  by_name = g_strdup_printf ("dropped %s", index->idxname);
  if (g_hash_table_contains (s->script->notes, by_column) || g_hash_table_contains (s->script->notes, by_name))
    rv_migration_remedy (rv_migration_report (run, s, rv_pg_given (index->idxname), -1, _("The old index is gone before the new one is there: queries go without in between")),
                    g_strdup (_("Build the new index under another name first, then drop the old one and rename.")));
}

static void
check_partitioned (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;
  const PgQuery__IndexStmt *index = new_index (s);
  g_autofree char *table = NULL, *name = NULL;
  PgQuery__IndexStmt safe;
  PgQuery__RangeVar only;
  RvFinding *f;

  if (index == NULL || !is_partitioned (rv_migration_relation (s, index->relation)) || !index->relation->inh)
    return;
  table = rv_migration_name (index->relation);
  name = rv_pg_given (index->idxname) != NULL ? rv_migration_quote (index->idxname) : g_strdup ("…");
  f = rv_migration_report (run, s, table, -1, _("CREATE INDEX takes a SHARE lock on %s and on each partition until all are built, and cannot be CONCURRENTLY here"), table);
  safe = *index;
  only = *index->relation;
  only.inh = FALSE;
  safe.relation = &only;
  safe.concurrent = FALSE;
  rv_migration_remedy (f, rv_migration_sql (NODE (INDEX_STMT), &safe));
  rv_migration_remedy (f, g_strdup (_("-- for each partition:")));
  rv_migration_remedy (f, g_strdup ("CREATE INDEX CONCURRENTLY … ON …;"));
  rv_migration_remedy (f, g_strdup_printf ("ALTER INDEX %s ATTACH PARTITION …;", name));
}

static void
check_invalid (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;
  const PgQuery__IndexStmt *index = new_index (s);
  g_autofree char *name = NULL;
  RvFinding *f;

  if (index == NULL || !index->concurrent || !index->if_not_exists || rv_pg_given (index->idxname) == NULL)
    return;
  name = rv_migration_quote (index->idxname);
  f = rv_migration_report (run, s, index->idxname, -1, _("After a build that failed %s is there but invalid, and IF NOT EXISTS leaves it so"), name);
  rv_migration_remedy (f, g_strdup_printf ("DROP INDEX CONCURRENTLY IF EXISTS %s;", name));
}

static void
check_corruption (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;
  gboolean is_concurrent = s->node != NULL && ((s->node->node_case == NODE (INDEX_STMT) && s->node->index_stmt->concurrent)
                                               || (s->node->node_case == NODE (REINDEX_STMT) && strcasestr (s->text, "concurrently") != NULL));

  if (is_concurrent && s->script->version == 14 && s->script->minor >= 0 && s->script->minor <= 3)
    rv_migration_remedy (rv_migration_report (run, s, NULL, -1, _("CONCURRENTLY can build a corrupt index on PostgreSQL 14.0 to 14.3")),
                    g_strdup (_("Upgrade to 14.4 or later first.")));
}

static void
check_width (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;
  const PgQuery__IndexStmt *index = s->node != NULL && s->node->node_case == NODE (INDEX_STMT) ? s->node->index_stmt : NULL;

  if (index != NULL && !index->unique && index->n_index_params > 3)
    rv_migration_remedy (rv_migration_report (run, s, rv_pg_given (index->idxname), -1, _("An index over %u columns is seldom used by its last ones"), (guint) index->n_index_params),
                    g_strdup (_("Keep the most selective columns.")));
}

/* An index that a foreign key of its table looks its rows up by. */
static RvForeignKey *
served_key (Locker *l, gpointer index)
{
  g_autoptr (GPtrArray) columns = rv_lock_index_columns (l, index);
  g_autoptr (GPtrArray) keys = rv_model_children (l->model, ((RvObject *) rv_lock_table_of (l, index))->id, RV_KIND_FOREIGN_KEY);

  for (guint i = 0; i < keys->len; i++)
    {
      g_autoptr (GPtrArray) parts = rv_model_children (l->model, ((RvObject *) keys->pdata[i])->id, RV_KIND_FOREIGN_KEY_COLUMN);

      if (parts->len > 0 && columns->len > 0 && columns->pdata[0] == rv_model_get (l->model, ((RvForeignKeyColumn *) parts->pdata[0])->column_id))
        return keys->pdata[i];
    }
  return NULL;
}

static void
check_needed (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;
  const PgQuery__DropStmt *drop = drop_of (s, OBJECT (INDEX));
  RvLockContext context = rv_migration_context (s->script);
  Locker l = { &context, s->script->model, s->script->version, NULL };

  for (gsize i = 0; drop != NULL && i < drop->n_objects; i++)
    {
      const char *schema, *name;
      gpointer index;
      RvForeignKey *key;

      rv_pg_names (drop->objects[i]->list->items, drop->objects[i]->list->n_items, &schema, &name);
      index = rv_lock_find_index (&l, schema, name);
      key = index != NULL ? served_key (&l, index) : NULL;
      if (key != NULL)
        rv_migration_remedy (rv_migration_report (run, s, name, -1, _("The foreign key %s looks rows up by %s"), key->name, name),
                        g_strdup ("SELECT idx_scan, last_idx_scan FROM pg_stat_user_indexes WHERE indexrelname = '…';"));
    }
}

const RvRule rv_migration_index_rules[] = {
  LINT ("M01", WARNING, "Index built without CONCURRENTLY", "CREATE INDEX holds a SHARE lock until the index is built: reads go on, writes wait. CONCURRENTLY takes longer and lets them pass.", check_creation),
  LINT ("M02", WARNING, "Index dropped without CONCURRENTLY", "DROP INDEX needs an ACCESS EXCLUSIVE lock. It is short, but while it waits for long queries everybody else queues behind it.", check_deletion),
  LINT ("M03", WARNING, "REINDEX without CONCURRENTLY", "REINDEX blocks writes to the table, and reads that would use the index, until it is built.", check_reindex),
  LINT ("M04", ERROR, "CONCURRENTLY inside of a transaction", "Statements that commit in between fail inside of a transaction, whoever began it: the script or the tool that runs it.", check_concurrently),
  LINT ("M05", WARNING, "Index replaced by drop, then create", "Until the new index is built queries scan the table.", check_replaced),
  LINT ("M06", WARNING, "Index on a partitioned table", "It cannot be built CONCURRENTLY at once: make it on the parent alone, build it on each partition and attach.", check_partitioned),
  LINT ("M07", INFO, "Failed build leaves an invalid index", "A CONCURRENTLY build that fails leaves an index that is maintained and never used.", check_invalid),
  LINT ("M08", ERROR, "CONCURRENTLY on PostgreSQL 14.0 to 14.3", "These versions could leave rows out of an index that was built concurrently.", check_corruption),
  LINT ("M09", INFO, "Index over more than three columns", "Each column makes the index larger and every write dearer; only leading columns find rows.", check_width),
  LINT ("M10", INFO, "Dropped index still needed", "A foreign key without an index scans its table for each deletion on the other side.", check_needed),
  { NULL },
};
