/* A router that lives as long as a drawing: it knows the boxes, the grid and every route, so that after a move only what
 * the move concerns is routed again. The same boxes and lines give the same routes. */
#pragma once

#include "layout/graph.h"

typedef struct RvRouter RvRouter;

/** rv_router_new: for @graph, which outlives it and of which it writes the routes. Routes that are there already are
 * taken over. The number of nodes and edges, ports and trunks stay; whoever changes them makes a new router. */
RvRouter *rv_router_new (RvLayoutGraph *graph);
void rv_router_free (RvRouter *router);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvRouter, rv_router_free)

/** rv_router_route_all: routes every edge. */
void rv_router_route_all (RvRouter *router);

/** rv_router_update: after the @n_nodes nodes in @nodes moved or changed size in the graph: routes again their edges,
 * those that have no route, and those that now pass through a box; leaves the others alone. Nodes that are where they were
 * count as moved only when no call routed before this.
 * @changed: (nullable) (element-type guint): gets the indexes of edges that run differently. */
void rv_router_update (RvRouter *router, const guint *nodes, guint n_nodes, GArray *changed);

/** rv_router_drag: the same while a person drags @nodes: quick, and for the time being. Each call begins with the
 * routes from before the first one, so what gave way comes back when there is room again; when the nodes
 * are back all is as it was. The next rv_router_update() ends it and is as if there had been no drag; it is to name
 * the nodes that were dragged. */
void rv_router_drag (RvRouter *router, const guint *nodes, guint n_nodes, GArray *changed);
