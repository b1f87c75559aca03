/* A quadtree in one array; a leaf holds one point, or the sum of points too near to part. */
#include "layout/quadtree.h"

#include <math.h>
#include <string.h>

#define DEEPEST 20
#define OPENING 0.95f     /* a cell is one mass when its size is less than this share of its distance */
#define SOFTENING 1e-4f

typedef struct {
  float x, y, mass;       /* centre of mass; sums until the tree is complete */
  float size;
  gint32 child;           /* of four in a row; 0 is none */
} Cell;

struct RvQuadtree {
  GArray *cells;
};

RvQuadtree *
rv_quadtree_new (guint n)
{
  RvQuadtree *tree = g_new0 (RvQuadtree, 1);

  tree->cells = g_array_sized_new (FALSE, FALSE, sizeof (Cell), 4 * n + 16);
  return tree;
}

void
rv_quadtree_free (RvQuadtree *tree)
{
  g_array_unref (tree->cells);
  g_free (tree);
}

static Cell *
cell_at (RvQuadtree *tree, guint i)
{
  return &g_array_index (tree->cells, Cell, i);
}

static guint
add_four (RvQuadtree *tree, float size)
{
  guint first = tree->cells->len;

  g_array_set_size (tree->cells, first + 4);
  for (guint i = 0; i < 4; i++)
    *cell_at (tree, first + i) = (Cell){ 0, 0, 0, size, 0 };
  return first;
}

/* Which quarter around the middle holds (x, y); the middle moves to that quarter's own. */
static guint
descend (float x, float y, float size, float *middle_x, float *middle_y)
{
  guint quarter = (x >= *middle_x) | (guint) (y >= *middle_y) << 1;

  *middle_x += x >= *middle_x ? size / 4 : -size / 4;
  *middle_y += y >= *middle_y ? size / 4 : -size / 4;
  return quarter;
}

static void
split_leaf (RvQuadtree *tree, guint leaf, float middle_x, float middle_y)
{
  float size = cell_at (tree, leaf)->size;
  guint first = add_four (tree, size / 2);
  Cell *parent = cell_at (tree, leaf), *child;
  float x = parent->x / parent->mass, y = parent->y / parent->mass;

  parent->child = (gint32) first;
  child = cell_at (tree, first + descend (x, y, size, &middle_x, &middle_y));
  child->x = parent->x;
  child->y = parent->y;
  child->mass = parent->mass;
}

static void
insert (RvQuadtree *tree, float x, float y, float mass, float middle_x, float middle_y)
{
  guint i = 0;

  for (guint depth = 0;; depth++)
    {
      Cell *cell = cell_at (tree, i);

      if (cell->child == 0 && cell->mass > 0 && depth < DEEPEST)
        {
          split_leaf (tree, i, middle_x, middle_y);
          cell = cell_at (tree, i);
        }
      cell->x += x * mass;
      cell->y += y * mass;
      cell->mass += mass;
      if (cell->child == 0)
        return;
      i = (guint) cell->child + descend (x, y, cell->size, &middle_x, &middle_y);
    }
}

void
rv_quadtree_fill (RvQuadtree *tree, guint n, const float *x, const float *y, const float *mass)
{
  float x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY, size;

  for (guint i = 0; i < n; i++)
    {
      x0 = MIN (x0, x[i]);
      y0 = MIN (y0, y[i]);
      x1 = MAX (x1, x[i]);
      y1 = MAX (y1, y[i]);
    }
  size = MAX (MAX (x1 - x0, y1 - y0), 1e-3f) * 1.01f;
  g_array_set_size (tree->cells, 1);
  *cell_at (tree, 0) = (Cell){ 0, 0, 0, size, 0 };
  for (guint i = 0; i < n; i++)
    insert (tree, x[i], y[i], mass[i], (x0 + x1) / 2, (y0 + y1) / 2);
  for (guint i = 0; i < tree->cells->len; i++)
    if (cell_at (tree, i)->mass > 0)
      {
        cell_at (tree, i)->x /= cell_at (tree, i)->mass;
        cell_at (tree, i)->y /= cell_at (tree, i)->mass;
      }
}

void
rv_quadtree_push (const RvQuadtree *tree, float x, float y, float *fx, float *fy)
{
  const Cell *cells = (const Cell *) tree->cells->data;
  guint stack[4 * DEEPEST + 8], depth = 0;
  float sum_x = 0, sum_y = 0;

  stack[depth++] = 0;
  while (depth > 0)
    {
      const Cell *cell = &cells[stack[--depth]];
      float dx = x - cell->x, dy = y - cell->y, square = dx * dx + dy * dy + SOFTENING;

      if (cell->mass == 0)
        continue;
      if (cell->child == 0 || cell->size * cell->size < OPENING * OPENING * square)
        {
          float force = cell->mass / square;

          sum_x += force * dx;
          sum_y += force * dy;
        }
      else
        for (guint i = 0; i < 4; i++)
          stack[depth++] = (guint) cell->child + i;
    }
  *fx += sum_x;
  *fy += sum_y;
}
