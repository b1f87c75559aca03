/* Places: no overlaps, same result every time, a fitting shape; new boxes disturb nobody. */
#include "judge.h"

#include "layout/align.h"
#include "layout/metrics.h"
#include "layout/place.h"

static void
test_no_overlap (void)
{
  const guint sizes[] = { 0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 100, 300, 700 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint seed = 1; seed < 5; seed++)
      {
        g_autoptr (RvLayoutGraph) graph = judge_make_graph (sizes[i], seed);

        rv_layout_place_all (graph);
        g_assert_cmpuint (judge_count_overlaps (graph), ==, 0);
      }
}

static void
test_all_placed_near_origin (void)
{
  g_autoptr (RvLayoutGraph) graph = judge_make_graph (50, 3);
  double x = INFINITY, y = INFINITY;

  rv_layout_place_all (graph);
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      g_assert_true (rv_layout_graph_node (graph, i)->is_placed);
      x = MIN (x, rv_layout_graph_node (graph, i)->x);
      y = MIN (y, rv_layout_graph_node (graph, i)->y);
    }
  g_assert_true (x >= 0 && x < 200 && y >= 0 && y < 200);
}

static void
test_deterministic (void)
{
  g_autoptr (RvLayoutGraph) a = judge_make_graph (200, 1), b = judge_make_graph (200, 1);

  rv_layout_graph_node (b, 5)->x = 5000;
  rv_layout_place_all (a);
  rv_layout_place_all (b);
  judge_assert_same (a, b, FALSE);
}

static void
test_shape (void)
{
  const guint sizes[] = { 10, 20, 40, 70, 150, 500 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint seed = 1; seed < 4; seed++)
      {
        g_autoptr (RvLayoutGraph) graph = judge_make_graph (sizes[i], seed);
        double width, height;

        rv_layout_place_all (graph);
        judge_measure (graph, &width, &height);
        g_assert_cmpfloat (width / height, >, 0.5);
        g_assert_cmpfloat (width / height, <, 2.0);
      }
}

static void
test_linked_are_near (void)
{
  g_autoptr (RvLayoutGraph) graph = judge_make_graph (150, 2);
  double linked = 0, any = 0;
  guint n = graph->nodes->len;

  rv_layout_place_all (graph);
  for (guint e = 0; e < graph->edges->len; e++)
    {
      const RvLayoutNode *a = rv_layout_graph_node (graph, rv_layout_graph_edge (graph, e)->from);
      const RvLayoutNode *b = rv_layout_graph_node (graph, rv_layout_graph_edge (graph, e)->to);
      const RvLayoutNode *c = rv_layout_graph_node (graph, (e * 31 + 7) % n), *d = rv_layout_graph_node (graph, (e * 17 + 80) % n);

      linked += hypot (a->x - b->x, a->y - b->y);
      any += hypot (c->x - d->x, c->y - d->y);
    }
  g_assert_cmpfloat (linked, <, any * 0.6);
}

#define MODULES 6
#define IN_MODULE 20

static double
distance (const RvLayoutGraph *graph, guint i, guint j)
{
  const RvLayoutNode *a = rv_layout_graph_node (graph, i), *b = rv_layout_graph_node (graph, j);

  return hypot (a->x - b->x, a->y - b->y);
}

/* Modules of which every table refers to two before it, and to one table that all refer to. */
static void
test_hub_leaves_modules_apart (void)
{
  g_autoptr (RvLayoutGraph) graph = rv_layout_graph_new ();
  double within = 0, between = 0;
  guint n = MODULES * IN_MODULE;

  for (guint i = 0; i <= n; i++)
    rv_layout_graph_add_node (graph, &(RvLayoutNode){ .id = i + 1, .width = 200, .height = 150 });
  for (guint i = 0; i < n; i++)
    {
      rv_layout_graph_add_edge (graph, &(RvLayoutEdge){ .from = i, .to = n, .trunk = 1 });
      for (guint back = 1; back <= MIN (2, i / MODULES); back++)
        rv_layout_graph_add_edge (graph, &(RvLayoutEdge){ .from = i, .to = i - back * MODULES, .trunk = 1 });
    }
  rv_layout_place_all (graph);
  for (guint i = 0; i + MODULES < n; i++)
    {
      within += distance (graph, i, i + MODULES);
      between += distance (graph, i, i + 1);
    }
  g_assert_cmpfloat (within * 3, <, between);
}

static void
test_new_moves_nothing (void)
{
  g_autoptr (RvLayoutGraph) graph = judge_make_graph (80, 4), before = NULL;

  rv_layout_place_all (graph);
  before = judge_copy (graph);
  for (guint i = 0; i < 80; i += 9)
    rv_layout_graph_node (graph, i)->is_placed = FALSE;
  rv_layout_place_new (graph);
  g_assert_cmpuint (judge_count_overlaps (graph), ==, 0);
  for (guint i = 0; i < 80; i++)
    {
      g_assert_true (rv_layout_graph_node (graph, i)->is_placed);
      if (i % 9 == 0)
        continue;
      g_assert_cmpfloat (rv_layout_graph_node (graph, i)->x, ==, rv_layout_graph_node (before, i)->x);
      g_assert_cmpfloat (rv_layout_graph_node (graph, i)->y, ==, rv_layout_graph_node (before, i)->y);
    }
}

static void
test_new_is_near_its_links (void)
{
  g_autoptr (RvLayoutGraph) graph = judge_make_graph (120, 4);
  RvLayoutNode added = { .id = 1000, .width = 200, .height = 100 };
  RvLayoutEdge edge = { .id = 1000, .to = 60 };
  const RvLayoutNode *a, *b;

  rv_layout_place_all (graph);
  edge.from = rv_layout_graph_add_node (graph, &added);
  rv_layout_graph_add_edge (graph, &edge);
  rv_layout_place_new (graph);
  a = rv_layout_graph_node (graph, edge.from);
  b = rv_layout_graph_node (graph, 60);
  g_assert_cmpuint (judge_count_overlaps (graph), ==, 0);
  g_assert_cmpfloat (hypot (a->x - b->x, a->y - b->y), <, 2000);
}

/* The place in the middle between its links is free, but a line runs across it. */
static void
test_new_cuts_no_line (void)
{
  g_autoptr (RvLayoutGraph) graph = rv_layout_graph_new ();
  const RvLayoutNode nodes[] = { { .id = 1, .width = 100, .height = 100, .is_placed = TRUE },
                                 { .id = 2, .x = 500, .width = 100, .height = 100, .is_placed = TRUE },
                                 { .id = 3, .width = 100, .height = 100 } };
  const RvLayoutEdge edges[] = { { .id = 1, .from = 0, .to = 1, .from_port = 50, .to_port = 50 }, { .id = 2, .from = 2, .to = 0 },
                                 { .id = 3, .from = 2, .to = 1 } };

  for (guint i = 0; i < 3; i++)
    rv_layout_graph_add_node (graph, &nodes[i]);
  for (guint i = 0; i < 3; i++)
    rv_layout_graph_add_edge (graph, &edges[i]);
  rv_layout_graph_set_points (graph, 0, (const RvPoint[]){ { 100, 50 }, { 500, 50 } }, 2);
  rv_layout_place_new (graph);
  g_assert_cmpuint (judge_count_overlaps (graph), ==, 0);
  g_assert_cmpuint (rv_layout_count_through (graph), ==, 0);
  g_assert_cmpfloat (fabs (rv_layout_graph_node (graph, 2)->y), <, 500);
}

/* Boxes beside each other come to where the line between them is straight, unless another is in the way. */
static void
test_ports_align (void)
{
  for (guint blocked = 0; blocked < 2; blocked++)
    {
      g_autoptr (RvLayoutGraph) graph = rv_layout_graph_new ();
      RvLayoutEdge edge = { .from = 0, .to = 1, .from_port = 41, .to_port = 29 };

      rv_layout_graph_add_node (graph, &(RvLayoutNode){ .width = 200, .height = 100, .is_placed = TRUE });
      rv_layout_graph_add_node (graph, &(RvLayoutNode){ .x = 600, .y = 60, .width = 200, .height = 100, .is_placed = TRUE });
      if (blocked)
        rv_layout_graph_add_node (graph, &(RvLayoutNode){ .x = 300, .y = 0, .width = 200, .height = 160, .is_placed = TRUE });
      rv_layout_graph_add_edge (graph, &edge);
      rv_align_ports (graph, NULL);
      g_assert_cmpfloat (rv_layout_graph_node (graph, 1)->y - rv_layout_graph_node (graph, 0)->y, ==, blocked ? 60 : 12);
      g_assert_cmpfloat (rv_layout_graph_node (graph, 0)->y, ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/place/no-overlap", test_no_overlap);
  g_test_add_func ("/place/all-placed-near-origin", test_all_placed_near_origin);
  g_test_add_func ("/place/deterministic", test_deterministic);
  g_test_add_func ("/place/shape", test_shape);
  g_test_add_func ("/place/linked-are-near", test_linked_are_near);
  g_test_add_func ("/place/hub-leaves-modules-apart", test_hub_leaves_modules_apart);
  g_test_add_func ("/place/new-moves-nothing", test_new_moves_nothing);
  g_test_add_func ("/place/new-is-near-its-links", test_new_is_near_its_links);
  g_test_add_func ("/place/new-cuts-no-line", test_new_cuts_no_line);
  g_test_add_func ("/place/ports-align", test_ports_align);
  return g_test_run ();
}
