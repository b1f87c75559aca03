/* The rows of a table put together by equal values of a column (stripped partitions: groups of one are left out), and the test
 * whether what looks like a dependency or a key is one. */
#pragma once

#include "check/discover/data.h"
#include "check/theory/bits.h"

typedef struct {
  guint n_groups;
  guint *starts;       /* of each group in `rows`, and the end */
  guint *rows;
  double pairs;        /* of rows in one group */
} RvPartition;

typedef struct _RvPartitions RvPartitions;

RvPartitions *rv_partitions_new (const RvData *data);
void rv_partitions_free (RvPartitions *partitions);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvPartitions, rv_partitions_free)

/** rv_partitions_get: Returns: (transfer none): the groups of column @i. */
const RvPartition *rv_partitions_get (const RvPartitions *partitions, guint i);

/** RvViolation: two rows that agree on a left side and not on the right; or, of a key, agree at all.
 * Returns: FALSE to hear of no more. */
typedef gboolean (*RvViolation) (guint row, guint other, gpointer data);

/** rv_partitions_begin: the tests from now on are for the right side @rhs: a column, or G_MAXUINT to ask for keys. */
void rv_partitions_begin (RvPartitions *partitions, guint rhs);

/** rv_partitions_test: @path: the @n columns of a left side; those of the last test that begin it cost nothing.
 * Returns: whether it holds; else it has told of pairs of rows that violate it. */
gboolean rv_partitions_test (RvPartitions *partitions, const guint *path, guint n, RvViolation violation, gpointer data);

/** rv_partitions_error: how few rows must go for @lhs -> @rhs to hold (g3). @rows: (nullable): gets at most @n_rows such rows.
 * Returns: their number; counting ends past @limit. */
guint rv_partitions_error (RvPartitions *partitions, const RvBits *lhs, guint rhs, guint limit, GArray *rows, guint n_rows);

/** rv_partitions_work: Returns: how many rows were looked at so far. */
guint64 rv_partitions_work (const RvPartitions *partitions);
