/* All review notes of a project: found, filtered, stepped through, and pinned to the diagram in front. */
#pragma once

#include "canvas/canvas.h"

#define RV_TYPE_REVIEW_PANEL (rv_review_panel_get_type ())
G_DECLARE_FINAL_TYPE (RvReviewPanel, rv_review_panel, RV, REVIEW_PANEL, GtkWidget)

/* Signals: "failed" (char *message). "revealed" (int64 id): a person wants to see that object; "diagram-wanted" (int64 id): or that diagram.
 * Property: "shows-pins". */

void rv_review_panel_set_model (RvReviewPanel *panel, RvModel *model);

/** rv_review_panel_set_canvas: @canvas: (nullable): the one in front; pins are drawn on it. */
void rv_review_panel_set_canvas (RvReviewPanel *panel, RvCanvas *canvas);

/** rv_review_panel_thread: Returns: (transfer none): the popover of a thread; to be made a child of what holds the canvas, too. */
GtkWidget *rv_review_panel_thread (RvReviewPanel *panel);

/** rv_review_panel_write: lets a person write a note about @object, or with 0 about the place in the middle of the canvas. */
void rv_review_panel_write (RvReviewPanel *panel, RvId object);

/** rv_review_panel_step: goes to the next or previous thread that is not resolved. */
void rv_review_panel_step (RvReviewPanel *panel, gboolean forward);
