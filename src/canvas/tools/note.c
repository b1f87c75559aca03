/* Draws a note. */
#include <glib/gi18n-lib.h>

#include "canvas/tools/draw-out.h"

#define WIDTH 200
#define HEIGHT 96

static void
end (RvCanvas *canvas, gpointer state, const RvPointer *at)
{
  g_autoptr (RvEdit) edit = NULL;
  RvNote *note;
  RvRect rect;

  if (!rv_draw_out_end (canvas, state, at, WIDTH, HEIGHT, &rect))
    return;
  edit = rv_canvas_begin_edit (canvas, _("Draw a note"));
  if (edit == NULL)
    return;
  note = rv_edit_insert (edit, RV_KIND_NOTE, canvas->diagram);
  rv_edit_set_text (edit, note, RvNote_text, "");
  rv_edit_set_real (edit, note, RvNote_x, rect.x);
  rv_edit_set_real (edit, note, RvNote_y, rect.y);
  rv_edit_set_real (edit, note, RvNote_width, MAX (rect.width, 60));
  rv_edit_set_real (edit, note, RvNote_height, MAX (rect.height, 32));
  if (rv_canvas_commit (canvas, edit))
    rv_draw_out_done (canvas, note->object.id, at);
}

const RvTool rv_tool_note = {
  .name = "note",
  .icon = "rv-note-symbolic",
  .label = N_("Note"),
  .hint = N_("Click or drag where the note shall be."),
  .shortcut = GDK_KEY_n,
  .cursor = "crosshair",
  .state_size = sizeof (RvDrawOut),
  .begin = rv_draw_out_begin,
  .motion = rv_draw_out_motion,
  .end = end,
  .cancel = rv_draw_out_cancel,
  .draw = rv_draw_out_draw,
};
