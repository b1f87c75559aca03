/* A route on a grid: straight stretches that alternate, across, down, across … */
#pragma once

#include "layout/grid.h"

typedef struct {
  guint track;          /* the line of the grid that it follows: row of a stretch across, column of one down */
  double at;            /* its y or x, on the track or near it */
} RvStretch;

typedef struct {
  GArray *stretches;    /* RvStretch; the first and the last go across; empty: no route */
  guint lane;           /* lines of one lane may lie on each other */
  double from_x, to_x;  /* of the sides of boxes where it ends */
  gboolean is_kept;     /* stays as it is while others are spread */
} RvPath;

static inline RvStretch *
rv_path_stretch (const RvPath *path, guint i)
{
  return &g_array_index (path->stretches, RvStretch, i);
}

/** rv_path_end_x: Returns: where stretch @i, which goes across, begins (@end 0) and ends (@end 1). */
double rv_path_end_x (const RvPath *path, guint i, guint end);

/** rv_path_end_y: the same for a stretch that goes down. */
double rv_path_end_y (const RvPath *path, guint i, guint end);

/** rv_path_take: makes @path a route that is there already. Returns: whether it can be one: made of stretches across
 * and down that alternate. */
gboolean rv_path_take (RvPath *path, const RvGrid *grid, const RvPoint *points, guint n_points);

/* The cells of a path are counted once for each lane; while a lane is lifted off the grid its cells are
 * flagged as its own instead. */

/** rv_path_lift: makes the cells of @path, counted before, the own ones. */
void rv_path_lift (const RvPath *path, RvGrid *grid);

/** rv_path_flag: flags the cells of @path as own ones, or not any longer. */
void rv_path_flag (const RvPath *path, RvGrid *grid, gboolean is_own);

/** rv_path_drop: counts the cells of @path that are own ones, and they are these no longer. */
void rv_path_drop (const RvPath *path, RvGrid *grid);

/** rv_path_n_met: Returns: in how many cells of @path, which is lifted, there are other lanes. */
guint rv_path_n_met (const RvPath *path, const RvGrid *grid);

/** rv_path_points: Returns: (transfer full) (element-type RvPoint): the corners, ends included. */
GArray *rv_path_points (const RvPath *path);
