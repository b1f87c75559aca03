/* Snapping to edges, to gaps like others, and to the grid. */
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

/* ---- gaps ------------------------------------------------------------------------------------------------- */

/* A rectangle as one axis sees it. */
typedef struct {
  double low, high;
  double cross_low, cross_high;
} Span;

typedef struct {
  double move;
  RvSnapGap gaps[2];
  gboolean found;
} GapSearch;

static Span
span_of (RvRect rect, gboolean is_x)
{
  if (is_x)
    return (Span) { rect.x, rect.x + rect.width, rect.y, rect.y + rect.height };
  return (Span) { rect.y, rect.y + rect.height, rect.x, rect.x + rect.width };
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const Span *one = a, *other = b;

  return one->low < other->low ? -1 : one->low > other->low;
}

/* Those that are beside what moves, in order. */
static GArray *
find_row (Span moving, const RvRect *others, guint n_others, gboolean is_x)
{
  GArray *row = g_array_new (FALSE, FALSE, sizeof (Span));

  for (guint i = 0; i < n_others; i++)
    {
      Span span = span_of (others[i], is_x);

      if (span.cross_low < moving.cross_high && span.cross_high > moving.cross_low)
        g_array_append_val (row, span);
    }
  g_array_sort (row, compare_spans);
  return row;
}

static RvSnapGap
gap_between (Span a, Span b)
{
  return (RvSnapGap) { a.high, b.low, (MAX (a.cross_low, b.cross_low) + MIN (a.cross_high, b.cross_high)) / 2 };
}

/* Moves @moving by @move if that is less than what was found so far; @like is as wide as the gap that is then at its
 * low or high side, to @beside. */
static void
try_gap (GapSearch *search, Span moving, Span beside, double move, RvSnapGap like, double tolerance)
{
  if (fabs (move) > tolerance || (search->found && fabs (move) >= fabs (search->move)))
    return;
  moving.low += move;
  moving.high += move;
  *search = (GapSearch) { move, { beside.low < moving.low ? gap_between (beside, moving) : gap_between (moving, beside), like }, TRUE };
}

/* In the middle between its neighbours. */
static void
try_middle (GapSearch *search, Span moving, Span left, Span right, double tolerance)
{
  double gap = (right.low - left.high - (moving.high - moving.low)) / 2, move = left.high + gap - moving.low;
  Span there = { moving.low + move, moving.high + move, moving.cross_low, moving.cross_high };

  if (gap > 0)
    try_gap (search, moving, left, move, gap_between (there, right), tolerance);
}

static GapSearch
find_gap (RvRect rect, const RvRect *others, guint n_others, gboolean is_x, double tolerance)
{
  Span moving = span_of (rect, is_x);
  g_autoptr (GArray) row = find_row (moving, others, n_others, is_x);
  const Span *spans = (const Span *) (gpointer) row->data;
  const Span *left = NULL, *right = NULL;
  GapSearch search = { 0 };

  for (guint i = 0; i < row->len; i++)
    if (spans[i].high <= moving.low + tolerance)
      left = left == NULL || spans[i].high > left->high ? &spans[i] : left;
    else if (right == NULL && spans[i].low >= moving.high - tolerance)
      right = &spans[i];
  if (left != NULL && right != NULL)
    try_middle (&search, moving, *left, *right, tolerance);
  for (guint i = 0; i + 1 < row->len; i++)
    {
      RvSnapGap like = gap_between (spans[i], spans[i + 1]);
      double gap = like.to - like.from;

      if (gap <= 0 || (&spans[i] == left && &spans[i + 1] == right))
        continue;
      if (left != NULL)
        try_gap (&search, moving, *left, left->high + gap - moving.low, like, tolerance);
      if (right != NULL)
        try_gap (&search, moving, *right, right->low - gap - moving.high, like, tolerance);
    }
  return search;
}

/* ---- both --------------------------------------------------------------------------------------------------- */

/* The smaller move; an edge that it leads to as well is shown, too. Returns: the move. */
static double
decide (Search *edge, const GapSearch *gap, double to_grid)
{
  if (!gap->found || (edge->found && fabs (edge->best) < fabs (gap->move)))
    return edge->found ? edge->best : to_grid;
  edge->found = edge->found && edge->best == gap->move;
  return gap->move;
}

RvPoint
rv_snap_move (RvRect moving, const RvRect *others, guint n_others, double grid, double tolerance, RvSnapGuides *guides)
{
  Search x = { 0 }, y = { 0 };
  GapSearch x_gap = find_gap (moving, others, n_others, TRUE, tolerance), y_gap = find_gap (moving, others, n_others, FALSE, tolerance);
  RvPoint move;

  for (guint i = 0; i < n_others; i++)
    {
      try_span (&x, moving.x, moving.width, others[i].x, others[i].width, tolerance);
      try_span (&y, moving.y, moving.height, others[i].y, others[i].height, tolerance);
    }
  move = (RvPoint) { decide (&x, &x_gap, to_grid (moving.x, grid)), decide (&y, &y_gap, to_grid (moving.y, grid)) };
  *guides = (RvSnapGuides) { x.found, y.found, x.at, y.at, x_gap.found && x_gap.move == move.x, y_gap.found && y_gap.move == move.y,
                             { x_gap.gaps[0], x_gap.gaps[1] }, { y_gap.gaps[0], y_gap.gaps[1] } };
  return move;
}

RvPoint
rv_snap_point (RvPoint point, double grid)
{
  return (RvPoint) { point.x + to_grid (point.x, grid), point.y + to_grid (point.y, grid) };
}
