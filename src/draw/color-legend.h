/* What the colours of a diagram say, row by row: for the canvas and for pictures. */
#pragma once

#include "draw/display-list.h"

typedef struct {
  char *color;      /* as rv_palette_tint() reads it */
  char *meaning;    /* one clean line */
  guint n_boxes;
} RvLegendRow;

/** rv_color_legend_rows: Returns: (transfer full): GPtrArray of RvLegendRow, what colours most boxes first; empty where no colour
 * of a box means anything. */
GPtrArray *rv_color_legend_rows (RvScene *scene);

/** rv_display_list_add_color_legend: appends one group with those rows, its upper left corner at @x, @y, or none where there
 * are none. Returns: the rectangle that it takes. */
RvRect rv_display_list_add_color_legend (RvDisplayList *list, RvScene *scene, double x, double y);

/** rv_color_legend_place: Returns: where it stands below the diagram, if the diagram shows it; else empty. */
RvRect rv_color_legend_place (RvScene *scene);
