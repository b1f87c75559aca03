/* Multilevel spring-electrical placement: arrange a coarse copy of the graph first, then
 * each finer one starting from it. */
#include "layout/force.h"

#include "layout/level.h"
#include "layout/pack.h"
#include "layout/quadtree.h"

#define ROUND 250             /* boxes; heaps of more are squared up */
#define SQUARED 0.6           /* 1: a disc becomes a square */
#define FAR 2.0               /* spreads; a disc ends there */
#define FAR_SHARE 0.3         /* of what is farther out */
#define COARSEST 12
#define REPULSION 0.2f
#define COOLING 0.9f
#define TURNS 24          /* directions tried to lie in */
#define WRONG_RATIO 0.3   /* what it costs to be too wide or too high, in shares of the area that is too much */
#define EXACT_BELOW 450   /* points; above, far groups count as one */

typedef struct {
  guint most_steps;
  float first_step;       /* how far a point goes at first; the length of a spring is 1 */
} Schedule;

static void
push_exactly (const RvLevel *level, float *fx, float *fy)
{
  const guint n = level->n_points;
  const float *x = level->x, *y = level->y, *mass = level->mass;

  for (guint i = 0; i < n; i++)
    {
      float sum_x = 0, sum_y = 0;

#pragma omp simd reduction(+ : sum_x, sum_y)
      for (guint j = 0; j < n; j++)
        {
          float dx = x[i] - x[j], dy = y[i] - y[j], force = mass[j] / (dx * dx + dy * dy + 1e-4f);

          sum_x += force * dx;
          sum_y += force * dy;
        }
      fx[i] = sum_x;
      fy[i] = sum_y;
    }
}

static void
push_by_tree (const RvLevel *level, RvQuadtree *tree, float *fx, float *fy)
{
  rv_quadtree_fill (tree, level->n_points, level->x, level->y, level->mass);
  for (guint i = 0; i < level->n_points; i++)
    {
      fx[i] = fy[i] = 0;
      rv_quadtree_push (tree, level->x[i], level->y[i], &fx[i], &fy[i]);
    }
}

static void
pull_links (const RvLevel *level, float *fx, float *fy)
{
  for (guint l = 0; l < level->n_links; l++)
    {
      guint a = level->from[l], b = level->to[l];
      float dx = level->x[b] - level->x[a], dy = level->y[b] - level->y[a];
      float force = level->weight[l] * sqrtf (dx * dx + dy * dy);

      fx[a] += force * dx;
      fy[a] += force * dy;
      fx[b] -= force * dx;
      fy[b] -= force * dy;
    }
}

/* Moves every point by @step along its force. Returns: the energy there was. */
static double
move_points (RvLevel *level, const float *fx, const float *fy, float step)
{
  double energy = 0;

  for (guint i = 0; i < level->n_points; i++)
    {
      float square = fx[i] * fx[i] + fy[i] * fy[i], length = sqrtf (square);

      energy += square;
      if (length > 0 && isfinite (length))
        {
          level->x[i] += fx[i] / length * step;
          level->y[i] += fy[i] / length * step;
        }
    }
  return energy;
}

static void
relax (RvLevel *level, Schedule schedule)
{
  g_autofree float *fx = g_new (float, level->n_points), *fy = g_new (float, level->n_points);
  g_autoptr (RvQuadtree) tree = rv_quadtree_new (level->n_points);
  double before = INFINITY;
  float step = schedule.first_step;
  guint better = 0;

  for (guint s = 0; s < schedule.most_steps && step > 0.004f; s++)
    {
      double energy;

      if (level->n_points < EXACT_BELOW)
        push_exactly (level, fx, fy);
      else
        push_by_tree (level, tree, fx, fy);
      for (guint i = 0; i < level->n_points; i++)
        {
          fx[i] *= REPULSION * level->mass[i];
          fy[i] *= REPULSION * level->mass[i];
        }
      pull_links (level, fx, fy);
      energy = move_points (level, fx, fy, step);
      better = energy < before ? better + 1 : 0;
      if (better == 0)
        step *= COOLING;
      else if (better % 5 == 0)
        step /= COOLING;
      before = energy;
    }
}

static void
scatter (RvLevel *level, RvRandom *random)
{
  float side = sqrtf (level->n_points);

  for (guint i = 0; i < level->n_points; i++)
    {
      level->x[i] = (float) rv_random_unit (random) * side;
      level->y[i] = (float) rv_random_unit (random) * side;
    }
}

static void
start_from (RvLevel *level, const RvLevel *coarse, RvRandom *random)
{
  for (guint i = 0; i < level->n_points; i++)
    {
      level->x[i] = coarse->x[level->coarse[i]] + (float) (rv_random_unit (random) - 0.5) * 0.3f;
      level->y[i] = coarse->y[level->coarse[i]] + (float) (rv_random_unit (random) - 0.5) * 0.3f;
    }
}

static void
arrange (RvLevel *level, RvRandom *random)
{
  g_autoptr (RvLevel) coarse = level->n_points > COARSEST ? rv_level_coarsen (level, random) : NULL;
  guint steps = level->n_points > 3000 ? 40 : level->n_points > 700 ? 70 : 110;

  if (coarse == NULL)
    {
      scatter (level, random);
      relax (level, (Schedule){ MIN (250, 2 * steps), 1 });
      return;
    }
  arrange (coarse, random);
  start_from (level, coarse, random);
  relax (level, (Schedule){ steps, 0.3f });
}

/* The lines of a hub share most of their way, so each of them pulls the less the more there are; else hubs
 * that everything refers to would draw together what has nothing to do with each other. */
static float
pull_of (const RvComponent *component, guint link)
{
  return 1.0f / (float) MAX (component->n_linked[component->from[link]], component->n_linked[component->to[link]]);
}

/* The area around all points when they are turned, at best in the ratio of a page. */
static double
area_turned (const RvLevel *level, double cosine, double sine)
{
  double x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY, width, height;

  for (guint i = 0; i < level->n_points; i++)
    {
      double x = level->x[i] * cosine - level->y[i] * sine, y = level->x[i] * sine + level->y[i] * cosine;

      x0 = MIN (x0, x);
      y0 = MIN (y0, y);
      x1 = MAX (x1, x);
      y1 = MAX (y1, y);
    }
  width = x1 - x0;
  height = y1 - y0;
  return width * height + WRONG_RATIO * fabs (width - height * RV_PACK_RATIO) * MAX (width, height);
}

/* Turns the whole so that it fills a page best. */
static void
turn (const RvLevel *level, RvComponent *component)
{
  double best = INFINITY, cosine = 1, sine = 0;

  for (guint i = 0; i < TURNS; i++)
    {
      double c = cos (G_PI * i / TURNS), s = sin (G_PI * i / TURNS), area = area_turned (level, c, s);

      if (area < best)
        {
          best = area;
          cosine = c;
          sine = s;
        }
    }
  for (guint i = 0; i < component->n_boxes; i++)
    {
      component->x[i] = level->x[i] * cosine - level->y[i] * sine;
      component->y[i] = level->x[i] * sine + level->y[i] * cosine;
    }
}

/* Makes the round heap that forces make of many boxes fill its page: what stands far out comes nearer, and what lies
 * towards the corners moves into them. */
static void
square_up (RvComponent *component)
{
  double x = 0, y = 0, spread_x = 0, spread_y = 0;
  guint n = component->n_boxes;

  for (guint i = 0; i < n; i++)
    {
      x += component->x[i] / n;
      y += component->y[i] / n;
    }
  for (guint i = 0; i < n; i++)
    {
      spread_x += (component->x[i] - x) * (component->x[i] - x) / n;
      spread_y += (component->y[i] - y) * (component->y[i] - y) / n;
    }
  spread_x = sqrt (spread_x);
  spread_y = sqrt (spread_y);
  for (guint i = 0; i < n && spread_x > 0 && spread_y > 0; i++)
    {
      double dx = component->x[i] - x, dy = component->y[i] - y, far = hypot (dx / spread_x, dy / spread_y);
      double longer = MAX (fabs (dx / spread_x), fabs (dy / spread_y));
      double factor = far > 0 ? pow (far / longer, SQUARED) * MIN (far, FAR + FAR_SHARE * (far - FAR)) / far : 1;

      component->x[i] = x + dx * factor;
      component->y[i] = y + dy * factor;
    }
}

void
rv_force_place (RvComponent *component, guint seed)
{
  g_autoptr (RvLevel) level = rv_level_new (component->n_boxes, component->n_links);
  RvRandom random = rv_random_seeded (seed);

  level->n_links = component->n_links;
  for (guint l = 0; l < component->n_links; l++)
    {
      level->from[l] = component->from[l];
      level->to[l] = component->to[l];
      level->weight[l] = pull_of (component, l);
    }
  for (guint i = 0; i < component->n_boxes; i++)
    level->mass[i] = 1;
  arrange (level, &random);
  turn (level, component);
  if (component->n_boxes > ROUND)
    square_up (component);
}
