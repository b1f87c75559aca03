/* Where the sheets of a poster lie and what stands on their margins. */
#include "draw/poster.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <pango/pangocairo.h>

#define BLEED 9.0         /* points of the neighbours around a tile: room for a cut that is not quite straight */
#define MARK_FROM 14.0    /* points from the corner of a tile to where its marks begin … */
#define MARK_TO 28.0      /* … and end */
#define POINTS_PER_MM (72 / 25.4)

static guint
sheets_for (double length, double sheet)
{
  return (guint) MAX (1, ceil (length / (sheet - 2 * RV_POSTER_MARGIN) - 1e-6));
}

static void
cut (RvPoster *poster, double width, double height)
{
  poster->width = width;
  poster->height = height;
  poster->n_columns = sheets_for (poster->frame.width * poster->scale, width);
  poster->n_rows = sheets_for (poster->frame.height * poster->scale, height);
}

static guint64
count (const RvPoster *poster)
{
  return (guint64) poster->n_columns * poster->n_rows;
}

RvPoster
rv_poster_plan (RvRect frame, const RvPaper *paper, double scale)
{
  double width = paper->width * POINTS_PER_MM, height = paper->height * POINTS_PER_MM;
  RvPoster upright = { .frame = frame, .scale = scale }, across = upright;

  cut (&upright, width, height);
  cut (&across, height, width);
  while (MIN (count (&upright), count (&across)) > RV_POSTER_SHEETS)
    {
      upright.scale = across.scale = upright.scale * 0.95;
      cut (&upright, width, height);
      cut (&across, height, width);
    }
  return count (&across) < count (&upright) ? across : upright;
}

char *
rv_poster_sheet_name (guint column, guint row)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (guint rest = column + 1; rest > 0; rest = (rest - 1) / 26)
    g_string_prepend_c (name, (char) ('A' + (rest - 1) % 26));
  g_string_append_printf (name, "%u", row + 1);
  return g_string_free (g_steal_pointer (&name), FALSE);
}

/* The tile of a sheet in points from its upper left corner; the last ones may be smaller. */
static RvRect
tile_of (const RvPoster *poster, guint column, guint row)
{
  double width = poster->width - 2 * RV_POSTER_MARGIN, height = poster->height - 2 * RV_POSTER_MARGIN;

  return (RvRect) { RV_POSTER_MARGIN, RV_POSTER_MARGIN,
                    MIN (width, poster->frame.width * poster->scale - column * width),
                    MIN (height, poster->frame.height * poster->scale - row * height) };
}

static void
draw_tile (const RvPoster *poster, guint column, guint row, const RvDisplayList *list, gboolean transparent, cairo_t *cr)
{
  RvRect tile = tile_of (poster, column, row), clip;
  RvColor canvas = list->palette->colors[RV_COLOR_CANVAS];
  double left = poster->frame.x + column * (poster->width - 2 * RV_POSTER_MARGIN) / poster->scale;
  double top = poster->frame.y + row * (poster->height - 2 * RV_POSTER_MARGIN) / poster->scale;

  cairo_save (cr);
  cairo_rectangle (cr, tile.x - BLEED, tile.y - BLEED, tile.width + 2 * BLEED, tile.height + 2 * BLEED);
  cairo_clip (cr);
  if (!transparent)
    {
      cairo_set_source_rgb (cr, canvas.red / 255.0, canvas.green / 255.0, canvas.blue / 255.0);
      cairo_paint (cr);
    }
  cairo_translate (cr, tile.x, tile.y);
  cairo_scale (cr, poster->scale, poster->scale);
  cairo_translate (cr, -left, -top);
  clip = (RvRect) { left - BLEED / poster->scale, top - BLEED / poster->scale,
                    (tile.width + 2 * BLEED) / poster->scale, (tile.height + 2 * BLEED) / poster->scale };
  rv_cairo_draw (list, cr, &clip);
  cairo_restore (cr);
}

static void
draw_marks (RvRect tile, cairo_t *cr)
{
  const double xs[] = { tile.x, tile.x + tile.width }, ys[] = { tile.y, tile.y + tile.height };

  for (guint i = 0; i < 2; i++)
    for (guint j = 0; j < 2; j++)
      {
        double outwards_x = i == 0 ? -1 : 1, outwards_y = j == 0 ? -1 : 1;

        cairo_move_to (cr, xs[i] + outwards_x * MARK_FROM, ys[j]);
        cairo_line_to (cr, xs[i] + outwards_x * MARK_TO, ys[j]);
        cairo_move_to (cr, xs[i], ys[j] + outwards_y * MARK_FROM);
        cairo_line_to (cr, xs[i], ys[j] + outwards_y * MARK_TO);
      }
  cairo_set_line_width (cr, 0.5);
  cairo_stroke (cr);
}

static void
draw_margin (const RvPoster *poster, guint column, guint row, const char *title, cairo_t *cr)
{
  g_autofree char *name = rv_poster_sheet_name (column, row);
  g_autofree char *clean = rv_text_clean (title);
  g_autofree char *place = g_strdup_printf (_("Sheet %s of %u × %u"), name, poster->n_columns, poster->n_rows);
  g_autofree char *text = g_strjoin (" · ", place, *clean != '\0' ? clean : NULL, NULL);
  g_autofree char *short_text = rv_measure_fit (RV_FONT_QUIET, text, (poster->width - 4 * RV_POSTER_MARGIN) / RV_POINTS_PER_PIXEL);
  PangoLayout *layout = pango_layout_new (rv_measure_context ());

  pango_layout_set_font_description (layout, rv_font_description (RV_FONT_QUIET));
  pango_layout_set_text (layout, short_text != NULL ? short_text : text, -1);
  cairo_save (cr);
  cairo_translate (cr, 2 * RV_POSTER_MARGIN, poster->height - RV_POSTER_MARGIN / 2);
  cairo_scale (cr, RV_POINTS_PER_PIXEL, RV_POINTS_PER_PIXEL);
  cairo_move_to (cr, 0, rv_font_ascent (RV_FONT_QUIET) / 2);
  pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (layout, 0));
  cairo_restore (cr);
  g_object_unref (layout);
}

void
rv_poster_draw_sheet (const RvPoster *poster, guint column, guint row, const RvDisplayList *list, const char *title,
                      gboolean transparent, cairo_t *cr)
{
  draw_tile (poster, column, row, list, transparent, cr);
  cairo_set_source_rgb (cr, 0.3, 0.3, 0.3);
  draw_marks (tile_of (poster, column, row), cr);
  draw_margin (poster, column, row, title, cr);
}
