/* The graph and its arrays: made, filled and freed. */
#include "layout/graph.h"

static double
tame (double value, double low, double high)
{
  return isfinite (value) ? CLAMP (value, low, high) : low;
}

static void
clear_edge (gpointer data)
{
  RvLayoutEdge *edge = data;

  g_free (edge->points);
  g_free (edge->bends);
}

RvLayoutGraph *
rv_layout_graph_new (void)
{
  RvLayoutGraph *graph = g_new0 (RvLayoutGraph, 1);

  graph->nodes = g_array_new (FALSE, TRUE, sizeof (RvLayoutNode));
  graph->edges = g_array_new (FALSE, TRUE, sizeof (RvLayoutEdge));
  g_array_set_clear_func (graph->edges, clear_edge);
  return graph;
}

void
rv_layout_graph_free (RvLayoutGraph *graph)
{
  if (graph == NULL)
    return;
  g_array_unref (graph->nodes);
  g_array_unref (graph->edges);
  g_free (graph);
}

guint
rv_layout_graph_add_node (RvLayoutGraph *graph, const RvLayoutNode *node)
{
  RvLayoutNode copy = *node;

  rv_layout_node_tame (&copy);
  g_array_append_val (graph->nodes, copy);
  return graph->nodes->len - 1;
}

guint
rv_layout_graph_add_edge (RvLayoutGraph *graph, const RvLayoutEdge *edge)
{
  RvLayoutEdge copy = *edge;

  g_return_val_if_fail (edge->from < graph->nodes->len && edge->to < graph->nodes->len, G_MAXUINT);

  copy.points = NULL;
  copy.n_points = 0;
  copy.bends = NULL;
  copy.n_bends = 0;
  g_array_append_val (graph->edges, copy);
  return graph->edges->len - 1;
}

void
rv_layout_graph_set_points (RvLayoutGraph *graph, guint index, const RvPoint *points, guint n_points)
{
  RvLayoutEdge *edge = rv_layout_graph_edge (graph, index);

  g_free (edge->points);
  edge->points = g_memdup2 (points, n_points * sizeof (RvPoint));
  edge->n_points = n_points;
}

void
rv_layout_graph_set_bends (RvLayoutGraph *graph, guint index, const RvPoint *bends, guint n_bends)
{
  RvLayoutEdge *edge = rv_layout_graph_edge (graph, index);
  RvPoint *copy = g_memdup2 (bends, n_bends * sizeof (RvPoint));

  g_free (edge->bends);
  edge->bends = copy;
  edge->n_bends = n_bends;
  for (guint i = 0; i < n_bends; i++)
    edge->bends[i] = (RvPoint){ tame (copy[i].x, -RV_LAYOUT_PLACE_MAX, RV_LAYOUT_PLACE_MAX),
                                tame (copy[i].y, -RV_LAYOUT_PLACE_MAX, RV_LAYOUT_PLACE_MAX) };
}

void
rv_layout_node_tame (RvLayoutNode *node)
{
  node->width = tame (node->width, RV_LAYOUT_SIZE_MIN, RV_LAYOUT_SIZE_MAX);
  node->height = tame (node->height, RV_LAYOUT_SIZE_MIN, RV_LAYOUT_SIZE_MAX);
  if (!isfinite (node->x) || !isfinite (node->y))
    {
      node->x = node->y = 0;
      node->is_placed = FALSE;
    }
  node->x = CLAMP (node->x, -RV_LAYOUT_PLACE_MAX, RV_LAYOUT_PLACE_MAX);
  node->y = CLAMP (node->y, -RV_LAYOUT_PLACE_MAX, RV_LAYOUT_PLACE_MAX);
}

double
rv_layout_port_y (const RvLayoutNode *node, double port)
{
  double inset = MIN (4, node->height / 2);

  return node->y + (isfinite (port) ? CLAMP (port, inset, node->height - inset) : node->height / 2);
}
