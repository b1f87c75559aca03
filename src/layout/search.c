/* Reads routes out of fields, and tries what is quicker first: straight lines, two turns, windows that are small. */
#include "layout/search-private.h"

#define FEW_BOXES 250
#define COST_BEND_FEW 250     /* in px of line; where there are few boxes, a crossing is worse */
#define COST_BEND_MANY 4000   /* where there are many, lines turn often */
#define COST_CROSS_FEW 400    /* for each lane that is crossed */
#define COST_CROSS_MANY 190
#define COST_THROUGH 6000     /* for a cell that a box shuts, where there is no other way */
#define MARGIN_NEAR 7         /* lines of the grid around what is linked */
#define MARGIN 30             /* the same among many, where there is time: few turns need wide ways */
#define MARGIN_WIDE 60
#define MARGIN_DRAFT 30       /* instead of that */
#define MOST_ROUNDS 12        /* of two turns each */
#define EFFORT 2e9            /* cells looked at, before long searches are given up */

RvSearch *
rv_search_new (const RvGrid *grid, guint n_boxes)
{
  RvSearch *search = g_new0 (RvSearch, 1);

  search->grid = grid;
  search->weights[0] = g_new (gint32, grid->n_columns + 1);
  search->weights[1] = g_new (gint32, grid->n_columns + 1);
  search->ends = g_new (gint32, grid->n_columns + 1);
  search->shut = COST_SHUT;
  search->bend = n_boxes < FEW_BOXES ? COST_BEND_FEW : COST_BEND_MANY;
  search->cross = n_boxes < FEW_BOXES ? COST_CROSS_FEW : COST_CROSS_MANY;
  search->limit = INFINITY;
  search->margin = search->widest = n_boxes < FEW_BOXES ? MARGIN_NEAR : MARGIN;
  return search;
}

void
rv_search_free (RvSearch *search)
{
  if (search == NULL)
    return;
  for (guint i = 0; i < 2; i++)
    {
      g_free (search->values[i]);
      g_free (search->weights[i]);
    }
  g_free (search->ends);
  g_free (search);
}

double
rv_search_work (const RvSearch *search)
{
  return search->work;
}

void
rv_search_limit (RvSearch *search, double more)
{
  search->limit = search->work + more;
  search->margin = isinf (more) ? search->widest : MARGIN_NEAR;
}

gboolean
rv_search_may (const RvSearch *search, RvWindow window)
{
  double area = (window.right - window.left + 1.0) * (window.bottom - window.top + 1.0);

  return search->work + 5 * area <= search->limit;
}

/* ---- docks -------------------------------------------------------------------------------------- */

/* Left of @x, or right: the first line that keeps clear of it. */
static guint
first_clear (const RvGrid *grid, double x, gboolean right)
{
  guint column = rv_grid_column_at (grid, x);

  if (right)
    while (column + 1 < grid->n_columns && grid->x[column] < x + grid->room_x[column])
      column++;
  else
    while (column > 0 && grid->x[column] > x - grid->room_x[column])
      column--;
  return column;
}

RvDock
rv_dock_at (const RvGrid *grid, const RvShelf *shelf, const RvLayoutNode *node, double port)
{
  double y = rv_layout_port_y (node, port);
  RvDock dock = { .y = y, .row = rv_grid_row_at (grid, y), .side = { node->x, node->x + node->width } };

  for (guint side = 0; side < 2; side++)
    {
      double reach = rv_shelf_reach (shelf, node, y, side == 1);

      dock.reach[side] = reach;
      dock.near[side] = first_clear (grid, dock.side[side], side == 1);
      dock.far[side] = first_clear (grid, CLAMP (reach, grid->x[0] - 100, grid->x[grid->n_columns - 1] + 100), side == 0);
      dock.is_open[side] = side == 0 ? dock.far[0] <= dock.near[0] && grid->x[dock.near[0]] < dock.side[0]
                                     : dock.far[1] >= dock.near[1] && grid->x[dock.near[1]] > dock.side[1];
    }
  return dock;
}

/* ---- routes out of a field ---------------------------------------------------------------------- */

static void
add_stretch (const RvSearch *search, RvPath *path, RvAxis axis, guint column, guint row)
{
  RvStretch stretch;

  stretch.track = axis == RV_ACROSS ? row + search->window.top : column + search->window.left;
  stretch.at = axis == RV_ACROSS ? search->grid->y[stretch.track] : search->grid->x[stretch.track];
  g_array_append_val (path->stretches, stretch);
}

/* One step towards the goal along @axis. Returns: whether going on is cheaper than to turn. */
static gboolean
step (const RvSearch *search, RvAxis axis, guint *column, guint *row)
{
  const gint32 *gaps = axis == RV_ACROSS ? search->grid->gap_x + search->window.left : search->grid->gap_y + search->window.top;
  guint at = axis == RV_ACROSS ? *column : *row, n = axis == RV_ACROSS ? search->width : search->height;
  gint32 best = *value_of (search, !axis, *column, *row) + search->bend;
  int chosen = 0;

  for (int way = -1; way <= 1; way += 2)
    if (way < 0 ? at > 0 : at + 1 < n)
      {
        guint next = at + (guint) way;
        gint32 weight = weigh_cell (search, *column, *row, axis, gaps[way < 0 ? next : at]);
        gint32 value = weight + *value_of (search, axis, axis == RV_ACROSS ? next : *column, axis == RV_ACROSS ? *row : next);

        if (value < best || (value == best && chosen == 0))
          {
            best = value;
            chosen = way;
          }
      }
  *(axis == RV_ACROSS ? column : row) += (guint) chosen;
  return chosen != 0;
}

/* Whether the field ends here, going down: only the stretch into the goal is left. */
static gboolean
is_arrival (const RvSearch *search, guint column, guint row)
{
  return row + search->window.top == search->goal.row && search->ends[column] < FAR
         && *value_of (search, RV_DOWN, column, row) >= search->ends[column] + search->bend;
}

static double
side_towards (const RvDock *dock, double x)
{
  return dock->side[fabs (dock->side[1] - x) < fabs (dock->side[0] - x) ? 1 : 0];
}

/* Writes the stretches of the way from column @entry. */
static void
trace (const RvSearch *search, const RvDock *from, guint entry, RvPath *path)
{
  guint column = entry, row = from->row - search->window.top;
  RvAxis axis = RV_DOWN;

  g_array_set_size (path->stretches, 0);
  add_stretch (search, path, RV_ACROSS, column, row);
  add_stretch (search, path, RV_DOWN, column, row);
  while (!(axis == RV_DOWN && is_arrival (search, column, row)))
    if (!step (search, axis, &column, &row))
      {
        axis = !axis;
        add_stretch (search, path, axis, column, row);
      }
  add_stretch (search, path, RV_ACROSS, column, row);
  rv_path_stretch (path, 0)->at = from->y;
  rv_path_stretch (path, path->stretches->len - 1)->at = search->goal.y;
  path->from_x = side_towards (from, search->grid->x[entry + search->window.left]);
  path->to_x = side_towards (&search->goal, search->grid->x[column + search->window.left]);
}

/* From side to side without regard to boxes: for docks that are shut. */
static void
run_direct (const RvSearch *search, const RvDock *from, const RvDock *to, RvPath *path)
{
  gboolean right = from->side[0] + from->side[1] < to->side[0] + to->side[1];
  double x;
  RvStretch first = { from->row, from->y }, last = { to->row, to->y }, middle;

  path->from_x = from->side[right ? 1 : 0];
  path->to_x = to->side[right ? 0 : 1];
  x = (path->from_x + path->to_x) / 2;
  middle = (RvStretch){ rv_grid_column_at (search->grid, x), x };
  g_array_set_size (path->stretches, 0);
  g_array_append_val (path->stretches, first);
  if (from->y != to->y)
    {
      g_array_append_val (path->stretches, middle);
      g_array_append_val (path->stretches, last);
    }
}

/* ---- whole routes ------------------------------------------------------------------------------- */

static guint
less (guint value, guint by)
{
  return value > by ? value - by : 0;
}

static RvWindow
window_around (const RvGrid *grid, const RvDock *a, const RvDock *b, guint margin)
{
  RvWindow window = {
    less (MIN (rv_grid_column_at (grid, a->side[0]), rv_grid_column_at (grid, b->side[0])), margin),
    MAX (rv_grid_column_at (grid, a->side[1]), rv_grid_column_at (grid, b->side[1])) + margin,
    less (MIN (a->row, b->row), margin),
    MAX (a->row, b->row) + margin,
  };

  window.right = MIN (window.right, grid->n_columns - 1);
  window.bottom = MIN (window.bottom, grid->n_rows - 1);
  return window;
}

RvWindow
rv_search_window (const RvSearch *search, const RvDock *from, const RvDock *to)
{
  return window_around (search->grid, from, to, search->margin);
}

/* Ports that look at each other across nothing. */
static gboolean
run_straight (const RvDock *from, const RvDock *to, RvPath *path)
{
  gboolean right = from->side[1] <= to->side[0];
  const RvDock *left_one = right ? from : to, *right_one = right ? to : from;
  RvStretch stretch = { from->row, from->y };

  if (from->y != to->y || left_one->side[1] > right_one->side[0] || left_one->reach[1] < right_one->side[0])
    return FALSE;
  g_array_set_size (path->stretches, 0);
  g_array_append_val (path->stretches, stretch);
  path->from_x = from->side[right ? 1 : 0];
  path->to_x = to->side[right ? 0 : 1];
  return TRUE;
}

/* No route with so many turns can cost less. */
static gint32
least_cost (const RvSearch *search, const RvDock *from, const RvDock *to, guint n_turns)
{
  double across = INFINITY;

  for (guint i = 0; i < 4; i++)
    across = MIN (across, fabs (from->side[i & 1] - to->side[i >> 1]));
  return (gint32) MIN (across + fabs (from->y - to->y), 1e7) * OWN_EIGHTHS / 8 + (gint32) n_turns * search->bend;
}

static gboolean
try (RvSearch *search, const RvDock *from, const RvDock *to, guint margin, guint most_rounds, RvPath *path)
{
  RvWindow window = window_around (search->grid, from, to, margin);
  guint entry = 0;
  gint32 cost;

  if (!rv_search_may (search, window))
    return FALSE;
  rv_search_begin (search, to, window);
  cost = rv_search_find_entry (search, from, &entry);
  for (guint round = 1; round < most_rounds && (cost >= COST_SHUT || (round == 1 && cost > least_cost (search, from, to, 4))); round++)
    {
      rv_search_deepen (search);
      cost = rv_search_find_entry (search, from, &entry);
    }
  if (cost >= COST_SHUT)
    return FALSE;
  trace (search, from, entry, path);
  return TRUE;
}

/* The columns at which both docks let a line turn, one after the other. Returns: whether there are any. */
static gboolean
find_shared_columns (const RvDock *a, const RvDock *b, RvWindow *window)
{
  gboolean any = FALSE;

  for (guint i = 0; i < 4; i++)
    {
      guint p = i & 1, q = i >> 1;
      guint left = MAX (MIN (a->near[p], a->far[p]), MIN (b->near[q], b->far[q]));
      guint right = MIN (MAX (a->near[p], a->far[p]), MAX (b->near[q], b->far[q]));

      if (!a->is_open[p] || !b->is_open[q] || left > right)
        continue;
      window->left = any ? MIN (window->left, left) : left;
      window->right = any ? MAX (window->right, right) : right;
      any = TRUE;
    }
  return any;
}

/* Tries routes of two turns alone. Returns: whether there is one, and, but for a draft, none with more can be cheaper. */
static gboolean
try_two_turns (RvSearch *search, const RvDock *from, const RvDock *to, gboolean is_draft, RvPath *path)
{
  RvWindow window = { 0, 0, MIN (from->row, to->row), MAX (from->row, to->row) }, room = window_around (search->grid, from, to, search->margin);
  guint entry = 0;
  gint32 cost;

  if (!find_shared_columns (from, to, &window))
    return FALSE;
  window.left = MAX (window.left, room.left);
  window.right = MIN (window.right, room.right);
  if (window.left > window.right)
    return FALSE;
  rv_search_begin (search, to, window);
  cost = rv_search_find_entry (search, from, &entry);
  if (cost >= COST_SHUT || (!is_draft && cost > least_cost (search, from, to, 4)))
    return FALSE;
  trace (search, from, entry, path);
  return TRUE;
}

static gboolean
is_open (const RvDock *dock)
{
  return dock->is_open[0] || dock->is_open[1];
}

void
rv_search_route (RvSearch *search, const RvDock *from, const RvDock *to, gboolean is_draft, RvPath *path)
{
  gboolean done = run_straight (from, to, path) || try_two_turns (search, from, to, is_draft, path);

  if (!done && is_open (from) && is_open (to))
    {
      gboolean in_haste = is_draft || search->work > EFFORT;

      done = try (search, from, to, search->margin, 3, path);
      if (!done && search->work < 2 * EFFORT)
        done = try (search, from, to, is_draft ? MARGIN_DRAFT : MARGIN_WIDE, 4, path);
      if (!done && !in_haste)
        done = try (search, from, to, G_MAXINT, MOST_ROUNDS, path);
      search->shut = COST_THROUGH;
      done = done || try (search, from, to, search->margin, 2, path);
      search->shut = COST_SHUT;
    }
  if (!done)
    run_direct (search, from, to, path);
}

gboolean
rv_search_route_simply (RvSearch *search, const RvDock *from, const RvDock *to, RvPath *path)
{
  return run_straight (from, to, path) || try_two_turns (search, from, to, TRUE, path);
}

void
rv_search_spread (RvSearch *search, const RvDock *to, RvWindow window, guint n_turns)
{
  rv_search_begin (search, to, window);
  for (guint turns = 2; turns < n_turns; turns += 2)
    rv_search_deepen (search);
}

gboolean
rv_search_follow (RvSearch *search, const RvDock *from, RvPath *path)
{
  guint entry = 0;

  if (run_straight (from, &search->goal, path))
    return TRUE;
  if (rv_search_find_entry (search, from, &entry) >= COST_SHUT)
    return FALSE;
  trace (search, from, entry, path);
  return TRUE;
}
