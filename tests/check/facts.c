/* Names as words, types as families, keys and indexes as columns. */
#include <string.h>

#include "check/expressions.h"
#include "check/facts.h"
#include "model/edit.h"
#include "sql/dialect.h"

static RvModel *
read_sql (const char *text)
{
  RvModel *model = rv_model_new ("postgresql");
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Read");
  g_autoptr (RvReport) report = rv_report_new ("test");

  rv_edit_set_initial (edit);
  g_assert_true (rv_dialect_find ("postgresql")->read (edit, text, strlen (text), report, NULL, NULL, NULL, NULL));
  g_assert_true (rv_edit_commit (edit, NULL));
  return model;
}

static const RvTableFacts *
table_of (RvFacts *facts, const char *name)
{
  RvModel *model = rv_facts_model (facts);

  return rv_facts_table (facts, ((RvObject *) rv_model_find (model, RV_KIND_TABLE, ((RvObject *) rv_model_find (model, RV_KIND_SCHEMA, 0, "public"))->id, name))->id);
}

static void
test_words (void)
{
  static const struct {
    const char *name, *words;
  } rows[] = {
    { "customer_id", "customer id" }, { "customerAddress", "customer address" }, { "CustomerIDs", "customer ids" },
    { "HTTPServer", "http server" },  { "phone1", "phone1" },                    { "a b-c", "a b c" },
    { "", "" },                       { "ÄrzteListe", "ärzte liste" },           { "__x", "x" },
  };
  g_autoptr (RvModel) model = rv_model_new ("postgresql");
  g_autoptr (RvFacts) facts = rv_facts_new (model);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = g_strjoinv (" ", rv_facts_words (facts, rows[i].name)->words);

      g_assert_cmpstr (words, ==, rows[i].words);
    }
  g_assert_true (rv_words_has (rv_facts_words (facts, "phone1"), "phone"));
  g_assert_true (rv_words_has (rv_facts_words (facts, "home_addresses"), "address"));
  g_assert_true (rv_words_has (rv_facts_words (facts, "categories"), "category"));
  g_assert_false (rv_words_has (rv_facts_words (facts, "mission"), "miss"));
  g_assert_true (rv_words_ends (rv_facts_words (facts, "ORDER_ID"), "id"));
}

static void
test_types (void)
{
  static const struct {
    const char *text;
    RvTypeFamily family;
    const char *name;
    int length, scale;
    gboolean is_array;
  } rows[] = {
    { "int4", RV_TYPE_INTEGER, "integer", -1, -1, FALSE },
    { "pg_catalog.int8", RV_TYPE_BIGINT, "bigint", -1, -1, FALSE },
    { "VARCHAR(30)", RV_TYPE_VARCHAR, "character varying", 30, -1, FALSE },
    { "character varying", RV_TYPE_VARCHAR, "character varying", -1, -1, FALSE },
    { "char", RV_TYPE_CHAR, "character", 1, -1, FALSE },
    { "numeric( 10 , 2 )[]", RV_TYPE_NUMERIC, "numeric", 10, 2, TRUE },
    { "timestamp (3) with time zone", RV_TYPE_TIMESTAMPTZ, "timestamp with time zone", 3, -1, FALSE },
    { "timestamp", RV_TYPE_TIMESTAMP, "timestamp without time zone", -1, -1, FALSE },
    { "double precision", RV_TYPE_DOUBLE, "double precision", -1, -1, FALSE },
    { "interval day to second", RV_TYPE_INTERVAL, "interval", -1, -1, FALSE },
    { "int ARRAY", RV_TYPE_INTEGER, "integer", -1, -1, TRUE },
    { "mood", RV_TYPE_ENUM, "mood", -1, -1, FALSE },
    { "public.mood", RV_TYPE_ENUM, "mood", -1, -1, FALSE },
    { "short_text", RV_TYPE_VARCHAR, "character varying", 20, -1, FALSE },
    { "\"Odd Type\"", RV_TYPE_COMPOSITE, "Odd Type", -1, -1, FALSE },
    { "citext", RV_TYPE_OTHER, "citext", -1, -1, FALSE },
    { "numeric(", RV_TYPE_NUMERIC, "numeric", -1, -1, FALSE },
    { "\"", RV_TYPE_OTHER, "", -1, -1, FALSE },
  };
  g_autoptr (RvModel) model = read_sql ("CREATE TYPE mood AS ENUM ('a'); CREATE DOMAIN short_text AS varchar(20);"
                                        "CREATE TYPE \"Odd Type\" AS (a int);");
  g_autoptr (RvFacts) facts = rv_facts_new (model);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const RvTypeFacts *type = rv_facts_type (facts, rows[i].text);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (type->family, ==, rows[i].family);
      g_assert_cmpstr (type->name, ==, rows[i].name);
      g_assert_cmpint (type->length, ==, rows[i].length);
      g_assert_cmpint (type->scale, ==, rows[i].scale);
      g_assert_cmpint (type->is_array, ==, rows[i].is_array);
    }
  g_assert_cmpint (rv_facts_type (facts, "short_text")->domain, !=, 0);
}

static void
test_tables (void)
{
  g_autoptr (RvModel) model = read_sql (
      "CREATE TABLE a (id int PRIMARY KEY, code text NOT NULL, n int, boss int REFERENCES a, UNIQUE (code, n));"
      "CREATE UNIQUE INDEX a_code ON a (code) INCLUDE (n);"
      "CREATE INDEX a_lower ON a (lower(code), n) WHERE n > 0;"
      "CREATE TABLE b (a int REFERENCES a, at timestamptz DEFAULT now(), CHECK (a > 0));"
      "CREATE TABLE c (serial_number bigserial) INHERITS (b);");
  g_autoptr (RvFacts) facts = rv_facts_new (model);
  const RvTableFacts *a = table_of (facts, "a"), *b = table_of (facts, "b"), *c = table_of (facts, "c");
  const RvIndexFacts *lower = &g_array_index (a->indexes, RvIndexFacts, 3);

  g_assert_nonnull (a->primary);
  g_assert_cmpuint (a->keys->len, ==, 3);
  g_assert_false (g_array_index (a->keys, RvKeyFacts, 1).is_total);
  g_assert_true (g_array_index (a->keys, RvKeyFacts, 2).is_total);
  g_assert_cmpuint (a->referenced_by->len, ==, 2);
  g_assert_cmpuint (a->foreign_keys->len, ==, 1);
  g_assert_cmpuint (g_array_index (a->indexes, RvIndexFacts, 2).n_included, ==, 1);
  g_assert_cmpint (lower->columns[0], ==, 0);
  g_assert_cmpstr (lower->predicate, ==, "n > 0");
  g_assert_null (rv_facts_index_on (a, &rv_facts_column_named (a, "boss")->column->object.id, 1));
  g_assert_nonnull (rv_facts_index_on (a, &rv_facts_column_named (a, "CODE")->column->object.id, 1));
  g_assert_cmpuint (b->checks->len, ==, 1);
  g_assert_true (b->heirs->pdata[0] == c->table && c->inherits->pdata[0] == b->table);
  g_assert_true (rv_facts_column_named (c, "serial_number")->is_sequence);
  g_assert_true (rv_facts_column_named (b, "a")->in_foreign_key);
  g_assert_cmpstr (rv_facts_name (facts, b->table), ==, "b");
}

static void
test_expressions (void)
{
  g_autoptr (RvModel) model = rv_model_new ("postgresql");
  g_autoptr (RvFacts) facts = rv_facts_new (model);
  const PgQuery__Node *node = rv_facts_expression (facts, "a > 0 AND b IS NULL");
  g_autofree char *deep = g_strnfill (100000, '(');

  g_assert_cmpint (node->node_case, ==, PG_QUERY__NODE__NODE_BOOL_EXPR);
  g_assert_true (rv_facts_expression (facts, "a > 0 AND b IS NULL") == node);
  g_assert_null (rv_facts_expression (facts, "a >"));
  g_assert_null (rv_facts_expression (facts, "1; DROP TABLE a"));
  g_assert_null (rv_facts_expression (facts, deep));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/facts/words", test_words);
  g_test_add_func ("/facts/types", test_types);
  g_test_add_func ("/facts/tables", test_tables);
  g_test_add_func ("/facts/expressions", test_expressions);
  return g_test_run ();
}
