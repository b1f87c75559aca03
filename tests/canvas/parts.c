/* What of the canvas needs no display: snapping, the selection, the table of tools. */
#include "canvas/selection.h"
#include "canvas/snap.h"
#include "canvas/tools/tool.h"

static void
test_snap_to_edge (void)
{
  RvRect other = { 100, 100, 200, 50 };
  RvSnapGuides guides;
  RvPoint more = rv_snap_move ((RvRect) { 103, 400, 80, 30 }, &other, 1, 8, 5, &guides);

  g_assert_cmpfloat (more.x, ==, -3);
  g_assert_true (guides.has_x);
  g_assert_cmpfloat (guides.x, ==, 100);
  g_assert_false (guides.has_y);
  g_assert_cmpfloat (more.y, ==, 0); /* 400 is on the grid */
}

static void
test_snap_right_to_right (void)
{
  RvRect other = { 100, 100, 200, 50 };
  RvSnapGuides guides;
  RvPoint more = rv_snap_move ((RvRect) { 222, 399, 80, 30 }, &other, 1, 0, 5, &guides);

  g_assert_cmpfloat (more.x, ==, -2);
  g_assert_cmpfloat (guides.x, ==, 300);
  g_assert_cmpfloat (more.y, ==, 0);
}

static void
test_snap_to_grid_when_nothing_is_near (void)
{
  RvSnapGuides guides;
  RvPoint more = rv_snap_move ((RvRect) { 13, -3, 80, 30 }, NULL, 0, 8, 5, &guides);

  g_assert_cmpfloat (more.x, ==, 3);
  g_assert_cmpfloat (more.y, ==, 3);
  g_assert_false (guides.has_x || guides.has_y);
}

static void
test_nearest_edge_wins (void)
{
  RvRect others[] = { { 104, 0, 10, 10 }, { 101, 0, 500, 10 } };
  RvSnapGuides guides;
  RvPoint more = rv_snap_move ((RvRect) { 100, 300, 7, 10 }, others, 2, 8, 5, &guides);

  g_assert_cmpfloat (more.x, ==, 1);
}

static void
test_snap_to_equal_gaps (void)
{
  /* 0–100, a gap of 60, 160–260; the third comes from the right, then from the left, then below. */
  RvRect others[] = { { 160, 0, 100, 50 }, { 0, 4, 100, 50 } };
  RvSnapGuides guides;
  RvPoint more = rv_snap_move ((RvRect) { 323, 17, 90, 44 }, others, 2, 0, 5, &guides);

  g_assert_cmpfloat (more.x, ==, -3);
  g_assert_true (guides.has_x_gaps);
  g_assert_false (guides.has_x);
  g_assert_cmpfloat (guides.x_gaps[0].from, ==, 260);
  g_assert_cmpfloat (guides.x_gaps[0].to, ==, 320);
  g_assert_cmpfloat (guides.x_gaps[1].from, ==, 100);
  g_assert_cmpfloat (guides.x_gaps[1].to, ==, 160);
  g_assert_false (guides.has_y_gaps);
  more = rv_snap_move ((RvRect) { -148, 17, 90, 44 }, others, 2, 0, 5, &guides);
  g_assert_cmpfloat (more.x, ==, -2);
  g_assert_true (guides.has_x_gaps);
  more = rv_snap_move ((RvRect) { 323, 400, 90, 44 }, others, 2, 0, 5, &guides);
  g_assert_cmpfloat (more.x, ==, 0); /* not beside them */
  g_assert_false (guides.has_x_gaps);
}

static void
test_snap_to_middle_between_neighbors (void)
{
  RvRect others[] = { { 0, 0, 50, 100 }, { 5, 300, 70, 100 } };
  RvSnapGuides guides;
  RvPoint more = rv_snap_move ((RvRect) { 20, 182, 33, 40 }, others, 2, 8, 5, &guides);

  g_assert_cmpfloat (more.y, ==, -2);
  g_assert_true (guides.has_y_gaps);
  g_assert_cmpfloat (guides.y_gaps[0].to - guides.y_gaps[0].from, ==, 80);
  g_assert_cmpfloat (guides.y_gaps[1].to - guides.y_gaps[1].from, ==, 80);
}

static void
test_selection_keeps_order (void)
{
  RvSelection *selection = rv_selection_new ();
  const RvId ids[] = { 7, 3, 7, 0, 5 };

  g_assert_true (rv_selection_set (selection, ids, 5));
  g_assert_cmpuint (rv_selection_size (selection), ==, 3);
  g_assert_cmpint (rv_selection_ids (selection)[1], ==, 3);
  g_assert_true (rv_selection_remove (selection, 7));
  g_assert_false (rv_selection_remove (selection, 7));
  g_assert_cmpint (rv_selection_ids (selection)[0], ==, 3);
  g_assert_false (rv_selection_add (selection, 5));
  g_assert_false (rv_selection_set (selection, rv_selection_ids (selection), 2));
  rv_selection_free (selection);
}

static void
test_tools_are_complete (void)
{
  const RvTool *const *tools = rv_tools ();
  g_autoptr (GHashTable) keys = g_hash_table_new (NULL, NULL);

  for (guint i = 0; tools[i] != NULL; i++)
    {
      g_assert_true (rv_tool_find (tools[i]->name) == tools[i]);
      g_assert_nonnull (tools[i]->label);
      g_assert_nonnull (tools[i]->hint);
      g_assert_nonnull (tools[i]->icon);
      g_assert_nonnull (tools[i]->begin);
      g_assert_nonnull (tools[i]->cancel);
      g_assert_true (g_hash_table_add (keys, GUINT_TO_POINTER (tools[i]->shortcut)));
    }
  g_assert_null (rv_tool_find ("nothing"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/canvas/snap/to-edge", test_snap_to_edge);
  g_test_add_func ("/canvas/snap/right-to-right", test_snap_right_to_right);
  g_test_add_func ("/canvas/snap/to-grid-when-nothing-is-near", test_snap_to_grid_when_nothing_is_near);
  g_test_add_func ("/canvas/snap/nearest-edge-wins", test_nearest_edge_wins);
  g_test_add_func ("/canvas/snap/equal-gaps", test_snap_to_equal_gaps);
  g_test_add_func ("/canvas/snap/middle", test_snap_to_middle_between_neighbors);
  g_test_add_func ("/canvas/selection-keeps-order", test_selection_keeps_order);
  g_test_add_func ("/canvas/tools-are-complete", test_tools_are_complete);
  return g_test_run ();
}
