/* The scene as the layout engine sees it, and what the engine finds taken over. */
#include "draw/scene-private.h"

#include "layout/route.h"

#define TRUNK_ROWS 4096
#define STUB 9.0   /* boxes are so much wider at each side for routing: ends need room before the first bend */

/* Lines that end at the same row with the same kind of end may share their last stretch. */
static guint
trunk_of (const RvSceneLine *line)
{
  guint row = (guint) CLAMP (line->to_row + 1, 0, TRUNK_ROWS / 4 - 1);

  return (line->to->index * (TRUNK_ROWS / 4) + row) * 4 + (guint) line->to_end + 1;
}

/* Moves the ends of a route by @stub away from their boxes, or (< 0) towards them. */
static void
shift_ends (const RvSceneLine *line, RvPoint *points, guint n_points, double stub)
{
  RvPoint *first = &points[0], *last = &points[n_points - 1];

  first->x += first->x < line->from->rect.x + line->from->rect.width / 2 ? -stub : stub;
  last->x += last->x < line->to->rect.x + line->to->rect.width / 2 ? -stub : stub;
}

static void
add_edge (RvLayoutGraph *graph, const RvSceneLine *line, double stub)
{
  RvLayoutEdge edge = {
    .id = line->id,
    .from = line->from->index,
    .to = line->to->index,
    .from_port = line->from_port,
    .to_port = line->to_port,
    .trunk = trunk_of (line),
  };
  guint index = rv_layout_graph_add_edge (graph, &edge);
  g_autofree RvPoint *points = g_memdup2 (line->points, line->n_points * sizeof (RvPoint));

  if (line->n_points == 0)
    return;
  shift_ends (line, points, line->n_points, stub);
  rv_layout_graph_set_points (graph, index, points, line->n_points);
}

static RvLayoutNode
node_of (const RvSceneBox *box, double stub)
{
  return (RvLayoutNode) {
    .id = box->id,
    .x = box->rect.x - stub,
    .y = box->rect.y,
    .width = box->rect.width + 2 * stub,
    .height = box->rect.height,
    .is_placed = TRUE,
  };
}

static RvLayoutGraph *
make_graph (RvScene *scene, gboolean with_bent, double stub)
{
  RvLayoutGraph *graph = rv_layout_graph_new ();

  for (guint i = 0; i < scene->boxes->len; i++)
    {
      RvLayoutNode node = node_of (g_ptr_array_index (scene->boxes, i), stub);

      rv_layout_graph_add_node (graph, &node);
    }
  for (guint i = 0; i < scene->lines->len; i++)
    {
      const RvSceneLine *line = g_ptr_array_index (scene->lines, i);

      if (with_bent || !line->is_bent)
        add_edge (graph, line, stub);
    }
  return graph;
}

RvLayoutGraph *
rv_scene_to_graph (RvScene *scene)
{
  return make_graph (scene, TRUE, 0);
}

static void
take_routes (RvScene *scene, GPtrArray *changed)
{
  for (guint i = 0; i < scene->graph->edges->len; i++)
    {
      const RvLayoutEdge *edge = &g_array_index (scene->graph->edges, RvLayoutEdge, i);
      RvSceneLine *line = g_hash_table_lookup (scene->items, &edge->id);
      g_autofree RvPoint *points = g_memdup2 (edge->points, edge->n_points * sizeof (RvPoint));

      if (edge->n_points > 0)
        shift_ends (line, points, edge->n_points, -STUB);
      if (rv_scene_line_set_points (scene, line, points, edge->n_points) && changed != NULL)
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

      *node = node_of (box, STUB);
      nodes[i] = box->index;
    }
  rv_layout_route_touched (scene->graph, nodes, boxes->len);
}

void
rv_scene_route (RvScene *scene, const GPtrArray *boxes, GPtrArray *changed)
{
  if (scene->graph == NULL)
    scene->graph = make_graph (scene, FALSE, STUB);
  if (boxes == NULL)
    rv_layout_route_all (scene->graph);
  else if (boxes->len > 0)
    route_touched (scene, boxes);
  take_routes (scene, changed);
  rv_scene_run_bent_lines (scene, changed);
}

void
rv_scene_place (RvScene *scene, const RvLayoutGraph *graph)
{
  g_return_if_fail (graph->nodes->len == scene->boxes->len);

  for (guint i = 0; i < scene->boxes->len; i++)
    {
      RvSceneBox *box = g_ptr_array_index (scene->boxes, i);
      const RvLayoutNode *node = &g_array_index (graph->nodes, RvLayoutNode, i);

      rv_scene_move_box (scene, box, (RvRect) { node->x, node->y, box->rect.width, box->rect.height });
    }
  g_clear_pointer (&scene->graph, rv_layout_graph_free);
  rv_scene_route (scene, NULL, NULL);
}
