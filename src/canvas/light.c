/* Which columns a line links, and their light. */
#include "canvas/light.h"

#define SHARE 0.2f       /* of the colour, over a row */
#define FEW 20           /* so many lines that are chosen light up their ends */

/* ---- the ends ------------------------------------------------------------------------------------------------- */

static void
add_row (GArray *rects, const RvSceneBox *box, int row)
{
  RvRect rect = box->rect;

  if (row >= 0)
    {
      rect.y += rv_scene_box_port (box, row) - box->row_height / 2;
      rect.height = box->row_height;
    }
  g_array_append_val (rects, rect);
}

/* The rows of all columns of a foreign key; where a box shows none of them, the one that the line is at. */
static void
add_end (RvCanvas *canvas, GArray *rects, const RvSceneLine *line, gboolean is_from)
{
  const RvSceneBox *box = is_from ? line->from : line->to;
  const RvObject *key = rv_model_get_kind (canvas->model, line->object, RV_KIND_FOREIGN_KEY);
  g_autoptr (GPtrArray) parts = key != NULL ? rv_model_children (canvas->model, key->id, RV_KIND_FOREIGN_KEY_COLUMN) : g_ptr_array_new ();
  guint before = rects->len;

  for (guint i = 0; i < parts->len; i++)
    {
      const RvForeignKeyColumn *part = parts->pdata[i];
      int row = rv_scene_box_row_of (box, is_from ? part->column_id : part->referenced_column_id);

      if (row >= 0)
        add_row (rects, box, row);
    }
  if (rects->len == before)
    add_row (rects, box, is_from ? line->from_row : line->to_row);
}

GArray *
rv_light_ends (RvCanvas *canvas, const RvSceneLine *line)
{
  GArray *rects = g_array_new (FALSE, FALSE, sizeof (RvRect));

  add_end (canvas, rects, line, TRUE);
  add_end (canvas, rects, line, FALSE);
  return rects;
}

/* ---- the light --------------------------------------------------------------------------------------------------- */

static void
paint_ends (RvCanvas *canvas, GtkSnapshot *snapshot, const RvSceneLine *line)
{
  g_autoptr (GArray) rects = rv_light_ends (canvas, line);
  GdkRGBA color = rv_canvas_rgba (canvas, RV_COLOR_SELECTION), frame = color;

  color.alpha = SHARE;
  frame.alpha = 0.45f;
  for (guint i = 0; i < rects->len; i++)
    {
      RvRect rect = g_array_index (rects, RvRect, i);
      graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) rect.x, (float) rect.y, (float) rect.width, (float) rect.height);

      if (rect.height == line->from->rect.height || rect.height == line->to->rect.height)
        rv_canvas_paint_frame (canvas, snapshot, rect, 1.5, 0, &frame);
      else
        gtk_snapshot_append_color (snapshot, &color, &bounds);
    }
}

const RvSceneLine *
rv_light_hovered (RvCanvas *canvas)
{
  if (canvas->hover.item != RV_ITEM_LINE || canvas->is_pressed || canvas->is_panning || canvas->tool != &rv_tool_select)
    return NULL;
  return rv_scene_line (canvas->scene, canvas->hover.id);
}

static void
paint_line (RvCanvas *canvas, GtkSnapshot *snapshot, const RvSceneLine *line)
{
  GskRenderNode *node = rv_nodes_line (canvas->nodes, canvas->scene, line, canvas->detail, TRUE);

  if (node != NULL)
    gtk_snapshot_append_node (snapshot, node);
}

void
rv_light_paint (RvCanvas *canvas, GtkSnapshot *snapshot)
{
  const RvId *ids = rv_selection_ids (canvas->selection);
  const RvSceneLine *hovered = rv_light_hovered (canvas), *line;
  guint n = rv_selection_size (canvas->selection);

  for (guint i = 0; n <= FEW && i < n; i++)
    if ((line = rv_scene_line (canvas->scene, ids[i])) != NULL && line != hovered)
      paint_ends (canvas, snapshot, line);
  if (hovered == NULL)
    return;
  paint_ends (canvas, snapshot, hovered);
  paint_line (canvas, snapshot, hovered);
}
