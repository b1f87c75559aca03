/* Where the canvas looks: zooming, panning, gliding from one place to another. */
#include <math.h>

#include "canvas/canvas-private.h"

#define STEP 1.25           /* of one press of “zoom in” */
#define MARGIN 40           /* pixels of the screen around what is fitted in */
#define ENOUGH 0.02         /* nobody needs to be farther away from a diagram that is in sight as a whole from nearer */
#define LEGIBLE 0.75        /* zoom at which columns can be read */
#define GLIDE_MS 55.0       /* the way left halves in about that time */

static RvSight
bounded (RvSight view)
{
  view.zoom = CLAMP (view.zoom, RV_ZOOM_MIN, RV_ZOOM_MAX);
  view.x = CLAMP (view.x, -1e7, 1e7);
  view.y = CLAMP (view.y, -1e7, 1e7);
  return view;
}

RvPoint
rv_canvas_to_scene (RvCanvas *canvas, double view_x, double view_y)
{
  return (RvPoint) { canvas->view.x + view_x / canvas->view.zoom, canvas->view.y + view_y / canvas->view.zoom };
}

RvPoint
rv_canvas_to_view (RvCanvas *canvas, double x, double y)
{
  return (RvPoint) { (x - canvas->view.x) * canvas->view.zoom, (y - canvas->view.y) * canvas->view.zoom };
}

static double
width_of (RvCanvas *canvas)
{
  return MAX (gtk_widget_get_width (GTK_WIDGET (canvas)), 1);
}

static double
height_of (RvCanvas *canvas)
{
  return MAX (gtk_widget_get_height (GTK_WIDGET (canvas)), 1);
}

RvRect
rv_canvas_visible (RvCanvas *canvas)
{
  return (RvRect) { canvas->view.x, canvas->view.y, width_of (canvas) / canvas->view.zoom, height_of (canvas) / canvas->view.zoom };
}

/* ---- moving ----------------------------------------------------------------------------------------- */

static void
show (RvCanvas *canvas, RvSight view)
{
  gboolean zooms = view.zoom != canvas->view.zoom;

  canvas->view = view;
  rv_canvas_place_rename (canvas);
  rv_canvas_queue_proxies (canvas);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
  g_signal_emit_by_name (canvas, "view-changed");
  if (zooms)
    g_object_notify (G_OBJECT (canvas), "zoom");
}

void
rv_canvas_stop_gliding (RvCanvas *canvas)
{
  if (canvas->glide != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (canvas), canvas->glide);
  canvas->glide = 0;
}

void
rv_canvas_jump (RvCanvas *canvas, RvSight view)
{
  rv_canvas_stop_gliding (canvas);
  canvas->must_fit = FALSE;
  canvas->goal = bounded (view);
  show (canvas, canvas->goal);
}

/* The zoom goes evenly to the eye, and the corner so that the middle of the view moves straight. */
static RvSight
between (RvCanvas *canvas, RvSight a, RvSight b, double share)
{
  double half_width = width_of (canvas) / 2, half_height = height_of (canvas) / 2;
  double zoom = a.zoom * pow (b.zoom / a.zoom, share);
  double weight = fabs (b.zoom - a.zoom) < 1e-9 ? share : (1 / zoom - 1 / a.zoom) / (1 / b.zoom - 1 / a.zoom);
  double x = (a.x + half_width / a.zoom) * (1 - weight) + (b.x + half_width / b.zoom) * weight;
  double y = (a.y + half_height / a.zoom) * (1 - weight) + (b.y + half_height / b.zoom) * weight;

  return (RvSight) { x - half_width / zoom, y - half_height / zoom, zoom };
}

static gboolean
is_near (RvSight a, RvSight b)
{
  return fabs (a.x - b.x) * b.zoom < 0.4 && fabs (a.y - b.y) * b.zoom < 0.4 && fabs (a.zoom / b.zoom - 1) < 0.0005;
}

static gboolean
on_glide (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  RvCanvas *canvas = RV_CANVAS (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double elapsed = canvas->glide_time == 0 ? 16 : (double) (now - canvas->glide_time) / 1000;

  canvas->glide_time = now;
  if (!is_near (canvas->view, canvas->goal))
    show (canvas, between (canvas, canvas->view, canvas->goal, 1 - exp (-MIN (elapsed, 60) / GLIDE_MS)));
  if (!is_near (canvas->view, canvas->goal))
    return G_SOURCE_CONTINUE;
  show (canvas, canvas->goal);
  canvas->glide = 0;
  return G_SOURCE_REMOVE;
}

gboolean
rv_canvas_animates (RvCanvas *canvas)
{
  gboolean enabled = FALSE;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (canvas)), "gtk-enable-animations", &enabled, NULL);
  return enabled && gtk_widget_get_mapped (GTK_WIDGET (canvas));
}

void
rv_canvas_glide (RvCanvas *canvas, RvSight goal)
{
  if (!rv_canvas_animates (canvas))
    {
      rv_canvas_jump (canvas, goal);
      return;
    }
  canvas->must_fit = FALSE;
  canvas->goal = bounded (goal);
  if (canvas->glide != 0)
    return;
  canvas->glide_time = 0;
  canvas->glide = gtk_widget_add_tick_callback (GTK_WIDGET (canvas), on_glide, NULL, NULL);
}

RvSight
rv_canvas_zoom_at (RvSight from, double zoom, double view_x, double view_y)
{
  zoom = CLAMP (zoom, RV_ZOOM_MIN, RV_ZOOM_MAX);
  return (RvSight) { from.x + view_x / from.zoom - view_x / zoom, from.y + view_y / from.zoom - view_y / zoom, zoom };
}

double
rv_canvas_clamp_zoom (RvCanvas *canvas, double zoom)
{
  double fits;

  if (!canvas->has_bounds)
    canvas->bounds = canvas->scene != NULL ? rv_scene_bounds (canvas->scene) : (RvRect) { 0 };
  canvas->has_bounds = TRUE;
  fits = MIN (width_of (canvas) / MAX (canvas->bounds.width, 1), height_of (canvas) / MAX (canvas->bounds.height, 1));
  return CLAMP (zoom, CLAMP (fits / 2, RV_ZOOM_MIN, ENOUGH), RV_ZOOM_MAX);
}

/* ---- what menus and keys ask for ----------------------------------------------------------------------- */

double
rv_canvas_get_zoom (RvCanvas *canvas)
{
  return canvas->view.zoom;
}

static void
zoom_middle (RvCanvas *canvas, double zoom)
{
  rv_canvas_glide (canvas, rv_canvas_zoom_at (canvas->goal, rv_canvas_clamp_zoom (canvas, zoom), width_of (canvas) / 2, height_of (canvas) / 2));
}

void
rv_canvas_set_zoom (RvCanvas *canvas, double zoom)
{
  if (isfinite (zoom) && zoom > 0)
    rv_canvas_jump (canvas, rv_canvas_zoom_at (canvas->goal, rv_canvas_clamp_zoom (canvas, zoom), width_of (canvas) / 2, height_of (canvas) / 2));
}

void
rv_canvas_zoom_in (RvCanvas *canvas)
{
  zoom_middle (canvas, canvas->goal.zoom * STEP);
}

void
rv_canvas_zoom_out (RvCanvas *canvas)
{
  zoom_middle (canvas, canvas->goal.zoom / STEP);
}

void
rv_canvas_zoom_reset (RvCanvas *canvas)
{
  zoom_middle (canvas, 1);
}

/* The view that shows all of @rect, no larger than @most, or its middle where that were smaller than @least. */
static RvSight
fitting (RvCanvas *canvas, RvRect rect, double least, double most)
{
  double width = width_of (canvas), height = MAX (height_of (canvas) - canvas->foot, 1);
  double zoom = MIN (MAX (width - 2 * MARGIN, width / 2) / MAX (rect.width, 1), MAX (height - 2 * MARGIN, height / 2) / MAX (rect.height, 1));

  zoom = CLAMP (MAX (zoom, least), RV_ZOOM_MIN, most);
  return (RvSight) { rect.x + rect.width / 2 - width / zoom / 2, rect.y + rect.height / 2 - height / zoom / 2, zoom };
}

void
rv_canvas_fit_now (RvCanvas *canvas)
{
  if (canvas->scene != NULL)
    rv_canvas_jump (canvas, fitting (canvas, rv_canvas_whole (canvas), 0, 1));
}

void
rv_canvas_zoom_fit (RvCanvas *canvas)
{
  if (canvas->scene != NULL)
    rv_canvas_glide (canvas, fitting (canvas, rv_canvas_whole (canvas), 0, 1));
}

void
rv_canvas_zoom_to_selection (RvCanvas *canvas)
{
  rv_canvas_zoom_to (canvas, rv_selection_ids (canvas->selection), rv_selection_size (canvas->selection));
}

void
rv_canvas_zoom_to (RvCanvas *canvas, const RvId *ids, guint n_ids)
{
  RvRect all = { 0 }, one;
  gboolean found = FALSE;

  for (guint i = 0; i < n_ids; i++)
    if (rv_canvas_rect_of (canvas, ids[i], &one))
      {
        all = found ? rv_rect_union (all, one) : one;
        found = TRUE;
      }
  if (found)
    rv_canvas_glide (canvas, fitting (canvas, all, 0, 1.5));
}

gboolean
rv_canvas_reveal (RvCanvas *canvas, RvId id)
{
  RvRect rect, seen;
  RvSight goal;
  double margin;

  if (!rv_canvas_rect_of (canvas, id, &rect))
    return FALSE;
  if (canvas->must_fit)
    rv_canvas_fit_now (canvas);
  goal = canvas->goal;
  margin = MARGIN / goal.zoom;
  if (goal.zoom < 0.3) /* nothing can be read there */
    {
      rv_canvas_glide (canvas, (RvSight) { rect.x + rect.width / 2 - width_of (canvas) / 2, rect.y + rect.height / 2 - height_of (canvas) / 2, 1 });
      return TRUE;
    }
  seen = (RvRect) { goal.x, goal.y, width_of (canvas) / goal.zoom, height_of (canvas) / goal.zoom };
  if (rect.x + rect.width + margin > seen.x + seen.width)
    goal.x = rect.x + rect.width + margin - seen.width;
  if (rect.x - margin < goal.x)
    goal.x = rect.x - margin;
  if (rect.y + rect.height + margin > seen.y + seen.height)
    goal.y = rect.y + rect.height + margin - seen.height;
  if (rect.y - margin < goal.y)
    goal.y = rect.y - margin;
  rv_canvas_glide (canvas, goal);
  return TRUE;
}

/* What of the diagram shows object @id: itself, or what it belongs to; or 0. */
static RvId
shown_for (RvCanvas *canvas, RvId id)
{
  for (guint depth = 0; id != 0 && depth < 8; depth++)
    {
      const RvObject *object = rv_model_get (canvas->model, id);

      if (object == NULL || rv_canvas_shows (canvas, id))
        return object != NULL ? id : 0;
      id = rv_record_parent (object);
    }
  return 0;
}

gboolean
rv_canvas_has (RvCanvas *canvas, RvId id)
{
  return canvas->scene != NULL && rv_canvas_shows (canvas, id);
}

gboolean
rv_canvas_fly_to (RvCanvas *canvas, RvId id)
{
  RvId shown = canvas->scene != NULL ? shown_for (canvas, id) : 0;
  const RvSceneBox *box;
  double zoom;
  RvRect rect, fitted;
  RvSight goal;

  if (shown == 0 || !rv_canvas_rect_of (canvas, shown, &fitted))
    return FALSE;
  if (gtk_widget_get_width (GTK_WIDGET (canvas)) < 2)
    {
      canvas->fly_to = id;
      return TRUE;
    }
  if (canvas->must_fit)
    rv_canvas_fit_now (canvas);
  zoom = CLAMP (canvas->goal.zoom, LEGIBLE, 1.5);
  zoom = MIN (zoom, MAX (fitting (canvas, fitted, 0, 1.5).zoom, LEGIBLE));
  if (!rv_canvas_rect_of (canvas, id, &rect))
    rect = fitted;
  goal = (RvSight) { rect.x + rect.width / 2 - width_of (canvas) / zoom / 2, rect.y + rect.height / 2 - height_of (canvas) / zoom / 2, zoom };
  box = rv_scene_box_of (canvas->scene, shown);
  rv_canvas_choose (canvas, shown);
  rv_canvas_set_focus (canvas, shown, box != NULL && rv_scene_box_row_of (box, id) >= 0 ? id : 0);
  rv_canvas_glide (canvas, goal);
  return TRUE;
}

gboolean
rv_canvas_bounds (RvCanvas *canvas, double *x, double *y, double *width, double *height)
{
  RvRect rect = canvas->scene != NULL ? rv_scene_bounds (canvas->scene) : (RvRect) { 0 };

  *x = rect.x;
  *y = rect.y;
  *width = rect.width;
  *height = rect.height;
  return rect.width > 0 && rect.height > 0;
}

void
rv_canvas_get_view (RvCanvas *canvas, double *x, double *y, double *width, double *height)
{
  RvRect rect = rv_canvas_visible (canvas);

  *x = rect.x;
  *y = rect.y;
  *width = rect.width;
  *height = rect.height;
}

void
rv_canvas_set_view (RvCanvas *canvas, double x, double y, double zoom)
{
  if (isfinite (x) && isfinite (y) && isfinite (zoom) && zoom > 0)
    rv_canvas_jump (canvas, (RvSight) { x, y, zoom });
}

void
rv_canvas_glide_to (RvCanvas *canvas, double x, double y, double zoom)
{
  if (isfinite (x) && isfinite (y) && isfinite (zoom) && zoom > 0)
    rv_canvas_glide (canvas, (RvSight) { x, y, zoom });
}

void
rv_canvas_fit_area (RvCanvas *canvas, double x, double y, double width, double height, double least, double most)
{
  if (isfinite (x) && isfinite (y) && isfinite (width) && isfinite (height))
    rv_canvas_glide (canvas, fitting (canvas, (RvRect) { x, y, width, height }, least, CLAMP (most, RV_ZOOM_MIN, RV_ZOOM_MAX)));
}

void
rv_canvas_set_foot (RvCanvas *canvas, double height)
{
  canvas->foot = isfinite (height) ? MAX (height, 0) : 0;
}
