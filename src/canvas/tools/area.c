/* Draws an area: a titled ground under the tables of one subject. */
#include <glib/gi18n-lib.h>

#include "canvas/tools/draw-out.h"

#define WIDTH 480
#define HEIGHT 320

static void
end (RvCanvas *canvas, gpointer state, const RvPointer *at)
{
  g_autoptr (RvEdit) edit = NULL;
  RvArea *area;
  RvRect rect;

  if (!rv_draw_out_end (canvas, state, at, WIDTH, HEIGHT, &rect))
    return;
  edit = rv_canvas_begin_edit (canvas, _("Draw an area"));
  if (edit == NULL)
    return;
  area = rv_edit_insert (edit, RV_KIND_AREA, canvas->diagram);
  rv_edit_set_text (edit, area, RvArea_name, _("New area"));
  rv_edit_set_real (edit, area, RvArea_x, rect.x);
  rv_edit_set_real (edit, area, RvArea_y, rect.y);
  rv_edit_set_real (edit, area, RvArea_width, MAX (rect.width, 80));
  rv_edit_set_real (edit, area, RvArea_height, MAX (rect.height, 60));
  if (rv_canvas_commit (canvas, edit))
    rv_draw_out_done (canvas, area->object.id, at);
}

const RvTool rv_tool_area = {
  .name = "area",
  .icon = "rv-area-symbolic",
  .label = N_("Area"),
  .hint = N_("Drag around the tables that belong together."),
  .shortcut = GDK_KEY_a,
  .cursor = "crosshair",
  .state_size = sizeof (RvDrawOut),
  .begin = rv_draw_out_begin,
  .motion = rv_draw_out_motion,
  .end = end,
  .cancel = rv_draw_out_cancel,
  .draw = rv_draw_out_draw,
};
