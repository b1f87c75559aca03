/* Rules about what a query asks for: SELECT *, DISTINCT, count (*), concatenation. */
#include "check/query/lint.h"
#include "check/rules.h"

#include "sql/postgresql/deparse.h"
#include "sql/postgresql/parse.h"
#include "sql/postgresql/tree.h"

/* ---- Q1: SELECT * ------------------------------------------------------------------------------ */

/* A star over a subselect that lists its columns names them after all. */
static gboolean
is_open_star (RvPgBlock *block, const PgQuery__ColumnRef *star)
{
  const char *qualifier = star->n_fields > 1 ? rv_pg_string (star->fields[star->n_fields - 2]) : NULL;

  for (guint i = 0; i < block->items->len; i++)
    {
      const RvPgItem *item = block->items->pdata[i];

      if (item->source == NULL && item->written != NULL && (qualifier == NULL || g_str_equal (item->name, qualifier)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_star (const Node *target)
{
  const Node *value = target->node_case == NODE (RES_TARGET) ? target->res_target->val : NULL;

  return value != NULL && value->node_case == NODE (COLUMN_REF) && value->column_ref->n_fields > 0
         && value->column_ref->fields[value->column_ref->n_fields - 1]->node_case == NODE (A_STAR);
}

/* The columns of the block's only table, instead of the star that is all it asks for. */
static void
rewrite_star (RvRuleRun *run, RvFinding *finding, RvPgBlock *block)
{
  PgQuery__SelectStmt *select = (PgQuery__SelectStmt *) block->select;
  const RvPgItem *item = block->items->len == 1 ? block->items->pdata[0] : NULL;
  const RvTableFacts *table = item != NULL ? rv_lint_table (run, item) : NULL;
  g_autoptr (GString) text = g_string_new ("SELECT ");
  g_autoptr (RvPgQuery) list = NULL;
  Node **targets = select->target_list;

  if (table == NULL || table->columns->len == 0 || select->n_target_list != 1)
    return;
  for (guint i = 0; i < table->columns->len; i++)
    {
      g_autofree char *name = rv_dialect_of (run->model)->quote (g_array_index (table->columns, RvColumnFacts, i).column->name);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", name);
    }
  list = rv_pg_query_new (run->model, text->str, NULL, NULL);
  if (list == NULL)
    return;
  select->target_list = ((RvPgBlock *) rv_pg_query_statements (list)->pdata[0])->select->target_list;
  select->n_target_list = table->columns->len;
  rv_lint_rewrite (finding, block);
  select->target_list = targets;
  select->n_target_list = 1;
}

static void
see_star (RvRuleRun *run, gpointer subject, RvPgBlock *block)
{
  if (block->select == NULL || block->role == RV_PG_BLOCK_EXISTS)
    return;
  for (gsize i = 0; i < block->select->n_target_list; i++)
    {
      const Node *target = block->select->target_list[i];

      if (is_star (target) && is_open_star (block, target->res_target->val->column_ref))
        rewrite_star (run, rv_lint_report (run, subject, target, _("The query asks for every column (*), whatever the table gets later.")), block);
    }
}

static void
check_star (RvRuleRun *run, gpointer subject)
{
  rv_lint_each_block (run, subject, see_star);
}

/* ---- Q10: DISTINCT that hides a join ----------------------------------------------------------------- */

static gboolean
has_distinct (const PgQuery__SelectStmt *select)
{
  /* DISTINCT without ON is a list of one empty node. */
  return select != NULL && select->n_distinct_clause == 1 && rv_pg_unwrap (select->distinct_clause[0]) == NULL;
}

typedef struct {
  const RvPgItem *item;
  gboolean found;
} Shown;

static gboolean
see_shown (RvPgBlock *block, const ProtobufCMessage *node, gpointer data)
{
  Shown *shown = data;

  if (node->descriptor == &pg_query__column_ref__descriptor)
    {
      const PgQuery__ColumnRef *ref = (const PgQuery__ColumnRef *) node;
      RvPgColumn found = rv_pg_block_column (block, ref);
      const char *qualifier = ref->n_fields > 1 ? rv_pg_string (ref->fields[ref->n_fields - 2]) : NULL;

      if (found.state == RV_PG_COLUMN_ROW && found.item == NULL)
        shown->found |= qualifier == NULL || g_str_equal (qualifier, shown->item->name);
      else
        shown->found |= found.item == shown->item || found.item == NULL;
    }
  return TRUE;
}

static gboolean
is_shown (RvPgBlock *block, const RvPgItem *item)
{
  Shown shown = { item, FALSE };

  for (gsize i = 0; i < block->select->n_target_list; i++)
    rv_pg_block_walk (block, block->select->target_list[i], see_shown, &shown);
  for (gsize i = 0; i < block->select->n_sort_clause; i++)
    rv_pg_block_walk (block, block->select->sort_clause[i], see_shown, &shown);
  return shown.found;
}

static gboolean
target_is (RvPgBlock *block, const Node *target, const RvPgItem *item, RvId column)
{
  RvPgColumn found = { 0 };
  RvColumn *here = target->node_case == NODE (RES_TARGET) ? rv_pg_column_of (block, target->res_target->val, &found) : NULL;

  if (is_star (target))
    {
      const PgQuery__ColumnRef *star = target->res_target->val->column_ref;

      return star->n_fields == 1 || g_strcmp0 (rv_pg_string (star->fields[0]), item->name) == 0;
    }
  return here != NULL && here->object.id == column && found.item == item;
}

/* Whether the rows of @item alone would be different ones: a key of it is shown. */
static gboolean
shows_key (RvRuleRun *run, RvPgBlock *block, const RvPgItem *item)
{
  const RvTableFacts *table = rv_lint_table (run, item);

  for (guint i = 0; table != NULL && i < table->keys->len; i++)
    {
      const RvKeyFacts *key = &g_array_index (table->keys, RvKeyFacts, i);
      guint n_shown = 0;

      for (guint k = 0; k < key->n; k++)
        for (gsize t = 0; t < block->select->n_target_list; t++)
          if (target_is (block, block->select->target_list[t], item, key->columns[k]))
            {
              n_shown++;
              break;
            }
      if (key->n > 0 && n_shown == key->n)
        return TRUE;
    }
  return FALSE;
}

static void
see_distinct (RvRuleRun *run, gpointer subject, RvPgBlock *block)
{
  const RvPgItem *hidden = NULL;

  if (!has_distinct (block->select) || block->items->len < 2)
    return;
  for (guint i = 0; i < block->items->len; i++)
    {
      const RvPgItem *item = block->items->pdata[i];

      if (is_shown (block, item))
        {
          if (!shows_key (run, block, item))
            return;
        }
      else if (!rv_lint_joined_by_key (run, block, item))
        hidden = item;
    }
  if (hidden != NULL)
    rv_rule_remedy (rv_lint_report (run, subject, NULL,
                                    _("DISTINCT takes back the rows that joining “%s” multiplied; nothing of it is shown."), hidden->name),
                    _("Ask with EXISTS whether there is a row in “%s”, and drop DISTINCT."), hidden->name);
}

static void
check_distinct (RvRuleRun *run, gpointer subject)
{
  rv_lint_each_block (run, subject, see_distinct);
}

/* ---- Q15: exact count ----------------------------------------------------------------------------------- */

static gboolean
is_plain_count (const Node *target)
{
  const Node *value = target->node_case == NODE (RES_TARGET) ? target->res_target->val : NULL;
  const PgQuery__FuncCall *call = value != NULL && value->node_case == NODE (FUNC_CALL) ? value->func_call : NULL;

  return call != NULL && g_str_equal (rv_lint_function (call), "count") && call->over == NULL && call->agg_filter == NULL && !call->agg_distinct
         && (call->agg_star || (call->n_args == 1 && call->args[0]->node_case == NODE (A_CONST)));
}

static void
see_count (RvRuleRun *run, gpointer subject, RvPgBlock *block)
{
  const PgQuery__SelectStmt *select = block->select;
  const RvPgItem *item = block->items->len == 1 ? block->items->pdata[0] : NULL;
  RvObject *relation = item != NULL ? item->relation : NULL;
  g_autofree char *path = NULL;
  double rows;

  if (select == NULL || relation == NULL || relation->kind != RV_KIND_TABLE || block->conditions->len > 0 || select->n_group_clause > 0
      || select->n_target_list != 1 || !is_plain_count (select->target_list[0]))
    return;
  rows = rv_facts_rows (run->facts, relation->id, -1);
  if (rows >= 0 && rows < rv_rule_number (run, "rows"))
    return;
  path = rv_object_path (run->model, relation);
  rv_rule_remedy (rv_lint_report (run, subject, select->target_list[0], _("Counting “%s” exactly reads every row of it."),
                                  rv_facts_name (run->facts, relation)),
                  _("Where an estimate will do: SELECT reltuples::bigint FROM pg_class WHERE oid = '%s'::regclass"),
                  path);
}

static void
check_count (RvRuleRun *run, gpointer subject)
{
  rv_lint_each_block (run, subject, see_count);
}

/* ---- Q19: concatenation with null ------------------------------------------------------------------------- */

typedef struct {
  RvRuleRun *run;
  gpointer subject;
} Lint;

/* Whether a condition of the block takes rows away in which @column is null. */
static gboolean
is_filtered (RvPgBlock *block, const RvColumn *column)
{
  for (guint i = 0; i < block->conditions->len; i++)
    {
      const RvPgCondition *condition = &g_array_index (block->conditions, RvPgCondition, i);
      RvPgPredicate p = rv_pg_predicate (block, condition->node);

      if (condition->outer_join == NULL && p.column == column && p.comparison != RV_PG_IS_NULL && p.comparison != RV_PG_OTHER && !p.is_negated)
        return TRUE;
    }
  return FALSE;
}

static void
see_operand (Lint *lint, RvPgBlock *block, const Node *operand)
{
  RvPgColumn found = { 0 };
  RvColumn *column = rv_pg_column_of (block, rv_pg_without_casts (operand), &found);
  const RvColumnFacts *facts = column != NULL ? rv_facts_column (lint->run->facts, column->object.id) : NULL;

  if (facts == NULL || !rv_type_is_text (facts->type) || (column->not_null && !(found.item != NULL && found.item->is_nullable))
      || facts->in_primary || is_filtered (block, column))
    return;
  rv_rule_remedy (rv_lint_report (lint->run, lint->subject, operand, _("“%s” may be null, and then the whole concatenation is."), column->name),
                  _("Write concat (…), or coalesce (%s, '')."), column->name);
}

static gboolean
see_concatenation (RvPgBlock *block, const ProtobufCMessage *node, gpointer data)
{
  const PgQuery__AExpr *e = (const PgQuery__AExpr *) node;

  if (node->descriptor == &pg_query__func_call__descriptor
      && g_str_equal (rv_lint_function ((const PgQuery__FuncCall *) node), "coalesce"))
    return FALSE;
  if (node->descriptor == &pg_query__coalesce_expr__descriptor)
    return FALSE;
  if (node->descriptor == &pg_query__a__expr__descriptor && g_str_equal (rv_pg_operator_name (e), "||"))
    {
      see_operand (data, block, e->lexpr);
      see_operand (data, block, e->rexpr);
    }
  return TRUE;
}

static void
check_concatenation (RvRuleRun *run, gpointer subject)
{
  RvPgQuery *query = rv_lint_query (run, subject);
  Lint lint = { run, subject };

  for (guint i = 0; query != NULL && i < rv_pg_query_blocks (query)->len; i++)
    rv_pg_block_walk (rv_pg_query_blocks (query)->pdata[i], NULL, see_concatenation, &lint);
}

const RvRule rv_rules_select_lists[] = {
  { RV_LINT_RULE ("Q1", WARNING, N_("SELECT *"),
                  N_("A query that asks for every column carries data that nobody reads, keeps index-only scans away, and changes what it "
                  "returns when the table does. Name the columns."), check_star),
    .fix = rv_lint_fix, .fix_label = RV_LINT_FIX_LABEL },
  { RV_LINT_RULE ("Q10", WARNING, N_("DISTINCT that hides a join"),
                  N_("A join that only asks whether there is a matching row multiplies the rows, and DISTINCT sorts or hashes them all to take "
                  "that back. EXISTS stops at the first match."), check_distinct) },
  { RV_LINT_RULE ("Q15", INFO, N_("Exact count of a large table"),
                  N_("PostgreSQL has no counter to look up: count (*) over a whole table reads it. Planner statistics give an estimate at "
                  "once; a counter that is kept up to date gives the number."), check_count),
    .options = RV_OPTIONS ({ "rows", RV_OPTION_NUMBER, "100000", N_("Tables from this many rows on") }) },
  { RV_LINT_RULE ("Q19", WARNING, N_("Concatenation with a nullable column"),
                  N_("In SQL, text || NULL is NULL: one missing part makes the whole text disappear."), check_concatenation) },
  { NULL },
};
