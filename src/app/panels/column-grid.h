/* The grid of a table's columns: key, name, type, not null; add, remove and reorder. */
#pragma once

#include "app/panels/property.h"

#define RV_TYPE_COLUMN_GRID (rv_column_grid_get_type ())
G_DECLARE_FINAL_TYPE (RvColumnGrid, rv_column_grid, RV, COLUMN_GRID, GtkWidget)

/* Signal "column-focused" (gint64 id): the person is in the row of that column. */

GtkWidget *rv_column_grid_new (const RvPropertyHost *host, RvId table);

/** rv_column_grid_refresh: shows the columns as they are now. */
void rv_column_grid_refresh (RvColumnGrid *grid);

/** rv_column_grid_focus: puts the cursor into the name of @column. */
void rv_column_grid_focus (RvColumnGrid *grid, RvId column);
