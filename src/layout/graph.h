/* A diagram as the layout engine sees it: boxes with sizes, lines between them. Knows nothing
 * of tables; pure functions fill in places and bends. Coordinates are pixels, y grows downwards. */
#pragma once

#include "base/id.h"

#include <math.h>

/* Sizes and places outside these are brought inside: input may hold anything. */
#define RV_LAYOUT_SIZE_MIN 1.0
#define RV_LAYOUT_SIZE_MAX 1e6
#define RV_LAYOUT_PLACE_MAX 1e8

typedef struct {
  double x, y;
} RvPoint;

typedef struct {
  RvId id;              /* the caller's; the engine only hands it back */
  double x, y;          /* of the top left corner */
  double width, height;
  double room_x, room_y; /* the caller's: what it wants free at each side; the engine does not look at it */
  gboolean is_placed;   /* has a place that must be kept */
} RvLayoutNode;

typedef struct {
  RvId id;              /* the caller's */
  guint from, to;       /* indexes of nodes; may be the same */
  double from_port;     /* y of the row that the line leaves at, from the top of the box */
  double to_port;
  guint trunk;          /* lines with the same non-zero trunk may share their last stretch into `to` */
  RvPoint *points;      /* the route, ends included; set by routing, owned by the graph */
  guint n_points;
  RvPoint *bends;       /* corners between the ends that a person chose: the route goes by them; owned by the graph */
  guint n_bends;
} RvLayoutEdge;

typedef struct {
  GArray *nodes;        /* RvLayoutNode */
  GArray *edges;        /* RvLayoutEdge */
} RvLayoutGraph;

RvLayoutGraph *rv_layout_graph_new (void);
void rv_layout_graph_free (RvLayoutGraph *graph);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvLayoutGraph, rv_layout_graph_free)

static inline RvLayoutNode *
rv_layout_graph_node (const RvLayoutGraph *graph, guint index)
{
  return &g_array_index (graph->nodes, RvLayoutNode, index);
}

static inline RvLayoutEdge *
rv_layout_graph_edge (const RvLayoutGraph *graph, guint index)
{
  return &g_array_index (graph->edges, RvLayoutEdge, index);
}

/** rv_layout_graph_add_node: copies @node, tamed. Returns: the index of the new node. */
guint rv_layout_graph_add_node (RvLayoutGraph *graph, const RvLayoutNode *node);

/** rv_layout_graph_add_edge: copies @edge, without its points and bends. Returns: the index of the new edge. */
guint rv_layout_graph_add_edge (RvLayoutGraph *graph, const RvLayoutEdge *edge);

/** rv_layout_graph_set_points: gives edge @index a copy of @points as its route. */
void rv_layout_graph_set_points (RvLayoutGraph *graph, guint index, const RvPoint *points, guint n_points);

/** rv_layout_graph_set_bends: makes edge @index go by a copy of @bends from now on; none: where it is best. */
void rv_layout_graph_set_bends (RvLayoutGraph *graph, guint index, const RvPoint *bends, guint n_bends);

/** rv_layout_node_tame: makes sizes and places finite and bounded; a node with a place that is no number
 * counts as not placed. Whoever writes into a node of a graph afterwards calls it too. */
void rv_layout_node_tame (RvLayoutNode *node);

/** rv_layout_port_y: Returns: where a line with @port meets the side of @node, always on the side. */
double rv_layout_port_y (const RvLayoutNode *node, double port);
