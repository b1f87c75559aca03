/* Owns the decision what a file is, and the import of one into a new project. */
#include "exchange/open.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "exchange/input.h"
#include "exchange/text-encoding.h"

/* ---- project files ----------------------------------------------------------------------- */

static gboolean
is_database (GBytes *bytes)
{
  static const char header[16] = "SQLite format 3";
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return length >= sizeof header && memcmp (data, header, sizeof header) == 0;
}

static void
remove_temporary (gpointer path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_unlink (path);
  g_rmdir (folder);
  g_free (path);
}

/* A project from standard input lives in a temporary file for as long as it is open. */
static RvModel *
open_project_bytes (GBytes *bytes, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("relvar-XXXXXX", error);
  char *path;
  RvModel *model = NULL;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (folder == NULL)
    return NULL;
  path = g_build_filename (folder, "input.relvar", NULL);
  if (g_file_set_contents (path, data, (gssize) length, error))
    model = rv_model_open (path, RV_OPEN_READ_ONLY, error);
  if (model == NULL)
    remove_temporary (path);
  else
    g_object_set_data_full (G_OBJECT (model), "rv-temporary-file", path, remove_temporary);
  return model;
}

/* ---- imports ------------------------------------------------------------------------------ */

static const char *
skip_blanks_and_comments (const char *text)
{
  while (*text != '\0')
    if (g_ascii_isspace (*text))
      text++;
    else if (strncmp (text, "%%", 2) == 0)
      text += strcspn (text, "\n");
    else
      break;
  return text;
}

static const RvFormat *
format_by_contents (const char *text)
{
  if (g_str_has_prefix (skip_blanks_and_comments (text), "erDiagram"))
    return &rv_format_mermaid;
  return &rv_format_postgresql;
}

static const RvFormat *
format_named (const char *from, GError **error)
{
  const RvFormat *format = rv_format_find (rv_formats (), from);

  if (format == NULL)
    g_set_error (error, RV_EXCHANGE_ERROR, RV_EXCHANGE_ERROR_FORMAT, _("There is no format “%s”"), from);
  return format;
}

static const RvFormat *
choose_format (const char *path, const char *from, const char *text, GError **error)
{
  const RvFormat *format;

  if (from != NULL)
    return format_named (from, error);
  format = rv_format_of_path (rv_formats (), path);
  /* A text cannot be a project, whatever its name says: let the project's reader say why. */
  return format != NULL ? format : format_by_contents (text);
}

static void
name_project (RvEdit *edit, const char *path)
{
  RvProject *project = rv_model_project (rv_edit_model (edit));
  g_autofree char *name = g_path_get_basename (path);
  char *dot = strrchr (name, '.');

  if (strcmp (path, "-") == 0 || (project->name != NULL && project->name[0] != '\0'))
    return;
  if (dot != NULL && dot != name)
    *dot = '\0';
  if (g_utf8_validate (name, -1, NULL))
    rv_edit_set_text (edit, project, RvProject_name, name);
}

static RvModel *
import (const RvFormat *format, const char *path, GBytes *text, RvReport *report, RvProgress progress,
        gpointer progress_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RvModel) model = rv_model_new ("postgresql");
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *label = g_strdup_printf (_("Import %s"), strcmp (path, "-") == 0 ? _("standard input") : base);
  g_autoptr (RvEdit) edit = rv_edit_begin (model, label);
  gsize length;
  const char *data = g_bytes_get_data (text, &length);

  rv_edit_set_initial (edit);
  if (!format->read (edit, data, length, report, progress, progress_data, cancellable, error))
    return NULL;
  name_project (edit, path);
  if (!rv_edit_commit (edit, error))
    return NULL;
  return g_steal_pointer (&model);
}

static RvModel *
import_bytes (const char *path, const char *from, GBytes *bytes, RvReport *report, RvProgress progress,
              gpointer progress_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) text = rv_text_decode (bytes, report, error);
  const RvFormat *format;

  if (text == NULL)
    return NULL;
  format = choose_format (path, from, g_bytes_get_data (text, NULL), error);
  if (format == NULL)
    return NULL;
  if (format == &rv_format_project)
    {
      g_set_error (error, RV_EXCHANGE_ERROR, RV_EXCHANGE_ERROR_INPUT, _("The file is no Relvar project but a text"));
      return NULL;
    }
  if (format->read == NULL)
    {
      g_set_error (error, RV_EXCHANGE_ERROR, RV_EXCHANGE_ERROR_FORMAT, _("Relvar writes %s but does not read it"), _(format->label));
      return NULL;
    }
  return import (format, path, text, report, progress, progress_data, cancellable, error);
}

/* ---- running databases ------------------------------------------------------------------------ */

#define ATTEMPTS 3 /* to read a database that changes meanwhile */

static RvModel *
import_database (const char *address, const RvLiveOptions *options, RvReport *report, RvProgress progress, gpointer progress_data,
                 GCancellable *cancellable, GError **error)
{
  g_autoptr (RvModel) model = rv_model_new ("postgresql");
  g_autofree char *name = rv_live_name (address);
  g_autofree char *label = g_strdup_printf (_("Import %s"), name);
  g_autoptr (RvEdit) edit = rv_edit_begin (model, label);

  rv_edit_set_initial (edit);
  if (!rv_live_read (edit, address, options, report, progress, progress_data, cancellable, error) || !rv_edit_commit (edit, error))
    return NULL;
  return g_steal_pointer (&model);
}

RvModel *
rv_open_database (const char *address, const RvLiveOptions *options, RvReport *report, RvProgress progress, gpointer progress_data,
                  GCancellable *cancellable, GError **error)
{
  for (guint i = 1;; i++)
    {
      GError *failure = NULL;
      RvModel *model = import_database (address, options, report, progress, progress_data, cancellable, &failure);

      if (model != NULL)
        return model;
      if (i == ATTEMPTS || !g_error_matches (failure, RV_LIVE_ERROR, RV_LIVE_ERROR_MOVED))
        {
          g_propagate_error (error, failure);
          return NULL;
        }
      g_clear_error (&failure);
      rv_report_clear (report);
    }
}

/* ---- the public calls ------------------------------------------------------------------------ */

RvModel *
rv_open_bytes (GBytes *bytes, const char *path, const char *from, RvOpenFlags flags, RvReport *report, RvProgress progress,
               gpointer progress_data, GCancellable *cancellable, GError **error)
{
  if (!is_database (bytes))
    return import_bytes (path, from, bytes, report, progress, progress_data, cancellable, error);
  if (strcmp (path, "-") == 0)
    return open_project_bytes (bytes, error);
  return rv_model_open (path, flags, error);
}

RvModel *
rv_open_any_with_flags (const char *path, const char *from, RvOpenFlags flags, RvReport *report, RvProgress progress,
                        gpointer progress_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (rv_live_is_address (path))
    return rv_open_database (path, NULL, report, progress, progress_data, cancellable, error);
  bytes = rv_input_read (path, cancellable, error);
  if (bytes == NULL)
    return NULL;
  return rv_open_bytes (bytes, path, from, flags, report, progress, progress_data, cancellable, error);
}

RvModel *
rv_open_any (const char *path, const char *from, RvReport *report, RvProgress progress, gpointer progress_data,
             GCancellable *cancellable, GError **error)
{
  return rv_open_any_with_flags (path, from, RV_OPEN_DEFAULT, report, progress, progress_data, cancellable, error);
}
