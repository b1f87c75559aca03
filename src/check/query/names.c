/* Rules about what a query names: tables and columns that are not there, functions of another system. */
#include "check/expressions.h"
#include "check/query/lint.h"
#include "check/rules.h"

#include <string.h>

#include "sql/postgresql/parse.h"
#include "sql/postgresql/tree.h"

typedef struct {
  RvRuleRun *run;
  gpointer subject;
} Lint;

/* ---- Q32: missing tables and columns ------------------------------------------------------------------- */

static gboolean
is_ref (const Node *node, const PgQuery__ColumnRef *ref)
{
  return node != NULL && node->node_case == NODE (COLUMN_REF) && node->column_ref == ref;
}

/* Only by itself in ORDER BY, GROUP BY and DISTINCT ON can a name be one of the select list. */
static gboolean
may_be_output (RvPgBlock *block, const PgQuery__ColumnRef *ref)
{
  const PgQuery__SelectStmt *select = block->select;

  for (gsize i = 0; select != NULL && i < select->n_sort_clause; i++)
    if (is_ref (select->sort_clause[i]->sort_by->node, ref))
      return TRUE;
  for (gsize i = 0; select != NULL && i < select->n_group_clause; i++)
    if (is_ref (select->group_clause[i], ref))
      return TRUE;
  for (gsize i = 0; select != NULL && i < select->n_distinct_clause; i++)
    if (is_ref (select->distinct_clause[i], ref))
      return TRUE;
  return FALSE;
}

static gboolean
is_output_name (RvPgBlock *block, const PgQuery__ColumnRef *ref)
{
  const char *name = ref->n_fields == 1 ? rv_pg_string (ref->fields[0]) : NULL;
  RvPgBlock *first = block;

  while (first != NULL && first->select != NULL && first->select->larg != NULL)
    first = rv_pg_block_of (block->query, first->select->larg);
  for (gsize i = 0; name != NULL && first != NULL && first->select != NULL && i < first->select->n_target_list; i++)
    {
      const PgQuery__ResTarget *target = first->select->target_list[i]->res_target;
      const char *label = rv_pg_given (target->name) != NULL ? target->name : rv_pg_column_label (target->val);

      if (g_strcmp0 (label, name) == 0 || label == NULL)
        return TRUE;
    }
  return first != block;
}

static void
report_column (Lint *lint, const void *node, const RvPgColumn *found, const char *name, const char *qualifier)
{
  if (found->state == RV_PG_COLUMN_NO_ITEM)
    rv_lint_report (lint->run, lint->subject, node, _("Nothing in FROM is called “%s”."), qualifier);
  else if (found->state == RV_PG_COLUMN_AMBIGUOUS)
    rv_lint_report (lint->run, lint->subject, node, _("“%s” is a column of more than one table of the query."), name);
  else if (found->item != NULL)
    rv_lint_report (lint->run, lint->subject, node, _("“%s” has no column “%s”."), found->item->name, name);
  else
    rv_lint_report (lint->run, lint->subject, node, _("No table of the query has a column “%s”."), name);
}

static gboolean
see_name (RvPgBlock *block, const ProtobufCMessage *node, gpointer data)
{
  const PgQuery__ColumnRef *ref = (const PgQuery__ColumnRef *) node;
  RvPgColumn found;

  if (node->descriptor != &pg_query__column_ref__descriptor || ref->n_fields == 0 || ref->n_fields > 2)
    return TRUE;
  found = rv_pg_block_column (block, ref);
  if ((found.state == RV_PG_COLUMN_MISSING || found.state == RV_PG_COLUMN_NO_ITEM || found.state == RV_PG_COLUMN_AMBIGUOUS)
      && !(may_be_output (block, ref) && is_output_name (block, ref)))
    report_column (data, ref, &found, rv_pg_string (ref->fields[ref->n_fields - 1]), rv_pg_string (ref->fields[0]));
  return TRUE;
}

static void
see_target_columns (Lint *lint, RvPgBlock *block, Node **targets, gsize n)
{
  const RvPgItem *item = block->items->len > 0 ? block->items->pdata[0] : NULL;
  const RvTableFacts *table = item != NULL ? rv_lint_table (lint->run, item) : NULL;

  for (gsize i = 0; table != NULL && table->columns->len > 0 && i < n; i++)
    if (targets[i]->node_case == NODE (RES_TARGET) && rv_pg_given (targets[i]->res_target->name) != NULL
        && rv_facts_column_named (table, targets[i]->res_target->name) == NULL)
      rv_lint_report (lint->run, lint->subject, targets[i], _("“%s” has no column “%s”."), item->name, targets[i]->res_target->name);
}

static void
see_names (Lint *lint, RvPgBlock *block)
{
  const ProtobufCMessage *s = block->statement;

  for (guint i = 0; i < block->items->len; i++)
    {
      const RvPgItem *item = block->items->pdata[i];

      if (item->is_missing)
        rv_lint_report (lint->run, lint->subject, item->written, _("There is no table “%s” in the design."), item->written->relname);
    }
  if (s->descriptor == &pg_query__insert_stmt__descriptor)
    see_target_columns (lint, block, ((const PgQuery__InsertStmt *) s)->cols, ((const PgQuery__InsertStmt *) s)->n_cols);
  if (s->descriptor == &pg_query__update_stmt__descriptor)
    see_target_columns (lint, block, ((const PgQuery__UpdateStmt *) s)->target_list, ((const PgQuery__UpdateStmt *) s)->n_target_list);
  rv_pg_block_walk (block, NULL, see_name, lint);
}

static void
check_names (RvRuleRun *run, gpointer subject)
{
  const char *text = ((RvQuery *) subject)->text;
  RvPgQuery *query = rv_lint_query (run, subject);
  Lint lint = { run, subject };

  if (query == NULL && text != NULL)
    {
      int at = 0;
      const char *message = rv_facts_query_error (run->facts, subject, &at);

      rv_lint_report (run, subject, NULL, _("The query cannot be read: %s"), message)->start = (gsize) MAX (at, 0);
    }
  if (query == NULL || rv_model_all (run->model, RV_KIND_TABLE)->len == 0)
    return;
  for (guint i = 0; i < rv_pg_query_blocks (query)->len; i++)
    see_names (&lint, rv_pg_query_blocks (query)->pdata[i]);
}

/* ---- Q33: functions of another system ------------------------------------------------------------------------ */

static const struct {
  const char *name;
  const char *instead;
} foreign_functions[] = {
  { "ifnull", "coalesce (a, b)" },
  { "isnull", "a IS NULL" },
  { "nvl", "coalesce (a, b)" },
  { "if", "CASE WHEN … THEN … ELSE … END" },
  { "iif", "CASE WHEN … THEN … ELSE … END" },
  { "year", "extract (year FROM a)" },
  { "month", "extract (month FROM a)" },
  { "day", "extract (day FROM a)" },
  { "dayofmonth", "extract (day FROM a)" },
  { "dayofweek", "extract (dow FROM a)" },
  { "hour", "extract (hour FROM a)" },
  { "minute", "extract (minute FROM a)" },
  { "second", "extract (second FROM a)" },
  { "week", "extract (week FROM a)" },
  { "quarter", "extract (quarter FROM a)" },
  { "date_format", "to_char (a, …)" },
  { "time_format", "to_char (a, …)" },
  { "str_to_date", "to_timestamp (a, …)" },
  { "datediff", "a::date - b::date" },
  { "timestampdiff", "extract (epoch FROM a - b)" },
  { "date_add", "a + interval '…'" },
  { "date_sub", "a - interval '…'" },
  { "dateadd", "a + interval '…'" },
  { "adddate", "a + interval '…'" },
  { "subdate", "a - interval '…'" },
  { "curdate", "current_date" },
  { "curtime", "current_time" },
  { "getdate", "now ()" },
  { "sysdate", "now ()" },
  { "utc_timestamp", "now () AT TIME ZONE 'UTC'" },
  { "unix_timestamp", "extract (epoch FROM a)" },
  { "from_unixtime", "to_timestamp (a)" },
  { "group_concat", "string_agg (a, ',')" },
  { "find_in_set", "a = ANY (string_to_array (b, ','))" },
  { "field", "array_position (ARRAY […], a)" },
  { "substring_index", "split_part (a, b, n)" },
  { "locate", "position (a IN b)" },
  { "instr", "position (b IN a)" },
  { "charindex", "position (a IN b)" },
  { "lcase", "lower (a)" },
  { "ucase", "upper (a)" },
  { "rand", "random ()" },
  { "truncate", "trunc (a, n)" },
  { "last_insert_id", "INSERT … RETURNING" },
  { "found_rows", "count (*) OVER ()" },
  { "row_count", "GET DIAGNOSTICS" },
  { "uuid", "gen_random_uuid ()" },
  { "newid", "gen_random_uuid ()" },
  { "json_extract", "a -> 'key', a #> path" },
  { "json_unquote", "a ->> 'key'" },
  { "json_contains", "a @> b" },
  { "inet_aton", "type inet" },
  { "inet_ntoa", "type inet" },
  { "len", "length (a)" },
};

static gboolean
see_foreign_function (RvPgBlock *block, const ProtobufCMessage *node, gpointer data)
{
  const PgQuery__FuncCall *call = (const PgQuery__FuncCall *) node;
  Lint *lint = data;
  const GPtrArray *routines = rv_model_all (lint->run->model, RV_KIND_ROUTINE);

  if (node->descriptor != &pg_query__func_call__descriptor)
    return TRUE;
  for (guint i = 0; i < routines->len; i++)
    if (g_str_equal (rv_record_name (routines->pdata[i]), rv_lint_function (call)))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (foreign_functions); i++)
    if (g_str_equal (foreign_functions[i].name, rv_lint_function (call)))
      rv_rule_remedy (rv_lint_report (lint->run, lint->subject, node, _("PostgreSQL has no function %s ()."), foreign_functions[i].name),
                      _("PostgreSQL's way: %s"), foreign_functions[i].instead);
  return TRUE;
}

static void
check_foreign_functions (RvRuleRun *run, gpointer subject)
{
  RvPgQuery *query = rv_lint_query (run, subject);
  Lint lint = { run, subject };

  for (guint i = 0; query != NULL && i < rv_pg_query_blocks (query)->len; i++)
    rv_pg_block_walk (rv_pg_query_blocks (query)->pdata[i], NULL, see_foreign_function, &lint);
}

const RvRule rv_rules_query_names[] = {
  { RV_LINT_RULE ("Q32", ERROR, N_("Query that names what is not there"),
                  N_("A table or column that the design does not have: renamed since, misspelt, or the design lacks it."), check_names) },
  { RV_LINT_RULE ("Q33", ERROR, N_("Function of another database system"),
                  N_("The function is MySQL's, SQL Server's or Oracle's. In PostgreSQL the query fails."), check_foreign_functions) },
  { NULL },
};
