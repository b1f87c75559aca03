/* Owns a small picture of the diagram, made anew some time after the diagram changed and never for a pan, and the frame
 * above it. Keys move the view, too. */
#include "canvas/minimap.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "canvas/canvas-private.h"

#define WIDTH 200
#define HEIGHT 150
#define MARGIN 8
#define SOON_MS 80
#define LEAST 1.4            /* pixels that a box has at least */

struct _RvMinimap {
  GtkWidget parent_instance;
  RvCanvas *canvas;          /* (nullable) */
  GdkTexture *picture;       /* (nullable) */
  RvRect shown;              /* of the diagram, in the picture */
  guint remake;              /* source, or 0 */
  RvPoint grip;              /* from the middle of the view to where it was grabbed */
};

G_DEFINE_FINAL_TYPE (RvMinimap, rv_minimap, GTK_TYPE_WIDGET)

/* ---- where things are ------------------------------------------------------------------------------------- */

static double
scale_of (RvMinimap *minimap)
{
  return MIN ((WIDTH - 2 * MARGIN) / MAX (minimap->shown.width, 1), (HEIGHT - 2 * MARGIN) / MAX (minimap->shown.height, 1));
}

/* Where the top left corner of what is shown stands in the widget. */
static RvPoint
origin_of (RvMinimap *minimap)
{
  double scale = scale_of (minimap);

  return (RvPoint) { (WIDTH - minimap->shown.width * scale) / 2, (HEIGHT - minimap->shown.height * scale) / 2 };
}

static RvPoint
to_diagram (RvMinimap *minimap, double x, double y)
{
  double scale = scale_of (minimap);
  RvPoint origin = origin_of (minimap);

  return (RvPoint) { minimap->shown.x + (x - origin.x) / scale, minimap->shown.y + (y - origin.y) / scale };
}

static RvRect
to_widget (RvMinimap *minimap, RvRect rect)
{
  double scale = scale_of (minimap);
  RvPoint origin = origin_of (minimap);

  return (RvRect) { origin.x + (rect.x - minimap->shown.x) * scale, origin.y + (rect.y - minimap->shown.y) * scale, rect.width * scale,
                    rect.height * scale };
}

/* ---- the picture --------------------------------------------------------------------------------------------- */

static void
draw_areas (RvMinimap *minimap, cairo_t *cr)
{
  const GPtrArray *areas = rv_scene_areas (minimap->canvas->scene);
  GdkRGBA color = rv_canvas_rgba (minimap->canvas, RV_COLOR_AREA_BORDER);

  color.alpha = 0.5f;
  gdk_cairo_set_source_rgba (cr, &color);
  for (guint i = 0; i < areas->len; i++)
    {
      RvRect rect = to_widget (minimap, ((RvSceneArea *) areas->pdata[i])->rect);

      cairo_rectangle (cr, rect.x, rect.y, rect.width, rect.height);
    }
  cairo_fill (cr);
}

static void
draw_box (RvMinimap *minimap, cairo_t *cr, RvRect at, const char *color)
{
  const RvPalette *palette = minimap->canvas->palette;
  RvRect rect = to_widget (minimap, at);
  GdkRGBA rgba = rv_rgba (rv_color_mix (palette->colors[RV_COLOR_LINE], palette->colors[RV_COLOR_BOX], 0.6));
  RvTint tint;

  if (rv_palette_tint (palette, color, &tint))
    rgba = rv_rgba (tint.strong);
  gdk_cairo_set_source_rgba (cr, &rgba);
  cairo_rectangle (cr, rect.x, rect.y, MAX (rect.width, LEAST), MAX (rect.height, LEAST));
  cairo_fill (cr);
}

static void
draw_all (RvMinimap *minimap, cairo_t *cr)
{
  const GPtrArray *boxes = rv_scene_boxes (minimap->canvas->scene), *notes = rv_scene_notes (minimap->canvas->scene);

  draw_areas (minimap, cr);
  for (guint i = 0; i < boxes->len; i++)
    draw_box (minimap, cr, ((RvSceneBox *) boxes->pdata[i])->rect, ((RvSceneBox *) boxes->pdata[i])->color);
  for (guint i = 0; i < notes->len; i++)
    draw_box (minimap, cr, ((RvSceneNote *) notes->pdata[i])->rect, "yellow");
}

static GdkTexture *
texture_of (cairo_surface_t *surface)
{
  int height = cairo_image_surface_get_height (surface), stride = cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface), (gsize) height * (gsize) stride);
  return gdk_memory_texture_new (cairo_image_surface_get_width (surface), height, GDK_MEMORY_DEFAULT, bytes, (gsize) stride);
}

static void
make_picture (RvMinimap *minimap)
{
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (minimap));
  cairo_surface_t *surface;
  cairo_t *cr;

  g_clear_object (&minimap->picture);
  if (minimap->canvas == NULL || minimap->canvas->scene == NULL)
    return;
  minimap->shown = rv_scene_bounds (minimap->canvas->scene);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH * factor, HEIGHT * factor);
  cr = cairo_create (surface);
  cairo_scale (cr, factor, factor);
  draw_all (minimap, cr);
  cairo_destroy (cr);
  minimap->picture = texture_of (surface);
  cairo_surface_destroy (surface);
}

/* Where all of the diagram is in sight, an overview would only cover a part of it; one that is in use stays. */
static gboolean
is_needed (RvMinimap *minimap)
{
  RvRect all = minimap->shown, seen;

  if (minimap->canvas == NULL || minimap->canvas->scene == NULL || gtk_widget_has_focus (GTK_WIDGET (minimap)))
    return TRUE;
  seen = rv_canvas_visible (minimap->canvas);
  return all.x < seen.x || all.y < seen.y || all.x + all.width > seen.x + seen.width || all.y + all.height > seen.y + seen.height;
}

static void
update_need (RvMinimap *minimap)
{
  gboolean needed = is_needed (minimap);

  gtk_widget_set_opacity (GTK_WIDGET (minimap), needed ? 1 : 0);
  gtk_widget_set_can_target (GTK_WIDGET (minimap), needed);
  gtk_widget_set_focusable (GTK_WIDGET (minimap), needed);
  gtk_widget_queue_draw (GTK_WIDGET (minimap));
}

static gboolean
remake (gpointer data)
{
  RvMinimap *minimap = data;

  minimap->remake = 0;
  make_picture (minimap);
  update_need (minimap);
  return G_SOURCE_REMOVE;
}

static void
on_scene_changed (RvMinimap *minimap)
{
  if (minimap->remake == 0)
    minimap->remake = g_timeout_add (SOON_MS, remake, minimap);
}

/* ---- the frame ------------------------------------------------------------------------------------------------- */

static void
append_frame (GtkSnapshot *snapshot, RvRect rect, const GdkRGBA *color, float width, float radius)
{
  const float widths[4] = { width, width, width, width };
  const GdkRGBA colors[4] = { *color, *color, *color, *color };
  graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) rect.x, (float) rect.y, (float) rect.width, (float) rect.height);
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &bounds, radius);
  gtk_snapshot_append_border (snapshot, &outline, widths, colors);
}

/* The part in sight, no smaller than can be seen and no larger than the widget. */
static RvRect
sight_of (RvMinimap *minimap)
{
  RvRect rect = to_widget (minimap, rv_canvas_visible (minimap->canvas));
  double right = MIN (rect.x + rect.width, WIDTH - 2), bottom = MIN (rect.y + rect.height, HEIGHT - 2);

  rect.x = CLAMP (rect.x, 2, WIDTH - 8);
  rect.y = CLAMP (rect.y, 2, HEIGHT - 8);
  rect.width = MAX (right - rect.x, 6);
  rect.height = MAX (bottom - rect.y, 6);
  return rect;
}

static void
paint_sight (RvMinimap *minimap, GtkSnapshot *snapshot)
{
  RvRect rect = sight_of (minimap);
  GdkRGBA color = rv_canvas_rgba (minimap->canvas, RV_COLOR_SELECTION);

  append_frame (snapshot, rect, &color, 2, 2);
  color.alpha = 0.1f;
  gtk_snapshot_append_color (snapshot, &color,
                             &GRAPHENE_RECT_INIT ((float) rect.x, (float) rect.y, (float) rect.width, (float) rect.height));
}

static void
rv_minimap_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RvMinimap *minimap = RV_MINIMAP (widget);
  graphene_rect_t all = GRAPHENE_RECT_INIT (0, 0, WIDTH, HEIGHT);
  GskRoundedRect clip;
  GdkRGBA ground, border;

  if (minimap->canvas == NULL || minimap->canvas->scene == NULL)
    return;
  if (minimap->picture == NULL)
    make_picture (minimap);
  ground = rv_canvas_rgba (minimap->canvas, RV_COLOR_BOX);
  border = rv_canvas_rgba (minimap->canvas, gtk_widget_has_focus (widget) ? RV_COLOR_SELECTION : RV_COLOR_BORDER);
  gsk_rounded_rect_init_from_rect (&clip, &all, 8);
  gtk_snapshot_push_rounded_clip (snapshot, &clip);
  gtk_snapshot_append_color (snapshot, &ground, &all);
  if (minimap->picture != NULL)
    gtk_snapshot_append_texture (snapshot, minimap->picture, &all);
  paint_sight (minimap, snapshot);
  gtk_snapshot_pop (snapshot);
  append_frame (snapshot, (RvRect) { 0, 0, WIDTH, HEIGHT }, &border, 1, 8);
}

static void
rv_minimap_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                    int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

/* ---- moving the view ---------------------------------------------------------------------------------------------- */

static void
look_at (RvMinimap *minimap, RvPoint middle, gboolean glides)
{
  RvRect seen = rv_canvas_visible (minimap->canvas);
  RvRect all = minimap->shown;
  double x = CLAMP (middle.x, all.x, all.x + all.width) - seen.width / 2;
  double y = CLAMP (middle.y, all.y, all.y + all.height) - seen.height / 2;

  (glides ? rv_canvas_glide_to : rv_canvas_set_view) (minimap->canvas, x, y, rv_canvas_get_zoom (minimap->canvas));
}

/* What is grabbed inside of the frame moves with it; elsewhere the frame comes there. */
static void
on_drag_begin (RvMinimap *minimap, double x, double y)
{
  RvRect sight, seen;
  RvPoint at;

  if (minimap->canvas == NULL || minimap->canvas->scene == NULL)
    return;
  sight = sight_of (minimap);
  seen = rv_canvas_visible (minimap->canvas);
  at = to_diagram (minimap, x, y);
  minimap->grip = (RvPoint) { 0, 0 };
  if (x >= sight.x && x <= sight.x + sight.width && y >= sight.y && y <= sight.y + sight.height)
    minimap->grip = (RvPoint) { at.x - seen.x - seen.width / 2, at.y - seen.y - seen.height / 2 };
  else
    look_at (minimap, at, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (minimap));
}

static void
on_drag_update (RvMinimap *minimap, double dx, double dy, GtkGestureDrag *drag)
{
  double x, y;
  RvPoint at;

  if (minimap->canvas == NULL || minimap->canvas->scene == NULL || (dx == 0 && dy == 0) || !gtk_gesture_drag_get_start_point (drag, &x, &y))
    return;
  at = to_diagram (minimap, x + dx, y + dy);
  look_at (minimap, (RvPoint) { at.x - minimap->grip.x, at.y - minimap->grip.y }, FALSE);
}

static gboolean
on_scroll (RvMinimap *minimap, double dx, double dy)
{
  if (minimap->canvas == NULL || minimap->canvas->scene == NULL)
    return FALSE;
  (dy < 0 ? rv_canvas_zoom_in : rv_canvas_zoom_out) (minimap->canvas);
  return TRUE;
}

static gboolean
on_key (RvMinimap *minimap, guint keyval, guint code, GdkModifierType modifiers)
{
  int dx = keyval == GDK_KEY_Right ? 1 : keyval == GDK_KEY_Left ? -1 : 0, dy = keyval == GDK_KEY_Down ? 1 : keyval == GDK_KEY_Up ? -1 : 0;
  RvRect seen;

  if (minimap->canvas == NULL || minimap->canvas->scene == NULL || (dx == 0 && dy == 0) || (modifiers & GDK_ALT_MASK) != 0)
    return FALSE;
  seen = rv_canvas_visible (minimap->canvas);
  look_at (minimap, (RvPoint) { seen.x + seen.width * (0.5 + dx * 0.25), seen.y + seen.height * (0.5 + dy * 0.25) }, TRUE);
  return TRUE;
}

/* ---- GObject -------------------------------------------------------------------------------------------------------- */

static void
on_canvas_gone (gpointer data, GObject *canvas)
{
  RV_MINIMAP (data)->canvas = NULL;
}

void
rv_minimap_set_canvas (RvMinimap *minimap, RvCanvas *canvas)
{
  if (minimap->canvas == canvas)
    return;
  if (minimap->canvas != NULL)
    {
      g_signal_handlers_disconnect_by_data (minimap->canvas, minimap);
      g_object_weak_unref (G_OBJECT (minimap->canvas), on_canvas_gone, minimap);
    }
  minimap->canvas = canvas;
  g_clear_object (&minimap->picture);
  gtk_widget_queue_draw (GTK_WIDGET (minimap));
  if (canvas == NULL)
    return;
  g_object_weak_ref (G_OBJECT (canvas), on_canvas_gone, minimap);
  g_signal_connect_swapped (canvas, "view-changed", G_CALLBACK (update_need), minimap);
  g_signal_connect_swapped (canvas, "scene-changed", G_CALLBACK (on_scene_changed), minimap);
  on_scene_changed (minimap);
}

static void
rv_minimap_dispose (GObject *object)
{
  RvMinimap *minimap = RV_MINIMAP (object);

  rv_minimap_set_canvas (minimap, NULL);
  g_clear_handle_id (&minimap->remake, g_source_remove);
  g_clear_object (&minimap->picture);
  G_OBJECT_CLASS (rv_minimap_parent_class)->dispose (object);
}

static void
rv_minimap_class_init (RvMinimapClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rv_minimap_dispose;
  widget_class->snapshot = rv_minimap_snapshot;
  widget_class->measure = rv_minimap_measure;
  gtk_widget_class_set_css_name (widget_class, "minimap");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_input (RvMinimap *minimap)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL), *keys = gtk_event_controller_key_new ();

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (on_drag_begin), minimap);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (on_drag_update), minimap);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (on_scroll), minimap);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), minimap);
  gtk_widget_add_controller (GTK_WIDGET (minimap), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (minimap), scroll);
  gtk_widget_add_controller (GTK_WIDGET (minimap), keys);
}

static void
rv_minimap_init (RvMinimap *minimap)
{
  gtk_widget_set_focusable (GTK_WIDGET (minimap), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (minimap), "pointer");
  gtk_accessible_update_property (GTK_ACCESSIBLE (minimap), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Overview"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _("The whole diagram; arrow keys move the part that is seen"), -1);
  add_input (minimap);
}

GtkWidget *
rv_minimap_new (void)
{
  return g_object_new (RV_TYPE_MINIMAP, NULL);
}
