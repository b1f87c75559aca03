/* What the rules about integrity share. Private to this folder. */
#pragma once

#include "check/fix.h"
#include "check/rules.h"
#include "sql/dialect.h"
#include "sql/rename.h"

/** rv_check_names: whether a check constraint of the table, or one of the column's domain, says something of @column. */
gboolean rv_check_names (RvRuleRun *run, const RvTableFacts *t, const RvColumnFacts *column);

/** rv_is_kept_by_trigger: whether a trigger before each row's update sets @column. */
gboolean rv_is_kept_by_trigger (RvRuleRun *run, const RvTableFacts *t, const RvColumn *column);

/** rv_is_own_table: whether the table is judged by itself: no partition, no foreign table, nothing temporary. */
gboolean rv_is_own_table (const RvTable *table);

/** rv_is_log_table: whether the table's name says that it only collects: logs, audits, histories, queues. */
gboolean rv_is_log_table (const RvTableFacts *t);

/** rv_soft_delete_column: Returns: (nullable): the column that says that a row counts as deleted. */
const RvColumnFacts *rv_soft_delete_column (const RvTableFacts *t);
