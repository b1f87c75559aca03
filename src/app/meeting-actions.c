/* The actions of a window for meetings: presenting, saved views, review notes, findings, versions and what changed. */
#include <glib/gi18n.h>

#include "app/dialogs/ask-text.h"
#include "app/presentation.h"
#include "app/settings.h"
#include "app/views.h"
#include "app/window-private.h"
#include "model/versions.h"

static RvCanvas *
canvas_of (RvWindow *window)
{
  return rv_project_view_canvas (window->view);
}

static void
take (RvWindow *window, gboolean done, GError *error)
{
  if (!done)
    rv_window_refuse (window, error);
}

static void
show_page (RvWindow *window, const char *page)
{
  g_object_set (window->view, "shows-properties", TRUE, "side-page", page, NULL);
}

/* ---- presenting and views ------------------------------------------------------------------------ */

static void
present (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RvWindow *window = data;

  rv_presentation_start (GTK_WINDOW (window), rv_window_model (window), rv_project_view_diagram (window->view), rv_project_view_chosen_view (window->view));
}

static void
on_view_titled (const char *title, gpointer data)
{
  RvWindow *window = data;
  GError *error = NULL;

  if (canvas_of (window) == NULL)
    return;
  take (window, rv_views_add (canvas_of (window), title, &error) != 0, error);
  show_page (window, "views");
}

static void
save_view (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rv_ask_text (data, _("Title of the View"), _("_Save"), "", on_view_titled, data);
}

static void
on_view_renamed (const char *title, gpointer data)
{
  RvWindow *window = data;
  GError *error = NULL;

  take (window, rv_views_rename (rv_window_model (window), rv_project_view_chosen_view (window->view), title, &error), error);
}

static void
rename_view (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RvWindow *window = data;
  const RvObject *view = rv_model_get (rv_window_model (window), rv_project_view_chosen_view (window->view));

  if (view != NULL)
    rv_ask_text (GTK_WINDOW (window), _("Title of the View"), _("_Rename"), rv_record_name (view), on_view_renamed, window);
}

static void
update_view (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RvWindow *window = data;
  RvId id = rv_project_view_chosen_view (window->view);
  const RvViewpoint *view = rv_model_get_kind (rv_window_model (window), id, RV_KIND_VIEWPOINT);
  GError *error = NULL;

  if (view != NULL && view->diagram_id != rv_project_view_diagram (window->view))
    rv_window_toast (window, _("The view belongs to another diagram"));
  else if (view != NULL)
    take (window, rv_views_update (canvas_of (window), id, &error), error);
}

static void
move_view (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RvWindow *window = data;
  GError *error = NULL;

  take (window, rv_views_move (rv_window_model (window), rv_project_view_chosen_view (window->view), g_variant_get_int32 (parameter), &error), error);
}

static void
delete_view (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RvWindow *window = data;
  GError *error = NULL;
  gboolean done = rv_views_remove (rv_window_model (window), rv_project_view_chosen_view (window->view), &error);

  if (done)
    rv_window_toast_with (window, _("View deleted"), _("Undo"), "win.undo");
  take (window, done, error);
}

/* ---- review notes ------------------------------------------------------------------------------------ */

static void
add_note (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RvWindow *window = data;
  RvCanvas *canvas = canvas_of (window);
  guint n_ids;
  const RvId *ids = rv_project_view_selection (window->view, &n_ids);
  RvId column = canvas != NULL ? rv_canvas_get_column (canvas) : 0;
  const RvObject *row = rv_model_get (rv_window_model (window), column);

  rv_review_panel_write (rv_project_view_review (window->view),
                         n_ids != 1 ? 0 : row != NULL && rv_record_parent (row) == ids[0] ? column : ids[0]);
}

static void
step_notes (RvWindow *window, gboolean forward)
{
  show_page (window, "notes");
  rv_review_panel_step (rv_project_view_review (window->view), forward);
}

static void
next_note (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  step_notes (data, TRUE);
}

static void
previous_note (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  step_notes (data, FALSE);
}

static void
show_pins (GSimpleAction *action, GVariant *state, gpointer data)
{
  RvWindow *window = data;

  g_object_set (rv_project_view_review (window->view), "shows-pins", g_variant_get_boolean (state), NULL);
  g_simple_action_set_state (action, state);
}

/* ---- versions ------------------------------------------------------------------------------------------ */

static void
on_version_named (const char *name, gpointer data)
{
  RvWindow *window = data;
  RvModel *model = rv_window_model (window);
  g_autofree char *label = g_strdup_printf (_("Name version %s"), name);
  g_autofree char *author = rv_author_name ();
  g_autoptr (RvEdit) edit = model != NULL ? rv_edit_begin (model, label) : NULL;
  GError *error = NULL;

  if (edit == NULL)
    return;
  rv_version_create (edit, name, author, NULL);
  take (window, rv_edit_commit (edit, &error), error);
  show_page (window, "changes");
}

static void
name_version (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rv_ask_text (data, _("Name This Version"), _("_Name"), "", on_version_named, data);
}

static RvObject *
shown_version (RvWindow *window)
{
  return rv_model_get_kind (rv_window_model (window), rv_changes_panel_version (rv_project_view_changes (window->view)), RV_KIND_VERSION);
}

static void
on_version_renamed (const char *name, gpointer data)
{
  RvWindow *window = data;
  RvObject *version = shown_version (window);
  g_autoptr (RvEdit) edit = version != NULL ? rv_edit_begin (rv_window_model (window), _("Rename a version")) : NULL;
  GError *error = NULL;

  if (edit == NULL)
    return;
  rv_edit_set_text (edit, version, RvVersion_name, name);
  take (window, rv_edit_commit (edit, &error), error);
}

static void
rename_version (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RvObject *version = shown_version (data);

  if (version != NULL)
    rv_ask_text (data, _("Rename Version"), _("_Rename"), rv_record_name (version), on_version_renamed, data);
}

static void
delete_version (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RvWindow *window = data;
  RvObject *version = shown_version (window);
  g_autoptr (RvEdit) edit = version != NULL ? rv_edit_begin (rv_window_model (window), _("Delete a version")) : NULL;
  GError *error = NULL;
  gboolean done;

  if (edit == NULL)
    return;
  rv_edit_remove (edit, version);
  done = rv_edit_commit (edit, &error);
  if (done)
    rv_window_toast_with (window, _("Version deleted"), _("Undo"), "win.undo");
  take (window, done, error);
}

static void
next_change (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  show_page (data, "changes");
  rv_changes_panel_step (rv_project_view_changes (((RvWindow *) data)->view), TRUE);
}

static void
previous_change (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  show_page (data, "changes");
  rv_changes_panel_step (rv_project_view_changes (((RvWindow *) data)->view), FALSE);
}

/* ---- findings ------------------------------------------------------------------------------------------ */

static void
next_finding (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  show_page (data, "checks");
  rv_checks_panel_step (rv_project_view_checks (((RvWindow *) data)->view), TRUE);
}

static void
previous_finding (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  show_page (data, "checks");
  rv_checks_panel_step (rv_project_view_checks (((RvWindow *) data)->view), FALSE);
}

static void
show_findings (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  show_page (data, "checks");
  rv_checks_panel_show_selected (rv_project_view_checks (((RvWindow *) data)->view));
}

static void
side_page (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  show_page (data, g_variant_get_string (parameter, NULL));
}

const GActionEntry rv_meeting_actions[] = {
  { "present", present },
  { "save-view", save_view },
  { "rename-view", rename_view },
  { "update-view", update_view },
  { "move-view", move_view, "i" },
  { "delete-view", delete_view },
  { "add-note", add_note },
  { "next-note", next_note },
  { "previous-note", previous_note },
  { "show-pins", NULL, NULL, "true", show_pins },
  { "name-version", name_version },
  { "rename-version", rename_version },
  { "delete-version", delete_version },
  { "next-change", next_change },
  { "previous-change", previous_change },
  { "next-finding", next_finding },
  { "previous-finding", previous_finding },
  { "show-findings", show_findings },
  { "side-page", side_page, "s" },
};

const guint rv_n_meeting_actions = G_N_ELEMENTS (rv_meeting_actions);
