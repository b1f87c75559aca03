/* The middle of a route that a person bent stays where it is; what leads there from the ports follows the boxes. */
#include "layout/bends.h"

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

GArray *
rv_bends_run (const RvLayoutGraph *graph, const RvLayoutEdge *edge)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (RvPoint));
  RvPoint start = port_towards (rv_layout_graph_node (graph, edge->from), edge->from_port, edge->bends[0].x);
  RvPoint end = port_towards (rv_layout_graph_node (graph, edge->to), edge->to_port, edge->bends[edge->n_bends - 1].x);

  g_array_append_val (points, start);
  for (guint i = 0; i < edge->n_bends; i++)
    run_to (points, edge->bends[i], TRUE);
  run_to (points, end, FALSE);
  return points;
}
