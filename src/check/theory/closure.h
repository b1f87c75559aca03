/* Closures of attribute sets under functional dependencies, in time linear in the size of the dependencies
 * (Beeri and Bernstein 1979). Prepared once for a list of dependencies, then asked often. */
#pragma once

#include "check/theory/fds.h"

typedef struct _RvClosure RvClosure;

/** rv_closure_new: @fds must neither change nor go while the closure is in use. */
RvClosure *rv_closure_new (guint n_attributes, const RvFds *fds);
void rv_closure_free (RvClosure *closure);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvClosure, rv_closure_free)

/** rv_closure_skip: leaves dependency @i out from now on, or takes it in again. */
void rv_closure_skip (RvClosure *closure, guint i, gboolean skip);

/** rv_closure_run: makes @to the closure of @of; they may be the same. */
void rv_closure_run (RvClosure *closure, const RvBits *of, RvBits *to);

/** rv_closure_implies: Returns: whether @lhs -> @rhs follows. */
gboolean rv_closure_implies (RvClosure *closure, const RvBits *lhs, const RvBits *rhs);

/** rv_closure_reduce: takes out of @set what can go, @set still determining @target; later attributes go first.
 * @keep: (nullable): attributes that stay. */
void rv_closure_reduce (RvClosure *closure, RvBits *set, const RvBits *target, const RvBits *keep);

/** rv_closure_trace: a proof that @lhs determines @rhs: the numbers of dependencies that, applied in this order, lead there,
 * none of them in vain. Returns: (transfer full) (element-type guint) (nullable): NULL where it does not. */
GArray *rv_closure_trace (RvClosure *closure, const RvBits *lhs, const RvBits *rhs);

/** rv_closure_runs: Returns: how many closures were computed so far, the measure of work. */
guint64 rv_closure_runs (const RvClosure *closure);
