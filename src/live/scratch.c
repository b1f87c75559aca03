/* Starts, feeds and removes a PostgreSQL server; or makes and drops databases on another's. */
#include "live/scratch.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <grp.h>
#include <pwd.h>
#include <string.h>
#include <unistd.h>

#include "live/connection.h"
#include "live/programs.h"

#define LONGEST_FOLDER 80   /* a socket's path has 107 characters at most */
#define SHORT_FOLDER "/tmp"
#define SECONDS_TO_START 60

struct _RvScratch {
  char *folder;          /* of our own server */
  char *programs;
  GSubprocess *process;
  char *address;         /* of a database that is there already */
  char *password;
  GPtrArray *databases;  /* names of those that we made */
};

static const char *const needed_programs[] = { "initdb", "postgres", NULL };

/* ---- processes ------------------------------------------------------------------------------------ */

/* PostgreSQL refuses to run as root. */
static const struct passwd *
server_user (void)
{
  const struct passwd *user = geteuid () == 0 ? getpwnam ("postgres") : NULL;

  return geteuid () == 0 && user == NULL ? getpwnam ("nobody") : user;
}

/* Runs in the child, before the program: out of reach of a Ctrl-C that is meant for us. */
static void
become_server (gpointer data)
{
  const struct passwd *user = data;

  if (user != NULL && (setgroups (0, NULL) != 0 || setgid (user->pw_gid) != 0 || setuid (user->pw_uid) != 0))
    _exit (126);
  setsid ();
}

static GSubprocess *
spawn (GSubprocessFlags flags, const char *const *arguments, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (flags);

  g_subprocess_launcher_set_cwd (launcher, "/");
  g_subprocess_launcher_set_child_setup (launcher, become_server, (gpointer) server_user (), NULL);
  return g_subprocess_launcher_spawnv (launcher, arguments, error);
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

/* ---- a server of our own ------------------------------------------------------------------------------ */

static gboolean
make_folder (RvScratch *scratch, GError **error)
{
  const struct passwd *user = server_user ();

  if (strlen (g_get_tmp_dir ()) < LONGEST_FOLDER)
    scratch->folder = g_dir_make_tmp ("relvar-postgres-XXXXXX", error);
  else if ((scratch->folder = g_mkdtemp (g_build_filename (SHORT_FOLDER, "relvar-postgres-XXXXXX", NULL))) == NULL)
    g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
  if (scratch->folder == NULL)
    return FALSE;
  if (user == NULL || chown (scratch->folder, user->pw_uid, user->pw_gid) == 0)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
  return FALSE;
}

static gboolean
try_initdb (RvScratch *scratch, const char *locale, GCancellable *cancellable, GError **error)
{
  g_autofree char *program = g_build_filename (scratch->programs, "initdb", NULL), *data = g_build_filename (scratch->folder, "data", NULL);
  const char *const arguments[] = { program, "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", locale, "-N", NULL };
  g_autoptr (GSubprocess) process = spawn (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_PIPE, arguments, error);
  g_autofree char *said = NULL;

  if (process == NULL || !g_subprocess_communicate_utf8 (process, NULL, cancellable, NULL, &said, error))
    return FALSE;
  if (g_subprocess_get_successful (process))
    return TRUE;
  g_set_error (error, RV_LIVE_ERROR, RV_LIVE_ERROR_SERVER, _("No database cluster can be made: %s"), said != NULL ? g_strstrip (said) : "");
  return FALSE;
}

static gboolean
make_cluster (RvScratch *scratch, GCancellable *cancellable, GError **error)
{
  return try_initdb (scratch, "--locale=C.UTF-8", cancellable, NULL) || try_initdb (scratch, "--no-locale", cancellable, error);
}

/* The shell waits for the end of its input, which comes with our own, however we end; then it cleans up. */
static const char *const watch
  = "place=$1; shift; \"$@\" </dev/null >\"$place/log\" 2>&1 & server=$!\n"
    "cat >/dev/null; kill -QUIT $server 2>/dev/null; wait $server; cd /; rm -rf \"$place\"";

static gboolean
start_server (RvScratch *scratch, GError **error)
{
  g_autofree char *program = g_build_filename (scratch->programs, "postgres", NULL), *data = g_build_filename (scratch->folder, "data", NULL);
  const char *const arguments[] = {
    "/bin/sh", "-c", watch, "sh", scratch->folder, program, "-D", data, "-k", scratch->folder, "-c", "listen_addresses=", "-c", "port=5432", "-c", "fsync=off",
    "-c", "full_page_writes=off", "-c", "synchronous_commit=off", "-c", "autovacuum=off", "-c", "max_locks_per_transaction=2048",
    "-c", "logging_collector=off", "-c", "wal_level=logical", "-c", "max_prepared_transactions=8", NULL,
  };

  scratch->process = spawn (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, arguments, error);
  return scratch->process != NULL;
}

static gboolean
fail_to_start (RvScratch *scratch, GError **error)
{
  g_autofree char *path = g_build_filename (scratch->folder, "log", NULL), *log = NULL;

  g_file_get_contents (path, &log, NULL, NULL);
  g_set_error (error, RV_LIVE_ERROR, RV_LIVE_ERROR_SERVER, _("The PostgreSQL server does not start: %s"), log != NULL ? g_strstrip (log) : "");
  return FALSE;
}

static gboolean
wait_for_server (RvScratch *scratch, GCancellable *cancellable, GError **error)
{
  gint64 deadline = g_get_monotonic_time () + SECONDS_TO_START * G_USEC_PER_SEC;

  while (PQping (scratch->address) != PQPING_OK)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (g_get_monotonic_time () > deadline)
        return fail_to_start (scratch, error);
      g_usleep (20000);
    }
  return TRUE;
}

static RvScratch *
scratch_new (void)
{
  RvScratch *scratch = g_new0 (RvScratch, 1);

  scratch->databases = g_ptr_array_new_with_free_func (g_free);
  return scratch;
}

RvScratch *
rv_scratch_start (GCancellable *cancellable, GError **error)
{
  g_autoptr (RvScratch) scratch = scratch_new ();

  scratch->programs = rv_programs_find (needed_programs);
  if (scratch->programs == NULL)
    g_set_error_literal (error, RV_LIVE_ERROR, RV_LIVE_ERROR_SERVER,
                         _("There is no PostgreSQL server on this computer: install the package “postgresql”, or give the address of a server"));
  else if (geteuid () == 0 && server_user () == NULL)
    g_set_error_literal (error, RV_LIVE_ERROR, RV_LIVE_ERROR_SERVER, _("PostgreSQL does not run as root, and there is no user “postgres” or “nobody”"));
  else if (make_folder (scratch, error) && make_cluster (scratch, cancellable, error) && start_server (scratch, error))
    {
      scratch->address = g_strdup_printf ("host='%s' port=5432 user=postgres dbname=postgres", scratch->folder);
      if (wait_for_server (scratch, cancellable, error))
        return g_steal_pointer (&scratch);
    }
  return NULL;
}

/* ---- another's server ------------------------------------------------------------------------------------ */

RvScratch *
rv_scratch_on_server (const char *address, const RvLiveOptions *options, GCancellable *cancellable, GError **error)
{
  g_autoptr (RvConnection) connection = rv_connection_open (address, options, cancellable, error);
  RvScratch *scratch;

  if (connection == NULL)
    return NULL;
  scratch = scratch_new ();
  scratch->address = g_strdup (address);
  scratch->password = g_strdup (rv_connection_password (connection));
  return scratch;
}

/* Whoever is connected has to go; PostgreSQL 12 cannot say so. */
static gboolean
drop_database (RvScratch *scratch, const char *name, GError **error)
{
  g_autofree char *at_once = g_strdup_printf ("DROP DATABASE IF EXISTS %s WITH (FORCE)", name);
  g_autofree char *plain = g_strdup_printf ("DROP DATABASE IF EXISTS %s", name);

  return rv_scratch_run (scratch, scratch->address, at_once, NULL, NULL) || rv_scratch_run (scratch, scratch->address, plain, NULL, error);
}

static void
drop_databases (RvScratch *scratch)
{
  for (guint i = 0; scratch->process == NULL && i < scratch->databases->len; i++)
    drop_database (scratch, scratch->databases->pdata[i], NULL);
}

void
rv_scratch_stop (RvScratch *scratch)
{
  if (scratch == NULL)
    return;
  drop_databases (scratch);
  if (scratch->process != NULL)
    {
      g_output_stream_close (g_subprocess_get_stdin_pipe (scratch->process), NULL, NULL);
      g_subprocess_wait (scratch->process, NULL, NULL);
      g_object_unref (scratch->process);
    }
  if (scratch->folder != NULL)
    remove_tree (scratch->folder);
  g_ptr_array_unref (scratch->databases);
  g_free (scratch->folder);
  g_free (scratch->programs);
  g_free (scratch->address);
  g_free (scratch->password);
  g_free (scratch);
}

const char *
rv_scratch_host (RvScratch *scratch)
{
  return scratch->folder;
}

const char *
rv_scratch_programs (RvScratch *scratch)
{
  return scratch->programs;
}

/* ---- databases ---------------------------------------------------------------------------------------------- */

char *
rv_scratch_add_database (RvScratch *scratch, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_strdup_printf ("relvar_scratch_%08x%08x", g_random_int (), g_random_int ());
  g_autofree char *sql = g_strdup_printf ("CREATE DATABASE %s TEMPLATE template0 ENCODING 'UTF8'", name);

  if (!rv_scratch_run (scratch, scratch->address, sql, cancellable, error))
    return NULL;
  g_ptr_array_add (scratch->databases, g_strdup (name));
  return rv_live_change (scratch->address, "dbname", name);
}

gboolean
rv_scratch_drop_database (RvScratch *scratch, const char *address, GError **error)
{
  g_autofree char *name = rv_live_database (address);
  guint at;

  if (!g_ptr_array_find_with_equal_func (scratch->databases, name, g_str_equal, &at))
    return TRUE;
  if (!drop_database (scratch, name, error))
    return FALSE;
  g_ptr_array_remove_index (scratch->databases, at);
  return TRUE;
}

gboolean
rv_scratch_run (RvScratch *scratch, const char *address, const char *sql, GCancellable *cancellable, GError **error)
{
  RvLiveOptions options = { .password = scratch->password };
  g_autoptr (RvConnection) connection = rv_connection_open (address, &options, cancellable, error);

  return connection != NULL && rv_connection_run (connection, sql, 0, NULL, NULL, cancellable, error) == RV_QUERY_DONE;
}
