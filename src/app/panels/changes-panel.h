/* Versions of the design and what changed since one of them: named, listed, and shown over the diagram in front. */
#pragma once

#include "canvas/canvas.h"

#define RV_TYPE_CHANGES_PANEL (rv_changes_panel_get_type ())
G_DECLARE_FINAL_TYPE (RvChangesPanel, rv_changes_panel, RV, CHANGES_PANEL, GtkWidget)

/* Signals: "failed" (char *message): something was refused, and why. "revealed" (int64 id): a person wants to see that object. */

void rv_changes_panel_set_model (RvChangesPanel *panel, RvModel *model);

/** rv_changes_panel_set_canvas: @canvas: (nullable): the one in front; changes are drawn over it. */
void rv_changes_panel_set_canvas (RvChangesPanel *panel, RvCanvas *canvas);

/** rv_changes_panel_show_since: compares with @version; 0: with none. */
void rv_changes_panel_show_since (RvChangesPanel *panel, RvId version);

/** rv_changes_panel_step: goes to the next or previous change of the list; where no version is chosen, since the newest. */
void rv_changes_panel_step (RvChangesPanel *panel, gboolean forward);

/** rv_changes_panel_version: Returns: the version that is compared with, or 0. */
RvId rv_changes_panel_version (RvChangesPanel *panel);
