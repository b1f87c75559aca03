/* Multivalued dependencies: the dependency basis, and what functional dependencies follow from both sorts together
 * (Beeri 1980). */
#pragma once

#include "check/theory/relation.h"

/** rv_basis: Returns: (transfer full): the blocks into which @of splits all other attributes: @of ->> Y holds exactly where
 * Y without @of is a union of blocks. */
RvBitsList *rv_basis (const RvRelation *relation, const RvBits *of);

/** rv_basis_closure: makes @to what @of determines under the functional and multivalued dependencies together. */
void rv_basis_closure (const RvRelation *relation, const RvBits *of, RvBits *to);

/** rv_basis_implies: Returns: whether @lhs ->> @rhs follows. */
gboolean rv_basis_implies (const RvRelation *relation, const RvBits *lhs, const RvBits *rhs);

/** rv_basis_is_trivial: Returns: whether @lhs ->> @rhs holds in any relation. */
gboolean rv_basis_is_trivial (const RvRelation *relation, const RvBits *lhs, const RvBits *rhs);

/** rv_basis_functional: Returns: (transfer full): functional dependencies from which all follow that hold, those too that only
 * the multivalued ones bring about. @is_complete: (inout): becomes FALSE where there were too many left sides to try. */
RvFds *rv_basis_functional (const RvRelation *relation, gboolean *is_complete);
