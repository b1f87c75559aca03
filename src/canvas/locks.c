/* A padlock on boxes that are locked in place. */
#include "canvas/canvas-private.h"
#include "canvas/overlay.h"
#include "draw/display-build.h"

#define RIGHT 15    /* of its middle, from the right edge of the box */

/* A padlock of 8 by 10 pixels with its middle at (0, 0), on a ground that sets it apart from the title. */
static void
draw_lock (RvDisplayList *list)
{
  RvInk ink = rv_ink (list, RV_COLOR_SELECTION), ground = rv_ink (list, RV_COLOR_CANVAS), none = { 0 };

  rv_display_rect (list, (RvRect) { -8, -8, 16, 16 }, 8, ground);
  rv_display_path (list, none, ink, 1.5);
  rv_display_move_to (list, -2.5, 0);
  rv_display_line_to (list, -2.5, -2);
  rv_display_curve_to (list, -2.5, -5.5, 2.5, -5.5, 2.5, -2);
  rv_display_line_to (list, 2.5, 0);
  rv_display_rect (list, (RvRect) { -4, -0.5, 8, 5.5 }, 1, ink);
}

static void
draw (RvDisplayList *list, RvScene *scene, RvDetail detail, gpointer data)
{
  const GPtrArray *boxes = rv_scene_boxes (scene);

  for (guint i = 0; detail <= RV_DETAIL_BARS && i < boxes->len; i++)
    {
      const RvSceneBox *box = boxes->pdata[i];

      if (!box->is_locked)
        continue;
      rv_display_open (list, &(RvDisplayGroup) { .x = box->rect.x + box->rect.width - RIGHT, .y = box->rect.y + 13,
                                                 .extents = { -8, -8, 16, 16 }, .css_class = "lock" });
      draw_lock (list);
      rv_display_close (list);
    }
}

static const RvOverlay overlay = { RV_OVERLAY_ABOVE, draw, NULL };

void
rv_canvas_show_locks (RvCanvas *canvas)
{
  rv_canvas_add_overlay (canvas, &overlay, NULL, NULL);
}
