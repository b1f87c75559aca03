/* Rules about statements that change rows, and about secrets in the text of any. */
#include "check/query/lint.h"
#include "check/expressions.h"
#include "check/rules.h"

#include <string.h>

#include "sql/postgresql/deparse.h"
#include "sql/postgresql/parse.h"
#include "sql/postgresql/tree.h"

/* ---- Q9: INSERT without columns ------------------------------------------------------------------ */

/* As many columns as there are values, in the order of the table. */
static void
rewrite_columns (RvRuleRun *run, RvFinding *finding, RvPgBlock *block, PgQuery__InsertStmt *insert)
{
  const RvTableFacts *table = rv_lint_table (run, block->items->pdata[0]);
  const PgQuery__SelectStmt *source = insert->select_stmt != NULL ? insert->select_stmt->select_stmt : NULL;
  gsize n = source != NULL && source->n_values_lists > 0 ? source->values_lists[0]->list->n_items : 0;
  g_autoptr (GString) text = g_string_new ("INSERT INTO t (");
  g_autoptr (RvPgQuery) list = NULL;

  if (table == NULL || n == 0 || n > table->columns->len)
    return;
  for (gsize i = 0; i < n; i++)
    {
      const RvColumn *column = g_array_index (table->columns, RvColumnFacts, i).column;
      g_autofree char *name = rv_postgresql.quote (column->name);

      if (column->generated != NULL)
        return;
      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", name);
    }
  g_string_append (text, ") DEFAULT VALUES");
  list = rv_pg_query_new (run->model, text->str, NULL, NULL);
  if (list == NULL)
    return;
  insert->cols = ((const PgQuery__InsertStmt *) ((RvPgBlock *) rv_pg_query_statements (list)->pdata[0])->statement)->cols;
  insert->n_cols = n;
  rv_lint_rewrite (finding, block);
  insert->cols = NULL;
  insert->n_cols = 0;
}

static void
see_insert (RvRuleRun *run, gpointer subject, RvPgBlock *block)
{
  PgQuery__InsertStmt *insert = (PgQuery__InsertStmt *) block->statement;
  RvFinding *finding;

  if (block->statement->descriptor != &pg_query__insert_stmt__descriptor || insert->n_cols > 0 || insert->select_stmt == NULL)
    return;
  finding = rv_lint_report (run, subject, insert->relation, _("INSERT without a list of columns puts the values where the order of the table happens to want them."));
  rewrite_columns (run, finding, block, insert);
}

static void
check_insert (RvRuleRun *run, gpointer subject)
{
  rv_lint_each_block (run, subject, see_insert);
}

/* ---- Q20: UPDATE or DELETE of everything -------------------------------------------------------------- */

static void
see_everything (RvRuleRun *run, gpointer subject, RvPgBlock *block)
{
  const ProtobufCMessageDescriptor *d = block->statement->descriptor;
  gboolean is_update = d == &pg_query__update_stmt__descriptor;
  const Node *where;

  if (!is_update && d != &pg_query__delete_stmt__descriptor)
    return;
  where = is_update ? ((const PgQuery__UpdateStmt *) block->statement)->where_clause : ((const PgQuery__DeleteStmt *) block->statement)->where_clause;
  if (where == NULL && block->items->len > 0)
    rv_rule_remedy (rv_lint_report (run, subject, NULL, is_update ? _("UPDATE without WHERE changes every row of “%s”.") : _("DELETE without WHERE removes every row of “%s”."),
                                    ((RvPgItem *) block->items->pdata[0])->name),
                    "%s", is_update ? _("Add the condition; to change all rows of a large table, do it in batches.")
                                    : _("Add the condition, or use TRUNCATE where all rows are meant."));
}

static void
check_everything (RvRuleRun *run, gpointer subject)
{
  rv_lint_each_block (run, subject, see_everything);
}

/* ---- Q25: password in the text ---------------------------------------------------------------------------- */

static gboolean
is_password_name (RvRuleRun *run, const char *name)
{
  static const char *const words[] = { "password", "passwd", "pwd", "passphrase", "secret", "passwort", "contrasena", NULL };

  static const char *const other[] = { "hash", "hashed", "digest", "reset", "changed", "expires", "updated", "at", "hint", "salt", "id", "count", "policy", NULL };
  const RvWords *w = name != NULL ? rv_facts_words (run->facts, name) : NULL;

  return w != NULL && rv_words_has_any (w, words) != NULL && rv_words_has_any (w, other) == NULL;
}

/* What a hash looks like: "$2b$…", "{SSHA}…", "SCRAM-SHA-256$…", hexadecimal digits. */
static gboolean
looks_hashed (const char *text)
{
  gsize n = strlen (text);

  if (text[0] == '$' || text[0] == '{' || g_str_has_prefix (text, "SCRAM-") || g_str_has_prefix (text, "\\x")
      || (g_str_has_prefix (text, "md5") && n == 35))
    return TRUE;
  return n >= 32 && strspn (text, "0123456789abcdefABCDEF") == n;
}

static gboolean
is_plain_secret (const Node *value)
{
  const Node *bare = rv_pg_without_casts (value);
  const char *text = rv_pg_constant (value);

  if (bare != NULL && bare->node_case == NODE (FUNC_CALL) && bare->func_call->n_args > 0
      && (g_str_equal (rv_lint_function (bare->func_call), "crypt") || g_str_equal (rv_lint_function (bare->func_call), "digest")))
    return is_plain_secret (bare->func_call->args[0]);
  return text != NULL && text[0] != '\0' && !looks_hashed (text);
}

static void
report_secret (RvRuleRun *run, gpointer subject, const void *node)
{
  rv_rule_remedy (rv_lint_report (run, subject, node, _("A password stands in the text of the statement: it ends up in logs, statistics and histories.")),
                  _("Pass it as a parameter, hashed by the application; set a role's password with \\password."));
}

static void
see_secret_values (RvRuleRun *run, gpointer subject, RvPgBlock *block, const PgQuery__InsertStmt *insert)
{
  const PgQuery__SelectStmt *source = insert->select_stmt != NULL && insert->select_stmt->node_case == NODE (SELECT_STMT) ? insert->select_stmt->select_stmt : NULL;
  const RvTableFacts *table = rv_lint_table (run, block->items->pdata[0]);

  for (gsize r = 0; source != NULL && r < source->n_values_lists; r++)
    for (gsize i = 0; i < source->values_lists[r]->list->n_items; i++)
      {
        const char *name = i < insert->n_cols ? insert->cols[i]->res_target->name : NULL;

        if (insert->n_cols == 0 && table != NULL && i < table->columns->len)
          name = g_array_index (table->columns, RvColumnFacts, i).column->name;
        if (is_password_name (run, name) && is_plain_secret (source->values_lists[r]->list->items[i]))
          report_secret (run, subject, source->values_lists[r]->list->items[i]);
      }
}

typedef struct {
  RvRuleRun *run;
  gpointer subject;
} Lint;

static gboolean
see_secret_node (RvPgBlock *block, const ProtobufCMessage *node, gpointer data)
{
  Lint *lint = data;

  if (node->descriptor == &pg_query__res_target__descriptor && block->select == NULL)
    {
      const PgQuery__ResTarget *target = (const PgQuery__ResTarget *) node;

      if (is_password_name (lint->run, rv_pg_given (target->name)) && is_plain_secret (target->val))
        report_secret (lint->run, lint->subject, target->val);
    }
  if (node->descriptor == &pg_query__a__expr__descriptor)
    {
      const PgQuery__AExpr *e = (const PgQuery__AExpr *) node;
      const Node *column = rv_pg_without_casts (e->lexpr);
      const PgQuery__ColumnRef *ref = column != NULL && column->node_case == NODE (COLUMN_REF) ? column->column_ref : NULL;

      if (g_str_equal (rv_pg_operator_name (e), "=") && ref != NULL && is_password_name (lint->run, rv_pg_string (ref->fields[ref->n_fields - 1]))
          && is_plain_secret (e->rexpr))
        report_secret (lint->run, lint->subject, e->rexpr);
    }
  return TRUE;
}

static void
see_role_option (const ProtobufCMessage *message, gpointer data)
{
  const PgQuery__DefElem *option = (const PgQuery__DefElem *) message;
  Lint *lint = data;

  if (message->descriptor == &pg_query__def_elem__descriptor)
    {
      const char *value = option->arg != NULL ? rv_pg_string (option->arg) : NULL;

      if (g_str_equal (option->defname, "password") && value != NULL && !looks_hashed (value))
        report_secret (lint->run, lint->subject, option);
      return;
    }
  rv_pg_each_child (message, see_role_option, data);
}

static void
check_secrets (RvRuleRun *run, gpointer subject)
{
  const PgQuery__ParseResult *tree = rv_facts_statement (run->facts, ((RvQuery *) subject)->text);
  RvPgQuery *query = rv_lint_query (run, subject);
  Lint lint = { run, subject };

  for (guint i = 0; query != NULL && i < rv_pg_query_blocks (query)->len; i++)
    {
      RvPgBlock *block = rv_pg_query_blocks (query)->pdata[i];

      if (block->statement->descriptor == &pg_query__insert_stmt__descriptor && block->items->len > 0)
        see_secret_values (run, subject, block, (const PgQuery__InsertStmt *) block->statement);
      rv_pg_block_walk (block, NULL, see_secret_node, &lint);
    }
  for (gsize i = 0; tree != NULL && i < tree->n_stmts; i++)
    {
      const Node *statement = tree->stmts[i]->stmt;

      if (statement != NULL && (statement->node_case == NODE (CREATE_ROLE_STMT) || statement->node_case == NODE (ALTER_ROLE_STMT)))
        rv_pg_each_child (rv_pg_unwrap (statement), see_role_option, &lint);
    }
}

const RvRule rv_rules_changes[] = {
  { RV_LINT_RULE ("Q9", WARNING, N_("INSERT without a list of columns"),
                  N_("Without names the values go by the order of the table's columns: a new column, or a table that was restored in another order, breaks "
                  "the statement or, worse, does not."), check_insert),
    .fix = rv_lint_fix, .fix_label = RV_LINT_FIX_LABEL },
  { RV_LINT_RULE ("Q20", ERROR, N_("UPDATE or DELETE without WHERE"),
                  N_("A change without a condition is a change of everything: usually by mistake, and if not, one long lock."), check_everything) },
  { RV_LINT_RULE ("Q25", ERROR, N_("Password in a statement"),
                  N_("The text of a statement goes to server logs, pg_stat_statements, histories and backups of them all."), check_secrets) },
  { NULL },
};
