/* Makes coarser graphs: points are matched in pairs and each pair becomes one point. */
#include "layout/level.h"

#include <string.h>

#define NONE G_MAXUINT
#define WORTH_IT 0.9f     /* a coarser level has at most this share of the points */

typedef struct {
  guint *start;           /* of each point: where its neighbours begin in `point` */
  guint *point;
  float *weight;
} Neighbours;

RvLevel *
rv_level_new (guint n_points, guint max_links)
{
  RvLevel *level = g_new0 (RvLevel, 1);

  level->n_points = n_points;
  level->x = g_new0 (float, n_points);
  level->y = g_new0 (float, n_points);
  level->mass = g_new0 (float, n_points);
  level->coarse = g_new0 (guint, n_points);
  level->from = g_new (guint, max_links + 1);
  level->to = g_new (guint, max_links + 1);
  level->weight = g_new (float, max_links + 1);
  return level;
}

void
rv_level_free (RvLevel *level)
{
  g_free (level->x);
  g_free (level->y);
  g_free (level->mass);
  g_free (level->coarse);
  g_free (level->from);
  g_free (level->to);
  g_free (level->weight);
  g_free (level);
}

static void
neighbours_init (Neighbours *list, const RvLevel *level)
{
  g_autofree guint *next = g_new (guint, level->n_points + 1);

  list->start = g_new0 (guint, level->n_points + 1);
  list->point = g_new (guint, 2 * level->n_links + 1);
  list->weight = g_new (float, 2 * level->n_links + 1);
  for (guint l = 0; l < level->n_links; l++)
    {
      list->start[level->from[l] + 1]++;
      list->start[level->to[l] + 1]++;
    }
  for (guint i = 0; i < level->n_points; i++)
    list->start[i + 1] += list->start[i];
  memcpy (next, list->start, (level->n_points + 1) * sizeof (guint));
  for (guint l = 0; l < level->n_links; l++)
    {
      guint a = level->from[l], b = level->to[l];

      list->weight[next[a]] = list->weight[next[b]] = level->weight[l];
      list->point[next[a]++] = b;
      list->point[next[b]++] = a;
    }
}

static void
neighbours_clear (Neighbours *list)
{
  g_free (list->start);
  g_free (list->point);
  g_free (list->weight);
}

static void
match_leaves (const Neighbours *list, guint hub, guint *mate)
{
  guint waiting = NONE;

  for (guint q = list->start[hub]; q < list->start[hub + 1]; q++)
    {
      guint leaf = list->point[q];

      if (list->start[leaf + 1] - list->start[leaf] != 1 || mate[leaf] != NONE)
        continue;
      if (waiting == NONE)
        {
          waiting = leaf;
          continue;
        }
      mate[leaf] = waiting;
      mate[waiting] = leaf;
      waiting = NONE;
    }
}

static void
match_heaviest (const RvLevel *level, const Neighbours *list, guint point, guint *mate)
{
  guint best = NONE;
  float heaviest = -1;

  for (guint q = list->start[point]; mate[point] == NONE && q < list->start[point + 1]; q++)
    {
      guint other = list->point[q];
      float weight = list->weight[q] / (level->mass[other] * level->mass[point]);

      if (mate[other] == NONE && weight > heaviest)
        {
          heaviest = weight;
          best = other;
        }
    }
  if (best != NONE)
    {
      mate[point] = best;
      mate[best] = point;
    }
}

/* Numbers the pairs; fills level->coarse. Returns: how many there are. */
static guint
number_pairs (RvLevel *level, const guint *mate)
{
  guint n = 0;

  for (guint i = 0; i < level->n_points; i++)
    if (mate[i] == NONE || mate[i] > i)
      {
        level->coarse[i] = n;
        if (mate[i] != NONE)
          level->coarse[mate[i]] = n;
        n++;
      }
  return n;
}

static guint
match_points (RvLevel *level, RvRandom *random)
{
  g_autofree guint *mate = g_new (guint, level->n_points), *order = g_new (guint, level->n_points);
  Neighbours list;

  neighbours_init (&list, level);
  for (guint i = 0; i < level->n_points; i++)
    {
      mate[i] = NONE;
      order[i] = i;
    }
  rv_random_shuffle (random, order, level->n_points);
  for (guint i = 0; i < level->n_points; i++)
    match_leaves (&list, order[i], mate);
  for (guint i = 0; i < level->n_points; i++)
    match_heaviest (level, &list, order[i], mate);
  neighbours_clear (&list);
  return number_pairs (level, mate);
}

/* Adds a link to @level or weight to the one that is there. @newest: of each point its newest link; @older: chain. */
static void
join_link (RvLevel *level, guint a, guint b, float weight, guint *newest, guint *older)
{
  guint low = MIN (a, b), high = MAX (a, b), l = newest[low];

  while (l != NONE && level->to[l] != high)
    l = older[l];
  if (l != NONE)
    {
      level->weight[l] += weight;
      return;
    }
  l = level->n_links++;
  level->from[l] = low;
  level->to[l] = high;
  level->weight[l] = weight;
  older[l] = newest[low];
  newest[low] = l;
}

RvLevel *
rv_level_coarsen (RvLevel *level, RvRandom *random)
{
  guint n = match_points (level, random);
  g_autofree guint *newest = g_new (guint, n + 1), *older = g_new (guint, level->n_links + 1);
  RvLevel *coarse;

  if (n > level->n_points * WORTH_IT)
    return NULL;
  coarse = rv_level_new (n, level->n_links);
  memset (newest, 0xff, n * sizeof (guint));
  for (guint i = 0; i < level->n_points; i++)
    coarse->mass[level->coarse[i]] += level->mass[i];
  for (guint l = 0; l < level->n_links; l++)
    if (level->coarse[level->from[l]] != level->coarse[level->to[l]])
      join_link (coarse, level->coarse[level->from[l]], level->coarse[level->to[l]], level->weight[l], newest, older);
  return coarse;
}
