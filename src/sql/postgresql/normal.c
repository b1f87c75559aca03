/* The parse tree as one line of text, with what PostgreSQL does not tell apart written alike. */
#include "sql/postgresql/normal.h"

#include <string.h>

#include "sql/postgresql/parse.h"

#define DEEPEST 400

static void put_message (GString *out, const ProtobufCMessage *message, guint depth);

/* ---- helpers ---------------------------------------------------------------------------------------------- */

static gboolean
is_mark (const char *name)
{
  return g_str_has_prefix (name, RV_PG_NORMAL_MARK);
}

static const char *
string_of (const PgQuery__Node *node)
{
  return node != NULL && node->node_case == PG_QUERY__NODE__NODE_STRING ? node->string->sval : NULL;
}

/* A qualified name; what is of PostgreSQL itself, or stands for one object, is known without its schema. */
static void
put_name (GString *out, PgQuery__Node **names, gsize n)
{
  const char *last = n > 0 ? string_of (names[n - 1]) : NULL;
  gsize first = n > 1 && string_of (names[0]) != NULL && strcmp (string_of (names[0]), "pg_catalog") == 0 ? 1 : 0;

  if (last != NULL && is_mark (last))
    first = n - 1;
  for (gsize i = first; i < n; i++)
    {
      const char *part = string_of (names[i]);

      if (part != NULL)
        g_string_append_printf (out, ".%s", part);
      else if (names[i] != NULL)
        put_message (out, &names[i]->base, 0);
    }
}

static gboolean
is_type (const PgQuery__TypeName *type, const char *const *words)
{
  const char *name = type != NULL && type->n_names > 0 && type->n_array_bounds == 0 ? string_of (type->names[type->n_names - 1]) : NULL;

  for (guint i = 0; name != NULL && words[i] != NULL; i++)
    if (strcmp (words[i], name) == 0)
      return TRUE;
  return FALSE;
}

static void
put_node (GString *out, const PgQuery__Node *node, guint depth)
{
  if (node != NULL)
    put_message (out, &node->base, depth);
  else
    g_string_append (out, "()");
}

/* ---- messages that are written in a way of their own ---------------------------------------------------------- */

static void
put_type (GString *out, const PgQuery__TypeName *type, guint depth)
{
  g_string_append (out, type->setof ? "(setof" : "(type");
  put_name (out, type->names, type->n_names);
  for (gsize i = 0; i < type->n_typmods; i++)
    put_node (out, type->typmods[i], depth + 1);
  for (gsize i = 0; i < type->n_array_bounds; i++)
    g_string_append (out, "[]");
  g_string_append_c (out, ')');
}

/* A string that is cast to what it would be anyway. */
static void
put_cast (GString *out, const PgQuery__TypeCast *cast, guint depth)
{
  static const char *const texts[] = { "text", "varchar", "bpchar", "regclass", "regproc", NULL };

  if (cast->arg != NULL && cast->arg->node_case == PG_QUERY__NODE__NODE_A_CONST && cast->type_name != NULL && cast->type_name->n_typmods == 0 &&
      is_type (cast->type_name, texts))
    {
      put_node (out, cast->arg, depth);
      return;
    }
  g_string_append (out, "(cast");
  put_node (out, cast->arg, depth);
  if (cast->type_name != NULL)
    put_type (out, cast->type_name, depth + 1);
  g_string_append_c (out, ')');
}

static void
put_list (GString *out, PgQuery__Node **nodes, gsize n, guint depth)
{
  for (gsize i = 0; i < n; i++)
    put_node (out, nodes[i], depth);
}

static void
put_operation (GString *out, const char *word, const PgQuery__AExpr *expression, const PgQuery__Node *left, const PgQuery__Node *right, guint depth)
{
  g_string_append_printf (out, "(%s", word);
  put_name (out, expression->name, expression->n_name);
  put_node (out, left, depth);
  put_node (out, right, depth);
  g_string_append_c (out, ')');
}

/* x IN (a, b) is x = ANY (ARRAY[a, b]). */
static void
put_in (GString *out, const PgQuery__AExpr *expression, guint depth)
{
  const char *operator_ = expression->n_name > 0 ? string_of (expression->name[0]) : NULL;
  const PgQuery__Node *list = expression->rexpr;

  g_string_append_printf (out, "(%s.%s", g_strcmp0 (operator_, "<>") == 0 ? "all" : "any", operator_);
  put_node (out, expression->lexpr, depth);
  g_string_append (out, "(array");
  if (list != NULL && list->node_case == PG_QUERY__NODE__NODE_LIST)
    put_list (out, list->list->items, list->list->n_items, depth);
  g_string_append (out, "))");
}

static void
put_array_operation (GString *out, const char *word, const PgQuery__AExpr *expression, guint depth)
{
  const PgQuery__Node *right = expression->rexpr;

  /* (ARRAY[a, b])::text[] is what a server prints for a list of strings. */
  while (right != NULL && right->node_case == PG_QUERY__NODE__NODE_TYPE_CAST && right->type_cast->arg != NULL &&
         right->type_cast->arg->node_case == PG_QUERY__NODE__NODE_A_ARRAY_EXPR)
    right = right->type_cast->arg;
  g_string_append_printf (out, "(%s", word);
  put_name (out, expression->name, expression->n_name);
  put_node (out, expression->lexpr, depth);
  if (right != NULL && right->node_case == PG_QUERY__NODE__NODE_A_ARRAY_EXPR)
    {
      g_string_append (out, "(array");
      put_list (out, right->a_array_expr->elements, right->a_array_expr->n_elements, depth);
      g_string_append_c (out, ')');
    }
  else
    put_node (out, right, depth);
  g_string_append_c (out, ')');
}

/* x BETWEEN a AND b is x >= a AND x <= b. */
static void
put_between (GString *out, const PgQuery__AExpr *expression, guint depth)
{
  const PgQuery__List *list = expression->rexpr != NULL && expression->rexpr->node_case == PG_QUERY__NODE__NODE_LIST ? expression->rexpr->list : NULL;
  gboolean is_not = expression->kind == PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN;

  g_string_append (out, is_not ? "(or" : "(and");
  for (gsize i = 0; list != NULL && i < list->n_items; i++)
    {
      g_string_append_printf (out, "(op.%s", is_not ? (i == 0 ? "<" : ">") : i == 0 ? ">=" : "<=");
      put_node (out, expression->lexpr, depth);
      put_node (out, list->items[i], depth);
      g_string_append_c (out, ')');
    }
  g_string_append_c (out, ')');
}

static void
put_expression (GString *out, const PgQuery__AExpr *expression, guint depth)
{
  switch ((int) expression->kind)
    {
    case PG_QUERY__A__EXPR__KIND__AEXPR_IN:
      put_in (out, expression, depth);
      break;
    case PG_QUERY__A__EXPR__KIND__AEXPR_OP_ANY:
      put_array_operation (out, "any", expression, depth);
      break;
    case PG_QUERY__A__EXPR__KIND__AEXPR_OP_ALL:
      put_array_operation (out, "all", expression, depth);
      break;
    case PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN: case PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN:
      put_between (out, expression, depth);
      break;
    case PG_QUERY__A__EXPR__KIND__AEXPR_OP: case PG_QUERY__A__EXPR__KIND__AEXPR_LIKE: case PG_QUERY__A__EXPR__KIND__AEXPR_ILIKE:
      put_operation (out, "op", expression, expression->lexpr, expression->rexpr, depth);
      break;
    default:
      g_string_append_printf (out, "(%d", (int) expression->kind);
      put_operation (out, "op", expression, expression->lexpr, expression->rexpr, depth);
      g_string_append_c (out, ')');
      break;
    }
}

/* (a AND b) AND c is a AND b AND c. */
static void
put_arguments (GString *out, const PgQuery__BoolExpr *expression, guint depth)
{
  for (gsize i = 0; i < expression->n_args; i++)
    {
      const PgQuery__Node *argument = expression->args[i];

      if (argument != NULL && argument->node_case == PG_QUERY__NODE__NODE_BOOL_EXPR && argument->bool_expr->boolop == expression->boolop && depth < DEEPEST)
        put_arguments (out, argument->bool_expr, depth + 1);
      else
        put_node (out, argument, depth);
    }
}

static void
put_logic (GString *out, const PgQuery__BoolExpr *expression, guint depth)
{
  static const char *const words[] = { "", "", "(and", "(or", "(not" };

  g_string_append (out, words[MIN ((guint) expression->boolop + 1, 4)]);
  put_arguments (out, expression, depth);
  g_string_append_c (out, ')');
}

static void
put_call (GString *out, const PgQuery__FuncCall *call, guint depth)
{
  g_string_append (out, "(call");
  put_name (out, call->funcname, call->n_funcname);
  put_list (out, call->args, call->n_args, depth);
  put_list (out, call->agg_order, call->n_agg_order, depth);
  if (call->agg_filter != NULL)
    put_node (out, call->agg_filter, depth);
  if (call->over != NULL)
    put_message (out, &call->over->base, depth);
  g_string_append_printf (out, "%d%d%d%d)", call->agg_within_group, call->agg_star, call->agg_distinct, call->func_variadic);
}

static void
put_column (GString *out, const PgQuery__ColumnRef *column)
{
  g_string_append (out, "(column");
  put_name (out, column->fields, column->n_fields);
  g_string_append_c (out, ')');
}

static void
put_relation (GString *out, const PgQuery__RangeVar *relation, guint depth)
{
  g_string_append_printf (out, "(relation %s.%s %d", is_mark (relation->relname) ? "" : relation->schemaname, relation->relname, relation->inh);
  if (relation->alias != NULL)
    put_message (out, &relation->alias->base, depth);
  g_string_append_c (out, ')');
}

/* ---- any message --------------------------------------------------------------------------------------------------- */

static void
put_scalar (GString *out, const ProtobufCFieldDescriptor *field, const void *at)
{
  switch ((int) field->type)
    {
    case PROTOBUF_C_TYPE_STRING:
      g_string_append_printf (out, " \"%s\"", *(char *const *) at != NULL ? *(char *const *) at : "");
      break;
    case PROTOBUF_C_TYPE_BOOL:
      g_string_append_printf (out, " %d", *(const protobuf_c_boolean *) at);
      break;
    case PROTOBUF_C_TYPE_INT64: case PROTOBUF_C_TYPE_UINT64:
      g_string_append_printf (out, " %" G_GINT64_FORMAT, *(const gint64 *) at);
      break;
    default:
      g_string_append_printf (out, " %d", *(const gint32 *) at);
      break;
    }
}

static gsize
size_of (const ProtobufCFieldDescriptor *field)
{
  switch ((int) field->type)
    {
    case PROTOBUF_C_TYPE_STRING: case PROTOBUF_C_TYPE_MESSAGE:
      return sizeof (gpointer);
    case PROTOBUF_C_TYPE_BOOL:
      return sizeof (protobuf_c_boolean);
    case PROTOBUF_C_TYPE_INT64: case PROTOBUF_C_TYPE_UINT64:
      return sizeof (gint64);
    default:
      return sizeof (gint32);
    }
}

static void
put_value (GString *out, const ProtobufCFieldDescriptor *field, const void *at, guint depth)
{
  if (field->type != PROTOBUF_C_TYPE_MESSAGE)
    put_scalar (out, field, at);
  else if (*(ProtobufCMessage *const *) at != NULL)
    put_message (out, *(ProtobufCMessage *const *) at, depth);
}

static gboolean
is_place (const ProtobufCFieldDescriptor *field)
{
  return strcmp (field->name, "location") == 0 || strcmp (field->name, "stmt_location") == 0 || strcmp (field->name, "stmt_len") == 0;
}

static void
put_fields (GString *out, const ProtobufCMessage *message, guint depth)
{
  const char *base = (const char *) message;

  g_string_append_printf (out, "(%s", message->descriptor->short_name);
  for (guint i = 0; i < message->descriptor->n_fields; i++)
    {
      const ProtobufCFieldDescriptor *field = &message->descriptor->fields[i];
      const void *at = base + field->offset;

      if (is_place (field))
        continue;
      if (field->flags & PROTOBUF_C_FIELD_FLAG_ONEOF && *(const guint32 *) (base + field->quantifier_offset) != field->id)
        continue;
      if (field->label != PROTOBUF_C_LABEL_REPEATED)
        {
          put_value (out, field, at, depth);
          continue;
        }
      for (gsize n = 0; n < *(const size_t *) (base + field->quantifier_offset); n++)
        put_value (out, field, *(const char *const *) at + n * size_of (field), depth);
    }
  g_string_append_c (out, ')');
}

static void
put_message (GString *out, const ProtobufCMessage *message, guint depth)
{
  const PgQuery__Node *node = message->descriptor == &pg_query__node__descriptor ? (const PgQuery__Node *) message : NULL;

  if (depth > DEEPEST)
    return;
  switch (node != NULL ? (int) node->node_case : 0)
    {
    case PG_QUERY__NODE__NODE_TYPE_NAME:
      put_type (out, node->type_name, depth + 1);
      break;
    case PG_QUERY__NODE__NODE_TYPE_CAST:
      put_cast (out, node->type_cast, depth + 1);
      break;
    case PG_QUERY__NODE__NODE_A_EXPR:
      put_expression (out, node->a_expr, depth + 1);
      break;
    case PG_QUERY__NODE__NODE_BOOL_EXPR:
      put_logic (out, node->bool_expr, depth + 1);
      break;
    case PG_QUERY__NODE__NODE_FUNC_CALL:
      put_call (out, node->func_call, depth + 1);
      break;
    case PG_QUERY__NODE__NODE_COLUMN_REF:
      put_column (out, node->column_ref);
      break;
    case PG_QUERY__NODE__NODE_RANGE_VAR:
      put_relation (out, node->range_var, depth + 1);
      break;
    default:
      put_fields (out, message, depth + 1);
      break;
    }
}

/* ---- the call --------------------------------------------------------------------------------------------------------- */

/* The value of the one target of SELECT. */
static const PgQuery__Node *
value_of (const PgQuery__ParseResult *tree)
{
  const PgQuery__Node *statement = tree->n_stmts == 1 ? tree->stmts[0]->stmt : NULL;
  const PgQuery__SelectStmt *select = statement != NULL && statement->node_case == PG_QUERY__NODE__NODE_SELECT_STMT ? statement->select_stmt : NULL;

  return select != NULL && select->n_target_list == 1 && select->n_from_clause == 0 ? select->target_list[0]->res_target->val : NULL;
}

char *
rv_pg_normal (const char *text, RvPgTextForm form)
{
  g_autofree char *sql = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  g_auto (RvPgTree) tree = { 0 };
  const PgQuery__Node *value = NULL;

  sql = form == RV_PG_TEXT_QUERY ? g_strdup (text) : g_strconcat (form == RV_PG_TEXT_TYPE ? "SELECT NULL::" : "SELECT ", text, NULL);
  if (rv_pg_weight (sql) > RV_PG_HEAVY)
    return NULL;
  rv_pg_parse (sql, &tree);
  if (tree.tree == NULL)
    return NULL;
  if (form != RV_PG_TEXT_QUERY && (value = value_of (tree.tree)) == NULL)
    return NULL;
  while (form == RV_PG_TEXT_DEFAULT && value != NULL && value->node_case == PG_QUERY__NODE__NODE_TYPE_CAST && value->type_cast->arg != NULL &&
         value->type_cast->arg->node_case == PG_QUERY__NODE__NODE_A_CONST)
    value = value->type_cast->arg;
  put_message (out, value != NULL ? &value->base : &tree.tree->base, 0);
  return g_string_free (g_steal_pointer (&out), FALSE);
}
