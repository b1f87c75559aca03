/* What the rules about queries share. Private to this folder. */
#pragma once

#include "check/rule.h"
#include "sql/postgresql/predicate.h"
#include "sql/postgresql/query.h"

/** rv_lint_query: Returns: (transfer none) (nullable): the query @subject taken apart; NULL: it cannot be parsed. */
RvPgQuery *rv_lint_query (RvRuleRun *run, gpointer subject);

/** rv_lint_each_block: calls @see for every block of @subject. */
void rv_lint_each_block (RvRuleRun *run, gpointer subject, void (*see) (RvRuleRun *run, gpointer subject, RvPgBlock *block));

/** rv_lint_report: reports the rule's finding about the query @subject at @node (nullable). A query has one finding of a
 * rule; what is found again in it becomes evidence. Returns: (transfer none): that finding. */
RvFinding *rv_lint_report (RvRuleRun *run, gpointer subject, const void *node, const char *format, ...) G_GNUC_PRINTF (4, 5);

/** rv_lint_rewrite: offers the tree of @block's query, as it stands now, as the better text, unless there is one already. */
void rv_lint_rewrite (RvFinding *finding, RvPgBlock *block);

/** rv_lint_fix: the fix of every rule that has rewritten the query. */
gboolean rv_lint_fix (RvEdit *edit, const RvFinding *finding, GError **error);
#define RV_LINT_FIX_LABEL N_("Rewrite the query")

/** RvEquality: a column of an item of a block that has to equal something. */
typedef struct {
  const RvPgItem *item;
  RvColumn *column;
  const RvPgItem *other_item; /* (nullable): of the same block; NULL: a value, or a column of a block around */
} RvEquality;

/** rv_lint_equalities: Returns: (transfer full) (element-type RvEquality): of the conditions that hold for every row, both ways. */
GArray *rv_lint_equalities (RvPgBlock *block);

/** rv_lint_bound: Returns: (transfer full): for each item of @block whether at most one row of it is left: a key of it equals
 * values, or columns of items of which this is so. */
gboolean *rv_lint_bound (RvRuleRun *run, RvPgBlock *block);

/** rv_lint_is_one_row: whether @block gives at most one row. */
gboolean rv_lint_is_one_row (RvRuleRun *run, RvPgBlock *block);

/** rv_lint_joined_by_key: whether @item of @block is joined by equality of one of its keys with the other items. */
gboolean rv_lint_joined_by_key (RvRuleRun *run, RvPgBlock *block, const RvPgItem *item);

/** rv_lint_has_aggregate: whether @node calls an aggregate (not a window function) in @block itself. */
gboolean rv_lint_has_aggregate (RvRuleRun *run, RvPgBlock *block, const void *node);

/** rv_lint_is_aggregated: whether @block makes one row of all by aggregates: no GROUP BY. */
gboolean rv_lint_is_aggregated (RvRuleRun *run, RvPgBlock *block);

/** rv_lint_uses: whether anything in the query but what is below @except (nullable) needs columns of @item of @block. */
gboolean rv_lint_uses (RvPgBlock *block, const RvPgItem *item, const void *except);

/** rv_lint_is_correlated: whether @block, or one inside of it, names items of a block around it. */
gboolean rv_lint_is_correlated (RvPgBlock *block);

/** rv_lint_type: Returns: (nullable): what is known of the type of @column. */
const RvTypeFacts *rv_lint_type (RvRuleRun *run, RvColumn *column);

/** rv_lint_function: Returns: the bare name of the function that @call calls. */
const char *rv_lint_function (const PgQuery__FuncCall *call);

/** rv_lint_table: Returns: (nullable): the facts of the table that @item is. */
const RvTableFacts *rv_lint_table (RvRuleRun *run, const RvPgItem *item);

#define RV_LINT_RULE(Id, Severity, Title, Explanation, Check) \
  .id = Id, .group = RV_GROUP_QUERY, .severity = RV_SEVERITY_##Severity, .title = Title, .explanation = Explanation, \
  .subject = RV_KIND_QUERY, .check = Check
