/* What a schema is after import and export, as a real server sees it: the same. */
#include <string.h>

#include "../postgres.h"
#include "sql/dialect.h"

static RvTestServer *server;

/* ---- reading and writing ------------------------------------------------------------------------ */

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

static char *
convert (const char *text, const RvWriteOptions *options)
{
  g_autoptr (RvModel) model = read_script (text);
  GString *out = g_string_new (NULL);

  g_assert_true (rv_postgresql.write (model, options, out, NULL));
  return g_string_free (out, FALSE);
}

/* ---- comparing ------------------------------------------------------------------------------------ */

/* Says where two texts part, with a few lines around. */
static void
assert_same_text (const char *what, const char *expected, const char *found)
{
  g_auto (GStrv) a = g_strsplit (expected, "\n", -1);
  g_auto (GStrv) b = g_strsplit (found, "\n", -1);
  guint i = 0;

  if (strcmp (expected, found) == 0)
    return;
  while (a[i] != NULL && g_strcmp0 (a[i], b[i]) == 0)
    i++;
  for (guint j = i > 4 ? i - 4 : 0; j < i; j++)
    g_printerr ("  %s\n", a[j]);
  for (guint j = i; j < i + 6 && j < g_strv_length (a); j++)
    g_printerr ("- %s\n", a[j]);
  for (guint j = i; j < i + 6 && j < g_strv_length (b); j++)
    g_printerr ("+ %s\n", b[j]);
  g_error ("%s differs at line %u", what, i + 1);
}

/* Loads @script into a fresh server. Returns: the dump of it. */
static char *
dump_of (const char *script)
{
  g_autofree char *errors = NULL;

  rv_test_server_reset (server, "design");
  errors = rv_test_server_load (server, "design", script);
  if (errors != NULL)
    g_error ("the script does not load: %s", errors);
  return rv_test_server_dump (server, "design");
}

static char *
read_data (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* ---- tests ------------------------------------------------------------------------------------------ */

static void
test_fixed_point (void)
{
  g_autofree char *original = read_data ("every-kind.sql");
  g_autofree char *once = convert (original, NULL);
  g_autofree char *twice = convert (once, NULL);

  assert_same_text ("The second export", once, twice);
}

static void
test_every_kind (void)
{
  g_autofree char *original = NULL, *expected = NULL, *exported = NULL, *found = NULL;

  if (server == NULL)
    {
      g_test_skip ("no PostgreSQL server is installed");
      return;
    }
  original = read_data ("every-kind.sql");
  expected = dump_of (original);
  exported = convert (original, NULL);
  found = dump_of (exported);
  assert_same_text ("The catalog", expected, found);
}

/* The drop script leaves the server as it was. */
static void
test_drops (void)
{
  RvWriteOptions options = { .drop_script = TRUE };
  g_autofree char *original = NULL, *drops = NULL, *before = NULL, *after = NULL, *errors = NULL;

  if (server == NULL)
    {
      g_test_skip ("no PostgreSQL server is installed");
      return;
    }
  original = read_data ("every-kind.sql");
  drops = convert (original, &options);
  before = dump_of ("COMMENT ON SCHEMA public IS 'Shared';");
  g_free (dump_of (original));
  errors = rv_test_server_load (server, "design", drops);
  if (errors != NULL)
    g_error ("the drop script does not load: %s\n%s", errors, drops);
  after = rv_test_server_dump (server, "design");
  assert_same_text ("What is left", before, after);
}

/* ---- the corpus -------------------------------------------------------------------------------------- */

/* Roles are not part of a dump. Returns: (nullable): the role that @errors miss. */
static char *
missing_role (const char *errors)
{
  const char *start = strstr (errors, "role \""), *end = start == NULL ? NULL : strstr (start, "\" does not exist");

  return end == NULL ? NULL : g_strndup (start + 6, (gsize) (end - start - 6));
}

/* Loads @script and makes the roles that it asks for. Returns: (nullable): the dump. */
static char *
dump_with_roles (const char *script, GPtrArray *roles)
{
  for (guint attempt = 0; attempt < 20; attempt++)
    {
      g_autofree char *errors = NULL;
      char *role;

      rv_test_server_reset (server, "design");
      for (guint i = 0; i < roles->len; i++)
        {
          g_autofree char *sql = g_strdup_printf ("CREATE ROLE \"%s\"", (char *) g_ptr_array_index (roles, i));

          g_free (rv_test_server_query (server, "postgres", sql));
        }
      errors = rv_test_server_load (server, "design", script);
      if (errors == NULL)
        return rv_test_server_dump (server, "design");
      role = missing_role (errors);
      if (role == NULL)
        {
          g_test_message ("%s", errors);
          return NULL;
        }
      g_ptr_array_add (roles, role);
    }
  return NULL;
}

static void
check_corpus_file (const char *path)
{
  g_autofree char *original = NULL, *exported = NULL, *again = NULL, *expected = NULL, *found = NULL;
  g_autoptr (GPtrArray) roles = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &original, NULL, &error);
  g_assert_no_error (error);
  exported = convert (original, NULL);
  again = convert (exported, NULL);
  g_test_message ("%s", path);
  assert_same_text (path, exported, again);
  if (server == NULL)
    return;
  expected = dump_with_roles (original, roles);
  if (expected == NULL)
    {
      g_test_message ("%s does not load here, perhaps for want of an extension", path);
      return;
    }
  found = dump_with_roles (exported, roles);
  g_assert_nonnull (found);
  assert_same_text (path, expected, found);
}

static void
check_corpus_folder (const char *folder)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        check_corpus_folder (path);
      else if (g_str_has_suffix (name, ".pgdump.sql"))
        check_corpus_file (path);
    }
}

static void
test_corpus (void)
{
  if (g_getenv ("RELVAR_CORPUS") == NULL)
    g_test_skip ("RELVAR_CORPUS is not set");
  else
    check_corpus_folder (g_getenv ("RELVAR_CORPUS"));
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
  g_test_add_func ("/sql/roundtrip/start", test_start);
  g_test_add_func ("/sql/roundtrip/fixed-point", test_fixed_point);
  g_test_add_func ("/sql/roundtrip/every-kind", test_every_kind);
  g_test_add_func ("/sql/roundtrip/drops", test_drops);
  g_test_add_func ("/sql/roundtrip/corpus", test_corpus);
  status = g_test_run ();
  rv_test_server_stop (server);
  return status;
}
