/* Patterns against names, and finding objects of a model that changes. */
#include "model/edit.h"
#include "model/finder.h"

static int
score (const char *typed, const char *name)
{
  g_autoptr (RvPattern) pattern = rv_pattern_new (typed);

  g_assert_true (rv_pattern_score (pattern, name, NULL, NULL) == 0 || rv_pattern_may_fit (pattern, rv_letters_of (name)));
  return rv_pattern_score (pattern, name, NULL, NULL);
}

static void
test_order (void)
{
  g_assert_cmpint (score ("orders", "orders"), >, score ("order", "orders"));
  g_assert_cmpint (score ("item", "items"), >, score ("item", "order_items"));
  g_assert_cmpint (score ("item", "order_items"), >, score ("tem", "order_items"));
  g_assert_cmpint (score ("tem", "order_items"), >, score ("oritm", "order_items"));
  g_assert_cmpint (score ("oi", "order_items"), >, score ("oi", "folio_index"));
  g_assert_cmpint (score ("oi", "OrderItem"), >, 0);
  g_assert_cmpint (score ("ord", "orders"), >, score ("ord", "orders_and_more_orders"));
  g_assert_cmpint (score ("ORD", "orders"), ==, score ("ord", "Orders"));
  g_assert_cmpint (score ("straße", "STRAßE"), ==, RV_MATCH_EXACT);
}

static void
test_no_fit (void)
{
  g_assert_cmpint (score ("x", "orders"), ==, 0);
  g_assert_cmpint (score ("sredro", "orders"), ==, 0);
  g_assert_cmpint (score ("orders_", "orders"), ==, 0);
  g_assert_cmpint (score ("aei", "customer_password_recovery_is_done"), ==, 0);
  g_assert_cmpint (score ("", "orders"), >, 0);
  g_assert_cmpint (score (" . ", ""), >, 0);
}

static void
test_parents (void)
{
  const char *const of_orders[] = { "orders", "shop", NULL }, *const of_users[] = { "users", "shop", NULL };
  g_autoptr (RvPattern) dotted = rv_pattern_new ("ord.id"), spaced = rv_pattern_new ("shop id");

  g_assert_cmpint (rv_pattern_score (dotted, "id", of_orders, NULL), >, 0);
  g_assert_cmpint (rv_pattern_score (dotted, "id", of_users, NULL), ==, 0);
  g_assert_cmpint (rv_pattern_score (spaced, "id", of_users, NULL), >, 0);
  g_assert_cmpint (rv_pattern_score (spaced, "shop", of_users, NULL), ==, 0);
}

static void
test_marks (void)
{
  guint64 marks;
  g_autoptr (RvPattern) word = rv_pattern_new ("item"), letters = rv_pattern_new ("oit");

  g_assert_cmpint (rv_pattern_score (word, "order_items", NULL, &marks), >, 0);
  g_assert_cmphex (marks, ==, 0xf << 6);
  g_assert_cmpint (rv_pattern_score (letters, "order_items", NULL, &marks), >, 0);
  g_assert_cmphex (marks, ==, 1 | 3 << 6);
  g_assert_cmpint (rv_pattern_score (word, "users", NULL, &marks), ==, 0);
  g_assert_cmphex (marks, ==, 0);
}

/* Whatever is typed or is in a file: no fault, no hang. */
static void
test_hostile (void)
{
  g_autofree char *long_name = g_strnfill (5000, 'a'), *long_pattern = g_strnfill (3000, 'a');
  g_autofree char *many = g_strnfill (400, ' ');

  for (guint i = 0; i < 400; i += 2)
    many[i] = 'a';
  g_assert_cmpint (score (long_pattern, long_name), >, 0);
  g_assert_cmpint (score (many, long_name), >, 0);
  g_assert_cmpint (score ("\xff\xfe", "a\xff\xfe"), >, 0);
  score ("\xe2\x82", "\xe2");
  score ("ab", "\xff\xff" "ab\xc3");
}

/* ---- in a model ------------------------------------------------------------------------------------------------ */

typedef struct {
  RvModel *model;
  RvFinder *finder;
  RvTable *orders, *users;
} Fixture;

static RvTable *
add_table (RvEdit *edit, const char *name, const char *column)
{
  RvTable *table = rv_edit_insert (edit, RV_KIND_TABLE, ((RvObject *) rv_model_all (rv_edit_model (edit), RV_KIND_SCHEMA)->pdata[0])->id);
  RvColumn *added = rv_edit_insert (edit, RV_KIND_COLUMN, table->object.id);

  rv_edit_set_text (edit, table, RvTable_name, name);
  rv_edit_set_text (edit, added, RvColumn_name, column);
  rv_edit_set_text (edit, added, RvColumn_type, "integer");
  return table;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RvEdit) edit = NULL;

  fixture->model = rv_model_new ("postgresql");
  edit = rv_edit_begin (fixture->model, "Draw");
  fixture->orders = add_table (edit, "orders", "order_date");
  fixture->users = add_table (edit, "users", "order_date");
  g_assert_true (rv_edit_commit (edit, NULL));
  fixture->finder = rv_finder_new (fixture->model);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  rv_finder_free (fixture->finder);
  g_object_unref (fixture->model);
}

static GArray *
find (Fixture *fixture, const char *typed, const RvFindOptions *options)
{
  g_autoptr (RvPattern) pattern = rv_pattern_new (typed);

  return rv_finder_find (fixture->finder, pattern, options);
}

static RvId
first (Fixture *fixture, const char *typed, const RvFindOptions *options)
{
  g_autoptr (GArray) hits = find (fixture, typed, options);

  return hits->len > 0 ? g_array_index (hits, RvFound, 0).id : 0;
}

static void
test_find (Fixture *fixture, gconstpointer data)
{
  RvFindOptions columns = { .kind = RV_KIND_COLUMN }, recent = { .recent = &fixture->users->object.id, .n_recent = 1 };
  g_autoptr (GArray) all = find (fixture, "order", NULL), only = find (fixture, "order", &columns), one = NULL;
  RvFindOptions narrow = { .kind = RV_KIND_COLUMN, .most_of_kind = 1 };

  g_assert_cmpuint (all->len, ==, 3);
  g_assert_cmpint (g_array_index (all, RvFound, 0).id, ==, fixture->orders->object.id);
  g_assert_cmpuint (only->len, ==, 2);
  one = find (fixture, "order", &narrow);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpint (first (fixture, "", &recent), ==, fixture->users->object.id);
  g_assert_cmpint (first (fixture, "", NULL), ==, fixture->orders->object.id);
  g_assert_cmpint (first (fixture, "nothing like it", NULL), ==, 0);
}

static void
rename (Fixture *fixture, RvTable *table, const char *name)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (fixture->model, "Rename");

  rv_edit_set_text (edit, table, RvTable_name, name);
  g_assert_true (rv_edit_commit (edit, NULL));
}

static void
test_follow (Fixture *fixture, gconstpointer data)
{
  RvFindOptions tables = { .kind = RV_KIND_TABLE };
  g_autoptr (RvEdit) edit = NULL;
  RvId users = fixture->users->object.id, added;

  g_assert_cmpint (first (fixture, "zebra", &tables), ==, 0);
  rename (fixture, fixture->users, "zebras");
  g_assert_cmpint (first (fixture, "zebra", &tables), ==, users);
  g_assert_cmpint (first (fixture, "users", &tables), ==, 0);
  edit = rv_edit_begin (fixture->model, "Add");
  added = add_table (edit, "yaks", "id")->object.id;
  rv_edit_remove (edit, fixture->users);
  g_assert_true (rv_edit_commit (edit, NULL));
  g_assert_cmpint (first (fixture, "yak", &tables), ==, added);
  g_assert_cmpint (first (fixture, "zebra", &tables), ==, 0);
  g_assert_true (rv_model_undo (fixture->model, NULL));
  g_assert_cmpint (first (fixture, "zebra", &tables), ==, users);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/finder/order", test_order);
  g_test_add_func ("/finder/no-fit", test_no_fit);
  g_test_add_func ("/finder/parents", test_parents);
  g_test_add_func ("/finder/marks", test_marks);
  g_test_add_func ("/finder/hostile", test_hostile);
  g_test_add ("/finder/find", Fixture, NULL, set_up, test_find, tear_down);
  g_test_add ("/finder/follow", Fixture, NULL, set_up, test_follow, tear_down);
  return g_test_run ();
}
