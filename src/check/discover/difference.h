/* Difference sets: in which columns two rows differ. What determines a column must differ wherever it does. */
#pragma once

#include "check/discover/partitions.h"

typedef struct _RvDifferences RvDifferences;

RvDifferences *rv_differences_new (const RvData *data);
void rv_differences_free (RvDifferences *differences);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvDifferences, rv_differences_free)

/** rv_differences_list: Returns: (transfer none): the sets that were found, none twice; it grows. */
const RvBitsList *rv_differences_list (const RvDifferences *differences);

/** rv_differences_add: compares two rows. Returns: (transfer none) (nullable): their difference set where it is new. */
const RvBits *rv_differences_add (RvDifferences *differences, guint row, guint other);

/** rv_differences_add_all: compares all rows, where they are few. Returns: whether it did. */
gboolean rv_differences_add_all (RvDifferences *differences);

/** rv_differences_sample: compares rows that have much in common. */
void rv_differences_sample (RvDifferences *differences, const RvPartitions *partitions);

/** rv_differences_minimal: @sets: small ones first. Returns: (transfer full): those that have attribute @with (G_MAXUINT: all), without it, and
 * no other of them within. @effort: (inout): work that may be done; where it ends, more sets than the least
 * are left. */
RvBitsList *rv_differences_minimal (const RvBitsList *sets, guint with, gint64 *effort);
