/* What the files of the router share. */
#pragma once

#include "layout/router.h"
#include "layout/search.h"

typedef struct {
  guint *edges;
  guint n;
  double span;                /* how far its edges reach, on average */
} RvLane;

struct RvRouter {
  RvLayoutGraph *graph;
  RvGrid *grid;               /* (nullable): a large one is there only while a drag lasts; so are the next four */
  RvShelf *shelf;
  RvSearch *search;
  RvDock *docks;              /* two of each edge */
  RvLayoutNode *covered;      /* nodes as they are in the grid */
  guint n_edges;
  RvPath *paths;              /* of each edge */
  RvLane *lanes;
  guint n_lanes;
  guint *lane_edges;          /* what lanes point into */
  RvLayoutNode *known;        /* nodes as they were when the routes were found */
  gboolean is_fresh;          /* routes were only taken over so far */
  GHashTable *before;         /* edge → GArray of RvPoint: its route before the drag */
};

/* router-lanes.c: sorts the edges into lanes. */
void rv_router_make_lanes (RvRouter *router);

/* Finds out anew where edge @e may leave its boxes. */
void rv_router_find_docks (RvRouter *router, guint e);

/* Takes all paths of @lane off the grid, as its own, and puts them back. */
void rv_router_lift (RvRouter *router, const RvLane *lane);
void rv_router_drop (RvRouter *router, const RvLane *lane);

/* Clears the paths of those edges of @lane, which is lifted, that are not kept. */
void rv_router_forget (RvRouter *router, const RvLane *lane);

/* Finds paths for all edges that are not kept. */
void rv_router_route_lanes (RvRouter *router, gboolean is_draft);
