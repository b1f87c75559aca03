/* Chen: rectangles for entities, diamonds for relationships, ovals for attributes, triangles for
 * subtypes; double where an entity is weak, a relationship identifies, an attribute has several values
 * or all of an entity take part. */
#include "draw/notation.h"

#include <math.h>

#define INSET 4.0           /* of the second outline */
#define HALF_GAP 1.9        /* between double lines */
#define OVAL_PADDING 10
#define LABEL_ASIDE 11
#define KAPPA 0.5522847498  /* control points that make four curves an ellipse */

/* ---- outlines ------------------------------------------------------------------------------ */

static void
trace_diamond (RvDisplayList *list, double width, double height, double inset)
{
  double x = inset * hypot (width, height) / height, y = inset * hypot (width, height) / width;

  rv_display_move_to (list, width / 2, y);
  rv_display_line_to (list, width - x, height / 2);
  rv_display_line_to (list, width / 2, height - y);
  rv_display_line_to (list, x, height / 2);
  rv_display_close_path (list);
}

static void
trace_oval (RvDisplayList *list, double width, double height, double inset)
{
  double x = width / 2, y = height / 2, a = x - inset, b = y - inset;

  rv_display_move_to (list, x + a, y);
  rv_display_curve_to (list, x + a, y + b * KAPPA, x + a * KAPPA, y + b, x, y + b);
  rv_display_curve_to (list, x - a * KAPPA, y + b, x - a, y + b * KAPPA, x - a, y);
  rv_display_curve_to (list, x - a, y - b * KAPPA, x - a * KAPPA, y - b, x, y - b);
  rv_display_curve_to (list, x + a * KAPPA, y - b, x + a, y - b * KAPPA, x + a, y);
  rv_display_close_path (list);
}

static void
trace_rectangle (RvDisplayList *list, double width, double height, double inset)
{
  rv_display_move_to (list, inset, inset);
  rv_display_line_to (list, width - inset, inset);
  rv_display_line_to (list, width - inset, height - inset);
  rv_display_line_to (list, inset, height - inset);
  rv_display_close_path (list);
}

static void
trace_triangle (RvDisplayList *list, double width, double height, double inset)
{
  rv_display_move_to (list, width / 2, inset);
  rv_display_line_to (list, width - inset, height - inset);
  rv_display_line_to (list, inset, height - inset);
  rv_display_close_path (list);
}

static void
trace_flipped (RvDisplayList *list, double width, double height, double inset)
{
  rv_display_move_to (list, width / 2, height - inset);
  rv_display_line_to (list, inset, inset);
  rv_display_line_to (list, width - inset, inset);
  rv_display_close_path (list);
}

typedef void (*Trace) (RvDisplayList *list, double width, double height, double inset);

static Trace
trace_of (const RvSceneBox *box)
{
  static const Trace traces[] = {
    [RV_SHAPE_TABLE] = trace_rectangle, [RV_SHAPE_ENTITY] = trace_rectangle, [RV_SHAPE_RELATIONSHIP] = trace_diamond,
    [RV_SHAPE_ATTRIBUTE] = trace_oval, [RV_SHAPE_SUBTYPES] = trace_triangle,
  };

  return box->is_flipped ? trace_flipped : traces[box->shape];
}

static RvInk
outline_of (const RvBoxPainter *painter)
{
  return painter->box->color != NULL ? painter->border : rv_ink (painter->list, RV_COLOR_LINE);
}

static void
draw_outline (const RvBoxPainter *painter, double inset, RvInk fill)
{
  const RvSceneBox *box = painter->box;
  RvPrimitive *path = rv_display_path (painter->list, fill, outline_of (painter), painter->detail < RV_DETAIL_PLAIN ? RV_LINE_WIDTH : 4);

  path->dash = box->is_dashed && painter->detail < RV_DETAIL_PLAIN ? 4 : 0;
  trace_of (box) (painter->list, box->rect.width, box->rect.height, inset);
}

/* ---- texts --------------------------------------------------------------------------------- */

static void
draw_underline (const RvBoxPainter *painter, double width, double baseline)
{
  const RvSceneBox *box = painter->box;
  RvPrimitive *path = rv_display_path (painter->list, rv_ink (painter->list, RV_COLOR_NONE), rv_ink (painter->list, RV_COLOR_TEXT), 1);

  path->dash = box->underline == RV_UNDERLINE_PARTIAL_KEY ? 3 : 0;
  rv_display_move_to (painter->list, (box->rect.width - width) / 2, baseline + 2.5);
  rv_display_line_to (painter->list, (box->rect.width + width) / 2, baseline + 2.5);
}

static void
draw_name (const RvBoxPainter *painter)
{
  const RvSceneBox *box = painter->box;
  gboolean is_entity = box->shape == RV_SHAPE_ENTITY, is_small = painter->detail != RV_DETAIL_FULL;
  RvFont font = is_entity ? is_small ? RV_FONT_OVERVIEW_LONG : RV_FONT_TITLE : RV_FONT_TEXT;
  double height = box->shape == RV_SHAPE_SUBTYPES ? box->rect.height * 1.25 : box->rect.height;
  double baseline = rv_font_baseline (font, box->is_flipped ? -box->rect.height * 0.25 : 0, height), width;

  width = rv_display_text (painter->list, font, RV_ANCHOR_MIDDLE, box->rect.width / 2, baseline,
                           box->rect.width - (is_small ? 4 : 2 * OVAL_PADDING), box->title,
                           rv_ink (painter->list, is_entity ? RV_COLOR_TITLE : RV_COLOR_TEXT));
  if (box->underline != RV_UNDERLINE_NONE)
    draw_underline (painter, width, baseline);
}

/* ---- the box ------------------------------------------------------------------------------- */

/* From the oval's rim, not under it, to its owner's side. */
static void
draw_spoke (const RvBoxPainter *painter)
{
  const RvSceneBox *box = painter->box;
  RvPoint middle = { box->rect.width / 2, box->rect.height / 2 }, owner = { middle.x - box->offset.x, middle.y - box->offset.y };
  double width = box->owner->rect.width / 2, height = box->owner->rect.height / 2, dx = fabs (box->offset.x), dy = fabs (box->offset.y);
  double share = box->owner->shape == RV_SHAPE_ENTITY ? MIN (dx > 0 ? width / dx : 1, dy > 0 ? height / dy : 1)
                                                      : 1 / MAX (dx / width + dy / height, 1);
  double rim = 1 / MAX (hypot (dx / middle.x, dy / middle.y), 1);

  rv_display_path (painter->list, rv_ink (painter->list, RV_COLOR_NONE), rv_ink (painter->list, RV_COLOR_LINE), 1);
  rv_display_move_to (painter->list, middle.x - box->offset.x * rim, middle.y - box->offset.y * rim);
  rv_display_line_to (painter->list, owner.x + box->offset.x * MIN (share, 1), owner.y + box->offset.y * MIN (share, 1));
}

static void
draw_box (const RvBoxPainter *painter)
{
  const RvSceneBox *box = painter->box;
  gboolean is_entity = box->shape == RV_SHAPE_ENTITY;

  if (box->owner != NULL && painter->detail <= RV_DETAIL_BARS)
    draw_spoke (painter);
  if (is_entity)
    rv_paint_shadow (painter, (RvRect) { 0, 0, box->rect.width, box->rect.height }, 0);
  draw_outline (painter, 0.5, is_entity || box->color != NULL ? painter->header : rv_ink (painter->list, RV_COLOR_BOX));
  if (box->is_double && painter->detail <= RV_DETAIL_BARS)
    draw_outline (painter, box->shape == RV_SHAPE_ATTRIBUTE ? INSET - 1 : INSET, rv_ink (painter->list, RV_COLOR_NONE));
  if (painter->detail == RV_DETAIL_FULL || (painter->detail == RV_DETAIL_BARS && is_entity))
    draw_name (painter);
}

/* ---- lines --------------------------------------------------------------------------------- */

static void
draw_parallel (RvDisplayList *list, const RvSceneLine *line, double aside)
{
  for (guint i = 0; i < line->n_points; i++)
    {
      RvPoint from = line->points[MAX (i, 1) - 1], to = line->points[MIN (i + 1, line->n_points - 1)], at = line->points[i];
      double length = MAX (hypot (to.x - from.x, to.y - from.y), 1);

      at = (RvPoint) { at.x - (to.y - from.y) / length * aside, at.y + (to.x - from.x) / length * aside };
      (i == 0 ? rv_display_move_to : rv_display_line_to) (list, at.x, at.y);
    }
}

static void
draw_course (RvDisplayList *list, const RvSceneLine *line, RvInk ink, double width)
{
  rv_display_path (list, rv_ink (list, RV_COLOR_NONE), ink, width);
  draw_parallel (list, line, line->is_double ? HALF_GAP : 0);
  if (line->is_double)
    draw_parallel (list, line, -HALF_GAP);
}

/* Near the diamond, above a line that goes up and below one that goes down: two that leave one corner have theirs apart.
 * Right of one that goes steeply up. */
static void
draw_end (const RvEndPainter *painter)
{
  gboolean is_steep = painter->along.y < -fabs (painter->along.x);
  double aside = is_steep || (painter->along.y < 0) == (painter->along.x < 0) ? LABEL_ASIDE : -LABEL_ASIDE;
  RvPoint at;

  if (painter->is_from || painter->line->label == NULL)
    return;
  at = rv_end_point (painter, 20, aside);
  rv_display_text (painter->list, RV_FONT_TEXT, RV_ANCHOR_MIDDLE, at.x, at.y + 4.5, 40, painter->line->label,
                   rv_ink (painter->list, RV_COLOR_TEXT));
}

const RvNotationStyle rv_notation_chen = {
  .notation = RvNotation_CHEN,
  .migrated = RV_MIGRATED_NONE,
  .header_height = 44,
  .plain_height = 44,
  .gutter = RV_BOX_PADDING,
  .draw_box = draw_box,
  .draw_course = draw_course,
  .draw_end = draw_end,
  .writes_cardinality = TRUE,
  .stub = 9,
  .end_room = 30,
};
