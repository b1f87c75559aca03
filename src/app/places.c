/* Owns the folder of drafts and the file that lists the recent projects. */
#include "app/places.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <gtk/gtk.h>

#include "app/settings.h"

#define ENDING ".relvar"

/* ---- drafts ---------------------------------------------------------------------------------- */

static char *
data_path (const char *name)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "relvar", NULL);

  g_mkdir_with_parents (folder, 0700);
  return g_build_filename (folder, name, NULL);
}

char *
rv_drafts_folder (void)
{
  char *folder = data_path ("drafts");

  g_mkdir_with_parents (folder, 0700);
  return folder;
}

/* A name that any file system takes. */
static char *
clean_name (const char *name)
{
  g_autofree char *clean = g_utf8_make_valid (name, -1);

  g_strdelimit (clean, "/\\:*?\"<>|\n\r\t", '-');
  g_strstrip (clean);
  if (g_utf8_strlen (clean, -1) > 40)
    *g_utf8_offset_to_pointer (clean, 40) = '\0';
  return clean[0] == '\0' || clean[0] == '.' ? g_strdup (_("Untitled")) : g_steal_pointer (&clean);
}

char *
rv_drafts_new_path (const char *name)
{
  g_autofree char *folder = rv_drafts_folder ();
  g_autofree char *clean = clean_name (name != NULL ? name : "");

  for (guint n = 1;; n++)
    {
      g_autofree char *base = n == 1 ? g_strconcat (clean, ENDING, NULL) : g_strdup_printf ("%s %u" ENDING, clean, n);
      g_autofree char *path = g_build_filename (folder, base, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
}

gboolean
rv_drafts_contains (const char *path)
{
  g_autofree char *drafts = rv_drafts_folder ();
  g_autofree char *folder = g_path_get_dirname (path);

  return g_str_equal (folder, drafts);
}

void
rv_drafts_discard (const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-journal" };

  if (!rv_drafts_contains (path))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = g_strconcat (path, endings[i], NULL);

      g_unlink (file);
    }
  rv_recent_forget (path);
}

GFile *
rv_folder_beside (const char *path)
{
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autofree char *folder = rv_drafts_contains (path) ? g_strdup (documents != NULL ? documents : g_get_home_dir ())
                                                      : g_path_get_dirname (path);

  return g_file_new_for_path (folder);
}

/* ---- recent projects: a line "seconds since 1970<TAB>URI" each, newest first ------------------- */

static char **
read_lines (void)
{
  g_autofree char *path = data_path ("recent");
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? g_strsplit (text, "\n", -1) : g_new0 (char *, 1);
}

static gboolean
is_line_of (const char *line, const char *uri)
{
  const char *tab = strchr (line, '\t');

  return tab != NULL && g_str_equal (tab + 1, uri);
}

static void
rewrite (const char *path, gboolean is_added)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_auto (GStrv) lines = read_lines ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *file = data_path ("recent");
  guint n = 0;

  if (uri == NULL)
    return;
  if (is_added)
    g_string_append_printf (text, "%" G_GINT64_FORMAT "\t%s\n", g_get_real_time () / G_USEC_PER_SEC, uri);
  for (char **line = lines; *line != NULL && n < 100; line++, n++)
    if (**line != '\0' && !is_line_of (*line, uri))
      g_string_append_printf (text, "%s\n", *line);
  g_file_set_contents_full (file, text->str, (gssize) text->len, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL);
}

void
rv_recent_add (const char *path)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

  rewrite (path, TRUE);
  if (uri != NULL && !rv_drafts_contains (path))
    gtk_recent_manager_add_item (gtk_recent_manager_get_default (), uri);
}

void
rv_recent_forget (const char *path)
{
  rewrite (path, FALSE);
}

void
rv_recent_free (RvRecent *recent)
{
  g_free (recent->path);
  g_date_time_unref (recent->opened_at);
  g_free (recent);
}

static RvRecent *
recent_new (const char *path, gint64 seconds)
{
  RvRecent *recent = g_new0 (RvRecent, 1);

  recent->path = g_strdup (path);
  recent->opened_at = g_date_time_new_from_unix_local (CLAMP (seconds, 0, G_GINT64_CONSTANT (253402300799)));
  recent->is_draft = rv_drafts_contains (path);
  return recent;
}

static RvRecent *
recent_from_line (const char *line)
{
  const char *tab = strchr (line, '\t');
  g_autofree char *path = tab != NULL ? g_filename_from_uri (tab + 1, NULL, NULL) : NULL;

  if (path == NULL || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return NULL;
  return recent_new (path, g_ascii_strtoll (line, NULL, 10));
}

static gboolean
holds_path (GPtrArray *list, const char *path)
{
  for (guint i = 0; i < list->len; i++)
    if (g_str_equal (((RvRecent *) list->pdata[i])->path, path))
      return TRUE;
  return FALSE;
}

/* A draft is nowhere else, so none may fall off the list. */
static void
add_forgotten_drafts (GPtrArray *list)
{
  g_autofree char *folder = rv_drafts_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf file;

      if (g_str_has_suffix (name, ENDING) && !holds_path (list, path) && g_stat (path, &file) == 0)
        g_ptr_array_add (list, recent_new (path, file.st_mtime));
    }
}

static int
compare_recent (gconstpointer a, gconstpointer b)
{
  const RvRecent *const *one = a;
  const RvRecent *const *other = b;

  return g_date_time_compare ((*other)->opened_at, (*one)->opened_at);
}

GPtrArray *
rv_recent_list (void)
{
  g_auto (GStrv) lines = read_lines ();
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) rv_recent_free);
  guint limit = (guint) rv_settings_get_int ("recent-limit", 12);

  for (char **line = lines; *line != NULL; line++)
    {
      RvRecent *recent = recent_from_line (*line);

      if (recent != NULL && (list->len < limit || recent->is_draft))
        g_ptr_array_add (list, recent);
      else if (recent != NULL)
        rv_recent_free (recent);
    }
  add_forgotten_drafts (list);
  g_ptr_array_sort (list, compare_recent);
  return list;
}

/* ---- samples ------------------------------------------------------------------------------------ */

char *
rv_samples_folder (void)
{
  const char *data = g_getenv ("RELVAR_DATA_DIR");

  return g_build_filename (data != NULL && data[0] != '\0' ? data : RV_DATA_DIR, "samples", NULL);
}
