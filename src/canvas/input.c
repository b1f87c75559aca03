/* What comes from pointer, wheel and touch, told to the view or to the tool. */
#include <math.h>

#include "canvas/canvas-private.h"
#include "canvas/fold.h"

#define WHEEL_STEP 60.0       /* pixels of the screen that a notch of the wheel moves */
#define WHEEL_ZOOM 1.2        /* … or by how much it zooms */
#define TOUCH_ZOOM 0.01       /* of each pixel of a two-finger gesture */
#define EDGE 24               /* a drag this near the edge moves the view */
#define EDGE_SPEED 0.6        /* pixels each millisecond at most */
#define REACH 6               /* pixels of the screen within which a line is hit */

static RvPointer
pointer_at (RvCanvas *canvas, double view_x, double view_y, guint n_press, GdkModifierType modifiers)
{
  RvPoint place = rv_canvas_to_scene (canvas, view_x, view_y);

  return (RvPointer) { place.x, place.y, view_x, view_y, modifiers, n_press };
}

/* ---- the cursor -------------------------------------------------------------------------------------------- */

void
rv_canvas_update_cursor (RvCanvas *canvas)
{
  const char *name = canvas->is_panning ? "grabbing" : canvas->is_space_down ? "grab" : canvas->tool->cursor;

  gtk_widget_set_cursor_from_name (GTK_WIDGET (canvas), name);
}

/* ---- what the tool is told ----------------------------------------------------------------------------------- */

void
rv_canvas_press (RvCanvas *canvas, double view_x, double view_y, guint n_press, GdkModifierType modifiers)
{
  if (canvas->scene == NULL)
    return;
  rv_canvas_stop_gliding (canvas);
  canvas->goal = canvas->view;
  rv_canvas_end_rename (canvas, TRUE);
  canvas->pointer = pointer_at (canvas, view_x, view_y, n_press, modifiers);
  if (rv_overlays_press (canvas->overlays, canvas->pointer.x, canvas->pointer.y, canvas->view.zoom))
    return;
  canvas->is_pressed = TRUE;
  canvas->is_dragging = FALSE;
  if (canvas->tool->begin != NULL)
    canvas->tool->begin (canvas, canvas->tool_state, &canvas->pointer);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
}

void
rv_canvas_drag (RvCanvas *canvas, double view_x, double view_y, GdkModifierType modifiers)
{
  if (!canvas->is_pressed)
    return;
  canvas->is_dragging = canvas->is_dragging || hypot (view_x - canvas->pointer.view_x, view_y - canvas->pointer.view_y) > 1;
  canvas->pointer = pointer_at (canvas, view_x, view_y, canvas->pointer.n_press, modifiers);
  if (canvas->tool->motion != NULL)
    canvas->tool->motion (canvas, canvas->tool_state, &canvas->pointer);
}

void
rv_canvas_release (RvCanvas *canvas, double view_x, double view_y, GdkModifierType modifiers)
{
  if (!canvas->is_pressed)
    return;
  canvas->pointer = pointer_at (canvas, view_x, view_y, canvas->pointer.n_press, modifiers);
  canvas->is_pressed = canvas->is_dragging = FALSE;
  if (canvas->tool->end != NULL)
    canvas->tool->end (canvas, canvas->tool_state, &canvas->pointer);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
}

void
rv_canvas_hover (RvCanvas *canvas, double view_x, double view_y, GdkModifierType modifiers)
{
  RvSceneHit hit;

  canvas->pointer = pointer_at (canvas, view_x, view_y, 0, modifiers);
  if (canvas->scene == NULL || canvas->is_pressed)
    return;
  hit = rv_scene_hit (canvas->scene, canvas->pointer.x, canvas->pointer.y, MIN (REACH / canvas->view.zoom, 40));
  if (hit.item != canvas->hover.item || hit.id != canvas->hover.id)
    gtk_widget_queue_draw (GTK_WIDGET (canvas));
  canvas->hover = hit;
  rv_fold_follow (canvas->fold);
  if (canvas->tool->hover != NULL)
    canvas->tool->hover (canvas, canvas->tool_state, &canvas->pointer);
}

void
rv_canvas_leave (RvCanvas *canvas)
{
  canvas->is_inside = FALSE;
  canvas->hover = (RvSceneHit) { 0 };
  rv_fold_follow (canvas->fold);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
}

/* ---- a drag at the edge moves the view ------------------------------------------------------------------------ */

static double
push (double at, double size)
{
  if (at < EDGE)
    return -MIN ((EDGE - at) / EDGE, 2);
  return at > size - EDGE ? MIN ((at - size + EDGE) / EDGE, 2) : 0;
}

static gboolean
on_edge (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  RvCanvas *canvas = RV_CANVAS (widget);
  double x = push (canvas->pointer.view_x, gtk_widget_get_width (widget)), y = push (canvas->pointer.view_y, gtk_widget_get_height (widget));
  double step = EDGE_SPEED * 16 / canvas->view.zoom;

  if (!canvas->is_pressed || canvas->is_panning || (x == 0 && y == 0))
    {
      canvas->edge_scroll = 0;
      return G_SOURCE_REMOVE;
    }
  rv_canvas_jump (canvas, (RvSight) { canvas->view.x + x * step, canvas->view.y + y * step, canvas->view.zoom });
  rv_canvas_drag (canvas, canvas->pointer.view_x, canvas->pointer.view_y, canvas->pointer.modifiers);
  return G_SOURCE_CONTINUE;
}

static void
watch_edge (RvCanvas *canvas)
{
  GtkWidget *widget = GTK_WIDGET (canvas);
  gboolean is_near = push (canvas->pointer.view_x, gtk_widget_get_width (widget)) != 0
                     || push (canvas->pointer.view_y, gtk_widget_get_height (widget)) != 0;

  if (is_near && canvas->edge_scroll == 0 && canvas->tool != &rv_tool_hand)
    canvas->edge_scroll = gtk_widget_add_tick_callback (widget, on_edge, NULL, NULL);
}

/* ---- panning ----------------------------------------------------------------------------------------------------- */

static void
begin_pan (RvCanvas *canvas, double x, double y)
{
  rv_canvas_stop_gliding (canvas);
  canvas->is_panning = TRUE;
  canvas->pan_from = (RvPoint) { canvas->view.x, canvas->view.y };
  canvas->pan_grip = (RvPoint) { x, y };
  rv_canvas_update_cursor (canvas);
}

static void
pan_to (RvCanvas *canvas, double x, double y)
{
  rv_canvas_jump (canvas, (RvSight) { canvas->pan_from.x - (x - canvas->pan_grip.x) / canvas->view.zoom,
                                     canvas->pan_from.y - (y - canvas->pan_grip.y) / canvas->view.zoom, canvas->view.zoom });
}

/* ---- pointer --------------------------------------------------------------------------------------------------------- */

static GdkModifierType
modifiers_of (gpointer controller)
{
  return gtk_event_controller_get_current_event_state (controller);
}

static void
on_pressed (GtkGestureClick *gesture, int n_press, double x, double y, RvCanvas *canvas)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  rv_canvas_end_rename (canvas, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (canvas));
  if (button == GDK_BUTTON_MIDDLE || (button == GDK_BUTTON_PRIMARY && canvas->is_space_down))
    begin_pan (canvas, x, y);
  else if (button == GDK_BUTTON_PRIMARY)
    rv_canvas_press (canvas, x, y, (guint) n_press, modifiers_of (gesture));
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
on_update (GtkGesture *gesture, GdkEventSequence *sequence, RvCanvas *canvas)
{
  double x, y;

  if (!gtk_gesture_get_point (gesture, sequence, &x, &y))
    return;
  if (canvas->is_panning)
    pan_to (canvas, x, y);
  else if (canvas->is_pressed)
    {
      rv_canvas_drag (canvas, x, y, modifiers_of (gesture));
      watch_edge (canvas);
    }
}

static void
end_pan (RvCanvas *canvas)
{
  canvas->is_panning = FALSE;
  rv_canvas_update_cursor (canvas);
}

static void
on_end (GtkGesture *gesture, GdkEventSequence *sequence, RvCanvas *canvas)
{
  double x = canvas->pointer.view_x, y = canvas->pointer.view_y;

  gtk_gesture_get_point (gesture, sequence, &x, &y);
  if (canvas->is_panning)
    end_pan (canvas);
  else
    rv_canvas_release (canvas, x, y, modifiers_of (gesture));
}

static void
on_gesture_cancelled (GtkGesture *gesture, GdkEventSequence *sequence, RvCanvas *canvas)
{
  if (canvas->is_panning)
    end_pan (canvas);
  else if (canvas->is_pressed)
    rv_canvas_cancel (canvas);
}

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, RvCanvas *canvas)
{
  canvas->is_inside = TRUE;
  if (!canvas->is_pressed && !canvas->is_panning)
    rv_canvas_hover (canvas, x, y, modifiers_of (controller));
}

static void
on_leave (GtkEventControllerMotion *controller, RvCanvas *canvas)
{
  rv_canvas_leave (canvas);
}

/* ---- the context menu --------------------------------------------------------------------------------------------------- */

static void
ask_for_menu (RvCanvas *canvas, double x, double y)
{
  RvPoint at = rv_canvas_to_scene (canvas, x, y);
  RvSceneHit hit = { 0 };
  RvId id;

  if (canvas->scene == NULL || canvas->is_pressed)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (canvas));
  hit = rv_scene_hit (canvas->scene, at.x, at.y, MIN (REACH / canvas->view.zoom, 40));
  id = rv_canvas_object_at (&hit);
  if (id == 0 || !rv_selection_has (canvas->selection, id))
    rv_canvas_choose (canvas, id);
  rv_canvas_set_focus (canvas, id, hit.column);
  g_signal_emit_by_name (canvas, "context-menu", x, y, hit.column != 0 ? hit.column : id);
}

static void
on_secondary (GtkGestureClick *gesture, int n_press, double x, double y, RvCanvas *canvas)
{
  ask_for_menu (canvas, x, y);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
on_long_press (GtkGestureLongPress *gesture, double x, double y, RvCanvas *canvas)
{
  rv_canvas_cancel (canvas);
  ask_for_menu (canvas, x, y);
}

/* ---- wheel and touch -------------------------------------------------------------------------------------------------------- */

static void
scroll_zoom (RvCanvas *canvas, double dy, gboolean is_wheel)
{
  double factor = is_wheel ? pow (WHEEL_ZOOM, -dy) : exp (-dy * TOUCH_ZOOM);
  RvSight from = canvas->glide != 0 ? canvas->goal : canvas->view;
  RvSight goal = rv_canvas_zoom_at (from, rv_canvas_clamp_zoom (canvas, from.zoom * factor), canvas->pointer.view_x, canvas->pointer.view_y);

  if (is_wheel)
    rv_canvas_glide (canvas, goal);
  else
    rv_canvas_jump (canvas, goal);
}

static gboolean
on_scroll (GtkEventControllerScroll *controller, double dx, double dy, RvCanvas *canvas)
{
  gboolean is_wheel = gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_WHEEL;
  GdkModifierType modifiers = modifiers_of (controller);
  double step = (is_wheel ? WHEEL_STEP : 1) / canvas->view.zoom;
  RvSight from = canvas->glide != 0 ? canvas->goal : canvas->view;
  RvSight goal = from;

  if (modifiers & GDK_CONTROL_MASK)
    {
      scroll_zoom (canvas, dy, is_wheel);
      return TRUE;
    }
  goal.x += ((modifiers & GDK_SHIFT_MASK) && dx == 0 ? dy : dx) * step;
  goal.y += ((modifiers & GDK_SHIFT_MASK) && dx == 0 ? 0 : dy) * step;
  if (is_wheel)
    rv_canvas_glide (canvas, goal);
  else
    rv_canvas_jump (canvas, goal);
  if (canvas->is_pressed)
    rv_canvas_drag (canvas, canvas->pointer.view_x, canvas->pointer.view_y, modifiers);
  return TRUE;
}

/* What two fingers had of speed when they let go runs out. */
static void
on_decelerate (GtkEventControllerScroll *controller, double vx, double vy, RvCanvas *canvas)
{
  double share = 0.22 / canvas->view.zoom;

  if (!(modifiers_of (controller) & GDK_CONTROL_MASK) && hypot (vx, vy) > 50)
    rv_canvas_glide (canvas, (RvSight) { canvas->view.x + vx * share, canvas->view.y + vy * share, canvas->view.zoom });
}

static void
on_pinch_begin (GtkGesture *gesture, GdkEventSequence *sequence, RvCanvas *canvas)
{
  rv_canvas_cancel (canvas);
  rv_canvas_stop_gliding (canvas);
  canvas->pinch_zoom = canvas->view.zoom;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
on_pinch (GtkGestureZoom *gesture, double scale, RvCanvas *canvas)
{
  double x = canvas->pointer.view_x, y = canvas->pointer.view_y;

  gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y);
  rv_canvas_jump (canvas, rv_canvas_zoom_at (canvas->view, rv_canvas_clamp_zoom (canvas, canvas->pinch_zoom * scale), x, y));
}

/* ---- tooltips ------------------------------------------------------------------------------------------------------------------ */

/* The whole of a text at @x, @y of a box that is cut there. */
static char *
find_cut_text (RvCanvas *canvas, const RvSceneBox *box, double x, double y)
{
  g_autoptr (RvDisplayList) list = rv_display_list_new (canvas->palette);

  rv_display_list_add_box (list, canvas->scene, box, RV_DETAIL_FULL);
  for (guint i = 0; i < list->primitives->len; i++)
    {
      const RvPrimitive *one = &g_array_index (list->primitives, RvPrimitive, i);
      double left = one->type == RV_DRAW_TEXT && one->anchor == RV_ANCHOR_END ? one->x - one->width : one->x;

      if (one->type == RV_DRAW_TEXT && one->whole != NULL && x >= left && x <= left + one->width && fabs (y - one->baseline + 4) < 12)
        return g_strdup (one->whole);
    }
  return NULL;
}

static char *
describe_hit (RvCanvas *canvas, const RvSceneHit *hit, RvPoint at)
{
  const RvSceneBox *box = rv_scene_box (canvas->scene, hit->id);
  const RvSceneLine *line = rv_scene_line (canvas->scene, hit->id);

  if (line != NULL)
    return rv_scene_line_sentence (canvas->scene, line);
  if (box == NULL)
    return NULL;
  if (canvas->view.zoom < 0.5)
    return rv_scene_box_sentence (box);
  return find_cut_text (canvas, box, at.x - box->rect.x, at.y - box->rect.y);
}

static gboolean
on_tooltip (GtkWidget *widget, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip, gpointer data)
{
  RvCanvas *canvas = RV_CANVAS (widget);
  RvPoint at = rv_canvas_to_scene (canvas, x, y);
  g_autofree char *text = NULL;
  RvSceneHit hit;

  if (canvas->scene == NULL || canvas->is_pressed || by_keyboard)
    return FALSE;
  hit = rv_scene_hit (canvas->scene, at.x, at.y, MIN (REACH / canvas->view.zoom, 40));
  text = rv_fold_describe (canvas->fold, at);
  if (text == NULL)
    text = describe_hit (canvas, &hit, at);
  if (text == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

/* ---- setting up ------------------------------------------------------------------------------------------------------------------- */

static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint keyval, guint code, GdkModifierType modifiers, RvCanvas *canvas)
{
  return rv_canvas_key (canvas, keyval, modifiers);
}

static void
on_key_released (GtkEventControllerKey *controller, guint keyval, guint code, GdkModifierType modifiers, RvCanvas *canvas)
{
  rv_canvas_key_up (canvas, keyval);
}

static void
on_focus_moved (RvCanvas *canvas)
{
  gtk_widget_queue_draw (GTK_WIDGET (canvas)); /* its ring */
}

static void
add_pointer (RvCanvas *canvas, guint button)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), button);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), canvas);
  g_signal_connect (click, "update", G_CALLBACK (on_update), canvas);
  g_signal_connect (click, "end", G_CALLBACK (on_end), canvas);
  g_signal_connect (click, "cancel", G_CALLBACK (on_gesture_cancelled), canvas);
  gtk_widget_add_controller (GTK_WIDGET (canvas), GTK_EVENT_CONTROLLER (click));
}

static void
add_menu_gestures (RvCanvas *canvas)
{
  GtkGesture *secondary = gtk_gesture_click_new (), *hold = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  g_signal_connect (secondary, "pressed", G_CALLBACK (on_secondary), canvas);
  gtk_widget_add_controller (GTK_WIDGET (canvas), GTK_EVENT_CONTROLLER (secondary));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (hold), TRUE);
  g_signal_connect (hold, "pressed", G_CALLBACK (on_long_press), canvas);
  gtk_widget_add_controller (GTK_WIDGET (canvas), GTK_EVENT_CONTROLLER (hold));
}

static void
add_scrolling (RvCanvas *canvas)
{
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES | GTK_EVENT_CONTROLLER_SCROLL_KINETIC);
  GtkGesture *pinch = gtk_gesture_zoom_new ();

  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), canvas);
  g_signal_connect (scroll, "decelerate", G_CALLBACK (on_decelerate), canvas);
  gtk_widget_add_controller (GTK_WIDGET (canvas), scroll);
  g_signal_connect (pinch, "begin", G_CALLBACK (on_pinch_begin), canvas);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (on_pinch), canvas);
  gtk_widget_add_controller (GTK_WIDGET (canvas), GTK_EVENT_CONTROLLER (pinch));
}

void
rv_canvas_add_input (RvCanvas *canvas)
{
  GtkEventController *motion = gtk_event_controller_motion_new (), *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  add_pointer (canvas, GDK_BUTTON_PRIMARY);
  add_pointer (canvas, GDK_BUTTON_MIDDLE);
  add_menu_gestures (canvas);
  add_scrolling (canvas);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), canvas);
  g_signal_connect (motion, "enter", G_CALLBACK (on_motion), canvas);
  g_signal_connect (motion, "leave", G_CALLBACK (on_leave), canvas);
  gtk_widget_add_controller (GTK_WIDGET (canvas), motion);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), canvas);
  g_signal_connect (keys, "key-released", G_CALLBACK (on_key_released), canvas);
  gtk_widget_add_controller (GTK_WIDGET (canvas), keys);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (on_focus_moved), canvas);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_focus_moved), canvas);
  gtk_widget_add_controller (GTK_WIDGET (canvas), focus);
  gtk_widget_set_has_tooltip (GTK_WIDGET (canvas), TRUE);
  g_signal_connect (canvas, "query-tooltip", G_CALLBACK (on_tooltip), NULL);
}
