/* The saved views of a project: save, name, order and go to them, and present them. */
#pragma once

#include <gtk/gtk.h>

#include "model/model.h"

#define RV_TYPE_VIEWS_PANEL (rv_views_panel_get_type ())
G_DECLARE_FINAL_TYPE (RvViewsPanel, rv_views_panel, RV, VIEWS_PANEL, GtkWidget)

/* Signal "chosen" (int64 id): a person wants to see that view. */

void rv_views_panel_set_model (RvViewsPanel *panel, RvModel *model);

/** rv_views_panel_view: Returns: the view whose row is selected, or 0. */
RvId rv_views_panel_view (RvViewsPanel *panel);
