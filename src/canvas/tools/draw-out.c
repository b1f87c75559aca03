/* Drawing out a rectangle. */
#include <math.h>

#include "canvas/tools/draw-out.h"

#define CLICK 8   /* pixels of the screen; less is a click */

static RvPoint
snapped (RvCanvas *canvas, const RvPointer *at)
{
  return rv_snap_point ((RvPoint) { at->x, at->y }, canvas->snaps ? canvas->grid : 0);
}

static RvRect
rect_between (RvPoint a, RvPoint b)
{
  return (RvRect) { MIN (a.x, b.x), MIN (a.y, b.y), fabs (b.x - a.x), fabs (b.y - a.y) };
}

void
rv_draw_out_begin (RvCanvas *canvas, gpointer state, const RvPointer *at)
{
  RvDrawOut *drawing = state;

  drawing->is_drawing = TRUE;
  drawing->from = drawing->to = snapped (canvas, at);
}

void
rv_draw_out_motion (RvCanvas *canvas, gpointer state, const RvPointer *at)
{
  ((RvDrawOut *) state)->to = snapped (canvas, at);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
}

gboolean
rv_draw_out_cancel (RvCanvas *canvas, gpointer state)
{
  RvDrawOut *drawing = state;
  gboolean was_drawing = drawing->is_drawing;

  drawing->is_drawing = FALSE;
  return was_drawing;
}

void
rv_draw_out_draw (RvCanvas *canvas, gpointer state, GtkSnapshot *snapshot)
{
  const RvDrawOut *drawing = state;

  if (drawing->is_drawing)
    rv_canvas_paint_band (canvas, snapshot, rect_between (drawing->from, drawing->to));
}

gboolean
rv_draw_out_end (RvCanvas *canvas, RvDrawOut *state, const RvPointer *at, double width, double height, RvRect *rect)
{
  double least = CLICK / canvas->view.zoom;

  if (!state->is_drawing)
    return FALSE;
  state->is_drawing = FALSE;
  state->to = snapped (canvas, at);
  *rect = rect_between (state->from, state->to);
  if (rect->width < least && rect->height < least)
    *rect = (RvRect) { state->from.x, state->from.y, width, height };
  /* Exactly (0, 0) means “without a place”. */
  if (rect->x == 0 && rect->y == 0)
    rect->x = 1;
  return TRUE;
}

void
rv_draw_out_done (RvCanvas *canvas, RvId id, const RvPointer *at)
{
  rv_canvas_choose (canvas, id);
  rv_canvas_set_focus (canvas, id, 0);
  if (!(at->modifiers & GDK_CONTROL_MASK))
    rv_canvas_set_tool (canvas, "select");
  rv_canvas_start_rename (canvas, id);
}
