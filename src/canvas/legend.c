/* The legend of colours below the diagram. */
#include "canvas/canvas-private.h"
#include "canvas/overlay.h"
#include "draw/color-legend.h"

static void
draw (RvDisplayList *list, RvScene *scene, RvDetail detail, gpointer data)
{
  RvRect place = rv_color_legend_place (scene);

  if (place.width > 0)
    rv_display_list_add_color_legend (list, scene, place.x, place.y);
}

guint
rv_canvas_add_legend (RvCanvas *canvas)
{
  static const RvOverlay legend = { RV_OVERLAY_ABOVE, draw, NULL };

  return rv_canvas_add_overlay (canvas, &legend, NULL, NULL);
}

RvRect
rv_canvas_whole (RvCanvas *canvas)
{
  RvRect bounds = rv_scene_bounds (canvas->scene), legend = rv_color_legend_place (canvas->scene);

  return legend.width > 0 ? rv_rect_union (bounds, legend) : bounds;
}
