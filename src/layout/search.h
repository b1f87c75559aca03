/* Finds cheap routes on a grid: short, few turns, few crossings, not on top of other lanes, on their own where they can. A field
 * holds what it costs from every cell of a window to one port, for a growing number of turns; any port can then
 * be linked to that one. */
#pragma once

#include "layout/path.h"
#include "layout/shelf.h"

/* Where lines may leave a box: a port, seen from both sides of it (0: left, 1: right). */
typedef struct {
  double y;
  guint row;                  /* of the grid, near y */
  double side[2];             /* x */
  double reach[2];            /* x of what is first in the way */
  guint near[2], far[2];      /* columns at which a line may turn, from the side outwards */
  gboolean is_open[2];        /* there are such */
} RvDock;

/** rv_dock_at: Returns: the dock of @node at @port. */
RvDock rv_dock_at (const RvGrid *grid, const RvShelf *shelf, const RvLayoutNode *node, double port);

typedef struct {
  guint left, right, top, bottom;   /* columns and rows, all within */
} RvWindow;

typedef struct RvSearch RvSearch;

/** rv_search_new: @n_boxes: among so many bends and crossings are weighed. */
RvSearch *rv_search_new (const RvGrid *grid, guint n_boxes);
void rv_search_free (RvSearch *search);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvSearch, rv_search_free)

/** rv_search_route: fills the stretches and sides of @path with the route between two docks. Passes through boxes only
 * where there is no other way. A draft is quicker. */
void rv_search_route (RvSearch *search, const RvDock *from, const RvDock *to, gboolean is_draft, RvPath *path);

/** rv_search_route_simply: the same with at most two turns. Returns: whether there is such a route. */
gboolean rv_search_route_simply (RvSearch *search, const RvDock *from, const RvDock *to, RvPath *path);

/** rv_search_window: Returns: the window around two docks. */
RvWindow rv_search_window (const RvSearch *search, const RvDock *from, const RvDock *to);

/** rv_search_spread: makes the field around @to in @window. */
void rv_search_spread (RvSearch *search, const RvDock *to, RvWindow window, guint n_turns);

/** rv_search_deepen: lets the field lead two turns further. */
void rv_search_deepen (RvSearch *search);

/** rv_search_follow: as rv_search_route() to where the field leads. Returns: whether there is a way. */
gboolean rv_search_follow (RvSearch *search, const RvDock *from, RvPath *path);

/** rv_search_limit: bounds what will be done to @more cells; after that routes run straight through boxes.
 * They look for ways farther off only where there is no bound. */
void rv_search_limit (RvSearch *search, double more);

/** rv_search_may: Returns: whether a field in @window is within the limit. */
gboolean rv_search_may (const RvSearch *search, RvWindow window);

/** rv_search_work: Returns: how much was done so far, in cells. */
double rv_search_work (const RvSearch *search);
