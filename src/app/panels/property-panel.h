/* The right side of the window: shows and edits what is selected. */
#pragma once

#include <gtk/gtk.h>

#include "model/model.h"

#define RV_TYPE_PROPERTY_PANEL (rv_property_panel_get_type ())
G_DECLARE_FINAL_TYPE (RvPropertyPanel, rv_property_panel, RV, PROPERTY_PANEL, GtkWidget)

/* Signal "error" (char *message): something was refused, and why. */

GtkWidget *rv_property_panel_new (void);
void rv_property_panel_set_model (RvPropertyPanel *panel, RvModel *model);

/** rv_property_panel_set_selection: @ids: the @n objects to show. */
void rv_property_panel_set_selection (RvPropertyPanel *panel, const RvId *ids, guint n);

/** rv_property_panel_focus_column: puts the cursor into the name of @column of the shown table. */
void rv_property_panel_focus_column (RvPropertyPanel *panel, RvId column);
