/* The live DDL of the selection, highlighted, to read and to copy. */
#pragma once

#include <gtk/gtk.h>

#include "model/model.h"

#define RV_TYPE_DDL_VIEW (rv_ddl_view_get_type ())
G_DECLARE_FINAL_TYPE (RvDdlView, rv_ddl_view, RV, DDL_VIEW, GtkWidget)

GtkWidget *rv_ddl_view_new (void);
void rv_ddl_view_set_model (RvDdlView *view, RvModel *model);
void rv_ddl_view_set_selection (RvDdlView *view, const RvId *ids, guint n);
