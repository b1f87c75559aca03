/* One condition at a time: which side is the subject, and what the other needs to be known. */
#include "sql/postgresql/predicate.h"

#include "sql/postgresql/parse.h"
#include "sql/postgresql/tree.h"

static const struct {
  const char *operator;
  RvPgComparison comparison;
  gboolean is_negated;
  const char *flipped;      /* (nullable): the operator seen from the other side */
} operators[] = {
  { "=", RV_PG_EQUAL, FALSE, "=" },
  { "<>", RV_PG_NOT_EQUAL, FALSE, "<>" },
  { "<", RV_PG_RANGE, FALSE, ">" },
  { "<=", RV_PG_RANGE, FALSE, ">=" },
  { ">", RV_PG_RANGE, FALSE, "<" },
  { ">=", RV_PG_RANGE, FALSE, "<=" },
  { "~~", RV_PG_LIKE, FALSE, NULL },
  { "!~~", RV_PG_LIKE, TRUE, NULL },
  { "~~*", RV_PG_ILIKE, FALSE, NULL },
  { "!~~*", RV_PG_ILIKE, TRUE, NULL },
  { "~", RV_PG_REGEXP, FALSE, NULL },
  { "!~", RV_PG_REGEXP, TRUE, NULL },
  { "~*", RV_PG_IREGEXP, FALSE, NULL },
  { "!~*", RV_PG_IREGEXP, TRUE, NULL },
  { "@>", RV_PG_CONTAINS, FALSE, "<@" },
  { "<@", RV_PG_CONTAINED, FALSE, "@>" },
  { "&&", RV_PG_OVERLAPS, FALSE, "&&" },
  { "?", RV_PG_HAS_KEY, FALSE, NULL },
  { "?|", RV_PG_HAS_KEY, FALSE, NULL },
  { "?&", RV_PG_HAS_KEY, FALSE, NULL },
  { "@@", RV_PG_MATCH, FALSE, "@@" },
  { "@?", RV_PG_MATCH, FALSE, NULL },
};

const Node *
rv_pg_without_casts (const Node *node)
{
  while (node != NULL && node->node_case == NODE (TYPE_CAST))
    node = node->type_cast->arg;
  return node;
}

const char *
rv_pg_constant (const Node *node)
{
  return rv_pg_string (rv_pg_without_casts (node));
}

const char *
rv_pg_operator_name (const PgQuery__AExpr *expression)
{
  const char *name = expression->n_name > 0 ? rv_pg_string (expression->name[expression->n_name - 1]) : NULL;

  return name != NULL ? name : "";
}

/* ---- values ------------------------------------------------------------------------------------ */

typedef struct {
  RvPgBlock *block;
  gboolean has_column, has_parameter, has_subquery;
} Needs;

static void
see_needs (const ProtobufCMessage *message, gpointer data)
{
  Needs *needs = data;

  if (message->descriptor == &pg_query__column_ref__descriptor)
    {
      RvPgColumn found = rv_pg_block_column (needs->block, (const PgQuery__ColumnRef *) message);

      /* A name that nothing here has is a parameter of the function around it. */
      needs->has_column |= found.state != RV_PG_COLUMN_MISSING;
      needs->has_parameter |= found.state == RV_PG_COLUMN_MISSING;
    }
  else if (message->descriptor == &pg_query__param_ref__descriptor)
    needs->has_parameter = TRUE;
  else if (message->descriptor == &pg_query__sub_link__descriptor)
    needs->has_subquery = TRUE;
  else
    rv_pg_each_child (message, see_needs, needs);
}

static Needs
needs_of (RvPgBlock *block, const Node *node)
{
  Needs needs = { .block = block };

  if (rv_pg_unwrap (node) != NULL)
    see_needs (rv_pg_unwrap (node), &needs);
  return needs;
}

RvPgValueKind
rv_pg_value_kind (RvPgBlock *block, const Node *node)
{
  const Node *bare = rv_pg_without_casts (node);
  Needs needs = needs_of (block, node);

  if (bare == NULL)
    return RV_PG_VALUE_NONE;
  if (needs.has_subquery)
    return RV_PG_VALUE_SUBQUERY;
  if (needs.has_column)
    return RV_PG_VALUE_COLUMN;
  if (bare->node_case == NODE (A_CONST))
    return RV_PG_VALUE_CONSTANT;
  if (bare->node_case == NODE (PARAM_REF) || bare->node_case == NODE (COLUMN_REF))
    return RV_PG_VALUE_PARAMETER;
  if (bare->node_case == NODE (LIST) || bare->node_case == NODE (A_ARRAY_EXPR))
    return RV_PG_VALUE_LIST;
  return RV_PG_VALUE_EXPRESSION;
}

/* ---- sides --------------------------------------------------------------------------------------- */

static void
set_subject (RvPgPredicate *p, RvPgBlock *block, const Node *node)
{
  p->subject = node;
  p->found = (RvPgColumn) { 0 };
  p->column = rv_pg_column_of (block, node, &p->found);
}

static const char *
flipped (const char *operator)
{
  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    if (g_str_equal (operators[i].operator, operator))
      return operators[i].flipped;
  return NULL;
}

static void
set_operator (RvPgPredicate *p, const char *operator)
{
  p->operator = operator;
  p->comparison = RV_PG_OTHER;
  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    if (g_str_equal (operators[i].operator, operator))
      {
        p->comparison = operators[i].comparison;
        p->is_negated |= operators[i].is_negated;
      }
}

/* How well a side does as the subject: a column, an expression over columns, or neither. */
static int
rank (RvPgBlock *block, const Node *node)
{
  if (node == NULL)
    return 0;
  if (rv_pg_column_of (block, node, NULL) != NULL)
    return 3;
  return needs_of (block, node).has_column ? 2 : 1;
}

static void
set_sides (RvPgPredicate *p, RvPgBlock *block, const Node *left, const Node *right, const char *operator)
{
  gboolean swap = rank (block, right) > rank (block, left) && flipped (operator) != NULL;

  set_operator (p, swap ? flipped (operator) : operator);
  set_subject (p, block, swap ? right : left);
  p->value = swap ? left : right;
  p->value_kind = rv_pg_value_kind (block, p->value);
}

gboolean
rv_pg_predicate_flip (RvPgBlock *block, RvPgPredicate *p)
{
  const char *operator = p->operator != NULL ? flipped (p->operator) : NULL;
  const Node *value = p->subject;

  if (p->value == NULL || operator == NULL || p->value_kind != RV_PG_VALUE_COLUMN)
    return FALSE;
  set_operator (p, operator);
  set_subject (p, block, p->value);
  p->value = value;
  p->value_kind = rv_pg_value_kind (block, value);
  return TRUE;
}

/* ---- conditions ------------------------------------------------------------------------------------ */

/* The element of the array on the right of = ANY, for the value's kind. */
static void
set_in (RvPgPredicate *p, RvPgBlock *block, const Node *left, const Node *right)
{
  set_subject (p, block, left);
  p->comparison = RV_PG_IN;
  p->operator = "=";
  p->value = right;
  p->value_kind = rv_pg_value_kind (block, right);
}

static void
set_between (RvPgPredicate *p, RvPgBlock *block, const PgQuery__AExpr *e, gboolean is_negated)
{
  const PgQuery__List *ends = e->rexpr != NULL && e->rexpr->node_case == NODE (LIST) ? e->rexpr->list : NULL;

  set_subject (p, block, e->lexpr);
  p->comparison = RV_PG_RANGE;
  p->operator = "BETWEEN";
  p->is_negated ^= is_negated;
  if (ends == NULL || ends->n_items != 2)
    return;
  p->value = ends->items[0];
  p->value2 = ends->items[1];
  p->value_kind = MAX (rv_pg_value_kind (block, p->value), rv_pg_value_kind (block, p->value2));
}

static void
set_expression (RvPgPredicate *p, RvPgBlock *block, const PgQuery__AExpr *e)
{
  const char *name = rv_pg_operator_name (e);

  switch (e->kind)
    {
    case PG_QUERY__A__EXPR__KIND__AEXPR_IN:
      p->is_negated ^= g_str_equal (name, "<>");
      set_in (p, block, e->lexpr, e->rexpr);
      break;
    case PG_QUERY__A__EXPR__KIND__AEXPR_OP_ANY:
      if (g_str_equal (name, "="))
        set_in (p, block, e->lexpr, e->rexpr);
      else
        set_subject (p, block, e->lexpr);
      break;
    case PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN:
    case PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN_SYM:
      set_between (p, block, e, FALSE);
      break;
    case PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN:
    case PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN_SYM:
      set_between (p, block, e, TRUE);
      break;
    case PG_QUERY__A__EXPR__KIND__AEXPR_SIMILAR:
      set_subject (p, block, e->lexpr);
      p->comparison = RV_PG_REGEXP;
      p->operator = "SIMILAR TO";
      p->is_negated ^= name[0] == '!';
      p->value = e->rexpr;
      p->value_kind = rv_pg_value_kind (block, e->rexpr);
      break;
    case PG_QUERY__A__EXPR__KIND__AEXPR_OP:
    case PG_QUERY__A__EXPR__KIND__AEXPR_LIKE:
    case PG_QUERY__A__EXPR__KIND__AEXPR_ILIKE:
      set_sides (p, block, e->lexpr, e->rexpr, name);
      break;
    default:
      set_subject (p, block, e->lexpr);
    }
}

static void
set_sub_link (RvPgPredicate *p, RvPgBlock *block, const PgQuery__SubLink *link)
{
  if (link->sub_link_type == PG_QUERY__SUB_LINK_TYPE__EXISTS_SUBLINK)
    p->comparison = RV_PG_EXISTS;
  else if (link->sub_link_type == PG_QUERY__SUB_LINK_TYPE__ANY_SUBLINK)
    {
      set_subject (p, block, link->testexpr);
      p->comparison = RV_PG_IN;
      p->operator = "=";
      p->value_kind = RV_PG_VALUE_SUBQUERY;
    }
}

static void
set_boolean_test (RvPgPredicate *p, RvPgBlock *block, const PgQuery__BooleanTest *test)
{
  set_subject (p, block, test->arg);
  if (test->booltesttype == PG_QUERY__BOOL_TEST_TYPE__IS_TRUE)
    p->comparison = RV_PG_IS_TRUE;
  else if (test->booltesttype == PG_QUERY__BOOL_TEST_TYPE__IS_FALSE)
    p->comparison = RV_PG_IS_FALSE;
}

static void understand (RvPgPredicate *p, RvPgBlock *block, const Node *node);

static void
set_boolean (RvPgPredicate *p, RvPgBlock *block, const PgQuery__BoolExpr *e)
{
  if (e->boolop == PG_QUERY__BOOL_EXPR_TYPE__OR_EXPR)
    p->comparison = RV_PG_ANY_OF;
  else if (e->boolop == PG_QUERY__BOOL_EXPR_TYPE__NOT_EXPR && e->n_args == 1)
    {
      understand (p, block, e->args[0]);
      p->is_negated = !p->is_negated;
    }
}

static void
understand (RvPgPredicate *p, RvPgBlock *block, const Node *node)
{
  switch (node != NULL ? (int) node->node_case : -1)
    {
    case NODE (A_EXPR):
      set_expression (p, block, node->a_expr);
      break;
    case NODE (NULL_TEST):
      set_subject (p, block, node->null_test->arg);
      p->comparison = node->null_test->nulltesttype == PG_QUERY__NULL_TEST_TYPE__IS_NULL ? RV_PG_IS_NULL : RV_PG_IS_NOT_NULL;
      break;
    case NODE (BOOLEAN_TEST):
      set_boolean_test (p, block, node->boolean_test);
      break;
    case NODE (SUB_LINK):
      set_sub_link (p, block, node->sub_link);
      break;
    case NODE (BOOL_EXPR):
      set_boolean (p, block, node->bool_expr);
      break;
    case NODE (COLUMN_REF):
      set_subject (p, block, node);
      p->comparison = RV_PG_IS_TRUE;
      break;
    default:
      if (node != NULL && needs_of (block, node).has_column)
        set_subject (p, block, node);
    }
}

RvPgPredicate
rv_pg_predicate (RvPgBlock *block, const Node *node)
{
  RvPgPredicate p = { 0 };

  understand (&p, block, node);
  if (p.is_negated && p.comparison == RV_PG_IS_TRUE)
    {
      p.comparison = RV_PG_IS_FALSE;
      p.is_negated = FALSE;
    }
  return p;
}

/* ---- places ------------------------------------------------------------------------------------------ */

static void
see_location (const ProtobufCMessage *message, gpointer data)
{
  const ProtobufCFieldDescriptor *field = protobuf_c_message_descriptor_get_field_by_name (message->descriptor, "location");
  int *location = data;

  if (field != NULL && field->type == PROTOBUF_C_TYPE_INT32)
    {
      int here = *(const gint32 *) ((const char *) message + field->offset);

      if (here > 0 && (*location < 0 || here < *location))
        *location = here;
    }
  rv_pg_each_child (message, see_location, data);
}

int
rv_pg_location (const void *node)
{
  const ProtobufCMessage *message = rv_pg_unwrap (node);
  int location = -1;

  if (message != NULL)
    see_location (message, &location);
  return location;
}
