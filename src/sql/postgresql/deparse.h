/* A parse tree as text again, in the words of libpg_query's own writer. */
#pragma once

#include "sql/postgresql/query.h"

/** rv_pg_deparse: Returns: (transfer full) (nullable): the statements of @query as its tree says now, "; " between them.
 * Rules that rewrite change a field of the tree, call this, and put the field back. NULL: the tree cannot be written. */
char *rv_pg_deparse (RvPgQuery *query);

/** rv_pg_deparse_node: Returns: (transfer full) (nullable): one expression. */
char *rv_pg_deparse_node (const PgQuery__Node *node);
