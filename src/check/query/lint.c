/* What the rules about queries share: reporting, rewriting, and what a block is known to give. */
#include "check/query/lint.h"

#include <string.h>

#include "check/expressions.h"
#include "sql/postgresql/deparse.h"
#include "sql/postgresql/parse.h"
#include "sql/postgresql/tree.h"

RvPgQuery *
rv_lint_query (RvRuleRun *run, gpointer subject)
{
  const char *text = ((RvQuery *) subject)->text;

  return text != NULL ? rv_facts_query (run->facts, subject, text) : NULL;
}

void
rv_lint_each_block (RvRuleRun *run, gpointer subject, void (*see) (RvRuleRun *run, gpointer subject, RvPgBlock *block))
{
  RvPgQuery *query = rv_lint_query (run, subject);
  const GPtrArray *blocks = query != NULL ? rv_pg_query_blocks (query) : NULL;

  for (guint i = 0; blocks != NULL && i < blocks->len; i++)
    see (run, subject, blocks->pdata[i]);
}

/* ---- findings ------------------------------------------------------------------------------------- */

static RvFinding *
finding_so_far (RvRuleRun *run, gpointer subject)
{
  for (guint i = run->findings->len; i > 0; i--)
    {
      RvFinding *finding = run->findings->pdata[i - 1];

      if (finding->rule == run->rule && finding->object == ((RvObject *) subject)->id)
        return finding;
    }
  return NULL;
}

RvFinding *
rv_lint_report (RvRuleRun *run, gpointer subject, const void *node, const char *format, ...)
{
  RvFinding *finding = finding_so_far (run, subject);
  int location = node != NULL ? rv_pg_location (node) : -1;
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (finding != NULL)
    {
      rv_rule_show (run, finding, NULL, "%s", message);
      return finding;
    }
  finding = rv_rule_report (run, subject, "%s", message);
  finding->has_fix = FALSE;
  finding->field = RvQuery_text;
  finding->start = (gsize) MAX (location, 0);
  return finding;
}

void
rv_lint_rewrite (RvFinding *finding, RvPgBlock *block)
{
  if (finding->text == NULL && (finding->text = rv_pg_deparse (block->query)) != NULL)
    finding->has_fix = TRUE;
}

gboolean
rv_lint_fix (RvEdit *edit, const RvFinding *finding, GError **error)
{
  RvObject *query = rv_model_get_kind (rv_edit_model (edit), finding->object, RV_KIND_QUERY);

  if (query == NULL || finding->text == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("The query is not there any more."));
      return FALSE;
    }
  rv_edit_set_text (edit, query, RvQuery_text, finding->text);
  return TRUE;
}

/* ---- equalities ------------------------------------------------------------------------------------- */

static void
add_equality (GArray *all, RvPgBlock *block, const RvPgPredicate *p, const Node *other)
{
  RvEquality equality = { .column = p->column };
  RvPgColumn found = { 0 };

  if (p->column == NULL || p->found.item == NULL || p->found.block != block)
    return;
  equality.item = p->found.item;
  if (rv_pg_column_of (block, other, &found) != NULL && found.block == block)
    equality.other_item = found.item;
  else if (rv_pg_value_kind (block, other) == RV_PG_VALUE_COLUMN && found.item == NULL)
    return;
  g_array_append_val (all, equality);
}

static void
add_using (GArray *all, RvPgBlock *block, const PgQuery__JoinExpr *join)
{
  for (gsize i = 0; i < join->n_using_clause; i++)
    for (guint k = 0; k < block->items->len; k++)
      for (guint l = 0; l < block->items->len; l++)
        {
          const RvPgItem *a = block->items->pdata[k], *b = block->items->pdata[l];
          RvTable *table = a->relation;
          RvEquality equality = { .item = a, .other_item = b };

          if (k == l || table == NULL || table->object.kind != RV_KIND_TABLE || (a->join != join && b->join != join))
            continue;
          equality.column = rv_model_find (rv_pg_query_model (block->query), RV_KIND_COLUMN, table->object.id,
                                           rv_pg_string (join->using_clause[i]));
          if (equality.column != NULL)
            g_array_append_val (all, equality);
        }
}

GArray *
rv_lint_equalities (RvPgBlock *block)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (RvEquality));

  for (guint i = 0; i < block->conditions->len; i++)
    {
      RvPgPredicate p = rv_pg_predicate (block, g_array_index (block->conditions, RvPgCondition, i).node);

      if (p.is_negated || p.comparison != RV_PG_EQUAL)
        continue;
      add_equality (all, block, &p, p.value);
      if (rv_pg_predicate_flip (block, &p))
        add_equality (all, block, &p, p.value);
    }
  for (guint i = 0; i < block->items->len; i++)
    {
      const RvPgItem *item = block->items->pdata[i];
      gboolean is_first = i == 0 || ((RvPgItem *) block->items->pdata[i - 1])->join != item->join;

      if (item->join != NULL && is_first)
        add_using (all, block, item->join);
    }
  return all;
}

/* ---- how many rows ---------------------------------------------------------------------------------------- */

const RvTableFacts *
rv_lint_table (RvRuleRun *run, const RvPgItem *item)
{
  RvObject *relation = item->relation;

  return relation != NULL && relation->kind == RV_KIND_TABLE ? rv_facts_table (run->facts, relation->id) : NULL;
}

static int
item_index (RvPgBlock *block, const RvPgItem *item)
{
  for (guint i = 0; i < block->items->len; i++)
    if (block->items->pdata[i] == item)
      return (int) i;
  return -1;
}

/* Whether @column of @item equals a value or a column of another item; @bound: (nullable): that must be bound. */
static gboolean
is_equated (RvPgBlock *block, GArray *equalities, const RvPgItem *item, RvId column, const gboolean *bound, gboolean by_items_only)
{
  for (guint i = 0; i < equalities->len; i++)
    {
      const RvEquality *e = &g_array_index (equalities, RvEquality, i);

      if (e->item != item || e->column->object.id != column || e->other_item == item)
        continue;
      if (e->other_item == NULL ? !by_items_only : bound == NULL || bound[item_index (block, e->other_item)])
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_key_equated (RvRuleRun *run, RvPgBlock *block, GArray *equalities, const RvPgItem *item, const gboolean *bound)
{
  const RvTableFacts *table = rv_lint_table (run, item);

  for (guint i = 0; table != NULL && i < table->keys->len; i++)
    {
      const RvKeyFacts *key = &g_array_index (table->keys, RvKeyFacts, i);
      guint k = 0;

      while (k < key->n && is_equated (block, equalities, item, key->columns[k], bound, FALSE))
        k++;
      if (k == key->n && key->n > 0)
        return TRUE;
    }
  return FALSE;
}

gboolean *
rv_lint_bound (RvRuleRun *run, RvPgBlock *block)
{
  g_autoptr (GArray) equalities = rv_lint_equalities (block);
  gboolean *bound = g_new0 (gboolean, block->items->len + 1);
  gboolean is_new = TRUE;

  while (is_new)
    {
      is_new = FALSE;
      for (guint i = 0; i < block->items->len; i++)
        {
          const RvPgItem *item = block->items->pdata[i];
          gboolean now = !bound[i] && (has_key_equated (run, block, equalities, item, bound)
                                       || (item->source != NULL && rv_lint_is_one_row (run, item->source)));

          bound[i] |= now;
          is_new |= now;
        }
    }
  return bound;
}

gboolean
rv_lint_joined_by_key (RvRuleRun *run, RvPgBlock *block, const RvPgItem *item)
{
  g_autoptr (GArray) equalities = rv_lint_equalities (block);

  return has_key_equated (run, block, equalities, item, NULL);
}

static gboolean
is_limit_one (const PgQuery__SelectStmt *select)
{
  const Node *count = select->limit_count;

  return count != NULL && count->node_case == NODE (A_CONST) && !count->a_const->isnull
         && count->a_const->val_case == PG_QUERY__A__CONST__VAL_IVAL && count->a_const->ival->ival <= 1;
}

gboolean
rv_lint_is_one_row (RvRuleRun *run, RvPgBlock *block)
{
  const PgQuery__SelectStmt *select = block->select;
  g_autofree gboolean *bound = NULL;

  if (select == NULL || select->larg != NULL || select->n_values_lists > 1)
    return FALSE;
  if (is_limit_one (select) || rv_lint_is_aggregated (run, block))
    return TRUE;
  bound = rv_lint_bound (run, block);
  for (guint i = 0; i < block->items->len; i++)
    if (!bound[i])
      return FALSE;
  return TRUE;
}

/* ---- aggregates ------------------------------------------------------------------------------------------------- */

const char *
rv_lint_function (const PgQuery__FuncCall *call)
{
  const char *name = call->n_funcname > 0 ? rv_pg_string (call->funcname[call->n_funcname - 1]) : NULL;

  return name != NULL ? name : "";
}

typedef struct {
  RvRuleRun *run;
  gboolean found;
} Aggregates;

static gboolean
is_aggregate (RvModel *model, const PgQuery__FuncCall *call)
{
  static const char *const names[] = { "count", "sum", "avg", "min", "max", "array_agg", "string_agg", "json_agg", "jsonb_agg",
    "json_object_agg", "jsonb_object_agg", "bool_and", "bool_or", "every", "bit_and", "bit_or", "bit_xor", "stddev", "stddev_pop",
    "stddev_samp", "variance", "var_pop", "var_samp", "corr", "covar_pop", "covar_samp", "regr_slope", "regr_intercept", "regr_r2",
    "regr_count", "percentile_cont", "percentile_disc", "mode", "xmlagg", "range_agg", "range_intersect_agg", "any_value", NULL };
  const char *name = rv_lint_function (call);
  const GPtrArray *own = rv_model_all (model, RV_KIND_AGGREGATE);

  if (call->over != NULL)
    return FALSE;
  if (call->agg_star || call->agg_distinct || call->agg_within_group || call->agg_filter != NULL || g_strv_contains (names, name))
    return TRUE;
  for (guint i = 0; i < own->len; i++)
    if (g_str_equal (rv_record_name (own->pdata[i]), name))
      return TRUE;
  return FALSE;
}

static gboolean
see_aggregate (RvPgBlock *block, const ProtobufCMessage *node, gpointer data)
{
  Aggregates *a = data;

  if (node->descriptor == &pg_query__func_call__descriptor)
    a->found |= is_aggregate (a->run->model, (const PgQuery__FuncCall *) node);
  return !a->found;
}

gboolean
rv_lint_has_aggregate (RvRuleRun *run, RvPgBlock *block, const void *node)
{
  Aggregates a = { run, FALSE };

  if (node != NULL)
    rv_pg_block_walk (block, node, see_aggregate, &a);
  return a.found;
}

gboolean
rv_lint_is_aggregated (RvRuleRun *run, RvPgBlock *block)
{
  const PgQuery__SelectStmt *select = block->select;

  if (select == NULL || select->n_group_clause > 0)
    return FALSE;
  if (select->having_clause != NULL)
    return TRUE;
  for (gsize i = 0; i < select->n_target_list; i++)
    if (rv_lint_has_aggregate (run, block, select->target_list[i]))
      return TRUE;
  return FALSE;
}

/* ---- uses -------------------------------------------------------------------------------------------------------------- */

typedef struct {
  RvPgBlock *of;
  const RvPgItem *item;
  const ProtobufCMessage *except;
  gboolean found;
} Uses;

static gboolean
is_star_over (RvPgBlock *block, const PgQuery__ColumnRef *ref, const Uses *uses)
{
  const char *qualifier = ref->n_fields > 1 ? rv_pg_string (ref->fields[ref->n_fields - 2]) : NULL;

  return block == uses->of && (qualifier == NULL || g_str_equal (qualifier, uses->item->name));
}

static gboolean
see_use (RvPgBlock *block, const ProtobufCMessage *node, gpointer data)
{
  Uses *uses = data;

  if (node == uses->except || uses->found)
    return FALSE;
  if (node->descriptor == &pg_query__column_ref__descriptor)
    {
      const PgQuery__ColumnRef *ref = (const PgQuery__ColumnRef *) node;
      RvPgColumn found = rv_pg_block_column (block, ref);

      if (found.state == RV_PG_COLUMN_ROW && found.item == NULL)
        uses->found = is_star_over (block, ref, uses);
      else
        uses->found = found.item == uses->item || found.state == RV_PG_COLUMN_OPEN || found.state == RV_PG_COLUMN_AMBIGUOUS;
    }
  return TRUE;
}

gboolean
rv_lint_uses (RvPgBlock *block, const RvPgItem *item, const void *except)
{
  const GPtrArray *blocks = rv_pg_query_blocks (block->query);
  Uses uses = { block, item, except != NULL ? rv_pg_unwrap (except) : NULL, FALSE };

  for (guint i = 0; i < blocks->len && !uses.found; i++)
    rv_pg_block_walk (blocks->pdata[i], NULL, see_use, &uses);
  return uses.found;
}

/* ---- correlation --------------------------------------------------------------------------------------------------------- */

static gboolean
stands_in (const RvPgBlock *block, const RvPgBlock *in)
{
  for (; block != NULL; block = block->outer)
    if (block == in)
      return TRUE;
  return FALSE;
}

typedef struct {
  RvPgBlock *block;
  gboolean found;
} Correlation;

static gboolean
see_outer (RvPgBlock *block, const ProtobufCMessage *node, gpointer data)
{
  Correlation *c = data;

  if (node->descriptor == &pg_query__column_ref__descriptor)
    {
      RvPgColumn found = rv_pg_block_column (block, (const PgQuery__ColumnRef *) node);

      c->found |= found.item != NULL && found.state != RV_PG_COLUMN_ROW && !stands_in (found.block, c->block)
                  && stands_in (c->block, found.block);
    }
  return !c->found;
}

gboolean
rv_lint_is_correlated (RvPgBlock *block)
{
  const GPtrArray *blocks = rv_pg_query_blocks (block->query);
  Correlation c = { block, FALSE };

  for (guint i = 0; i < blocks->len && !c.found; i++)
    if (stands_in (blocks->pdata[i], block))
      rv_pg_block_walk (blocks->pdata[i], NULL, see_outer, &c);
  return c.found;
}

const RvTypeFacts *
rv_lint_type (RvRuleRun *run, RvColumn *column)
{
  const RvColumnFacts *facts = column != NULL ? rv_facts_column (run->facts, column->object.id) : NULL;

  return facts != NULL ? facts->type : NULL;
}
