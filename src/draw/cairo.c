/* Draws a display list on cairo. */
#include "draw/backends.h"

#include <math.h>
#include <pango/pangocairo.h>

#include "draw/stamps.h"
#include "draw/stroke.h"

#define FRAME_MARGIN 32
#define MAX_TEXTS 4096

struct _RvBrush {
  const RvDisplayList *list;
  cairo_t *cr;
  GHashTable *texts;    /* font and text -> PangoLayout: names of types come again and again */
  RvStamps *stamps;     /* (nullable): of images */
  const RvRect *clip;   /* (nullable): relative to the group */
};

RvRect
rv_picture_frame (const RvDisplayList *list)
{
  RvRect bounds = rv_display_list_bounds (list);
  double left = floor (bounds.x) - FRAME_MARGIN, top = floor (bounds.y) - FRAME_MARGIN;

  return (RvRect) { left, top, ceil (bounds.x + bounds.width) + FRAME_MARGIN - left,
                    ceil (bounds.y + bounds.height) + FRAME_MARGIN - top };
}

static gboolean
is_apart (const RvBrush *brush, RvRect place)
{
  return brush->clip != NULL && !rv_rect_intersects (place, *brush->clip);
}

static void
set_ink (cairo_t *cr, RvInk ink)
{
  cairo_set_source_rgba (cr, ink.color.red / 255.0, ink.color.green / 255.0, ink.color.blue / 255.0, ink.color.alpha / 255.0);
}

static void
paint (cairo_t *cr, const RvPrimitive *primitive)
{
  if (primitive->fill.role != RV_COLOR_NONE)
    {
      set_ink (cr, primitive->fill);
      cairo_fill_preserve (cr);
    }
  if (primitive->stroke.role != RV_COLOR_NONE)
    {
      set_ink (cr, primitive->stroke);
      cairo_set_line_width (cr, primitive->line_width);
      cairo_set_dash (cr, &primitive->dash, primitive->dash > 0 ? 1 : 0, 0);
      cairo_stroke_preserve (cr);
    }
  cairo_new_path (cr);
}

static void
draw_rect (const RvBrush *brush, const RvPrimitive *primitive)
{
  cairo_t *cr = brush->cr;
  RvRect rect = primitive->rect;
  double right = rect.x + rect.width, lower = rect.y + rect.height;
  double top = primitive->top_radius, bottom = primitive->bottom_radius;

  if (is_apart (brush, rv_rect_grown (rect, primitive->line_width)))
    return;
  cairo_new_sub_path (cr);
  cairo_arc (cr, rect.x + top, rect.y + top, top, G_PI, 1.5 * G_PI);
  cairo_arc (cr, right - top, rect.y + top, top, 1.5 * G_PI, 2 * G_PI);
  cairo_arc (cr, right - bottom, lower - bottom, bottom, 0, 0.5 * G_PI);
  cairo_arc (cr, rect.x + bottom, lower - bottom, bottom, 0.5 * G_PI, G_PI);
  cairo_close_path (cr);
  paint (cr, primitive);
}

static void
draw_whole_path (const RvDisplayList *list, cairo_t *cr, const RvPrimitive *primitive)
{
  for (guint i = 0; i < primitive->n_steps; i++)
    {
      const RvPathStep *step = &g_array_index (list->steps, RvPathStep, primitive->first_step + i);

      if (step->verb == RV_PATH_MOVE)
        cairo_move_to (cr, step->x, step->y);
      else if (step->verb == RV_PATH_LINE)
        cairo_line_to (cr, step->x, step->y);
      else if (step->verb == RV_PATH_CURVE)
        cairo_curve_to (cr, step->x1, step->y1, step->x2, step->y2, step->x, step->y);
      else
        cairo_close_path (cr);
    }
  paint (cr, primitive);
}

static void
draw_path (const RvBrush *brush, const RvPrimitive *primitive)
{
  RvRect place = rv_path_place (brush->list, primitive);

  if (is_apart (brush, place))
    return;
  if (brush->stamps != NULL && rv_stamps_draw (brush->stamps, brush->list, brush->cr, primitive, place, draw_whole_path))
    return;
  if (brush->clip == NULL || !rv_path_is_open (brush->list, primitive))
    {
      draw_whole_path (brush->list, brush->cr, primitive);
      return;
    }
  set_ink (brush->cr, primitive->stroke);
  rv_stroke_near (brush->list, brush->cr, primitive, brush->clip);
}

/* Generous: a font that stands in for another may rise higher than that. */
static RvRect
text_place (const RvPrimitive *primitive)
{
  double size = rv_font_style (primitive->font)->size, reach = primitive->width + 4 * size;

  return (RvRect) { primitive->x - reach, primitive->baseline - 3 * size, 2 * reach, 5 * size };
}

static PangoLayout *
make_layout (const RvPrimitive *primitive)
{
  PangoLayout *layout = pango_layout_new (rv_measure_context ());

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_font_description (layout, rv_font_description (primitive->font));
  pango_layout_set_text (layout, primitive->text, -1);
  return layout;
}

static PangoLayout *
find_layout (const RvBrush *brush, const RvPrimitive *primitive)
{
  g_autofree char *key = g_strconcat ((char[]) { (char) ('A' + primitive->font), '\0' }, primitive->text, NULL);
  PangoLayout *layout = g_hash_table_lookup (brush->texts, key);

  if (layout != NULL)
    return layout;
  if (g_hash_table_size (brush->texts) >= MAX_TEXTS)
    g_hash_table_remove_all (brush->texts);
  layout = make_layout (primitive);
  g_hash_table_insert (brush->texts, g_steal_pointer (&key), layout);
  return layout;
}

static void
draw_text (const RvBrush *brush, const RvPrimitive *primitive)
{
  static const double shares[] = { [RV_ANCHOR_START] = 0, [RV_ANCHOR_MIDDLE] = 0.5, [RV_ANCHOR_END] = 1 };
  PangoLayout *layout;
  int width;

  if (is_apart (brush, text_place (primitive)))
    return;
  layout = find_layout (brush, primitive);
  pango_layout_get_size (layout, &width, NULL);
  set_ink (brush->cr, primitive->fill);
  cairo_move_to (brush->cr, primitive->x - shares[primitive->anchor] * width / PANGO_SCALE, primitive->baseline);
  pango_cairo_show_layout_line (brush->cr, pango_layout_get_line_readonly (layout, 0));
  cairo_new_path (brush->cr);
}

static void
draw_group (const RvBrush *brush, const RvDisplayGroup *group)
{
  static void (*const drawers[]) (const RvBrush *, const RvPrimitive *) = {
    [RV_DRAW_RECT] = draw_rect, [RV_DRAW_PATH] = draw_path, [RV_DRAW_TEXT] = draw_text,
  };

  cairo_save (brush->cr);
  cairo_translate (brush->cr, group->x, group->y);
  for (guint i = 0; i < group->n_primitives; i++)
    {
      const RvPrimitive *primitive = &g_array_index (brush->list->primitives, RvPrimitive, group->first + i);

      drawers[primitive->type] (brush, primitive);
    }
  cairo_restore (brush->cr);
}

RvBrush *
rv_brush_new (const RvDisplayList *list, cairo_t *cr)
{
  RvBrush *brush = g_new0 (RvBrush, 1);

  brush->list = list;
  brush->cr = cairo_reference (cr);
  brush->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  if (cairo_surface_get_type (cairo_get_target (cr)) == CAIRO_SURFACE_TYPE_IMAGE)
    brush->stamps = rv_stamps_new ();
  return brush;
}

void
rv_brush_free (RvBrush *brush)
{
  cairo_destroy (brush->cr);
  g_hash_table_unref (brush->texts);
  g_clear_pointer (&brush->stamps, rv_stamps_free);
  g_free (brush);
}

void
rv_brush_draw (RvBrush *brush, const RvRect *clip)
{
  for (guint i = 0; i < brush->list->groups->len; i++)
    {
      const RvDisplayGroup *group = &g_array_index (brush->list->groups, RvDisplayGroup, i);
      RvRect near = clip != NULL ? (RvRect) { clip->x - group->x, clip->y - group->y, clip->width, clip->height } : group->extents;

      brush->clip = clip != NULL ? &near : NULL;
      if (rv_rect_intersects (group->extents, near))
        draw_group (brush, group);
    }
}

void
rv_cairo_draw (const RvDisplayList *list, cairo_t *cr, const RvRect *clip)
{
  RvBrush *brush = rv_brush_new (list, cr);

  rv_brush_draw (brush, clip);
  rv_brush_free (brush);
}
