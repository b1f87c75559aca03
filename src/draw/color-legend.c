/* Counting colours, and a card with a swatch for each. */
#include "draw/color-legend.h"

#include <glib/gi18n-lib.h>

#include "draw/coloring.h"
#include "draw/display-build.h"

#define MOST_ROWS 24
#define ROW 24.0
#define PADDING 12.0
#define SWATCH 14.0
#define GAP 32.0          /* to the diagram above */
#define WIDEST 320.0

static void
row_free (gpointer data)
{
  RvLegendRow *row = data;

  g_free (row->color);
  g_free (row->meaning);
  g_free (row);
}

static gint
larger_first (gconstpointer a, gconstpointer b)
{
  const RvLegendRow *one = *(RvLegendRow *const *) a, *other = *(RvLegendRow *const *) b;

  return one->n_boxes != other->n_boxes ? (int) other->n_boxes - (int) one->n_boxes : strcmp (one->meaning, other->meaning);
}

static void
count (GPtrArray *rows, GHashTable *known, RvScene *scene, const RvSceneBox *box)
{
  const RvBox *row = rv_model_get_kind (rv_scene_model (scene), box->id, RV_KIND_BOX);
  g_autofree char *name = box->color != NULL ? rv_coloring_meaning (rv_scene_model (scene), rv_scene_view (scene)->coloring, row, box->object) : NULL;
  g_autofree char *key = name != NULL ? g_strconcat (box->color, " ", name, NULL) : NULL;
  RvLegendRow *have;

  if (key == NULL)
    return;
  have = g_hash_table_lookup (known, key);
  if (have == NULL)
    {
      have = g_new0 (RvLegendRow, 1);
      have->color = g_strdup (box->color);
      have->meaning = rv_text_clean (name);
      g_ptr_array_add (rows, have);
      g_hash_table_insert (known, g_steal_pointer (&key), have);
    }
  have->n_boxes++;
}

GPtrArray *
rv_color_legend_rows (RvScene *scene)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (row_free);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const GPtrArray *boxes = rv_scene_boxes (scene);

  for (guint i = 0; i < boxes->len; i++)
    count (rows, known, scene, boxes->pdata[i]);
  g_ptr_array_sort (rows, larger_first);
  if (rows->len > MOST_ROWS)
    g_ptr_array_set_size (rows, MOST_ROWS);
  return rows;
}

static double
width_of (const GPtrArray *rows)
{
  double width = rv_measure_width (RV_FONT_TITLE, _("Legend"));

  for (guint i = 0; i < rows->len; i++)
    width = MAX (width, SWATCH + 10 + rv_measure_width (RV_FONT_TEXT, ((RvLegendRow *) rows->pdata[i])->meaning));
  return MIN (width, WIDEST) + 2 * PADDING + 2;
}

static void
draw_row (RvDisplayList *list, const RvLegendRow *row, double top, double width)
{
  RvTint tint;
  RvPrimitive *swatch;

  if (!rv_palette_tint (list->palette, row->color, &tint))
    return;
  swatch = rv_display_rect (list, (RvRect) { PADDING, top + (ROW - SWATCH) / 2, SWATCH, SWATCH }, 3, rv_ink_tinted (RV_COLOR_HEADER, tint.header));
  swatch->stroke = rv_ink_tinted (RV_COLOR_BORDER, tint.strong);
  swatch->line_width = 1.5;
  rv_display_text (list, RV_FONT_TEXT, RV_ANCHOR_START, PADDING + SWATCH + 10, rv_font_baseline (RV_FONT_TEXT, top, ROW),
                   width - 2 * PADDING - SWATCH - 10, row->meaning, rv_ink (list, RV_COLOR_TEXT));
}

static double
height_of (const GPtrArray *rows)
{
  return (rows->len + 1) * ROW + 2 * PADDING - 8;
}

RvRect
rv_display_list_add_color_legend (RvDisplayList *list, RvScene *scene, double x, double y)
{
  g_autoptr (GPtrArray) rows = rv_color_legend_rows (scene);
  double width = width_of (rows), height = height_of (rows);
  RvPrimitive *card;

  if (rows->len == 0)
    return (RvRect) { x, y, 0, 0 };
  rv_display_open (list, &(RvDisplayGroup) {
    .name = g_strdup ("legend"), .css_class = "legend", .title = g_strdup (_("Legend")), .x = x, .y = y,
    .extents = { 0, 0, width, height },
  });
  card = rv_display_rect (list, (RvRect) { 0.5, 0.5, width - 1, height - 1 }, 8, rv_ink (list, RV_COLOR_BOX));
  card->stroke = rv_ink (list, RV_COLOR_BORDER);
  card->line_width = 1;
  rv_display_text (list, RV_FONT_TITLE, RV_ANCHOR_START, PADDING, rv_font_baseline (RV_FONT_TITLE, PADDING / 2, ROW), width - 2 * PADDING,
                   _("Legend"), rv_ink (list, RV_COLOR_TITLE));
  for (guint i = 0; i < rows->len; i++)
    draw_row (list, rows->pdata[i], PADDING + (i + 1) * ROW - 6, width);
  rv_display_close (list);
  return (RvRect) { x, y, width, height };
}

RvRect
rv_color_legend_place (RvScene *scene)
{
  RvRect bounds = rv_scene_bounds (scene);
  g_autoptr (GPtrArray) rows = rv_scene_view (scene)->shows_legend ? rv_color_legend_rows (scene) : NULL;

  if (rows == NULL || rows->len == 0)
    return (RvRect) { 0 };
  return (RvRect) { bounds.x, bounds.y + bounds.height + GAP, width_of (rows), height_of (rows) };
}
