/* Files in and out: projects by their contents, whole files or none, links, devices, what cannot be read. */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "exchange/open.h"
#include "exchange/save.h"
#include "small-model.h"

static char *
path_in (const char *folder, const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static char *
new_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("relvar-test-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = path_in (folder, name);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
save (RvModel *model, const char *path, const RvFormat *format)
{
  g_autoptr (GError) error = NULL;

  rv_save_any (model, path, format, NULL, NULL, &error);
  g_assert_no_error (error);
}

static RvModel *
open_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RvReport) report = rv_report_new (path);
  RvModel *model = rv_open_any (path, NULL, report, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return model;
}

/* ---- projects ------------------------------------------------------------------------------------- */

static void
test_project (void)
{
  g_autofree char *folder = new_folder ();
  g_autofree char *path = path_in (folder, "shop.anything");
  g_autoptr (RvModel) model = small_shop ();
  RvModel *again;

  save (model, path, &rv_format_project);
  again = open_file (path);
  g_assert_cmpuint (rv_model_n_objects (again), ==, rv_model_n_objects (model));
  g_assert_nonnull (small_find_table (again, "public", "order_line"));
  g_object_unref (again);
  remove_folder (folder);
}

static void
test_project_bytes (void)
{
  g_autofree char *folder = new_folder ();
  g_autofree char *path = path_in (folder, "a.relvar");
  g_autoptr (RvModel) model = small_shop ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = rv_format_project.write (model, NULL, NULL, &error);
  g_autoptr (RvReport) report = rv_report_new ("-");
  RvModel *again;

  g_assert_no_error (error);
  again = rv_open_bytes (bytes, "-", NULL, RV_OPEN_DEFAULT, report, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (small_find_table (again, "public", "orders"));
  g_object_unref (again);
  remove_folder (folder);
}

/* ---- how files are replaced ---------------------------------------------------------------------------- */

static void
assert_starts (const char *path, const char *start)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (contents, start));
}

static void
test_replace (void)
{
  g_autofree char *folder = new_folder ();
  g_autofree char *path = path_in (folder, "a.mmd");
  g_autoptr (RvModel) model = small_shop ();
  GStatBuf info;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  save (model, path, &rv_format_mermaid);
  assert_starts (path, "erDiagram\n");
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  remove_folder (folder);
}

static void
test_link (void)
{
  g_autofree char *folder = new_folder ();
  g_autofree char *path = path_in (folder, "a.mmd");
  g_autofree char *link = path_in (folder, "link.mmd");
  g_autoptr (RvModel) model = small_shop ();

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_assert_cmpint (symlink (path, link), ==, 0);
  save (model, link, &rv_format_mermaid);
  assert_starts (path, "erDiagram\n");
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  remove_folder (folder);
}

/* A device is written to, never replaced by a file. */
static void
test_device (void)
{
  g_autoptr (RvModel) model = small_shop ();
  GStatBuf info;

  save (model, "/dev/null", &rv_format_mermaid);
  g_assert_cmpint (g_stat ("/dev/null", &info), ==, 0);
  g_assert_true (S_ISCHR (info.st_mode));
}

static void
test_full_device (void)
{
  g_autoptr (RvModel) model = small_shop ();
  g_autoptr (GError) error = NULL;

  if (!g_file_test ("/dev/full", G_FILE_TEST_EXISTS))
    {
      g_test_skip ("There is no /dev/full");
      return;
    }
  g_assert_false (rv_save_any (model, "/dev/full", &rv_format_mermaid, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

static void
test_no_folder (void)
{
  g_autofree char *folder = new_folder ();
  g_autofree char *path = g_build_filename (folder, "none", "a.mmd", NULL);
  g_autoptr (RvModel) model = small_shop ();
  g_autoptr (GError) error = NULL;

  g_assert_false (rv_save_any (model, path, &rv_format_mermaid, NULL, NULL, &error));
  g_assert_nonnull (error);
  remove_folder (folder);
}

/* ---- what cannot be read ----------------------------------------------------------------------------------- */

static void
assert_unreadable (const char *path, const char *from, const char *word)
{
  g_autoptr (RvReport) report = rv_report_new (path);
  g_autoptr (GError) error = NULL;

  g_assert_null (rv_open_any (path, from, report, NULL, NULL, NULL, &error));
  g_assert_nonnull (error);
  if (word != NULL)
    g_assert_nonnull (strstr (error->message, word));
}

static void
test_unreadable (void)
{
  g_autofree char *folder = new_folder ();
  g_autofree char *empty = path_in (folder, "empty.sql");
  g_autofree char *text = path_in (folder, "text.relvar");
  g_autofree char *database = path_in (folder, "half.relvar");
  g_autofree char *missing = path_in (folder, "missing.sql");

  g_assert_true (g_file_set_contents (empty, "", 0, NULL));
  g_assert_true (g_file_set_contents (text, "no project", -1, NULL));
  g_assert_true (g_file_set_contents (database, "SQLite format 3\0 and no more", 28, NULL));
  assert_unreadable (empty, NULL, "empty");
  assert_unreadable (text, NULL, "project");
  assert_unreadable (database, NULL, NULL);
  assert_unreadable (missing, NULL, NULL);
  assert_unreadable (folder, NULL, NULL);
  assert_unreadable (text, "nonsense", "nonsense");
  remove_folder (folder);
}

/* A file that ends where a page of memory does has no NUL after it when it is mapped. */
static void
test_whole_page (void)
{
  g_autofree char *folder = new_folder ();
  g_autofree char *path = path_in (folder, "page.relvar");
  gsize length = (gsize) sysconf (_SC_PAGESIZE);
  g_autofree char *contents = g_strnfill (length, 'x');

  g_assert_true (g_file_set_contents (path, contents, (gssize) length, NULL));
  assert_unreadable (path, NULL, "project");
  remove_folder (folder);
}

static void
test_formats (void)
{
  g_assert_true (rv_format_find (rv_formats (), "Mermaid") == &rv_format_mermaid);
  g_assert_true (rv_format_find (rv_formats (), "mmd") == &rv_format_mermaid);
  g_assert_null (rv_format_find (rv_formats (), "nonsense"));
  g_assert_true (rv_format_of_path (rv_formats (), "dir.mmd/a.b.SQL") == &rv_format_postgresql);
  g_assert_null (rv_format_of_path (rv_formats (), "dir.mmd/a"));
  g_assert_null (rv_format_of_path (rv_formats (), "-"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/save/project", test_project);
  g_test_add_func ("/save/project-bytes", test_project_bytes);
  g_test_add_func ("/save/replace", test_replace);
  g_test_add_func ("/save/link", test_link);
  g_test_add_func ("/save/device", test_device);
  g_test_add_func ("/save/full-device", test_full_device);
  g_test_add_func ("/save/no-folder", test_no_folder);
  g_test_add_func ("/save/unreadable", test_unreadable);
  g_test_add_func ("/save/whole-page", test_whole_page);
  g_test_add_func ("/save/formats", test_formats);
  return g_test_run ();
}
