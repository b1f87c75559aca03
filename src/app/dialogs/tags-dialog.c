/* Owns a row for each tag: a check, its name, its colour, a button that removes it; below, an entry for a new one. */
#include "app/dialogs/tags-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "draw/palette.h"
#include "model/tags.h"

#define RV_TYPE_TAGS_DIALOG (rv_tags_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RvTagsDialog, rv_tags_dialog, RV, TAGS_DIALOG, AdwWindow)

struct _RvTagsDialog {
  AdwWindow parent_instance;
  RvModel *model;
  GArray *ids;          /* RvId: what gets the tags */
  GtkListBox *list;
  GtkEditable *entry;
  GtkDropDown *color;   /* of the new one */
  GtkWidget *empty;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (RvTagsDialog, rv_tags_dialog, ADW_TYPE_WINDOW)

/* ---- edits ------------------------------------------------------------------------------------------------ */

static RvTag *
tag_of (RvTagsDialog *dialog, gpointer widget)
{
  const gint64 *id = g_object_get_data (G_OBJECT (widget), "tag");

  return id != NULL ? rv_model_get_kind (dialog->model, *id, RV_KIND_TAG) : NULL;
}

static void
commit (RvEdit *edit)
{
  g_autoptr (GError) error = NULL;

  if (!rv_edit_commit (edit, &error))
    g_message ("%s", error->message);
}

static void
on_checked (RvTagsDialog *dialog, GParamSpec *property, GtkCheckButton *check)
{
  RvTag *tag = tag_of (dialog, check);
  gboolean on = gtk_check_button_get_active (check);
  g_autofree char *label = tag != NULL ? g_strdup_printf (on ? _("Tag as %s") : _("Take off the tag %s"), tag->name) : NULL;
  g_autoptr (RvEdit) edit = NULL;

  if (dialog->is_filling || tag == NULL)
    return;
  edit = rv_edit_begin (dialog->model, label);
  for (guint i = 0; i < dialog->ids->len; i++)
    if (rv_model_get (dialog->model, g_array_index (dialog->ids, RvId, i)) != NULL)
      rv_tags_set (edit, tag->object.id, g_array_index (dialog->ids, RvId, i), on);
  commit (edit);
}

static void
rename_tag (RvTagsDialog *dialog, GtkWidget *entry)
{
  RvTag *tag = tag_of (dialog, entry);
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  g_autofree char *label = g_strdup_printf (_("Rename tag %s"), name);
  g_autoptr (RvEdit) edit = NULL;

  if (tag == NULL || name[0] == '\0' || g_strcmp0 (tag->name, name) == 0)
    return;
  edit = rv_edit_begin (dialog->model, label);
  rv_edit_set_text (edit, tag, RvTag_name, name);
  commit (edit);
}

static void
on_name_left (GtkEventController *focus, gpointer dialog)
{
  rename_tag (dialog, gtk_event_controller_get_widget (focus));
}

static const char *
color_at (guint index)
{
  return index < g_strv_length ((char **) rv_tint_names ()) ? rv_tint_names ()[index] : NULL;
}

static void
on_color (RvTagsDialog *dialog, GParamSpec *property, GtkDropDown *color)
{
  RvTag *tag = tag_of (dialog, color);
  g_autoptr (RvEdit) edit = NULL;

  if (dialog->is_filling || tag == NULL)
    return;
  edit = rv_edit_begin (dialog->model, _("Color the tag"));
  rv_edit_set_text (edit, tag, RvTag_color, color_at (gtk_drop_down_get_selected (color)));
  commit (edit);
}

static void
on_removed (RvTagsDialog *dialog, GtkWidget *button)
{
  RvTag *tag = tag_of (dialog, button);
  g_autofree char *label = tag != NULL ? g_strdup_printf (_("Remove tag %s"), tag->name) : NULL;
  g_autoptr (RvEdit) edit = NULL;

  if (tag == NULL)
    return;
  edit = rv_edit_begin (dialog->model, label);
  rv_edit_remove (edit, tag);
  commit (edit);
}

static void
on_added (RvTagsDialog *dialog)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (dialog->entry)));
  g_autofree char *label = g_strdup_printf (_("Tag as %s"), name);
  g_autoptr (RvEdit) edit = NULL;
  RvTag *tag;

  if (name[0] == '\0' || rv_model_read_only_reason (dialog->model) != NULL)
    return;
  edit = rv_edit_begin (dialog->model, label);
  tag = rv_tags_add (edit, name, color_at (gtk_drop_down_get_selected (dialog->color)));
  for (guint i = 0; i < dialog->ids->len; i++)
    if (rv_model_get (dialog->model, g_array_index (dialog->ids, RvId, i)) != NULL)
      rv_tags_set (edit, tag->object.id, g_array_index (dialog->ids, RvId, i), TRUE);
  gtk_editable_set_text (dialog->entry, "");
  commit (edit);
}

/* ---- rows ------------------------------------------------------------------------------------------------------ */

static void
on_swatch (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  g_autofree char *markup = NULL;
  const char *name = gtk_string_object_get_string (gtk_list_item_get_item (item));
  RvTint tint = { { 0, 0, 0, 0 }, { 0x80, 0x80, 0x80, 0xff } };

  rv_palette_tint (rv_palette_find ("light"), name, &tint);
  markup = g_strdup_printf ("<span foreground=\"#%02x%02x%02x\">⬤</span> %s", tint.strong.red, tint.strong.green, tint.strong.blue, _(name));
  gtk_label_set_markup (GTK_LABEL (gtk_list_item_get_child (item)), markup);
}

static void
on_swatch_setup (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_item_set_child (item, label);
}

static GtkDropDown *
new_colors (const char *chosen)
{
  GtkWidget *colors = gtk_drop_down_new_from_strings (rv_tint_names ());
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_swatch_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_swatch), NULL);
  gtk_drop_down_set_factory (GTK_DROP_DOWN (colors), factory);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (colors), 0);
  for (guint i = 0; chosen != NULL && color_at (i) != NULL; i++)
    if (g_str_equal (color_at (i), chosen))
      gtk_drop_down_set_selected (GTK_DROP_DOWN (colors), i);
  gtk_widget_set_valign (colors, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (colors), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Color"), -1);
  return GTK_DROP_DOWN (colors);
}

static void
set_check (RvTagsDialog *dialog, GtkCheckButton *check, const RvTag *tag)
{
  guint n = 0;

  for (guint i = 0; i < dialog->ids->len; i++)
    n += rv_tags_has (dialog->model, tag->object.id, g_array_index (dialog->ids, RvId, i)) ? 1 : 0;
  gtk_check_button_set_active (check, n > 0 && n == dialog->ids->len);
  gtk_check_button_set_inconsistent (check, n > 0 && n < dialog->ids->len);
  gtk_widget_set_visible (GTK_WIDGET (check), dialog->ids->len > 0);
}

static void
bind (GtkWidget *widget, const RvTag *tag, const char *label)
{
  g_object_set_data_full (G_OBJECT (widget), "tag", g_memdup2 (&tag->object.id, sizeof (RvId)), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static GtkWidget *
new_name (RvTagsDialog *dialog, const RvTag *tag)
{
  GtkWidget *name = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_editable_set_text (GTK_EDITABLE (name), tag->name);
  gtk_entry_set_has_frame (GTK_ENTRY (name), FALSE);
  gtk_widget_set_hexpand (name, TRUE);
  g_signal_connect (focus, "leave", G_CALLBACK (on_name_left), dialog);
  gtk_widget_add_controller (name, focus);
  g_signal_connect_swapped (name, "activate", G_CALLBACK (rename_tag), dialog);
  bind (name, tag, _("Name of the tag"));
  return name;
}

static GtkWidget *
new_row (RvTagsDialog *dialog, const RvTag *tag)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *check = gtk_check_button_new (), *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  GtkDropDown *colors = new_colors (tag->color);
  g_autofree char *remove_label = g_strdup_printf (_("Remove tag %s"), tag->name);

  bind (check, tag, tag->name);
  bind (remove, tag, remove_label);
  bind (GTK_WIDGET (colors), tag, _("Color"));
  set_check (dialog, GTK_CHECK_BUTTON (check), tag);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  g_signal_connect_object (check, "notify::active", G_CALLBACK (on_checked), dialog, G_CONNECT_SWAPPED);
  g_signal_connect_object (colors, "notify::selected", G_CALLBACK (on_color), dialog, G_CONNECT_SWAPPED);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (on_removed), dialog, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), check);
  gtk_box_append (GTK_BOX (row), new_name (dialog, tag));
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (colors));
  gtk_box_append (GTK_BOX (row), remove);
  gtk_widget_set_margin_start (row, 8);
  gtk_widget_set_margin_end (row, 8);
  return row;
}

static void
fill (RvTagsDialog *dialog)
{
  const GPtrArray *tags = rv_model_all (dialog->model, RV_KIND_TAG);
  GtkListBoxRow *row;

  dialog->is_filling = TRUE;
  while ((row = gtk_list_box_get_row_at_index (dialog->list, 0)) != NULL)
    gtk_list_box_remove (dialog->list, GTK_WIDGET (row));
  for (guint i = 0; i < tags->len; i++)
    {
      gtk_list_box_append (dialog->list, new_row (dialog, tags->pdata[i]));
      row = gtk_list_box_get_row_at_index (dialog->list, (int) i);
      gtk_list_box_row_set_activatable (row, FALSE);
      gtk_widget_set_focusable (GTK_WIDGET (row), FALSE);
    }
  gtk_widget_set_visible (dialog->empty, tags->len == 0);
  gtk_widget_set_visible (GTK_WIDGET (dialog->list), tags->len > 0);
  dialog->is_filling = FALSE;
}

static void
on_model_changed (RvTagsDialog *dialog, GArray *changes)
{
  gboolean touches = FALSE;

  for (guint i = 0; i < changes->len; i++)
    touches |= g_array_index (changes, RvChange, i).kind == RV_KIND_TAG || g_array_index (changes, RvChange, i).kind == RV_KIND_TAGGING;
  if (touches)
    fill (dialog);
}

/* ---- GObject ----------------------------------------------------------------------------------------------------- */

static void
rv_tags_dialog_dispose (GObject *object)
{
  RvTagsDialog *dialog = RV_TAGS_DIALOG (object);

  if (dialog->model != NULL)
    g_signal_handlers_disconnect_by_data (dialog->model, dialog);
  g_clear_object (&dialog->model);
  g_clear_pointer (&dialog->ids, g_array_unref);
  G_OBJECT_CLASS (rv_tags_dialog_parent_class)->dispose (object);
}

static void
rv_tags_dialog_class_init (RvTagsDialogClass *class)
{
  G_OBJECT_CLASS (class)->dispose = rv_tags_dialog_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (class), GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
new_adder (RvTagsDialog *dialog)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *add = gtk_button_new_with_label (_("Add"));

  dialog->entry = GTK_EDITABLE (gtk_entry_new ());
  dialog->color = new_colors (NULL);
  gtk_entry_set_placeholder_text (GTK_ENTRY (dialog->entry), _("New tag"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (dialog->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("New tag"), -1);
  gtk_widget_set_hexpand (GTK_WIDGET (dialog->entry), TRUE);
  g_signal_connect_swapped (dialog->entry, "activate", G_CALLBACK (on_added), dialog);
  g_signal_connect_object (add, "clicked", G_CALLBACK (on_added), dialog, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (dialog->entry));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (dialog->color));
  gtk_box_append (GTK_BOX (box), add);
  return box;
}

static void
rv_tags_dialog_init (RvTagsDialog *dialog)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *scroller = gtk_scrolled_window_new ();

  dialog->ids = g_array_new (FALSE, FALSE, sizeof (RvId));
  dialog->list = GTK_LIST_BOX (gtk_list_box_new ());
  dialog->empty = gtk_label_new (_("There are no tags yet"));
  gtk_widget_add_css_class (dialog->empty, "dim-label");
  gtk_widget_set_vexpand (dialog->empty, TRUE);
  gtk_list_box_set_selection_mode (dialog->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (dialog->list), "boxed-list");
  gtk_widget_set_valign (GTK_WIDGET (dialog->list), GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), new_adder (dialog));
  gtk_box_append (GTK_BOX (box), dialog->empty);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (dialog->list));
  g_object_set (box, "margin-start", 18, "margin-end", 18, "margin-top", 12, "margin-bottom", 18, NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (all), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (all), scroller);
  adw_window_set_content (ADW_WINDOW (dialog), all);
  gtk_window_set_default_size (GTK_WINDOW (dialog), 460, 420);
  gtk_window_set_title (GTK_WINDOW (dialog), _("Tags"));
}

void
rv_tags_dialog_show (GtkWindow *parent, RvModel *model, const RvId *ids, guint n_ids)
{
  RvTagsDialog *dialog = g_object_new (RV_TYPE_TAGS_DIALOG, "transient-for", parent, "modal", TRUE, NULL);

  dialog->model = g_object_ref (model);
  if (n_ids > 0)
    g_array_append_vals (dialog->ids, ids, n_ids);
  g_signal_connect_swapped (model, "changed", G_CALLBACK (on_model_changed), dialog);
  fill (dialog);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (GTK_WIDGET (dialog->entry));
}
