/* What tools that draw out a rectangle share: table, note, area. */
#pragma once

#include "canvas/canvas-private.h"

typedef struct {
  gboolean is_drawing;
  RvPoint from, to;
} RvDrawOut;

void rv_draw_out_begin (RvCanvas *canvas, gpointer state, const RvPointer *at);
void rv_draw_out_motion (RvCanvas *canvas, gpointer state, const RvPointer *at);
gboolean rv_draw_out_cancel (RvCanvas *canvas, gpointer state);
void rv_draw_out_draw (RvCanvas *canvas, gpointer state, GtkSnapshot *snapshot);

/** rv_draw_out_end: Returns: FALSE if nothing was begun. @rect: what was drawn out; a click is @width by @height. */
gboolean rv_draw_out_end (RvCanvas *canvas, RvDrawOut *state, const RvPointer *at, double width, double height, RvRect *rect);

/** rv_draw_out_done: the new @id is chosen, its name can be typed, and the arrow is back unless Ctrl was held. */
void rv_draw_out_done (RvCanvas *canvas, RvId id, const RvPointer *at);
