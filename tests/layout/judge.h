/* Made-up graphs, and what must hold for every drawing. */
#pragma once

#include "layout/graph.h"

/** judge_make_graph: Returns: a graph like a schema of @n_nodes tables: hubs, self references, parallel
 * lines, tables without any line; the same for the same arguments. */
RvLayoutGraph *judge_make_graph (guint n_nodes, guint seed);

/** judge_copy: Returns: @graph without its routes. */
RvLayoutGraph *judge_copy (const RvLayoutGraph *graph);

guint judge_count_overlaps (const RvLayoutGraph *graph);

/** judge_runs_through: Returns: whether the route of @edge runs through the inside of @node. */
gboolean judge_runs_through (const RvLayoutEdge *edge, const RvLayoutNode *node);

/** judge_count_through: Returns: how many lines run through the inside of a box, their own included. */
guint judge_count_through (const RvLayoutGraph *graph);

/** judge_assert_routes: every line has a route of stretches across and down, from port to port. */
void judge_assert_routes (const RvLayoutGraph *graph);

/** judge_assert_same: same places, and same routes if @with_routes. */
void judge_assert_same (const RvLayoutGraph *a, const RvLayoutGraph *b, gboolean with_routes);

/** judge_measure: fills in width and height of the drawing. */
void judge_measure (const RvLayoutGraph *graph, double *width, double *height);
