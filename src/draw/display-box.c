/* How a box looks: header, rows, marks. */
#include "draw/display-private.h"

#include <glib/gi18n-lib.h>

typedef struct {
  RvDisplayList *list;
  const RvSceneBox *box;
  RvDetail detail;
  RvInk header;
  RvInk border;
} Painter;

static const char *
css_class (const RvSceneBox *box)
{
  if (box->kind == RV_KIND_VIEW)
    return "box view";
  if (box->kind == RV_KIND_MATERIALIZED_VIEW)
    return "box materialized-view";
  return box->is_foreign ? "box foreign-table" : "box table";
}

static RvColorRole
header_role (const RvSceneBox *box)
{
  if (box->kind == RV_KIND_VIEW)
    return RV_COLOR_HEADER_VIEW;
  if (box->kind == RV_KIND_MATERIALIZED_VIEW)
    return RV_COLOR_HEADER_MATERIALIZED;
  return box->is_foreign ? RV_COLOR_HEADER_FOREIGN : RV_COLOR_HEADER;
}

static void
choose_inks (Painter *painter)
{
  const RvPalette *palette = painter->list->palette;
  RvTint tint;

  painter->header = rv_ink (painter->list, header_role (painter->box));
  painter->border = rv_ink (painter->list, RV_COLOR_BORDER);
  if (!rv_palette_tint (palette, painter->box->color, &tint))
    return;
  painter->header = rv_ink_tinted (RV_COLOR_HEADER, tint.header);
  painter->border = rv_ink_tinted (RV_COLOR_BORDER, rv_color_mix (tint.strong, palette->colors[RV_COLOR_BORDER], 0.5));
}

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
draw_marks (Painter *painter, RvColumnMarks marks, double y)
{
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

/* ---- rows ---------------------------------------------------------------------------------- */

static double
row_top (const Painter *painter, guint row)
{
  return rv_scene_box_port (painter->box, (int) row) - painter->box->row_height / 2;
}

static void
draw_row (Painter *painter, guint index)
{
  const RvSceneBox *box = painter->box;
  const RvSceneRow *row = &g_array_index (box->rows, RvSceneRow, index);
  double top = row_top (painter, index), room = box->rect.width - box->marks_width - RV_BOX_PADDING;
  RvFont font = row->marks & RV_COLUMN_PRIMARY ? RV_FONT_KEY : RV_FONT_TEXT;

  if (box->kind == RV_KIND_TABLE)
    draw_marks (painter, row->marks, top + box->row_height / 2);
  else
    draw_dot (painter->list, RV_BOX_PADDING + 6.5, top + box->row_height / 2, TRUE);
  if (row->type != NULL)
    room -= RV_BOX_GAP
            + rv_display_text (painter->list, RV_FONT_TYPE, RV_ANCHOR_END, box->rect.width - RV_BOX_PADDING,
                               rv_font_baseline (font, top, box->row_height),
                               MAX (room - box->names_width - RV_BOX_GAP, room / 3), row->type,
                               rv_ink (painter->list, RV_COLOR_TEXT_DIM));
  rv_display_text (painter->list, font, RV_ANCHOR_START, box->marks_width, rv_font_baseline (font, top, box->row_height),
                   room, row->name, rv_ink (painter->list, RV_COLOR_TEXT));
}

static void
draw_bars (Painter *painter, guint index)
{
  const RvSceneBox *box = painter->box;
  const RvSceneRow *row = &g_array_index (box->rows, RvSceneRow, index);
  double y = row_top (painter, index) + box->row_height / 2 - 3.5, room = box->rect.width - 3 * RV_BOX_PADDING;
  double name = MIN (rv_measure_width (RV_FONT_TEXT, row->name), room * 0.6);
  double type = row->type != NULL ? MIN (rv_measure_width (RV_FONT_TYPE, row->type), room * 0.35) : 0;

  rv_display_rect (painter->list, (RvRect) { RV_BOX_PADDING, y, name + RV_MARK_WIDTH, 7 }, 0,
                   rv_ink (painter->list, row->marks & RV_COLUMN_PRIMARY ? RV_COLOR_KEY : RV_COLOR_BAR));
  if (type > 0)
    rv_display_rect (painter->list, (RvRect) { box->rect.width - RV_BOX_PADDING - type, y, type, 7 }, 0,
                     rv_ink (painter->list, RV_COLOR_BAR_DIM));
}

static void
draw_rule (Painter *painter, double y, double inset, RvInk ink)
{
  rv_display_rect (painter->list, (RvRect) { inset, y, painter->box->rect.width - 2 * inset, 1 }, 0, ink);
}

static void
draw_rows (Painter *painter)
{
  const RvSceneBox *box = painter->box;

  if (box->n_first > 0 && box->n_first < box->rows->len)
    draw_rule (painter, row_top (painter, box->n_first), 1, rv_ink (painter->list, RV_COLOR_SEPARATOR));
  for (guint i = 0; i < box->rows->len; i++)
    (painter->detail == RV_DETAIL_FULL ? draw_row : draw_bars) (painter, i);
}

/* ---- header and frame ---------------------------------------------------------------------- */

static void
draw_title (Painter *painter)
{
  const RvSceneBox *box = painter->box;
  double room = box->rect.width - 2 * RV_BOX_PADDING, x = RV_BOX_PADDING;
  double baseline = rv_font_baseline (RV_FONT_TITLE, 0, box->header_height);
  RvInk quiet = rv_ink (painter->list, RV_COLOR_TITLE_DIM);

  if (box->mark != NULL && painter->detail == RV_DETAIL_FULL)
    room -= RV_BOX_GAP / 2
            + rv_display_text (painter->list, RV_FONT_QUIET, RV_ANCHOR_END, box->rect.width - RV_BOX_PADDING, baseline,
                               room / 2, box->mark, quiet);
  if (box->schema != NULL)
    {
      g_autofree char *before = g_strconcat (box->schema, ".", NULL);
      double title = rv_measure_width (RV_FONT_TITLE, box->title);
      double width = rv_display_text (painter->list, RV_FONT_SCHEMA, RV_ANCHOR_START, x, baseline,
                                      MAX (room - title - 1, room / 2), before, quiet);

      x += width + 1;
      room -= width + 1;
    }
  rv_display_text (painter->list, RV_FONT_TITLE, RV_ANCHOR_START, x, baseline, room, box->title,
                   rv_ink (painter->list, RV_COLOR_TITLE));
}

/* From afar the name is what a person looks for: as large as the header lets it be. */
static void
draw_overview_title (Painter *painter)
{
  const RvSceneBox *box = painter->box;
  double room = box->rect.width - 2 * RV_BOX_PADDING;
  RvFont font = rv_measure_width (RV_FONT_OVERVIEW, box->title) <= room ? RV_FONT_OVERVIEW : RV_FONT_OVERVIEW_LONG;

  rv_display_text (painter->list, font, RV_ANCHOR_START, RV_BOX_PADDING, rv_font_baseline (font, 0, box->header_height), room,
                   box->title, rv_ink (painter->list, RV_COLOR_TITLE));
}

static void
draw_frame (Painter *painter)
{
  RvDisplayList *list = painter->list;
  const RvSceneBox *box = painter->box;
  gboolean has_rows = box->rows->len > 0;
  RvRect whole = { 0, 0, box->rect.width, box->rect.height };
  RvPrimitive *header;

  if (painter->detail == RV_DETAIL_FULL && list->palette->colors[RV_COLOR_SHADOW].alpha != 0)
    rv_display_rect (list, (RvRect) { -1, 1, whole.width + 2, whole.height + 2 }, RV_BOX_RADIUS + 1, rv_ink (list, RV_COLOR_SHADOW));
  rv_display_rect (list, whole, RV_BOX_RADIUS, rv_ink (list, RV_COLOR_BOX));
  header = rv_display_rect (list, (RvRect) { 0, 0, whole.width, has_rows ? box->header_height : whole.height },
                            RV_BOX_RADIUS, painter->header);
  if (has_rows)
    header->bottom_radius = 0;
}

/* Last, so that neither header nor rules lie over it. */
static void
draw_border (Painter *painter)
{
  RvRect rect = { 0.5, 0.5, painter->box->rect.width - 1, painter->box->rect.height - 1 };
  RvPrimitive *border = rv_display_rect (painter->list, rect, RV_BOX_RADIUS - 0.5, rv_ink (painter->list, RV_COLOR_NONE));

  border->stroke = painter->border;
  border->line_width = painter->detail < RV_DETAIL_PLAIN ? 1 : 4;
}

char *
rv_scene_box_sentence (const RvSceneBox *box)
{
  const char *kind = _(rv_kind_info (box->kind)->label);
  g_autofree char *columns = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u column", "%u columns", box->n_columns), box->n_columns);

  if (box->schema != NULL)
    return g_strdup_printf ("%s %s.%s, %s", kind, box->schema, box->title, columns);
  return g_strdup_printf ("%s %s, %s", kind, box->title, columns);
}

static char *
group_name (const RvSceneBox *box)
{
  const char *kind = box->kind == RV_KIND_TABLE ? "table" : "view";

  if (box->schema != NULL)
    return g_strdup_printf ("%s-%s.%s", kind, box->schema, box->title);
  return g_strdup_printf ("%s-%s", kind, box->title);
}

void
rv_display_list_add_box (RvDisplayList *list, RvScene *scene, const RvSceneBox *box, RvDetail detail)
{
  Painter painter = { .list = list, .box = box, .detail = detail };

  choose_inks (&painter);
  rv_display_open (list, &(RvDisplayGroup) {
    .item = RV_ITEM_BOX,
    .id = box->id,
    .name = group_name (box),
    .css_class = css_class (box),
    .title = rv_scene_box_sentence (box),
    .x = box->rect.x,
    .y = box->rect.y,
    .extents = { -1, 0, box->rect.width + 2, box->rect.height + 3 },
  });
  draw_frame (&painter);
  if (detail <= RV_DETAIL_BARS)
    {
      (detail == RV_DETAIL_FULL ? draw_title : draw_overview_title) (&painter);
      draw_rows (&painter);
      if (box->rows->len > 0)
        draw_rule (&painter, box->header_height - 1, 1, painter.border);
    }
  draw_border (&painter);
  rv_display_close (list);
}
