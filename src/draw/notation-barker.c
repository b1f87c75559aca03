/* Barker: soft boxes, # * o before attributes, lines whose half next to an entity is dashed where that
 * entity need not take part, feet at the many end, a bar where a relationship identifies. */
#include "draw/notation.h"

#include <math.h>

#define SOFT 14
#define SLOT 11     /* of a mark before the name */
#define FROM 10     /* of the first mark from the edge */

/* ---- the box ------------------------------------------------------------------------------- */

static void
draw_mark (const RvBoxPainter *painter, double x, double y, const char *text, RvColorRole role)
{
  double baseline = rv_font_baseline (RV_FONT_TEXT, y - painter->box->row_height / 2, painter->box->row_height);

  /* an asterisk hangs high */
  rv_display_text (painter->list, RV_FONT_TEXT, RV_ANCHOR_MIDDLE, x, *text == '*' ? baseline + 2 : baseline, 20, text,
                   rv_ink (painter->list, role));
}

static void
draw_marks (const RvBoxPainter *painter, const RvSceneRow *row, double y)
{
  gboolean is_mandatory = (row->marks & (RV_COLUMN_PRIMARY | RV_COLUMN_NOT_NULL)) != 0;
  double x = FROM + SLOT / 2.0;

  if (row->marks & RV_COLUMN_PRIMARY)
    draw_mark (painter, x, y, "#", RV_COLOR_KEY);
  draw_mark (painter, x + SLOT, y, is_mandatory ? "*" : "o", RV_COLOR_TEXT_DIM);
}

static void
draw_box (const RvBoxPainter *painter)
{
  RvDisplayList *list = painter->list;
  const RvSceneBox *box = painter->box;
  RvRect whole = { 0, 0, box->rect.width, box->rect.height };
  RvInk fill = painter->header;

  fill.color = rv_color_mix (fill.color, list->palette->colors[RV_COLOR_BOX], 0.5);
  rv_paint_shadow (painter, whole, SOFT);
  rv_display_rect (list, whole, SOFT, fill);
  if (painter->detail <= RV_DETAIL_BARS)
    {
      rv_paint_title (painter, box->is_plain ? 0 : 2, box->header_height, box->is_plain ? RV_ANCHOR_MIDDLE : RV_ANCHOR_START);
      rv_paint_rows (painter, FALSE, FALSE, draw_marks);
    }
  rv_paint_frame (painter, whole, SOFT);
}

/* ---- lines --------------------------------------------------------------------------------- */

static double
length_of (RvPoint a, RvPoint b)
{
  return hypot (b.x - a.x, b.y - a.y);
}

/* Splits @points in the middle of their length: @first gets those up to there, @second those from there. */
static void
split (const RvPoint *points, guint n_points, GArray *first, GArray *second)
{
  double whole = 0, done = 0;

  for (guint i = 0; i + 1 < n_points; i++)
    whole += length_of (points[i], points[i + 1]);
  for (guint i = 0; i < n_points; i++)
    {
      double step = i > 0 ? length_of (points[i - 1], points[i]) : 0, share = step > 0 ? (whole / 2 - done) / step : 0;

      if (second->len == 0 && i > 0 && done + step >= whole / 2)
        {
          RvPoint middle = { points[i - 1].x + (points[i].x - points[i - 1].x) * share,
                             points[i - 1].y + (points[i].y - points[i - 1].y) * share };

          g_array_append_val (first, middle);
          g_array_append_val (second, middle);
        }
      g_array_append_val (second->len == 0 ? first : second, points[i]);
      done += step;
    }
}

static void
draw_half (RvDisplayList *list, const RvSceneLine *line, const GArray *points, gboolean is_mandatory, RvInk ink, double width)
{
  RvPrimitive *path;

  if (points->len < 2)
    return;
  path = rv_display_path (list, rv_ink (list, RV_COLOR_NONE), ink, width);
  path->dash = is_mandatory ? 0 : RV_LINE_DASH;
  rv_display_course (list, line, (const RvPoint *) (gpointer) points->data, points->len, TRUE);
}

/* Who has the foreign key must take part where it refers to exactly one. */
static void
draw_course (RvDisplayList *list, const RvSceneLine *line, RvInk ink, double width)
{
  g_autoptr (GArray) from = g_array_new (FALSE, FALSE, sizeof (RvPoint));
  g_autoptr (GArray) to = g_array_new (FALSE, FALSE, sizeof (RvPoint));

  split (line->points, line->n_points, from, to);
  draw_half (list, line, from, line->to_end == RV_END_ONE || line->to_end == RV_END_MANY, ink, width);
  draw_half (list, line, to, line->from_end == RV_END_ONE || line->from_end == RV_END_MANY, ink, width);
}

static void
draw_end (const RvEndPainter *painter)
{
  gboolean many = painter->end == RV_END_MANY || painter->end == RV_END_ZERO_OR_MANY;
  double length = 4;

  if (!many && !(painter->is_from && painter->line->is_identifying))
    return;
  rv_end_path (painter, FALSE);
  if (many)
    length = rv_end_foot (painter);
  if (painter->is_from && painter->line->is_identifying)
    rv_end_bar (painter, length + 4);
}

const RvNotationStyle rv_notation_barker = {
  .notation = RvNotation_BARKER,
  .migrated = RV_MIGRATED_NONE,
  .capital_titles = TRUE,
  .has_quiet_mark = TRUE,
  .header_height = 30,
  .plain_height = 48,
  .gutter = FROM + 2 * SLOT + 6,
  .draw_box = draw_box,
  .draw_course = draw_course,
  .draw_end = draw_end,
  .stub = 9,
  .end_room = 9,
};
