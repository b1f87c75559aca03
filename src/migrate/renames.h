/* What has another name in the design after than before, and is the same thing. */
#pragma once

#include "migrate/match.h"
#include "migrate/plan.h"
#include "model/edit.h"

/** rv_renames_find: Returns: (transfer full) (element-type RvRename): what was renamed: by identity, as options->renames say, and
 * by likeness of what is in no other way paired. NULL with @error set for a rename that names nothing. @pairs: (out): all pairs;
 * rv_pairs_clear() when done. */
GArray *rv_renames_find (RvModel *before, RvModel *after, const RvPlanOptions *options, RvPairs *pairs, GError **error);


typedef void (*RvRenamed) (RvModel *model, RvObject *object, const char *name, RvId schema, gpointer data);

/** rv_renames_apply: gives everything in @renames its new name in the model of @edit, and texts follow as they do on a server.
 * @renamed is called before each single rename that needs a statement, in an order in which no name is taken; @name: NULL where the
 * object moves to @schema instead. Returns: FALSE where names are taken by what does not make room: those renames are none. */
gboolean rv_renames_apply (RvEdit *edit, RvModel *after, const GArray *renames, RvRenamed renamed, gpointer data);
