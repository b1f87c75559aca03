/* The object tree at the left: everything in the project by schema and kind, with search and a
 * filter by kind. */
#pragma once

#include <gtk/gtk.h>

#include "model/model.h"

#define RV_TYPE_TREE_PANEL (rv_tree_panel_get_type ())
G_DECLARE_FINAL_TYPE (RvTreePanel, rv_tree_panel, RV, TREE_PANEL, GtkWidget)

/* Signal "selection-changed": a person chose other rows; see rv_tree_panel_selection().
 * Signal "revealed" (RvId as int64): a person wants to see that object in the diagram. */

GtkWidget *rv_tree_panel_new (void);

/** rv_tree_panel_set_model: @model: (nullable). */
void rv_tree_panel_set_model (RvTreePanel *panel, RvModel *model);

/** rv_tree_panel_selection: Returns: (transfer full) (element-type RvId): the objects of the chosen rows. */
GArray *rv_tree_panel_selection (RvTreePanel *panel);

/** rv_tree_panel_select: chooses the rows of @ids, opening what is above a single one. Emits nothing. */
void rv_tree_panel_select (RvTreePanel *panel, const RvId *ids, guint n_ids);

/** rv_tree_panel_search: puts the keyboard into the search entry. */
void rv_tree_panel_search (RvTreePanel *panel);
