/* A key file named by a hash of the path; the oldest go when there are many. */
#include "app/view-state.h"

#include <glib/gstdio.h>
#include <math.h>

#define MOST_FILES 300

struct _RvViewState {
  GKeyFile *keys;
  char *file;        /* (nullable) */
};

static char *
folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "relvar", "views", NULL);
}

RvViewState *
rv_view_state_load (const char *path)
{
  RvViewState *state = g_new0 (RvViewState, 1);

  state->keys = g_key_file_new ();
  if (path != NULL)
    {
      g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);
      g_autofree char *where = folder ();

      state->file = g_build_filename (where, hash, NULL);
      g_key_file_load_from_file (state->keys, state->file, G_KEY_FILE_NONE, NULL);
      g_key_file_set_string (state->keys, "project", "path", path);
    }
  return state;
}

void
rv_view_state_free (RvViewState *state)
{
  g_key_file_unref (state->keys);
  g_free (state->file);
  g_free (state);
}

typedef struct {
  char *path;
  gint64 time;
} Kept;

static gint
compare_times (gconstpointer a, gconstpointer b)
{
  const Kept *one = a, *other = b;

  return one->time < other->time ? -1 : one->time > other->time;
}

static void
clear_kept (gpointer kept)
{
  g_free (((Kept *) kept)->path);
}

static void
prune (const char *where)
{
  g_autoptr (GDir) files = g_dir_open (where, 0, NULL);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Kept));
  const char *name;

  g_array_set_clear_func (all, clear_kept);
  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    {
      Kept kept = { g_build_filename (where, name, NULL), 0 };
      GStatBuf info;

      kept.time = g_stat (kept.path, &info) == 0 ? (gint64) info.st_mtime : 0;
      g_array_append_val (all, kept);
    }
  g_array_sort (all, compare_times);
  for (guint i = 0; i + MOST_FILES < all->len; i++)
    g_unlink (g_array_index (all, Kept, i).path);
}

void
rv_view_state_save (RvViewState *state)
{
  g_autofree char *where = folder ();

  if (state->file == NULL || g_mkdir_with_parents (where, 0700) != 0)
    return;
  g_key_file_save_to_file (state->keys, state->file, NULL);
  prune (where);
}

static char *
group_of (RvId diagram)
{
  return g_strdup_printf ("diagram %" G_GINT64_FORMAT, diagram);
}

gboolean
rv_view_state_get (RvViewState *state, RvId diagram, RvKeptView *view)
{
  g_autofree char *group = group_of (diagram);

  if (!g_key_file_has_group (state->keys, group))
    return FALSE;
  view->x = g_key_file_get_double (state->keys, group, "x", NULL);
  view->y = g_key_file_get_double (state->keys, group, "y", NULL);
  view->zoom = g_key_file_get_double (state->keys, group, "zoom", NULL);
  return isfinite (view->x) && isfinite (view->y) && isfinite (view->zoom) && view->zoom > 0;
}

void
rv_view_state_set (RvViewState *state, RvId diagram, const RvKeptView *view)
{
  g_autofree char *group = group_of (diagram);

  g_key_file_set_double (state->keys, group, "x", view->x);
  g_key_file_set_double (state->keys, group, "y", view->y);
  g_key_file_set_double (state->keys, group, "zoom", view->zoom);
}

GArray *
rv_view_state_tabs (RvViewState *state)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (RvId));
  g_auto (GStrv) words = g_key_file_get_string_list (state->keys, "project", "tabs", NULL, NULL);

  for (guint i = 0; words != NULL && words[i] != NULL && i < 64; i++)
    {
      RvId id = g_ascii_strtoll (words[i], NULL, 10);

      g_array_append_val (ids, id);
    }
  return ids;
}

void
rv_view_state_set_tabs (RvViewState *state, const GArray *diagrams)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < diagrams->len; i++)
    g_string_append_printf (list, "%" G_GINT64_FORMAT ";", g_array_index (diagrams, RvId, i));
  g_key_file_set_value (state->keys, "project", "tabs", list->str);
  g_string_free (list, TRUE);
}
