/* What is dimmed and what is not: a veil of the colour of the sheet over everything, and what is lit once more above it. */
#include "canvas/canvas-private.h"

#define VEIL 0.78f
#define LINE_WIDTH 2.0   /* pixels of the screen, from afar */

static gboolean
is_lit (RvCanvas *canvas, RvId id)
{
  return g_hash_table_contains (canvas->lit, &id);
}

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

static void
paint_veil (RvCanvas *canvas, GtkSnapshot *snapshot, RvRect seen)
{
  GdkRGBA color = rv_canvas_rgba (canvas, RV_COLOR_CANVAS);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) seen.x, (float) seen.y, (float) seen.width, (float) seen.height);

  color.alpha = VEIL;
  gtk_snapshot_append_color (snapshot, &color, &bounds);
}

/* ---- from afar ------------------------------------------------------------------------------------------- */

static void
trace (cairo_t *cr, const RvSceneLine *line)
{
  for (guint i = 0; i < line->n_points; i++)
    (i == 0 ? cairo_move_to : cairo_line_to) (cr, line->points[i].x, line->points[i].y);
}

static void
paint_shapes (RvCanvas *canvas, GtkSnapshot *snapshot, RvRect seen, const GPtrArray *boxes, const GPtrArray *lines)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) seen.x, (float) seen.y, (float) seen.width, (float) seen.height);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  GdkRGBA color = rv_canvas_rgba (canvas, RV_COLOR_SELECTION);

  gdk_cairo_set_source_rgba (cr, &color);
  cairo_set_line_width (cr, LINE_WIDTH / canvas->view.zoom);
  for (guint i = 0; i < lines->len; i++)
    if (is_lit (canvas, ((RvSceneLine *) lines->pdata[i])->id))
      trace (cr, lines->pdata[i]);
  cairo_stroke (cr);
  for (guint i = 0; i < boxes->len; i++)
    {
      const RvSceneBox *box = boxes->pdata[i];

      if (is_lit (canvas, box->object))
        cairo_rectangle (cr, box->rect.x, box->rect.y, box->rect.width, box->rect.height);
    }
  cairo_fill (cr);
  cairo_destroy (cr);
}

/* ---- from nearby --------------------------------------------------------------------------------------------- */

static void
paint_items (RvCanvas *canvas, GtkSnapshot *snapshot, const GPtrArray *boxes, const GPtrArray *lines, RvDetail detail)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const RvSceneLine *line = lines->pdata[i];
      GskRenderNode *node = is_lit (canvas, line->id) ? rv_nodes_line (canvas->nodes, canvas->scene, line, detail, canvas->has_strong_lines) : NULL;

      if (node != NULL)
        gtk_snapshot_append_node (snapshot, node);
    }
  for (guint i = 0; i < boxes->len; i++)
    {
      const RvSceneBox *box = boxes->pdata[i];

      if (is_lit (canvas, box->object))
        append_at (snapshot, box->rect, rv_nodes_box (canvas->nodes, canvas->scene, box, detail));
    }
}

static void
paint_notes (RvCanvas *canvas, GtkSnapshot *snapshot, RvRect seen, RvDetail detail)
{
  const GPtrArray *notes = rv_scene_notes (canvas->scene);

  for (guint i = 0; i < notes->len; i++)
    {
      const RvSceneNote *note = notes->pdata[i];

      if (rv_rect_intersects (note->rect, seen) && (is_lit (canvas, note->id) || is_lit (canvas, note->about)))
        append_at (snapshot, note->rect, rv_nodes_note (canvas->nodes, note, detail));
    }
}

void
rv_canvas_paint_highlight (RvCanvas *canvas, GtkSnapshot *snapshot, RvRect seen, const GPtrArray *boxes, const GPtrArray *lines,
                           RvDetail detail)
{
  paint_veil (canvas, snapshot, seen);
  if (detail == RV_DETAIL_SHAPES)
    paint_shapes (canvas, snapshot, seen, boxes, lines);
  else
    paint_items (canvas, snapshot, boxes, lines, detail);
  paint_notes (canvas, snapshot, seen, detail);
}

void
rv_canvas_set_highlight (RvCanvas *canvas, GHashTable *ids, gboolean strong)
{
  if (ids == NULL && canvas->lit == NULL)
    return;
  g_clear_pointer (&canvas->lit, g_hash_table_unref);
  canvas->lit = ids != NULL ? g_hash_table_ref (ids) : NULL;
  canvas->has_strong_lines = strong;
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
}
