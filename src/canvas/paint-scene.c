/* The diagram itself in a frame: from kept nodes; where the renderer draws in software from tiles of pixels while the
 * zoom rests; and from afar as pixels. */
#include <math.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "canvas/canvas-private.h"

#define GRID_LEAST 12       /* pixels of the screen between the dots of the grid */
#define BUDGET_MS 5.0       /* for tiles that come into sight in a frame */
#define LIVE_MOST 2000      /* more than this that changes is drawn as a whole */
#define REST_MS 100         /* after which a zoom is over */
#define STILL_MS 250        /* after which memory that only frames need is given back */
#define SETTLE_MS 300       /* after which what changed is still again */
#define FADE_MS 150.0
#define HOLD 1.12           /* while zooming, the detail stays this far beyond where it changes */

/** What is drawn and where: of a frame, or of a tile. */
typedef struct {
  RvCanvas *canvas;
  GtkSnapshot *snapshot;    /* in pixels of the diagram */
  RvRect seen;
  RvDetail detail;
  GArray *ids;              /* (nullable): of a tile: gets what was drawn; what is live or emphasised is left out */
} Layers;

static graphene_rect_t
rect_of (RvRect rect)
{
  return GRAPHENE_RECT_INIT ((float) rect.x, (float) rect.y, (float) rect.width, (float) rect.height);
}

/* ---- the view in pixels of the device: what is painted lies on them --------------------------------------- */

static RvRasterView
device_view (RvCanvas *canvas)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (canvas));
  double zoom = canvas->view.zoom * scale;

  return (RvRasterView) { zoom, llround (canvas->view.x * zoom), llround (canvas->view.y * zoom),
                          MAX (gtk_widget_get_width (GTK_WIDGET (canvas)), 1) * scale, MAX (gtk_widget_get_height (GTK_WIDGET (canvas)), 1) * scale, scale };
}

static RvRect
seen_in (const RvRasterView *view)
{
  return (RvRect) { view->x / view->zoom, view->y / view->zoom, view->width / view->zoom, view->height / view->zoom };
}

void
rv_canvas_enter_scene (RvCanvas *canvas, GtkSnapshot *snapshot)
{
  RvRasterView view = device_view (canvas);
  RvRect seen = seen_in (&view);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_scale (snapshot, (float) canvas->view.zoom, (float) canvas->view.zoom);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) -seen.x, (float) -seen.y));
}

static gboolean
draws_in_software (RvCanvas *canvas)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (canvas));
  GskRenderer *renderer = native != NULL ? gtk_native_get_renderer (native) : NULL;

  return renderer != NULL && GSK_IS_CAIRO_RENDERER (renderer);
}

/* ---- the sheet ---------------------------------------------------------------------------------------------- */

static void
paint_sheet (const Layers *layers)
{
  GdkRGBA color = rv_canvas_rgba (layers->canvas, RV_COLOR_CANVAS);
  graphene_rect_t all = rect_of (layers->seen);

  gtk_snapshot_append_color (layers->snapshot, &color, &all);
}

/* A dot where lines of the grid cross, once and repeated, while something is being drawn or moved. */
static void
paint_grid (const Layers *layers)
{
  RvCanvas *canvas = layers->canvas;
  double step = canvas->grid, size = 1 / canvas->view.zoom;
  GdkRGBA color = rv_canvas_rgba (canvas, RV_COLOR_GRID);
  graphene_rect_t all = rect_of (layers->seen), cell, dot;

  while (step * canvas->view.zoom < GRID_LEAST)
    step *= 2;
  cell = GRAPHENE_RECT_INIT ((float) (floor (layers->seen.x / step) * step), (float) (floor (layers->seen.y / step) * step), (float) step, (float) step);
  dot = GRAPHENE_RECT_INIT (cell.origin.x, cell.origin.y, (float) size, (float) size);
  gtk_snapshot_push_repeat (layers->snapshot, &all, &cell);
  gtk_snapshot_append_color (layers->snapshot, &color, &dot);
  gtk_snapshot_pop (layers->snapshot);
}

static gboolean
shows_grid (RvCanvas *canvas)
{
  return canvas->is_dragging && canvas->snaps && canvas->tool != &rv_tool_hand;
}

/* ---- layers of nodes -------------------------------------------------------------------------------------------- */

static gboolean
is_emphasised (RvCanvas *canvas, const RvSceneLine *line)
{
  return rv_selection_has (canvas->selection, rv_scene_line_object (line)) || rv_selection_has (canvas->selection, line->from->object)
         || rv_selection_has (canvas->selection, line->to->object);
}

/* Whether @id belongs here; notes it down for a tile. */
static gboolean
takes (const Layers *layers, RvId id)
{
  if (layers->ids == NULL)
    return TRUE;
  if (rv_raster_is_live (layers->canvas->raster, id))
    return FALSE;
  g_array_append_val (layers->ids, id);
  return TRUE;
}

static void
append (GtkSnapshot *snapshot, GskRenderNode *node)
{
  if (node != NULL)
    gtk_snapshot_append_node (snapshot, node);
}

static void
append_owned (GtkSnapshot *snapshot, GskRenderNode *node)
{
  append (snapshot, node);
  g_clear_pointer (&node, gsk_render_node_unref);
}

/* Boxes, areas and notes are kept relative to their corner. */
static void
append_at (GtkSnapshot *snapshot, RvRect rect, GskRenderNode *node)
{
  if (node == NULL)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) rect.x, (float) rect.y));
  gtk_snapshot_append_node (snapshot, node);
  gtk_snapshot_restore (snapshot);
}

/* The plain ones first, so that the emphasised lie above them. */
static void
paint_lines (const Layers *layers, const GPtrArray *lines)
{
  RvCanvas *canvas = layers->canvas;
  gboolean any = layers->ids == NULL && rv_selection_size (canvas->selection) > 0;

  for (int pass = 0; pass <= (any ? 1 : 0); pass++)
    for (guint i = 0; i < lines->len; i++)
      {
        const RvSceneLine *line = lines->pdata[i];
        gboolean emphasised = any && is_emphasised (canvas, line);

        if (emphasised == (pass == 1) && takes (layers, line->id))
          append (layers->snapshot, rv_nodes_line (canvas->nodes, canvas->scene, line, layers->detail, emphasised));
      }
}

static void
paint_boxes (const Layers *layers, const GPtrArray *boxes)
{
  for (guint i = 0; i < boxes->len; i++)
    {
      const RvSceneBox *box = boxes->pdata[i];

      if (takes (layers, box->id))
        append_at (layers->snapshot, box->rect, rv_nodes_box (layers->canvas->nodes, layers->canvas->scene, box, layers->detail));
    }
}

static void
paint_areas (const Layers *layers)
{
  const GPtrArray *areas = rv_scene_areas (layers->canvas->scene);

  for (guint i = 0; i < areas->len; i++)
    {
      const RvSceneArea *area = areas->pdata[i];

      if (rv_rect_intersects (area->rect, layers->seen) && takes (layers, area->id))
        append_at (layers->snapshot, area->rect, rv_nodes_area (layers->canvas->nodes, area, layers->detail));
    }
}

static void
paint_notes (const Layers *layers)
{
  const GPtrArray *notes = rv_scene_notes (layers->canvas->scene);

  for (guint i = 0; i < notes->len; i++)
    {
      const RvSceneNote *note = notes->pdata[i];

      if (rv_rect_intersects (note->rect, layers->seen) && takes (layers, note->id))
        append_at (layers->snapshot, note->rect, rv_nodes_note (layers->canvas->nodes, note, layers->detail));
    }
}

static void
paint_overlays (const Layers *layers, RvOverlayLayer layer)
{
  RvCanvas *canvas = layers->canvas;

  rv_overlays_paint (canvas->overlays, layers->snapshot, layer, canvas->scene, canvas->palette, layers->seen, canvas->view.zoom);
}

static void
paint_under (const Layers *layers)
{
  paint_areas (layers);
  paint_overlays (layers, RV_OVERLAY_BELOW);
}

static void
paint_layers (const Layers *layers)
{
  g_autoptr (GPtrArray) boxes = g_ptr_array_new ();
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  paint_sheet (layers);
  if (shows_grid (layers->canvas))
    paint_grid (layers);
  paint_under (layers);
  rv_scene_query (layers->canvas->scene, layers->seen, boxes, lines);
  paint_lines (layers, lines);
  paint_boxes (layers, boxes);
  paint_notes (layers);
}

/* ---- from afar ---------------------------------------------------------------------------------------------------- */

static void
draw_on (cairo_surface_t *image, const RvRasterView *view, const Layers *layers, void (*paint) (const Layers *layers))
{
  Layers own = *layers;
  GskRenderNode *node;
  cairo_t *cr;

  own.snapshot = gtk_snapshot_new ();
  paint (&own);
  node = gtk_snapshot_free_to_node (own.snapshot);
  if (node == NULL)
    return;
  cr = cairo_create (image);
  cairo_translate (cr, (double) -view->x, (double) -view->y);
  cairo_scale (cr, view->zoom, view->zoom);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  gsk_render_node_unref (node);
}

/* The image is that of the whole widget. A texture where a texture is what the renderer likes best. */
static void
append_image (const Layers *layers, cairo_surface_t *image, const RvRasterView *view)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) view->width / (float) view->scale, (float) view->height / (float) view->scale);

  if (draws_in_software (layers->canvas))
    {
      cairo_t *cr = gtk_snapshot_append_cairo (layers->snapshot, &bounds);

      cairo_scale (cr, 1.0 / view->scale, 1.0 / view->scale);
      cairo_set_source_surface (cr, image, 0, 0);
      cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
      cairo_paint (cr);
      cairo_destroy (cr);
    }
  else
    {
      int stride = cairo_image_surface_get_stride (image);
      g_autoptr (GBytes) bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (image), (gsize) stride * (gsize) view->height,
                                                             (GDestroyNotify) cairo_surface_destroy, cairo_surface_reference (image));
      g_autoptr (GdkTexture) texture = gdk_memory_texture_new (view->width, view->height, GDK_MEMORY_DEFAULT, bytes, (gsize) stride);

      gtk_snapshot_append_texture (layers->snapshot, texture, &bounds);
    }
}

static void
paint_far (const Layers *layers, const RvRasterView *view)
{
  RvCanvas *canvas = layers->canvas;
  RvFarView far = { canvas->scene, canvas->palette, layers->seen.x, layers->seen.y, view->zoom };
  cairo_surface_t *image = rv_far_image (view->width, view->height, canvas->palette->colors[RV_COLOR_CANVAS]);

  draw_on (image, view, layers, paint_under);
  rv_far_draw_lines (image, &far, canvas->selection);
  rv_far_draw_boxes (canvas->far, image, &far);
  draw_on (image, view, layers, paint_notes);
  append_image (layers, image, view);
  cairo_surface_destroy (image);
}

/* ---- while a person zooms ------------------------------------------------------------------------------------------- */

static void
append_texts (GtkSnapshot *snapshot, GskRenderNode *node)
{
  for (guint i = 0; gsk_render_node_get_node_type (node) == GSK_CONTAINER_NODE && i < gsk_container_node_get_n_children (node); i++)
    {
      GskRenderNode *child = gsk_container_node_get_child (node, i);

      if (gsk_render_node_get_node_type (child) == GSK_TEXT_NODE)
        gtk_snapshot_append_node (snapshot, child);
    }
}

/* Boxes and their bars as pixels, lines without ends, titles as text: what a moving eye sees of it. */
static void
paint_draft (const Layers *layers, const RvRasterView *view)
{
  RvCanvas *canvas = layers->canvas;
  RvFarView far = { canvas->scene, canvas->palette, layers->seen.x, layers->seen.y, view->zoom };
  cairo_surface_t *image = rv_far_image (view->width, view->height, canvas->palette->colors[RV_COLOR_CANVAS]);
  g_autoptr (GPtrArray) boxes = g_ptr_array_new ();
  GtkSnapshot *texts = gtk_snapshot_new ();

  rv_scene_query (canvas->scene, layers->seen, boxes, NULL);
  draw_on (image, view, layers, paint_under);
  rv_far_draw_lines (image, &far, canvas->selection);
  for (guint i = 0; i < boxes->len; i++)
    {
      const RvSceneBox *box = boxes->pdata[i];
      GskRenderNode *node = rv_nodes_box (canvas->nodes, canvas->scene, box, layers->detail);

      if (node == NULL)
        continue;
      rv_far_draw_node (image, &far, node, (RvPoint) { box->rect.x, box->rect.y });
      gtk_snapshot_save (texts);
      gtk_snapshot_translate (texts, &GRAPHENE_POINT_INIT ((float) box->rect.x, (float) box->rect.y));
      append_texts (texts, node);
      gtk_snapshot_restore (texts);
    }
  draw_on (image, view, layers, paint_notes);
  append_image (layers, image, view);
  cairo_surface_destroy (image);
  rv_canvas_enter_scene (canvas, layers->snapshot);
  append_owned (layers->snapshot, gtk_snapshot_free_to_node (texts));
  gtk_snapshot_restore (layers->snapshot);
}

/* ---- tiles ----------------------------------------------------------------------------------------------------------- */

static void
draw_tile (cairo_t *cr, RvRect rect, GArray *ids, gpointer data)
{
  RvCanvas *canvas = data;
  Layers layers = { canvas, gtk_snapshot_new (), rect, canvas->detail, ids };
  GskRenderNode *node;

  paint_layers (&layers);
  node = gtk_snapshot_free_to_node (layers.snapshot);
  gsk_render_node_draw (node, cr);
  gsk_render_node_unref (node);
}

static gboolean
rect_of_item (RvId id, RvRect *rect, gpointer data)
{
  RvCanvas *canvas = data;

  return canvas->scene != NULL && (rv_canvas_item_rect (canvas, id, rect) || (rv_scene_line (canvas->scene, id) != NULL && rv_canvas_rect_of (canvas, id, rect)));
}

static const RvRasterSource tile_source = { draw_tile, rect_of_item };

RvRaster *
rv_canvas_new_raster (RvCanvas *canvas)
{
  return rv_raster_new (&tile_source, canvas);
}

static int
by_line (gconstpointer a, gconstpointer b)
{
  return (int) (*(const RvSceneLine *const *) a)->index - (int) (*(const RvSceneLine *const *) b)->index;
}

static int
by_box (gconstpointer a, gconstpointer b)
{
  return (int) (*(const RvSceneBox *const *) a)->index - (int) (*(const RvSceneBox *const *) b)->index;
}

/* What is not in the tiles: what changes, and lines that are emphasised. Returns: FALSE when that is better drawn
 * together with all else. */
static gboolean
collect_live (RvCanvas *canvas, RvRect seen, GPtrArray *boxes, GPtrArray *lines)
{
  g_autoptr (GPtrArray) ids = rv_raster_live (canvas->raster);
  RvRect rect;

  if (ids != NULL && ids->len > LIVE_MOST)
    return FALSE;
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      RvId id = *(RvId *) ids->pdata[i];
      gpointer box = rv_scene_box (canvas->scene, id), line = rv_scene_line (canvas->scene, id);

      if (rv_scene_area (canvas->scene, id) != NULL || rv_scene_note (canvas->scene, id) != NULL)
        return FALSE;
      if (!rect_of_item (id, &rect, canvas) || !rv_rect_intersects (rect, seen))
        continue;
      if (box != NULL)
        g_ptr_array_add (boxes, box);
      else if (!is_emphasised (canvas, line))
        g_ptr_array_add (lines, line);
    }
  return TRUE;
}

static void
append_emphasised (RvCanvas *canvas, RvRect seen, GPtrArray *lines)
{
  g_autoptr (GPtrArray) near = g_ptr_array_new ();

  if (rv_selection_size (canvas->selection) == 0)
    return;
  rv_scene_query (canvas->scene, seen, NULL, near);
  for (guint i = 0; i < near->len; i++)
    if (is_emphasised (canvas, near->pdata[i]))
      g_ptr_array_add (lines, near->pdata[i]);
}

static gboolean
paint_tiles (const Layers *layers, const RvRasterView *view)
{
  RvCanvas *canvas = layers->canvas;
  g_autoptr (GPtrArray) boxes = g_ptr_array_new ();
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  if (shows_grid (canvas) != canvas->has_grid_tiles)
    rv_raster_forget_tiles (canvas->raster);
  canvas->has_grid_tiles = shows_grid (canvas);
  if (!collect_live (canvas, layers->seen, boxes, lines) || !rv_raster_prepare (canvas->raster, view, FALSE, BUDGET_MS))
    return FALSE;
  rv_raster_paint (canvas->raster, view, layers->snapshot);
  append_emphasised (canvas, layers->seen, lines);
  g_ptr_array_sort (lines, by_line);
  g_ptr_array_sort (boxes, by_box);
  rv_canvas_enter_scene (canvas, layers->snapshot);
  paint_lines (layers, lines);
  paint_boxes (layers, boxes);
  gtk_snapshot_restore (layers->snapshot);
  return TRUE;
}

/* ---- what happens when the view rests ------------------------------------------------------------------------------- */

/* No frame came for a while. */
static gboolean
on_still (gpointer data)
{
  RvCanvas *canvas = data;
  RvRasterView view = device_view (canvas);

  canvas->still = 0;
  rv_raster_trim (canvas->raster, &view);
#ifdef __GLIBC__
  malloc_trim (0);
#endif
  return G_SOURCE_REMOVE;
}

static gboolean
on_rest (gpointer data)
{
  RvCanvas *canvas = data;
  RvRasterView view = device_view (canvas);

  if (canvas->scene == NULL || !gtk_widget_get_mapped (GTK_WIDGET (canvas)))
    {
      canvas->rest = 0;
      return G_SOURCE_REMOVE;
    }
  if (canvas->is_draft || canvas->detail != rv_detail_for_zoom (canvas->view.zoom))
    gtk_widget_queue_draw (GTK_WIDGET (canvas));
  else if (canvas->detail < RV_DETAIL_PLAIN && draws_in_software (canvas) && !rv_raster_prepare (canvas->raster, &view, TRUE, 2))
    return G_SOURCE_CONTINUE;
  if (canvas->detail >= RV_DETAIL_PLAIN) /* nobody needs what is seen from nearby for now */
    {
      rv_nodes_forget_all (canvas->nodes);
      rv_raster_forget_tiles (canvas->raster);
    }
  g_clear_handle_id (&canvas->still, g_source_remove);
  canvas->still = g_timeout_add (STILL_MS, on_still, canvas);
  canvas->rest = 0;
  return G_SOURCE_REMOVE;
}

/* Tiles are made ready between frames of a pan, all else when frames no longer come. */
static void
wait_for_rest (RvCanvas *canvas, gboolean is_zooming)
{
  gboolean waits = is_zooming || canvas->detail >= RV_DETAIL_PLAIN;

  if (waits)
    g_clear_handle_id (&canvas->rest, g_source_remove);
  if (canvas->rest == 0)
    canvas->rest = waits ? g_timeout_add (REST_MS, on_rest, canvas) : g_idle_add_full (G_PRIORITY_LOW, on_rest, canvas, NULL);
}

static gboolean
on_settle (gpointer data)
{
  RvCanvas *canvas = data;

  if (canvas->is_pressed)
    return G_SOURCE_CONTINUE;
  canvas->settle = 0;
  if (rv_raster_settle (canvas->raster))
    gtk_widget_queue_draw (GTK_WIDGET (canvas));
  return G_SOURCE_REMOVE;
}

void
rv_canvas_touch (RvCanvas *canvas, RvId id)
{
  rv_raster_touch (canvas->raster, id);
  g_clear_handle_id (&canvas->settle, g_source_remove);
  canvas->settle = g_timeout_add (SETTLE_MS, on_settle, canvas);
}

void
rv_canvas_forget_pixels (RvCanvas *canvas)
{
  rv_raster_forget_all (canvas->raster);
  rv_far_forget_all (canvas->far);
}

/* ---- from one detail to another --------------------------------------------------------------------------------------- */

static gboolean
on_fade (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  RvCanvas *canvas = RV_CANVAS (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);

  if (canvas->fade_start == 0)
    canvas->fade_start = now;
  canvas->fade = (double) (now - canvas->fade_start) / 1000 / FADE_MS;
  gtk_widget_queue_draw (widget);
  if (canvas->fade < 1)
    return G_SOURCE_CONTINUE;
  canvas->fade_tick = 0;
  return G_SOURCE_REMOVE;
}

static void
begin_fade (RvCanvas *canvas, RvDetail detail)
{
  canvas->fade_from = canvas->detail;
  canvas->fades_draft = canvas->is_draft;
  if (detail != canvas->detail)
    rv_raster_forget_tiles (canvas->raster);
  canvas->detail = detail;
  if (!rv_canvas_animates (canvas) || canvas->fade_tick != 0)
    return;
  canvas->fade = 0;
  canvas->fade_start = 0;
  canvas->fade_tick = gtk_widget_add_tick_callback (GTK_WIDGET (canvas), on_fade, NULL, NULL);
}

/* While a person zooms, the detail stays a little longer, and then changes at once; when the zoom rests it fades over.
 * Bars do not stay: too many rows come into sight. */
static void
choose_detail (RvCanvas *canvas, gboolean is_zooming)
{
  RvDetail detail = rv_detail_for_zoom (canvas->view.zoom);
  gboolean is_near = rv_detail_for_zoom (canvas->view.zoom * HOLD) == canvas->detail || rv_detail_for_zoom (canvas->view.zoom / HOLD) == canvas->detail;
  gboolean may_stay = detail < canvas->detail || canvas->detail == RV_DETAIL_FULL;

  if (detail == canvas->detail || (is_zooming && is_near && may_stay && rv_canvas_animates (canvas)))
    return;
  if (is_near && !is_zooming)
    begin_fade (canvas, detail);
  else
    {
      canvas->detail = detail;
      rv_raster_forget_tiles (canvas->raster);
    }
}

typedef enum { PAINT_NODES, PAINT_TILES, PAINT_DRAFT } Manner;

static void
paint_as (RvCanvas *canvas, GtkSnapshot *snapshot, RvDetail detail, Manner manner)
{
  RvRasterView view = device_view (canvas);
  Layers layers = { canvas, snapshot, seen_in (&view), detail, NULL };

  if (detail >= RV_DETAIL_PLAIN)
    paint_far (&layers, &view);
  else if (manner == PAINT_DRAFT)
    paint_draft (&layers, &view);
  else if (manner == PAINT_NODES || !paint_tiles (&layers, &view))
    {
      rv_canvas_enter_scene (canvas, snapshot);
      paint_layers (&layers);
      gtk_snapshot_restore (snapshot);
    }
}

static Manner
manner_for (RvCanvas *canvas, gboolean is_zooming)
{
  if (!draws_in_software (canvas))
    return PAINT_NODES;
  if (!is_zooming)
    return canvas->fade_tick != 0 && canvas->fade < 1 ? PAINT_NODES : PAINT_TILES;
  return canvas->detail == RV_DETAIL_BARS ? PAINT_DRAFT : PAINT_NODES;
}

void
rv_canvas_paint_scene (RvCanvas *canvas, GtkSnapshot *snapshot)
{
  gboolean is_zooming = canvas->view.zoom != canvas->painted_zoom, is_fading;
  Manner manner;

  canvas->painted_zoom = canvas->view.zoom;
  choose_detail (canvas, is_zooming);
  if (!is_zooming && canvas->is_draft)
    begin_fade (canvas, canvas->detail);
  manner = manner_for (canvas, is_zooming);
  canvas->is_draft = manner == PAINT_DRAFT;
  is_fading = canvas->fade_tick != 0 && canvas->fade < 1;
  if (is_fading)
    {
      gtk_snapshot_push_cross_fade (snapshot, CLAMP (canvas->fade, 0, 1));
      paint_as (canvas, snapshot, canvas->fade_from, canvas->fades_draft ? PAINT_DRAFT : PAINT_NODES);
      gtk_snapshot_pop (snapshot);
    }
  paint_as (canvas, snapshot, canvas->detail, manner);
  if (is_fading)
    gtk_snapshot_pop (snapshot);
  wait_for_rest (canvas, is_zooming);
}
