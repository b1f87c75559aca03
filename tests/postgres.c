/* Starts, feeds and removes a private PostgreSQL server. It is a child of the test and dies
 * with it, even when an assertion ends the test. */
#include "postgres.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

struct _RvTestServer {
  char *directory;
  char *programs;      /* where initdb, postgres … are */
  GSubprocess *process;
};

/* ---- programs ----------------------------------------------------------------------------------- */

static gboolean
has_server (const char *directory)
{
  static const char *const programs[] = { "postgres", "initdb", "pg_isready", "psql", "pg_dump", "pg_dumpall" };

  for (guint i = 0; i < G_N_ELEMENTS (programs); i++)
    {
      g_autofree char *program = g_build_filename (directory, programs[i], NULL);

      if (!g_file_test (program, G_FILE_TEST_IS_EXECUTABLE))
        return FALSE;
    }
  return TRUE;
}

/* Debian keeps one directory for each version; libpg_query knows 15. */
static char *
find_debian_programs (void)
{
  char *newest = NULL;

  for (int version = 40; version >= 15; version--)
    {
      g_autofree char *directory = g_strdup_printf ("/usr/lib/postgresql/%d/bin", version);

      if (has_server (directory))
        {
          g_free (newest);
          newest = g_steal_pointer (&directory);
        }
    }
  return newest;
}

static char *
find_programs (void)
{
  const char *given = g_getenv ("PGBIN");
  g_autofree char *in_path = g_find_program_in_path ("initdb");
  g_autofree char *directory = in_path == NULL ? NULL : g_path_get_dirname (in_path);

  if (given != NULL && has_server (given))
    return g_strdup (given);
  if (directory != NULL && has_server (directory))
    return g_steal_pointer (&directory);
  return find_debian_programs ();
}

/* PostgreSQL refuses to run as root. */
static const struct passwd *
server_user (void)
{
  return geteuid () == 0 ? getpwnam ("postgres") : NULL;
}

/* Runs in the child, before the program. */
static void
become_server (gpointer data)
{
  const struct passwd *user = data;

  if (user != NULL && (setgroups (0, NULL) != 0 || setgid (user->pw_gid) != 0 || setuid (user->pw_uid) != 0))
    _exit (126);
  prctl (PR_SET_PDEATHSIG, SIGQUIT);
}

static GSubprocess *
spawn (RvTestServer *server, gboolean as_server, GSubprocessFlags flags, const char *const *arguments)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (flags);
  g_autofree char *program = g_build_filename (server->programs, arguments[0], NULL);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_ptr_array_add (argv, program);
  for (guint i = 1; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) arguments[i]);
  g_ptr_array_add (argv, NULL);
  g_subprocess_launcher_set_cwd (launcher, "/");
  g_subprocess_launcher_setenv (launcher, "PGOPTIONS", "-c client_min_messages=error", TRUE);
  if (as_server)
    g_subprocess_launcher_set_child_setup (launcher, become_server, (gpointer) server_user (), NULL);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  return process;
}

/* Returns: whether the program ended well; its output and what it complained of. */
static gboolean
run (RvTestServer *server, gboolean as_server, char **output, char **errors, const char *const *arguments)
{
  g_autoptr (GSubprocess) process = spawn (server, as_server, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, arguments);
  g_autoptr (GError) error = NULL;

  g_subprocess_communicate_utf8 (process, NULL, NULL, output, errors, &error);
  g_assert_no_error (error);
  return g_subprocess_get_successful (process);
}

/* ---- the server ------------------------------------------------------------------------------------ */

static void
make_cluster (RvTestServer *server, const char *data)
{
  const struct passwd *user = server_user ();
  g_autofree char *errors = NULL, *output = NULL;
  const char *const arguments[] = { "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N", NULL };

  if (user != NULL)
    g_assert_cmpint (chown (server->directory, user->pw_uid, user->pw_gid), ==, 0);
  if (!run (server, TRUE, &output, &errors, arguments))
    g_error ("initdb: %s", errors);
}

static void
start_process (RvTestServer *server, const char *data)
{
  const char *const arguments[] = {
    "postgres", "-D", data, "-k", server->directory, "-c", "listen_addresses=", "-c", "fsync=off", "-c", "full_page_writes=off",
    "-c", "synchronous_commit=off", "-c", "autovacuum=off", "-c", "max_locks_per_transaction=2048", "-c", "logging_collector=off",
    "-c", "wal_level=logical", NULL,
  };
  const char *const ready[] = { "pg_isready", "-q", "-h", server->directory, NULL };

  server->process = spawn (server, TRUE, G_SUBPROCESS_FLAGS_STDERR_SILENCE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE, arguments);
  for (guint i = 0; i < 600; i++)
    {
      if (run (server, FALSE, NULL, NULL, ready))
        return;
      g_usleep (50000);
    }
  g_error ("the server does not answer");
}

RvTestServer *
rv_test_server_start (void)
{
  g_autofree char *programs = find_programs ();
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  RvTestServer *server;

  if (programs == NULL || (geteuid () == 0 && server_user () == NULL))
    {
      g_test_skip ("no PostgreSQL server is installed");
      return NULL;
    }
  server = g_new0 (RvTestServer, 1);
  server->programs = g_steal_pointer (&programs);
  server->directory = g_dir_make_tmp ("relvar-postgres-XXXXXX", &error);
  g_assert_no_error (error);
  data = g_build_filename (server->directory, "data", NULL);
  make_cluster (server, data);
  start_process (server, data);
  return server;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) directory = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

void
rv_test_server_stop (RvTestServer *server)
{
  if (server == NULL)
    return;
  g_subprocess_send_signal (server->process, SIGQUIT);
  g_subprocess_wait (server->process, NULL, NULL);
  g_object_unref (server->process);
  remove_tree (server->directory);
  g_free (server->directory);
  g_free (server->programs);
  g_free (server);
}

const char *
rv_test_server_host (RvTestServer *server)
{
  return server->directory;
}

/* ---- databases -------------------------------------------------------------------------------------- */

char *
rv_test_server_load (RvTestServer *server, const char *database, const char *script)
{
  /* A file, not a pipe: psql stops reading at the first error. */
  g_autofree char *path = g_build_filename (server->directory, "script.sql", NULL);
  const char *const arguments[] = { "psql", "-X", "-q", "-h", server->directory, "-U", "postgres", "-d", database,
                                    "-v", "ON_ERROR_STOP=1", "-f", path, NULL };
  g_autofree char *output = NULL, *errors = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, script, -1, &error);
  g_assert_no_error (error);
  if (run (server, FALSE, &output, &errors, arguments))
    return NULL;
  return g_steal_pointer (&errors);
}

char *
rv_test_server_query (RvTestServer *server, const char *database, const char *sql)
{
  const char *const arguments[] = { "psql", "-X", "-q", "-A", "-t", "-h", server->directory, "-U", "postgres", "-d", database,
                                    "-v", "ON_ERROR_STOP=1", "-c", sql, NULL };
  g_autofree char *output = NULL, *errors = NULL;

  if (!run (server, FALSE, &output, &errors, arguments))
    g_error ("%s: %s", sql, errors);
  return g_steal_pointer (&output);
}

char *
rv_test_server_run (RvTestServer *server, const char *database, const char *script, char **messages)
{
  g_autofree char *path = g_build_filename (server->directory, "script.sql", NULL);
  const char *const arguments[] = { "psql", "-X", "-q", "-A", "-t", "-h", server->directory, "-U", "postgres", "-d", database, "-f", path, NULL };
  g_autoptr (GError) error = NULL;
  char *output = NULL;

  g_file_set_contents (path, script, -1, &error);
  g_assert_no_error (error);
  run (server, FALSE, &output, messages, arguments);
  return output;
}

/* Runs each line that @sql gives as a statement. */
static void
run_each (RvTestServer *server, const char *database, const char *sql)
{
  g_autofree char *text = rv_test_server_query (server, database, sql);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      g_free (rv_test_server_query (server, database, lines[i]));
}

/* A database with a subscription cannot be dropped, and a subscription only without its slot. */
static void
drop_subscriptions (RvTestServer *server, const char *database)
{
  static const char *const statements[] = { "DISABLE", "SET (slot_name = NONE)", NULL };

  for (guint i = 0; statements[i] != NULL; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT format('ALTER SUBSCRIPTION %%I %s', subname) FROM pg_subscription s "
                                              "JOIN pg_database d ON d.oid = subdbid WHERE datname = current_database()", statements[i]);

      run_each (server, database, sql);
    }
  run_each (server, database, "SELECT format('DROP SUBSCRIPTION %I', subname) FROM pg_subscription s "
                              "JOIN pg_database d ON d.oid = subdbid WHERE datname = current_database()");
}

void
rv_test_server_reset (RvTestServer *server, const char *name)
{
  g_autofree char *names = rv_test_server_query (server, "postgres", "SELECT datname FROM pg_database WHERE NOT datistemplate AND datname <> 'postgres'");
  g_auto (GStrv) databases = g_strsplit (names, "\n", -1);
  g_autofree char *create = g_strdup_printf ("CREATE DATABASE %s TEMPLATE template0", name);

  for (guint i = 0; databases[i] != NULL; i++)
    if (*databases[i] != '\0')
      drop_subscriptions (server, databases[i]);
  run_each (server, "postgres", "SELECT format('DROP DATABASE %I', datname) FROM pg_database WHERE NOT datistemplate AND datname <> 'postgres'");
  run_each (server, "postgres", "SELECT format('DROP ROLE %I', rolname) FROM pg_roles WHERE rolname !~ '^pg_' AND rolname <> 'postgres'");
  g_free (rv_test_server_query (server, "postgres", create));
}

/* ---- dumps --------------------------------------------------------------------------------------------- */

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Drops what differs from run to run, and what says nothing. */
static char *
clean_entry (const char *entry)
{
  g_auto (GStrv) lines = g_strsplit (entry, "\n", -1);
  GString *kept = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (!g_str_has_prefix (lines[i], "\\restrict") && !g_str_has_prefix (lines[i], "\\unrestrict") &&
        !g_str_has_prefix (lines[i], "--") && !g_str_has_prefix (lines[i], "SET ") && *lines[i] != '\0')
      g_string_append_printf (kept, "%s\n", lines[i]);
  return g_string_free (kept, FALSE);
}

static void
append_sorted (GString *sorted, const char *dump)
{
  g_auto (GStrv) entries = g_strsplit (dump, "\n--\n-- Name: ", -1);
  g_autoptr (GPtrArray) cleaned = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; entries[i] != NULL; i++)
    {
      const char *body = i == 0 ? entries[i] : strchr (entries[i], '\n');
      g_autofree char *text = clean_entry (body != NULL ? body : "");

      g_ptr_array_add (cleaned, i == 0 ? g_strdup (text) : g_strdup_printf ("-- %.*s\n%s", (int) (body - entries[i]), entries[i], text));
    }
  g_ptr_array_sort (cleaned, compare_texts);
  for (guint i = 0; i < cleaned->len; i++)
    g_string_append (sorted, g_ptr_array_index (cleaned, i));
}

char *
rv_test_server_dump (RvTestServer *server, const char *database)
{
  const char *const dump[] = { "pg_dump", "-s", "-h", server->directory, "-U", "postgres", "-d", database, NULL };
  const char *const roles[] = { "pg_dumpall", "-r", "--no-role-passwords", "-h", server->directory, "-U", "postgres", NULL };
  g_autofree char *schema = NULL, *all_roles = NULL, *errors = NULL, *cleaned = NULL;
  GString *sorted = g_string_new (NULL);

  if (!run (server, FALSE, &schema, &errors, dump))
    g_error ("pg_dump: %s", errors);
  append_sorted (sorted, schema);
  g_clear_pointer (&errors, g_free);
  if (!run (server, FALSE, &all_roles, &errors, roles))
    g_error ("pg_dumpall: %s", errors);
  cleaned = clean_entry (all_roles);
  g_string_append (sorted, cleaned);
  return g_string_free (sorted, FALSE);
}
