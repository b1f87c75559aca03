/* The pen goes along the path and is down only near the clip. Where it comes down in a dashed path it knows how far it
 * has come, so that dashes do not depend on what was left out. */
#include "draw/stroke.h"

#include <math.h>

#define MITER 10.0        /* a corner of cairo's reaches this many line widths */
#define CURVE_PIECES 8    /* whose chords tell the length of a curve */

typedef struct {
  cairo_t *cr;
  RvRect near;
  double dash;
  double way;             /* how far it has come */
  RvPoint at;
  gboolean is_down;
} Pen;

static RvRect
rect_of (double x1, double y1, double x2, double y2)
{
  return (RvRect) { MIN (x1, x2), MIN (y1, y2), fabs (x2 - x1), fabs (y2 - y1) };
}

static RvRect
step_place (RvPoint from, const RvPathStep *step)
{
  RvRect rect = rect_of (from.x, from.y, step->x, step->y);

  if (step->verb == RV_PATH_CURVE)
    rect = rv_rect_union (rect, rect_of (step->x1, step->y1, step->x2, step->y2));
  return rect;
}

static const RvPathStep *
step_of (const RvDisplayList *list, const RvPrimitive *path, guint i)
{
  return &g_array_index (list->steps, RvPathStep, path->first_step + i);
}

/* ---- the pen ------------------------------------------------------------------------------------- */

static RvPoint
curve_point (RvPoint from, const RvPathStep *step, double t)
{
  double u = 1 - t, a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;

  return (RvPoint) { a * from.x + b * step->x1 + c * step->x2 + d * step->x, a * from.y + b * step->y1 + c * step->y2 + d * step->y };
}

static double
step_length (RvPoint from, const RvPathStep *step)
{
  RvPoint before = from;
  double length = 0;

  if (step->verb == RV_PATH_LINE)
    return hypot (step->x - from.x, step->y - from.y);
  for (guint i = 1; i <= CURVE_PIECES; i++)
    {
      RvPoint next = curve_point (from, step, (double) i / CURVE_PIECES);

      length += hypot (next.x - before.x, next.y - before.y);
      before = next;
    }
  return length;
}

static void
lift (Pen *pen)
{
  if (pen->is_down && pen->dash > 0)
    cairo_stroke (pen->cr);
  pen->is_down = FALSE;
}

static void
put_down (Pen *pen, RvPoint at, double way)
{
  if (pen->is_down)
    return;
  if (pen->dash > 0)
    cairo_set_dash (pen->cr, &pen->dash, 1, fmod (way, 2 * pen->dash));
  cairo_move_to (pen->cr, at.x, at.y);
  pen->is_down = TRUE;
}

/* Narrows @first and @last, shares of the way from @from by @delta, to what lies between @low and @high. */
static void
narrow (double from, double delta, double low, double high, double *first, double *last)
{
  double one = (low - from) / delta, other = (high - from) / delta;

  if (fabs (delta) < 1e-9)
    return;
  *first = MAX (*first, MIN (one, other));
  *last = MIN (*last, MAX (one, other));
}

/* The part of a straight stretch that is near. */
static void
draw_straight (Pen *pen, const RvPathStep *step, double length)
{
  double dx = step->x - pen->at.x, dy = step->y - pen->at.y, first = 0, last = 1;

  narrow (pen->at.x, dx, pen->near.x, pen->near.x + pen->near.width, &first, &last);
  narrow (pen->at.y, dy, pen->near.y, pen->near.y + pen->near.height, &first, &last);
  if (first > 0)
    lift (pen);
  if (first >= last)
    return;
  put_down (pen, (RvPoint) { pen->at.x + dx * first, pen->at.y + dy * first }, pen->way + length * first);
  cairo_line_to (pen->cr, pen->at.x + dx * last, pen->at.y + dy * last);
  if (last < 1)
    lift (pen);
}

static void
follow (Pen *pen, const RvPathStep *step)
{
  double length = step_length (pen->at, step);

  if (!rv_rect_intersects (step_place (pen->at, step), pen->near))
    lift (pen);
  else if (step->verb == RV_PATH_LINE)
    draw_straight (pen, step, length);
  else
    {
      put_down (pen, pen->at, pen->way);
      cairo_curve_to (pen->cr, step->x1, step->y1, step->x2, step->y2, step->x, step->y);
    }
  pen->way += length;
}

/* ---- public -------------------------------------------------------------------------------------- */

RvRect
rv_path_place (const RvDisplayList *list, const RvPrimitive *path)
{
  double reach = path->stroke.role != RV_COLOR_NONE ? MITER * path->line_width : 0;
  RvPoint at = { 0, 0 };
  RvRect place = { 0, 0, 0, 0 };

  for (guint i = 0; i < path->n_steps; i++)
    {
      const RvPathStep *step = step_of (list, path, i);

      if (step->verb == RV_PATH_CLOSE)
        continue;
      at = i == 0 ? (RvPoint) { step->x, step->y } : at;
      place = i == 0 ? step_place (at, step) : rv_rect_union (place, step_place (at, step));
      at = (RvPoint) { step->x, step->y };
    }
  return rv_rect_grown (place, reach);
}

gboolean
rv_path_is_open (const RvDisplayList *list, const RvPrimitive *path)
{
  if (path->fill.role != RV_COLOR_NONE || path->stroke.role == RV_COLOR_NONE)
    return FALSE;
  for (guint i = 0; i < path->n_steps; i++)
    if (step_of (list, path, i)->verb == RV_PATH_CLOSE)
      return FALSE;
  return TRUE;
}

void
rv_stroke_near (const RvDisplayList *list, cairo_t *cr, const RvPrimitive *path, const RvRect *clip)
{
  Pen pen = { .cr = cr, .near = rv_rect_grown (*clip, MITER * path->line_width + 2), .dash = path->dash };

  cairo_set_line_width (cr, path->line_width);
  cairo_set_dash (cr, NULL, 0, 0);
  for (guint i = 0; i < path->n_steps; i++)
    {
      const RvPathStep *step = step_of (list, path, i);

      if (step->verb == RV_PATH_MOVE)
        {
          lift (&pen);
          pen.way = 0;
        }
      else
        follow (&pen, step);
      pen.at = (RvPoint) { step->x, step->y };
    }
  lift (&pen);
  cairo_stroke (cr);
}
