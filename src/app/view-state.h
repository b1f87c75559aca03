/* Where a person looked in each diagram, kept beside the project and not in it: no undo step, no change of the file. One
 * small file for each project in the folder for state. */
#pragma once

#include "base/id.h"

typedef struct _RvViewState RvViewState;

typedef struct {
  double x, y, zoom;
} RvKeptView;

/** rv_view_state_load: @path: (nullable): of the project; nothing is kept for one without a file. Returns: (transfer full). */
RvViewState *rv_view_state_load (const char *path);

/** rv_view_state_save: writes it, best effort. */
void rv_view_state_save (RvViewState *state);
void rv_view_state_free (RvViewState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvViewState, rv_view_state_free)

/** rv_view_state_get: Returns: FALSE if nothing is known of @diagram. */
gboolean rv_view_state_get (RvViewState *state, RvId diagram, RvKeptView *view);
void rv_view_state_set (RvViewState *state, RvId diagram, const RvKeptView *view);

/** rv_view_state_tabs: Returns: (transfer full): GArray of RvId: the diagrams that were open, the one in front last. */
GArray *rv_view_state_tabs (RvViewState *state);
void rv_view_state_set_tabs (RvViewState *state, const GArray *diagrams);
