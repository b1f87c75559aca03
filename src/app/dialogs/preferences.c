/* Owns the rows of the preferences. Settings are read and written through app/settings.h, so it works
 * where the schema is not installed, too. */
#include "app/dialogs/preferences.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/settings.h"

static const char *const schemes[] = { "default", "light", "dark" };

static void
on_scheme (GtkDropDown *choice)
{
  guint index = gtk_drop_down_get_selected (choice);

  if (index < G_N_ELEMENTS (schemes))
    rv_settings_set_word ("color-scheme", schemes[index]);
}

static void
on_switched (GtkSwitch *toggle, GParamSpec *property, const char *key)
{
  rv_settings_set_boolean (key, gtk_switch_get_active (toggle));
}

static void
on_number (GtkSpinButton *spin, const char *key)
{
  rv_settings_set_int (key, gtk_spin_button_get_value_as_int (spin));
}

static void
add_row (AdwPreferencesGroup *group, const char *title, const char *subtitle, GtkWidget *control)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), control);
  adw_preferences_group_add (group, row);
}

static void
add_scheme (AdwPreferencesGroup *group)
{
  const char *words[] = { _("As the desktop"), _("Light"), _("Dark"), NULL };
  GtkWidget *choice = gtk_drop_down_new_from_strings (words);
  g_autofree char *word = rv_settings_get_word ("color-scheme", "default");

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_str_equal (word, schemes[i]))
      gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), i);
  g_signal_connect (choice, "notify::selected", G_CALLBACK (on_scheme), NULL);
  add_row (group, _("Colors"), _("Light or dark windows and diagrams"), choice);
}

static void
add_switch (AdwPreferencesGroup *group, const char *title, const char *subtitle, const char *key)
{
  GtkWidget *toggle = gtk_switch_new ();

  gtk_switch_set_active (GTK_SWITCH (toggle), rv_settings_get_boolean (key, TRUE));
  g_signal_connect (toggle, "notify::active", G_CALLBACK (on_switched), (gpointer) key);
  add_row (group, title, subtitle, toggle);
}

static void
add_number (AdwPreferencesGroup *group, const char *title, const char *subtitle, const char *key, int low, int high, int fallback)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (low, high, 1);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), rv_settings_get_int (key, fallback));
  g_signal_connect (spin, "value-changed", G_CALLBACK (on_number), (gpointer) key);
  add_row (group, title, subtitle, spin);
}

static void
on_author (GtkEditable *entry)
{
  rv_settings_set_word ("author", gtk_editable_get_text (entry));
}

/* Empty, the entry shows who is meant. */
static void
add_author (AdwPreferencesGroup *group)
{
  GtkWidget *entry = gtk_entry_new ();
  g_autofree char *set = rv_settings_get_word ("author", ""), *name = rv_author_name ();

  gtk_editable_set_text (GTK_EDITABLE (entry), set);
  if (*set == '\0')
    gtk_entry_set_placeholder_text (GTK_ENTRY (entry), name);
  g_signal_connect (entry, "changed", G_CALLBACK (on_author), NULL);
  add_row (group, _("Your Name"), _("Signs review notes and versions"), entry);
}

/* Percent; 0: as it fits. */
static const int sizes[] = { 0, 100, 150, 200 };

static void
on_size (GtkDropDown *choice)
{
  guint index = gtk_drop_down_get_selected (choice);

  if (index < G_N_ELEMENTS (sizes))
    rv_settings_set_int ("presentation-zoom", sizes[index]);
}

static void
add_presentation (AdwPreferencesGroup *group)
{
  const char *words[] = { _("As it fits"), _("Readable"), _("Large"), _("Very large"), NULL };
  GtkWidget *choice = gtk_drop_down_new_from_strings (words);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    if (sizes[i] == rv_settings_get_int ("presentation-zoom", 0))
      gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), i);
  g_signal_connect (choice, "notify::selected", G_CALLBACK (on_size), NULL);
  add_row (group, _("Text in Presentations"), _("At least so large; the key 0 shows all of a view, or makes it large"), choice);
}

static AdwPreferencesGroup *
add_group (AdwPreferencesPage *page, const char *title)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  adw_preferences_page_add (page, group);
  return group;
}

static GtkWidget *
new_page (void)
{
  GtkWidget *page = adw_preferences_page_new ();
  AdwPreferencesGroup *looks = add_group (ADW_PREFERENCES_PAGE (page), _("Appearance"));
  AdwPreferencesGroup *drawing = add_group (ADW_PREFERENCES_PAGE (page), _("Drawing"));
  AdwPreferencesGroup *start = add_group (ADW_PREFERENCES_PAGE (page), _("Start Page"));
  AdwPreferencesGroup *review = add_group (ADW_PREFERENCES_PAGE (page), _("Meetings"));

  add_scheme (looks);
  add_switch (drawing, _("Snap"), _("Boxes stop at the grid and at the edges of others while they are moved"), "snap");
  add_number (drawing, _("Grid"), _("Distance of its lines in pixels"), "grid-size", 1, 128, 8);
  add_number (start, _("Recent Projects"), _("How many are listed; drafts always are"), "recent-limit", 0, 100, 12);
  add_author (review);
  add_presentation (review);
  gtk_widget_set_vexpand (page, TRUE);
  return page;
}

static gboolean
close_on_escape (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

void
rv_preferences_show (GtkWindow *parent)
{
  GtkWidget *window = g_object_new (ADW_TYPE_WINDOW, "transient-for", parent, "modal", TRUE, "title", _("Preferences"),
                                    "default-width", 560, "default-height", 640, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), new_page ());
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_callback_action_new (close_on_escape, NULL, NULL)));
  gtk_widget_add_controller (window, keys);
  gtk_window_present (GTK_WINDOW (window));
}
