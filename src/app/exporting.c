/* Owns the thread of an export. Every edit is in the file as soon as it is made, so the thread opens the
 * file again to read, and shares nothing with the window. */
#include "app/exporting.h"

#include "draw/pictures.h"

typedef struct {
  char *path;
  const RvFormat *format;
  RvFormatOptions options;
  RvId *only;
  GString *messages;
} Export;

static void
export_free (Export *export)
{
  g_free (export->path);
  g_free (export->only);
  g_string_free (export->messages, TRUE);
  g_free (export);
}

static void
append_all (GPtrArray *all, const RvFormat *const *formats)
{
  for (; *formats != NULL; formats++)
    if ((*formats)->write != NULL)
      g_ptr_array_add (all, (gpointer) *formats);
}

GPtrArray *
rv_export_formats (void)
{
  GPtrArray *all = g_ptr_array_new ();

  append_all (all, rv_formats ());
  append_all (all, rv_picture_formats ());
  return all;
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Export *export = data;
  GError *error = NULL;
  g_autoptr (RvModel) model = rv_model_open (export->path, RV_OPEN_READ_ONLY, &error);
  g_autoptr (RvReport) report = rv_report_new (NULL);
  GBytes *bytes = model != NULL ? export->format->write (model, &export->options, report, &error) : NULL;

  for (guint i = 0; i < report->messages->len; i++)
    g_string_append_printf (export->messages, "%s%s", i > 0 ? "\n" : "", ((RvMessage *) report->messages->pdata[i])->text);
  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

void
rv_export_start (RvModel *model, const RvFormat *format, const RvFormatOptions *options, GCancellable *cancellable,
                 GAsyncReadyCallback done, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, done, data);
  Export *export = g_new0 (Export, 1);

  export->path = g_strdup (rv_model_path (model));
  export->format = format;
  export->options = *options;
  export->only = g_memdup2 (options->only, options->n_only * sizeof (RvId));
  export->options.only = export->only;
  export->messages = g_string_new (NULL);
  g_task_set_task_data (task, export, (GDestroyNotify) export_free);
  g_task_run_in_thread (task, run);
}

GBytes *
rv_export_finish (GAsyncResult *result, char **messages, GError **error)
{
  Export *export = g_task_get_task_data (G_TASK (result));

  *messages = g_strdup (export->messages->str);
  return g_task_propagate_pointer (G_TASK (result), error);
}
