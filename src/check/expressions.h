/* SQL that stands in fields, as trees of PostgreSQL's own parser, kept with the facts. */
#pragma once

#include <pg_query/pg_query.pb-c.h>

#include "check/facts.h"
#include "sql/postgresql/query.h"

/** rv_facts_statement: Returns: (transfer none) (nullable): the tree of the statements @text; NULL: it cannot be parsed,
 * or is nested too deeply for any stack. */
const PgQuery__ParseResult *rv_facts_statement (RvFacts *facts, const char *text);

/** rv_facts_expression: Returns: (transfer none) (nullable): the tree of the expression @text, such as that of a check, a
 * predicate or a default. Locations in it are offsets into the text + RV_EXPRESSION_START. */
const PgQuery__Node *rv_facts_expression (RvFacts *facts, const char *text);
#define RV_EXPRESSION_START 7 /* "SELECT " */

/** rv_facts_query: Returns: (transfer none) (nullable): the blocks of @text, which is the whole SQL of the object @of: a query, or
 * the query of a view; NULL: it cannot be parsed, see rv_facts_query_error(). */
RvPgQuery *rv_facts_query (RvFacts *facts, gconstpointer of, const char *text);

/** rv_facts_query_error: Returns: (transfer none) (nullable): why not; *at: (out) (optional): the byte that stopped the parser. */
const char *rv_facts_query_error (RvFacts *facts, gconstpointer of, int *at);
