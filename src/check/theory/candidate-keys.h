/* All candidate keys of a relation under functional dependencies.
 *
 * There may be exponentially many, so they are kept as a product: a key is the core, which every key has, and one set out
 * of each factor; and an attribute stands for all that determine it and are determined by it. Each factor is enumerated by
 * the method of Lucchesi and Osborn (1978). Listing them is a matter of its own. */
#pragma once

#include "check/theory/closure.h"

#define RV_KEYS_DEFAULT_LIMIT 100000

typedef struct {
  guint n_attributes;
  guint n_words;
  RvBits *core;
  GPtrArray *factors;     /* of RvBitsList */
  guint *class_of;        /* of each attribute: the one that stands for it */
  RvBits *prime;          /* the attributes of all keys that were found */
  guint64 count;          /* G_MAXUINT64: so many or more */
  gboolean is_complete;   /* whether all were found; else there may be more than `count` */
} RvCandidateKeys;

/** rv_candidate_keys_find: @limit: how many sets at most are looked for in a factor. */
RvCandidateKeys *rv_candidate_keys_find (guint n_attributes, const RvFds *fds, guint limit);
void rv_candidate_keys_free (RvCandidateKeys *keys);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvCandidateKeys, rv_candidate_keys_free)

/** rv_candidate_keys_list: Returns: (transfer full): at most @limit keys, in the order of rv_bits_compare(). */
RvBitsList *rv_candidate_keys_list (const RvCandidateKeys *keys, guint limit);

/** rv_candidate_keys_first: Returns: (transfer full): one key. */
RvBits *rv_candidate_keys_first (const RvCandidateKeys *keys);

/** rv_candidate_keys_one_with: Returns: (transfer full) (nullable): a key that contains @set, or NULL. */
RvBits *rv_candidate_keys_one_with (const RvCandidateKeys *keys, const RvBits *set);
