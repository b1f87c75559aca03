/* Owns the comparison that is shown and its overlay. The comparison is made anew, in idle time, when the design changes. */
#include "app/panels/changes-panel.h"

#include <glib/gi18n.h>

#include "app/panels/side-page.h"
#include "canvas/overlay.h"
#include "draw/changes.h"
#include "model/versions.h"

struct _RvChangesPanel {
  GtkWidget parent_instance;
  RvSidePage page;
  GtkDropDown *choice;
  GtkWidget *buttons[4];    /* previous, next, rename, delete */
  RvModel *model;
  RvModel *then;            /* (nullable): the version, opened */
  RvId version;
  RvChanges *changes;       /* (nullable) */
  RvCanvas *canvas;         /* (nullable), weak */
  guint overlay;
  guint refresh;            /* idle source */
  guint choosing;           /* idle source */
  gboolean is_filling;
};

enum { FAILED, REVEALED, N_SIGNALS };
enum { PREVIOUS, NEXT, RENAME, DELETE };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RvChangesPanel, rv_changes_panel, GTK_TYPE_WIDGET)

/* ---- over the diagram -------------------------------------------------------------------------- */

static void
draw_overlay (RvDisplayList *list, RvScene *scene, RvDetail detail, gpointer data)
{
  RvChangesPanel *panel = data;

  if (panel->changes != NULL)
    rv_changes_draw (panel->changes, list, scene, detail);
}

static const RvOverlay overlay = { RV_OVERLAY_ABOVE, draw_overlay, NULL };

static void
drop_overlay (RvChangesPanel *panel)
{
  if (panel->canvas != NULL && panel->overlay != 0)
    rv_canvas_remove_overlay (panel->canvas, panel->overlay);
  panel->overlay = 0;
}

static void
update_overlay (RvChangesPanel *panel)
{
  if (panel->canvas == NULL || panel->changes == NULL)
    drop_overlay (panel);
  else if (panel->overlay == 0)
    panel->overlay = rv_canvas_add_overlay (panel->canvas, &overlay, panel, NULL);
  else
    rv_canvas_update_overlay (panel->canvas, panel->overlay);
}

void
rv_changes_panel_set_canvas (RvChangesPanel *panel, RvCanvas *canvas)
{
  if (canvas == panel->canvas)
    return;
  drop_overlay (panel);
  if (panel->canvas != NULL)
    g_object_remove_weak_pointer (G_OBJECT (panel->canvas), (gpointer *) &panel->canvas);
  panel->canvas = canvas;
  if (canvas != NULL)
    g_object_add_weak_pointer (G_OBJECT (canvas), (gpointer *) &panel->canvas);
  update_overlay (panel);
}

/* ---- the list ------------------------------------------------------------------------------------ */

static void
fill_rows (RvChangesPanel *panel)
{
  static const char *const signs[] = { "+", "−", "~" };
  static const char *const classes[] = { "success", "error", "warning" };
  const GPtrArray *list = panel->changes != NULL ? rv_changes_list (panel->changes) : NULL;

  panel->is_filling = TRUE;
  rv_side_page_clear (&panel->page);
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const RvChanged *changed = list->pdata[i];
      g_autofree char *sentence = rv_changes_sentence (changed);
      g_autofree char *details = rv_changes_details (panel->changes, changed);
      GtkWidget *row = rv_side_page_add (&panel->page, changed->id, sentence, details, NULL);
      GtkWidget *sign = gtk_label_new (signs[changed->type]);

      gtk_widget_add_css_class (sign, classes[changed->type]);
      gtk_widget_add_css_class (sign, "heading");
      gtk_widget_set_valign (sign, GTK_ALIGN_START);
      gtk_label_set_width_chars (GTK_LABEL (sign), 2);
      gtk_box_prepend (GTK_BOX (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row))), sign);
    }
  gtk_label_set_label (GTK_LABEL (panel->page.empty),
                       panel->version != 0 ? _("Nothing changed since this version.")
                       : rv_model_all (panel->model, RV_KIND_VERSION)->len > 0
                         ? _("Choose a version to see what changed since.")
                         : _("Name a version now, and later see on the diagram what changed since."));
  rv_side_page_settle (&panel->page);
  for (guint i = PREVIOUS; i <= NEXT; i++)
    gtk_widget_set_sensitive (panel->buttons[i], list != NULL && list->len > 0);
  panel->is_filling = FALSE;
}

static gboolean
shows_names (GtkDropDown *choice, GtkStringList *names)
{
  GtkStringList *shown = GTK_STRING_LIST (gtk_drop_down_get_model (choice));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (names));

  if (shown == NULL || g_list_model_get_n_items (G_LIST_MODEL (shown)) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!g_str_equal (gtk_string_list_get_string (shown, i), gtk_string_list_get_string (names, i)))
      return FALSE;
  return TRUE;
}

static void
fill_choice (RvChangesPanel *panel)
{
  g_autoptr (GPtrArray) versions = rv_versions_in_order (panel->model);
  g_autoptr (GtkStringList) names = gtk_string_list_new ((const char *const[]) { _("No Comparison"), NULL });
  gboolean can_edit = panel->version != 0 && rv_model_read_only_reason (panel->model) == NULL;
  guint selected = 0;

  panel->is_filling = TRUE;
  for (guint i = 0; i < versions->len; i++)
    {
      const RvVersion *version = versions->pdata[i];
      g_autofree char *day = g_strndup (version->made_at != NULL ? version->made_at : "", 10);
      g_autofree char *text = g_strdup_printf (_("Since %s  (%s)"), version->name, day);

      gtk_string_list_append (names, text);
      if (version->object.id == panel->version)
        selected = i + 1;
    }
  if (!shows_names (panel->choice, names))
    gtk_drop_down_set_model (panel->choice, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (panel->choice, selected);
  gtk_widget_set_visible (panel->buttons[RENAME], can_edit);
  gtk_widget_set_visible (panel->buttons[DELETE], can_edit);
  panel->is_filling = FALSE;
}

static void
compare (RvChangesPanel *panel)
{
  g_clear_pointer (&panel->changes, rv_changes_free);
  if (panel->then != NULL)
    panel->changes = rv_changes_new (panel->then, panel->model);
  fill_rows (panel);
  update_overlay (panel);
}

void
rv_changes_panel_show_since (RvChangesPanel *panel, RvId version)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&panel->then);
  if (version != 0)
    panel->then = rv_version_open (panel->model, version, &error);
  if (error != NULL)
    g_signal_emit (panel, signals[FAILED], 0, error->message);
  panel->version = panel->then != NULL ? version : 0;
  fill_choice (panel);
  compare (panel);
}

RvId
rv_changes_panel_version (RvChangesPanel *panel)
{
  return panel->version;
}

static gboolean
on_refresh (gpointer data)
{
  RvChangesPanel *panel = data;

  panel->refresh = 0;
  if (panel->version != 0 && rv_model_get (panel->model, panel->version) == NULL)
    rv_changes_panel_show_since (panel, 0);
  else
    {
      fill_choice (panel);
      compare (panel);
    }
  return G_SOURCE_REMOVE;
}

static gboolean
is_of_versions (const GArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    if (g_array_index (changes, RvChange, i).kind == RV_KIND_VERSION)
      return TRUE;
  return FALSE;
}

static void
on_model_changed (RvChangesPanel *panel, GArray *changes)
{
  if (panel->refresh == 0 && (panel->version != 0 || is_of_versions (changes)))
    panel->refresh = g_idle_add (on_refresh, panel);
}

/* ---- going to one ---------------------------------------------------------------------------------- */

static void
go_to (RvChangesPanel *panel, RvId id)
{
  const GPtrArray *list = rv_changes_list (panel->changes);

  for (guint i = 0; i < list->len; i++)
    {
      const RvChanged *changed = list->pdata[i];
      double x, y, width, height;

      if (changed->id != id)
        continue;
      if (changed->type != RV_DIFFERENCE_REMOVED)
        g_signal_emit (panel, signals[REVEALED], 0, (gint64) id);
      else if (panel->canvas != NULL && rv_changes_ghost (panel->changes, rv_canvas_get_diagram (panel->canvas), changed, &x, &y, &width, &height))
        rv_canvas_fit_area (panel->canvas, x, y, width, height, 0, 1);
      return;
    }
}

static void
on_row_selected (RvChangesPanel *panel, GtkListBoxRow *row)
{
  if (!panel->is_filling && row != NULL && panel->changes != NULL)
    go_to (panel, rv_side_page_id (row));
}

/* Where no version is chosen, the newest is meant. */
static void
ensure_version (RvChangesPanel *panel)
{
  g_autoptr (GPtrArray) versions = rv_versions_in_order (panel->model);

  if (panel->version == 0 && versions->len > 0)
    rv_changes_panel_show_since (panel, ((RvObject *) versions->pdata[0])->id);
}

void
rv_changes_panel_step (RvChangesPanel *panel, gboolean forward)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (panel->page.rows);
  int n, at;

  ensure_version (panel);
  n = panel->changes != NULL ? (int) rv_changes_list (panel->changes)->len : 0;
  at = row != NULL ? gtk_list_box_row_get_index (row) : forward ? -1 : 0;

  if (n > 0)
    gtk_list_box_select_row (panel->page.rows, gtk_list_box_get_row_at_index (panel->page.rows, (at + (forward ? 1 : n - 1)) % n));
}

static gboolean
show_chosen (gpointer data)
{
  RvChangesPanel *panel = data;
  g_autoptr (GPtrArray) versions = rv_versions_in_order (panel->model);
  guint selected = gtk_drop_down_get_selected (panel->choice);

  panel->choosing = 0;
  rv_changes_panel_show_since (panel, selected > 0 && selected <= versions->len ? ((RvObject *) versions->pdata[selected - 1])->id : 0);
  return G_SOURCE_REMOVE;
}

/* Its list must close first: the choices change with what is chosen. */
static void
on_chosen (RvChangesPanel *panel)
{
  if (!panel->is_filling && panel->model != NULL && panel->choosing == 0)
    panel->choosing = g_idle_add (show_chosen, panel);
}

static void
on_previous (RvChangesPanel *panel)
{
  rv_changes_panel_step (panel, FALSE);
}

static void
on_next (RvChangesPanel *panel)
{
  rv_changes_panel_step (panel, TRUE);
}

/* ---- GObject ------------------------------------------------------------------------------------------ */

void
rv_changes_panel_set_model (RvChangesPanel *panel, RvModel *model)
{
  if (panel->model != NULL)
    g_signal_handlers_disconnect_by_data (panel->model, panel);
  g_clear_handle_id (&panel->refresh, g_source_remove);
  g_clear_handle_id (&panel->choosing, g_source_remove);
  g_clear_object (&panel->then);
  g_clear_pointer (&panel->changes, rv_changes_free);
  panel->version = 0;
  update_overlay (panel);
  g_set_object (&panel->model, model);
  if (model == NULL)
    return;
  g_signal_connect_swapped (model, "changed", G_CALLBACK (on_model_changed), panel);
  fill_choice (panel);
  fill_rows (panel);
}

static void
rv_changes_panel_dispose (GObject *object)
{
  RvChangesPanel *panel = RV_CHANGES_PANEL (object);

  rv_changes_panel_set_canvas (panel, NULL);
  rv_changes_panel_set_model (panel, NULL);
  g_clear_pointer (&panel->page.box, gtk_widget_unparent);
  G_OBJECT_CLASS (rv_changes_panel_parent_class)->dispose (object);
}

static void
rv_changes_panel_class_init (RvChangesPanelClass *class)
{
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rv_changes_panel_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[REVEALED] = g_signal_new ("revealed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
rv_changes_panel_init (RvChangesPanel *panel)
{
  rv_side_page_build (&panel->page, GTK_WIDGET (panel), _("Changes"), "");
  panel->buttons[PREVIOUS] = rv_side_page_button (&panel->page, "go-up-symbolic", _("Previous Change"), NULL);
  panel->buttons[NEXT] = rv_side_page_button (&panel->page, "go-down-symbolic", _("Next Change"), NULL);
  rv_side_page_button (&panel->page, "list-add-symbolic", _("Name a Version"), "win.name-version");
  panel->buttons[RENAME] = rv_side_page_button (&panel->page, "document-edit-symbolic", _("Rename the Version"), "win.rename-version");
  panel->buttons[DELETE] = rv_side_page_button (&panel->page, "user-trash-symbolic", _("Delete the Version"), "win.delete-version");
  panel->choice = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (panel->choice), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Compare with"), -1);
  gtk_box_append (GTK_BOX (panel->page.top), GTK_WIDGET (panel->choice));
  g_signal_connect_object (panel->buttons[PREVIOUS], "clicked", G_CALLBACK (on_previous), panel, G_CONNECT_SWAPPED);
  g_signal_connect_object (panel->buttons[NEXT], "clicked", G_CALLBACK (on_next), panel, G_CONNECT_SWAPPED);
  g_signal_connect_object (panel->choice, "notify::selected", G_CALLBACK (on_chosen), panel, G_CONNECT_SWAPPED);
  g_signal_connect_object (panel->page.rows, "row-selected", G_CALLBACK (on_row_selected), panel, G_CONNECT_SWAPPED);
}
