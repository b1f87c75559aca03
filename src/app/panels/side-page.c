/* Builds the widgets; what the rows mean is up to the page. */
#include "app/panels/side-page.h"

#include <glib/gi18n.h>

void
rv_side_page_build (RvSidePage *page, GtkWidget *parent, const char *title, const char *empty)
{
  GtkWidget *label = gtk_label_new (title), *scroller = gtk_scrolled_window_new ();

  page->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  page->heading = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  page->top = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  page->rows = GTK_LIST_BOX (gtk_list_box_new ());
  page->empty = gtk_label_new (empty);
  page->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_add_css_class (label, "heading");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (page->heading), label);
  gtk_widget_set_margin_start (page->heading, 12);
  gtk_widget_set_margin_end (page->heading, 6);
  gtk_widget_set_margin_start (page->top, 12);
  gtk_widget_set_margin_end (page->top, 12);
  gtk_label_set_wrap (GTK_LABEL (page->empty), TRUE);
  gtk_label_set_justify (GTK_LABEL (page->empty), GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (page->empty), 30);
  gtk_widget_add_css_class (page->empty, "dim-label");
  gtk_widget_set_margin_start (page->empty, 24);
  gtk_widget_set_margin_end (page->empty, 24);
  gtk_widget_add_css_class (GTK_WIDGET (page->rows), "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (page->rows), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (page->rows));
  gtk_widget_set_vexpand (GTK_WIDGET (page->stack), TRUE);
  gtk_stack_add_named (page->stack, page->empty, "empty");
  gtk_stack_add_named (page->stack, scroller, "rows");
  gtk_box_append (GTK_BOX (page->box), page->heading);
  gtk_box_append (GTK_BOX (page->box), page->top);
  gtk_box_append (GTK_BOX (page->box), GTK_WIDGET (page->stack));
  gtk_widget_set_parent (page->box, parent);
}

GtkWidget *
rv_side_page_button (RvSidePage *page, const char *icon, const char *name, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (action != NULL)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (page->heading), button);
  return button;
}

static GtkWidget *
new_label (const char *text, gboolean is_detail)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), is_detail ? 8 : 3);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  if (is_detail)
    {
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim-label");
    }
  return label;
}

/* The row whose menu opens becomes the selected one, so that actions know which is meant. */
static void
on_menu_shown (GtkWidget *popover, gpointer rows)
{
  GtkWidget *row = gtk_widget_get_ancestor (popover, GTK_TYPE_LIST_BOX_ROW);

  if (row != NULL)
    gtk_list_box_select_row (rows, GTK_LIST_BOX_ROW (row));
}

static GtkWidget *
new_menu_button (RvSidePage *page, const char *title, GMenuModel *menu)
{
  g_autofree char *name = g_strdup_printf (_("Menu of %s"), title);
  GtkWidget *button = gtk_menu_button_new (), *popover = gtk_popover_menu_new_from_model (menu);

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _("Menu"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "small-button");
  g_signal_connect_object (popover, "show", G_CALLBACK (on_menu_shown), page->rows, 0);
  return button;
}

GtkWidget *
rv_side_page_add (RvSidePage *page, RvId id, const char *title, const char *detail, GMenuModel *menu)
{
  GtkWidget *row = gtk_list_box_row_new (), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_margin_top (texts, 4);
  gtk_widget_set_margin_bottom (texts, 4);
  gtk_box_append (GTK_BOX (texts), new_label (title, FALSE));
  if (detail != NULL && *detail != '\0')
    gtk_box_append (GTK_BOX (texts), new_label (detail, TRUE));
  gtk_box_append (GTK_BOX (line), texts);
  if (menu != NULL)
    gtk_box_append (GTK_BOX (line), new_menu_button (page, title, menu));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  if (detail != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, detail, -1);
  g_object_set_data_full (G_OBJECT (row), "id", g_memdup2 (&id, sizeof id), g_free);
  gtk_list_box_append (page->rows, row);
  return row;
}

void
rv_side_page_clear (RvSidePage *page)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (page->rows))) != NULL)
    gtk_list_box_remove (page->rows, row);
}

void
rv_side_page_settle (RvSidePage *page)
{
  gboolean has_rows = gtk_widget_get_first_child (GTK_WIDGET (page->rows)) != NULL;

  gtk_stack_set_visible_child_name (page->stack, has_rows ? "rows" : "empty");
}

RvId
rv_side_page_id (GtkListBoxRow *row)
{
  const RvId *id = row != NULL ? g_object_get_data (G_OBJECT (row), "id") : NULL;

  return id != NULL ? *id : 0;
}

gboolean
rv_side_page_select (RvSidePage *page, RvId id)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (page->rows)); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (rv_side_page_id (GTK_LIST_BOX_ROW (row)) == id)
      {
        gtk_list_box_select_row (page->rows, GTK_LIST_BOX_ROW (row));
        return TRUE;
      }
  return FALSE;
}

RvId
rv_side_page_chosen (RvSidePage *page)
{
  return rv_side_page_id (gtk_list_box_get_selected_row (page->rows));
}
