/* Conditions and clauses in a better form. A rewrite changes the tree of the query, has it written, and puts it back. */
#pragma once

#include "check/query/lint.h"

/** rv_rewrite_condition: offers the query with @place replaced by the condition @text (a format). */
void rv_rewrite_condition (RvFinding *finding, RvPgBlock *block, PgQuery__Node *place, const char *format, ...) G_GNUC_PRINTF (4, 5);

/** rv_rewrite_range: where the computed side of @p is a date of a timestamp, a year of it or a sum, offers the same as a
 * condition on the bare column. */
void rv_rewrite_range (RvFinding *finding, RvPgBlock *block, PgQuery__Node *place, const RvPgPredicate *p);

/** rv_rewrite_not_in: offers NOT EXISTS for NOT IN (@inner), where the outer side cannot be null. */
void rv_rewrite_not_in (RvRuleRun *run, RvFinding *finding, RvPgBlock *block, PgQuery__Node *place, RvPgBlock *inner);

/** rv_rewrite_null: offers IS [NOT] NULL for the comparison @e. */
void rv_rewrite_null (RvFinding *finding, RvPgBlock *block, const PgQuery__AExpr *e, const PgQuery__Node *side, gboolean is_null);

/** rv_rewrite_page: offers the page after the last row seen, by comparison of the sort keys, instead of OFFSET. */
void rv_rewrite_page (RvRuleRun *run, RvFinding *finding, RvPgBlock *block);

/** rv_rewrite_all: offers UNION ALL for the UNION of @block. */
void rv_rewrite_all (RvFinding *finding, RvPgBlock *block);
