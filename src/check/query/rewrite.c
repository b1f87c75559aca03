/* Better forms of a query, by changing its tree for the moment of writing it. */
#include "check/query/rewrite.h"

#include <string.h>

#include "sql/postgresql/deparse.h"
#include "sql/postgresql/parse.h"

/* The condition @text as a node; *owner keeps it. */
static Node *
parse_condition (const char *text, RvPgTree *owner)
{
  g_autofree char *select = g_strconcat ("SELECT 1 WHERE ", text, NULL);

  if (rv_pg_weight (select) > RV_PG_HEAVY)
    return NULL;
  rv_pg_parse (select, owner);
  return owner->tree != NULL ? owner->tree->stmts[0]->stmt->select_stmt->where_clause : NULL;
}

void
rv_rewrite_condition (RvFinding *finding, RvPgBlock *block, Node *place, const char *format, ...)
{
  g_autofree char *text = NULL;
  g_auto (RvPgTree) tree = { 0 };
  Node saved = *place, *condition;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if ((condition = parse_condition (text, &tree)) == NULL)
    return;
  *place = *condition;
  rv_lint_rewrite (finding, block);
  *place = saved;
}

/* ---- ranges ---------------------------------------------------------------------------------------------- */

/* The field or unit that the first argument names: 'year'. */
static const char *
unit_of (const PgQuery__FuncCall *call)
{
  return call->n_args == 2 ? rv_pg_constant (call->args[0]) : NULL;
}

static gboolean
whole_number (const Node *node, int *number)
{
  const Node *bare = rv_pg_without_casts (node);

  if (bare == NULL || bare->node_case != NODE (A_CONST) || bare->a_const->isnull || bare->a_const->val_case != PG_QUERY__A__CONST__VAL_IVAL)
    return FALSE;
  *number = bare->a_const->ival->ival;
  return TRUE;
}

/* The column of a timestamp of which @subject is the date. */
static const Node *
dated (const Node *subject)
{
  const char *schema, *name;

  if (subject->node_case == NODE (FUNC_CALL) && g_str_equal (rv_lint_function (subject->func_call), "date") && subject->func_call->n_args == 1)
    return subject->func_call->args[0];
  if (subject->node_case != NODE (TYPE_CAST) || subject->type_cast->type_name == NULL)
    return NULL;
  rv_pg_names (subject->type_cast->type_name->names, subject->type_cast->type_name->n_names, &schema, &name);
  return g_str_equal (name, "date") ? subject->type_cast->arg : NULL;
}

static void
rewrite_date (RvFinding *finding, RvPgBlock *block, Node *place, const Node *column, const RvPgPredicate *p)
{
  g_autofree char *c = rv_pg_deparse_node (column), *v = rv_pg_deparse_node (p->value);

  if (c != NULL && v != NULL && p->comparison == RV_PG_EQUAL)
    rv_rewrite_condition (finding, block, place, "%s >= (%s)::date AND %s < (%s)::date + 1", c, v, c, v);
}

/* Whether @value stands at the beginning of a @unit: else nothing equals it, and a range would find something. */
static gboolean
is_truncated (const Node *value, const char *unit)
{
  static const struct {
    const char *unit, *end;
  } ends[] = { { "year", "-01-01" }, { "month", "-01" }, { "day", "" } };
  const Node *bare = rv_pg_without_casts (value);
  const char *constant = rv_pg_constant (value);

  if (bare != NULL && bare->node_case == NODE (FUNC_CALL) && g_str_equal (rv_lint_function (bare->func_call), "date_trunc"))
    return g_strcmp0 (unit_of (bare->func_call), unit) == 0;
  for (guint i = 0; constant != NULL && i < G_N_ELEMENTS (ends); i++)
    if (g_str_equal (unit, ends[i].unit))
      return strlen (constant) == strlen ("2024-01-01") && strspn (constant, "0123456789-") == strlen (constant)
             && g_str_has_suffix (constant, ends[i].end);
  return FALSE;
}

static void
rewrite_truncated (RvFinding *finding, RvPgBlock *block, Node *place, const PgQuery__FuncCall *call, const RvPgPredicate *p)
{
  g_autofree char *c = rv_pg_deparse_node (call->args[1]), *v = rv_pg_deparse_node (p->value);

  if (c == NULL || v == NULL || p->comparison != RV_PG_EQUAL || unit_of (call) == NULL || !is_truncated (p->value, unit_of (call)))
    return;
  if (rv_pg_constant (p->value) != NULL)
    rv_rewrite_condition (finding, block, place, "%s >= %s AND %s < %s::date + interval '1 %s'", c, v, c, v, unit_of (call));
  else
    rv_rewrite_condition (finding, block, place, "%s >= %s AND %s < %s + interval '1 %s'", c, v, c, v, unit_of (call));
}

static void
rewrite_year (RvFinding *finding, RvPgBlock *block, Node *place, const Node *column, const RvPgPredicate *p)
{
  g_autofree char *c = rv_pg_deparse_node (column);
  int year;

  if (c != NULL && p->comparison == RV_PG_EQUAL && whole_number (p->value, &year) && year > 0 && year < 9999)
    rv_rewrite_condition (finding, block, place, "%s >= '%04d-01-01' AND %s < '%04d-01-01'", c, year, c, year + 1);
}

/* column + 1 = value is column = value - 1. Only with whole numbers: nothing is rounded. */
static void
rewrite_sum (RvFinding *finding, RvPgBlock *block, Node *place, const PgQuery__AExpr *sum, const RvPgPredicate *p)
{
  const char *operator = rv_pg_operator_name (sum);
  g_autofree char *c = NULL, *v = NULL;
  int number, ignored;

  if (p->operator == NULL || strlen (operator) != 1 || strchr ("+-", operator[0]) == NULL || !whole_number (sum->rexpr, &number)
      || !whole_number (p->value, &ignored) || rv_pg_column_of (block, sum->lexpr, NULL) == NULL)
    return;
  c = rv_pg_deparse_node (sum->lexpr);
  v = rv_pg_deparse_node (p->value);
  if (c != NULL && v != NULL && (p->comparison == RV_PG_EQUAL || p->comparison == RV_PG_RANGE) && p->value2 == NULL)
    rv_rewrite_condition (finding, block, place, "%s %s %s %s %d", c, p->operator, v, operator[0] == '+' ? "-" : "+", number);
}

void
rv_rewrite_range (RvFinding *finding, RvPgBlock *block, Node *place, const RvPgPredicate *p)
{
  const PgQuery__FuncCall *call = p->subject->node_case == NODE (FUNC_CALL) ? p->subject->func_call : NULL;
  const char *name = call != NULL ? rv_lint_function (call) : "";

  if (p->is_negated || p->value_kind == RV_PG_VALUE_COLUMN || p->value_kind == RV_PG_VALUE_SUBQUERY)
    return;
  if (dated (p->subject) != NULL)
    rewrite_date (finding, block, place, dated (p->subject), p);
  else if (g_str_equal (name, "date_trunc") && call->n_args == 2)
    rewrite_truncated (finding, block, place, call, p);
  else if ((g_str_equal (name, "date_part") || g_str_equal (name, "extract")) && g_strcmp0 (unit_of (call), "year") == 0)
    rewrite_year (finding, block, place, call->args[1], p);
  else if (g_str_equal (name, "year") && call->n_args == 1)
    rewrite_year (finding, block, place, call->args[0], p);
  else if (p->subject->node_case == NODE (A_EXPR))
    rewrite_sum (finding, block, place, p->subject->a_expr, p);
}

/* ---- NOT IN --------------------------------------------------------------------------------------------------- */

static char *
qualified (RvPgBlock *block, const Node *node, RvColumn **column, const char **item)
{
  RvPgColumn found = { 0 };
  g_autofree char *quoted_item = NULL, *quoted = NULL;

  *column = rv_pg_column_of (block, node, &found);
  if (*column == NULL || found.item == NULL || found.item->name[0] == '\0' || found.column == NULL)
    return NULL;
  *item = found.item->name;
  quoted_item = rv_postgresql.quote (found.item->name);
  quoted = rv_postgresql.quote (rv_record_name (found.column));
  return g_strconcat (quoted_item, ".", quoted, NULL);
}

static gboolean
is_simple (const PgQuery__SelectStmt *s)
{
  return s != NULL && s->larg == NULL && s->n_target_list == 1 && s->n_group_clause == 0 && s->having_clause == NULL && s->limit_count == NULL
         && s->limit_offset == NULL && s->n_values_lists == 0 && s->with_clause == NULL;
}

void
rv_rewrite_not_in (RvRuleRun *run, RvFinding *finding, RvPgBlock *block, Node *place, RvPgBlock *inner)
{
  PgQuery__SelectStmt *select = (PgQuery__SelectStmt *) inner->select;
  PgQuery__SubLink *link = (PgQuery__SubLink *) inner->sub_link;
  RvColumn *outer_column, *inner_column;
  const char *outer_item = "", *inner_item = "";
  g_autofree char *outer_name = NULL, *inner_name = NULL, *where = NULL, *text = NULL;
  g_auto (RvPgTree) tree = { 0 };
  PgQuery__SelectStmt saved;
  PgQuery__SubLink saved_link = *link;
  Node *condition;

  if (!is_simple (select) || rv_lint_is_aggregated (run, inner))
    return;
  outer_name = qualified (block, link->testexpr, &outer_column, &outer_item);
  inner_name = qualified (inner, select->target_list[0]->res_target->val, &inner_column, &inner_item);
  if (outer_name == NULL || inner_name == NULL || g_str_equal (outer_item, inner_item) || !outer_column->not_null)
    return;
  where = select->where_clause != NULL ? rv_pg_deparse_node (select->where_clause) : g_strdup ("true");
  text = g_strdup_printf (select->where_clause != NULL ? "(%3$s) AND %1$s = %2$s" : "%1$s = %2$s", inner_name, outer_name, where);
  if (where == NULL || (condition = parse_condition (text, &tree)) == NULL)
    return;
  saved = *select;
  select->where_clause = condition;
  select->n_distinct_clause = 0;
  select->target_list = tree.tree->stmts[0]->stmt->select_stmt->target_list;
  link->sub_link_type = PG_QUERY__SUB_LINK_TYPE__EXISTS_SUBLINK;
  link->testexpr = NULL;
  rv_lint_rewrite (finding, block);
  *select = saved;
  *link = saved_link;
}

/* ---- NULL ---------------------------------------------------------------------------------------------------------- */

static Node *
find_place (Node *node, const PgQuery__AExpr *e)
{
  Node *found = NULL;

  if (node == NULL)
    return NULL;
  if (node->node_case == NODE (A_EXPR) && node->a_expr == e)
    return node;
  if (node->node_case == NODE (BOOL_EXPR))
    for (gsize i = 0; i < node->bool_expr->n_args && found == NULL; i++)
      found = find_place (node->bool_expr->args[i], e);
  return found;
}

void
rv_rewrite_null (RvFinding *finding, RvPgBlock *block, const PgQuery__AExpr *e, const Node *side, gboolean is_null)
{
  g_autofree char *text = rv_pg_deparse_node (side);
  Node *place = NULL;

  for (guint i = 0; i < block->conditions->len && place == NULL; i++)
    place = find_place ((Node *) g_array_index (block->conditions, RvPgCondition, i).node, e);
  if (place != NULL && text != NULL)
    rv_rewrite_condition (finding, block, place, "(%s) %s", text, is_null ? "IS NULL" : "IS NOT NULL");
}

/* ---- pages ------------------------------------------------------------------------------------------------------------ */

/* What a page is sorted by, all one way; with the primary key at the end, which makes it one order. */
typedef struct {
  GString *keys, *parameters;
  gboolean is_descending;
  guint n;
} PageOrder;

static gboolean
is_key_sorted (RvPgBlock *block, RvId column)
{
  for (gsize i = 0; i < block->select->n_sort_clause; i++)
    {
      RvColumn *sorted = rv_pg_column_of (block, block->select->sort_clause[i]->sort_by->node, NULL);

      if (sorted != NULL && sorted->object.id == column)
        return TRUE;
    }
  return FALSE;
}

static void
add_page_key (PageOrder *order, guint first_parameter, const char *text)
{
  g_string_append_printf (order->keys, "%s%s", order->n > 0 ? ", " : "", text);
  g_string_append_printf (order->parameters, "%s$%u", order->n > 0 ? ", " : "", first_parameter + order->n);
  order->n++;
}

static guint
last_parameter (const char *text)
{
  guint last = 0;

  for (const char *p = strchr (text, '$'); p != NULL; p = strchr (p + 1, '$'))
    last = MAX (last, (guint) g_ascii_strtoull (p + 1, NULL, 10));
  return last;
}

static gboolean
collect_order (RvRuleRun *run, RvPgBlock *block, PageOrder *order, guint first)
{
  const PgQuery__SelectStmt *select = block->select;
  const RvPgItem *item = block->items->pdata[0];
  const RvTableFacts *table = rv_lint_table (run, item);

  if (table == NULL || table->primary == NULL || select->n_sort_clause == 0)
    return FALSE;
  for (gsize i = 0; i < select->n_sort_clause; i++)
    {
      const PgQuery__SortBy *by = select->sort_clause[i]->sort_by;
      gboolean is_descending = by->sortby_dir == PG_QUERY__SORT_BY_DIR__SORTBY_DESC;
      RvColumn *column = rv_pg_column_of (block, by->node, NULL);
      const RvColumnFacts *facts = column != NULL ? rv_facts_column (run->facts, column->object.id) : NULL;
      g_autofree char *text = rv_pg_deparse_node (by->node);

      /* A row comparison goes one way, and stops at nulls. */
      if (facts == NULL || text == NULL || (i > 0 && is_descending != order->is_descending) || !(column->not_null || facts->in_primary))
        return FALSE;
      order->is_descending = is_descending;
      add_page_key (order, first, text);
    }
  for (guint i = 0; i < table->primary->n; i++)
    if (!is_key_sorted (block, table->primary->columns[i]))
      {
        g_autofree char *quoted = rv_postgresql.quote (rv_record_name (rv_model_get (run->model, table->primary->columns[i])));
        g_autofree char *of = rv_postgresql.quote (item->name);
        g_autofree char *text = block->items->len > 1 ? g_strconcat (of, ".", quoted, NULL) : g_strdup (quoted);

        add_page_key (order, first, text);
      }
  return TRUE;
}

static char *
page_select (RvPgBlock *block, const PageOrder *order)
{
  const PgQuery__SelectStmt *select = block->select;
  g_autofree char *where = select->where_clause != NULL ? rv_pg_deparse_node (select->where_clause) : NULL;
  g_auto (GStrv) keys = g_strsplit (order->keys->str, ", ", -1);
  g_autoptr (GString) text = g_string_new ("SELECT 1 WHERE ");

  if (select->where_clause != NULL && where == NULL)
    return NULL;
  if (where != NULL)
    g_string_append_printf (text, "(%s) AND ", where);
  g_string_append_printf (text, order->n > 1 ? "(%s) %s (%s) ORDER BY " : "%s %s %s ORDER BY ", order->keys->str, order->is_descending ? "<" : ">",
                          order->parameters->str);
  for (guint i = 0; keys[i] != NULL; i++)
    g_string_append_printf (text, "%s%s%s", i > 0 ? ", " : "", keys[i], order->is_descending ? " DESC" : "");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
rv_rewrite_page (RvRuleRun *run, RvFinding *finding, RvPgBlock *block)
{
  PgQuery__SelectStmt *select = (PgQuery__SelectStmt *) block->select;
  PageOrder order = { g_string_new (NULL), g_string_new (NULL), FALSE, 0 };
  g_autofree char *text = NULL;
  g_auto (RvPgTree) tree = { 0 };
  PgQuery__SelectStmt saved = *select;

  if (select->n_group_clause == 0 && select->n_distinct_clause == 0 && block->items->len > 0
      && collect_order (run, block, &order, last_parameter (rv_pg_query_text (block->query)) + 1))
    text = page_select (block, &order);
  if (text != NULL)
    {
      rv_pg_parse (text, &tree);
      if (tree.tree != NULL)
        {
          PgQuery__SelectStmt *page = tree.tree->stmts[0]->stmt->select_stmt;

          select->limit_offset = NULL;
          select->where_clause = page->where_clause;
          select->sort_clause = page->sort_clause;
          select->n_sort_clause = page->n_sort_clause;
          rv_lint_rewrite (finding, block);
          *select = saved;
        }
    }
  g_string_free (order.keys, TRUE);
  g_string_free (order.parameters, TRUE);
}

void
rv_rewrite_all (RvFinding *finding, RvPgBlock *block)
{
  PgQuery__SelectStmt *select = (PgQuery__SelectStmt *) block->select;

  select->all = TRUE;
  rv_lint_rewrite (finding, block);
  select->all = FALSE;
}
