/* Owns the rows of recent projects and the cards of samples. Opening is the application's. */
#include "app/start-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/places.h"

struct _RvStartPage {
  GtkWidget parent_instance;
  GtkWidget *scroller;
  GtkWidget *recent_box;
  GtkListBox *recent_list;
  GtkWidget *samples_box;
  GtkBox *samples_list;
};

G_DEFINE_FINAL_TYPE (RvStartPage, rv_start_page, GTK_TYPE_WIDGET)

static void
open_path (RvStartPage *page, const char *path)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

  if (uri != NULL)
    gtk_widget_activate_action (GTK_WIDGET (page), "app.open-uri", "s", uri);
}

/* ---- recent projects ------------------------------------------------------------------------- */

/* Today by the clock, this week by the day, else by the date. */
static char *
when (GDateTime *then)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  gint64 days = g_date_time_difference (now, then) / G_TIME_SPAN_DAY;

  if (days < 1 && g_date_time_get_day_of_month (now) == g_date_time_get_day_of_month (then))
    return g_date_time_format (then, _("Today, %H:%M"));
  if (days < 7)
    return g_date_time_format (then, _("%A, %H:%M"));
  return g_date_time_format (then, "%x");
}

static char *
where (const RvRecent *recent)
{
  g_autofree char *folder = g_path_get_dirname (recent->path);
  g_autofree char *display = g_filename_display_name (folder);

  if (recent->is_draft)
    return g_strdup (_("Draft, not saved to a file yet"));
  if (g_str_has_prefix (display, g_get_home_dir ()) && strlen (g_get_home_dir ()) > 1)
    return g_strconcat ("~", display + strlen (g_get_home_dir ()), NULL);
  return g_steal_pointer (&display);
}

static void
on_forget (RvStartPage *page, GtkWidget *button)
{
  rv_recent_forget (g_object_get_data (G_OBJECT (button), "path"));
  rv_start_page_refresh (page);
}

static GtkWidget *
forget_button (RvStartPage *page, const RvRecent *recent)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_widget_set_tooltip_text (button, _("Remove from the List"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Remove from the List"), -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  g_object_set_data_full (G_OBJECT (button), "path", g_strdup (recent->path), g_free);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_forget), page);
  return button;
}

static GtkWidget *
recent_row (RvStartPage *page, const RvRecent *recent)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *time = gtk_label_new (NULL);
  g_autofree char *name = g_filename_display_basename (recent->path);
  g_autofree char *place = where (recent);
  g_autofree char *clock = when (recent->opened_at);

  if (g_str_has_suffix (name, ".relvar"))
    name[strlen (name) - strlen (".relvar")] = '\0';
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), place);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("rv-diagram-symbolic"));
  gtk_label_set_label (GTK_LABEL (time), clock);
  gtk_widget_add_css_class (time, "dim-label");
  gtk_widget_add_css_class (time, "caption");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), time);
  if (!recent->is_draft)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), forget_button (page, recent));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "path", g_strdup (recent->path), g_free);
  return row;
}

static void
on_recent_activated (RvStartPage *page, GtkListBoxRow *row)
{
  open_path (page, g_object_get_data (G_OBJECT (row), "path"));
}

void
rv_start_page_refresh (RvStartPage *page)
{
  g_autoptr (GPtrArray) list = rv_recent_list ();
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (page->recent_list))) != NULL)
    gtk_list_box_remove (page->recent_list, row);
  for (guint i = 0; i < list->len; i++)
    gtk_list_box_append (page->recent_list, recent_row (page, list->pdata[i]));
  gtk_widget_set_visible (page->recent_box, list->len > 0);
}

/* ---- samples --------------------------------------------------------------------------------- */

static const struct { const char *file; const char *title; const char *text; } samples[] = {
  { "library.sql", N_("Library"), N_("Books, copies, members and loans: a small schema to begin with") },
  { "shop.sql", N_("Shop"), N_("A web shop: products, stock, customers, orders, payments") },
  { "clinic.sql", N_("Clinic"), N_("Patients, appointments and treatments, with policies and triggers") },
};

static void
on_sample_clicked (RvStartPage *page, GtkWidget *card)
{
  open_path (page, g_object_get_data (G_OBJECT (card), "path"));
}

static GtkWidget *
wrapped_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), 14);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
sample_card (RvStartPage *page, guint index, const char *path)
{
  GtkWidget *card = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name ("rv-table-symbolic");
  GtkWidget *text = wrapped_label (_(samples[index].text), "caption");

  gtk_widget_set_halign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (icon, "accent");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), wrapped_label (_(samples[index].title), "heading"));
  gtk_widget_add_css_class (text, "dim-label");
  gtk_box_append (GTK_BOX (box), text);
  gtk_button_set_child (GTK_BUTTON (card), box);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "sample");
  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, _(samples[index].title), -1);
  g_object_set_data_full (G_OBJECT (card), "path", g_strdup (path), g_free);
  g_signal_connect_swapped (card, "clicked", G_CALLBACK (on_sample_clicked), page);
  return card;
}

static void
add_samples (RvStartPage *page)
{
  g_autofree char *folder = rv_samples_folder ();

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *path = g_build_filename (folder, samples[i].file, NULL);

      if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
        continue;
      gtk_box_append (page->samples_list, sample_card (page, i, path));
      gtk_widget_set_visible (page->samples_box, TRUE);
    }
}

/* ---- GObject ----------------------------------------------------------------------------------- */

static void
rv_start_page_dispose (GObject *object)
{
  g_clear_pointer (&RV_START_PAGE (object)->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (rv_start_page_parent_class)->dispose (object);
}

static void
rv_start_page_class_init (RvStartPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rv_start_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/relvar/Relvar/ui/start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RvStartPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, RvStartPage, recent_box);
  gtk_widget_class_bind_template_child (widget_class, RvStartPage, recent_list);
  gtk_widget_class_bind_template_child (widget_class, RvStartPage, samples_box);
  gtk_widget_class_bind_template_child (widget_class, RvStartPage, samples_list);
  gtk_widget_class_bind_template_callback (widget_class, on_recent_activated);
}

static void
rv_start_page_init (RvStartPage *page)
{
  gtk_widget_init_template (GTK_WIDGET (page));
  add_samples (page);
  rv_start_page_refresh (page);
}
