/* What boxes of several notations have in common: shadow, rules, title, rows, and what is said of
 * columns that are not shown. */
#include "draw/notation.h"

#include <glib/gi18n-lib.h>

void
rv_paint_shadow (const RvBoxPainter *painter, RvRect rect, double radius)
{
  const RvDisplayList *list = painter->list;

  if (painter->detail == RV_DETAIL_FULL && list->palette->colors[RV_COLOR_SHADOW].alpha != 0)
    rv_display_rect (painter->list, (RvRect) { rect.x - 1, rect.y + 1, rect.width + 2, rect.height + 2 },
                     radius > 0 ? radius + 1 : 0, rv_ink (list, RV_COLOR_SHADOW));
}

void
rv_paint_rule (const RvBoxPainter *painter, double y, double inset, RvInk ink)
{
  rv_display_rect (painter->list, (RvRect) { inset, y, painter->box->rect.width - 2 * inset, 1 }, 0, ink);
}

/* Last, so that neither header nor rules lie over it. */
void
rv_paint_frame (const RvBoxPainter *painter, RvRect rect, double radius)
{
  RvRect inner = { rect.x + 0.5, rect.y + 0.5, rect.width - 1, rect.height - 1 };
  RvPrimitive *border = rv_display_rect (painter->list, inner, MAX (radius - 0.5, 0), rv_ink (painter->list, RV_COLOR_NONE));

  border->stroke = painter->border;
  border->line_width = painter->detail < RV_DETAIL_PLAIN ? 1 : 4;
}

/* ---- title --------------------------------------------------------------------------------- */

/* From afar the name is what a person looks for: as large as the header lets it be. */
static void
paint_overview_title (const RvBoxPainter *painter, double top, double height)
{
  const RvSceneBox *box = painter->box;
  double room = box->rect.width - 2 * RV_BOX_PADDING;
  RvFont font = rv_measure_width (RV_FONT_OVERVIEW, box->title) <= room ? RV_FONT_OVERVIEW : RV_FONT_OVERVIEW_LONG;

  rv_display_text (painter->list, font, RV_ANCHOR_START, RV_BOX_PADDING, rv_font_baseline (font, top, height), room,
                   box->title, rv_ink (painter->list, RV_COLOR_TITLE));
}

/* How far from the left edge the title begins, so that it and the schema stand at @anchor. */
static double
title_start (const RvSceneBox *box, RvAnchor anchor, double room)
{
  double width = rv_measure_width (RV_FONT_TITLE, box->title);

  if (box->schema != NULL)
    width += rv_measure_width (RV_FONT_SCHEMA, box->schema) + rv_measure_width (RV_FONT_SCHEMA, ".") + 1;
  return RV_BOX_PADDING + (anchor == RV_ANCHOR_MIDDLE ? MAX ((room - width) / 2, 0) : 0);
}

void
rv_paint_title (const RvBoxPainter *painter, double top, double height, RvAnchor anchor)
{
  const RvSceneBox *box = painter->box;
  gboolean has_quiet_mark = box->mark != NULL && rv_notation_style (box->notation)->has_quiet_mark;
  double room = box->rect.width - 2 * RV_BOX_PADDING, x;
  double baseline = rv_font_baseline (RV_FONT_TITLE, top, height);
  RvInk quiet = rv_ink (painter->list, RV_COLOR_TITLE_DIM);

  if (painter->detail != RV_DETAIL_FULL)
    {
      paint_overview_title (painter, top, height);
      return;
    }
  if (has_quiet_mark)
    room -= RV_BOX_GAP / 2
            + rv_display_text (painter->list, RV_FONT_QUIET, RV_ANCHOR_END, box->rect.width - RV_BOX_PADDING, baseline,
                               room / 2, box->mark, quiet);
  x = title_start (box, anchor, room);
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

/* ---- rows ---------------------------------------------------------------------------------- */

/* The type at the right edge. Returns: the room that it takes. */
static double
paint_type (const RvBoxPainter *painter, const RvSceneRow *row, double top, double room)
{
  const RvSceneBox *box = painter->box;

  if (row->type == NULL)
    return 0;
  return RV_BOX_GAP
         + rv_display_text (painter->list, RV_FONT_TYPE, RV_ANCHOR_END, box->rect.width - RV_BOX_PADDING,
                            rv_font_baseline (RV_FONT_TYPE, top, box->row_height),
                            MAX (room - box->names_width - RV_BOX_GAP, room / 3), row->type,
                            rv_ink (painter->list, RV_COLOR_TEXT_DIM));
}

/* Adds @text at @x in what @room is left. Returns: where it ends. */
static double
paint_piece (const RvBoxPainter *painter, RvFont font, double x, double top, double *room, const char *text, RvColorRole role)
{
  double width;

  if (text == NULL || *room < 12)
    return x;
  width = rv_display_text (painter->list, font, RV_ANCHOR_START, x, rv_font_baseline (font, top, painter->box->row_height),
                           *room, text, rv_ink (painter->list, role));
  *room -= width;
  return x + width;
}

static void
paint_row (const RvBoxPainter *painter, guint index, gboolean has_bold_keys, gboolean has_inline_types)
{
  const RvSceneBox *box = painter->box;
  const RvSceneRow *row = &g_array_index (box->rows, RvSceneRow, index);
  double top = rv_scene_box_row_top (box, index), room = box->rect.width - box->marks_width - RV_BOX_PADDING, x = box->marks_width;
  RvFont font = has_bold_keys && (row->marks & RV_COLUMN_PRIMARY) ? RV_FONT_KEY : RV_FONT_TEXT;
  g_autofree char *type = has_inline_types && row->type != NULL ? g_strconcat (" : ", row->type, NULL) : NULL;
  g_autofree char *note = row->note != NULL ? g_strconcat (" ", row->note, NULL) : NULL;

  if (!has_inline_types)
    room -= paint_type (painter, row, top, room);
  x = paint_piece (painter, font, x, top, &room, row->name, RV_COLOR_TEXT);
  x = paint_piece (painter, RV_FONT_TYPE, x, top, &room, type, RV_COLOR_TEXT_DIM);
  paint_piece (painter, RV_FONT_TYPE, x, top, &room, note, RV_COLOR_TEXT_DIM);
}

static void
paint_bars (const RvBoxPainter *painter, guint index)
{
  const RvSceneBox *box = painter->box;
  const RvSceneRow *row = &g_array_index (box->rows, RvSceneRow, index);
  double y = rv_scene_box_row_top (box, index) + box->row_height / 2 - 3.5, room = box->rect.width - 3 * RV_BOX_PADDING;
  double name = MIN (rv_measure_width (RV_FONT_TEXT, row->name), room * 0.6);
  double type = row->type != NULL ? MIN (rv_measure_width (RV_FONT_TYPE, row->type), room * 0.35) : 0;

  rv_display_rect (painter->list, (RvRect) { RV_BOX_PADDING, y, name + RV_MARK_WIDTH, 7 }, 0,
                   rv_ink (painter->list, row->marks & RV_COLUMN_PRIMARY ? RV_COLOR_KEY : RV_COLOR_BAR));
  if (type > 0)
    rv_display_rect (painter->list, (RvRect) { box->rect.width - RV_BOX_PADDING - type, y, type, 7 }, 0,
                     rv_ink (painter->list, RV_COLOR_BAR_DIM));
}

static void
paint_more (const RvBoxPainter *painter)
{
  const RvSceneBox *box = painter->box;
  /* Translators: columns of a box that are not shown */
  g_autofree char *text = g_strdup_printf (_("+%u more"), box->n_more);
  double top = rv_scene_box_row_top (box, box->rows->len);

  rv_display_text (painter->list, RV_FONT_QUIET, RV_ANCHOR_START, box->marks_width,
                   rv_font_baseline (RV_FONT_QUIET, top, box->row_height), box->rect.width - box->marks_width, text,
                   rv_ink (painter->list, RV_COLOR_TEXT_DIM));
}

void
rv_paint_rows (const RvBoxPainter *painter, gboolean has_bold_keys, gboolean has_inline_types, RvMarksFunc draw_marks)
{
  const RvSceneBox *box = painter->box;

  for (guint i = 0; i < box->rows->len; i++)
    if (painter->detail != RV_DETAIL_FULL)
      paint_bars (painter, i);
    else
      {
        if (draw_marks != NULL)
          draw_marks (painter, &g_array_index (box->rows, RvSceneRow, i), rv_scene_box_row_top (box, i) + box->row_height / 2);
        paint_row (painter, i, has_bold_keys, has_inline_types);
      }
  if (box->n_more > 0 && painter->detail == RV_DETAIL_FULL)
    paint_more (painter);
}
