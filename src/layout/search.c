/* A* over (cell, direction of arrival). The estimate counts the turns that even an empty
 * plane would ask for, so it never exceeds the truth and the first arrival is the best. */
#include "layout/search.h"

#include "layout/queue.h"

#define COST_BEND 300          /* in px of line */
#define COST_CROSS 80
#define COST_SHARE 15         /* for each cell on top of a foreign line */
#define COST_BOX 20000        /* for each cell inside a box, when there is no way around */
#define EFFORT 8000000.0      /* states looked at for all lines together, before haste sets in */
#define EFFORT_LEAST 1500.0   /* for one line */
#define EFFORT_SHARE 6.0      /* so many times its share may a line take */
#define UNIT 8                /* the estimate counts its haste / UNIT times */
#define HASTE 32              /* when time is short */
#define HASTE_DRAFT 12        /* for a route that will be sought once more */
#define COST_LIMIT (1u << 28)
#define START 3               /* came by this turn: nowhere */

/* Directions; opposite ones differ in bit 1, axes in bit 0. */
enum { RIGHT, DOWNWARD, LEFT, UPWARD };

static const int step_x[4] = { 1, 0, -1, 0 }, step_y[4] = { 0, 1, 0, -1 };

typedef struct {
  guint32 epoch;              /* of the search that wrote the cost */
  guint32 cost : 29;
  guint32 came : 2;           /* the turn taken before: direction minus direction before, plus 1; or START */
  guint32 is_done : 1;
} State;

typedef struct {
  guint column[2], row;       /* beside the left and the right side of the box */
} Dock;

struct RvSearch {
  const RvGrid *grid;
  State **states;             /* of each row that was reached: by column and direction */
  guint32 epoch;
  RvQueue queue;
  gint32 lane;
  Dock start, goal;
  gboolean through_boxes;
  guint haste;
  double effort_left;
};

RvSearch *
rv_search_new (const RvGrid *grid)
{
  RvSearch *search = g_new0 (RvSearch, 1);

  search->grid = grid;
  search->effort_left = EFFORT;
  search->states = g_new0 (State *, grid->n_rows);
  return search;
}

void
rv_search_free (RvSearch *search)
{
  rv_queue_free (&search->queue);
  for (guint row = 0; row < search->grid->n_rows; row++)
    g_free (search->states[row]);
  g_free (search->states);
  g_free (search);
}

/* Rows are made when they are needed: a search for few lines sees little of a large grid. */
static State *
state_at (RvSearch *search, guint column, guint row, guint direction)
{
  if (G_UNLIKELY (search->states[row] == NULL))
    search->states[row] = g_new0 (State, (gsize) search->grid->n_columns * 4);
  return &search->states[row][column * 4 + direction];
}

static Dock
dock_at (const RvGrid *grid, const RvLayoutNode *node, double y)
{
  return (Dock){ { rv_grid_beside (grid, node, FALSE), rv_grid_beside (grid, node, TRUE) }, rv_grid_row_at (grid, y) };
}

/* The fewest turns from a place to one that is @ahead in the direction wanted at the end and @aside across
 * of it (signed as y), when going @direction; @wanted is RIGHT or LEFT. */
static guint
least_turns (int ahead, int aside, guint direction, guint wanted)
{
  if (direction == wanted)
    return ahead < 0 ? 4 : aside == 0 ? 0 : 2;
  if ((direction ^ wanted) == 2)
    return aside == 0 ? 4 : 2;
  if (aside == 0)
    return ahead < 0 ? 3 : 1;
  if ((aside > 0) != (direction == DOWNWARD))
    return 3;
  return ahead < 0 ? 3 : 1;
}

static guint32
estimate (const RvSearch *search, guint column, guint row, guint direction)
{
  const RvGrid *grid = search->grid;
  int aside = grid->middle_y[search->goal.row] - grid->middle_y[row];
  guint32 best = G_MAXUINT32;

  for (guint side = 0; side < 2; side++)
    {
      int ahead = grid->middle_x[search->goal.column[side]] - grid->middle_x[column];
      guint turns = least_turns (side == 0 ? ahead : -ahead, aside, direction, side == 0 ? RIGHT : LEFT);

      best = MIN (best, (guint32) ABS (ahead) + (guint32) ABS (aside) + turns * COST_BEND);
    }
  return best;
}

static void
reach (RvSearch *search, guint column, guint row, guint direction, guint32 cost, guint came)
{
  guint32 index = (row * search->grid->n_columns + column) * 4 + direction;
  State *state = state_at (search, column, row, direction);

  if (cost >= COST_LIMIT || (state->epoch == search->epoch && state->cost <= cost))
    return;
  state->epoch = search->epoch;
  state->cost = cost;
  state->came = came & 3;
  state->is_done = FALSE;
  rv_queue_add (&search->queue, cost + search->haste * estimate (search, column, row, direction) / UNIT, index);
}

/* What other lines make it cost to enter @cell along @axis: nothing where a line of the same lane already runs. */
static guint32
traffic (const RvSearch *search, const RvCell *cell, guint axis)
{
  guint32 cost = 0;

  if (cell->uses[axis] && cell->lane[axis] == search->lane)
    return 0;
  if (cell->uses[axis])
    cost += COST_SHARE;
  if (cell->uses[!axis] && cell->lane[!axis] != search->lane)
    cost += COST_CROSS;
  return cost;
}

static void
step (RvSearch *search, guint column, guint row, guint direction, guint turned, guint32 cost)
{
  const RvGrid *grid = search->grid;
  guint next_column = column + (guint) step_x[turned], next_row = row + (guint) step_y[turned];
  const RvCell *cell;

  if (next_column >= grid->n_columns || next_row >= grid->n_rows)
    return;
  cell = rv_grid_cell (grid, next_column, next_row);
  if (cell->covered)
    {
      if (!search->through_boxes)
        return;
      cost += COST_BOX;
    }
  cost += (guint32) ABS (grid->middle_x[next_column] - grid->middle_x[column]);
  cost += (guint32) ABS (grid->middle_y[next_row] - grid->middle_y[row]);
  cost += traffic (search, cell, turned & 1);
  if (turned != direction)
    {
      const RvCell *corner = rv_grid_cell (grid, column, row);

      cost += COST_BEND;
      if (corner->uses[turned & 1] && corner->lane[turned & 1] != search->lane)
        cost += COST_SHARE;
    }
  reach (search, next_column, next_row, turned, cost, (turned - direction + 1) & 3);
}

/* Whether the line can go into the goal's box from here. A turn before it is not yet paid. */
static gboolean
is_arrival (const RvSearch *search, guint column, guint row, guint direction)
{
  if (row != search->goal.row)
    return FALSE;
  return (column == search->goal.column[0] && direction != LEFT)
         || (column == search->goal.column[1] && direction != RIGHT);
}

static void
begin (RvSearch *search)
{
  const RvGrid *grid = search->grid;

  search->epoch++;
  rv_queue_clear (&search->queue);
  for (guint side = 0; side < 2; side++)
    if (search->through_boxes || !rv_grid_cell (grid, search->start.column[side], search->start.row)->covered)
      reach (search, search->start.column[side], search->start.row, side == 0 ? LEFT : RIGHT, 0, START);
}

/* Looks at @most states. Returns: the state of arrival, or -1. */
static gint64
find (RvSearch *search, double most)
{
  const guint n_columns = search->grid->n_columns;
  RvQueued entry;

  begin (search);
  while (most > 0 && rv_queue_take (&search->queue, &entry))
    {
      guint cell = entry.item / 4, direction = entry.item & 3, column = cell % n_columns, row = cell / n_columns;
      State *state = state_at (search, column, row, direction);
      guint32 cost = state->cost;

      if (state->is_done)
        continue;
      if (is_arrival (search, column, row, direction))
        return entry.item;
      state->is_done = TRUE;
      most--;
      search->effort_left--;
      step (search, column, row, direction, direction, cost);
      step (search, column, row, direction, (direction + 1) & 3, cost);
      step (search, column, row, direction, (direction + 3) & 3, cost);
    }
  return -1;
}

/* The best way in a bounded time, else a good one, else one through boxes. */
static gint64
find_somehow (RvSearch *search, guint n_lines_left, gboolean is_draft)
{
  double share = MAX (0, search->effort_left) / MAX (1, n_lines_left);
  gint64 arrival;

  search->through_boxes = FALSE;
  search->haste = is_draft ? HASTE_DRAFT : UNIT;
  arrival = find (search, MAX (EFFORT_LEAST, EFFORT_SHARE * share));
  search->haste = HASTE;
  if (arrival < 0)
    arrival = find (search, INFINITY);
  search->through_boxes = TRUE;
  return arrival < 0 ? find (search, INFINITY) : arrival;
}

static void
add_stretch (const RvSearch *search, RvPath *path, guint axis, guint column, guint row)
{
  const RvGrid *grid = search->grid;
  RvStretch stretch;

  stretch.track = axis == RV_ACROSS ? row : column;
  stretch.at = axis == RV_ACROSS ? (grid->y[row] + grid->y[row + 1]) / 2 : (grid->x[column] + grid->x[column + 1]) / 2;
  g_array_append_val (path->stretches, stretch);
}

/* Walks back from the arrival and writes the stretches, last first. */
static void
trace (const RvSearch *search, gint64 arrival, RvPath *path)
{
  guint cell = (guint) (arrival / 4), direction = (guint) (arrival & 3);
  guint column = cell % search->grid->n_columns, row = cell / search->grid->n_columns;

  path->to_right = column == search->goal.column[1] && direction != RIGHT;
  if (direction & 1)
    add_stretch (search, path, RV_ACROSS, column, row);
  for (;;)
    {
      guint came = search->states[row][column * 4 + direction].came;

      if (came == START)
        break;
      if (came != 1)
        add_stretch (search, path, direction & 1, column, row);
      column -= (guint) step_x[direction];
      row -= (guint) step_y[direction];
      direction = (direction - came + 1) & 3;
    }
  path->from_right = direction == RIGHT;
  add_stretch (search, path, RV_ACROSS, column, row);
}

static void
reverse (GArray *stretches)
{
  for (guint i = 0; i < stretches->len / 2; i++)
    {
      RvStretch *a = &g_array_index (stretches, RvStretch, i);
      RvStretch *b = &g_array_index (stretches, RvStretch, stretches->len - 1 - i), kept = *a;

      *a = *b;
      *b = kept;
    }
}

static void
fix_ends (const RvLayoutNode *from, const RvLayoutNode *to, RvPath *path)
{
  path->from_x = from->x + (path->from_right ? from->width : 0);
  path->to_x = to->x + (path->to_right ? to->width : 0);
  rv_path_stretch (path, 0)->at = path->from_y;
  rv_path_stretch (path, path->stretches->len - 1)->at = path->to_y;
}

/* One stretch cannot reach two ports of different height: puts a step in the middle. */
static void
split_straight (const RvSearch *search, RvPath *path)
{
  double x = (path->from_x + path->to_x) / 2;
  RvStretch stretch = { rv_grid_column_at (search->grid, x), x };
  RvStretch last = *rv_path_stretch (path, 0);

  last.at = path->to_y;
  rv_path_stretch (path, 0)->at = path->from_y;
  g_array_append_val (path->stretches, stretch);
  g_array_append_val (path->stretches, last);
}

void
rv_search_route (RvSearch *search, const RvLayoutNode *from, const RvLayoutNode *to, guint n_lines_left, gboolean is_draft,
                 RvPath *path)
{
  gint64 arrival;

  search->lane = path->lane;
  search->start = dock_at (search->grid, from, path->from_y);
  search->goal = dock_at (search->grid, to, path->to_y);
  arrival = find_somehow (search, n_lines_left, is_draft);
  g_array_set_size (path->stretches, 0);
  g_return_if_fail (arrival >= 0);
  trace (search, arrival, path);
  reverse (path->stretches);
  fix_ends (from, to, path);
  if (path->stretches->len == 1 && path->from_y != path->to_y)
    split_straight (search, path);
}

gboolean
rv_search_has_time (const RvSearch *search)
{
  return search->effort_left > 0;
}
