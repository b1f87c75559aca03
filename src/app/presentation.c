/* Owns the canvas that is shown and at which of the stops it is. Nothing can be changed from here. */
#include "app/presentation.h"

#include <glib/gi18n.h>

#include "app/canvas-style.h"
#include "app/laser.h"
#include "app/panels/side-page.h"
#include "app/settings.h"
#include "app/views.h"

#define IDLE_SECONDS 2   /* until the pointer hides */
#define HELD_US 400000   /* a key pressed for longer is held */
#define HINT_SECONDS 6   /* that the keys are told */
#define GAP 24           /* around what lies over the diagram */
#define READABLE 100     /* percent, from some meters away */
#define MOST 2.0         /* as large as a diagram that has no views is shown */

struct _RvPresentation {
  AdwWindow parent_instance;
  RvModel *model;
  RvCanvas *canvas;
  RvLaser *laser;
  gint64 laser_since;       /* when its key was pressed; 0: it is not */
  GtkLabel *title;
  GtkLabel *count;
  GtkWidget *caption;
  GtkWidget *hint;
  GtkWidget *overview;      /* a card with all views */
  RvSidePage list;
  GArray *stops;            /* RvId of views; empty: the diagram as a whole */
  RvId diagram;
  guint at;
  guint idle;               /* source that hides the pointer */
  guint hinting;            /* … the hint, or 0 */
  gboolean is_other;        /* whole where the setting says large, or large where it says whole */
  double last_x, last_y;
};

G_DEFINE_FINAL_TYPE (RvPresentation, rv_presentation, ADW_TYPE_WINDOW)

/* ---- stops ------------------------------------------------------------------------------------------ */

static const RvViewpoint *
view_at (RvPresentation *self, guint at)
{
  return at < self->stops->len ? rv_model_get_kind (self->model, g_array_index (self->stops, RvId, at), RV_KIND_VIEWPOINT) : NULL;
}

static void
show_caption (RvPresentation *self, const RvViewpoint *view)
{
  const RvObject *diagram = rv_model_get (self->model, rv_canvas_get_diagram (self->canvas));
  const char *name = view != NULL && view->name != NULL ? view->name : diagram != NULL ? rv_record_name (diagram) : "";
  g_autofree char *count = self->stops->len > 1 ? g_strdup_printf (_("%u of %u"), self->at + 1, self->stops->len) : g_strdup ("");
  g_autofree char *spoken = g_strdup_printf (_("Presentation: %s"), name);

  gtk_label_set_label (self->title, name);
  gtk_label_set_label (self->count, count);
  gtk_widget_set_visible (GTK_WIDGET (self->count), *count != '\0');
  gtk_window_set_title (GTK_WINDOW (self), spoken);
}

/* The zoom that a stop has at least, even if not all of it is seen then. */
static double
least_zoom (RvPresentation *self)
{
  int percent = rv_settings_get_int ("presentation-zoom", 0);

  return (percent > 0) != self->is_other ? (percent > 0 ? percent : READABLE) / 100.0 : 0;
}

static void
show_diagram (RvPresentation *self)
{
  double x, y, width, height;

  if (rv_canvas_bounds (self->canvas, &x, &y, &width, &height))
    rv_canvas_fit_area (self->canvas, x, y, width, height, least_zoom (self), MOST);
}

/* What is fitted in is not below the caption. */
static void
make_room (RvPresentation *self)
{
  int height = 0;

  gtk_widget_measure (self->caption, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  rv_canvas_set_foot (self->canvas, height);
}

/* Flies to the stop; what lies on another diagram is there at once. */
static void
show_stop (RvPresentation *self)
{
  const RvViewpoint *view = view_at (self, self->at);
  RvId diagram = view != NULL ? view->diagram_id : self->diagram;

  if (rv_model_get_kind (self->model, diagram, RV_KIND_DIAGRAM) == NULL)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  if (rv_canvas_get_diagram (self->canvas) != diagram)
    rv_canvas_set_diagram (self->canvas, self->model, diagram);
  show_caption (self, view);
  make_room (self);
  if (view != NULL)
    rv_views_show (self->canvas, view->object.id, least_zoom (self));
  else
    show_diagram (self);
}

static void
go_to (RvPresentation *self, int at)
{
  if (self->stops->len == 0 || at < 0 || at >= (int) self->stops->len)
    return;
  self->at = (guint) at;
  self->is_other = FALSE;
  show_stop (self);
}

/* Looks by a third of the screen further, as long as something of the diagram is in the middle. */
static void
pan (RvPresentation *self, double across, double down)
{
  double x, y, width, height, left, top, all_width, all_height;

  if (!rv_canvas_bounds (self->canvas, &left, &top, &all_width, &all_height))
    return;
  rv_canvas_get_view (self->canvas, &x, &y, &width, &height);
  x = CLAMP (x + width / 2 + across * width / 3, left, left + all_width);
  y = CLAMP (y + height / 2 + down * height / 3, top, top + all_height);
  rv_canvas_glide_to (self->canvas, x - width / 2, y - height / 2, rv_canvas_get_zoom (self->canvas));
}

/* ---- the overview -------------------------------------------------------------------------------------- */

static void
close_overview (RvPresentation *self)
{
  gtk_widget_set_visible (self->overview, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static void
open_overview (RvPresentation *self)
{
  rv_side_page_clear (&self->list);
  for (guint i = 0; i < self->stops->len; i++)
    {
      const RvViewpoint *view = view_at (self, i);
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      if (view != NULL)
        rv_side_page_add (&self->list, view->object.id, view->name != NULL ? view->name : number, rv_record_name (rv_model_get (self->model, view->diagram_id)), NULL);
    }
  rv_side_page_settle (&self->list);
  gtk_widget_set_visible (self->overview, TRUE);
  if (self->at < self->stops->len && rv_side_page_select (&self->list, g_array_index (self->stops, RvId, self->at)))
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_selected_row (self->list.rows)));
}

static void
on_overview_chosen (RvPresentation *self, GtkListBoxRow *row)
{
  RvId id = rv_side_page_id (row);

  close_overview (self);
  for (guint i = 0; i < self->stops->len; i++)
    if (g_array_index (self->stops, RvId, i) == id)
      go_to (self, (int) i);
}

/* ---- keys and pointer ------------------------------------------------------------------------------------ */

typedef void (*Deed) (RvPresentation *self);

static void
next (RvPresentation *self)
{
  go_to (self, (int) self->at + 1);
}

static void
previous (RvPresentation *self)
{
  go_to (self, (int) self->at - 1);
}

static void
pan_right (RvPresentation *self)
{
  pan (self, 1, 0);
}

static void
pan_left (RvPresentation *self)
{
  pan (self, -1, 0);
}

static void
pan_down (RvPresentation *self)
{
  pan (self, 0, 1);
}

static void
pan_up (RvPresentation *self)
{
  pan (self, 0, -1);
}

static void
toggle_size (RvPresentation *self)
{
  self->is_other = !self->is_other;
  show_stop (self);
}

static void
first (RvPresentation *self)
{
  go_to (self, 0);
}

static void
last (RvPresentation *self)
{
  go_to (self, (int) self->stops->len - 1);
}

static void
set_pointer (RvPresentation *self, gboolean seen)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), seen && !rv_laser_is_on (self->laser) ? "default" : "none");
}

static void
toggle_laser (RvPresentation *self)
{
  /* A key that is held repeats. */
  if (self->laser_since != 0)
    return;
  self->laser_since = g_get_monotonic_time ();
  rv_laser_set_on (self->laser, !rv_laser_is_on (self->laser));
  rv_laser_move (self->laser, self->last_x, self->last_y);
  set_pointer (self, TRUE);
}

/* Held for a while, the key lights the laser only until it is let go. */
static void
on_key_released (RvPresentation *self, guint key)
{
  gint64 since = self->laser_since;

  if (gdk_keyval_to_lower (key) != GDK_KEY_l || since == 0)
    return;
  self->laser_since = 0;
  if (rv_laser_is_on (self->laser) && g_get_monotonic_time () - since > HELD_US)
    toggle_laser (self);
  self->laser_since = 0;
}

/* Elsewhere a key may be let go unseen. */
static void
on_active (RvPresentation *self)
{
  self->laser_since = 0;
}

static void
toggle_overview (RvPresentation *self)
{
  if (gtk_widget_get_visible (self->overview))
    close_overview (self);
  else
    open_overview (self);
}

static void
larger (RvPresentation *self)
{
  rv_canvas_zoom_in (self->canvas);
}

static void
smaller (RvPresentation *self)
{
  rv_canvas_zoom_out (self->canvas);
}

static gboolean
hide_hint (gpointer data)
{
  RvPresentation *self = data;

  self->hinting = 0;
  gtk_widget_set_visible (self->hint, FALSE);
  return G_SOURCE_REMOVE;
}

static void
show_hint (RvPresentation *self)
{
  g_clear_handle_id (&self->hinting, g_source_remove);
  gtk_widget_set_visible (self->hint, TRUE);
  self->hinting = g_timeout_add_seconds (HINT_SECONDS, hide_hint, self);
}

static void
leave (RvPresentation *self)
{
  if (gtk_widget_get_visible (self->overview))
    close_overview (self);
  else
    gtk_window_close (GTK_WINDOW (self));
}

/* @pan: with Shift, and where there are no views to go to. */
static const struct { guint key; Deed deed; Deed pan; } keys[] = {
  { GDK_KEY_Right, next, pan_right }, { GDK_KEY_Down, next, pan_down }, { GDK_KEY_space, next }, { GDK_KEY_Page_Down, next }, { GDK_KEY_Return, next },
  { GDK_KEY_Left, previous, pan_left }, { GDK_KEY_Up, previous, pan_up }, { GDK_KEY_BackSpace, previous }, { GDK_KEY_Page_Up, previous },
  { GDK_KEY_Home, first }, { GDK_KEY_End, last }, { GDK_KEY_l, toggle_laser }, { GDK_KEY_o, toggle_overview },
  { GDK_KEY_plus, larger }, { GDK_KEY_KP_Add, larger }, { GDK_KEY_equal, larger }, { GDK_KEY_minus, smaller }, { GDK_KEY_KP_Subtract, smaller },
  { GDK_KEY_0, toggle_size }, { GDK_KEY_KP_0, toggle_size }, { GDK_KEY_h, show_hint }, { GDK_KEY_F1, show_hint }, { GDK_KEY_question, show_hint }, { GDK_KEY_Escape, leave }, { GDK_KEY_F5, leave },
};

static gboolean
on_key (RvPresentation *self, guint key, guint code, GdkModifierType modifiers)
{
  gboolean in_list = gtk_widget_get_visible (self->overview);

  if (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return GDK_EVENT_PROPAGATE;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].key == gdk_keyval_to_lower (key))
      {
        if (in_list && keys[i].deed != leave && keys[i].deed != toggle_overview)
          return GDK_EVENT_PROPAGATE;
        (keys[i].pan != NULL && ((modifiers & GDK_SHIFT_MASK) || self->stops->len == 0) ? keys[i].pan : keys[i].deed) (self);
        return GDK_EVENT_STOP;
      }
  return GDK_EVENT_PROPAGATE;
}

static gboolean
on_idle (gpointer data)
{
  RvPresentation *self = data;

  self->idle = 0;
  set_pointer (self, FALSE);
  return G_SOURCE_REMOVE;
}

static void
on_motion (RvPresentation *self, double x, double y)
{
  if (x == self->last_x && y == self->last_y)
    return;
  self->last_x = x;
  self->last_y = y;
  rv_laser_move (self->laser, x, y);
  set_pointer (self, TRUE);
  g_clear_handle_id (&self->idle, g_source_remove);
  self->idle = g_timeout_add_seconds (IDLE_SECONDS, on_idle, self);
}

static void
on_click (RvPresentation *self, int n_press, double x, double y, GtkGestureSingle *gesture)
{
  (gtk_gesture_single_get_current_button (gesture) == GDK_BUTTON_PRIMARY ? next : previous) (self);
}

/* ---- GObject ------------------------------------------------------------------------------------------------ */

static void
rv_presentation_dispose (GObject *object)
{
  RvPresentation *self = RV_PRESENTATION (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_handle_id (&self->hinting, g_source_remove);
  g_clear_pointer (&self->list.box, gtk_widget_unparent);
  if (self->canvas != NULL)
    rv_canvas_set_diagram (self->canvas, NULL, 0);
  self->canvas = NULL;
  G_OBJECT_CLASS (rv_presentation_parent_class)->dispose (object);
  g_clear_object (&self->model);
  g_clear_pointer (&self->stops, g_array_unref);
}

static void
rv_presentation_class_init (RvPresentationClass *class)
{
  G_OBJECT_CLASS (class)->dispose = rv_presentation_dispose;
}

static void
build_caption (RvPresentation *self, GtkOverlay *overlay)
{
  self->caption = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  self->title = GTK_LABEL (gtk_label_new (NULL));
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "title-1");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "numeric");
  gtk_widget_add_css_class (self->caption, "osd-caption");
  gtk_widget_set_halign (self->caption, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->caption, GTK_ALIGN_END);
  gtk_widget_set_margin_bottom (self->caption, GAP);
  gtk_widget_set_can_target (self->caption, FALSE);
  gtk_box_append (GTK_BOX (self->caption), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (self->caption), GTK_WIDGET (self->count));
  gtk_overlay_add_overlay (overlay, self->caption);
}

/* Which keys there are, for a while. */
static void
build_hint (RvPresentation *self, GtkOverlay *overlay)
{
  self->hint = gtk_label_new (_("← → views   Shift+arrows look around   + − zoom   0 whole or large   O list   L laser   Esc end"));
  gtk_label_set_wrap (GTK_LABEL (self->hint), TRUE);
  gtk_label_set_justify (GTK_LABEL (self->hint), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (self->hint, "osd-caption");
  gtk_widget_set_halign (self->hint, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->hint, GTK_ALIGN_START);
  gtk_widget_set_margin_top (self->hint, GAP);
  gtk_widget_set_can_target (self->hint, FALSE);
  gtk_overlay_add_overlay (overlay, self->hint);
}

static void
build_overview (RvPresentation *self, GtkOverlay *overlay)
{
  self->overview = adw_bin_new ();
  gtk_widget_add_css_class (self->overview, "osd-caption");
  gtk_widget_set_halign (self->overview, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->overview, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (self->overview, 480, 420);
  gtk_widget_set_visible (self->overview, FALSE);
  gtk_widget_set_layout_manager (self->overview, gtk_bin_layout_new ());
  rv_side_page_build (&self->list, self->overview, _("Saved Views"), _("There are no saved views."));
  g_signal_connect_object (self->list.rows, "row-activated", G_CALLBACK (on_overview_chosen), self, G_CONNECT_SWAPPED);
  gtk_overlay_add_overlay (overlay, self->overview);
}

static void
add_controllers (RvPresentation *self)
{
  GtkEventController *key = gtk_event_controller_key_new (), *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect_object (key, "key-pressed", G_CALLBACK (on_key), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (key, "key-released", G_CALLBACK (on_key_released), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (on_active), NULL);
  g_signal_connect_object (motion, "motion", G_CALLBACK (on_motion), self, G_CONNECT_SWAPPED);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_click), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

static void
rv_presentation_init (RvPresentation *self)
{
  GtkWidget *overlay = gtk_overlay_new (), *sizer = gtk_drawing_area_new ();

  self->stops = g_array_new (FALSE, FALSE, sizeof (RvId));
  self->canvas = RV_CANVAS (rv_canvas_new ());
  self->laser = g_object_new (RV_TYPE_LASER, NULL);
  gtk_widget_set_can_target (GTK_WIDGET (self->canvas), FALSE);
  gtk_widget_set_can_target (sizer, FALSE);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (self->canvas));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), sizer);
  build_caption (self, GTK_OVERLAY (overlay));
  build_hint (self, GTK_OVERLAY (overlay));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), GTK_WIDGET (self->laser));
  build_overview (self, GTK_OVERLAY (overlay));
  adw_window_set_content (ADW_WINDOW (self), overlay);
  add_controllers (self);
  rv_canvas_style_follow (self->canvas);
  /* What is seen is fitted anew when the screen is another. */
  g_signal_connect_object (sizer, "resize", G_CALLBACK (show_stop), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

void
rv_presentation_start (GtkWindow *parent, RvModel *model, RvId diagram, RvId view)
{
  RvPresentation *self = g_object_new (RV_TYPE_PRESENTATION, "transient-for", parent, "modal", TRUE, "destroy-with-parent", TRUE, NULL);
  g_autoptr (GPtrArray) views = rv_views_in_order (model);
  gboolean found = FALSE;

  self->model = g_object_ref (model);
  self->diagram = diagram;
  for (guint i = 0; i < views->len; i++)
    {
      const RvViewpoint *one = views->pdata[i];

      if (!found && (view != 0 ? one->object.id == view : one->diagram_id == diagram))
        {
          self->at = i;
          found = TRUE;
        }
      g_array_append_val (self->stops, one->object.id);
    }
  show_stop (self);
  show_hint (self);
  gtk_window_set_default_size (GTK_WINDOW (self), 1024, 768);
  gtk_window_fullscreen (GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}
