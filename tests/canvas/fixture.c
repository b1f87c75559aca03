/* The canvas that the tests of the canvas share. */
#include "fixture.h"

static void
on_failed (RvCanvas *canvas, const char *message, Fixture *fixture)
{
  g_free (fixture->failure);
  fixture->failure = g_strdup (message);
}

static void
on_selection (RvCanvas *canvas, Fixture *fixture)
{
  fixture->n_selections++;
}

static void
on_delete (RvCanvas *canvas, Fixture *fixture)
{
  fixture->n_deletes++;
}

static void
on_menu (RvCanvas *canvas, double x, double y, gint64 id, Fixture *fixture)
{
  fixture->menu_id = id;
}

static RvTable *
add (RvEdit *edit, RvDiagram *diagram, const char *name, double x, double y)
{
  RvSchema *schema = rv_model_find (rv_edit_model (edit), RV_KIND_SCHEMA, 0, "public");
  RvTable *table = rv_design_add_table (edit, schema->object.id, name);
  RvBox *box = rv_edit_insert (edit, RV_KIND_BOX, diagram->object.id);

  rv_design_add_column (edit, table, "remark", "text");
  rv_edit_set_number (edit, box, RvBox_object_id, table->object.id);
  rv_edit_set_real (edit, box, RvBox_x, x);
  rv_edit_set_real (edit, box, RvBox_y, y);
  return table;
}

static void
make_model (Fixture *fixture)
{
  g_autoptr (RvEdit) edit = NULL;
  g_autoptr (GError) error = NULL;

  fixture->model = rv_model_new ("postgresql");
  edit = rv_edit_begin (fixture->model, "Draw");
  fixture->diagram = rv_edit_insert (edit, RV_KIND_DIAGRAM, 0);
  rv_edit_set_text (edit, fixture->diagram, RvDiagram_name, "All");
  fixture->customer = add (edit, fixture->diagram, "customer", 80, 80);
  fixture->orders = add (edit, fixture->diagram, "orders", 480, 80);
  fixture->lonely = add (edit, fixture->diagram, "lonely", 80, 400);
  rv_relate_tables (edit, fixture->orders, fixture->customer, RV_RELATION_ONE_TO_MANY, 0, 0, &error);
  rv_edit_commit (edit, &error);
  g_assert_no_error (error);
}

void
fixture_spin (void)
{
  gint64 end = g_get_monotonic_time () + 250 * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (2000);
}

static gboolean
is_ready (Fixture *fixture)
{
  return gtk_widget_get_mapped (GTK_WIDGET (fixture->canvas)) && gtk_widget_get_width (GTK_WIDGET (fixture->canvas)) > 900;
}

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  make_model (fixture);
  fixture->canvas = RV_CANVAS (rv_canvas_new ());
  fixture->window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (fixture->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 700);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->canvas));
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  rv_canvas_set_diagram (fixture->canvas, fixture->model, fixture->diagram->object.id);
  g_signal_connect (fixture->canvas, "failed", G_CALLBACK (on_failed), fixture);
  g_signal_connect (fixture->canvas, "selection-changed", G_CALLBACK (on_selection), fixture);
  g_signal_connect (fixture->canvas, "delete-requested", G_CALLBACK (on_delete), fixture);
  g_signal_connect (fixture->canvas, "context-menu", G_CALLBACK (on_menu), fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
  while (!is_ready (fixture) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (is_ready (fixture));
  rv_canvas_set_view (fixture->canvas, 0, 0, 1);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->model);
  g_free (fixture->failure);
}

RvSceneBox *
fixture_box (Fixture *fixture, RvTable *table)
{
  RvSceneBox *box = rv_scene_box_of (fixture->canvas->scene, table->object.id);

  g_assert_nonnull (box);
  return box;
}

RvPoint
fixture_title (Fixture *fixture, RvTable *table)
{
  const RvSceneBox *box = fixture_box (fixture, table);

  return rv_canvas_to_view (fixture->canvas, box->rect.x + 30, box->rect.y + box->header_height / 2);
}

RvPoint
fixture_row (Fixture *fixture, RvTable *table, int row)
{
  const RvSceneBox *box = fixture_box (fixture, table);

  return rv_canvas_to_view (fixture->canvas, box->rect.x + 60, box->rect.y + rv_scene_box_port (box, row));
}

void
fixture_drag (Fixture *fixture, RvPoint from, RvPoint to, GdkModifierType modifiers)
{
  rv_canvas_press (fixture->canvas, from.x, from.y, 1, modifiers);
  for (int i = 1; i <= 4; i++)
    rv_canvas_drag (fixture->canvas, from.x + (to.x - from.x) * i / 4, from.y + (to.y - from.y) * i / 4, modifiers);
  rv_canvas_release (fixture->canvas, to.x, to.y, modifiers);
}

void
fixture_click (Fixture *fixture, RvPoint at, GdkModifierType modifiers)
{
  rv_canvas_press (fixture->canvas, at.x, at.y, 1, modifiers);
  rv_canvas_release (fixture->canvas, at.x, at.y, modifiers);
}

RvTable *
fixture_find (Fixture *fixture, const char *name)
{
  RvSchema *schema = rv_model_find (fixture->model, RV_KIND_SCHEMA, 0, "public");

  return rv_model_find (fixture->model, RV_KIND_TABLE, schema->object.id, name);
}

RvColumn *
fixture_column (Fixture *fixture, RvTable *table, const char *name)
{
  return rv_model_find (fixture->model, RV_KIND_COLUMN, table->object.id, name);
}

void
fixture_assert_undo (Fixture *fixture, const char *label)
{
  g_autofree char *is = rv_model_undo_label (fixture->model);

  g_assert_cmpstr (is, ==, label);
}
