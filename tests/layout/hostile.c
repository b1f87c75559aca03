/* Sizes, places and ports that no sane diagram has: bounded time, no overlap, no crash. */
#include "judge.h"

#include "layout/place.h"
#include "layout/route.h"

static guint
add_box (RvLayoutGraph *graph, double x, double y, double width, double height)
{
  RvLayoutNode node = { .id = graph->nodes->len + 1, .x = x, .y = y, .width = width, .height = height, .is_placed = TRUE };

  return rv_layout_graph_add_node (graph, &node);
}

static void
add_line (RvLayoutGraph *graph, guint from, guint to, double port)
{
  RvLayoutEdge edge = { .id = graph->edges->len + 1, .from = from, .to = to, .from_port = port, .to_port = port, .trunk = 1 };

  rv_layout_graph_add_edge (graph, &edge);
}

static void
test_no_numbers (void)
{
  const double odd[] = { NAN, INFINITY, -INFINITY, -5, 0, 1e300, -1e300, 1e-300 };
  g_autoptr (RvLayoutGraph) graph = rv_layout_graph_new ();

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      add_box (graph, odd[i], odd[(i + 3) % 8], odd[(i + 1) % 8], odd[(i + 5) % 8]);
      add_line (graph, i, i / 2, odd[i]);
    }
  rv_layout_place_all (graph);
  rv_layout_route_all (graph);
  g_assert_cmpuint (judge_count_overlaps (graph), ==, 0);
  judge_assert_routes (graph);
}

static void
test_far_away (void)
{
  g_autoptr (RvLayoutGraph) graph = judge_make_graph (20, 1);

  rv_layout_place_all (graph);
  rv_layout_graph_node (graph, 7)->x = 1e7;
  rv_layout_graph_node (graph, 7)->y = -1e7;
  rv_layout_route_all (graph);
  judge_assert_routes (graph);
  g_assert_cmpuint (judge_count_through (graph), ==, 0);
}

static void
test_tall (void)
{
  g_autoptr (RvLayoutGraph) graph = judge_make_graph (60, 1);

  for (guint i = 10; i < 13; i++)
    rv_layout_graph_node (graph, i)->height = 30 + 18 * 2000;
  for (guint i = 0; i < graph->edges->len; i++)
    rv_layout_graph_edge (graph, i)->from_port = 600 * i;
  rv_layout_place_all (graph);
  rv_layout_route_all (graph);
  g_assert_cmpuint (judge_count_overlaps (graph), ==, 0);
  judge_assert_routes (graph);
  g_assert_cmpuint (judge_count_through (graph), ==, 0);
}

static void
test_many_without_lines (void)
{
  g_autoptr (RvLayoutGraph) graph = rv_layout_graph_new ();
  double width, height;

  for (guint i = 0; i < 10000; i++)
    add_box (graph, 0, 0, 180 + i % 97, 60 + i % 331);
  rv_layout_place_all (graph);
  rv_layout_route_all (graph);
  judge_measure (graph, &width, &height);
  g_assert_cmpuint (judge_count_overlaps (graph), ==, 0);
  g_assert_cmpfloat (width / height, >, 0.5);
  g_assert_cmpfloat (width / height, <, 2);
}

static void
test_boxes_on_each_other (void)
{
  g_autoptr (RvLayoutGraph) graph = rv_layout_graph_new ();

  for (guint i = 0; i < 6; i++)
    {
      add_box (graph, i % 2 * 5, i % 3 * 7, 200, 100);
      add_line (graph, i, i / 2, 50);
    }
  rv_layout_route_all (graph);
  judge_assert_routes (graph);
}

static void
test_one_hub (void)
{
  g_autoptr (RvLayoutGraph) graph = rv_layout_graph_new ();

  add_box (graph, 0, 0, 200, 300);
  for (guint i = 1; i <= 5000; i++)
    {
      add_box (graph, 0, 0, 200, 100);
      add_line (graph, i, 0, 50);
    }
  rv_layout_place_all (graph);
  rv_layout_route_all (graph);
  g_assert_cmpuint (judge_count_overlaps (graph), ==, 0);
  judge_assert_routes (graph);
  g_assert_cmpuint (judge_count_through (graph), ==, 0);
}

/* A person may push boxes close together; lines still find between them. */
static void
test_narrow_gaps (void)
{
  g_autoptr (RvLayoutGraph) graph = rv_layout_graph_new ();

  for (guint i = 0; i < 25; i++)
    add_box (graph, i % 5 * 206.0, i / 5 * 105.0, 200, 100);
  for (guint i = 0; i < 25; i++)
    add_line (graph, i, (i * 7 + 3) % 25, 50);
  rv_layout_route_all (graph);
  judge_assert_routes (graph);
  g_assert_cmpuint (judge_count_through (graph), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hostile/no-numbers", test_no_numbers);
  g_test_add_func ("/hostile/far-away", test_far_away);
  g_test_add_func ("/hostile/tall", test_tall);
  g_test_add_func ("/hostile/many-without-lines", test_many_without_lines);
  g_test_add_func ("/hostile/boxes-on-each-other", test_boxes_on_each_other);
  g_test_add_func ("/hostile/one-hub", test_one_hub);
  g_test_add_func ("/hostile/narrow-gaps", test_narrow_gaps);
  return g_test_run ();
}
