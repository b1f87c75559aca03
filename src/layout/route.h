/* Orthogonal routes for lines: they leave boxes sideways at the row of their port and never
 * pass through a box. */
#pragma once

#include "layout/graph.h"

/** rv_layout_route_all: routes every edge of @graph. */
void rv_layout_route_all (RvLayoutGraph *graph);

/** rv_layout_route_touched: after nodes moved: routes again the edges of the @n_nodes nodes in
 * @nodes and those that now pass through a box; leaves the others alone. */
void rv_layout_route_touched (RvLayoutGraph *graph, const guint *nodes, guint n_nodes);
