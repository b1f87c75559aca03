/* The cost of columns. Crossings are counted gap by gap: two lines cross where their order differs between
 * the two sides, which is quickly told of many at once. */
#include "layout/sketch.h"

#include <string.h>

#define COST_CROSSING 1200.0  /* in px of line */
#define COST_SAME_COLUMN 150.0
#define COST_SKIPPED 240.0    /* for each column that a line passes by */
#define COST_TALL 2.5         /* for each px that the tallest column is above the usual */

typedef float Floats __attribute__ ((vector_size (16)));
typedef gint32 Ints __attribute__ ((vector_size (16)));

static int
compare_by_place (gconstpointer a, gconstpointer b, gpointer data)
{
  const double *place = data;
  guint i = *(const guint *) a, j = *(const guint *) b;

  return place[i] < place[j] ? -1 : place[i] > place[j] ? 1 : i < j ? -1 : i > j;
}

/* Stacks column @c around the middle. */
static void
stack_column (RvSketch *sketch, guint c)
{
  double height = -RV_SKETCH_AIR, y;

  for (guint k = 0; k < sketch->n_stacked[c]; k++)
    height += sketch->height[sketch->stack[c][k]] + RV_SKETCH_AIR;
  y = -height / 2;
  for (guint k = 0; k < sketch->n_stacked[c]; k++)
    {
      guint box = sketch->stack[c][k];

      sketch->column[box] = c;
      sketch->x[box] = c * sketch->pitch;
      sketch->y[box] = y;
      y += sketch->height[box] + RV_SKETCH_AIR;
    }
  sketch->tallness[c] = height;
}

/* Columns of about the same height, filled from left to right; each sorted from top to bottom. */
static void
fill_columns (RvSketch *sketch, const RvComponent *component)
{
  g_autofree guint *order = g_new (guint, sketch->n_boxes);
  double filled = 0;

  for (guint i = 0; i < sketch->n_boxes; i++)
    order[i] = i;
  g_qsort_with_data (order, sketch->n_boxes, sizeof (guint), compare_by_place, component->x);
  for (guint i = 0; i < sketch->n_boxes; i++)
    {
      double middle = filled + (sketch->height[order[i]] + RV_SKETCH_AIR) / 2;
      guint column = MIN ((guint) (middle / sketch->usual_height), sketch->n_columns - 1);

      filled += sketch->height[order[i]] + RV_SKETCH_AIR;
      sketch->stack[column][sketch->n_stacked[column]++] = order[i];
    }
  for (guint c = 0; c < sketch->n_columns; c++)
    {
      g_qsort_with_data (sketch->stack[c], sketch->n_stacked[c], sizeof (guint), compare_by_place, component->y);
      stack_column (sketch, c);
    }
}

static void
read_lines (RvSketch *sketch, const RvComponent *component, const RvLayoutGraph *graph)
{
  g_autoptr (RvLayoutGraph) part = rv_component_graph (component, graph);

  sketch->lines = g_new (RvSketchLine, part->edges->len + 1);
  for (guint e = 0; e < part->edges->len; e++)
    {
      const RvLayoutEdge *edge = rv_layout_graph_edge (part, e);
      const RvLayoutNode *from = rv_layout_graph_node (part, edge->from), *to = rv_layout_graph_node (part, edge->to);

      if (edge->from != edge->to)
        sketch->lines[sketch->n_lines++] = (RvSketchLine){ edge->from, edge->to, rv_layout_port_y (from, edge->from_port) - from->y,
                                                           rv_layout_port_y (to, edge->to_port) - to->y };
    }
}

/* Lists the lines of each box. */
static void
list_lines (RvSketch *sketch)
{
  g_autofree guint *next = NULL;

  sketch->first_line = g_new0 (guint, sketch->n_boxes + 1);
  sketch->line_of = g_new (guint, 2 * sketch->n_lines + 1);
  for (guint i = 0; i < sketch->n_lines; i++)
    {
      sketch->first_line[sketch->lines[i].from + 1]++;
      sketch->first_line[sketch->lines[i].to + 1]++;
    }
  for (guint i = 0; i < sketch->n_boxes; i++)
    sketch->first_line[i + 1] += sketch->first_line[i];
  next = g_memdup2 (sketch->first_line, sketch->n_boxes * sizeof (guint));
  for (guint i = 0; i < sketch->n_lines; i++)
    {
      sketch->line_of[next[sketch->lines[i].from]++] = i;
      sketch->line_of[next[sketch->lines[i].to]++] = i;
    }
}

static void
make_columns (RvSketch *sketch)
{
  sketch->stack = g_new (guint *, sketch->n_columns);
  sketch->n_stacked = g_new0 (guint, sketch->n_columns);
  sketch->tallness = g_new0 (double, sketch->n_columns);
  sketch->gaps = g_new0 (RvGap, sketch->n_columns);
  sketch->within = g_new (guint, sketch->n_lines + 1);
  for (guint c = 0; c < sketch->n_columns; c++)
    {
      sketch->stack[c] = g_new (guint, sketch->n_boxes + 1);
      sketch->gaps[c].left = g_aligned_alloc (sketch->n_lines + 4, sizeof (float), sizeof (Floats));
      sketch->gaps[c].right = g_aligned_alloc (sketch->n_lines + 4, sizeof (float), sizeof (Floats));
      sketch->gaps[c].to = g_aligned_alloc (sketch->n_lines + 4, sizeof (gint32), sizeof (Ints));
    }
}

void
rv_sketch_init (RvSketch *sketch, const RvComponent *component, const RvLayoutGraph *graph, guint n_columns)
{
  guint n = component->n_boxes;
  double widths = 0, heights = 0;

  *sketch = (RvSketch){ .n_boxes = n, .n_columns = n_columns };
  sketch->width = g_new (double, n);
  sketch->height = g_new (double, n);
  sketch->x = g_new0 (double, n);
  sketch->y = g_new0 (double, n);
  sketch->column = g_new0 (guint, n);
  for (guint i = 0; i < n; i++)
    {
      sketch->width[i] = rv_layout_graph_node (graph, component->node[i])->width;
      sketch->height[i] = rv_layout_graph_node (graph, component->node[i])->height;
      widths += sketch->width[i];
      heights += sketch->height[i] + RV_SKETCH_AIR;
    }
  sketch->pitch = widths / n + RV_SKETCH_CHANNEL;
  sketch->usual_height = heights / n_columns;
  read_lines (sketch, component, graph);
  list_lines (sketch);
  make_columns (sketch);
  fill_columns (sketch, component);
}

void
rv_sketch_clear (RvSketch *sketch)
{
  for (guint c = 0; c < sketch->n_columns; c++)
    {
      g_free (sketch->stack[c]);
      g_aligned_free (sketch->gaps[c].left);
      g_aligned_free (sketch->gaps[c].right);
      g_aligned_free (sketch->gaps[c].to);
    }
  g_free (sketch->stack);
  g_free (sketch->n_stacked);
  g_free (sketch->tallness);
  g_free (sketch->gaps);
  g_free (sketch->within);
  g_free (sketch->lines);
  g_free (sketch->first_line);
  g_free (sketch->line_of);
  g_free (sketch->width);
  g_free (sketch->height);
  g_free (sketch->x);
  g_free (sketch->y);
  g_free (sketch->column);
}

static guint
take_out (RvSketch *sketch, RvSlot slot)
{
  guint *stack = sketch->stack[slot.column], box = stack[slot.index];

  memmove (stack + slot.index, stack + slot.index + 1, (--sketch->n_stacked[slot.column] - slot.index) * sizeof (guint));
  return box;
}

static void
put_in (RvSketch *sketch, RvSlot slot, guint box)
{
  guint *stack = sketch->stack[slot.column];

  memmove (stack + slot.index + 1, stack + slot.index, (sketch->n_stacked[slot.column]++ - slot.index) * sizeof (guint));
  stack[slot.index] = box;
}

RvSlot
rv_sketch_slot (const RvSketch *sketch, guint box)
{
  RvSlot slot = { sketch->column[box], 0 };

  while (sketch->stack[slot.column][slot.index] != box)
    slot.index++;
  return slot;
}

static void
stack_both (RvSketch *sketch, guint a, guint b)
{
  stack_column (sketch, a);
  if (a != b)
    stack_column (sketch, b);
}

void
rv_sketch_move (RvSketch *sketch, RvSlot from, RvSlot to)
{
  put_in (sketch, to, take_out (sketch, from));
  stack_both (sketch, from.column, to.column);
}

void
rv_sketch_swap (RvSketch *sketch, RvSlot a, RvSlot b)
{
  guint box = sketch->stack[a.column][a.index];

  sketch->stack[a.column][a.index] = sketch->stack[b.column][b.index];
  sketch->stack[b.column][b.index] = box;
  stack_both (sketch, a.column, b.column);
}

static void
add_to_gap (RvGap *gap, double left, double right, guint to)
{
  gap->left[gap->n] = (float) left;
  gap->right[gap->n] = (float) right;
  gap->to[gap->n++] = (gint32) to;
}

/* Puts a line into the gaps that it passes through. Returns: what it costs by itself. */
static double
draw_line (RvSketch *sketch, guint i)
{
  const RvSketchLine *line = &sketch->lines[i];
  double from = sketch->y[line->from] + line->from_port, to = sketch->y[line->to] + line->to_port;
  guint a = sketch->column[line->from], b = sketch->column[line->to], first = MIN (a, b), last = MAX (a, b);
  double y = a < b ? from : to, slope;

  if (a == b)
    {
      sketch->within[sketch->n_within++] = i;
      return fabs (from - to) + COST_SAME_COLUMN;
    }
  slope = ((a < b ? to : from) - y) / (last - first);
  for (guint c = first; c < last; c++, y += slope)
    add_to_gap (&sketch->gaps[c], y, y + slope, line->to);
  return fabs (from - to) + (last - first - 1) * (COST_SKIPPED + sketch->pitch);
}

static void
pad (RvGap *gap)
{
  for (guint i = gap->n; i < ((gap->n + 3) & ~3u); i++)
    {
      gap->left[i] = gap->right[i] = NAN;
      gap->to[i] = -1;
    }
}

/* How many pairs of lines change their order between the sides; lines to the same box may. Four at once; what
 * pads the last four crosses nothing. */
static guint
count_crossings (const RvGap *gap)
{
  const Ints *tos = (const Ints *) gap->to;
  const Floats *left = (const Floats *) gap->left, *right = (const Floats *) gap->right;
  Ints found = { 0 };

  for (guint i = 0; i + 1 < gap->n; i++)
    {
      const float from = gap->left[i], at = gap->right[i];
      const gint32 to = gap->to[i], first = (gint32) (i & ~3u);
      Ints index = { first, first + 1, first + 2, first + 3 };

      found -= ((left[i / 4] - from) * (right[i / 4] - at) < 0) & (tos[i / 4] != to) & (index > (gint32) i);
      for (guint j = i / 4 + 1; j < (gap->n + 3) / 4; j++)
        found -= ((left[j] - from) * (right[j] - at) < 0) & (tos[j] != to);
    }
  return (guint) (found[0] + found[1] + found[2] + found[3]);
}

/* How many lines begin to the right of a line within a column, or to the left of it in the last one. */
static guint
count_beside (const RvSketch *sketch, const RvSketchLine *line)
{
  guint column = sketch->column[line->from];
  gboolean is_last = column + 1 == sketch->n_columns && column > 0;
  const RvGap *gap = &sketch->gaps[is_last ? column - 1 : column];
  const float *at = is_last ? gap->right : gap->left;
  double a = sketch->y[line->from] + line->from_port, b = sketch->y[line->to] + line->to_port;
  const float low = (float) MIN (a, b), high = (float) MAX (a, b);
  gint32 n = 0;

  for (guint j = 0; j < gap->n; j++)
    n += (at[j] > low) & (at[j] < high) & (gap->to[j] != (gint32) line->to);
  return (guint) n;
}

double
rv_sketch_cost (RvSketch *sketch, double limit)
{
  double cost = 0, tallest = 0;

  sketch->n_within = 0;
  for (guint c = 0; c < sketch->n_columns; c++)
    {
      sketch->gaps[c].n = 0;
      tallest = MAX (tallest, sketch->tallness[c]);
    }
  cost += COST_TALL * MAX (0, tallest - sketch->usual_height);
  for (guint i = 0; i < sketch->n_lines; i++)
    cost += draw_line (sketch, i);
  for (guint c = 0; c + 1 < sketch->n_columns && cost <= limit; c++)
    {
      pad (&sketch->gaps[c]);
      cost += COST_CROSSING * count_crossings (&sketch->gaps[c]);
    }
  for (guint i = 0; i < sketch->n_within && cost <= limit; i++)
    cost += COST_CROSSING * count_beside (sketch, &sketch->lines[sketch->within[i]]);
  return cost;
}
