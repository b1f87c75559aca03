/* Bending a line by hand: its grips, the line as it would run, and how that is written. */
#pragma once

#include "canvas/canvas-private.h"

/** RvBendGrip: a stretch of a line, or the corner where two meet. */
typedef struct {
  RvId line;          /* 0: none */
  guint index;        /* of the stretch, or of the point */
  gboolean is_corner;
} RvBendGrip;

/** rv_bend_line: Returns: (transfer none) (nullable): the line that is chosen, if it alone is. */
const RvSceneLine *rv_bend_line (RvCanvas *canvas);

/** rv_bend_grip_at: Returns: FALSE where the chosen line is not at @at. */
gboolean rv_bend_grip_at (RvCanvas *canvas, RvPoint at, RvBendGrip *grip);

/** rv_bend_show: shows @line along @points (RvPoint); nothing is written. */
void rv_bend_show (RvCanvas *canvas, RvId line, const GArray *points);

/** rv_bend_write: writes that a person led @line along @points; NULL: it runs where it is best. Returns: whether it did. */
gboolean rv_bend_write (RvCanvas *canvas, RvId line, const GArray *points);

/** rv_bend_paint: the grips of the chosen line. */
void rv_bend_paint (RvCanvas *canvas, GtkSnapshot *snapshot);

/** rv_bend_key: Tab goes from stretch to stretch of the chosen line, arrows move one, Insert puts a step into it. */
gboolean rv_bend_key (RvCanvas *canvas, guint keyval, GdkModifierType modifiers);
