/* Finds columns and their order by annealing: boxes change places at random, changes for the
 * worse ever more rarely. Then heights are chosen, column by column, so that lines run straight. */
#include "layout/columns.h"

#include "layout/metrics.h"
#include "layout/pack.h"
#include "layout/random.h"
#include "layout/sketch.h"

#define CHANNEL_PER_LINE 7.0  /* px that a channel is wider */
#define CHANNEL_MAX 150.0
#define PAIRS_LOOKED_AT 3000000.0
#define CHANGES 3000
#define HOT 400.0
#define COLD 10.0
#define SWEEPS 24


/* Tries one random change and keeps it if it helps, or by luck. Returns: the cost afterwards. */
static double
try_change (RvSketch *sketch, RvRandom *random, double cost, double heat)
{
  RvSlot from = rv_sketch_slot (sketch, rv_random_next (random) % sketch->n_boxes), to;
  gboolean swaps = rv_random_next (random) % 2 == 0;
  double limit = cost - heat * log (1 - rv_random_unit (random)), changed;

  if (swaps)
    {
      to = rv_sketch_slot (sketch, rv_random_next (random) % sketch->n_boxes);
      rv_sketch_swap (sketch, from, to);
    }
  else
    {
      to.column = rv_random_next (random) % sketch->n_columns;
      to.index = rv_random_next (random) % (sketch->n_stacked[to.column] + (to.column != from.column));
      rv_sketch_move (sketch, from, to);
    }
  changed = rv_sketch_cost (sketch, limit);
  if (changed <= limit)
    return changed;
  if (swaps)
    rv_sketch_swap (sketch, from, to);
  else
    rv_sketch_move (sketch, to, from);
  return cost;
}

static void
anneal (RvSketch *sketch, guint seed)
{
  double pairs = (double) sketch->n_lines * sketch->n_lines / 2 + 12.0 * sketch->n_boxes;
  guint n_changes = (guint) MIN (CHANGES, PAIRS_LOOKED_AT / pairs);
  RvRandom random = rv_random_seeded (seed);
  double cost = rv_sketch_cost (sketch, INFINITY), heat = HOT, cooling = pow (COLD / HOT, 1.0 / MAX (1, n_changes));

  for (guint i = 0; i < n_changes; i++, heat *= cooling)
    cost = try_change (sketch, &random, cost, heat);
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
wish_of (const RvSketch *sketch, guint box, GArray *wishes)
{
  gboolean is_held = FALSE;
  double middle;

  g_array_set_size (wishes, 0);
  for (guint i = sketch->first_line[box]; i < sketch->first_line[box + 1]; i++)
    {
      const RvSketchLine *line = &sketch->lines[sketch->line_of[i]];
      double wish;

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
settle_column (RvSketch *sketch, guint c)
{
  g_autoptr (GArray) wishes = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree Group *groups = g_new (Group, sketch->n_stacked[c] + 1);
  guint n_groups = 0;

  for (guint k = 0; k < sketch->n_stacked[c]; k++)
    {
      guint box = sketch->stack[c][k];

      groups[n_groups++] = (Group){ k, 1, wish_of (sketch, box, wishes), sketch->height[box] + RV_SKETCH_AIR };
      join_groups (groups, &n_groups);
    }
  for (guint g = 0; g < n_groups; g++)
    {
      double y = top_of (&groups[g]);

      for (guint k = groups[g].first; k < groups[g].first + groups[g].n; k++)
        {
          sketch->y[sketch->stack[c][k]] = y;
          y += sketch->height[sketch->stack[c][k]] + RV_SKETCH_AIR;
        }
    }
}

static void
settle (RvSketch *sketch)
{
  for (guint sweep = 0; sweep < SWEEPS; sweep++)
    for (guint k = 0; k < sketch->n_columns; k++)
      settle_column (sketch, sweep % 2 == 0 ? k : sketch->n_columns - 1 - k);
}

/* Columns as wide as their widest box, channels as wide as their lines ask for. */
static void
set_columns_apart (RvSketch *sketch)
{
  double x = 0;

  for (guint c = 0; c < sketch->n_columns; c++)
    {
      double widest = 0, channel = RV_SKETCH_CHANNEL;

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

/* What the drawing costs now that heights are chosen. */
static double
judge (RvSketch *sketch)
{
  double width = 0, top = INFINITY, bottom = -INFINITY;

  for (guint i = 0; i < sketch->n_boxes; i++)
    {
      width = MAX (width, sketch->x[i] + sketch->width[i]);
      top = MIN (top, sketch->y[i]);
      bottom = MAX (bottom, sketch->y[i] + sketch->height[i]);
    }
  return rv_sketch_cost (sketch, INFINITY) + rv_layout_badness_of_size (width, bottom - top, sketch->n_boxes);
}

double
rv_columns_place (RvComponent *component, const RvLayoutGraph *graph, guint n_columns, guint seed)
{
  RvSketch sketch;
  double cost;

  rv_sketch_init (&sketch, component, graph, CLAMP (n_columns, 1, component->n_boxes));
  anneal (&sketch, seed);
  settle (&sketch);
  set_columns_apart (&sketch);
  cost = judge (&sketch);
  for (guint i = 0; i < component->n_boxes; i++)
    {
      component->x[i] = sketch.x[i] + sketch.width[i] / 2;
      component->y[i] = sketch.y[i] + sketch.height[i] / 2;
    }
  rv_sketch_clear (&sketch);
  return cost;
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
