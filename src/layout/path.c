/* Where the stretches of a path begin and end, the cells it runs through, and the route that comes of it. */
#include "layout/path.h"

double
rv_path_end_x (const RvPath *path, guint i, guint end)
{
  if (end == 0)
    return i == 0 ? path->from_x : rv_path_stretch (path, i - 1)->at;
  return i + 1 == path->stretches->len ? path->to_x : rv_path_stretch (path, i + 1)->at;
}

double
rv_path_end_y (const RvPath *path, guint i, guint end)
{
  return rv_path_stretch (path, end == 0 ? i - 1 : i + 1)->at;
}

gboolean
rv_path_take (RvPath *path, const RvGrid *grid, const RvPoint *points, guint n_points)
{
  g_array_set_size (path->stretches, 0);
  if (n_points < 2 || n_points % 2 != 0)
    return FALSE;
  for (guint i = 0; i + 1 < n_points; i++)
    if (i % 2 == 0 ? points[i].y != points[i + 1].y : points[i].x != points[i + 1].x)
      return FALSE;
  for (guint i = 0; i + 1 < n_points; i++)
    {
      gboolean across = i % 2 == 0;
      RvStretch stretch = { across ? rv_grid_row_at (grid, points[i].y) : rv_grid_column_at (grid, points[i].x),
                            across ? points[i].y : points[i].x };

      g_array_append_val (path->stretches, stretch);
    }
  path->from_x = points[0].x;
  path->to_x = points[n_points - 1].x;
  return TRUE;
}

/* ---- cells ------------------------------------------------------------------------------------ */

typedef void (*CellFunction) (RvGrid *grid, gsize cell, RvAxis axis);

/* The lines of the grid between which stretch @i runs. */
static void
find_extent (const RvPath *path, const RvGrid *grid, guint i, guint *low, guint *high)
{
  guint last = path->stretches->len - 1;
  guint a = i == 0 ? rv_grid_column_at (grid, path->from_x) : rv_path_stretch (path, i - 1)->track;
  guint b = i == last ? rv_grid_column_at (grid, path->to_x) : rv_path_stretch (path, i + 1)->track;

  *low = MIN (a, b);
  *high = MAX (a, b);
}

static void
for_each_cell (const RvPath *path, RvGrid *grid, CellFunction function)
{
  for (guint i = 0; i < path->stretches->len; i++)
    {
      guint track = rv_path_stretch (path, i)->track, low, high;

      find_extent (path, grid, i, &low, &high);
      for (guint at = low; at <= high; at++)
        if (i % 2 == 0)
          function (grid, rv_grid_cell (grid, at, track), RV_ACROSS);
        else
          function (grid, rv_grid_cell (grid, track, at), RV_DOWN);
    }
}

static void
lift_cell (RvGrid *grid, gsize cell, RvAxis axis)
{
  guint8 *lanes = &grid->lanes[axis][cell];

  if (!(grid->flags[cell] & RV_CELL_OWN (axis)))
    *lanes = (guint8) (*lanes - (*lanes > 0));
  grid->flags[cell] |= RV_CELL_OWN (axis);
}

static void
flag_cell (RvGrid *grid, gsize cell, RvAxis axis)
{
  grid->flags[cell] |= RV_CELL_OWN (axis);
}

static void
unflag_cell (RvGrid *grid, gsize cell, RvAxis axis)
{
  grid->flags[cell] &= (guint8) ~RV_CELL_OWN (axis);
}

static void
drop_cell (RvGrid *grid, gsize cell, RvAxis axis)
{
  guint8 *lanes = &grid->lanes[axis][cell];

  if (grid->flags[cell] & RV_CELL_OWN (axis))
    *lanes = (guint8) (*lanes + (*lanes < 250));
  unflag_cell (grid, cell, axis);
}

void
rv_path_lift (const RvPath *path, RvGrid *grid)
{
  for_each_cell (path, grid, lift_cell);
}

void
rv_path_flag (const RvPath *path, RvGrid *grid, gboolean is_own)
{
  for_each_cell (path, grid, is_own ? flag_cell : unflag_cell);
}

void
rv_path_drop (const RvPath *path, RvGrid *grid)
{
  for_each_cell (path, grid, drop_cell);
}

guint
rv_path_n_met (const RvPath *path, const RvGrid *grid)
{
  guint n = 0;

  for (guint i = 0; i < path->stretches->len; i++)
    {
      guint track = rv_path_stretch (path, i)->track, low, high;

      find_extent (path, grid, i, &low, &high);
      for (guint at = low; at <= high; at++)
        {
          gsize cell = i % 2 == 0 ? rv_grid_cell (grid, at, track) : rv_grid_cell (grid, track, at);

          n += grid->lanes[RV_ACROSS][cell] > 0 || grid->lanes[RV_DOWN][cell] > 0;
        }
    }
  return n;
}

/* ---- the route -------------------------------------------------------------------------------- */

static void
add_point (GArray *points, double x, double y)
{
  RvPoint point = { x, y }, *last = points->len > 0 ? &g_array_index (points, RvPoint, points->len - 1) : NULL;
  RvPoint *before = points->len > 1 ? last - 1 : NULL;

  if (last != NULL && last->x == x && last->y == y)
    return;
  if (before != NULL && ((before->x == last->x && last->x == x) || (before->y == last->y && last->y == y)))
    *last = point;
  else
    g_array_append_val (points, point);
}

GArray *
rv_path_points (const RvPath *path)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (RvPoint));
  guint n = path->stretches->len;

  if (n == 0)
    return points;
  for (guint i = 0; i < n; i += 2)
    {
      double y = rv_path_stretch (path, i)->at;

      add_point (points, rv_path_end_x (path, i, 0), y);
      add_point (points, rv_path_end_x (path, i, 1), y);
    }
  return points;
}
