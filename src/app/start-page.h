/* What a window shows before it has a project: recent projects, samples, New and Open. */
#pragma once

#include <gtk/gtk.h>

#define RV_TYPE_START_PAGE (rv_start_page_get_type ())
G_DECLARE_FINAL_TYPE (RvStartPage, rv_start_page, RV, START_PAGE, GtkWidget)

/** rv_start_page_refresh: lists the recent projects as they are now. */
void rv_start_page_refresh (RvStartPage *page);
