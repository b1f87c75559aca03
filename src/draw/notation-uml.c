/* UML class diagrams as data modellers draw them: a compartment for the name, with a stereotype, and
 * one for attributes; multiplicities at the ends, a filled diamond where the child is part of the parent. */
#include "draw/notation.h"

#define DIAMOND_LENGTH 16
#define DIAMOND_SPREAD 5
#define STEREOTYPE_HEIGHT 14

static char *
row_note (RvModel *model, const RvColumn *column, RvColumnMarks marks, RvViewLevel level)
{
  static const struct { RvColumnMarks mark; const char *word; } words[] = {
    { RV_COLUMN_PRIMARY, "PK" }, { RV_COLUMN_FOREIGN, "FK" }, { RV_COLUMN_UNIQUE, "unique" },
  };
  gboolean is_optional = (marks & (RV_COLUMN_NOT_NULL | RV_COLUMN_PRIMARY)) == 0;
  GString *note = g_string_new (is_optional ? "[0..1]" : "");
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (marks & words[i].mark)
      g_string_append_printf (note, "%s%s", n++ > 0 ? ", " : note->len > 0 ? " {" : "{", words[i].word);
  if (n > 0)
    g_string_append_c (note, '}');
  return g_string_free (note, note->len == 0);
}

static const char *
box_mark (const RvSceneBox *box, const char *mark, RvViewLevel level)
{
  if (mark != NULL || level != RvViewLevel_PHYSICAL)
    return mark;
  return box->kind == RV_KIND_TABLE ? "table" : NULL;
}

/* ---- the box ------------------------------------------------------------------------------- */

static void
draw_stereotype (const RvBoxPainter *painter)
{
  const RvSceneBox *box = painter->box;
  g_autofree char *text = g_strdup_printf ("«%s»", box->mark);

  rv_display_text (painter->list, RV_FONT_QUIET, RV_ANCHOR_MIDDLE, box->rect.width / 2,
                   rv_font_baseline (RV_FONT_QUIET, 5, STEREOTYPE_HEIGHT), box->rect.width - 2 * RV_BOX_PADDING, text,
                   rv_ink (painter->list, RV_COLOR_TITLE_DIM));
}

static void
draw_visibility (const RvBoxPainter *painter, const RvSceneRow *row, double y)
{
  rv_display_text (painter->list, RV_FONT_TEXT, RV_ANCHOR_START, RV_BOX_PADDING - 2,
                   rv_font_baseline (RV_FONT_TEXT, y - painter->box->row_height / 2, painter->box->row_height), 20, "+",
                   rv_ink (painter->list, RV_COLOR_TEXT_DIM));
}

static void
draw_box (const RvBoxPainter *painter)
{
  RvDisplayList *list = painter->list;
  const RvSceneBox *box = painter->box;
  RvRect whole = { 0, 0, box->rect.width, box->rect.height };
  gboolean has_mark = box->mark != NULL && painter->detail == RV_DETAIL_FULL;
  double top = has_mark ? STEREOTYPE_HEIGHT : 0;

  rv_paint_shadow (painter, whole, 0);
  rv_display_rect (list, whole, 0, rv_ink (list, RV_COLOR_BOX));
  rv_display_rect (list, (RvRect) { 0, 0, whole.width, box->header_height }, 0, painter->header);
  if (painter->detail <= RV_DETAIL_BARS)
    {
      if (has_mark)
        draw_stereotype (painter);
      rv_paint_title (painter, top, box->header_height - top, RV_ANCHOR_MIDDLE);
      rv_paint_rows (painter, FALSE, TRUE, draw_visibility);
      if (whole.height > box->header_height)
        rv_paint_rule (painter, box->header_height - 1, 0, painter->border);
    }
  rv_paint_frame (painter, whole, 0);
}

/* ---- ends ---------------------------------------------------------------------------------- */

static const char *
multiplicity (RvEnd end)
{
  static const char *const texts[] = {
    [RV_END_ONE] = "1", [RV_END_ZERO_OR_ONE] = "0..1", [RV_END_MANY] = "1..*", [RV_END_ZERO_OR_MANY] = "0..*",
  };

  return texts[end];
}

static void
draw_end (const RvEndPainter *painter)
{
  gboolean is_whole = !painter->is_from && painter->line->is_identifying;

  if (is_whole)
    {
      rv_end_path (painter, TRUE);
      rv_end_diamond (painter, 0, DIAMOND_LENGTH, DIAMOND_SPREAD);
    }
  rv_end_text (painter, is_whole ? DIAMOND_LENGTH + 2 : 4, multiplicity (painter->end));
}

const RvNotationStyle rv_notation_uml = {
  .notation = RvNotation_UML,
  .migrated = RV_MIGRATED_KEYS,
  .row_note = row_note,
  .box_mark = box_mark,
  .header_height = 32,
  .mark_height = 10,
  .plain_height = 48,
  .gutter = RV_BOX_PADDING + 8,
  .has_inline_types = TRUE,
  .draw_box = draw_box,
  .draw_end = draw_end,
  .writes_cardinality = TRUE,
  .stub = 24,
  .splits_identifying = TRUE,
  .end_room = 40,
};
