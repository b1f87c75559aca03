/* Column lists as a person types them, and tables as a person renames them. */
#include "sql/part-text.h"
#include "sql/rename.h"

typedef struct {
  RvModel *model;
  RvTable *customer, *orders;
  RvForeignKey *foreign_key;
  RvIndex *index;
} Fixture;

static RvColumn *
add_column (RvEdit *edit, RvTable *table, const char *name)
{
  RvColumn *column = rv_edit_insert (edit, RV_KIND_COLUMN, table->object.id);

  rv_edit_set_text (edit, column, RvColumn_name, name);
  rv_edit_set_text (edit, column, RvColumn_type, "integer");
  return column;
}

static RvTable *
add_table (RvEdit *edit, const char *name)
{
  RvObject *schema = rv_model_all (rv_edit_model (edit), RV_KIND_SCHEMA)->pdata[0];
  RvTable *table = rv_edit_insert (edit, RV_KIND_TABLE, schema->id);

  rv_edit_set_text (edit, table, RvTable_name, name);
  return table;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RvEdit) edit = NULL;
  RvColumn *id, *ref;
  RvObject *pair;

  fixture->model = rv_model_new ("postgresql");
  edit = rv_edit_begin (fixture->model, "Draw");
  fixture->customer = add_table (edit, "customer");
  fixture->orders = add_table (edit, "orders");
  id = add_column (edit, fixture->customer, "id");
  add_column (edit, fixture->customer, "Code");
  ref = add_column (edit, fixture->orders, "customer_id");
  add_column (edit, fixture->orders, "placed");
  fixture->foreign_key = rv_edit_insert (edit, RV_KIND_FOREIGN_KEY, fixture->orders->object.id);
  rv_edit_set_number (edit, fixture->foreign_key, RvForeignKey_referenced_table_id, fixture->customer->object.id);
  pair = rv_edit_insert (edit, RV_KIND_FOREIGN_KEY_COLUMN, fixture->foreign_key->object.id);
  rv_edit_set_number (edit, pair, RvForeignKeyColumn_column_id, ref->object.id);
  rv_edit_set_number (edit, pair, RvForeignKeyColumn_referenced_column_id, id->object.id);
  fixture->index = rv_edit_insert (edit, RV_KIND_INDEX, fixture->orders->object.id);
  g_assert_true (rv_edit_commit (edit, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->model);
}

static gboolean
set (Fixture *fixture, gpointer object, RvPartList list, const char *text, GError **error)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (fixture->model, "Set");

  return rv_part_set_text (edit, object, list, text, error) && rv_edit_commit (edit, error);
}

static void
check (Fixture *fixture, gpointer object, RvPartList list, const char *expected)
{
  g_autofree char *text = rv_part_text (fixture->model, object, list);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_foreign_key (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  check (fixture, fixture->foreign_key, RV_PART_COLUMNS, "customer_id");
  check (fixture, fixture->foreign_key, RV_PART_REFERENCED, "id");
  g_assert_true (set (fixture, fixture->foreign_key, RV_PART_REFERENCED, " \"Code\" ", NULL));
  check (fixture, fixture->foreign_key, RV_PART_REFERENCED, "\"Code\"");
  g_assert_false (set (fixture, fixture->foreign_key, RV_PART_COLUMNS, "customer_id, placed", &error));
  g_assert_error (error, RV_MODEL_ERROR, RV_MODEL_ERROR_INVALID);
  check (fixture, fixture->foreign_key, RV_PART_COLUMNS, "customer_id");
}

static void
test_index (Fixture *fixture, gconstpointer data)
{
  const char *text = "customer_id, lower(note, ','), placed int4_ops DESC NULLS LAST";

  g_assert_true (set (fixture, fixture->index, RV_PART_COLUMNS, text, NULL));
  check (fixture, fixture->index, RV_PART_COLUMNS, text);
  g_assert_true (set (fixture, fixture->index, RV_PART_INCLUDED, "placed", NULL));
  check (fixture, fixture->index, RV_PART_INCLUDED, "placed");
  check (fixture, fixture->index, RV_PART_COLUMNS, text);
  g_assert_true (set (fixture, fixture->index, RV_PART_COLUMNS, "PLACED", NULL));
  check (fixture, fixture->index, RV_PART_COLUMNS, "placed");
}

static void
test_no_such_column (Fixture *fixture, gconstpointer data)
{
  const char *const texts[] = { "nothing", "\"customer_id", "customer_id x", "", "," };
  g_autoptr (RvEdit) edit = rv_edit_begin (fixture->model, "Key");
  RvKey *key = rv_edit_insert (edit, RV_KIND_KEY, fixture->orders->object.id);

  g_assert_true (rv_part_set_text (edit, &key->object, RV_PART_COLUMNS, "placed, customer_id", NULL));
  g_assert_true (rv_edit_commit (edit, NULL));
  check (fixture, key, RV_PART_COLUMNS, "placed, customer_id");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (i != 1)
      g_assert_false (set (fixture, key, RV_PART_COLUMNS, texts[i], NULL));
  check (fixture, key, RV_PART_COLUMNS, "placed, customer_id");
}

/* A table's rename takes along what is called after it, and nothing else. */
static void
test_rename_along (Fixture *fixture, gconstpointer data)
{
  RvEdit *edit = rv_edit_begin (fixture->model, "Names");
  RvKey *key = rv_edit_insert (edit, RV_KIND_KEY, fixture->orders->object.id);

  rv_edit_set_text (edit, fixture->foreign_key, RvForeignKey_name, "orders_customer_id_fkey");
  rv_edit_set_text (edit, fixture->index, RvIndex_name, "orders_by_day");
  rv_edit_set_text (edit, key, RvKey_name, "orders_pkey");
  rv_sql_rename_along (edit, fixture->orders, "sales");
  g_assert_cmpstr (fixture->orders->name, ==, "sales");
  g_assert_cmpstr (key->name, ==, "sales_pkey");
  g_assert_cmpstr (fixture->foreign_key->name, ==, "sales_customer_id_fkey");
  g_assert_cmpstr (fixture->index->name, ==, "orders_by_day");
  rv_edit_free (edit);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/design-text/foreign-key", Fixture, NULL, set_up, test_foreign_key, tear_down);
  g_test_add ("/design-text/index", Fixture, NULL, set_up, test_index, tear_down);
  g_test_add ("/design-text/no-such-column", Fixture, NULL, set_up, test_no_such_column, tear_down);
  g_test_add ("/design-text/rename-along", Fixture, NULL, set_up, test_rename_along, tear_down);
  return g_test_run ();
}
