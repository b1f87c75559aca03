/* Draws a display list on cairo. */
#include "draw/backends.h"

#include <math.h>
#include <pango/pangocairo.h>

#define FRAME_MARGIN 32

RvRect
rv_picture_frame (const RvDisplayList *list)
{
  RvRect bounds = rv_display_list_bounds (list);
  double left = floor (bounds.x) - FRAME_MARGIN, top = floor (bounds.y) - FRAME_MARGIN;

  return (RvRect) { left, top, ceil (bounds.x + bounds.width) + FRAME_MARGIN - left,
                    ceil (bounds.y + bounds.height) + FRAME_MARGIN - top };
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
draw_rect (const RvDisplayList *list, cairo_t *cr, const RvPrimitive *primitive, PangoLayout *layout)
{
  RvRect rect = primitive->rect;
  double right = rect.x + rect.width, lower = rect.y + rect.height;
  double top = primitive->top_radius, bottom = primitive->bottom_radius;

  cairo_new_sub_path (cr);
  cairo_arc (cr, rect.x + top, rect.y + top, top, G_PI, 1.5 * G_PI);
  cairo_arc (cr, right - top, rect.y + top, top, 1.5 * G_PI, 2 * G_PI);
  cairo_arc (cr, right - bottom, lower - bottom, bottom, 0, 0.5 * G_PI);
  cairo_arc (cr, rect.x + bottom, lower - bottom, bottom, 0.5 * G_PI, G_PI);
  cairo_close_path (cr);
  paint (cr, primitive);
}

static void
draw_path (const RvDisplayList *list, cairo_t *cr, const RvPrimitive *primitive, PangoLayout *layout)
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
draw_text (const RvDisplayList *list, cairo_t *cr, const RvPrimitive *primitive, PangoLayout *layout)
{
  static const double shares[] = { [RV_ANCHOR_START] = 0, [RV_ANCHOR_MIDDLE] = 0.5, [RV_ANCHOR_END] = 1 };
  int width;

  pango_layout_set_font_description (layout, rv_font_description (primitive->font));
  pango_layout_set_text (layout, primitive->text, -1);
  pango_layout_get_size (layout, &width, NULL);
  set_ink (cr, primitive->fill);
  cairo_move_to (cr, primitive->x - shares[primitive->anchor] * width / PANGO_SCALE, primitive->baseline);
  pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (layout, 0));
  cairo_new_path (cr);
}

static void
draw_group (const RvDisplayList *list, cairo_t *cr, const RvDisplayGroup *group, PangoLayout *layout)
{
  static void (*const drawers[]) (const RvDisplayList *, cairo_t *, const RvPrimitive *, PangoLayout *) = {
    [RV_DRAW_RECT] = draw_rect, [RV_DRAW_PATH] = draw_path, [RV_DRAW_TEXT] = draw_text,
  };

  cairo_save (cr);
  cairo_translate (cr, group->x, group->y);
  for (guint i = 0; i < group->n_primitives; i++)
    {
      const RvPrimitive *primitive = &g_array_index (list->primitives, RvPrimitive, group->first + i);

      drawers[primitive->type] (list, cr, primitive, layout);
    }
  cairo_restore (cr);
}

void
rv_cairo_draw (const RvDisplayList *list, cairo_t *cr, const RvRect *clip)
{
  PangoLayout *layout = pango_layout_new (rv_measure_context ());

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  for (guint i = 0; i < list->groups->len; i++)
    {
      const RvDisplayGroup *group = &g_array_index (list->groups, RvDisplayGroup, i);

      if (clip == NULL || rv_rect_intersects (rv_display_group_place (group), *clip))
        draw_group (list, cr, group, layout);
    }
  g_object_unref (layout);
}
