/* What the constraints of a table prove, so that PostgreSQL need not read the table: no nulls in a column, all rows inside
 * of a partition's bound. Only what a constraint says outright is found; PostgreSQL finds little more. */
#include "migrate/locks-private.h"

/* column operator value, as a constraint or a bound says it. */
typedef struct {
  const char *column;
  const char *operator;  /* "<", "<=", "=", ">=", ">", "null", "not null" */
  const char *text;      /* of the value */
  double number;
  gboolean is_number;
} Atom;

static gboolean
take_value (const Node *node, Atom *atom)
{
  const PgQuery__AConst *value;

  while (node != NULL && node->node_case == NODE (TYPE_CAST))
    node = node->type_cast->arg;
  if (node == NULL || node->node_case != NODE (A_CONST) || node->a_const->isnull)
    return FALSE;
  value = node->a_const;
  atom->is_number = value->val_case == PG_QUERY__A__CONST__VAL_IVAL || value->val_case == PG_QUERY__A__CONST__VAL_FVAL;
  if (value->val_case == PG_QUERY__A__CONST__VAL_IVAL)
    atom->number = value->ival->ival;
  else if (value->val_case == PG_QUERY__A__CONST__VAL_FVAL)
    atom->number = g_ascii_strtod (value->fval->fval, NULL);
  else
    atom->text = rv_pg_string (node);
  return atom->is_number || atom->text != NULL;
}

static const char *
column_in (const Node *node)
{
  if (node == NULL || node->node_case != NODE (COLUMN_REF) || node->column_ref->n_fields == 0)
    return NULL;
  return rv_pg_string (node->column_ref->fields[node->column_ref->n_fields - 1]);
}

static const char *
mirrored (const char *operator)
{
  static const char *const pairs[][2] = { { "<", ">" }, { "<=", ">=" }, { "=", "=" }, { ">=", "<=" }, { ">", "<" } };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (g_str_equal (pairs[i][0], operator))
      return pairs[i][1];
  return NULL;
}

static gboolean
take_comparison (const PgQuery__AExpr *expression, Atom *atom)
{
  const char *operator = expression->n_name > 0 ? rv_pg_string (expression->name[expression->n_name - 1]) : NULL;

  if (expression->kind != PG_QUERY__A__EXPR__KIND__AEXPR_OP || operator == NULL || mirrored (operator) == NULL)
    return FALSE;
  atom->column = column_in (expression->lexpr);
  atom->operator = operator;
  if (atom->column != NULL)
    return take_value (expression->rexpr, atom);
  atom->column = column_in (expression->rexpr);
  atom->operator = mirrored (operator);
  return atom->column != NULL && take_value (expression->lexpr, atom);
}

static gboolean
take_atom (const Node *node, Atom *atom)
{
  *atom = (Atom) { 0 };
  if (node->node_case == NODE (A_EXPR))
    return take_comparison (node->a_expr, atom);
  if (node->node_case != NODE (NULL_TEST))
    return FALSE;
  atom->column = column_in (node->null_test->arg);
  atom->operator = node->null_test->nulltesttype == PG_QUERY__NULL_TEST_TYPE__IS_NULL ? "null" : "not null";
  return atom->column != NULL;
}

/* Whether @check holding for a row means that @wanted holds (or is null) for it. */
static gboolean
atom_implies (const Atom *check, const Atom *wanted)
{
  gboolean is_upper = wanted->operator[0] == '<', is_strict = wanted->operator[1] == '\0';
  int order;

  if (!g_str_equal (check->column, wanted->column))
    return FALSE;
  if (strchr (wanted->operator, 'n') != NULL || strchr (check->operator, 'n') != NULL)
    return g_str_equal (check->operator, wanted->operator);
  if (check->is_number != wanted->is_number)
    return FALSE;
  order = check->is_number ? (check->number > wanted->number) - (check->number < wanted->number) : strcmp (check->text, wanted->text);
  if (wanted->operator[0] == '=' || (!check->is_number && strlen (check->text) != strlen (wanted->text)))
    return check->operator[0] == '=' && order == 0;
  if (check->operator[0] != '=' && (check->operator[0] == '<') != is_upper)
    return FALSE;
  if (order == 0)
    return !is_strict || g_str_equal (check->operator, wanted->operator);
  return is_upper ? order < 0 : order > 0;
}

/* ---- the constraints of a table ---------------------------------------------------------------- */

typedef gboolean (*UseCheck) (const Node *expression, gpointer data);

static gboolean
use_check (const RvCheck *check, UseCheck use, gpointer data)
{
  g_autofree char *sql = g_strdup_printf ("SELECT (%s\n)", check->expression);
  g_auto (RvPgTree) tree = { 0 };
  const PgQuery__SelectStmt *select;

  if (check->not_valid || rv_pg_weight (sql) > RV_PG_HEAVY)
    return FALSE;
  rv_pg_parse (sql, &tree);
  if (tree.tree == NULL || tree.tree->n_stmts != 1 || tree.tree->stmts[0]->stmt->node_case != NODE (SELECT_STMT))
    return FALSE;
  select = tree.tree->stmts[0]->stmt->select_stmt;
  return select->n_target_list == 1 && use (select->target_list[0]->res_target->val, data);
}

/* Returns: (nullable): the first valid CHECK of @table for which @use says yes. */
static RvCheck *
find_check (Locker *l, RvObject *table, UseCheck use, gpointer data)
{
  g_autoptr (GPtrArray) checks = l->model != NULL && table != NULL ? rv_model_children (l->model, table->id, RV_KIND_CHECK) : NULL;

  for (guint i = 0; checks != NULL && i < checks->len; i++)
    if (use_check (checks->pdata[i], use, data))
      return checks->pdata[i];
  return NULL;
}

/* Whether the condition @node makes sure of @wanted: one arm of an AND, each arm of an OR, or it itself. */
static gboolean
implies (const Node *node, const Atom *wanted)
{
  Atom atom;
  gboolean is_and;

  if (node->node_case == NODE (BOOL_EXPR) && node->bool_expr->boolop != PG_QUERY__BOOL_EXPR_TYPE__NOT_EXPR)
    {
      is_and = node->bool_expr->boolop == PG_QUERY__BOOL_EXPR_TYPE__AND_EXPR;
      for (gsize i = 0; i < node->bool_expr->n_args; i++)
        if (implies (node->bool_expr->args[i], wanted) == is_and)
          return is_and;
      return !is_and;
    }
  return take_atom (node, &atom) && atom_implies (&atom, wanted);
}

static gboolean
check_implies (const Node *expression, gpointer data)
{
  return implies (expression, data);
}

RvCheck *
rv_lock_proves_not_null (Locker *l, gpointer table, const char *column)
{
  Atom wanted = { column, "not null", NULL, 0, FALSE };

  return find_check (l, table, check_implies, &wanted);
}

static gboolean
proves_atom (Locker *l, gpointer table, Atom *wanted)
{
  return find_check (l, table, check_implies, wanted) != NULL;
}

/* ---- bounds of partitions -------------------------------------------------------------------------- */

/* The one column that @whole is partitioned by, or NULL. */
static RvColumn *
partition_column (Locker *l, RvTable *whole)
{
  g_autofree char *name = NULL;
  RvPgToken token;

  if (whole->partition_key == NULL || strpbrk (whole->partition_key, ",(") != NULL
      || !rv_pg_token_next (whole->partition_key, strlen (whole->partition_key), 0, &token))
    return NULL;
  name = rv_pg_unquote (whole->partition_key, &token);
  return rv_lock_column (l, whole, name);
}

/* MINVALUE and MAXVALUE are bare names. */
static gboolean
is_limit (const Node *node)
{
  const char *name = column_in (node);

  return name != NULL && (g_ascii_strcasecmp (name, "minvalue") == 0 || g_ascii_strcasecmp (name, "maxvalue") == 0);
}

static gboolean
proves_end (Locker *l, gpointer table, const char *column, const char *operator, const Node *end)
{
  Atom wanted = { column, operator, NULL, 0, FALSE };

  return is_limit (end) || (take_value (end, &wanted) && proves_atom (l, table, &wanted));
}

/* c = 1, c IN (1, 2), c = 1 OR c = 2: whether each value is one of the bound's. */
typedef struct {
  const char *column;
  const PgQuery__PartitionBoundSpec *bound;
} List;

static gboolean
is_listed (const Atom *atom, const List *list)
{
  for (gsize i = 0; i < list->bound->n_listdatums; i++)
    {
      Atom wanted = { list->column, "=", NULL, 0, FALSE };

      if (take_value (list->bound->listdatums[i], &wanted) && atom_implies (atom, &wanted))
        return TRUE;
    }
  return FALSE;
}

static gboolean
all_listed (const PgQuery__AExpr *in, const List *list)
{
  const char *column = column_in (in->lexpr);

  if (in->kind != PG_QUERY__A__EXPR__KIND__AEXPR_IN || g_strcmp0 (column, list->column) != 0 || in->rexpr->node_case != NODE (LIST))
    return FALSE;
  for (gsize i = 0; i < in->rexpr->list->n_items; i++)
    {
      Atom atom = { column, "=", NULL, 0, FALSE };

      if (!take_value (in->rexpr->list->items[i], &atom) || !is_listed (&atom, list))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_lists (const Node *node, gpointer data)
{
  Atom atom;
  gboolean is_and;

  if (node->node_case == NODE (BOOL_EXPR) && node->bool_expr->boolop != PG_QUERY__BOOL_EXPR_TYPE__NOT_EXPR)
    {
      is_and = node->bool_expr->boolop == PG_QUERY__BOOL_EXPR_TYPE__AND_EXPR;
      for (gsize i = 0; i < node->bool_expr->n_args; i++)
        if (check_lists (node->bool_expr->args[i], data) == is_and)
          return is_and;
      return !is_and;
    }
  if (node->node_case == NODE (A_EXPR) && all_listed (node->a_expr, data))
    return TRUE;
  return take_atom (node, &atom) && is_listed (&atom, data);
}

static gboolean
has_no_nulls (Locker *l, gpointer table, const char *name)
{
  RvColumn *column = rv_lock_column (l, table, name);

  return (column != NULL && column->not_null) || rv_lock_proves_not_null (l, table, name) != NULL;
}

gboolean
rv_lock_proves_bound (Locker *l, RvTable *whole, gpointer table, const PgQuery__PartitionBoundSpec *bound)
{
  RvColumn *column = whole != NULL ? partition_column (l, whole) : NULL;
  List list = { column != NULL ? column->name : NULL, bound };

  if (column == NULL || table == NULL || bound->is_default || !has_no_nulls (l, table, column->name))
    return FALSE;
  if (whole->partition_strategy == RvPartitionStrategy_RANGE)
    return bound->n_lowerdatums == 1 && proves_end (l, table, column->name, ">=", bound->lowerdatums[0])
           && proves_end (l, table, column->name, "<", bound->upperdatums[0]);
  return whole->partition_strategy == RvPartitionStrategy_LIST && find_check (l, table, check_lists, &list) != NULL;
}

/* ---- outside of a bound: c < low OR c >= high -------------------------------------------------------- */

typedef struct {
  Atom below, above;
  gboolean has_below, has_above;
} Outside;

static gboolean
check_outside (const Node *node, gpointer data)
{
  const Outside *outside = data;

  if (node->node_case == NODE (BOOL_EXPR) && node->bool_expr->boolop == PG_QUERY__BOOL_EXPR_TYPE__OR_EXPR)
    {
      for (gsize i = 0; i < node->bool_expr->n_args; i++)
        if (!check_outside (node->bool_expr->args[i], data))
          return FALSE;
      return TRUE;
    }
  return (outside->has_below && implies (node, &outside->below)) || (outside->has_above && implies (node, &outside->above));
}

gboolean
rv_lock_proves_outside (Locker *l, RvTable *whole, gpointer table, const PgQuery__PartitionBoundSpec *bound)
{
  RvColumn *column = whole != NULL ? partition_column (l, whole) : NULL;
  Outside outside = { 0 };

  if (column == NULL || bound->is_default || whole->partition_strategy != RvPartitionStrategy_RANGE || bound->n_lowerdatums != 1)
    return FALSE;
  outside.below = (Atom) { .column = column->name, .operator = "<" };
  outside.above = (Atom) { .column = column->name, .operator = ">=" };
  outside.has_below = take_value (bound->lowerdatums[0], &outside.below);
  outside.has_above = take_value (bound->upperdatums[0], &outside.above);
  return find_check (l, table, check_outside, &outside) != NULL;
}
