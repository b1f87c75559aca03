/* Overlap removal after Gansner and Hu: stretch the near pairs that overlap, keep the other near
 * pairs at their distance, and let all of them pull until nothing overlaps. */
#include "layout/overlap.h"

#include "layout/proximity.h"

#include <string.h>

#define OVERLAP_SHARE 0.5    /* of the boxes' area may overlap after scaling */
#define MOST_ROUNDS 40
#define SWEEPS 6
#define STRETCH_MAX 1.5
#define KICK 1.02             /* a little further than needed, or it would take forever */
#define TINY 1e-3
#define MOST_PUSHES 120        /* rounds of them, for what the other way leaves */
#define PUSHES 4              /* in a round */
#define MOST_DROPS 50
#define SLACK 4.0             /* px of air that may be missing */

typedef struct {
  double *x, *y, *weight;     /* sums for each box */
} Sums;

static int
compare_places (gconstpointer a, gconstpointer b, gpointer data)
{
  const double *place = data;
  guint i = *(const guint *) a, j = *(const guint *) b;

  return place[i] < place[j] ? -1 : place[i] > place[j] ? 1 : i < j ? -1 : 1;
}

static guint *
order_by (const double *place, guint n)
{
  guint *order = g_new (guint, n + 1);

  for (guint i = 0; i < n; i++)
    order[i] = i;
  g_qsort_with_data (order, n, sizeof (guint), compare_places, (gpointer) place);
  return order;
}

/* The area that would overlap at @scale; stops counting above @enough. */
static double
overlap_area (const RvComponent *c, const guint *by_x, double scale, double widest, double enough)
{
  double area = 0;

  for (guint i = 0; i < c->n_boxes && area <= enough; i++)
    for (guint j = i + 1; j < c->n_boxes; j++)
      {
        guint a = by_x[i], b = by_x[j];
        double far = (c->x[b] - c->x[a]) * scale, over_x = (c->width[a] + c->width[b]) / 2 - far;
        double over_y = (c->height[a] + c->height[b]) / 2 - fabs (c->y[b] - c->y[a]) * scale;

        if (far > (c->width[a] + widest) / 2)
          break;
        if (over_x > 0 && over_y > 0)
          area += MIN (over_x, MIN (c->width[a], c->width[b])) * MIN (over_y, MIN (c->height[a], c->height[b]));
      }
  return area;
}

/* The smallest scale that leaves a bounded share of overlap. */
static void
scale_up (RvComponent *c)
{
  g_autofree guint *by_x = order_by (c->x, c->n_boxes);
  double area = 0, widest = 0, low, high;

  for (guint i = 0; i < c->n_boxes; i++)
    {
      area += c->width[i] * c->height[i];
      widest = MAX (widest, c->width[i]);
    }
  low = 0.02 * sqrt (area / c->n_boxes);
  high = 50 * sqrt (area / c->n_boxes);
  for (guint step = 0; step < 14; step++)
    {
      double middle = sqrt (low * high);

      if (overlap_area (c, by_x, middle, widest, 2 * area) > OVERLAP_SHARE * area)
        low = middle;
      else
        high = middle;
    }
  for (guint i = 0; i < c->n_boxes; i++)
    {
      c->x[i] *= high;
      c->y[i] *= high;
    }
}

/* How far the two of an overlapping pair should be apart, in shares of how far they are. */
static double
stretch_of (const RvComponent *c, guint a, guint b)
{
  double by_x = (c->width[a] + c->width[b]) / 2 / MAX (TINY, fabs (c->x[a] - c->x[b]));
  double by_y = (c->height[a] + c->height[b]) / 2 / MAX (TINY, fabs (c->y[a] - c->y[b]));

  return MIN (STRETCH_MAX, MIN (by_x, by_y));
}

static double *
measure_wishes (const RvComponent *c, const GArray *pairs)
{
  double *wishes = g_new (double, pairs->len + 1);

  for (guint p = 0; p < pairs->len; p++)
    {
      const RvNearPair *pair = &g_array_index (pairs, RvNearPair, p);
      double distance = MAX (TINY, hypot (c->x[pair->a] - c->x[pair->b], c->y[pair->a] - c->y[pair->b]));

      wishes[p] = pair->overlap ? distance * stretch_of (c, pair->a, pair->b) : distance;
    }
  return wishes;
}

static void
add_wish (const RvComponent *c, const RvNearPair *pair, double wish, Sums *sums)
{
  guint a = pair->a, b = pair->b;
  double dx = c->x[a] - c->x[b], dy = c->y[a] - c->y[b], distance = sqrt (dx * dx + dy * dy);
  double weight = 1 / (wish * wish), ratio;

  if (distance < TINY)
    distance = dx = TINY;
  ratio = wish / distance;
  sums->x[a] += weight * (c->x[b] + ratio * dx);
  sums->y[a] += weight * (c->y[b] + ratio * dy);
  sums->x[b] += weight * (c->x[a] - ratio * dx);
  sums->y[b] += weight * (c->y[a] - ratio * dy);
  sums->weight[a] += weight;
  sums->weight[b] += weight;
}

static void
sweep (RvComponent *c, const GArray *pairs, const double *wishes, Sums *sums)
{
  memset (sums->x, 0, c->n_boxes * sizeof (double));
  memset (sums->y, 0, c->n_boxes * sizeof (double));
  memset (sums->weight, 0, c->n_boxes * sizeof (double));
  for (guint p = 0; p < pairs->len; p++)
    add_wish (c, &g_array_index (pairs, RvNearPair, p), wishes[p], sums);
  for (guint i = 0; i < c->n_boxes; i++)
    if (sums->weight[i] > 0)
      {
        c->x[i] = sums->x[i] / sums->weight[i];
        c->y[i] = sums->y[i] / sums->weight[i];
      }
}

/* Moves the two of an overlapping pair apart, the shorter way. */
static void
push_pair (RvComponent *c, guint a, guint b)
{
  double dx = c->x[a] - c->x[b], dy = c->y[a] - c->y[b];
  double over_x = (c->width[a] + c->width[b]) / 2 - fabs (dx), over_y = (c->height[a] + c->height[b]) / 2 - fabs (dy);

  if (over_x <= 0 || over_y <= 0)
    return;
  if (over_x < over_y)
    {
      double shift = copysign (over_x / 2 * KICK, dx);

      c->x[a] += shift;
      c->x[b] -= shift;
    }
  else
    {
      double shift = copysign (over_y / 2 * KICK, dy);

      c->y[a] += shift;
      c->y[b] -= shift;
    }
}

static void
push_pairs (RvComponent *c, const GArray *pairs)
{
  for (guint p = 0; p < pairs->len; p++)
    push_pair (c, g_array_index (pairs, RvNearPair, p).a, g_array_index (pairs, RvNearPair, p).b);
}

static gboolean
any_overlap (const GArray *pairs)
{
  for (guint p = 0; p < pairs->len; p++)
    if (g_array_index (pairs, RvNearPair, p).overlap)
      return TRUE;
  return FALSE;
}

static void
stretch_pairs (RvComponent *component, RvProximity *proximity)
{
  guint n = component->n_boxes;
  g_autofree double *x = g_new (double, n + 1), *y = g_new (double, n + 1), *weight = g_new (double, n + 1);
  Sums sums = { x, y, weight };

  for (guint round = 0; round < MOST_ROUNDS; round++)
    {
      const GArray *pairs = rv_proximity_find (proximity);
      g_autofree double *wishes = measure_wishes (component, pairs);

      if (!any_overlap (pairs))
        break;
      for (guint s = 0; s < SWEEPS; s++)
        sweep (component, pairs, wishes, &sums);
    }
}

void
rv_overlap_remove (RvComponent *component)
{
  g_autoptr (RvProximity) proximity = rv_proximity_new (component);

  scale_up (component);
  stretch_pairs (component, proximity);
  for (guint round = 0; round < MOST_PUSHES; round++)
    {
      const GArray *pairs = rv_proximity_find (proximity);

      if (!any_overlap (pairs))
        break;
      for (guint p = 0; p < PUSHES; p++)
        push_pairs (component, pairs);
    }
  rv_overlap_forbid (component);
}

/* The lowest edge of what box @i would lie on at y @top, of the @n_done boxes in @order; @top if nothing. */
static double
bottom_below (const RvComponent *c, const guint *order, guint n_done, guint i, double top, gboolean all)
{
  double bottom = top;

  for (guint k = 0; k < n_done; k++)
    {
      guint j = order[k];
      double other_top = c->y[j] - c->height[j] / 2, other_bottom = c->y[j] + c->height[j] / 2;

      if (fabs (c->x[i] - c->x[j]) < (c->width[i] + c->width[j]) / 2 - SLACK
          && (all || (top < other_bottom - SLACK && other_top < top + c->height[i] - SLACK)))
        bottom = MAX (bottom, other_bottom);
    }
  return bottom;
}

void
rv_overlap_forbid (RvComponent *c)
{
  g_autofree double *tops = g_new (double, c->n_boxes + 1);
  g_autofree guint *order = NULL;

  for (guint i = 0; i < c->n_boxes; i++)
    tops[i] = c->y[i] - c->height[i] / 2;
  order = order_by (tops, c->n_boxes);
  for (guint k = 0; k < c->n_boxes; k++)
    {
      guint i = order[k];
      double top = tops[i], lower = bottom_below (c, order, k, i, top, FALSE);

      for (guint push = 0; lower > top; push++)
        {
          top = lower;
          lower = bottom_below (c, order, k, i, top, push > MOST_DROPS);
        }
      c->y[i] = top + c->height[i] / 2;
    }
}
