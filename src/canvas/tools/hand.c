/* Moves the view. */
#include <glib/gi18n-lib.h>

#include "canvas/canvas-private.h"

typedef struct {
  gboolean is_moving;
  RvSight from;
  RvPoint grip;   /* in the widget */
} Hand;

static void
begin (RvCanvas *canvas, gpointer state, const RvPointer *at)
{
  Hand *hand = state;

  *hand = (Hand) { TRUE, canvas->view, { at->view_x, at->view_y } };
  gtk_widget_set_cursor_from_name (GTK_WIDGET (canvas), "grabbing");
}

static void
motion (RvCanvas *canvas, gpointer state, const RvPointer *at)
{
  const Hand *hand = state;
  RvSight view = hand->from;

  if (!hand->is_moving)
    return;
  view.x -= (at->view_x - hand->grip.x) / view.zoom;
  view.y -= (at->view_y - hand->grip.y) / view.zoom;
  rv_canvas_jump (canvas, view);
}

static void
end (RvCanvas *canvas, gpointer state, const RvPointer *at)
{
  ((Hand *) state)->is_moving = FALSE;
  rv_canvas_update_cursor (canvas);
}

static gboolean
cancel (RvCanvas *canvas, gpointer state)
{
  Hand *hand = state;
  gboolean was_moving = hand->is_moving;

  if (was_moving)
    rv_canvas_jump (canvas, hand->from);
  hand->is_moving = FALSE;
  return was_moving;
}

const RvTool rv_tool_hand = {
  .name = "hand",
  .icon = "rv-hand-symbolic",
  .label = N_("Hand"),
  .hint = N_("Drag to move the view."),
  .shortcut = GDK_KEY_h,
  .cursor = "grab",
  .state_size = sizeof (Hand),
  .begin = begin,
  .motion = motion,
  .end = end,
  .cancel = cancel,
};
