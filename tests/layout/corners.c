/* Small parts lie in the corners of the large one, clear of it and of each other; what finds no room there lies beside. */
#include "layout/corners.h"

#define N_SMALL 12

/* A cross: all four corners of its frame, 3,000 px wide and high, are free. */
static const RvPackItem CROSS[] = { { 1200, 0, 600, 3000 }, { 0, 1200, 3000, 600 } };
static const RvPackItem FRAME = { 0, 0, 3000, 3000 };

static gboolean
overlap (const RvPackItem *a, const RvPackItem *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height && b->y < a->y + a->height;
}

static gboolean
is_within_frame (const RvPackItem *items, const RvPackItem *item)
{
  return item->x >= items[0].x && item->x + item->width <= items[0].x + items[0].width && item->y >= items[0].y
         && item->y + item->height <= items[0].y + items[0].height;
}

static void
assert_apart (const RvPackItem *items, guint n_items)
{
  for (guint i = 1; i < n_items; i++)
    {
      for (guint j = 1; j < i; j++)
        g_assert_false (overlap (&items[i], &items[j]));
      for (guint b = 0; b < G_N_ELEMENTS (CROSS); b++)
        {
          RvPackItem box = { CROSS[b].x + items[0].x, CROSS[b].y + items[0].y, CROSS[b].width, CROSS[b].height };

          g_assert_false (overlap (&items[i], &box));
        }
    }
}

static guint
pack (double size, RvPackItem *items)
{
  guint n_within = 0;

  items[0] = FRAME;
  for (guint i = 1; i <= N_SMALL; i++)
    items[i] = (RvPackItem){ 0, 0, size, size - i };
  rv_corners_pack (items, N_SMALL + 1, CROSS, G_N_ELEMENTS (CROSS));
  assert_apart (items, N_SMALL + 1);
  for (guint i = 1; i <= N_SMALL; i++)
    n_within += is_within_frame (items, &items[i]);
  return n_within;
}

static void
test_all_fit (void)
{
  RvPackItem items[N_SMALL + 1];

  g_assert_cmpuint (pack (400, items), ==, N_SMALL);
}

static void
test_some_fit (void)
{
  RvPackItem items[N_SMALL + 1];

  g_assert_cmpuint (pack (800, items), ==, 4);
}

static void
test_none_fits (void)
{
  RvPackItem items[N_SMALL + 1];

  g_assert_cmpuint (pack (1400, items), ==, 0);
}

static void
test_full_frame (void)
{
  RvPackItem items[] = { { 0, 0, 500, 400 }, { 0, 0, 100, 100 }, { 0, 0, 1, 1 } };
  const RvPackItem all = { 0, 0, 500, 400 };

  rv_corners_pack (items, G_N_ELEMENTS (items), &all, 1);
  g_assert_false (overlap (&items[0], &items[1]) || overlap (&items[0], &items[2]) || overlap (&items[1], &items[2]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout/corners/all-fit", test_all_fit);
  g_test_add_func ("/layout/corners/some-fit", test_some_fit);
  g_test_add_func ("/layout/corners/none-fits", test_none_fits);
  g_test_add_func ("/layout/corners/full-frame", test_full_frame);
  return g_test_run ();
}
