/* Rules about queries in queries: depth, recursion, correlation, top-N. */
#include "check/query/lint.h"
#include "check/rules.h"

#include <string.h>

#include "sql/postgresql/parse.h"

/* ---- Q16: deep or long ----------------------------------------------------------------------------- */

static guint
depth_of (const RvPgBlock *block)
{
  guint depth = 0;

  for (; block != NULL; block = block->outer)
    depth += block->role != RV_PG_BLOCK_BRANCH && block->role != RV_PG_BLOCK_SOURCE;
  return depth;
}

static void
check_depth (RvRuleRun *run, gpointer subject)
{
  RvPgQuery *query = rv_lint_query (run, subject);
  gsize length = query != NULL ? strlen (rv_pg_query_text (query)) : 0;
  guint depth = 0;

  for (guint i = 0; query != NULL && i < rv_pg_query_blocks (query)->len; i++)
    depth = MAX (depth, depth_of (rv_pg_query_blocks (query)->pdata[i]));
  if (depth > rv_rule_number (run, "depth"))
    rv_rule_remedy (rv_lint_report (run, subject, NULL, _("Queries are nested %u deep."), depth), _("Name the steps in WITH, or make views of them."));
  else if ((double) length > rv_rule_number (run, "length"))
    rv_rule_remedy (rv_lint_report (run, subject, NULL, _("The query has %u characters."), (guint) length), _("Split it into steps, or make views of its parts."));
}

/* ---- Q21: recursion without bound --------------------------------------------------------------------- */

static RvPgBlock *
recursive_branch (RvPgBlock *with)
{
  return with->select != NULL && with->select->rarg != NULL ? rv_pg_block_of (with->query, with->select->rarg) : NULL;
}

static const RvPgItem *
item_of_source (const RvPgBlock *block, const RvPgBlock *source)
{
  for (guint i = 0; block != NULL && i < block->items->len; i++)
    if (((RvPgItem *) block->items->pdata[i])->source == source)
      return block->items->pdata[i];
  return NULL;
}

typedef struct {
  const RvPgItem *item;
  gboolean found;
} Mention;

static gboolean
see_mention (RvPgBlock *block, const ProtobufCMessage *node, gpointer data)
{
  Mention *mention = data;

  if (node->descriptor == &pg_query__column_ref__descriptor)
    {
      RvPgColumn found = rv_pg_block_column (block, (const PgQuery__ColumnRef *) node);

      /* Renamed columns of the recursive query cannot be told apart from those of nothing. */
      mention->found |= found.item == mention->item || found.state == RV_PG_COLUMN_OPEN;
    }
  return TRUE;
}

/* A condition on what the recursion has gathered that is no join: depth < 10, NOT id = ANY (path). */
static gboolean
is_guard (RvPgBlock *block, const Node *node, const RvPgItem *item)
{
  RvPgPredicate p = rv_pg_predicate (block, node);
  Mention mention = { item, FALSE };

  if (p.comparison == RV_PG_EQUAL && !p.is_negated)
    return FALSE;
  if (p.comparison == RV_PG_IS_NOT_NULL || p.comparison == RV_PG_IS_NULL)
    return FALSE;
  rv_pg_block_walk (block, node, see_mention, &mention);
  return mention.found;
}

/* UNION drops a row that is there already: without computed columns that ends every cycle. */
static gboolean
is_finite (RvPgBlock *branch)
{
  for (gsize i = 0; i < branch->select->n_target_list; i++)
    {
      const Node *value = rv_pg_without_casts (branch->select->target_list[i]->res_target->val);

      if (value == NULL || (value->node_case != NODE (COLUMN_REF) && value->node_case != NODE (A_CONST)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_cycle_clause (const RvPgBlock *with)
{
  const PgQuery__SelectStmt *around = with->outer != NULL ? with->outer->select : NULL;
  const PgQuery__WithClause *clause = around != NULL ? around->with_clause : NULL;

  for (gsize i = 0; clause != NULL && i < clause->n_ctes; i++)
    if (g_str_equal (clause->ctes[i]->common_table_expr->ctename, with->name))
      return clause->ctes[i]->common_table_expr->cycle_clause != NULL;
  return FALSE;
}

static gboolean
is_bounded (RvPgBlock *with)
{
  RvPgBlock *branch = recursive_branch (with);
  const RvPgItem *item = item_of_source (branch, with);

  if (branch == NULL || branch->select == NULL || item == NULL || has_cycle_clause (with) || branch->select->limit_count != NULL
      || with->select->limit_count != NULL)
    return TRUE;
  if (!with->select->all && is_finite (branch))
    return TRUE;
  for (guint i = 0; i < branch->conditions->len; i++)
    if (is_guard (branch, g_array_index (branch->conditions, RvPgCondition, i).node, item))
      return TRUE;
  return FALSE;
}

static void
see_recursion (RvRuleRun *run, gpointer subject, RvPgBlock *block)
{
  if (block->is_recursive && !is_bounded (block))
    rv_rule_remedy (rv_lint_report (run, subject, block->select, _("Nothing ends “%s” when the data has a cycle."), block->name),
                    _("Add CYCLE id SET is_cycle USING path, or count the depth and stop at a limit."));
}

static void
check_recursion (RvRuleRun *run, gpointer subject)
{
  rv_lint_each_block (run, subject, see_recursion);
}

/* ---- Q31: top-N and running totals ------------------------------------------------------------------------ */

static gboolean
reads_same_table (const RvPgBlock *inner)
{
  const RvPgItem *item = inner->items->len == 1 ? inner->items->pdata[0] : NULL;

  for (guint i = 0; item != NULL && item->relation != NULL && inner->outer != NULL && i < inner->outer->items->len; i++)
    if (((RvPgItem *) inner->outer->items->pdata[i])->relation == item->relation)
      return TRUE;
  return FALSE;
}

/* (SELECT max (x) FROM t AS b WHERE b.k = a.k), (SELECT sum (x) FROM t AS b WHERE b.at <= a.at) */
static gboolean
is_self_aggregate (RvRuleRun *run, RvPgBlock *block)
{
  return block->role == RV_PG_BLOCK_SCALAR && block->outer != NULL && reads_same_table (block) && rv_lint_is_aggregated (run, block)
         && rv_lint_is_correlated (block);
}

static gboolean
is_row_number (const Node *value)
{
  static const char *const names[] = { "row_number", "rank", "dense_rank", NULL };
  const PgQuery__FuncCall *call = value != NULL && value->node_case == NODE (FUNC_CALL) ? value->func_call : NULL;

  return call != NULL && call->over != NULL && call->over->n_partition_clause > 0 && g_strv_contains (names, rv_lint_function (call));
}

/* FROM (SELECT …, row_number () OVER (PARTITION BY …) AS n …) WHERE n <= 3 */
static gboolean
is_top_n (RvPgBlock *block, const Node **at)
{
  for (guint i = 0; i < block->conditions->len; i++)
    {
      RvPgPredicate p = rv_pg_predicate (block, g_array_index (block->conditions, RvPgCondition, i).node);

      if (is_row_number (p.found.output) && (p.comparison == RV_PG_EQUAL || p.comparison == RV_PG_RANGE) && p.value_kind != RV_PG_VALUE_COLUMN)
        {
          *at = p.subject;
          return TRUE;
        }
    }
  return FALSE;
}

static void
see_top (RvRuleRun *run, gpointer subject, RvPgBlock *block)
{
  const Node *at = NULL;

  if (is_self_aggregate (run, block))
    rv_rule_remedy (rv_lint_report (run, subject, block->sub_link, _("For every row the table is read again to compare it with its like.")),
                    _("Use a window function, or DISTINCT ON (group) … ORDER BY group, value DESC for the first of each group."));
  else if (is_top_n (block, &at))
    rv_rule_remedy (rv_lint_report (run, subject, at, _("All rows are numbered to keep the first few of each group.")),
                    _("Read the groups, and CROSS JOIN LATERAL (… ORDER BY … LIMIT n) for each: an index gives just these rows."));
}

static void
check_top (RvRuleRun *run, gpointer subject)
{
  rv_lint_each_block (run, subject, see_top);
}

/* ---- Q23: correlated scalar subquery --------------------------------------------------------------------------- */

static void
see_correlated (RvRuleRun *run, gpointer subject, RvPgBlock *block)
{
  if (block->role != RV_PG_BLOCK_SCALAR || block->outer == NULL || !rv_lint_is_correlated (block) || is_self_aggregate (run, block)
      || rv_lint_is_one_row (run, block->outer))
    return;
  rv_rule_remedy (rv_lint_report (run, subject, block->sub_link, _("The subquery runs once for each row of the query around it.")),
                  _("Join an aggregated subquery, or use LEFT JOIN LATERAL."));
}

static void
check_correlated (RvRuleRun *run, gpointer subject)
{
  rv_lint_each_block (run, subject, see_correlated);
}

const RvRule rv_rules_nesting[] = {
  { RV_LINT_RULE ("Q16", INFO, N_("Deeply nested or very long query"),
                  N_("A query that nobody can read is a query that nobody dares to change."), check_depth),
    .options = RV_OPTIONS ({ "depth", RV_OPTION_NUMBER, "4", N_("Levels at most") }, { "length", RV_OPTION_NUMBER, "5000", N_("Characters at most") }) },
  { RV_LINT_RULE ("Q21", ERROR, N_("Recursion without a bound"),
                  N_("A recursive query over data with a cycle runs until the disk is full. Foreign keys do not forbid a row to be its own ancestor."),
                  check_recursion) },
  { RV_LINT_RULE ("Q23", WARNING, N_("Correlated scalar subquery"),
                  N_("A scalar subquery that depends on the row around it is a loop: the planner cannot turn it into a join."), check_correlated) },
  { RV_LINT_RULE ("Q31", INFO, N_("Top rows or running totals the long way"),
                  N_("Window functions compute running values in one pass; LATERAL with LIMIT reads the first rows of each group from an index."), check_top) },
  { NULL },
};
