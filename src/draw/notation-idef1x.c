/* IDEF1X (FIPS 184): the name over the box, the primary key above a line, round corners for what
 * depends on another entity, dashed lines that are not identifying, a dot at the child. */
#include "draw/notation.h"

#define ROUND 12
#define DOT_RADIUS 3.6
#define DIAMOND_LENGTH 11
#define DIAMOND_SPREAD 4.5

/* ---- what is said of a column -------------------------------------------------------------- */

/* Counts the keys (or indexes) of the table before @wanted that count as it does. */
static guint
number_of (const GPtrArray *all, const RvObject *wanted, gboolean (*counts) (const RvObject *object))
{
  guint number = 1;

  for (guint i = 0; i < all->len && g_ptr_array_index (all, i) != wanted; i++)
    number += counts (g_ptr_array_index (all, i)) ? 1 : 0;
  return number;
}

static gboolean
is_alternate (const RvObject *key)
{
  return !((const RvKey *) key)->is_primary;
}

static gboolean
is_inversion (const RvObject *index)
{
  return !((const RvIndex *) index)->is_unique;
}

static guint
place_of (RvModel *model, const RvObject *part)
{
  g_autoptr (GPtrArray) parts = rv_model_children (model, rv_record_parent (part), part->kind);
  guint at = 0;

  return g_ptr_array_find (parts, part, &at) ? at + 1 : 1;
}

static void
note_key (RvModel *model, const RvKeyColumn *part, GString *note)
{
  const RvKey *key = rv_model_get_kind (model, part->key_id, RV_KIND_KEY);
  g_autoptr (GPtrArray) keys = NULL;

  if (key == NULL || part->is_included || key->is_primary)
    return;
  keys = rv_model_children (model, key->table_id, RV_KIND_KEY);
  g_string_append_printf (note, " (AK%u.%u)", number_of (keys, &key->object, is_alternate), place_of (model, &part->object));
}

static void
note_index (RvModel *model, const RvIndexColumn *part, GString *note)
{
  const RvIndex *index = rv_model_get_kind (model, part->index_id, RV_KIND_INDEX);
  g_autoptr (GPtrArray) indexes = NULL;

  if (index == NULL || part->is_included || index->is_unique)
    return;
  indexes = rv_model_children (model, index->relation_id, RV_KIND_INDEX);
  g_string_append_printf (note, " (IE%u.%u)", number_of (indexes, &index->object, is_inversion), place_of (model, &part->object));
}

static char *
row_note (RvModel *model, const RvColumn *column, RvColumnMarks marks, RvViewLevel level)
{
  const GPtrArray *referrers = rv_model_referrers (model, column->object.id);
  GString *note = g_string_new (marks & RV_COLUMN_FOREIGN ? " (FK)" : "");

  for (guint i = 0; referrers != NULL && i < referrers->len; i++)
    {
      gpointer referrer = g_ptr_array_index (referrers, i);

      if (((const RvObject *) referrer)->kind == RV_KIND_KEY_COLUMN)
        note_key (model, referrer, note);
      else if (((const RvObject *) referrer)->kind == RV_KIND_INDEX_COLUMN && level == RvViewLevel_PHYSICAL)
        note_index (model, referrer, note);
    }
  g_string_erase (note, 0, note->len > 0 ? 1 : 0);
  return g_string_free (note, note->len == 0);
}

/* ---- the box ------------------------------------------------------------------------------- */

static void
draw_box (const RvBoxPainter *painter)
{
  RvDisplayList *list = painter->list;
  const RvSceneBox *box = painter->box;
  RvRect body = { 0, box->body_top, box->rect.width, box->rect.height - box->body_top };
  gboolean has_rows = box->rows->len > 0;
  double radius = box->is_dependent ? ROUND : 0, line = rv_scene_box_row_top (box, box->n_first);
  RvPrimitive *key;

  rv_paint_shadow (painter, body, radius);
  rv_display_rect (list, body, radius, rv_ink (list, RV_COLOR_BOX));
  key = rv_display_rect (list, (RvRect) { 0, body.y, body.width, has_rows ? line - body.y : body.height }, radius, painter->header);
  if (has_rows)
    key->bottom_radius = 0;
  if (painter->detail <= RV_DETAIL_BARS)
    {
      rv_paint_title (painter, 0, box->body_top > 0 ? box->body_top : box->header_height,
                      box->is_plain ? RV_ANCHOR_MIDDLE : RV_ANCHOR_START);
      rv_paint_rows (painter, FALSE, FALSE, NULL);
      if (has_rows)
        rv_paint_rule (painter, line - 0.5, 0, painter->border);
    }
  rv_paint_frame (painter, body, radius);
}

/* ---- ends ---------------------------------------------------------------------------------- */

/* Zero, one or more children need no letter. */
static const char *
letter_of (RvEnd end)
{
  static const char *const letters[] = { [RV_END_ONE] = "1", [RV_END_ZERO_OR_ONE] = "Z", [RV_END_MANY] = "P" };

  return end < G_N_ELEMENTS (letters) ? letters[end] : NULL;
}

static void
draw_child_end (const RvEndPainter *painter)
{
  RvPoint centre = rv_end_point (painter, DOT_RADIUS, 0);

  rv_end_path (painter, TRUE);
  rv_display_circle (painter->list, centre.x, centre.y, DOT_RADIUS);
  if (letter_of (painter->end) != NULL)
    rv_end_text (painter, 2 * DOT_RADIUS + 2, letter_of (painter->end));
}

static void
draw_end (const RvEndPainter *painter)
{
  if (painter->is_from)
    {
      draw_child_end (painter);
      return;
    }
  if (painter->end != RV_END_ZERO_OR_ONE)
    return;
  rv_display_path (painter->list, rv_ink (painter->list, RV_COLOR_CANVAS), painter->ink, RV_LINE_WIDTH);
  rv_end_diamond (painter, 0, DIAMOND_LENGTH, DIAMOND_SPREAD);
}

const RvNotationStyle rv_notation_idef1x = {
  .notation = RvNotation_IDEF1X,
  .migrated = RV_MIGRATED_ALL,
  .keys_first = TRUE,
  .has_quiet_mark = TRUE,
  .row_note = row_note,
  .header_height = 32,
  .title_height = 22,
  .plain_height = 48,
  .gutter = RV_BOX_PADDING,
  .draw_box = draw_box,
  .draw_end = draw_end,
  .dashes = TRUE,
  .stub = 16,
  .splits_identifying = TRUE,
  .end_room = 24,
};
