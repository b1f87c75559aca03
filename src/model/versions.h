/* Named versions of a design: what it was when somebody gave it a name.
 *
 * A version keeps a whole copy of the design in its row, not a place in the history: undo steps are thinned out,
 * their changesets go when a file is migrated, and the birth of a project has none, so no walk back through them
 * could be trusted. The copy is text by table and column names (model/snapshot.h), so that a version made by an
 * older Relvar is read by its names, not by what the kinds look like today. What people say of the design (review
 * notes, decisions, versions themselves: RV_KIND_RECORD) is no part of it. */
#pragma once

#include "model/edit.h"

/** rv_version_create: @name: what the version is called; @author, @comment: (nullable).
 * Returns: (transfer none): the new version, of the design as it is in @edit. */
RvVersion *rv_version_create (RvEdit *edit, const char *name, const char *author, const char *comment);

/** rv_version_open: Returns: (transfer full): the design as it was, with the ids that it had, in a model of its
 * own that cannot be edited. NULL with @error set when the copy is damaged. */
RvModel *rv_version_open (RvModel *model, RvId version, GError **error);

/** rv_versions_in_order: Returns: (transfer container): all RvVersion, the newest first. */
GPtrArray *rv_versions_in_order (RvModel *model);
