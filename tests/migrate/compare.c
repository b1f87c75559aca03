/* What a comparison says of every verb, of names that moved, and of designs that never met. */
#include "migrate/compare.h"

#include <string.h>

#include "model/relate.h"
#include "model/versions.h"
#include "sql/dialect.h"

static const RvCompareOptions by_identity = { RV_MATCH_IDENTITY, RV_COMPARE_DESIGN };
static const RvCompareOptions by_name = { RV_MATCH_NAME, RV_COMPARE_DESIGN };

static const char *const shop
    = "CREATE TABLE customer (id int PRIMARY KEY, name text NOT NULL, email text);\n"
      "CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customer, note text, CHECK (id > 0));\n";

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

static RvModel *
then_of (RvModel *model)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Name");
  RvId id = rv_version_create (edit, "then", NULL, NULL)->object.id;
  g_autoptr (GError) error = NULL;
  RvModel *then;

  g_assert_true (rv_edit_commit (edit, NULL));
  then = rv_version_open (model, id, &error);
  g_assert_no_error (error);
  return then;
}

/* "+Column.email", "~Table.orders(name)" …, separated by spaces. */
static char *
tell (RvComparison *comparison)
{
  const GPtrArray *differences = rv_comparison_differences (comparison);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < differences->len; i++)
    {
      const RvDifference *one = differences->pdata[i];
      const RvKindInfo *info = rv_kind_info (one->kind);
      GString *word = g_string_new (NULL);

      g_string_append_printf (word, "%c%s.%s", "+-~"[one->type], info->name, rv_record_name (one->after != NULL ? one->after : one->before));
      for (guint j = 0; j < info->n_fields; j++)
        if (one->fields >> j & 1)
          g_string_append_printf (word, "(%s)", info->fields[j].name);
      g_ptr_array_add (words, g_string_free (word, FALSE));
    }
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" ", (char **) words->pdata);
}

static void
expect (RvModel *before, RvModel *after, const RvCompareOptions *options, const char *expected)
{
  g_autoptr (RvComparison) comparison = rv_compare (before, after, options);
  g_autofree char *told = tell (comparison);

  g_assert_cmpstr (told, ==, expected);
}

static void
test_nothing (void)
{
  g_autoptr (RvModel) model = read_sql (shop), then = then_of (model), other = read_sql (shop);

  expect (then, model, &by_identity, "");
  expect (model, other, &by_name, "");
}

static void
test_rename_by_identity (void)
{
  g_autoptr (RvModel) model = read_sql (shop), then = then_of (model);
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Rename");

  rv_edit_set_text (edit, table_of (model, "orders"), RvTable_name, "purchases");
  rv_edit_set_text (edit, column_of (model, "customer", "email"), RvColumn_name, "mail");
  g_assert_true (rv_edit_commit (edit, NULL));
  expect (then, model, &by_identity, "~Table.purchases(name) ~Column.mail(name)");
}

static void
test_added_and_removed (void)
{
  g_autoptr (RvModel) model = read_sql (shop), then = then_of (model);
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Change");

  rv_design_add_column (edit, table_of (model, "customer"), "phone", "text");
  rv_edit_remove (edit, column_of (model, "orders", "note"));
  g_assert_true (rv_edit_commit (edit, NULL));
  expect (then, model, &by_identity, "-Column.note +Column.phone");
  expect (model, then, &by_identity, "-Column.phone +Column.note");
}

static void
test_order (void)
{
  g_autoptr (RvModel) model = read_sql ("CREATE TABLE t (a int, b int, c int, d int)"), then = then_of (model);
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Change");

  rv_edit_remove (edit, column_of (model, "t", "a"));
  g_assert_true (rv_edit_commit (edit, NULL));
  expect (then, model, &by_identity, "-Column.a");
  g_clear_pointer (&edit, rv_edit_free);
  edit = rv_edit_begin (model, "Move");
  rv_edit_move_to (edit, column_of (model, "t", "d"), 0);
  g_assert_true (rv_edit_commit (edit, NULL));
  expect (then, model, &by_identity, "-Column.a ~Column.d(position)");
}

static void
test_values (void)
{
  g_autoptr (RvModel) model = read_sql (shop), then = then_of (model);
  g_autoptr (RvComparison) comparison = NULL;
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Change");
  RvColumn *column = column_of (model, "customer", "email");
  const RvDifference *difference;
  g_autofree char *old_type = NULL, *new_type = NULL, *old_null = NULL, *new_null = NULL;

  rv_edit_set_text (edit, column, RvColumn_type, "citext");
  rv_edit_set_number (edit, column, RvColumn_not_null, TRUE);
  g_assert_true (rv_edit_commit (edit, NULL));
  comparison = rv_compare (then, model, &by_identity);
  difference = rv_comparison_of_after (comparison, column->object.id);
  g_assert_true (difference == rv_comparison_of_before (comparison, column->object.id));
  g_assert_cmpint (difference->type, ==, RV_DIFFERENCE_CHANGED);
  old_type = rv_comparison_value (comparison, difference, RV_FIELD_INDEX (RvColumn_type), FALSE);
  new_type = rv_comparison_value (comparison, difference, RV_FIELD_INDEX (RvColumn_type), TRUE);
  old_null = rv_comparison_value (comparison, difference, RV_FIELD_INDEX (RvColumn_not_null), FALSE);
  new_null = rv_comparison_value (comparison, difference, RV_FIELD_INDEX (RvColumn_not_null), TRUE);
  g_assert_cmpstr (old_type, ==, "text");
  g_assert_cmpstr (new_type, ==, "citext");
  g_assert_cmpstr (old_null, ==, "no");
  g_assert_cmpstr (new_null, ==, "yes");
}

/* A reference is what it refers to: ids of two projects say nothing. */
static void
test_references_by_name (void)
{
  g_autoptr (RvModel) one = read_sql (shop);
  g_autoptr (RvModel) same = read_sql ("CREATE TABLE other (x int);\n"
                                       "CREATE TABLE customer (id int PRIMARY KEY, name text NOT NULL, email text);\n"
                                       "CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customer, note text, CHECK (id > 0));\n");
  g_autoptr (RvModel) elsewhere = read_sql (
      "CREATE TABLE customer (id int PRIMARY KEY, name text NOT NULL, email text);\n"
      "CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES orders, note text, CHECK (id > 0));\n");

  expect (one, same, &by_name, "+Table.other +Column.x");
  expect (one, elsewhere, &by_name, "~ForeignKey.orders_customer_id_fkey(referenced_table_id) ~ForeignKeyColumn.(referenced_column_id)");
}

static RvModel *
read_unnamed (const char *text)
{
  RvModel *model = read_sql (text);
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Forget names");
  const GPtrArray *keys = rv_model_all (model, RV_KIND_KEY), *checks = rv_model_all (model, RV_KIND_CHECK);

  for (guint i = 0; i < keys->len; i++)
    rv_edit_set_text (edit, keys->pdata[i], RvKey_name, NULL);
  for (guint i = 0; i < checks->len; i++)
    rv_edit_set_text (edit, checks->pdata[i], RvCheck_name, NULL);
  g_assert_true (rv_edit_commit (edit, NULL));
  return model;
}

static void
test_unnamed_by_contents (void)
{
  g_autoptr (RvModel) one = read_unnamed ("CREATE TABLE t (a int, b int, UNIQUE (a), UNIQUE (b), CHECK (a > 0), CHECK (b > 0))");
  g_autoptr (RvModel) turned = read_unnamed ("CREATE TABLE t (a int, b int, UNIQUE (b), UNIQUE (a), CHECK (b > 0), CHECK (a > 0))");
  g_autoptr (RvModel) less = read_unnamed ("CREATE TABLE t (a int, b int, UNIQUE (b), CHECK (b > 0))");

  expect (one, turned, &by_name, "");
  expect (one, less, &by_name, "-Key. -KeyColumn. -Check.");
}

static void
test_homonyms (void)
{
  g_autoptr (RvModel) one = read_sql ("CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';\n"
                                      "CREATE FUNCTION f(a text) RETURNS text LANGUAGE sql AS 'SELECT a';\n");
  g_autoptr (RvModel) turned = read_sql ("CREATE FUNCTION f(a text) RETURNS text LANGUAGE sql AS 'SELECT a';\n"
                                         "CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';\n");

  expect (one, turned, &by_name, "");
}

/* How it is drawn can be compared, too, when it is asked for. */
static void
test_kinds_left_out (void)
{
  g_autoptr (RvModel) model = read_sql (shop), then = then_of (model);
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Draw");
  RvCompareOptions all = { RV_MATCH_IDENTITY, RV_KIND_RECORD };

  rv_edit_set_text (edit, rv_edit_insert (edit, RV_KIND_DIAGRAM, 0), RvDiagram_name, "New");
  g_assert_true (rv_edit_commit (edit, NULL));
  expect (then, model, &by_identity, "");
  expect (then, model, &all, "+Diagram.New");
}

/* Whatever the kind: made, with all fields filled, it is added; without it, removed; a field set, changed. */
static void
test_every_kind (void)
{
  for (RvKind kind = 1; kind < RV_N_KINDS; kind++)
    {
      const RvKindInfo *info = rv_kind_info (kind);
      g_autoptr (RvModel) before = rv_model_new ("postgresql"), after = rv_model_new ("postgresql");
      RvCompareOptions all = { RV_MATCH_IDENTITY, 0 };
      g_autoptr (RvEdit) edit = rv_edit_begin (after, "Make");
      g_autoptr (RvComparison) comparison = NULL, back = NULL;
      RvId id;

      if (info->flags & RV_KIND_SINGLE)
        continue;
      id = ((RvObject *) rv_edit_insert (edit, kind, 0))->id;
      comparison = rv_compare (before, after, &all);
      back = rv_compare (after, before, &all);
      g_assert_cmpint (rv_comparison_of_after (comparison, id)->type, ==, RV_DIFFERENCE_ADDED);
      g_assert_cmpint (rv_comparison_of_before (back, id)->type, ==, RV_DIFFERENCE_REMOVED);
      g_assert_cmpuint (rv_comparison_differences (comparison)->len, ==, 1);
      rv_edit_cancel (edit);
    }
}

static void
test_counterparts (void)
{
  g_autoptr (RvModel) one = read_sql (shop), other = read_sql (shop);
  g_autoptr (RvComparison) comparison = rv_compare (one, other, &by_name);
  RvId orders = table_of (one, "orders")->object.id, again = table_of (other, "orders")->object.id;

  g_assert_cmpint (rv_comparison_after (comparison, orders), ==, again);
  g_assert_cmpint (rv_comparison_before (comparison, again), ==, orders);
  g_assert_cmpint (rv_comparison_after (comparison, 424242), ==, 0);
}

/* The designs may go on, and go away. */
static void
test_it_outlives_changes (void)
{
  RvModel *model = read_sql (shop);
  g_autoptr (RvModel) then = then_of (model);
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Change");
  g_autoptr (RvComparison) comparison = NULL;
  g_autofree char *told = NULL;

  rv_design_add_column (edit, table_of (model, "customer"), "phone", "text");
  g_assert_true (rv_edit_commit (edit, NULL));
  g_clear_pointer (&edit, rv_edit_free);
  comparison = rv_compare (then, model, &by_identity);
  g_assert_true (rv_model_undo (model, NULL));
  g_object_unref (model);
  told = tell (comparison);
  g_assert_cmpstr (told, ==, "+Column.phone");
}

/* Things that belong to one another in a circle or without end, as only a hostile file has them. */
static void
test_deep_belonging (void)
{
  g_autoptr (RvModel) one = rv_model_new ("postgresql"), other = rv_model_new ("postgresql");
  RvModel *models[] = { one, other };
  g_autoptr (RvComparison) comparison = NULL;

  for (guint m = 0; m < 2; m++)
    {
      g_autoptr (RvEdit) edit = rv_edit_begin (models[m], "Make");
      RvObject *tag = rv_edit_insert (edit, RV_KIND_TAG, 0), *last = tag;

      rv_edit_set_text (edit, tag, RvTag_name, "t");
      for (guint i = 0; i < 20000; i++)
        {
          last = rv_edit_insert (edit, RV_KIND_TAGGING, last->id);
          rv_edit_set_number (edit, last, RvTagging_tag_id, tag->id);
        }
      g_assert_true (rv_edit_commit (edit, NULL));
    }
  comparison = rv_compare (one, other, &by_name);
  g_assert_nonnull (comparison);
}

/* A statement that is kept word for word is the same wherever in its script it stood. */
static void
test_kept (void)
{
  g_autoptr (RvModel) before = read_sql ("CREATE LANGUAGE l HANDLER h; CREATE LANGUAGE m HANDLER h; CREATE TABLE a (id int);");
  g_autoptr (RvModel) after = read_sql ("CREATE TABLE a (id int); CREATE LANGUAGE m HANDLER h; CREATE LANGUAGE l HANDLER h;");
  g_autoptr (RvComparison) comparison = rv_compare (before, after, &by_name);
  g_autofree char *told = tell (comparison);

  g_assert_cmpuint (rv_model_all (before, RV_KIND_KEPT)->len, ==, 2);
  g_assert_cmpstr (told, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/compare/nothing", test_nothing);
  g_test_add_func ("/compare/rename-by-identity", test_rename_by_identity);
  g_test_add_func ("/compare/added-and-removed", test_added_and_removed);
  g_test_add_func ("/compare/order", test_order);
  g_test_add_func ("/compare/values", test_values);
  g_test_add_func ("/compare/references-by-name", test_references_by_name);
  g_test_add_func ("/compare/unnamed-by-contents", test_unnamed_by_contents);
  g_test_add_func ("/compare/homonyms", test_homonyms);
  g_test_add_func ("/compare/kinds-left-out", test_kinds_left_out);
  g_test_add_func ("/compare/every-kind", test_every_kind);
  g_test_add_func ("/compare/counterparts", test_counterparts);
  g_test_add_func ("/compare/it-outlives-changes", test_it_outlives_changes);
  g_test_add_func ("/migrate/compare/kept", test_kept);
  g_test_add_func ("/compare/deep-belonging", test_deep_belonging);
  return g_test_run ();
}
