/* Copy and paste of objects: within a project and between two, and clips from nowhere good. */
#include "exchange/clip.h"

#include <string.h>

#include "exchange/format.h"
#include "small-model.h"

static char *
copy_table (RvModel *model, const char *name)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();

  g_ptr_array_add (objects, small_find_table (model, "public", name));
  return rv_clip_copy (model, objects);
}

static RvTable *
paste_one (RvModel *model, const char *json, RvId into, RvReport *report)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Paste");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pasted = rv_clip_paste (edit, json, into, report, &error);
  RvTable *table;

  g_assert_no_error (error);
  g_assert_cmpuint (pasted->len, ==, 1);
  table = pasted->pdata[0];
  small_commit (edit);
  return table;
}

static gpointer
part_of (RvModel *model, RvTable *table, RvKind kind, const char *name)
{
  return rv_model_find (model, kind, table->object.id, name);
}

static gboolean
relation_exists (RvModel *model, RvKind kind, const char *name)
{
  return rv_model_find (model, kind, small_find_schema (model, "public")->object.id, name) != NULL;
}

/* ---- within a project -------------------------------------------------------------------------------- */

static void
test_copy_beside (void)
{
  g_autoptr (RvModel) model = small_shop ();
  g_autofree char *json = copy_table (model, "orders");
  RvTable *orders = small_find_table (model, "public", "orders"), *copy = paste_one (model, json, 0, NULL);
  RvColumn *id = part_of (model, copy, RV_KIND_COLUMN, "id");
  RvForeignKey *foreign_key = part_of (model, copy, RV_KIND_FOREIGN_KEY, "orders_customer_id_fkey");

  g_assert_cmpstr (copy->name, ==, "orders_copy");
  g_assert_cmpint (copy->object.id, !=, orders->object.id);
  g_assert_nonnull (part_of (model, copy, RV_KIND_KEY, "orders_copy_pkey"));
  g_assert_true (relation_exists (model, RV_KIND_SEQUENCE, "orders_copy_id_seq"));
  g_assert_nonnull (part_of (model, copy, RV_KIND_CHECK, "orders_id_check"));
  g_assert_nonnull (id);
  /* The foreign key still leads to what was not copied. */
  g_assert_cmpint (foreign_key->referenced_table_id, ==, small_find_table (model, "public", "customer")->object.id);
}

/* Texts of the copy name the copy, by rows of their own. */
static void
test_references_follow (void)
{
  g_autoptr (RvModel) model = small_shop ();
  g_autofree char *json = copy_table (model, "orders");
  RvTable *copy = paste_one (model, json, 0, NULL);
  RvColumn *id = part_of (model, copy, RV_KIND_COLUMN, "id");
  g_autoptr (GPtrArray) references = rv_model_children (model, id->object.id, RV_KIND_REFERENCE);
  RvReference *reference;

  g_assert_cmpuint (references->len, ==, 1);
  reference = references->pdata[0];
  g_assert_cmpstr (((RvSequence *) rv_model_get (model, reference->target_id))->name, ==, "orders_copy_id_seq");
  g_assert_cmpint (((RvSequence *) rv_model_get (model, reference->target_id))->owned_by_id, ==, id->object.id);
}

static void
test_paste_twice_and_undo (void)
{
  g_autoptr (RvModel) model = small_shop ();
  g_autofree char *json = copy_table (model, "customer");
  guint n_before = rv_model_n_objects (model);
  g_autoptr (GError) error = NULL;

  paste_one (model, json, 0, NULL);
  g_assert_cmpstr (paste_one (model, json, 0, NULL)->name, ==, "customer_copy2");
  g_assert_true (rv_model_undo (model, &error) && rv_model_undo (model, &error));
  g_assert_cmpuint (rv_model_n_objects (model), ==, n_before);
}

static void
test_long_name (void)
{
  g_autoptr (RvModel) model = rv_model_new ("postgresql");
  g_autofree char *name = g_strconcat ("x", "éééééééééééééééééééééééééééééé", NULL); /* 61 bytes */
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Draw");
  g_autofree char *json = NULL;
  RvTable *copy;

  small_table (edit, small_find_schema (model, "public"), name);
  small_commit (edit);
  g_clear_pointer (&edit, rv_edit_free);
  json = copy_table (model, name);
  copy = paste_one (model, json, 0, NULL);
  g_assert_cmpuint (strlen (copy->name), <=, 63);
  g_assert_true (g_utf8_validate (copy->name, -1, NULL));
  g_assert_cmpstr (copy->name, !=, name);
}

static void
test_column_into_table (void)
{
  g_autoptr (RvModel) model = small_shop ();
  RvTable *customer = small_find_table (model, "public", "customer"), *orders = small_find_table (model, "public", "orders");
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();
  g_autofree char *json = NULL;
  g_autoptr (RvEdit) edit = NULL;
  g_autoptr (GPtrArray) pasted = NULL;
  RvColumn *column;

  g_ptr_array_add (objects, part_of (model, customer, RV_KIND_COLUMN, "email"));
  json = rv_clip_copy (model, objects);
  edit = rv_edit_begin (model, "Paste");
  pasted = rv_clip_paste (edit, json, orders->object.id, NULL, NULL);
  small_commit (edit);
  g_assert_cmpuint (pasted->len, ==, 1);
  column = pasted->pdata[0];
  g_assert_cmpint (column->table_id, ==, orders->object.id);
  g_assert_cmpint (column->position, ==, 2);
  g_assert_cmpstr (column->name, ==, "email");
  g_assert_cmpstr (column->comment, ==, "where \"mail\" goes");
  g_assert_true (column->not_null);
}

/* A copied table whose own columns are chosen, too, comes once. */
static void
test_chosen_inside_chosen (void)
{
  g_autoptr (RvModel) model = small_shop ();
  RvTable *customer = small_find_table (model, "public", "customer");
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();
  g_autofree char *json = NULL;
  RvTable *copy;
  g_autoptr (GPtrArray) columns = NULL;

  g_ptr_array_add (objects, part_of (model, customer, RV_KIND_COLUMN, "email"));
  g_ptr_array_add (objects, customer);
  json = rv_clip_copy (model, objects);
  copy = paste_one (model, json, 0, NULL);
  columns = rv_model_children (model, copy->object.id, RV_KIND_COLUMN);
  g_assert_cmpuint (columns->len, ==, 2);
}

/* ---- between projects ------------------------------------------------------------------------------------ */

static void
test_other_project (void)
{
  g_autoptr (RvModel) shop = small_shop ();
  g_autoptr (RvModel) other = rv_model_new ("postgresql");
  g_autofree char *json = copy_table (shop, "orders");
  g_autoptr (RvReport) report = rv_report_new ("clip");
  RvTable *copy = paste_one (other, json, 0, report);

  g_assert_cmpstr (copy->name, ==, "orders");
  /* No customer here, so there is no foreign key either, and a person is told. */
  g_assert_null (part_of (other, copy, RV_KIND_FOREIGN_KEY, "orders_customer_id_fkey"));
  g_assert_cmpuint (report->messages->len, ==, 1);
  g_assert_cmpuint (rv_model_all (other, RV_KIND_FOREIGN_KEY_COLUMN)->len, ==, 0);
}

static void
test_two_linked (void)
{
  g_autoptr (RvModel) shop = small_shop ();
  g_autoptr (RvModel) other = rv_model_new ("postgresql");
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();
  g_autoptr (RvEdit) edit = NULL;
  g_autoptr (GPtrArray) pasted = NULL;
  g_autofree char *json = NULL;
  RvSchema *sales;
  RvForeignKey *foreign_key;

  g_ptr_array_add (objects, small_find_table (shop, "public", "order_line"));
  g_ptr_array_add (objects, small_find_table (shop, "public", "orders"));
  json = rv_clip_copy (shop, objects);
  edit = rv_edit_begin (other, "Paste");
  sales = small_schema (edit, "sales");
  pasted = rv_clip_paste (edit, json, sales->object.id, NULL, NULL);
  small_commit (edit);
  g_assert_cmpuint (pasted->len, ==, 2);
  foreign_key = part_of (other, pasted->pdata[0], RV_KIND_FOREIGN_KEY, "order_line_order_id_fkey");
  g_assert_cmpint (foreign_key->referenced_table_id, ==, ((RvObject *) pasted->pdata[1])->id);
  g_assert_cmpint (((RvTable *) pasted->pdata[1])->schema_id, ==, sales->object.id);
  g_assert_cmpuint (rv_model_all (other, RV_KIND_SEQUENCE)->len, ==, 1);
  g_assert_cmpint (((RvSequence *) rv_model_all (other, RV_KIND_SEQUENCE)->pdata[0])->schema_id, ==, sales->object.id);
}

/* A text that names its sequence with the schema says the new schema after the paste, whether or not there
 * is a schema of the old name. */
static void
paste_qualified (gboolean with_old_schema)
{
  static const char text[] = "nextval('shop.orders_seq'::regclass)";
  g_autoptr (RvModel) from = rv_model_new ("postgresql");
  g_autoptr (RvModel) to = rv_model_new ("postgresql");
  g_autoptr (RvEdit) draw = rv_edit_begin (from, "Draw"), edit = rv_edit_begin (to, "Paste");
  RvSchema *shop = small_schema (draw, "shop"), *sales = small_schema (edit, "sales");
  RvTable *orders = small_table (draw, shop, "orders");
  RvColumn *id = small_column (draw, orders, "id", "bigint");
  RvSequence *sequence = rv_edit_insert (draw, RV_KIND_SEQUENCE, shop->object.id);
  g_autoptr (GPtrArray) objects = g_ptr_array_new (), pasted = NULL;
  g_autofree char *json = NULL;

  rv_edit_set_text (draw, sequence, RvSequence_name, "orders_seq");
  rv_edit_set_number (draw, sequence, RvSequence_owned_by_id, id->object.id);
  rv_edit_set_text (draw, id, RvColumn_default_value, text);
  small_reference (draw, id, "default_value", text, "shop", shop->object.id);
  small_reference (draw, id, "default_value", text, "orders_seq", sequence->object.id);
  small_commit (draw);
  g_ptr_array_add (objects, orders);
  json = rv_clip_copy (from, objects);
  if (with_old_schema)
    small_schema (edit, "shop");
  pasted = rv_clip_paste (edit, json, sales->object.id, NULL, NULL);
  small_commit (edit);
  id = part_of (to, pasted->pdata[0], RV_KIND_COLUMN, "id");
  g_assert_cmpstr (id->default_value, ==, "nextval('sales.orders_seq'::regclass)");
  g_assert_cmpint (((RvTable *) pasted->pdata[0])->schema_id, ==, sales->object.id);
  g_assert_cmpuint (rv_model_all (to, RV_KIND_SCHEMA)->len, ==, with_old_schema ? 3 : 2);
  g_assert_cmpuint (rv_model_all (to, RV_KIND_SEQUENCE)->len, ==, 1);
}

static void
test_other_schema (void)
{
  paste_qualified (FALSE);
  paste_qualified (TRUE);
}

/* ---- clips that are none --------------------------------------------------------------------------------- */

static void
assert_refused (const char *json)
{
  g_autoptr (RvModel) model = small_shop ();
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Paste");
  g_autoptr (GError) error = NULL;
  guint n_before = rv_model_n_objects (model);

  g_assert_null (rv_clip_paste (edit, json, 0, NULL, &error));
  g_assert_error (error, RV_EXCHANGE_ERROR, RV_EXCHANGE_ERROR_INPUT);
  g_assert_cmpuint (rv_model_n_objects (model), ==, n_before);
}

static void
test_no_clip (void)
{
  g_autofree char *deep = g_strnfill (1 << 20, '[');

  assert_refused ("");
  assert_refused ("hello");
  assert_refused ("{}");
  assert_refused (deep);
  assert_refused ("{\"relvar-clip\":1,\"objects\":{}}");
  assert_refused ("{\"relvar-clip\":1,\"objects\":[1]}");
  assert_refused ("{\"relvar-clip\":1,\"objects\":[{\"id\":1,\"kind\":\"Nothing\",\"fields\":{}}]}");
  assert_refused ("{\"relvar-clip\":1,\"objects\":[{\"id\":1,\"kind\":\"Project\",\"fields\":{}}]}");
  assert_refused ("{\"relvar-clip\":1,\"objects\":[{\"id\":1,\"kind\":\"Table\",\"fields\":{\"name\":5}}]}");
  assert_refused ("{\"relvar-clip\":1,\"objects\":[{\"id\":1,\"kind\":\"Table\",\"fields\":{\"persistence\":\"odd\"}}]}");
  assert_refused ("{\"relvar-clip\":1,\"objects\":[{\"id\":1,\"kind\":\"Role\",\"fields\":{}},{\"id\":1,\"kind\":\"Role\",\"fields\":{}}]}");
  assert_refused ("/* \" */ {\"relvar-clip\":1,\"objects\":[]}");
}

/* Sound in form, but leading nowhere: what cannot be is left out. */
static void
paste_odd (const char *objects, guint n_expected)
{
  g_autoptr (RvModel) model = small_shop ();
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Paste");
  g_autofree char *json = g_strdup_printf ("{\"relvar-clip\":1,\"objects\":[%s]}", objects);
  guint n_before = rv_model_n_objects (model);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pasted = rv_clip_paste (edit, json, 0, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rv_model_n_objects (model) - n_before, ==, n_expected);
}

#define TABLE_7 "{\"id\":7,\"kind\":\"Table\",\"fields\":{\"name\":\"t\",\"comment\":\"héllo\",\"schema_id\":{\"kind\":\"Schema\",\"name\":\"public\"}}}"
#define REFERENCE(start, length, field)                                                                                    \
  "{\"id\":8,\"kind\":\"Reference\",\"fields\":{\"object_id\":7,\"field\":\"" field "\",\"start\":" start ",\"length\":" length \
  ",\"target_id\":7}}"

static void
test_odd_clips (void)
{
  paste_odd ("", 0);
  paste_odd (TABLE_7, 1);
  paste_odd ("{\"id\":1,\"kind\":\"Column\",\"fields\":{\"table_id\":99}}", 0);
  paste_odd ("{\"id\":1,\"kind\":\"Column\",\"fields\":{\"table_id\":1}}", 0);
  paste_odd ("{\"id\":1,\"kind\":\"Column\",\"fields\":{\"table_id\":null}}", 0);
  paste_odd ("{\"id\":1,\"kind\":\"Column\",\"fields\":{\"table_id\":{\"kind\":\"Schema\",\"name\":\"public\"}}}", 0);
  paste_odd (TABLE_7 "," REFERENCE ("0", "1", "comment"), 2);
  paste_odd (TABLE_7 "," REFERENCE ("0", "99", "comment"), 1);
  paste_odd (TABLE_7 "," REFERENCE ("2", "1", "comment"), 1);
  paste_odd (TABLE_7 "," REFERENCE ("-1", "1", "comment"), 1);
  paste_odd (TABLE_7 "," REFERENCE ("9223372036854775807", "9223372036854775807", "comment"), 1);
  paste_odd (TABLE_7 "," REFERENCE ("0", "0", "persistence"), 1);
  paste_odd (TABLE_7 "," REFERENCE ("0", "1", "foreign_options"), 1);
  /* From a newer Relvar: what is not known is passed over. */
  paste_odd ("{\"id\":1,\"kind\":\"Role\",\"fields\":{\"name\":\"r\",\"in_the_future\":[1]}}", 1);
}

/* Every byte of a good clip changed to something else: pasted or refused, nothing worse. */
static void
test_damaged (void)
{
  g_autoptr (RvModel) model = small_shop ();
  g_autofree char *json = copy_table (model, "orders");
  static const char others[] = "\"{}[],:0-ax\\";

  for (gsize i = 0; json[i] != '\0'; i += 3)
    {
      g_autoptr (RvEdit) edit = rv_edit_begin (model, "Paste");
      g_autoptr (GPtrArray) pasted = NULL;
      char kept = json[i];

      json[i] = others[i % (sizeof others - 1)];
      pasted = rv_clip_paste (edit, json, 0, NULL, NULL);
      json[i] = kept;
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clip/beside", test_copy_beside);
  g_test_add_func ("/clip/references-follow", test_references_follow);
  g_test_add_func ("/clip/twice-and-undo", test_paste_twice_and_undo);
  g_test_add_func ("/clip/long-name", test_long_name);
  g_test_add_func ("/clip/column-into-table", test_column_into_table);
  g_test_add_func ("/clip/chosen-inside-chosen", test_chosen_inside_chosen);
  g_test_add_func ("/clip/other-project", test_other_project);
  g_test_add_func ("/clip/two-linked", test_two_linked);
  g_test_add_func ("/clip/other-schema", test_other_schema);
  g_test_add_func ("/clip/no-clip", test_no_clip);
  g_test_add_func ("/clip/odd", test_odd_clips);
  g_test_add_func ("/clip/damaged", test_damaged);
  return g_test_run ();
}
