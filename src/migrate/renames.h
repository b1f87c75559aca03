/* What has another name in the design after than before, and is the same thing. */
#pragma once

#include "migrate/plan.h"

/** rv_renames_find: Returns: (transfer full) (element-type RvRename): what was renamed: by identity, as options->renames say, and
 * by likeness of what is in no other way paired. NULL with @error set for a rename that names nothing. */
GArray *rv_renames_find (RvModel *before, RvModel *after, const RvPlanOptions *options, GError **error);


typedef void (*RvRenamed) (RvModel *model, RvObject *object, const char *name, RvId schema, gpointer data);

/** rv_renames_apply: Returns: (transfer full): a copy of @before in which everything in @renames has its new name, and texts follow as
 * they do on a server. @renamed is called before each single rename that needs a statement, in an order in which no name is taken;
 * @name: NULL where the object moves to @schema instead. */
RvModel *rv_renames_apply (RvModel *before, RvModel *after, const GArray *renames, RvRenamed renamed, gpointer data);
