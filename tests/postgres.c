/* Feeds a private PostgreSQL server with the programs that come with it. */
#include "postgres.h"

#include <glib/gstdio.h>
#include <string.h>

#include "live/scratch.h"

struct _RvTestServer {
  RvScratch *scratch;
};

/* ---- programs ----------------------------------------------------------------------------------- */

/* Returns: whether the program ended well; its output and what it complained of. */
static gboolean
run (RvTestServer *server, char **output, char **errors, const char *const *arguments)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autofree char *program = g_build_filename (rv_scratch_programs (server->scratch), arguments[0], NULL);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (argv, program);
  for (guint i = 1; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) arguments[i]);
  g_ptr_array_add (argv, NULL);
  g_subprocess_launcher_setenv (launcher, "PGOPTIONS", "-c client_min_messages=error", TRUE);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, output, errors, &error);
  g_assert_no_error (error);
  return g_subprocess_get_successful (process);
}

/* ---- the server ------------------------------------------------------------------------------------ */

RvTestServer *
rv_test_server_start (void)
{
  g_autoptr (GError) error = NULL;
  RvScratch *scratch = rv_scratch_start (NULL, &error);
  RvTestServer *server;

  if (scratch == NULL)
    {
      g_test_skip (error->message);
      return NULL;
    }
  server = g_new0 (RvTestServer, 1);
  server->scratch = scratch;
  return server;
}

void
rv_test_server_stop (RvTestServer *server)
{
  if (server == NULL)
    return;
  rv_scratch_stop (server->scratch);
  g_free (server);
}

const char *
rv_test_server_host (RvTestServer *server)
{
  return rv_scratch_host (server->scratch);
}

/* ---- databases -------------------------------------------------------------------------------------- */

char *
rv_test_server_load (RvTestServer *server, const char *database, const char *script)
{
  /* A file, not a pipe: psql stops reading at the first error. */
  g_autofree char *path = g_build_filename (rv_scratch_host (server->scratch), "script.sql", NULL);
  const char *const arguments[] = { "psql", "-X", "-q", "-h", rv_scratch_host (server->scratch), "-U", "postgres", "-d", database,
                                    "-v", "ON_ERROR_STOP=1", "-f", path, NULL };
  g_autofree char *output = NULL, *errors = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, script, -1, &error);
  g_assert_no_error (error);
  if (run (server, &output, &errors, arguments))
    return NULL;
  return g_steal_pointer (&errors);
}

char *
rv_test_server_query (RvTestServer *server, const char *database, const char *sql)
{
  const char *const arguments[] = { "psql", "-X", "-q", "-A", "-t", "-h", rv_scratch_host (server->scratch), "-U", "postgres", "-d", database,
                                    "-v", "ON_ERROR_STOP=1", "-c", sql, NULL };
  g_autofree char *output = NULL, *errors = NULL;

  if (!run (server, &output, &errors, arguments))
    g_error ("%s: %s", sql, errors);
  return g_steal_pointer (&output);
}

char *
rv_test_server_run (RvTestServer *server, const char *database, const char *script, char **messages)
{
  g_autofree char *path = g_build_filename (rv_scratch_host (server->scratch), "script.sql", NULL);
  const char *const arguments[] = { "psql", "-X", "-q", "-A", "-t", "-h", rv_scratch_host (server->scratch), "-U", "postgres", "-d", database, "-f", path, NULL };
  g_autoptr (GError) error = NULL;
  char *output = NULL;

  g_file_set_contents (path, script, -1, &error);
  g_assert_no_error (error);
  run (server, &output, messages, arguments);
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
rv_test_server_raw_dump (RvTestServer *server, const char *database)
{
  const char *const arguments[] = { "pg_dump", "-s", "-h", rv_scratch_host (server->scratch), "-U", "postgres", "-d", database, NULL };
  g_autofree char *errors = NULL;
  char *schema = NULL;

  if (!run (server, &schema, &errors, arguments))
    g_error ("pg_dump: %s", errors);
  return schema;
}

char *
rv_test_server_dump (RvTestServer *server, const char *database)
{
  const char *const roles[] = { "pg_dumpall", "-r", "--no-role-passwords", "-h", rv_scratch_host (server->scratch), "-U", "postgres", NULL };
  g_autofree char *schema = rv_test_server_raw_dump (server, database), *all_roles = NULL, *errors = NULL, *cleaned = NULL;
  GString *sorted = g_string_new (NULL);

  append_sorted (sorted, schema);
  if (!run (server, &all_roles, &errors, roles))
    g_error ("pg_dumpall: %s", errors);
  cleaned = clean_entry (all_roles);
  g_string_append (sorted, cleaned);
  return g_string_free (sorted, FALSE);
}
