/* Review notes: threads, what they count for, and what they fall with. */
#include "model/review.h"

#include "model/relate.h"

typedef struct {
  RvModel *model;
  RvId table, column, note, reply;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RvEdit) edit = NULL;
  RvTable *table;

  fixture->model = rv_model_new ("postgresql");
  edit = rv_edit_begin (fixture->model, "Write");
  table = rv_design_add_table (edit, ((RvObject *) rv_model_find (fixture->model, RV_KIND_SCHEMA, 0, "public"))->id, "orders");
  fixture->table = table->object.id;
  fixture->column = rv_design_add_column (edit, table, "fax", "text")->object.id;
  fixture->note = rv_review_add (edit, fixture->column, 0, 0, 0, "Ada", "Why?")->object.id;
  fixture->reply = rv_review_reply (edit, rv_model_get (fixture->model, fixture->note), "Bob", "Because")->object.id;
  rv_review_reply (edit, rv_model_get (fixture->model, fixture->reply), "Ada", "I see");
  g_assert_true (rv_edit_commit (edit, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->model);
}

static void
test_thread (Fixture *fixture, gconstpointer data)
{
  const RvReviewNote *first = rv_model_get (fixture->model, fixture->note);
  g_autoptr (GPtrArray) thread = rv_review_thread (fixture->model, first), threads = rv_review_threads (fixture->model);

  g_assert_cmpuint (threads->len, ==, 1);
  g_assert_cmpuint (thread->len, ==, 3);
  g_assert_true (thread->pdata[0] == first);
  g_assert_cmpstr (((RvReviewNote *) thread->pdata[2])->text, ==, "I see");
  g_assert_cmpint (((RvReviewNote *) thread->pdata[2])->reply_to_id, ==, fixture->note);
  g_assert_true (g_str_has_suffix (first->made_at, "Z"));
}

static void
test_count (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RvEdit) edit = NULL;

  g_assert_cmpuint (rv_review_count (fixture->model, fixture->column), ==, 1);
  g_assert_cmpuint (rv_review_count (fixture->model, fixture->table), ==, 1);
  edit = rv_edit_begin (fixture->model, "Resolve");
  rv_edit_set_number (edit, rv_model_get (fixture->model, fixture->note), RvReviewNote_is_resolved, TRUE);
  g_assert_true (rv_edit_commit (edit, NULL));
  g_assert_cmpuint (rv_review_count (fixture->model, fixture->table), ==, 0);
}

static void
test_falls_with_its_object (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (fixture->model, "Remove");

  rv_edit_remove (edit, rv_model_get (fixture->model, fixture->table));
  g_assert_true (rv_edit_commit (edit, NULL));
  g_assert_cmpuint (rv_model_all (fixture->model, RV_KIND_REVIEW_NOTE)->len, ==, 0);
  g_assert_true (rv_model_undo (fixture->model, NULL));
  g_assert_cmpuint (rv_model_all (fixture->model, RV_KIND_REVIEW_NOTE)->len, ==, 3);
}

/* Replies that answer one another in a circle, as only a hostile file has them, end. */
static void
test_circle (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (fixture->model, "Turn");
  g_autoptr (GPtrArray) threads = NULL;

  rv_edit_set_number (edit, rv_model_get (fixture->model, fixture->note), RvReviewNote_reply_to_id, fixture->reply);
  g_assert_true (rv_edit_commit (edit, NULL));
  threads = rv_review_threads (fixture->model);
  g_assert_cmpuint (threads->len, <=, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/review/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("thread", test_thread);
  ADD ("count", test_count);
  ADD ("falls-with-its-object", test_falls_with_its_object);
  ADD ("circle", test_circle);
  return g_test_run ();
}
