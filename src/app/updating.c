/* Takes a changed file over into the project that is open: read in a thread, then one undo step. */
#include <glib/gi18n.h>

#include "app/compat-gtk.h"
#include "app/dialogs/database-dialog.h"
#include "app/window-private.h"
#include "draw/take-over.h"
#include "exchange/open.h"

static void
read_file (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (RvReport) report = rv_report_new (name);
  GError *error = NULL;
  RvModel *model = rv_open_any_with_flags (path, NULL, RV_OPEN_READ_ONLY, report, NULL, NULL, cancellable, &error);

  if (model != NULL)
    g_task_return_pointer (task, model, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
read_database (GTask *task, gpointer window, gpointer data, GCancellable *cancellable)
{
  RvDatabaseSource *source = data;
  g_autofree char *name = rv_live_database (source->address);
  g_autoptr (RvReport) report = rv_report_new (name);
  GError *error = NULL;
  RvModel *model = rv_database_source_open (source, report, NULL, NULL, cancellable, &error);

  if (model != NULL)
    g_task_return_pointer (task, model, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
take_over (RvWindow *window, RvModel *source, const char *label)
{
  RvModel *model = rv_window_model (window);
  g_autoptr (RvEdit) edit = rv_edit_begin (model, label);
  g_autoptr (GArray) changes = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;

  rv_take_over (edit, source);
  changes = rv_edit_changes (edit);
  if (changes->len == 0)
    {
      rv_window_toast (window, _("The file holds nothing new"));
      return;
    }
  text = g_strdup_printf (ngettext ("%u object changed; what is drawn keeps its place", "%u objects changed; what is drawn keeps its place", changes->len),
                          changes->len);
  if (rv_edit_commit (edit, &error))
    rv_window_toast_with (window, text, _("Undo"), "win.undo");
  else
    rv_window_refuse (window, error);
}

static void
on_read (GObject *object, GAsyncResult *result, gpointer data)
{
  RvWindow *window = RV_WINDOW (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (RvModel) source = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *name = g_filename_display_basename (g_task_get_name (G_TASK (result)));
  g_autofree char *label = g_strdup_printf (_("Update from %s"), name);

  if (source == NULL)
    rv_window_toast (window, error->message);
  else if (rv_window_model (window) != NULL && rv_model_read_only_reason (rv_window_model (window)) == NULL)
    take_over (window, source, label);
}

static void
start (RvWindow *window, const char *path)
{
  g_autoptr (GTask) task = g_task_new (window, NULL, on_read, NULL);

  g_task_set_name (task, path);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, read_file);
}

static void
on_database_chosen (RvDatabaseSource *source, gpointer window)
{
  g_autoptr (GTask) task = g_task_new (window, NULL, on_read, NULL);
  g_autofree char *name = rv_live_database (source->address);

  g_task_set_name (task, name);
  g_task_set_task_data (task, source, (GDestroyNotify) rv_database_source_free);
  g_task_run_in_thread (task, read_database);
}

static void
update_from_database (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  rv_database_dialog_show (window, _("Update from Database"), _("_Update"), on_database_chosen, window);
}

static void
on_chosen (GPtrArray *files, gpointer window)
{
  const char *path = g_file_peek_path (files->pdata[0]);

  if (path != NULL)
    start (window, path);
}

static void
update_from_file (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  static const RvFilePattern patterns[] = {
    { N_("Database Designs"), "*.sql;*.relvar;*.mmd;*.mermaid" },
    { N_("All Files"), "*" },
    { NULL },
  };

  rv_choose_files_to_open (window, _("Update from File"), patterns, on_chosen, window);
}

static void
update_from (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  start (window, g_variant_get_string (parameter, NULL));
}

const GActionEntry rv_update_actions[] = {
  { "update-from-file", update_from_file },
  { "update-from", update_from, "s" },
  { "update-from-database", update_from_database },
};

const guint rv_n_update_actions = G_N_ELEMENTS (rv_update_actions);
