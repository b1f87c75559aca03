/* Project files as a file format. Reading one is opening it (exchange/open.h), so there is only
 * a writer here: the bytes of a complete copy. */
#include "exchange/format.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

static GBytes *
write_copy_in (const char *folder, RvModel *model, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "copy.relvar", NULL);
  char *contents = NULL;
  gsize length = 0;
  gboolean is_read = rv_model_save_copy (model, path, error) && g_file_get_contents (path, &contents, &length, error);

  g_unlink (path);
  return is_read ? g_bytes_new_take (contents, length) : NULL;
}

static GBytes *
write_project (RvModel *model, const RvFormatOptions *options, RvReport *report, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("relvar-XXXXXX", error);
  GBytes *bytes;

  if (folder == NULL)
    return NULL;
  bytes = write_copy_in (folder, model, error);
  g_rmdir (folder);
  return bytes;
}

static const char *const project_endings[] = { "relvar", NULL };

const RvFormat rv_format_project = {
  .id = "relvar",
  .label = N_("Relvar project"),
  .endings = project_endings,
  .mime_type = "application/x-relvar",
  .write = write_project,
};
