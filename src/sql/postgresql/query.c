/* Takes a query apart into blocks. What the names in them mean is in query-names.c. */
#include "sql/postgresql/parse.h"
#include "sql/postgresql/query-private.h"
#include "sql/postgresql/tree.h"

static RvPgBlock *build (RvPgQuery *query, RvPgBlock *outer, RvPgBlockRole role, const ProtobufCMessage *statement);

/* ---- FROM ------------------------------------------------------------------------------------ */

typedef struct {
  const PgQuery__JoinExpr *join;
  gboolean is_nullable;
} Side;

static gboolean
is_inside (const RvPgBlock *block, const RvPgBlock *candidate)
{
  for (; block != NULL; block = block->outer)
    if (block == candidate)
      return TRUE;
  return FALSE;
}

/* The WITH query that a bare name means. One that is not recursive cannot mean itself. */
static RvPgBlock *
find_with (RvPgBlock *block, const char *name)
{
  for (RvPgBlock *b = block; b != NULL; b = b->outer)
    for (guint i = 0; i < b->inner->len; i++)
      {
        RvPgBlock *with = b->inner->pdata[i];

        if (with->role != RV_PG_BLOCK_WITH || !g_str_equal (with->name, name))
          continue;
        if (!is_inside (block, with))
          return with;
        if (with->may_recurse)
          {
            with->is_recursive = TRUE;
            return with;
          }
      }
  return NULL;
}

static RvPgItem *
add_item (RvPgBlock *block, const char *name, Side side)
{
  RvPgItem *item = g_new0 (RvPgItem, 1);

  item->name = name;
  item->join = side.join;
  item->is_nullable = side.is_nullable;
  g_ptr_array_add (block->items, item);
  return item;
}

static RvPgItem *
add_relation (RvPgBlock *block, const PgQuery__RangeVar *var, Side side)
{
  RvPgItem *item = add_item (block, var->alias != NULL ? var->alias->aliasname : var->relname, side);

  item->written = var;
  if (rv_pg_given (var->schemaname) == NULL)
    item->source = find_with (block, var->relname);
  if (item->source == NULL)
    item->relation = rv_pg_query_relation (block->query, var->schemaname, var->relname);
  item->is_missing = item->source == NULL && item->relation == NULL && !rv_pg_is_system_name (var->schemaname, var->relname);
  item->is_unknown = (var->alias != NULL && var->alias->n_colnames > 0) || (item->relation == NULL && item->source == NULL)
                     || (item->source != NULL && item->source->is_renamed);
  return item;
}

static void
add_subselect (RvPgBlock *block, const PgQuery__RangeSubselect *subselect, Side side)
{
  const ProtobufCMessage *statement = rv_pg_unwrap (subselect->subquery);
  RvPgItem *item = add_item (block, subselect->alias != NULL ? subselect->alias->aliasname : "", side);

  item->is_unknown = subselect->alias != NULL && subselect->alias->n_colnames > 0;
  if (statement == NULL)
    return;
  item->source = build (block->query, block, RV_PG_BLOCK_FROM, statement);
  item->source->is_lateral = subselect->lateral;
}

static void add_from (RvPgBlock *block, const Node *node, Side side);

static void
add_join (RvPgBlock *block, const PgQuery__JoinExpr *join, Side side)
{
  gboolean is_full = join->jointype == PG_QUERY__JOIN_TYPE__JOIN_FULL;
  Side left = { join, side.is_nullable || is_full || join->jointype == PG_QUERY__JOIN_TYPE__JOIN_RIGHT };
  Side right = { join, side.is_nullable || is_full || join->jointype == PG_QUERY__JOIN_TYPE__JOIN_LEFT };

  add_from (block, join->larg, left);
  add_from (block, join->rarg, right);
}

static void
add_from (RvPgBlock *block, const Node *node, Side side)
{
  if (node == NULL)
    return;
  if (node->node_case == NODE (RANGE_VAR))
    add_relation (block, node->range_var, side);
  else if (node->node_case == NODE (JOIN_EXPR))
    add_join (block, node->join_expr, side);
  else if (node->node_case == NODE (RANGE_SUBSELECT))
    add_subselect (block, node->range_subselect, side);
  else if (node->node_case == NODE (RANGE_FUNCTION))
    {
      const PgQuery__Alias *alias = node->range_function->alias;

      add_item (block, alias != NULL ? alias->aliasname : "", side)->is_unknown = TRUE;
    }
  else if (node->node_case == NODE (RANGE_TABLE_SAMPLE))
    add_from (block, node->range_table_sample->relation, side);
  else
    add_item (block, "", side)->is_unknown = TRUE;
}

/* ---- conditions ------------------------------------------------------------------------------------ */

static void
add_condition (RvPgBlock *block, const Node *node, const PgQuery__JoinExpr *outer_join)
{
  RvPgCondition condition = { node, outer_join };

  if (node == NULL)
    return;
  if (node->node_case == NODE (BOOL_EXPR) && node->bool_expr->boolop == PG_QUERY__BOOL_EXPR_TYPE__AND_EXPR)
    for (gsize i = 0; i < node->bool_expr->n_args; i++)
      add_condition (block, node->bool_expr->args[i], outer_join);
  else
    g_array_append_val (block->conditions, condition);
}

static void
add_join_conditions (RvPgBlock *block, const Node *from)
{
  const PgQuery__JoinExpr *join;

  if (from == NULL || from->node_case != NODE (JOIN_EXPR))
    return;
  join = from->join_expr;
  add_join_conditions (block, join->larg);
  add_join_conditions (block, join->rarg);
  add_condition (block, join->quals, join->jointype != PG_QUERY__JOIN_TYPE__JOIN_INNER ? join : NULL);
}

/* ---- what stands inside ------------------------------------------------------------------------------ */

static RvPgBlockRole
role_of (const PgQuery__SubLink *link)
{
  switch (link->sub_link_type)
    {
    case PG_QUERY__SUB_LINK_TYPE__EXISTS_SUBLINK:
      return RV_PG_BLOCK_EXISTS;
    case PG_QUERY__SUB_LINK_TYPE__ANY_SUBLINK:
      return RV_PG_BLOCK_ANY;
    case PG_QUERY__SUB_LINK_TYPE__ALL_SUBLINK:
      return RV_PG_BLOCK_ALL;
    case PG_QUERY__SUB_LINK_TYPE__ARRAY_SUBLINK:
      return RV_PG_BLOCK_ARRAY;
    default:
      return RV_PG_BLOCK_SCALAR;
    }
}

/* Subqueries in expressions; those of WITH, FROM, set operations and INSERT are built by their own. */
static void
find_sub_links (const ProtobufCMessage *message, gpointer data)
{
  const ProtobufCMessageDescriptor *d = message->descriptor;
  RvPgBlock *block = data;

  if (d == &pg_query__sub_link__descriptor)
    {
      const PgQuery__SubLink *link = (const PgQuery__SubLink *) message;
      const ProtobufCMessage *statement = rv_pg_unwrap (link->subselect);

      if (rv_pg_unwrap (link->testexpr) != NULL)
        find_sub_links (rv_pg_unwrap (link->testexpr), block);
      if (statement != NULL)
        build (block->query, block, role_of (link), statement)->sub_link = link;
    }
  else if (d != &pg_query__with_clause__descriptor && d != &pg_query__range_subselect__descriptor && d != &pg_query__select_stmt__descriptor)
    rv_pg_each_child (message, find_sub_links, block);
}

static void
build_with (RvPgBlock *block, const PgQuery__WithClause *with)
{
  for (gsize i = 0; with != NULL && i < with->n_ctes; i++)
    {
      const PgQuery__CommonTableExpr *cte = with->ctes[i]->common_table_expr;
      const ProtobufCMessage *statement = rv_pg_unwrap (cte->ctequery);
      RvPgBlock *inner;

      if (statement == NULL)
        continue;
      inner = rv_pg_block_new (block->query, block, RV_PG_BLOCK_WITH, statement);
      inner->name = cte->ctename;
      inner->may_recurse = with->recursive;
      inner->is_renamed = cte->n_aliascolnames > 0;
      rv_pg_block_fill (inner);
    }
}

static void
fill_select (RvPgBlock *block, const PgQuery__SelectStmt *select)
{
  block->select = select;
  build_with (block, select->with_clause);
  if (select->larg != NULL)
    build (block->query, block, RV_PG_BLOCK_BRANCH, &select->larg->base);
  if (select->rarg != NULL)
    build (block->query, block, RV_PG_BLOCK_BRANCH, &select->rarg->base);
  for (gsize i = 0; i < select->n_from_clause; i++)
    add_from (block, select->from_clause[i], (Side) { 0 });
  for (gsize i = 0; i < select->n_from_clause; i++)
    add_join_conditions (block, select->from_clause[i]);
  add_condition (block, select->where_clause, NULL);
}

static void
fill_change (RvPgBlock *block, const PgQuery__RangeVar *target, const PgQuery__WithClause *with, Node **from, gsize n_from, const Node *where)
{
  build_with (block, with);
  if (target != NULL)
    add_relation (block, target, (Side) { 0 })->is_target = TRUE;
  for (gsize i = 0; i < n_from; i++)
    add_from (block, from[i], (Side) { 0 });
  for (gsize i = 0; i < n_from; i++)
    add_join_conditions (block, from[i]);
  add_condition (block, where, NULL);
}

static void
fill_insert (RvPgBlock *block, const PgQuery__InsertStmt *insert)
{
  const ProtobufCMessage *source = rv_pg_unwrap (insert->select_stmt);

  fill_change (block, insert->relation, insert->with_clause, NULL, 0, NULL);
  if (insert->on_conflict_clause != NULL && block->items->len > 0)
    {
      RvPgItem *excluded = add_item (block, "excluded", (Side) { 0 });

      excluded->relation = ((RvPgItem *) block->items->pdata[0])->relation;
      excluded->is_unknown = excluded->relation == NULL;
      excluded->is_excluded = TRUE;
    }
  if (source != NULL)
    build (block->query, block, RV_PG_BLOCK_SOURCE, source);
}

void
rv_pg_block_fill (RvPgBlock *block)
{
  const ProtobufCMessageDescriptor *d = block->statement->descriptor;

  if (d == &pg_query__select_stmt__descriptor)
    fill_select (block, (const PgQuery__SelectStmt *) block->statement);
  else if (d == &pg_query__insert_stmt__descriptor)
    fill_insert (block, (const PgQuery__InsertStmt *) block->statement);
  else if (d == &pg_query__update_stmt__descriptor)
    {
      const PgQuery__UpdateStmt *update = (const PgQuery__UpdateStmt *) block->statement;

      fill_change (block, update->relation, update->with_clause, update->from_clause, update->n_from_clause, update->where_clause);
    }
  else if (d == &pg_query__delete_stmt__descriptor)
    {
      const PgQuery__DeleteStmt *delete = (const PgQuery__DeleteStmt *) block->statement;

      fill_change (block, delete->relation, delete->with_clause, delete->using_clause, delete->n_using_clause, delete->where_clause);
    }
  rv_pg_each_child (block->statement, find_sub_links, block);
}

/* ---- life ---------------------------------------------------------------------------------------------- */

static void
block_free (gpointer data)
{
  RvPgBlock *block = data;

  g_ptr_array_unref (block->items);
  g_array_unref (block->conditions);
  g_ptr_array_unref (block->inner);
  g_free (block);
}

RvPgBlock *
rv_pg_block_new (RvPgQuery *query, RvPgBlock *outer, RvPgBlockRole role, const ProtobufCMessage *statement)
{
  RvPgBlock *block = g_new0 (RvPgBlock, 1);

  *block = (RvPgBlock) { .query = query, .outer = outer, .role = role, .statement = statement };
  block->items = g_ptr_array_new_with_free_func (g_free);
  block->conditions = g_array_new (FALSE, FALSE, sizeof (RvPgCondition));
  block->inner = g_ptr_array_new ();
  g_ptr_array_add (query->blocks, block);
  g_ptr_array_add (outer != NULL ? outer->inner : query->statements, block);
  return block;
}

static RvPgBlock *
build (RvPgQuery *query, RvPgBlock *outer, RvPgBlockRole role, const ProtobufCMessage *statement)
{
  RvPgBlock *block = rv_pg_block_new (query, outer, role, statement);

  rv_pg_block_fill (block);
  return block;
}

/* The query in a statement that only carries one. */
static const ProtobufCMessage *
query_in (const Node *node)
{
  switch (node->node_case)
    {
    case NODE (SELECT_STMT):
    case NODE (INSERT_STMT):
    case NODE (UPDATE_STMT):
    case NODE (DELETE_STMT):
      return rv_pg_unwrap (node);
    case NODE (EXPLAIN_STMT):
      return node->explain_stmt->query != NULL ? query_in (node->explain_stmt->query) : NULL;
    case NODE (PREPARE_STMT):
      return node->prepare_stmt->query != NULL ? query_in (node->prepare_stmt->query) : NULL;
    case NODE (DECLARE_CURSOR_STMT):
      return node->declare_cursor_stmt->query != NULL ? query_in (node->declare_cursor_stmt->query) : NULL;
    case NODE (COPY_STMT):
      return node->copy_stmt->query != NULL ? query_in (node->copy_stmt->query) : NULL;
    case NODE (CREATE_TABLE_AS_STMT):
      return node->create_table_as_stmt->query != NULL ? query_in (node->create_table_as_stmt->query) : NULL;
    default:
      return NULL;
    }
}

static gboolean
parse (RvPgQuery *query, int *at, GError **error)
{
  if (rv_pg_weight (query->text) > RV_PG_HEAVY)
    {
      g_set_error_literal (error, RV_SQL_ERROR, RV_SQL_ERROR_SYNTAX, _("It is nested too deeply."));
      return FALSE;
    }
  rv_pg_parse (query->text, &query->tree);
  if (query->tree.tree != NULL)
    return TRUE;
  if (at != NULL)
    *at = query->tree.at;
  g_set_error_literal (error, RV_SQL_ERROR, RV_SQL_ERROR_SYNTAX, query->tree.message);
  return FALSE;
}

RvPgQuery *
rv_pg_query_new (RvModel *model, const char *text, int *at, GError **error)
{
  g_autoptr (RvPgQuery) query = g_new0 (RvPgQuery, 1);

  query->reader.model = model;
  query->reader.search_path = rv_pg_query_search_path (model);
  query->text = g_strdup (text);
  query->statements = g_ptr_array_new ();
  query->blocks = g_ptr_array_new_with_free_func (block_free);
  if (!parse (query, at, error))
    return NULL;
  for (gsize i = 0; i < query->tree.tree->n_stmts; i++)
    {
      const Node *node = query->tree.tree->stmts[i]->stmt;
      const ProtobufCMessage *statement = node != NULL ? query_in (node) : NULL;

      if (statement != NULL)
        build (query, NULL, RV_PG_BLOCK_STATEMENT, statement);
    }
  return g_steal_pointer (&query);
}

void
rv_pg_query_free (RvPgQuery *query)
{
  g_ptr_array_unref (query->statements);
  g_ptr_array_unref (query->blocks);
  g_ptr_array_unref (query->reader.search_path);
  rv_pg_tree_clear (&query->tree);
  g_free (query->text);
  g_free (query);
}

RvModel *
rv_pg_query_model (RvPgQuery *query)
{
  return query->reader.model;
}

const char *
rv_pg_query_text (RvPgQuery *query)
{
  return query->text;
}

const GPtrArray *
rv_pg_query_statements (RvPgQuery *query)
{
  return query->statements;
}

const GPtrArray *
rv_pg_query_blocks (RvPgQuery *query)
{
  return query->blocks;
}

RvPgBlock *
rv_pg_block_of (RvPgQuery *query, const void *statement)
{
  for (guint i = 0; i < query->blocks->len; i++)
    if (((RvPgBlock *) query->blocks->pdata[i])->statement == statement)
      return query->blocks->pdata[i];
  return NULL;
}

/* ---- walking ---------------------------------------------------------------------------------------------- */

typedef struct {
  RvPgBlock *block;
  RvPgBlockVisit visit;
  gpointer data;
} Walk;

static void
walk (const ProtobufCMessage *message, gpointer data)
{
  const ProtobufCMessageDescriptor *d = message->descriptor;
  Walk *w = data;

  if (d == &pg_query__with_clause__descriptor || d == &pg_query__range_subselect__descriptor || d == &pg_query__select_stmt__descriptor)
    return;
  if (w->visit (w->block, message, w->data))
    rv_pg_each_child (message, walk, w);
}

void
rv_pg_block_walk (RvPgBlock *block, const void *from, RvPgBlockVisit visit, gpointer data)
{
  const ProtobufCMessage *start = rv_pg_unwrap (from != NULL ? from : block->statement);
  Walk w = { block, visit, data };

  if (start == block->statement)
    rv_pg_each_child (start, walk, &w);
  else if (start != NULL)
    walk (start, &w);
}
