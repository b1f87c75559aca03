/* A picture cut into sheets of paper that are glued together. Only pdf.c calls it. */
#pragma once

#include "draw/backends.h"

#define RV_POINTS_PER_PIXEL 0.75
#define RV_POSTER_MARGIN 36.0   /* points on each side of a sheet: what printers leave white, and the marks */
#define RV_POSTER_SHEETS 400

typedef struct {
  RvRect frame;           /* of the picture */
  double width, height;   /* of a sheet, in points */
  double scale;           /* points for each pixel at 100 % */
  guint n_columns, n_rows;
} RvPoster;

/** rv_poster_plan: how @frame is cut for @paper, turned as needs fewer sheets, at @scale points a pixel or, where
 * that needs more than RV_POSTER_SHEETS, at the largest scale that does not. */
RvPoster rv_poster_plan (RvRect frame, const RvPaper *paper, double scale);

/** rv_poster_sheet_name: Returns: (transfer full): "B3": the second column, the third row. */
char *rv_poster_sheet_name (guint column, guint row);

/** rv_poster_draw_sheet: draws one sheet of @list with its marks and, in the margin, its name and @title (nullable). */
void rv_poster_draw_sheet (const RvPoster *poster, guint column, guint row, const RvDisplayList *list, const char *title,
                           gboolean transparent, cairo_t *cr);
