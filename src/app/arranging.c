/* Owns the thread that places the boxes of a large diagram. It works on a snapshot: what it finds is written for the
 * boxes that are still there when it is done. */
#include "app/arranging.h"

#include <glib/gi18n.h>

#include "app/window-private.h"

#define MANY 150   /* more boxes than this are placed in a thread */

typedef struct {
  RvModel *model;
  RvId diagram;
  RvArrangeJob *job;
  char *label;
  AdwToast *toast;
} Arranging;

static void
arranging_free (Arranging *arranging)
{
  rv_arrange_job_free (arranging->job);
  g_object_unref (arranging->model);
  g_clear_object (&arranging->toast);
  g_free (arranging->label);
  g_free (arranging);
}

static void
write_places (RvWindow *window, RvModel *model, RvId diagram, const RvArrangeJob *job, const char *label)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (model, label);
  GError *error = NULL;

  rv_arrange_job_write (edit, job);
  if (!rv_edit_commit (edit, &error))
    rv_window_refuse (window, error);
  else if (rv_project_view_diagram (window->view) == diagram)
    rv_canvas_zoom_fit (rv_project_view_canvas (window->view));
}

/* ---- in a thread ------------------------------------------------------------------------------------ */

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  rv_arrange_job_run (((Arranging *) data)->job);
  g_task_return_boolean (task, TRUE);
}

static void
on_placed (GObject *source, GAsyncResult *result, gpointer data)
{
  RvWindow *window = RV_WINDOW (source);
  Arranging *arranging = g_task_get_task_data (G_TASK (result));

  adw_toast_dismiss (arranging->toast);
  if (g_task_propagate_boolean (G_TASK (result), NULL) && rv_window_model (window) == arranging->model)
    write_places (window, arranging->model, arranging->diagram, arranging->job, arranging->label);
}

static void
on_cancel_clicked (GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
}

static AdwToast *
show_progress (RvWindow *window, GCancellable *cancellable)
{
  AdwToast *toast = adw_toast_new (_("Arranging the diagram…"));

  adw_toast_set_button_label (toast, _("Cancel"));
  adw_toast_set_timeout (toast, 0);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH); /* who wants to cancel cannot wait for others to go */
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_cancel_clicked), cancellable, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (window->toasts, g_object_ref (toast));
  return toast;
}

/* Boxes that were moved meanwhile, by hand or by undo, are where a person wants them. */
static void
on_model_changed (RvModel *model, const GArray *changes, GCancellable *cancellable)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const RvChange *change = &g_array_index (changes, RvChange, i);

      if (change->type == RV_CHANGE_UPDATED && (change->kind == RV_KIND_BOX || change->kind == RV_KIND_BOX_PLACE))
        g_cancellable_cancel (cancellable);
    }
}

/* A second wish takes the place of the first. */
static GCancellable *
renew_cancellable (RvWindow *window)
{
  GCancellable *old = g_object_get_data (G_OBJECT (window), "arranging");
  GCancellable *cancellable = g_cancellable_new ();

  if (old != NULL)
    g_cancellable_cancel (old);
  g_object_set_data_full (G_OBJECT (window), "arranging", g_object_ref (cancellable), g_object_unref);
  return cancellable;
}

static void
start (RvWindow *window, RvModel *model, RvId diagram, RvArrangeJob *job, const char *label)
{
  g_autoptr (GCancellable) cancellable = renew_cancellable (window);
  g_autoptr (GTask) task = g_task_new (window, cancellable, on_placed, NULL);
  Arranging *arranging = g_new0 (Arranging, 1);

  arranging->model = g_object_ref (model);
  arranging->diagram = diagram;
  arranging->job = job;
  arranging->label = g_strdup (label);
  arranging->toast = show_progress (window, cancellable);
  g_signal_connect_object (model, "changed", G_CALLBACK (on_model_changed), cancellable, 0);
  g_task_set_task_data (task, arranging, (GDestroyNotify) arranging_free);
  g_task_run_in_thread (task, run);
}

void
rv_window_arrange (RvWindow *window, RvArrangeBy by, const char *label)
{
  RvModel *model = rv_window_model (window);
  RvId diagram = rv_project_view_diagram (window->view);
  g_autoptr (RvScene) scene = rv_scene_new_unrouted (model, diagram);
  RvArrangeJob *job = rv_arrange_job_new (scene, by);

  if (rv_arrange_job_size (job) > MANY)
    {
      start (window, model, diagram, job, label);
      return;
    }
  rv_arrange_job_run (job);
  write_places (window, model, diagram, job, label);
  rv_arrange_job_free (job);
}
