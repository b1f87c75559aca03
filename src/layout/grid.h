/* The plane for routing: lines across and down that routes may follow, what boxes shut of them, and how many lanes
 * run where. Lines lie at multiples of one step, dense near boxes and few in empty space, with one more in every gap
 * that is too narrow for these. A cell is where a line across meets one down, and half the way to the next. */
#pragma once

#include "layout/graph.h"

#define RV_GRID_CLEAR 8.0     /* px between a route and a foreign box, where there is room */

typedef enum {
  RV_ACROSS,
  RV_DOWN
} RvAxis;

/* Of a cell, by axis. */
#define RV_CELL_SHUT(axis) (1 << (axis))      /* a box is in the way along the axis */
#define RV_CELL_OWN(axis) (4 << (axis))       /* the lane that is being routed already runs here */

typedef struct {
  guint n_columns, n_rows;
  double *x, *y;              /* of the lines down and across */
  double *room_x, *room_y;    /* boxes that do not shut a line are so far from it */
  gint32 *gap_x, *gap_y;      /* px to the next line */
  guint8 *flags;              /* of cells, row by row */
  guint8 *lanes[2];           /* by axis: how many run there */
} RvGrid;

/** rv_grid_new: a grid over all boxes of @graph and some room around. */
RvGrid *rv_grid_new (const RvLayoutGraph *graph);
void rv_grid_free (RvGrid *grid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvGrid, rv_grid_free)

static inline gsize
rv_grid_cell (const RvGrid *grid, guint column, guint row)
{
  return (gsize) row * grid->n_columns + column;
}

/** rv_grid_column_at: Returns: the line down that is nearest to @x. */
guint rv_grid_column_at (const RvGrid *grid, double x);
guint rv_grid_row_at (const RvGrid *grid, double y);

/** rv_grid_cover: shuts what @node is in the way of. */
void rv_grid_cover (RvGrid *grid, const RvLayoutNode *node);

/** rv_grid_uncover: opens what @node shut; boxes of @graph near it keep what is theirs. @node is in @graph no longer,
 * or elsewhere. */
void rv_grid_uncover (RvGrid *grid, const RvLayoutNode *node, const RvLayoutGraph *graph);

/** rv_grid_has_room_for: Returns: whether @node lies well within the grid. */
gboolean rv_grid_has_room_for (const RvGrid *grid, const RvLayoutNode *node);
