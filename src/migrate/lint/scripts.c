/* Rules about the script as a whole: timeouts, transactions, what can be run again: M64 to M81. */
#include "migrate/lint/lint-private.h"

#define MAX_NAME 63
#define GRAMMAR 15

/* ---- timeouts -------------------------------------------------------------------------------------------------- */

static void
want_setting (RvRuleRun *run, const Statement *s, const char *key, const char *setting, const char *value, const char *message)
{
  const RvTableLock *lock = rv_migration_blocking (s);

  if (lock == NULL || rv_migration_setting (s, setting) != NULL || !rv_migration_once (s, key))
    return;
  rv_migration_remedy (rv_migration_report (run, s, lock->name, -1, message, rv_lock_mode_name (lock->mode), lock->name), g_strdup_printf ("SET %s = '%s';", setting, value));
}

static void
check_lock_timeout (RvRuleRun *run, gpointer subject)
{
  want_setting (run, subject, "M64", "lock_timeout", "2s", _("This waits for %s on %s as long as it takes, and everybody else waits behind it: there is no lock_timeout"));
}

static void
check_statement_timeout (RvRuleRun *run, gpointer subject)
{
  want_setting (run, subject, "M65", "statement_timeout", "60s", _("Nothing ends this if it takes too long under %s on %s: there is no statement_timeout"));
}

static void
check_idle_timeout (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;

  if (s->transaction != 0)
    want_setting (run, s, "M66", "idle_in_transaction_session_timeout", "10s", _("If the client stops here, %s on %s is held until somebody notices: there is no idle_in_transaction_session_timeout"));
}

/* ---- transactions ------------------------------------------------------------------------------------------------ */

/* The first statement of this transaction, before @s, that locks a table of others so that nobody can read it. */
static const Statement *
first_exclusive (const Statement *s)
{
  for (guint i = 0; i < s->index && s->transaction != 0; i++)
    {
      const Statement *before = s->script->statements->pdata[i];
      const RvTableLock *lock = before->transaction == s->transaction ? rv_migration_blocking (before) : NULL;

      if (lock != NULL && lock->mode == RV_LOCK_ACCESS_EXCLUSIVE)
        return before;
    }
  return NULL;
}

static gboolean
is_work (const Statement *s)
{
  static const int steering[] = { NODE (TRANSACTION_STMT), NODE (VARIABLE_SET_STMT), NODE (COMMENT_STMT), NODE (NOTIFY_STMT) };

  for (guint i = 0; i < G_N_ELEMENTS (steering); i++)
    if (s->node == NULL || (int) s->node->node_case == steering[i])
      return FALSE;
  return TRUE;
}

static gboolean
is_long (const Statement *s)
{
  for (guint i = 0; i < s->locks->tables->len; i++)
    if (!((RvTableLock *) s->locks->tables->pdata[i])->is_new && (((RvTableLock *) s->locks->tables->pdata[i])->work & (RV_WORK_LONG | RV_WORK_WRITE)))
      return TRUE;
  return FALSE;
}

static void
check_held (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject, *first = is_work (s) ? first_exclusive (s) : NULL;
  const RvTableLock *held = first != NULL ? rv_migration_blocking (first) : NULL, *lock = rv_migration_blocking (s);
  g_autofree char *key = g_strdup_printf ("M67 %u", s->transaction);
  RvFinding *f;

  if (held == NULL)
    return;
  if (lock != NULL && lock->mode == RV_LOCK_ACCESS_EXCLUSIVE && !g_str_equal (lock->name, held->name))
    f = rv_migration_report (run, s, lock->name, -1, _("ACCESS EXCLUSIVE on %s while %s is locked too: who takes them in the other order deadlocks"), lock->name, held->name);
  else if (is_long (s))
    f = rv_migration_report (run, s, held->name, -1, _("%s stays locked with ACCESS EXCLUSIVE until this long statement is done"), held->name);
  else if (rv_migration_once (s, key))
    {
      f = rv_migration_report (run, s, held->name, -1, _("%s stays locked with ACCESS EXCLUSIVE until the transaction ends"), held->name);
      rv_rule_severity (f, RV_SEVERITY_INFO);
    }
  else
    return;
  rv_migration_remedy (f, g_strdup (_("Commit before this statement.")));
}

static void
check_merge (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject, *before = s->index > 0 && s->node != NULL ? s->script->statements->pdata[s->index - 1] : NULL;
  g_autofree char *table = NULL;

  if (before == NULL || before->node == NULL || s->node->node_case != NODE (ALTER_TABLE_STMT) || before->node->node_case != NODE (ALTER_TABLE_STMT)
      || !rv_migration_same (s->node->alter_table_stmt->relation, before->node->alter_table_stmt->relation) || rv_migration_is_new (s, s->node->alter_table_stmt->relation)
      || !is_long (s) || !is_long (before))
    return;
  table = rv_migration_name (s->node->alter_table_stmt->relation);
  rv_migration_remedy (rv_migration_report (run, s, table, -1, _("%s is read or rewritten twice in a row"), table), g_strdup_printf (_("ALTER TABLE %s …, …; does it once."), table));
}

static void
check_nesting (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;
  const PgQuery__TransactionStmt *t = s->node != NULL && s->node->node_case == NODE (TRANSACTION_STMT) ? s->node->transaction_stmt : NULL;
  gboolean begins = t != NULL && (t->kind == PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_BEGIN || t->kind == PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_START);
  gboolean ends = t != NULL && (t->kind == PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_COMMIT || t->kind == PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_ROLLBACK);

  if (begins && s->transaction != 0)
    rv_migration_remedy (rv_migration_report (run, s, NULL, -1, _("BEGIN inside of a transaction does nothing but warn")), g_strdup (_("Remove it, or end the transaction before.")));
  else if (ends && s->transaction == 0)
    rv_migration_remedy (rv_migration_report (run, s, NULL, -1, _("There is no transaction to end")), g_strdup (_("Remove it.")));
  else if (ends && !s->is_explicit)
    rv_migration_remedy (rv_migration_report (run, s, NULL, -1, _("This ends the transaction of the tool that runs the script")), g_strdup (_("Remove it, or tell the tool not to use a transaction.")));
}

static void
check_uncommitted (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;

  if (s->node == NULL && s->text == NULL && s->is_explicit)
    rv_migration_remedy (rv_migration_report (run, s, NULL, (int) s->script->transaction_start, _("The transaction that begins here is never committed: nothing is applied")), g_strdup ("COMMIT;"));
}

/* ---- run again ------------------------------------------------------------------------------------------------------ */

static gboolean
dropped_before (const Statement *s, const PgQuery__RangeVar *table, const char *name)
{
  for (guint i = 0; i <= s->index && i < s->script->statements->len; i++)
    {
      const Statement *before = s->script->statements->pdata[i];
      const PgQuery__AlterTableStmt *alter = before->node != NULL && before->node->node_case == NODE (ALTER_TABLE_STMT) ? before->node->alter_table_stmt : NULL;

      for (gsize k = 0; alter != NULL && name != NULL && rv_migration_same (alter->relation, table) && k < alter->n_cmds; k++)
        if (alter->cmds[k]->alter_table_cmd->subtype == AT (DropConstraint) && alter->cmds[k]->alter_table_cmd->missing_ok
            && g_strcmp0 (alter->cmds[k]->alter_table_cmd->name, name) == 0)
          return TRUE;
    }
  return FALSE;
}

static const char *
command_guard (const Statement *s, const PgQuery__AlterTableStmt *alter, const PgQuery__AlterTableCmd *command)
{
  switch ((int) command->subtype)
    {
    case AT (AddColumn):
      return command->missing_ok ? NULL : "ADD COLUMN IF NOT EXISTS";
    case AT (DropColumn):
      return command->missing_ok ? NULL : "DROP COLUMN IF EXISTS";
    case AT (DropConstraint):
      return command->missing_ok ? NULL : "DROP CONSTRAINT IF EXISTS";
    case AT (AddConstraint):
      return dropped_before (s, alter->relation, rv_pg_given (command->def->constraint->conname)) ? NULL : "DROP CONSTRAINT IF EXISTS …; ADD CONSTRAINT …";
    default:
      return NULL;
    }
}

static const char *
alter_guard (const Statement *s, const PgQuery__AlterTableStmt *alter)
{
  for (gsize i = 0; i < alter->n_cmds; i++)
    {
      const char *guard = command_guard (s, alter, alter->cmds[i]->alter_table_cmd);

      if (guard != NULL)
        return guard;
    }
  return NULL;
}

/* What the statement lacks to be run again, or NULL. */
static const char *
missing_guard (const Statement *s)
{
  switch ((int) s->node->node_case)
    {
    case NODE (CREATE_STMT):
      return s->node->create_stmt->if_not_exists ? NULL : "CREATE TABLE IF NOT EXISTS";
    case NODE (INDEX_STMT):
      return s->node->index_stmt->if_not_exists && rv_pg_given (s->node->index_stmt->idxname) != NULL ? NULL : "CREATE INDEX IF NOT EXISTS name";
    case NODE (CREATE_SEQ_STMT):
      return s->node->create_seq_stmt->if_not_exists ? NULL : "CREATE SEQUENCE IF NOT EXISTS";
    case NODE (CREATE_SCHEMA_STMT):
      return s->node->create_schema_stmt->if_not_exists ? NULL : "CREATE SCHEMA IF NOT EXISTS";
    case NODE (CREATE_EXTENSION_STMT):
      return s->node->create_extension_stmt->if_not_exists ? NULL : "CREATE EXTENSION IF NOT EXISTS";
    case NODE (DROP_STMT):
      return s->node->drop_stmt->missing_ok ? NULL : "DROP … IF EXISTS";
    case NODE (ALTER_ENUM_STMT):
      return s->node->alter_enum_stmt->skip_if_new_val_exists || rv_pg_given (s->node->alter_enum_stmt->old_val) != NULL ? NULL : "ADD VALUE IF NOT EXISTS";
    case NODE (ALTER_TABLE_STMT):
      return alter_guard (s, s->node->alter_table_stmt);
    default:
      return NULL;
    }
}

/* One statement alone either happens or does not, and so does a transaction. */
static void
check_robust (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;
  const char *guard = s->node != NULL && s->transaction == 0 && s->script->statements->len > 1 ? missing_guard (s) : NULL;

  if (guard != NULL)
    rv_migration_remedy (rv_migration_report (run, s, NULL, -1, _("If a later statement fails this cannot be run again")), g_strdup (guard));
}

static void
check_whole_table (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;
  const PgQuery__UpdateStmt *update = s->node != NULL && s->node->node_case == NODE (UPDATE_STMT) ? s->node->update_stmt : NULL;
  const PgQuery__DeleteStmt *delete = s->node != NULL && s->node->node_case == NODE (DELETE_STMT) ? s->node->delete_stmt : NULL;
  const PgQuery__RangeVar *table = update != NULL ? update->relation : delete != NULL ? delete->relation : NULL;
  g_autofree char *name = table != NULL ? rv_migration_name (table) : NULL;
  gboolean is_whole = table != NULL && (update != NULL ? update->where_clause : delete->where_clause) == NULL;

  if (!is_whole || rv_migration_is_new (s, table))
    return;
  rv_migration_remedy (rv_migration_report (run, s, name, -1, _("Every row of %s is locked and left behind dead, in one transaction"), name),
                  g_strdup_printf (_("-- in batches: %s … WHERE id > $1 AND id <= $1 + 10000, each in its own transaction, with a pause"), update != NULL ? "UPDATE" : "DELETE"));
}

static void
check_opaque (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;

  if (s->locks != NULL && s->locks->is_unknown)
    rv_migration_remedy (rv_migration_report (run, s, NULL, -1, _("What this runs cannot be seen: it may lock or change anything")), g_strdup (_("Write the statements out where you can.")));
}

/* ---- names ---------------------------------------------------------------------------------------------------------------- */

static void
check_length (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;
  RvPgToken token;

  for (gsize at = 0; s->text != NULL && rv_pg_token_next (s->text, strlen (s->text), at, &token); at = token.end)
    {
      g_autofree char *name = token.type == RV_PG_TOKEN_WORD || token.type == RV_PG_TOKEN_QUOTED ? rv_pg_unquote (s->text, &token) : NULL;

      if (name != NULL && strlen (name) > MAX_NAME)
        rv_migration_remedy (rv_migration_report (run, s, name, (int) token.start, _("The name has %u bytes; PostgreSQL cuts it after %d"), (guint) strlen (name), MAX_NAME), g_strdup_printf ("%.*s", MAX_NAME, name));
    }
}

typedef struct {
  RvRuleRun *run;
  const Statement *s;
  GHashTable *hidden;   /* names of WITH queries */
  gboolean found;
} Names;

static void
collect_with (const ProtobufCMessage *message, gpointer data)
{
  if (message->descriptor == &pg_query__common_table_expr__descriptor)
    g_hash_table_add (data, ((const PgQuery__CommonTableExpr *) message)->ctename);
  rv_pg_each_child (message, collect_with, data);
}

static void
visit_name (const ProtobufCMessage *message, gpointer data)
{
  Names *names = data;
  const PgQuery__RangeVar *range = (const PgQuery__RangeVar *) message;

  if (message->descriptor == &pg_query__range_var__descriptor && !names->found && rv_pg_given (range->schemaname) == NULL
      && !g_hash_table_contains (names->hidden, range->relname) && g_strcmp0 (range->relpersistence, "t") != 0)
    {
      g_autofree char *quoted = rv_migration_quote (range->relname);

      names->found = TRUE;
      rv_migration_remedy (rv_migration_report (names->run, names->s, range->relname, range->location, _("Which %s is meant depends on the search path"), range->relname),
                      g_strdup_printf ("public.%s", quoted));
    }
  rv_pg_each_child (message, visit_name, data);
}

/* Which schema is meant is asked only of what is made or changed for good. */
static void
check_qualified (RvRuleRun *run, gpointer subject)
{
  static const int kinds[] = { NODE (CREATE_STMT), NODE (ALTER_TABLE_STMT), NODE (INDEX_STMT), NODE (VIEW_STMT), NODE (CREATE_TABLE_AS_STMT), NODE (CREATE_TRIG_STMT) };
  const Statement *s = subject;
  g_autoptr (GHashTable) hidden = g_hash_table_new (g_str_hash, g_str_equal);
  Names names = { run, s, hidden, FALSE };

  if (rv_migration_wants (s->script->options, run->rule) && s->script->options->rules == NULL)
    return;
  for (guint i = 0; s->node != NULL && i < G_N_ELEMENTS (kinds); i++)
    if ((int) s->node->node_case == kinds[i])
      {
        collect_with (rv_pg_unwrap (s->node), hidden);
        visit_name (rv_pg_unwrap (s->node), &names);
      }
}

/* ---- said twice --------------------------------------------------------------------------------------------------------------- */

static void
see_name (RvRuleRun *run, const Statement *s, GHashTable *seen, const char *name, int location)
{
  if (rv_pg_given (name) != NULL && !g_hash_table_add (seen, (gpointer) name))
    rv_migration_remedy (rv_migration_report (run, s, name, location, _("The column %s is named twice: this fails"), name), g_strdup (_("Remove one of them.")));
}

static void
check_twice (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  Node **list = NULL;
  gsize n = 0;

  if (s->node == NULL)
    return;
  if (s->node->node_case == NODE (UPDATE_STMT))
    list = s->node->update_stmt->target_list, n = s->node->update_stmt->n_target_list;
  else if (s->node->node_case == NODE (INSERT_STMT))
    list = s->node->insert_stmt->cols, n = s->node->insert_stmt->n_cols;
  else if (s->node->node_case == NODE (CREATE_STMT))
    list = s->node->create_stmt->table_elts, n = s->node->create_stmt->n_table_elts;
  for (gsize i = 0; i < n; i++)
    if (list[i]->node_case == NODE (RES_TARGET) && list[i]->res_target->n_indirection == 0)
      see_name (run, s, seen, list[i]->res_target->name, list[i]->res_target->location);
    else if (list[i]->node_case == NODE (COLUMN_DEF))
      see_name (run, s, seen, list[i]->column_def->colname, list[i]->column_def->location);
}

static void
check_syntax (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;

  if (s->error == NULL)
    return;
  /* What is newer than the grammar that we have is no fault of the script. */
  rv_migration_remedy (rv_migration_report (run, s, NULL, s->tree.at, s->script->version > GRAMMAR ? _("PostgreSQL 15 does not take this: %s") : "%s", s->error),
                       g_strdup (_("Nothing else is known of this statement.")));
  if (s->script->version > GRAMMAR)
    rv_rule_severity (run->findings->pdata[run->findings->len - 1], RV_SEVERITY_WARNING);
}

/* ---- extensions and code -------------------------------------------------------------------------------------------------------- */

static void
check_extension (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;
  const char *name = NULL;

  if (s->node != NULL && s->node->node_case == NODE (ALTER_EXTENSION_STMT))
    name = s->node->alter_extension_stmt->extname;
  else if (s->node != NULL && s->node->node_case == NODE (DROP_STMT) && s->node->drop_stmt->remove_type == OBJECT (EXTENSION) && s->node->drop_stmt->n_objects > 0)
    name = rv_pg_string (s->node->drop_stmt->objects[0]);
  if (name != NULL)
    rv_migration_remedy (rv_migration_report (run, s, name, -1, _("What is built on the extension %s may change or go"), name),
                    g_strdup ("SELECT pg_describe_object(classid, objid, objsubid) FROM pg_depend WHERE refclassid = 'pg_extension'::regclass AND refobjid = …;"));
}

static gboolean
is_text_body (const PgQuery__CreateFunctionStmt *function)
{
  return function->sql_body == NULL;
}

static void
check_untracked (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;
  const PgQuery__CreateFunctionStmt *function = s->node != NULL && s->node->node_case == NODE (CREATE_FUNCTION_STMT) ? s->node->create_function_stmt : NULL;
  const char *schema, *name;

  if (function == NULL || !is_text_body (function))
    return;
  rv_pg_names (function->funcname, function->n_funcname, &schema, &name);
  rv_migration_remedy (rv_migration_report (run, s, name, -1, _("PostgreSQL does not know what the body of %s names: a later change breaks it only when it is called"), name),
                  g_strdup (_("Call it in a test after each migration, or use a body in standard SQL.")));
}

const RvRule rv_migration_script_rules[] = {
  LINT ("M64", INFO, "No lock_timeout", "A statement that waits for its lock makes everybody wait who comes after it. With a lock_timeout it gives up and is tried again.", check_lock_timeout),
  LINT ("M65", INFO, "No statement_timeout", "A statement that takes much longer than thought goes on blocking.", check_statement_timeout),
  LINT ("M66", INFO, "No idle_in_transaction_session_timeout", "A client that hangs inside of the transaction keeps all locks.", check_idle_timeout),
  LINT ("M67", WARNING, "Statements after a strong lock", "A lock is held until the transaction ends: everything after it makes others wait longer, and a second lock can deadlock.", check_held),
  LINT ("M68", INFO, "Several ALTER TABLE where one would do", "Each reads or rewrites the table by itself; subcommands of one statement share a pass.", check_merge),
  LINT ("M69", ERROR, "Transactions do not fit", "BEGIN in a transaction, or COMMIT and ROLLBACK without one, do not do what they seem to.", check_nesting),
  LINT ("M70", ERROR, "Transaction never committed", "At the end of the connection everything is taken back.", check_uncommitted),
  LINT ("M71", INFO, "Cannot be run again", "Outside of a transaction a script that fails half-way has to be run again; IF EXISTS and IF NOT EXISTS make that possible.", check_robust),
  LINT ("M72", WARNING, "UPDATE or DELETE of a whole table", "All rows are locked until the end, and as many dead ones are left behind. Batches by key let others pass.", check_whole_table),
  LINT ("M73", WARNING, "What cannot be seen into", "DO, CALL and EXECUTE run code that is not judged.", check_opaque),
  LINT ("M74", WARNING, "Name longer than 63 bytes", "PostgreSQL cuts it silently; two long names can become one.", check_length),
  LINT ("M75", INFO, "Name without a schema", "The search path of whoever runs the script decides. Judged only where it is asked for.", check_qualified),
  LINT ("M76", ERROR, "Column named twice", "PostgreSQL refuses the statement.", check_twice),
  LINT ("M77", ERROR, "Statement that does not parse", "PostgreSQL’s own grammar does not take it. Comments that silence nothing are told too.", check_syntax),
  LINT ("M78", WARNING, "Migrations out of order", "A migration that sorts before one that has run already is skipped by some tools and run late by others.", NULL),
  LINT ("M79", INFO, "No way back", "A migration without its reverse can only be repaired forward.", NULL),
  LINT ("M80", WARNING, "Extension updated or dropped", "Indexes, types and functions of the extension may change under those who use them.", check_extension),
  LINT ("M81", INFO, "Dependencies that the server cannot track", "Bodies in text are looked at only when they run.", check_untracked),
  { NULL },
};
