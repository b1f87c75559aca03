/* Renames follow into the bodies of functions that are written in PL/pgSQL. */
#include <string.h>

#include "sql/rename.h"

/* The functions come first, as in a dump: what they name is not there yet. */
static const char script[] =
    "CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$\n"
    "BEGIN\n"
    "  -- orders.total is not ours to touch here\n"
    "  IF NEW.total < 0 OR NEW.note = 'orders' THEN\n"
    "    RAISE EXCEPTION 'total of % is %', NEW.id, NEW.total USING HINT = NEW.note;\n"
    "  END IF;\n"
    "  NEW.total := NEW.total + COALESCE(OLD.total, 0);\n"
    "  INSERT INTO orders (id, total) VALUES (NEW.id, NEW.total) ON CONFLICT (total) DO UPDATE SET total = excluded.total;\n"
    "  RETURN NEW;\n"
    "END $$;\n"
    "CREATE FUNCTION sum_up(customer int, OUT note text) LANGUAGE plpgsql AS $$\n"
    "<<top>>\n"
    "DECLARE\n"
    "  one orders%ROWTYPE;\n"
    "  two CONSTANT public.orders.total%TYPE := (SELECT max(o.total) FROM orders o);\n"
    "  many CURSOR (least int) FOR SELECT total FROM orders WHERE total > least;\n"
    "  r record; n int DEFAULT 0;\n"
    "BEGIN\n"
    "  SELECT id, total INTO STRICT one.id, one.total FROM orders WHERE orders.total > n AND note = 'x';\n"
    "  SELECT * INTO one FROM public.orders ORDER BY total;\n"
    "  UPDATE orders SET total = total + n, id = 1 WHERE id = customer RETURNING total INTO n;\n"
    "  FOR r IN SELECT o.total AS t FROM orders AS o LOOP\n"
    "    n := n + r.total;\n"
    "  END LOOP;\n"
    "  FOR i IN 1..(SELECT count(total) FROM orders) LOOP\n"
    "    PERFORM stamp_of(total) FROM orders;\n"
    "    CONTINUE WHEN i > (SELECT min(total) FROM orders);\n"
    "  END LOOP;\n"
    "  EXECUTE 'SELECT total FROM orders' INTO n USING (SELECT total FROM orders);\n"
    "  CASE one.total WHEN 1, one.total THEN NULL; ELSE DELETE FROM orders USING other WHERE other.total = orders.total; END CASE;\n"
    "EXCEPTION WHEN no_data_found OR SQLSTATE '22012' THEN\n"
    "  note := (SELECT note FROM orders LIMIT one.total);\n"
    "END top $$;\n"
    "CREATE FUNCTION broken() RETURNS void LANGUAGE plpgsql AS $$ BEGIN SELEC total FROM orders; x := ; UPDATE orders SET SET total; END $$;\n"
    "CREATE FUNCTION open_quote() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DELETE FROM orders; x := 'a; END $$;\n"
    "CREATE FUNCTION listed() RETURNS bigint LANGUAGE sql AS $$ SELECT sum(total) FROM orders $$;\n"
    "CREATE TABLE orders (id int, total int UNIQUE, note text);\n"
    "CREATE TABLE other (total int);\n"
    "CREATE TRIGGER t BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION stamp();\n";

static RvModel *
import_text (const char *text)
{
  RvModel *model = rv_model_new ("postgresql");
  RvReport *report = rv_report_new ("test.sql");
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Import");
  g_autoptr (GError) error = NULL;

  rv_postgresql.read (edit, text, strlen (text), report, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->n_kept, ==, 0);
  rv_edit_commit (edit, &error);
  g_assert_no_error (error);
  rv_report_free (report);
  return model;
}

static gpointer
find (RvModel *model, RvKind kind, const char *name)
{
  const GPtrArray *all = rv_model_all (model, kind);

  for (guint i = 0; i < all->len; i++)
    if (g_str_equal (rv_record_name (all->pdata[i]), name))
      return all->pdata[i];
  g_error ("there is no %s", name);
  return NULL;
}

static gpointer
column (RvModel *model, const char *table, const char *name)
{
  RvColumn *found = rv_model_find (model, RV_KIND_COLUMN, ((RvObject *) find (model, RV_KIND_TABLE, table))->id, name);

  g_assert_nonnull (found);
  return found;
}

static const char *
body (RvModel *model, const char *name)
{
  return ((RvRoutine *) find (model, RV_KIND_ROUTINE, name))->body;
}

/* orders becomes "Sales", its column total becomes sum. */
static void
rename_both (RvModel *model, RvEdit *edit)
{
  rv_sql_rename (edit, column (model, "orders", "total"), "sum");
  rv_sql_rename (edit, find (model, RV_KIND_TABLE, "orders"), "Sales");
}

static void
test_trigger_function (void)
{
  g_autoptr (RvModel) model = import_text (script);
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Rename");

  rename_both (model, edit);
  g_assert_cmpstr (body (model, "stamp"), ==,
                   "\nBEGIN\n"
                   "  -- orders.total is not ours to touch here\n"
                   "  IF NEW.sum < 0 OR NEW.note = 'orders' THEN\n"
                   "    RAISE EXCEPTION 'total of % is %', NEW.id, NEW.sum USING HINT = NEW.note;\n"
                   "  END IF;\n"
                   "  NEW.sum := NEW.sum + COALESCE(OLD.sum, 0);\n"
                   "  INSERT INTO \"Sales\" (id, sum) VALUES (NEW.id, NEW.sum) ON CONFLICT (sum) DO UPDATE SET sum = excluded.sum;\n"
                   "  RETURN NEW;\n"
                   "END ");
}

static void
test_function (void)
{
  g_autoptr (RvModel) model = import_text (script);
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Rename");

  rename_both (model, edit);
  rv_sql_rename (edit, column (model, "Sales", "note"), "remark");
  rv_sql_rename (edit, column (model, "other", "total"), "all");
  g_assert_cmpstr (body (model, "sum_up"), ==,
                   "\n<<top>>\n"
                   "DECLARE\n"
                   "  one \"Sales\"%ROWTYPE;\n"
                   "  two CONSTANT public.\"Sales\".sum%TYPE := (SELECT max(o.sum) FROM \"Sales\" o);\n"
                   "  many CURSOR (least int) FOR SELECT sum FROM \"Sales\" WHERE sum > least;\n"
                   "  r record; n int DEFAULT 0;\n"
                   "BEGIN\n"
                   /* note is a parameter too: nobody can tell which one is meant. */
                   "  SELECT id, sum INTO STRICT one.id, one.sum FROM \"Sales\" WHERE \"Sales\".sum > n AND note = 'x';\n"
                   "  SELECT * INTO one FROM public.\"Sales\" ORDER BY sum;\n"
                   "  UPDATE \"Sales\" SET sum = sum + n, id = 1 WHERE id = customer RETURNING sum INTO n;\n"
                   "  FOR r IN SELECT o.sum AS t FROM \"Sales\" AS o LOOP\n"
                   "    n := n + r.total;\n"
                   "  END LOOP;\n"
                   "  FOR i IN 1..(SELECT count(sum) FROM \"Sales\") LOOP\n"
                   "    PERFORM stamp_of(sum) FROM \"Sales\";\n"
                   "    CONTINUE WHEN i > (SELECT min(sum) FROM \"Sales\");\n"
                   "  END LOOP;\n"
                   "  EXECUTE 'SELECT total FROM orders' INTO n USING (SELECT sum FROM \"Sales\");\n"
                   "  CASE one.sum WHEN 1, one.sum THEN NULL; ELSE DELETE FROM \"Sales\" USING other WHERE other.\"all\" = \"Sales\".sum; END CASE;\n"
                   "EXCEPTION WHEN no_data_found OR SQLSTATE '22012' THEN\n"
                   "  note := (SELECT note FROM \"Sales\" LIMIT one.sum);\n"
                   "END top ");
}

static void
test_unreadable (void)
{
  g_autoptr (RvModel) model = import_text (script);
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Rename");

  rename_both (model, edit);
  g_assert_cmpstr (body (model, "broken"), ==, " BEGIN SELEC total FROM orders; x := ; UPDATE orders SET SET total; END ");
  g_assert_cmpstr (body (model, "open_quote"), ==, " BEGIN DELETE FROM orders; x := 'a; END ");
}

static void
test_sql_before_its_table (void)
{
  g_autoptr (RvModel) model = import_text (script);
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Rename");

  rename_both (model, edit);
  g_assert_cmpstr (body (model, "listed"), ==, " SELECT sum(sum) FROM \"Sales\" ");
}

/* NEW of a function that serves two tables is neither's row. */
static void
test_shared_trigger_function (void)
{
  g_autofree char *text = g_strconcat (script, "CREATE TRIGGER t BEFORE INSERT ON other FOR EACH ROW EXECUTE FUNCTION stamp();", NULL);
  g_autoptr (RvModel) model = import_text (text);
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Rename");

  rename_both (model, edit);
  g_assert_nonnull (strstr (body (model, "stamp"), "NEW.total := NEW.total"));
  g_assert_nonnull (strstr (body (model, "stamp"), "INSERT INTO \"Sales\" (id, sum) VALUES (NEW.id, NEW.total)"));
}

/* What is typed into a panel is read like a script. */
static void
test_set_text (void)
{
  g_autoptr (RvModel) model = import_text (script);
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Edit");
  RvTrigger *trigger = find (model, RV_KIND_TRIGGER, "t");
  RvRoutine *routine = find (model, RV_KIND_ROUTINE, "broken");

  rv_sql_set_text (edit, routine, RvRoutine_body, "BEGIN NEW.total := (SELECT max(total) FROM orders); RETURN NEW; END");
  rv_sql_rename (edit, column (model, "orders", "total"), "sum");
  g_assert_cmpstr (routine->body, ==, "BEGIN NEW.total := (SELECT max(sum) FROM orders); RETURN NEW; END");
  rv_sql_rename (edit, column (model, "orders", "sum"), "total");
  rv_sql_set_text (edit, trigger, RvTrigger_function, "broken");
  rv_sql_rename (edit, column (model, "orders", "total"), "sum");
  g_assert_cmpstr (routine->body, ==, "BEGIN NEW.sum := (SELECT max(sum) FROM orders); RETURN NEW; END");
}

/* Hostile bodies: cut short anywhere, they are read without harm and never changed. */
static void
test_cut_short (void)
{
  g_autoptr (RvModel) model = import_text (script);
  RvRoutine *routine = find (model, RV_KIND_ROUTINE, "sum_up");
  g_autofree char *whole = g_strdup (routine->body);
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Edit");

  for (gsize length = strlen (whole); length > 0; length--)
    {
      g_autofree char *part = g_strndup (whole, length);

      rv_sql_set_text (edit, routine, RvRoutine_body, part);
      g_assert_cmpstr (routine->body, ==, part);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sql/bodies/trigger-function", test_trigger_function);
  g_test_add_func ("/sql/bodies/function", test_function);
  g_test_add_func ("/sql/bodies/unreadable", test_unreadable);
  g_test_add_func ("/sql/bodies/sql-before-its-table", test_sql_before_its_table);
  g_test_add_func ("/sql/bodies/shared-trigger-function", test_shared_trigger_function);
  g_test_add_func ("/sql/bodies/set-text", test_set_text);
  g_test_add_func ("/sql/bodies/cut-short", test_cut_short);
  return g_test_run ();
}
