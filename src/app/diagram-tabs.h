/* The middle of the window: a tab for each diagram that is open, with its canvas. */
#pragma once

#include "canvas/canvas.h"

#define RV_TYPE_DIAGRAM_TABS (rv_diagram_tabs_get_type ())
G_DECLARE_FINAL_TYPE (RvDiagramTabs, rv_diagram_tabs, RV, DIAGRAM_TABS, GtkWidget)

/* Signals:
 *   "canvas-changed" ()           another canvas is in front, or its zoom or tool is another
 *   "selection-changed" ()        of the canvas in front
 *   "delete-requested" ()         a person wants the selection gone
 *   "context-menu" (double, double, int64), "failed" (char *): as of RvCanvas in front */

/** rv_diagram_tabs_set_model: opens the first diagram of @model (nullable: closes all). */
void rv_diagram_tabs_set_model (RvDiagramTabs *tabs, RvModel *model);

/** rv_diagram_tabs_open: brings @diagram to the front, opening a tab if it has none. */
void rv_diagram_tabs_open (RvDiagramTabs *tabs, RvId diagram);

/** rv_diagram_tabs_canvas: Returns: (transfer none) (nullable): the canvas in front. */
RvCanvas *rv_diagram_tabs_canvas (RvDiagramTabs *tabs);

/** rv_diagram_tabs_reveal: shows object @id in the diagram in front, else in the first diagram that has
 * it. Returns: FALSE if none has. */
gboolean rv_diagram_tabs_reveal (RvDiagramTabs *tabs, RvId id);

/** rv_diagram_tabs_fly_to: the same, with the object in the middle and selected. */
gboolean rv_diagram_tabs_fly_to (RvDiagramTabs *tabs, RvId id);

/** rv_diagram_tabs_minimap: Returns: (transfer none): the overview in the corner, to be shown or not. */
GtkWidget *rv_diagram_tabs_minimap (RvDiagramTabs *tabs);

/** rv_diagram_tabs_add_overlay: puts @widget above the canvas in front. */
void rv_diagram_tabs_add_overlay (RvDiagramTabs *tabs, GtkWidget *widget);

/** rv_diagram_tabs_save_views: remembers where a person looks in each diagram, and which are open. */
void rv_diagram_tabs_save_views (RvDiagramTabs *tabs);
