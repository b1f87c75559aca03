/* Owns how a row of the object tree looks: expander, icon, name, and dimmed what is worth knowing. */
#include "app/panels/tree-row.h"

#include "app/labels.h"
#include "app/panels/tree-node.h"

#define RV_TYPE_TREE_ROW (rv_tree_row_get_type ())
G_DECLARE_FINAL_TYPE (RvTreeRow, rv_tree_row, RV, TREE_ROW, GtkWidget)

struct _RvTreeRow {
  GtkWidget parent_instance;
  GtkTreeExpander *expander;
  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *detail;
  RvTreeNode *node;
  gboolean shows_path;
};

G_DEFINE_FINAL_TYPE (RvTreeRow, rv_tree_row, GTK_TYPE_WIDGET)

static void
show_node (RvTreeRow *row)
{
  g_autofree char *name = rv_tree_node_label (row->node);
  g_autofree char *detail = NULL;
  gboolean is_heading = rv_tree_node_is_heading (row->node);

  detail = row->shows_path ? rv_tree_node_path (row->node) : rv_tree_node_detail (row->node);
  gtk_label_set_label (row->name, name);
  gtk_label_set_label (row->detail, detail != NULL ? detail : "");
  gtk_widget_set_visible (GTK_WIDGET (row->detail), detail != NULL && detail[0] != '\0');
  gtk_image_set_from_icon_name (row->icon, rv_kind_icon (rv_tree_node_kind (row->node)));
  gtk_widget_set_visible (GTK_WIDGET (row->icon), !is_heading);
  (is_heading ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (row->name), "heading");
}

static void
set_node (RvTreeRow *row, RvTreeNode *node)
{
  if (row->node != NULL)
    g_signal_handlers_disconnect_by_data (row->node, row);
  g_set_object (&row->node, node);
  if (node == NULL)
    return;
  g_signal_connect_swapped (node, "changed", G_CALLBACK (show_node), row);
  show_node (row);
}

static void
rv_tree_row_dispose (GObject *object)
{
  RvTreeRow *row = RV_TREE_ROW (object);

  set_node (row, NULL);
  if (row->expander != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&row->expander)));
  G_OBJECT_CLASS (rv_tree_row_parent_class)->dispose (object);
}

static void
rv_tree_row_class_init (RvTreeRowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = rv_tree_row_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static void
rv_tree_row_init (RvTreeRow *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  row->expander = GTK_TREE_EXPANDER (gtk_tree_expander_new ());
  row->icon = GTK_IMAGE (gtk_image_new ());
  row->name = GTK_LABEL (gtk_label_new (NULL));
  row->detail = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (row->name, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (row->name, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (row->name), TRUE);
  gtk_label_set_ellipsize (row->detail, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (row->detail, 1);
  gtk_label_set_max_width_chars (row->detail, 16);
  gtk_widget_add_css_class (GTK_WIDGET (row->detail), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (row->detail), "caption");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->icon));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->name));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->detail));
  gtk_tree_expander_set_child (row->expander, box);
  gtk_widget_set_parent (GTK_WIDGET (row->expander), GTK_WIDGET (row));
}

/* ---- factory ------------------------------------------------------------------------------------- */

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer shows_path)
{
  RvTreeRow *row = g_object_new (RV_TYPE_TREE_ROW, NULL);

  row->shows_path = GPOINTER_TO_INT (shows_path);
  gtk_list_item_set_child (item, GTK_WIDGET (row));
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  RvTreeRow *row = RV_TREE_ROW (gtk_list_item_get_child (item));
  gpointer object = gtk_list_item_get_item (item);

  if (GTK_IS_TREE_LIST_ROW (object))
    {
      g_autoptr (RvTreeNode) node = gtk_tree_list_row_get_item (object);

      gtk_tree_expander_set_list_row (row->expander, object);
      set_node (row, node);
    }
  else
    set_node (row, object);
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  RvTreeRow *row = RV_TREE_ROW (gtk_list_item_get_child (item));

  gtk_tree_expander_set_list_row (row->expander, NULL);
  set_node (row, NULL);
}

GtkListItemFactory *
rv_tree_row_factory_new (gboolean shows_path)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), GINT_TO_POINTER (shows_path));
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);
  return factory;
}
