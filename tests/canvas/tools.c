/* Gestures, as the tools are told of them: what they write, and that cancelling writes nothing. */
#include "fixture.h"

#define TEST(path, function) g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

static guint
count (Fixture *fixture, gpointer parent, RvKind kind)
{
  g_autoptr (GPtrArray) children = rv_model_children (fixture->model, ((RvObject *) parent)->id, kind);

  return children->len;
}

static RvPoint
moved (RvPoint point, double dx, double dy)
{
  return (RvPoint) { point.x + dx, point.y + dy };
}

/* ---- select and move ------------------------------------------------------------------------------------------ */

static void
test_click_selects (Fixture *fixture, gconstpointer data)
{
  guint n;

  fixture_click (fixture, fixture_title (fixture, fixture->customer), 0);
  g_assert_cmpint (rv_canvas_get_selection (fixture->canvas, &n)[0], ==, fixture->customer->object.id);
  g_assert_cmpuint (fixture->n_selections, ==, 1);
  fixture_click (fixture, fixture_title (fixture, fixture->orders), GDK_CONTROL_MASK);
  rv_canvas_get_selection (fixture->canvas, &n);
  g_assert_cmpuint (n, ==, 2);
  fixture_click (fixture, fixture_title (fixture, fixture->orders), GDK_CONTROL_MASK);
  rv_canvas_get_selection (fixture->canvas, &n);
  g_assert_cmpuint (n, ==, 1);
  fixture_click (fixture, (RvPoint) { 950, 650 }, 0);
  rv_canvas_get_selection (fixture->canvas, &n);
  g_assert_cmpuint (n, ==, 0);
}

static void
test_click_on_row_remembers_the_column (Fixture *fixture, gconstpointer data)
{
  fixture_click (fixture, fixture_row (fixture, fixture->customer, 1), 0);
  g_assert_cmpint (rv_canvas_get_column (fixture->canvas), ==, fixture_column (fixture, fixture->customer, "remark")->object.id);
}

static void
test_click_on_line_selects_foreign_key (Fixture *fixture, gconstpointer data)
{
  RvForeignKey *foreign_key = rv_model_all (fixture->model, RV_KIND_FOREIGN_KEY)->pdata[0];
  const RvSceneLine *line = rv_scene_line (fixture->canvas->scene, foreign_key->object.id);
  RvPoint middle = { (line->points[0].x + line->points[1].x) / 2, (line->points[0].y + line->points[1].y) / 2 };
  guint n;

  fixture_click (fixture, rv_canvas_to_view (fixture->canvas, middle.x, middle.y), 0);
  g_assert_cmpint (rv_canvas_get_selection (fixture->canvas, &n)[0], ==, foreign_key->object.id);
}

/* A click on what counts hidden columns of a folded box unfolds it. */
static void
test_click_on_count_unfolds (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (fixture->model, "Fold");
  const RvSceneBox *box = rv_scene_box_of (fixture->canvas->scene, fixture->customer->object.id);
  RvBox *row = rv_model_get (fixture->model, box->id);

  rv_edit_set_number (edit, row, RvBox_is_folded, TRUE);
  g_assert_true (rv_edit_commit (edit, NULL));
  g_assert_cmpuint (box->n_more, ==, box->n_columns);
  fixture_click (fixture, rv_canvas_to_view (fixture->canvas, box->rect.x + 40, box->rect.y + rv_scene_box_row_top (box, 0) + 10), 0);
  g_assert_false (row->is_folded);
  g_assert_cmpuint (box->n_more, ==, 0);
  g_assert_true (rv_model_undo (fixture->model, NULL));
  g_assert_true (row->is_folded);
}

static void
test_rubber_band (Fixture *fixture, gconstpointer data)
{
  guint n;

  fixture_drag (fixture, (RvPoint) { 20, 20 }, (RvPoint) { 700, 250 }, 0);
  rv_canvas_get_selection (fixture->canvas, &n);
  g_assert_cmpuint (n, ==, 2);
}

static void
test_drag_moves_on_the_drop (Fixture *fixture, gconstpointer data)
{
  RvPoint from = fixture_title (fixture, fixture->lonely);
  RvBox *box = rv_model_get (fixture->model, fixture_box (fixture, fixture->lonely)->id);

  rv_canvas_set_snap (fixture->canvas, FALSE, 8);
  rv_canvas_press (fixture->canvas, from.x, from.y, 1, 0);
  rv_canvas_drag (fixture->canvas, from.x + 10, from.y, 0);
  rv_canvas_drag (fixture->canvas, from.x + 213, from.y + 31, 0);
  g_assert_cmpfloat (box->x, ==, 80);
  g_assert_cmpfloat (fixture_box (fixture, fixture->lonely)->rect.x, ==, 293);
  rv_canvas_release (fixture->canvas, from.x + 213, from.y + 31, 0);
  g_assert_cmpfloat (box->x, ==, 293);
  g_assert_cmpfloat (box->y, ==, 431);
  fixture_assert_undo (fixture, "Move lonely");
  g_assert_true (rv_model_undo (fixture->model, NULL));
  g_assert_cmpfloat (fixture_box (fixture, fixture->lonely)->rect.x, ==, 80);
}

static void
test_escape_takes_a_drag_back (Fixture *fixture, gconstpointer data)
{
  RvPoint from = fixture_title (fixture, fixture->lonely);

  rv_canvas_press (fixture->canvas, from.x, from.y, 1, 0);
  rv_canvas_drag (fixture->canvas, from.x + 100, from.y + 100, 0);
  g_assert_true (rv_canvas_key (fixture->canvas, GDK_KEY_Escape, 0));
  g_assert_cmpfloat (fixture_box (fixture, fixture->lonely)->rect.x, ==, 80);
  rv_canvas_release (fixture->canvas, from.x + 100, from.y + 100, 0);
  g_assert_cmpfloat (fixture_box (fixture, fixture->lonely)->rect.x, ==, 80);
  fixture_assert_undo (fixture, "Draw");
}

static void
test_drag_snaps_to_an_edge (Fixture *fixture, gconstpointer data)
{
  RvPoint from = fixture_title (fixture, fixture->lonely);
  const RvSceneBox *orders = fixture_box (fixture, fixture->orders);

  fixture_drag (fixture, from, moved (from, orders->rect.x - 80 + 3, 40), 0);
  g_assert_cmpfloat (fixture_box (fixture, fixture->lonely)->rect.x, ==, orders->rect.x);
}

static void
test_control_suspends_snapping (Fixture *fixture, gconstpointer data)
{
  RvPoint from = fixture_title (fixture, fixture->lonely);
  const RvSceneBox *orders = fixture_box (fixture, fixture->orders);

  rv_canvas_press (fixture->canvas, from.x, from.y, 1, 0);
  rv_canvas_drag (fixture->canvas, from.x + 20, from.y, 0);
  rv_canvas_drag (fixture->canvas, from.x + orders->rect.x - 80 + 3, from.y + 40, GDK_CONTROL_MASK);
  rv_canvas_release (fixture->canvas, from.x + orders->rect.x - 80 + 3, from.y + 40, GDK_CONTROL_MASK);
  g_assert_cmpfloat (fixture_box (fixture, fixture->lonely)->rect.x, ==, orders->rect.x + 3);
}

static RvPoint
side_of (Fixture *fixture, RvTable *table)
{
  RvRect rect = fixture_box (fixture, table)->rect;

  return rv_canvas_to_view (fixture->canvas, rect.x + rect.width, rect.y + rect.height / 2);
}

/* The one chosen box is made wider by its side; a double click there makes it as wide as what is in it. */
static void
test_side_sizes_a_box (Fixture *fixture, gconstpointer data)
{
  double natural = fixture_box (fixture, fixture->lonely)->rect.width, x = fixture_box (fixture, fixture->lonely)->rect.x;
  RvPoint side;

  fixture_click (fixture, fixture_title (fixture, fixture->lonely), 0);
  side = side_of (fixture, fixture->lonely);
  fixture_drag (fixture, side, moved (side, 120, 0), GDK_ALT_MASK);
  g_assert_cmpfloat_with_epsilon (fixture_box (fixture, fixture->lonely)->rect.width, natural + 120, 2);
  g_assert_cmpfloat (fixture_box (fixture, fixture->lonely)->rect.x, ==, x);
  fixture_assert_undo (fixture, "Size a box");
  side = side_of (fixture, fixture->lonely);
  rv_canvas_press (fixture->canvas, side.x, side.y, 2, 0);
  rv_canvas_release (fixture->canvas, side.x, side.y, 0);
  g_assert_cmpfloat (fixture_box (fixture, fixture->lonely)->rect.width, ==, natural);
}

/* A table that is drawn where another stands comes to lie beside it. */
static void
test_drawn_table_finds_room (Fixture *fixture, gconstpointer data)
{
  RvPoint at = fixture_row (fixture, fixture->customer, 1);
  RvRect before = fixture_box (fixture, fixture->customer)->rect, made;
  RvTable *table;

  rv_canvas_set_tool (fixture->canvas, "table");
  fixture_click (fixture, at, 0);
  rv_canvas_end_rename (fixture->canvas, FALSE);
  table = fixture_find (fixture, RV_NEW_TABLE_NAME);
  g_assert_nonnull (table);
  made = fixture_box (fixture, table)->rect;
  g_assert_cmpfloat (fixture_box (fixture, fixture->customer)->rect.x, ==, before.x);
  for (guint i = 0; i < rv_scene_boxes (fixture->canvas->scene)->len; i++)
    {
      const RvSceneBox *other = rv_scene_boxes (fixture->canvas->scene)->pdata[i];

      g_assert_true (other->object == table->object.id || !rv_rect_intersects (other->rect, made));
    }
}

static void
test_locked_box_stays (Fixture *fixture, gconstpointer data)
{
  RvPoint from = fixture_title (fixture, fixture->lonely);
  g_autoptr (RvEdit) edit = rv_edit_begin (fixture->model, "Lock");

  rv_edit_set_number (edit, rv_model_get (fixture->model, fixture_box (fixture, fixture->lonely)->id), RvBox_is_locked, TRUE);
  rv_edit_commit (edit, NULL);
  fixture_drag (fixture, from, moved (from, 200, 0), 0);
  g_assert_cmpfloat (fixture_box (fixture, fixture->lonely)->rect.x, ==, 80);
  fixture_assert_undo (fixture, "Lock");
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  guint n;

  g_assert_true (rv_canvas_key (fixture->canvas, GDK_KEY_Delete, 0));
  g_assert_cmpuint (fixture->n_deletes, ==, 0); /* nothing is chosen */
  fixture_click (fixture, fixture_title (fixture, fixture->customer), 0);
  rv_canvas_key (fixture->canvas, GDK_KEY_Delete, 0);
  g_assert_cmpuint (fixture->n_deletes, ==, 1);
  rv_canvas_key (fixture->canvas, GDK_KEY_Right, 0);
  g_assert_cmpfloat (fixture_box (fixture, fixture->customer)->rect.x, ==, 88);
  rv_canvas_key (fixture->canvas, GDK_KEY_Right, GDK_CONTROL_MASK);
  g_assert_cmpint (rv_canvas_get_selection (fixture->canvas, &n)[0], ==, fixture->orders->object.id);
  rv_canvas_key (fixture->canvas, GDK_KEY_t, 0);
  g_assert_cmpstr (rv_canvas_get_tool (fixture->canvas), ==, "table");
  rv_canvas_key (fixture->canvas, GDK_KEY_Escape, 0);
  g_assert_cmpstr (rv_canvas_get_tool (fixture->canvas), ==, "select");
}

static void
test_tab_goes_in_reading_order (Fixture *fixture, gconstpointer data)
{
  g_assert_true (rv_canvas_tab (fixture->canvas, TRUE));
  g_assert_cmpint (fixture->canvas->focus, ==, fixture->customer->object.id);
  g_assert_true (rv_canvas_tab (fixture->canvas, TRUE));
  g_assert_cmpint (fixture->canvas->focus, ==, fixture->orders->object.id);
  g_assert_true (rv_canvas_tab (fixture->canvas, TRUE));
  g_assert_cmpint (fixture->canvas->focus, ==, fixture->lonely->object.id);
  g_assert_false (rv_canvas_tab (fixture->canvas, TRUE));
  g_assert_true (rv_canvas_tab (fixture->canvas, FALSE));
  g_assert_cmpint (fixture->canvas->focus, ==, fixture->orders->object.id);
}

/* ---- tables, notes, areas ----------------------------------------------------------------------------------------- */

static void
test_draw_table_and_name_it (Fixture *fixture, gconstpointer data)
{
  RvTable *table;

  rv_canvas_set_tool (fixture->canvas, "table");
  fixture_click (fixture, (RvPoint) { 600, 400 }, 0);
  table = fixture_find (fixture, "new_table");
  g_assert_nonnull (table);
  g_assert_cmpfloat (fixture_box (fixture, table)->rect.x, ==, 600);
  g_assert_cmpuint (count (fixture, table, RV_KIND_COLUMN), ==, 1);
  g_assert_cmpstr (rv_canvas_get_tool (fixture->canvas), ==, "select");
  g_assert_nonnull (fixture->canvas->rename);
  gtk_editable_set_text (GTK_EDITABLE (gtk_widget_get_last_child (GTK_WIDGET (fixture->canvas))), "invoice");
  g_assert_true (rv_canvas_end_rename (fixture->canvas, TRUE));
  g_assert_cmpstr (table->name, ==, "invoice");
  fixture_assert_undo (fixture, "Rename table new_table");
  g_assert_true (rv_model_undo (fixture->model, NULL));
  g_assert_true (rv_model_undo (fixture->model, NULL));
  g_assert_null (fixture_find (fixture, "invoice"));
}

static void
test_draw_out_table_as_wide_as_drawn (Fixture *fixture, gconstpointer data)
{
  rv_canvas_set_tool (fixture->canvas, "table");
  fixture_drag (fixture, (RvPoint) { 400, 400 }, (RvPoint) { 720, 500 }, 0);
  g_assert_cmpfloat (fixture_box (fixture, fixture_find (fixture, "new_table"))->rect.width, ==, 320);
}

static void
test_rename_refuses_a_taken_name (Fixture *fixture, gconstpointer data)
{
  g_assert_true (rv_canvas_start_rename (fixture->canvas, fixture->orders->object.id));
  gtk_editable_set_text (GTK_EDITABLE (gtk_widget_get_last_child (GTK_WIDGET (fixture->canvas))), "customer");
  rv_canvas_end_rename (fixture->canvas, TRUE);
  g_assert_cmpstr (fixture->orders->name, ==, "orders");
  g_assert_nonnull (fixture->failure);
}

static void
test_insert_adds_a_column (Fixture *fixture, gconstpointer data)
{
  fixture_click (fixture, fixture_title (fixture, fixture->orders), 0);
  g_assert_true (rv_canvas_key (fixture->canvas, GDK_KEY_Insert, 0));
  gtk_editable_set_text (GTK_EDITABLE (gtk_widget_get_last_child (GTK_WIDGET (fixture->canvas))), "placed_at");
  rv_canvas_end_rename (fixture->canvas, TRUE);
  g_assert_nonnull (fixture_column (fixture, fixture->orders, "placed_at"));
}

static void
test_escape_keeps_the_name (Fixture *fixture, gconstpointer data)
{
  RvColumn *column = fixture_column (fixture, fixture->orders, "remark");

  g_assert_true (rv_canvas_start_rename (fixture->canvas, column->object.id));
  gtk_editable_set_text (GTK_EDITABLE (gtk_widget_get_last_child (GTK_WIDGET (fixture->canvas))), "other");
  g_assert_true (rv_canvas_cancel (fixture->canvas));
  g_assert_cmpstr (column->name, ==, "remark");
  fixture_assert_undo (fixture, "Draw");
}

static void
test_area_moves_what_lies_in_it (Fixture *fixture, gconstpointer data)
{
  RvArea *area;

  rv_canvas_set_snap (fixture->canvas, FALSE, 8);
  rv_canvas_set_tool (fixture->canvas, "area");
  fixture_drag (fixture, (RvPoint) { 40, 340 }, (RvPoint) { 400, 600 }, 0);
  rv_canvas_end_rename (fixture->canvas, TRUE);
  area = rv_model_all (fixture->model, RV_KIND_AREA)->pdata[0];
  g_assert_cmpfloat (area->width, ==, 360);
  fixture_drag (fixture, (RvPoint) { 50, 352 }, (RvPoint) { 150, 352 }, 0);
  g_assert_cmpfloat (area->x, ==, 140);
  g_assert_cmpfloat (fixture_box (fixture, fixture->lonely)->rect.x, ==, 180);
}

static RvArea *
draw_area (Fixture *fixture, RvPoint from, RvPoint to)
{
  rv_canvas_set_view (fixture->canvas, 0, 0, 1);
  rv_canvas_set_snap (fixture->canvas, FALSE, 8);
  rv_canvas_set_tool (fixture->canvas, "area");
  fixture_drag (fixture, from, to, 0);
  rv_canvas_end_rename (fixture->canvas, FALSE);
  rv_canvas_set_tool (fixture->canvas, "select");
  return rv_model_all (fixture->model, RV_KIND_AREA)->pdata[0];
}

static void
assert_area (const RvArea *area, double x, double y, double width, double height)
{
  g_assert_cmpfloat_with_epsilon (area->x, x, 0.5);
  g_assert_cmpfloat_with_epsilon (area->y, y, 0.5);
  g_assert_cmpfloat_with_epsilon (area->width, width, 0.5);
  g_assert_cmpfloat_with_epsilon (area->height, height, 0.5);
}

static void
test_sides_size_an_area (Fixture *fixture, gconstpointer data)
{
  RvArea *area = draw_area (fixture, (RvPoint) { 500, 420 }, (RvPoint) { 800, 600 });

  assert_area (area, 500, 420, 300, 180);
  fixture_drag (fixture, (RvPoint) { 500, 500 }, (RvPoint) { 460, 510 }, 0);
  assert_area (area, 460, 420, 340, 180);
  fixture_drag (fixture, (RvPoint) { 600, 420 }, (RvPoint) { 640, 400 }, 0);
  assert_area (area, 460, 400, 340, 200);
  fixture_drag (fixture, (RvPoint) { 800, 400 }, (RvPoint) { 820, 410 }, 0);
  assert_area (area, 460, 410, 360, 190);
  fixture_drag (fixture, (RvPoint) { 600, 600 }, (RvPoint) { 600, 100 }, 0);
  assert_area (area, 460, 410, 360, 32);
  fixture_assert_undo (fixture, "Size an area");
}

static void
test_keys_size_what_is_chosen (Fixture *fixture, gconstpointer data)
{
  const GdkModifierType held = GDK_ALT_MASK | GDK_SHIFT_MASK;
  RvArea *area = draw_area (fixture, (RvPoint) { 500, 420 }, (RvPoint) { 800, 600 });
  RvId box = fixture->lonely->object.id;
  double width = fixture_box (fixture, fixture->lonely)->rect.width;

  g_assert_true (rv_canvas_key (fixture->canvas, GDK_KEY_Right, held));
  g_assert_true (rv_canvas_key (fixture->canvas, GDK_KEY_Up, held));
  assert_area (area, 500, 420, 308, 172);
  fixture_assert_undo (fixture, "Size an area");
  rv_canvas_set_selection (fixture->canvas, &box, 1);
  g_assert_true (rv_canvas_key (fixture->canvas, GDK_KEY_Right, held));
  g_assert_cmpfloat_with_epsilon (fixture_box (fixture, fixture->lonely)->rect.width, width + 8, 2);
  g_assert_false (rv_canvas_key (fixture->canvas, GDK_KEY_Down, held));
}

static RvId
add_linked_note (Fixture *fixture)
{
  RvEdit *edit = rv_edit_begin (fixture->model, "note");
  RvNote *note = rv_edit_insert (edit, RV_KIND_NOTE, fixture->diagram->object.id);
  g_autoptr (GError) error = NULL;

  rv_edit_set_text (edit, note, RvNote_text, "[the orders](https://example.org/orders)\nJust words");
  rv_edit_set_real (edit, note, RvNote_x, 500);
  rv_edit_set_real (edit, note, RvNote_y, 400);
  rv_edit_set_real (edit, note, RvNote_width, 300);
  rv_edit_set_real (edit, note, RvNote_height, 200);
  g_assert_true (rv_edit_commit (edit, &error));
  return note->object.id;
}

static void
on_link (RvCanvas *canvas, const char *link, char **followed)
{
  g_free (*followed);
  *followed = g_strdup (link);
}

/* A click on a link follows it; beside it, with Ctrl, and after a drag it does not. */
static void
test_link_is_followed (Fixture *fixture, gconstpointer data)
{
  RvId note = add_linked_note (fixture);
  g_autofree char *followed = NULL, *chosen = NULL;
  RvPoint link = { 500 + 40, 400 + 20 };

  rv_canvas_set_view (fixture->canvas, 0, 0, 1);
  g_signal_connect (fixture->canvas, "link-followed", G_CALLBACK (on_link), &followed);
  fixture_click (fixture, (RvPoint) { 500 + 40, 400 + 150 }, 0);
  g_assert_null (followed);
  fixture_click (fixture, link, GDK_CONTROL_MASK);
  g_assert_null (followed);
  fixture_click (fixture, link, 0);
  g_assert_cmpstr (followed, ==, "https://example.org/orders");
  rv_canvas_set_selection (fixture->canvas, &note, 1);
  chosen = rv_canvas_chosen_link (fixture->canvas);
  g_assert_cmpstr (chosen, ==, followed);
  g_clear_pointer (&followed, g_free);
  fixture_drag (fixture, link, (RvPoint) { link.x + 80, link.y + 40 }, 0);
  g_assert_null (followed);
  rv_canvas_set_selection (fixture->canvas, NULL, 0);
  g_assert_null (rv_canvas_chosen_link (fixture->canvas));
}

static void
test_note_is_written_and_sized (Fixture *fixture, gconstpointer data)
{
  RvNote *note;
  GtkWidget *entry;

  rv_canvas_set_snap (fixture->canvas, FALSE, 8);
  rv_canvas_set_tool (fixture->canvas, "note");
  fixture_click (fixture, (RvPoint) { 500, 400 }, 0);
  note = rv_model_all (fixture->model, RV_KIND_NOTE)->pdata[0];
  entry = gtk_widget_get_last_child (GTK_WIDGET (fixture->canvas));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (entry)), "Ask\nAnna", -1);
  rv_canvas_end_rename (fixture->canvas, TRUE);
  g_assert_cmpstr (note->text, ==, "Ask\nAnna");
  fixture_drag (fixture, (RvPoint) { 500 + note->width, 400 + note->height }, (RvPoint) { 800, 600 }, 0);
  g_assert_cmpfloat (note->width, ==, 300);
  g_assert_cmpfloat (note->height, ==, 200);
}

/* ---- relationships --------------------------------------------------------------------------------------------------- */

static void
test_relate_by_dragging (Fixture *fixture, gconstpointer data)
{
  RvColumn *column;
  guint n;

  rv_canvas_set_tool (fixture->canvas, "relationship");
  fixture_drag (fixture, fixture_title (fixture, fixture->lonely), fixture_title (fixture, fixture->customer), 0);
  column = fixture_column (fixture, fixture->lonely, "customer_id");
  g_assert_nonnull (column);
  g_assert_cmpuint (count (fixture, fixture->lonely, RV_KIND_FOREIGN_KEY), ==, 1);
  g_assert_nonnull (rv_scene_line (fixture->canvas->scene, rv_canvas_get_selection (fixture->canvas, &n)[0]));
  fixture_assert_undo (fixture, "Draw a relationship");
}

static void
test_relate_from_a_chosen_column (Fixture *fixture, gconstpointer data)
{
  RvColumn *remark = fixture_column (fixture, fixture->lonely, "remark");

  rv_canvas_set_tool (fixture->canvas, "relationship");
  fixture_drag (fixture, fixture_row (fixture, fixture->lonely, 1), fixture_title (fixture, fixture->customer), 0);
  g_assert_cmpuint (count (fixture, fixture->lonely, RV_KIND_COLUMN), ==, 2);
  g_assert_true (rv_model_column_marks (fixture->model, remark) & RV_COLUMN_FOREIGN);
}

static void
test_relate_from_the_primary_key_means_the_other_refers (Fixture *fixture, gconstpointer data)
{
  rv_canvas_set_tool (fixture->canvas, "relationship");
  fixture_drag (fixture, fixture_row (fixture, fixture->customer, 0), fixture_title (fixture, fixture->lonely), 0);
  g_assert_cmpuint (count (fixture, fixture->lonely, RV_KIND_FOREIGN_KEY), ==, 1);
  g_assert_cmpuint (count (fixture, fixture->customer, RV_KIND_FOREIGN_KEY), ==, 0);
}

static void
test_relate_many_to_many (Fixture *fixture, gconstpointer data)
{
  RvTable *between;

  rv_canvas_set_relation (fixture->canvas, RV_DRAW_MANY_TO_MANY);
  rv_canvas_set_tool (fixture->canvas, "relationship");
  fixture_drag (fixture, fixture_title (fixture, fixture->lonely), fixture_title (fixture, fixture->orders), 0);
  between = fixture_find (fixture, "lonely_orders");
  g_assert_nonnull (between);
  g_assert_cmpuint (count (fixture, between, RV_KIND_FOREIGN_KEY), ==, 2);
  g_assert_false (rv_rect_intersects (fixture_box (fixture, between)->rect, fixture_box (fixture, fixture->lonely)->rect));
  g_assert_false (rv_rect_intersects (fixture_box (fixture, between)->rect, fixture_box (fixture, fixture->orders)->rect));
}

static void
test_relate_cancelled_writes_nothing (Fixture *fixture, gconstpointer data)
{
  RvPoint from = fixture_title (fixture, fixture->lonely), to = fixture_title (fixture, fixture->customer);

  rv_canvas_set_tool (fixture->canvas, "relationship");
  rv_canvas_press (fixture->canvas, from.x, from.y, 1, 0);
  rv_canvas_drag (fixture->canvas, to.x, to.y, 0);
  rv_canvas_key (fixture->canvas, GDK_KEY_Escape, 0);
  rv_canvas_release (fixture->canvas, to.x, to.y, 0);
  fixture_drag (fixture, from, (RvPoint) { 900, 650 }, 0);
  fixture_click (fixture, from, 0);
  fixture_assert_undo (fixture, "Draw");
}

static void
test_relate_to_a_table_without_key_says_why (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) keys = rv_model_children (fixture->model, fixture->lonely->object.id, RV_KIND_KEY);
  g_autoptr (RvEdit) edit = rv_edit_begin (fixture->model, "Drop the key");

  rv_edit_remove (edit, keys->pdata[0]);
  rv_edit_commit (edit, NULL);
  rv_canvas_set_tool (fixture->canvas, "relationship");
  fixture_drag (fixture, fixture_title (fixture, fixture->orders), fixture_title (fixture, fixture->lonely), 0);
  g_assert_nonnull (fixture->failure);
  fixture_assert_undo (fixture, "Drop the key");
}

static void
test_relate_by_keyboard (Fixture *fixture, gconstpointer data)
{
  fixture_click (fixture, fixture_title (fixture, fixture->lonely), 0);
  g_assert_true (rv_canvas_key (fixture->canvas, GDK_KEY_r, 0));
  g_assert_true (rv_canvas_key (fixture->canvas, GDK_KEY_o, 0));
  g_assert_true (rv_canvas_key (fixture->canvas, GDK_KEY_Return, 0));
  g_assert_cmpuint (count (fixture, fixture->lonely, RV_KIND_FOREIGN_KEY), ==, 1);
  g_assert_nonnull (fixture_column (fixture, fixture->lonely, "order_id"));
  fixture_click (fixture, fixture_title (fixture, fixture->lonely), 0);
  rv_canvas_key (fixture->canvas, GDK_KEY_r, 0);
  g_assert_true (rv_canvas_key (fixture->canvas, GDK_KEY_Up, 0));
  rv_canvas_key (fixture->canvas, GDK_KEY_Return, 0);
  g_assert_nonnull (fixture_column (fixture, fixture->lonely, "customer_id"));
}

static void
test_hand_moves_the_view (Fixture *fixture, gconstpointer data)
{
  double x, y, width, height;

  rv_canvas_set_tool (fixture->canvas, "hand");
  fixture_drag (fixture, (RvPoint) { 500, 500 }, (RvPoint) { 400, 450 }, 0);
  rv_canvas_get_view (fixture->canvas, &x, &y, &width, &height);
  g_assert_cmpfloat (x, ==, 100);
  g_assert_cmpfloat (y, ==, 50);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  TEST ("/tools/select/control-suspends-snapping", test_control_suspends_snapping);
  TEST ("/tools/select/side-sizes-a-box", test_side_sizes_a_box);
  TEST ("/tools/table/finds-room", test_drawn_table_finds_room);
  TEST ("/tools/select/click", test_click_selects);
  TEST ("/tools/select/click-on-row", test_click_on_row_remembers_the_column);
  TEST ("/tools/select/click-on-line", test_click_on_line_selects_foreign_key);
  TEST ("/tools/select/click-on-count-unfolds", test_click_on_count_unfolds);
  TEST ("/tools/select/rubber-band", test_rubber_band);
  TEST ("/tools/select/drag", test_drag_moves_on_the_drop);
  TEST ("/tools/select/escape", test_escape_takes_a_drag_back);
  TEST ("/tools/select/snap", test_drag_snaps_to_an_edge);
  TEST ("/tools/select/locked", test_locked_box_stays);
  TEST ("/tools/keys", test_keys);
  TEST ("/tools/tab", test_tab_goes_in_reading_order);
  TEST ("/tools/table/draw-and-name", test_draw_table_and_name_it);
  TEST ("/tools/table/draw-out", test_draw_out_table_as_wide_as_drawn);
  TEST ("/tools/column", test_insert_adds_a_column);
  TEST ("/tools/rename/taken", test_rename_refuses_a_taken_name);
  TEST ("/tools/rename/escape", test_escape_keeps_the_name);
  TEST ("/tools/area", test_area_moves_what_lies_in_it);
  TEST ("/tools/area/sides", test_sides_size_an_area);
  TEST ("/tools/size-by-keys", test_keys_size_what_is_chosen);
  TEST ("/tools/link", test_link_is_followed);
  TEST ("/tools/note", test_note_is_written_and_sized);
  TEST ("/tools/relationship/drag", test_relate_by_dragging);
  TEST ("/tools/relationship/column", test_relate_from_a_chosen_column);
  TEST ("/tools/relationship/from-the-primary-key", test_relate_from_the_primary_key_means_the_other_refers);
  TEST ("/tools/relationship/many-to-many", test_relate_many_to_many);
  TEST ("/tools/relationship/cancel", test_relate_cancelled_writes_nothing);
  TEST ("/tools/relationship/no-key", test_relate_to_a_table_without_key_says_why);
  TEST ("/tools/relationship/keyboard", test_relate_by_keyboard);
  TEST ("/tools/hand", test_hand_moves_the_view);
  return g_test_run ();
}
