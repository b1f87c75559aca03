/* A connected part of a graph as placement sees it: boxes with the air around them, by their
 * centres, and links between different boxes, each pair once. */
#pragma once

#include "layout/graph.h"

typedef struct {
  guint n_boxes, n_links;
  guint *node;             /* of each box: its index in the graph */
  double *x, *y;           /* centres */
  double *width, *height;  /* with the air around */
  guint *from, *to;        /* boxes */
  double *weight;          /* how many lines the link stands for */
  guint *n_linked;         /* of each box: how many links */
  guint n_edges;
  guint *edge;             /* indexes in the graph of all lines, self references included */
} RvComponent;

typedef struct {
  double x0, y0, x1, y1;
} RvExtent;

/** rv_component_split: Returns: (element-type RvComponent) (transfer full): the connected parts of
 * @graph, the one with most boxes first. Boxes lie at (0, 0). */
GPtrArray *rv_component_split (const RvLayoutGraph *graph);
void rv_component_free (RvComponent *component);

/** rv_component_graph: Returns: (transfer full): the boxes and lines of @component as a graph of their own, in its
 * order, with the places that the boxes have now. */
RvLayoutGraph *rv_component_graph (const RvComponent *component, const RvLayoutGraph *graph);

/** rv_component_extent: Returns: what the boxes cover, air included. */
RvExtent rv_component_extent (const RvComponent *component);
