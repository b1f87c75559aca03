/* Streets are free from side to side, and what boxes are moved for them leaves them in order and apart. */
#include "judge.h"
#include "layout/place.h"
#include "layout/random.h"
#include "layout/streets.h"

static gboolean
is_in_street (const RvLayoutNode *node, const RvStreet *street)
{
  return node->y < street->high && node->y + node->height > street->low;
}

static void
assert_free (const RvLayoutGraph *graph, const GArray *streets)
{
  for (guint s = 0; s < streets->len; s++)
    for (guint i = 0; i < graph->nodes->len; i++)
      g_assert_false (is_in_street (rv_layout_graph_node (graph, i), &g_array_index (streets, RvStreet, s)));
}

static guint
count_free_strips (const RvLayoutGraph *graph, double most)
{
  guint n = 0;

  for (double y = 0, free_since = 0; y < most; y += 8)
    {
      RvStreet strip = { y, y + 8 };
      gboolean is_free = TRUE;

      for (guint i = 0; i < graph->nodes->len && is_free; i++)
        is_free = !is_in_street (rv_layout_graph_node (graph, i), &strip);
      if (!is_free)
        free_since = y + 8;
      else if (y + 8 - free_since == 40)
        n++;
    }
  return n;
}

/* A wall of boxes, each row a little lower than the one beside, that no straight strip runs through. */
static RvLayoutGraph *
make_wall (guint n_columns, guint n_rows)
{
  RvLayoutGraph *graph = rv_layout_graph_new ();
  RvRandom random = rv_random_seeded (7);

  for (guint c = 0; c < n_columns; c++)
    for (guint r = 0; r < n_rows; r++)
      {
        RvLayoutNode node = { .id = c * n_rows + r + 1, .x = 300.0 * c, .y = 320.0 * r + 2.0 * (rv_random_next (&random) % 60),
                              .width = 200, .height = 200, .is_placed = TRUE };

        rv_layout_graph_add_node (graph, &node);
      }
  for (guint i = 0; i + n_rows * 3 < n_columns * n_rows; i++)
    {
      RvLayoutEdge edge = { .id = i + 1, .from = i, .to = i + n_rows * 3, .from_port = 60, .to_port = 40 };

      rv_layout_graph_add_edge (graph, &edge);
    }
  return graph;
}

static void
test_wall (void)
{
  g_autoptr (RvLayoutGraph) graph = make_wall (20, 20), before = judge_copy (graph);
  g_autoptr (GArray) streets = rv_streets_open (graph);

  g_assert_cmpuint (streets->len, >=, 3);
  assert_free (graph, streets);
  g_assert_cmpuint (judge_count_overlaps (graph), ==, 0);
  for (guint i = 0; i + 1 < graph->nodes->len; i++)
    if (rv_layout_graph_node (before, i)->x == rv_layout_graph_node (before, i + 1)->x)
      g_assert_cmpfloat (rv_layout_graph_node (graph, i)->y + 200, <=, rv_layout_graph_node (graph, i + 1)->y);
}

/* Aligning lines afterwards leaves the streets free. */
static void
test_placed (void)
{
  g_autoptr (RvLayoutGraph) graph = judge_make_graph (400, 3);
  double width, height;

  rv_layout_place_all (graph);
  judge_measure (graph, &width, &height);
  g_assert_cmpuint (judge_count_overlaps (graph), ==, 0);
  g_assert_cmpuint (count_free_strips (graph, height), >=, 2);
}

/* Where there are no lines there are no streets, and nothing moves. */
static void
test_no_lines (void)
{
  g_autoptr (RvLayoutGraph) graph = make_wall (12, 12), before = NULL;
  g_autoptr (GArray) streets = NULL;

  g_array_set_size (graph->edges, 0);
  before = judge_copy (graph);
  streets = rv_streets_open (graph);
  g_assert_cmpuint (streets->len, ==, 0);
  judge_assert_same (before, graph, FALSE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/streets/wall", test_wall);
  g_test_add_func ("/streets/placed", test_placed);
  g_test_add_func ("/streets/no-lines", test_no_lines);
  return g_test_run ();
}
