/* What a plan says, told by its script: renames found and named, styles of leaving things alone, and what is lost. */
#include "migrate/plan.h"

#include <string.h>

#include "model/versions.h"
#include "sql/dialect.h"
#include "sql/rename.h"

static RvModel *
read_sql (const char *text)
{
  RvModel *model = rv_model_new ("postgresql");
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Read");
  g_autoptr (RvReport) report = rv_report_new ("test");
  g_autoptr (GError) error = NULL;

  rv_edit_set_initial (edit);
  g_assert_true (rv_postgresql.read (edit, text, strlen (text), report, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (rv_edit_commit (edit, &error));
  return model;
}

static char *
script_with (RvModel *before, RvModel *after, const RvPlanOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RvPlan) plan = rv_plan_new (before, after, options, &error);
  GString *script = g_string_new (NULL);

  g_assert_no_error (error);
  rv_plan_write (plan, script);
  return g_string_free (script, FALSE);
}

static char *
script_of (const char *a, const char *b)
{
  g_autoptr (RvModel) before = read_sql (a), after = read_sql (b);
  RvPlanOptions options = { .match = RV_MATCH_NAME };

  return script_with (before, after, &options);
}

static void
expect (const char *a, const char *b, const char *expected)
{
  g_autofree char *script = script_of (a, b);

  g_assert_cmpstr (script, ==, expected);
}

static void
test_nothing (void)
{
  expect ("CREATE TABLE t (a int)", "CREATE TABLE t (a integer)", "");
  expect ("CREATE TABLE t (a varchar(3) DEFAULT 'x'::varchar, CHECK ((a <> '')))",
          "CREATE TABLE public.t (a character varying(3) DEFAULT 'x', CHECK (a <> ''))", "");
  expect ("CREATE TABLE t (a int CHECK (a IN (1, 2)))", "CREATE TABLE t (a int CHECK (a = ANY (ARRAY[1, 2])))", "");
  expect ("CREATE TABLE t (a int) WITH (fillfactor = 70, autovacuum_enabled = off)",
          "CREATE TABLE t (a int) WITH (autovacuum_enabled='off', fillfactor='70')", "");
  expect ("CREATE SEQUENCE s", "CREATE SEQUENCE s INCREMENT 1 MINVALUE 1 START 1", "");
  expect ("CREATE TABLE t (a int); GRANT SELECT, INSERT ON t TO x, y", "CREATE TABLE t (a int); GRANT INSERT ON t TO y, x; GRANT SELECT ON t TO x, y", "");
}

static void
test_only_what_differs (void)
{
  expect ("CREATE TABLE t (a int)", "CREATE TABLE t (a int, b text)", "BEGIN;\n\nALTER TABLE public.t\n  ADD COLUMN b text;\n\nCOMMIT;\n");
  expect ("CREATE TABLE t (a int); CREATE INDEX i ON t (a)", "CREATE TABLE t (a int); CREATE INDEX j ON t (a)",
          "BEGIN;\n\nALTER INDEX public.i RENAME TO j;\n\nCOMMIT;\n");
  expect ("CREATE TABLE t (a int CONSTRAINT one CHECK (a > 0))", "CREATE TABLE t (a int CONSTRAINT two CHECK (a > 0))",
          "BEGIN;\n\nALTER TABLE public.t RENAME CONSTRAINT one TO two;\n\nCOMMIT;\n");
}

static const char *const customer = "CREATE TABLE customer (id int, name text, email text)";
static const char *const client = "CREATE TABLE client (id int, name text, email text)";

static void
test_renames_found (void)
{
  g_autoptr (RvModel) before = read_sql (customer), after = read_sql (client);
  RvPlanOptions options = { .match = RV_MATCH_NAME };
  g_autoptr (RvPlan) plan = rv_plan_new (before, after, &options, NULL);
  const RvRename *rename;

  g_assert_cmpuint (rv_plan_renames (plan)->len, ==, 1);
  rename = &g_array_index (rv_plan_renames (plan), RvRename, 0);
  g_assert_cmpstr (rename->from, ==, "public.customer");
  g_assert_cmpstr (rename->to, ==, "public.client");
  g_assert_cmpfloat (rename->confidence, >, 0.8);
  g_assert_cmpfloat (rename->confidence, <, 1);
  g_assert_cmpuint (rv_plan_steps (plan)->len, ==, 1);
  /* The design is as it was. */
  g_assert_cmpstr (((RvTable *) rv_model_all (before, RV_KIND_TABLE)->pdata[0])->name, ==, "customer");
}

static void
test_renames_left_alone (void)
{
  g_autoptr (RvModel) before = read_sql (customer), after = read_sql (client);
  RvPlanOptions options = { .match = RV_MATCH_NAME, .no_renames = TRUE };
  g_autofree char *script = script_with (before, after, &options);

  g_assert_nonnull (strstr (script, "DROP TABLE public.customer;\n"));
  g_assert_nonnull (strstr (script, "CREATE TABLE public.client ("));
  g_assert_nonnull (strstr (script, "-- The rows of the table “customer” are lost\n"));
}

static void
test_renames_named (void)
{
  g_autoptr (RvModel) before = read_sql ("CREATE TABLE t (a int, b text, c date)"), after = read_sql ("CREATE TABLE t (a int, x uuid, y date, z text)");
  const char *const renames[] = { "t.b=t.z", "public.t.c = public.t.y", NULL };
  RvPlanOptions options = { .match = RV_MATCH_NAME, .no_renames = TRUE, .renames = renames };
  g_autofree char *script = script_with (before, after, &options);

  g_assert_nonnull (strstr (script, "RENAME COLUMN b TO z;\n"));
  g_assert_nonnull (strstr (script, "RENAME COLUMN c TO y;\n"));
  g_assert_nonnull (strstr (script, "ADD COLUMN x uuid;\n"));
  g_assert_null (strstr (script, "DROP COLUMN"));
}

static void
test_renames_that_cannot_be (void)
{
  static const char *const wrong[] = { "t.b", "t.b=t.nothing", "nothing=t", "t=t.z", "t.a=t.z" };
  g_autoptr (RvModel) before = read_sql ("CREATE TABLE t (a int, b text)"), after = read_sql ("CREATE TABLE t (a int, z text)");

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      const char *const renames[] = { wrong[i], NULL };
      RvPlanOptions options = { .match = RV_MATCH_NAME, .renames = renames };
      g_autoptr (GError) error = NULL;

      g_assert_null (rv_plan_new (before, after, &options, &error));
      g_assert_error (error, RV_PLAN_ERROR, RV_PLAN_ERROR_RENAME);
    }
}

static void
test_renames_by_identity (void)
{
  g_autoptr (RvModel) model = read_sql (customer), then = NULL;
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Name");
  RvId id = rv_version_create (edit, "then", NULL, NULL)->object.id;
  RvPlanOptions options = { .match = RV_MATCH_IDENTITY };
  g_autofree char *script = NULL;

  rv_sql_rename (edit, rv_model_all (model, RV_KIND_TABLE)->pdata[0], "zebra");
  rv_sql_rename (edit, rv_model_all (model, RV_KIND_COLUMN)->pdata[0], "number");
  g_assert_true (rv_edit_commit (edit, NULL));
  then = rv_version_open (model, id, NULL);
  script = script_with (then, model, &options);
  g_assert_cmpstr (script, ==, "BEGIN;\n\nALTER TABLE public.customer RENAME TO zebra;\n\nALTER TABLE public.zebra RENAME COLUMN id TO number;\n\nCOMMIT;\n");
}

static void
test_losses_are_named (void)
{
  g_autoptr (RvModel) before = read_sql ("CREATE TABLE t (a int, b date); CREATE TABLE u (x point)"), after = read_sql ("CREATE TABLE t (a int)");
  RvPlanOptions options = { .match = RV_MATCH_NAME };
  g_autoptr (RvPlan) plan = rv_plan_new (before, after, &options, NULL);
  const GPtrArray *steps = rv_plan_steps (plan);

  g_assert_cmpuint (steps->len, ==, 2);
  for (guint i = 0; i < steps->len; i++)
    {
      const RvMigrationStep *step = steps->pdata[i];

      g_assert_true (step->loses_data);
      g_assert_cmpuint (step->hazards->len, ==, 1);
      g_assert_cmpint (step->phase, ==, RV_PHASE_DROP);
    }
}

static void
test_values_that_are_used_at_once (void)
{
  g_autofree char *script = script_of ("CREATE TYPE m AS ENUM ('a'); CREATE TABLE t (m m)", "CREATE TYPE m AS ENUM ('a', 'b'); CREATE TABLE t (m m DEFAULT 'b')");
  g_autofree char *plain = script_of ("CREATE TYPE m AS ENUM ('a'); CREATE TABLE t (m m)", "CREATE TYPE m AS ENUM ('a', 'b'); CREATE TABLE t (m m)");

  g_assert_true (strstr (script, "ADD VALUE 'b'") < strstr (script, "BEGIN;"));
  g_assert_true (strstr (plain, "ADD VALUE 'b'") > strstr (plain, "BEGIN;"));
}

static void
test_left_alone (void)
{
  g_autoptr (RvModel) before = read_sql ("CREATE TABLE t (a int)");
  g_autoptr (RvModel) after = read_sql ("CREATE TABLE t (a int); COMMENT ON TABLE t IS 'x'; ALTER TABLE t OWNER TO o; GRANT SELECT ON t TO r;");
  RvPlanOptions options = { .match = RV_MATCH_NAME, .no_comments = TRUE, .no_owners = TRUE, .no_privileges = TRUE };
  g_autofree char *script = script_with (before, after, &options);

  g_assert_cmpstr (script, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/migrate/plan/nothing", test_nothing);
  g_test_add_func ("/migrate/plan/only-what-differs", test_only_what_differs);
  g_test_add_func ("/migrate/plan/renames-found", test_renames_found);
  g_test_add_func ("/migrate/plan/renames-left-alone", test_renames_left_alone);
  g_test_add_func ("/migrate/plan/renames-named", test_renames_named);
  g_test_add_func ("/migrate/plan/renames-that-cannot-be", test_renames_that_cannot_be);
  g_test_add_func ("/migrate/plan/renames-by-identity", test_renames_by_identity);
  g_test_add_func ("/migrate/plan/losses-are-named", test_losses_are_named);
  g_test_add_func ("/migrate/plan/values-used-at-once", test_values_that_are_used_at_once);
  g_test_add_func ("/migrate/plan/left-alone", test_left_alone);
  return g_test_run ();
}
