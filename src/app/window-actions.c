/* The actions of a window that look at the project, keep it or order its diagrams, and the keys of
 * all its actions. Keys work where nothing in front of the window wants them: a text entry keeps
 * its own Ctrl+Z. */
#include <glib/gi18n.h>

#include "app/compat-gtk.h"
#include "app/diagrams.h"
#include "app/dialogs/ask-text.h"
#include "app/dialogs/delete-dialog.h"
#include "app/dialogs/export-dialog.h"
#include "app/dialogs/report-dialog.h"
#include "app/places.h"
#include "app/window-private.h"
#include "draw/align.h"

/* ---- history -------------------------------------------------------------------------------------- */

static void
undo (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  GError *error = NULL;

  if (!rv_model_undo (rv_window_model (window), &error))
    rv_window_refuse (window, error);
}

static void
redo (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  GError *error = NULL;

  if (!rv_model_redo (rv_window_model (window), &error))
    rv_window_refuse (window, error);
}

/* ---- the file ---------------------------------------------------------------------------------------- */

static void
on_save_chosen (GPtrArray *files, gpointer data)
{
  RvWindow *window = data;
  const char *chosen = g_file_peek_path (files->pdata[0]);
  g_autofree char *path = NULL;
  g_autoptr (RvDocument) document = NULL;
  GError *error = NULL;

  if (chosen == NULL || window->document == NULL)
    return;
  path = g_str_has_suffix (chosen, ".relvar") ? g_strdup (chosen) : g_strconcat (chosen, ".relvar", NULL);
  if (rv_document_is_in (window->document, path))
    {
      rv_window_toast (window, _("That is where it is already"));
      return;
    }
  document = rv_document_save_as (window->document, path, &error);
  if (document == NULL)
    {
      rv_window_refuse (window, error);
      return;
    }
  rv_window_set_document (window, document);
  rv_window_toast (window, _("Saved. From now on every change is kept there."));
}

static void
save_as (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RvWindow *window = data;
  g_autofree char *title = rv_document_title (window->document);
  g_autofree char *name = g_strconcat (title, ".relvar", NULL);
  g_autoptr (GFile) folder = rv_folder_beside (rv_document_path (window->document));

  g_strdelimit (name, "/", '-');
  rv_choose_file_to_save (GTK_WINDOW (window), _("Save As"), name, folder, on_save_chosen, window);
}

static void
export (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RvWindow *window = data;
  g_autofree char *title = rv_document_title (window->document);
  guint n_ids;
  const RvId *ids = rv_project_view_selection (window->view, &n_ids);

  rv_export_dialog_show (GTK_WINDOW (window), rv_window_model (window), rv_project_view_diagram (window->view), ids, n_ids, title);
}

static void
exported (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RvWindow *window = data;
  g_autofree char *name = g_filename_display_basename (g_variant_get_string (parameter, NULL));
  g_autofree char *text = g_strdup_printf (_("Exported to “%s”"), name);

  g_object_set_data_full (G_OBJECT (window), "exported", g_variant_dup_string (parameter, NULL), g_free);
  rv_window_toast_with (window, text, _("Show Folder"), "win.show-exported");
}

static void
show_exported (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *path = g_object_get_data (data, "exported");
  g_autoptr (GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;

  if (file != NULL)
    rv_launch_folder (data, file);
}

/* Every change is in the file already: a person who saves wants to hear just that. */
static void
save (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RvWindow *window = data;

  if (rv_document_is_draft (window->document))
    save_as (action, NULL, window);
  else
    rv_window_toast (window, _("Every change is saved as you make it"));
}

/* Another process let go of the file, perhaps: open it anew. */
static void
reopen (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RvWindow *window = data;
  g_autoptr (RvModel) model = rv_model_open (rv_document_path (window->document), RV_OPEN_DEFAULT, NULL);
  g_autoptr (RvDocument) document = NULL;

  if (model == NULL || rv_model_read_only_reason (model) != NULL)
    {
      rv_window_toast (window, model != NULL ? rv_model_read_only_reason (model) : _("The file cannot be opened"));
      return;
    }
  document = rv_document_new (model);
  rv_window_set_document (window, document);
}

static void
report (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  RvOpening *opening = g_object_get_data (G_OBJECT (window), "opening");

  if (opening != NULL)
    rv_report_dialog_show (GTK_WINDOW (window), opening);
}

/* ---- diagrams ----------------------------------------------------------------------------------------- */

static void
open_new_diagram (RvWindow *window, const RvId *ids, guint n_ids)
{
  RvModel *model = rv_window_model (window);
  g_autofree char *name = rv_diagrams_free_name (model);
  GError *error = NULL;
  RvId id = rv_diagrams_add (model, name, ids, n_ids, &error);

  if (id != 0)
    rv_project_view_open_diagram (window->view, id);
  else
    rv_window_refuse (window, error);
}

static void
new_diagram (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  open_new_diagram (window, NULL, 0);
}

static void
diagram_of_selection (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RvWindow *window = data;
  guint n_ids;
  const RvId *ids = rv_project_view_selection (window->view, &n_ids);
  g_autofree RvId *copy = g_memdup2 (ids, n_ids * sizeof *ids);

  open_new_diagram (window, copy, n_ids);
}

static void
on_diagram_named (const char *name, gpointer data)
{
  RvWindow *window = data;
  RvModel *model = rv_window_model (window);
  RvObject *diagram = model != NULL ? rv_model_get (model, rv_project_view_diagram (window->view)) : NULL;
  g_autofree char *label = g_strdup_printf (_("Rename diagram %s"), name);
  g_autoptr (RvEdit) edit = diagram != NULL ? rv_edit_begin (model, label) : NULL;
  GError *error = NULL;

  if (edit == NULL)
    return;
  rv_edit_set_text (edit, diagram, RvDiagram_name, name);
  if (!rv_edit_commit (edit, &error))
    rv_window_refuse (window, error);
}

static void
rename_diagram (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RvWindow *window = data;
  RvObject *diagram = rv_model_get (rv_window_model (window), rv_project_view_diagram (window->view));

  if (diagram != NULL)
    rv_ask_text (GTK_WINDOW (window), _("Rename Diagram"), _("_Rename"), rv_record_name (diagram), on_diagram_named, window);
}

static void
on_diagram_deleted (const char *label, const GError *error, gpointer window)
{
  if (error != NULL)
    rv_window_toast (window, error->message);
  else
    rv_window_toast_with (window, label, _("Undo"), "win.undo");
}

static void
delete_diagram (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RvWindow *window = data;
  RvId diagram = rv_project_view_diagram (window->view);

  rv_delete_objects (GTK_WINDOW (window), rv_window_model (window), &diagram, 1, on_diagram_deleted, window);
}

static void
show_in_diagram (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RvWindow *window = data;
  guint n_ids;
  const RvId *ids = rv_project_view_selection (window->view, &n_ids);
  g_autofree RvId *copy = g_memdup2 (ids, n_ids * sizeof *ids);
  GError *error = NULL;

  if (!rv_diagrams_show (rv_window_model (window), rv_project_view_diagram (window->view), copy, n_ids, &error))
    rv_window_refuse (window, error);
  else
    rv_project_view_select (window->view, copy, n_ids);
}

static void
hide_from_diagram (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RvWindow *window = data;
  guint n_ids;
  const RvId *ids = rv_project_view_selection (window->view, &n_ids);
  g_autofree RvId *copy = g_memdup2 (ids, n_ids * sizeof *ids);
  GError *error = NULL;

  if (!rv_diagrams_hide (rv_window_model (window), rv_project_view_diagram (window->view), copy, n_ids, &error))
    rv_window_refuse (window, error);
}

/* ---- the view -------------------------------------------------------------------------------------------- */

static const char *const relations[] = { "one-to-many", "optional", "one-to-one", "many-to-many" };

static void
change_tool (GSimpleAction *action, GVariant *state, gpointer data)
{
  RvCanvas *canvas = rv_project_view_canvas (((RvWindow *) data)->view);

  if (canvas == NULL)
    return;
  rv_canvas_set_tool (canvas, g_variant_get_string (state, NULL));
  gtk_widget_grab_focus (GTK_WIDGET (canvas));
}

static void
change_relation (GSimpleAction *action, GVariant *state, gpointer data)
{
  RvWindow *window = data;
  RvCanvas *canvas = rv_project_view_canvas (window->view);

  for (guint i = 0; canvas != NULL && i < G_N_ELEMENTS (relations); i++)
    if (g_str_equal (g_variant_get_string (state, NULL), relations[i]))
      {
        rv_canvas_set_relation (canvas, (RvDrawnRelation) i);
        rv_canvas_set_tool (canvas, "relationship");
        g_simple_action_set_state (action, state);
      }
}

static void
zoom_in (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rv_canvas_zoom_in (rv_project_view_canvas (((RvWindow *) data)->view));
}

static void
zoom_out (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rv_canvas_zoom_out (rv_project_view_canvas (((RvWindow *) data)->view));
}

static void
zoom_reset (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rv_canvas_zoom_reset (rv_project_view_canvas (((RvWindow *) data)->view));
}

static void
zoom_fit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rv_canvas_zoom_fit (rv_project_view_canvas (((RvWindow *) data)->view));
}

static void
zoom_selection (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rv_canvas_zoom_to_selection (rv_project_view_canvas (((RvWindow *) data)->view));
}

static void
find (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rv_project_view_search (((RvWindow *) data)->view);
}

static void
project_properties (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RvWindow *window = data;
  RvObject *project = rv_model_project (rv_window_model (window));

  g_object_set (window->view, "shows-properties", TRUE, NULL);
  rv_project_view_select (window->view, &project->id, 1);
}

static const GActionEntry actions[] = {
  { "undo", undo },
  { "redo", redo },
  { "save", save },
  { "save-as", save_as },
  { "exported", exported, "s" },
  { "show-exported", show_exported },
  { "export", export },
  { "reopen", reopen },
  { "report", report },
  { "new-diagram", new_diagram },
  { "diagram-of-selection", diagram_of_selection },
  { "rename-diagram", rename_diagram },
  { "delete-diagram", delete_diagram },
  { "show-in-diagram", show_in_diagram },
  { "hide-from-diagram", hide_from_diagram },
  { "tool", NULL, "s", "'select'", change_tool },
  { "relation", NULL, "s", "'one-to-many'", change_relation },
  { "zoom-in", zoom_in },
  { "zoom-out", zoom_out },
  { "zoom-reset", zoom_reset },
  { "zoom-fit", zoom_fit },
  { "zoom-selection", zoom_selection },
  { "find", find },
  { "project-properties", project_properties },
};

/* ---- what can be done now ---------------------------------------------------------------------------------- */

enum { NEEDS_PROJECT = 1, NEEDS_WRITABLE = 2, NEEDS_CANVAS = 4, NEEDS_SELECTION = 8, NEEDS_ONE = 16, NEEDS_UNDO = 32, NEEDS_REDO = 64, NEEDS_BACK = 128,
       NEEDS_FORWARD = 256, NEEDS_TWO_SHOWN = 512, NEEDS_THREE_SHOWN = 1024,
       NEEDS_LINE = 2048, NEEDS_BENT_LINE = 4096, NEEDS_LINK = 8192, NEEDS_FINDINGS = 16384 };

static const struct { const char *action; guint needs; } needs[] = {
  { "undo", NEEDS_UNDO | NEEDS_WRITABLE },
  { "redo", NEEDS_REDO | NEEDS_WRITABLE },
  { "save", NEEDS_PROJECT },
  { "save-as", NEEDS_PROJECT },
  { "export", NEEDS_PROJECT },
  { "update-from-file", NEEDS_WRITABLE },
  { "update-from", NEEDS_WRITABLE },
  { "update-from-database", NEEDS_WRITABLE },
  { "find", NEEDS_PROJECT },
  { "project-properties", NEEDS_PROJECT },
  { "new-diagram", NEEDS_WRITABLE },
  { "diagram-of-selection", NEEDS_WRITABLE | NEEDS_SELECTION },
  { "rename-diagram", NEEDS_WRITABLE | NEEDS_CANVAS },
  { "delete-diagram", NEEDS_WRITABLE | NEEDS_CANVAS },
  { "arrange", NEEDS_WRITABLE | NEEDS_CANVAS },
  { "arrange-by-schema", NEEDS_WRITABLE | NEEDS_CANVAS },
  { "arrange-by-tag", NEEDS_WRITABLE | NEEDS_CANVAS },
  { "arrange-selection", NEEDS_WRITABLE | NEEDS_CANVAS | NEEDS_TWO_SHOWN },
  { "around", NEEDS_WRITABLE | NEEDS_SELECTION },
  { "align", NEEDS_WRITABLE | NEEDS_CANVAS | NEEDS_TWO_SHOWN },
  { "distribute", NEEDS_WRITABLE | NEEDS_CANVAS | NEEDS_THREE_SHOWN },
  { "same-width", NEEDS_WRITABLE | NEEDS_CANVAS | NEEDS_TWO_SHOWN },
  { "lock", NEEDS_WRITABLE | NEEDS_CANVAS | NEEDS_SELECTION },
  { "show-in-diagram", NEEDS_WRITABLE | NEEDS_CANVAS | NEEDS_SELECTION },
  { "hide-from-diagram", NEEDS_WRITABLE | NEEDS_CANVAS | NEEDS_SELECTION },
  { "notation", NEEDS_WRITABLE | NEEDS_CANVAS },
  { "level", NEEDS_WRITABLE | NEEDS_CANVAS },
  { "columns", NEEDS_WRITABLE | NEEDS_CANVAS },
  { "coloring", NEEDS_WRITABLE | NEEDS_CANVAS },
  { "color-legend", NEEDS_WRITABLE | NEEDS_CANVAS },
  { "tags", NEEDS_WRITABLE },
  { "fold", NEEDS_WRITABLE | NEEDS_CANVAS | NEEDS_SELECTION },
  { "color", NEEDS_WRITABLE | NEEDS_CANVAS | NEEDS_SELECTION },
  { "line-labels", NEEDS_WRITABLE | NEEDS_CANVAS },
  { "crossings", NEEDS_WRITABLE | NEEDS_CANVAS },
  { "line-sources", NEEDS_WRITABLE | NEEDS_CANVAS },
  { "add-bend", NEEDS_WRITABLE | NEEDS_LINE },
  { "open-link", NEEDS_CANVAS | NEEDS_LINK },
  { "straighten-line", NEEDS_WRITABLE | NEEDS_BENT_LINE },
  { "tool", NEEDS_CANVAS },
  { "relation", NEEDS_WRITABLE | NEEDS_CANVAS },
  { "zoom-in", NEEDS_CANVAS },
  { "zoom-out", NEEDS_CANVAS },
  { "zoom-reset", NEEDS_CANVAS },
  { "zoom-fit", NEEDS_CANVAS },
  { "zoom-selection", NEEDS_CANVAS | NEEDS_SELECTION },
  { "present", NEEDS_CANVAS },
  { "save-view", NEEDS_WRITABLE | NEEDS_CANVAS },
  { "rename-view", NEEDS_WRITABLE },
  { "update-view", NEEDS_WRITABLE | NEEDS_CANVAS },
  { "move-view", NEEDS_WRITABLE },
  { "delete-view", NEEDS_WRITABLE },
  { "add-note", NEEDS_WRITABLE | NEEDS_CANVAS },
  { "next-note", NEEDS_PROJECT },
  { "previous-note", NEEDS_PROJECT },
  { "show-pins", NEEDS_PROJECT },
  { "name-version", NEEDS_WRITABLE },
  { "rename-version", NEEDS_WRITABLE },
  { "delete-version", NEEDS_WRITABLE },
  { "next-change", NEEDS_PROJECT },
  { "previous-change", NEEDS_PROJECT },
  { "next-finding", NEEDS_PROJECT },
  { "previous-finding", NEEDS_PROJECT },
  { "show-findings", NEEDS_FINDINGS },
  { "side-page", NEEDS_PROJECT },
  { "delete", NEEDS_WRITABLE | NEEDS_SELECTION },
  { "cut", NEEDS_WRITABLE | NEEDS_SELECTION },
  { "copy", NEEDS_SELECTION },
  { "copy-sql", NEEDS_SELECTION },
  { "paste", NEEDS_WRITABLE },
  { "select-all", NEEDS_CANVAS },
  { "rename", NEEDS_WRITABLE | NEEDS_ONE },
  { "reveal", NEEDS_ONE },
  { "find-anything", NEEDS_PROJECT },
  { "go-back", NEEDS_BACK },
  { "go-forward", NEEDS_FORWARD },
  { "highlight-neighbors", NEEDS_CANVAS },
  { "show-path", NEEDS_CANVAS | NEEDS_SELECTION },
  { "copy-picture", NEEDS_CANVAS },
  { "copy-mermaid", NEEDS_CANVAS },
  { "add-table", NEEDS_WRITABLE | NEEDS_CANVAS },
  { "add-relationship", NEEDS_WRITABLE | NEEDS_SELECTION },
};

static guint
what_there_is (RvWindow *window)
{
  RvModel *model = rv_window_model (window);
  g_autofree char *undo_label = model != NULL ? rv_model_undo_label (model) : NULL;
  RvCanvas *canvas = model != NULL ? rv_project_view_canvas (window->view) : NULL;
  g_autofree char *redo_label = model != NULL ? rv_model_redo_label (model) : NULL;
  g_autofree char *link = canvas != NULL ? rv_canvas_chosen_link (canvas) : NULL;
  guint n_selected = 0, n_shown;
  guint there = 0;
  const RvId *ids;

  if (model == NULL)
    return 0;
  ids = rv_project_view_selection (window->view, &n_selected);
  n_shown = rv_align_count (model, rv_project_view_diagram (window->view), ids, n_selected);
  there |= NEEDS_PROJECT;
  there |= rv_model_read_only_reason (model) == NULL ? NEEDS_WRITABLE : 0;
  there |= canvas != NULL ? NEEDS_CANVAS : 0;
  there |= canvas != NULL && rv_canvas_can_bend (canvas) ? NEEDS_LINE : 0;
  there |= canvas != NULL && rv_canvas_can_straighten (canvas) ? NEEDS_BENT_LINE : 0;
  there |= link != NULL ? NEEDS_LINK : 0;
  there |= rv_checks_panel_has (rv_project_view_checks (window->view), ids, n_selected) ? NEEDS_FINDINGS : 0;
  there |= n_selected > 0 ? NEEDS_SELECTION : 0;
  there |= n_selected == 1 ? NEEDS_ONE : 0;
  there |= window->look != NULL && rv_look_can_step (window->look, -1) ? NEEDS_BACK : 0;
  there |= window->look != NULL && rv_look_can_step (window->look, 1) ? NEEDS_FORWARD : 0;
  there |= n_shown >= 2 ? NEEDS_TWO_SHOWN : 0;
  there |= n_shown >= 3 ? NEEDS_THREE_SHOWN : 0;
  there |= undo_label != NULL ? NEEDS_UNDO : 0;
  there |= redo_label != NULL ? NEEDS_REDO : 0;
  return there;
}

static void
show_tool (RvWindow *window)
{
  RvCanvas *canvas = window->view != NULL ? rv_project_view_canvas (window->view) : NULL;
  GAction *tool = g_action_map_lookup_action (G_ACTION_MAP (window), "tool");
  GAction *relation = g_action_map_lookup_action (G_ACTION_MAP (window), "relation");

  if (canvas == NULL)
    return;
  g_simple_action_set_state (G_SIMPLE_ACTION (tool), g_variant_new_string (rv_canvas_get_tool (canvas)));
  g_simple_action_set_state (G_SIMPLE_ACTION (relation), g_variant_new_string (relations[rv_canvas_get_relation (canvas)]));
}

void
rv_window_update_actions (RvWindow *window)
{
  guint there = what_there_is (window);

  for (guint i = 0; i < G_N_ELEMENTS (needs); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (window), needs[i].action);

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), (needs[i].needs & ~there) == 0);
    }
  show_tool (window);
  rv_window_show_view (window);
}

/* ---- keys ------------------------------------------------------------------------------------------------- */

static const struct { const char *trigger; const char *action; const char *parameter; } keys[] = {
  { "<Primary>z", "win.undo" },
  { "<Primary><Shift>z|<Primary>y", "win.redo" },
  { "<Primary>s", "win.save" },
  { "<Primary><Shift>s", "win.save-as" },
  { "<Primary>e", "win.export" },
  { "<Primary>f", "win.find" },
  { "<Primary>k", "win.find-anything" },
  { "<Alt>Left", "win.go-back" },
  { "<Alt>Right", "win.go-forward" },
  { "<Primary>h", "win.highlight-neighbors" },
  { "<Primary>j", "win.show-path" },
  { "<Primary>m", "win.show-minimap" },
  { "<Primary><Alt>c", "win.copy-picture" },
  { "<Primary><Alt>m", "win.copy-mermaid" },
  { "<Primary><Alt>t", "win.tags" },
  { "F9", "win.show-tree" },
  { "<Shift>F9", "win.show-properties" },
  { "<Primary>d", "win.show-ddl" },
  { "F11", "win.fullscreen" },
  { "<Primary>plus|<Primary>equal|<Primary>KP_Add", "win.zoom-in" },
  { "<Primary>minus|<Primary>KP_Subtract", "win.zoom-out" },
  { "<Primary>0|<Primary>KP_0", "win.zoom-reset" },
  { "<Primary>9", "win.zoom-fit" },
  { "<Primary>8", "win.zoom-selection" },
  { "<Primary><Shift>a", "win.arrange" },
  { "<Primary><Alt>a", "win.arrange-selection" },
  { "<Primary>l", "win.lock" },
  { "<Primary>a", "win.select-all" },
  { "<Primary>x", "win.cut" },
  { "<Primary>c", "win.copy" },
  { "<Primary><Shift>c", "win.copy-sql" },
  { "<Primary>v", "win.paste" },
  { "Delete|KP_Delete", "win.delete" },
  { "<Shift>Delete", "win.hide-from-diagram" },
  { "F2", "win.rename" },
  { "F5", "win.present" },
  { "<Primary><Shift>v", "win.save-view" },
  { "<Primary><Shift>m", "win.add-note" },
  { "F8", "win.next-note" },
  { "<Shift>F8", "win.previous-note" },
  { "F4", "win.next-finding" },
  { "<Shift>F4", "win.previous-finding" },
  { "F7", "win.next-change" },
  { "<Shift>F7", "win.previous-change" },
  { "<Primary>period", "win.fold" },
  { "<Primary>t", "win.add-table" },
  { "<Primary>r", "win.add-relationship" },
  { "<Primary><Shift>t", "win.new-diagram" },
  { "<Primary><Shift>Left", "win.align", "'left'" },
  { "<Primary><Shift>Right", "win.align", "'right'" },
  { "<Primary><Shift>Up", "win.align", "'top'" },
  { "<Primary><Shift>Down", "win.align", "'bottom'" },
  { "<Primary><Alt>e", "win.align", "'center'" },
  { "<Primary><Alt>i", "win.align", "'middle'" },
  { "<Primary><Alt>h", "win.distribute", "'horizontal'" },
  { "<Primary><Alt>v", "win.distribute", "'vertical'" },
  { "<Primary><Alt>w", "win.same-width" },
  { "<Primary><Alt>r", "win.around", "int32 1" },
};

void
rv_window_add_actions (RvWindow *window)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (window), actions, G_N_ELEMENTS (actions), window);
  g_action_map_add_action_entries (G_ACTION_MAP (window), rv_edit_actions, (int) rv_n_edit_actions, window);
  g_action_map_add_action_entries (G_ACTION_MAP (window), rv_meeting_actions, (int) rv_n_meeting_actions, window);
  g_action_map_add_action_entries (G_ACTION_MAP (window), rv_view_actions, (int) rv_n_view_actions, window);
  g_action_map_add_action_entries (G_ACTION_MAP (window), rv_look_actions, (int) rv_n_look_actions, window);
  g_action_map_add_action_entries (G_ACTION_MAP (window), rv_arrange_actions, (int) rv_n_arrange_actions, window);
  g_action_map_add_action_entries (G_ACTION_MAP (window), rv_update_actions, (int) rv_n_update_actions, window);
  g_action_map_add_action (G_ACTION_MAP (window), G_ACTION (g_property_action_new ("fullscreen", window, "fullscreened")));
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkShortcut *shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].trigger), gtk_named_action_new (keys[i].action));

      if (keys[i].parameter != NULL)
        gtk_shortcut_set_arguments (shortcut, g_variant_new_parsed (keys[i].parameter));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_widget_add_controller (GTK_WIDGET (window), controller);
  rv_window_update_actions (window);
}
