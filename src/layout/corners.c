/* The frame of the large part is cut into cells. In each corner the largest rectangle without a taken cell is filled,
 * the largest of them first; what is left over is packed beside the whole. */
#include "layout/corners.h"

#include <math.h>
#include <stdlib.h>

#define CELL 48.0             /* px */
#define MOST_CELLS 2000       /* along one side */
#define AWAY 96.0             /* px that stay free around what is taken */
#define N_CORNERS 4

typedef struct {
  guint columns, rows;
  double width, height;       /* px of a cell */
  guint8 *taken;
} Raster;

static guint
cell_at (double place, double size, guint n)
{
  return (guint) CLAMP (floor (place / size), 0, n - 1);
}

static void
take_box (Raster *raster, const RvPackItem *box)
{
  guint left = cell_at (box->x - AWAY, raster->width, raster->columns);
  guint right = cell_at (box->x + box->width + AWAY, raster->width, raster->columns);
  guint top = cell_at (box->y - AWAY, raster->height, raster->rows);
  guint bottom = cell_at (box->y + box->height + AWAY, raster->height, raster->rows);

  for (guint row = top; row <= bottom; row++)
    for (guint column = left; column <= right; column++)
      raster->taken[row * raster->columns + column] = TRUE;
}

static Raster
make_raster (const RvPackItem *frame, const RvPackItem *boxes, guint n_boxes)
{
  Raster raster = { 0 };

  raster.columns = (guint) CLAMP (ceil (frame->width / CELL), 1, MOST_CELLS);
  raster.rows = (guint) CLAMP (ceil (frame->height / CELL), 1, MOST_CELLS);
  raster.width = MAX (frame->width, 1) / raster.columns;
  raster.height = MAX (frame->height, 1) / raster.rows;
  raster.taken = g_new0 (guint8, (gsize) raster.columns * raster.rows);
  for (guint i = 0; i < n_boxes; i++)
    take_box (&raster, &boxes[i]);
  return raster;
}

/* How many cells of @row are free from the left or right side on, at most @most. */
static guint
count_free (const Raster *raster, guint row, gboolean from_right, guint most)
{
  const guint8 *cells = raster->taken + row * raster->columns;
  guint n = 0;

  while (n < most && !cells[from_right ? raster->columns - 1 - n : n])
    n++;
  return n;
}

/* The largest free rectangle in corner @corner: bit 0 for right, bit 1 for bottom. */
static RvPackItem
find_corner (const Raster *raster, guint corner)
{
  gboolean right = (corner & 1) != 0, bottom = (corner & 2) != 0;
  guint wide = raster->columns, best_wide = 0, best_high = 0;

  for (guint high = 1; high <= raster->rows && wide > 0; high++)
    {
      wide = count_free (raster, bottom ? raster->rows - high : high - 1, right, wide);
      if (wide * high > best_wide * best_high)
        {
          best_wide = wide;
          best_high = high;
        }
    }
  return (RvPackItem){ (right ? raster->columns - best_wide : 0) * raster->width,
                       (bottom ? raster->rows - best_high : 0) * raster->height, best_wide * raster->width, best_high * raster->height };
}

static int
compare_areas (gconstpointer a, gconstpointer b)
{
  const RvPackItem *p = a, *q = b;
  double first = p->width * p->height, second = q->width * q->height;

  return first != second ? (first > second ? -1 : 1) : p->y != q->y ? (p->y < q->y ? -1 : 1) : p->x < q->x ? -1 : p->x > q->x;
}

static gboolean
overlap (const RvPackItem *a, const RvPackItem *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height && b->y < a->y + a->height;
}

/* Fills the corners of the first item. @inside: gets which items lie there, by their places in it. */
static void
fill_corners (RvPackItem *items, guint n_items, const RvPackItem *boxes, guint n_boxes, gboolean *inside)
{
  Raster raster = make_raster (&items[0], boxes, n_boxes);
  RvPackItem free_ones[N_CORNERS];

  for (guint corner = 0; corner < N_CORNERS; corner++)
    free_ones[corner] = find_corner (&raster, corner);
  qsort (free_ones, N_CORNERS, sizeof *free_ones, compare_areas);
  for (guint corner = 0; corner < N_CORNERS; corner++)
    {
      rv_pack_within (items, n_items, &free_ones[corner], inside);
      for (guint other = corner + 1; other < N_CORNERS; other++) /* on a small frame they may lie on each other */
        if (overlap (&free_ones[corner], &free_ones[other]))
          free_ones[other].width = free_ones[other].height = 0;
    }
  g_free (raster.taken);
}

void
rv_corners_pack (RvPackItem *items, guint n_items, const RvPackItem *boxes, guint n_boxes)
{
  g_autofree gboolean *inside = g_new0 (gboolean, n_items + 1);
  g_autofree RvPackItem *outside = g_new (RvPackItem, n_items + 1);
  guint n_outside = 0;

  inside[0] = TRUE;
  fill_corners (items, n_items, boxes, n_boxes, inside);
  outside[n_outside++] = items[0];
  for (guint i = 1; i < n_items; i++)
    if (!inside[i])
      outside[n_outside++] = items[i];
  rv_pack (outside, n_outside);
  n_outside = 1;
  for (guint i = 1; i < n_items; i++)
    if (!inside[i])
      items[i] = outside[n_outside++];
    else
      {
        items[i].x += outside[0].x;
        items[i].y += outside[0].y;
      }
  items[0] = outside[0];
}
