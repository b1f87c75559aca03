/* Owns what lives as long as the program: the command line, the list of windows, the actions and
 * keys that need no project. Knows nothing of what a window shows. */
#include "app/application.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>
#include <stdlib.h>

#include "app/compat-gtk.h"
#include "app/dialogs/database-dialog.h"
#include "app/dialogs/preferences.h"
#include "app/settings.h"
#include "app/window.h"

struct _RvApplication {
  AdwApplication parent_instance;
  gboolean quits_after_startup;
};

G_DEFINE_FINAL_TYPE (RvApplication, rv_application, ADW_TYPE_APPLICATION)

/* ---- windows --------------------------------------------------------------------------------- */

static RvWindow *
find_window_of (RvApplication *application, GFile *file)
{
  for (GList *each = gtk_application_get_windows (GTK_APPLICATION (application)); each != NULL; each = each->next)
    if (RV_IS_WINDOW (each->data) && rv_window_shows_file (each->data, file))
      return each->data;
  return NULL;
}

static void
quit_after_paint (GdkFrameClock *clock, GApplication *application)
{
  g_signal_handlers_disconnect_by_data (clock, application);
  g_application_quit (application);
}

static void
on_first_map (GtkWidget *window, GApplication *application)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (quit_after_paint), application);
}

static RvWindow *
make_window (RvApplication *application)
{
  RvWindow *window = rv_window_new (application);

  if (application->quits_after_startup)
    g_signal_connect (window, "map", G_CALLBACK (on_first_map), application);
  return window;
}

void
rv_application_open (RvApplication *application, GFile *file, GtkWindow *window)
{
  RvWindow *target = find_window_of (application, file);

  if (target == NULL)
    {
      target = RV_IS_WINDOW (window) && rv_window_is_free (RV_WINDOW (window)) ? RV_WINDOW (window) : make_window (application);
      rv_window_open (target, file);
    }
  gtk_window_present (GTK_WINDOW (target));
}

/* ---- actions ---------------------------------------------------------------------------------- */

static void
new_window (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_present (GTK_WINDOW (make_window (data)));
}

/* The window in front, or a new one where that shows something. */
static RvWindow *
free_window (gpointer application)
{
  GtkWindow *active = gtk_application_get_active_window (application);

  return RV_IS_WINDOW (active) && rv_window_is_free (RV_WINDOW (active)) ? RV_WINDOW (active) : make_window (application);
}

static void
new_project (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RvWindow *window = free_window (data);

  gtk_window_present (GTK_WINDOW (window));
  rv_window_new_project (window);
}

static void
on_files_chosen (GPtrArray *files, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (data);

  for (guint i = 0; i < files->len; i++)
    rv_application_open (data, files->pdata[i], window);
}

static void
open_file (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  static const RvFilePattern patterns[] = {
    { N_("All that Relvar reads"), "*.relvar;*.sql;*.ddl;*.psql;*.pgsql;*.dump" },
    { N_("Relvar projects"), "*.relvar" },
    { N_("SQL scripts"), "*.sql;*.ddl;*.psql;*.pgsql;*.dump" },
    { N_("All files"), "*" },
    { NULL },
  };

  rv_choose_files_to_open (gtk_application_get_active_window (data), _("Open"), patterns, on_files_chosen, data);
}

static void
open_path (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  rv_application_open (data, file, gtk_application_get_active_window (data));
}

static void
on_database_chosen (RvDatabaseSource *source, gpointer data)
{
  RvWindow *window = free_window (data);

  gtk_window_present (GTK_WINDOW (window));
  rv_window_open_database (window, source);
}

static void
open_database (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rv_database_dialog_show (gtk_application_get_active_window (data), _("Open Database"), _("_Read"), on_database_chosen, data);
}

static void
show_about (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rv_show_about (gtk_application_get_active_window (data));
}

static void
show_preferences (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rv_preferences_show (gtk_application_get_active_window (data));
}

static void
show_shortcuts (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/io/github/relvar/Relvar/ui/shortcuts.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (shortcuts, gtk_application_get_active_window (data));
  gtk_window_set_modal (shortcuts, TRUE);
  gtk_window_present (shortcuts);
}

static void
quit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (data));

  for (GList *each = windows; each != NULL; each = each->next)
    gtk_window_close (each->data);
}

static const GActionEntry actions[] = {
  { "new-window", new_window },
  { "new-project", new_project },
  { "open", open_file },
  { "open-uri", open_path, "s" },
  { "open-database", open_database },
  { "about", show_about },
  { "preferences", show_preferences },
  { "shortcuts", show_shortcuts },
  { "quit", quit },
};

/* The keys of a window's own actions are in window-actions.c. */
static const struct { const char *action; const char *keys[4]; } keys[] = {
  { "app.new-window", { "<Primary><Shift>n" } },
  { "app.new-project", { "<Primary>n" } },
  { "app.open", { "<Primary>o" } },
  { "app.open-database", { "<Primary><Shift>o" } },
  { "app.preferences", { "<Primary>comma" } },
  { "app.shortcuts", { "<Primary>question" } },
  { "app.quit", { "<Primary>q" } },
  { "window.close", { "<Primary>w" } },
};

static void
set_keys (GtkApplication *application)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (application, keys[i].action, (const char **) keys[i].keys);
}

/* ---- GApplication ------------------------------------------------------------------------------ */

/* In the build tree the icon is not where the theme looks. */
static void
find_icon (void)
{
  const char *data = g_getenv ("RELVAR_DATA_DIR");
  g_autofree char *icons = data != NULL ? g_build_filename (data, "icons", NULL) : NULL;

  if (icons != NULL)
    gtk_icon_theme_add_search_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()), icons);
}

static void
rv_application_startup (GApplication *application)
{
  /* Only now: help says how the program was called, windows belong to the desktop entry. */
  g_set_prgname (RV_APP_ID);
  G_APPLICATION_CLASS (rv_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  set_keys (GTK_APPLICATION (application));
  find_icon ();
  gtk_window_set_default_icon_name (RV_APP_ID);
  rv_settings_apply_color_scheme ();
}

static void
rv_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  gtk_window_present (window != NULL ? window : GTK_WINDOW (make_window (RV_APPLICATION (application))));
}

static void
rv_application_open_files (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    rv_application_open (RV_APPLICATION (application), files[i], gtk_application_get_active_window (GTK_APPLICATION (application)));
}

static int
rv_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("Relvar %s\n", RV_VERSION);
      return EXIT_SUCCESS;
    }
  RV_APPLICATION (application)->quits_after_startup = g_variant_dict_contains (options, "quit-after-startup");
  return -1;
}

static void
rv_application_class_init (RvApplicationClass *class)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (class);

  application_class->startup = rv_application_startup;
  application_class->activate = rv_application_activate;
  application_class->open = rv_application_open_files;
  application_class->handle_local_options = rv_application_handle_local_options;
}

static void
rv_application_init (RvApplication *application)
{
  static const GOptionEntry options[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Show the version and stop"), NULL },
    { "quit-after-startup", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, NULL, NULL, NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (application), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (application), _("[FILE…]"));
}

RvApplication *
rv_application_new (void)
{
  return g_object_new (RV_TYPE_APPLICATION, "application-id", RV_APP_ID, "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/io/github/relvar/Relvar", NULL);
}
