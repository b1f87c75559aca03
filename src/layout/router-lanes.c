/* Routes lanes one after the other, short ones first, each with regard to those before; then once more those that
 * are in the way of others. */
#include "layout/router-private.h"

#include <stdlib.h>

#define MOST_SINGLY 48        /* lines of a lane; of larger lanes several at a time */
#define AT_A_TIME 12
#define MOST_AT_A_TIME 400    /* lines; a lane with more is routed in one go */
#define TURNS 4               /* of lines that are routed together */
#define TURNS_DRAFT 4
#define MOST_TURNS 30
#define PASSES 2              /* that seek routes anew */
#define EFFORT 4e8            /* cells, after which there is no more of them */

/* ---- lanes -------------------------------------------------------------------------------------- */

typedef struct {
  guint to, trunk;
  double port;
} LaneKey;

static guint
hash_key (gconstpointer data)
{
  const LaneKey *key = data;
  gint64 port = (gint64) CLAMP (key->port * 64, -1e15, 1e15);

  return key->to * 2654435761u ^ key->trunk * 40503u ^ (guint) port ^ (guint) (port >> 32);
}

static gboolean
equal_keys (gconstpointer a, gconstpointer b)
{
  const LaneKey *p = a, *q = b;

  return p->to == q->to && p->trunk == q->trunk && p->port == q->port;
}

/* Lines with the same trunk into the same place of the same box share a lane. */
static guint
lane_of (RvRouter *router, GHashTable *lanes, guint index)
{
  const RvLayoutEdge *edge = rv_layout_graph_edge (router->graph, index);
  LaneKey key = { edge->to, edge->trunk, rv_layout_port_y (rv_layout_graph_node (router->graph, edge->to), edge->to_port) };
  gpointer known;

  if (edge->trunk == 0)
    return router->n_lanes++;
  if (g_hash_table_lookup_extended (lanes, &key, NULL, &known))
    return GPOINTER_TO_UINT (known);
  g_hash_table_insert (lanes, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (router->n_lanes));
  return router->n_lanes++;
}

static double
span_of (const RvLayoutGraph *graph, guint index)
{
  const RvLayoutEdge *edge = rv_layout_graph_edge (graph, index);
  const RvLayoutNode *from = rv_layout_graph_node (graph, edge->from), *to = rv_layout_graph_node (graph, edge->to);

  return fabs (from->x + from->width / 2 - to->x - to->width / 2) + fabs (from->y + from->height / 2 - to->y - to->height / 2);
}

static int
compare_spans (gconstpointer a, gconstpointer b, gpointer data)
{
  guint i = *(const guint *) a, j = *(const guint *) b;
  double x = span_of (data, i), y = span_of (data, j);

  return x < y ? -1 : x > y ? 1 : i < j ? -1 : i > j;
}

static void
fill_lane (RvRouter *router, RvLane *lane)
{
  g_qsort_with_data (lane->edges, (gint) lane->n, sizeof (guint), compare_spans, router->graph);
  for (guint i = 0; i < lane->n; i++)
    lane->span += span_of (router->graph, lane->edges[i]) / lane->n;
}

void
rv_router_make_lanes (RvRouter *router)
{
  g_autoptr (GHashTable) lanes = g_hash_table_new_full (hash_key, equal_keys, g_free, NULL);
  guint *next = router->lane_edges = g_new (guint, router->n_edges + 1);

  for (guint e = 0; e < router->n_edges; e++)
    router->paths[e].lane = lane_of (router, lanes, e);
  router->lanes = g_new0 (RvLane, router->n_lanes + 1);
  for (guint e = 0; e < router->n_edges; e++)
    router->lanes[router->paths[e].lane].n++;
  for (guint l = 0; l < router->n_lanes; l++)
    {
      router->lanes[l].edges = next;
      next += router->lanes[l].n;
      router->lanes[l].n = 0;
    }
  for (guint e = 0; e < router->n_edges; e++)
    {
      RvLane *lane = &router->lanes[router->paths[e].lane];

      lane->edges[lane->n++] = e;
    }
  for (guint l = 0; l < router->n_lanes; l++)
    fill_lane (router, &router->lanes[l]);
}

/* ---- one lane --------------------------------------------------------------------------------------- */

/* Two ports of one box in the same row: the line has to go around the box. */
static void
keep_apart (RvDock *from, RvDock *to)
{
  if (from->row == to->row)
    from->is_open[0] = to->is_open[1] = FALSE;
}

void
rv_router_find_docks (RvRouter *router, guint e)
{
  const RvLayoutEdge *edge = rv_layout_graph_edge (router->graph, e);
  RvDock *docks = &router->docks[2 * e];

  docks[0] = rv_dock_at (router->grid, router->shelf, rv_layout_graph_node (router->graph, edge->from), edge->from_port);
  docks[1] = rv_dock_at (router->grid, router->shelf, rv_layout_graph_node (router->graph, edge->to), edge->to_port);
  if (edge->from == edge->to)
    keep_apart (&docks[0], &docks[1]);
}

void
rv_router_lift (RvRouter *router, const RvLane *lane)
{
  for (guint i = 0; i < lane->n; i++)
    rv_path_lift (&router->paths[lane->edges[i]], router->grid);
}

void
rv_router_drop (RvRouter *router, const RvLane *lane)
{
  for (guint i = 0; i < lane->n; i++)
    rv_path_drop (&router->paths[lane->edges[i]], router->grid);
}

/* Takes the routes of those edges of @lane, which is lifted, that are not kept. */
void
rv_router_forget (RvRouter *router, const RvLane *lane)
{
  for (guint i = 0; i < lane->n; i++)
    {
      RvPath *path = &router->paths[lane->edges[i]];

      if (path->is_kept)
        continue;
      rv_path_flag (path, router->grid, FALSE);
      g_array_set_size (path->stretches, 0);
    }
  for (guint i = 0; i < lane->n; i++)
    if (router->paths[lane->edges[i]].is_kept)
      rv_path_flag (&router->paths[lane->edges[i]], router->grid, TRUE);
}

static void
route_one (RvRouter *router, guint e, gboolean is_draft)
{
  rv_search_route (router->search, &router->docks[2 * e], &router->docks[2 * e + 1], is_draft, &router->paths[e]);
  rv_path_flag (&router->paths[e], router->grid, TRUE);
}

static RvWindow
unite (RvWindow a, RvWindow b)
{
  return (RvWindow){ MIN (a.left, b.left), MAX (a.right, b.right), MIN (a.top, b.top), MAX (a.bottom, b.bottom) };
}

/* Links those of @edges that have no route yet, as far as the field leads. Returns: how many are left. */
static guint
follow_open (RvRouter *router, const guint *edges, guint n)
{
  guint n_left = 0;

  for (guint i = 0; i < n; i++)
    {
      RvPath *path = &router->paths[edges[i]];

      if (path->stretches->len == 0 && !rv_search_follow (router->search, &router->docks[2 * edges[i]], path))
        n_left++;
    }
  return n_left;
}

static double
area_of (RvWindow window)
{
  return (window.right - window.left + 1.0) * (window.bottom - window.top + 1.0);
}

/* Routes @n edges of a lane out of one field, or out of one for each where these are smaller. */
static void
route_together (RvRouter *router, const guint *edges, guint n, guint n_turns, gboolean is_draft)
{
  RvWindow window = { 0 };
  double area = 0;
  gboolean is_apart;
  guint n_open;

  for (guint i = 0; i < n; i++)
    {
      RvWindow own = rv_search_window (router->search, &router->docks[2 * edges[i]], &router->docks[2 * edges[i] + 1]);

      window = i == 0 ? own : unite (window, own);
      area += area_of (own);
    }
  is_apart = area < area_of (window) || !rv_search_may (router->search, window);
  for (guint i = 0; i < n && is_apart; i++)
    route_one (router, edges[i], is_draft);
  if (is_apart)
    return;
  rv_search_spread (router->search, &router->docks[2 * edges[0] + 1], window, n_turns);
  for (n_open = n; n_open > 0 && n_turns <= (is_draft ? TURNS_DRAFT : MOST_TURNS); n_turns += 2)
    {
      n_open = follow_open (router, edges, n);
      if (n_open > 0 && n_turns < (is_draft ? TURNS_DRAFT : MOST_TURNS))
        rv_search_deepen (router->search);
    }
  for (guint i = 0; i < n; i++)
    if (router->paths[edges[i]].stretches->len == 0)
      route_one (router, edges[i], is_draft);
    else
      rv_path_flag (&router->paths[edges[i]], router->grid, TRUE);
}

/* Routes those of @edges for which that is done quickly, and takes them off. Returns: how many are left. */
static guint
route_simply (RvRouter *router, guint *edges, guint n)
{
  guint n_left = 0;

  for (guint i = 0; i < n; i++)
    if (rv_search_route_simply (router->search, &router->docks[2 * edges[i]], &router->docks[2 * edges[i] + 1], &router->paths[edges[i]]))
      rv_path_flag (&router->paths[edges[i]], router->grid, TRUE);
    else
      edges[n_left++] = edges[i];
  return n_left;
}

/* Routes those edges of @lane, which is lifted, that are not kept. */
static void
route_lane (RvRouter *router, const RvLane *lane, gboolean is_draft)
{
  g_autofree guint *edges = g_new (guint, lane->n + 1), *selves = g_new (guint, lane->n + 1);
  guint n = 0, n_selves = 0, at_a_time;

  for (guint i = 0; i < lane->n; i++)
    {
      const RvLayoutEdge *edge = rv_layout_graph_edge (router->graph, lane->edges[i]);

      if (router->paths[lane->edges[i]].is_kept)
        continue;
      if (edge->from == edge->to)
        selves[n_selves++] = lane->edges[i];
      else
        edges[n++] = lane->edges[i];
    }
  for (guint i = 0; i < n_selves; i++)
    route_one (router, selves[i], is_draft);
  if (is_draft && n > 1)
    n = route_simply (router, edges, n);
  at_a_time = is_draft || n > MOST_AT_A_TIME ? n : n > MOST_SINGLY ? AT_A_TIME : 1;
  for (guint i = 0; i < n; i += at_a_time)
    if (at_a_time == 1 || n - i == 1)
      route_one (router, edges[i], is_draft);
    else
      route_together (router, edges + i, MIN (at_a_time, n - i), is_draft ? TURNS_DRAFT : TURNS, is_draft);
}

/* ---- all lanes -------------------------------------------------------------------------------------- */

static gboolean
has_work (const RvRouter *router, const RvLane *lane)
{
  for (guint i = 0; i < lane->n; i++)
    if (!router->paths[lane->edges[i]].is_kept)
      return TRUE;
  return FALSE;
}

static int
compare_lanes (gconstpointer a, gconstpointer b)
{
  const RvLane *p = *(const RvLane *const *) a, *q = *(const RvLane *const *) b;

  return p->span < q->span ? -1 : p->span > q->span ? 1 : p < q ? -1 : p > q;
}

/* The lanes that have edges to be routed, short ones first. */
static RvLane **
order_lanes (RvRouter *router, guint *n)
{
  RvLane **order = g_new (RvLane *, router->n_lanes + 1);

  *n = 0;
  for (guint l = 0; l < router->n_lanes; l++)
    if (has_work (router, &router->lanes[l]))
      order[(*n)++] = &router->lanes[l];
  qsort (order, *n, sizeof *order, compare_lanes);
  return order;
}

/* Whether one of the lines of @lane, which is lifted, meets another lane. */
static gboolean
meets_others (const RvRouter *router, const RvLane *lane)
{
  for (guint i = 0; i < lane->n; i++)
    if (rv_path_n_met (&router->paths[lane->edges[i]], router->grid) > 0)
      return TRUE;
  return FALSE;
}

void
rv_router_route_lanes (RvRouter *router, gboolean is_draft)
{
  guint n;
  g_autofree RvLane **order = order_lanes (router, &n);

  for (guint pass = 0; pass < (is_draft ? 1 : 1 + PASSES); pass++)
    for (guint i = 0; i < n && (pass == 0 || rv_search_work (router->search) < EFFORT); i++)
      {
        rv_router_lift (router, order[i]);
        if (pass == 0 || meets_others (router, order[i]))
          {
            rv_router_forget (router, order[i]);
            route_lane (router, order[i], is_draft);
          }
        rv_router_drop (router, order[i]);
      }
}
