/* Where something that is moved or sized comes to rest: at edges and middles of what is near, as far from its
 * neighbour as others are from theirs, else on the grid. Pure arithmetic. */
#pragma once

#include "draw/scene.h"

/** RvSnapGap: the free room between two, along an axis. */
typedef struct {
  double from, to;
  double at;              /* across the axis, where both are */
} RvSnapGap;

typedef struct {
  gboolean has_x, has_y;  /* an edge of another was found */
  double x, y;            /* where */
  gboolean has_x_gaps, has_y_gaps;
  RvSnapGap x_gaps[2];    /* two that are the same now, the one beside what moves first */
  RvSnapGap y_gaps[2];
} RvSnapGuides;

/** rv_snap_move: @moving: where the thing would be. @others: what it may line up with. @grid: 0 for none.
 * @tolerance: how far it may be drawn. Returns: by how much to move it besides. */
RvPoint rv_snap_move (RvRect moving, const RvRect *others, guint n_others, double grid, double tolerance, RvSnapGuides *guides);

/** rv_snap_point: Returns: @point on the grid. */
RvPoint rv_snap_point (RvPoint point, double grid);
