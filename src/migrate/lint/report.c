/* What the rules call: findings with their place, names, and pieces of SQL for what is safe. */
#include <pg_query.h>

#include "migrate/lint/lint-private.h"
#include "sql/postgresql/quote.h"

/* ---- findings -------------------------------------------------------------------------------------- */

RvFinding *
rv_migration_report (RvRuleRun *run, const Statement *s, const char *object, int location, const char *format, ...)
{
  gsize at = s->start + (location > 0 ? (gsize) location : 0);
  RvFinding *finding;
  va_list arguments;

  va_start (arguments, format);
  finding = rv_finding_new (run->rule, g_strdup_vprintf (format, arguments));
  va_end (arguments);
  finding->name = g_strdup (object);
  finding->file = g_strdup (s->script->options->file);
  finding->position = rv_text_position_at (s->script->text, MIN (at, s->script->length));
  finding->start = s->text != NULL ? s->start : at;
  finding->length = s->text != NULL ? strlen (s->text) : 0;
  g_ptr_array_add (run->findings, finding);
  return finding;
}

void
rv_migration_remedy (RvFinding *finding, char *line)
{
  char *before = finding->remedy;

  if (line == NULL)
    return;
  finding->remedy = before != NULL ? g_strconcat (before, "\n", line, NULL) : g_strdup (line);
  g_free (before);
  g_free (line);
}

gboolean
rv_migration_once (const Statement *s, const char *key)
{
  return g_hash_table_add (s->script->notes, g_strdup (key));
}

const char *
rv_migration_setting (const Statement *s, const char *name)
{
  return g_hash_table_lookup (s->script->settings, name);
}

/* ---- the design --------------------------------------------------------------------------------------- */

gpointer
rv_migration_relation (const Statement *s, const PgQuery__RangeVar *name)
{
  RvLockContext context = rv_migration_context (s->script);
  Locker l = { &context, s->script->model, s->script->version, NULL };

  return name != NULL ? rv_lock_find_relation (&l, rv_pg_given (name->schemaname), name->relname) : NULL;
}

gboolean
rv_migration_is_stub (const Statement *s, gpointer relation)
{
  return relation == NULL || g_hash_table_contains (s->script->stubs, relation);
}

gboolean
rv_migration_is_new (const Statement *s, const PgQuery__RangeVar *name)
{
  RvObject *relation = rv_migration_relation (s, name);

  if (name != NULL && g_strcmp0 (name->relpersistence, "t") == 0)
    return TRUE;
  return relation != NULL && relation->id >= s->script->first_new;
}

gboolean
rv_migration_same (const PgQuery__RangeVar *a, const PgQuery__RangeVar *b)
{
  const char *one = rv_pg_given (a->schemaname), *other = rv_pg_given (b->schemaname);

  return g_str_equal (a->relname, b->relname) && (one == NULL || other == NULL || g_str_equal (one, other));
}

const RvTableLock *
rv_migration_blocking (const Statement *s)
{
  const RvTableLock *lock = s->locks != NULL ? rv_locks_strongest (s->locks) : NULL;

  return lock != NULL && rv_lock_blocks_writes (lock->mode) ? lock : NULL;
}

char *
rv_migration_lock_name (const RvTableLock *lock)
{
  if (lock->schema == NULL || g_str_equal (lock->schema, "public"))
    return g_strdup (lock->name);
  return g_strconcat (lock->schema, ".", lock->name, NULL);
}

/* ---- SQL --------------------------------------------------------------------------------------------- */

char *
rv_migration_quote (const char *name)
{
  GString *text = g_string_new (NULL);

  rv_pg_append_name (text, name);
  return g_string_free (text, FALSE);
}

char *
rv_migration_name (const PgQuery__RangeVar *name)
{
  GString *text = g_string_new (NULL);

  if (name == NULL)
    return g_string_free (text, FALSE);
  if (rv_pg_given (name->schemaname) != NULL)
    {
      rv_pg_append_name (text, name->schemaname);
      g_string_append_c (text, '.');
    }
  rv_pg_append_name (text, name->relname);
  return g_string_free (text, FALSE);
}

char *
rv_migration_columns (Node **keys, gsize n)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    {
      g_string_append (text, i > 0 ? ", " : "");
      rv_pg_append_name (text, rv_pg_string (keys[i]));
    }
  return g_string_free (text, FALSE);
}

char *
rv_migration_sql (int node_case, const void *statement)
{
  Node node = PG_QUERY__NODE__INIT;
  PgQuery__RawStmt raw = PG_QUERY__RAW_STMT__INIT, *list[] = { &raw };
  PgQuery__ParseResult result = PG_QUERY__PARSE_RESULT__INIT;
  PgQueryProtobuf packed;
  PgQueryDeparseResult sql;
  char *text;

  node.node_case = node_case;
  node.alias = (gpointer) statement;
  raw.stmt = &node;
  result.version = PG_VERSION_NUM;
  result.n_stmts = 1;
  result.stmts = list;
  packed.len = pg_query__parse_result__get_packed_size (&result);
  packed.data = g_malloc (packed.len + 1);
  pg_query__parse_result__pack (&result, (guint8 *) packed.data);
  sql = pg_query_deparse_protobuf (packed);
  text = sql.error == NULL ? g_strconcat (sql.query, ";", NULL) : NULL;
  pg_query_free_deparse_result (sql);
  g_free (packed.data);
  return text;
}

/* ALTER TABLE with one subcommand, for as long as @use runs. */
static gpointer
with_one_command (const PgQuery__AlterTableStmt *s, const PgQuery__AlterTableCmd *command, gpointer (*use) (const PgQuery__AlterTableStmt *, gconstpointer),
                  gconstpointer data)
{
  PgQuery__AlterTableStmt one = *s;
  Node node = PG_QUERY__NODE__INIT, *list[] = { &node };

  node.node_case = NODE (ALTER_TABLE_CMD);
  node.alter_table_cmd = (PgQuery__AlterTableCmd *) command;
  one.n_cmds = 1;
  one.cmds = list;
  return use (&one, data);
}

static gpointer
alter_to_sql (const PgQuery__AlterTableStmt *s, gconstpointer data)
{
  return rv_migration_sql (NODE (ALTER_TABLE_STMT), s);
}

char *
rv_migration_alter_sql (const PgQuery__AlterTableStmt *s, const PgQuery__AlterTableCmd *command)
{
  return with_one_command (s, command, alter_to_sql, NULL);
}

static gpointer
alter_to_locks (const PgQuery__AlterTableStmt *s, gconstpointer data)
{
  RvLockContext context = rv_migration_context (((const Statement *) data)->script);
  Node node = PG_QUERY__NODE__INIT;

  node.node_case = NODE (ALTER_TABLE_STMT);
  node.alter_table_stmt = (PgQuery__AlterTableStmt *) s;
  return rv_locks_of (&context, &node);
}

RvLocks *
rv_migration_alter_locks (const Statement *s, const PgQuery__AlterTableCmd *command)
{
  return with_one_command (s->node->alter_table_stmt, command, alter_to_locks, s);
}

char *
rv_migration_constraint_name (const PgQuery__RangeVar *table, const PgQuery__Constraint *c, const char *column)
{
  GString *name;
  gboolean is_foreign = c->contype == CONSTR (FOREIGN);
  Node **keys = is_foreign ? c->fk_attrs : c->keys;
  gsize n = is_foreign ? c->n_fk_attrs : c->n_keys;

  if (rv_pg_given (c->conname) != NULL)
    return g_strdup (c->conname);
  name = g_string_new (table->relname);
  if (column != NULL && c->contype != CONSTR (PRIMARY))
    g_string_append_printf (name, "_%s", column);
  for (gsize i = 0; i < n && column == NULL && c->contype != CONSTR (PRIMARY); i++)
    g_string_append_printf (name, "_%s", rv_pg_string (keys[i]));
  g_string_append (name, is_foreign ? "_fkey" : c->contype == CONSTR (CHECK) ? "_check" : c->contype == CONSTR (PRIMARY) ? "_pkey" : "_key");
  return g_string_free (name, FALSE);
}

/* ---- parts of statements ---------------------------------------------------------------------------------- */

static gboolean
alters_table (const Statement *s)
{
  return s->node != NULL && s->node->node_case == NODE (ALTER_TABLE_STMT) && s->node->alter_table_stmt->objtype == OBJECT (TABLE)
         && !rv_migration_is_new (s, s->node->alter_table_stmt->relation);
}

void
rv_migration_each_command (RvRuleRun *run, const Statement *s, int subtype, UseCommand use)
{
  const PgQuery__AlterTableStmt *alter = alters_table (s) ? s->node->alter_table_stmt : NULL;

  for (gsize i = 0; alter != NULL && i < alter->n_cmds; i++)
    if ((int) alter->cmds[i]->alter_table_cmd->subtype == subtype)
      use (run, s, alter, alter->cmds[i]->alter_table_cmd);
}

void
rv_migration_each_constraint (RvRuleRun *run, const Statement *s, int type, UseConstraint use)
{
  const PgQuery__AlterTableStmt *alter = alters_table (s) ? s->node->alter_table_stmt : NULL;

  for (gsize i = 0; alter != NULL && i < alter->n_cmds; i++)
    {
      const Node *def = alter->cmds[i]->alter_table_cmd->def;
      const PgQuery__ColumnDef *column = def != NULL && def->node_case == NODE (COLUMN_DEF) ? def->column_def : NULL;

      if (alter->cmds[i]->alter_table_cmd->subtype == AT (AddConstraint) && (int) def->constraint->contype == type)
        use (run, s, alter, def->constraint, NULL);
      if (column != NULL && alter->cmds[i]->alter_table_cmd->subtype == AT (AddColumn) && rv_migration_column_constraint (column, type) != NULL)
        use (run, s, alter, rv_migration_column_constraint (column, type), column);
    }
}

const PgQuery__Constraint *
rv_migration_column_constraint (const PgQuery__ColumnDef *column, int type)
{
  for (gsize i = 0; i < column->n_constraints; i++)
    if ((int) column->constraints[i]->constraint->contype == type)
      return column->constraints[i]->constraint;
  return NULL;
}

void
rv_migration_each_column (RvRuleRun *run, const Statement *s, UseColumn use)
{
  const PgQuery__AlterTableStmt *alter = s->node != NULL && s->node->node_case == NODE (ALTER_TABLE_STMT) ? s->node->alter_table_stmt : NULL;
  const PgQuery__CreateStmt *create = s->node != NULL && s->node->node_case == NODE (CREATE_STMT) ? s->node->create_stmt : NULL;

  for (gsize i = 0; create != NULL && i < create->n_table_elts; i++)
    if (create->table_elts[i]->node_case == NODE (COLUMN_DEF))
      use (run, s, create->relation, create->table_elts[i]->column_def);
  for (gsize i = 0; alter != NULL && i < alter->n_cmds; i++)
    if (alter->cmds[i]->alter_table_cmd->subtype == AT (AddColumn))
      use (run, s, alter->relation, alter->cmds[i]->alter_table_cmd->def->column_def);
}
