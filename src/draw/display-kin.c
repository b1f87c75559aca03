/* How lines look that are no foreign keys: the same in every notation. */
#include "draw/display-private.h"

#include <math.h>

#define HEAD_LENGTH 12
#define HEAD_SPREAD 6.5

typedef struct {
  const char *css_class;
  double dash;
  gboolean is_closed;   /* the head: a hollow triangle, else an open arrow */
} Look;

static const Look looks[] = {
  [RV_LINE_INHERITANCE] = { "line inheritance", 0, TRUE },
  [RV_LINE_PARTITION] = { "line partition", 4, TRUE },
  [RV_LINE_SOURCE] = { "line source", 1.5, FALSE },
};

const char *
rv_display_kin_class (RvLineKind kind)
{
  return looks[kind].css_class;
}

/* The last stretch, up to where the head begins. */
static RvPoint
head_base (const RvPoint *points, guint n_points)
{
  RvPoint tip = points[n_points - 1], before = points[n_points - 2];
  double length = hypot (tip.x - before.x, tip.y - before.y), share = length > 0 ? MIN (HEAD_LENGTH / length, 1) : 0;

  return (RvPoint) { tip.x + (before.x - tip.x) * share, tip.y + (before.y - tip.y) * share };
}

static void
draw_head (RvDisplayList *list, RvPoint tip, RvPoint base, const Look *look, RvInk ink)
{
  double length = hypot (base.x - tip.x, base.y - tip.y);
  double aside_x = length > 0 ? -(base.y - tip.y) / length * HEAD_SPREAD : 0;
  double aside_y = length > 0 ? (base.x - tip.x) / length * HEAD_SPREAD : 0;

  rv_display_path (list, rv_ink (list, look->is_closed ? RV_COLOR_CANVAS : RV_COLOR_NONE), ink, RV_LINE_WIDTH);
  rv_display_move_to (list, base.x + aside_x, base.y + aside_y);
  rv_display_line_to (list, tip.x, tip.y);
  rv_display_line_to (list, base.x - aside_x, base.y - aside_y);
  if (look->is_closed)
    rv_display_close_path (list);
}

void
rv_display_kin (RvDisplayList *list, const RvSceneLine *line, RvDetail detail, RvInk ink, double width)
{
  const Look *look = &looks[line->kind];
  g_autofree RvPoint *points = g_memdup2 (line->points, line->n_points * sizeof (RvPoint));
  RvPoint tip = points[line->n_points - 1], base = head_base (points, line->n_points);
  gboolean has_head = detail <= RV_DETAIL_BARS;
  RvPrimitive *course;

  if (has_head && look->is_closed)
    points[line->n_points - 1] = base;
  course = rv_display_path (list, rv_ink (list, RV_COLOR_NONE), ink, width);
  course->dash = has_head ? look->dash : 0;
  rv_display_course (list, line, points, line->n_points, detail == RV_DETAIL_FULL);
  if (has_head)
    draw_head (list, tip, base, look, ink);
}
