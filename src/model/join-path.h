/* The shortest way from one table to another over foreign keys, in whichever direction they point. */
#pragma once

#include "model/model.h"

typedef struct {
  const RvForeignKey *foreign_key;
  RvId from, to;           /* tables: the step goes from one to the other */
} RvJoinStep;

/** rv_join_path: Returns: (transfer full) (nullable): GArray of RvJoinStep, of no step from a table to itself; NULL if
 * foreign keys do not connect the two. Of ways of one length it is the one with more steps to a parent first. */
GArray *rv_join_path (RvModel *model, RvId from, RvId to);

/** rv_join_neighbors: Returns: (transfer full): GHashTable, a set of RvId * to ids of all tables that a foreign key
 * links to one of @tables, of those themselves and of the foreign keys between. */
GHashTable *rv_join_neighbors (RvModel *model, const RvId *tables, guint n_tables);
