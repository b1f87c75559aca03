/* Packs rectangles under a skyline, tallest first, trying several widths for the whole. */
#include "layout/pack.h"

#include <math.h>

#define WIDTHS_TRIED 14

typedef struct {
  double x, y, width;   /* a flat piece of the skyline; y grows as things pile up */
} Step;

static int
compare_tallness (gconstpointer a, gconstpointer b, gpointer data)
{
  const RvPackItem *items = data;
  guint i = *(const guint *) a, j = *(const guint *) b;

  if (items[i].height != items[j].height)
    return items[i].height > items[j].height ? -1 : 1;
  if (items[i].width != items[j].width)
    return items[i].width > items[j].width ? -1 : 1;
  return i < j ? -1 : 1;
}

/* How high something of @width would lie that starts at step @first; infinite if it does not fit. */
static double
height_at (const GArray *skyline, guint first, double width, double limit)
{
  const Step *steps = (const Step *) skyline->data;
  double end = steps[first].x + width, y = 0;

  if (end > limit * (1 + 1e-9))
    return INFINITY;
  for (guint i = first; i < skyline->len && steps[i].x < end; i++)
    y = MAX (y, steps[i].y);
  return y;
}

/* Cuts [x, x + width) out of the skyline and puts a step at height y there. */
static void
raise_skyline (GArray *skyline, guint first, double width, double y)
{
  Step step = { g_array_index (skyline, Step, first).x, y, width };
  double end = step.x + width;
  guint last = first;

  while (last + 1 < skyline->len && g_array_index (skyline, Step, last + 1).x < end)
    last++;
  Step *cut = &g_array_index (skyline, Step, last);
  double rest = cut->x + cut->width - end;

  if (rest > 0)
    {
      cut->x = end;
      cut->width = rest;
    }
  else
    last++;
  if (last > first)
    g_array_remove_range (skyline, first, last - first);
  g_array_insert_val (skyline, first, step);
}

/* The step of @skyline where @item lies lowest, and in @y how high. */
static guint
find_step (const GArray *skyline, const RvPackItem *item, double limit, double *y)
{
  guint best = 0;

  *y = INFINITY;
  for (guint i = 0; i < skyline->len; i++)
    {
      double height = height_at (skyline, i, item->width, limit);

      if (height < *y)
        {
          *y = height;
          best = i;
        }
    }
  return best;
}

static void
put_on_step (GArray *skyline, guint step, RvPackItem *item, double y)
{
  item->x = g_array_index (skyline, Step, step).x;
  item->y = y;
  raise_skyline (skyline, step, item->width, y + item->height);
}

static GArray *
skyline_new (double width)
{
  GArray *skyline = g_array_new (FALSE, FALSE, sizeof (Step));
  Step floor = { 0, 0, width };

  g_array_append_val (skyline, floor);
  return skyline;
}

/* Returns: the height of the whole. */
static double
pack_into (RvPackItem *items, const guint *order, guint n, double limit)
{
  g_autoptr (GArray) skyline = skyline_new (limit);
  double top = 0;

  for (guint k = 0; k < n; k++)
    {
      RvPackItem *item = &items[order[k]];
      double y;
      guint step = find_step (skyline, item, limit, &y);

      put_on_step (skyline, step, item, y);
      top = MAX (top, y + item->height);
    }
  return top;
}

static guint *
order_by_tallness (const RvPackItem *items, guint n_items)
{
  guint *order = g_new (guint, n_items + 1);

  for (guint i = 0; i < n_items; i++)
    order[i] = i;
  g_qsort_with_data (order, n_items, sizeof (guint), compare_tallness, (gpointer) items);
  return order;
}

void
rv_pack_within (RvPackItem *items, guint n_items, const RvPackItem *room, gboolean *placed)
{
  g_autoptr (GArray) skyline = skyline_new (room->width);
  g_autofree guint *order = order_by_tallness (items, n_items);

  for (guint k = 0; k < n_items; k++)
    {
      RvPackItem *item = &items[order[k]];
      double y;
      guint step;

      if (placed[order[k]] || item->width > room->width || item->height > room->height)
        continue;
      step = find_step (skyline, item, room->width, &y);
      if (y + item->height > room->height)
        continue;
      put_on_step (skyline, step, item, y);
      item->x += room->x;
      item->y += room->y;
      placed[order[k]] = TRUE;
    }
}

/* The area of the smallest drawing of the wanted ratio that holds the whole. */
static double
cost_of (const RvPackItem *items, guint n, double height)
{
  double width = 0, fitted;

  for (guint i = 0; i < n; i++)
    width = MAX (width, items[i].x + items[i].width);
  fitted = MAX (width, height * RV_PACK_RATIO);
  return fitted * fitted + width * height * 0.1;
}

void
rv_pack (RvPackItem *items, guint n_items)
{
  g_autofree guint *order = order_by_tallness (items, n_items);
  double area = 0, widest = 0, best_cost = INFINITY, best_limit = 0;

  for (guint i = 0; i < n_items; i++)
    {
      area += items[i].width * items[i].height;
      widest = MAX (widest, items[i].width);
    }
  for (guint t = 0; t < WIDTHS_TRIED; t++)
    {
      double limit = MAX (widest, sqrt (area * RV_PACK_RATIO) * (0.8 + 0.08 * t));
      double cost = cost_of (items, n_items, pack_into (items, order, n_items, limit));

      if (cost < best_cost)
        {
          best_cost = cost;
          best_limit = limit;
        }
    }
  if (n_items > 0)
    pack_into (items, order, n_items, best_limit);
}
