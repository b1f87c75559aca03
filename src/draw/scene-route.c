/* The scene as the layout engine sees it, and what the engine finds taken over. */
#include "draw/notation.h"
#include "draw/scene-chen.h"

#include <math.h>
#include <string.h>

#include "draw/crossings.h"

#include "layout/router.h"

#define TRUNK_ROWS 512
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
  guint row = (guint) CLAMP (line->to_row + 1, 0, TRUNK_ROWS - 1);

  return (line->to->index * TRUNK_ROWS + row) * RV_LINE_LOOKS + rv_scene_line_look (scene, line, TRUE) + 1;
}

/* Moves the ends of a route by @stub away from their boxes, or (< 0) towards them. */
static void
shift_ends (const RvSceneLine *line, RvPoint *points, guint n_points, double stub)
{
  RvPoint *first = &points[0], *last = &points[n_points - 1];

  first->x += first->x < line->from->rect.x + line->from->rect.width / 2 ? -stub : stub;
  last->x += last->x < line->to->rect.x + line->to->rect.width / 2 ? -stub : stub;
}

/* Gives back to a line that was made straight the step that it had. */
static void
unstraighten (GArray *points, const RvSceneLine *line)
{
  double y = line->from->rect.y + line->from_port;
  RvPoint *ends = (RvPoint *) (gpointer) points->data;

  if (points->len == 2 && fabs (ends[0].y - y) > 0.01)
    {
      double middle = (ends[0].x + ends[1].x) / 2;
      RvPoint step[] = { { middle, y }, { middle, ends[1].y } };

      ends[0].y = y;
      g_array_insert_vals (points, 1, step, 2);
    }
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
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (RvPoint));

  rv_layout_graph_set_bends (graph, index, line->bends, line->n_bends);
  if (line->n_points == 0)
    return;
  g_array_append_vals (points, line->points, line->n_points);
  if (!line->is_bent)
    unstraighten (points, line);
  shift_ends (line, (RvPoint *) (gpointer) points->data, points->len, stub);
  rv_layout_graph_set_points (graph, index, (const RvPoint *) (gpointer) points->data, points->len);
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
    .room_x = box->halo.x,
    .room_y = box->halo.y,
    .is_placed = TRUE,
  };
}

/* In Chen's notation the entities and relationships that stand by themselves are nodes, with room for their
 * attributes; what links two by way of something that was made is an edge. */
static void
add_links (RvScene *scene, RvLayoutGraph *graph)
{
  g_autoptr (GHashTable) firsts = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < scene->lines->len; i++)
    {
      const RvSceneLine *line = g_ptr_array_index (scene->lines, i);
      const RvSceneBox *to = line->to->is_made ? g_hash_table_lookup (firsts, line->to) : line->to;
      RvLayoutEdge edge = { .id = line->id, .from = line->from->index, .from_port = line->from->rect.height / 2 };

      if (to == NULL)
        g_hash_table_insert (firsts, line->to, line->from);
      if (to == NULL || to == line->from)
        continue;
      edge.to = to->index;
      edge.to_port = to->rect.height / 2;
      rv_layout_graph_add_edge (graph, &edge);
    }
}

static RvLayoutGraph *
make_graph (RvScene *scene, double stub)
{
  RvLayoutGraph *graph = rv_layout_graph_new ();

  for (guint i = 0; i < rv_scene_n_placed (scene); i++)
    {
      RvLayoutNode node = node_of (g_ptr_array_index (scene->boxes, i), stub);

      rv_layout_graph_add_node (graph, &node);
    }
  if (rv_chen_applies (scene))
    {
      add_links (scene, graph);
      return graph;
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

static gboolean
is_same_course (const RvSceneLine *line, const RvPoint *points, guint n_points)
{
  return n_points == line->n_points && (n_points == 0 || memcmp (points, line->points, n_points * sizeof *points) == 0);
}

/* A box that is dragged may lie on others; its lines come out from under them. */
static gboolean
is_foreign (const RvSceneLine *line, const RvSceneBox *box)
{
  return !rv_rect_intersects (box->rect, line->from->rect) && !rv_rect_intersects (box->rect, line->to->rect);
}

/* Not only along its edge. */
static gboolean
is_inside (const RvSceneBox *box, RvRect stretch)
{
  RvRect inner = { box->rect.x + 1, box->rect.y + 1, box->rect.width - 2, box->rect.height - 2 };

  return rv_rect_intersects (inner, stretch);
}

static gboolean
passes_box (RvScene *scene, const RvSceneLine *line)
{
  g_autoptr (GPtrArray) boxes = g_ptr_array_new ();

  for (guint i = 0; i + 1 < line->n_points; i++)
    {
      RvPoint a = line->points[i], b = line->points[i + 1];
      RvRect stretch = { MIN (a.x, b.x), MIN (a.y, b.y), fabs (a.x - b.x), fabs (a.y - b.y) };

      g_ptr_array_set_size (boxes, 0);
      rv_scene_query (scene, stretch, boxes, NULL);
      for (guint j = 0; j < boxes->len; j++)
        if (is_foreign (line, boxes->pdata[j]) && is_inside (boxes->pdata[j], stretch))
          return TRUE;
    }
  return FALSE;
}

/* Lines that jump over it, before or now, are noted; of a drag only those before, it ends by an edit. */
static void
take_route (RvScene *scene, guint index, gboolean is_drag, GPtrArray *changed)
{
  const RvLayoutEdge *edge = rv_layout_graph_edge (scene->graph, index);
  RvSceneLine *line = g_hash_table_lookup (scene->by_line, &edge->id);
  g_autofree RvPoint *points = g_memdup2 (edge->points, edge->n_points * sizeof (RvPoint));
  guint n_points = line->is_bent ? edge->n_points : straighten (points, edge->n_points);

  if (n_points > 0)
    shift_ends (line, points, n_points, -stub_of (scene));
  if (changed == NULL || is_same_course (line, points, n_points))
    {
      rv_scene_line_set_points (scene, line, points, n_points);
      return;
    }
  if (!g_hash_table_contains (scene->loose, &line->id))
    rv_crossings_note (scene, line, scene->recrossed);
  rv_scene_line_set_points (scene, line, points, n_points);
  line->is_draft = is_drag && passes_box (scene, line);
  if (is_drag)
    g_hash_table_add (scene->loose, g_memdup2 (&line->id, sizeof line->id));
  else
    rv_crossings_note (scene, line, scene->recrossed);
  g_ptr_array_add (changed, line);
}

void
rv_scene_drop_routes (RvScene *scene)
{
  g_clear_pointer (&scene->router, rv_router_free);
  g_clear_pointer (&scene->graph, rv_layout_graph_free);
}

static void
make_router (RvScene *scene)
{
  rv_scene_drop_routes (scene);
  scene->graph = make_graph (scene, stub_of (scene));
  scene->router = rv_router_new (scene->graph);
}

/* A new router runs bent lines by their bends before it is asked for anything. */
static void
take_bent (RvScene *scene, GPtrArray *changed)
{
  for (guint i = 0; i < scene->graph->edges->len; i++)
    if (rv_layout_graph_edge (scene->graph, i)->n_bends > 0)
      take_route (scene, i, FALSE, changed);
}

static void
route_all (RvScene *scene, GPtrArray *changed)
{
  rv_router_route_all (scene->router);
  for (guint i = 0; i < scene->graph->edges->len; i++)
    take_route (scene, i, FALSE, changed);
}

/* Tells the graph where @boxes stand now. Returns: (transfer full) (element-type guint): their nodes. */
static GArray *
place_nodes (RvScene *scene, const GPtrArray *boxes)
{
  GArray *nodes = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < boxes->len; i++)
    {
      const RvSceneBox *box = g_ptr_array_index (boxes, i);

      *rv_layout_graph_node (scene->graph, box->index) = node_of (box, stub_of (scene));
      g_array_append_val (nodes, box->index);
    }
  return nodes;
}

typedef void (*RouterCall) (RvRouter *router, const guint *nodes, guint n_nodes, GArray *changed);

static void
route_moved (RvScene *scene, const GPtrArray *boxes, RouterCall call, GPtrArray *changed)
{
  g_autoptr (GArray) nodes = place_nodes (scene, boxes), edges = g_array_new (FALSE, FALSE, sizeof (guint));

  call (scene->router, (const guint *) (gpointer) nodes->data, nodes->len, edges);
  for (guint i = 0; i < edges->len; i++)
    take_route (scene, g_array_index (edges, guint, i), call == rv_router_drag, changed);
}

/* The drag is over: what runs as it did in the end is not told of by the router. */
static void
end_drafts (RvScene *scene, GPtrArray *changed)
{
  for (guint i = 0; i < scene->lines->len; i++)
    {
      RvSceneLine *line = g_ptr_array_index (scene->lines, i);

      if (!line->is_draft)
        continue;
      line->is_draft = FALSE;
      if (changed != NULL)
        g_ptr_array_add (changed, line);
    }
}

void
rv_scene_route (RvScene *scene, const GPtrArray *boxes, GPtrArray *changed)
{
  end_drafts (scene, changed);
  if (rv_chen_applies (scene))
    {
      rv_chen_place (scene, changed);
      return;
    }
  if (scene->router == NULL)
    {
      make_router (scene);
      take_bent (scene, changed);
    }
  if (boxes == NULL)
    route_all (scene, changed);
  else
    route_moved (scene, boxes, rv_router_update, changed);
}

void
rv_scene_route_drag (RvScene *scene, const GPtrArray *boxes, GPtrArray *changed)
{
  if (scene->router == NULL)
    make_router (scene);
  route_moved (scene, boxes, rv_router_drag, changed);
}

void
rv_scene_place (RvScene *scene, const RvLayoutGraph *graph)
{
  g_return_if_fail (graph->nodes->len == rv_scene_n_placed (scene));

  for (guint i = 0; i < graph->nodes->len; i++)
    {
      RvSceneBox *box = g_ptr_array_index (scene->boxes, i);
      const RvLayoutNode *node = &g_array_index (graph->nodes, RvLayoutNode, i);

      rv_scene_move_box (scene, box, (RvRect) { node->x, node->y, box->rect.width, box->rect.height });
    }
  rv_scene_drop_routes (scene);
  rv_scene_route (scene, NULL, NULL);
}
