/* Owns the row widget: expander, icon, text, and at the end counts or the id of the rule. */
#include "app/panels/check-row.h"

#include <glib/gi18n-lib.h>

#include "app/panels/check-node.h"

#define RV_TYPE_CHECK_ROW (rv_check_row_get_type ())
G_DECLARE_FINAL_TYPE (RvCheckRow, rv_check_row, RV, CHECK_ROW, GtkWidget)

struct _RvCheckRow {
  GtkWidget parent_instance;
  GtkTreeExpander *expander;
  GtkImage *icon;
  GtkLabel *text;
  GtkLabel *detail;     /* below the text */
  GtkBox *end;
  RvCheckNode *node;    /* (nullable) */
};

G_DEFINE_FINAL_TYPE (RvCheckRow, rv_check_row, GTK_TYPE_WIDGET)

static const struct { const char *icon, *class; } looks[RV_N_SEVERITIES] = {
  [RV_SEVERITY_ERROR] = { "dialog-error-symbolic", "error" },
  [RV_SEVERITY_WARNING] = { "dialog-warning-symbolic", "warning" },
  [RV_SEVERITY_INFO] = { "dialog-information-symbolic", "accent" },
};

const char *
rv_severity_icon (RvSeverity severity)
{
  return looks[severity].icon;
}

const char *
rv_severity_class (RvSeverity severity)
{
  return looks[severity].class;
}

char *
rv_severity_count_text (RvSeverity severity, guint n)
{
  if (severity == RV_SEVERITY_ERROR)
    return g_strdup_printf (ngettext ("%u error", "%u errors", n), n);
  if (severity == RV_SEVERITY_WARNING)
    return g_strdup_printf (ngettext ("%u warning", "%u warnings", n), n);
  return g_strdup_printf (ngettext ("%u note", "%u notes", n), n);
}

/* The row of the list is what has the focus. */
static void
speak (RvCheckRow *row, const char *text)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (row));

  gtk_accessible_update_property (GTK_ACCESSIBLE (item != NULL ? item : GTK_WIDGET (row)), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* ---- what stands in it ------------------------------------------------------------------------------------ */

static void
set_icon (RvCheckRow *row, const char *icon, const char *class)
{
  for (guint i = 0; i < RV_N_SEVERITIES; i++)
    gtk_widget_remove_css_class (GTK_WIDGET (row->icon), looks[i].class);
  gtk_widget_set_visible (GTK_WIDGET (row->icon), icon != NULL);
  if (icon != NULL)
    gtk_image_set_from_icon_name (row->icon, icon);
  if (class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (row->icon), class);
}

static void
add_end (RvCheckRow *row, const char *text, const char *class, const char *tooltip)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, class);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_tooltip_text (label, tooltip);
  gtk_box_append (row->end, label);
}

static void
clear_end (RvCheckRow *row)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (row->end))) != NULL)
    gtk_box_remove (row->end, child);
}

static void
set_detail (RvCheckRow *row, const char *text)
{
  gtk_label_set_label (row->detail, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (row->detail), text != NULL && *text != '\0');
}

static void
show_group (RvCheckRow *row)
{
  g_autoptr (GString) spoken = g_string_new (rv_check_node_label (row->node));

  gtk_label_set_label (row->text, rv_check_node_label (row->node));
  gtk_widget_add_css_class (GTK_WIDGET (row->text), "heading");
  set_icon (row, NULL, NULL);
  set_detail (row, NULL);
  for (guint i = 0; i < RV_N_SEVERITIES; i++)
    {
      guint n = rv_check_node_count (row->node, i);
      g_autofree char *number = g_strdup_printf ("%u", n), *words = rv_severity_count_text (i, n);

      if (n == 0)
        continue;
      add_end (row, number, rv_check_node_is_waived (row->node) ? "dim-label" : looks[i].class, words);
      g_string_append_printf (spoken, ", %s", words);
    }
  speak (row, spoken->str);
}

static void
show_finding (RvCheckRow *row)
{
  const RvFinding *finding = rv_check_node_finding (row->node);
  gboolean is_waived = rv_check_node_is_waived (row->node);
  g_autofree char *spoken = g_strdup_printf ("%s: %s", is_waived ? _("Waived") : rv_severity_label (finding->severity), finding->message);

  gtk_label_set_label (row->text, finding->message);
  gtk_widget_remove_css_class (GTK_WIDGET (row->text), "heading");
  set_icon (row, looks[finding->severity].icon, is_waived ? "dim-label" : looks[finding->severity].class);
  set_detail (row, NULL);
  add_end (row, finding->rule->id, "dim-label", _(finding->rule->title));
  speak (row, spoken);
}

static void
show_evidence (RvCheckRow *row)
{
  const RvEvidence *evidence = rv_check_node_evidence (row->node);
  const char *name = evidence != NULL && evidence->name != NULL ? evidence->name : NULL;
  const char *text = evidence != NULL ? evidence->text : NULL;

  gtk_label_set_label (row->text, name != NULL ? name : text != NULL ? text : "");
  gtk_widget_remove_css_class (GTK_WIDGET (row->text), "heading");
  set_icon (row, NULL, NULL);
  set_detail (row, name != NULL ? text : NULL);
  speak (row, gtk_label_get_label (row->text));
}

static void
show_node (RvCheckRow *row)
{
  static void (*const show[]) (RvCheckRow *) = {
    [RV_CHECK_ROW_GROUP] = show_group, [RV_CHECK_ROW_FINDING] = show_finding, [RV_CHECK_ROW_EVIDENCE] = show_evidence,
  };

  gtk_widget_remove_css_class (GTK_WIDGET (row->icon), "dim-label");
  clear_end (row);
  show[rv_check_node_type (row->node)] (row);
}

static void
set_node (RvCheckRow *row, RvCheckNode *node)
{
  if (row->node != NULL)
    g_signal_handlers_disconnect_by_data (row->node, row);
  g_set_object (&row->node, node);
  if (node == NULL)
    return;
  g_signal_connect_swapped (node, "changed", G_CALLBACK (show_node), row);
  show_node (row);
}

/* ---- GObject ------------------------------------------------------------------------------------------------- */

static void
rv_check_row_dispose (GObject *object)
{
  RvCheckRow *row = RV_CHECK_ROW (object);

  set_node (row, NULL);
  if (row->expander != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&row->expander)));
  G_OBJECT_CLASS (rv_check_row_parent_class)->dispose (object);
}

static void
rv_check_row_class_init (RvCheckRowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = rv_check_row_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static GtkLabel *
new_label (int lines)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (label, lines);
  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (label, 10);
  gtk_label_set_max_width_chars (label, 30);
  return label;
}

static void
rv_check_row_init (RvCheckRow *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  row->expander = GTK_TREE_EXPANDER (gtk_tree_expander_new ());
  row->icon = GTK_IMAGE (gtk_image_new ());
  row->text = new_label (3);
  row->detail = new_label (2);
  row->end = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8));
  gtk_widget_set_valign (GTK_WIDGET (row->icon), GTK_ALIGN_START);
  gtk_widget_set_margin_top (GTK_WIDGET (row->icon), 2);
  gtk_widget_set_valign (GTK_WIDGET (row->end), GTK_ALIGN_START);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (row->detail), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (row->detail), "dim-label");
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (row->text));
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (row->detail));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->icon));
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->end));
  gtk_tree_expander_set_child (row->expander, box);
  gtk_widget_set_parent (GTK_WIDGET (row->expander), GTK_WIDGET (row));
}

/* ---- factory ------------------------------------------------------------------------------------------------- */

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  gtk_list_item_set_child (item, g_object_new (RV_TYPE_CHECK_ROW, NULL));
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  RvCheckRow *row = RV_CHECK_ROW (gtk_list_item_get_child (item));
  GtkTreeListRow *place = gtk_list_item_get_item (item);
  g_autoptr (RvCheckNode) node = gtk_tree_list_row_get_item (place);

  gtk_tree_expander_set_list_row (row->expander, place);
  set_node (row, node);
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  RvCheckRow *row = RV_CHECK_ROW (gtk_list_item_get_child (item));

  gtk_tree_expander_set_list_row (row->expander, NULL);
  set_node (row, NULL);
}

GtkListItemFactory *
rv_check_row_factory_new (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);
  return factory;
}
