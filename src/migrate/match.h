/* Finds the counterparts of a comparison. */
#pragma once

#include "migrate/compare.h"

/** RvPairs: which object of one design is which of the other. */
typedef struct {
  GHashTable *after;    /* RvId before -> RvId after, as pointers */
  GHashTable *before;   /* RvId after -> RvId before */
} RvPairs;

void rv_pairs_init (RvPairs *pairs);
void rv_pairs_clear (RvPairs *pairs);
RvId rv_pairs_after (const RvPairs *pairs, RvId before);
RvId rv_pairs_before (const RvPairs *pairs, RvId after);

/** rv_match_by_identity, rv_match_by_name: fill @pairs; kinds with a flag of @skip stay without. */
void rv_match_by_identity (RvPairs *pairs, RvModel *before, RvModel *after, RvKindFlags skip);
void rv_match_by_name (RvPairs *pairs, RvModel *before, RvModel *after, RvKindFlags skip);

/** rv_compare_paired: like rv_compare() with @pairs, which it takes. */
RvComparison *rv_compare_paired (RvModel *before, RvModel *after, RvPairs *pairs, RvKindFlags skip);

/** rv_match_below: pairs by name what belongs to @one with what belongs to @other. */
void rv_match_below (RvPairs *pairs, RvModel *before, RvId one, RvModel *after, RvId other, RvKindFlags skip);
