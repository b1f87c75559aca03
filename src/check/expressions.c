/* Texts parsed when first asked for. */
#include "check/expressions.h"

#include <string.h>

#include "check/expressions-private.h"
#include "check/facts-private.h"
#include "sql/postgresql/parse.h"

void
rv_facts_free_tree (gpointer data)
{
  rv_pg_tree_clear (data);
  g_free (data);
}

typedef struct {
  char *text;
  RvPgQuery *query;
  GError *error;
  int at;
} Query;

void
rv_facts_free_query (gpointer data)
{
  Query *query = data;

  g_free (query->text);
  g_clear_pointer (&query->query, rv_pg_query_free);
  g_clear_error (&query->error);
  g_free (query);
}

RvPgQuery *
rv_facts_query (RvFacts *facts, gconstpointer of, const char *text)
{
  gpointer key = GSIZE_TO_POINTER (((const RvObject *) of)->id);
  Query *query = g_hash_table_lookup (facts->queries, key);

  if (query == NULL || strcmp (query->text, text) != 0)
    {
      query = g_new0 (Query, 1);
      query->text = g_strdup (text);
      query->query = rv_pg_query_new (facts->model, text, &query->at, &query->error);
      g_hash_table_insert (facts->queries, key, query);
    }
  return query->query;
}

const char *
rv_facts_query_error (RvFacts *facts, gconstpointer of, int *at)
{
  const Query *query = g_hash_table_lookup (facts->queries, GSIZE_TO_POINTER (((const RvObject *) of)->id));

  if (query == NULL || query->error == NULL)
    return NULL;
  if (at != NULL)
    *at = query->at;
  return query->error->message;
}

const PgQuery__ParseResult *
rv_facts_statement (RvFacts *facts, const char *text)
{
  RvPgTree *tree = g_hash_table_lookup (facts->trees, text);

  if (tree == NULL)
    {
      tree = g_new0 (RvPgTree, 1);
      if (rv_pg_weight (text) <= RV_PG_HEAVY)
        rv_pg_parse (text, tree);
      g_hash_table_insert (facts->trees, g_strdup (text), tree);
    }
  return tree->tree;
}

const PgQuery__Node *
rv_facts_expression (RvFacts *facts, const char *text)
{
  g_autofree char *statement = g_strconcat ("SELECT ", text, NULL);
  const PgQuery__ParseResult *tree = rv_facts_statement (facts, statement);
  const PgQuery__SelectStmt *select;

  if (tree == NULL || tree->n_stmts != 1 || tree->stmts[0]->stmt->node_case != PG_QUERY__NODE__NODE_SELECT_STMT)
    return NULL;
  select = tree->stmts[0]->stmt->select_stmt;
  if (select->n_target_list != 1 || select->target_list[0]->node_case != PG_QUERY__NODE__NODE_RES_TARGET)
    return NULL;
  return select->target_list[0]->res_target->val;
}
