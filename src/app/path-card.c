/* Owns the rows of the card and the text that it copies. */
#include "app/path-card.h"

#include <glib/gi18n.h>

#include "sql/join-text.h"

#define HIGHEST 260

struct _RvPathCard {
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkLabel *title;
  GtkLabel *note;
  GtkBox *rows;
  char *sql;
};

enum { CLOSED, CHOSEN, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RvPathCard, rv_path_card, GTK_TYPE_WIDGET)

static const char *
name_of (RvModel *model, RvId id)
{
  const RvObject *object = rv_model_get (model, id);

  return object != NULL ? rv_record_name (object) : "?";
}

static void
on_row (RvPathCard *card, GtkWidget *row)
{
  g_signal_emit (card, signals[CHOSEN], 0, *(gint64 *) g_object_get_data (G_OBJECT (row), "id"));
}

static GtkWidget *
new_text (const char *text, const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  return label;
}

static void
add_row (RvPathCard *card, RvModel *model, const RvJoinStep *step)
{
  GtkWidget *row = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *condition = rv_join_condition (model, step->foreign_key, NULL, NULL);
  gboolean is_up = step->foreign_key->table_id == step->from;
  g_autofree char *text = g_strdup_printf (is_up ? "%s → %s" : "%s ← %s", name_of (model, step->from), name_of (model, step->to));
  g_autofree char *spoken = g_strdup_printf (_("Join %s: %s"), name_of (model, step->to), condition);

  gtk_box_append (GTK_BOX (box), new_text (text, NULL));
  gtk_box_append (GTK_BOX (box), new_text (condition, "caption"));
  gtk_widget_add_css_class (gtk_widget_get_last_child (box), "dim-label");
  gtk_button_set_child (GTK_BUTTON (row), box);
  gtk_widget_add_css_class (row, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (row), "id", g_memdup2 (&step->foreign_key->object.id, sizeof (RvId)), g_free);
  g_signal_connect_object (row, "clicked", G_CALLBACK (on_row), card, G_CONNECT_SWAPPED);
  gtk_box_append (card->rows, row);
}

void
rv_path_card_show (RvPathCard *card, RvModel *model, RvId from, const GArray *steps, guint n_hidden)
{
  RvId to = steps->len > 0 ? g_array_index (steps, RvJoinStep, steps->len - 1).to : from;
  g_autofree char *title = g_strdup_printf (ngettext ("%s to %s: %u step", "%s to %s: %u steps", steps->len), name_of (model, from), name_of (model, to), steps->len);
  g_autofree char *note = g_strdup_printf (ngettext ("%u table is not in this diagram", "%u tables are not in this diagram", n_hidden), n_hidden);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (card->rows))) != NULL)
    gtk_box_remove (card->rows, child);
  for (guint i = 0; i < steps->len; i++)
    add_row (card, model, &g_array_index (steps, RvJoinStep, i));
  g_free (card->sql);
  card->sql = rv_join_select (model, from, steps);
  gtk_label_set_label (card->title, title);
  gtk_label_set_label (card->note, note);
  gtk_widget_set_visible (GTK_WIDGET (card->note), n_hidden > 0);
  gtk_widget_set_visible (GTK_WIDGET (card), TRUE);
}

static void
on_copy (RvPathCard *card)
{
  if (card->sql != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (card)), card->sql);
}

static void
on_close (RvPathCard *card)
{
  g_signal_emit (card, signals[CLOSED], 0);
}

static GtkWidget *
new_button (RvPathCard *card, const char *icon, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, label);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (button, "clicked", clicked, card, G_CONNECT_SWAPPED);
  return button;
}

static void
rv_path_card_dispose (GObject *object)
{
  g_clear_pointer (&RV_PATH_CARD (object)->box, gtk_widget_unparent);
  g_clear_pointer (&RV_PATH_CARD (object)->sql, g_free);
  G_OBJECT_CLASS (rv_path_card_parent_class)->dispose (object);
}

static void
rv_path_card_class_init (RvPathCardClass *class)
{
  G_OBJECT_CLASS (class)->dispose = rv_path_card_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  signals[CLOSED] = g_signal_new ("closed", RV_TYPE_PATH_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHOSEN] = g_signal_new ("chosen", RV_TYPE_PATH_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
rv_path_card_init (RvPathCard *card)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4), *scroller = gtk_scrolled_window_new ();

  card->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  card->title = GTK_LABEL (new_text (NULL, "heading"));
  card->note = GTK_LABEL (new_text (NULL, "caption"));
  card->rows = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_widget_set_hexpand (GTK_WIDGET (card->title), TRUE);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (card->title));
  gtk_box_append (GTK_BOX (head), new_button (card, "edit-copy-symbolic", _("Copy the Joins as SQL"), G_CALLBACK (on_copy)));
  gtk_box_append (GTK_BOX (head), new_button (card, "window-close-symbolic", _("Close the Path"), G_CALLBACK (on_close)));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), HIGHEST);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (card->rows));
  gtk_box_append (GTK_BOX (card->box), head);
  gtk_box_append (GTK_BOX (card->box), GTK_WIDGET (card->note));
  gtk_box_append (GTK_BOX (card->box), scroller);
  gtk_widget_add_css_class (card->box, "card");
  gtk_widget_add_css_class (card->box, "path-card");
  gtk_widget_set_parent (card->box, GTK_WIDGET (card));
  gtk_widget_set_visible (GTK_WIDGET (card), FALSE);
  gtk_widget_set_halign (GTK_WIDGET (card), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (card), GTK_ALIGN_END);
}

GtkWidget *
rv_path_card_new (void)
{
  return g_object_new (RV_TYPE_PATH_CARD, NULL);
}
