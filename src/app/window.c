/* Owns the parts of a window and which project it shows. What its actions do is in window-actions.c
 * and edit-actions.c, how a file gets into it in window-open.c. */
#include <glib/gi18n.h>

#include "app/diagrams.h"
#include "app/places.h"
#include "app/settings.h"
#include "app/start-page.h"
#include "app/window-private.h"

G_DEFINE_FINAL_TYPE (RvWindow, rv_window, ADW_TYPE_APPLICATION_WINDOW)

/* ---- toasts ------------------------------------------------------------------------------------ */

void
rv_window_toast_with (RvWindow *window, const char *text, const char *button, const char *action)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (markup);

  if (button != NULL)
    {
      adw_toast_set_button_label (toast, button);
      adw_toast_set_action_name (toast, action);
      /* What can be taken back is said now, not behind a queue. */
      adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
    }
  adw_toast_overlay_add_toast (window->toasts, toast);
}

void
rv_window_toast (RvWindow *window, const char *text)
{
  rv_window_toast_with (window, text, NULL, NULL);
}

void
rv_window_refuse (RvWindow *window, GError *error)
{
  rv_window_toast (window, error != NULL ? error->message : _("That did not work"));
  g_clear_error (&error);
}

/* ---- what it shows -------------------------------------------------------------------------------- */

void
rv_window_show_page (RvWindow *window, const char *name)
{
  gboolean has_project = g_str_equal (name, "project");

  gtk_stack_set_visible_child_name (window->stack, name);
  gtk_widget_set_visible (window->project_start, has_project);
  gtk_widget_set_visible (window->project_end, has_project);
}

static void
update_title (RvWindow *window)
{
  g_autofree char *title = window->document != NULL ? rv_document_title (window->document) : g_strdup (_("Relvar"));
  g_autofree char *subtitle = window->document != NULL ? rv_document_subtitle (window->document) : g_strdup ("");
  const char *reason = window->document != NULL ? rv_model_read_only_reason (rv_window_model (window)) : NULL;

  adw_window_title_set_title (window->title, title);
  adw_window_title_set_subtitle (window->title, subtitle);
  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_label_set_label (window->banner_label, reason != NULL ? reason : "");
  gtk_revealer_set_reveal_child (window->banner, reason != NULL);
}

/* "Undo Rename column email": what a press would do. */
static void
label_history_button (GtkWidget *button, const char *plain, const char *format, char *step)
{
  g_autofree char *text = step != NULL ? g_strdup_printf (format, step) : g_strdup (plain);

  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  g_free (step);
}

static void
update_history (RvWindow *window)
{
  RvModel *model = rv_window_model (window);

  if (model == NULL)
    return;
  label_history_button (window->undo_button, _("Undo"), _("Undo %s"), rv_model_undo_label (model));
  label_history_button (window->redo_button, _("Redo"), _("Redo %s"), rv_model_redo_label (model));
  rv_window_update_actions (window);
}

RvModel *
rv_window_model (RvWindow *window)
{
  return window->document != NULL ? rv_document_model (window->document) : NULL;
}

/* In idle time: the canvas changes its zoom while it is being laid out, too. */
static gboolean
show_canvas_state (gpointer data)
{
  RvWindow *window = data;
  RvCanvas *canvas = window->view != NULL ? rv_project_view_canvas (window->view) : NULL;
  g_autofree char *zoom = canvas != NULL ? g_strdup_printf (_("%.0f %%"), rv_canvas_get_zoom (canvas) * 100) : g_strdup ("");

  window->canvas_source = 0;
  gtk_menu_button_set_label (window->zoom_button, zoom);
  gtk_widget_set_visible (GTK_WIDGET (window->zoom_button), canvas != NULL);
  if (window->document != NULL)
    rv_look_follow (window->look);
  rv_window_update_actions (window);
  return G_SOURCE_REMOVE;
}

static void
on_canvas_changed (RvWindow *window)
{
  if (window->canvas_source == 0)
    window->canvas_source = g_idle_add_full (G_PRIORITY_DEFAULT, show_canvas_state, window, NULL);
}

static void
on_selection_changed (RvWindow *window)
{
  if (window->look != NULL)
    rv_look_follow (window->look);
  rv_window_update_actions (window);
}

static void
on_failed (RvWindow *window, const char *message)
{
  rv_window_toast (window, message);
}

static void
on_done (RvWindow *window, const char *message)
{
  rv_window_toast_with (window, message, _("Undo"), "win.undo");
}

/* The view is made when there is a project to show: the start page is up sooner without it. */
static void
make_view (RvWindow *window)
{
  static const char *const panes[] = { "tree", "properties", "ddl", "minimap" };

  window->view = g_object_new (RV_TYPE_PROJECT_VIEW, NULL);
  g_signal_connect_object (window->view, "canvas-changed", G_CALLBACK (on_canvas_changed), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (window->view, "selection-changed", G_CALLBACK (on_selection_changed), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (window->view, "failed", G_CALLBACK (on_failed), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (window->view, "done", G_CALLBACK (on_done), window, G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (panes); i++)
    {
      g_autofree char *action = g_strconcat ("show-", panes[i], NULL);
      g_autofree char *property = g_strconcat ("shows-", panes[i], NULL);
      g_autoptr (GPropertyAction) toggle = g_property_action_new (action, window->view, property);

      g_action_map_add_action (G_ACTION_MAP (window), G_ACTION (toggle));
    }
  gtk_stack_add_named (window->stack, GTK_WIDGET (window->view), "project");
  window->look = rv_look_new (window);
}

static void
drop_document (RvWindow *window)
{
  if (window->document == NULL)
    return;
  g_signal_handlers_disconnect_by_data (window->document, window);
  g_signal_handlers_disconnect_by_data (rv_window_model (window), window);
  rv_look_set_model (window->look, NULL);
  rv_project_view_set_document (window->view, NULL);
  rv_document_close (window->document);
  g_clear_object (&window->document);
}

void
rv_window_set_document (RvWindow *window, RvDocument *document)
{
  RvModel *model;

  drop_document (window);
  if (window->view == NULL)
    make_view (window);
  window->document = g_object_ref (document);
  model = rv_document_model (document);
  g_signal_connect_swapped (document, "changed", G_CALLBACK (update_title), window);
  g_signal_connect_swapped (model, "history-changed", G_CALLBACK (update_history), window);
  rv_look_set_model (window->look, model);
  rv_project_view_set_document (window->view, document);
  rv_look_follow (window->look);
  rv_recent_add (rv_document_path (document));
  rv_window_show_page (window, "project");
  if (rv_project_view_canvas (window->view) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (rv_project_view_canvas (window->view)));
  update_title (window);
  update_history (window);
}

gboolean
rv_window_is_free (RvWindow *window)
{
  return window->document == NULL && window->opening == NULL;
}

gboolean
rv_window_shows_file (RvWindow *window, GFile *file)
{
  const char *path = g_file_peek_path (file);

  if (path == NULL)
    return FALSE;
  return (window->document != NULL && rv_document_is_in (window->document, path))
         || (window->opening != NULL && g_str_equal (rv_opening_path (window->opening), path));
}

void
rv_window_open (RvWindow *window, GFile *file)
{
  const char *path = g_file_peek_path (file);

  if (path != NULL)
    rv_window_start_opening (window, path, RV_OPENING_PLAIN);
  else
    rv_window_toast (window, _("Relvar reads files of this computer only"));
}

void
rv_window_new_project (RvWindow *window)
{
  GError *error = NULL;
  g_autoptr (RvDocument) document = rv_document_new_draft (&error);

  if (document == NULL)
    {
      rv_window_refuse (window, error);
      return;
    }
  rv_diagrams_ensure (rv_document_model (document));
  rv_window_set_document (window, document);
}

/* ---- signals ---------------------------------------------------------------------------------------- */

static void
on_cancel (RvWindow *window)
{
  rv_window_cancel_opening (window);
}

static gboolean
on_drop (RvWindow *window, const GValue *value)
{
  GApplication *application = g_application_get_default ();
  GSList *files = g_value_get_boxed (value);

  for (GSList *each = files; each != NULL; each = each->next)
    rv_application_open (RV_APPLICATION (application), each->data, GTK_WINDOW (window));
  return files != NULL;
}

static void
save_size (RvWindow *window)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (window), &width, &height);
  rv_settings_set_boolean ("is-maximized", gtk_window_is_maximized (GTK_WINDOW (window)));
  if (!gtk_window_is_maximized (GTK_WINDOW (window)))
    {
      rv_settings_set_int ("window-width", width);
      rv_settings_set_int ("window-height", height);
    }
  if (window->document != NULL)
    rv_project_view_save_layout (window->view);
}

static gboolean
rv_window_close_request (GtkWindow *gtk_window)
{
  RvWindow *window = RV_WINDOW (gtk_window);

  save_size (window);
  rv_window_cancel_opening (window);
  drop_document (window);
  return GTK_WINDOW_CLASS (rv_window_parent_class)->close_request (gtk_window);
}

/* ---- GObject ------------------------------------------------------------------------------------------ */

static void
rv_window_dispose (GObject *object)
{
  RvWindow *window = RV_WINDOW (object);

  g_clear_handle_id (&window->progress_timer, g_source_remove);
  drop_document (window);
  g_clear_pointer (&window->look, rv_look_free);
  g_clear_handle_id (&window->canvas_source, g_source_remove);
  g_clear_object (&window->opening);
  G_OBJECT_CLASS (rv_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_child (class, RvWindow, toasts);
  gtk_widget_class_bind_template_child (class, RvWindow, title);
  gtk_widget_class_bind_template_child (class, RvWindow, project_start);
  gtk_widget_class_bind_template_child (class, RvWindow, project_end);
  gtk_widget_class_bind_template_child (class, RvWindow, undo_button);
  gtk_widget_class_bind_template_child (class, RvWindow, redo_button);
  gtk_widget_class_bind_template_child (class, RvWindow, zoom_button);
  gtk_widget_class_bind_template_child (class, RvWindow, menu_button);
  gtk_widget_class_bind_template_child (class, RvWindow, relation_button);
  gtk_widget_class_bind_template_child (class, RvWindow, banner);
  gtk_widget_class_bind_template_child (class, RvWindow, banner_label);
  gtk_widget_class_bind_template_child (class, RvWindow, stack);
  gtk_widget_class_bind_template_child (class, RvWindow, start_page);
  gtk_widget_class_bind_template_child (class, RvWindow, busy_label);
  gtk_widget_class_bind_template_child (class, RvWindow, busy_bar);
  gtk_widget_class_bind_template_callback (class, on_cancel);
}

static void
rv_window_class_init (RvWindowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = rv_window_dispose;
  GTK_WINDOW_CLASS (class)->close_request = rv_window_close_request;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (class), "/io/github/relvar/Relvar/ui/window.ui");
  bind_children (GTK_WIDGET_CLASS (class));
}

static void
accept_drops (RvWindow *window)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop), window, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (window), GTK_EVENT_CONTROLLER (target));
}

static void
rv_window_init (RvWindow *window)
{
  g_type_ensure (RV_TYPE_START_PAGE);
  gtk_widget_init_template (GTK_WIDGET (window));
  rv_window_add_actions (window);
  accept_drops (window);
  gtk_window_set_default_size (GTK_WINDOW (window), rv_settings_get_int ("window-width", 1200), rv_settings_get_int ("window-height", 800));
  if (rv_settings_get_boolean ("is-maximized", FALSE))
    gtk_window_maximize (GTK_WINDOW (window));
  rv_window_show_page (window, "start");
  update_title (window);
}

RvWindow *
rv_window_new (RvApplication *application)
{
  return g_object_new (RV_TYPE_WINDOW, "application", application, NULL);
}
