/* The scene as the layout engine sees it, and what the engine finds taken over. */
#include "draw/scene-private.h"

#include "layout/route.h"

#define TRUNK_ROWS 4096

/* Lines that end at the same row with the same kind of end may share their last stretch. */
static guint
trunk_of (const RvSceneLine *line)
{
  guint row = (guint) CLAMP (line->to_row + 1, 0, TRUNK_ROWS / 4 - 1);

  return (line->to->index * (TRUNK_ROWS / 4) + row) * 4 + (guint) line->to_end + 1;
}

static void
add_edge (RvLayoutGraph *graph, const RvSceneLine *line)
{
  RvLayoutEdge edge = {
    .id = line->id,
    .from = line->from->index,
    .to = line->to->index,
    .from_port = rv_scene_box_port (line->from, line->from_row),
    .to_port = rv_scene_box_port (line->to, line->to_row),
    .trunk = trunk_of (line),
  };
  guint index = rv_layout_graph_add_edge (graph, &edge);

  if (line->n_points > 0)
    rv_layout_graph_set_points (graph, index, line->points, line->n_points);
}

static RvLayoutNode
node_of (const RvSceneBox *box)
{
  return (RvLayoutNode) {
    .id = box->id,
    .x = box->rect.x,
    .y = box->rect.y,
    .width = box->rect.width,
    .height = box->rect.height,
    .is_placed = TRUE,
  };
}

static RvLayoutGraph *
make_graph (RvScene *scene, gboolean with_bent)
{
  RvLayoutGraph *graph = rv_layout_graph_new ();

  for (guint i = 0; i < scene->boxes->len; i++)
    {
      RvLayoutNode node = node_of (g_ptr_array_index (scene->boxes, i));

      rv_layout_graph_add_node (graph, &node);
    }
  for (guint i = 0; i < scene->lines->len; i++)
    {
      const RvSceneLine *line = g_ptr_array_index (scene->lines, i);

      if (with_bent || !line->is_bent)
        add_edge (graph, line);
    }
  return graph;
}

RvLayoutGraph *
rv_scene_to_graph (RvScene *scene)
{
  return make_graph (scene, TRUE);
}

static void
take_routes (RvScene *scene, const RvLayoutGraph *graph, GPtrArray *changed)
{
  for (guint i = 0; i < graph->edges->len; i++)
    {
      const RvLayoutEdge *edge = &g_array_index (graph->edges, RvLayoutEdge, i);
      RvSceneLine *line = g_hash_table_lookup (scene->items, &edge->id);

      if (line != NULL && rv_scene_line_set_points (scene, line, edge->points, edge->n_points) && changed != NULL)
        g_ptr_array_add (changed, line);
    }
}

static void
route_touched (RvScene *scene, const GPtrArray *boxes)
{
  g_autofree guint *nodes = g_new (guint, boxes->len + 1);

  for (guint i = 0; i < boxes->len; i++)
    {
      const RvSceneBox *box = g_ptr_array_index (boxes, i);
      RvLayoutNode *node = &g_array_index (scene->graph->nodes, RvLayoutNode, box->index);

      *node = node_of (box);
      nodes[i] = box->index;
    }
  rv_layout_route_touched (scene->graph, nodes, boxes->len);
}

void
rv_scene_route (RvScene *scene, const GPtrArray *boxes, GPtrArray *changed)
{
  if (scene->graph == NULL)
    scene->graph = make_graph (scene, FALSE);
  if (boxes == NULL)
    rv_layout_route_all (scene->graph);
  else if (boxes->len > 0)
    route_touched (scene, boxes);
  take_routes (scene, scene->graph, changed);
  rv_scene_run_bent_lines (scene, changed);
}

void
rv_scene_place (RvScene *scene, RvLayoutGraph *graph)
{
  g_return_if_fail (graph->nodes->len == scene->boxes->len);

  for (guint i = 0; i < scene->boxes->len; i++)
    {
      RvSceneBox *box = g_ptr_array_index (scene->boxes, i);
      const RvLayoutNode *node = &g_array_index (graph->nodes, RvLayoutNode, i);

      rv_scene_move_box (scene, box, (RvRect) { node->x, node->y, box->rect.width, box->rect.height });
    }
  take_routes (scene, graph, NULL);
  g_clear_pointer (&scene->graph, rv_layout_graph_free);
}
