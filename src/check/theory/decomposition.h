/* Decompositions of a relation into smaller ones: by synthesis into 3NF, by search into BCNF, by splitting into 4NF. All
 * are lossless; what they preserve, they say. */
#pragma once

#include "check/theory/normal-form.h"

typedef struct {
  RvBitsList *schemes;     /* the attributes of each relation, in order */
  RvFds *lost;             /* dependencies of the minimal cover that no longer follow from those within the relations */
  gboolean is_complete;    /* FALSE: not everything was tried that might lose less, or a relation may still be split */
} RvDecomposition;

void rv_decomposition_free (RvDecomposition *decomposition);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvDecomposition, rv_decomposition_free)

/** rv_decompose_3nf: Bernstein's synthesis (1976), with a key: lossless and preserving. */
RvDecomposition *rv_decompose_3nf (const RvNormalization *normalization);

/** rv_decompose_bcnf: preserves all dependencies where any decomposition into BCNF does, and else as much as one can. */
RvDecomposition *rv_decompose_bcnf (const RvNormalization *normalization);

/** rv_decompose_4nf: splits until nothing violates 4NF. */
RvDecomposition *rv_decompose_4nf (const RvNormalization *normalization);

/** rv_decomposition_lost: Returns: (transfer full): what of @fds does not follow from what holds within the @schemes. */
RvFds *rv_decomposition_lost (guint n_attributes, const RvFds *fds, const RvBitsList *schemes);

/** rv_scheme_is_bcnf: Returns: whether the relation of the attributes @scheme is in BCNF under @fds.
 * @is_complete: (inout): becomes FALSE where there was too much to compute to be sure. */
gboolean rv_scheme_is_bcnf (guint n_attributes, const RvFds *fds, const RvBits *scheme, gboolean *is_complete);

/** rv_scheme_split_bcnf: adds to @schemes a lossless decomposition of @scheme into BCNF. */
void rv_scheme_split_bcnf (guint n_attributes, const RvFds *fds, const RvBits *scheme, RvBitsList *schemes, gboolean *is_complete);
