/* Goes through a script: parses it, keeps the design and the session as each statement leaves them, and asks the rules. */
#include <stdlib.h>

#include "migrate/lint/lint-private.h"
#include "sql/postgresql/split.h"

#define MAX_STUBS 10000

/* ---- the catalogue --------------------------------------------------------------------------------- */

static const RvRule *const tables[] = {
  rv_migration_index_rules, rv_migration_constraint_rules, rv_migration_column_rules, rv_migration_table_rules, rv_migration_object_rules, rv_migration_script_rules,
  rv_migration_style_rules,
};

static int
compare_rules (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const RvRule *const *) a)->id, (*(const RvRule *const *) b)->id);
}

static GPtrArray *
collect_rules (void)
{
  GPtrArray *rules = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const RvRule *rule = tables[i]; rule->id != NULL; rule++)
      g_ptr_array_add (rules, (gpointer) rule);
  g_ptr_array_sort (rules, compare_rules);
  return rules;
}

const GPtrArray *
rv_migration_rules (void)
{
  static GPtrArray *rules;

  if (g_once_init_enter (&rules))
    g_once_init_leave (&rules, collect_rules ());
  return rules;
}

const RvRule *
rv_migration_rule_find (const char *id)
{
  const GPtrArray *rules = rv_migration_rules ();

  for (guint i = 0; i < rules->len; i++)
    if (g_ascii_strcasecmp (((const RvRule *) rules->pdata[i])->id, id) == 0)
      return rules->pdata[i];
  return NULL;
}

gboolean
rv_migration_wants (const RvLintOptions *options, const RvRule *rule)
{
  if (options->rules == NULL)
    return TRUE;
  for (guint i = 0; options->rules[i] != NULL; i++)
    if (g_ascii_strcasecmp (options->rules[i], rule->id) == 0)
      return TRUE;
  return FALSE;
}

void
rv_migration_run_rules (Statement *s)
{
  const GPtrArray *rules = rv_migration_rules ();
  RvRuleRun run = { .model = s->script->model, .findings = s->script->findings };

  for (guint i = 0; i < rules->len; i++)
    {
      run.rule = rules->pdata[i];
      if (run.rule->check != NULL && rv_migration_wants (s->script->options, run.rule))
        run.rule->check (&run, s);
    }
}

/* ---- statements --------------------------------------------------------------------------------------- */

static void
free_statement (gpointer data)
{
  Statement *s = data;

  rv_pg_tree_clear (&s->tree);
  rv_locks_free (s->locks);
  g_free (s->text);
  g_free (s->error);
  g_free (s);
}

static void
parse_statement (Statement *s, guint weight)
{
  if (weight > RV_PG_TOO_HEAVY)
    s->error = g_strdup (_("The statement is nested too deeply."));
  else
    rv_pg_parse (s->text, &s->tree);
  if (s->tree.tree != NULL && s->tree.tree->n_stmts > 0)
    s->node = s->tree.tree->stmts[0]->stmt;
  else if (s->error == NULL)
    s->error = g_strdup (s->tree.message != NULL ? s->tree.message : "");
}

static void
add_statement (Script *script, const RvPgPiece *piece)
{
  RvPgToken first;
  Statement *s;

  if (!rv_pg_token_next (script->text, piece->end, piece->start, &first))
    return;
  s = g_new0 (Statement, 1);
  s->script = script;
  s->start = first.start;
  s->index = script->statements->len;
  s->text = g_strndup (script->text + first.start, piece->end - first.start);
  g_strchomp (s->text);
  s->source = s->text;
  g_ptr_array_add (script->statements, s);
  parse_statement (s, piece->weight);
}

static void
split (Script *script)
{
  RvPgSplitter splitter;
  RvPgPiece piece;

  rv_pg_splitter_init (&splitter, script->text, script->length);
  while (rv_pg_splitter_next (&splitter, &piece))
    if (piece.type == RV_PG_PIECE_STATEMENT)
      add_statement (script, &piece);
}

/* ---- the design ---------------------------------------------------------------------------------------- */

RvLockContext
rv_migration_context (Script *script)
{
  const char *zone = g_hash_table_lookup (script->settings, "timezone");

  return (RvLockContext) { script->model, script->version, (const char *const *) script->search_path->pdata,
                           zone != NULL ? zone : script->options->time_zone, script->first_new };
}

static void
start_edit (Script *script)
{
  script->edit = rv_edit_begin (script->model, "Follow");
}

static RvSchema *
need_schema (Script *script, const char *name)
{
  RvSchema *schema = rv_model_find (script->model, RV_KIND_SCHEMA, 0, name);

  if (schema == NULL)
    {
      schema = rv_edit_insert (script->edit, RV_KIND_SCHEMA, 0);
      rv_edit_set_text (script->edit, schema, RvSchema_name, name);
    }
  return schema;
}

static char *
full_name (const PgQuery__RangeVar *name)
{
  return g_strconcat (rv_pg_given (name->schemaname) != NULL ? name->schemaname : "public", ".", name->relname, NULL);
}

static RvTable *
make_table (Script *script, const PgQuery__RangeVar *name)
{
  const char *schema = rv_pg_given (name->schemaname);
  RvTable *table = rv_edit_insert (script->edit, RV_KIND_TABLE, need_schema (script, schema != NULL ? schema : "public")->object.id);

  rv_edit_set_text (script->edit, table, RvTable_name, name->relname);
  return table;
}

/* A table that the script takes for there though the schema, if any, lacks it. */
static void
add_stub (Script *script, const PgQuery__RangeVar *name, GHashTable *made)
{
  g_autofree char *full = name != NULL ? full_name (name) : NULL;
  RvLockContext context = rv_migration_context (script);
  Locker l = { &context, script->model, script->version, NULL };
  const char *schema = name != NULL ? rv_pg_given (name->schemaname) : NULL;

  if (name == NULL || g_hash_table_contains (made, full) || g_hash_table_size (script->stubs) >= MAX_STUBS
      || rv_lock_find_relation (&l, schema, name->relname) != NULL || (schema == NULL && rv_lock_find_index (&l, NULL, name->relname) != NULL))
    return;
  g_hash_table_add (script->stubs, make_table (script, name));
}

static void
note_made (GHashTable *made, const PgQuery__RangeVar *name)
{
  if (name != NULL)
    g_hash_table_add (made, full_name (name));
}

/* The relation that the statement makes, or NULL. */
static const PgQuery__RangeVar *
made_by (const Node *node)
{
  if (node->node_case == NODE (CREATE_STMT))
    return node->create_stmt->relation;
  if (node->node_case == NODE (VIEW_STMT))
    return node->view_stmt->view;
  if (node->node_case == NODE (CREATE_TABLE_AS_STMT) && node->create_table_as_stmt->into != NULL)
    return node->create_table_as_stmt->into->rel;
  if (node->node_case == NODE (SELECT_STMT) && node->select_stmt->into_clause != NULL)
    return node->select_stmt->into_clause->rel;
  return NULL;
}

static void
look_for_stubs (Script *script, const Node *node, GHashTable *made)
{
  if (made_by (node) != NULL)
    note_made (made, made_by (node));
  else if (node->node_case == NODE (RENAME_STMT) && node->rename_stmt->relation != NULL && node->rename_stmt->rename_type == OBJECT (TABLE))
    {
      PgQuery__RangeVar new_name = *node->rename_stmt->relation;

      add_stub (script, node->rename_stmt->relation, made);
      new_name.relname = node->rename_stmt->newname;
      note_made (made, &new_name);
    }
  else if (node->node_case == NODE (ALTER_TABLE_STMT) && node->alter_table_stmt->objtype == OBJECT (TABLE))
    add_stub (script, node->alter_table_stmt->relation, made);
  else if (node->node_case == NODE (INDEX_STMT))
    add_stub (script, node->index_stmt->relation, made);
}

static void
add_stubs (Script *script)
{
  g_autoptr (GHashTable) made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < script->statements->len; i++)
    {
      Statement *s = script->statements->pdata[i];

      if (s->node != NULL)
        look_for_stubs (script, s->node, made);
    }
}

static RvId
last_id (RvModel *model)
{
  RvId last = 0;

  for (RvKind kind = RV_KIND_NONE + 1; kind < RV_N_KINDS; kind++)
    {
      const GPtrArray *all = rv_model_all (model, kind);

      if (all->len > 0)
        last = MAX (last, ((RvObject *) all->pdata[all->len - 1])->id);
    }
  return last;
}

static void
make_model (Script *script)
{
  script->model = script->options->schema != NULL ? rv_model_copy (script->options->schema) : rv_model_new ("postgresql");
  start_edit (script);
  add_stubs (script);
  script->first_new = last_id (script->model) + 1;
}

/* ---- what a statement leaves behind ---------------------------------------------------------------------- */

static void
apply_statement (Statement *s)
{
  Script *script = s->script;
  g_autoptr (RvReport) report = rv_report_new ("");
  g_autoptr (GString) text = g_string_new (NULL);

  if (s->node->node_case == NODE (TRANSACTION_STMT) || s->node->node_case == NODE (VARIABLE_SET_STMT))
    return;
  g_string_append (text, "SET search_path TO ");
  for (guint i = 0; i + 1 < script->search_path->len; i++)
    {
      g_autofree char *name = rv_migration_quote (script->search_path->pdata[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", name);
    }
  g_string_append_printf (text, ";\n%s;\n", s->text);
  rv_postgresql.read (script->edit, text->str, text->len, report, NULL, NULL, NULL, NULL);
  /* What the reader could not make is new nonetheless. */
  if (made_by (s->node) != NULL && rv_migration_relation (s, made_by (s->node)) == NULL)
    make_table (script, made_by (s->node));
}

static void
set_path (Script *script, const PgQuery__VariableSetStmt *set)
{
  g_ptr_array_set_size (script->search_path, 0);
  for (gsize i = 0; i < set->n_args; i++)
    if (rv_pg_string (set->args[i]) != NULL && rv_pg_string (set->args[i])[0] != '\0' && !g_str_equal (rv_pg_string (set->args[i]), "pg_catalog"))
      g_ptr_array_add (script->search_path, g_strdup (rv_pg_string (set->args[i])));
  if (script->search_path->len == 0)
    g_ptr_array_add (script->search_path, g_strdup ("public"));
  g_ptr_array_add (script->search_path, NULL);
}

static char *
value_of (const PgQuery__VariableSetStmt *set)
{
  const Node *arg = set->n_args > 0 ? set->args[0] : NULL;

  while (arg != NULL && arg->node_case == NODE (TYPE_CAST))
    arg = arg->type_cast->arg;
  if (rv_pg_string (arg) != NULL)
    return g_strdup (rv_pg_string (arg));
  if (arg != NULL && arg->node_case == NODE (A_CONST) && arg->a_const->val_case == PG_QUERY__A__CONST__VAL_IVAL)
    return g_strdup_printf ("%d", arg->a_const->ival->ival);
  return g_strdup ("");
}

static void
follow_set (Script *script, const PgQuery__VariableSetStmt *set)
{
  g_autofree char *name = set->name != NULL ? g_ascii_strdown (set->name, -1) : g_strdup ("");

  if (set->kind != PG_QUERY__VARIABLE_SET_KIND__VAR_SET_VALUE)
    g_hash_table_remove (script->settings, name);
  else if (g_str_equal (name, "search_path"))
    set_path (script, set);
  else
    g_hash_table_replace (script->settings, g_strdup (name), value_of (set));
}

static void
begin_transaction (Script *script, gboolean is_explicit, gsize start)
{
  script->transaction = ++script->n_transactions;
  script->is_explicit = is_explicit;
  script->transaction_start = start;
}

/* What a transaction takes back is as if it had not been said. */
static void
end_transaction (Script *script, gboolean takes_back)
{
  if (takes_back)
    rv_edit_cancel (script->edit);
  else
    rv_edit_commit (script->edit, NULL);
  rv_edit_free (script->edit);
  start_edit (script);
  script->transaction = 0;
}

static void
follow_transaction (Statement *s)
{
  Script *script = s->script;

  switch (s->node->transaction_stmt->kind)
    {
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_BEGIN:
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_START:
      if (script->transaction == 0)
        begin_transaction (script, TRUE, s->start);
      break;
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_COMMIT:
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_PREPARE:
      end_transaction (script, FALSE);
      break;
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_ROLLBACK:
      end_transaction (script, TRUE);
      break;
    default:
      break;
    }
}

/* SELECT set_config ('lock_timeout', '2s', false) */
static void
follow_select (Script *script, const PgQuery__SelectStmt *select)
{
  for (gsize i = 0; i < select->n_target_list; i++)
    {
      const Node *value = select->target_list[i]->node_case == NODE (RES_TARGET) ? select->target_list[i]->res_target->val : NULL;
      const PgQuery__FuncCall *call = value != NULL && value->node_case == NODE (FUNC_CALL) ? value->func_call : NULL;

      if (call != NULL && call->n_args == 3 && call->n_funcname > 0 && g_strcmp0 (rv_pg_string (call->funcname[call->n_funcname - 1]), "set_config") == 0
          && rv_pg_string (call->args[0]) != NULL && rv_pg_string (call->args[1]) != NULL && !g_str_equal (rv_pg_string (call->args[0]), "search_path"))
        g_hash_table_replace (script->settings, g_ascii_strdown (rv_pg_string (call->args[0]), -1), g_strdup (rv_pg_string (call->args[1])));
    }
}

static void
follow (Statement *s)
{
  if (s->node->node_case == NODE (VARIABLE_SET_STMT))
    follow_set (s->script, s->node->variable_set_stmt);
  else if (s->node->node_case == NODE (TRANSACTION_STMT))
    follow_transaction (s);
  else if (s->node->node_case == NODE (SELECT_STMT))
    follow_select (s->script, s->node->select_stmt);
  if (s->node->node_case != NODE (SELECT_STMT) || s->node->select_stmt->into_clause != NULL)
    apply_statement (s);
}

/* ---- the whole --------------------------------------------------------------------------------------------- */

static void
judge (Statement *s)
{
  RvLockContext context = rv_migration_context (s->script);

  s->transaction = s->script->transaction;
  s->is_explicit = s->script->is_explicit && s->transaction != 0;
  if (s->node != NULL)
    s->locks = rv_locks_of (&context, s->node);
  rv_migration_run_rules (s);
  if (s->node != NULL)
    follow (s);
}

static void
judge_script (gpointer data)
{
  Script *script = data;
  Statement end = { .script = script };

  split (script);
  make_model (script);
  if (script->options->assume_transaction)
    begin_transaction (script, FALSE, 0);
  for (guint i = 0; i < script->statements->len; i++)
    judge (script->statements->pdata[i]);
  end.index = script->statements->len;
  end.transaction = script->transaction;
  end.is_explicit = script->is_explicit && script->transaction != 0;
  rv_migration_run_rules (&end);
  rv_edit_cancel (script->edit);
  g_clear_pointer (&script->edit, rv_edit_free);
  rv_migration_suppress (script);
}

static void
read_version (Script *script)
{
  g_auto (GStrv) parts = g_strsplit (script->options->version != NULL ? script->options->version : "15", ".", 3);

  script->version = atoi (parts[0]);
  script->minor = parts[1] != NULL ? atoi (parts[1]) : -1;
  if (script->version <= 0)
    script->version = 15;
}

static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const RvFinding *x = *(RvFinding *const *) a, *y = *(RvFinding *const *) b;

  if (x->position.line != y->position.line)
    return x->position.line < y->position.line ? -1 : 1;
  if (x->severity != y->severity)
    return x->severity < y->severity ? -1 : 1;
  return strcmp (x->rule->id, y->rule->id);
}

static void
free_linted (gpointer data)
{
  RvLintedStatement *linted = data;

  g_free (linted->text);
  rv_locks_free (linted->locks);
  g_free (linted);
}

static GPtrArray *
take_statements (Script *script)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (free_linted);

  for (guint i = 0; i < script->statements->len; i++)
    {
      Statement *s = script->statements->pdata[i];
      RvLintedStatement *linted = g_new0 (RvLintedStatement, 1);

      linted->position = rv_text_position_at (script->text, s->start);
      linted->text = g_steal_pointer (&s->text);
      linted->locks = g_steal_pointer (&s->locks);
      linted->in_transaction = s->transaction != 0;
      g_ptr_array_add (all, linted);
    }
  return all;
}

/* Deep trees want a large stack. */
static gboolean
is_heavy (const char *text, gsize length)
{
  RvPgSplitter splitter;
  RvPgPiece piece;

  rv_pg_splitter_init (&splitter, text, length);
  while (rv_pg_splitter_next (&splitter, &piece))
    if (piece.weight > RV_PG_HEAVY)
      return TRUE;
  return FALSE;
}

RvLint *
rv_migration_script (const RvLintOptions *options, const char *text, gsize length)
{
  Script script = { .options = options, .text = text, .length = length };
  RvLint *lint = g_new0 (RvLint, 1);

  read_version (&script);
  script.stubs = g_hash_table_new (NULL, NULL);
  script.search_path = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (script.search_path, g_strdup ("public"));
  g_ptr_array_add (script.search_path, NULL);
  script.settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  script.notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  script.statements = g_ptr_array_new_with_free_func (free_statement);
  script.findings = g_ptr_array_new_with_free_func ((GDestroyNotify) rv_finding_unref);
  if (is_heavy (text, length))
    rv_pg_on_large_stack (judge_script, &script);
  else
    judge_script (&script);
  g_ptr_array_sort (script.findings, compare_findings);
  lint->findings = script.findings;
  lint->statements = take_statements (&script);
  g_object_unref (script.model);
  g_hash_table_unref (script.stubs);
  g_ptr_array_unref (script.search_path);
  g_hash_table_unref (script.settings);
  g_hash_table_unref (script.notes);
  g_ptr_array_unref (script.statements);
  return lint;
}

void
rv_migration_free (RvLint *lint)
{
  if (lint == NULL)
    return;
  g_ptr_array_unref (lint->findings);
  g_ptr_array_unref (lint->statements);
  g_free (lint);
}
