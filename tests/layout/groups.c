/* Placement in groups and around a box. */
#include "judge.h"
#include "layout/place-around.h"
#include "layout/place-groups.h"

static gboolean
holds (const RvLayoutFrame *frame, const RvLayoutNode *node)
{
  return node->x >= frame->x && node->y >= frame->y && node->x + node->width <= frame->x + frame->width
         && node->y + node->height <= frame->y + frame->height;
}

static gboolean
overlap (const RvLayoutFrame *a, const RvLayoutFrame *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height && b->y < a->y + a->height;
}

/* Every box is in its frame, none in another, and no frames overlap. */
static void
assert_grouped (const RvLayoutGraph *graph, const guint *group_of, guint n_groups, const RvLayoutFrame *frames)
{
  g_assert_cmpuint (judge_count_overlaps (graph), ==, 0);
  for (guint i = 0; i < n_groups; i++)
    for (guint j = 0; j < i; j++)
      g_assert_false (frames[i].width > 0 && frames[j].width > 0 && overlap (&frames[i], &frames[j]));
  for (guint i = 0; i < graph->nodes->len; i++)
    for (guint group = 0; group < n_groups; group++)
      if (frames[group].width > 0)
        g_assert_cmpint (holds (&frames[group], rv_layout_graph_node (graph, i)), ==, group_of[i] == group);
}

static void
test_groups (void)
{
  for (guint n = 1; n <= 121; n += 40)
    {
      g_autoptr (RvLayoutGraph) graph = judge_make_graph (n, n);
      g_autofree guint *group_of = g_new (guint, n);
      RvLayoutFrame frames[6];

      for (guint i = 0; i < n; i++)
        group_of[i] = i % 6 == 5 ? RV_LAYOUT_NO_GROUP : i % 6;
      rv_layout_place_groups (graph, group_of, 6, frames);
      assert_grouped (graph, group_of, 6, frames);
      g_assert_cmpfloat (frames[5].width, ==, 0);
    }
}

/* Of two frames, that with many lines to the first comes nearer than one with none, among many. */
static void
test_near (void)
{
  g_autoptr (RvLayoutGraph) graph = rv_layout_graph_new ();
  guint group_of[40];
  RvLayoutFrame frames[20];
  double linked, sum = 0;

  for (guint i = 0; i < 40; i++)
    {
      rv_layout_graph_add_node (graph, &(RvLayoutNode){ .id = i, .width = 150, .height = 100 });
      group_of[i] = i / 2;
    }
  for (guint i = 0; i < 39; i++)
    rv_layout_graph_add_edge (graph, &(RvLayoutEdge){ .from = i, .to = i + 1, .from_port = 50, .to_port = 50 });
  rv_layout_graph_add_edge (graph, &(RvLayoutEdge){ .from = 0, .to = 38, .from_port = 50, .to_port = 50 });
  rv_layout_graph_add_edge (graph, &(RvLayoutEdge){ .from = 1, .to = 39, .from_port = 50, .to_port = 50 });
  rv_layout_place_groups (graph, group_of, 20, frames);
  for (guint i = 1; i < 20; i++)
    sum += hypot (frames[i].x - frames[0].x, frames[i].y - frames[0].y);
  linked = hypot (frames[19].x - frames[0].x, frames[19].y - frames[0].y);
  g_assert_cmpfloat (linked, <, sum / 19);
}

static void
test_same_again (void)
{
  g_autoptr (RvLayoutGraph) one = judge_make_graph (60, 3), other = judge_make_graph (60, 3);
  guint group_of[60];
  RvLayoutFrame frames[4];

  for (guint i = 0; i < 60; i++)
    group_of[i] = i % 4;
  rv_layout_place_groups (one, group_of, 4, frames);
  rv_layout_place_groups (other, group_of, 4, frames);
  judge_assert_same (one, other, FALSE);
}

/* The focus is between the columns at its sides, and nothing overlaps. */
static void
test_around (void)
{
  for (guint n = 1; n <= 101; n += 20)
    {
      g_autoptr (RvLayoutGraph) graph = judge_make_graph (n, n);
      const RvLayoutNode *focus;
      guint n_left = 0, n_right = 0;

      for (guint i = 1; i < n; i++)
        rv_layout_graph_add_edge (graph, &(RvLayoutEdge){ .from = i % 2 ? 0 : i, .to = i % 2 ? i : 0 });
      rv_layout_place_around (graph, 0);
      focus = rv_layout_graph_node (graph, 0);
      g_assert_cmpuint (judge_count_overlaps (graph), ==, 0);
      for (guint i = 1; i < n; i++)
        {
          const RvLayoutNode *node = rv_layout_graph_node (graph, i);

          n_left += node->x + node->width < focus->x ? 1 : 0;
          n_right += node->x > focus->x + focus->width ? 1 : 0;
        }
      g_assert_cmpuint (n_left + n_right, ==, n - 1);
      g_assert_true (n < 3 || (n_left > 0 && n_right > 0));
    }
}

/* What only one side wants stands at both. */
static void
test_balance (void)
{
  g_autoptr (RvLayoutGraph) graph = rv_layout_graph_new ();
  guint n_left = 0;

  for (guint i = 0; i < 31; i++)
    rv_layout_graph_add_node (graph, &(RvLayoutNode){ .id = i, .width = 150, .height = 100 });
  for (guint i = 1; i < 31; i++)
    rv_layout_graph_add_edge (graph, &(RvLayoutEdge){ .from = i, .to = 0 });
  rv_layout_place_around (graph, 0);
  for (guint i = 1; i < 31; i++)
    n_left += rv_layout_graph_node (graph, i)->x < rv_layout_graph_node (graph, 0)->x ? 1 : 0;
  g_assert_cmpuint (n_left, >=, 6);
  g_assert_cmpuint (n_left, <=, 15);
  g_assert_cmpuint (judge_count_overlaps (graph), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout/groups", test_groups);
  g_test_add_func ("/layout/groups/near", test_near);
  g_test_add_func ("/layout/groups/same-again", test_same_again);
  g_test_add_func ("/layout/around", test_around);
  g_test_add_func ("/layout/around/balance", test_balance);
  return g_test_run ();
}
