/* The scene as the layout engine sees it, and what the engine finds taken over. */
#include "draw/notation.h"
#include "draw/scene-private.h"

#include <math.h>

#include "layout/route.h"

#define TRUNK_ROWS 4096
#define MOST_OBSTACLES 150  /* while dragging */
#define KINK 7.0

/* Boxes are so much wider at each side for routing: ends need room before the first bend. */
static double
stub_of (RvScene *scene)
{
  return rv_notation_style (scene->view.notation)->stub;
}

/* Lines that end at the same row with the same kind of end may share their last stretch. */
static guint
trunk_of (RvScene *scene, const RvSceneLine *line)
{
  guint row = (guint) CLAMP (line->to_row + 1, 0, TRUNK_ROWS / 8 - 1);
  gboolean is_other = rv_notation_style (scene->view.notation)->splits_identifying && line->is_identifying;

  return (line->to->index * (TRUNK_ROWS / 8) + row) * 8 + (is_other ? 4 : 0) + (guint) line->to_end + 1;
}

/* Moves the ends of a route by @stub away from their boxes, or (< 0) towards them. */
static void
shift_ends (const RvSceneLine *line, RvPoint *points, guint n_points, double stub)
{
  RvPoint *first = &points[0], *last = &points[n_points - 1];

  first->x += first->x < line->from->rect.x + line->from->rect.width / 2 ? -stub : stub;
  last->x += last->x < line->to->rect.x + line->to->rect.width / 2 ? -stub : stub;
}

/* @from and @to are nodes of @graph. */
static void
add_edge (RvScene *scene, RvLayoutGraph *graph, const RvSceneLine *line, guint from, guint to, double stub)
{
  RvLayoutEdge edge = {
    .id = line->id,
    .from = from,
    .to = to,
    .from_port = line->from_port,
    .to_port = line->to_port,
    .trunk = trunk_of (scene, line),
  };
  guint index = rv_layout_graph_add_edge (graph, &edge);
  g_autofree RvPoint *points = g_memdup2 (line->points, line->n_points * sizeof (RvPoint));

  rv_layout_graph_set_bends (graph, index, line->bends, line->n_bends);
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
make_graph (RvScene *scene, double stub)
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

      add_edge (scene, graph, line, line->from->index, line->to->index, stub);
    }
  return graph;
}

RvLayoutGraph *
rv_scene_to_graph (RvScene *scene)
{
  return make_graph (scene, 0);
}

/* A step of a few pixels between two ports is no bend but a kink: the end moves within its row. */
static guint
straighten (RvPoint *points, guint n_points)
{
  if (n_points != 4 || points[1].x != points[2].x || fabs (points[1].y - points[2].y) > KINK)
    return n_points;
  points[0].y = points[3].y;
  points[1] = points[3];
  return 2;
}

static void
take_routes (RvScene *scene, const RvLayoutGraph *graph, GPtrArray *changed)
{
  for (guint i = 0; i < graph->edges->len; i++)
    {
      const RvLayoutEdge *edge = &g_array_index (graph->edges, RvLayoutEdge, i);
      RvSceneLine *line = g_hash_table_lookup (scene->items, &edge->id);
      g_autofree RvPoint *points = g_memdup2 (edge->points, edge->n_points * sizeof (RvPoint));
      guint n_points = line->is_bent ? edge->n_points : straighten (points, edge->n_points);

      if (n_points > 0)
        shift_ends (line, points, n_points, -stub_of (scene));
      if (rv_scene_line_set_points (scene, line, points, n_points) && changed != NULL)
        g_ptr_array_add (changed, line);
    }
}

static gboolean
is_in_place (const RvLayoutNode *known, const RvLayoutNode *node)
{
  return known->x == node->x && known->y == node->y && known->width == node->width && known->height == node->height;
}

/* Boxes that stand where the graph has them come back from a drag that was given up: the graph
 * still knows their lines. */
static void
route_touched (RvScene *scene, const GPtrArray *boxes, gboolean is_new)
{
  g_autofree guint *nodes = g_new (guint, boxes->len + 1);
  guint n_nodes = 0;

  for (guint i = 0; i < boxes->len; i++)
    {
      const RvSceneBox *box = g_ptr_array_index (boxes, i);
      RvLayoutNode *known = &g_array_index (scene->graph->nodes, RvLayoutNode, box->index), node = node_of (box, stub_of (scene));

      if (!is_new && is_in_place (known, &node))
        continue;
      *known = node;
      nodes[n_nodes++] = box->index;
    }
  if (n_nodes > 0)
    rv_layout_route_touched (scene->graph, nodes, n_nodes);
}

void
rv_scene_route (RvScene *scene, const GPtrArray *boxes, GPtrArray *changed)
{
  gboolean is_new = scene->graph == NULL;

  if (is_new)
    scene->graph = make_graph (scene, stub_of (scene));
  if (boxes == NULL)
    rv_layout_route_all (scene->graph);
  else if (boxes->len > 0)
    route_touched (scene, boxes, is_new);
  take_routes (scene, scene->graph, changed);
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

/* ---- drags ---------------------------------------------------------------------------------- */

/* The lines of @boxes (a set), and the rectangle around all that they link. */
static GPtrArray *
lines_at (RvScene *scene, GHashTable *boxes, RvRect *around)
{
  GPtrArray *lines = g_ptr_array_new ();
  gboolean is_empty = TRUE;

  for (guint i = 0; i < scene->lines->len; i++)
    {
      RvSceneLine *line = g_ptr_array_index (scene->lines, i);
      RvRect both;

      if (!g_hash_table_contains (boxes, line->from) && !g_hash_table_contains (boxes, line->to))
        continue;
      both = rv_rect_union (line->from->rect, line->to->rect);
      *around = is_empty ? both : rv_rect_union (*around, both);
      is_empty = FALSE;
      g_ptr_array_add (lines, line);
    }
  return lines;
}

static void
add_node_once (RvScene *scene, RvLayoutGraph *graph, GHashTable *indexes, const RvSceneBox *box)
{
  RvLayoutNode node = node_of (box, stub_of (scene));

  if (!g_hash_table_contains (indexes, box))
    g_hash_table_insert (indexes, (gpointer) box, GUINT_TO_POINTER (rv_layout_graph_add_node (graph, &node)));
}

/* The boxes that lines between may meet; only what they link where that would be too many. */
static RvLayoutGraph *
graph_around (RvScene *scene, const GPtrArray *lines, RvRect around)
{
  g_autoptr (GHashTable) indexes = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) near = g_ptr_array_new ();
  RvLayoutGraph *graph = rv_layout_graph_new ();

  rv_scene_query (scene, around, near, NULL);
  for (guint i = 0; near->len <= MOST_OBSTACLES && i < near->len; i++)
    add_node_once (scene, graph, indexes, g_ptr_array_index (near, i));
  for (guint i = 0; i < lines->len; i++)
    {
      const RvSceneLine *line = g_ptr_array_index (lines, i);

      add_node_once (scene, graph, indexes, line->from);
      add_node_once (scene, graph, indexes, line->to);
      add_edge (scene, graph, line, GPOINTER_TO_UINT (g_hash_table_lookup (indexes, line->from)),
                GPOINTER_TO_UINT (g_hash_table_lookup (indexes, line->to)), stub_of (scene));
    }
  return graph;
}

void
rv_scene_route_drag (RvScene *scene, const GPtrArray *boxes, GPtrArray *changed)
{
  g_autoptr (GHashTable) moved = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (RvLayoutGraph) graph = NULL;
  RvRect around = { 0, 0, 0, 0 };

  for (guint i = 0; i < boxes->len; i++)
    g_hash_table_add (moved, g_ptr_array_index (boxes, i));
  lines = lines_at (scene, moved, &around);
  graph = graph_around (scene, lines, around);
  rv_layout_route_all (graph);
  take_routes (scene, graph, changed);
}
