/* A database and its dump give the same design. */
#include <string.h>

#include "../postgres.h"
#include "exchange/open.h"
#include "migrate/compare.h"

static RvTestServer *server;

/* ---- reading -------------------------------------------------------------------------------------- */

static char *
address_of (const char *database)
{
  return g_strdup_printf ("host='%s' user=postgres dbname='%s'", rv_test_server_host (server), database);
}

static RvModel *
read_live (const char *database, const RvLiveOptions *options, RvReport *report)
{
  g_autofree char *address = address_of (database);
  g_autoptr (GError) error = NULL;
  RvModel *model = rv_open_database (address, options, report, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return model;
}

static RvModel *
read_script (const char *text)
{
  RvModel *model = rv_model_new ("postgresql");
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Import");
  g_autoptr (RvReport) report = rv_report_new ("test.sql");
  g_autoptr (GError) error = NULL;

  rv_edit_set_initial (edit);
  rv_postgresql.read (edit, text, strlen (text), report, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  rv_edit_commit (edit, &error);
  g_assert_no_error (error);
  return model;
}

/* ---- comparing -------------------------------------------------------------------------------------- */

/* A dump knows no name of the project and no version; passwords stay where they are. */
static gboolean
is_meant (const RvDifference *difference)
{
  const RvObject *object = difference->after != NULL ? difference->after : difference->before;

  if (object->kind == RV_KIND_USER_MAPPING)
    return difference->type == RV_DIFFERENCE_CHANGED && strstr (((RvUserMapping *) difference->before)->options, "password") != NULL;
  return object->kind == RV_KIND_PROJECT;
}

static void
assert_same_design (const char *what, RvModel *expected, RvModel *found)
{
  static const RvCompareOptions options = { RV_MATCH_NAME, RV_COMPARE_DESIGN };
  g_autoptr (RvComparison) comparison = rv_compare (expected, found, &options);
  const GPtrArray *differences = rv_comparison_differences (comparison);
  guint n = 0;

  for (guint i = 0; i < differences->len; i++)
    {
      const RvDifference *one = differences->pdata[i];
      const RvKindInfo *info = rv_kind_info (one->kind);

      if (is_meant (one))
        continue;
      n++;
      g_test_message ("%s: %c %s %s", what, "+-~"[one->type], info->name, rv_record_name (one->after != NULL ? one->after : one->before));
      for (guint j = 0; j < info->n_fields; j++)
        if (one->fields >> j & 1)
          {
            g_autofree char *before = rv_comparison_value (comparison, one, j, FALSE), *after = rv_comparison_value (comparison, one, j, TRUE);

            g_test_message ("  %s: %s -> %s", info->fields[j].name, before, after);
          }
    }
  g_assert_cmpuint (n, ==, 0);
}

static char *
dump (const char *database)
{
  return rv_test_server_raw_dump (server, database);
}

/* Loads what was read into another database. Returns: what pg_dump says of either. */
static void
assert_same_database (const char *database, RvModel *model)
{
  g_autoptr (GString) script = g_string_new (NULL);
  g_autofree char *expected = rv_test_server_dump (server, database), *found = NULL, *errors = NULL;

  g_assert_true (rv_postgresql.write (model, NULL, script, NULL));
  g_free (rv_test_server_query (server, "postgres", "CREATE DATABASE again TEMPLATE template0"));
  errors = rv_test_server_load (server, "again", script->str);
  g_assert_cmpstr (errors, ==, NULL);
  found = rv_test_server_dump (server, "again");
  g_assert_cmpstr (expected, ==, found);
}

static void
check_database (const char *database, gboolean also_written)
{
  g_autoptr (RvReport) report = rv_report_new ("live");
  g_autofree char *script = dump (database);
  g_autoptr (RvModel) expected = read_script (script), found = read_live (database, NULL, report);

  assert_same_design (database, expected, found);
  if (also_written)
    assert_same_database (database, found);
}

/* ---- tests --------------------------------------------------------------------------------------------- */

static gboolean
has_server (void)
{
  if (server == NULL)
    g_test_skip ("no PostgreSQL server is installed");
  return server != NULL;
}

static void
load (const char *database, const char *script)
{
  g_autofree char *errors = NULL;

  rv_test_server_reset (server, database);
  errors = rv_test_server_load (server, database, script);
  g_assert_cmpstr (errors, ==, NULL);
}

static void
test_every_kind (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "every-kind.sql", NULL), *script = NULL;

  if (!has_server ())
    return;
  g_assert_true (g_file_get_contents (path, &script, NULL, NULL));
  load ("every", script);
  check_database ("every", FALSE);
}

/* What every-kind.sql does not have. */
static void
test_more (void)
{
  if (!has_server ())
    return;
  load ("more",
        "CREATE ROLE owner_of_it; CREATE ROLE reader; CREATE EXTENSION hstore; GRANT EXECUTE ON FUNCTION hstore(text, text) TO reader;"
        "CREATE TABLE p (a int NOT NULL, b text DEFAULT 'x', c int GENERATED ALWAYS AS (a * 2) STORED, CONSTRAINT a_is_big CHECK (a > 0));"
        "CREATE TABLE q (b text DEFAULT NULL, d int CHECK (d > 1)) INHERITS (p); ALTER TABLE ONLY q ALTER COLUMN b DROP DEFAULT;"
        "ALTER TABLE q ALTER COLUMN a SET STORAGE PLAIN; ALTER TABLE p DROP COLUMN c; ALTER TABLE p ADD COLUMN e varchar(3)[] DEFAULT '{}';"
        "CREATE UNLOGGED TABLE u (id bigint GENERATED ALWAYS AS IDENTITY (MAXVALUE 1000 CYCLE), n serial);"
        "CREATE TYPE mood AS ENUM (); CREATE TYPE empty AS (); CREATE DOMAIN moods AS mood[] DEFAULT '{}';"
        "CREATE FUNCTION is_fine(m moods) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';"
        "ALTER DOMAIN moods ADD CONSTRAINT fine CHECK (is_fine(VALUE));"
        "CREATE TABLE parts (k int, m moods, PRIMARY KEY (k)) PARTITION BY LIST (k); CREATE TABLE parts_1 PARTITION OF parts FOR VALUES IN (1);"
        "CREATE TABLE parts_2 (m moods, k int NOT NULL, CHECK (k IS NOT NULL AND k = 2)); ALTER TABLE parts ATTACH PARTITION parts_2 FOR VALUES IN (2);"
        "CREATE TABLE ref (k int REFERENCES parts, l int, FOREIGN KEY (l) REFERENCES parts_1);"
        "CREATE VIEW v AS SELECT * FROM parts; CREATE OR REPLACE FUNCTION of_view(v) RETURNS v LANGUAGE sql AS 'SELECT $1';"
        "CREATE VIEW w WITH (security_invoker) AS SELECT k FROM v WHERE k > 1 AND of_view(v.*) IS NOT NULL WITH LOCAL CHECK OPTION;"
        "CREATE MATERIALIZED VIEW mv AS SELECT 1 AS one; CREATE UNIQUE INDEX one_of_it ON mv (one);"
        "CREATE FUNCTION \"Odd name\"(\"A b\" int DEFAULT 1, VARIADIC x text[] DEFAULT '{}') RETURNS TABLE (\"c d\" int) LANGUAGE plpgsql"
        "  PARALLEL SAFE COST 7 ROWS 9 SET search_path = public, pg_temp AS 'BEGIN END';"
        "CREATE AGGREGATE any_more(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0');"
        "CREATE TABLE owned (x int, y int, CONSTRAINT k UNIQUE (x) DEFERRABLE, EXCLUDE USING gist (int4range(x, y) WITH &&));"
        "ALTER TABLE owned OWNER TO owner_of_it; GRANT SELECT ON owned TO reader WITH GRANT OPTION; REVOKE INSERT ON owned FROM owner_of_it;"
        "GRANT UPDATE (y) ON owned TO PUBLIC; REVOKE ALL ON SCHEMA public FROM PUBLIC;"
        "COMMENT ON COLUMN owned.x IS E'a\\\\b ''c'''; COMMENT ON CONSTRAINT k ON owned IS 'unique'; COMMENT ON SCHEMA public IS NULL;"
        "CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';"
        "CREATE TRIGGER t AFTER INSERT ON parts FOR EACH ROW EXECUTE FUNCTION tf(); ALTER TABLE owned ENABLE ROW LEVEL SECURITY;"
        "CREATE POLICY see ON owned USING (x > 0); CREATE RULE r AS ON INSERT TO v DO INSTEAD NOTHING;"
        "CREATE STATISTICS st (mcv) ON x, y FROM owned; ALTER TABLE owned REPLICA IDENTITY NOTHING;"
        "CREATE TEXT SEARCH CONFIGURATION tc (COPY = english); CREATE SEQUENCE s AS smallint MINVALUE -5 START 7;"
        "CREATE TABLE ring (id int); CREATE FUNCTION of_ring(ring) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';"
        "ALTER TABLE ring ADD COLUMN b boolean; ALTER TABLE ring ALTER COLUMN b SET DEFAULT of_ring(NULL);"
        "ALTER TABLE ring ADD CHECK (of_ring(ring));");
  check_database ("more", TRUE);
}

static void
test_schemas (void)
{
  static const char *const chosen[] = { "b", NULL };
  RvLiveOptions options = { .schemas = chosen };
  g_autoptr (RvReport) report = rv_report_new ("live");
  g_autoptr (RvModel) model = NULL;

  if (!has_server ())
    return;
  load ("shop", "CREATE SCHEMA a; CREATE SCHEMA b; CREATE TABLE a.x (i int PRIMARY KEY); CREATE TABLE b.y (i int REFERENCES a.x);"
                "COMMENT ON TABLE a.x IS 'no'; COMMENT ON TABLE b.y IS 'yes'");
  model = read_live ("shop", &options, report);
  g_assert_cmpuint (rv_model_all (model, RV_KIND_TABLE)->len, ==, 1);
  g_assert_cmpstr (((RvTable *) rv_model_all (model, RV_KIND_TABLE)->pdata[0])->comment, ==, "yes");
  g_assert_cmpstr (((RvProject *) rv_model_project (model))->name, ==, "shop");
}

static void
test_cluster (void)
{
  RvLiveOptions options = { .cluster = TRUE };
  g_autoptr (RvReport) report = rv_report_new ("live");
  g_autoptr (RvModel) model = NULL;
  RvRole *role;

  if (!has_server ())
    return;
  load ("shop", "CREATE ROLE boss CREATEDB; CREATE ROLE clerk LOGIN CONNECTION LIMIT 3 PASSWORD 'geheim'; GRANT boss TO clerk;"
                "ALTER ROLE clerk SET search_path = a, \"B c\"; ALTER DATABASE shop SET work_mem = '9MB'; COMMENT ON ROLE boss IS 'It''s'");
  model = read_live ("shop", &options, report);
  role = rv_model_find (model, RV_KIND_ROLE, 0, "clerk");
  g_assert_true (role->can_login && role->connection_limit == 3 && role->is_declared);
  g_assert_cmpuint (rv_model_all (model, RV_KIND_MEMBERSHIP)->len, ==, 1);
  g_assert_cmpuint (rv_model_all (model, RV_KIND_SETTING)->len, ==, 2);
  g_assert_cmpuint (rv_model_all (model, RV_KIND_DATABASE)->len, ==, 1);
}

static void
test_volumes (void)
{
  RvLiveOptions options = { .volumes = TRUE };
  g_autoptr (RvReport) report = rv_report_new ("live");
  g_autoptr (RvModel) model = NULL;
  const GPtrArray *columns;

  if (!has_server ())
    return;
  load ("shop", "CREATE TABLE a (i int, t text); INSERT INTO a SELECT n, CASE WHEN n % 2 = 0 THEN 'four' END FROM generate_series(1, 1000) n; ANALYZE a;"
                "CREATE TABLE never (i int)");
  model = read_live ("shop", &options, report);
  g_assert_cmpuint (rv_model_all (model, RV_KIND_VOLUME)->len, ==, 1);
  g_assert_cmpfloat (((RvVolume *) rv_model_all (model, RV_KIND_VOLUME)->pdata[0])->rows_now, ==, 1000);
  columns = rv_model_all (model, RV_KIND_COLUMN_VOLUME);
  g_assert_cmpuint (columns->len, ==, 2);
  g_assert_cmpfloat (((RvColumnVolume *) columns->pdata[0])->distinct_values, ==, 1000);
  g_assert_cmpfloat_with_epsilon (((RvColumnVolume *) columns->pdata[1])->null_fraction, 0.5, 1e-6);
}

/* ---- the corpus -------------------------------------------------------------------------------------- */

static char *
missing_role (const char *errors)
{
  const char *start = strstr (errors, "role \""), *end = start == NULL ? NULL : strstr (start, "\" does not exist");

  return end == NULL ? NULL : g_strndup (start + 6, (gsize) (end - start - 6));
}

/* Returns: whether it is there now, perhaps with roles that it asked for. */
static gboolean
load_with_roles (const char *database, const char *script)
{
  rv_test_server_reset (server, database);
  for (guint attempt = 0; attempt < 20; attempt++)
    {
      g_autofree char *errors = rv_test_server_load (server, database, script), *role = errors != NULL ? missing_role (errors) : NULL;
      g_autofree char *sql = g_strdup_printf ("CREATE ROLE \"%s\"", role);

      if (errors == NULL)
        return TRUE;
      if (role == NULL)
        return FALSE;
      g_free (rv_test_server_query (server, "postgres", sql));
      g_free (rv_test_server_query (server, "postgres", "DROP DATABASE corpus"));
      g_free (rv_test_server_query (server, "postgres", "CREATE DATABASE corpus TEMPLATE template0"));
    }
  return FALSE;
}

static void
check_corpus (const char *folder)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL), *script = NULL;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        check_corpus (path);
      else if (g_str_has_suffix (name, ".pgdump.sql") && g_file_get_contents (path, &script, NULL, NULL))
        {
          gboolean is_there = load_with_roles ("corpus", script);

          g_test_message ("%s%s", name, is_there ? "" : " does not load here, perhaps for want of an extension");
          if (is_there)
            check_database ("corpus", FALSE);
        }
    }
}

static void
test_corpus (void)
{
  if (g_getenv ("RELVAR_CORPUS") == NULL)
    g_test_skip ("RELVAR_CORPUS is not set");
  else if (has_server ())
    check_corpus (g_getenv ("RELVAR_CORPUS"));
}

static void
test_start (void)
{
  server = rv_test_server_start ();
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/live/read/start", test_start);
  g_test_add_func ("/live/read/every-kind", test_every_kind);
  g_test_add_func ("/live/read/more", test_more);
  g_test_add_func ("/live/read/schemas", test_schemas);
  g_test_add_func ("/live/read/cluster", test_cluster);
  g_test_add_func ("/live/read/volumes", test_volumes);
  g_test_add_func ("/live/read/corpus", test_corpus);
  status = g_test_run ();
  rv_test_server_stop (server);
  return status;
}
