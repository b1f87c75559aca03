/* Owns the thread that reads a file, and what it tells the window while it runs: two counters. */
#include "app/opening.h"

#include <glib/gi18n.h>

#include "app/places.h"
#include "draw/arrange.h"

struct _RvOpening {
  GObject parent_instance;
  char *path;
  RvDatabaseSource *database; /* (nullable): instead of a file */
  RvOpeningMode mode;
  GCancellable *cancellable;
  RvReport *report;
  char *salvage_report;
  gboolean is_import;
  int permille; /* atomic */
};

G_DEFINE_FINAL_TYPE (RvOpening, rv_opening, G_TYPE_OBJECT)

/* ---- in the thread ------------------------------------------------------------------------------ */

static void
on_progress (gsize done, gsize total, gpointer data)
{
  RvOpening *opening = data;

  if (total > 0)
    g_atomic_int_set (&opening->permille, (int) (1000.0 * (double) done / (double) total));
}

static gboolean
add_diagram (RvModel *model, GError **error)
{
  g_autoptr (RvEdit) edit = NULL;

  if (rv_model_all (model, RV_KIND_DIAGRAM)->len > 0)
    return TRUE;
  edit = rv_edit_begin (model, _("Arrange a diagram"));
  rv_edit_set_initial (edit);
  rv_diagram_create_for_all (edit, _("Overview"), RV_SHOW_TABLES);
  return rv_edit_commit (edit, error);
}

/* From memory to a file of ours, so that nothing can get lost from here on. */
static RvModel *
keep_as_draft (RvModel *model, const char *from, GError **error)
{
  g_autofree char *base = g_path_get_basename (from);
  char *dot = strrchr (base, '.');
  g_autofree char *path = NULL;

  if (dot != NULL && dot != base)
    *dot = '\0';
  path = rv_drafts_new_path (base);
  if (!rv_model_save_copy (model, path, error))
    return NULL;
  return rv_model_open (path, RV_OPEN_DEFAULT, error);
}

static RvModel *
read_model (RvOpening *opening, GError **error)
{
  if (opening->mode == RV_OPENING_SALVAGE)
    return rv_model_salvage (opening->path, &opening->salvage_report, error);
  if (opening->database != NULL)
    return rv_database_source_open (opening->database, opening->report, on_progress, opening, opening->cancellable, error);
  return rv_open_any (opening->path, NULL, opening->report, on_progress, opening, opening->cancellable, error);
}

static RvModel *
open_model (RvOpening *opening, GError **error)
{
  g_autoptr (RvModel) model = read_model (opening, error);

  if (model == NULL || rv_model_path (model) != NULL)
    return g_steal_pointer (&model);
  opening->is_import = TRUE;
  g_atomic_int_set (&opening->permille, -1);
  if (!add_diagram (model, error) || g_cancellable_set_error_if_cancelled (opening->cancellable, error))
    return NULL;
  return keep_as_draft (model, opening->path, error);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  RvModel *model = open_model (source, &error);

  if (model != NULL)
    g_task_return_pointer (task, model, g_object_unref);
  else
    g_task_return_error (task, error);
}

/* ---- GObject ------------------------------------------------------------------------------------- */

static void
rv_opening_finalize (GObject *object)
{
  RvOpening *opening = RV_OPENING (object);

  g_free (opening->path);
  rv_database_source_free (opening->database);
  g_free (opening->salvage_report);
  g_clear_pointer (&opening->report, rv_report_free);
  g_clear_object (&opening->cancellable);
  G_OBJECT_CLASS (rv_opening_parent_class)->finalize (object);
}

static void
rv_opening_class_init (RvOpeningClass *class)
{
  G_OBJECT_CLASS (class)->finalize = rv_opening_finalize;
}

static void
rv_opening_init (RvOpening *opening)
{
  opening->cancellable = g_cancellable_new ();
  opening->permille = -1;
}

static void
start (RvOpening *opening, GAsyncReadyCallback done, gpointer data)
{
  g_autofree char *name = g_filename_display_basename (opening->path);
  g_autoptr (GTask) task = g_task_new (opening, opening->cancellable, done, data);

  opening->report = rv_report_new (name);
  /* A result that is there already is handed over even if Cancel came in the last moment. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, run);
}

RvOpening *
rv_opening_start (const char *path, RvOpeningMode mode, GAsyncReadyCallback done, gpointer data)
{
  RvOpening *opening = g_object_new (RV_TYPE_OPENING, NULL);

  opening->path = g_strdup (path);
  opening->mode = mode;
  start (opening, done, data);
  return opening;
}

RvOpening *
rv_opening_start_database (RvDatabaseSource *source, GAsyncReadyCallback done, gpointer data)
{
  RvOpening *opening = g_object_new (RV_TYPE_OPENING, NULL);

  opening->path = rv_live_database (source->address);
  opening->database = source;
  start (opening, done, data);
  return opening;
}

RvModel *
rv_opening_finish (RvOpening *opening, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

const char *
rv_opening_path (RvOpening *opening)
{
  return opening->path;
}

RvOpeningMode
rv_opening_mode (RvOpening *opening)
{
  return opening->mode;
}

double
rv_opening_fraction (RvOpening *opening)
{
  return g_atomic_int_get (&opening->permille) / 1000.0;
}

void
rv_opening_cancel (RvOpening *opening)
{
  g_cancellable_cancel (opening->cancellable);
}

gboolean
rv_opening_is_import (RvOpening *opening)
{
  return opening->is_import;
}

RvReport *
rv_opening_report (RvOpening *opening)
{
  return opening->report;
}

const char *
rv_opening_salvage_report (RvOpening *opening)
{
  return opening->salvage_report;
}
