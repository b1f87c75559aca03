/* Overloaded names: routines, aggregates, operators and casts are told apart by the types of
 * their arguments, compared as the last part of the type's name ("int4", "text[]"). */
#include "sql/postgresql/reader.h"

char *
rv_pg_type_key (RvPgReader *r, const PgQuery__TypeName *type)
{
  const char *name = type != NULL && type->n_names > 0 ? rv_pg_string (type->names[type->n_names - 1]) : NULL;

  if (name == NULL)
    return g_strdup ("none");
  return g_strconcat (name, type->n_array_bounds > 0 ? "[]" : "", NULL);
}

static char *
list_key (RvPgReader *r, Node **types, gsize n)
{
  GString *key = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *one = rv_pg_type_key (r, types[i]->node_case == NODE (TYPE_NAME) ? types[i]->type_name : NULL);

      g_string_append_printf (key, "%s%s", i > 0 ? "," : "", one);
    }
  return g_string_free (key, FALSE);
}

/* The key of types that are only there as text, found by parsing them. */
static char *
key_of_texts (RvPgReader *r, GPtrArray *types)
{
  g_autoptr (GString) sql = g_string_new ("SELECT NULL");
  PgQueryProtobufParseResult result;
  PgQuery__ParseResult *tree = NULL;
  char *key;

  for (guint i = 0; i < types->len; i++)
    g_string_append_printf (sql, ", NULL::%s", (char *) types->pdata[i]);
  result = pg_query_parse_protobuf (sql->str);
  if (result.error == NULL)
    tree = pg_query__parse_result__unpack (NULL, result.parse_tree.len, (guint8 *) result.parse_tree.data);
  pg_query_free_protobuf_parse_result (result);
  if (tree == NULL)
    return g_strdup ("?");
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();
  PgQuery__SelectStmt *select = tree->stmts[0]->stmt->select_stmt;

  for (guint i = 1; i < select->n_target_list; i++)
    {
      Node *cast = select->target_list[i]->res_target->val;

      if (cast->node_case == NODE (TYPE_CAST))
        {
          /* A node around the type name lives as long as the tree does. */
          Node *node = g_new (Node, 1);

          pg_query__node__init (node);
          node->node_case = NODE (TYPE_NAME);
          node->type_name = cast->type_cast->type_name;
          g_ptr_array_add (nodes, node);
        }
    }
  key = list_key (r, (Node **) nodes->pdata, nodes->len);
  g_ptr_array_set_free_func (nodes, g_free);
  pg_query__parse_result__free_unpacked (tree, NULL);
  return key;
}

static gboolean
is_input (const RvArgument *argument, gboolean is_procedure)
{
  return argument->mode != RvArgumentMode_TABLE && (is_procedure || argument->mode != RvArgumentMode_OUT);
}

static char *
key_from_model (RvPgReader *r, RvObject *object)
{
  g_autoptr (GPtrArray) types = g_ptr_array_new ();
  g_autoptr (GPtrArray) arguments = NULL;

  if (object->kind == RV_KIND_AGGREGATE)
    {
      const char *text = ((RvAggregate *) object)->arguments;

      if (text != NULL && !g_str_equal (text, "*"))
        g_ptr_array_add (types, (char *) text);
      return key_of_texts (r, types);
    }
  arguments = rv_model_children (r->model, object->id, RV_KIND_ARGUMENT);
  for (guint i = 0; i < arguments->len; i++)
    if (is_input (arguments->pdata[i], FALSE))
      g_ptr_array_add (types, ((RvArgument *) arguments->pdata[i])->type);
  return key_of_texts (r, types);
}

void
rv_pg_set_signature (RvPgReader *r, gpointer object, const char *key)
{
  RvId *id = g_new (RvId, 1);

  *id = ((RvObject *) object)->id;
  g_hash_table_insert (r->signatures, id, g_strdup (key));
}

static const char *
signature_of (RvPgReader *r, RvObject *object)
{
  const char *key = g_hash_table_lookup (r->signatures, &object->id);

  if (key == NULL)
    {
      g_autofree char *made = key_from_model (r, object);

      rv_pg_set_signature (r, object, made);
      key = g_hash_table_lookup (r->signatures, &object->id);
    }
  return key;
}

/* Among the objects called like @first, the one with @key (NULL: any). */
static gpointer
pick (RvPgReader *r, RvObject *first, const char *key)
{
  for (RvObject *o = first; o != NULL; o = o->next_homonym)
    if (key == NULL || g_str_equal (signature_of (r, o), key))
      return o;
  return NULL;
}

gpointer
rv_pg_find_routine_keyed (RvPgReader *r, const char *schema, const char *name, const char *key, RvKind kind)
{
  RvSchema *home;
  gpointer found = NULL;

  if (rv_pg_given (schema) != NULL)
    return (home = rv_pg_schema (r, schema)) != NULL ? pick (r, rv_model_find (r->model, kind, home->object.id, name), key) : NULL;
  for (guint i = 0; found == NULL && i < r->search_path->len; i++)
    if ((home = rv_pg_schema (r, r->search_path->pdata[i])) != NULL)
      found = pick (r, rv_model_find (r->model, kind, home->object.id, name), key);
  return found;
}

gpointer
rv_pg_find_routine (RvPgReader *r, const PgQuery__ObjectWithArgs *object, gboolean aggregates)
{
  const char *schema, *name;
  g_autofree char *key = object->args_unspecified ? NULL : list_key (r, object->objargs, object->n_objargs);
  gpointer found;

  rv_pg_names (object->objname, object->n_objname, &schema, &name);
  found = rv_pg_find_routine_keyed (r, schema, name, key, aggregates ? RV_KIND_AGGREGATE : RV_KIND_ROUTINE);
  if (found == NULL && !aggregates && object->n_objfuncargs > object->n_objargs)
    {
      /* A procedure may be named with its OUT arguments. */
      g_autofree char *any = NULL;

      found = rv_pg_find_routine_keyed (r, schema, name, any, RV_KIND_ROUTINE);
    }
  return found;
}

/* ---- operators and casts: few, so their texts are compared ------------------------------------- */

static gboolean
text_is_type (RvPgReader *r, const char *text, const char *key)
{
  g_autoptr (GPtrArray) types = g_ptr_array_new ();
  g_autofree char *made = NULL;

  if (text == NULL)
    return g_str_equal (key, "none");
  g_ptr_array_add (types, (char *) text);
  made = key_of_texts (r, types);
  return g_str_equal (made, key);
}

gpointer
rv_pg_find_operator (RvPgReader *r, const PgQuery__ObjectWithArgs *object)
{
  const char *schema, *name;
  g_autofree char *left = NULL, *right = NULL;
  RvObject *first;

  rv_pg_names (object->objname, object->n_objname, &schema, &name);
  first = rv_pg_find_kind (r, schema, name, RV_KIND_OPERATOR);
  if (object->n_objargs != 2)
    return first;
  left = rv_pg_type_key (r, object->objargs[0]->node_case == NODE (TYPE_NAME) ? object->objargs[0]->type_name : NULL);
  right = rv_pg_type_key (r, object->objargs[1]->node_case == NODE (TYPE_NAME) ? object->objargs[1]->type_name : NULL);
  for (RvObject *o = first; o != NULL; o = o->next_homonym)
    if (text_is_type (r, ((RvOperator *) o)->left_type, left) && text_is_type (r, ((RvOperator *) o)->right_type, right))
      return o;
  return NULL;
}

gpointer
rv_pg_find_cast (RvPgReader *r, const PgQuery__TypeName *source, const PgQuery__TypeName *target)
{
  g_autofree char *from = rv_pg_type_key (r, source), *to = rv_pg_type_key (r, target);
  const GPtrArray *casts = rv_model_all (r->model, RV_KIND_CAST);

  for (guint i = 0; i < casts->len; i++)
    {
      RvCast *cast = casts->pdata[i];

      if (text_is_type (r, cast->source_type, from) && text_is_type (r, cast->target_type, to))
        return cast;
    }
  return NULL;
}
