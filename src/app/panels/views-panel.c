/* Owns the rows. What their menus do are actions of the window, for the row that is selected. */
#include "app/panels/views-panel.h"

#include <glib/gi18n.h>

#include "app/panels/side-page.h"
#include "app/views.h"

struct _RvViewsPanel {
  GtkWidget parent_instance;
  RvSidePage page;
  GMenu *menu;
  RvModel *model;
};

enum { CHOSEN, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RvViewsPanel, rv_views_panel, GTK_TYPE_WIDGET)

static void
fill (RvViewsPanel *panel)
{
  g_autoptr (GPtrArray) views = rv_views_in_order (panel->model);
  RvId selected = rv_side_page_chosen (&panel->page);

  rv_side_page_clear (&panel->page);
  for (guint i = 0; i < views->len; i++)
    {
      const RvViewpoint *view = views->pdata[i];
      const RvObject *diagram = rv_model_get (panel->model, view->diagram_id);
      const char *title = view->name != NULL ? view->name : _("Unnamed view");

      rv_side_page_add (&panel->page, view->object.id, title, diagram != NULL ? rv_record_name (diagram) : NULL, G_MENU_MODEL (panel->menu));
    }
  rv_side_page_settle (&panel->page);
  rv_side_page_select (&panel->page, selected);
}

static void
on_model_changed (RvViewsPanel *panel, GArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      RvKind kind = g_array_index (changes, RvChange, i).kind;

      if (kind != RV_KIND_VIEWPOINT && kind != RV_KIND_DIAGRAM)
        continue;
      fill (panel);
      return;
    }
}

static void
on_row_activated (RvViewsPanel *panel, GtkListBoxRow *row)
{
  g_signal_emit (panel, signals[CHOSEN], 0, (gint64) rv_side_page_id (row));
}

RvId
rv_views_panel_view (RvViewsPanel *panel)
{
  return rv_side_page_chosen (&panel->page);
}

void
rv_views_panel_set_model (RvViewsPanel *panel, RvModel *model)
{
  if (panel->model != NULL)
    g_signal_handlers_disconnect_by_data (panel->model, panel);
  g_set_object (&panel->model, model);
  if (model == NULL)
    return;
  g_signal_connect_swapped (model, "changed", G_CALLBACK (on_model_changed), panel);
  fill (panel);
}

static void
rv_views_panel_dispose (GObject *object)
{
  RvViewsPanel *panel = RV_VIEWS_PANEL (object);

  rv_views_panel_set_model (panel, NULL);
  g_clear_pointer (&panel->page.box, gtk_widget_unparent);
  g_clear_object (&panel->menu);
  G_OBJECT_CLASS (rv_views_panel_parent_class)->dispose (object);
}

static void
rv_views_panel_class_init (RvViewsPanelClass *class)
{
  G_OBJECT_CLASS (class)->dispose = rv_views_panel_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
rv_views_panel_init (RvViewsPanel *panel)
{
  g_autoptr (GMenu) change = g_menu_new ();
  g_autoptr (GMenu) end = g_menu_new ();

  panel->menu = g_menu_new ();
  g_menu_append (change, _("_Rename…"), "win.rename-view");
  g_menu_append (change, _("_Update to What Is Seen Now"), "win.update-view");
  g_menu_append (change, _("Move _Up"), "win.move-view(-1)");
  g_menu_append (change, _("Move _Down"), "win.move-view(1)");
  g_menu_append (end, _("_Delete"), "win.delete-view");
  g_menu_append_section (panel->menu, NULL, G_MENU_MODEL (change));
  g_menu_append_section (panel->menu, NULL, G_MENU_MODEL (end));
  rv_side_page_build (&panel->page, GTK_WIDGET (panel), _("Saved Views"),
                      _("Save what is seen as a view: a presentation goes from one to the next."));
  rv_side_page_button (&panel->page, "list-add-symbolic", _("Save This View"), "win.save-view");
  rv_side_page_button (&panel->page, "media-playback-start-symbolic", _("Present"), "win.present");
  g_signal_connect_object (panel->page.rows, "row-activated", G_CALLBACK (on_row_activated), panel, G_CONNECT_SWAPPED);
}
