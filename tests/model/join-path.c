/* Ways between tables, and their neighbours. */
#include "model/edit.h"
#include "model/join-path.h"

typedef struct {
  RvModel *model;
  RvId tables[6];  /* a → b → c → d, a → e → d, and f alone; d → d */
} Fixture;

static void
link_tables (RvEdit *edit, RvId from, RvId to)
{
  RvObject *key = rv_edit_insert (edit, RV_KIND_FOREIGN_KEY, from);

  rv_edit_set_number (edit, key, RvForeignKey_referenced_table_id, to);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RvEdit) edit = NULL;
  RvId schema;

  fixture->model = rv_model_new ("postgresql");
  schema = ((RvObject *) rv_model_all (fixture->model, RV_KIND_SCHEMA)->pdata[0])->id;
  edit = rv_edit_begin (fixture->model, "Draw");
  for (guint i = 0; i < 6; i++)
    {
      RvObject *table = rv_edit_insert (edit, RV_KIND_TABLE, schema);
      char name[] = { (char) ('a' + i), '\0' };

      rv_edit_set_text (edit, table, RvTable_name, name);
      fixture->tables[i] = table->id;
    }
  link_tables (edit, fixture->tables[0], fixture->tables[1]);
  link_tables (edit, fixture->tables[1], fixture->tables[2]);
  link_tables (edit, fixture->tables[2], fixture->tables[3]);
  link_tables (edit, fixture->tables[0], fixture->tables[4]);
  link_tables (edit, fixture->tables[4], fixture->tables[3]);
  link_tables (edit, fixture->tables[3], fixture->tables[3]);
  g_assert_true (rv_edit_commit (edit, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->model);
}

static void
test_shortest (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) path = rv_join_path (fixture->model, fixture->tables[0], fixture->tables[3]);
  g_autoptr (GArray) back = rv_join_path (fixture->model, fixture->tables[3], fixture->tables[0]);

  g_assert_cmpuint (path->len, ==, 2);
  g_assert_cmpint (g_array_index (path, RvJoinStep, 0).to, ==, fixture->tables[4]);
  g_assert_cmpint (g_array_index (path, RvJoinStep, 1).from, ==, fixture->tables[4]);
  g_assert_cmpint (g_array_index (path, RvJoinStep, 1).to, ==, fixture->tables[3]);
  g_assert_cmpuint (back->len, ==, 2);
  g_assert_true (g_array_index (back, RvJoinStep, 0).foreign_key == g_array_index (path, RvJoinStep, 1).foreign_key);
}

static void
test_ends (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) self = rv_join_path (fixture->model, fixture->tables[3], fixture->tables[3]);

  g_assert_cmpuint (self->len, ==, 0);
  g_assert_null (rv_join_path (fixture->model, fixture->tables[0], fixture->tables[5]));
  g_assert_null (rv_join_path (fixture->model, fixture->tables[0], 0));
  g_assert_null (rv_join_path (fixture->model, 123456, fixture->tables[0]));
}

static void
test_neighbors (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) near = rv_join_neighbors (fixture->model, &fixture->tables[1], 1);
  g_autoptr (GHashTable) none = rv_join_neighbors (fixture->model, NULL, 0);

  g_assert_cmpuint (g_hash_table_size (near), ==, 5);
  g_assert_true (g_hash_table_contains (near, &fixture->tables[0]) && g_hash_table_contains (near, &fixture->tables[2]));
  g_assert_false (g_hash_table_contains (near, &fixture->tables[3]));
  g_assert_cmpuint (g_hash_table_size (none), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/join-path/shortest", Fixture, NULL, set_up, test_shortest, tear_down);
  g_test_add ("/join-path/ends", Fixture, NULL, set_up, test_ends, tear_down);
  g_test_add ("/join-path/neighbors", Fixture, NULL, set_up, test_neighbors, tear_down);
  return g_test_run ();
}
