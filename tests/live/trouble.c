/* What goes wrong with servers: it is said clearly, without secrets, and nothing is imported. */
#include <libpq-fe.h>
#include <string.h>

#include "../postgres.h"
#include "exchange/open.h"
#include "live/scratch.h"

static RvTestServer *server;

static gboolean
has_server (void)
{
  if (server == NULL)
    g_test_skip ("no PostgreSQL server is installed");
  return server != NULL;
}

static void
load (const char *script)
{
  g_autofree char *errors = NULL;

  rv_test_server_reset (server, "shop");
  errors = rv_test_server_load (server, "shop", script);
  g_assert_cmpstr (errors, ==, NULL);
}

static char *
address (const char *more)
{
  return g_strdup_printf ("host='%s' dbname=shop %s", rv_test_server_host (server), more);
}

/* Reads and must fail. Returns: (transfer full): what is said. */
static GError *
fail (const char *more, const RvLiveOptions *options, RvProgress progress, gpointer data, GCancellable *cancellable)
{
  g_autofree char *where = address (more);
  g_autoptr (RvReport) report = rv_report_new ("live");
  GError *error = NULL;

  g_assert_null (rv_open_database (where, options, report, progress, data, cancellable, &error));
  g_assert_nonnull (error);
  return error;
}

/* The server takes its new rules when it gets to it. */
static void
set_authentication (const char *method)
{
  g_autofree char *where = address ("user=secretive");
  gboolean is_open = strcmp (method, "trust") == 0;

  g_autofree char *path = g_build_filename (rv_test_server_host (server), "data", "pg_hba.conf", NULL);
  g_autofree char *text = g_strdup_printf ("local all postgres trust\nlocal all all %s\n", method);

  g_assert_true (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0644, NULL));
  g_free (rv_test_server_query (server, "postgres", "SELECT pg_reload_conf()"));
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *version = rv_live_try (where, NULL, NULL, NULL);

      if ((version != NULL) == is_open)
        return;
      g_usleep (50000);
    }
  g_error ("the server goes by its old rules");
}

static char *
answer_wrong (const char *whom, gpointer data)
{
  g_assert_cmpstr (whom, ==, "secretive@localhost");
  ++*(guint *) data;
  return g_strdup ("not geheim");
}

static char *
answer_right (const char *whom, gpointer data)
{
  return g_strdup ("geheim");
}

static void
test_password (void)
{
  guint n_asked = 0;
  RvLiveOptions wrong = { .ask_password = answer_wrong, .ask_data = &n_asked }, right = { .ask_password = answer_right };
  g_autoptr (GError) given = NULL, asked = NULL, none = NULL;
  g_autofree char *where = NULL, *version = NULL;

  if (!has_server ())
    return;
  load ("CREATE ROLE secretive LOGIN PASSWORD 'geheim'");
  set_authentication ("scram-sha-256");
  given = fail ("user=secretive password='very wrong'", NULL, NULL, NULL, NULL);
  g_assert_error (given, RV_LIVE_ERROR, RV_LIVE_ERROR_CONNECT);
  g_assert_null (strstr (given->message, "very wrong"));
  g_assert_nonnull (strstr (given->message, "secretive"));
  asked = fail ("user=secretive", &wrong, NULL, NULL, NULL);
  g_assert_error (asked, RV_LIVE_ERROR, RV_LIVE_ERROR_CONNECT);
  g_assert_null (strstr (asked->message, "geheim"));
  g_assert_cmpuint (n_asked, ==, 1);
  none = fail ("user=secretive", NULL, NULL, NULL, NULL);
  g_assert_error (none, RV_LIVE_ERROR, RV_LIVE_ERROR_CONNECT);
  where = address ("user=secretive");
  version = rv_live_try (where, &right, NULL, NULL);
  g_assert_true (g_str_has_prefix (version, "PostgreSQL 1"));
  set_authentication ("trust");
}

static void
end_all (gsize done, gsize total, gpointer data)
{
  g_free (rv_test_server_query (server, "postgres", "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = 'Relvar'"));
}

static void
test_gone (void)
{
  g_autoptr (GError) error = NULL;

  if (!has_server ())
    return;
  load ("CREATE TABLE a (i int)");
  error = fail ("user=postgres", NULL, end_all, NULL, NULL);
  g_assert_error (error, RV_LIVE_ERROR, RV_LIVE_ERROR_READ);
  g_assert_nonnull (strstr (error->message, "went away"));
}

static void
cancel (gsize done, gsize total, gpointer data)
{
  g_cancellable_cancel (data);
}

/* Another session that keeps the catalog to itself. */
static PGconn *
lock_catalog (void)
{
  g_autofree char *where = address ("user=postgres");
  PGconn *pg = PQconnectdb (where);
  PGresult *result = PQexec (pg, "BEGIN; LOCK TABLE pg_catalog.pg_policy IN ACCESS EXCLUSIVE MODE");

  g_assert_cmpint (PQresultStatus (result), ==, PGRES_COMMAND_OK);
  PQclear (result);
  return pg;
}

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (500000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_cancel (void)
{
  g_autoptr (GCancellable) between = g_cancellable_new (), within = g_cancellable_new ();
  g_autoptr (GError) error = NULL, late = NULL;
  PGconn *locker;
  GThread *thread;

  if (!has_server ())
    return;
  load ("CREATE TABLE a (i int)");
  error = fail ("user=postgres", NULL, cancel, between, between);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  locker = lock_catalog ();
  thread = g_thread_new ("cancel", cancel_soon, within);
  late = fail ("user=postgres", NULL, NULL, NULL, within);
  g_assert_error (late, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  PQfinish (locker);
}

static void
test_timeout (void)
{
  RvLiveOptions options = { .statement_timeout = 300 };
  g_autoptr (GError) error = NULL;
  PGconn *locker;

  if (!has_server ())
    return;
  load ("CREATE TABLE a (i int)");
  locker = lock_catalog ();
  error = fail ("user=postgres", &options, NULL, NULL, NULL);
  g_assert_error (error, RV_LIVE_ERROR, RV_LIVE_ERROR_READ);
  g_assert_nonnull (strstr (error->message, "took too long"));
  PQfinish (locker);
}

static void
test_forbidden (void)
{
  g_autoptr (RvReport) report = rv_report_new ("live");
  g_autoptr (GError) error = NULL;
  g_autoptr (RvModel) model = NULL;
  g_autofree char *where = NULL, *text = NULL;

  if (!has_server ())
    return;
  load ("CREATE ROLE plain LOGIN; CREATE TABLE a (i int CHECK (i > 0)); CREATE INDEX x ON a (i); CREATE VIEW v AS SELECT 1 AS one;"
        "CREATE POLICY p ON a; REVOKE SELECT ON pg_catalog.pg_policy FROM PUBLIC");
  where = address ("user=plain");
  model = rv_open_database (where, NULL, report, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  text = rv_report_to_text (report);
  g_assert_nonnull (strstr (text, "policies"));
  g_assert_nonnull (strstr (text, "subscriptions"));
  g_assert_false (rv_report_has_errors (report));
  g_assert_cmpuint (rv_model_all (model, RV_KIND_TABLE)->len, ==, 1);
  g_assert_cmpuint (rv_model_all (model, RV_KIND_VIEW)->len, ==, 1);
  g_assert_cmpuint (rv_model_all (model, RV_KIND_INDEX)->len, ==, 1);
  g_assert_cmpuint (rv_model_all (model, RV_KIND_POLICY)->len, ==, 0);
}

static void
test_no_such (void)
{
  static const char *const schemas[] = { "nowhere", NULL };
  RvLiveOptions options = { .schemas = schemas };
  g_autoptr (GError) schema = NULL, host = NULL, service = NULL, role = NULL;

  if (!has_server ())
    return;
  load ("CREATE TABLE a (i int)");
  schema = fail ("user=postgres", &options, NULL, NULL, NULL);
  g_assert_nonnull (strstr (schema->message, "nowhere"));
  role = fail ("user=nobody_here", NULL, NULL, NULL, NULL);
  g_assert_error (role, RV_LIVE_ERROR, RV_LIVE_ERROR_CONNECT);
  g_assert_null (rv_live_try ("host=/nonexistent", NULL, NULL, &host));
  g_assert_error (host, RV_LIVE_ERROR, RV_LIVE_ERROR_CONNECT);
  g_assert_null (rv_live_try ("service=no_such_service", NULL, NULL, &service));
  g_assert_true (service->domain == RV_LIVE_ERROR);
}

static void
test_invalid_index (void)
{
  g_autoptr (RvReport) report = rv_report_new ("live");
  g_autofree char *where = NULL, *text = NULL;
  g_autoptr (RvModel) model = NULL;

  if (!has_server ())
    return;
  load ("CREATE TABLE a (i int); CREATE INDEX half_built ON a (i); UPDATE pg_index SET indisvalid = FALSE WHERE indexrelid = 'half_built'::regclass");
  where = address ("user=postgres");
  model = rv_open_database (where, NULL, report, NULL, NULL, NULL, NULL);
  text = rv_report_to_text (report);
  g_assert_nonnull (strstr (text, "half_built"));
  g_assert_cmpuint (rv_model_all (model, RV_KIND_INDEX)->len, ==, 0);
}

/* Reading changes nothing, not even by a function of the database's own that a name could stand for. */
static void
test_harmless (void)
{
  g_autoptr (RvReport) report = rv_report_new ("live");
  g_autofree char *where = NULL;
  g_autoptr (RvModel) model = NULL;
  g_autoptr (GError) error = NULL;

  if (!has_server ())
    return;
  load ("CREATE FUNCTION public.quote_ident(text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RAISE 'caught'; END $$;"
        "CREATE FUNCTION public.format(text, text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RAISE 'caught'; END $$;"
        "ALTER DATABASE shop SET search_path = public, pg_catalog");
  where = address ("user=postgres");
  model = rv_open_database (where, NULL, report, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* ---- databases of our own on a server that is given ---------------------------------------------------- */

static void
test_scratch (void)
{
  g_autofree char *where = NULL, *database = NULL, *count = NULL;
  g_autoptr (RvScratch) scratch = NULL;
  g_autoptr (GError) error = NULL;

  if (!has_server ())
    return;
  load ("SELECT 1");
  where = address ("user=postgres");
  scratch = rv_scratch_on_server (where, NULL, NULL, &error);
  g_assert_no_error (error);
  database = rv_scratch_add_database (scratch, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (rv_scratch_run (scratch, database, "CREATE TABLE a (i int); INSERT INTO a VALUES (1)", NULL, &error));
  g_assert_false (rv_scratch_run (scratch, database, "CREATE TABLE b (i int); SELECT nonsense", NULL, &error));
  g_assert_nonnull (strstr (error->message, "nonsense"));
  g_clear_error (&error);
  g_assert_false (rv_scratch_run (scratch, database, "SELECT * FROM b", NULL, &error));
  g_clear_pointer (&scratch, rv_scratch_stop);
  count = rv_test_server_query (server, "postgres", "SELECT count(*) FROM pg_database WHERE datname LIKE 'relvar_scratch%'");
  g_assert_cmpstr (g_strstrip (count), ==, "0");
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
  g_test_add_func ("/live/trouble/start", test_start);
  g_test_add_func ("/live/trouble/password", test_password);
  g_test_add_func ("/live/trouble/gone", test_gone);
  g_test_add_func ("/live/trouble/cancel", test_cancel);
  g_test_add_func ("/live/trouble/timeout", test_timeout);
  g_test_add_func ("/live/trouble/forbidden", test_forbidden);
  g_test_add_func ("/live/trouble/no-such", test_no_such);
  g_test_add_func ("/live/trouble/invalid-index", test_invalid_index);
  g_test_add_func ("/live/trouble/harmless", test_harmless);
  g_test_add_func ("/live/trouble/scratch", test_scratch);
  status = g_test_run ();
  rv_test_server_stop (server);
  return status;
}
