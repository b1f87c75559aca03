/* Owns the selection of a window and the panes that show it. A choice made in one of them is passed
 * on to the others, never back. */
#include "app/project-view.h"

#include <glib/gi18n.h>

#include "app/panels/ddl-view.h"
#include "app/panels/diagram-list.h"
#include "app/panels/property-panel.h"
#include "app/panels/tree-panel.h"
#include "app/panels/views-panel.h"
#include "app/settings.h"
#include "app/views.h"

struct _RvProjectView {
  GtkWidget parent_instance;
  GtkPaned *tree_paned;
  GtkPaned *properties_paned;
  GtkPaned *ddl_paned;
  GtkWidget *sidebar;
  RvDiagramList *diagrams;
  RvTreePanel *tree;
  RvDiagramTabs *tabs;
  RvPropertyPanel *properties;
  GtkWidget *side;
  GtkStack *pages;
  RvViewsPanel *views;
  RvReviewPanel *notes;
  RvChangesPanel *changes;
  RvChecksPanel *checks;
  GtkStackPage *checks_page;
  RvDdlView *ddl;
  GtkPopover *context_menu;
  GMenuModel *object_menu, *canvas_menu;

  RvDocument *document;
  GArray *selection; /* RvId */
  gboolean is_passing_on;
};

enum { SELECTION_CHANGED, CANVAS_CHANGED, FAILED, DONE, CHECKS_CHANGED, N_SIGNALS };
enum { SHOWS_TREE = 1, SHOWS_PROPERTIES, SHOWS_DDL, SHOWS_MINIMAP, SIDE_PAGE, N_PROPERTIES };

static guint signals[N_SIGNALS];
static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (RvProjectView, rv_project_view, GTK_TYPE_WIDGET)

/* ---- selection --------------------------------------------------------------------------------- */

static void
remember (RvProjectView *view, const RvId *ids, guint n_ids)
{
  g_array_set_size (view->selection, 0);
  if (n_ids > 0)
    g_array_append_vals (view->selection, ids, n_ids);
}

/* With nothing selected, the panel shows the project. */
static void
pass_on (RvProjectView *view)
{
  const RvId *ids = (const RvId *) (gpointer) view->selection->data;

  rv_property_panel_set_selection (view->properties, ids, view->selection->len);
  rv_ddl_view_set_selection (view->ddl, ids, view->selection->len);
  rv_checks_panel_set_selection (view->checks, ids, view->selection->len);
  g_signal_emit (view, signals[SELECTION_CHANGED], 0);
}

static void
on_canvas_selection (RvProjectView *view)
{
  RvCanvas *canvas = rv_diagram_tabs_canvas (view->tabs);
  guint n_ids = 0;
  const RvId *ids = canvas != NULL ? rv_canvas_get_selection (canvas, &n_ids) : NULL;

  if (view->is_passing_on)
    return;
  view->is_passing_on = TRUE;
  remember (view, ids, n_ids);
  rv_tree_panel_select (view->tree, ids, n_ids);
  pass_on (view);
  view->is_passing_on = FALSE;
}

static void
on_tree_selection (RvProjectView *view)
{
  RvCanvas *canvas = rv_diagram_tabs_canvas (view->tabs);
  g_autoptr (GArray) ids = rv_tree_panel_selection (view->tree);

  if (view->is_passing_on)
    return;
  view->is_passing_on = TRUE;
  remember (view, (const RvId *) (gpointer) ids->data, ids->len);
  if (canvas != NULL)
    rv_canvas_set_selection (canvas, (const RvId *) (gpointer) ids->data, ids->len);
  pass_on (view);
  view->is_passing_on = FALSE;
}

void
rv_project_view_select (RvProjectView *view, const RvId *ids, guint n_ids)
{
  RvCanvas *canvas = rv_diagram_tabs_canvas (view->tabs);

  view->is_passing_on = TRUE;
  remember (view, ids, n_ids);
  if (canvas != NULL)
    rv_canvas_set_selection (canvas, ids, n_ids);
  rv_tree_panel_select (view->tree, ids, n_ids);
  pass_on (view);
  view->is_passing_on = FALSE;
}

const RvId *
rv_project_view_selection (RvProjectView *view, guint *n_ids)
{
  *n_ids = view->selection->len;
  return (const RvId *) (gpointer) view->selection->data;
}

/* What was removed cannot stay selected. */
static void
on_model_changed (RvProjectView *view)
{
  RvModel *model = rv_document_model (view->document);
  guint n_before = view->selection->len;

  for (guint i = view->selection->len; i-- > 0;)
    if (rv_model_get (model, g_array_index (view->selection, RvId, i)) == NULL)
      g_array_remove_index (view->selection, i);
  if (view->selection->len != n_before)
    pass_on (view);
}

/* ---- panes -------------------------------------------------------------------------------------- */

static void
on_canvas_changed (RvProjectView *view)
{
  rv_diagram_list_mark (view->diagrams, rv_project_view_diagram (view));
  rv_review_panel_set_canvas (view->notes, rv_diagram_tabs_canvas (view->tabs));
  rv_changes_panel_set_canvas (view->changes, rv_diagram_tabs_canvas (view->tabs));
  g_signal_emit (view, signals[CANVAS_CHANGED], 0);
}

static void
on_diagram_chosen (RvProjectView *view, gint64 diagram)
{
  rv_diagram_tabs_open (view->tabs, diagram);
}

static void
on_revealed (RvProjectView *view, gint64 id)
{
  if (!rv_project_view_reveal (view, id))
    g_signal_emit (view, signals[FAILED], 0, _("No diagram shows it"));
}

static void
on_view_chosen (RvProjectView *view, gint64 id)
{
  const RvViewpoint *chosen = rv_model_get_kind (rv_document_model (view->document), id, RV_KIND_VIEWPOINT);

  if (chosen == NULL)
    return;
  rv_diagram_tabs_open (view->tabs, chosen->diagram_id);
  rv_views_show (rv_diagram_tabs_canvas (view->tabs), id, 0);
}

static void
on_failed (RvProjectView *view, const char *message)
{
  g_signal_emit (view, signals[FAILED], 0, message);
}

static void
on_done (RvProjectView *view, const char *message)
{
  g_signal_emit (view, signals[DONE], 0, message);
}

static void
on_objects_shown (RvProjectView *view)
{
  const GArray *ids = rv_checks_panel_objects (view->checks);
  g_autofree RvId *copy = g_memdup2 (ids->data, ids->len * sizeof (RvId));

  rv_project_view_show_objects (view, copy, ids->len);
}

/* Errors and warnings stand in the tab, too. */
static void
on_checks_changed (RvProjectView *view)
{
  guint n = rv_checks_panel_count (view->checks, RV_SEVERITY_ERROR) + rv_checks_panel_count (view->checks, RV_SEVERITY_WARNING);
  g_autofree char *title = n > 0 ? g_strdup_printf (_("Checks %u"), n) : g_strdup (_("Checks"));

  gtk_stack_page_set_title (view->checks_page, title);
  g_signal_emit (view, signals[CHECKS_CHANGED], 0);
}

static void
on_delete_requested (RvProjectView *view)
{
  gtk_widget_activate_action (GTK_WIDGET (view), "win.delete", NULL);
}

static void
pop_up_menu (RvProjectView *view, GMenuModel *menu, GtkWidget *at, double x, double y)
{
  graphene_point_t place = GRAPHENE_POINT_INIT ((float) x, (float) y);
  graphene_point_t here = place;

  if (!gtk_widget_compute_point (at, GTK_WIDGET (view), &place, &here))
    return;
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (view->context_menu), menu);
  gtk_popover_set_pointing_to (view->context_menu, &(GdkRectangle){ (int) here.x, (int) here.y, 1, 1 });
  gtk_popover_popup (view->context_menu);
}

static void
on_canvas_menu (RvProjectView *view, double x, double y, gint64 id)
{
  pop_up_menu (view, id != 0 ? view->object_menu : view->canvas_menu, GTK_WIDGET (view->tabs), x, y);
}

static void
on_tree_pressed (RvProjectView *view, int n_press, double x, double y)
{
  pop_up_menu (view, view->object_menu, GTK_WIDGET (view->tree), x, y);
}

/* Whether a pane is shown, by the property that says so. */
static const char *const pane_settings[N_PROPERTIES] = {
  [SHOWS_TREE] = "show-tree", [SHOWS_PROPERTIES] = "show-properties", [SHOWS_DDL] = "show-ddl", [SHOWS_MINIMAP] = "show-minimap",
};

static GtkWidget *
pane_of (RvProjectView *view, guint property)
{
  return property == SHOWS_TREE ? view->sidebar : property == SHOWS_PROPERTIES ? view->side
         : property == SHOWS_DDL ? GTK_WIDGET (view->ddl) : rv_diagram_tabs_minimap (view->tabs);
}

void
rv_project_view_save_layout (RvProjectView *view)
{
  int width = gtk_widget_get_width (view->side);

  rv_settings_set_int ("sidebar-width", gtk_paned_get_position (view->tree_paned));
  if (width > 0)
    rv_settings_set_int ("properties-width", width);
  if (gtk_widget_get_height (GTK_WIDGET (view->ddl)) > 0)
    rv_settings_set_int ("ddl-height", gtk_widget_get_height (GTK_WIDGET (view->ddl)));
  for (guint i = SHOWS_TREE; i < SIDE_PAGE; i++)
    rv_settings_set_boolean (pane_settings[i], gtk_widget_get_visible (pane_of (view, i)));
  rv_diagram_tabs_save_views (view->tabs);
}

/* ---- public calls --------------------------------------------------------------------------------- */

void
rv_project_view_set_document (RvProjectView *view, RvDocument *document)
{
  RvModel *model = document != NULL ? rv_document_model (document) : NULL;

  if (view->document != NULL)
    g_signal_handlers_disconnect_by_data (rv_document_model (view->document), view);
  g_set_object (&view->document, document);
  remember (view, NULL, 0);
  rv_property_panel_set_model (view->properties, model);
  rv_views_panel_set_model (view->views, model);
  rv_review_panel_set_model (view->notes, model);
  rv_changes_panel_set_model (view->changes, model);
  rv_checks_panel_set_checker (view->checks, document != NULL ? rv_document_checker (document) : NULL);
  rv_ddl_view_set_model (view->ddl, model);
  rv_tree_panel_set_model (view->tree, model);
  rv_diagram_list_set_model (view->diagrams, model);
  rv_diagram_tabs_set_model (view->tabs, model);
  if (model != NULL)
    g_signal_connect_swapped (model, "changed", G_CALLBACK (on_model_changed), view);
  on_canvas_changed (view);
}

RvCanvas *
rv_project_view_canvas (RvProjectView *view)
{
  return rv_diagram_tabs_canvas (view->tabs);
}

RvId
rv_project_view_diagram (RvProjectView *view)
{
  RvCanvas *canvas = rv_diagram_tabs_canvas (view->tabs);

  return canvas != NULL ? rv_canvas_get_diagram (canvas) : 0;
}

RvReviewPanel *
rv_project_view_review (RvProjectView *view)
{
  return view->notes;
}

RvChangesPanel *
rv_project_view_changes (RvProjectView *view)
{
  return view->changes;
}

RvChecksPanel *
rv_project_view_checks (RvProjectView *view)
{
  return view->checks;
}

RvId
rv_project_view_chosen_view (RvProjectView *view)
{
  return rv_views_panel_view (view->views);
}

void
rv_project_view_open_diagram (RvProjectView *view, RvId diagram)
{
  rv_diagram_tabs_open (view->tabs, diagram);
}

gboolean
rv_project_view_reveal (RvProjectView *view, RvId id)
{
  RvCanvas *canvas;

  if (!rv_diagram_tabs_reveal (view->tabs, id))
    return FALSE;
  canvas = rv_diagram_tabs_canvas (view->tabs);
  view->is_passing_on = TRUE;
  rv_canvas_set_selection (canvas, &id, 1);
  view->is_passing_on = FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (canvas));
  return TRUE;
}

/* In a diagram, or where none shows it in the tree; the panels show the object itself, the canvas what stands for it. */
gboolean
rv_project_view_go_to (RvProjectView *view, RvId id)
{
  RvModel *model = rv_document_model (view->document);
  gboolean is_shown;

  if (rv_model_get_kind (model, id, RV_KIND_DIAGRAM) != NULL)
    {
      rv_diagram_tabs_open (view->tabs, id);
      return TRUE;
    }
  view->is_passing_on = TRUE;
  is_shown = rv_diagram_tabs_fly_to (view->tabs, id);
  view->is_passing_on = FALSE;
  if (is_shown)
    {
      view->is_passing_on = TRUE;
      remember (view, &id, 1);
      rv_tree_panel_select (view->tree, &id, 1);
      pass_on (view);
      view->is_passing_on = FALSE;
      gtk_widget_grab_focus (GTK_WIDGET (rv_diagram_tabs_canvas (view->tabs)));
      return TRUE;
    }
  g_object_set (view, "shows-tree", TRUE, "shows-properties", TRUE, NULL);
  rv_project_view_select (view, &id, 1);
  return FALSE;
}

/* Returns: what stands for @id on @canvas: itself, or what it is a part of; 0: nothing. */
static RvId
shown_for (RvModel *model, RvCanvas *canvas, RvId id)
{
  const RvObject *object = rv_model_get (model, id);

  while (object != NULL && !rv_canvas_has (canvas, object->id))
    object = rv_model_get (model, rv_record_parent (object));
  return object != NULL ? object->id : 0;
}

gboolean
rv_project_view_show_objects (RvProjectView *view, const RvId *ids, guint n_ids)
{
  g_autoptr (GArray) shown = g_array_new (FALSE, FALSE, sizeof (RvId));
  RvModel *model = rv_document_model (view->document);
  guint at = 0;

  view->is_passing_on = TRUE;
  while (at < n_ids && !rv_diagram_tabs_fly_to (view->tabs, ids[at]))
    at++;
  for (guint i = at; i < n_ids; i++)
    {
      RvId id = shown_for (model, rv_diagram_tabs_canvas (view->tabs), ids[i]);

      if (id != 0)
        g_array_append_val (shown, id);
    }
  view->is_passing_on = FALSE;
  if (n_ids > 0)
    rv_project_view_select (view, at < n_ids ? (const RvId *) (gpointer) shown->data : ids, at < n_ids ? shown->len : n_ids);
  if (shown->len > 1)
    rv_canvas_zoom_to (rv_diagram_tabs_canvas (view->tabs), (const RvId *) (gpointer) shown->data, shown->len);
  return at < n_ids;
}

void
rv_project_view_add_overlay (RvProjectView *view, GtkWidget *widget)
{
  rv_diagram_tabs_add_overlay (view->tabs, widget);
}

void
rv_project_view_search (RvProjectView *view)
{
  g_object_set (view, "shows-tree", TRUE, NULL);
  rv_tree_panel_search (view->tree);
}

/* ---- GObject ---------------------------------------------------------------------------------------- */

static void
rv_project_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == SIDE_PAGE)
    g_value_set_string (value, gtk_stack_get_visible_child_name (RV_PROJECT_VIEW (object)->pages));
  else
    g_value_set_boolean (value, gtk_widget_get_visible (pane_of (RV_PROJECT_VIEW (object), id)));
}

static void
rv_project_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == SIDE_PAGE)
    gtk_stack_set_visible_child_name (RV_PROJECT_VIEW (object)->pages, g_value_get_string (value));
  else
    gtk_widget_set_visible (pane_of (RV_PROJECT_VIEW (object), id), g_value_get_boolean (value));
}

static void
rv_project_view_dispose (GObject *object)
{
  RvProjectView *view = RV_PROJECT_VIEW (object);
  GtkWidget *child;

  if (view->document != NULL)
    rv_project_view_set_document (view, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (view))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&view->selection, g_array_unref);
  G_OBJECT_CLASS (rv_project_view_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_child (class, RvProjectView, tree_paned);
  gtk_widget_class_bind_template_child (class, RvProjectView, properties_paned);
  gtk_widget_class_bind_template_child (class, RvProjectView, ddl_paned);
  gtk_widget_class_bind_template_child (class, RvProjectView, sidebar);
  gtk_widget_class_bind_template_child (class, RvProjectView, diagrams);
  gtk_widget_class_bind_template_child (class, RvProjectView, tree);
  gtk_widget_class_bind_template_child (class, RvProjectView, tabs);
  gtk_widget_class_bind_template_child (class, RvProjectView, properties);
  gtk_widget_class_bind_template_child (class, RvProjectView, side);
  gtk_widget_class_bind_template_child (class, RvProjectView, pages);
  gtk_widget_class_bind_template_child (class, RvProjectView, views);
  gtk_widget_class_bind_template_child (class, RvProjectView, notes);
  gtk_widget_class_bind_template_child (class, RvProjectView, changes);
  gtk_widget_class_bind_template_child (class, RvProjectView, checks);
  gtk_widget_class_bind_template_child (class, RvProjectView, checks_page);
  gtk_widget_class_bind_template_child (class, RvProjectView, ddl);
  gtk_widget_class_bind_template_child (class, RvProjectView, context_menu);
  gtk_widget_class_bind_template_child (class, RvProjectView, object_menu);
  gtk_widget_class_bind_template_child (class, RvProjectView, canvas_menu);
  gtk_widget_class_bind_template_callback (class, on_canvas_selection);
  gtk_widget_class_bind_template_callback (class, on_tree_selection);
  gtk_widget_class_bind_template_callback (class, on_canvas_changed);
  gtk_widget_class_bind_template_callback (class, on_diagram_chosen);
  gtk_widget_class_bind_template_callback (class, on_revealed);
  gtk_widget_class_bind_template_callback (class, on_view_chosen);
  gtk_widget_class_bind_template_callback (class, on_failed);
  gtk_widget_class_bind_template_callback (class, on_done);
  gtk_widget_class_bind_template_callback (class, on_objects_shown);
  gtk_widget_class_bind_template_callback (class, on_checks_changed);
  gtk_widget_class_bind_template_callback (class, on_delete_requested);
  gtk_widget_class_bind_template_callback (class, on_canvas_menu);
  gtk_widget_class_bind_template_callback (class, on_tree_pressed);
}

static void
rv_project_view_class_init (RvProjectViewClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GType type = G_TYPE_FROM_CLASS (class);

  object_class->dispose = rv_project_view_dispose;
  object_class->get_property = rv_project_view_get_property;
  object_class->set_property = rv_project_view_set_property;
  properties[SHOWS_TREE] = g_param_spec_boolean ("shows-tree", NULL, NULL, TRUE, G_PARAM_READWRITE);
  properties[SHOWS_PROPERTIES] = g_param_spec_boolean ("shows-properties", NULL, NULL, TRUE, G_PARAM_READWRITE);
  properties[SHOWS_DDL] = g_param_spec_boolean ("shows-ddl", NULL, NULL, TRUE, G_PARAM_READWRITE);
  properties[SHOWS_MINIMAP] = g_param_spec_boolean ("shows-minimap", NULL, NULL, TRUE, G_PARAM_READWRITE);
  properties[SIDE_PAGE] = g_param_spec_string ("side-page", NULL, NULL, "properties", G_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  signals[SELECTION_CHANGED] = g_signal_new ("selection-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CANVAS_CHANGED] = g_signal_new ("canvas-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[DONE] = g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CHECKS_CHANGED] = g_signal_new ("checks-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (class), "/io/github/relvar/Relvar/ui/project-view.ui");
  bind_children (GTK_WIDGET_CLASS (class));
}

/* The right pane keeps its width when the window grows: its position is only known once it is
 * laid out, so until then it asks for the width that it had. */
static gboolean
settle_panes (gpointer data)
{
  RvProjectView *view = data;

  gtk_paned_set_position (view->properties_paned, gtk_paned_get_position (view->properties_paned));
  gtk_paned_set_position (view->ddl_paned, gtk_paned_get_position (view->ddl_paned));
  gtk_widget_set_size_request (view->side, 260, -1);
  gtk_widget_set_size_request (GTK_WIDGET (view->ddl), -1, 80);
  return G_SOURCE_REMOVE;
}

static void
on_first_map (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (widget, on_first_map, NULL);
  g_idle_add_full (G_PRIORITY_LOW, settle_panes, g_object_ref (widget), g_object_unref);
}

static void
rv_project_view_init (RvProjectView *view)
{
  g_type_ensure (RV_TYPE_DIAGRAM_LIST);
  g_type_ensure (RV_TYPE_DIAGRAM_TABS);
  g_type_ensure (RV_TYPE_TREE_PANEL);
  g_type_ensure (RV_TYPE_PROPERTY_PANEL);
  g_type_ensure (RV_TYPE_VIEWS_PANEL);
  g_type_ensure (RV_TYPE_REVIEW_PANEL);
  g_type_ensure (RV_TYPE_CHANGES_PANEL);
  g_type_ensure (RV_TYPE_CHECKS_PANEL);
  g_type_ensure (RV_TYPE_DDL_VIEW);
  view->selection = g_array_new (FALSE, FALSE, sizeof (RvId));
  gtk_widget_init_template (GTK_WIDGET (view));
  gtk_widget_set_parent (GTK_WIDGET (view->context_menu), GTK_WIDGET (view));
  gtk_widget_set_parent (rv_review_panel_thread (view->notes), GTK_WIDGET (view));
  gtk_paned_set_position (view->tree_paned, rv_settings_get_int ("sidebar-width", 280));
  gtk_widget_set_size_request (view->side, rv_settings_get_int ("properties-width", 340), -1);
  gtk_widget_set_size_request (GTK_WIDGET (view->ddl), -1, rv_settings_get_int ("ddl-height", 200));
  for (guint i = SHOWS_TREE; i < SIDE_PAGE; i++)
    gtk_widget_set_visible (pane_of (view, i), rv_settings_get_boolean (pane_settings[i], TRUE));
  g_signal_connect (view, "map", G_CALLBACK (on_first_map), NULL);
}
