/* Fields are swept, not searched: all rows down and up, then all columns, until as many turns as are wanted were
 * possible. That is exact, needs no queue, and its loops are straight. */
#include "layout/search-private.h"

/* The sweeps are most of the work, and wide registers help them much. The results are the same without. */
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define WIDE [[gnu::target_clones ("avx2", "default")]]
#else
#define WIDE
#endif

/* ---- weights of a row ------------------------------------------------------------------------------ */

/* Fills in the weights of @row to be entered from above or below, over a @gap. */
WIDE static void
weigh_row_down (RvSearch *search, guint row, gint32 gap)
{
  gsize first = cell_of (search, 0, row);
  const guint8 *flags = search->grid->flags + first;
  const guint8 *along = search->grid->lanes[RV_DOWN] + first, *athwart = search->grid->lanes[RV_ACROSS] + first;
  gint32 *restrict weights = search->weights[0], cross = search->cross, shut = search->shut;

  for (guint i = 0; i < search->width; i++)
    weights[i] = weigh (flags[i], along[i], athwart[i], RV_DOWN, gap, cross, shut);
}

WIDE static void
weigh_row_across (RvSearch *search, guint row)
{
  gsize first = cell_of (search, 0, row);
  const guint8 *flags = search->grid->flags + first;
  const guint8 *along = search->grid->lanes[RV_ACROSS] + first, *athwart = search->grid->lanes[RV_DOWN] + first;
  const gint32 *gaps = search->grid->gap_x + search->window.left;
  gint32 *restrict from_left = search->weights[0], *restrict from_right = search->weights[1], cross = search->cross, shut = search->shut;

  for (guint i = 0; i < search->width; i++)
    from_right[i] = weigh (flags[i], along[i], athwart[i], RV_ACROSS, gaps[i], cross, shut);
  from_left[0] = 0;
  for (guint i = 1; i < search->width; i++)
    from_left[i] = weigh (flags[i], along[i], athwart[i], RV_ACROSS, gaps[i - 1], cross, shut);
}

/* ---- fields ------------------------------------------------------------------------------------- */

static void
set_window (RvSearch *search, RvWindow window)
{
  gsize n;

  search->window = window;
  search->width = window.right - window.left + 1;
  search->height = window.bottom - window.top + 1;
  n = (gsize) search->width * search->height;
  if (n <= search->room)
    return;
  for (guint axis = 0; axis < 2; axis++)
    {
      g_free (search->values[axis]);
      search->values[axis] = g_new (gint32, n);
    }
  search->room = n;
}

/* Sets in @costs, of the columns of the window, what a line pays from them to the port of @dock on @side. */
static void
add_side (const RvSearch *search, const RvDock *dock, guint side, gint32 *costs)
{
  const RvGrid *grid = search->grid;
  const guint left = search->window.left, right = search->window.right;
  gint32 cost = (gint32) MIN (fabs (grid->x[dock->near[side]] - dock->side[side]), 1e6);

  for (guint column = dock->near[side]; dock->is_open[side]; column = side == 0 ? column - 1 : column + 1)
    {
      gsize cell = rv_grid_cell (grid, column, dock->row);

      if (column >= left && column <= right)
        costs[column - left] = MIN (costs[column - left], cost);
      if (column == dock->far[side] || column == (side == 0 ? left : right) || (side == 0 ? column < left : column > right))
        return;
      cost += weigh (grid->flags[cell], grid->lanes[RV_ACROSS][cell], grid->lanes[RV_DOWN][cell], RV_ACROSS,
                     grid->gap_x[side == 0 ? column - 1 : column], search->cross, 0);
    }
}

WIDE static void
fill (gint32 *values, gsize n, gint32 value)
{
  for (gsize i = 0; i < n; i++)
    values[i] = value;
}

WIDE static void
spread_row_down (RvSearch *search, guint row, guint from)
{
  gint32 *restrict values = value_of (search, RV_DOWN, 0, row);
  const gint32 *restrict before = value_of (search, RV_DOWN, 0, from);
  const gint32 *restrict weights = search->weights[0];

  weigh_row_down (search, row, search->grid->gap_y[search->window.top + MIN (row, from)]);
  for (guint i = 0; i < search->width; i++)
    {
      gint32 value = before[i] + weights[i];

      values[i] = MIN (values[i], value);
    }
}

static void
spread_down (RvSearch *search, guint top, guint bottom)
{
  for (guint row = top + 1; row < search->height; row++)
    spread_row_down (search, row, row - 1);
  for (guint row = bottom; row-- > 0;)
    spread_row_down (search, row, row + 1);
}

WIDE static void
turn (const gint32 *restrict from, gint32 *restrict to, gsize n, gint32 cost)
{
  for (gsize i = 0; i < n; i++)
    {
      gint32 value = from[i] + cost;

      to[i] = MIN (to[i], value);
    }
}

WIDE static void
spread_row_across (RvSearch *search, guint row)
{
  gint32 *values = value_of (search, RV_ACROSS, 0, row), value;
  const gint32 *from_left = search->weights[0], *from_right = search->weights[1];

  weigh_row_across (search, row);
  turn (value_of (search, RV_DOWN, 0, row), values, search->width, search->bend);
  value = values[0];
  for (guint i = 1; i < search->width; i++)
    {
      value = MIN (values[i], value + from_left[i]);
      values[i] = value;
    }
  for (guint i = search->width - 1; i-- > 0;)
    {
      value = MIN (values[i], value + from_right[i]);
      values[i] = value;
    }
}

void
rv_search_begin (RvSearch *search, const RvDock *goal, RvWindow window)
{
  gsize n;
  guint row = goal->row - window.top;

  set_window (search, window);
  search->goal = *goal;
  n = (gsize) search->width * search->height;
  fill (search->values[RV_ACROSS], n, FAR);
  fill (search->values[RV_DOWN], n, FAR);
  fill (search->ends, search->width, FAR);
  add_side (search, goal, 0, search->ends);
  add_side (search, goal, 1, search->ends);
  turn (search->ends, value_of (search, RV_DOWN, 0, row), search->width, search->bend);
  spread_down (search, row, row);
  search->work += (double) n;
}

void
rv_search_deepen (RvSearch *search)
{
  for (guint row = 0; row < search->height; row++)
    {
      spread_row_across (search, row);
      turn (value_of (search, RV_ACROSS, 0, row), value_of (search, RV_DOWN, 0, row), search->width, search->bend);
    }
  spread_down (search, 0, search->height - 1);
  search->work += 4.0 * search->width * search->height;
}

gint32
rv_search_find_entry (RvSearch *search, const RvDock *from, guint *entry)
{
  gint32 best = FAR, *costs = search->weights[0];
  const gint32 *values;

  if (from->row < search->window.top || from->row > search->window.bottom)
    return FAR;
  fill (costs, search->width, FAR);
  add_side (search, from, 0, costs);
  add_side (search, from, 1, costs);
  values = value_of (search, RV_DOWN, 0, from->row - search->window.top);
  for (guint i = 0; i < search->width; i++)
    if (costs[i] + values[i] + search->bend < best)
      {
        best = costs[i] + values[i] + search->bend;
        *entry = i;
      }
  return best;
}
