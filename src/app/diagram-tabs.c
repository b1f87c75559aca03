/* Owns the tabs and their canvases, and passes on what happens on the one in front. */
#include "app/diagram-tabs.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/canvas-style.h"
#include "app/compat-gtk.h"
#include "app/diagrams.h"
#include "app/labels.h"
#include "app/settings.h"
#include "app/view-state.h"
#include "canvas/minimap.h"
#include "canvas/tools/tool.h"

struct _RvDiagramTabs {
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkStack *stack;
  AdwTabView *view;
  GtkOverlay *overlay;
  GtkWidget *hint; /* over an empty diagram */
  GtkLabel *tool_hint;
  GtkWidget *minimap;
  RvModel *model;
  RvViewState *state; /* (nullable): as the model */
};

enum { CANVAS_CHANGED, SELECTION_CHANGED, DELETE_REQUESTED, CONTEXT_MENU, FAILED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RvDiagramTabs, rv_diagram_tabs, GTK_TYPE_WIDGET)

/* ---- one canvas ----------------------------------------------------------------------------------- */

static gboolean
is_in_front (RvDiagramTabs *tabs, gpointer canvas)
{
  return canvas == rv_diagram_tabs_canvas (tabs);
}

/* How the tool is used, but for the one that is always there. */
static void
show_tool_hint (RvDiagramTabs *tabs)
{
  RvCanvas *canvas = rv_diagram_tabs_canvas (tabs);
  const RvTool *tool = canvas != NULL ? rv_tool_find (rv_canvas_get_tool (canvas)) : NULL;
  g_autofree char *text = tool != NULL && tool != &rv_tool_select ? g_strdup_printf (_("%s Escape ends."), _(tool->hint)) : NULL;

  if (text != NULL)
    gtk_label_set_label (tabs->tool_hint, text);
  gtk_widget_set_visible (GTK_WIDGET (tabs->tool_hint), text != NULL);
}

static void
on_canvas_notify (RvDiagramTabs *tabs, GParamSpec *property, gpointer canvas)
{
  if (!is_in_front (tabs, canvas))
    return;
  show_tool_hint (tabs);
  g_signal_emit (tabs, signals[CANVAS_CHANGED], 0);
}

static void
on_canvas_selection (RvDiagramTabs *tabs, gpointer canvas)
{
  if (is_in_front (tabs, canvas))
    g_signal_emit (tabs, signals[SELECTION_CHANGED], 0);
}

static void
on_canvas_delete (RvDiagramTabs *tabs)
{
  g_signal_emit (tabs, signals[DELETE_REQUESTED], 0);
}

static void
on_canvas_menu (RvDiagramTabs *tabs, double x, double y, gint64 id, GtkWidget *canvas)
{
  graphene_point_t place = GRAPHENE_POINT_INIT ((float) x, (float) y);
  graphene_point_t here = place;

  if (gtk_widget_compute_point (canvas, GTK_WIDGET (tabs), &place, &here))
    g_signal_emit (tabs, signals[CONTEXT_MENU], 0, (double) here.x, (double) here.y, id);
}

static void
on_canvas_link (RvDiagramTabs *tabs, const char *link)
{
  rv_launch_link (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (tabs))), link);
}

static void
on_canvas_failed (RvDiagramTabs *tabs, const char *message)
{
  g_signal_emit (tabs, signals[FAILED], 0, message);
}

static void
apply_snap (RvCanvas *canvas)
{
  rv_canvas_set_snap (canvas, rv_settings_get_boolean ("snap", TRUE), rv_settings_get_int ("grid-size", 8));
}

/* Where a person looked last time, if something of the diagram is still there. */
static void
restore_view (RvDiagramTabs *tabs, RvCanvas *canvas)
{
  double x, y, width, height;
  RvKeptView view;

  if (tabs->state == NULL || !rv_view_state_get (tabs->state, rv_canvas_get_diagram (canvas), &view)
      || !rv_canvas_bounds (canvas, &x, &y, &width, &height))
    return;
  if (view.x < x + width && view.y < y + height && view.x + 600 / view.zoom > x && view.y + 400 / view.zoom > y)
    rv_canvas_set_view (canvas, view.x, view.y, view.zoom);
}

static void
keep_view (RvDiagramTabs *tabs, RvCanvas *canvas)
{
  double width, height;
  RvKeptView view;

  if (tabs->state == NULL || rv_canvas_get_model (canvas) == NULL || gtk_widget_get_width (GTK_WIDGET (canvas)) < 10)
    return;
  rv_canvas_get_view (canvas, &view.x, &view.y, &width, &height);
  view.zoom = rv_canvas_get_zoom (canvas);
  rv_view_state_set (tabs->state, rv_canvas_get_diagram (canvas), &view);
}

static GtkWidget *
new_canvas (RvDiagramTabs *tabs, RvId diagram)
{
  GtkWidget *canvas = rv_canvas_new ();

  rv_canvas_style_follow (RV_CANVAS (canvas));
  apply_snap (RV_CANVAS (canvas));
  rv_settings_watch ("snap", G_CALLBACK (apply_snap), canvas);
  rv_settings_watch ("grid-size", G_CALLBACK (apply_snap), canvas);
  g_signal_connect_object (canvas, "notify::zoom", G_CALLBACK (on_canvas_notify), tabs, G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "notify::tool", G_CALLBACK (on_canvas_notify), tabs, G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "selection-changed", G_CALLBACK (on_canvas_selection), tabs, G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "delete-requested", G_CALLBACK (on_canvas_delete), tabs, G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "context-menu", G_CALLBACK (on_canvas_menu), tabs, G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "link-followed", G_CALLBACK (on_canvas_link), tabs, G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "failed", G_CALLBACK (on_canvas_failed), tabs, G_CONNECT_SWAPPED);
  rv_canvas_set_diagram (RV_CANVAS (canvas), tabs->model, diagram);
  restore_view (tabs, RV_CANVAS (canvas));
  return canvas;
}

/* ---- tabs ------------------------------------------------------------------------------------------ */

static AdwTabPage *
find_page (RvDiagramTabs *tabs, RvId diagram)
{
  for (int i = 0; i < adw_tab_view_get_n_pages (tabs->view); i++)
    {
      AdwTabPage *page = adw_tab_view_get_nth_page (tabs->view, i);

      if (rv_canvas_get_diagram (RV_CANVAS (adw_tab_page_get_child (page))) == diagram)
        return page;
    }
  return NULL;
}

static void
title_page (RvDiagramTabs *tabs, AdwTabPage *page, RvId diagram)
{
  g_autofree char *title = rv_object_label (tabs->model, rv_model_get (tabs->model, diagram));

  adw_tab_page_set_title (page, title);
}

void
rv_diagram_tabs_open (RvDiagramTabs *tabs, RvId diagram)
{
  AdwTabPage *page = find_page (tabs, diagram);
  gboolean has_focus = gtk_widget_get_focus_child (GTK_WIDGET (tabs)) != NULL;

  if (page == NULL && rv_model_get_kind (tabs->model, diagram, RV_KIND_DIAGRAM) != NULL)
    {
      page = adw_tab_view_append (tabs->view, new_canvas (tabs, diagram));
      title_page (tabs, page, diagram);
    }
  if (page == NULL)
    return;
  adw_tab_view_set_selected_page (tabs->view, page);
  /* Who works in one diagram goes on in the other, not among the tabs. */
  if (has_focus)
    gtk_widget_grab_focus (adw_tab_page_get_child (page));
}

static gboolean
is_empty (RvModel *model, RvId diagram)
{
  static const RvKind kinds[] = { RV_KIND_BOX, RV_KIND_NOTE, RV_KIND_AREA };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const GPtrArray *all = rv_model_all (model, kinds[i]);

      for (guint j = 0; j < all->len; j++)
        if (rv_record_parent (all->pdata[j]) == diagram)
          return FALSE;
    }
  return TRUE;
}

static void
show_hint (RvDiagramTabs *tabs)
{
  RvCanvas *canvas = rv_diagram_tabs_canvas (tabs);

  gtk_widget_set_visible (tabs->hint, canvas != NULL && rv_model_read_only_reason (tabs->model) == NULL
                                      && is_empty (tabs->model, rv_canvas_get_diagram (canvas)));
}

static void
on_model_changed (RvDiagramTabs *tabs, GArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const RvChange *change = &g_array_index (changes, RvChange, i);
      AdwTabPage *page = change->kind == RV_KIND_DIAGRAM ? find_page (tabs, change->id) : NULL;

      if (page != NULL && change->type == RV_CHANGE_REMOVED)
        adw_tab_view_close_page (tabs->view, page);
      else if (page != NULL)
        title_page (tabs, page, change->id);
    }
  show_hint (tabs);
}

static gboolean
on_close_page (RvDiagramTabs *tabs, AdwTabPage *page, AdwTabView *view)
{
  keep_view (tabs, RV_CANVAS (adw_tab_page_get_child (page)));
  adw_tab_view_close_page_finish (view, page, TRUE);
  return GDK_EVENT_STOP;
}

static void
on_front_changed (RvDiagramTabs *tabs)
{
  gboolean has_page = adw_tab_view_get_selected_page (tabs->view) != NULL;

  gtk_stack_set_visible_child_name (tabs->stack, has_page ? "tabs" : "none");
  show_hint (tabs);
  show_tool_hint (tabs);
  rv_minimap_set_canvas (RV_MINIMAP (tabs->minimap), rv_diagram_tabs_canvas (tabs));
  g_signal_emit (tabs, signals[CANVAS_CHANGED], 0);
  g_signal_emit (tabs, signals[SELECTION_CHANGED], 0);
}

static void
close_all (RvDiagramTabs *tabs)
{
  while (adw_tab_view_get_n_pages (tabs->view) > 0)
    adw_tab_view_close_page (tabs->view, adw_tab_view_get_nth_page (tabs->view, 0));
}

void
rv_diagram_tabs_save_views (RvDiagramTabs *tabs)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (RvId));
  RvCanvas *front = rv_diagram_tabs_canvas (tabs);

  if (tabs->state == NULL)
    return;
  for (int i = 0; i < adw_tab_view_get_n_pages (tabs->view); i++)
    {
      RvCanvas *canvas = RV_CANVAS (adw_tab_page_get_child (adw_tab_view_get_nth_page (tabs->view, i)));
      RvId diagram = rv_canvas_get_diagram (canvas);

      keep_view (tabs, canvas);
      if (canvas != front && diagram != 0)
        g_array_append_val (open, diagram);
    }
  if (front != NULL && rv_canvas_get_diagram (front) != 0)
    g_array_append_val (open, (RvId) { rv_canvas_get_diagram (front) });
  rv_view_state_set_tabs (tabs->state, open);
  rv_view_state_save (tabs->state);
}

static void
open_first (RvDiagramTabs *tabs, const GPtrArray *diagrams)
{
  g_autoptr (GArray) open = rv_view_state_tabs (tabs->state);

  for (guint i = 0; i < open->len; i++)
    rv_diagram_tabs_open (tabs, g_array_index (open, RvId, i));
  if (adw_tab_view_get_n_pages (tabs->view) == 0 && diagrams->len > 0)
    rv_diagram_tabs_open (tabs, ((RvObject *) diagrams->pdata[0])->id);
}

void
rv_diagram_tabs_set_model (RvDiagramTabs *tabs, RvModel *model)
{
  g_autoptr (GPtrArray) diagrams = model != NULL ? rv_diagrams_in_order (model) : g_ptr_array_new ();

  if (tabs->model != NULL)
    g_signal_handlers_disconnect_by_data (tabs->model, tabs);
  close_all (tabs);
  g_set_object (&tabs->model, model);
  g_clear_pointer (&tabs->state, rv_view_state_free);
  if (model == NULL)
    return;
  tabs->state = rv_view_state_load (rv_model_path (model));
  g_signal_connect_swapped (model, "changed", G_CALLBACK (on_model_changed), tabs);
  open_first (tabs, diagrams);
}

RvCanvas *
rv_diagram_tabs_canvas (RvDiagramTabs *tabs)
{
  AdwTabPage *page = tabs->view != NULL ? adw_tab_view_get_selected_page (tabs->view) : NULL;

  return page != NULL ? RV_CANVAS (adw_tab_page_get_child (page)) : NULL;
}

/* What has a box is shown by it; a column, a key or an index by that of its table. */
static RvId
diagram_that_shows (RvModel *model, RvId id)
{
  for (guint depth = 0; id != 0 && depth < 8; depth++)
    {
      const GPtrArray *boxes = rv_model_referrers (model, id);

      for (guint i = 0; boxes != NULL && i < boxes->len; i++)
        if (((RvObject *) boxes->pdata[i])->kind == RV_KIND_BOX)
          return ((RvBox *) boxes->pdata[i])->diagram_id;
      id = rv_model_get (model, id) != NULL ? rv_record_parent (rv_model_get (model, id)) : 0;
    }
  return 0;
}

static gboolean
show_by (RvDiagramTabs *tabs, RvId id, gboolean (*show) (RvCanvas *, RvId))
{
  RvCanvas *canvas = rv_diagram_tabs_canvas (tabs);
  RvId diagram;

  if (canvas != NULL && show (canvas, id))
    return TRUE;
  diagram = diagram_that_shows (tabs->model, id);
  if (diagram == 0)
    return FALSE;
  rv_diagram_tabs_open (tabs, diagram);
  return show (rv_diagram_tabs_canvas (tabs), id);
}

gboolean
rv_diagram_tabs_reveal (RvDiagramTabs *tabs, RvId id)
{
  return show_by (tabs, id, rv_canvas_reveal);
}

gboolean
rv_diagram_tabs_fly_to (RvDiagramTabs *tabs, RvId id)
{
  return show_by (tabs, id, rv_canvas_fly_to);
}

GtkWidget *
rv_diagram_tabs_minimap (RvDiagramTabs *tabs)
{
  return tabs->minimap;
}

void
rv_diagram_tabs_add_overlay (RvDiagramTabs *tabs, GtkWidget *widget)
{
  gtk_overlay_add_overlay (tabs->overlay, widget);
}

/* ---- GObject ----------------------------------------------------------------------------------------- */

static void
rv_diagram_tabs_dispose (GObject *object)
{
  RvDiagramTabs *tabs = RV_DIAGRAM_TABS (object);

  if (tabs->model != NULL)
    g_signal_handlers_disconnect_by_data (tabs->model, tabs);
  tabs->view = NULL;
  g_clear_pointer (&tabs->box, gtk_widget_unparent);
  g_clear_object (&tabs->model);
  g_clear_pointer (&tabs->state, rv_view_state_free);
  G_OBJECT_CLASS (rv_diagram_tabs_parent_class)->dispose (object);
}

static void
rv_diagram_tabs_class_init (RvDiagramTabsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rv_diagram_tabs_dispose;
  signals[CANVAS_CHANGED] = g_signal_new ("canvas-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SELECTION_CHANGED] = g_signal_new ("selection-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DELETE_REQUESTED] = g_signal_new ("delete-requested", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CONTEXT_MENU] = g_signal_new ("context-menu", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                                        G_TYPE_DOUBLE, G_TYPE_DOUBLE, G_TYPE_INT64);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/relvar/Relvar/ui/diagram-tabs.ui");
  gtk_widget_class_bind_template_child (widget_class, RvDiagramTabs, box);
  gtk_widget_class_bind_template_child (widget_class, RvDiagramTabs, stack);
  gtk_widget_class_bind_template_child (widget_class, RvDiagramTabs, view);
  gtk_widget_class_bind_template_child (widget_class, RvDiagramTabs, overlay);
  gtk_widget_class_bind_template_child (widget_class, RvDiagramTabs, hint);
  gtk_widget_class_bind_template_child (widget_class, RvDiagramTabs, tool_hint);
  gtk_widget_class_bind_template_child (widget_class, RvDiagramTabs, minimap);
  gtk_widget_class_bind_template_callback (widget_class, on_front_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_close_page);
}

static void
rv_diagram_tabs_init (RvDiagramTabs *tabs)
{
  g_type_ensure (ADW_TYPE_TAB_VIEW);
  g_type_ensure (RV_TYPE_MINIMAP);
  gtk_widget_init_template (GTK_WIDGET (tabs));
}
