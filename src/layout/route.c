/* A router for one use. */
#include "layout/route.h"

#include "layout/router.h"

void
rv_layout_route_all (RvLayoutGraph *graph)
{
  g_autoptr (RvRouter) router = rv_router_new (graph);

  rv_router_route_all (router);
}

void
rv_layout_route_touched (RvLayoutGraph *graph, const guint *nodes, guint n_nodes)
{
  g_autoptr (RvRouter) router = rv_router_new (graph);

  rv_router_update (router, nodes, n_nodes, NULL);
}
