/* A way between tables as SQL. */
#pragma once

#include "model/join-path.h"
#include "sql/dialect.h"

/** rv_join_condition: Returns: (transfer full): “orders.user_id = users.id” of the foreign key of @step. @table, @other:
 * (nullable): what the two tables are called there, the one with the foreign key first; NULL: by their names. */
char *rv_join_condition (RvModel *model, const RvForeignKey *foreign_key, const char *table, const char *other);

/** rv_join_select: Returns: (transfer full): @steps (RvJoinStep) from table @from on as a SELECT with JOINs; a table that
 * comes twice gets another name. */
char *rv_join_select (RvModel *model, RvId from, const GArray *steps);
