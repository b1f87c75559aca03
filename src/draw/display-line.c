/* How a line looks: rounded bends, and ends that say how many. */
#include "draw/display-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define BEND_RADIUS 6.0
#define LINE_WIDTH 1.3
#define FOOT_LENGTH 12
#define FOOT_SPREAD 6
#define RING_RADIUS 3.8
#define BAR_REACH 5
#define MARGIN 9
#define END_LENGTH 20.0  /* solid at both ends of a dashed line, under the marks */

typedef struct {
  RvDisplayList *list;
  RvPoint at;         /* where the line meets the box */
  RvPoint along;      /* one pixel away from the box */
  RvInk ink;
} End;

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

/* From its far end, so that the dashes of lines that share their last stretch fall together. */
static void
draw_course (RvDisplayList *list, const RvSceneLine *line, gboolean rounded, gboolean without_ends)
{
  const RvPoint *points = line->points;
  guint last = line->n_points - 1;
  RvPoint start = points[last], end = points[0];

  if (without_ends)
    {
      start = towards (start, points[last - 1], solid_length (line, last, last - 1));
      end = towards (end, points[1], solid_length (line, 0, 1));
    }
  rv_display_move_to (list, start.x, start.y);
  for (guint i = last - 1; i > 0; i--)
    if (rounded)
      bend (list, points[i + 1], points[i], points[i - 1]);
    else
      rv_display_line_to (list, points[i].x, points[i].y);
  rv_display_line_to (list, end.x, end.y);
}

/* ---- ends ---------------------------------------------------------------------------------- */

/* The point @away from the box and @aside of the line. */
static RvPoint
end_point (const End *end, double away, double aside)
{
  return (RvPoint) { end->at.x + end->along.x * away - end->along.y * aside,
                     end->at.y + end->along.y * away + end->along.x * aside };
}

static void
draw_stroke (const End *end, double away1, double aside1, double away2, double aside2)
{
  RvPoint a = end_point (end, away1, aside1), b = end_point (end, away2, aside2);

  rv_display_move_to (end->list, a.x, a.y);
  rv_display_line_to (end->list, b.x, b.y);
}

static void
draw_bar (const End *end, double away)
{
  draw_stroke (end, away, -BAR_REACH, away, BAR_REACH);
}

static void
draw_foot (const End *end)
{
  draw_stroke (end, FOOT_LENGTH, 0, 0, -FOOT_SPREAD);
  draw_stroke (end, FOOT_LENGTH, 0, 0, FOOT_SPREAD);
}

static void
draw_ring (const End *end, double away)
{
  RvPoint centre = end_point (end, away, 0);

  rv_display_path (end->list, rv_ink (end->list, RV_COLOR_CANVAS), end->ink, LINE_WIDTH);
  rv_display_circle (end->list, centre.x, centre.y, RING_RADIUS);
}

static void
draw_end (const End *end, RvEnd which, double solid)
{
  gboolean many = which == RV_END_MANY || which == RV_END_ZERO_OR_MANY;
  gboolean optional = which == RV_END_ZERO_OR_ONE || which == RV_END_ZERO_OR_MANY;

  rv_display_path (end->list, rv_ink (end->list, RV_COLOR_NONE), end->ink, LINE_WIDTH);
  if (solid > 0)
    draw_stroke (end, 0, 0, solid, 0);
  if (many)
    draw_foot (end);
  else
    draw_bar (end, 7);
  if (!optional)
    draw_bar (end, many ? FOOT_LENGTH + 3 : 11);
  if (optional)
    draw_ring (end, many ? FOOT_LENGTH + RING_RADIUS : 7 + 3 + RING_RADIUS);
}

static RvPoint
direction (RvPoint from, RvPoint to)
{
  RvPoint one = towards ((RvPoint) { 0, 0 }, (RvPoint) { to.x - from.x, to.y - from.y }, 1);

  return one.x == 0 && one.y == 0 ? (RvPoint) { 1, 0 } : one;
}

/* ---- the line ------------------------------------------------------------------------------ */

static RvRect
extents_of (const RvSceneLine *line)
{
  RvRect rect = { line->points[0].x, line->points[0].y, 0, 0 };

  for (guint i = 1; i < line->n_points; i++)
    rect = rv_rect_union (rect, (RvRect) { line->points[i].x, line->points[i].y, 0, 0 });
  return (RvRect) { rect.x - MARGIN, rect.y - MARGIN, rect.width + 2 * MARGIN, rect.height + 2 * MARGIN };
}

static const char *
end_words (RvEnd end)
{
  static const char *const words[] = { N_("one"), N_("zero or one"), N_("one or more"), N_("many") };

  return _(words[end]);
}

char *
rv_scene_line_sentence (RvScene *scene, const RvSceneLine *line)
{
  const RvForeignKey *key = rv_model_get_kind (rv_scene_model (scene), line->id, RV_KIND_FOREIGN_KEY);
  const char *many = line->from_end == RV_END_ZERO_OR_ONE ? _("one") : end_words (line->from_end);
  g_autofree char *sentence = g_strdup_printf (_("%s references %s, %s to %s"), line->from->title, line->to->title, many,
                                               end_words (line->to_end));

  if (key == NULL || key->on_delete == RvReferentialAction_NO_ACTION)
    return g_steal_pointer (&sentence);
  return g_strdup_printf (_("%s, on delete %s"), sentence, rv_field_info (RvForeignKey_on_delete)->words[key->on_delete].word);
}

static RvInk
line_ink (const RvDisplayList *list, const RvSceneLine *line)
{
  RvTint tint;

  if (rv_palette_tint (list->palette, line->color, &tint))
    return rv_ink_tinted (RV_COLOR_LINE, tint.strong);
  return rv_ink (list, RV_COLOR_LINE);
}

static void
draw_ends (RvDisplayList *list, const RvSceneLine *line, RvInk ink)
{
  const RvPoint *points = line->points;
  guint n = line->n_points;
  End from = { list, points[0], direction (points[0], points[1]), ink };
  End to = { list, points[n - 1], direction (points[n - 1], points[n - 2]), ink };

  draw_end (&from, line->from_end, line->is_identifying ? 0 : solid_length (line, 0, 1));
  draw_end (&to, line->to_end, line->is_identifying ? 0 : solid_length (line, n - 1, n - 2));
}

void
rv_display_list_add_line (RvDisplayList *list, RvScene *scene, const RvSceneLine *line, RvDetail detail)
{
  const RvForeignKey *key = rv_model_get_kind (rv_scene_model (scene), line->id, RV_KIND_FOREIGN_KEY);
  static const double widths[] = { LINE_WIDTH, 2, 5 };  /* from afar a thin line would fade */
  RvInk ink = line_ink (list, line);
  RvPrimitive *course;

  if (line->n_points < 2)
    return;
  rv_display_open (list, &(RvDisplayGroup) {
    .item = RV_ITEM_LINE,
    .id = line->id,
    .name = g_strdup_printf ("line-%s", key != NULL && key->name != NULL ? key->name : line->from->title),
    .css_class = line->is_identifying ? "line identifying" : "line",
    .title = rv_scene_line_sentence (scene, line),
    .extents = extents_of (line),
  });
  course = rv_display_path (list, rv_ink (list, RV_COLOR_NONE), ink, widths[MIN (detail, RV_DETAIL_PLAIN)]);
  course->dash = line->is_identifying || detail >= RV_DETAIL_PLAIN ? 0 : 5;
  draw_course (list, line, detail == RV_DETAIL_FULL, course->dash > 0);
  if (detail <= RV_DETAIL_BARS)
    draw_ends (list, line, ink);
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
