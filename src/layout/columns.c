/* Finds columns and their order by annealing: boxes change places at random, changes for the
 * worse ever more rarely. Then heights are chosen, column by column, so that lines run straight. */
#include "layout/columns.h"

#include "layout/pack.h"
#include "layout/random.h"

#include <string.h>

#define CHANNEL 60.0          /* px between two columns */
#define CHANNEL_PER_LINE 7.0
#define CHANNEL_MAX 150.0
#define AIR 40.0              /* between two boxes of a column */
#define COST_CROSSING 300.0   /* in px of line */
#define COST_SAME_COLUMN 150.0
#define COST_SKIPPED 240.0    /* for each column that a line passes by */
#define COST_TALL 2.5         /* for each px that the tallest column is above the usual */
#define PAIRS_LOOKED_AT 12000000.0
#define HOT 400.0
#define COLD 4.0
#define SWEEPS 24

typedef struct {
  guint from, to;             /* boxes, by their order in the component */
  double from_port, to_port;
} Line;

/* The lines of a sketch drawn straight, by the places of their ends. */
typedef struct {
  float *x0, *y0, *x1, *y1;
  gint32 *to;
} Drawn;

typedef struct {
  guint n_boxes, n_columns, n_lines;
  Line *lines;
  Drawn drawn;
  double *width, *height;     /* of boxes, without air */
  double *x, *y;              /* of their top left corners */
  guint *column;
  guint **stack;              /* of each column: its boxes from top to bottom */
  guint *n_stacked;
  double pitch;               /* usual distance of columns while they are sought */
  double usual_height;        /* of a column */
} Sketch;

typedef struct {
  guint column, index;
} Slot;

static int
compare_by_place (gconstpointer a, gconstpointer b, gpointer data)
{
  const double *place = data;
  guint i = *(const guint *) a, j = *(const guint *) b;

  return place[i] < place[j] ? -1 : place[i] > place[j] ? 1 : i < j ? -1 : i > j;
}

/* Columns of about the same height, filled from left to right; each sorted from top to bottom. */
static void
fill_columns (Sketch *sketch, const RvComponent *component)
{
  g_autofree guint *order = g_new (guint, sketch->n_boxes);
  double filled = 0;

  for (guint i = 0; i < sketch->n_boxes; i++)
    order[i] = i;
  g_qsort_with_data (order, sketch->n_boxes, sizeof (guint), compare_by_place, component->x);
  for (guint i = 0; i < sketch->n_boxes; i++)
    {
      double middle = filled + (sketch->height[order[i]] + AIR) / 2;
      guint column = MIN ((guint) (middle / sketch->usual_height), sketch->n_columns - 1);

      filled += sketch->height[order[i]] + AIR;
      sketch->stack[column][sketch->n_stacked[column]++] = order[i];
    }
  for (guint c = 0; c < sketch->n_columns; c++)
    g_qsort_with_data (sketch->stack[c], sketch->n_stacked[c], sizeof (guint), compare_by_place, component->y);
}

static void
read_lines (Sketch *sketch, const RvComponent *component, const RvLayoutGraph *graph)
{
  g_autoptr (RvLayoutGraph) part = rv_component_graph (component, graph);

  sketch->lines = g_new (Line, part->edges->len + 1);
  for (guint e = 0; e < part->edges->len; e++)
    {
      const RvLayoutEdge *edge = rv_layout_graph_edge (part, e);
      const RvLayoutNode *from = rv_layout_graph_node (part, edge->from), *to = rv_layout_graph_node (part, edge->to);

      if (edge->from != edge->to)
        sketch->lines[sketch->n_lines++] = (Line){ edge->from, edge->to, rv_layout_port_y (from, edge->from_port) - from->y,
                                                   rv_layout_port_y (to, edge->to_port) - to->y };
    }
  sketch->drawn = (Drawn){ g_new (float, sketch->n_lines + 1), g_new (float, sketch->n_lines + 1),
                           g_new (float, sketch->n_lines + 1), g_new (float, sketch->n_lines + 1),
                           g_new (gint32, sketch->n_lines + 1) };
  for (guint i = 0; i < sketch->n_lines; i++)
    sketch->drawn.to[i] = (gint32) sketch->lines[i].to;
}

static void
sketch_init (Sketch *sketch, const RvComponent *component, const RvLayoutGraph *graph, guint n_columns)
{
  guint n = component->n_boxes;
  double widths = 0, heights = 0;

  *sketch = (Sketch){ .n_boxes = n, .n_columns = n_columns };
  sketch->width = g_new (double, n);
  sketch->height = g_new (double, n);
  sketch->x = g_new0 (double, n);
  sketch->y = g_new0 (double, n);
  sketch->column = g_new0 (guint, n);
  sketch->stack = g_new (guint *, n_columns);
  sketch->n_stacked = g_new0 (guint, n_columns);
  for (guint c = 0; c < n_columns; c++)
    sketch->stack[c] = g_new (guint, n + 1);
  for (guint i = 0; i < n; i++)
    {
      sketch->width[i] = rv_layout_graph_node (graph, component->node[i])->width;
      sketch->height[i] = rv_layout_graph_node (graph, component->node[i])->height;
      widths += sketch->width[i];
      heights += sketch->height[i] + AIR;
    }
  sketch->pitch = widths / n + CHANNEL;
  sketch->usual_height = heights / n_columns;
  read_lines (sketch, component, graph);
  fill_columns (sketch, component);
}

static void
sketch_clear (Sketch *sketch)
{
  for (guint c = 0; c < sketch->n_columns; c++)
    g_free (sketch->stack[c]);
  g_free (sketch->stack);
  g_free (sketch->n_stacked);
  g_free (sketch->lines);
  g_free (sketch->drawn.x0);
  g_free (sketch->drawn.y0);
  g_free (sketch->drawn.x1);
  g_free (sketch->drawn.y1);
  g_free (sketch->drawn.to);
  g_free (sketch->width);
  g_free (sketch->height);
  g_free (sketch->x);
  g_free (sketch->y);
  g_free (sketch->column);
}

/* Stacks column @c around the middle. Returns: its height. */
static double
stack_column (Sketch *sketch, guint c)
{
  double height = -AIR, y;

  for (guint k = 0; k < sketch->n_stacked[c]; k++)
    height += sketch->height[sketch->stack[c][k]] + AIR;
  y = -height / 2;
  for (guint k = 0; k < sketch->n_stacked[c]; k++)
    {
      guint box = sketch->stack[c][k];

      sketch->column[box] = c;
      sketch->x[box] = c * sketch->pitch;
      sketch->y[box] = y;
      y += sketch->height[box] + AIR;
    }
  return height;
}

static double
line_cost (const Sketch *sketch, const Line *line)
{
  double down = fabs (sketch->y[line->from] + line->from_port - sketch->y[line->to] - line->to_port);
  int apart = ABS ((int) sketch->column[line->from] - (int) sketch->column[line->to]);

  if (apart == 0)
    return down + COST_SAME_COLUMN;
  return down + (apart - 1) * (COST_SKIPPED + sketch->pitch);
}

/* Where the ports are now, for all lines. */
static void
draw_lines (Sketch *sketch)
{
  for (guint i = 0; i < sketch->n_lines; i++)
    {
      const Line *line = &sketch->lines[i];

      sketch->drawn.x0[i] = (float) sketch->x[line->from];
      sketch->drawn.y0[i] = (float) (sketch->y[line->from] + line->from_port);
      sketch->drawn.x1[i] = (float) sketch->x[line->to];
      sketch->drawn.y1[i] = (float) (sketch->y[line->to] + line->to_port);
    }
}

/* With how many lines before it line @i would cross, drawn straight from port to port: each has the ends of the
 * other on different sides. Written for the compiler to do several at once. */
static guint
count_crossings (const Drawn *drawn, guint i)
{
  const float *x0 = drawn->x0, *y0 = drawn->y0, *x1 = drawn->x1, *y1 = drawn->y1;
  const float ax = x0[i], ay = y0[i], bx = x1[i], by = y1[i];
  const gint32 to = drawn->to[i], *tos = drawn->to;
  gint32 n = 0;

#pragma omp simd reduction(+ : n)
  for (guint j = 0; j < i; j++)
    {
      float c = (bx - ax) * (y0[j] - ay) - (by - ay) * (x0[j] - ax);
      float d = (bx - ax) * (y1[j] - ay) - (by - ay) * (x1[j] - ax);
      float a = (x1[j] - x0[j]) * (ay - y0[j]) - (y1[j] - y0[j]) * (ax - x0[j]);
      float b = (x1[j] - x0[j]) * (by - y0[j]) - (y1[j] - y0[j]) * (bx - x0[j]);

      n += ((c > 0) != (d > 0)) & ((a > 0) != (b > 0)) & (tos[j] != to);
    }
  return (guint) n;
}

static double
sketch_cost (Sketch *sketch)
{
  double cost = 0, tallest = 0;

  for (guint c = 0; c < sketch->n_columns; c++)
    tallest = MAX (tallest, stack_column (sketch, c));
  cost += COST_TALL * MAX (0, tallest - sketch->usual_height);
  draw_lines (sketch);
  for (guint i = 0; i < sketch->n_lines; i++)
    cost += line_cost (sketch, &sketch->lines[i]) + COST_CROSSING * count_crossings (&sketch->drawn, i);
  return cost;
}

static guint
take_out (Sketch *sketch, Slot slot)
{
  guint *stack = sketch->stack[slot.column], box = stack[slot.index];

  memmove (stack + slot.index, stack + slot.index + 1, (--sketch->n_stacked[slot.column] - slot.index) * sizeof (guint));
  return box;
}

static void
put_in (Sketch *sketch, Slot slot, guint box)
{
  guint *stack = sketch->stack[slot.column];

  memmove (stack + slot.index + 1, stack + slot.index, (sketch->n_stacked[slot.column]++ - slot.index) * sizeof (guint));
  stack[slot.index] = box;
}

static Slot
slot_of (const Sketch *sketch, guint box)
{
  Slot slot = { sketch->column[box], 0 };

  while (sketch->stack[slot.column][slot.index] != box)
    slot.index++;
  return slot;
}

static void
move (Sketch *sketch, Slot from, Slot to)
{
  put_in (sketch, to, take_out (sketch, from));
}

static void
swap (Sketch *sketch, Slot a, Slot b)
{
  guint box = sketch->stack[a.column][a.index];

  sketch->stack[a.column][a.index] = sketch->stack[b.column][b.index];
  sketch->stack[b.column][b.index] = box;
}

/* Tries one random change and keeps it if it helps, or by luck. Returns: the cost afterwards. */
static double
try_change (Sketch *sketch, RvRandom *random, double cost, double heat)
{
  Slot from = slot_of (sketch, rv_random_next (random) % sketch->n_boxes), to;
  gboolean swaps = rv_random_next (random) % 2 == 0;
  double changed;

  if (swaps)
    {
      to = slot_of (sketch, rv_random_next (random) % sketch->n_boxes);
      swap (sketch, from, to);
    }
  else
    {
      to.column = rv_random_next (random) % sketch->n_columns;
      to.index = rv_random_next (random) % (sketch->n_stacked[to.column] + (to.column != from.column));
      move (sketch, from, to);
    }
  changed = sketch_cost (sketch);
  if (changed <= cost || rv_random_unit (random) < exp ((cost - changed) / heat))
    return changed;
  if (swaps)
    swap (sketch, from, to);
  else
    move (sketch, to, from);
  for (guint c = 0; c < sketch->n_columns; c++)
    stack_column (sketch, c);
  return cost;
}

static void
anneal (Sketch *sketch, guint seed)
{
  double pairs = (double) sketch->n_lines * sketch->n_lines / 2 + 12.0 * sketch->n_boxes;
  guint n_changes = (guint) MIN (5000, PAIRS_LOOKED_AT / pairs);
  RvRandom random = rv_random_seeded (seed);
  double cost = sketch_cost (sketch);

  for (guint i = 0; i < n_changes; i++)
    cost = try_change (sketch, &random, cost, HOT * pow (COLD / HOT, (double) i / n_changes));
}

/* Heights. A group is boxes of a column that touch each other; it lies where its boxes wish on average. */

typedef struct {
  guint first, n;
  double sum;                 /* of the wishes of its boxes for the group's top */
  double height;
} Group;

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

/* Where @box would have to be for as many lines to other columns as possible to run straight. Lines within the
 * column only keep it from drifting away. */
static double
wish_of (const Sketch *sketch, guint box)
{
  g_autoptr (GArray) wishes = g_array_new (FALSE, FALSE, sizeof (double));
  gboolean is_held = FALSE;
  double middle;

  for (guint i = 0; i < sketch->n_lines; i++)
    {
      const Line *line = &sketch->lines[i];
      double wish;

      if (line->from != box && line->to != box)
        continue;
      is_held |= sketch->column[line->from] == sketch->column[line->to];
      if (line->from == box)
        wish = sketch->y[line->to] + line->to_port - line->from_port;
      else
        wish = sketch->y[line->from] + line->from_port - line->to_port;
      g_array_append_val (wishes, wish);
    }
  if (wishes->len == 0)
    return sketch->y[box];
  g_array_sort (wishes, compare_doubles);
  middle = g_array_index (wishes, double, wishes->len / 2);
  return is_held ? (middle + g_array_index (wishes, double, (wishes->len - 1) / 2)) / 2 : middle;
}

static double
top_of (const Group *group)
{
  return group->sum / group->n;
}

static void
join_groups (Group *groups, guint *n_groups)
{
  while (*n_groups > 1 && top_of (&groups[*n_groups - 2]) + groups[*n_groups - 2].height > top_of (&groups[*n_groups - 1]))
    {
      Group *upper = &groups[*n_groups - 2], *lower = &groups[*n_groups - 1];

      upper->sum += lower->sum - lower->n * upper->height;
      upper->n += lower->n;
      upper->height += lower->height;
      (*n_groups)--;
    }
}

static void
settle_column (Sketch *sketch, guint c)
{
  g_autofree Group *groups = g_new (Group, sketch->n_stacked[c] + 1);
  guint n_groups = 0;

  for (guint k = 0; k < sketch->n_stacked[c]; k++)
    {
      guint box = sketch->stack[c][k];

      groups[n_groups++] = (Group){ k, 1, wish_of (sketch, box), sketch->height[box] + AIR };
      join_groups (groups, &n_groups);
    }
  for (guint g = 0; g < n_groups; g++)
    {
      double y = top_of (&groups[g]);

      for (guint k = groups[g].first; k < groups[g].first + groups[g].n; k++)
        {
          sketch->y[sketch->stack[c][k]] = y;
          y += sketch->height[sketch->stack[c][k]] + AIR;
        }
    }
}

static void
settle (Sketch *sketch)
{
  for (guint sweep = 0; sweep < SWEEPS; sweep++)
    for (guint k = 0; k < sketch->n_columns; k++)
      settle_column (sketch, sweep % 2 == 0 ? k : sketch->n_columns - 1 - k);
}

/* Columns as wide as their widest box, channels as wide as their lines ask for. */
static void
set_columns_apart (Sketch *sketch)
{
  double x = 0;

  for (guint c = 0; c < sketch->n_columns; c++)
    {
      double widest = 0, channel = CHANNEL;

      for (guint k = 0; k < sketch->n_stacked[c]; k++)
        {
          sketch->x[sketch->stack[c][k]] = x;
          widest = MAX (widest, sketch->width[sketch->stack[c][k]]);
        }
      for (guint i = 0; i < sketch->n_lines; i++)
        {
          guint a = sketch->column[sketch->lines[i].from], b = sketch->column[sketch->lines[i].to];

          if (MIN (a, b) <= c && MAX (a, b) >= c)
            channel += a == b ? CHANNEL_PER_LINE / 2 : CHANNEL_PER_LINE;
        }
      if (sketch->n_stacked[c] > 0)
        x += widest + MIN (channel, CHANNEL_MAX);
    }
}

void
rv_columns_place (RvComponent *component, const RvLayoutGraph *graph, guint n_columns, guint seed)
{
  Sketch sketch;

  sketch_init (&sketch, component, graph, CLAMP (n_columns, 1, component->n_boxes));
  anneal (&sketch, seed);
  settle (&sketch);
  set_columns_apart (&sketch);
  for (guint i = 0; i < component->n_boxes; i++)
    {
      component->x[i] = sketch.x[i] + sketch.width[i] / 2;
      component->y[i] = sketch.y[i] + sketch.height[i] / 2;
    }
  sketch_clear (&sketch);
}

guint
rv_columns_fitting (const RvComponent *component)
{
  double widths = 0, heights = 0;

  for (guint i = 0; i < component->n_boxes; i++)
    {
      widths += component->width[i];
      heights += component->height[i];
    }
  return (guint) CLAMP (round (sqrt (RV_PACK_RATIO * heights * component->n_boxes / widths)), 1, component->n_boxes);
}
