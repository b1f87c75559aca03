/* Builds the made-up graphs, and measures drawings of them. */
#include "judge.h"

#define HUBS 3

static RvLayoutNode
make_node (GRand *rand, guint index)
{
  guint n_rows = g_rand_int_range (rand, 0, 10) == 0 ? (guint) g_rand_int_range (rand, 20, 50) : (guint) g_rand_int_range (rand, 3, 16);

  return (RvLayoutNode){ .id = index + 1, .width = g_rand_int_range (rand, 180, 320), .height = 30 + 18 * n_rows };
}

static void
add_line (RvLayoutGraph *graph, guint from, guint to, guint row)
{
  RvLayoutEdge edge = { .id = graph->edges->len + 1, .from = from, .to = to, .to_port = 39, .trunk = 1 };
  double height = rv_layout_graph_node (graph, from)->height;

  edge.from_port = MIN (39 + 18 * row, height - 9);
  rv_layout_graph_add_edge (graph, &edge);
}

RvLayoutGraph *
judge_make_graph (guint n_nodes, guint seed)
{
  RvLayoutGraph *graph = rv_layout_graph_new ();
  GRand *rand = g_rand_new_with_seed (seed * 7919 + n_nodes);

  for (guint i = 0; i < n_nodes; i++)
    {
      RvLayoutNode node = make_node (rand, i);

      rv_layout_graph_add_node (graph, &node);
    }
  for (guint i = 1; i < n_nodes; i++)
    for (guint row = 1, n = (guint) g_rand_int_range (rand, 0, 4); row <= n; row++)
      switch (g_rand_int_range (rand, 0, 12))
        {
        case 0:
          add_line (graph, i, i, row);
          break;
        case 1: case 2: case 3:
          add_line (graph, i, (guint) g_rand_int_range (rand, 0, HUBS) % n_nodes, row);
          break;
        default:
          add_line (graph, i, (guint) g_rand_int_range (rand, (gint32) (i > 12 ? i - 12 : 0), (gint32) i), row);
        }
  g_rand_free (rand);
  return graph;
}

RvLayoutGraph *
judge_copy (const RvLayoutGraph *graph)
{
  RvLayoutGraph *copy = rv_layout_graph_new ();

  for (guint i = 0; i < graph->nodes->len; i++)
    rv_layout_graph_add_node (copy, rv_layout_graph_node (graph, i));
  for (guint e = 0; e < graph->edges->len; e++)
    rv_layout_graph_add_edge (copy, rv_layout_graph_edge (graph, e));
  return copy;
}

guint
judge_count_overlaps (const RvLayoutGraph *graph)
{
  guint n = 0;

  for (guint i = 0; i < graph->nodes->len; i++)
    for (guint j = i + 1; j < graph->nodes->len; j++)
      {
        const RvLayoutNode *a = rv_layout_graph_node (graph, i), *b = rv_layout_graph_node (graph, j);

        n += a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height && b->y < a->y + a->height;
      }
  return n;
}

gboolean
judge_runs_through (const RvLayoutEdge *edge, const RvLayoutNode *node)
{
  for (guint i = 0; i + 1 < edge->n_points; i++)
    {
      const RvPoint *a = &edge->points[i], *b = a + 1;

      if (MIN (a->x, b->x) < node->x + node->width && MAX (a->x, b->x) > node->x
          && MIN (a->y, b->y) < node->y + node->height && MAX (a->y, b->y) > node->y)
        return TRUE;
    }
  return FALSE;
}

guint
judge_count_through (const RvLayoutGraph *graph)
{
  guint n = 0;

  for (guint e = 0; e < graph->edges->len; e++)
    for (guint i = 0; i < graph->nodes->len; i++)
      n += judge_runs_through (rv_layout_graph_edge (graph, e), rv_layout_graph_node (graph, i));
  return n;
}

static void
assert_end (const RvLayoutNode *node, double port, const RvPoint *end)
{
  g_assert_cmpfloat_with_epsilon (end->y, rv_layout_port_y (node, port), 0.001);
  g_assert_true (fabs (end->x - node->x) < 0.001 || fabs (end->x - node->x - node->width) < 0.001);
}

void
judge_assert_routes (const RvLayoutGraph *graph)
{
  for (guint e = 0; e < graph->edges->len; e++)
    {
      const RvLayoutEdge *edge = rv_layout_graph_edge (graph, e);

      g_assert_cmpuint (edge->n_points, >=, 2);
      assert_end (rv_layout_graph_node (graph, edge->from), edge->from_port, &edge->points[0]);
      assert_end (rv_layout_graph_node (graph, edge->to), edge->to_port, &edge->points[edge->n_points - 1]);
      for (guint i = 0; i + 1 < edge->n_points; i++)
        g_assert_true ((edge->points[i].x == edge->points[i + 1].x) != (edge->points[i].y == edge->points[i + 1].y));
      g_assert_cmpfloat (edge->points[0].y, ==, edge->points[1].y);
      g_assert_cmpfloat (edge->points[edge->n_points - 2].y, ==, edge->points[edge->n_points - 1].y);
    }
}

void
judge_assert_same (const RvLayoutGraph *a, const RvLayoutGraph *b, gboolean with_routes)
{
  for (guint i = 0; i < a->nodes->len; i++)
    {
      g_assert_cmpfloat (rv_layout_graph_node (a, i)->x, ==, rv_layout_graph_node (b, i)->x);
      g_assert_cmpfloat (rv_layout_graph_node (a, i)->y, ==, rv_layout_graph_node (b, i)->y);
    }
  for (guint e = 0; with_routes && e < a->edges->len; e++)
    {
      const RvLayoutEdge *p = rv_layout_graph_edge (a, e), *q = rv_layout_graph_edge (b, e);

      g_assert_cmpmem (p->points, p->n_points * sizeof (RvPoint), q->points, q->n_points * sizeof (RvPoint));
    }
}

void
judge_measure (const RvLayoutGraph *graph, double *width, double *height)
{
  double x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY;

  for (guint i = 0; i < graph->nodes->len; i++)
    {
      const RvLayoutNode *node = rv_layout_graph_node (graph, i);

      x0 = MIN (x0, node->x);
      y0 = MIN (y0, node->y);
      x1 = MAX (x1, node->x + node->width);
      y1 = MAX (y1, node->y + node->height);
    }
  *width = x1 - x0;
  *height = y1 - y0;
}
