/* Rules about tables, schemas, types and views: M40 to M57. */
#include "migrate/lint/lint-private.h"

static const PgQuery__DropStmt *
drop_of (const Statement *s, PgQuery__ObjectType type)
{
  return s->node != NULL && s->node->node_case == NODE (DROP_STMT) && s->node->drop_stmt->remove_type == type ? s->node->drop_stmt : NULL;
}

/* The names of @object as a relation. */
static PgQuery__RangeVar
range_of (const Node *object)
{
  PgQuery__RangeVar range = PG_QUERY__RANGE_VAR__INIT;
  const char *schema = NULL, *name = NULL;

  if (object->node_case == NODE (LIST))
    rv_pg_names (object->list->items, object->list->n_items, &schema, &name);
  range.schemaname = (char *) (schema != NULL ? schema : "");
  range.relname = (char *) (name != NULL ? name : "");
  return range;
}

/* With the schema known, IF EXISTS of what is not there does nothing. */
static gboolean
does_nothing (const Statement *s, const PgQuery__DropStmt *drop, const PgQuery__RangeVar *name)
{
  return drop->missing_ok && s->script->options->schema != NULL && rv_migration_relation (s, name) == NULL;
}

/* ---- tables that go ------------------------------------------------------------------------------------------- */

static void
check_drop_table (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;
  const PgQuery__DropStmt *drop = drop_of (s, OBJECT (TABLE));

  for (gsize i = 0; drop != NULL && i < drop->n_objects; i++)
    {
      PgQuery__RangeVar name = range_of (drop->objects[i]);
      g_autofree char *table = rv_migration_name (&name);
      RvFinding *f;

      if (rv_migration_is_new (s, &name) || does_nothing (s, drop, &name))
        continue;
      f = rv_migration_report (run, s, table, -1, _("All rows of %s go; ACCESS EXCLUSIVE on it and on every table that it shares a foreign key with"), table);
      for (guint k = 0; k < s->locks->tables->len; k++)
        {
          g_autofree char *other = rv_migration_lock_name (s->locks->tables->pdata[k]);

          if (!g_str_equal (other, table))
            rv_finding_add_evidence (f, ((RvTableLock *) s->locks->tables->pdata[k])->id, other, NULL);
        }
      rv_migration_remedy (f, g_strdup_printf ("ALTER TABLE %s RENAME TO %s_old; %s", table, name.relname, _("-- and drop it when nobody has missed it")));
    }
}

static const PgQuery__RenameStmt *
rename_of (const Statement *s, PgQuery__ObjectType type)
{
  return s->node != NULL && s->node->node_case == NODE (RENAME_STMT) && s->node->rename_stmt->rename_type == type ? s->node->rename_stmt : NULL;
}

static void
check_rename_table (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;
  const PgQuery__RenameStmt *rename = rename_of (s, OBJECT (TABLE));
  g_autofree char *table = NULL, *new_name = NULL;
  RvFinding *f;

  if (rename == NULL || rv_migration_is_new (s, rename->relation))
    return;
  table = rv_migration_name (rename->relation);
  new_name = rv_migration_quote (rename->newname);
  f = rv_migration_report (run, s, table, -1, _("Clients that say %s break at once; ACCESS EXCLUSIVE on it"), table);
  rv_migration_remedy (f, g_strdup ("BEGIN;"));
  rv_migration_remedy (f, g_strdup_printf ("ALTER TABLE %s RENAME TO %s;", table, new_name));
  rv_migration_remedy (f, g_strdup_printf ("CREATE VIEW %s AS SELECT * FROM %s;", table, new_name));
  rv_migration_remedy (f, g_strdup ("COMMIT;"));
}

static void
check_schema (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;
  const PgQuery__DropStmt *drop = drop_of (s, OBJECT (SCHEMA));
  const PgQuery__RenameStmt *rename = rename_of (s, OBJECT (SCHEMA));

  if (rename != NULL)
    rv_migration_remedy (rv_migration_report (run, s, rename->subname, -1, _("Clients that name the schema %s break at once"), rename->subname),
                    g_strdup (_("Make the new schema, move objects one by one, keep views in the old one.")));
  for (gsize i = 0; drop != NULL && i < drop->n_objects; i++)
    rv_migration_remedy (rv_migration_report (run, s, rv_pg_string (drop->objects[i]), -1, _("The schema %s goes%s"), rv_pg_string (drop->objects[i]),
                                    drop->behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE ? _(" with everything in it, under ACCESS EXCLUSIVE locks") : ""),
                    g_strdup (_("Drop its objects one by one, after nobody uses them.")));
}

static void
check_set_schema (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;
  const PgQuery__AlterObjectSchemaStmt *move = s->node != NULL && s->node->node_case == NODE (ALTER_OBJECT_SCHEMA_STMT) ? s->node->alter_object_schema_stmt : NULL;
  g_autofree char *table = NULL, *schema = NULL;
  RvFinding *f;

  if (move == NULL || move->relation == NULL || (move->object_type != OBJECT (TABLE) && move->object_type != OBJECT (VIEW) && move->object_type != OBJECT (MATVIEW))
      || rv_migration_is_new (s, move->relation))
    return;
  table = rv_migration_name (move->relation);
  schema = rv_migration_quote (move->newschema);
  f = rv_migration_report (run, s, table, -1, _("%s leaves its schema: clients that find it by search path break; ACCESS EXCLUSIVE on it"), table);
  rv_migration_remedy (f, g_strdup_printf ("ALTER TABLE %s SET SCHEMA %s;", table, schema));
  rv_migration_remedy (f, g_strdup_printf ("CREATE VIEW %s AS SELECT * FROM %s.%s; %s", table, schema, move->relation->relname, _("-- in the same transaction")));
}

static void
check_database (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;

  if (s->node != NULL && s->node->node_case == NODE (DROPDB_STMT))
    rv_migration_remedy (rv_migration_report (run, s, s->node->dropdb_stmt->dbname, -1, _("The database %s goes with everything in it"), s->node->dropdb_stmt->dbname),
                    g_strdup (_("Never in a migration.")));
}

static void
check_truncate (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;
  const PgQuery__TruncateStmt *truncate = s->node != NULL && s->node->node_case == NODE (TRUNCATE_STMT) ? s->node->truncate_stmt : NULL;
  gboolean cascades = truncate != NULL && truncate->behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE;

  for (gsize i = 0; truncate != NULL && i < truncate->n_relations; i++)
    {
      const PgQuery__RangeVar *name = truncate->relations[i]->range_var;
      g_autofree char *table = rv_migration_name (name);
      RvFinding *f;

      if (rv_migration_is_new (s, name))
        continue;
      f = rv_migration_report (run, s, table, -1, cascades ? _("TRUNCATE CASCADE empties %s and every table that refers to it, under ACCESS EXCLUSIVE locks")
                                                      : _("TRUNCATE empties %s under an ACCESS EXCLUSIVE lock"), table);
      rv_rule_severity (f, cascades ? RV_SEVERITY_ERROR : RV_SEVERITY_WARNING);
      rv_migration_remedy (f, cascades ? g_strdup (_("Name the tables that are to be emptied.")) : g_strdup_printf (_("DELETE FROM %s in batches by key."), table));
    }
}

/* ---- made again -------------------------------------------------------------------------------------------------- */

static gboolean
was_dropped (const Statement *s, PgQuery__ObjectType type, const PgQuery__RangeVar *wanted)
{
  for (guint i = 0; i < s->index; i++)
    {
      const Statement *before = s->script->statements->pdata[i];
      const PgQuery__DropStmt *drop = drop_of (before, type);

      for (gsize k = 0; drop != NULL && k < drop->n_objects; k++)
        {
          PgQuery__RangeVar name = range_of (drop->objects[k]);

          if (rv_migration_same (&name, wanted) && (s->script->options->schema == NULL || !drop->missing_ok || before->locks->tables->len > 0))
            return TRUE;
        }
    }
  return FALSE;
}

static void
check_recreated (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;
  const PgQuery__CreateStmt *create = s->node != NULL && s->node->node_case == NODE (CREATE_STMT) ? s->node->create_stmt : NULL;
  g_autofree char *table = NULL;

  if (create == NULL || !was_dropped (s, OBJECT (TABLE), create->relation))
    return;
  table = rv_migration_name (create->relation);
  rv_migration_remedy (rv_migration_report (run, s, table, -1, _("%s was dropped and is made again, without its rows"), table), g_strdup (_("Alter the table that is there.")));
}

/* ---- enums --------------------------------------------------------------------------------------------------------- */

static const PgQuery__AlterEnumStmt *
enum_of (const Statement *s)
{
  return s->node != NULL && s->node->node_case == NODE (ALTER_ENUM_STMT) ? s->node->alter_enum_stmt : NULL;
}

static char *
enum_name (const PgQuery__AlterEnumStmt *alter)
{
  const char *schema, *name;

  rv_pg_names (alter->type_name, alter->n_type_name, &schema, &name);
  return g_strdup (name);
}

static gboolean
adds_value (const PgQuery__AlterEnumStmt *alter)
{
  return alter != NULL && rv_pg_given (alter->old_val) == NULL;
}

static void
check_enum_order (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;
  const PgQuery__AlterEnumStmt *alter = enum_of (s);
  g_autofree char *name = alter != NULL ? enum_name (alter) : NULL;

  if (adds_value (alter) && rv_pg_given (alter->new_val_neighbor) == NULL)
    rv_migration_remedy (rv_migration_report (run, s, name, -1, _("The new value sorts after all others of %s"), name),
                    g_strdup_printf ("ALTER TYPE %s ADD VALUE '%s' AFTER '…';", name, alter->new_val));
}

typedef struct {
  const char *value;
  gboolean found;
} Search;

static void
find_constant (const ProtobufCMessage *message, gpointer data)
{
  Search *search = data;

  if (message->descriptor == &pg_query__string__descriptor)
    search->found |= g_strcmp0 (((const PgQuery__String *) message)->sval, search->value) == 0;
  rv_pg_each_child (message, find_constant, data);
}

static void
check_enum_use (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;

  for (guint i = 0; s->node != NULL && s->transaction != 0 && i < s->index; i++)
    {
      const Statement *before = s->script->statements->pdata[i];
      Search search = { adds_value (enum_of (before)) ? enum_of (before)->new_val : NULL, FALSE };

      if (search.value == NULL || before->transaction != s->transaction || enum_of (s) != NULL || s->node->node_case == NODE (COMMENT_STMT))
        continue;
      find_constant (rv_pg_unwrap (s->node), &search);
      if (search.found)
        rv_migration_remedy (rv_migration_report (run, s, search.value, -1, _("The value “%s” was added in this transaction and cannot be used before it commits"), search.value),
                        g_strdup (_("Add the value in a transaction of its own, before.")));
    }
}

static void
check_enum_rename (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;
  const PgQuery__AlterEnumStmt *alter = enum_of (s);

  if (alter != NULL && rv_pg_given (alter->old_val) != NULL)
    rv_migration_remedy (rv_migration_report (run, s, alter->old_val, -1, _("Clients that write “%s” fail at once"), alter->old_val),
                    g_strdup (_("Add the new value, move rows to it in batches, and stop using the old one.")));
}

static void
check_enum_again (RvRuleRun *run, gpointer subject)
{
  static const RvKind kinds[] = { RV_KIND_ENUM, RV_KIND_NONE };
  const Statement *s = subject;
  const PgQuery__DropStmt *drop = drop_of (s, OBJECT (TYPE));
  const PgQuery__RenameStmt *rename = rename_of (s, OBJECT (TYPE));
  RvLockContext context = rv_migration_context (s->script);
  Locker l = { &context, s->script->model, s->script->version, NULL };
  const Node *object = drop != NULL && drop->n_objects > 0 ? drop->objects[0] : rename != NULL ? rename->object : NULL;
  const char *schema, *name;
  RvObject *type;

  if (object == NULL || (object->node_case != NODE (LIST) && object->node_case != NODE (TYPE_NAME)))
    return;
  if (object->node_case == NODE (LIST))
    rv_pg_names (object->list->items, object->list->n_items, &schema, &name);
  else
    rv_pg_names (object->type_name->names, object->type_name->n_names, &schema, &name);
  type = rv_lock_find (&l, schema, name, kinds);
  if (type == NULL || type->id >= s->script->first_new)
    return;
  rv_migration_remedy (rv_migration_report (run, s, name, -1, _("The enum %s is made anew: every table that uses it has to be rewritten under an ACCESS EXCLUSIVE lock"), name),
                  g_strdup (_("Make a new type beside it and expand and contract column by column, or use a lookup table.")));
}

/* ---- maintenance -------------------------------------------------------------------------------------------------------- */

static void
check_repack (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;
  gboolean is_cluster = s->node != NULL && s->node->node_case == NODE (CLUSTER_STMT);
  gboolean is_full = s->node != NULL && s->node->node_case == NODE (VACUUM_STMT) && s->node->vacuum_stmt->is_vacuumcmd;
  g_autofree char *table = NULL;

  for (gsize i = 0; is_full && i <= s->node->vacuum_stmt->n_options; i++)
    {
      if (i == s->node->vacuum_stmt->n_options)
        return;
      if (g_ascii_strcasecmp (s->node->vacuum_stmt->options[i]->def_elem->defname, "full") == 0)
        break;
    }
  if (!is_cluster && !is_full)
    return;
  if (is_cluster)
    table = rv_migration_name (s->node->cluster_stmt->relation);
  else if (s->node->vacuum_stmt->n_rels > 0)
    table = rv_migration_name (s->node->vacuum_stmt->rels[0]->vacuum_relation->relation);
  rv_migration_remedy (rv_migration_report (run, s, table, -1, _("%s rewrites the table with all its indexes under an ACCESS EXCLUSIVE lock"), is_cluster ? "CLUSTER" : "VACUUM FULL"),
                  g_strdup_printf ("pg_repack --table=%s", table != NULL && *table != '\0' ? table : "…"));
}

static void
set_storage (RvRuleRun *run, const Statement *s, const PgQuery__AlterTableStmt *alter, const PgQuery__AlterTableCmd *command)
{
  g_autoptr (RvLocks) locks = rv_migration_alter_locks (s, command);
  const RvTableLock *lock = locks->tables->len > 0 ? locks->tables->pdata[0] : NULL;
  g_autofree char *table = rv_migration_name (alter->relation);

  if (lock != NULL && (lock->work & (RV_WORK_REWRITE | RV_WORK_COPY)))
    rv_migration_remedy (rv_migration_report (run, s, table, -1, _("%s is written anew under an ACCESS EXCLUSIVE lock"), table), g_strdup (_("There is no way online: use a maintenance window.")));
}

static void
check_storage (RvRuleRun *run, gpointer subject)
{
  rv_migration_each_command (run, subject, AT (SetLogged), set_storage);
  rv_migration_each_command (run, subject, AT (SetUnLogged), set_storage);
  rv_migration_each_command (run, subject, AT (SetTableSpace), set_storage);
  rv_migration_each_command (run, subject, AT (SetAccessMethod), set_storage);
}

static void
check_lock (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;
  const RvTableLock *lock = rv_migration_blocking (s);

  if (s->node != NULL && s->node->node_case == NODE (LOCK_STMT) && lock != NULL)
    rv_migration_remedy (rv_migration_report (run, s, lock->name, -1, _("LOCK TABLE takes %s on %s until the transaction ends"), rv_lock_mode_name (lock->mode), lock->name),
                    g_strdup (_("Leave it out: statements take the locks that they need.")));
}

static void
check_refresh (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;
  g_autofree char *view = NULL;

  if (s->node == NULL || s->node->node_case != NODE (REFRESH_MAT_VIEW_STMT) || s->node->refresh_mat_view_stmt->concurrent || s->node->refresh_mat_view_stmt->skip_data
      || rv_migration_is_new (s, s->node->refresh_mat_view_stmt->relation))
    return;
  view = rv_migration_name (s->node->refresh_mat_view_stmt->relation);
  rv_migration_remedy (rv_migration_report (run, s, view, -1, _("REFRESH takes an ACCESS EXCLUSIVE lock on %s: nobody can read it while its query runs"), view),
                  g_strdup_printf ("REFRESH MATERIALIZED VIEW CONCURRENTLY %s; %s", view, _("-- needs a unique index")));
}

/* ---- views and triggers --------------------------------------------------------------------------------------------------------- */

static void
check_view (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;
  const PgQuery__DropStmt *drop = drop_of (s, OBJECT (VIEW));

  if (drop == NULL)
    drop = drop_of (s, OBJECT (MATVIEW));
  for (gsize i = 0; drop != NULL && i < drop->n_objects; i++)
    {
      PgQuery__RangeVar name = range_of (drop->objects[i]);
      g_autofree char *view = rv_migration_name (&name);

      if (!rv_migration_is_new (s, &name) && !does_nothing (s, drop, &name))
        rv_migration_remedy (rv_migration_report (run, s, view, -1, _("Readers of %s break, and its grants go; ACCESS EXCLUSIVE on it"), view),
                        g_strdup_printf (_("CREATE OR REPLACE VIEW %s where the columns stay; else drop and make it in one transaction, with its grants."), view));
    }
}

/* Whether a view, policy, trigger or generated column has the column in its text, which PostgreSQL refuses to follow. */
static gboolean
refuses (const RvObject *user, const RvColumn *column)
{
  return user->kind == RV_KIND_VIEW || user->kind == RV_KIND_MATERIALIZED_VIEW || user->kind == RV_KIND_REWRITE_RULE || user->kind == RV_KIND_POLICY
         || user->kind == RV_KIND_TRIGGER || (user->kind == RV_KIND_COLUMN && ((RvColumn *) user)->generated != NULL && user != &column->object);
}

static void
depended_on (RvRuleRun *run, const Statement *s, const PgQuery__AlterTableStmt *alter, const PgQuery__AlterTableCmd *command)
{
  RvLockContext context = rv_migration_context (s->script);
  Locker l = { &context, s->script->model, s->script->version, NULL };
  RvColumn *column = rv_lock_column (&l, rv_migration_relation (s, alter->relation), command->name);
  g_autoptr (GPtrArray) users = column != NULL ? rv_lock_users (&l, column->object.id) : NULL;

  if (command->subtype == AT (DropColumn) && command->behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE)
    return;
  for (guint i = 0; users != NULL && i < users->len; i++)
    if (refuses (users->pdata[i], column))
      {
        rv_migration_remedy (rv_migration_report (run, s, column->name, -1, _("This fails: %s needs the column %s"), rv_record_name (users->pdata[i]), column->name),
                        g_strdup_printf (_("Drop %s before and make it again after, in the same transaction."), rv_record_name (users->pdata[i])));
        return;
      }
}

static void
check_dependants (RvRuleRun *run, gpointer subject)
{
  rv_migration_each_command (run, subject, AT (AlterColumnType), depended_on);
  rv_migration_each_command (run, subject, AT (DropColumn), depended_on);
}

static void
check_trigger (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;
  const RvTableLock *lock = rv_migration_blocking (s);
  gboolean creates = s->node != NULL && s->node->node_case == NODE (CREATE_TRIG_STMT);

  if (lock != NULL && (creates || drop_of (s, OBJECT (TRIGGER)) != NULL))
    rv_migration_remedy (rv_migration_report (run, s, lock->name, -1, _("%s on %s, for a moment: writers queue behind it"), rv_lock_mode_name (lock->mode), lock->name),
                    g_strdup (_("SET lock_timeout = '2s'; -- and try again where it runs out")));
}

const RvRule rv_migration_table_rules[] = {
  LINT ("M40", ERROR, "Table dropped", "Its rows are gone. Every table that it shares a foreign key with is locked too.", check_drop_table),
  LINT ("M41", WARNING, "Table renamed", "Old and new clients run side by side during a deployment, and one of them breaks. A view can keep the old name.", check_rename_table),
  LINT ("M42", ERROR, "Schema dropped or renamed", "Everything in it goes, or is found no more.", check_schema),
  LINT ("M43", WARNING, "Table moved to another schema", "Who finds it by the search path finds it no more.", check_set_schema),
  LINT ("M44", ERROR, "Database dropped", "No way back but the backup.", check_database),
  LINT ("M45", WARNING, "TRUNCATE", "All rows go at once, under a lock that stops readers; CASCADE reaches every referencing table.", check_truncate),
  LINT ("M46", WARNING, "Table dropped and made again", "The rows are lost, though a table of that name is there.", check_recreated),
  LINT ("M47", INFO, "Enum value without a position", "The value sorts last, wherever it belongs, and cannot be moved later.", check_enum_order),
  LINT ("M48", ERROR, "New enum value used in the same transaction", "PostgreSQL refuses a value that is not committed yet.", check_enum_use),
  LINT ("M49", WARNING, "Enum value renamed", "Clients that write the old value fail.", check_enum_rename),
  LINT ("M50", WARNING, "Enum type made anew", "Values cannot be removed or reordered in place; a new type rewrites all that use it.", check_enum_again),
  LINT ("M51", WARNING, "VACUUM FULL or CLUSTER", "The table is rewritten while nobody can read or write. pg_repack does it beside them.", check_repack),
  LINT ("M52", WARNING, "Storage changed", "SET LOGGED, UNLOGGED, TABLESPACE and ACCESS METHOD write or copy the whole table under the strongest lock.", check_storage),
  LINT ("M53", WARNING, "Explicit LOCK TABLE", "The lock lasts until the end of the transaction, however short the need.", check_lock),
  LINT ("M54", WARNING, "REFRESH without CONCURRENTLY", "Nobody can read the view while its query runs.", check_refresh),
  LINT ("M55", WARNING, "View dropped", "Readers break until it is there again, and its privileges are lost.", check_view),
  LINT ("M56", ERROR, "Column that others depend on", "PostgreSQL refuses to change or drop a column that a view, a policy, a trigger or a generated column needs.", check_dependants),
  LINT ("M57", INFO, "Trigger made or dropped", "The lock is short, but writers queue behind it while it waits.", check_trigger),
  { NULL },
};
