/* What query.c and query-names.c share. */
#pragma once

#include "sql/postgresql/parse.h"
#include "sql/postgresql/query.h"

struct _RvPgQuery {
  RvPgReader reader;      /* just the model and the search path */
  char *text;
  RvPgTree tree;
  GPtrArray *statements;  /* RvPgBlock */
  GPtrArray *blocks;      /* RvPgBlock, owned */
};

RvPgBlock *rv_pg_block_new (RvPgQuery *query, RvPgBlock *outer, RvPgBlockRole role, const ProtobufCMessage *statement);
void rv_pg_block_fill (RvPgBlock *block);

/** rv_pg_query_search_path: Returns: (transfer full): public first, then every other schema: a query seldom says in
 * which one its tables are. */
GPtrArray *rv_pg_query_search_path (RvModel *model);

gpointer rv_pg_query_relation (RvPgQuery *query, const char *schema, const char *name);

/** rv_pg_is_system_name: whether a relation of that name is PostgreSQL's own or of a common extension. */
gboolean rv_pg_is_system_name (const char *schema, const char *name);
