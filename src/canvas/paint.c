/* A frame: what is in sight, from kept nodes; above it what is chosen and what the tool shows. */
#include <math.h>

#include "canvas/canvas-private.h"

#define OUTLINE 2.0
#define GRID_LEAST 12       /* pixels of the screen between the dots of the grid */
#define MANY_LINES 3000     /* more lines than this are no help from afar */

GdkRGBA
rv_canvas_rgba (RvCanvas *canvas, RvColorRole role)
{
  return rv_rgba (canvas->palette->colors[role]);
}

static graphene_rect_t
rect_of (RvRect rect)
{
  return GRAPHENE_RECT_INIT ((float) rect.x, (float) rect.y, (float) rect.width, (float) rect.height);
}

/* ---- the sheet ---------------------------------------------------------------------------------------- */

static void
paint_sheet (RvCanvas *canvas, GtkSnapshot *snapshot)
{
  graphene_rect_t all = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (GTK_WIDGET (canvas)),
                                            (float) gtk_widget_get_height (GTK_WIDGET (canvas)));
  GdkRGBA color = rv_canvas_rgba (canvas, RV_COLOR_CANVAS);

  gtk_snapshot_append_color (snapshot, &color, &all);
}

/* A dot where lines of the grid cross, once and repeated, while something is being drawn or moved. */
static void
paint_grid (RvCanvas *canvas, GtkSnapshot *snapshot, RvRect seen)
{
  double step = canvas->grid, size = 1 / canvas->view.zoom;
  GdkRGBA color = rv_canvas_rgba (canvas, RV_COLOR_GRID);
  graphene_rect_t all = rect_of (seen), cell, dot;

  while (step * canvas->view.zoom < GRID_LEAST)
    step *= 2;
  cell = GRAPHENE_RECT_INIT ((float) (floor (seen.x / step) * step), (float) (floor (seen.y / step) * step), (float) step, (float) step);
  dot = GRAPHENE_RECT_INIT (cell.origin.x, cell.origin.y, (float) size, (float) size);
  gtk_snapshot_push_repeat (snapshot, &all, &cell);
  gtk_snapshot_append_color (snapshot, &color, &dot);
  gtk_snapshot_pop (snapshot);
}

/* ---- what is there ------------------------------------------------------------------------------------- */

static gboolean
is_emphasised (RvCanvas *canvas, const RvSceneLine *line)
{
  return rv_selection_has (canvas->selection, line->id) || rv_selection_has (canvas->selection, line->from->object)
         || rv_selection_has (canvas->selection, line->to->object);
}

static void
append (GtkSnapshot *snapshot, GskRenderNode *node)
{
  if (node != NULL)
    gtk_snapshot_append_node (snapshot, node);
}

/* Boxes, areas and notes are kept relative to their corner. */
static void
append_at (GtkSnapshot *snapshot, RvRect rect, GskRenderNode *node)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) rect.x, (float) rect.y));
  append (snapshot, node);
  gtk_snapshot_restore (snapshot);
}

/* The plain ones first, so that the emphasised lie above them. */
static void
paint_lines (RvCanvas *canvas, GtkSnapshot *snapshot, const GPtrArray *lines, RvDetail detail)
{
  gboolean any = rv_selection_size (canvas->selection) > 0;

  for (int pass = 0; pass <= (any ? 1 : 0); pass++)
    for (guint i = 0; i < lines->len; i++)
      {
        gboolean emphasised = any && is_emphasised (canvas, lines->pdata[i]);

        if (emphasised == (pass == 1))
          append (snapshot, rv_nodes_line (canvas->nodes, canvas->scene, lines->pdata[i], detail, emphasised));
      }
}

static void
paint_boxes (RvCanvas *canvas, GtkSnapshot *snapshot, const GPtrArray *boxes, RvDetail detail)
{
  for (guint i = 0; i < boxes->len; i++)
    {
      const RvSceneBox *box = boxes->pdata[i];

      append_at (snapshot, box->rect, rv_nodes_box (canvas->nodes, canvas->scene, box, detail));
    }
}

/* From afar: one path for all lines, one for all boxes; those with a colour of their own beside them. */
static void
trace_line (cairo_t *cr, const RvSceneLine *line)
{
  for (guint i = 0; i < line->n_points; i++)
    (i == 0 ? cairo_move_to : cairo_line_to) (cr, line->points[i].x, line->points[i].y);
}

static void
shape_lines (RvCanvas *canvas, cairo_t *cr, const GPtrArray *lines)
{
  GdkRGBA color = rv_canvas_rgba (canvas, RV_COLOR_LINE);

  if (lines->len > MANY_LINES)
    return;
  color.alpha = 0.5f;
  for (guint i = 0; i < lines->len; i++)
    trace_line (cr, lines->pdata[i]);
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_set_line_width (cr, 1 / canvas->view.zoom);
  cairo_stroke (cr);
}

static void
shape_boxes (RvCanvas *canvas, cairo_t *cr, const GPtrArray *boxes)
{
  const RvColor *colors = canvas->palette->colors;
  GdkRGBA color = rv_rgba (rv_color_mix (colors[RV_COLOR_BORDER], colors[RV_COLOR_HEADER], 0.6));
  RvTint tint;

  for (guint i = 0; i < boxes->len; i++)
    {
      const RvSceneBox *box = boxes->pdata[i];

      if (box->color == NULL)
        cairo_rectangle (cr, box->rect.x, box->rect.y, box->rect.width, box->rect.height);
    }
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_fill (cr);
  for (guint i = 0; i < boxes->len; i++)
    {
      const RvSceneBox *box = boxes->pdata[i];

      if (!rv_palette_tint (canvas->palette, box->color, &tint))
        continue;
      color = rv_rgba (tint.strong);
      gdk_cairo_set_source_rgba (cr, &color);
      cairo_rectangle (cr, box->rect.x, box->rect.y, box->rect.width, box->rect.height);
      cairo_fill (cr);
    }
}

static void
paint_shapes (RvCanvas *canvas, GtkSnapshot *snapshot, RvRect seen, const GPtrArray *boxes, const GPtrArray *lines)
{
  graphene_rect_t bounds = rect_of (seen);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);

  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  shape_lines (canvas, cr, lines);
  shape_boxes (canvas, cr, boxes);
  cairo_destroy (cr);
}

static void
paint_areas (RvCanvas *canvas, GtkSnapshot *snapshot, RvRect seen, RvDetail detail)
{
  const GPtrArray *areas = rv_scene_areas (canvas->scene);

  for (guint i = 0; i < areas->len; i++)
    {
      const RvSceneArea *area = areas->pdata[i];

      if (rv_rect_intersects (area->rect, seen))
        append_at (snapshot, area->rect, rv_nodes_area (canvas->nodes, area, detail));
    }
}

static void
paint_notes (RvCanvas *canvas, GtkSnapshot *snapshot, RvRect seen, RvDetail detail)
{
  const GPtrArray *notes = rv_scene_notes (canvas->scene);

  for (guint i = 0; i < notes->len; i++)
    {
      const RvSceneNote *note = notes->pdata[i];

      if (rv_rect_intersects (note->rect, seen))
        append_at (snapshot, note->rect, rv_nodes_note (canvas->nodes, note, detail));
    }
}

static void
paint_overlays (RvCanvas *canvas, GtkSnapshot *snapshot, RvOverlayLayer layer, RvRect seen)
{
  rv_overlays_paint (canvas->overlays, snapshot, layer, canvas->scene, canvas->palette, seen, canvas->view.zoom);
}

static void
paint_scene (RvCanvas *canvas, GtkSnapshot *snapshot, RvRect seen, GPtrArray *boxes)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  RvDetail detail = rv_detail_for_zoom (canvas->view.zoom);

  paint_areas (canvas, snapshot, seen, detail);
  paint_overlays (canvas, snapshot, RV_OVERLAY_BELOW, seen);
  rv_scene_query (canvas->scene, seen, boxes, lines);
  if (detail == RV_DETAIL_SHAPES)
    paint_shapes (canvas, snapshot, seen, boxes, lines);
  else
    {
      paint_lines (canvas, snapshot, lines, detail);
      paint_boxes (canvas, snapshot, boxes, detail);
    }
  paint_notes (canvas, snapshot, seen, detail);
  if (canvas->lit != NULL)
    rv_canvas_paint_highlight (canvas, snapshot, seen, boxes, lines, detail);
  paint_overlays (canvas, snapshot, RV_OVERLAY_ABOVE, seen);
}

/* ---- what is chosen -------------------------------------------------------------------------------------- */

void
rv_canvas_paint_frame (RvCanvas *canvas, GtkSnapshot *snapshot, RvRect rect, double width, double gap, const GdkRGBA *color)
{
  double scale = 1 / canvas->view.zoom, around = (width + gap) * scale;
  float own = (float) (width * scale);
  graphene_rect_t bounds = rect_of ((RvRect) { rect.x - around, rect.y - around, rect.width + 2 * around, rect.height + 2 * around });
  const float widths[4] = { own, own, own, own };
  const GdkRGBA colors[4] = { *color, *color, *color, *color };
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &bounds, (float) (8 + around));
  gtk_snapshot_append_border (snapshot, &outline, widths, colors);
}

void
rv_canvas_paint_band (RvCanvas *canvas, GtkSnapshot *snapshot, RvRect rect)
{
  GdkRGBA color = rv_canvas_rgba (canvas, RV_COLOR_SELECTION);
  float width = (float) (1 / canvas->view.zoom);
  graphene_rect_t bounds = rect_of (rect);
  const float widths[4] = { width, width, width, width };
  const GdkRGBA colors[4] = { color, color, color, color };
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &bounds, 0);
  gtk_snapshot_append_border (snapshot, &outline, widths, colors);
  color.alpha = 0.12f;
  gtk_snapshot_append_color (snapshot, &color, &bounds);
}

static void
paint_row (RvCanvas *canvas, GtkSnapshot *snapshot)
{
  GdkRGBA color = rv_canvas_rgba (canvas, RV_COLOR_SELECTION);
  graphene_rect_t bounds;
  RvRect rect;

  if (canvas->focus_column == 0 || canvas->view.zoom < 0.16 || !rv_canvas_rect_of (canvas, canvas->focus_column, &rect))
    return;
  color.alpha = 0.22f;
  bounds = rect_of (rect);
  gtk_snapshot_append_color (snapshot, &color, &bounds);
}

/* A dot in the corner by which an area or a note is made larger. */
static void
paint_grip (RvCanvas *canvas, GtkSnapshot *snapshot, RvRect rect, const GdkRGBA *color)
{
  double size = 9 / canvas->view.zoom;
  graphene_rect_t bounds = rect_of ((RvRect) { rect.x + rect.width - size / 2, rect.y + rect.height - size / 2, size, size });
  GskRoundedRect circle;

  gsk_rounded_rect_init_from_rect (&circle, &bounds, (float) (size / 2));
  gtk_snapshot_push_rounded_clip (snapshot, &circle);
  gtk_snapshot_append_color (snapshot, color, &bounds);
  gtk_snapshot_pop (snapshot);
}

static void
paint_papers_chosen (RvCanvas *canvas, GtkSnapshot *snapshot, const GdkRGBA *color)
{
  const RvId *ids = rv_selection_ids (canvas->selection);

  for (guint i = 0; i < rv_selection_size (canvas->selection); i++)
    {
      const RvSceneArea *area = rv_scene_area (canvas->scene, ids[i]);
      const RvSceneNote *note = rv_scene_note (canvas->scene, ids[i]);

      if (area == NULL && note == NULL)
        continue;
      rv_canvas_paint_frame (canvas, snapshot, area != NULL ? area->rect : note->rect, OUTLINE, 1, color);
      paint_grip (canvas, snapshot, area != NULL ? area->rect : note->rect, color);
    }
}

/* The keyboard is here, on the canvas or on a child that stands for a box, and was used last. */
static gboolean
shows_ring (RvCanvas *canvas)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (canvas));
  gboolean is_here = gtk_widget_has_focus (GTK_WIDGET (canvas)) || gtk_widget_get_focus_child (GTK_WIDGET (canvas)) != NULL;

  return is_here && GTK_IS_WINDOW (root) && gtk_window_get_focus_visible (GTK_WINDOW (root));
}

static void
paint_chosen (RvCanvas *canvas, GtkSnapshot *snapshot, const GPtrArray *boxes)
{
  GdkRGBA color = rv_canvas_rgba (canvas, RV_COLOR_SELECTION), faint = color;
  gboolean has_ring = shows_ring (canvas);

  faint.alpha = 0.45f;
  for (guint i = 0; i < boxes->len; i++)
    {
      const RvSceneBox *box = boxes->pdata[i];

      if (rv_selection_has (canvas->selection, box->object))
        rv_canvas_paint_frame (canvas, snapshot, box->rect, OUTLINE, 0, &color);
      else if (canvas->hover.item == RV_ITEM_BOX && canvas->hover.id == box->id && !canvas->is_pressed)
        rv_canvas_paint_frame (canvas, snapshot, box->rect, 1.5, 0, &faint);
      if (has_ring && canvas->focus == box->object)
        rv_canvas_paint_frame (canvas, snapshot, box->rect, 1.5, 4, &color);
    }
  paint_papers_chosen (canvas, snapshot, &color);
  paint_row (canvas, snapshot);
}

void
rv_canvas_paint (RvCanvas *canvas, GtkSnapshot *snapshot)
{
  g_autoptr (GPtrArray) boxes = g_ptr_array_new ();

  paint_sheet (canvas, snapshot);
  if (canvas->scene == NULL)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_scale (snapshot, (float) canvas->view.zoom, (float) canvas->view.zoom);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) -canvas->view.x, (float) -canvas->view.y));
  if (canvas->is_pressed && canvas->snaps && canvas->tool != &rv_tool_hand)
    paint_grid (canvas, snapshot, rv_canvas_visible (canvas));
  paint_scene (canvas, snapshot, rv_canvas_visible (canvas), boxes);
  paint_chosen (canvas, snapshot, boxes);
  if (canvas->tool->draw != NULL)
    canvas->tool->draw (canvas, canvas->tool_state, snapshot);
  paint_overlays (canvas, snapshot, RV_OVERLAY_PINNED, rv_canvas_visible (canvas));
  gtk_snapshot_restore (snapshot);
  rv_nodes_end_frame (canvas->nodes);
}
