/* The PostgreSQL writer on designs made by hand: order, circles, quoting, options. */
#include <string.h>

#include "model/edit.h"
#include "sql/postgresql/postgresql.h"
#include "sql/postgresql/quote.h"

typedef struct {
  RvModel *model;
  RvEdit *edit;
  RvId schema;
} Design;

static void
design_begin (Design *design)
{
  design->model = rv_model_new ("postgresql");
  design->edit = rv_edit_begin (design->model, "Test");
  design->schema = ((RvObject *) rv_model_find (design->model, RV_KIND_SCHEMA, 0, "public"))->id;
}

static void
design_commit (Design *design)
{
  g_autoptr (GError) error = NULL;

  rv_edit_commit (design->edit, &error);
  g_assert_no_error (error);
  g_clear_pointer (&design->edit, rv_edit_free);
}

static void
design_end (Design *design)
{
  g_clear_pointer (&design->edit, rv_edit_free);
  g_clear_object (&design->model);
}

static gpointer
add (Design *design, RvKind kind, RvId parent, int name_field, const char *name)
{
  gpointer object = rv_edit_insert (design->edit, kind, parent);

  if (name != NULL)
    rv_edit_set_text (design->edit, object, name_field, name);
  return object;
}

static RvTable *
add_table (Design *design, const char *name)
{
  return add (design, RV_KIND_TABLE, design->schema, RvTable_name, name);
}

static RvColumn *
add_column (Design *design, const RvTable *table, const char *name, const char *type)
{
  RvColumn *column = add (design, RV_KIND_COLUMN, table->object.id, RvColumn_name, name);

  rv_edit_set_text (design->edit, column, RvColumn_type, type);
  return column;
}

static void
add_key (Design *design, const RvTable *table, const char *name, const RvColumn *column)
{
  RvKey *key = add (design, RV_KIND_KEY, table->object.id, RvKey_name, name);
  RvKeyColumn *part = add (design, RV_KIND_KEY_COLUMN, key->object.id, 0, NULL);

  rv_edit_set_number (design->edit, key, RvKey_is_primary, TRUE);
  rv_edit_set_number (design->edit, part, RvKeyColumn_column_id, column->object.id);
}

static void
add_foreign_key (Design *design, const char *name, const RvColumn *column, const RvColumn *referenced)
{
  RvForeignKey *key = add (design, RV_KIND_FOREIGN_KEY, column->table_id, RvForeignKey_name, name);
  RvForeignKeyColumn *part = add (design, RV_KIND_FOREIGN_KEY_COLUMN, key->object.id, 0, NULL);

  rv_edit_set_number (design->edit, key, RvForeignKey_referenced_table_id, referenced->table_id);
  rv_edit_set_number (design->edit, part, RvForeignKeyColumn_column_id, column->object.id);
  rv_edit_set_number (design->edit, part, RvForeignKeyColumn_referenced_column_id, referenced->object.id);
}

static RvRoutine *
add_function (Design *design, const char *name, const char *argument, const char *returns)
{
  RvRoutine *routine = add (design, RV_KIND_ROUTINE, design->schema, RvRoutine_name, name);

  rv_edit_set_text (design->edit, routine, RvRoutine_language, "sql");
  rv_edit_set_text (design->edit, routine, RvRoutine_returns, returns);
  rv_edit_set_text (design->edit, routine, RvRoutine_body, "SELECT 1");
  if (argument != NULL)
    {
      RvArgument *object = rv_edit_insert (design->edit, RV_KIND_ARGUMENT, routine->object.id);

      rv_edit_set_text (design->edit, object, RvArgument_type, argument);
    }
  return routine;
}

static RvView *
add_view (Design *design, const char *name, const char *query)
{
  RvView *view = add (design, RV_KIND_VIEW, design->schema, RvView_name, name);

  rv_edit_set_text (design->edit, view, RvView_query, query);
  return view;
}

/* Says that @word in the text @field of @object names @target. */
static void
refer (Design *design, gpointer object, int field, const char *word, gpointer target)
{
  RvReference *reference = rv_edit_insert (design->edit, RV_KIND_REFERENCE, ((RvObject *) object)->id);
  const char *text = rv_record_text (object, rv_field_info (field));

  rv_edit_set_text (design->edit, reference, RvReference_field, rv_field_info (field)->name);
  rv_edit_set_number (design->edit, reference, RvReference_start, strstr (text, word) - text);
  rv_edit_set_number (design->edit, reference, RvReference_length, (gint64) strlen (word));
  rv_edit_set_number (design->edit, reference, RvReference_target_id, ((RvObject *) target)->id);
}

static char *
written (Design *design, const RvWriteOptions *options)
{
  GString *out = g_string_new (NULL);

  g_assert_true (rv_pg_write (design->model, options, out, NULL));
  return g_string_free (out, FALSE);
}

static void
assert_order (const char *text, const char *first, const char *second)
{
  const char *a = strstr (text, first), *b = strstr (text, second);

  if (a == NULL || b == NULL || a >= b)
    g_error ("expected “%s” before “%s” in:\n%s", first, second, text);
}

static void
assert_has (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("expected “%s” in:\n%s", part, text);
}

/* ---- tests ------------------------------------------------------------------------------------ */

static void
test_quote (void)
{
  const struct { const char *name, *quoted; } cases[] = {
    { "film", "film" }, { "film_2", "film_2" }, { "Film", "\"Film\"" }, { "2film", "\"2film\"" }, { "user", "\"user\"" },
    { "select", "\"select\"" }, { "name", "name" }, { "value", "value" }, { "values", "\"values\"" }, { "table", "\"table\"" },
    { "integer", "\"integer\"" }, { "left", "\"left\"" }, { "year", "year" }, { "type", "type" }, { "between", "\"between\"" },
    { "authorization", "\"authorization\"" }, { "a\"b", "\"a\"\"b\"" }, { "größe", "\"größe\"" }, { "a b", "\"a b\"" }, { "", "\"\"" },
    { "a$b", "\"a$b\"" }, { "_x", "_x" }, { "current_user", "\"current_user\"" }, { "null", "\"null\"" }, { "char", "\"char\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *quoted = rv_pg_quote (cases[i].name);

      g_assert_cmpstr (quoted, ==, cases[i].quoted);
    }
}

static void
test_literal (void)
{
  GString *out = g_string_new (NULL);

  rv_pg_append_literal (out, "it's");
  rv_pg_append_literal (out, "a\\b'c");
  g_assert_cmpstr (out->str, ==, "'it''s'E'a\\\\b''c'");
  g_string_truncate (out, 0);
  rv_pg_append_dollar_quoted (out, "SELECT 1");
  rv_pg_append_dollar_quoted (out, "a $$ b");
  rv_pg_append_dollar_quoted (out, "ends in $");
  rv_pg_append_dollar_quoted (out, "$$ $body$");
  g_assert_cmpstr (out->str, ==, "$$SELECT 1$$$body$a $$ b$body$$body$ends in $$body$$body1$$$ $body$$body1$");
  g_string_free (out, TRUE);
}

static void
test_tables (void)
{
  Design design;
  RvTable *author, *book;
  RvColumn *id, *author_id;
  g_autofree char *text = NULL;

  design_begin (&design);
  book = add_table (&design, "book");
  id = add_column (&design, book, "id", "integer");
  rv_edit_set_number (design.edit, id, RvColumn_not_null, TRUE);
  author_id = add_column (&design, book, "author_id", "integer");
  rv_edit_set_text (design.edit, author_id, RvColumn_default_value, "1");
  author = add_table (&design, "author");
  id = add_column (&design, author, "id", "integer");
  add_key (&design, author, "author_pkey", id);
  add_foreign_key (&design, "book_author_id_fkey", author_id, id);
  rv_edit_set_text (design.edit, author, RvTable_comment, "Who wrote it");
  design_commit (&design);
  text = written (&design, NULL);
  g_assert_cmpstr (text, ==,
                   "-- Written by Relvar for PostgreSQL.\n\nSET client_min_messages = warning;\n\n-- Tables\n\n"
                   "CREATE TABLE public.author (\n  id integer,\n  CONSTRAINT author_pkey PRIMARY KEY (id)\n);\n"
                   "COMMENT ON TABLE public.author IS 'Who wrote it';\n\n"
                   "CREATE TABLE public.book (\n  id        integer NOT NULL,\n  author_id integer DEFAULT 1\n);\n\n"
                   "-- Foreign keys\n\n"
                   "ALTER TABLE public.book\n  ADD CONSTRAINT book_author_id_fkey FOREIGN KEY (author_id) REFERENCES public.author (id);\n");
  design_end (&design);
}

static void
test_order_by_need (void)
{
  Design design;
  RvView *first, *second;
  RvTable *table;
  RvRoutine *function;
  g_autofree char *text = NULL;

  design_begin (&design);
  first = add_view (&design, "a", "SELECT * FROM public.b");
  second = add_view (&design, "b", "SELECT * FROM public.t");
  table = add_table (&design, "t");
  add_column (&design, table, "id", "integer");
  refer (&design, first, RvView_query, "b", second);
  refer (&design, second, RvView_query, "t", table);
  function = add_function (&design, "f", NULL, "public.a");
  refer (&design, function, RvRoutine_returns, "a", first);
  design_commit (&design);
  text = written (&design, NULL);
  assert_order (text, "CREATE TABLE public.t", "CREATE VIEW public.b");
  assert_order (text, "CREATE VIEW public.b", "CREATE VIEW public.a");
  assert_order (text, "CREATE VIEW public.a", "CREATE FUNCTION public.f");
  design_end (&design);
}

/* A table whose default calls a function that takes its rows. */
static void
test_late_default (void)
{
  Design design;
  RvTable *table;
  RvColumn *column;
  RvCheck *check;
  RvRoutine *function;
  g_autofree char *text = NULL;

  design_begin (&design);
  table = add_table (&design, "t");
  column = add_column (&design, table, "id", "integer");
  rv_edit_set_text (design.edit, column, RvColumn_default_value, "public.f(NULL)");
  check = add (&design, RV_KIND_CHECK, table->object.id, RvCheck_name, "positive");
  rv_edit_set_text (design.edit, check, RvCheck_expression, "public.f(NULL) > 0");
  function = add_function (&design, "f", "public.t", "integer");
  refer (&design, column, RvColumn_default_value, "f", function);
  refer (&design, check, RvCheck_expression, "f", function);
  refer (&design, g_ptr_array_index (rv_model_all (design.model, RV_KIND_ARGUMENT), 0), RvArgument_type, "t", table);
  design_commit (&design);
  text = written (&design, NULL);
  assert_has (text, "CREATE TABLE public.t (\n  id integer\n);");
  assert_order (text, "CREATE TABLE public.t", "CREATE FUNCTION public.f");
  assert_order (text, "CREATE FUNCTION public.f", "ALTER TABLE ONLY public.t ALTER COLUMN id SET DEFAULT public.f(NULL);");
  assert_order (text, "CREATE FUNCTION public.f", "ALTER TABLE public.t\n  ADD CONSTRAINT positive CHECK (public.f(NULL) > 0);");
  design_end (&design);
}

/* A view that calls a function that takes its rows. */
static void
test_view_shell (void)
{
  Design design;
  RvView *view;
  RvRoutine *function;
  g_autofree char *text = NULL;

  design_begin (&design);
  view = add_view (&design, "v", "SELECT public.f(NULL) AS n");
  function = add_function (&design, "f", "public.v", "integer");
  refer (&design, view, RvView_query, "f", function);
  refer (&design, g_ptr_array_index (rv_model_all (design.model, RV_KIND_ARGUMENT), 0), RvArgument_type, "v", view);
  design_commit (&design);
  text = written (&design, NULL);
  assert_order (text, "CREATE VIEW public.v AS SELECT;", "CREATE FUNCTION public.f(public.v)");
  assert_order (text, "CREATE FUNCTION public.f", "CREATE OR REPLACE VIEW public.v AS\nSELECT public.f(NULL) AS n;");
  design_end (&design);
}

/* A circle that nothing can break is written all the same. */
static void
test_unbreakable (void)
{
  Design design;
  RvView *a, *b;
  g_autofree char *text = NULL;

  design_begin (&design);
  a = add_view (&design, "a", "SELECT * FROM public.b");
  b = add_view (&design, "b", "SELECT * FROM public.a");
  refer (&design, a, RvView_query, "b", b);
  refer (&design, b, RvView_query, "a", a);
  design_commit (&design);
  text = written (&design, NULL);
  assert_has (text, "CREATE VIEW public.a");
  assert_has (text, "CREATE VIEW public.b");
  design_end (&design);
}

static void
test_search_path (void)
{
  Design design;
  RvObject *schema;
  RvTable *table;
  RvView *view;
  g_autofree char *text = NULL;

  design_begin (&design);
  schema = add (&design, RV_KIND_SCHEMA, 0, RvSchema_name, "app");
  table = add (&design, RV_KIND_TABLE, schema->id, RvTable_name, "t");
  add_column (&design, table, "id", "integer");
  view = add_view (&design, "v", "SELECT * FROM t");
  refer (&design, view, RvView_query, "t", table);
  design_commit (&design);
  text = written (&design, NULL);
  assert_has (text, "\n\nSET search_path = app, public;\nCREATE VIEW public.v AS\n");
  design_end (&design);
}

static void
test_default_parentheses (void)
{
  Design design;
  RvTable *table;
  const char *const plain[] = { "now()", "'not'::text", "(a IS NULL)", "nextval('is'::regclass)", "E'\\' not '", NULL };
  const char *const weak[] = { "now() AT TIME ZONE 'utc'", "NOT true", "'a' COLLATE \"C\"", "1 IN (1)", NULL };
  g_autofree char *text = NULL;

  design_begin (&design);
  table = add_table (&design, "t");
  for (guint i = 0; plain[i] != NULL; i++)
    rv_edit_set_text (design.edit, add_column (&design, table, "c", "text"), RvColumn_default_value, plain[i]);
  for (guint i = 0; weak[i] != NULL; i++)
    rv_edit_set_text (design.edit, add_column (&design, table, "c", "text"), RvColumn_default_value, weak[i]);
  design_commit (&design);
  text = written (&design, NULL);
  for (guint i = 0; plain[i] != NULL; i++)
    {
      g_autofree char *clause = g_strdup_printf ("DEFAULT %s,\n", plain[i]);

      assert_has (text, clause);
    }
  for (guint i = 0; weak[i] != NULL; i++)
    {
      g_autofree char *clause = g_strdup_printf ("DEFAULT (%s)", weak[i]);

      assert_has (text, clause);
    }
  design_end (&design);
}

static void
test_options (void)
{
  Design design;
  RvTable *table;
  RvRole *role;
  RvGrant *grant;
  RvWriteOptions bare = { .no_owners = TRUE, .no_privileges = TRUE, .no_comments = TRUE, .if_not_exists = TRUE };
  RvWriteOptions drops = { .drop_script = TRUE, .if_not_exists = TRUE };
  g_autofree char *all = NULL, *less = NULL, *dropped = NULL;

  design_begin (&design);
  role = add (&design, RV_KIND_ROLE, 0, RvRole_name, "Clerk");
  table = add_table (&design, "t");
  add_column (&design, table, "id", "integer");
  rv_edit_set_text (design.edit, table, RvTable_comment, "a comment");
  rv_edit_set_number (design.edit, table, RvTable_owner_id, role->object.id);
  grant = rv_edit_insert (design.edit, RV_KIND_GRANT, table->object.id);
  rv_edit_set_text (design.edit, grant, RvGrant_privilege, "SELECT");
  design_commit (&design);
  all = written (&design, NULL);
  assert_has (all, "ALTER TABLE public.t OWNER TO \"Clerk\";\n");
  assert_has (all, "COMMENT ON TABLE public.t IS 'a comment';\n");
  assert_has (all, "GRANT SELECT ON TABLE public.t TO PUBLIC;\n");
  less = written (&design, &bare);
  g_assert_cmpstr (less, ==, "-- Written by Relvar for PostgreSQL.\n\nSET client_min_messages = warning;\n\n-- Tables\n\n"
                             "CREATE TABLE IF NOT EXISTS public.t (\n  id integer\n);\n");
  dropped = written (&design, &drops);
  g_assert_cmpstr (dropped, ==, "-- Written by Relvar for PostgreSQL.\n\nDROP TABLE IF EXISTS public.t;\n");
  design_end (&design);
}

/* The DDL of a selection has the parts of what is selected, and nothing else. */
static void
test_selection (void)
{
  Design design;
  RvTable *one, *two;
  RvColumn *id, *other;
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();
  g_autoptr (GString) out = g_string_new (NULL);

  design_begin (&design);
  one = add_table (&design, "one");
  id = add_column (&design, one, "id", "integer");
  add_key (&design, one, "one_pkey", id);
  two = add_table (&design, "two");
  other = add_column (&design, two, "one_id", "integer");
  add_foreign_key (&design, "two_one_id_fkey", other, id);
  design_commit (&design);
  g_ptr_array_add (objects, other);
  rv_pg_write_objects (design.model, objects, NULL, out);
  g_assert_cmpstr (out->str, ==, "CREATE TABLE public.two (\n  one_id integer\n);\n\nALTER TABLE public.two\n"
                                 "  ADD CONSTRAINT two_one_id_fkey FOREIGN KEY (one_id) REFERENCES public.one (id);\n");
  design_end (&design);
}

/* Statements kept for having no kind stand where they work; those with errors stand last, with the reason. */
static void
test_kept (void)
{
  Design design;
  const struct { const char *text; RvKeptReason reason; } cases[] = {
    { "CREATE OPERATOR CLASS public.c FOR TYPE integer USING btree AS STORAGE integer", RvKeptReason_NO_KIND },
    { "SELECT 1 -- really", RvKeptReason_NO_KIND },
    { "CREATE TABEL x", RvKeptReason_NOT_UNDERSTOOD },
    { "CREATE LANGUAGE plsample HANDLER public.f", RvKeptReason_NO_KIND },
  };
  RvRoutine *function;
  g_autofree char *text = NULL;

  design_begin (&design);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RvKept *kept = rv_edit_insert (design.edit, RV_KIND_KEPT, 0);

      rv_edit_set_text (design.edit, kept, RvKept_text, cases[i].text);
      rv_edit_set_number (design.edit, kept, RvKept_reason, cases[i].reason);
      rv_edit_set_text (design.edit, kept, RvKept_message, "syntax error\nat TABEL");
    }
  add_column (&design, add_table (&design, "t"), "id", "integer");
  function = add_function (&design, "g", NULL, "integer");
  rv_edit_set_text (design.edit, function, RvRoutine_language, "plsample");
  design_commit (&design);
  text = written (&design, NULL);
  assert_order (text, "CREATE LANGUAGE plsample HANDLER public.f;\n", "CREATE FUNCTION public.g");
  assert_order (text, "CREATE FUNCTION public.g", "CREATE OPERATOR CLASS public.c FOR TYPE");
  assert_order (text, "CREATE OPERATOR CLASS", "CREATE TABLE public.t");
  assert_order (text, "CREATE TABLE public.t", "SELECT 1 -- really\n;\n");
  assert_order (text, "SELECT 1 -- really", "-- Kept as it was: syntax error at TABEL\nCREATE TABEL x;\n");
  design_end (&design);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sql/write/quote", test_quote);
  g_test_add_func ("/sql/write/literal", test_literal);
  g_test_add_func ("/sql/write/tables", test_tables);
  g_test_add_func ("/sql/write/order-by-need", test_order_by_need);
  g_test_add_func ("/sql/write/late-default", test_late_default);
  g_test_add_func ("/sql/write/view-shell", test_view_shell);
  g_test_add_func ("/sql/write/unbreakable", test_unbreakable);
  g_test_add_func ("/sql/write/search-path", test_search_path);
  g_test_add_func ("/sql/write/default-parentheses", test_default_parentheses);
  g_test_add_func ("/sql/write/options", test_options);
  g_test_add_func ("/sql/write/selection", test_selection);
  g_test_add_func ("/sql/write/kept", test_kept);
  return g_test_run ();
}
