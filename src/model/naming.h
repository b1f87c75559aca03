/* Names for what a design tool makes by itself: in the manner of PostgreSQL, at most 63 bytes,
 * and none that is taken. */
#pragma once

#include "model/edit.h"

/** rv_name_singular: Returns: (transfer full): one of what @name is many of: "orders" is "order",
 * "categories" is "category"; what looks like no English plural stays as it is. */
char *rv_name_singular (const char *name);

/** rv_name_join: Returns: (transfer full): the parts joined by "_", each cut where the whole would be
 * too long; the last part, such as "fkey", stays whole. @parts: NULL-terminated. */
char *rv_name_join (const char *const *parts);

/** rv_name_free_relation: Returns: (transfer full): @wanted, or @wanted with the first number behind it
 * that no table, view, sequence, index or key of @schema has. */
char *rv_name_free_relation (RvModel *model, RvId schema, const char *wanted);

/** rv_name_free_column: like rv_name_free_relation(), among the columns of @table. */
char *rv_name_free_column (RvModel *model, RvId table, const char *wanted);

/** rv_name_free_constraint: like rv_name_free_relation(), among the constraints of @table. */
char *rv_name_free_constraint (RvModel *model, RvId table, const char *wanted);
