/* Which columns of one table look like they refer to another: judged by values, names, types, and what is a key. */
#pragma once

#include "check/discover/data.h"

typedef struct {
  const RvData *from;
  guint from_column;
  const RvData *to;
  guint to_column;
  double coverage;       /* the share of its values that are there */
  double score;          /* 0 to 1 */
} RvForeignKeyGuess;

/** rv_discover_foreign_keys: Returns: (transfer full) (element-type RvForeignKeyGuess): at most one for each column of @tables
 * (of RvData, which must outlive them), the most likely first. */
GArray *rv_discover_foreign_keys (const GPtrArray *tables);
