/* The middle of a route that a person bent stays where it is; what leads there from the ports follows the boxes. */
#include "layout/bends.h"

#define CLEAR 10.0            /* px between a stretch that steps aside and the box */
#define MOST_DETOURS 64

/* The place on the side of @node that looks to @x, at @port. */
static RvPoint
port_towards (const RvLayoutNode *node, double port, double x)
{
  gboolean right = x >= node->x + node->width / 2;

  return (RvPoint){ node->x + (right ? node->width : 0), rv_layout_port_y (node, port) };
}

static gboolean
are_in_line (const RvPoint *a, const RvPoint *b, const RvPoint *c)
{
  return (a->x == b->x && b->x == c->x) || (a->y == b->y && b->y == c->y);
}

/* Appends @point. What was no corner, or the tip of a way there and back, goes. */
static void
add_corner (GArray *points, RvPoint point)
{
  RvPoint *last = &g_array_index (points, RvPoint, points->len - 1);

  if (points->len > 1 && are_in_line (last - 1, last, &point))
    g_array_set_size (points, points->len - 1);
  last = &g_array_index (points, RvPoint, points->len - 1);
  if (last->x != point.x || last->y != point.y)
    g_array_append_val (points, point);
}

/* Appends @point, and before it a corner where the way there would slant. */
static void
run_to (GArray *points, RvPoint point, gboolean across_first)
{
  RvPoint last = g_array_index (points, RvPoint, points->len - 1);

  if (last.x != point.x && last.y != point.y)
    add_corner (points, across_first ? (RvPoint){ point.x, last.y } : (RvPoint){ last.x, point.y });
  add_corner (points, point);
}

/* ---- boxes in the way -------------------------------------------------------------------------- */

static RvPoint
swap (RvPoint point)
{
  return (RvPoint){ point.y, point.x };
}

/* The corners of a way around @node for the stretch from @a to @b, on one side of it. Returns: whether they are clear. */
static gboolean
step_aside (const RvShelf *shelf, const RvLayoutNode *node, RvPoint a, RvPoint b, gboolean beyond, RvPoint *corners)
{
  gboolean down = a.x == b.x;
  RvPoint from = down ? a : swap (a), to = down ? b : swap (b);
  double low = (down ? node->y : node->x) - CLEAR, high = low + (down ? node->height : node->width) + 2 * CLEAR;
  double side = beyond ? (down ? node->x + node->width : node->y + node->height) + CLEAR : (down ? node->x : node->y) - CLEAR;
  double in = from.y < to.y ? low : high, out = from.y < to.y ? high : low;
  const RvPoint way[] = { { from.x, in }, { side, in }, { side, out }, { from.x, out } };

  if ((in - from.y) * (to.y - from.y) <= 0 || (to.y - out) * (to.y - from.y) <= 0)
    return FALSE;
  for (guint i = 0; i < 4; i++)
    corners[i] = down ? way[i] : swap (way[i]);
  return rv_shelf_is_clear (shelf, corners, 4);
}

/* Leads the stretch after point @i around the first box that it runs through. Returns: whether that was possible. */
static gboolean
avoid_box (const RvShelf *shelf, GArray *points, guint i)
{
  RvPoint a = g_array_index (points, RvPoint, i), b = g_array_index (points, RvPoint, i + 1), corners[4];
  const RvLayoutNode *node = rv_shelf_first_met (shelf, a, b);
  gboolean beyond;

  if (node == NULL)
    return FALSE;
  beyond = a.x == b.x ? a.x > node->x + node->width / 2 : a.y > node->y + node->height / 2;
  if (!step_aside (shelf, node, a, b, beyond, corners) && !step_aside (shelf, node, a, b, !beyond, corners))
    return FALSE;
  g_array_insert_vals (points, i + 1, corners, 4);
  return TRUE;
}

static void
avoid_boxes (const RvShelf *shelf, GArray *points)
{
  for (guint i = 0, n = 0; i + 1 < points->len && n < MOST_DETOURS; i++)
    if (avoid_box (shelf, points, i))
      n++;
}

GArray *
rv_bends_run (const RvShelf *shelf, const RvLayoutEdge *edge)
{
  const RvLayoutGraph *graph = shelf->graph;
  GArray *points = g_array_new (FALSE, FALSE, sizeof (RvPoint));
  RvPoint start = port_towards (rv_layout_graph_node (graph, edge->from), edge->from_port, edge->bends[0].x);
  RvPoint end = port_towards (rv_layout_graph_node (graph, edge->to), edge->to_port, edge->bends[edge->n_bends - 1].x);

  g_array_append_val (points, start);
  for (guint i = 0; i < edge->n_bends; i++)
    run_to (points, edge->bends[i], TRUE);
  run_to (points, end, FALSE);
  avoid_boxes (shelf, points);
  return points;
}
