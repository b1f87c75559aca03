/* A hash grid over box centres; boxes much larger than the rest are compared with all others,
 * so that one giant does not make every cell large. */
#include "layout/proximity.h"

#include <string.h>

#define NONE G_MAXUINT
#define MOST_PAIRS_PER_BOX 40

/* Where a box lies, together with what is asked of it most. */
typedef struct {
  double x, y, half_width, half_height;
  int cell_x, cell_y;
  guint next;
} Spot;

struct RvProximity {
  const RvComponent *component;
  double cell;          /* side of a cell; boxes above it are giants */
  guint mask;
  guint *first;         /* of each hash: a box in it, the others by Spot.next */
  Spot *spots;          /* of each box */
  guint *giants;
  guint n_giants;
  gboolean *is_giant;
  GArray *pairs;
};

typedef struct {
  guint box[8];
  double distance[8];
} Octants;

RvProximity *
rv_proximity_new (const RvComponent *component)
{
  RvProximity *proximity = g_new0 (RvProximity, 1);
  guint n = component->n_boxes, size = 64;
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += component->width[i] + component->height[i];
  while (size < 2 * n)
    size *= 2;
  proximity->component = component;
  proximity->cell = MAX (1, sum / MAX (1, n) * 0.9);
  proximity->mask = size - 1;
  proximity->first = g_new (guint, size);
  proximity->spots = g_new (Spot, n + 1);
  proximity->giants = g_new (guint, n + 1);
  proximity->is_giant = g_new0 (gboolean, n + 1);
  proximity->pairs = g_array_new (FALSE, FALSE, sizeof (RvNearPair));
  for (guint i = 0; i < n; i++)
    if (MAX (component->width[i], component->height[i]) > proximity->cell)
      {
        proximity->is_giant[i] = TRUE;
        proximity->giants[proximity->n_giants++] = i;
      }
  return proximity;
}

void
rv_proximity_free (RvProximity *proximity)
{
  g_free (proximity->first);
  g_free (proximity->spots);
  g_free (proximity->giants);
  g_free (proximity->is_giant);
  g_array_unref (proximity->pairs);
  g_free (proximity);
}

static int
cell_of (const RvProximity *proximity, double place)
{
  return (int) CLAMP (floor (place / proximity->cell), -1e9, 1e9);
}

static guint
hash_of (const RvProximity *proximity, int cell_x, int cell_y)
{
  return ((guint) cell_x * 73856093u ^ (guint) cell_y * 19349663u) & proximity->mask;
}

static void
fill_cells (RvProximity *proximity)
{
  const RvComponent *c = proximity->component;
  const double almost = 0.9995;   /* boxes that touch do not overlap */

  memset (proximity->first, 0xff, (proximity->mask + 1) * sizeof (guint));
  for (guint i = c->n_boxes; i-- > 0;)
    {
      int cell_x = cell_of (proximity, c->x[i]), cell_y = cell_of (proximity, c->y[i]);
      guint hash = hash_of (proximity, cell_x, cell_y), next = proximity->first[hash];

      proximity->spots[i] = (Spot){ c->x[i], c->y[i], c->width[i] / 2 * almost, c->height[i] / 2 * almost, cell_x, cell_y, next };
      if (!proximity->is_giant[i])
        proximity->first[hash] = i;
    }
}

static guint
octant_of (double dx, double dy)
{
  guint octant = (dx < 0) | (guint) (dy < 0) << 1;

  return octant << 1 | (fabs (dx) > fabs (dy));
}

static gboolean
overlap (const Spot *a, const Spot *b)
{
  return fabs (a->x - b->x) < a->half_width + b->half_width && fabs (a->y - b->y) < a->half_height + b->half_height;
}

static void
add_pair (RvProximity *proximity, guint a, guint b, gboolean overlaps)
{
  RvNearPair pair = { a, b, overlaps };

  if (proximity->pairs->len < proximity->component->n_boxes * MOST_PAIRS_PER_BOX)
    g_array_append_val (proximity->pairs, pair);
}

static void
look_at (RvProximity *proximity, guint a, guint b, Octants *octants)
{
  const Spot *here = &proximity->spots[a], *there = &proximity->spots[b];
  double dx = there->x - here->x, dy = there->y - here->y, distance = dx * dx + dy * dy;
  guint octant = octant_of (dx, dy);

  if (a == b)
    return;
  if (overlap (here, there))
    {
      if (a < b)
        add_pair (proximity, a, b, TRUE);
    }
  else if (distance < octants->distance[octant])
    {
      octants->distance[octant] = distance;
      octants->box[octant] = b;
    }
}

static void
look_around (RvProximity *proximity, guint a, Octants *octants)
{
  const Spot *spots = proximity->spots;

  for (int y = spots[a].cell_y - 1; y <= spots[a].cell_y + 1; y++)
    for (int x = spots[a].cell_x - 1; x <= spots[a].cell_x + 1; x++)
      for (guint b = proximity->first[hash_of (proximity, x, y)]; b != NONE; b = spots[b].next)
        if (spots[b].cell_x == x && spots[b].cell_y == y)
          look_at (proximity, a, b, octants);
}

const GArray *
rv_proximity_find (RvProximity *proximity)
{
  g_array_set_size (proximity->pairs, 0);
  fill_cells (proximity);
  for (guint a = 0; a < proximity->component->n_boxes; a++)
    {
      Octants octants;

      for (guint o = 0; o < 8; o++)
        octants.distance[o] = INFINITY;
      if (proximity->is_giant[a])
        for (guint b = 0; b < proximity->component->n_boxes; b++)
          look_at (proximity, a, b, &octants);
      else
        {
          look_around (proximity, a, &octants);
          for (guint g = 0; g < proximity->n_giants; g++)
            look_at (proximity, a, proximity->giants[g], &octants);
        }
      for (guint o = 0; o < 8; o++)
        if (octants.distance[o] < INFINITY)
          add_pair (proximity, a, octants.box[o], FALSE);
    }
  return proximity->pairs;
}
