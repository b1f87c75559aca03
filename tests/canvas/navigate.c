/* Flying to things, dimming what does not matter, the minimap, and the trail of places. */
#include "fixture.h"

#include "canvas/minimap.h"
#include "canvas/trail.h"

#define TEST(path, function) g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

static RvId
only_selected (Fixture *fixture)
{
  guint n;
  const RvId *ids = rv_canvas_get_selection (fixture->canvas, &n);

  return n == 1 ? ids[0] : 0;
}

static void
assert_in_middle (Fixture *fixture, RvRect rect)
{
  RvRect seen = rv_canvas_visible (fixture->canvas);

  g_assert_cmpfloat_with_epsilon (seen.x + seen.width / 2, rect.x + rect.width / 2, 1);
  g_assert_cmpfloat_with_epsilon (seen.y + seen.height / 2, rect.y + rect.height / 2, 1);
}

/* ---- flying ------------------------------------------------------------------------------------------------ */

static void
test_flies_to_a_table (Fixture *fixture, gconstpointer data)
{
  rv_canvas_set_view (fixture->canvas, 5000, 5000, 0.05);
  g_assert_true (rv_canvas_fly_to (fixture->canvas, fixture->orders->object.id));
  g_assert_cmpint (only_selected (fixture), ==, fixture->orders->object.id);
  g_assert_cmpfloat (rv_canvas_get_zoom (fixture->canvas), >=, 0.5);
  assert_in_middle (fixture, fixture_box (fixture, fixture->orders)->rect);
}

static void
test_flies_to_what_a_table_has (Fixture *fixture, gconstpointer data)
{
  RvColumn *column = fixture_column (fixture, fixture->lonely, "remark");
  RvObject *key = rv_model_children (fixture->model, fixture->lonely->object.id, RV_KIND_KEY)->pdata[0];

  g_assert_true (rv_canvas_fly_to (fixture->canvas, column->object.id));
  g_assert_cmpint (only_selected (fixture), ==, fixture->lonely->object.id);
  g_assert_cmpint (rv_canvas_get_column (fixture->canvas), ==, column->object.id);
  g_assert_true (rv_canvas_fly_to (fixture->canvas, key->id));
  g_assert_cmpint (only_selected (fixture), ==, fixture->lonely->object.id);
  g_assert_cmpint (rv_canvas_get_column (fixture->canvas), ==, 0);
}

static void
test_flies_nowhere (Fixture *fixture, gconstpointer data)
{
  g_assert_false (rv_canvas_fly_to (fixture->canvas, fixture->diagram->object.id));
  g_assert_false (rv_canvas_fly_to (fixture->canvas, 123456789));
  g_assert_false (rv_canvas_fly_to (fixture->canvas, 0));
}

/* ---- fitting in ---------------------------------------------------------------------------------------------- */

static void
test_fits_above_a_foot (Fixture *fixture, gconstpointer data)
{
  double height = gtk_widget_get_height (GTK_WIDGET (fixture->canvas));

  rv_canvas_set_foot (fixture->canvas, 200);
  rv_canvas_fit_area (fixture->canvas, 0, 0, 100, 1000, 0, 4);
  g_assert_cmpfloat (rv_canvas_to_view (fixture->canvas, 0, 0).y, >=, 0);
  g_assert_cmpfloat (rv_canvas_to_view (fixture->canvas, 0, 1000).y, <=, height - 200);
}

static void
test_is_no_smaller_than_asked (Fixture *fixture, gconstpointer data)
{
  RvRect wide = { 100, 200, 20000, 300 };

  rv_canvas_fit_area (fixture->canvas, wide.x, wide.y, wide.width, wide.height, 1.5, 4);
  g_assert_cmpfloat (rv_canvas_get_zoom (fixture->canvas), ==, 1.5);
  assert_in_middle (fixture, wide);
  rv_canvas_fit_area (fixture->canvas, wide.x, wide.y, wide.width, wide.height, 0, 4);
  g_assert_cmpfloat (rv_canvas_get_zoom (fixture->canvas), <, 0.1);
}

/* ---- dimming ------------------------------------------------------------------------------------------------- */

/* Of a frame of a view at rest: one at another zoom is drawn in another manner. */
static guint
n_nodes (Fixture *fixture)
{
  g_autoptr (GtkSnapshot) first = gtk_snapshot_new ();
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;
  guint n;

  rv_canvas_paint (fixture->canvas, first);
  fixture_spin ();
  rv_canvas_paint (fixture->canvas, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  n = (guint) g_bytes_get_size (gsk_render_node_serialize (node));
  gsk_render_node_unref (node);
  return n;
}

static void
test_dims_the_others (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) one = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GHashTable) two = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint plain = n_nodes (fixture), with_one, with_two;

  g_hash_table_add (one, &fixture->orders->object.id);
  rv_canvas_set_highlight (fixture->canvas, one, FALSE);
  with_one = n_nodes (fixture);
  g_hash_table_add (two, &fixture->orders->object.id);
  g_hash_table_add (two, &fixture->customer->object.id);
  rv_canvas_set_highlight (fixture->canvas, two, TRUE);
  with_two = n_nodes (fixture);
  g_assert_cmpuint (plain, <, with_one);
  g_assert_cmpuint (with_one, <, with_two);
  rv_canvas_set_view (fixture->canvas, 0, 0, 0.03);
  n_nodes (fixture);
  rv_canvas_set_view (fixture->canvas, 0, 0, 1);
  rv_canvas_set_highlight (fixture->canvas, NULL, FALSE);
  g_assert_cmpuint (n_nodes (fixture), ==, plain);
}

static void
test_shows_a_legend (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RvEdit) edit = NULL;
  guint plain;

  edit = rv_edit_begin (fixture->model, "Color");
  rv_edit_set_number (edit, fixture->diagram, RvDiagram_coloring, RvColoring_SCHEMA);
  g_assert_true (rv_edit_commit (edit, NULL));
  g_clear_pointer (&edit, rv_edit_free);
  plain = n_nodes (fixture);
  edit = rv_edit_begin (fixture->model, "Legend");
  rv_edit_set_number (edit, fixture->diagram, RvDiagram_shows_legend, TRUE);
  g_assert_true (rv_edit_commit (edit, NULL));
  g_assert_cmpuint (n_nodes (fixture), >, plain);
  g_assert_cmpfloat (rv_canvas_whole (fixture->canvas).height, >, rv_scene_bounds (fixture->canvas->scene).height);
}

/* ---- the minimap ----------------------------------------------------------------------------------------------- */

static GtkWidget *
add_minimap (Fixture *fixture)
{
  GtkWidget *overlay = gtk_overlay_new (), *minimap = rv_minimap_new ();

  g_object_ref (fixture->canvas);
  gtk_window_set_child (GTK_WINDOW (fixture->window), overlay);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (fixture->canvas));
  g_object_unref (fixture->canvas);
  gtk_widget_set_halign (minimap, GTK_ALIGN_END);
  gtk_widget_set_valign (minimap, GTK_ALIGN_END);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), minimap);
  rv_minimap_set_canvas (RV_MINIMAP (minimap), fixture->canvas);
  fixture_spin ();
  return minimap;
}

static GtkGesture *
find_drag (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) one = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_DRAG (one))
        return GTK_GESTURE (one);
    }
  g_assert_not_reached ();
}

static void
test_minimap_moves_the_view (Fixture *fixture, gconstpointer data)
{
  GtkWidget *minimap = add_minimap (fixture);
  RvRect all = rv_scene_bounds (fixture->canvas->scene), seen;

  rv_canvas_set_view (fixture->canvas, 4000, 4000, 2);
  g_signal_emit_by_name (find_drag (minimap), "drag-begin", 100.0, 75.0);
  fixture_spin ();
  seen = rv_canvas_visible (fixture->canvas);
  g_assert_cmpfloat_with_epsilon (seen.x + seen.width / 2, all.x + all.width / 2, 8);
  g_assert_cmpfloat_with_epsilon (seen.y + seen.height / 2, all.y + all.height / 2, 8);
  g_assert_cmpfloat (rv_canvas_get_zoom (fixture->canvas), ==, 2);
  g_signal_emit_by_name (find_drag (minimap), "drag-begin", 0.0, 0.0);
  seen = rv_canvas_visible (fixture->canvas);
  g_assert_cmpfloat_with_epsilon (seen.x + seen.width / 2, all.x, 8);
}

static void
test_minimap_hides_where_all_is_seen (Fixture *fixture, gconstpointer data)
{
  GtkWidget *minimap = add_minimap (fixture);
  RvRect all = rv_scene_bounds (fixture->canvas->scene);

  rv_canvas_set_view (fixture->canvas, all.x - 10, all.y - 10, 4);
  fixture_spin ();
  g_assert_cmpfloat (gtk_widget_get_opacity (minimap), ==, 1);
  g_assert_true (gtk_widget_get_focusable (minimap));
  rv_canvas_set_view (fixture->canvas, all.x - 10, all.y - 10, 0.02);
  g_assert_cmpfloat (gtk_widget_get_opacity (minimap), ==, 0);
  g_assert_false (gtk_widget_get_can_target (minimap));
}

static void
test_minimap_survives_its_canvas (Fixture *fixture, gconstpointer data)
{
  GtkWidget *minimap = add_minimap (fixture);

  rv_canvas_set_diagram (fixture->canvas, NULL, 0);
  fixture_spin ();
  g_signal_emit_by_name (find_drag (minimap), "drag-begin", 10.0, 10.0);
  rv_canvas_set_diagram (fixture->canvas, fixture->model, fixture->diagram->object.id);
  fixture_spin ();
  rv_minimap_set_canvas (RV_MINIMAP (minimap), NULL);
  g_signal_emit_by_name (find_drag (minimap), "drag-begin", 10.0, 10.0);
  rv_minimap_set_canvas (RV_MINIMAP (minimap), fixture->canvas);
}

/* ---- the trail ----------------------------------------------------------------------------------------------------- */

static void
visit (RvTrail *trail, RvId diagram, double x, double zoom)
{
  rv_trail_visit (trail, &(RvVisit) { diagram, x, 0, zoom, 1000 / zoom, 700 / zoom });
}

static double
step (RvTrail *trail, int direction)
{
  const RvVisit *at = rv_trail_step (trail, direction);

  return at != NULL ? at->x : -1;
}

static void
test_trail (void)
{
  RvTrail *trail = rv_trail_new ();

  g_assert_cmpfloat (step (trail, -1), ==, -1);
  visit (trail, 1, 0, 1);
  visit (trail, 1, 2000, 1);
  visit (trail, 1, 2100, 1); /* a little aside: the same place */
  visit (trail, 2, 2100, 1);
  visit (trail, 2, 2100, 4);
  g_assert_false (rv_trail_can_step (trail, 1));
  g_assert_cmpfloat (step (trail, -1), ==, 2100);
  g_assert_cmpfloat (step (trail, -1), ==, 2100);
  g_assert_cmpfloat (step (trail, -1), ==, 0);
  g_assert_cmpfloat (step (trail, -1), ==, -1);
  g_assert_cmpfloat (step (trail, 1), ==, 2100);
  visit (trail, 1, 9000, 1);
  g_assert_false (rv_trail_can_step (trail, 1));
  g_assert_cmpfloat (step (trail, -1), ==, 2100);
  rv_trail_drop (trail, 1);
  g_assert_false (rv_trail_can_step (trail, -1) || rv_trail_can_step (trail, 1));
  for (guint i = 0; i < 1000; i++)
    visit (trail, 1, i * 5000.0, 1);
  for (guint i = 0; i < 50; i++)
    g_assert_cmpfloat (step (trail, -1), >, 0);
  rv_trail_clear (trail);
  g_assert_false (rv_trail_can_step (trail, -1));
  rv_trail_free (trail);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  TEST ("/navigate/table", test_flies_to_a_table);
  TEST ("/navigate/parts", test_flies_to_what_a_table_has);
  TEST ("/navigate/nowhere", test_flies_nowhere);
  TEST ("/navigate/above-a-foot", test_fits_above_a_foot);
  TEST ("/navigate/no-smaller-than-asked", test_is_no_smaller_than_asked);
  TEST ("/navigate/dim", test_dims_the_others);
  TEST ("/navigate/legend", test_shows_a_legend);
  TEST ("/navigate/minimap", test_minimap_moves_the_view);
  TEST ("/navigate/minimap-hides", test_minimap_hides_where_all_is_seen);
  TEST ("/navigate/minimap-alone", test_minimap_survives_its_canvas);
  g_test_add_func ("/navigate/trail", test_trail);
  return g_test_run ();
}
