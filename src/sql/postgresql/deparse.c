/* Packs a tree and hands it to the writer of libpg_query. */
#include "sql/postgresql/deparse.h"

#include "sql/postgresql/query-private.h"

static char *
deparse (const PgQuery__ParseResult *tree)
{
  PgQueryProtobuf packed = { .len = pg_query__parse_result__get_packed_size (tree) };
  g_autofree guint8 *data = g_malloc (packed.len + 1);
  PgQueryDeparseResult result;
  char *text;

  pg_query__parse_result__pack (tree, data);
  packed.data = (char *) data;
  result = pg_query_deparse_protobuf (packed);
  text = result.error == NULL ? g_strdup (result.query) : NULL;
  pg_query_free_deparse_result (result);
  return text;
}

char *
rv_pg_deparse (RvPgQuery *query)
{
  return deparse (query->tree.tree);
}

char *
rv_pg_deparse_node (const Node *node)
{
  PgQuery__ResTarget target = PG_QUERY__RES_TARGET__INIT;
  PgQuery__SelectStmt select = PG_QUERY__SELECT_STMT__INIT;
  PgQuery__RawStmt raw = PG_QUERY__RAW_STMT__INIT;
  PgQuery__ParseResult result = PG_QUERY__PARSE_RESULT__INIT;
  Node target_node = PG_QUERY__NODE__INIT, select_node = PG_QUERY__NODE__INIT;
  Node *targets[] = { &target_node };
  PgQuery__RawStmt *statements[] = { &raw };
  g_autofree char *text = NULL;

  target.val = (Node *) node;
  target.name = (char *) "";
  target_node.node_case = NODE (RES_TARGET);
  target_node.res_target = &target;
  select.n_target_list = 1;
  select.target_list = targets;
  select.limit_option = PG_QUERY__LIMIT_OPTION__LIMIT_OPTION_DEFAULT;
  select.op = PG_QUERY__SET_OPERATION__SETOP_NONE;
  select_node.node_case = NODE (SELECT_STMT);
  select_node.select_stmt = &select;
  raw.stmt = &select_node;
  result.version = PG_VERSION_NUM;
  result.n_stmts = 1;
  result.stmts = statements;
  text = deparse (&result);
  return text != NULL && g_str_has_prefix (text, "SELECT ") ? g_strdup (text + strlen ("SELECT ")) : NULL;
}
