/* Rules about groups and unions. */
#include "check/query/rewrite.h"
#include "check/rules.h"

#include <string.h>

#include "sql/postgresql/parse.h"

/* ---- Q11: UNION where UNION ALL does ------------------------------------------------------------------ */

static const Node *
target_value (const PgQuery__SelectStmt *select, gsize i)
{
  return i < select->n_target_list && select->target_list[i]->node_case == NODE (RES_TARGET) ? select->target_list[i]->res_target->val : NULL;
}

/* Constants that differ in the same place of the list: no row can be in both. */
static gboolean
shows_different_constants (const PgQuery__SelectStmt *a, const PgQuery__SelectStmt *b)
{
  for (gsize i = 0; i < a->n_target_list; i++)
    {
      const char *x = rv_pg_constant (target_value (a, i)), *y = rv_pg_constant (target_value (b, i));

      if (x != NULL && y != NULL && !g_str_equal (x, y))
        return TRUE;
    }
  return FALSE;
}

static gboolean
shows_key (RvRuleRun *run, RvPgBlock *block)
{
  const RvTableFacts *table = rv_lint_table (run, block->items->pdata[0]);

  for (guint i = 0; table != NULL && i < table->keys->len; i++)
    {
      const RvKeyFacts *key = &g_array_index (table->keys, RvKeyFacts, i);
      guint n = 0;

      for (guint k = 0; k < key->n; k++)
        for (gsize t = 0; t < block->select->n_target_list; t++)
          {
            RvColumn *column = rv_pg_column_of (block, target_value (block->select, t), NULL);

            if (column != NULL && column->object.id == key->columns[k])
              {
                n++;
                break;
              }
          }
      if (key->is_total && n == key->n && n > 0)
        return TRUE;
    }
  return FALSE;
}

static const char *
constant_of (RvPgBlock *block, const RvColumn *column)
{
  for (guint i = 0; i < block->conditions->len; i++)
    {
      RvPgPredicate p = rv_pg_predicate (block, g_array_index (block->conditions, RvPgCondition, i).node);

      if (p.column == column && p.comparison == RV_PG_EQUAL && !p.is_negated && rv_pg_constant (p.value) != NULL)
        return rv_pg_constant (p.value);
    }
  return NULL;
}

/* state = 'a' here and state = 'b' there, with a key in the list: no row can be in both. */
static gboolean
reads_different_rows (RvRuleRun *run, RvPgBlock *a, RvPgBlock *b)
{
  if (a->items->len != 1 || b->items->len != 1 || ((RvPgItem *) a->items->pdata[0])->relation == NULL
      || ((RvPgItem *) a->items->pdata[0])->relation != ((RvPgItem *) b->items->pdata[0])->relation || !shows_key (run, a) || !shows_key (run, b))
    return FALSE;
  for (guint i = 0; i < a->conditions->len; i++)
    {
      RvPgPredicate p = rv_pg_predicate (a, g_array_index (a->conditions, RvPgCondition, i).node);
      const char *x = p.column != NULL ? constant_of (a, p.column) : NULL, *y = p.column != NULL ? constant_of (b, p.column) : NULL;

      if (x != NULL && y != NULL && !g_str_equal (x, y))
        return TRUE;
    }
  return FALSE;
}

/* Whether a branch cannot give the same row twice by itself: UNION would drop that, too. */
static gboolean
has_no_duplicates (RvRuleRun *run, RvPgBlock *block)
{
  return rv_lint_is_one_row (run, block) || (block->items->len == 1 && shows_key (run, block));
}

static void
see_union (RvRuleRun *run, gpointer subject, RvPgBlock *block)
{
  RvPgBlock *left, *right;
  RvFinding *finding;

  if (block->select == NULL || block->select->op != PG_QUERY__SET_OPERATION__SETOP_UNION || block->select->all || block->is_recursive)
    return;
  left = rv_pg_block_of (block->query, block->select->larg);
  right = rv_pg_block_of (block->query, block->select->rarg);
  if (left == NULL || right == NULL || left->select->larg != NULL || right->select->larg != NULL)
    return;
  if (!shows_different_constants (left->select, right->select) && !reads_different_rows (run, left, right))
    return;
  finding = rv_lint_report (run, subject, NULL, _("UNION sorts or hashes all rows to drop duplicates that there cannot be: the branches never give the same row."));
  rv_rule_remedy (finding, _("Write UNION ALL."));
  if (has_no_duplicates (run, left) && has_no_duplicates (run, right))
    rv_rewrite_all (finding, block);
}

static void
check_union (RvRuleRun *run, gpointer subject)
{
  rv_lint_each_block (run, subject, see_union);
}

/* ---- Q14: HAVING without aggregate ------------------------------------------------------------------------- */

static void
see_having (RvRuleRun *run, gpointer subject, RvPgBlock *block)
{
  PgQuery__SelectStmt *select = (PgQuery__SelectStmt *) block->select;
  Node *having = select != NULL ? select->having_clause : NULL;
  RvFinding *finding;

  if (having == NULL || select->n_group_clause == 0 || rv_lint_has_aggregate (run, block, having)
      || rv_pg_value_kind (block, having) == RV_PG_VALUE_SUBQUERY)
    return;
  finding = rv_lint_report (run, subject, having, _("HAVING without an aggregate filters groups by what could have filtered the rows."));
  rv_rule_remedy (finding, _("Move the condition to WHERE."));
  if (select->where_clause == NULL)
    {
      select->where_clause = having;
      select->having_clause = NULL;
      rv_lint_rewrite (finding, block);
      select->where_clause = NULL;
      select->having_clause = having;
    }
}

static void
check_having (RvRuleRun *run, gpointer subject)
{
  rv_lint_each_block (run, subject, see_having);
}

const RvRule rv_rules_sets[] = {
  { RV_LINT_RULE ("Q11", INFO, N_("UNION where UNION ALL does"),
                  N_("UNION compares all rows of all branches. Where the branches cannot overlap that is work for nothing."), check_union),
    .fix = rv_lint_fix, .fix_label = RV_LINT_FIX_LABEL },
  { RV_LINT_RULE ("Q14", INFO, N_("HAVING without aggregate"),
                  N_("WHERE takes rows away before they are grouped, HAVING groups after: a condition on plain columns belongs in WHERE."), check_having),
    .fix = rv_lint_fix, .fix_label = RV_LINT_FIX_LABEL },
  { NULL },
};
