/* Places of boxes: one that notations share, and those of their own. */
#include "model/box-place.h"

typedef struct {
  RvModel *model;
  RvDiagram *diagram;
  RvBox *box;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RvEdit) edit = NULL;
  RvTable *table;

  fixture->model = rv_model_new ("postgresql");
  edit = rv_edit_begin (fixture->model, "Draw");
  table = rv_edit_insert (edit, RV_KIND_TABLE, ((RvObject *) rv_model_all (fixture->model, RV_KIND_SCHEMA)->pdata[0])->id);
  rv_edit_set_text (edit, table, RvTable_name, "orders");
  fixture->diagram = rv_edit_insert (edit, RV_KIND_DIAGRAM, 0);
  rv_edit_set_text (edit, fixture->diagram, RvDiagram_name, "All");
  fixture->box = rv_edit_insert (edit, RV_KIND_BOX, fixture->diagram->object.id);
  rv_edit_set_number (edit, fixture->box, RvBox_object_id, table->object.id);
  g_assert_true (rv_edit_commit (edit, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->model);
}

/* Moves the box in @notation, as one step. */
static void
move_in (Fixture *fixture, RvNotation notation, double x, double y)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (fixture->model, "Move");

  rv_edit_set_number (edit, fixture->diagram, RvDiagram_notation, notation);
  rv_box_set_place (edit, fixture->box, x, y);
  g_assert_true (rv_edit_commit (edit, NULL));
}

static void
assert_place (Fixture *fixture, RvNotation notation, double wanted_x, double wanted_y)
{
  double x, y;

  g_assert_cmpint (rv_box_place (fixture->model, fixture->box, notation, &x, &y), ==, wanted_x != 0 || wanted_y != 0);
  g_assert_cmpfloat (x, ==, wanted_x);
  g_assert_cmpfloat (y, ==, wanted_y);
}

static void
test_shared (Fixture *fixture, gconstpointer data)
{
  assert_place (fixture, RvNotation_CROWS_FOOT, 0, 0);
  move_in (fixture, RvNotation_BARKER, 40, 50);
  assert_place (fixture, RvNotation_CROWS_FOOT, 40, 50);
  assert_place (fixture, RvNotation_UML, 40, 50);
  assert_place (fixture, RvNotation_CHEN, 0, 0);
}

static void
test_own (Fixture *fixture, gconstpointer data)
{
  move_in (fixture, RvNotation_CROWS_FOOT, 40, 50);
  move_in (fixture, RvNotation_IDEF1X, 100, 50);
  move_in (fixture, RvNotation_CHEN, 7, 8);
  assert_place (fixture, RvNotation_CROWS_FOOT, 40, 50);
  assert_place (fixture, RvNotation_IDEF1X, 100, 50);
  assert_place (fixture, RvNotation_BARKER, 40, 50);
  assert_place (fixture, RvNotation_CHEN, 7, 8);
  move_in (fixture, RvNotation_IDEF1X, 0, 0);
  g_assert_true (rv_box_place (fixture->model, fixture->box, RvNotation_IDEF1X, NULL, NULL));
  g_assert_true (rv_model_undo (fixture->model, NULL));
  assert_place (fixture, RvNotation_IDEF1X, 100, 50);
}

/* To be put where it is already makes no place of its own. */
static void
test_same_place (Fixture *fixture, gconstpointer data)
{
  move_in (fixture, RvNotation_CROWS_FOOT, 40, 50);
  move_in (fixture, RvNotation_IDEF1X, 40, 50);
  g_assert_cmpuint (rv_model_all (fixture->model, RV_KIND_BOX_PLACE)->len, ==, 0);
}

static void
test_goes_with_box (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RvEdit) edit = NULL;

  move_in (fixture, RvNotation_CHEN, 7, 8);
  edit = rv_edit_begin (fixture->model, "Remove");
  rv_edit_remove (edit, fixture->box);
  g_assert_true (rv_edit_commit (edit, NULL));
  g_assert_cmpuint (rv_model_all (fixture->model, RV_KIND_BOX_PLACE)->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/model/box-place/shared", test_shared);
  ADD ("/model/box-place/own", test_own);
  ADD ("/model/box-place/same-place", test_same_place);
  ADD ("/model/box-place/goes-with-box", test_goes_with_box);
  return g_test_run ();
}
