/* Whether an expression of a query is the one that an index is on. */
#pragma once

#include "check/facts.h"
#include "sql/postgresql/query.h"

/** rv_same_expression: whether @node, in @block, means the same as @text, an expression over the columns of @table. Casts to
 * text aside: a server adds them. */
gboolean rv_same_expression (RvFacts *facts, RvPgBlock *block, const PgQuery__Node *node, RvTable *table, const char *text);
