/* Walks a parse tree for the names in it. The tree is walked by its own description, so any
 * node is passed through; only the nodes that name something are known here. */
#include "sql/postgresql/references.h"
#include "sql/postgresql/tree.h"

/* What a query can name: its FROM items, and the names of its WITH clause. */
typedef struct _Scope Scope;
struct _Scope {
  Scope *outer;
  GArray *items;            /* Item */
  GPtrArray *ctes;          /* names */
  gboolean has_unknown;     /* some item's columns are not known */
};

typedef struct {
  const char *name;
  gpointer relation;
  gboolean is_alias;
} Item;

typedef struct {
  RvPgReader *r;
  const char *text;
  gsize length;
  gpointer relation;
  GHashTable *variables;    /* nullable: name -> the relation whose row it holds, or NULL */
  Scope *scope;
  GArray *mentions;
} Walk;

static void walk_message (Walk *w, const ProtobufCMessage *message);

static void
walk_child (const ProtobufCMessage *child, gpointer data)
{
  walk_message (data, child);
}

static void
walk_node (Walk *w, const void *node)
{
  const ProtobufCMessage *message = rv_pg_unwrap (node);

  if (message != NULL)
    walk_message (w, message);
}

static void
walk_fields (Walk *w, const ProtobufCMessage *message)
{
  rv_pg_each_child (message, walk_child, w);
}

/* ---- mentions -------------------------------------------------------------------------------- */

/* The tokens of the dotted name at @location; at most @max. Returns: how many. */
static guint
name_tokens (Walk *w, int location, RvPgToken *tokens, guint max)
{
  gsize i = location > 0 ? location : 0;
  guint n = 0;
  RvPgToken dot;

  while (n < max && rv_pg_token_next (w->text, w->length, i, &tokens[n])
         && (tokens[n].type == RV_PG_TOKEN_WORD || tokens[n].type == RV_PG_TOKEN_QUOTED))
    {
      i = tokens[n++].end;
      if (!rv_pg_token_next (w->text, w->length, i, &dot) || w->text[dot.start] != '.' || dot.end != dot.start + 1)
        break;
      i = dot.end;
    }
  return n;
}

static void
mention (Walk *w, const RvPgToken *token, gpointer target, RvId add_schema)
{
  RvPgMention m = { token->start, token->end - token->start, 0, add_schema };

  if (target == NULL)
    return;
  m.target = ((RvObject *) target)->id;
  g_array_append_val (w->mentions, m);
}

/* Whether a bare name finds @object from anywhere: only things of public do. */
static RvId
schema_to_add (Walk *w, gpointer object)
{
  RvSchema *schema = rv_model_get_kind (w->r->model, rv_pg_schema_of (w->r, object), RV_KIND_SCHEMA);

  return schema != NULL && !g_str_equal (schema->name, "public") ? schema->object.id : 0;
}

/* Mentions @object, named by the dotted name at @location, and its schema where that is written. */
static void
mention_named (Walk *w, int location, gpointer object)
{
  RvPgToken tokens[3];
  guint n;

  if (object == NULL || (n = name_tokens (w, location, tokens, 3)) == 0)
    return;
  if (n > 1)
    mention (w, &tokens[n - 2], rv_model_get (w->r->model, rv_pg_schema_of (w->r, object)), 0);
  mention (w, &tokens[n - 1], object, n == 1 ? schema_to_add (w, object) : 0);
}

static gpointer
find_called (Walk *w, Node **names, gsize n, const RvKind *kinds)
{
  const char *schema, *name;

  rv_pg_names (names, n, &schema, &name);
  return rv_pg_find_named (w->r, schema, name, kinds);
}

/* 'public.a_seq' as a string constant at @location that names a relation. */
static void
mention_in_string (Walk *w, int location)
{
  RvPgToken string, tokens[2];
  Walk inner = *w;
  g_autofree char *schema = NULL, *name = NULL;
  guint n;

  if (!rv_pg_token_next (w->text, w->length, MAX (location, 0), &string) || w->text[string.start] != '\'' || string.end < string.start + 3
      || memchr (w->text + string.start + 1, '\'', string.end - string.start - 2) != NULL)
    return;
  inner.length = string.end - 1;
  if ((n = name_tokens (&inner, (int) string.start + 1, tokens, 2)) == 0 || tokens[n - 1].end != inner.length)
    return;
  name = rv_pg_unquote (w->text, &tokens[n - 1]);
  if (n > 1)
    schema = rv_pg_unquote (w->text, &tokens[0]);
  mention_named (&inner, (int) string.start + 1, rv_pg_find_named (w->r, schema, name, rv_pg_relation_kinds));
}

/* ---- scopes ---------------------------------------------------------------------------------- */

static gboolean
is_cte (const Walk *w, const PgQuery__RangeVar *relation)
{
  if (relation->schemaname[0] != '\0')
    return FALSE;
  for (Scope *s = w->scope; s != NULL; s = s->outer)
    for (guint i = 0; i < s->ctes->len; i++)
      if (g_str_equal (s->ctes->pdata[i], relation->relname))
        return TRUE;
  return FALSE;
}

static void
add_item (Walk *w, const char *name, gpointer relation, gboolean is_alias)
{
  Item item = { name, relation, is_alias };

  g_array_append_val (w->scope->items, item);
  if (relation == NULL)
    w->scope->has_unknown = TRUE;
}

static void
add_relation (Walk *w, const PgQuery__RangeVar *relation)
{
  gpointer found = is_cte (w, relation) ? NULL : rv_pg_find_named (w->r, relation->schemaname, relation->relname, rv_pg_view_kinds);

  if (relation->alias != NULL && relation->alias->n_colnames > 0)
    found = NULL;
  add_item (w, relation->alias != NULL ? relation->alias->aliasname : relation->relname, found, relation->alias != NULL);
}

static void
add_from (Walk *w, const Node *node)
{
  if (node == NULL)
    return;
  if (node->node_case == NODE (RANGE_VAR))
    add_relation (w, node->range_var);
  else if (node->node_case == NODE (JOIN_EXPR))
    {
      add_from (w, node->join_expr->larg);
      add_from (w, node->join_expr->rarg);
    }
  else if (node->node_case == NODE (RANGE_SUBSELECT) && node->range_subselect->alias != NULL)
    add_item (w, node->range_subselect->alias->aliasname, NULL, TRUE);
  else if (node->node_case == NODE (RANGE_FUNCTION) && node->range_function->alias != NULL)
    add_item (w, node->range_function->alias->aliasname, NULL, TRUE);
  else
    w->scope->has_unknown = TRUE;
}

static void
add_ctes (Walk *w, const PgQuery__WithClause *with)
{
  for (gsize i = 0; with != NULL && i < with->n_ctes; i++)
    if (with->ctes[i]->node_case == NODE (COMMON_TABLE_EXPR))
      g_ptr_array_add (w->scope->ctes, with->ctes[i]->common_table_expr->ctename);
}

static void
open_scope (Walk *w, Scope *scope, const PgQuery__WithClause *with)
{
  *scope = (Scope) { .outer = w->scope, .items = g_array_new (FALSE, FALSE, sizeof (Item)), .ctes = g_ptr_array_new () };
  w->scope = scope;
  add_ctes (w, with);
}

static void
close_scope (Walk *w)
{
  g_array_unref (w->scope->items);
  g_ptr_array_unref (w->scope->ctes);
  w->scope = w->scope->outer;
}

static const Item *
find_item (Walk *w, const char *name)
{
  for (Scope *s = w->scope; s != NULL; s = s->outer)
    for (guint i = 0; i < s->items->len; i++)
      if (g_str_equal (g_array_index (s->items, Item, i).name, name))
        return &g_array_index (s->items, Item, i);
  return NULL;
}

static gpointer
find_bare_column (Walk *w, const char *name)
{
  for (Scope *s = w->scope; s != NULL; s = s->outer)
    {
      for (guint i = 0; i < s->items->len; i++)
        {
          gpointer column = rv_pg_column (w->r, g_array_index (s->items, Item, i).relation, name);

          if (column != NULL)
            return column;
        }
      if (s->has_unknown)
        return NULL;
    }
  return rv_pg_column (w->r, w->relation, name);
}

/* ---- nodes that name something ------------------------------------------------------------------- */

static gboolean
is_row_variable (const char *name)
{
  return g_str_equal (name, "new") || g_str_equal (name, "old") || g_str_equal (name, "excluded");
}

static gboolean
is_variable (const Walk *w, const char *name)
{
  return w->variables != NULL && g_hash_table_contains (w->variables, name);
}

/* table.column or schema.table.column */
static void
see_qualified_column (Walk *w, const char **names, const RvPgToken *tokens, guint n)
{
  const Item *item = find_item (w, names[n - 2]);
  gpointer relation = item != NULL ? item->relation : NULL;
  gboolean by_name = item != NULL ? !item->is_alias : FALSE;

  if (n == 2 && is_variable (w, names[0]))
    {
      relation = g_hash_table_lookup (w->variables, names[0]);
      if (item != NULL && item->relation != relation)
        return;
      by_name = FALSE;
    }
  if (item == NULL && w->relation != NULL)
    {
      by_name = g_str_equal (names[n - 2], rv_record_name (w->relation));
      if (by_name || is_row_variable (names[n - 2]))
        relation = w->relation;
    }
  if (relation == NULL)
    return;
  if (n > 2)
    mention (w, &tokens[n - 3], rv_model_get (w->r->model, rv_pg_schema_of (w->r, relation)), 0);
  if (by_name)
    mention (w, &tokens[n - 2], relation, 0);
  mention (w, &tokens[n - 1], rv_pg_column (w->r, relation, names[n - 1]), 0);
}

static void
see_column (Walk *w, const PgQuery__ColumnRef *ref)
{
  const char *names[3];
  RvPgToken tokens[3];
  guint n = 0;

  while (n < ref->n_fields && n < 3 && rv_pg_string (ref->fields[n]) != NULL)
    {
      names[n] = rv_pg_string (ref->fields[n]);
      n++;
    }
  if (n == 0 || name_tokens (w, ref->location, tokens, n) < n)
    return;
  if (n < ref->n_fields)
    {
      /* alias.* */
      const Item *item = find_item (w, names[n - 1]);

      if (item != NULL && !item->is_alias)
        mention (w, &tokens[n - 1], item->relation, 0);
    }
  else if (n == 1 && !is_variable (w, names[0]))
    {
      gpointer column = find_bare_column (w, names[0]);
      const Item *item = column == NULL ? find_item (w, names[0]) : NULL;

      mention (w, &tokens[0], column != NULL ? column : item != NULL && !item->is_alias ? item->relation : NULL, 0);
    }
  else if (n > 1)
    see_qualified_column (w, names, tokens, n);
}

static void
see_function (Walk *w, const PgQuery__FuncCall *call)
{
  static const RvKind kinds[] = { RV_KIND_ROUTINE, RV_KIND_AGGREGATE, RV_KIND_NONE };
  const char *schema, *name;

  rv_pg_names (call->funcname, call->n_funcname, &schema, &name);
  if (schema != NULL || !is_variable (w, name))
    mention_named (w, call->location, find_called (w, call->funcname, call->n_funcname, kinds));
  if (call->n_args > 0 && call->args[0]->node_case == NODE (A_CONST)
      && (g_str_equal (name, "nextval") || g_str_equal (name, "currval") || g_str_equal (name, "setval")))
    mention_in_string (w, call->args[0]->a_const->location);
}

static void
see_type (Walk *w, const PgQuery__TypeName *type)
{
  mention_named (w, type->location, rv_pg_find_type (w->r, type));
}

static void
see_cast (Walk *w, const PgQuery__TypeCast *cast)
{
  const char *schema, *name;

  if (cast->arg == NULL || cast->arg->node_case != NODE (A_CONST) || cast->type_name == NULL)
    return;
  rv_pg_names (cast->type_name->names, cast->type_name->n_names, &schema, &name);
  if (g_str_equal (name, "regclass"))
    mention_in_string (w, cast->arg->a_const->location);
}

static void
see_collation (Walk *w, const PgQuery__CollateClause *clause)
{
  static const RvKind kinds[] = { RV_KIND_COLLATION, RV_KIND_NONE };
  gpointer collation = find_called (w, clause->collname, clause->n_collname, kinds);
  RvPgToken word;

  if (collation != NULL && rv_pg_token_next (w->text, w->length, clause->location, &word))
    mention_named (w, (int) word.end, collation);
}

/* The columns that INSERT and UPDATE SET name. */
static void
see_targets (Walk *w, Node **targets, gsize n, const PgQuery__RangeVar *relation)
{
  gpointer table = relation != NULL ? rv_pg_find_relation (w->r, relation) : NULL;
  RvPgToken token;

  for (gsize i = 0; table != NULL && i < n; i++)
    if (targets[i]->node_case == NODE (RES_TARGET) && name_tokens (w, targets[i]->res_target->location, &token, 1) == 1)
      mention (w, &token, rv_pg_column (w->r, table, targets[i]->res_target->name), 0);
}

/* ON CONFLICT (a, lower(b)): the plain columns among the elements have no place in the tree. */
static void
see_conflict_columns (Walk *w, const PgQuery__InferClause *infer, gpointer table)
{
  RvPgToken token;
  gsize i = (gsize) MAX (infer->location, 0), n = 0;
  gboolean is_first = FALSE;
  int depth = 0;

  for (; n < infer->n_index_elems && rv_pg_token_next (w->text, w->length, i, &token); i = token.end)
    {
      const Node *element = infer->index_elems[n];
      char sign = token.type == RV_PG_TOKEN_SIGN ? w->text[token.start] : '\0';

      if (is_first && depth == 1 && element->node_case == NODE (INDEX_ELEM) && rv_pg_given (element->index_elem->name) != NULL)
        mention (w, &token, rv_pg_column (w->r, table, element->index_elem->name), 0);
      depth += (sign == '(') - (sign == ')');
      is_first = depth == 1 && (sign == ',' || sign == '(');
      n += (depth == 1 && sign == ',') || (depth == 0 && sign == ')');
    }
}

static void
see_conflict (Walk *w, const PgQuery__InsertStmt *insert)
{
  const PgQuery__OnConflictClause *conflict = insert->on_conflict_clause;
  gpointer table = insert->relation != NULL ? rv_pg_find_relation (w->r, insert->relation) : NULL;

  if (conflict == NULL || table == NULL)
    return;
  see_targets (w, conflict->target_list, conflict->n_target_list, insert->relation);
  if (conflict->infer != NULL)
    see_conflict_columns (w, conflict->infer, table);
}

/* SFUNC = name, FINALFUNC = name … of an aggregate come as types. */
static gboolean
see_aggregate_function (Walk *w, const PgQuery__DefElem *option)
{
  static const RvKind kinds[] = { RV_KIND_ROUTINE, RV_KIND_NONE };
  const PgQuery__TypeName *name = option->arg != NULL && option->arg->node_case == NODE (TYPE_NAME) ? option->arg->type_name : NULL;

  if (name == NULL || !(g_str_has_suffix (option->defname, "func") || g_str_has_prefix (option->defname, "sfunc")))
    return FALSE;
  mention_named (w, name->location, find_called (w, name->names, name->n_names, kinds));
  return TRUE;
}

/* A plain column of a partition key is no column reference, but has its place. */
static void
see_partition_element (Walk *w, const PgQuery__PartitionElem *e)
{
  RvPgToken token;

  if (rv_pg_given (e->name) != NULL && name_tokens (w, e->location, &token, 1) == 1)
    mention (w, &token, rv_pg_column (w->r, w->relation, e->name), 0);
}

static gboolean
is_output_name (const PgQuery__SelectStmt *select, const Node *key)
{
  const char *name = key->node_case == NODE (COLUMN_REF) && key->column_ref->n_fields == 1 ? rv_pg_string (key->column_ref->fields[0]) : NULL;

  for (gsize i = 0; name != NULL && i < select->n_target_list; i++)
    if (select->target_list[i]->node_case == NODE (RES_TARGET) && g_str_equal (select->target_list[i]->res_target->name, name))
      return TRUE;
  return FALSE;
}

static void
walk_select (Walk *w, const PgQuery__SelectStmt *select)
{
  PgQuery__SelectStmt rest = *select;
  Scope scope;

  open_scope (w, &scope, select->with_clause);
  for (gsize i = 0; i < select->n_from_clause; i++)
    add_from (w, select->from_clause[i]);
  rest.n_sort_clause = 0;
  walk_fields (w, &rest.base);
  for (gsize i = 0; i < select->n_sort_clause; i++)
    if (select->sort_clause[i]->node_case != NODE (SORT_BY) || !is_output_name (select, select->sort_clause[i]->sort_by->node))
      walk_node (w, select->sort_clause[i]);
  close_scope (w);
}

static void
walk_change (Walk *w, const ProtobufCMessage *message, const PgQuery__RangeVar *relation, const PgQuery__WithClause *with,
             Node **from, gsize n_from)
{
  Scope scope;

  open_scope (w, &scope, with);
  if (relation != NULL)
    add_relation (w, relation);
  for (gsize i = 0; i < n_from; i++)
    add_from (w, from[i]);
  walk_fields (w, message);
  close_scope (w);
}

/* With ON CONFLICT the row that was to be inserted has a name. */
static void
walk_insert (Walk *w, const PgQuery__InsertStmt *insert)
{
  Scope scope;

  open_scope (w, &scope, insert->with_clause);
  if (insert->relation != NULL)
    add_relation (w, insert->relation);
  if (insert->relation != NULL && insert->on_conflict_clause != NULL)
    add_item (w, "excluded", rv_pg_find_relation (w->r, insert->relation), TRUE);
  walk_fields (w, &insert->base);
  close_scope (w);
}

static void
walk_message (Walk *w, const ProtobufCMessage *message)
{
  const ProtobufCMessageDescriptor *d = message->descriptor;

  if (d == &pg_query__select_stmt__descriptor)
    {
      walk_select (w, (const PgQuery__SelectStmt *) message);
      return;
    }
  if (d == &pg_query__insert_stmt__descriptor)
    {
      const PgQuery__InsertStmt *insert = (const PgQuery__InsertStmt *) message;

      see_targets (w, insert->cols, insert->n_cols, insert->relation);
      see_conflict (w, insert);
      walk_insert (w, insert);
      return;
    }
  if (d == &pg_query__update_stmt__descriptor)
    {
      const PgQuery__UpdateStmt *update = (const PgQuery__UpdateStmt *) message;

      see_targets (w, update->target_list, update->n_target_list, update->relation);
      walk_change (w, message, update->relation, update->with_clause, update->from_clause, update->n_from_clause);
      return;
    }
  if (d == &pg_query__delete_stmt__descriptor)
    {
      const PgQuery__DeleteStmt *delete = (const PgQuery__DeleteStmt *) message;

      walk_change (w, message, delete->relation, delete->with_clause, delete->using_clause, delete->n_using_clause);
      return;
    }
  if (d == &pg_query__def_elem__descriptor && see_aggregate_function (w, (const PgQuery__DefElem *) message))
    return;
  if (d == &pg_query__partition_elem__descriptor)
    see_partition_element (w, (const PgQuery__PartitionElem *) message);
  if (d == &pg_query__column_ref__descriptor)
    see_column (w, (const PgQuery__ColumnRef *) message);
  else if (d == &pg_query__func_call__descriptor)
    see_function (w, (const PgQuery__FuncCall *) message);
  else if (d == &pg_query__type_name__descriptor)
    see_type (w, (const PgQuery__TypeName *) message);
  else if (d == &pg_query__type_cast__descriptor)
    see_cast (w, (const PgQuery__TypeCast *) message);
  else if (d == &pg_query__collate_clause__descriptor)
    see_collation (w, (const PgQuery__CollateClause *) message);
  else if (d == &pg_query__range_var__descriptor && !is_cte (w, (const PgQuery__RangeVar *) message))
    mention_named (w, ((const PgQuery__RangeVar *) message)->location, rv_pg_find_relation (w->r, (const PgQuery__RangeVar *) message));
  walk_fields (w, message);
}

int
rv_pg_compare_mentions (gconstpointer a, gconstpointer b)
{
  const RvPgMention *x = a, *y = b;

  return x->start < y->start ? -1 : x->start > y->start;
}

GArray *
rv_pg_mentions_with (RvPgReader *r, const char *text, gsize length, const void *tree, gpointer relation, GHashTable *variables)
{
  GArray *mentions = g_array_new (FALSE, FALSE, sizeof (RvPgMention));
  Walk w = { .r = r, .text = text, .length = length, .relation = relation, .variables = variables, .mentions = mentions };

  walk_node (&w, tree);
  g_array_sort (mentions, rv_pg_compare_mentions);
  return mentions;
}

GArray *
rv_pg_mentions (RvPgReader *r, const char *text, gsize length, const void *tree, gpointer relation)
{
  return rv_pg_mentions_with (r, text, length, tree, relation, NULL);
}
