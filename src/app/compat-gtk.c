/* Every branch on the version of GTK or libadwaita. The older road is GTK 4.8 with libadwaita 1.2. */
#include "app/compat-gtk.h"

#include <glib/gi18n.h>

/* What a dialog calls when it is done. */
typedef struct {
  union {
    RvFilesChosen chosen;
    RvAnswered answered;
  };
  GObject *data;
} Done;

static Done *
done_new (gpointer data)
{
  Done *done = g_new0 (Done, 1);

  g_set_object (&done->data, data);
  return done;
}

static void
done_free (Done *done)
{
  g_clear_object (&done->data);
  g_free (done);
}

static GtkFileFilter *
filter_for (const RvFilePattern *pattern)
{
  GtkFileFilter *filter = gtk_file_filter_new ();
  g_auto (GStrv) patterns = g_strsplit (pattern->patterns, ";", -1);

  gtk_file_filter_set_name (filter, _(pattern->label));
  for (char **each = patterns; *each != NULL; each++)
    if (g_str_has_prefix (*each, "*."))
      gtk_file_filter_add_suffix (filter, *each + 2);
    else
      gtk_file_filter_add_pattern (filter, *each);
  return filter;
}

static void
finish_choice (Done *done, GListModel *files)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    g_ptr_array_add (chosen, g_list_model_get_item (files, i));
  if (chosen->len > 0)
    done->chosen (chosen, done->data);
  done_free (done);
}

#if GTK_CHECK_VERSION (4, 10, 0)

static void
on_opened (GObject *dialog, GAsyncResult *result, gpointer data)
{
  g_autoptr (GListModel) files = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (dialog), result, NULL);

  finish_choice (data, files);
}

static void
on_saved (GObject *dialog, GAsyncResult *result, gpointer data)
{
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (dialog), result, NULL);
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  if (file != NULL)
    g_list_store_append (files, file);
  finish_choice (data, G_LIST_MODEL (files));
}

void
rv_choose_files_to_open (GtkWindow *parent, const char *title, const RvFilePattern *patterns, RvFilesChosen chosen, gpointer data)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  Done *done = done_new (data);

  done->chosen = chosen;
  for (; patterns->label != NULL; patterns++)
    {
      g_autoptr (GtkFileFilter) filter = filter_for (patterns);

      g_list_store_append (filters, filter);
    }
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open_multiple (dialog, parent, NULL, on_opened, done);
}

void
rv_choose_file_to_save (GtkWindow *parent, const char *title, const char *name, GFile *folder, RvFilesChosen chosen, gpointer data)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  Done *done = done_new (data);

  done->chosen = chosen;
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_initial_name (dialog, name);
  if (folder != NULL)
    gtk_file_dialog_set_initial_folder (dialog, folder);
  gtk_file_dialog_save (dialog, parent, NULL, on_saved, done);
}

#else

static void
on_chooser_response (GtkNativeDialog *dialog, int response, Done *done)
{
  g_autoptr (GListModel) files = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog)) : NULL;

  finish_choice (done, files);
  g_object_unref (dialog);
}

void
rv_choose_files_to_open (GtkWindow *parent, const char *title, const RvFilePattern *patterns, RvFilesChosen chosen, gpointer data)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  Done *done = done_new (data);

  done->chosen = chosen;
  for (; patterns->label != NULL; patterns++)
    {
      g_autoptr (GtkFileFilter) filter = filter_for (patterns);

      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
    }
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (on_chooser_response), done);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
rv_choose_file_to_save (GtkWindow *parent, const char *title, const char *name, GFile *folder, RvFilesChosen chosen, gpointer data)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  Done *done = done_new (data);

  done->chosen = chosen;
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (on_chooser_response), done);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

#endif

/* ---- questions ------------------------------------------------------------------------------- */

static void
on_answered (gpointer dialog, const char *answer, Done *done)
{
  if (done->answered != NULL)
    done->answered (answer, done->data);
  done_free (done);
}

#if ADW_CHECK_VERSION (1, 5, 0)

void
rv_ask (GtkWindow *parent, const char *heading, const char *body, const RvChoice *answers, GtkWidget *extra,
        RvAnswered answered, gpointer data)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, body));
  Done *done = done_new (data);

  done->answered = answered;
  adw_alert_dialog_set_close_response (dialog, answers->id);
  for (; answers->id != NULL; answers++)
    {
      adw_alert_dialog_add_response (dialog, answers->id, answers->label);
      if (answers->is_suggested || answers->is_destructive)
        adw_alert_dialog_set_response_appearance (dialog, answers->id, answers->is_suggested ? ADW_RESPONSE_SUGGESTED : ADW_RESPONSE_DESTRUCTIVE);
      adw_alert_dialog_set_default_response (dialog, answers->id);
    }
  if (extra != NULL)
    adw_alert_dialog_set_extra_child (dialog, extra);
  g_signal_connect (dialog, "response", G_CALLBACK (on_answered), done);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (parent));
}

#else

void
rv_ask (GtkWindow *parent, const char *heading, const char *body, const RvChoice *answers, GtkWidget *extra,
        RvAnswered answered, gpointer data)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, body));
  Done *done = done_new (data);

  done->answered = answered;
  adw_message_dialog_set_close_response (dialog, answers->id);
  for (; answers->id != NULL; answers++)
    {
      adw_message_dialog_add_response (dialog, answers->id, answers->label);
      if (answers->is_suggested || answers->is_destructive)
        adw_message_dialog_set_response_appearance (dialog, answers->id, answers->is_suggested ? ADW_RESPONSE_SUGGESTED : ADW_RESPONSE_DESTRUCTIVE);
      adw_message_dialog_set_default_response (dialog, answers->id);
    }
  if (extra != NULL)
    adw_message_dialog_set_extra_child (dialog, extra);
  g_signal_connect (dialog, "response", G_CALLBACK (on_answered), done);
  gtk_window_present (GTK_WINDOW (dialog));
}

#endif

/* ---- about, links ------------------------------------------------------------------------------ */

#define ABOUT \
  "application-name", "Relvar", "application-icon", RV_APP_ID, "version", RV_VERSION, \
  "developer-name", _("The Relvar developers"), "license-type", GTK_LICENSE_GPL_3_0, \
  "comments", _("Design relational databases as entity-relationship diagrams."), \
  "translator-credits", _("translator-credits")

void
rv_show_about (GtkWindow *parent)
{
#if ADW_CHECK_VERSION (1, 5, 0)
  adw_dialog_present (ADW_DIALOG (g_object_new (ADW_TYPE_ABOUT_DIALOG, ABOUT, NULL)), GTK_WIDGET (parent));
#else
  gtk_window_present (g_object_new (ADW_TYPE_ABOUT_WINDOW, "transient-for", parent, "modal", TRUE, ABOUT, NULL));
#endif
}

void
rv_launch_link (GtkWindow *parent, const char *uri)
{
#if GTK_CHECK_VERSION (4, 10, 0)
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);

  gtk_uri_launcher_launch (launcher, parent, NULL, NULL, NULL);
#else
  gtk_show_uri (parent, uri, GDK_CURRENT_TIME);
#endif
}

void
rv_launch_folder (GtkWindow *parent, GFile *file)
{
#if GTK_CHECK_VERSION (4, 10, 0)
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_open_containing_folder (launcher, parent, NULL, NULL, NULL);
#else
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *uri = g_file_get_uri (folder != NULL ? folder : file);

  gtk_show_uri (parent, uri, GDK_CURRENT_TIME);
#endif
}

void
rv_combo_row_make_searchable (AdwComboRow *row)
{
#if ADW_CHECK_VERSION(1, 4, 0)
  g_autoptr (GtkExpression) expression = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  adw_combo_row_set_expression (row, expression);
  adw_combo_row_set_enable_search (row, TRUE);
#endif
}
