/* New tables, relationships and the names that they get. */
#include <string.h>

#include "model/naming.h"
#include "model/relate.h"

static RvId
public_schema (RvModel *model)
{
  return ((RvSchema *) rv_model_find (model, RV_KIND_SCHEMA, 0, "public"))->object.id;
}

static RvTable *
add_table (RvEdit *edit, const char *name)
{
  return rv_design_add_table (edit, public_schema (rv_edit_model (edit)), name);
}

static gpointer
child (RvModel *model, gpointer parent, RvKind kind, guint index)
{
  g_autoptr (GPtrArray) children = rv_model_children (model, ((RvObject *) parent)->id, kind);

  g_assert_cmpuint (index, <, children->len);
  return children->pdata[index];
}

static guint
count (RvModel *model, gpointer parent, RvKind kind)
{
  g_autoptr (GPtrArray) children = rv_model_children (model, ((RvObject *) parent)->id, kind);

  return children->len;
}

static void
commit (RvEdit *edit)
{
  g_autoptr (GError) error = NULL;

  rv_edit_commit (edit, &error);
  g_assert_no_error (error);
}

static void
test_singular (void)
{
  static const char *const pairs[][2] = {
    { "orders", "order" },     { "categories", "category" }, { "addresses", "address" }, { "address", "address" },
    { "boxes", "box" },        { "status", "status" },       { "people", "person" },     { "users", "user" },
    { "order_items", "order_item" }, { "news", "news" },     { "series", "series" },     { "analysis", "analysis" },
    { "s", "s" },              { "branches", "branch" },     { "houses", "house" },      { "staff", "staff" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *one = rv_name_singular (pairs[i][0]);

      g_assert_cmpstr (one, ==, pairs[i][1]);
    }
}

static void
test_join_stays_within_the_limit (void)
{
  g_autofree char *long_name = g_strnfill (80, 'x');
  g_autofree char *umlauts = g_strdup ("äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöü");
  const char *parts[] = { long_name, umlauts, "fkey", NULL };
  g_autofree char *name = rv_name_join (parts);

  g_assert_cmpuint (strlen (name), <=, 63);
  g_assert_true (g_utf8_validate (name, -1, NULL));
  g_assert_true (g_str_has_suffix (name, "_fkey"));
  g_assert_nonnull (strstr (name, "xxxx"));
  g_assert_nonnull (strstr (name, "äöü"));
}

static void
test_new_table (void)
{
  g_autoptr (RvModel) model = rv_model_new ("postgresql");
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Draw tables");
  RvTable *first = add_table (edit, "orders"), *second = add_table (edit, "orders");
  RvColumn *id = child (model, first, RV_KIND_COLUMN, 0);
  RvKey *key = child (model, first, RV_KIND_KEY, 0);

  commit (edit);
  g_assert_cmpstr (first->name, ==, "orders");
  g_assert_cmpstr (second->name, ==, "orders_2");
  g_assert_cmpstr (id->name, ==, "id");
  g_assert_cmpint (id->identity, ==, RvIdentity_ALWAYS);
  g_assert_true (id->not_null);
  g_assert_true (key->is_primary);
  g_assert_cmpstr (key->name, ==, "orders_pkey");
  g_assert_nonnull (rv_model_find (model, RV_KIND_SEQUENCE, public_schema (model), "orders_id_seq"));
}

static void
test_one_to_many (void)
{
  g_autoptr (RvModel) model = rv_model_new ("postgresql");
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Relate");
  g_autoptr (GError) error = NULL;
  RvTable *parent = add_table (edit, "customers"), *orders = add_table (edit, "orders");
  RvForeignKey *foreign_key = rv_relate_tables (edit, orders, parent, RV_RELATION_ONE_TO_MANY, 0, 0, &error);
  RvColumn *column = child (model, orders, RV_KIND_COLUMN, 1);
  RvForeignKeyColumn *pair = child (model, foreign_key, RV_KIND_FOREIGN_KEY_COLUMN, 0);

  g_assert_no_error (error);
  g_assert_cmpstr (column->name, ==, "customer_id");
  g_assert_cmpstr (column->type, ==, "bigint");
  g_assert_cmpint (column->identity, ==, RvIdentity_NONE);
  g_assert_true (column->not_null);
  g_assert_cmpstr (foreign_key->name, ==, "orders_customer_id_fkey");
  g_assert_cmpint (foreign_key->referenced_table_id, ==, parent->object.id);
  g_assert_cmpint (pair->column_id, ==, column->object.id);
  /* A second one does not share the column. */
  g_assert_nonnull (rv_relate_tables (edit, orders, parent, RV_RELATION_OPTIONAL, 0, 0, &error));
  column = child (model, orders, RV_KIND_COLUMN, 2);
  g_assert_cmpstr (column->name, ==, "customer_id_2");
  g_assert_false (column->not_null);
  commit (edit);
}

static void
test_one_to_one (void)
{
  g_autoptr (RvModel) model = rv_model_new ("postgresql");
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Relate");
  RvTable *person = add_table (edit, "people"), *passport = add_table (edit, "passport");

  g_assert_nonnull (rv_relate_tables (edit, passport, person, RV_RELATION_ONE_TO_ONE, 0, 0, NULL));
  g_assert_cmpuint (count (model, passport, RV_KIND_KEY), ==, 2);
  g_assert_cmpstr (((RvKey *) child (model, passport, RV_KIND_KEY, 1))->name, ==, "passport_person_id_key");
  commit (edit);
}

static void
test_one_to_one_over_the_primary_key (void)
{
  g_autoptr (RvModel) model = rv_model_new ("postgresql");
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Relate");
  RvTable *person = add_table (edit, "person"), *passport = add_table (edit, "passport");
  RvColumn *id = child (model, passport, RV_KIND_COLUMN, 0);

  g_assert_nonnull (rv_relate_tables (edit, passport, person, RV_RELATION_ONE_TO_ONE, id->object.id, 0, NULL));
  g_assert_cmpuint (count (model, passport, RV_KIND_KEY), ==, 1);
  g_assert_cmpuint (count (model, passport, RV_KIND_COLUMN), ==, 1);
  commit (edit);
}

static void
test_to_itself (void)
{
  g_autoptr (RvModel) model = rv_model_new ("postgresql");
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Relate");
  RvTable *employee = add_table (edit, "employees");

  g_assert_nonnull (rv_relate_tables (edit, employee, employee, RV_RELATION_OPTIONAL, 0, 0, NULL));
  g_assert_cmpstr (((RvColumn *) child (model, employee, RV_KIND_COLUMN, 1))->name, ==, "parent_id");
  commit (edit);
}

static void
test_composite_key_and_chosen_column (void)
{
  g_autoptr (RvModel) model = rv_model_new ("postgresql");
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Relate");
  RvTable *a = add_table (edit, "student"), *b = add_table (edit, "courses"), *grade = add_table (edit, "grade"), *between;
  RvColumn *chosen;
  RvForeignKey *foreign_key;

  between = rv_relate_many_to_many (edit, a, b, NULL);
  chosen = rv_design_add_column (edit, grade, "course_id", "bigint");
  foreign_key = rv_relate_tables (edit, grade, between, RV_RELATION_ONE_TO_MANY, chosen->object.id, 0, NULL);
  g_assert_cmpuint (count (model, foreign_key, RV_KIND_FOREIGN_KEY_COLUMN), ==, 2);
  g_assert_cmpint (((RvForeignKeyColumn *) child (model, foreign_key, RV_KIND_FOREIGN_KEY_COLUMN, 1))->column_id, ==, chosen->object.id);
  g_assert_cmpuint (count (model, grade, RV_KIND_COLUMN), ==, 3);
  commit (edit);
}

static void
test_many_to_many (void)
{
  g_autoptr (RvModel) model = rv_model_new ("postgresql");
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Relate");
  g_autoptr (GError) error = NULL;
  RvTable *a = add_table (edit, "students"), *b = add_table (edit, "courses");
  RvTable *between = rv_relate_many_to_many (edit, a, b, &error);
  RvKey *key = child (model, between, RV_KIND_KEY, 0);

  g_assert_no_error (error);
  commit (edit);
  g_assert_cmpstr (between->name, ==, "students_courses");
  g_assert_true (key->is_primary);
  g_assert_cmpuint (count (model, key, RV_KIND_KEY_COLUMN), ==, 2);
  g_assert_cmpuint (count (model, between, RV_KIND_FOREIGN_KEY), ==, 2);
  g_assert_cmpstr (((RvColumn *) child (model, between, RV_KIND_COLUMN, 1))->name, ==, "course_id");
}

static void
test_many_to_many_with_itself (void)
{
  g_autoptr (RvModel) model = rv_model_new ("postgresql");
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Relate");
  RvTable *people = add_table (edit, "people"), *between = rv_relate_many_to_many (edit, people, people, NULL);

  commit (edit);
  g_assert_cmpstr (((RvColumn *) child (model, between, RV_KIND_COLUMN, 0))->name, ==, "person_id");
  g_assert_cmpstr (((RvColumn *) child (model, between, RV_KIND_COLUMN, 1))->name, ==, "related_person_id");
}

static void
test_parent_without_key (void)
{
  g_autoptr (RvModel) model = rv_model_new ("postgresql");
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Relate");
  g_autoptr (GError) error = NULL;
  RvTable *log = add_table (edit, "log"), *entry = add_table (edit, "entry");

  rv_edit_remove (edit, child (model, log, RV_KIND_KEY, 0));
  g_assert_null (rv_relate_tables (edit, entry, log, RV_RELATION_ONE_TO_MANY, 0, 0, &error));
  g_assert_error (error, RV_MODEL_ERROR, RV_MODEL_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "log"));
  g_assert_cmpuint (count (model, entry, RV_KIND_COLUMN), ==, 1);
  g_clear_error (&error);
  g_assert_null (rv_relate_many_to_many (edit, entry, log, &error));
  g_assert_error (error, RV_MODEL_ERROR, RV_MODEL_ERROR_INVALID);
  g_assert_cmpuint (rv_model_all (model, RV_KIND_TABLE)->len, ==, 2);
}

/* A column of an enum type refers to the enum; so does the column that is made after it. */
static void
test_type_of_the_design_follows (void)
{
  g_autoptr (RvModel) model = rv_model_new ("postgresql");
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Relate");
  RvTable *parent = add_table (edit, "color"), *item = add_table (edit, "item");
  RvColumn *id = child (model, parent, RV_KIND_COLUMN, 0), *made;
  RvEnum *type = rv_edit_insert (edit, RV_KIND_ENUM, public_schema (model));
  RvReference *reference = rv_edit_insert (edit, RV_KIND_REFERENCE, id->object.id);

  rv_edit_set_text (edit, type, RvEnum_name, "shade");
  rv_edit_set_text (edit, id, RvColumn_type, "shade");
  rv_edit_set_text (edit, reference, RvReference_field, "type");
  rv_edit_set_number (edit, reference, RvReference_length, 5);
  rv_edit_set_number (edit, reference, RvReference_target_id, type->object.id);
  g_assert_nonnull (rv_relate_tables (edit, item, parent, RV_RELATION_ONE_TO_MANY, 0, 0, NULL));
  made = child (model, item, RV_KIND_COLUMN, 1);
  g_assert_cmpint (((RvReference *) child (model, made, RV_KIND_REFERENCE, 0))->target_id, ==, type->object.id);
  commit (edit);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/relate/singular", test_singular);
  g_test_add_func ("/relate/join-stays-within-the-limit", test_join_stays_within_the_limit);
  g_test_add_func ("/relate/new-table", test_new_table);
  g_test_add_func ("/relate/one-to-many", test_one_to_many);
  g_test_add_func ("/relate/one-to-one", test_one_to_one);
  g_test_add_func ("/relate/one-to-one-over-the-primary-key", test_one_to_one_over_the_primary_key);
  g_test_add_func ("/relate/to-itself", test_to_itself);
  g_test_add_func ("/relate/composite-key-and-chosen-column", test_composite_key_and_chosen_column);
  g_test_add_func ("/relate/many-to-many", test_many_to_many);
  g_test_add_func ("/relate/many-to-many-with-itself", test_many_to_many_with_itself);
  g_test_add_func ("/relate/parent-without-key", test_parent_without_key);
  g_test_add_func ("/relate/type-of-the-design-follows", test_type_of_the_design_follows);
  return g_test_run ();
}
