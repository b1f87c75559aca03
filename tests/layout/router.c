/* A router that lives through moves: only what a move concerns runs differently, and drags leave no trace. */
#include "judge.h"

#include "layout/place.h"
#include "layout/router.h"

#include <string.h>

static RvLayoutGraph *
make_drawing (guint n, guint seed)
{
  RvLayoutGraph *graph = judge_make_graph (n, seed);

  rv_layout_place_all (graph);
  return graph;
}

static gboolean
is_same_route (const RvLayoutEdge *a, const RvLayoutEdge *b)
{
  return a->n_points == b->n_points && memcmp (a->points, b->points, a->n_points * sizeof (RvPoint)) == 0;
}

static void
move (RvLayoutGraph *graph, guint node, double dx, double dy)
{
  rv_layout_graph_node (graph, node)->x += dx;
  rv_layout_graph_node (graph, node)->y += dy;
}

/* Like @graph, routed afresh. */
static RvLayoutGraph *
route_copy (const RvLayoutGraph *graph)
{
  RvLayoutGraph *copy = judge_copy (graph);
  g_autoptr (RvRouter) router = rv_router_new (copy);

  rv_router_route_all (router);
  return copy;
}

/* The far end of the drawing, where there is nothing. */
static void
move_outside (RvLayoutGraph *graph, guint node)
{
  double width, height;

  judge_measure (graph, &width, &height);
  rv_layout_graph_node (graph, node)->x = width + 200;
  rv_layout_graph_node (graph, node)->y = height / 2;
}

static void
test_update (void)
{
  for (guint seed = 1; seed < 5; seed++)
    {
      g_autoptr (RvLayoutGraph) graph = make_drawing (120, seed), before = route_copy (graph);
      g_autoptr (RvRouter) router = rv_router_new (graph);
      g_autoptr (GArray) changed = g_array_new (FALSE, FALSE, sizeof (guint));
      const guint moved = 20 * seed;
      guint n_told = 0;

      rv_router_route_all (router);
      judge_assert_same (graph, before, TRUE);
      move_outside (graph, moved);
      rv_router_update (router, &moved, 1, changed);
      judge_assert_routes (graph);
      g_assert_cmpuint (judge_count_through (graph), ==, 0);
      for (guint e = 0; e < graph->edges->len; e++)
        {
          const RvLayoutEdge *edge = rv_layout_graph_edge (graph, e);
          gboolean is_told = n_told < changed->len && g_array_index (changed, guint, n_told) == e;

          n_told += is_told;
          g_assert_cmpint (is_told, ==, !is_same_route (edge, rv_layout_graph_edge (before, e)));
          if (edge->from != moved && edge->to != moved)
            g_assert_false (is_told);
        }
    }
}

/* What a box is pushed onto gives way; nothing else does. */
static void
test_gives_way (void)
{
  g_autoptr (RvLayoutGraph) graph = make_drawing (120, 2), before = route_copy (graph);
  g_autoptr (RvRouter) router = rv_router_new (graph);
  const guint moved = 30;
  guint n_others = 0, n_same = 0;

  rv_router_route_all (router);
  move (graph, moved, 40, 30);
  rv_router_update (router, &moved, 1, NULL);
  judge_assert_routes (graph);
  for (guint e = 0; e < graph->edges->len; e++)
    {
      const RvLayoutEdge *edge = rv_layout_graph_edge (graph, e);

      if (edge->from == moved || edge->to == moved)
        continue;
      n_others++;
      n_same += is_same_route (edge, rv_layout_graph_edge (before, e));
    }
  g_assert_cmpuint (n_same * 100, >=, n_others * 90);
}

static void
test_drag_and_back (void)
{
  g_autoptr (RvLayoutGraph) graph = make_drawing (80, 3), before = route_copy (graph);
  g_autoptr (RvRouter) router = rv_router_new (graph);
  const guint moved = 0;

  rv_router_route_all (router);
  for (guint i = 0; i < 20; i++)
    {
      move (graph, moved, 35, 20);
      rv_router_drag (router, &moved, 1, NULL);
      judge_assert_routes (graph);
    }
  *rv_layout_graph_node (graph, moved) = *rv_layout_graph_node (before, moved);
  rv_router_drag (router, &moved, 1, NULL);
  judge_assert_same (graph, before, TRUE);
}

static void
test_drop_is_as_without_a_drag (void)
{
  g_autoptr (RvLayoutGraph) graph = make_drawing (80, 3), other = judge_copy (graph);
  g_autoptr (RvRouter) router = rv_router_new (graph), plain = rv_router_new (other);
  const guint moved = 7;

  rv_router_route_all (router);
  rv_router_route_all (plain);
  for (guint i = 0; i < 20; i++)
    {
      move (graph, moved, 35, 20);
      rv_router_drag (router, &moved, 1, NULL);
    }
  rv_router_update (router, &moved, 1, NULL);
  move (other, moved, 20 * 35, 20 * 20);
  rv_router_update (plain, &moved, 1, NULL);
  judge_assert_same (graph, other, TRUE);
  rv_router_update (router, &moved, 1, NULL);
  judge_assert_same (graph, other, TRUE);
}

/* A box far outside of what the router knew. */
static void
test_drag_far (void)
{
  g_autoptr (RvLayoutGraph) graph = make_drawing (40, 1);
  g_autoptr (RvRouter) router = rv_router_new (graph);
  const guint moved = 5;

  rv_router_route_all (router);
  move (graph, moved, -1e6, 1e7);
  rv_router_drag (router, &moved, 1, NULL);
  judge_assert_routes (graph);
  rv_router_update (router, &moved, 1, NULL);
  judge_assert_routes (graph);
  g_assert_cmpuint (judge_count_through (graph), ==, 0);
}

static void
test_bends_stay (void)
{
  const RvPoint bends[] = { { 300, 60 }, { 300, 400 }, { 500, 400 }, { 500, 50 } };
  g_autoptr (RvLayoutGraph) graph = rv_layout_graph_new ();
  g_autoptr (RvRouter) router = NULL;
  RvLayoutNode node = { .width = 200, .height = 120, .is_placed = TRUE };
  RvLayoutEdge edge = { .from = 0, .to = 1, .from_port = 60, .to_port = 50 };
  const guint moved = 0;

  rv_layout_graph_add_node (graph, &node);
  node.x = 600;
  rv_layout_graph_add_node (graph, &node);
  rv_layout_graph_add_edge (graph, &edge);
  rv_layout_graph_set_bends (graph, 0, bends, G_N_ELEMENTS (bends));
  router = rv_router_new (graph);
  rv_router_route_all (router);
  for (guint i = 0; i < 4; i++)
    {
      const RvLayoutEdge *line = rv_layout_graph_edge (graph, 0);

      g_assert_cmpuint (line->n_points, ==, 6);
      g_assert_cmpfloat (line->points[2].x, ==, 300);
      g_assert_cmpfloat (line->points[2].y, ==, 400);
      g_assert_cmpfloat (line->points[3].x, ==, 500);
      g_assert_cmpfloat (line->points[1].y, ==, rv_layout_graph_node (graph, 0)->y + 60);
      move (graph, moved, 10, 15);
      (i < 2 ? rv_router_drag : rv_router_update) (router, &moved, 1, NULL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/router/update", test_update);
  g_test_add_func ("/router/gives-way", test_gives_way);
  g_test_add_func ("/router/drag-and-back", test_drag_and_back);
  g_test_add_func ("/router/drop-is-as-without-a-drag", test_drop_is_as_without_a_drag);
  g_test_add_func ("/router/drag-far", test_drag_far);
  g_test_add_func ("/router/bends-stay", test_bends_stay);
  return g_test_run ();
}
