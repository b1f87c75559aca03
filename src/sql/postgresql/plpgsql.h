/* Finds the SQL inside of a PL/pgSQL body: its statements, expressions and declared types. */
#pragma once

#include "sql/postgresql/tokens.h"

typedef enum {
  RV_PG_CUT_QUERY,        /* a statement of SQL */
  RV_PG_CUT_EXPRESSION,   /* one or more, with commas between: a SELECT list */
  RV_PG_CUT_TARGET,       /* the same, of what is assigned to: to be read in the body as it was */
  RV_PG_CUT_VARIABLE,     /* a declared name and perhaps its type */
} RvPgCutType;

typedef struct {
  RvPgCutType type;
  gsize start, end;
  gsize type_start, type_end;   /* of a variable's type; both 0: none is written */
} RvPgCut;

/** rv_pg_cut_body: Returns: (transfer full): the RvPgCut pieces of @body, in order.
 * @sql: (out) (transfer full): the body, with what is no SQL in the pieces replaced by as many
 * spaces (INTO targets) or by SQL (PERFORM by SELECT), so that every place stays what it was. */
GArray *rv_pg_cut_body (const char *body, char **sql);
