/* Owns how the arguments of relvar-cli discover become tables. */
#include "cli/discover-input.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "check/discover/database.h"
#include "cli/say.h"
#include "cli/source.h"

static char *
table_name (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  char *dot = strrchr (base, '.');
  g_autofree char *name = NULL;

  if (strcmp (path, "-") == 0)
    return g_strdup ("stdin");
  if (dot != NULL && dot != base)
    *dot = '\0';
  name = g_filename_to_utf8 (base, -1, NULL, NULL, NULL);
  return name != NULL ? g_steal_pointer (&name) : g_utf8_make_valid (base, -1);
}

static gboolean
read_text (const char *path, const char *text, gsize length, const RvCsvOptions *options, GPtrArray *tables)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = table_name (path);
  RvData *data = rv_csv_read (name, text != NULL ? text : "", length, options, &error);

  if (data == NULL)
    {
      rv_say_error (rv_source_name (path), "%s", error->message);
      return FALSE;
    }
  g_ptr_array_add (tables, data);
  return TRUE;
}

static gboolean
read_file (const char *path, const RvCsvOptions *options, GPtrArray *tables)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, &error);

  if (file == NULL)
    {
      rv_say_error (path, "%s", error->message);
      return FALSE;
    }
  return read_text (path, g_mapped_file_get_contents (file), g_mapped_file_get_length (file), options, tables);
}

static gboolean
read_input (const RvCsvOptions *options, GPtrArray *tables)
{
  g_autoptr (GBytes) bytes = rv_source_read ("-");

  return bytes != NULL && read_text ("-", g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), options, tables);
}

static gboolean
read_database (const char *path, const RvCsvOptions *options, GPtrArray *tables)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) read = rv_database_read (path, options->nulls_distinct, &error);

  if (read == NULL)
    {
      rv_say_error (path, "%s", error->message);
      return FALSE;
    }
  g_ptr_array_extend_and_steal (tables, g_steal_pointer (&read));
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static gboolean
read_folder (const char *path, const RvCsvOptions *options, GPtrArray *tables)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_suffix (name, ".csv") || g_str_has_suffix (name, ".tsv") || g_str_has_suffix (name, ".tbl"))
      g_ptr_array_add (files, g_build_filename (path, name, NULL));
  g_ptr_array_sort (files, compare_names);
  if (files->len == 0)
    rv_say_error (path, _("There is no .csv, .tsv or .tbl file in it"));
  for (guint i = 0; i < files->len; i++)
    if (!read_file (files->pdata[i], options, tables))
      return FALSE;
  return files->len > 0;
}

GPtrArray *
rv_discover_input_read (char **paths, const RvCsvOptions *options)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) rv_data_free);
  gboolean is_good = TRUE;

  for (guint i = 0; paths[i] != NULL && is_good; i++)
    {
      const char *path = g_str_has_prefix (paths[i], "sqlite:") ? paths[i] + strlen ("sqlite:") : paths[i];

      if (strcmp (path, "-") == 0)
        is_good = read_input (options, tables);
      else if (g_file_test (path, G_FILE_TEST_IS_DIR))
        is_good = read_folder (path, options, tables);
      else if (rv_database_is_sqlite (path))
        is_good = read_database (path, options, tables);
      else
        is_good = read_file (path, options, tables);
    }
  return is_good ? g_steal_pointer (&tables) : NULL;
}
