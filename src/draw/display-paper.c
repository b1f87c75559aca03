/* How areas and notes look. */
#include "draw/display-private.h"
#include "draw/markup.h"
#include "draw/note-text.h"

#define NOTE_FOLD 12
#define UNDERLINE 2.5   /* below the baseline */

void
rv_display_list_add_area (RvDisplayList *list, const RvSceneArea *area, RvDetail detail)
{
  RvInk fill = rv_ink (list, RV_COLOR_AREA), border = rv_ink (list, RV_COLOR_AREA_BORDER);
  RvTint tint;
  RvPrimitive *rect;

  if (rv_palette_tint (list->palette, area->color, &tint))
    {
      fill.color = rv_color_mix (tint.header, list->palette->colors[RV_COLOR_CANVAS], 0.6);
      border.color = rv_color_mix (tint.strong, list->palette->colors[RV_COLOR_CANVAS], 0.6);
    }
  rv_display_open (list, &(RvDisplayGroup) {
    .item = RV_ITEM_AREA, .id = area->id, .name = g_strdup_printf ("area-%s", area->title), .css_class = "area",
    .title = g_strdup (area->title), .x = area->rect.x, .y = area->rect.y,
    .extents = { 0, 0, area->rect.width, area->rect.height },
  });
  rect = rv_display_rect (list, (RvRect) { 0.5, 0.5, area->rect.width - 1, area->rect.height - 1 }, 12, fill);
  rect->stroke = border;
  rect->line_width = 1;
  if (detail <= RV_DETAIL_BARS)
    rv_display_text (list, RV_FONT_AREA, RV_ANCHOR_START, 14, rv_font_baseline (RV_FONT_AREA, 4, 30),
                     area->rect.width - 28, area->title, rv_ink (list, RV_COLOR_AREA_TITLE));
  rv_display_close (list);
}

static void
draw_sheet (RvDisplayList *list, double width, double height, RvInk fill, RvInk border)
{
  rv_display_path (list, fill, border, 1);
  rv_display_move_to (list, 0.5, 0.5);
  rv_display_line_to (list, width - NOTE_FOLD, 0.5);
  rv_display_line_to (list, width - 0.5, NOTE_FOLD);
  rv_display_line_to (list, width - 0.5, height - 0.5);
  rv_display_line_to (list, 0.5, height - 0.5);
  rv_display_close_path (list);
  rv_display_path (list, rv_ink (list, RV_COLOR_NONE), border, 1);
  rv_display_move_to (list, width - NOTE_FOLD, 0.5);
  rv_display_line_to (list, width - NOTE_FOLD, NOTE_FOLD);
  rv_display_line_to (list, width - 0.5, NOTE_FOLD);
}

static void
draw_note_piece (RvDisplayList *list, const RvNotePiece *piece, RvInk shade)
{
  RvInk ink = rv_ink (list, RV_COLOR_NOTE_TEXT);

  if (piece->font == RV_FONT_NOTE_CODE)
    rv_display_rect (list, (RvRect) { piece->x - 1.5, piece->baseline - 11, piece->width + 3, 15 }, 3, shade);
  rv_display_text (list, piece->font, RV_ANCHOR_START, piece->x, piece->baseline, piece->width + 1, piece->text, ink);
  if (piece->target == NULL)
    return;
  rv_display_path (list, rv_ink (list, RV_COLOR_NONE), ink, 1);
  rv_display_move_to (list, piece->x, piece->baseline + UNDERLINE);
  rv_display_line_to (list, piece->x + piece->width, piece->baseline + UNDERLINE);
}

static void
draw_note_text (RvDisplayList *list, const RvSceneNote *note, RvInk fill, RvInk border)
{
  g_autoptr (RvNoteText) layout = rv_note_text_new (note->text, note->rect.width, note->rect.height);
  RvInk shade = rv_ink_tinted (RV_COLOR_NOTE_BORDER, rv_color_mix (border.color, fill.color, 0.3));

  for (guint i = 0; i < layout->pieces->len; i++)
    draw_note_piece (list, &g_array_index (layout->pieces, RvNotePiece, i), shade);
}

void
rv_display_list_add_note (RvDisplayList *list, const RvSceneNote *note, RvDetail detail)
{
  RvInk fill = rv_ink (list, RV_COLOR_NOTE), border = rv_ink (list, RV_COLOR_NOTE_BORDER);
  g_autofree char *plain = rv_markup_plain (note->text);
  RvTint tint;

  if (rv_palette_tint (list->palette, note->color, &tint))
    {
      fill.color = tint.header;
      border.color = tint.strong;
    }
  rv_display_open (list, &(RvDisplayGroup) {
    .item = RV_ITEM_NOTE, .id = note->id, .name = g_strdup ("note"), .css_class = "note",
    .title = rv_text_clean (plain), .x = note->rect.x, .y = note->rect.y,
    .extents = { 0, 0, note->rect.width, note->rect.height },
  });
  draw_sheet (list, note->rect.width, note->rect.height, fill, border);
  if (detail <= RV_DETAIL_BARS)
    draw_note_text (list, note, fill, border);
  rv_display_close (list);
}
