/* An open project in the window: tree and diagrams at the left, canvas in the middle, properties at
 * the right, DDL at the bottom. It owns what is selected and keeps all of them in step. */
#pragma once

#include "app/diagram-tabs.h"
#include "app/document.h"
#include "app/panels/changes-panel.h"
#include "app/panels/checks-panel.h"
#include "app/panels/review-panel.h"

#define RV_TYPE_PROJECT_VIEW (rv_project_view_get_type ())
G_DECLARE_FINAL_TYPE (RvProjectView, rv_project_view, RV, PROJECT_VIEW, GtkWidget)

/* Signals:
 *   "selection-changed" ()     other objects are selected, or another diagram is in front
 *   "canvas-changed" ()        another canvas is in front, or its zoom or tool is another
 *   "failed" (char *message)   something was refused, and why
 *   "done" (char *message)     something was done that can be undone
 *   "checks-changed" ()        the findings are others now, or another one is chosen
 * Properties: "shows-tree", "shows-properties", "shows-ddl", "shows-minimap"; "side-page": which page the right pane shows: "properties",
 * "checks", "views", "notes" or "changes". */

/** rv_project_view_set_document: @document: (nullable). */
void rv_project_view_set_document (RvProjectView *view, RvDocument *document);

/** rv_project_view_canvas: Returns: (transfer none) (nullable): the canvas in front. */
RvCanvas *rv_project_view_canvas (RvProjectView *view);

/** rv_project_view_diagram: Returns: the diagram in front, or 0. */
RvId rv_project_view_diagram (RvProjectView *view);

/** rv_project_view_selection: Returns: (transfer none): the ids of what is selected, wherever it was chosen. */
const RvId *rv_project_view_selection (RvProjectView *view, guint *n_ids);

/** rv_project_view_select: selects @ids everywhere. */
void rv_project_view_select (RvProjectView *view, const RvId *ids, guint n_ids);

/** rv_project_view_review, rv_project_view_changes, rv_project_view_checks: Returns: (transfer none): pages of the right pane. */
RvReviewPanel *rv_project_view_review (RvProjectView *view);
RvChangesPanel *rv_project_view_changes (RvProjectView *view);
RvChecksPanel *rv_project_view_checks (RvProjectView *view);

/** rv_project_view_chosen_view: Returns: the saved view that is selected in its list, or 0. */
RvId rv_project_view_chosen_view (RvProjectView *view);

void rv_project_view_open_diagram (RvProjectView *view, RvId diagram);

/** rv_project_view_reveal: shows object @id in a diagram. Returns: FALSE if none has it. */
gboolean rv_project_view_reveal (RvProjectView *view, RvId id);

/** rv_project_view_go_to: flies to object @id and selects it, in a diagram that shows it or what it belongs to; a diagram is
 * opened. Returns: FALSE if none shows it: then it is selected in the tree alone. */
gboolean rv_project_view_go_to (RvProjectView *view, RvId id);

/** rv_project_view_show_objects: selects what stands for @ids in the diagram that shows the first of them, and flies there; the
 * keyboard stays where it is. Returns: FALSE if no diagram shows any. */
gboolean rv_project_view_show_objects (RvProjectView *view, const RvId *ids, guint n_ids);

/** rv_project_view_add_overlay: puts @widget above the diagrams, where its alignment says. */
void rv_project_view_add_overlay (RvProjectView *view, GtkWidget *widget);

/** rv_project_view_search: puts the keyboard into the search entry of the tree. */
void rv_project_view_search (RvProjectView *view);

/** rv_project_view_save_layout: remembers the sizes of the panes. */
void rv_project_view_save_layout (RvProjectView *view);
