/* Lists of dependencies, functional or multivalued: pairs of a left and a right set of attributes. */
#pragma once

#include "check/theory/bits.h"

typedef struct {
  guint n_words;
  guint len;
  RvBitsList *sides;  /* left, right, left, right … */
} RvFds;

RvFds *rv_fds_new (guint n_words);
RvFds *rv_fds_copy (const RvFds *fds);
void rv_fds_free (RvFds *fds);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvFds, rv_fds_free)

static inline RvBits *
rv_fds_lhs (const RvFds *fds, guint i)
{
  return rv_bits_list_get (fds->sides, 2 * i);
}

static inline RvBits *
rv_fds_rhs (const RvFds *fds, guint i)
{
  return rv_bits_list_get (fds->sides, 2 * i + 1);
}

void rv_fds_add (RvFds *fds, const RvBits *lhs, const RvBits *rhs);

/** rv_fds_add_all: adds what @more holds. */
void rv_fds_add_all (RvFds *fds, const RvFds *more);
void rv_fds_remove (RvFds *fds, guint i);

/** rv_fds_sort: by their left, then by their right sides. */
void rv_fds_sort (RvFds *fds);

/** rv_fds_determinants: adds the attributes of all left sides to @set. */
void rv_fds_determinants (const RvFds *fds, RvBits *set);
