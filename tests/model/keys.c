/* Edits of primary keys and of column lists. */
#include "model/keys.h"

typedef struct {
  RvModel *model;
  RvTable *table;
  RvColumn *a, *b;
} Fixture;

static RvColumn *
add_column (RvEdit *edit, RvTable *table, const char *name)
{
  RvColumn *column = rv_edit_insert (edit, RV_KIND_COLUMN, table->object.id);

  rv_edit_set_text (edit, column, RvColumn_name, name);
  rv_edit_set_text (edit, column, RvColumn_type, "integer");
  return column;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RvEdit) edit = NULL;

  fixture->model = rv_model_new ("postgresql");
  edit = rv_edit_begin (fixture->model, "Draw");
  fixture->table = rv_edit_insert (edit, RV_KIND_TABLE, ((RvObject *) rv_model_all (fixture->model, RV_KIND_SCHEMA)->pdata[0])->id);
  rv_edit_set_text (edit, fixture->table, RvTable_name, "orders");
  fixture->a = add_column (edit, fixture->table, "a");
  fixture->b = add_column (edit, fixture->table, "b");
  g_assert_true (rv_edit_commit (edit, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->model);
}

static void
toggle (Fixture *fixture, RvColumn *column)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (fixture->model, "Toggle");

  rv_keys_toggle_primary (edit, column);
  g_assert_true (rv_edit_commit (edit, NULL));
}

static void
test_toggle (Fixture *fixture, gconstpointer data)
{
  RvKey *key;

  g_assert_null (rv_keys_primary (fixture->model, fixture->table->object.id));
  toggle (fixture, fixture->b);
  toggle (fixture, fixture->a);
  key = rv_keys_primary (fixture->model, fixture->table->object.id);
  g_assert_cmpstr (key->name, ==, "orders_pkey");
  g_assert_true (fixture->a->not_null && fixture->b->not_null);
  g_assert_true (rv_keys_has_column (fixture->model, key, fixture->a->object.id));
  toggle (fixture, fixture->b);
  g_assert_false (rv_keys_has_column (fixture->model, key, fixture->b->object.id));
  toggle (fixture, fixture->a);
  g_assert_null (rv_keys_primary (fixture->model, fixture->table->object.id));
}

static void
test_set_columns_keeps_identity (Fixture *fixture, gconstpointer data)
{
  RvId order[2] = { fixture->b->object.id, fixture->a->object.id };
  g_autoptr (RvEdit) edit = NULL;
  g_autoptr (GPtrArray) parts = NULL;
  RvKey *key;
  RvId kept;

  toggle (fixture, fixture->a);
  key = rv_keys_primary (fixture->model, fixture->table->object.id);
  kept = ((RvObject *) rv_model_all (fixture->model, RV_KIND_KEY_COLUMN)->pdata[0])->id;
  edit = rv_edit_begin (fixture->model, "Reorder");
  rv_parts_set_columns (edit, &key->object, RV_KIND_KEY_COLUMN, RvKeyColumn_column_id, order, 2);
  g_assert_true (rv_edit_commit (edit, NULL));
  parts = rv_model_children (fixture->model, key->object.id, RV_KIND_KEY_COLUMN);
  g_assert_cmpuint (parts->len, ==, 2);
  g_assert_cmpint (((RvKeyColumn *) parts->pdata[0])->column_id, ==, fixture->b->object.id);
  g_assert_cmpint (((RvObject *) parts->pdata[1])->id, ==, kept);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/keys/toggle", Fixture, NULL, set_up, test_toggle, tear_down);
  g_test_add ("/keys/set-columns-keeps-identity", Fixture, NULL, set_up, test_set_columns_keeps_identity, tear_down);
  return g_test_run ();
}
