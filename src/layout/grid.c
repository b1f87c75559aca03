/* Chooses where columns and rows lie and marks what boxes cover. */
#include "layout/grid.h"

#define STEP 14.0             /* px of a fine cell */
#define STEP_MANY 18.0        /* the same for a large drawing */
#define MANY 250              /* boxes */
#define FINE_AROUND 10        /* so many fine cells beside every edge of a box */
#define ROOM 12               /* fine cells around the whole */
#define MOST_CELLS 2500000.0
#define MOST_STARTS 20000
#define INSIDE 0.01           /* px: surely not the next cell */
#define CLEAR 1.0             /* px between a box and a free cell, at least */
#define LEAST_GAP 4.0         /* a narrower gap between boxes is none */

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

/* Starts of cells: fine from @low to @high, a few coarse ones over the empty stretch before. */
static void
add_stretch (GArray *starts, double low, double high, double step)
{
  double last = starts->len > 0 ? g_array_index (starts, double, starts->len - 1) : low;
  guint n = (guint) ceil ((high - MAX (low, last)) / step);

  if (low - last > 2 * step)
    for (guint i = 1; i < 4; i++)
      {
        double at = last + (low - last) * i / 4;

        g_array_append_val (starts, at);
      }
  last = MAX (low, last);
  if (starts->len == 0 || low > g_array_index (starts, double, starts->len - 1))
    g_array_append_val (starts, low);
  for (guint i = 1; i <= n; i++)
    {
      double at = last + i * step;

      g_array_append_val (starts, at);
    }
}

/* @edges: sorted places that need fine cells around. */
static GArray *
choose_starts (const GArray *edges, double step)
{
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (double));
  double first = edges->len > 0 ? g_array_index (edges, double, 0) : 0;
  double low = first - ROOM * step, high = first + FINE_AROUND * step;

  for (guint i = 0; i < edges->len; i++)
    {
      double at = g_array_index (edges, double, i);

      if (at - FINE_AROUND * step > high)
        {
          add_stretch (starts, low, high, step);
          low = at - FINE_AROUND * step;
        }
      high = at + FINE_AROUND * step;
    }
  add_stretch (starts, low, high + (ROOM - FINE_AROUND) * step, step);
  return starts;
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

/* Boxes that a person pushed together leave gaps that no cell may happen to fit into: gives these cells of their own. */
static void
open_gaps (GArray *starts, const GArray *spans, double step)
{
  for (guint i = 0; i < spans->len && starts->len < MOST_STARTS; i++)
    {
      const Span *a = &g_array_index (spans, Span, i);

      for (guint j = first_above (spans, a->high + LEAST_GAP); j < spans->len; j++)
        {
          const Span *b = &g_array_index (spans, Span, j);
          double after = a->high + CLEAR, before = b->low - CLEAR;

          if (b->low > a->high + 2 * step + 2 * CLEAR)
            break;
          if (b->side_low > a->side_high + step || a->side_low > b->side_high + step)
            continue;
          g_array_append_val (starts, after);
          g_array_append_val (starts, before);
        }
    }
}

static GArray *
sort_starts (GArray *starts)
{
  guint kept = 0;

  g_array_sort (starts, compare_doubles);
  for (guint i = 0; i < starts->len; i++)
    if (kept == 0 || g_array_index (starts, double, i) > g_array_index (starts, double, kept - 1) + 0.05)
      g_array_index (starts, double, kept++) = g_array_index (starts, double, i);
  g_array_set_size (starts, kept);
  return starts;
}

static void
add_edge (GArray *edges, double at)
{
  g_array_append_val (edges, at);
}

static void
collect_edges (const RvLayoutGraph *graph, GArray *x, GArray *y)
{
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      const RvLayoutNode *node = rv_layout_graph_node (graph, i);

      add_edge (x, node->x);
      add_edge (x, node->x + node->width);
      add_edge (y, node->y);
      add_edge (y, node->y + node->height);
    }
  for (guint e = 0; e < graph->edges->len; e++)
    {
      const RvLayoutEdge *edge = rv_layout_graph_edge (graph, e);

      add_edge (y, rv_layout_port_y (rv_layout_graph_node (graph, edge->from), edge->from_port));
      add_edge (y, rv_layout_port_y (rv_layout_graph_node (graph, edge->to), edge->to_port));
    }
  g_array_sort (x, compare_doubles);
  g_array_sort (y, compare_doubles);
}

static gint32 *
find_middles (const double *starts, guint n)
{
  gint32 *middles = g_new (gint32, n + 1);

  for (guint i = 0; i < n; i++)
    middles[i] = (gint32) floor ((starts[i] + starts[i + 1]) / 2 - starts[0]);
  return middles;
}

static guint
find_cell (const double *starts, guint n, double at)
{
  guint low = 0, high = n;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (starts[middle] <= at)
        low = middle;
      else
        high = middle;
    }
  return low;
}

guint
rv_grid_column_at (const RvGrid *grid, double x)
{
  return find_cell (grid->x, grid->n_columns, x);
}

guint
rv_grid_row_at (const RvGrid *grid, double y)
{
  return find_cell (grid->y, grid->n_rows, y);
}

guint
rv_grid_beside (const RvGrid *grid, const RvLayoutNode *node, gboolean right)
{
  guint column = rv_grid_column_at (grid, right ? node->x + node->width + CLEAR - INSIDE : node->x - CLEAR + INSIDE);

  if (right)
    return MIN (column + 1, grid->n_columns - 1);
  return column > 0 ? column - 1 : 0;
}

static void
cover (RvGrid *grid, const RvLayoutNode *node)
{
  guint first = rv_grid_column_at (grid, node->x - CLEAR + INSIDE);
  guint last = rv_grid_column_at (grid, node->x + node->width + CLEAR - INSIDE);
  guint top = rv_grid_row_at (grid, node->y - CLEAR + INSIDE);
  guint bottom = rv_grid_row_at (grid, node->y + node->height + CLEAR - INSIDE);

  for (guint row = top; row <= bottom; row++)
    for (guint column = first; column <= last; column++)
      {
        RvCell *cell = rv_grid_cell (grid, column, row);

        cell->covered = MIN (cell->covered + 1, 250);
      }
}

static GArray *
make_starts (const GArray *edges, const GArray *spans, double step)
{
  GArray *starts = choose_starts (edges, step);

  open_gaps (starts, spans, step);
  return sort_starts (starts);
}

static void
choose_cells (RvGrid *grid, const RvLayoutGraph *graph)
{
  g_autoptr (GArray) x_edges = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) y_edges = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) x_spans = collect_spans (graph, RV_ACROSS), y_spans = collect_spans (graph, RV_DOWN);
  GArray *x, *y;
  double step = graph->nodes->len < MANY ? STEP : STEP_MANY, n_cells;

  collect_edges (graph, x_edges, y_edges);
  x = make_starts (x_edges, x_spans, step);
  y = make_starts (y_edges, y_spans, step);
  while ((n_cells = (double) x->len * y->len) > MOST_CELLS && step < 1e6)
    {
      g_array_unref (x);
      g_array_unref (y);
      step *= MAX (1.1, sqrt (n_cells / MOST_CELLS));
      x = sort_starts (choose_starts (x_edges, step));
      y = sort_starts (choose_starts (y_edges, step));
    }
  grid->n_columns = x->len - 1;
  grid->n_rows = y->len - 1;
  grid->x = (double *) g_array_free (x, FALSE);
  grid->y = (double *) g_array_free (y, FALSE);
}

RvGrid *
rv_grid_new (const RvLayoutGraph *graph)
{
  RvGrid *grid = g_new0 (RvGrid, 1);

  choose_cells (grid, graph);
  grid->middle_x = find_middles (grid->x, grid->n_columns);
  grid->middle_y = find_middles (grid->y, grid->n_rows);
  grid->cells = g_new0 (RvCell, (gsize) grid->n_columns * grid->n_rows);
  for (guint i = 0; i < graph->nodes->len; i++)
    cover (grid, rv_layout_graph_node (graph, i));
  return grid;
}

void
rv_grid_free (RvGrid *grid)
{
  g_free (grid->x);
  g_free (grid->y);
  g_free (grid->middle_x);
  g_free (grid->middle_y);
  g_free (grid->cells);
  g_free (grid);
}
