/* Edits, undo and redo, removal and lookups on a project in memory. */
#include "model/edit.h"

static gpointer
add_table (RvEdit *edit, const char *name)
{
  RvModel *model = rv_edit_model (edit);
  RvSchema *schema = rv_model_find (model, RV_KIND_SCHEMA, 0, "public");
  gpointer table = rv_edit_insert (edit, RV_KIND_TABLE, schema->object.id);

  rv_edit_set_text (edit, table, RvTable_name, name);
  return table;
}

static gpointer
add_column (RvEdit *edit, RvId table, const char *name)
{
  gpointer column = rv_edit_insert (edit, RV_KIND_COLUMN, table);

  rv_edit_set_text (edit, column, RvColumn_name, name);
  rv_edit_set_text (edit, column, RvColumn_type, "integer");
  return column;
}

static void
commit (RvEdit *edit)
{
  g_autoptr (GError) error = NULL;

  rv_edit_commit (edit, &error);
  g_assert_no_error (error);
}

/* Two tables, a key on the first and a foreign key from the second. */
static RvModel *
two_tables (void)
{
  RvModel *model = rv_model_new ("postgresql");
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Draw");
  RvTable *customer = add_table (edit, "customer"), *orders = add_table (edit, "orders");
  RvColumn *id = add_column (edit, customer->object.id, "id"), *ref = add_column (edit, orders->object.id, "customer_id");
  RvKey *key = rv_edit_insert (edit, RV_KIND_KEY, customer->object.id);
  RvKeyColumn *key_column = rv_edit_insert (edit, RV_KIND_KEY_COLUMN, key->object.id);
  RvForeignKey *foreign_key = rv_edit_insert (edit, RV_KIND_FOREIGN_KEY, orders->object.id);
  RvForeignKeyColumn *pair = rv_edit_insert (edit, RV_KIND_FOREIGN_KEY_COLUMN, foreign_key->object.id);

  rv_edit_set_number (edit, key_column, RvKeyColumn_column_id, id->object.id);
  rv_edit_set_number (edit, foreign_key, RvForeignKey_referenced_table_id, customer->object.id);
  rv_edit_set_number (edit, pair, RvForeignKeyColumn_column_id, ref->object.id);
  rv_edit_set_number (edit, pair, RvForeignKeyColumn_referenced_column_id, id->object.id);
  commit (edit);
  return model;
}

static RvTable *
find_table (RvModel *model, const char *name)
{
  RvSchema *schema = rv_model_find (model, RV_KIND_SCHEMA, 0, "public");

  return rv_model_find (model, RV_KIND_TABLE, schema->object.id, name);
}

static void
test_find_and_children (void)
{
  g_autoptr (RvModel) model = two_tables ();
  RvTable *customer = find_table (model, "customer");
  g_autoptr (GPtrArray) columns = rv_model_children (model, customer->object.id, RV_KIND_COLUMN);

  g_assert_nonnull (customer);
  g_assert_cmpuint (columns->len, ==, 1);
  g_assert_cmpstr (((RvColumn *) columns->pdata[0])->name, ==, "id");
  g_assert_null (find_table (model, "nothing"));
}

static void
test_rename_undo_redo (void)
{
  g_autoptr (RvModel) model = two_tables ();
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;
  RvTable *table = find_table (model, "customer");
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Rename table customer");

  rv_edit_set_text (edit, table, RvTable_name, "client");
  g_assert_true (find_table (model, "client") == table);
  commit (edit);
  label = rv_model_undo_label (model);
  g_assert_cmpstr (label, ==, "Rename table customer");
  g_assert_true (rv_model_undo (model, &error));
  g_assert_no_error (error);
  g_assert_true (find_table (model, "customer") == table);
  g_assert_null (find_table (model, "client"));
  g_assert_true (rv_model_redo (model, &error));
  g_assert_cmpstr (table->name, ==, "client");
  g_assert_null (rv_model_redo_label (model));
}

static void
test_remove_column_fells_keys (void)
{
  g_autoptr (RvModel) model = two_tables ();
  g_autoptr (GError) error = NULL;
  RvTable *customer = find_table (model, "customer");
  guint before = rv_model_n_objects (model);
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Delete column id");
  g_autoptr (GPtrArray) columns = rv_model_children (model, customer->object.id, RV_KIND_COLUMN);

  rv_edit_remove (edit, columns->pdata[0]);
  commit (edit);
  g_assert_cmpuint (rv_model_all (model, RV_KIND_KEY)->len, ==, 0);
  g_assert_cmpuint (rv_model_all (model, RV_KIND_FOREIGN_KEY)->len, ==, 0);
  g_assert_cmpuint (rv_model_all (model, RV_KIND_FOREIGN_KEY_COLUMN)->len, ==, 0);
  g_assert_cmpuint (rv_model_all (model, RV_KIND_TABLE)->len, ==, 2);
  g_assert_true (rv_model_undo (model, &error));
  g_assert_cmpuint (rv_model_n_objects (model), ==, before);
  g_assert_cmpuint (rv_model_all (model, RV_KIND_FOREIGN_KEY)->len, ==, 1);
}

static void
test_remove_role_empties_owner (void)
{
  g_autoptr (RvModel) model = two_tables ();
  RvTable *customer = find_table (model, "customer");
  RvEdit *edit = rv_edit_begin (model, "Owner");
  RvRole *role = rv_edit_insert (edit, RV_KIND_ROLE, 0);

  rv_edit_set_text (edit, role, RvRole_name, "app");
  rv_edit_set_number (edit, customer, RvTable_owner_id, role->object.id);
  commit (edit);
  rv_edit_free (edit);
  edit = rv_edit_begin (model, "Remove role");
  rv_edit_remove (edit, role);
  commit (edit);
  rv_edit_free (edit);
  g_assert_cmpint (customer->owner_id, ==, 0);
}

static void
test_cancel (void)
{
  g_autoptr (RvModel) model = two_tables ();
  RvTable *orders = find_table (model, "orders");
  guint before = rv_model_n_objects (model);
  RvEdit *edit = rv_edit_begin (model, "Never");

  add_column (edit, orders->object.id, "note");
  rv_edit_set_text (edit, orders, RvTable_name, "x");
  rv_edit_remove (edit, find_table (model, "customer"));
  rv_edit_free (edit);
  g_assert_cmpuint (rv_model_n_objects (model), ==, before);
  g_assert_true (find_table (model, "orders") == orders);
  g_assert_nonnull (find_table (model, "customer"));
  g_assert_cmpuint (rv_model_referrers (model, find_table (model, "customer")->object.id)->len, ==, 3);
}

static void
test_incomplete_is_refused (void)
{
  g_autoptr (RvModel) model = two_tables ();
  g_autoptr (GError) error = NULL;
  guint before = rv_model_n_objects (model);
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Incomplete");
  RvColumn *column = rv_edit_insert (edit, RV_KIND_COLUMN, find_table (model, "orders")->object.id);

  rv_edit_set_text (edit, column, RvColumn_name, "no_type");
  g_assert_false (rv_edit_commit (edit, &error));
  g_assert_error (error, RV_MODEL_ERROR, RV_MODEL_ERROR_INVALID);
  g_assert_cmpuint (rv_model_n_objects (model), ==, before);
}

static void
test_move_to (void)
{
  g_autoptr (RvModel) model = two_tables ();
  RvTable *orders = find_table (model, "orders");
  RvEdit *edit = rv_edit_begin (model, "Columns");
  RvColumn *a = add_column (edit, orders->object.id, "a"), *b = add_column (edit, orders->object.id, "b");
  g_autoptr (GPtrArray) columns = NULL;

  g_assert_cmpint (a->position, ==, 1);
  rv_edit_move_to (edit, b, 0);
  commit (edit);
  rv_edit_free (edit);
  columns = rv_model_children (model, orders->object.id, RV_KIND_COLUMN);
  g_assert_true (columns->pdata[0] == b && columns->pdata[2] == a);
}

static void
count_changes (RvModel *model, GArray *changes, guint *n)
{
  *n += changes->len;
}

static void
test_announcement (void)
{
  g_autoptr (RvModel) model = two_tables ();
  guint n = 0;
  g_autoptr (RvEdit) edit = NULL;
  RvTable *orders = find_table (model, "orders");

  g_signal_connect (model, "changed", G_CALLBACK (count_changes), &n);
  edit = rv_edit_begin (model, "Two");
  rv_edit_set_text (edit, orders, RvTable_comment, "what was bought");
  add_column (edit, orders->object.id, "note");
  commit (edit);
  g_assert_cmpuint (n, ==, 2);
  rv_model_undo (model, NULL);
  g_assert_cmpuint (n, ==, 4);
}

static void
test_nothing_changed_leaves_no_step (void)
{
  g_autoptr (RvModel) model = two_tables ();
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Nothing");
  g_autofree char *label = NULL;

  rv_edit_set_text (edit, find_table (model, "orders"), RvTable_name, "orders");
  commit (edit);
  label = rv_model_undo_label (model);
  g_assert_cmpstr (label, ==, "Draw");
}

/* The birth of a project in memory is written late; what an edit changed meanwhile is no part of it. */
static void
test_birth_is_not_undone (void)
{
  g_autoptr (RvModel) model = rv_model_new ("postgresql");
  g_autoptr (GError) error = NULL;
  RvEdit *edit = rv_edit_begin (model, "Import");
  guint n;

  rv_edit_set_initial (edit);
  add_column (edit, ((RvTable *) add_table (edit, "customer"))->object.id, "id");
  add_table (edit, "orders");
  commit (edit);
  rv_edit_free (edit);
  n = rv_model_n_objects (model);
  edit = rv_edit_begin (model, "Change everything");
  rv_edit_set_text (edit, find_table (model, "customer"), RvTable_name, "client");
  rv_edit_remove (edit, find_table (model, "orders"));
  add_table (edit, "extra");
  commit (edit);
  rv_edit_free (edit);
  g_assert_true (rv_model_undo (model, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (rv_model_n_objects (model), ==, n);
  g_assert_nonnull (find_table (model, "customer"));
  g_assert_nonnull (find_table (model, "orders"));
  g_assert_null (find_table (model, "extra"));
  g_assert_false (rv_model_undo (model, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/find-and-children", test_find_and_children);
  g_test_add_func ("/model/rename-undo-redo", test_rename_undo_redo);
  g_test_add_func ("/model/remove-column-fells-keys", test_remove_column_fells_keys);
  g_test_add_func ("/model/remove-role-empties-owner", test_remove_role_empties_owner);
  g_test_add_func ("/model/cancel", test_cancel);
  g_test_add_func ("/model/incomplete-is-refused", test_incomplete_is_refused);
  g_test_add_func ("/model/move-to", test_move_to);
  g_test_add_func ("/model/announcement", test_announcement);
  g_test_add_func ("/model/nothing-changed-leaves-no-step", test_nothing_changed_leaves_no_step);
  g_test_add_func ("/model/birth-is-not-undone", test_birth_is_not_undone);
  return g_test_run ();
}
