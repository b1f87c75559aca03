/* How a line looks: rounded bends, and ends that say how many. */
#include "draw/crossings.h"
#include "draw/notation.h"

#include <math.h>

#define BEND_RADIUS 6.0
#define DRAFT_DASH 8.0      /* longer than those that mean something */
#define END_LENGTH 20.0  /* solid at both ends of a dashed line, under the marks */

static double
length_of (RvPoint a, RvPoint b)
{
  return hypot (b.x - a.x, b.y - a.y);
}

static RvPoint
towards (RvPoint from, RvPoint to, double distance)
{
  double length = length_of (from, to);

  if (length == 0)
    return from;
  return (RvPoint) { from.x + (to.x - from.x) * distance / length, from.y + (to.y - from.y) * distance / length };
}

static void
bend (RvDisplayList *list, RvPoint before, RvPoint corner, RvPoint after)
{
  double radius = MIN (BEND_RADIUS, MIN (length_of (before, corner), length_of (corner, after)) / 2);
  RvPoint start = towards (corner, before, radius), end = towards (corner, after, radius);
  RvPoint c1 = towards (corner, before, radius * 0.45), c2 = towards (corner, after, radius * 0.45);

  rv_display_line_to (list, start.x, start.y);
  rv_display_curve_to (list, c1.x, c1.y, c2.x, c2.y, end.x, end.y);
}

/* How much of the first or last stretch its end takes: not the bend, and both fit a straight line. */
static double
solid_length (const RvSceneLine *line, guint from, guint to)
{
  double length = length_of (line->points[from], line->points[to]);

  return line->n_points == 2 ? MIN (END_LENGTH, length / 2) : MIN (END_LENGTH, MAX (length - BEND_RADIUS, 0));
}

void
rv_display_course (RvDisplayList *list, const RvSceneLine *line, const RvPoint *points, guint n_points, gboolean rounded)
{
  rv_display_move_to (list, points[0].x, points[0].y);
  for (guint i = 1; i + 1 < n_points; i++)
    if (rounded)
      {
        rv_crossings_draw (list, points[i - 1], points[i]);
        bend (list, points[i - 1], points[i], points[i + 1]);
      }
    else
      rv_display_line_to (list, points[i].x, points[i].y);
  rv_crossings_draw (list, points[n_points - 2], points[n_points - 1]);
  rv_display_line_to (list, points[n_points - 1].x, points[n_points - 1].y);
}

/* From its far end, so that the dashes of lines that share their last stretch fall together. */
static void
draw_course (RvDisplayList *list, const RvSceneLine *line, gboolean rounded, gboolean without_ends)
{
  guint n = line->n_points;
  g_autofree RvPoint *points = g_new (RvPoint, n);

  for (guint i = 0; i < n; i++)
    points[i] = line->points[n - 1 - i];
  if (without_ends)
    {
      points[0] = towards (line->points[n - 1], line->points[n - 2], solid_length (line, n - 1, n - 2));
      points[n - 1] = towards (line->points[0], line->points[1], solid_length (line, 0, 1));
    }
  rv_display_course (list, line, points, n, rounded);
}

/* ---- ends ---------------------------------------------------------------------------------- */

static RvPoint
direction (RvPoint from, RvPoint to)
{
  RvPoint one = towards ((RvPoint) { 0, 0 }, (RvPoint) { to.x - from.x, to.y - from.y }, 1);

  return one.x == 0 && one.y == 0 ? (RvPoint) { 1, 0 } : one;
}

/* ---- the line ------------------------------------------------------------------------------ */

static RvRect
extents_of (const RvSceneLine *line, double margin)
{
  RvRect rect = { line->points[0].x, line->points[0].y, 0, 0 };

  for (guint i = 1; i < line->n_points; i++)
    rect = rv_rect_union (rect, (RvRect) { line->points[i].x, line->points[i].y, 0, 0 });
  return (RvRect) { rect.x - margin, rect.y - margin, rect.width + 2 * margin, rect.height + 2 * margin };
}

static RvInk
line_ink (const RvDisplayList *list, const RvSceneLine *line)
{
  RvTint tint;

  if (line->is_draft)
    return rv_ink (list, RV_COLOR_BORDER);
  if (rv_palette_tint (list->palette, line->color, &tint))
    return rv_ink_tinted (RV_COLOR_LINE, tint.strong);
  return rv_ink (list, RV_COLOR_LINE);
}

/* Whether it has ends that say how many. */
static gboolean
is_relationship (const RvSceneLine *line)
{
  return line->kind == RV_LINE_FOREIGN_KEY || line->kind == RV_LINE_JUNCTION;
}

static gboolean
is_dashed (const RvSceneLine *line, const RvNotationStyle *style)
{
  return style->dashes && !line->is_identifying && line->kind == RV_LINE_FOREIGN_KEY;
}

/* Both ends of many to many are as those at tables with foreign keys. */
static void
draw_end (RvDisplayList *list, RvScene *scene, const RvSceneLine *line, gboolean is_from, const RvNotationStyle *style, RvInk ink)
{
  guint at = is_from ? 0 : line->n_points - 1, next = is_from ? 1 : line->n_points - 2;
  RvEndPainter painter = { list, line, is_from ? line->from_end : line->to_end,
                           is_from || line->kind == RV_LINE_JUNCTION, line->points[at],
                           direction (line->points[at], line->points[next]), ink, solid_length (line, at, next),
                           style->writes_cardinality ? rv_end_crowd (scene, line, is_from) : 0 };

  if (is_dashed (line, style) && painter.room > 0)
    {
      rv_end_path (&painter, FALSE);
      rv_end_stroke (&painter, 0, 0, painter.room, 0);
    }
  style->draw_end (&painter);
}

static void
draw_line (RvDisplayList *list, RvScene *scene, const RvSceneLine *line, const RvNotationStyle *style, RvDetail detail, RvInk ink)
{
  static const double widths[] = { RV_LINE_WIDTH, 2, 5 };  /* from afar a thin line would fade */
  double width = widths[MIN (detail, RV_DETAIL_PLAIN)];
  RvPrimitive *course;

  if (!is_relationship (line))
    {
      rv_display_kin (list, line, detail, ink, width);
      return;
    }
  if (style->draw_course != NULL && detail <= RV_DETAIL_BARS)
    style->draw_course (list, line, ink, width);
  else
    {
      course = rv_display_path (list, rv_ink (list, RV_COLOR_NONE), ink, width);
      course->dash = line->is_draft ? DRAFT_DASH : is_dashed (line, style) && detail < RV_DETAIL_PLAIN ? RV_LINE_DASH : 0;
      draw_course (list, line, detail == RV_DETAIL_FULL, course->dash > 0);
    }
  if (detail > RV_DETAIL_BARS)
    return;
  draw_end (list, scene, line, TRUE, style, ink);
  draw_end (list, scene, line, FALSE, style, ink);
}

static const char *
class_of (const RvSceneLine *line)
{
  if (!is_relationship (line))
    return rv_display_kin_class (line->kind);
  return line->is_identifying ? "line identifying" : "line";
}

static void
find_jumps (RvDisplayList *list, RvScene *scene, const RvSceneLine *line, RvDetail detail)
{
  list->crossings = rv_scene_view (scene)->crossings;
  if (list->crossings == RvCrossings_PLAIN || detail != RV_DETAIL_FULL)
    return;
  list->jumps = g_array_new (FALSE, FALSE, sizeof (RvPoint));
  rv_crossings_find (scene, line, list->jumps);
}

void
rv_display_list_add_line (RvDisplayList *list, RvScene *scene, const RvSceneLine *line, RvDetail detail)
{
  const RvForeignKey *key = rv_model_get_kind (rv_scene_model (scene), line->object, RV_KIND_FOREIGN_KEY);
  const RvNotationStyle *style = rv_notation_style (rv_scene_view (scene)->notation);

  if (line->n_points < 2)
    return;
  rv_display_open (list, &(RvDisplayGroup) {
    .item = RV_ITEM_LINE,
    .id = line->id,
    .name = g_strdup_printf ("line-%s", key != NULL && key->name != NULL ? key->name : line->from->title),
    .css_class = class_of (line),
    .title = rv_scene_line_sentence (scene, line),
    .extents = extents_of (line, style->end_room),
  });
  find_jumps (list, scene, line, detail);
  draw_line (list, scene, line, style, detail, line_ink (list, line));
  g_clear_pointer (&list->jumps, g_array_unref);
  if (detail == RV_DETAIL_FULL)
    rv_display_label (list, scene, line);
  rv_display_close (list);
}

/* ---- everything from afar -------------------------------------------------------------------- */

static void
open_shapes (RvDisplayList *list, RvSceneItem item, RvRect extents)
{
  rv_display_open (list, &(RvDisplayGroup) { .item = item, .css_class = "shapes", .name = g_strdup ("shapes"), .extents = extents });
}

static void
add_rect_steps (RvDisplayList *list, RvRect rect)
{
  rv_display_move_to (list, rect.x, rect.y);
  rv_display_line_to (list, rect.x + rect.width, rect.y);
  rv_display_line_to (list, rect.x + rect.width, rect.y + rect.height);
  rv_display_line_to (list, rect.x, rect.y + rect.height);
  rv_display_close_path (list);
}

void
rv_display_list_add_shapes (RvDisplayList *list, RvScene *scene, const RvRect *clip)
{
  g_autoptr (GPtrArray) boxes = g_ptr_array_new ();
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  RvRect bounds = clip != NULL ? *clip : rv_scene_bounds (scene);

  rv_scene_query (scene, bounds, boxes, lines);
  open_shapes (list, RV_ITEM_LINE, bounds);
  rv_display_path (list, rv_ink (list, RV_COLOR_NONE), rv_ink (list, RV_COLOR_LINE), 4);
  for (guint i = 0; i < lines->len; i++)
    if (((const RvSceneLine *) g_ptr_array_index (lines, i))->n_points >= 2)
      draw_course (list, g_ptr_array_index (lines, i), FALSE, FALSE);
  rv_display_close (list);
  open_shapes (list, RV_ITEM_BOX, bounds);
  rv_display_path (list, rv_ink (list, RV_COLOR_HEADER), rv_ink (list, RV_COLOR_BORDER), 8);
  for (guint i = 0; i < boxes->len; i++)
    add_rect_steps (list, ((const RvSceneBox *) g_ptr_array_index (boxes, i))->rect);
  rv_display_close (list);
}
