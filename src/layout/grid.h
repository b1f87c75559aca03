/* The plane in cells, for routing: which are covered by boxes, which lines run through them. A line
 * may lie anywhere in a free cell without touching a box. Cells are fine near boxes, coarse in empty space. */
#pragma once

#include "layout/graph.h"

#define RV_LANE_MIXED (-1)

typedef enum {
  RV_ACROSS,
  RV_DOWN
} RvAxis;

typedef struct {
  gint32 lane[2];       /* by axis: the one lane that runs along it, or RV_LANE_MIXED */
  guint8 uses[2];       /* by axis: how many lines */
  guint8 covered;       /* by how many boxes, or nearly */
} RvCell;

typedef struct {
  guint n_columns, n_rows;
  double *x, *y;        /* where columns and rows begin, one more than there are */
  gint32 *middle_x, *middle_y;
  RvCell *cells;        /* row by row */
} RvGrid;

/** rv_grid_new: a grid over all boxes of @graph and some room around. */
RvGrid *rv_grid_new (const RvLayoutGraph *graph);
void rv_grid_free (RvGrid *grid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvGrid, rv_grid_free)

static inline RvCell *
rv_grid_cell (const RvGrid *grid, guint column, guint row)
{
  return &grid->cells[(gsize) row * grid->n_columns + column];
}

/** rv_grid_column_at: Returns: the column of @x; the nearest one for an @x outside. */
guint rv_grid_column_at (const RvGrid *grid, double x);
guint rv_grid_row_at (const RvGrid *grid, double y);

/** rv_grid_beside: Returns: the first column beside @node that it does not cover. */
guint rv_grid_beside (const RvGrid *grid, const RvLayoutNode *node, gboolean right);
