/* The button in the header of a box that folds it. */
#include "fixture.h"

#include "canvas/fold.h"

#define TEST(path, function) g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

/* A frame is painted: what is not on screen cannot be pressed. */
static void
paint (Fixture *fixture)
{
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();

  rv_canvas_paint (fixture->canvas, snapshot);
}

static RvPoint
right_of_title (Fixture *fixture, RvTable *table, double from_right)
{
  const RvSceneBox *box = fixture_box (fixture, table);

  return rv_canvas_to_view (fixture->canvas, box->rect.x + box->rect.width - from_right, box->rect.y + 13);
}

static void
hover (Fixture *fixture, RvPoint at)
{
  rv_canvas_hover (fixture->canvas, at.x, at.y, 0);
  paint (fixture);
}

static void
test_folds_what_is_under_the_pointer (Fixture *fixture, gconstpointer data)
{
  RvPoint at;
  double height = fixture_box (fixture, fixture->orders)->rect.height;

  rv_canvas_set_view (fixture->canvas, 0, 0, 1);
  at = right_of_title (fixture, fixture->orders, 14);
  hover (fixture, at);
  fixture_click (fixture, at, 0);
  g_assert_true (fixture_box (fixture, fixture->orders)->is_folded);
  g_assert_cmpfloat (fixture_box (fixture, fixture->orders)->rect.height, <, height);
  fixture_assert_undo (fixture, "Fold");
  at = right_of_title (fixture, fixture->orders, 14); /* it is narrower now */
  hover (fixture, at);
  fixture_click (fixture, at, 0);
  g_assert_false (fixture_box (fixture, fixture->orders)->is_folded);
  fixture_assert_undo (fixture, "Unfold");
}

static void
test_is_offered_on_what_is_chosen (Fixture *fixture, gconstpointer data)
{
  const RvId one = fixture->lonely->object.id;
  RvPoint at;
  g_autofree char *said = NULL;

  rv_canvas_set_view (fixture->canvas, 0, 0, 1);
  rv_canvas_set_selection (fixture->canvas, &one, 1);
  paint (fixture);
  at = right_of_title (fixture, fixture->lonely, 14);
  said = rv_fold_describe (fixture->canvas->fold, rv_canvas_to_scene (fixture->canvas, at.x, at.y));
  g_assert_cmpstr (said, ==, "Fold lonely");
  fixture_click (fixture, at, 0);
  g_assert_true (fixture_box (fixture, fixture->lonely)->is_folded);
}

static void
test_leaves_room_for_a_padlock (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (fixture->model, "Lock");

  rv_edit_set_number (edit, rv_model_get (fixture->model, fixture_box (fixture, fixture->orders)->id), RvBox_is_locked, TRUE);
  g_assert_true (rv_edit_commit (edit, NULL));
  rv_canvas_set_view (fixture->canvas, 0, 0, 1);
  hover (fixture, right_of_title (fixture, fixture->orders, 14));
  fixture_click (fixture, right_of_title (fixture, fixture->orders, 14), 0);
  g_assert_false (fixture_box (fixture, fixture->orders)->is_folded);
  hover (fixture, right_of_title (fixture, fixture->orders, 32));
  fixture_click (fixture, right_of_title (fixture, fixture->orders, 32), 0);
  g_assert_true (fixture_box (fixture, fixture->orders)->is_folded);
}

static void
test_is_not_there_from_afar (Fixture *fixture, gconstpointer data)
{
  RvPoint at;

  rv_canvas_set_view (fixture->canvas, 0, 0, 0.3);
  at = right_of_title (fixture, fixture->orders, 14);
  hover (fixture, at);
  fixture_click (fixture, at, 0);
  g_assert_false (fixture_box (fixture, fixture->orders)->is_folded);
  hover (fixture, (RvPoint) { 5, 5 });
  rv_canvas_set_view (fixture->canvas, 0, 0, 1);
  paint (fixture);
  fixture_click (fixture, right_of_title (fixture, fixture->customer, 14), 0);
  g_assert_false (fixture_box (fixture, fixture->customer)->is_folded);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  TEST ("/fold/under-the-pointer", test_folds_what_is_under_the_pointer);
  TEST ("/fold/chosen", test_is_offered_on_what_is_chosen);
  TEST ("/fold/padlock", test_leaves_room_for_a_padlock);
  TEST ("/fold/from-afar", test_is_not_there_from_afar);
  return g_test_run ();
}
