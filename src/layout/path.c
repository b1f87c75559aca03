/* Where the stretches of a path begin and end, and the route that comes of it. */
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

static gboolean
take_side (const RvLayoutNode *node, double y, const RvPoint *end, double *x, gboolean *right)
{
  *x = end->x;
  *right = fabs (end->x - node->x - node->width) < 0.5;
  return fabs (end->y - y) < 0.01 && (*right || fabs (end->x - node->x) < 0.5);
}

gboolean
rv_path_keep (RvPath *path, const RvGrid *grid, const RvLayoutGraph *graph, const RvLayoutEdge *edge)
{
  const RvPoint *points = edge->points;

  if (edge->n_points < 2 || edge->n_points % 2 != 0)
    return FALSE;
  if (!take_side (rv_layout_graph_node (graph, edge->from), path->from_y, &points[0], &path->from_x, &path->from_right)
      || !take_side (rv_layout_graph_node (graph, edge->to), path->to_y, &points[edge->n_points - 1], &path->to_x, &path->to_right))
    return FALSE;
  for (guint i = 0; i + 1 < edge->n_points; i++)
    {
      gboolean across = i % 2 == 0;
      RvStretch stretch = { across ? rv_grid_row_at (grid, points[i].y) : rv_grid_column_at (grid, points[i].x),
                            across ? points[i].y : points[i].x };

      if (across ? points[i].y != points[i + 1].y : points[i].x != points[i + 1].x)
        return FALSE;
      g_array_append_val (path->stretches, stretch);
    }
  path->is_kept = TRUE;
  return TRUE;
}

static void
mark (RvCell *cell, RvAxis axis, gint32 lane, int by)
{
  if (by < 0)
    {
      cell->uses[axis] -= cell->uses[axis] > 0;
      return;
    }
  if (cell->uses[axis] == 0)
    cell->lane[axis] = lane;
  else if (cell->lane[axis] != lane)
    cell->lane[axis] = RV_LANE_MIXED;
  cell->uses[axis] = MIN (cell->uses[axis] + 1, 250);
}

static void
claim_across (const RvPath *path, RvGrid *grid, guint i, int by)
{
  guint a = rv_grid_column_at (grid, rv_path_end_x (path, i, 0));
  guint b = rv_grid_column_at (grid, rv_path_end_x (path, i, 1));

  for (guint column = MIN (a, b); column <= MAX (a, b); column++)
    mark (rv_grid_cell (grid, column, rv_path_stretch (path, i)->track), RV_ACROSS, path->lane, by);
}

static void
claim_down (const RvPath *path, RvGrid *grid, guint i, int by)
{
  guint a = rv_path_stretch (path, i - 1)->track, b = rv_path_stretch (path, i + 1)->track;

  for (guint row = MIN (a, b); row <= MAX (a, b); row++)
    mark (rv_grid_cell (grid, rv_path_stretch (path, i)->track, row), RV_DOWN, path->lane, by);
}

void
rv_path_claim (const RvPath *path, RvGrid *grid, int by)
{
  for (guint i = 0; i < path->stretches->len; i++)
    if (i % 2 == 0)
      claim_across (path, grid, i, by);
    else
      claim_down (path, grid, i, by);
}

static gboolean
is_foreign (const RvCell *cell, gint32 lane)
{
  return (cell->uses[RV_ACROSS] > 0 && cell->lane[RV_ACROSS] != lane) || (cell->uses[RV_DOWN] > 0 && cell->lane[RV_DOWN] != lane);
}

static gboolean
is_alone_across (const RvPath *path, const RvGrid *grid, guint i)
{
  guint a = rv_grid_column_at (grid, rv_path_end_x (path, i, 0)), b = rv_grid_column_at (grid, rv_path_end_x (path, i, 1));

  for (guint column = MIN (a, b); column <= MAX (a, b); column++)
    if (is_foreign (rv_grid_cell (grid, column, rv_path_stretch (path, i)->track), path->lane))
      return FALSE;
  return TRUE;
}

static gboolean
is_alone_down (const RvPath *path, const RvGrid *grid, guint i)
{
  guint a = rv_path_stretch (path, i - 1)->track, b = rv_path_stretch (path, i + 1)->track;

  for (guint row = MIN (a, b); row <= MAX (a, b); row++)
    if (is_foreign (rv_grid_cell (grid, rv_path_stretch (path, i)->track, row), path->lane))
      return FALSE;
  return TRUE;
}

gboolean
rv_path_is_alone (const RvPath *path, const RvGrid *grid)
{
  for (guint i = 0; i < path->stretches->len; i++)
    if (i % 2 == 0 ? !is_alone_across (path, grid, i) : !is_alone_down (path, grid, i))
      return FALSE;
  return TRUE;
}

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
