/* Snapping to edges and to the grid. */
#include "canvas/snap.h"

#include <math.h>

typedef struct {
  double best;      /* the smallest move so far */
  double at;        /* the line that it leads to */
  gboolean found;
} Search;

/* Lines up the low, middle and high line of the one with those of the other. */
static void
try_span (Search *search, double low, double size, double other_low, double other_size, double tolerance)
{
  for (int i = 0; i <= 2; i++)
    for (int j = 0; j <= 2; j++)
      {
        double line = other_low + other_size * j / 2, move = line - (low + size * i / 2);

        /* Middles line up with middles only; else everything is near something. */
        if ((i == 1) != (j == 1) || fabs (move) > tolerance || (search->found && fabs (move) >= fabs (search->best)))
          continue;
        *search = (Search) { move, line, TRUE };
      }
}

static double
to_grid (double value, double grid)
{
  return grid > 0 ? round (value / grid) * grid - value : 0;
}

RvPoint
rv_snap_move (RvRect moving, const RvRect *others, guint n_others, double grid, double tolerance, RvSnapGuides *guides)
{
  Search x = { 0 }, y = { 0 };

  for (guint i = 0; i < n_others; i++)
    {
      try_span (&x, moving.x, moving.width, others[i].x, others[i].width, tolerance);
      try_span (&y, moving.y, moving.height, others[i].y, others[i].height, tolerance);
    }
  *guides = (RvSnapGuides) { x.found, y.found, x.at, y.at };
  return (RvPoint) { x.found ? x.best : to_grid (moving.x, grid), y.found ? y.best : to_grid (moving.y, grid) };
}

RvPoint
rv_snap_point (RvPoint point, double grid)
{
  return (RvPoint) { point.x + to_grid (point.x, grid), point.y + to_grid (point.y, grid) };
}
