/* Lines that are bent by hand stay square, keep their ends, and lose what is no corner. */
#include "layout/stretch.h"

static const RvPoint z[] = { { 0, 0 }, { 100, 0 }, { 100, 80 }, { 200, 80 } };

static void
assert_runs (GArray *points, const RvPoint *expected, guint n)
{
  g_assert_cmpuint (points->len, ==, n);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpfloat (g_array_index (points, RvPoint, i).x, ==, expected[i].x);
      g_assert_cmpfloat (g_array_index (points, RvPoint, i).y, ==, expected[i].y);
    }
  g_array_unref (points);
}

static void
test_inner (void)
{
  const RvPoint expected[] = { { 0, 0 }, { 130, 0 }, { 130, 80 }, { 200, 80 } };

  assert_runs (rv_stretch_move (z, 4, 1, 30), expected, 4);
}

static void
test_end (void)
{
  const RvPoint first[] = { { 0, 0 }, { 16, 0 }, { 16, 20 }, { 100, 20 }, { 100, 80 }, { 200, 80 } };
  const RvPoint last[] = { { 0, 0 }, { 100, 0 }, { 100, 60 }, { 184, 60 }, { 184, 80 }, { 200, 80 } };

  assert_runs (rv_stretch_move (z, 4, 0, 20), first, 6);
  assert_runs (rv_stretch_move (z, 4, 2, -20), last, 6);
}

static void
test_straight (void)
{
  const RvPoint straight[] = { { 0, 0 }, { 300, 0 } };
  const RvPoint expected[] = { { 0, 0 }, { 16, 0 }, { 16, -40 }, { 284, -40 }, { 284, 0 }, { 300, 0 } };

  assert_runs (rv_stretch_move (straight, 2, 0, -40), expected, 6);
  assert_runs (rv_stretch_move (straight, 2, 0, 0), straight, 2);
}

static void
test_back_into_line (void)
{
  const RvPoint stepped[] = { { 0, 0 }, { 50, 0 }, { 50, 30 }, { 150, 30 }, { 150, 0 }, { 200, 0 } };
  const RvPoint expected[] = { { 0, 0 }, { 200, 0 } };

  assert_runs (rv_stretch_move (stepped, 6, 2, -30), expected, 2);
}

static void
test_corner (void)
{
  const RvPoint stepped[] = { { 0, 0 }, { 50, 0 }, { 50, 30 }, { 150, 30 }, { 150, 0 }, { 200, 0 } };
  const RvPoint expected[] = { { 0, 0 }, { 60, 0 }, { 60, 50 }, { 150, 50 }, { 150, 0 }, { 200, 0 } };

  assert_runs (rv_stretch_move_corner (stepped, 6, 2, (RvPoint) { 60, 50 }), expected, 6);
}

static void
test_split (void)
{
  const RvPoint expected[] = { { 0, 0 }, { 100, 0 }, { 100, 40 }, { 124, 40 }, { 124, 80 }, { 200, 80 } };

  assert_runs (rv_stretch_split (z, 4, 1, (RvPoint) { 103, 40 }, 24), expected, 6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stretch/inner", test_inner);
  g_test_add_func ("/stretch/end", test_end);
  g_test_add_func ("/stretch/straight", test_straight);
  g_test_add_func ("/stretch/back-into-line", test_back_into_line);
  g_test_add_func ("/stretch/corner", test_corner);
  g_test_add_func ("/stretch/split", test_split);
  return g_test_run ();
}
