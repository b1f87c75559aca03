/* Routes lines one after the other, short ones first, each with regard to those before. */
#include "layout/route.h"

#include "layout/bends.h"
#include "layout/nudge.h"
#include "layout/search.h"

#include <stdlib.h>

typedef struct {
  RvLayoutGraph *graph;
  RvGrid *grid;
  RvSearch *search;
  RvPath *paths;        /* of each edge */
} Router;

static void
init_path (RvPath *path, const RvLayoutGraph *graph, const RvLayoutEdge *edge, gint32 lane)
{
  path->stretches = g_array_new (FALSE, FALSE, sizeof (RvStretch));
  path->lane = lane;
  path->from_y = rv_layout_port_y (rv_layout_graph_node (graph, edge->from), edge->from_port);
  path->to_y = rv_layout_port_y (rv_layout_graph_node (graph, edge->to), edge->to_port);
}

/* Lines with the same trunk into the same row of the same box share a lane. */
static gint32
lane_of (GHashTable *lanes, const RvLayoutEdge *edge, guint index)
{
  g_autofree char *key = NULL;
  gint32 lane;

  if (edge->trunk == 0)
    return (gint32) index + 1;
  key = g_strdup_printf ("%u %u %a", edge->to, edge->trunk, edge->to_port);
  lane = GPOINTER_TO_INT (g_hash_table_lookup (lanes, key));
  if (lane == 0)
    {
      lane = (gint32) index + 1;
      g_hash_table_insert (lanes, g_steal_pointer (&key), GINT_TO_POINTER (lane));
    }
  return lane;
}

static void
router_init (Router *router, RvLayoutGraph *graph)
{
  g_autoptr (GHashTable) lanes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  router->graph = graph;
  router->grid = rv_grid_new (graph);
  router->search = rv_search_new (router->grid);
  router->paths = g_new0 (RvPath, graph->edges->len);
  for (guint e = 0; e < graph->edges->len; e++)
    {
      const RvLayoutEdge *edge = rv_layout_graph_edge (graph, e);

      init_path (&router->paths[e], graph, edge, lane_of (lanes, edge, e));
    }
}

static void
router_clear (Router *router)
{
  for (guint e = 0; e < router->graph->edges->len; e++)
    g_array_unref (router->paths[e].stretches);
  g_free (router->paths);
  rv_search_free (router->search);
  rv_grid_free (router->grid);
}

static double
span_of (const RvLayoutGraph *graph, const RvLayoutEdge *edge)
{
  const RvLayoutNode *from = rv_layout_graph_node (graph, edge->from), *to = rv_layout_graph_node (graph, edge->to);

  return fabs (from->x + from->width / 2 - to->x - to->width / 2) + fabs (from->y + from->height / 2 - to->y - to->height / 2);
}

static int
compare_spans (gconstpointer a, gconstpointer b, gpointer data)
{
  guint i = *(const guint *) a, j = *(const guint *) b;
  double x = span_of (data, rv_layout_graph_edge (data, i)), y = span_of (data, rv_layout_graph_edge (data, j));

  return x < y ? -1 : x > y ? 1 : i < j ? -1 : 1;
}

static void
route (Router *router, guint e, guint n_left, gboolean is_draft)
{
  const RvLayoutEdge *edge = rv_layout_graph_edge (router->graph, e);

  rv_search_route (router->search, rv_layout_graph_node (router->graph, edge->from),
                   rv_layout_graph_node (router->graph, edge->to), n_left, is_draft, &router->paths[e]);
  rv_path_claim (&router->paths[e], router->grid, 1);
}

static void
write_points (Router *router, guint e)
{
  g_autoptr (GArray) points = rv_path_points (&router->paths[e]);

  rv_layout_graph_set_points (router->graph, e, (const RvPoint *) points->data, points->len);
}

/* The lines that are not kept, short ones first. */
static guint *
order_by_span (const Router *router, guint *n_ordered)
{
  guint n = router->graph->edges->len, *order = g_new (guint, n + 1);

  *n_ordered = 0;
  for (guint e = 0; e < n; e++)
    if (!router->paths[e].is_kept)
      order[(*n_ordered)++] = e;
  g_qsort_with_data (order, *n_ordered, sizeof (guint), compare_spans, router->graph);
  return order;
}

/* Seeks routes anew that are in the way of others: by now it is known where these run. */
static void
improve (Router *router, const guint *order, guint n)
{
  for (guint i = 0; i < n && rv_search_has_time (router->search); i++)
    {
      RvPath *path = &router->paths[order[i]];

      rv_path_claim (path, router->grid, -1);
      if (rv_path_is_alone (path, router->grid))
        rv_path_claim (path, router->grid, 1);
      else
        route (router, order[i], n - i, FALSE);
    }
}

/* Lines that a person bent are there before all others. */
static void
keep_bent (Router *router)
{
  for (guint e = 0; e < router->graph->edges->len; e++)
    {
      RvLayoutEdge *edge = rv_layout_graph_edge (router->graph, e);
      g_autoptr (GArray) points = edge->n_bends > 0 ? rv_bends_run (router->graph, edge) : NULL;

      if (points == NULL)
        continue;
      rv_layout_graph_set_points (router->graph, e, (const RvPoint *) (gpointer) points->data, points->len);
      router->paths[e].is_kept = TRUE;
      if (rv_path_keep (&router->paths[e], router->grid, router->graph, edge))
        rv_path_claim (&router->paths[e], router->grid, 1);
    }
}

/* Routes what is not kept; twice, if there is time for it. */
static void
run (Router *router, gboolean twice)
{
  guint n = router->graph->edges->len, n_routed;
  g_autofree guint *order = order_by_span (router, &n_routed);

  for (guint i = 0; i < n_routed; i++)
    route (router, order[i], n_routed - i, twice);
  if (twice)
    improve (router, order, n_routed);
  rv_nudge (router->grid, router->paths, n);
  for (guint e = 0; e < n; e++)
    if (!router->paths[e].is_kept)
      write_points (router, e);
}

void
rv_layout_route_all (RvLayoutGraph *graph)
{
  Router router;

  if (graph->edges->len == 0)
    return;
  router_init (&router, graph);
  keep_bent (&router);
  run (&router, TRUE);
  router_clear (&router);
}

static gboolean
meets_box (const RvPoint *a, const RvPoint *b, const RvLayoutNode *node)
{
  const double skin = 0.5;

  return MIN (a->x, b->x) < node->x + node->width - skin && MAX (a->x, b->x) > node->x + skin
         && MIN (a->y, b->y) < node->y + node->height - skin && MAX (a->y, b->y) > node->y + skin;
}

/* The rectangle around the route of @edge, corner to corner. */
static void
bound_route (const RvLayoutEdge *edge, RvPoint *low, RvPoint *high)
{
  *low = *high = edge->points[0];
  for (guint p = 1; p < edge->n_points; p++)
    {
      low->x = MIN (low->x, edge->points[p].x);
      low->y = MIN (low->y, edge->points[p].y);
      high->x = MAX (high->x, edge->points[p].x);
      high->y = MAX (high->y, edge->points[p].y);
    }
}

/* The boxes from left to right, to find those near a route. */
typedef struct {
  const RvLayoutNode **nodes;
  guint n;
  double widest;
} Shelf;

static int
compare_lefts (gconstpointer a, gconstpointer b)
{
  const RvLayoutNode *p = *(const RvLayoutNode *const *) a, *q = *(const RvLayoutNode *const *) b;

  return p->x < q->x ? -1 : p->x > q->x;
}

static void
shelf_init (Shelf *shelf, const RvLayoutGraph *graph)
{
  *shelf = (Shelf){ g_new (const RvLayoutNode *, graph->nodes->len + 1), graph->nodes->len, 0 };
  for (guint i = 0; i < shelf->n; i++)
    {
      shelf->nodes[i] = rv_layout_graph_node (graph, i);
      shelf->widest = MAX (shelf->widest, shelf->nodes[i]->width);
    }
  qsort (shelf->nodes, shelf->n, sizeof *shelf->nodes, compare_lefts);
}

/* The first box that begins at or right of @x. */
static guint
shelf_find (const Shelf *shelf, double x)
{
  guint low = 0, high = shelf->n;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (shelf->nodes[middle]->x < x)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gboolean
meets_any_box (const Shelf *shelf, const RvLayoutEdge *edge)
{
  RvPoint low, high;

  if (edge->n_points == 0)
    return FALSE;
  bound_route (edge, &low, &high);
  for (guint i = shelf_find (shelf, low.x - shelf->widest); i < shelf->n && shelf->nodes[i]->x < high.x; i++)
    if (meets_box (&low, &high, shelf->nodes[i]))
      for (guint p = 0; p + 1 < edge->n_points; p++)
        if (meets_box (&edge->points[p], &edge->points[p + 1], shelf->nodes[i]))
          return TRUE;
  return FALSE;
}

void
rv_layout_route_touched (RvLayoutGraph *graph, const guint *nodes, guint n_nodes)
{
  g_autofree gboolean *touched = g_new0 (gboolean, graph->nodes->len + 1);
  Router router;
  Shelf shelf;

  if (graph->edges->len == 0)
    return;
  for (guint i = 0; i < n_nodes; i++)
    touched[nodes[i]] = TRUE;
  shelf_init (&shelf, graph);
  router_init (&router, graph);
  keep_bent (&router);
  for (guint e = 0; e < graph->edges->len; e++)
    {
      const RvLayoutEdge *edge = rv_layout_graph_edge (graph, e);

      if (!router.paths[e].is_kept && !touched[edge->from] && !touched[edge->to] && !meets_any_box (&shelf, edge)
          && rv_path_keep (&router.paths[e], router.grid, graph, edge))
        rv_path_claim (&router.paths[e], router.grid, 1);
    }
  run (&router, FALSE);
  router_clear (&router);
  g_free (shelf.nodes);
}
