/* Rules about partitions, M58 to M61, and about who may do what, M62 and M63. */
#include "migrate/lint/lint-private.h"

/* ---- partitions ------------------------------------------------------------------------------------------- */

static void
detach (RvRuleRun *run, const Statement *s, const PgQuery__AlterTableStmt *alter, const PgQuery__AlterTableCmd *command)
{
  const PgQuery__PartitionCmd *partition = command->def->partition_cmd;
  g_autofree char *table = rv_migration_name (alter->relation), *child = rv_migration_name (partition->name);
  RvFinding *f;

  if (partition->concurrent)
    return;
  f = rv_migration_report (run, s, child, -1, _("DETACH PARTITION takes ACCESS EXCLUSIVE locks on %s and %s"), table, child);
  if (s->script->version >= 14)
    rv_migration_remedy (f, g_strdup_printf ("ALTER TABLE %s DETACH PARTITION %s CONCURRENTLY;", table, child));
  else
    rv_migration_remedy (f, g_strdup (_("SET lock_timeout = '2s'; -- and try again where it runs out; CONCURRENTLY needs PostgreSQL 14")));
}

static void
check_detach (RvRuleRun *run, gpointer subject)
{
  rv_migration_each_command (run, subject, AT (DetachPartition), detach);
}

/* Whether the partition @name, or what is below it, is read. */
static gboolean
reads_table (const RvLocks *locks, const char *name)
{
  const RvTableLock *lock = rv_locks_find (locks, name);

  return lock != NULL && !lock->is_new && (lock->work & (RV_WORK_SCAN | RV_WORK_BUILD));
}

static void
attach (RvRuleRun *run, const Statement *s, const PgQuery__AlterTableStmt *alter, const PgQuery__AlterTableCmd *command)
{
  const PgQuery__PartitionCmd *partition = command->def->partition_cmd;
  g_autofree char *child = rv_migration_name (partition->name);
  const RvTableLock *lock = rv_locks_find (s->locks, partition->name->relname);
  RvFinding *f;

  if (partition->bound == NULL || rv_migration_is_new (s, partition->name) || !reads_table (s->locks, partition->name->relname))
    return;
  f = rv_migration_report (run, s, child, -1, _("ATTACH PARTITION takes an ACCESS EXCLUSIVE lock on %s: %s"), child, lock->reasons->len > 0 ? (char *) lock->reasons->pdata[0] : "");
  rv_migration_remedy (f, g_strdup_printf ("ALTER TABLE %s ADD CONSTRAINT %s_bound CHECK (… IS NOT NULL AND …) NOT VALID; %s", child, partition->name->relname, _("-- as the bound says")));
  rv_migration_remedy (f, g_strdup_printf ("ALTER TABLE %s VALIDATE CONSTRAINT %s_bound; %s", child, partition->name->relname, _("-- in a later transaction")));
  rv_migration_remedy (f, g_strdup_printf ("%s;", s->text));
}

static void
check_attach (RvRuleRun *run, gpointer subject)
{
  rv_migration_each_command (run, subject, AT (AttachPartition), attach);
}

static gboolean
is_default (gpointer relation)
{
  RvTable *table = relation;

  return table != NULL && table->object.kind == RV_KIND_TABLE && table->partition_bound != NULL && g_ascii_strcasecmp (table->partition_bound, "DEFAULT") == 0;
}

static void
check_default (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;
  gboolean attaches = s->node != NULL && s->node->node_case == NODE (ALTER_TABLE_STMT) && s->node->alter_table_stmt->n_cmds == 1
                      && s->node->alter_table_stmt->cmds[0]->alter_table_cmd->subtype == AT (AttachPartition);
  gboolean creates = s->node != NULL && s->node->node_case == NODE (CREATE_STMT) && s->node->create_stmt->partbound != NULL;

  for (guint i = 0; (attaches || creates) && i < s->locks->tables->len; i++)
    {
      const RvTableLock *lock = s->locks->tables->pdata[i];
      RvFinding *f;

      if (lock->is_new || !(lock->work & RV_WORK_SCAN) || !is_default (rv_model_get (s->script->model, lock->id)))
        continue;
      f = rv_migration_report (run, s, lock->name, -1, _("The default partition %s is read under an ACCESS EXCLUSIVE lock"), lock->name);
      rv_migration_remedy (f, g_strdup_printf ("ALTER TABLE %s ADD CONSTRAINT … CHECK (…) NOT VALID; %s", lock->name, _("-- that no row belongs into the new partition")));
      rv_migration_remedy (f, g_strdup_printf ("ALTER TABLE %s VALIDATE CONSTRAINT …;", lock->name));
    }
}

static void
check_new_partition (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;
  const PgQuery__CreateStmt *create = s->node != NULL && s->node->node_case == NODE (CREATE_STMT) ? s->node->create_stmt : NULL;
  g_autofree char *table = NULL, *whole = NULL;
  RvFinding *f;

  if (create == NULL || create->partbound == NULL || create->n_inh_relations != 1 || rv_migration_is_new (s, create->inh_relations[0]->range_var))
    return;
  table = rv_migration_name (create->relation);
  whole = rv_migration_name (create->inh_relations[0]->range_var);
  f = rv_migration_report (run, s, table, -1, _("CREATE TABLE … PARTITION OF takes an ACCESS EXCLUSIVE lock on %s"), whole);
  rv_migration_remedy (f, g_strdup_printf ("CREATE TABLE %s (LIKE %s INCLUDING ALL);", table, whole));
  rv_migration_remedy (f, g_strdup_printf ("ALTER TABLE %s ATTACH PARTITION %s FOR VALUES …;", whole, table));
}

/* ---- who may do what ------------------------------------------------------------------------------------------- */

static gboolean
is_policy (const Statement *s)
{
  if (s->node == NULL)
    return FALSE;
  return s->node->node_case == NODE (CREATE_POLICY_STMT) || s->node->node_case == NODE (ALTER_POLICY_STMT)
         || (s->node->node_case == NODE (DROP_STMT) && s->node->drop_stmt->remove_type == OBJECT (POLICY));
}

static void
row_security (RvRuleRun *run, const Statement *s, const PgQuery__AlterTableStmt *alter, const PgQuery__AlterTableCmd *command)
{
  g_autofree char *table = rv_migration_name (alter->relation);

  rv_migration_remedy (rv_migration_report (run, s, table, -1, _("Which rows of %s people see changes; ACCESS EXCLUSIVE on it for a moment"), table), g_strdup (_("Try it as each role that reads or writes the table.")));
}

static void
check_row_security (RvRuleRun *run, gpointer subject)
{
  static const int subtypes[] = { AT (EnableRowSecurity), AT (DisableRowSecurity), AT (ForceRowSecurity), AT (NoForceRowSecurity) };
  const Statement *s = subject;
  const RvTableLock *lock = is_policy (s) ? rv_migration_blocking (s) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (subtypes); i++)
    rv_migration_each_command (run, s, subtypes[i], row_security);
  if (lock != NULL)
    rv_migration_remedy (rv_migration_report (run, s, lock->name, -1, _("Which rows of %s people see changes; ACCESS EXCLUSIVE on it for a moment"), lock->name),
                    g_strdup (_("Try it as each role that reads or writes the table.")));
}

static void
check_privileges (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;
  const char *what = NULL;

  if (s->node == NULL)
    return;
  if (s->node->node_case == NODE (GRANT_STMT))
    what = s->node->grant_stmt->is_grant ? _("A grant is widened") : _("A grant is taken away");
  else if (s->node->node_case == NODE (ALTER_OWNER_STMT) || (s->node->node_case == NODE (ALTER_TABLE_STMT) && s->node->alter_table_stmt->n_cmds > 0
                                                             && s->node->alter_table_stmt->cmds[0]->alter_table_cmd->subtype == AT (ChangeOwner)))
    what = _("The owner changes, and with it who may do everything");
  if (what != NULL && (s->locks->tables->len == 0 || rv_migration_blocking (s) != NULL))
    rv_migration_remedy (rv_migration_report (run, s, NULL, -1, "%s", what), g_strdup (_("Have it reviewed by whoever answers for access.")));
}

const RvRule rv_migration_object_rules[] = {
  LINT ("M58", WARNING, "DETACH PARTITION without CONCURRENTLY", "Nobody can read or write the partitioned table while the lock waits and works.", check_detach),
  LINT ("M59", WARNING, "ATTACH PARTITION without a matching CHECK", "All rows of the new partition are read under the strongest lock, unless a valid CHECK proves the bound.", check_attach),
  LINT ("M60", WARNING, "New partition beside a default partition", "The default partition is locked and read to see that no row of it belongs into the new one.", check_default),
  LINT ("M61", WARNING, "CREATE TABLE … PARTITION OF a live table", "It locks the whole partitioned table against everybody. Making the table first and attaching it does not.", check_new_partition),
  LINT ("M62", INFO, "Row-level security changed", "Permissive policies widen, restrictive ones narrow what people see: what a change means is seen only as each role.", check_row_security),
  LINT ("M63", INFO, "Privileges or owner changed", "Widened access is seldom noticed, narrowed access at once.", check_privileges),
  { NULL },
};
