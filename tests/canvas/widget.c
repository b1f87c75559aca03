/* The widget: the view, following the model, the children for assistive technology. */
#include "fixture.h"

#define TEST(path, function) g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

static void
commit (RvEdit *edit)
{
  g_autoptr (GError) error = NULL;

  rv_edit_commit (edit, &error);
  g_assert_no_error (error);
}

static void
test_zoom_stays_at_the_pointer (Fixture *fixture, gconstpointer data)
{
  RvPoint before = rv_canvas_to_scene (fixture->canvas, 300, 200), after;

  rv_canvas_jump (fixture->canvas, rv_canvas_zoom_at (fixture->canvas->view, 2.5, 300, 200));
  after = rv_canvas_to_scene (fixture->canvas, 300, 200);
  g_assert_cmpfloat_with_epsilon (before.x, after.x, 1e-6);
  g_assert_cmpfloat_with_epsilon (before.y, after.y, 1e-6);
  g_assert_cmpfloat (rv_canvas_get_zoom (fixture->canvas), ==, 2.5);
  rv_canvas_set_zoom (fixture->canvas, 1e9);
  g_assert_cmpfloat (rv_canvas_get_zoom (fixture->canvas), ==, RV_ZOOM_MAX);
  rv_canvas_set_zoom (fixture->canvas, -3);
  g_assert_cmpfloat (rv_canvas_get_zoom (fixture->canvas), ==, RV_ZOOM_MAX);
}

static void
test_fit_shows_everything (Fixture *fixture, gconstpointer data)
{
  RvRect all = rv_scene_bounds (fixture->canvas->scene), seen;

  rv_canvas_set_view (fixture->canvas, 50000, 50000, 3);
  rv_canvas_zoom_fit (fixture->canvas);
  seen = rv_canvas_visible (fixture->canvas);
  g_assert_cmpfloat (seen.x, <=, all.x);
  g_assert_cmpfloat (seen.y, <=, all.y);
  g_assert_cmpfloat (seen.x + seen.width, >=, all.x + all.width);
  g_assert_cmpfloat (seen.y + seen.height, >=, all.y + all.height);
}

static void
test_reveal (Fixture *fixture, gconstpointer data)
{
  RvColumn *column = fixture_column (fixture, fixture->orders, "remark");

  rv_canvas_set_view (fixture->canvas, 5000, 5000, 1);
  g_assert_true (rv_canvas_reveal (fixture->canvas, column->object.id));
  g_assert_true (rv_rect_intersects (rv_canvas_visible (fixture->canvas), fixture_box (fixture, fixture->orders)->rect));
  g_assert_false (rv_canvas_reveal (fixture->canvas, 999999));
}

static void
test_follows_the_model (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RvEdit) edit = NULL;
  guint n;

  rv_canvas_set_selection (fixture->canvas, &fixture->lonely->object.id, 1);
  edit = rv_edit_begin (fixture->model, "Remove");
  rv_edit_remove (edit, fixture->lonely);
  commit (edit);
  rv_canvas_get_selection (fixture->canvas, &n);
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpuint (rv_scene_boxes (fixture->canvas->scene)->len, ==, 2);
  g_assert_true (rv_model_undo (fixture->model, NULL));
  g_assert_cmpuint (rv_scene_boxes (fixture->canvas->scene)->len, ==, 3);
}

static void
test_lets_go_of_a_removed_diagram (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (fixture->model, "Remove");

  rv_edit_remove (edit, fixture->diagram);
  commit (edit);
  g_assert_null (rv_canvas_get_model (fixture->canvas));
  fixture_click (fixture, (RvPoint) { 100, 100 }, 0);
  g_assert_false (rv_canvas_key (fixture->canvas, GDK_KEY_Return, 0));
  fixture_spin ();
}

static void
test_edit_from_elsewhere_ends_a_drag (Fixture *fixture, gconstpointer data)
{
  RvPoint from = fixture_title (fixture, fixture->lonely);
  g_autoptr (RvEdit) edit = NULL;

  rv_canvas_press (fixture->canvas, from.x, from.y, 1, 0);
  rv_canvas_drag (fixture->canvas, from.x + 100, from.y, 0);
  edit = rv_edit_begin (fixture->model, "Remove");
  rv_edit_remove (edit, fixture->lonely);
  commit (edit);
  rv_canvas_drag (fixture->canvas, from.x + 200, from.y, 0);
  rv_canvas_release (fixture->canvas, from.x + 200, from.y, 0);
  g_assert_true (rv_model_undo (fixture->model, NULL));
  g_assert_cmpfloat (fixture_box (fixture, fixture_find (fixture, "lonely"))->rect.x, ==, 80);
}

/* ---- children for assistive technology -------------------------------------------------------------------------- */

static guint
n_shown (Fixture *fixture)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->canvas)); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += gtk_widget_get_child_visible (child) ? 1 : 0;
  return n;
}

static void
test_children_stand_for_boxes_and_lines (Fixture *fixture, gconstpointer data)
{
  rv_canvas_update_proxies (fixture->canvas);
  g_assert_cmpuint (n_shown (fixture), ==, 4);
  rv_canvas_set_view (fixture->canvas, 20, 350, 1);
  rv_canvas_update_proxies (fixture->canvas);
  g_assert_cmpuint (n_shown (fixture), ==, 1);
  rv_canvas_set_view (fixture->canvas, 9000, 9000, 1);
  rv_canvas_update_proxies (fixture->canvas);
  g_assert_cmpuint (n_shown (fixture), ==, 0);
}

static void
test_child_lies_over_its_box (Fixture *fixture, gconstpointer data)
{
  graphene_rect_t bounds;

  rv_canvas_set_view (fixture->canvas, 60, 380, 1);
  rv_canvas_update_proxies (fixture->canvas);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->canvas)); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (!gtk_widget_get_child_visible (child))
        continue;
      g_assert_true (gtk_widget_compute_bounds (child, GTK_WIDGET (fixture->canvas), &bounds));
      g_assert_cmpfloat_with_epsilon (bounds.origin.x, 20, 1);
      g_assert_cmpfloat_with_epsilon (bounds.origin.y, 20, 1);
    }
}

static void
test_pressing_a_child_selects (Fixture *fixture, gconstpointer data)
{
  guint n;

  rv_canvas_set_view (fixture->canvas, 60, 380, 1);
  rv_canvas_update_proxies (fixture->canvas);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->canvas)); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_child_visible (child))
      gtk_widget_activate_action (child, "proxy.choose", NULL);
  g_assert_cmpint (rv_canvas_get_selection (fixture->canvas, &n)[0], ==, fixture->lonely->object.id);
}

/* ---- drawing ---------------------------------------------------------------------------------------------------------- */

/* At every distance the frame shows something, and makes no more nodes when it is drawn again. */
static void
test_draws_at_every_detail (Fixture *fixture, gconstpointer data)
{
  static const double zooms[] = { 1.5, 0.4, 0.1, 0.04 };

  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      GtkSnapshot *snapshot = gtk_snapshot_new ();
      GskRenderNode *node;

      rv_canvas_set_view (fixture->canvas, 0, 0, zooms[i]);
      rv_canvas_paint (fixture->canvas, snapshot);
      node = gtk_snapshot_free_to_node (snapshot);
      g_assert_nonnull (node);
      gsk_render_node_unref (node);
    }
}

static void
test_nodes_are_kept_until_the_box_changes (Fixture *fixture, gconstpointer data)
{
  RvCanvas *canvas = fixture->canvas;
  RvSceneBox *box = fixture_box (fixture, fixture->lonely);
  GskRenderNode *first = gsk_render_node_ref (rv_nodes_box (canvas->nodes, canvas->scene, box, RV_DETAIL_FULL));
  RvPoint from = fixture_title (fixture, fixture->lonely);
  g_autoptr (RvEdit) edit = NULL;

  fixture_drag (fixture, from, (RvPoint) { from.x + 200, from.y }, 0);
  g_assert_true (rv_nodes_box (canvas->nodes, canvas->scene, box, RV_DETAIL_FULL) == first);
  edit = rv_edit_begin (fixture->model, "Rename");
  rv_edit_set_text (edit, fixture->lonely, RvTable_name, "alone");
  commit (edit);
  g_assert_true (rv_nodes_box (canvas->nodes, canvas->scene, fixture_box (fixture, fixture->lonely), RV_DETAIL_FULL) != first);
  gsk_render_node_unref (first);
}

/* The first node of pixels, if there is one. */
static GskRenderNode *
find_pixels (GskRenderNode *node)
{
  GskRenderNode *found = NULL;

  if (gsk_render_node_get_node_type (node) == GSK_CAIRO_NODE)
    return node;
  if (gsk_render_node_get_node_type (node) == GSK_TRANSFORM_NODE)
    return find_pixels (gsk_transform_node_get_child (node));
  for (guint i = 0; found == NULL && gsk_render_node_get_node_type (node) == GSK_CONTAINER_NODE && i < gsk_container_node_get_n_children (node); i++)
    found = find_pixels (gsk_container_node_get_child (node, i));
  return found;
}

/* Drawn in software, a view at rest is made of tiles, each as sharp as the device: the program runs with GDK_SCALE=2, too. */
static void
test_tiles_are_sharp (Fixture *fixture, gconstpointer data)
{
  GskRenderNode *node, *tile;
  graphene_rect_t bounds;

  for (guint i = 0; i < 2; i++)
    {
      GtkSnapshot *snapshot = gtk_snapshot_new ();

      rv_canvas_paint (fixture->canvas, snapshot);
      node = gtk_snapshot_free_to_node (snapshot);
      fixture_spin ();
      if (i == 0)
        gsk_render_node_unref (node);
    }
  tile = find_pixels (node);
  g_assert_nonnull (tile);
  gsk_render_node_get_bounds (tile, &bounds);
  g_assert_cmpfloat (bounds.size.width * (float) gtk_widget_get_scale_factor (GTK_WIDGET (fixture->canvas)), ==, 256);
  gsk_render_node_unref (node);
}

/* What moves is taken out of the tiles and drawn above them; when it rests it is in them again. */
static void
test_what_moves_is_live (Fixture *fixture, gconstpointer data)
{
  RvCanvas *canvas = fixture->canvas;
  RvPoint from = fixture_title (fixture, fixture->lonely);
  RvId box = fixture_box (fixture, fixture->lonely)->id;

  rv_canvas_press (canvas, from.x, from.y, 1, 0);
  rv_canvas_drag (canvas, from.x + 60, from.y + 40, 0);
  g_assert_true (rv_raster_is_live (canvas->raster, box));
  g_assert_false (rv_raster_is_live (canvas->raster, fixture_box (fixture, fixture->customer)->id));
  fixture_spin ();
  fixture_spin ();
  g_assert_true (rv_raster_is_live (canvas->raster, box));
  rv_canvas_release (canvas, from.x + 60, from.y + 40, 0);
  for (guint i = 0; i < 4; i++)
    fixture_spin ();
  g_assert_false (rv_raster_is_live (canvas->raster, box));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  TEST ("/widget/zoom", test_zoom_stays_at_the_pointer);
  TEST ("/widget/fit", test_fit_shows_everything);
  TEST ("/widget/reveal", test_reveal);
  TEST ("/widget/follows-the-model", test_follows_the_model);
  TEST ("/widget/removed-diagram", test_lets_go_of_a_removed_diagram);
  TEST ("/widget/edit-from-elsewhere", test_edit_from_elsewhere_ends_a_drag);
  TEST ("/widget/children", test_children_stand_for_boxes_and_lines);
  TEST ("/widget/child-place", test_child_lies_over_its_box);
  TEST ("/widget/child-press", test_pressing_a_child_selects);
  TEST ("/widget/draws", test_draws_at_every_detail);
  TEST ("/widget/nodes-are-kept", test_nodes_are_kept_until_the_box_changes);
  TEST ("/widget/tiles-are-sharp", test_tiles_are_sharp);
  TEST ("/widget/live", test_what_moves_is_live);
  return g_test_run ();
}
