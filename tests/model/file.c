/* The project file: what survives closing, killing, damage and a second opener. */
#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "model/edit.h"
#include "store/store.h"

typedef struct {
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("relvar-file-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "project.relvar", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  g_chmod (fixture->folder, 0700);
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static RvModel *
create (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  RvModel *model = rv_model_create (fixture->path, "postgresql", &error);

  g_assert_no_error (error);
  return model;
}

static RvModel *
reopen (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  RvModel *model = rv_model_open (fixture->path, RV_OPEN_DEFAULT, &error);

  g_assert_no_error (error);
  return model;
}

static gboolean
add_table (RvModel *model, const char *name, GError **error)
{
  g_autofree char *label = g_strdup_printf ("Add table %s", name);
  g_autoptr (RvEdit) edit = rv_edit_begin (model, label);
  RvSchema *schema = rv_model_find (model, RV_KIND_SCHEMA, 0, "public");
  gpointer table = rv_edit_insert (edit, RV_KIND_TABLE, schema->object.id);

  rv_edit_set_text (edit, table, RvTable_name, name);
  return rv_edit_commit (edit, error);
}

static gboolean
has_table (RvModel *model, const char *name)
{
  RvSchema *schema = rv_model_find (model, RV_KIND_SCHEMA, 0, "public");

  return rv_model_find (model, RV_KIND_TABLE, schema->object.id, name) != NULL;
}

static void
test_undo_after_reopen (Fixture *fixture, gconstpointer data)
{
  RvModel *model = create (fixture);

  g_assert_true (add_table (model, "orders", NULL));
  g_assert_true (add_table (model, "customer", NULL));
  g_object_unref (model);
  model = reopen (fixture);
  g_assert_true (has_table (model, "customer"));
  g_assert_true (rv_model_undo (model, NULL));
  g_assert_false (has_table (model, "customer"));
  g_object_unref (model);
  model = reopen (fixture);
  g_assert_false (has_table (model, "customer"));
  g_assert_true (has_table (model, "orders"));
  g_assert_true (rv_model_redo (model, NULL));
  g_assert_true (has_table (model, "customer"));
  g_assert_true (rv_model_undo (model, NULL) && rv_model_undo (model, NULL));
  g_assert_false (rv_model_undo (model, NULL)); /* the birth of the project stays */
  g_object_unref (model);
}

static void
test_five_hundred_steps (Fixture *fixture, gconstpointer data)
{
  RvModel *model = create (fixture);
  guint undone = 0;

  for (guint i = 0; i < 700; i++)
    {
      g_autofree char *name = g_strdup_printf ("t%u", i);

      g_assert_true (add_table (model, name, NULL));
    }
  g_object_unref (model);
  model = reopen (fixture);
  while (rv_model_undo (model, NULL))
    undone++;
  g_assert_cmpuint (undone, >=, 500);
  g_object_unref (model);
}

static void
test_ids_are_never_reused (Fixture *fixture, gconstpointer data)
{
  RvModel *model = create (fixture);
  RvId last;

  g_assert_true (add_table (model, "a", NULL));
  last = ((RvObject *) rv_model_all (model, RV_KIND_TABLE)->pdata[0])->id;
  g_assert_true (rv_model_undo (model, NULL));
  g_object_unref (model);
  model = reopen (fixture);
  g_assert_true (add_table (model, "b", NULL));
  g_assert_cmpint (((RvObject *) rv_model_all (model, RV_KIND_TABLE)->pdata[0])->id, >, last);
  g_object_unref (model);
}

static void
test_second_opener_follows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RvModel) writer = create (fixture);
  g_autoptr (RvModel) reader = reopen (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_null (rv_model_read_only_reason (writer));
  g_assert_nonnull (rv_model_read_only_reason (reader));
  g_assert_false (add_table (reader, "never", &error));
  g_assert_nonnull (error);
  g_assert_false (has_table (reader, "never"));
  g_assert_true (add_table (writer, "orders", NULL));
  g_assert_true (rv_model_follow (reader, NULL));
  g_assert_true (has_table (reader, "orders"));
  g_assert_true (rv_model_undo (writer, NULL));
  g_assert_true (rv_model_follow (reader, NULL));
  g_assert_false (has_table (reader, "orders"));
}

static void
run_sql (const char *path, const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
test_another_tool_writes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RvModel) writer = create (fixture);
  g_autoptr (RvModel) reader = reopen (fixture);

  g_assert_true (add_table (writer, "orders", NULL));
  g_assert_true (rv_model_follow (reader, NULL));
  run_sql (fixture->path, "UPDATE tables SET name = 'sales' WHERE name = 'orders'");
  g_assert_true (rv_model_follow (reader, NULL));
  g_assert_true (has_table (reader, "sales"));
}

static void
test_newer_version_is_read_only (Fixture *fixture, gconstpointer data)
{
  RvModel *model = create (fixture);

  g_assert_true (add_table (model, "orders", NULL));
  g_object_unref (model);
  run_sql (fixture->path, "PRAGMA user_version = 99");
  model = reopen (fixture);
  g_assert_nonnull (strstr (rv_model_read_only_reason (model), "newer"));
  g_assert_true (has_table (model, "orders"));
  g_object_unref (model);
}

/* What is only read stays as it is, and can be read all the same. */
static void
test_older_version_reads (Fixture *fixture, gconstpointer data)
{
  RvModel *model = create (fixture);
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (add_table (model, "orders", NULL));
  g_object_unref (model);
  run_sql (fixture->path, "ALTER TABLE tables DROP COLUMN comment; DROP TABLE migrations; PRAGMA user_version = 0");
  g_assert_true (g_file_get_contents (fixture->path, &before, NULL, NULL));
  model = rv_model_open (fixture->path, RV_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_nonnull (rv_model_read_only_reason (model));
  g_assert_true (has_table (model, "orders"));
  g_object_unref (model);
  g_assert_true (g_file_get_contents (fixture->path, &after, NULL, NULL));
  g_assert_cmpstr (before, ==, after);
}

static void
test_older_version_migrates (Fixture *fixture, gconstpointer data)
{
  RvModel *model = create (fixture);
  g_autofree char *backup = g_strconcat (fixture->path, ".version-0.backup", NULL);

  g_assert_true (add_table (model, "orders", NULL));
  g_object_unref (model);
  run_sql (fixture->path, "ALTER TABLE tables DROP COLUMN comment; DROP TABLE migrations; PRAGMA user_version = 0");
  model = reopen (fixture);
  g_assert_null (rv_model_read_only_reason (model));
  g_assert_true (has_table (model, "orders"));
  g_assert_true (add_table (model, "customer", NULL));
  g_assert_true (g_file_test (backup, G_FILE_TEST_EXISTS));
  g_object_unref (model);
}

/* Root may write everywhere, so this looks with the eyes of nobody. Returns: whether all was well. */
static gboolean
opens_read_only (const char *path)
{
  g_autoptr (RvModel) model = rv_model_open (path, RV_OPEN_DEFAULT, NULL);

  return model != NULL && rv_model_read_only_reason (model) != NULL && has_table (model, "orders");
}

static void
test_read_only_folder (Fixture *fixture, gconstpointer data)
{
  RvModel *model = create (fixture);
  pid_t child;
  int status;

  g_assert_true (add_table (model, "orders", NULL));
  g_object_unref (model);
  g_chmod (fixture->path, 0444);
  g_chmod (fixture->folder, 0555);
  child = fork ();
  if (child == 0)
    _exit (geteuid () == 0 && setuid (65534) != 0 ? 2 : opens_read_only (fixture->path) ? 0 : 1);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

static void
test_not_a_project (Fixture *fixture, gconstpointer data)
{
  const char *const contents[] = { "", "hello", "SQLite format 3" };

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (fixture->path, contents[i], -1, NULL));
      g_assert_null (rv_model_open (fixture->path, RV_OPEN_DEFAULT, &error));
      g_assert_error (error, RV_STORE_ERROR, RV_STORE_ERROR_NOT_A_PROJECT);
    }
  g_unlink (fixture->path);
  run_sql (fixture->path, "CREATE TABLE x (y)");
  {
    g_autoptr (GError) error = NULL;

    g_assert_null (rv_model_open (fixture->path, RV_OPEN_DEFAULT, &error));
    g_assert_error (error, RV_STORE_ERROR, RV_STORE_ERROR_NOT_A_PROJECT);
  }
}

static void
test_dangling_reference_is_damage (Fixture *fixture, gconstpointer data)
{
  RvModel *model = create (fixture);
  g_autoptr (GError) error = NULL;
  g_autofree char *report = NULL;

  g_assert_true (add_table (model, "orders", NULL) && add_table (model, "lost", NULL));
  g_object_unref (model);
  run_sql (fixture->path, "UPDATE tables SET schema_id = 4711 WHERE name = 'lost'");
  g_assert_null (rv_model_open (fixture->path, RV_OPEN_DEFAULT, &error));
  g_assert_error (error, RV_STORE_ERROR, RV_STORE_ERROR_DAMAGED);
  model = rv_model_salvage (fixture->path, &report, NULL);
  g_assert_nonnull (model);
  g_assert_true (has_table (model, "orders"));
  g_assert_false (has_table (model, "lost"));
  g_assert_cmpuint (strlen (report), >, 0);
  g_object_unref (model);
}

static void
test_hostile_trigger_does_not_run (Fixture *fixture, gconstpointer data)
{
  RvModel *model = create (fixture);

  g_object_unref (model);
  run_sql (fixture->path, "CREATE TRIGGER evil AFTER INSERT ON tables BEGIN DELETE FROM schemas; END");
  model = reopen (fixture);
  g_assert_true (add_table (model, "orders", NULL));
  g_object_unref (model);
  model = reopen (fixture);
  g_assert_true (has_table (model, "orders"));
  g_object_unref (model);
}

/* Whatever bits are wrong, opening answers: the project, or an error, and the file stays as it is. */
static void
test_bit_flips_and_truncation (Fixture *fixture, gconstpointer data)
{
  RvModel *model = create (fixture);
  g_autofree char *contents = NULL;
  g_autofree char *copy = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  gsize length;
  guint refused = 0;

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *name = g_strdup_printf ("table_%u", i);

      g_assert_true (add_table (model, name, NULL));
    }
  copy = g_strconcat (fixture->path, ".copy", NULL);
  g_assert_true (rv_model_save_copy (model, copy, NULL));
  g_object_unref (model);
  g_assert_true (g_file_get_contents (copy, &contents, &length, NULL));
  for (guint round = 0; round < 150; round++)
    {
      g_autofree char *broken = g_memdup2 (contents, length);
      g_autofree char *report = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (RvModel) opened = NULL;
      g_autoptr (RvModel) salvaged = NULL;
      gsize n = round % 3 == 0 ? (gsize) g_rand_int_range (random, 100, (gint32) length) : length;

      for (guint i = 0; i < 8 && round % 3 != 0; i++)
        broken[g_rand_int_range (random, 100, (gint32) length)] ^= (char) (1 << g_rand_int_range (random, 0, 8));
      g_assert_true (g_file_set_contents (copy, broken, (gssize) n, NULL));
      opened = rv_model_open (copy, RV_OPEN_READ_ONLY, &error);
      refused += opened == NULL;
      g_assert_true ((opened == NULL) == (error != NULL));
      if (opened == NULL)
        salvaged = rv_model_salvage (copy, &report, NULL);
    }
  g_assert_cmpuint (refused, >, 30);
}

/* ---- killed at any moment ------------------------------------------------------------------------- */

#define KILLS 50
#define EDITS 500

/* The child tells each committed edit by one byte. */
static void
edit_forever (const char *path, int acknowledge)
{
  RvModel *model = rv_model_open (path, RV_OPEN_DEFAULT, NULL);

  for (guint i = 0; model != NULL && i < EDITS; i++)
    {
      g_autofree char *name = g_strdup_printf ("t%u", rv_model_all (model, RV_KIND_TABLE)->len);

      if (!add_table (model, name, NULL) || write (acknowledge, "x", 1) != 1)
        break;
    }
  _exit (0);
}

/* @in_stream: the time runs from the first edit on, else from the birth of the child, which may be opening the file. */
static guint
count_until_killed (pid_t child, int from, guint microseconds, gboolean in_stream)
{
  guint n = 0;
  char byte[512];
  gssize got;

  if (in_stream && (got = read (from, byte, 1)) > 0)
    n += (guint) got;
  g_usleep (microseconds);
  kill (child, SIGKILL);
  waitpid (child, NULL, 0);
  while ((got = read (from, byte, sizeof byte)) > 0)
    n += (guint) got;
  return n;
}

static void
test_kill (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  guint expected = 0;

  g_object_unref (create (fixture));
  for (guint round = 0; round < KILLS; round++)
    {
      int ends[2];
      pid_t child;
      RvModel *model;

      g_assert_cmpint (pipe (ends), ==, 0);
      child = fork ();
      if (child == 0)
        edit_forever (fixture->path, ends[1]);
      close (ends[1]);
      expected += count_until_killed (child, ends[0], (guint) g_rand_int_range (random, 500, 40000), round % 4 != 0);
      close (ends[0]);
      model = reopen (fixture);
      g_assert_null (rv_model_read_only_reason (model));
      g_assert_cmpuint (rv_model_all (model, RV_KIND_TABLE)->len, >=, expected);
      g_assert_cmpuint (rv_model_all (model, RV_KIND_TABLE)->len, <=, expected + 1); /* committed, not yet told */
      expected = rv_model_all (model, RV_KIND_TABLE)->len;
      g_object_unref (model);
    }
  g_assert_cmpuint (expected, >, KILLS / 5);
}

/* ---- no space left ------------------------------------------------------------------------------------ */

static void
test_disk_full (Fixture *fixture, gconstpointer data)
{
  RvModel *model = create (fixture);
  struct rlimit unlimited, tight;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_assert_true (add_table (model, "before", NULL));
  getrlimit (RLIMIT_FSIZE, &unlimited);
  tight = unlimited;
  tight.rlim_cur = 1024 * 1024;
  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &tight);
  while (error == NULL && n < 5000)
    {
      g_autofree char *name = g_strdup_printf ("full_%u", n);

      n += add_table (model, name, &error);
    }
  setrlimit (RLIMIT_FSIZE, &unlimited);
  g_assert_nonnull (error);
  g_assert_cmpuint (rv_model_all (model, RV_KIND_TABLE)->len, ==, n + 1);
  g_assert_true (add_table (model, "after", NULL));
  g_object_unref (model);
  model = reopen (fixture);
  g_assert_cmpuint (rv_model_all (model, RV_KIND_TABLE)->len, ==, n + 2);
  g_object_unref (model);
}

/* The file is told by its first bytes, also after a crash right behind its birth. */
static void
test_header_at_birth (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RvModel) model = create (fixture);
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (fixture->path, &bytes, &length, NULL));
  g_assert_cmpuint (length, >, 100);
  g_assert_cmpmem (bytes + 68, 4, "RvLr", 4);
}

#define ADD(name, function) g_test_add ("/file/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("header-at-birth", test_header_at_birth);
  ADD ("undo-after-reopen", test_undo_after_reopen);
  ADD ("five-hundred-steps", test_five_hundred_steps);
  ADD ("ids-are-never-reused", test_ids_are_never_reused);
  ADD ("second-opener-follows", test_second_opener_follows);
  ADD ("another-tool-writes", test_another_tool_writes);
  ADD ("newer-version-is-read-only", test_newer_version_is_read_only);
  ADD ("older-version-migrates", test_older_version_migrates);
  ADD ("older-version-reads", test_older_version_reads);
  ADD ("read-only-folder", test_read_only_folder);
  ADD ("not-a-project", test_not_a_project);
  ADD ("dangling-reference-is-damage", test_dangling_reference_is_damage);
  ADD ("hostile-trigger-does-not-run", test_hostile_trigger_does_not_run);
  ADD ("bit-flips-and-truncation", test_bit_flips_and_truncation);
  ADD ("kill", test_kill);
  ADD ("disk-full", test_disk_full);
  return g_test_run ();
}
