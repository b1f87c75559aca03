/* A route on a grid: straight stretches that alternate, across, down, across … */
#pragma once

#include "layout/grid.h"

typedef struct {
  guint track;          /* the row of a stretch across, the column of one down */
  double at;            /* its y or x */
} RvStretch;

typedef struct {
  GArray *stretches;    /* RvStretch; the first and the last go across; empty: no route */
  gint32 lane;          /* lines of one lane may lie on each other */
  gboolean from_right, to_right;  /* sides of the boxes */
  double from_x, to_x;  /* of those sides */
  double from_y, to_y;  /* of the ports */
  gboolean is_kept;     /* a route from before, which stays as it is */
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

/** rv_path_keep: takes a route from before as @path, whose port places are set. Returns: whether it still fits
 * them and is made of stretches across and down. */
gboolean rv_path_keep (RvPath *path, const RvGrid *grid, const RvLayoutGraph *graph, const RvLayoutEdge *edge);

/** rv_path_claim: marks the cells that @path runs through; @by is 1, or -1 to take the marks back. */
void rv_path_claim (const RvPath *path, RvGrid *grid, int by);

/** rv_path_is_alone: Returns: whether @path, whose marks are not there, crosses no line and lies on none, but for
 * lines of its lane. */
gboolean rv_path_is_alone (const RvPath *path, const RvGrid *grid);

/** rv_path_points: Returns: (transfer full) (element-type RvPoint): the corners, ends included. */
GArray *rv_path_points (const RvPath *path);
