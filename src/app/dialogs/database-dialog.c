/* Owns the window for a database. A test connects in a thread and tells which databases and schemas there are; it is not
 * needed for reading. */
#include "app/dialogs/database-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/settings.h"

#define RV_TYPE_DATABASE_DIALOG (rv_database_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RvDatabaseDialog, rv_database_dialog, RV, DATABASE_DIALOG, AdwWindow)

struct _RvDatabaseDialog {
  AdwWindow parent_instance;
  GtkButton *read_button;
  GtkEditable *address_row;
  GtkWidget *fields;
  GtkEditable *host_row;
  GtkEditable *port_row;
  GtkEditable *database_row;
  GtkMenuButton *database_button;
  GtkListBox *databases;
  GtkEditable *user_row;
  AdwComboRow *ssl_row;
  GtkEditable *password_row;
  GtkSwitch *remember;
  GtkWidget *test_button;
  AdwActionRow *status_row;
  GtkSpinner *spinner;
  GtkImage *status_icon;
  AdwPreferencesGroup *schemas_group;
  GtkSwitch *roles;
  GtkSwitch *volumes;

  GPtrArray *schema_checks;   /* GtkCheckButton */
  GPtrArray *schema_rows;
  GCancellable *cancellable;  /* of the test that runs */
  RvDatabaseChosen chosen;
  GObject *data;
};

G_DEFINE_FINAL_TYPE (RvDatabaseDialog, rv_database_dialog, ADW_TYPE_WINDOW)

static const char *const ssl_modes[] = { "prefer", "require", "verify-ca", "verify-full", "disable" };

/* ---- what is typed ---------------------------------------------------------------------------------- */

static gboolean
has_address (RvDatabaseDialog *dialog)
{
  return gtk_editable_get_text (dialog->address_row)[0] != '\0';
}

/* Returns: (transfer full): the address without a password. */
static char *
address_of (RvDatabaseDialog *dialog)
{
  guint mode = adw_combo_row_get_selected (dialog->ssl_row);
  const char *const settings[] = {
    "host", gtk_editable_get_text (dialog->host_row), "port", gtk_editable_get_text (dialog->port_row),
    "dbname", gtk_editable_get_text (dialog->database_row), "user", gtk_editable_get_text (dialog->user_row),
    "sslmode", mode > 0 && mode < G_N_ELEMENTS (ssl_modes) ? ssl_modes[mode] : NULL, NULL,
  };

  return has_address (dialog) ? rv_live_public (gtk_editable_get_text (dialog->address_row)) : rv_live_compose (settings);
}

/* A password in the address counts as typed. */
static char *
password_of (RvDatabaseDialog *dialog)
{
  char *password = rv_live_setting (gtk_editable_get_text (dialog->address_row), "password");

  if (password[0] != '\0')
    return password;
  g_free (password);
  return g_strdup (gtk_editable_get_text (dialog->password_row));
}

static RvDatabaseSource *
source_of (RvDatabaseDialog *dialog)
{
  g_autofree char *address = address_of (dialog), *password = password_of (dialog);

  return rv_database_source_new (address, password);
}

static void
fill_fields (RvDatabaseDialog *dialog, const char *address)
{
  g_autofree char *host = rv_live_setting (address, "host"), *port = rv_live_setting (address, "port");
  g_autofree char *database = rv_live_setting (address, "dbname"), *user = rv_live_setting (address, "user");
  g_autofree char *mode = rv_live_setting (address, "sslmode"), *service = rv_live_setting (address, "service");

  gtk_editable_set_text (dialog->address_row, service[0] != '\0' ? address : "");
  gtk_editable_set_text (dialog->host_row, host);
  gtk_editable_set_text (dialog->port_row, port);
  gtk_editable_set_text (dialog->database_row, database);
  gtk_editable_set_text (dialog->user_row, user);
  for (guint i = 0; i < G_N_ELEMENTS (ssl_modes); i++)
    if (g_str_equal (mode, ssl_modes[i]))
      adw_combo_row_set_selected (dialog->ssl_row, i);
}

/* ---- what the server says ------------------------------------------------------------------------------ */

static void
show_status (RvDatabaseDialog *dialog, const char *icon, const char *text)
{
  gtk_image_set_from_icon_name (dialog->status_icon, icon != NULL ? icon : "rv-server-symbolic");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (dialog->status_row), text);
}

static void
forget_schemas (RvDatabaseDialog *dialog)
{
  for (guint i = 0; i < dialog->schema_rows->len; i++)
    adw_preferences_group_remove (dialog->schemas_group, dialog->schema_rows->pdata[i]);
  g_ptr_array_set_size (dialog->schema_rows, 0);
  g_ptr_array_set_size (dialog->schema_checks, 0);
  gtk_widget_set_visible (GTK_WIDGET (dialog->schemas_group), FALSE);
}

/* What was found out is of another database now. */
static void
on_changed (RvDatabaseDialog *dialog)
{
  g_autofree char *address = address_of (dialog);

  g_cancellable_cancel (dialog->cancellable);
  gtk_spinner_stop (dialog->spinner);
  show_status (dialog, NULL, _("Not tested"));
  forget_schemas (dialog);
  gtk_widget_set_sensitive (dialog->fields, !has_address (dialog));
  gtk_widget_set_sensitive (GTK_WIDGET (dialog->read_button), address[0] != '\0');
  gtk_widget_set_sensitive (dialog->test_button, address[0] != '\0');
}

static void
add_schema (RvDatabaseDialog *dialog, const char *name)
{
  GtkWidget *row = adw_action_row_new (), *check = gtk_check_button_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (check), "schema", g_strdup (name), g_free);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (dialog->schemas_group, row);
  g_ptr_array_add (dialog->schema_rows, row);
  g_ptr_array_add (dialog->schema_checks, check);
}

static void
fill_databases (RvDatabaseDialog *dialog, char **names)
{
  for (GtkWidget *row; (row = gtk_widget_get_first_child (GTK_WIDGET (dialog->databases))) != NULL;)
    gtk_list_box_remove (dialog->databases, row);
  for (guint i = 0; names[i] != NULL; i++)
    {
      GtkWidget *label = gtk_label_new (names[i]);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_list_box_append (dialog->databases, label);
    }
  gtk_widget_set_sensitive (GTK_WIDGET (dialog->database_button), names[0] != NULL);
}

static void
on_database_chosen (RvDatabaseDialog *dialog, GtkListBoxRow *row)
{
  const char *name = gtk_label_get_label (GTK_LABEL (gtk_list_box_row_get_child (row)));

  gtk_menu_button_popdown (dialog->database_button);
  gtk_editable_set_text (dialog->database_row, name);
}

/* ---- the test -------------------------------------------------------------------------------------------- */

typedef struct {
  char *version;
  char **schemas;
  char **databases;
} Found;

static void
found_free (gpointer data)
{
  Found *found = data;

  g_free (found->version);
  g_strfreev (found->schemas);
  g_strfreev (found->databases);
  g_free (found);
}

static void
try_database (GTask *task, gpointer dialog, gpointer data, GCancellable *cancellable)
{
  RvDatabaseSource *source = data;
  RvLiveOptions options = { NULL };
  Found *found = g_new0 (Found, 1);
  GError *error = NULL;

  rv_database_source_find_password (source, cancellable);
  options.password = source->password;
  found->version = rv_live_try (source->address, &options, cancellable, &error);
  if (error == NULL)
    found->schemas = rv_live_list_schemas (source->address, &options, cancellable, &error);
  if (error == NULL)
    found->databases = rv_live_list_databases (source->address, &options, cancellable, &error);
  if (error == NULL)
    {
      g_task_return_pointer (task, found, found_free);
      return;
    }
  found_free (found);
  g_task_return_error (task, error);
}

static void
on_tried (GObject *object, GAsyncResult *result, gpointer data)
{
  RvDatabaseDialog *dialog = RV_DATABASE_DIALOG (object);
  g_autoptr (GError) error = NULL;
  Found *found = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *text = found != NULL ? g_strdup_printf (_("Connected to %s"), found->version) : NULL;

  if (g_task_get_cancellable (G_TASK (result)) == dialog->cancellable)
    gtk_spinner_stop (dialog->spinner);
  if (found != NULL)
    {
      show_status (dialog, "emblem-ok-symbolic", text);
      for (guint i = 0; found->schemas[i] != NULL; i++)
        add_schema (dialog, found->schemas[i]);
      gtk_widget_set_visible (GTK_WIDGET (dialog->schemas_group), found->schemas[0] != NULL);
      fill_databases (dialog, found->databases);
      found_free (found);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_status (dialog, "dialog-warning-symbolic", error->message);
}

static void
on_test (RvDatabaseDialog *dialog)
{
  g_autoptr (GTask) task = NULL;

  on_changed (dialog);
  g_object_unref (dialog->cancellable);
  dialog->cancellable = g_cancellable_new ();
  gtk_spinner_start (dialog->spinner);
  show_status (dialog, NULL, _("Connecting…"));
  task = g_task_new (dialog, dialog->cancellable, on_tried, NULL);
  g_task_set_task_data (task, source_of (dialog), (GDestroyNotify) rv_database_source_free);
  g_task_run_in_thread (task, try_database);
}

/* ---- the answer -------------------------------------------------------------------------------------------- */

/* Returns: (transfer full) (nullable): the schemas that are ticked; NULL: all. */
static char **
chosen_schemas (RvDatabaseDialog *dialog)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  guint n = 0;

  for (guint i = 0; i < dialog->schema_checks->len; i++)
    if (gtk_check_button_get_active (dialog->schema_checks->pdata[i]))
      {
        g_strv_builder_add (names, g_object_get_data (dialog->schema_checks->pdata[i], "schema"));
        n++;
      }
  return n > 0 && n < dialog->schema_checks->len ? g_strv_builder_end (names) : NULL;
}

static void
on_read (RvDatabaseDialog *dialog)
{
  RvDatabaseSource *source = source_of (dialog);

  source->schemas = chosen_schemas (dialog);
  source->roles = gtk_switch_get_active (dialog->roles);
  source->volumes = gtk_switch_get_active (dialog->volumes);
  if (gtk_switch_get_active (dialog->remember))
    rv_database_source_remember (source);
  rv_settings_set_word ("last-database", source->address);
  dialog->chosen (source, dialog->data);
  gtk_window_close (GTK_WINDOW (dialog));
}

/* ---- GObject ------------------------------------------------------------------------------------------------- */

static void
rv_database_dialog_dispose (GObject *object)
{
  RvDatabaseDialog *dialog = RV_DATABASE_DIALOG (object);

  g_cancellable_cancel (dialog->cancellable);
  g_clear_object (&dialog->cancellable);
  g_clear_object (&dialog->data);
  g_clear_pointer (&dialog->schema_rows, g_ptr_array_unref);
  g_clear_pointer (&dialog->schema_checks, g_ptr_array_unref);
  G_OBJECT_CLASS (rv_database_dialog_parent_class)->dispose (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, RvDatabaseDialog, child)

static void
rv_database_dialog_class_init (RvDatabaseDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rv_database_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/relvar/Relvar/ui/database-dialog.ui");
  BIND (read_button), BIND (address_row), BIND (fields), BIND (host_row), BIND (port_row), BIND (database_row), BIND (database_button);
  BIND (databases), BIND (user_row), BIND (ssl_row), BIND (password_row), BIND (remember), BIND (test_button), BIND (status_row);
  BIND (spinner), BIND (status_icon), BIND (schemas_group), BIND (roles), BIND (volumes);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_test);
  gtk_widget_class_bind_template_callback (widget_class, on_read);
  gtk_widget_class_bind_template_callback (widget_class, on_database_chosen);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
rv_database_dialog_init (RvDatabaseDialog *dialog)
{
  g_autoptr (GtkStringList) modes = NULL;

  dialog->cancellable = g_cancellable_new ();
  dialog->schema_rows = g_ptr_array_new ();
  dialog->schema_checks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (dialog));
  modes = gtk_string_list_new ((const char *[]) { _("If the Server Offers It"), _("Always"), _("With a Known Authority"), _("With a Known Authority and Name"),
                                                   _("Never"), NULL });
  adw_combo_row_set_model (dialog->ssl_row, G_LIST_MODEL (modes));
}

void
rv_database_dialog_show (GtkWindow *parent, const char *title, const char *action, RvDatabaseChosen chosen, gpointer data)
{
  RvDatabaseDialog *dialog = g_object_new (RV_TYPE_DATABASE_DIALOG, "transient-for", parent, "title", title, NULL);
  g_autofree char *last = rv_settings_get_word ("last-database", "");
  g_auto (GStrv) words = g_strsplit (action, "_", -1);
  g_autofree char *name = g_strjoinv ("", words);

  dialog->chosen = chosen;
  dialog->data = g_object_ref (data);
  gtk_button_set_label (dialog->read_button, action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (dialog->read_button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  fill_fields (dialog, last);
  on_changed (dialog);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (last[0] == '\0' ? GTK_WIDGET (dialog->host_row) : GTK_WIDGET (dialog->read_button));
}
