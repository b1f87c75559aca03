/* What nobody draws but files may hold: the canvas shows it, finds it and stays usable. */
#include <math.h>

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
paint_twice (Fixture *fixture)
{
  for (guint i = 0; i < 2; i++)
    {
      GtkSnapshot *snapshot = gtk_snapshot_new ();
      GskRenderNode *node;

      rv_canvas_paint (fixture->canvas, snapshot);
      node = gtk_snapshot_free_to_node (snapshot);
      g_assert_nonnull (node);
      gsk_render_node_unref (node);
    }
}

static void
paint_everywhere (Fixture *fixture)
{
  static const double zooms[] = { 100, 4, 1, 0.5, 0.3, 0.1, 0.03, 0.001 };

  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      rv_canvas_set_zoom (fixture->canvas, zooms[i]);
      g_assert_true (isfinite (fixture->canvas->view.x) && isfinite (fixture->canvas->view.y));
      paint_twice (fixture);
    }
  rv_canvas_zoom_fit (fixture->canvas);
  paint_twice (fixture);
}

static gboolean
sees (Fixture *fixture, RvTable *table)
{
  return rv_rect_intersects (rv_canvas_visible (fixture->canvas), fixture_box (fixture, table)->rect);
}

static guint
n_children (Fixture *fixture)
{
  guint n = 0;

  rv_canvas_update_proxies (fixture->canvas);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->canvas)); child != NULL; child = gtk_widget_get_next_sibling (child))
    n++;
  return n;
}

static RvTable *
add_table (Fixture *fixture, RvEdit *edit, const char *name, double x, double y)
{
  RvSchema *schema = rv_model_find (fixture->model, RV_KIND_SCHEMA, 0, "public");
  RvTable *table = rv_design_add_table (edit, schema->object.id, name);
  RvBox *box = rv_edit_insert (edit, RV_KIND_BOX, fixture->diagram->object.id);

  rv_edit_set_number (edit, box, RvBox_object_id, table->object.id);
  rv_edit_set_real (edit, box, RvBox_x, x);
  rv_edit_set_real (edit, box, RvBox_y, y);
  return table;
}

static void
test_two_thousand_columns (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (fixture->model, "Draw");
  const RvSceneBox *box;
  RvSceneHit hit;

  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *name = g_strdup_printf ("column_%u", i);

      rv_design_add_column (edit, fixture->lonely, name, "integer");
    }
  commit (edit);
  box = fixture_box (fixture, fixture->lonely);
  g_assert_cmpuint (box->rows->len, ==, 2002);
  paint_everywhere (fixture);
  g_assert_true (rv_canvas_reveal (fixture->canvas, fixture_column (fixture, fixture->lonely, "column_1999")->object.id));
  paint_twice (fixture);
  hit = rv_scene_hit (fixture->canvas->scene, box->rect.x + 40, box->rect.y + rv_scene_box_port (box, 2001), 4);
  g_assert_cmpint (hit.row, ==, 2001);
}

static void
test_long_name (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (fixture->model, "Rename");
  g_autofree char *name = g_strnfill (500, 'w');

  rv_edit_set_text (edit, fixture->lonely, RvTable_name, name);
  commit (edit);
  g_assert_cmpfloat (fixture_box (fixture, fixture->lonely)->rect.width, <, 1000);
  paint_everywhere (fixture);
}

static void
test_ten_thousand_without_lines (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (fixture->model, "Draw");
  RvTable *last = NULL;
  guint n;

  for (guint i = 0; i < 10000; i++)
    {
      g_autofree char *name = g_strdup_printf ("t%u", i);

      last = add_table (fixture, edit, name, i % 100 * 300, 1000 + i / 100 * 200);
    }
  commit (edit);
  paint_everywhere (fixture);
  g_assert_true (sees (fixture, last));
  g_assert_cmpuint (n_children (fixture), <, 500);
  rv_canvas_select_all (fixture->canvas);
  rv_canvas_get_selection (fixture->canvas, &n);
  g_assert_cmpuint (n, ==, 10003);
  paint_twice (fixture);
  g_assert_true (rv_canvas_reveal (fixture->canvas, last->object.id));
  paint_twice (fixture);
  g_assert_true (sees (fixture, last));
}

static void
test_referenced_by_five_thousand (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (fixture->model, "Draw");

  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *name = g_strdup_printf ("t%u", i);
      RvTable *table = add_table (fixture, edit, name, i % 70 * 400, 1000 + i / 70 * 200);

      rv_relate_tables (edit, table, fixture->customer, RV_RELATION_ONE_TO_MANY, 0, 0, NULL);
    }
  commit (edit);
  g_assert_cmpuint (rv_scene_lines (fixture->canvas->scene)->len, ==, 5001);
  paint_everywhere (fixture);
  rv_canvas_choose (fixture->canvas, fixture->customer->object.id);
  paint_everywhere (fixture);
  g_assert_cmpuint (n_children (fixture), <, 500);
}

static void
test_far_away (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (fixture->model, "Draw");
  RvTable *far = add_table (fixture, edit, "far", 1e7, -1e7), *nowhere = add_table (fixture, edit, "nowhere", INFINITY, 50);
  RvRect box;
  RvSceneHit hit;

  commit (edit);
  paint_everywhere (fixture);
  g_assert_true (sees (fixture, far));
  g_assert_true (sees (fixture, nowhere));
  g_assert_true (sees (fixture, fixture->lonely));
  rv_canvas_set_zoom (fixture->canvas, 1);
  g_assert_true (rv_canvas_reveal (fixture->canvas, far->object.id));
  paint_twice (fixture);
  g_assert_true (sees (fixture, far));
  box = fixture_box (fixture, far)->rect;
  hit = rv_scene_hit (fixture->canvas->scene, box.x + 20, box.y + 5, 4);
  g_assert_cmpint (hit.object, ==, far->object.id);
}

/* One cannot get lost: the least zoom is not much less than what shows everything. */
static void
test_zoom_range (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RvEdit) edit = NULL;

  rv_canvas_set_zoom (fixture->canvas, 0.001);
  g_assert_cmpfloat (rv_canvas_get_zoom (fixture->canvas), ==, 0.02);
  rv_canvas_set_zoom (fixture->canvas, 100);
  g_assert_cmpfloat (rv_canvas_get_zoom (fixture->canvas), ==, RV_ZOOM_MAX);
  edit = rv_edit_begin (fixture->model, "Draw");
  add_table (fixture, edit, "far", 900000, 100);
  commit (edit);
  rv_canvas_set_zoom (fixture->canvas, 0.001);
  g_assert_cmpfloat_with_epsilon (rv_canvas_get_zoom (fixture->canvas), 0.001, 1e-9);
  paint_twice (fixture);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  TEST ("/extremes/2000-columns", test_two_thousand_columns);
  TEST ("/extremes/long-name", test_long_name);
  TEST ("/extremes/10000-without-lines", test_ten_thousand_without_lines);
  TEST ("/extremes/referenced-by-5000", test_referenced_by_five_thousand);
  TEST ("/extremes/far-away", test_far_away);
  TEST ("/extremes/zoom", test_zoom_range);
  return g_test_run ();
}
