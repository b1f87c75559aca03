/* Chooses where lines lie and marks what boxes shut. */
#include "layout/grid.h"

#include <string.h>

#define STEP 16.0             /* px between lines */
#define SHARP 0.5             /* lines lie on the middle of a pixel: so they are sharp at 1:1 */
#define FINE_AROUND 10        /* so many lines beside every edge of a box */
#define ROOM 30               /* lines around the whole */
#define MOST_CELLS 4000000.0
#define MOST_LINES 20000
#define LEAST_GAP 4.0         /* a narrower gap between boxes is none */

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

/* ---- where lines lie ------------------------------------------------------------------------ */

/* Lines at multiples of @step, and half a pixel, from @low to @high, a few over the empty stretch before. */
static void
add_lines (GArray *lines, double low, double high, double step)
{
  double first = ceil (low / step), last = floor (high / step);

  if (lines->len > 0)
    {
      double end = g_array_index (lines, double, lines->len - 1);

      for (guint i = 1; i < 4 && first * step + SHARP - end > 2 * step; i++)
        {
          double at = end + (first * step + SHARP - end) * i / 4;

          g_array_append_val (lines, at);
        }
    }
  for (double i = first; i <= last; i++)
    {
      double at = i * step + SHARP;

      g_array_append_val (lines, at);
    }
}

/* @edges: sorted places that need lines around. */
static GArray *
choose_lines (const GArray *edges, double step)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (double));
  double first = edges->len > 0 ? g_array_index (edges, double, 0) : 0;
  double low = first - ROOM * step, high = first + FINE_AROUND * step;

  for (guint i = 0; i < edges->len; i++)
    {
      double at = g_array_index (edges, double, i);

      if (at - FINE_AROUND * step > high)
        {
          add_lines (lines, low, high, step);
          low = at - FINE_AROUND * step;
        }
      high = at + FINE_AROUND * step;
    }
  add_lines (lines, low, high + (ROOM - FINE_AROUND) * step, step);
  return lines;
}

/* A box along one axis, and what it covers of the other. */
typedef struct {
  double low, high, side_low, side_high;
} Span;

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const Span *p = a, *q = b;

  return p->low < q->low ? -1 : p->low > q->low;
}

static GArray *
collect_spans (const RvLayoutGraph *graph, RvAxis axis)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (Span));

  for (guint i = 0; i < graph->nodes->len; i++)
    {
      const RvLayoutNode *node = rv_layout_graph_node (graph, i);
      Span x = { node->x, node->x + node->width, node->y, node->y + node->height };
      Span y = { x.side_low, x.side_high, x.low, x.high };

      g_array_append_val (spans, *(axis == RV_ACROSS ? &x : &y));
    }
  g_array_sort (spans, compare_spans);
  return spans;
}

static guint
first_above (const GArray *spans, double low)
{
  guint first = 0, last = spans->len;

  while (first < last)
    {
      guint middle = (first + last) / 2;

      if (g_array_index (spans, Span, middle).low < low)
        first = middle + 1;
      else
        last = middle;
    }
  return first;
}

/* Whether a multiple of @step lies between, well clear of both ends. */
static gboolean
has_line (double low, double high, double step)
{
  return ceil ((low + RV_GRID_CLEAR) / step) * step <= high - RV_GRID_CLEAR;
}

/* Boxes that a person pushed together leave gaps that no line may happen to fall into: gives these lines of their own. */
static GArray *
find_narrow_gaps (const GArray *spans, double step)
{
  GArray *gaps = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < spans->len && gaps->len < MOST_LINES; i++)
    {
      const Span *a = &g_array_index (spans, Span, i);

      for (guint j = first_above (spans, a->high + LEAST_GAP); j < spans->len; j++)
        {
          const Span *b = &g_array_index (spans, Span, j);
          double middle = (a->high + b->low) / 2;

          if (b->low > a->high + step + 2 * RV_GRID_CLEAR)
            break;
          if (b->side_low > a->side_high + step || a->side_low > b->side_high + step || has_line (a->high, b->low, step))
            continue;
          g_array_append_val (gaps, middle);
        }
    }
  return gaps;
}

static void
sort_lines (GArray *lines)
{
  guint kept = 0;

  g_array_sort (lines, compare_doubles);
  for (guint i = 0; i < lines->len; i++)
    if (kept == 0 || g_array_index (lines, double, i) > g_array_index (lines, double, kept - 1) + 0.5)
      g_array_index (lines, double, kept++) = g_array_index (lines, double, i);
  g_array_set_size (lines, kept);
}

static void
collect_edges (const RvLayoutGraph *graph, GArray *x, GArray *y)
{
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      const RvLayoutNode *node = rv_layout_graph_node (graph, i);
      double right = node->x + node->width, bottom = node->y + node->height;

      g_array_append_val (x, node->x);
      g_array_append_val (x, right);
      g_array_append_val (y, node->y);
      g_array_append_val (y, bottom);
    }
  for (guint e = 0; e < graph->edges->len; e++)
    {
      const RvLayoutEdge *edge = rv_layout_graph_edge (graph, e);
      double from = rv_layout_port_y (rv_layout_graph_node (graph, edge->from), edge->from_port);
      double to = rv_layout_port_y (rv_layout_graph_node (graph, edge->to), edge->to_port);

      g_array_append_val (y, from);
      g_array_append_val (y, to);
    }
  g_array_sort (x, compare_doubles);
  g_array_sort (y, compare_doubles);
}

static double
choose_step (const GArray *x_edges, const GArray *y_edges)
{
  for (double step = STEP; ; step *= 1.25)
    {
      g_autoptr (GArray) x = choose_lines (x_edges, step), y = choose_lines (y_edges, step);

      if ((double) x->len * y->len <= MOST_CELLS || step > 1e6)
        return step;
    }
}

static gint32 *
measure_gaps (const double *lines, guint n)
{
  gint32 *gaps = g_new0 (gint32, n + 1);

  for (guint i = 0; i + 1 < n; i++)
    gaps[i] = (gint32) MIN (round (lines[i + 1] - lines[i]), 1e6);
  return gaps;
}

static guint
find_nearest (const double *lines, guint n, double at)
{
  guint low = 0, high = n;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (lines[middle] <= at)
        low = middle;
      else
        high = middle;
    }
  return low + 1 < n && lines[low + 1] - at < at - lines[low] ? low + 1 : low;
}

guint
rv_grid_column_at (const RvGrid *grid, double x)
{
  return find_nearest (grid->x, grid->n_columns, x);
}

guint
rv_grid_row_at (const RvGrid *grid, double y)
{
  return find_nearest (grid->y, grid->n_rows, y);
}

/* Lines in narrow gaps keep less distance to boxes than others. */
static double *
measure_room (const RvGrid *grid, RvAxis axis, const GArray *spans, const GArray *gaps)
{
  guint n = axis == RV_ACROSS ? grid->n_columns : grid->n_rows;
  const double *lines = axis == RV_ACROSS ? grid->x : grid->y;
  double *room = g_new (double, n + 1);

  for (guint i = 0; i < n; i++)
    room[i] = RV_GRID_CLEAR;
  for (guint i = 0; i < gaps->len; i++)
    {
      guint line = find_nearest (lines, n, g_array_index (gaps, double, i));

      for (guint j = 0; j < spans->len; j++)
        {
          const Span *span = &g_array_index (spans, Span, j);
          double away = lines[line] < span->low ? span->low - lines[line] : lines[line] - span->high;

          if (away >= LEAST_GAP / 2 - 0.1)
            room[line] = MIN (room[line], away - 0.5);
        }
    }
  return room;
}

/* ---- boxes -------------------------------------------------------------------------------------- */

/* The lines that a box from @low to @high shuts. Returns: whether there are any. */
static gboolean
find_shut (const double *lines, const double *room, guint n, double low, double high, guint *first, guint *last)
{
  guint a = find_nearest (lines, n, low - RV_GRID_CLEAR), b = find_nearest (lines, n, high + RV_GRID_CLEAR);

  while (a < b && lines[a] <= low - room[a])
    a++;
  while (b > a && lines[b] >= high + room[b])
    b--;
  *first = a;
  *last = b;
  return lines[a] > low - room[a] && lines[a] < high + room[a];
}

static void
flag_cells (RvGrid *grid, guint left, guint right, guint top, guint bottom, guint8 flag)
{
  for (guint row = top; row <= bottom; row++)
    for (guint column = left; column <= right; column++)
      grid->flags[rv_grid_cell (grid, column, row)] |= flag;
}

void
rv_grid_cover (RvGrid *grid, const RvLayoutNode *node)
{
  guint left = rv_grid_column_at (grid, node->x - 1), right = rv_grid_column_at (grid, node->x + node->width + 1);
  guint top = rv_grid_row_at (grid, node->y - 1), bottom = rv_grid_row_at (grid, node->y + node->height + 1);
  guint first, last;

  if (find_shut (grid->x, grid->room_x, grid->n_columns, node->x, node->x + node->width, &first, &last))
    flag_cells (grid, first, last, top, bottom, RV_CELL_SHUT (RV_DOWN));
  if (find_shut (grid->y, grid->room_y, grid->n_rows, node->y, node->y + node->height, &first, &last))
    flag_cells (grid, left, right, first, last, RV_CELL_SHUT (RV_ACROSS));
}

/* What @node may have flagged. */
static void
bound_cells (const RvGrid *grid, const RvLayoutNode *node, guint *left, guint *right, guint *top, guint *bottom)
{
  *left = rv_grid_column_at (grid, node->x - RV_GRID_CLEAR);
  *right = rv_grid_column_at (grid, node->x + node->width + RV_GRID_CLEAR);
  *top = rv_grid_row_at (grid, node->y - RV_GRID_CLEAR);
  *bottom = rv_grid_row_at (grid, node->y + node->height + RV_GRID_CLEAR);
}

void
rv_grid_uncover (RvGrid *grid, const RvLayoutNode *node, const RvLayoutGraph *graph)
{
  guint left, right, top, bottom;
  double reach = 2 * RV_GRID_CLEAR + 2;

  bound_cells (grid, node, &left, &right, &top, &bottom);
  for (guint row = top; row <= bottom; row++)
    for (guint column = left; column <= right; column++)
      grid->flags[rv_grid_cell (grid, column, row)] &= (guint8) ~(RV_CELL_SHUT (RV_ACROSS) | RV_CELL_SHUT (RV_DOWN));
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      const RvLayoutNode *other = rv_layout_graph_node (graph, i);

      if (other->x < grid->x[right] + reach && other->x + other->width > grid->x[left] - reach
          && other->y < grid->y[bottom] + reach && other->y + other->height > grid->y[top] - reach)
        rv_grid_cover (grid, other);
    }
}

gboolean
rv_grid_has_room_for (const RvGrid *grid, const RvLayoutNode *node)
{
  const double margin = 4 * STEP;

  return grid->x[0] + margin < node->x && node->x + node->width < grid->x[grid->n_columns - 1] - margin
         && grid->y[0] + margin < node->y && node->y + node->height < grid->y[grid->n_rows - 1] - margin;
}

/* ---- the grid ------------------------------------------------------------------------------------ */

static GArray *
make_lines (const GArray *edges, const GArray *gaps, double step)
{
  GArray *lines = choose_lines (edges, step);

  g_array_append_vals (lines, gaps->data, gaps->len);
  sort_lines (lines);
  return lines;
}

static void
lay_lines (RvGrid *grid, const RvLayoutGraph *graph)
{
  g_autoptr (GArray) x_edges = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) y_edges = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) x_spans = collect_spans (graph, RV_ACROSS), y_spans = collect_spans (graph, RV_DOWN);
  g_autoptr (GArray) x_gaps = NULL, y_gaps = NULL;
  GArray *x, *y;
  double step;

  collect_edges (graph, x_edges, y_edges);
  step = choose_step (x_edges, y_edges);
  x_gaps = find_narrow_gaps (x_spans, step);
  y_gaps = find_narrow_gaps (y_spans, step);
  sort_lines (x_gaps);
  sort_lines (y_gaps);
  x = make_lines (x_edges, x_gaps, step);
  y = make_lines (y_edges, y_gaps, step);
  grid->n_columns = x->len;
  grid->n_rows = y->len;
  grid->x = (double *) g_array_free (x, FALSE);
  grid->y = (double *) g_array_free (y, FALSE);
  grid->room_x = measure_room (grid, RV_ACROSS, x_spans, x_gaps);
  grid->room_y = measure_room (grid, RV_DOWN, y_spans, y_gaps);
}

RvGrid *
rv_grid_new (const RvLayoutGraph *graph)
{
  RvGrid *grid = g_new0 (RvGrid, 1);
  gsize n_cells;

  lay_lines (grid, graph);
  n_cells = (gsize) grid->n_columns * grid->n_rows;
  grid->gap_x = measure_gaps (grid->x, grid->n_columns);
  grid->gap_y = measure_gaps (grid->y, grid->n_rows);
  grid->flags = g_new0 (guint8, n_cells);
  grid->lanes[RV_ACROSS] = g_new0 (guint8, n_cells);
  grid->lanes[RV_DOWN] = g_new0 (guint8, n_cells);
  for (guint i = 0; i < graph->nodes->len; i++)
    rv_grid_cover (grid, rv_layout_graph_node (graph, i));
  return grid;
}

void
rv_grid_free (RvGrid *grid)
{
  if (grid == NULL)
    return;
  g_free (grid->x);
  g_free (grid->y);
  g_free (grid->room_x);
  g_free (grid->room_y);
  g_free (grid->gap_x);
  g_free (grid->gap_y);
  g_free (grid->flags);
  g_free (grid->lanes[RV_ACROSS]);
  g_free (grid->lanes[RV_DOWN]);
  g_free (grid);
}
