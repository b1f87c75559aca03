/* What lists of functional dependencies say, whatever their form: equivalence, the minimal cover, and projection. */
#pragma once

#include "check/theory/closure.h"

/** rv_cover_singles: Returns: (transfer full): a minimal cover with one attribute on each right side: nothing can be left
 * out on the left, nor a whole dependency. */
RvFds *rv_cover_singles (guint n_attributes, const RvFds *fds);

/** rv_cover_minimal: Returns: (transfer full): the canonical cover: rv_cover_singles() with equal left sides put together,
 * in order. */
RvFds *rv_cover_minimal (guint n_attributes, const RvFds *fds);

/** rv_cover_gather: Returns: (transfer full): @fds with equal left sides put together, in order. */
RvFds *rv_cover_gather (const RvFds *fds);

/** rv_cover_implies: Returns: whether every dependency of @what follows from @fds. */
gboolean rv_cover_implies (guint n_attributes, const RvFds *fds, const RvFds *what);

/** rv_cover_equivalent: Returns: whether @a and @b say the same. */
gboolean rv_cover_equivalent (guint n_attributes, const RvFds *a, const RvFds *b);

/** rv_cover_project: the dependencies that hold among the attributes of @onto, by resolution of all others (Gottlob 1987).
 * @is_complete: (inout): becomes FALSE where they grew past what is computed, and some are missing.
 * Returns: (transfer full): a minimal cover of them. */
RvFds *rv_cover_project (guint n_attributes, const RvFds *fds, const RvBits *onto, gboolean *is_complete);
