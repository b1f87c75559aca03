/* A frame: the diagram; above it what is chosen and what the tool shows. */
#include "canvas/canvas-private.h"
#include "canvas/size.h"
#include "canvas/light.h"
#include "canvas/settle.h"

#define OUTLINE 2.0
#define FEW 400             /* so many that are chosen are looked up one by one */

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
paint_box_chosen (RvCanvas *canvas, GtkSnapshot *snapshot, const RvSceneBox *box, const GdkRGBA *color)
{
  if (box != NULL && rv_selection_has (canvas->selection, box->object))
    rv_canvas_paint_frame (canvas, snapshot, box->rect, OUTLINE, 0, color);
}

/* Those in sight; where few are chosen without looking for what is in sight. */
static void
paint_boxes_chosen (RvCanvas *canvas, GtkSnapshot *snapshot, const GdkRGBA *color)
{
  const RvId *ids = rv_selection_ids (canvas->selection);
  g_autoptr (GPtrArray) boxes = g_ptr_array_new ();
  guint n = rv_selection_size (canvas->selection);

  for (guint i = 0; n <= FEW && i < n; i++)
    paint_box_chosen (canvas, snapshot, rv_scene_box_of (canvas->scene, ids[i]), color);
  if (n <= FEW)
    return;
  rv_scene_query (canvas->scene, rv_canvas_visible (canvas), boxes, NULL);
  for (guint i = 0; i < boxes->len; i++)
    paint_box_chosen (canvas, snapshot, boxes->pdata[i], color);
}

static void
paint_chosen (RvCanvas *canvas, GtkSnapshot *snapshot)
{
  GdkRGBA color = rv_canvas_rgba (canvas, RV_COLOR_SELECTION), faint = color;
  const RvSceneBox *hovered = canvas->hover.item == RV_ITEM_BOX ? rv_scene_box (canvas->scene, canvas->hover.id) : NULL;
  const RvSceneBox *focused = canvas->focus != 0 ? rv_scene_box_of (canvas->scene, canvas->focus) : NULL;

  faint.alpha = 0.45f;
  rv_light_paint (canvas, snapshot);
  paint_boxes_chosen (canvas, snapshot, &color);
  if (hovered != NULL && !canvas->is_pressed && !rv_selection_has (canvas->selection, hovered->object))
    rv_canvas_paint_frame (canvas, snapshot, hovered->rect, 1.5, 0, &faint);
  if (focused != NULL && shows_ring (canvas))
    rv_canvas_paint_frame (canvas, snapshot, focused->rect, 1.5, 4, &color);
  paint_papers_chosen (canvas, snapshot, &color);
  rv_size_paint (canvas, snapshot);
  paint_row (canvas, snapshot);
}

static void
paint_overlays (RvCanvas *canvas, GtkSnapshot *snapshot, RvOverlayLayer layer)
{
  rv_overlays_paint (canvas->overlays, snapshot, layer, canvas->scene, canvas->palette, rv_canvas_visible (canvas), canvas->view.zoom);
}

static void
paint_empty (RvCanvas *canvas, GtkSnapshot *snapshot)
{
  GdkRGBA color = rv_canvas_rgba (canvas, RV_COLOR_CANVAS);
  graphene_rect_t all = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (GTK_WIDGET (canvas)), (float) gtk_widget_get_height (GTK_WIDGET (canvas)));

  gtk_snapshot_append_color (snapshot, &color, &all);
}

static void
paint_highlight (RvCanvas *canvas, GtkSnapshot *snapshot)
{
  g_autoptr (GPtrArray) boxes = g_ptr_array_new ();
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  double pixel = 1 / canvas->view.zoom;
  RvRect seen = rv_canvas_visible (canvas);

  seen = (RvRect) { seen.x - pixel, seen.y - pixel, seen.width + 2 * pixel, seen.height + 2 * pixel };
  rv_scene_query (canvas->scene, seen, boxes, lines);
  rv_canvas_paint_highlight (canvas, snapshot, seen, boxes, lines, canvas->detail);
}

void
rv_canvas_paint (RvCanvas *canvas, GtkSnapshot *snapshot)
{
  if (canvas->scene == NULL)
    {
      paint_empty (canvas, snapshot);
      return;
    }
  if (rv_settle_paint (canvas, snapshot))
    return;
  rv_canvas_paint_scene (canvas, snapshot);
  rv_canvas_enter_scene (canvas, snapshot);
  if (canvas->lit != NULL)
    paint_highlight (canvas, snapshot);
  paint_overlays (canvas, snapshot, RV_OVERLAY_ABOVE);
  paint_chosen (canvas, snapshot);
  if (canvas->tool->draw != NULL)
    canvas->tool->draw (canvas, canvas->tool_state, snapshot);
  paint_overlays (canvas, snapshot, RV_OVERLAY_PINNED);
  gtk_snapshot_restore (snapshot);
  rv_nodes_end_frame (canvas->nodes);
}
