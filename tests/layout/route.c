/* Routes: from port to port, across and down only, never through a box. */
#include "judge.h"

#include "layout/place.h"
#include "layout/route.h"

#include <string.h>

static RvLayoutGraph *
make_drawing (guint n, guint seed)
{
  RvLayoutGraph *graph = judge_make_graph (n, seed);

  rv_layout_place_all (graph);
  rv_layout_route_all (graph);
  return graph;
}

static void
test_sound (void)
{
  const guint sizes[] = { 2, 5, 12, 30, 60, 150, 400 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint seed = 1; seed < 4; seed++)
      {
        g_autoptr (RvLayoutGraph) graph = make_drawing (sizes[i], seed);

        judge_assert_routes (graph);
        g_assert_cmpuint (judge_count_through (graph), ==, 0);
      }
}

static void
test_deterministic (void)
{
  g_autoptr (RvLayoutGraph) a = make_drawing (90, 2), b = make_drawing (90, 2);

  judge_assert_same (a, b, TRUE);
}

static guint
add_box (RvLayoutGraph *graph, double x, double y)
{
  RvLayoutNode node = { .id = graph->nodes->len + 1, .x = x, .y = y, .width = 200, .height = 120, .is_placed = TRUE };

  return rv_layout_graph_add_node (graph, &node);
}

static void
add_line (RvLayoutGraph *graph, guint from, guint to, double from_port, double to_port)
{
  RvLayoutEdge edge = { .id = graph->edges->len + 1, .from = from, .to = to, .from_port = from_port, .to_port = to_port };

  rv_layout_graph_add_edge (graph, &edge);
}

static void
test_straight (void)
{
  g_autoptr (RvLayoutGraph) graph = rv_layout_graph_new ();

  add_box (graph, 0, 0);
  add_box (graph, 400, 20);
  add_line (graph, 0, 1, 70, 50);
  rv_layout_route_all (graph);
  judge_assert_routes (graph);
  g_assert_cmpuint (rv_layout_graph_edge (graph, 0)->n_points, ==, 2);
}

static void
test_around_a_box (void)
{
  g_autoptr (RvLayoutGraph) graph = rv_layout_graph_new ();

  add_box (graph, 0, 0);
  add_box (graph, 300, 0);
  add_box (graph, 600, 0);
  add_line (graph, 0, 2, 60, 60);
  rv_layout_route_all (graph);
  judge_assert_routes (graph);
  g_assert_cmpuint (judge_count_through (graph), ==, 0);
}

static void
test_self (void)
{
  g_autoptr (RvLayoutGraph) graph = rv_layout_graph_new ();

  add_box (graph, 0, 0);
  add_line (graph, 0, 0, 90, 39);
  add_line (graph, 0, 0, 39, 39);
  rv_layout_route_all (graph);
  judge_assert_routes (graph);
  g_assert_cmpuint (judge_count_through (graph), ==, 0);
}

/* The length of what lies on each other of two routes. */
static double
shared_length (const RvLayoutEdge *a, const RvLayoutEdge *b)
{
  double length = 0;

  for (guint i = 0; i + 1 < a->n_points; i++)
    for (guint j = 0; j + 1 < b->n_points; j++)
      {
        const RvPoint *p = &a->points[i], *q = &b->points[j];

        if (p->x == p[1].x && q->x == q[1].x && fabs (p->x - q->x) < 1)
          length += MAX (0, MIN (MAX (p->y, p[1].y), MAX (q->y, q[1].y)) - MAX (MIN (p->y, p[1].y), MIN (q->y, q[1].y)));
        if (p->y == p[1].y && q->y == q[1].y && fabs (p->y - q->y) < 1)
          length += MAX (0, MIN (MAX (p->x, p[1].x), MAX (q->x, q[1].x)) - MAX (MIN (p->x, p[1].x), MIN (q->x, q[1].x)));
      }
  return length;
}

static void
test_parallel_lines_are_apart (void)
{
  g_autoptr (RvLayoutGraph) graph = rv_layout_graph_new ();

  add_box (graph, 0, 0);
  add_box (graph, 400, 300);
  add_line (graph, 0, 1, 60, 39);
  add_line (graph, 0, 1, 80, 60);
  add_line (graph, 0, 1, 100, 80);
  rv_layout_route_all (graph);
  for (guint i = 0; i < 3; i++)
    for (guint j = i + 1; j < 3; j++)
      g_assert_cmpfloat (shared_length (rv_layout_graph_edge (graph, i), rv_layout_graph_edge (graph, j)), <, 1);
}

static void
test_trunk_is_shared (void)
{
  g_autoptr (RvLayoutGraph) graph = rv_layout_graph_new ();

  add_box (graph, 0, 0);
  add_box (graph, 0, 400);
  add_box (graph, 700, 200);
  add_line (graph, 0, 2, 60, 39);
  add_line (graph, 1, 2, 60, 39);
  for (guint e = 0; e < 2; e++)
    rv_layout_graph_edge (graph, e)->trunk = 1;
  rv_layout_route_all (graph);
  judge_assert_routes (graph);
  g_assert_cmpfloat (shared_length (rv_layout_graph_edge (graph, 0), rv_layout_graph_edge (graph, 1)), >, 5);
}

static void
test_touched_leaves_others_alone (void)
{
  g_autoptr (RvLayoutGraph) graph = make_drawing (60, 3), before = make_drawing (60, 3);
  const guint moved = 30;
  guint n_same = 0, n_foreign = 0;

  rv_layout_graph_node (graph, moved)->x += 3;
  rv_layout_graph_node (graph, moved)->y += 5;
  rv_layout_route_touched (graph, &moved, 1);
  judge_assert_routes (graph);
  g_assert_cmpuint (judge_count_through (graph), ==, 0);
  for (guint e = 0; e < graph->edges->len; e++)
    {
      const RvLayoutEdge *a = rv_layout_graph_edge (graph, e), *b = rv_layout_graph_edge (before, e);

      if (a->from == moved || a->to == moved || judge_runs_through (b, rv_layout_graph_node (graph, moved)))
        continue;
      n_foreign++;
      n_same += a->n_points == b->n_points && memcmp (a->points, b->points, a->n_points * sizeof (RvPoint)) == 0;
    }
  g_assert_cmpuint (n_same, ==, n_foreign);
}

static void
test_touched_gives_way (void)
{
  g_autoptr (RvLayoutGraph) graph = rv_layout_graph_new ();
  guint moved;

  add_box (graph, 0, 0);
  add_box (graph, 800, 0);
  moved = add_box (graph, 300, 600);
  add_line (graph, 0, 1, 60, 60);
  rv_layout_route_all (graph);
  rv_layout_graph_node (graph, moved)->y = 0;
  rv_layout_route_touched (graph, &moved, 1);
  judge_assert_routes (graph);
  g_assert_cmpuint (judge_count_through (graph), ==, 0);
}

/* Two boxes with a line that a person led around below; another crosses its way. */
static RvLayoutGraph *
make_bent (void)
{
  const RvPoint bends[] = { { 300, 60 }, { 300, 400 }, { 500, 400 }, { 500, 50 } };
  RvLayoutGraph *graph = rv_layout_graph_new ();

  add_box (graph, 0, 0);
  add_box (graph, 600, 0);
  add_line (graph, 0, 1, 60, 50);
  rv_layout_graph_set_bends (graph, 0, bends, G_N_ELEMENTS (bends));
  rv_layout_route_all (graph);
  return graph;
}

static void
assert_runs (const RvLayoutEdge *edge, const RvPoint *points, guint n_points)
{
  g_assert_cmpuint (edge->n_points, ==, n_points);
  for (guint i = 0; i < n_points; i++)
    {
      g_assert_cmpfloat (edge->points[i].x, ==, points[i].x);
      g_assert_cmpfloat (edge->points[i].y, ==, points[i].y);
    }
}

static void
test_bends_are_kept (void)
{
  const RvPoint first[] = { { 200, 60 }, { 300, 60 }, { 300, 400 }, { 500, 400 }, { 500, 50 }, { 600, 50 } };
  const RvPoint then[] = { { 230, 160 }, { 300, 160 }, { 300, 400 }, { 500, 400 }, { 500, 50 }, { 600, 50 } };
  g_autoptr (RvLayoutGraph) graph = make_bent ();
  const guint moved = 0;

  assert_runs (rv_layout_graph_edge (graph, 0), first, G_N_ELEMENTS (first));
  rv_layout_graph_node (graph, 0)->x = 30;
  rv_layout_graph_node (graph, 0)->y = 100;
  rv_layout_route_touched (graph, &moved, 1);
  assert_runs (rv_layout_graph_edge (graph, 0), then, G_N_ELEMENTS (then));
}

/* A box that is put onto a bent line makes one stretch of it step aside, and only that, and only as long as it is there. */
static void
test_bends_give_way (void)
{
  const RvPoint around[] = { { 200, 60 }, { 300, 60 }, { 300, 190 }, { 260, 190 }, { 260, 330 },
                             { 300, 330 }, { 300, 400 }, { 500, 400 }, { 500, 50 }, { 600, 50 } };
  const RvPoint plain[] = { { 200, 60 }, { 300, 60 }, { 300, 400 }, { 500, 400 }, { 500, 50 }, { 600, 50 } };
  g_autoptr (RvLayoutGraph) graph = make_bent ();
  guint moved = add_box (graph, 270, 200);

  rv_layout_route_touched (graph, &moved, 1);
  assert_runs (rv_layout_graph_edge (graph, 0), around, G_N_ELEMENTS (around));
  g_assert_cmpuint (judge_count_through (graph), ==, 0);
  rv_layout_graph_node (graph, moved)->y = 900;
  rv_layout_route_touched (graph, &moved, 1);
  assert_runs (rv_layout_graph_edge (graph, 0), plain, G_N_ELEMENTS (plain));
}

/* Bends need not be corners: the way between is across first. */
static void
test_bends_that_slant (void)
{
  const RvPoint bend = { 400, 300 };
  const RvPoint expected[] = { { 200, 60 }, { 400, 60 }, { 400, 50 }, { 600, 50 } };
  g_autoptr (RvLayoutGraph) graph = make_bent ();

  rv_layout_graph_set_bends (graph, 0, &bend, 1);
  rv_layout_route_all (graph);
  assert_runs (rv_layout_graph_edge (graph, 0), expected, G_N_ELEMENTS (expected));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/route/sound", test_sound);
  g_test_add_func ("/route/deterministic", test_deterministic);
  g_test_add_func ("/route/straight", test_straight);
  g_test_add_func ("/route/around-a-box", test_around_a_box);
  g_test_add_func ("/route/self", test_self);
  g_test_add_func ("/route/parallel-lines-are-apart", test_parallel_lines_are_apart);
  g_test_add_func ("/route/trunk-is-shared", test_trunk_is_shared);
  g_test_add_func ("/route/touched-leaves-others-alone", test_touched_leaves_others_alone);
  g_test_add_func ("/route/touched-gives-way", test_touched_gives_way);
  g_test_add_func ("/route/bends-are-kept", test_bends_are_kept);
  g_test_add_func ("/route/bends-give-way", test_bends_give_way);
  g_test_add_func ("/route/bends-that-slant", test_bends_that_slant);
  return g_test_run ();
}
