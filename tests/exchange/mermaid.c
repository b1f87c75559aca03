/* Mermaid: words and strings that its grammar takes, cardinalities, choice of tables, length. */
#include <string.h>

#include "exchange/format.h"
#include "exchange/mermaid-words.h"
#include "small-model.h"

/* ---- words --------------------------------------------------------------------------------------- */

static void
assert_string (const char *text, const char *expected)
{
  g_autoptr (GString) out = g_string_new (NULL);

  rv_mermaid_append_string (out, text);
  g_assert_cmpstr (out->str, ==, expected);
}

static void
test_strings (void)
{
  assert_string ("plain", "\"plain\"");
  assert_string ("say \"hi\"", "\"say #quot;hi#quot;\"");
  assert_string ("100 %% \\ ~x~ #1; `a` <b> & c", "\"100 #37;#37; #92; #126;x#126; #35;1; #96;a#96; #lt;b#gt; #amp; c\"");
  assert_string ("two\r\nlines\v", "\"two  lines \"");
  assert_string ("Direction TB", "\"Direction#32;TB\"");
  assert_string ("größe 🎉", "\"größe 🎉\"");
}

static void
assert_column (const char *name, const char *expected)
{
  g_autofree char *word = rv_mermaid_column_word (name);

  g_assert_cmpstr (word, ==, expected);
}

static void
test_column_words (void)
{
  assert_column ("customer_id", "customer_id");
  assert_column ("Some Col", "Some_Col");
  assert_column ("2nd", "_2nd");
  assert_column ("pk", "_pk");
  assert_column ("FK-x", "_FK-x");
  assert_column ("pkey", "pkey");
  assert_column ("uké", "_uké");
  assert_column ("naïve", "naïve");
  assert_column ("a.b\"c", "a_b_c");
  assert_column ("", "_");
}

static void
assert_type (const char *type, const char *expected)
{
  g_autofree char *word = rv_mermaid_type_word (type);

  g_assert_cmpstr (word, ==, expected);
}

static void
test_type_words (void)
{
  assert_type ("bigint", "bigint");
  assert_type ("character varying(255)", "varchar(255)");
  assert_type ("timestamp(3) with time zone", "timestamptz(3)");
  assert_type ("timestamp without time zone", "timestamp");
  assert_type ("numeric(12, 2)", "numeric(12-2)");
  assert_type ("double  precision", "double_precision");
  assert_type ("public.\"My Type\"[]", "public_My_Type[]");
  assert_type ("pg_catalog.text", "text");
}

static void
test_length (void)
{
  g_assert_cmpuint (rv_mermaid_length ("abc"), ==, 3);
  g_assert_cmpuint (rv_mermaid_length ("größe"), ==, 5);
  g_assert_cmpuint (rv_mermaid_length ("🎉"), ==, 2);
}

/* ---- diagrams ------------------------------------------------------------------------------------- */

static char *
write_text (RvModel *model, const RvFormatOptions *options, RvReport *report)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = rv_format_mermaid.write (model, options, report, &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
test_shop (void)
{
  g_autoptr (RvModel) model = small_shop ();
  g_autofree char *text = write_text (model, NULL, NULL);

  g_assert_cmpstr (text, ==,
                   "erDiagram\n"
                   "  \"customer\" {\n"
                   "    bigint id PK\n"
                   "    varchar(255) email UK \"where #quot;mail#quot; goes\"\n"
                   "  }\n"
                   "  \"orders\" {\n"
                   "    bigint id PK\n"
                   "    bigint customer_id FK\n"
                   "  }\n"
                   "  \"order_line\" {\n"
                   "    bigint order_id PK, FK\n"
                   "    integer line PK\n"
                   "  }\n"
                   "  \"customer\" |o..o{ \"orders\" : \"customer_id\"\n"
                   "  \"orders\" ||--o{ \"order_line\" : \"order_id\"\n");
}

/* orders.customer_id made not null and a key of its own, with a verb: one to at most one. */
static void
test_one_to_one (void)
{
  g_autoptr (RvModel) model = small_shop ();
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Tighten");
  RvTable *orders = small_find_table (model, "public", "orders");
  RvColumn *buyer = rv_model_find (model, RV_KIND_COLUMN, orders->object.id, "customer_id");
  gpointer foreign_key = rv_model_find (model, RV_KIND_FOREIGN_KEY, orders->object.id, "orders_customer_id_fkey");
  g_autofree char *text = NULL;

  rv_edit_set_number (edit, buyer, RvColumn_not_null, TRUE);
  small_key (edit, orders, "orders_customer_id_key", FALSE, buyer, NULL);
  rv_edit_set_text (edit, foreign_key, RvForeignKey_verb, "places");
  small_commit (edit);
  text = write_text (model, NULL, NULL);
  g_assert_nonnull (strstr (text, "  \"customer\" ||..o| \"orders\" : \"places\"\n"));
  g_assert_nonnull (strstr (text, "    bigint customer_id FK, UK\n"));
}

static void
test_keys_only (void)
{
  g_autoptr (RvModel) model = small_shop ();
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Add a column");
  RvFormatOptions options = { .keys_only = TRUE, .sql.no_comments = TRUE };
  g_autofree char *text = NULL;

  small_column (edit, small_find_table (model, "public", "orders"), "remark", "text");
  small_table (edit, small_find_schema (model, "public"), "lonely");
  small_commit (edit);
  text = write_text (model, &options, NULL);
  g_assert_null (strstr (text, "remark"));
  g_assert_null (strstr (text, "mail#quot;"));
  g_assert_nonnull (strstr (text, "  \"lonely\"\n"));
}

static void
test_schemas (void)
{
  g_autoptr (RvModel) model = small_shop ();
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Add a schema");
  RvSchema *sales = small_schema (edit, "sales");
  RvTable *table = small_table (edit, sales, "end");
  RvFormatOptions options = { .schema = sales->object.id };
  g_autofree char *all = NULL, *one = NULL;

  small_column (edit, table, "class", "text");
  small_table (edit, small_find_schema (model, "public"), "sales.end");
  small_commit (edit);
  all = write_text (model, NULL, NULL);
  g_assert_nonnull (strstr (all, "  \"sales.end\" {\n"));
  g_assert_nonnull (strstr (all, "  \"sales.end (2)\"\n"));
  one = write_text (model, &options, NULL);
  g_assert_cmpstr (one, ==, "erDiagram\n  \"sales.end\" {\n    text class\n  }\n");
}

static RvDiagram *
diagram_with (RvEdit *edit, RvTable *table, double x, double y)
{
  RvDiagram *diagram = rv_edit_insert (edit, RV_KIND_DIAGRAM, 0);
  gpointer box = rv_edit_insert (edit, RV_KIND_BOX, diagram->object.id);

  rv_edit_set_text (edit, diagram, RvDiagram_name, "Some");
  rv_edit_set_number (edit, box, RvBox_object_id, table->object.id);
  rv_edit_set_real (edit, box, RvBox_x, x);
  rv_edit_set_real (edit, box, RvBox_y, y);
  return diagram;
}

static void
test_diagram_and_area (void)
{
  g_autoptr (RvModel) model = small_shop ();
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Add a diagram");
  RvDiagram *diagram = diagram_with (edit, small_find_table (model, "public", "orders"), 50, 60);
  RvArea *area = rv_edit_insert (edit, RV_KIND_AREA, diagram->object.id);
  RvFormatOptions one = { .diagram = diagram->object.id }, none = { .area = area->object.id };
  g_autofree char *of_diagram = NULL, *of_area = NULL;

  rv_edit_set_real (edit, area, RvArea_width, 40);
  rv_edit_set_real (edit, area, RvArea_height, 400);
  small_commit (edit);
  of_diagram = write_text (model, &one, NULL);
  g_assert_cmpstr (of_diagram, ==, "erDiagram\n  \"orders\" {\n    bigint id PK\n    bigint customer_id FK\n  }\n");
  of_area = write_text (model, &none, NULL);
  g_assert_cmpstr (of_area, ==, "erDiagram\n");
}

static void
test_too_long (void)
{
  g_autoptr (RvModel) model = rv_model_new ("postgresql");
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Add many tables");
  g_autoptr (RvReport) report = rv_report_new ("out.mmd");
  RvMessage *message;
  g_autofree char *text = NULL;

  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *name = g_strdup_printf ("table_%u", i);
      RvTable *table = small_table (edit, small_find_schema (model, "public"), name);

      for (guint j = 0; j < 10; j++)
        small_column (edit, table, "some_long_name", "text");
    }
  small_commit (edit);
  text = write_text (model, NULL, report);
  g_assert_cmpuint (strlen (text), >, 50000);
  g_assert_cmpuint (report->messages->len, ==, 1);
  message = report->messages->pdata[0];
  g_assert_cmpint (message->level, ==, RV_MESSAGE_WARNING);
  g_assert_nonnull (strstr (message->text, "50000"));
}

static void
test_partitions (void)
{
  g_autoptr (RvModel) model = small_shop ();
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Add a partition");
  g_autoptr (RvReport) report = rv_report_new ("out.mmd");
  RvTable *part = small_table (edit, small_find_schema (model, "public"), "orders_2024");
  g_autofree char *text = NULL;

  rv_edit_set_number (edit, part, RvTable_partition_of_id, small_find_table (model, "public", "orders")->object.id);
  small_commit (edit);
  text = write_text (model, NULL, report);
  g_assert_null (strstr (text, "orders_2024"));
  g_assert_cmpuint (report->messages->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mermaid/strings", test_strings);
  g_test_add_func ("/mermaid/column-words", test_column_words);
  g_test_add_func ("/mermaid/type-words", test_type_words);
  g_test_add_func ("/mermaid/length", test_length);
  g_test_add_func ("/mermaid/shop", test_shop);
  g_test_add_func ("/mermaid/one-to-one", test_one_to_one);
  g_test_add_func ("/mermaid/keys-only", test_keys_only);
  g_test_add_func ("/mermaid/schemas", test_schemas);
  g_test_add_func ("/mermaid/diagram-and-area", test_diagram_and_area);
  g_test_add_func ("/mermaid/too-long", test_too_long);
  g_test_add_func ("/mermaid/partitions", test_partitions);
  return g_test_run ();
}
