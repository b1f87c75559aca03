/* Rules about which rows come, and in which order: OFFSET, LIMIT, ORDER BY. */
#include "check/query/rewrite.h"
#include "check/rules.h"

#include <string.h>

#include "sql/postgresql/parse.h"

static gboolean
is_integer (const Node *node, int number)
{
  const Node *bare = rv_pg_without_casts (node);

  return bare != NULL && bare->node_case == NODE (A_CONST) && !bare->a_const->isnull && bare->a_const->val_case == PG_QUERY__A__CONST__VAL_IVAL
         && bare->a_const->ival->ival == number;
}

static gboolean
has_limit (const PgQuery__SelectStmt *select)
{
  const Node *count = rv_pg_without_casts (select->limit_count);

  /* LIMIT ALL comes as a null. */
  return count != NULL && !(count->node_case == NODE (A_CONST) && count->a_const->isnull);
}

/* ---- Q6: OFFSET -------------------------------------------------------------------------------------- */

static void
see_offset (RvRuleRun *run, gpointer subject, RvPgBlock *block)
{
  RvFinding *finding;

  if (block->select == NULL || block->select->limit_offset == NULL || is_integer (block->select->limit_offset, 0))
    return;
  finding = rv_lint_report (run, subject, block->select->limit_offset,
                            _("OFFSET reads and throws away all rows before the page, and rows move between pages."));
  rv_rule_remedy (finding, _("Ask for the rows after the last one seen: WHERE (key, id) > ($1, $2) ORDER BY key, id LIMIT n."));
  rv_rewrite_page (run, finding, block);
}

static void
check_offset (RvRuleRun *run, gpointer subject)
{
  rv_lint_each_block (run, subject, see_offset);
}

/* ---- Q8: ORDER BY random () ----------------------------------------------------------------------------- */

static void
see_random (RvRuleRun *run, gpointer subject, RvPgBlock *block)
{
  static const char *const names[] = { "random", "rand", "gen_random_uuid", "uuid_generate_v4", "newid", NULL };

  for (gsize i = 0; block->select != NULL && i < block->select->n_sort_clause; i++)
    {
      const Node *key = rv_pg_without_casts (block->select->sort_clause[i]->sort_by->node);

      if (key != NULL && key->node_case == NODE (FUNC_CALL) && g_strv_contains (names, rv_lint_function (key->func_call)))
        rv_rule_remedy (rv_lint_report (run, subject, key, _("Sorting by a random value reads and sorts everything to show a few rows.")),
                        _("Use TABLESAMPLE, or pick random keys first and fetch these rows."));
    }
}

static void
check_random (RvRuleRun *run, gpointer subject)
{
  rv_lint_each_block (run, subject, see_random);
}

/* ---- Q22: LIMIT without ORDER BY ---------------------------------------------------------------------------- */

/* SELECT 1 … LIMIT 1 asks whether there is a row: any will do. */
static gboolean
asks_for_existence (const PgQuery__SelectStmt *select)
{
  for (gsize i = 0; i < select->n_target_list; i++)
    {
      const Node *value = select->target_list[i]->node_case == NODE (RES_TARGET) ? select->target_list[i]->res_target->val : NULL;

      if (value == NULL || value->node_case != NODE (A_CONST))
        return FALSE;
    }
  return TRUE;
}

/* A batch of rows to change, or a row to lock: which ones does not matter. */
static gboolean
is_batch (const RvPgBlock *block)
{
  if (block->select->n_locking_clause > 0)
    return TRUE;
  while (block->outer != NULL)
    block = block->outer;
  return block->select == NULL;
}

static gboolean
reads_sorted (const RvPgBlock *block)
{
  const RvPgItem *item = block->items->len == 1 ? block->items->pdata[0] : NULL;

  return item != NULL && item->source != NULL && item->source->select != NULL && item->source->select->n_sort_clause > 0;
}

static gboolean
reads_nothing_stored (const RvPgBlock *block)
{
  for (guint i = 0; i < block->items->len; i++)
    {
      const RvPgItem *item = block->items->pdata[i];

      if (item->written != NULL || item->source != NULL)
        return FALSE;
    }
  return block->select->larg == NULL;
}

static void
see_unordered (RvRuleRun *run, gpointer subject, RvPgBlock *block)
{
  const PgQuery__SelectStmt *select = block->select;
  PgQuery__SelectStmt *changed = (PgQuery__SelectStmt *) select;
  Node *limit;

  if (select == NULL || !has_limit (select) || is_integer (select->limit_count, 0) || select->n_sort_clause > 0 || block->role == RV_PG_BLOCK_EXISTS
      || asks_for_existence (select) || is_batch (block) || reads_sorted (block) || reads_nothing_stored (block))
    return;
  /* Whether it is one row anyway is asked without the LIMIT. */
  limit = select->limit_count;
  changed->limit_count = NULL;
  if (!rv_lint_is_one_row (run, block))
    {
      changed->limit_count = limit;
      rv_rule_remedy (rv_lint_report (run, subject, select->limit_count, _("LIMIT without ORDER BY: which rows come is left to chance.")),
                      _("Sort by something, with a unique column last."));
    }
  changed->limit_count = limit;
}

static void
check_unordered (RvRuleRun *run, gpointer subject)
{
  rv_lint_each_block (run, subject, see_unordered);
}

/* ---- Q24: list without LIMIT ------------------------------------------------------------------------------------ */

/* A condition that leaves most rows of a table in. */
static gboolean
is_weak (RvRuleRun *run, RvPgBlock *block, const RvPgPredicate *p)
{
  const RvColumnFacts *facts = p->column != NULL ? rv_facts_column (run->facts, p->column->object.id) : NULL;

  switch (p->comparison)
    {
    case RV_PG_IS_NULL:
    case RV_PG_IS_NOT_NULL:
    case RV_PG_IS_TRUE:
    case RV_PG_IS_FALSE:
    case RV_PG_NOT_EQUAL:
      return TRUE;
    case RV_PG_EQUAL:
      /* joins restrict nothing by themselves; a flag or a state leaves a share of the table */
      return (p->value_kind == RV_PG_VALUE_COLUMN && p->found.block == block) || p->is_negated
             || (facts != NULL && (facts->type->family == RV_TYPE_BOOLEAN));
    default:
      return FALSE;
    }
}

static gboolean
is_restricted (RvRuleRun *run, RvPgBlock *block)
{
  for (guint i = 0; i < block->conditions->len; i++)
    {
      RvPgPredicate p = rv_pg_predicate (block, g_array_index (block->conditions, RvPgCondition, i).node);

      if (!is_weak (run, block, &p))
        return TRUE;
    }
  return FALSE;
}

static gboolean
reads_large_tables_only (RvRuleRun *run, RvPgBlock *block)
{
  for (guint i = 0; i < block->items->len; i++)
    {
      const RvPgItem *item = block->items->pdata[i];
      RvObject *relation = item->relation;
      double rows = relation != NULL ? rv_facts_rows (run->facts, relation->id, -1) : -1;

      if (relation == NULL || relation->kind != RV_KIND_TABLE || (rows >= 0 && rows < rv_rule_number (run, "rows")))
        return FALSE;
    }
  return block->items->len > 0;
}

static void
see_unlimited (RvRuleRun *run, gpointer subject, RvPgBlock *block)
{
  const PgQuery__SelectStmt *select = block->select;

  if (block->role != RV_PG_BLOCK_STATEMENT || select == NULL || select->larg != NULL || has_limit (select) || select->n_group_clause > 0
      || select->into_clause != NULL || !reads_large_tables_only (run, block) || is_restricted (run, block) || rv_lint_is_one_row (run, block))
    return;
  if (select->n_distinct_clause > 0 && select->n_sort_clause == 0)
    return;
  rv_rule_remedy (rv_lint_report (run, subject, NULL, _("The list has no end: the query returns every row that there will ever be.")),
                  _("Add ORDER BY and LIMIT, and fetch page by page."));
}

static void
check_unlimited (RvRuleRun *run, gpointer subject)
{
  rv_lint_each_block (run, subject, see_unlimited);
}

/* ---- Q28: ORDER BY ordinal ------------------------------------------------------------------------------------------ */

static void
see_ordinal (RvRuleRun *run, gpointer subject, RvPgBlock *block)
{
  PgQuery__SelectStmt *select = (PgQuery__SelectStmt *) block->select;

  for (gsize i = 0; select != NULL && i < select->n_sort_clause; i++)
    {
      PgQuery__SortBy *by = select->sort_clause[i]->sort_by;
      Node *key = by->node;
      RvFinding *finding;
      gsize place;

      if (key == NULL || key->node_case != NODE (A_CONST) || key->a_const->isnull || key->a_const->val_case != PG_QUERY__A__CONST__VAL_IVAL)
        continue;
      place = (gsize) key->a_const->ival->ival;
      finding = rv_lint_report (run, subject, key, _("ORDER BY %u sorts by whatever stands in that place of the list some day."), (guint) place);
      if (place == 0 || place > select->n_target_list || select->n_sort_clause > 1 || select->larg != NULL)
        continue;
      by->node = select->target_list[place - 1]->res_target->val;
      if (by->node->node_case != NODE (COLUMN_REF) || rv_pg_column_of (block, by->node, NULL) != NULL)
        rv_lint_rewrite (finding, block);
      by->node = key;
    }
}

static void
check_ordinal (RvRuleRun *run, gpointer subject)
{
  rv_lint_each_block (run, subject, see_ordinal);
}

const RvRule rv_rules_paging[] = {
  { RV_LINT_RULE ("Q6", WARNING, N_("Pages by OFFSET"),
                  N_("The server has to produce all rows before the page to skip them: page 1,000 costs a thousand pages, and a row inserted meanwhile "
                  "shifts everything. Continue after the last key seen instead, by comparing rows."), check_offset),
    .fix = rv_lint_fix, .fix_label = RV_LINT_FIX_LABEL },
  { RV_LINT_RULE ("Q8", WARNING, N_("Random order"),
                  N_("ORDER BY random () computes a value for every row and sorts them all, for the few that are shown."), check_random) },
  { RV_LINT_RULE ("Q22", WARNING, N_("LIMIT without ORDER BY"),
                  N_("Without an order the first rows are any rows, others tomorrow than today."), check_unordered) },
  { RV_LINT_RULE ("Q24", INFO, N_("List without LIMIT"),
                  N_("A list that shows everything works on the day it is written and takes the service down when the table has grown."), check_unlimited),
    .options = RV_OPTIONS ({ "rows", RV_OPTION_NUMBER, "1000", N_("Tables from this many rows on") }) },
  { RV_LINT_RULE ("Q28", INFO, N_("ORDER BY a number"),
                  N_("A number in ORDER BY means a place in the select list: whoever changes the list changes the order."), check_ordinal),
    .fix = rv_lint_fix, .fix_label = RV_LINT_FIX_LABEL },
  { NULL },
};
