/* Draws a table: a click, or a rectangle as wide as it shall be. */
#include <glib/gi18n-lib.h>

#include "canvas/tools/draw-out.h"
#include "draw/align.h"
#include "model/box-place.h"

#define LEAST_WIDTH 120

static void
end (RvCanvas *canvas, gpointer state, const RvPointer *at)
{
  g_autoptr (RvEdit) edit = NULL;
  RvId schema = rv_canvas_home_schema (canvas);
  RvTable *table;
  RvBox *box;
  RvRect rect;

  if (!rv_draw_out_end (canvas, state, at, 0, 0, &rect))
    return;
  if (schema == 0)
    {
      rv_canvas_fail (canvas, _("A table needs a schema, and the design has none."));
      return;
    }
  edit = rv_canvas_begin_edit (canvas, _("Draw a table"));
  if (edit == NULL)
    return;
  table = rv_design_add_table (edit, schema, RV_NEW_TABLE_NAME);
  box = rv_edit_insert (edit, RV_KIND_BOX, canvas->diagram);
  rv_edit_set_number (edit, box, RvBox_object_id, table->object.id);
  rv_box_set_place (edit, box, rect.x, rect.y);
  if (rect.width >= LEAST_WIDTH)
    rv_edit_set_real (edit, box, RvBox_width, rect.width);
  rv_find_room (edit, box);
  if (rv_canvas_commit (canvas, edit))
    rv_draw_out_done (canvas, table->object.id, at);
}

const RvTool rv_tool_table = {
  .name = "table",
  .icon = "rv-table-symbolic",
  .label = N_("Table"),
  .hint = N_("Click or drag where the table shall be."),
  .shortcut = GDK_KEY_t,
  .cursor = "crosshair",
  .state_size = sizeof (RvDrawOut),
  .begin = rv_draw_out_begin,
  .motion = rv_draw_out_motion,
  .end = end,
  .cancel = rv_draw_out_cancel,
  .draw = rv_draw_out_draw,
};
