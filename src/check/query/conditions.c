/* Rules about single conditions: what keeps an index from serving them, and what they do not mean. */
#include "check/query/rewrite.h"
#include "check/query/same.h"
#include "check/rules.h"

#include <string.h>

#include "sql/postgresql/deparse.h"
#include "sql/postgresql/parse.h"
#include "sql/postgresql/tree.h"

typedef void (*SeeCondition) (RvRuleRun *run, gpointer subject, RvPgBlock *block, const Node *node, const RvPgPredicate *p);

/* Conditions also stand below OR and NOT. */
static void
each_condition_in (RvRuleRun *run, gpointer subject, RvPgBlock *block, const Node *node, SeeCondition see)
{
  RvPgPredicate p;

  if (node == NULL)
    return;
  p = rv_pg_predicate (block, node);
  see (run, subject, block, node, &p);
  if (node->node_case == NODE (BOOL_EXPR) && node->bool_expr->boolop != PG_QUERY__BOOL_EXPR_TYPE__NOT_EXPR)
    for (gsize i = 0; i < node->bool_expr->n_args; i++)
      each_condition_in (run, subject, block, node->bool_expr->args[i], see);
}

static void
each_condition (RvRuleRun *run, gpointer subject, SeeCondition see)
{
  RvPgQuery *query = rv_lint_query (run, subject);

  for (guint i = 0; query != NULL && i < rv_pg_query_blocks (query)->len; i++)
    {
      RvPgBlock *block = rv_pg_query_blocks (query)->pdata[i];

      for (guint k = 0; k < block->conditions->len; k++)
        each_condition_in (run, subject, block, g_array_index (block->conditions, RvPgCondition, k).node, see);
      if (block->select != NULL)
        each_condition_in (run, subject, block, block->select->having_clause, see);
    }
}

static const RvTableFacts *
table_of (RvRuleRun *run, const RvColumn *column)
{
  return column != NULL ? rv_facts_table (run->facts, column->table_id) : NULL;
}

/* ---- Q2: OR over different columns --------------------------------------------------------------------- */

/* Whether one index scan answers the arm by itself. */
static gboolean
is_served (RvRuleRun *run, const RvPgPredicate *p)
{
  const RvTableFacts *table = table_of (run, p->column);

  return table != NULL && !p->is_negated && p->comparison != RV_PG_NOT_EQUAL && rv_facts_index_on (table, &p->column->object.id, 1) != NULL;
}

/* Whether the OR is only a filter on rows that an index has found already. */
static gboolean
is_residual (RvRuleRun *run, RvPgBlock *block, const RvPgItem *item)
{
  for (guint i = 0; i < block->conditions->len; i++)
    {
      RvPgPredicate p = rv_pg_predicate (block, g_array_index (block->conditions, RvPgCondition, i).node);

      if (p.found.item == item && (p.comparison == RV_PG_EQUAL || p.comparison == RV_PG_IN) && is_served (run, &p))
        return TRUE;
    }
  return FALSE;
}

typedef struct {
  guint n_columns, n_items, n_unserved;
  const RvColumn *unserved;
  const RvPgItem *item;
} Arms;

static gboolean
see_arm (RvRuleRun *run, RvPgBlock *block, const Node *node, Arms *arms, GHashTable *columns, GHashTable *items)
{
  RvPgPredicate p = rv_pg_predicate (block, node);

  if (node->node_case == NODE (BOOL_EXPR) && node->bool_expr->boolop == PG_QUERY__BOOL_EXPR_TYPE__OR_EXPR)
    {
      for (gsize i = 0; i < node->bool_expr->n_args; i++)
        if (!see_arm (run, block, node->bool_expr->args[i], arms, columns, items))
          return FALSE;
      return TRUE;
    }
  if (p.column == NULL || p.found.block != block || p.value_kind == RV_PG_VALUE_COLUMN || p.comparison == RV_PG_IS_NULL
      || p.comparison == RV_PG_IS_TRUE || p.comparison == RV_PG_IS_FALSE || p.comparison == RV_PG_IS_NOT_NULL)
    return FALSE;
  g_hash_table_add (columns, p.column);
  g_hash_table_add (items, (gpointer) p.found.item);
  arms->item = p.found.item;
  if (!is_served (run, &p))
    {
      arms->n_unserved++;
      arms->unserved = p.column;
    }
  return TRUE;
}

static void
see_or (RvRuleRun *run, gpointer subject, RvPgBlock *block, const Node *node, const RvPgPredicate *p)
{
  g_autoptr (GHashTable) columns = g_hash_table_new (NULL, NULL), items = g_hash_table_new (NULL, NULL);
  Arms arms = { 0 };

  if (p->comparison != RV_PG_ANY_OF || !see_arm (run, block, node, &arms, columns, items) || g_hash_table_size (columns) < 2)
    return;
  if (g_hash_table_size (items) > 1)
    rv_rule_remedy (rv_lint_report (run, subject, node, _("OR over columns of different tables: no index can answer it, the join comes first.")),
                    _("Ask for each table by itself and put the answers together with UNION."));
  else if (arms.n_unserved > 0 && !is_residual (run, block, arms.item))
    rv_rule_remedy (rv_lint_report (run, subject, node, _("OR reads the whole table: “%s” has no index, so none of the others helps."),
                                    arms.unserved->name),
                    _("Create an index that leads with %s: PostgreSQL then combines both (BitmapOr)."), arms.unserved->name);
}

static void
check_or (RvRuleRun *run, gpointer subject)
{
  each_condition (run, subject, see_or);
}

/* ---- Q3: function, cast or arithmetic on a column ------------------------------------------------------------- */

typedef struct {
  RvPgBlock *block;
  RvColumn *column;
  RvPgColumn found;
} Within;

static gboolean
see_within (RvPgBlock *block, const ProtobufCMessage *node, gpointer data)
{
  Within *within = data;

  if (node->descriptor == &pg_query__column_ref__descriptor && within->column == NULL)
    {
      within->found = rv_pg_block_column (block, (const PgQuery__ColumnRef *) node);
      within->column = rv_pg_base_column (within->found);
    }
  return TRUE;
}

/* A cast that changes nothing of the bytes leaves an index usable. */
static gboolean
is_harmless_cast (RvRuleRun *run, RvPgBlock *block, const PgQuery__TypeCast *cast)
{
  const RvTypeFacts *type = rv_lint_type (run, rv_pg_column_of (block, cast->arg, NULL));
  const char *schema, *name;

  if (type == NULL || cast->type_name == NULL || type->is_array)
    return FALSE;
  rv_pg_names (cast->type_name->names, cast->type_name->n_names, &schema, &name);
  if (g_str_equal (name, "text") || g_str_equal (name, "varchar"))
    return type->family == RV_TYPE_TEXT || type->family == RV_TYPE_VARCHAR;
  return g_strcmp0 (type->name, rv_facts_type (run->facts, name)->name) == 0;
}

static gboolean
is_computed (RvRuleRun *run, RvPgBlock *block, const Node *subject)
{
  switch (subject->node_case)
    {
    case NODE (FUNC_CALL):
      return !g_str_equal (rv_lint_function (subject->func_call), "to_tsvector");
    case NODE (COALESCE_EXPR):
      return TRUE;
    case NODE (TYPE_CAST):
      return !is_harmless_cast (run, block, subject->type_cast) && is_computed (run, block, subject->type_cast->arg);
    case NODE (COLUMN_REF):
      return TRUE;
    case NODE (A_EXPR):
      return strchr ("+-*/%|", rv_pg_operator_name (subject->a_expr)[0]) != NULL && rv_pg_operator_name (subject->a_expr)[1] != '>';
    default:
      return FALSE;
    }
}

static gboolean
has_index_on_expression (RvRuleRun *run, RvPgBlock *block, const RvTableFacts *table, const Node *subject)
{
  for (guint i = 0; i < table->indexes->len; i++)
    {
      const RvIndexFacts *index = &g_array_index (table->indexes, RvIndexFacts, i);

      for (guint k = 0; k < index->n; k++)
        {
          const RvIndexColumn *part = index->parts->pdata[k];

          if (part->object.kind == RV_KIND_INDEX_COLUMN && part->expression != NULL
              && rv_same_expression (run->facts, block, subject, table->table, part->expression))
            return TRUE;
        }
    }
  return FALSE;
}

static void
see_computed (RvRuleRun *run, gpointer subject, RvPgBlock *block, const Node *node, const RvPgPredicate *p)
{
  Within within = { .block = block };
  const RvTableFacts *table;
  g_autofree char *text = NULL;
  RvFinding *finding;

  if (p->subject == NULL || p->column != NULL || p->subject->node_case == NODE (COLUMN_REF)
      || !(p->comparison == RV_PG_EQUAL || p->comparison == RV_PG_RANGE || p->comparison == RV_PG_IN || p->comparison == RV_PG_LIKE
           || p->comparison == RV_PG_IS_TRUE)
      || !is_computed (run, block, p->subject) || rv_lint_has_aggregate (run, block, p->subject))
    return;
  rv_pg_block_walk (block, p->subject, see_within, &within);
  table = table_of (run, within.column);
  if (table == NULL || within.found.block != block || has_index_on_expression (run, block, table, p->subject))
    return;
  text = rv_pg_deparse_node (p->subject);
  finding = rv_lint_report (run, subject, node, _("The condition is on %s, not on “%s” itself: an index on the column cannot serve it."),
                            text != NULL ? text : "…", within.column->name);
  rv_rule_remedy (finding, _("Compare the bare column with a range or a computed value, or create an index on the expression."));
  rv_rewrite_range (finding, block, (Node *) node, p);
}

static void
check_computed (RvRuleRun *run, gpointer subject)
{
  each_condition (run, subject, see_computed);
}

/* ---- Q4: leading wildcard ------------------------------------------------------------------------------------------ */

/* The constant that the pattern begins with: also of '%' || $1. */
static const char *
pattern_start (const Node *value)
{
  const char *constant = rv_pg_constant (value);
  const Node *bare = rv_pg_without_casts (value);

  if (constant != NULL || bare == NULL)
    return constant;
  if (bare->node_case == NODE (A_EXPR) && g_str_equal (rv_pg_operator_name (bare->a_expr), "||"))
    return pattern_start (bare->a_expr->lexpr);
  if (bare->node_case == NODE (FUNC_CALL) && g_str_equal (rv_lint_function (bare->func_call), "concat") && bare->func_call->n_args > 0)
    return pattern_start (bare->func_call->args[0]);
  return NULL;
}

static gboolean
is_infix (const RvPgPredicate *p)
{
  const char *start = pattern_start (p->value);

  if (start == NULL)
    return FALSE;
  if (p->comparison == RV_PG_LIKE || p->comparison == RV_PG_ILIKE)
    return start[0] == '%' || start[0] == '_';
  if (p->operator != NULL && g_str_equal (p->operator, "SIMILAR TO"))
    return start[0] == '%' || start[0] == '_';
  return (p->comparison == RV_PG_REGEXP || p->comparison == RV_PG_IREGEXP) && start[0] != '^' && !g_str_has_prefix (start, "\\A")
         && !g_str_has_prefix (start, "(^");
}

static gboolean
has_trigrams (RvRuleRun *run, RvPgBlock *block, const RvTableFacts *table, const RvPgPredicate *p)
{
  for (guint i = 0; table != NULL && i < table->indexes->len; i++)
    {
      const RvIndexFacts *index = &g_array_index (table->indexes, RvIndexFacts, i);

      for (guint k = 0; k < index->n; k++)
        {
          const RvIndexColumn *part = index->parts->pdata[k];

          if (part->object.kind != RV_KIND_INDEX_COLUMN || part->opclass == NULL || strstr (part->opclass, "trgm") == NULL)
            continue;
          if ((p->column != NULL && index->columns[k] == p->column->object.id)
              || (part->expression != NULL && rv_same_expression (run->facts, block, p->subject, table->table, part->expression)))
            return TRUE;
        }
    }
  return FALSE;
}

static void
see_infix (RvRuleRun *run, gpointer subject, RvPgBlock *block, const Node *node, const RvPgPredicate *p)
{
  Within within = { .block = block };

  if (!is_infix (p) || p->subject == NULL)
    return;
  rv_pg_block_walk (block, p->subject, see_within, &within);
  if (has_trigrams (run, block, table_of (run, within.column), p))
    return;
  rv_rule_remedy (rv_lint_report (run, subject, node, _("The pattern '%s' has no fixed beginning: a B-tree index cannot find where to look."),
                                  pattern_start (p->value)),
                  _("Create a trigram index (GIN with gin_trgm_ops of pg_trgm), or use full-text search."));
}

static void
check_infix (RvRuleRun *run, gpointer subject)
{
  each_condition (run, subject, see_infix);
}

/* ---- Q7: NOT IN (SELECT …) ----------------------------------------------------------------------------------------------- */

static const PgQuery__SubLink *
sub_link_of (const Node *node)
{
  while (node->node_case == NODE (BOOL_EXPR) && node->bool_expr->boolop == PG_QUERY__BOOL_EXPR_TYPE__NOT_EXPR)
    node = node->bool_expr->args[0];
  return node->node_case == NODE (SUB_LINK) ? node->sub_link : NULL;
}

static gboolean
excludes_null (RvPgBlock *block, RvColumn *column)
{
  for (guint i = 0; i < block->conditions->len; i++)
    {
      const RvPgCondition *condition = &g_array_index (block->conditions, RvPgCondition, i);
      RvPgPredicate p = rv_pg_predicate (block, condition->node);

      if (condition->outer_join == NULL && p.column == column
          && ((p.comparison == RV_PG_IS_NOT_NULL && !p.is_negated) || (p.comparison == RV_PG_IS_NULL && p.is_negated)
              || ((p.comparison == RV_PG_EQUAL || p.comparison == RV_PG_RANGE || p.comparison == RV_PG_IN) && !p.is_negated)))
        return TRUE;
    }
  return FALSE;
}

/* Whether the rows of @block may hold a null in their only column. */
static gboolean
may_be_null (RvRuleRun *run, RvPgBlock *block)
{
  const PgQuery__SelectStmt *select = block->select;
  const Node *value = select != NULL && select->n_target_list == 1 ? select->target_list[0]->res_target->val : NULL;
  RvPgColumn found = { 0 };
  RvColumn *column = rv_pg_column_of (block, value, &found);
  const RvColumnFacts *facts = column != NULL ? rv_facts_column (run->facts, column->object.id) : NULL;

  if (value != NULL && value->node_case == NODE (A_CONST))
    return value->a_const->isnull;
  if (facts == NULL)
    return TRUE;
  if (found.item != NULL && found.item->is_nullable)
    return !excludes_null (block, column);
  return !column->not_null && !facts->in_primary && !excludes_null (block, column);
}

static void
see_not_in (RvRuleRun *run, gpointer subject, RvPgBlock *block, const Node *node, const RvPgPredicate *p)
{
  const PgQuery__SubLink *link = sub_link_of (node);

  if (link == NULL || p->comparison != RV_PG_IN || !p->is_negated)
    return;
  for (guint i = 0; i < block->inner->len; i++)
    {
      RvPgBlock *inner = block->inner->pdata[i];

      if (inner->sub_link == link && may_be_null (run, inner))
        {
          RvFinding *finding = rv_lint_report (run, subject, node,
                                               _("NOT IN is never true once the subquery gives one null, and cannot become an anti-join."));

          rv_rule_remedy (finding, _("Write NOT EXISTS (SELECT … WHERE inner column = outer column)."));
          rv_rewrite_not_in (run, finding, block, (Node *) node, inner);
        }
    }
}

static void
check_not_in (RvRuleRun *run, gpointer subject)
{
  each_condition (run, subject, see_not_in);
}

/* ---- Q13: implicit cast ------------------------------------------------------------------------------------------------------ */

typedef enum { CLASS_UNKNOWN, CLASS_TEXT, CLASS_CHAR, CLASS_INTEGER, CLASS_NUMERIC, CLASS_FLOAT, CLASS_UUID, CLASS_BOOLEAN } TypeClass;

static TypeClass
class_of_type (const RvTypeFacts *type)
{
  if (type == NULL || type->is_array)
    return CLASS_UNKNOWN;
  switch (type->family)
    {
    case RV_TYPE_TEXT:
    case RV_TYPE_VARCHAR:
      return CLASS_TEXT;
    case RV_TYPE_CHAR:
      return CLASS_CHAR;
    case RV_TYPE_SMALLINT:
    case RV_TYPE_INTEGER:
    case RV_TYPE_BIGINT:
      return CLASS_INTEGER;
    case RV_TYPE_NUMERIC:
      return CLASS_NUMERIC;
    case RV_TYPE_REAL:
    case RV_TYPE_DOUBLE:
      return CLASS_FLOAT;
    case RV_TYPE_UUID:
      return CLASS_UUID;
    case RV_TYPE_BOOLEAN:
      return CLASS_BOOLEAN;
    default:
      return CLASS_UNKNOWN;
    }
}

static TypeClass
class_of (RvRuleRun *run, RvPgBlock *block, const Node *node)
{
  if (node == NULL)
    return CLASS_UNKNOWN;
  if (node->node_case == NODE (A_CONST) && !node->a_const->isnull)
    switch (node->a_const->val_case)
      {
      case PG_QUERY__A__CONST__VAL_IVAL:
        return CLASS_INTEGER;
      case PG_QUERY__A__CONST__VAL_FVAL:
        return CLASS_NUMERIC;
      case PG_QUERY__A__CONST__VAL_BOOLVAL:
        return CLASS_BOOLEAN;
      default:
        return CLASS_UNKNOWN;
      }
  if (node->node_case == NODE (TYPE_CAST) && node->type_cast->type_name != NULL && node->type_cast->type_name->n_array_bounds == 0)
    {
      const char *schema, *name;

      rv_pg_names (node->type_cast->type_name->names, node->type_cast->type_name->n_names, &schema, &name);
      return class_of_type (rv_facts_type (run->facts, name));
    }
  return class_of_type (rv_lint_type (run, rv_pg_column_of (block, node, NULL)));
}

/* Whether a column of class @column has to be cast to be compared with @value; @fails: there is no such operator. */
static gboolean
is_cast (TypeClass column, TypeClass value, gboolean value_is_column, gboolean *fails)
{
  gboolean is_text = column == CLASS_TEXT || column == CLASS_CHAR, is_text_value = value == CLASS_TEXT || value == CLASS_CHAR;

  *fails = FALSE;
  if (column == CLASS_UNKNOWN || value == CLASS_UNKNOWN || column == value)
    return FALSE;
  if (is_text && is_text_value)
    return column == CLASS_CHAR || value_is_column;
  *fails = is_text != is_text_value || column == CLASS_UUID || value == CLASS_UUID || column == CLASS_BOOLEAN || value == CLASS_BOOLEAN;
  return *fails || column < value || value_is_column;
}

static void
see_cast (RvRuleRun *run, gpointer subject, RvPgBlock *block, const Node *node, const RvPgPredicate *p)
{
  gboolean fails, is_column = p->value_kind == RV_PG_VALUE_COLUMN;
  const Node *value = p->value;

  if (p->column == NULL || !(p->comparison == RV_PG_EQUAL || p->comparison == RV_PG_RANGE || p->comparison == RV_PG_NOT_EQUAL || p->comparison == RV_PG_IN))
    return;
  if (p->comparison == RV_PG_IN && value != NULL && value->node_case == NODE (LIST) && value->list->n_items > 0)
    value = value->list->items[0];
  if (!is_cast (class_of_type (rv_lint_type (run, p->column)), class_of (run, block, value), is_column, &fails))
    return;
  if (fails)
    rv_rule_remedy (rv_lint_report (run, subject, node, _("“%s” (%s) is compared with a value of another type: PostgreSQL has no such operator."),
                                    p->column->name, p->column->type),
                    _("Give the value the column's type."));
  else
    rv_rule_remedy (rv_lint_report (run, subject, node, _("“%s” (%s) has to be cast for the comparison: its index cannot serve it."), p->column->name,
                                    p->column->type),
                    _("Cast the value to the column's type, or give both columns the same type."));
}

static void
check_cast (RvRuleRun *run, gpointer subject)
{
  each_condition (run, subject, see_cast);
}

/* ---- Q18: = NULL ------------------------------------------------------------------------------------------------------------------- */

static gboolean
is_null (const Node *node)
{
  const Node *bare = rv_pg_without_casts (node);

  return bare != NULL && bare->node_case == NODE (A_CONST) && bare->a_const->isnull;
}

typedef struct {
  RvRuleRun *run;
  gpointer subject;
} Lint;

static gboolean
has_null_item (const Node *list)
{
  for (gsize i = 0; list != NULL && list->node_case == NODE (LIST) && i < list->list->n_items; i++)
    if (is_null (list->list->items[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_comparison (const PgQuery__AExpr *e)
{
  const char *name = rv_pg_operator_name (e);

  return e->kind == PG_QUERY__A__EXPR__KIND__AEXPR_OP && (g_str_equal (name, "=") || strchr ("<>", name[0]) != NULL) && strlen (name) <= 2;
}

static gboolean
see_null (RvPgBlock *block, const ProtobufCMessage *node, gpointer data)
{
  PgQuery__AExpr *e = (PgQuery__AExpr *) node;
  Lint *lint = data;

  if (node->descriptor != &pg_query__a__expr__descriptor)
    return TRUE;
  if (is_comparison (e) && (is_null (e->lexpr) || is_null (e->rexpr)))
    {
      const char *operator = rv_pg_operator_name (e);
      RvFinding *finding = rv_lint_report (lint->run, lint->subject, node, _("A comparison with NULL is never true: use IS NULL or IS NOT NULL."));

      if (g_str_equal (operator, "=") || g_str_equal (operator, "<>"))
        rv_rewrite_null (finding, block, e, is_null (e->rexpr) ? e->lexpr : e->rexpr, operator[0] == '=');
    }
  else if (e->kind == PG_QUERY__A__EXPR__KIND__AEXPR_IN && has_null_item (e->rexpr))
    rv_lint_report (lint->run, lint->subject, node, _("NULL in the list of IN matches nothing, and makes NOT IN match nothing at all."));
  return TRUE;
}

static void
check_null (RvRuleRun *run, gpointer subject)
{
  RvPgQuery *query = rv_lint_query (run, subject);
  Lint lint = { run, subject };

  for (guint i = 0; query != NULL && i < rv_pg_query_blocks (query)->len; i++)
    rv_pg_block_walk (rv_pg_query_blocks (query)->pdata[i], NULL, see_null, &lint);
}

/* ---- Q26: BETWEEN on timestamps ---------------------------------------------------------------------------------------------------- */

static void
see_between (RvRuleRun *run, gpointer subject, RvPgBlock *block, const Node *node, const RvPgPredicate *p)
{
  const RvTypeFacts *type = rv_lint_type (run, p->column);
  RvFinding *finding;

  if (p->operator == NULL || !g_str_equal (p->operator, "BETWEEN") || type == NULL || type->is_array
      || (type->family != RV_TYPE_TIMESTAMP && type->family != RV_TYPE_TIMESTAMPTZ))
    return;
  finding = rv_lint_report (run, subject, node, _("BETWEEN includes its upper end: rows at that very moment count twice, or the rest of the last day is lost."));
  rv_rule_remedy (finding, _("Write “%s” >= start AND “%s” < the start of what follows."), p->column->name, p->column->name);
}

static void
check_between (RvRuleRun *run, gpointer subject)
{
  each_condition (run, subject, see_between);
}

/* ---- Q29: long lists ------------------------------------------------------------------------------------------------------------------ */

static void
see_list (RvRuleRun *run, gpointer subject, RvPgBlock *block, const Node *node, const RvPgPredicate *p)
{
  gsize n = p->comparison == RV_PG_IN && p->value != NULL && p->value->node_case == NODE (LIST) ? p->value->list->n_items : 0;

  if ((double) n > rv_rule_number (run, "most"))
    rv_rule_remedy (rv_lint_report (run, subject, node, _("IN lists %u values: each length is another statement to parse and plan."), (guint) n),
                    _("Pass one array: = ANY ($1), or join unnest ($1)."));
}

static void
check_list (RvRuleRun *run, gpointer subject)
{
  each_condition (run, subject, see_list);
}

const RvRule rv_rules_conditions[] = {
  { RV_LINT_RULE ("Q2", WARNING, N_("OR over columns of which one has no index"),
                  N_("PostgreSQL answers OR over several indexed columns of one table by combining their indexes. If one arm has no index, or the "
                  "arms are columns of different tables, everything is read."), check_or) },
  { RV_LINT_RULE ("Q3", WARNING, N_("Condition on a computed column"),
                  N_("An index holds the values of the column, not those of a function, a cast or a sum of it. The condition has to be on the "
                  "bare column, or the index on the very same expression."), check_computed),
    .fix = rv_lint_fix, .fix_label = RV_LINT_FIX_LABEL },
  { RV_LINT_RULE ("Q4", WARNING, N_("Search without a fixed beginning"),
                  N_("A B-tree index is ordered from the first character on: a pattern that may begin with anything reads every row. Trigram "
                  "indexes can serve it."), check_infix) },
  { RV_LINT_RULE ("Q7", WARNING, N_("NOT IN with a subquery that may give null"),
                  N_("x NOT IN (…, NULL) is never true: one null in the subquery empties the result without an error. NOT EXISTS means what was "
                  "meant and can be planned as an anti-join."), check_not_in),
    .fix = rv_lint_fix, .fix_label = RV_LINT_FIX_LABEL },
  { RV_LINT_RULE ("Q13", WARNING, N_("Comparison of different types"),
                  N_("Where column and value differ in type, PostgreSQL casts the lower one; if that is the column, its index is of no use, and between "
                  "text and numbers there is no comparison at all."), check_cast) },
  { RV_LINT_RULE ("Q18", ERROR, N_("Comparison with NULL"),
                  N_("Nothing equals NULL and nothing differs from it: the condition is unknown for every row."), check_null),
    .fix = rv_lint_fix, .fix_label = RV_LINT_FIX_LABEL },
  { RV_LINT_RULE ("Q26", WARNING, N_("BETWEEN on timestamps"),
                  N_("A period of time has a beginning that belongs to it and an end that does not. BETWEEN includes both."), check_between) },
  { RV_LINT_RULE ("Q29", INFO, N_("Long list of values"),
                  N_("A list in the text makes a new statement for every length, and long ones cost more to parse and plan than to run."), check_list),
    .options = RV_OPTIONS ({ "most", RV_OPTION_NUMBER, "50", N_("Values at most") }) },
  { NULL },
};
