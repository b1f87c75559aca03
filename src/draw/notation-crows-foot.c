/* Crow's foot: a header, rows with a mark for each kind of column, and feet, rings and bars. */
#include "draw/notation.h"

#define RING_RADIUS 3.8

/* ---- marks: a key, a diamond, a square or a dot; hollow where the column may be null ------------ */

static void
draw_key (RvDisplayList *list, double x, double y)
{
  rv_display_path (list, rv_ink (list, RV_COLOR_NONE), rv_ink (list, RV_COLOR_KEY), 1.6);
  rv_display_circle (list, x + 3.2, y, 2.7);
  rv_display_move_to (list, x + 5.9, y);
  rv_display_line_to (list, x + 12, y);
  rv_display_line_to (list, x + 12, y + 2.8);
  rv_display_move_to (list, x + 9.4, y);
  rv_display_line_to (list, x + 9.4, y + 2.2);
}

static void
start_mark (RvDisplayList *list, RvColorRole role, gboolean is_hollow)
{
  rv_display_path (list, rv_ink (list, is_hollow ? RV_COLOR_NONE : role), rv_ink (list, role), 1.3);
}

static void
draw_diamond (RvDisplayList *list, double x, double y, gboolean is_hollow)
{
  start_mark (list, RV_COLOR_REFERENCE, is_hollow);
  rv_display_move_to (list, x, y - 4);
  rv_display_line_to (list, x + 4, y);
  rv_display_line_to (list, x, y + 4);
  rv_display_line_to (list, x - 4, y);
  rv_display_close_path (list);
}

static void
draw_square (RvDisplayList *list, double x, double y, gboolean is_hollow)
{
  start_mark (list, RV_COLOR_UNIQUE, is_hollow);
  rv_display_move_to (list, x - 3, y - 3);
  rv_display_line_to (list, x + 3, y - 3);
  rv_display_line_to (list, x + 3, y + 3);
  rv_display_line_to (list, x - 3, y + 3);
  rv_display_close_path (list);
}

static void
draw_dot (RvDisplayList *list, double x, double y, gboolean is_hollow)
{
  start_mark (list, RV_COLOR_DOT, is_hollow);
  rv_display_circle (list, x, y, 2.2);
}

static void
draw_marks (const RvBoxPainter *painter, const RvSceneRow *row, double y)
{
  RvColumnMarks marks = row->marks;
  gboolean is_hollow = (marks & (RV_COLUMN_NOT_NULL | RV_COLUMN_PRIMARY)) == 0;
  double x = RV_BOX_PADDING + 6.5;

  if (marks & RV_COLUMN_PRIMARY)
    {
      draw_key (painter->list, RV_BOX_PADDING, y);
      x += RV_MARK_WIDTH;
    }
  if (marks & RV_COLUMN_FOREIGN)
    draw_diamond (painter->list, x, y, is_hollow);
  else if (marks & RV_COLUMN_PRIMARY)
    return;
  else if (marks & RV_COLUMN_UNIQUE)
    draw_square (painter->list, x, y, is_hollow);
  else
    draw_dot (painter->list, x, y, is_hollow);
}

/* ---- the box ------------------------------------------------------------------------------- */

static void
draw_box (const RvBoxPainter *painter)
{
  RvDisplayList *list = painter->list;
  const RvSceneBox *box = painter->box;
  RvRect whole = { 0, 0, box->rect.width, box->rect.height };
  gboolean has_rows = whole.height > box->header_height;
  RvPrimitive *header;

  rv_paint_shadow (painter, whole, RV_BOX_RADIUS);
  rv_display_rect (list, whole, RV_BOX_RADIUS, rv_ink (list, RV_COLOR_BOX));
  header = rv_display_rect (list, (RvRect) { 0, 0, whole.width, box->header_height }, RV_BOX_RADIUS, painter->header);
  if (has_rows)
    header->bottom_radius = 0;
  if (painter->detail <= RV_DETAIL_BARS)
    {
      rv_paint_title (painter, 0, box->header_height, box->is_plain ? RV_ANCHOR_MIDDLE : RV_ANCHOR_START);
      if (box->n_first > 0 && box->n_first < box->rows->len)
        rv_paint_rule (painter, rv_scene_box_row_top (box, box->n_first), 1, rv_ink (list, RV_COLOR_SEPARATOR));
      rv_paint_rows (painter, TRUE, FALSE, draw_marks);
      if (has_rows)
        rv_paint_rule (painter, box->header_height - 1, 1, painter->border);
    }
  rv_paint_frame (painter, whole, RV_BOX_RADIUS);
}

/* ---- ends ---------------------------------------------------------------------------------- */

static void
draw_ring (const RvEndPainter *painter, double away)
{
  RvPoint centre = rv_end_point (painter, away, 0);

  rv_display_path (painter->list, rv_ink (painter->list, RV_COLOR_CANVAS), painter->ink, RV_LINE_WIDTH);
  rv_display_circle (painter->list, centre.x, centre.y, RING_RADIUS);
}

static void
draw_end (const RvEndPainter *painter)
{
  gboolean many = painter->end == RV_END_MANY || painter->end == RV_END_ZERO_OR_MANY;
  gboolean optional = painter->end == RV_END_ZERO_OR_ONE || painter->end == RV_END_ZERO_OR_MANY;
  double length = 7;

  rv_end_path (painter, FALSE);
  if (many)
    length = rv_end_foot (painter);
  else
    rv_end_bar (painter, length);
  if (!optional)
    rv_end_bar (painter, many ? length + 3 : 11);
  else
    draw_ring (painter, length + (many ? 0 : 3) + RING_RADIUS);
}

const RvNotationStyle rv_notation_crows_foot = {
  .notation = RvNotation_CROWS_FOOT,
  .migrated = RV_MIGRATED_KEYS,
  .has_quiet_mark = TRUE,
  .header_height = 32,
  .plain_height = 48,
  .gutter = RV_BOX_PADDING + 2,
  .mark_width = RV_MARK_WIDTH,
  .has_bold_keys = TRUE,
  .draw_box = draw_box,
  .draw_end = draw_end,
  .dashes = TRUE,
  .stub = 9,
  .end_room = 9,
};
