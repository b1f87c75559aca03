/* How a file gets into a window: progress and cancel while it is read, then the project, or a
 * question, or the reason why not. */
#include <glib/gi18n.h>

#include "app/compat-gtk.h"
#include "app/diagrams.h"
#include "app/dialogs/report-dialog.h"
#include "app/places.h"
#include "app/start-page.h"
#include "app/window-private.h"

/* Shown only when reading takes long enough to be noticed. */
#define PROGRESS_INTERVAL 80

static gboolean
show_progress (gpointer data)
{
  RvWindow *window = data;
  double fraction = rv_opening_fraction (window->opening);

  rv_window_show_page (window, "busy");
  if (fraction < 0)
    gtk_progress_bar_pulse (window->busy_bar);
  else
    gtk_progress_bar_set_fraction (window->busy_bar, MIN (fraction, 1));
  return G_SOURCE_CONTINUE;
}

static void
stop_progress (RvWindow *window)
{
  g_clear_handle_id (&window->progress_timer, g_source_remove);
  if (window->document == NULL)
    rv_window_show_page (window, "start");
}

/* ---- what came of it ----------------------------------------------------------------------------- */

static void
show_model (RvWindow *window, RvModel *model)
{
  g_autoptr (RvDocument) document = NULL;

  rv_diagrams_ensure (model);
  document = rv_document_new (model);
  rv_window_set_document (window, document);
}

typedef struct {
  RvWindow *window;
  RvModel *model;
} Kept;

static void
on_keep_answered (gboolean keeps, gpointer data)
{
  Kept *kept = data;

  if (keeps)
    show_model (kept->window, kept->model);
  else
    rv_drafts_discard (rv_model_path (kept->model));
  rv_start_page_refresh (RV_START_PAGE (kept->window->start_page));
  g_object_unref (kept->window);
  g_object_unref (kept->model);
  g_free (kept);
}

static void
ask_whether_to_keep (RvWindow *window, RvOpening *opening, RvModel *model)
{
  Kept *kept = g_new (Kept, 1);

  kept->window = g_object_ref (window);
  kept->model = g_object_ref (model);
  rv_report_dialog_ask (GTK_WINDOW (window), opening, model, on_keep_answered, kept);
}

static void
say_what_was_imported (RvWindow *window, RvOpening *opening)
{
  const RvReport *report = rv_opening_report (opening);
  g_autofree char *text = g_strdup_printf (ngettext ("%u statement imported", "%u statements imported", report->n_statements), report->n_statements);

  g_object_set_data_full (G_OBJECT (window), "opening", g_object_ref (opening), g_object_unref);
  rv_window_toast_with (window, text, _("Report"), "win.report");
}

static void
show_opened (RvWindow *window, RvOpening *opening, RvModel *model)
{
  RvReport *report = rv_opening_report (opening);
  const char *salvaged = rv_opening_salvage_report (opening);

  if (salvaged == NULL && rv_opening_is_import (opening) && rv_report_has_errors (report))
    {
      ask_whether_to_keep (window, opening, model);
      return;
    }
  show_model (window, model);
  if (salvaged != NULL)
    rv_ask (GTK_WINDOW (window), _("This Is What Could Be Read"), salvaged[0] != '\0' ? salvaged : _("Everything was there."),
            (RvChoice[]) { { "close", _("_Close"), TRUE }, { NULL } }, NULL, NULL, NULL);
  else if (rv_opening_is_import (opening))
    say_what_was_imported (window, opening);
}

/* ---- failures --------------------------------------------------------------------------------------- */

static void
on_salvage_answered (const char *answer, gpointer data)
{
  RvWindow *window = data;
  g_autofree char *path = g_strdup (g_object_get_data (data, "damaged"));

  g_object_set_data (data, "damaged", NULL);
  if (g_str_equal (answer, "salvage") && path != NULL && rv_window_is_free (window))
    rv_window_start_opening (window, path, RV_OPENING_SALVAGE);
}

static void
offer_salvage (RvWindow *window, const char *path, const GError *error)
{
  g_autofree char *body = g_strdup_printf (_("%s\n\nWhat can still be read can be copied into a new project. The damaged file stays as it is."), error->message);

  g_object_set_data_full (G_OBJECT (window), "damaged", g_strdup (path), g_free);
  rv_ask (GTK_WINDOW (window), _("The Project Is Damaged"), body,
          (RvChoice[]) { { "cancel", _("_Cancel") }, { "salvage", _("_Salvage a Copy"), TRUE }, { NULL } }, NULL, on_salvage_answered, window);
}

static void
show_failure (RvWindow *window, RvOpening *opening, const GError *error)
{
  g_autofree char *name = g_filename_display_basename (rv_opening_path (opening));
  g_autofree char *heading = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (rv_model_error_is_damage (error) && rv_opening_mode (opening) == RV_OPENING_PLAIN)
    {
      offer_salvage (window, rv_opening_path (opening), error);
      return;
    }
  heading = g_strdup_printf (_("“%s” Cannot Be Opened"), name);
  rv_ask (GTK_WINDOW (window), heading, error->message, (RvChoice[]) { { "close", _("_Close") }, { NULL } }, NULL, NULL, NULL);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RvWindow) window = data;
  g_autoptr (RvOpening) opening = g_object_ref (RV_OPENING (source));
  g_autoptr (GError) error = NULL;
  g_autoptr (RvModel) model = rv_opening_finish (opening, result, &error);
  gboolean is_wanted = window->opening == opening;

  if (is_wanted)
    {
      g_clear_object (&window->opening);
      stop_progress (window);
    }
  if (model != NULL && is_wanted)
    show_opened (window, opening, model);
  else if (model != NULL && rv_opening_is_import (opening))
    rv_drafts_discard (rv_model_path (model));
  else if (error != NULL && is_wanted)
    show_failure (window, opening, error);
  if (is_wanted)
    rv_start_page_refresh (RV_START_PAGE (window->start_page));
}

/* ---- the public calls ---------------------------------------------------------------------------------- */

static void
follow (RvWindow *window, RvOpening *opening)
{
  g_autofree char *name = g_filename_display_basename (rv_opening_path (opening));
  g_autofree char *text = g_strdup_printf (_("Reading “%s”…"), name);

  gtk_label_set_label (window->busy_label, text);
  gtk_progress_bar_set_fraction (window->busy_bar, 0);
  window->opening = opening;
  window->progress_timer = g_timeout_add (PROGRESS_INTERVAL, show_progress, window);
}

void
rv_window_start_opening (RvWindow *window, const char *path, RvOpeningMode mode)
{
  g_return_if_fail (window->opening == NULL);
  follow (window, rv_opening_start (path, mode, on_opened, g_object_ref (window)));
}

void
rv_window_open_database (RvWindow *window, RvDatabaseSource *source)
{
  g_return_if_fail (window->opening == NULL);
  follow (window, rv_opening_start_database (source, on_opened, g_object_ref (window)));
}

void
rv_window_cancel_opening (RvWindow *window)
{
  if (window->opening == NULL)
    return;
  rv_opening_cancel (window->opening);
  g_clear_object (&window->opening);
  stop_progress (window);
}
