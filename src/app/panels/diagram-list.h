/* The list of a project's diagrams: choose one, add, rename, remove. */
#pragma once

#include <gtk/gtk.h>

#include "model/model.h"

#define RV_TYPE_DIAGRAM_LIST (rv_diagram_list_get_type ())
G_DECLARE_FINAL_TYPE (RvDiagramList, rv_diagram_list, RV, DIAGRAM_LIST, GtkWidget)

/* Signal "chosen" (int64 id): a person wants to see that diagram. */

void rv_diagram_list_set_model (RvDiagramList *list, RvModel *model);

/** rv_diagram_list_mark: shows which diagram is in front (0: none). Emits nothing. */
void rv_diagram_list_mark (RvDiagramList *list, RvId diagram);
