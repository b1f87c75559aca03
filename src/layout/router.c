/* Keeps routes and grid in step with the boxes: takes over what is there, has lanes routed, and follows moves. */
#include "layout/router-private.h"

#include "layout/bends.h"
#include "layout/nudge.h"

#include <string.h>

#define EFFORT_DRAFT 9e5      /* cells for one step of a drag */
#define KEPT_CELLS 1000000    /* a grid of more is made anew when it is needed, rather than kept */

/* ---- from paths to routes --------------------------------------------------------------------------- */

/* Puts the stretches of @path back where the search found them, which is surely clear. */
static void
straighten_out (const RvRouter *router, RvPath *path)
{
  for (guint i = 1; i + 1 < path->stretches->len; i++)
    {
      RvStretch *stretch = rv_path_stretch (path, i);

      stretch->at = i % 2 == 0 ? router->grid->y[stretch->track] : router->grid->x[stretch->track];
    }
}

static gboolean
is_same_route (const RvLayoutEdge *edge, const GArray *points)
{
  return edge->n_points == points->len && memcmp (edge->points, points->data, points->len * sizeof (RvPoint)) == 0;
}

static void
write_points (RvRouter *router, guint e)
{
  RvPath *path = &router->paths[e];
  g_autoptr (GArray) points = rv_path_points (path);

  if (!rv_shelf_is_clear (router->shelf, (const RvPoint *) (gpointer) points->data, points->len))
    {
      g_array_unref (points);
      straighten_out (router, path);
      points = rv_path_points (path);
    }
  rv_layout_graph_set_points (router->graph, e, (const RvPoint *) (gpointer) points->data, points->len);
}

/* The tracks of the paths that are not kept. */
static void
flag_tracks (const RvRouter *router, guint8 *const *flags)
{
  for (guint e = 0; e < router->n_edges; e++)
    for (guint i = 0; i < router->paths[e].stretches->len && !router->paths[e].is_kept; i++)
      flags[i % 2 == 0 ? RV_ACROSS : RV_DOWN][rv_path_stretch (&router->paths[e], i)->track] = TRUE;
}

/* Routes and spreads what is not kept. */
static void
run (RvRouter *router, gboolean is_draft)
{
  g_autofree guint8 *down = g_new0 (guint8, router->grid->n_columns), *across = g_new0 (guint8, router->grid->n_rows);
  guint8 *const flags[2] = { [RV_ACROSS] = across, [RV_DOWN] = down };

  rv_search_limit (router->search, is_draft ? EFFORT_DRAFT : INFINITY);
  rv_router_route_lanes (router, is_draft);
  flag_tracks (router, flags);
  rv_nudge (router->grid, router->paths, router->n_edges, (const guint8 *const *) flags);
  for (guint e = 0; e < router->n_edges; e++)
    if (!router->paths[e].is_kept)
      {
        write_points (router, e);
        router->paths[e].is_kept = TRUE;
      }
}

/* ---- what is there already -------------------------------------------------------------------------- */

/* Whether @end lies on a side of @node at @y. */
static gboolean
fits_side (const RvLayoutNode *node, double y, const RvPoint *end)
{
  return fabs (end->y - y) < 0.01 && (fabs (end->x - node->x) < 0.5 || fabs (end->x - node->x - node->width) < 0.5);
}

static gboolean
fits_boxes (const RvRouter *router, const RvLayoutEdge *edge)
{
  const RvLayoutNode *from = rv_layout_graph_node (router->graph, edge->from), *to = rv_layout_graph_node (router->graph, edge->to);

  return edge->n_points >= 2 && fits_side (from, rv_layout_port_y (from, edge->from_port), &edge->points[0])
         && fits_side (to, rv_layout_port_y (to, edge->to_port), &edge->points[edge->n_points - 1]);
}

/* Lines that a person bent run by their bends. Returns: whether @e is one of them. */
static gboolean
run_bends (RvRouter *router, guint e)
{
  const RvLayoutEdge *edge = rv_layout_graph_edge (router->graph, e);
  g_autoptr (GArray) points = NULL;

  if (edge->n_bends == 0)
    return FALSE;
  points = rv_bends_run (router->shelf, edge);
  rv_layout_graph_set_points (router->graph, e, (const RvPoint *) (gpointer) points->data, points->len);
  return TRUE;
}

/* Keeps the route of @e as it is, if it is one. */
static void
take (RvRouter *router, guint e, gboolean is_bent)
{
  const RvLayoutEdge *edge = rv_layout_graph_edge (router->graph, e);
  RvPath *path = &router->paths[e];

  path->is_kept = FALSE;
  g_array_set_size (path->stretches, 0); /* they may be those of another grid */
  if ((is_bent || fits_boxes (router, edge)) && rv_path_take (path, router->grid, edge->points, edge->n_points))
    path->is_kept = TRUE;
  else
    path->is_kept = is_bent;
}

static void
drop_grid (RvRouter *router)
{
  g_clear_pointer (&router->search, rv_search_free);
  g_clear_pointer (&router->grid, rv_grid_free);
  g_clear_pointer (&router->shelf, rv_shelf_free);
  g_clear_pointer (&router->docks, g_free);
  g_clear_pointer (&router->covered, g_free);
}

/* What routes everything begins by making the grid anew, so between drags a large one would just lie about. */
static void
rest (RvRouter *router)
{
  if ((gsize) router->grid->n_columns * router->grid->n_rows > KEPT_CELLS)
    drop_grid (router);
}

/* Builds everything anew around the routes that are there. */
static void
take_all (RvRouter *router)
{
  drop_grid (router);
  router->grid = rv_grid_new (router->graph);
  router->shelf = rv_shelf_new (router->graph);
  router->search = rv_search_new (router->grid, router->graph->nodes->len);
  router->docks = g_new0 (RvDock, 2 * router->n_edges + 1);
  router->covered = g_memdup2 (router->graph->nodes->data, router->graph->nodes->len * sizeof (RvLayoutNode));
  for (guint e = 0; e < router->n_edges; e++)
    {
      rv_router_find_docks (router, e);
      take (router, e, run_bends (router, e));
    }
  for (guint l = 0; l < router->n_lanes; l++)
    {
      for (guint i = 0; i < router->lanes[l].n; i++)
        rv_path_flag (&router->paths[router->lanes[l].edges[i]], router->grid, TRUE);
      rv_router_drop (router, &router->lanes[l]);
    }
}

static void
know_nodes (RvRouter *router)
{
  memcpy (router->known, router->graph->nodes->data, router->graph->nodes->len * sizeof (RvLayoutNode));
}

RvRouter *
rv_router_new (RvLayoutGraph *graph)
{
  RvRouter *router = g_new0 (RvRouter, 1);

  router->graph = graph;
  router->n_edges = graph->edges->len;
  router->paths = g_new0 (RvPath, router->n_edges + 1);
  router->known = g_new0 (RvLayoutNode, graph->nodes->len + 1);
  router->before = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  for (guint e = 0; e < router->n_edges; e++)
    router->paths[e].stretches = g_array_new (FALSE, FALSE, sizeof (RvStretch));
  rv_router_make_lanes (router);
  take_all (router);
  know_nodes (router);
  router->is_fresh = TRUE;
  return router;
}

void
rv_router_free (RvRouter *router)
{
  if (router == NULL)
    return;
  for (guint e = 0; e < router->n_edges; e++)
    g_array_unref (router->paths[e].stretches);
  g_free (router->paths);
  g_free (router->lanes);
  g_free (router->lane_edges);
  g_free (router->known);
  g_hash_table_unref (router->before);
  drop_grid (router);
  g_free (router);
}

static void
forget_all (RvRouter *router)
{
  for (guint l = 0; l < router->n_lanes; l++)
    {
      for (guint i = 0; i < router->lanes[l].n; i++)
        router->paths[router->lanes[l].edges[i]].is_kept
          = rv_layout_graph_edge (router->graph, router->lanes[l].edges[i])->n_bends > 0;
      rv_router_lift (router, &router->lanes[l]);
      rv_router_forget (router, &router->lanes[l]);
      rv_router_drop (router, &router->lanes[l]);
    }
}

void
rv_router_route_all (RvRouter *router)
{
  g_hash_table_remove_all (router->before);
  if (router->n_edges == 0)
    return;
  take_all (router);
  know_nodes (router);
  forget_all (router);
  run (router, FALSE);
  router->is_fresh = FALSE;
  rest (router);
}

/* ---- moves ------------------------------------------------------------------------------------------- */

static GHashTable *
new_routes (void)
{
  return g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
}

/* Puts the route of @e into @routes, unless one is there. */
static void
remember (RvRouter *router, GHashTable *routes, guint e)
{
  const RvLayoutEdge *edge = rv_layout_graph_edge (router->graph, e);
  GArray *points;

  if (g_hash_table_contains (routes, GUINT_TO_POINTER (e)))
    return;
  points = g_array_new (FALSE, FALSE, sizeof (RvPoint));
  if (edge->n_points > 0)
    g_array_append_vals (points, edge->points, edge->n_points);
  g_hash_table_insert (routes, GUINT_TO_POINTER (e), points);
}

static int
compare_indexes (gconstpointer a, gconstpointer b)
{
  guint i = *(const guint *) a, j = *(const guint *) b;

  return i < j ? -1 : i > j;
}

/* Appends to @changed which edges no longer have the routes they have in @routes. */
static void
tell_changed (const RvRouter *router, GHashTable *routes, GArray *changed)
{
  GHashTableIter iter;
  gpointer key, points;

  if (changed == NULL)
    return;
  g_hash_table_iter_init (&iter, routes);
  while (g_hash_table_iter_next (&iter, &key, &points))
    {
      guint e = GPOINTER_TO_UINT (key);

      if (!is_same_route (rv_layout_graph_edge (router->graph, e), points))
        g_array_append_val (changed, e);
    }
  g_array_sort (changed, compare_indexes);
}

/* Ends a drag in the graph: all edges have the routes from before it. @routes: gets those of now. */
static void
restore_points (RvRouter *router, GHashTable *routes)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, router->before);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const GArray *points = value;

      remember (router, routes, GPOINTER_TO_UINT (key));
      rv_layout_graph_set_points (router->graph, GPOINTER_TO_UINT (key), (const RvPoint *) (gconstpointer) points->data, points->len);
    }
}

static gboolean
is_in_place (const RvLayoutNode *a, const RvLayoutNode *b)
{
  return a->x == b->x && a->y == b->y && a->width == b->width && a->height == b->height;
}

static gboolean
meets (const RvLayoutEdge *edge, const RvLayoutNode *node)
{
  for (guint p = 0; p + 1 < edge->n_points; p++)
    if (rv_stretch_meets (&edge->points[p], &edge->points[p + 1], node))
      return TRUE;
  return FALSE;
}

/* Whether the route of @e cannot stay when @moved nodes stand elsewhere. */
static gboolean
is_touched (const RvRouter *router, guint e, const gboolean *moved, const guint *nodes, guint n_nodes)
{
  const RvLayoutEdge *edge = rv_layout_graph_edge (router->graph, e);

  if (!router->paths[e].is_kept || moved[edge->from] || moved[edge->to])
    return TRUE;
  if (edge->n_bends > 0 && n_nodes > 0)
    return TRUE;
  if (router->is_fresh && edge->n_bends == 0 && !rv_shelf_is_clear (router->shelf, edge->points, edge->n_points))
    return TRUE;
  for (guint i = 0; i < n_nodes; i++)
    if (moved[nodes[i]] && meets (edge, rv_layout_graph_node (router->graph, nodes[i])))
      return TRUE;
  return FALSE;
}

/* What happens to the path of an edge that is in the grid. */
typedef enum { STAYS, IS_RESTORED, IS_SOUGHT } Fate;

/* Lets the route of @e, whose lane is lifted, be found again; that of a bent line is there at once. */
static void
release (RvRouter *router, guint e)
{
  RvPath *path = &router->paths[e];

  g_array_set_size (path->stretches, 0);
  path->is_kept = FALSE;
  rv_router_find_docks (router, e);
  if (run_bends (router, e))
    take (router, e, TRUE);
}

static void
change_lane (RvRouter *router, const RvLane *lane, const guint8 *fates)
{
  rv_router_lift (router, lane);
  for (guint i = 0; i < lane->n; i++)
    {
      guint e = lane->edges[i];

      if (fates[e] != STAYS)
        rv_path_flag (&router->paths[e], router->grid, FALSE);
      if (fates[e] == IS_RESTORED)
        take (router, e, rv_layout_graph_edge (router->graph, e)->n_bends > 0);
      else if (fates[e] == IS_SOUGHT)
        release (router, e);
    }
  for (guint i = 0; i < lane->n; i++)
    rv_path_flag (&router->paths[lane->edges[i]], router->grid, TRUE);
  rv_router_drop (router, lane);
}

/* Changes the paths of edges as their @fates say. */
static void
change_lanes (RvRouter *router, const guint8 *fates)
{
  g_autofree guint8 *is_done = g_new0 (guint8, router->n_lanes + 1);

  for (guint e = 0; e < router->n_edges; e++)
    if (fates[e] != STAYS && !is_done[router->paths[e].lane])
      {
        is_done[router->paths[e].lane] = TRUE;
        change_lane (router, &router->lanes[router->paths[e].lane], fates);
      }
}

/* Routes again what @moved nodes concern. @routes: gets the routes of now of what changes. */
static void
route_touched (RvRouter *router, const gboolean *moved, const guint *nodes, guint n_nodes, gboolean is_draft, GHashTable *routes)
{
  g_autofree guint8 *fates = g_new0 (guint8, router->n_edges + 1);
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, router->before);
  while (is_draft && g_hash_table_iter_next (&iter, &key, NULL))
    fates[GPOINTER_TO_UINT (key)] = IS_RESTORED;
  for (guint e = 0; e < router->n_edges; e++)
    if (is_touched (router, e, moved, nodes, n_nodes))
      {
        fates[e] = IS_SOUGHT;
        remember (router, routes, e);
        if (is_draft)
          remember (router, router->before, e);
      }
  change_lanes (router, fates);
  run (router, is_draft);
}

void
rv_router_update (RvRouter *router, const guint *nodes, guint n_nodes, GArray *changed)
{
  g_autoptr (GHashTable) routes = new_routes ();
  g_autofree gboolean *moved = g_new0 (gboolean, router->graph->nodes->len + 1);
  gboolean any = FALSE;

  for (guint i = 0; i < n_nodes; i++)
    {
      moved[nodes[i]] = router->is_fresh || !is_in_place (&router->known[nodes[i]], rv_layout_graph_node (router->graph, nodes[i]));
      any = any || moved[nodes[i]];
    }
  any = any || router->is_fresh || g_hash_table_size (router->before) > 0;
  if (router->n_edges == 0 || !any)
    return;
  restore_points (router, routes);
  g_hash_table_remove_all (router->before);
  take_all (router);
  route_touched (router, moved, nodes, n_nodes, FALSE, routes);
  know_nodes (router);
  router->is_fresh = FALSE;
  rest (router);
  tell_changed (router, routes, changed);
}

/* Brings grid and shelf up to date with where @nodes are. */
static void
cover_moved (RvRouter *router, const guint *nodes, guint n_nodes)
{
  for (guint i = 0; i < n_nodes; i++)
    if (router->grid == NULL || !rv_grid_has_room_for (router->grid, rv_layout_graph_node (router->graph, nodes[i])))
      {
        take_all (router);
        return;
      }
  for (guint i = 0; i < n_nodes; i++)
    {
      RvLayoutNode *covered = &router->covered[nodes[i]];
      const RvLayoutNode *node = rv_layout_graph_node (router->graph, nodes[i]);

      if (is_in_place (covered, node))
        continue;
      rv_grid_uncover (router->grid, covered, router->graph);
      rv_grid_cover (router->grid, node);
      *covered = *node;
    }
  rv_shelf_free (router->shelf);
  router->shelf = rv_shelf_new (router->graph);
}

void
rv_router_drag (RvRouter *router, const guint *nodes, guint n_nodes, GArray *changed)
{
  g_autoptr (GHashTable) routes = new_routes ();
  g_autofree gboolean *moved = g_new0 (gboolean, router->graph->nodes->len + 1);

  if (router->n_edges == 0)
    return;
  restore_points (router, routes);
  cover_moved (router, nodes, n_nodes);
  for (guint i = 0; i < n_nodes; i++)
    moved[nodes[i]] = !is_in_place (&router->known[nodes[i]], rv_layout_graph_node (router->graph, nodes[i]));
  route_touched (router, moved, nodes, n_nodes, TRUE, routes);
  tell_changed (router, routes, changed);
}
