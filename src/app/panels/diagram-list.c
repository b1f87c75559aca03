/* Owns the rows of the diagrams. Adding, renaming and removing are actions of the window: the row
 * that was clicked comes to the front first, so they know which diagram is meant. */
#include "app/panels/diagram-list.h"

#include <glib/gi18n.h>

#include "app/diagrams.h"
#include "app/labels.h"

struct _RvDiagramList {
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkListBox *rows;
  GMenuModel *row_menu;
  RvModel *model;
  RvId marked;
  gboolean is_filling;
};

enum { CHOSEN, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RvDiagramList, rv_diagram_list, GTK_TYPE_WIDGET)

static RvId
id_of (gpointer row)
{
  gint64 *id = g_object_get_data (G_OBJECT (row), "id");

  return *id;
}

static void
on_menu_shown (RvDiagramList *list, GtkWidget *popover)
{
  GtkWidget *row = gtk_widget_get_ancestor (popover, GTK_TYPE_LIST_BOX_ROW);

  if (row != NULL)
    g_signal_emit (list, signals[CHOSEN], 0, (gint64) id_of (row));
}

static GtkWidget *
new_menu_button (RvDiagramList *list)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_menu_new_from_model (list->row_menu);

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_widget_set_tooltip_text (button, _("Diagram Menu"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Diagram Menu"), -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "small-button");
  g_signal_connect_object (popover, "show", G_CALLBACK (on_menu_shown), list, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
new_row (RvDiagramList *list, const RvObject *diagram)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *name = rv_object_label (list->model, diagram);
  GtkWidget *label = gtk_label_new (name);
  RvId id = diagram->id;

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("rv-diagram-symbolic"));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), new_menu_button (list));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (row), "id", g_memdup2 (&id, sizeof id), g_free);
  return row;
}

static void
fill (RvDiagramList *list)
{
  g_autoptr (GPtrArray) diagrams = rv_diagrams_in_order (list->model);
  GtkWidget *row;

  list->is_filling = TRUE;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list->rows))) != NULL)
    gtk_list_box_remove (list->rows, row);
  for (guint i = 0; i < diagrams->len; i++)
    gtk_list_box_append (list->rows, new_row (list, diagrams->pdata[i]));
  list->is_filling = FALSE;
  rv_diagram_list_mark (list, list->marked);
}

static void
on_model_changed (RvDiagramList *list, GArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    if (g_array_index (changes, RvChange, i).kind == RV_KIND_DIAGRAM)
      {
        fill (list);
        return;
      }
}

static void
on_row_selected (RvDiagramList *list, GtkListBoxRow *row)
{
  if (!list->is_filling && row != NULL)
    g_signal_emit (list, signals[CHOSEN], 0, (gint64) id_of (row));
}

void
rv_diagram_list_mark (RvDiagramList *list, RvId diagram)
{
  list->marked = diagram;
  list->is_filling = TRUE;
  gtk_list_box_unselect_all (list->rows);
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (list->rows)); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (id_of (row) == diagram)
      gtk_list_box_select_row (list->rows, GTK_LIST_BOX_ROW (row));
  list->is_filling = FALSE;
}

void
rv_diagram_list_set_model (RvDiagramList *list, RvModel *model)
{
  if (list->model != NULL)
    g_signal_handlers_disconnect_by_data (list->model, list);
  g_set_object (&list->model, model);
  if (model == NULL)
    return;
  g_signal_connect_swapped (model, "changed", G_CALLBACK (on_model_changed), list);
  fill (list);
}

static void
rv_diagram_list_dispose (GObject *object)
{
  RvDiagramList *list = RV_DIAGRAM_LIST (object);

  rv_diagram_list_set_model (list, NULL);
  g_clear_pointer (&list->box, gtk_widget_unparent);
  G_OBJECT_CLASS (rv_diagram_list_parent_class)->dispose (object);
}

static void
rv_diagram_list_class_init (RvDiagramListClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rv_diagram_list_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/relvar/Relvar/ui/diagram-list.ui");
  gtk_widget_class_bind_template_child (widget_class, RvDiagramList, box);
  gtk_widget_class_bind_template_child (widget_class, RvDiagramList, rows);
  gtk_widget_class_bind_template_child (widget_class, RvDiagramList, row_menu);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected);
}

static void
rv_diagram_list_init (RvDiagramList *list)
{
  gtk_widget_init_template (GTK_WIDGET (list));
}
