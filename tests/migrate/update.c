/* Taking over a changed script into a project: what stays, what comes, what goes. */
#include "migrate/update.h"

#include <string.h>

#include "draw/arrange.h"
#include "draw/take-over.h"
#include "migrate/compare.h"
#include "sql/dialect.h"

static const char *const before
    = "CREATE TABLE customer (id int PRIMARY KEY, name text NOT NULL, email text);\n"
      "CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customer, note text, CHECK (id > 0));\n"
      "CREATE TABLE old (id int PRIMARY KEY, order_id int REFERENCES orders);\n"
      "CREATE INDEX orders_note ON orders (note);\n"
      "CREATE VIEW names AS SELECT name FROM customer;\n";

static const char *const after
    = "CREATE TABLE city (id int PRIMARY KEY);\n"
      "CREATE TABLE customer (id bigint PRIMARY KEY, city_id int REFERENCES city, name text NOT NULL);\n"
      "CREATE TABLE orders (id int, part int, customer_id int REFERENCES customer ON DELETE CASCADE, note text, PRIMARY KEY (id, part));\n"
      "CREATE INDEX orders_note ON orders (note, id);\n"
      "CREATE VIEW names AS SELECT id, name FROM customer;\n"
      "COMMENT ON TABLE orders IS 'What people want';\n";

static RvModel *
read_sql (const char *text)
{
  RvModel *model = rv_model_new ("postgresql");
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Read");
  g_autoptr (RvReport) report = rv_report_new ("test");
  g_autoptr (GError) error = NULL;

  rv_edit_set_initial (edit);
  g_assert_true (rv_dialect_find ("postgresql")->read (edit, text, strlen (text), report, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (rv_edit_commit (edit, &error));
  return model;
}

static RvTable *
table_of (RvModel *model, const char *name)
{
  return rv_model_find (model, RV_KIND_TABLE, ((RvObject *) rv_model_find (model, RV_KIND_SCHEMA, 0, "public"))->id, name);
}

static RvColumn *
column_of (RvModel *model, const char *table, const char *name)
{
  return rv_model_find (model, RV_KIND_COLUMN, table_of (model, table)->object.id, name);
}

static RvBox *
box_of (RvModel *model, const char *table)
{
  const GPtrArray *referrers = rv_model_referrers (model, table_of (model, table)->object.id);

  for (guint i = 0; i < referrers->len; i++)
    if (((RvObject *) referrers->pdata[i])->kind == RV_KIND_BOX)
      return referrers->pdata[i];
  return NULL;
}

static void
update (RvModel *model, const char *text)
{
  g_autoptr (RvModel) source = read_sql (text);
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Update");
  g_autoptr (GError) error = NULL;

  rv_take_over (edit, source);
  rv_edit_commit (edit, &error);
  g_assert_no_error (error);
}

/* By name the two designs do not differ. */
static void
assert_like (RvModel *model, const char *text)
{
  g_autoptr (RvModel) source = read_sql (text);
  const RvCompareOptions options = { RV_MATCH_NAME, RV_KIND_DRAWING | RV_KIND_RECORD };
  g_autoptr (RvComparison) comparison = rv_compare (model, source, &options);
  const GPtrArray *differences = rv_comparison_differences (comparison);

  for (guint i = 0; i < differences->len; i++)
    {
      const RvDifference *one = differences->pdata[i];

      g_assert_cmpstr (rv_kind_info (one->kind)->name, ==, "nothing");
    }
}

static RvModel *
arranged (void)
{
  RvModel *model = read_sql (before);
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Arrange");

  rv_diagram_create_for_all (edit, "Overview", RV_SHOW_TABLES);
  g_assert_true (rv_edit_commit (edit, NULL));
  return model;
}

static void
test_takes_over (void)
{
  g_autoptr (RvModel) model = arranged ();

  update (model, after);
  assert_like (model, after);
}

/* Ids, places and what only people say stay; new tables get boxes that lie on no other. */
static void
test_keeps (void)
{
  g_autoptr (RvModel) model = arranged ();
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Words");
  RvId orders = table_of (model, "orders")->object.id, name = column_of (model, "customer", "name")->object.id;
  double x, y;

  rv_edit_set_text (edit, column_of (model, "customer", "name"), RvColumn_logical_name, "Full name");
  rv_edit_set_real (edit, box_of (model, "orders"), RvBox_x, 1234);
  rv_edit_set_real (edit, box_of (model, "orders"), RvBox_y, 567);
  g_assert_true (rv_edit_commit (edit, NULL));
  x = box_of (model, "customer")->x;
  y = box_of (model, "customer")->y;
  update (model, after);
  g_assert_cmpint (table_of (model, "orders")->object.id, ==, orders);
  g_assert_cmpint (column_of (model, "customer", "name")->object.id, ==, name);
  g_assert_cmpstr (column_of (model, "customer", "name")->logical_name, ==, "Full name");
  g_assert_cmpfloat (box_of (model, "orders")->x, ==, 1234);
  g_assert_cmpfloat (box_of (model, "orders")->y, ==, 567);
  g_assert_cmpfloat (box_of (model, "customer")->x, ==, x);
  g_assert_cmpfloat (box_of (model, "customer")->y, ==, y);
  g_assert_nonnull (box_of (model, "city"));
  g_assert_true (box_of (model, "city")->x != 0 || box_of (model, "city")->y != 0);
  g_assert_null (table_of (model, "old"));
}

/* All of it is one undo step. */
static void
test_undo (void)
{
  g_autoptr (RvModel) model = arranged ();
  g_autofree char *label = NULL;

  update (model, after);
  label = rv_model_undo_label (model);
  g_assert_cmpstr (label, ==, "Update");
  g_assert_true (rv_model_undo (model, NULL));
  assert_like (model, before);
  g_assert_null (table_of (model, "city"));
  g_assert_nonnull (box_of (model, "old"));
}

/* The same script again leaves no trace. */
static void
test_nothing_new (void)
{
  g_autoptr (RvModel) model = arranged ();
  g_autofree char *label = NULL;

  update (model, before);
  label = rv_model_undo_label (model);
  g_assert_cmpstr (label, ==, "Arrange");
}

/* A diagram of a few tables gets no new ones. */
static void
test_partial_diagram (void)
{
  g_autoptr (RvModel) model = read_sql (before);
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Diagram");
  RvObject *diagram = rv_edit_insert (edit, RV_KIND_DIAGRAM, 0);

  rv_edit_set_text (edit, diagram, RvDiagram_name, "Part");
  rv_edit_set_number (edit, rv_edit_insert (edit, RV_KIND_BOX, diagram->id), RvBox_object_id, table_of (model, "orders")->object.id);
  rv_arrange_diagram (edit, diagram->id, FALSE);
  g_assert_true (rv_edit_commit (edit, NULL));
  update (model, after);
  g_assert_nonnull (box_of (model, "orders"));
  g_assert_null (box_of (model, "city"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/update/takes-over", test_takes_over);
  g_test_add_func ("/update/keeps", test_keeps);
  g_test_add_func ("/update/undo", test_undo);
  g_test_add_func ("/update/nothing-new", test_nothing_new);
  g_test_add_func ("/update/partial-diagram", test_partial_diagram);
  return g_test_run ();
}
