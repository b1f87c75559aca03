/* Owns the report window. Messages beyond a few hundred are left to the saved report. */
#include "app/dialogs/report-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/compat-gtk.h"

#define MAX_MESSAGES 200

#define RV_TYPE_REPORT_DIALOG (rv_report_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RvReportDialog, rv_report_dialog, RV, REPORT_DIALOG, AdwWindow)

struct _RvReportDialog {
  AdwWindow parent_instance;
  AdwWindowTitle *title;
  GtkWidget *discard_button;
  GtkWidget *keep_button;
  AdwPreferencesGroup *counts;
  AdwPreferencesGroup *messages;
  AdwPreferencesGroup *became;

  RvOpening *opening;
  RvKeepAnswered answered; /* (nullable): not asked, or answered already */
  gpointer data;
};

G_DEFINE_FINAL_TYPE (RvReportDialog, rv_report_dialog, ADW_TYPE_WINDOW)

/* ---- rows -------------------------------------------------------------------------------------- */

static GtkWidget *
add_row (AdwPreferencesGroup *group, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle != NULL ? subtitle : "");
  adw_preferences_group_add (group, row);
  return row;
}

static void
add_count (AdwPreferencesGroup *group, const char *title, const char *subtitle, guint n)
{
  GtkWidget *row = add_row (group, title, subtitle);
  g_autofree char *text = g_strdup_printf ("%u", n);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
}

static int
compare_keys (gconstpointer a, gconstpointer b, gpointer counts)
{
  guint one = GPOINTER_TO_UINT (g_hash_table_lookup (counts, *(char *const *) a));
  guint other = GPOINTER_TO_UINT (g_hash_table_lookup (counts, *(char *const *) b));

  return one != other ? (one < other ? 1 : -1) : strcmp (*(char *const *) a, *(char *const *) b);
}

static GPtrArray *
keys_by_count (GHashTable *counts)
{
  GPtrArray *keys = g_ptr_array_new ();
  GHashTableIter each;
  gpointer key;

  g_hash_table_iter_init (&each, counts);
  while (g_hash_table_iter_next (&each, &key, NULL))
    g_ptr_array_add (keys, key);
  g_ptr_array_sort_with_data (keys, compare_keys, counts);
  return keys;
}

/* "INSERT (12), SET (3)" */
static char *
list_counts (GHashTable *counts)
{
  g_autoptr (GPtrArray) keys = keys_by_count (counts);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < keys->len && i < 12; i++)
    g_string_append_printf (text, "%s%s (%u)", i > 0 ? ", " : "", (char *) keys->pdata[i],
                            GPOINTER_TO_UINT (g_hash_table_lookup (counts, keys->pdata[i])));
  return g_string_free (text, FALSE);
}

static void
fill_counts (RvReportDialog *dialog, const RvReport *report)
{
  g_autofree char *skipped = list_counts (report->skipped);

  add_count (dialog->counts, _("Understood"), _("They became objects of the design, or changed some"), report->n_applied);
  add_count (dialog->counts, _("Kept word for word"), _("They stand in the tree and are written back on export"), report->n_kept);
  add_count (dialog->counts, _("Skipped"), skipped[0] != '\0' ? skipped : NULL, report->n_skipped);
}

static void
fill_became (RvReportDialog *dialog, GHashTable *counts)
{
  g_autoptr (GPtrArray) keys = keys_by_count (counts);

  for (guint i = 0; i < keys->len; i++)
    add_count (dialog->became, keys->pdata[i], NULL, GPOINTER_TO_UINT (g_hash_table_lookup (counts, keys->pdata[i])));
  gtk_widget_set_visible (GTK_WIDGET (dialog->became), keys->len > 0);
}

static void
add_message (RvReportDialog *dialog, const RvMessage *message)
{
  static const char *const icons[] = { "dialog-information-symbolic", "dialog-warning-symbolic", "dialog-error-symbolic" };
  g_autofree char *place = message->position.line > 0
                             ? g_strdup_printf (_("Line %u, column %u"), message->position.line, message->position.column) : NULL;
  g_autofree char *valid = g_utf8_make_valid (message->text, -1);
  GtkWidget *row = add_row (dialog->messages, valid, place);
  GtkWidget *icon = gtk_image_new_from_icon_name (icons[message->level]);

  if (message->level != RV_MESSAGE_NOTE)
    gtk_widget_add_css_class (icon, message->level == RV_MESSAGE_ERROR ? "error" : "warning");
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 4);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
}

static void
fill_messages (RvReportDialog *dialog, GPtrArray *messages)
{
  guint n_shown = 0;

  for (int level = RV_MESSAGE_ERROR; level >= RV_MESSAGE_NOTE; level--)
    for (guint i = 0; i < messages->len && n_shown < MAX_MESSAGES; i++)
      if (((RvMessage *) messages->pdata[i])->level == (RvMessageLevel) level)
        {
          add_message (dialog, messages->pdata[i]);
          n_shown++;
        }
  if (messages->len > n_shown)
    {
      g_autofree char *more = g_strdup_printf (_("%u more: save the report to read them"), messages->len - n_shown);

      add_row (dialog->messages, more, NULL);
    }
  gtk_widget_set_visible (GTK_WIDGET (dialog->messages), messages->len > 0);
}

/* ---- buttons ----------------------------------------------------------------------------------------- */

static void
on_saved (GPtrArray *files, gpointer data)
{
  RvReportDialog *dialog = data;
  g_autofree char *text = rv_report_to_text (rv_opening_report (dialog->opening));
  g_autoptr (GError) error = NULL;

  if (!g_file_replace_contents (files->pdata[0], text, strlen (text), NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL, NULL, &error))
    rv_ask (GTK_WINDOW (dialog), _("The Report Was Not Saved"), error->message, (RvChoice[]) { { "close", _("_Close") }, { NULL } }, NULL, NULL, NULL);
}

static void
on_save (RvReportDialog *dialog)
{
  const RvReport *report = rv_opening_report (dialog->opening);
  g_autofree char *name = g_strdup_printf (_("Import of %s.txt"), report->file_name);

  rv_choose_file_to_save (GTK_WINDOW (dialog), _("Save Report"), name, NULL, on_saved, dialog);
}

static void
answer (RvReportDialog *dialog, gboolean keeps)
{
  RvKeepAnswered answered = g_steal_pointer (&dialog->answered);

  if (answered != NULL)
    answered (keeps, dialog->data);
}

static void
on_keep (RvReportDialog *dialog)
{
  answer (dialog, TRUE);
  gtk_window_close (GTK_WINDOW (dialog));
}

static void
on_discard (RvReportDialog *dialog)
{
  gtk_window_close (GTK_WINDOW (dialog));
}

static gboolean
rv_report_dialog_close_request (GtkWindow *window)
{
  answer (RV_REPORT_DIALOG (window), FALSE);
  return GTK_WINDOW_CLASS (rv_report_dialog_parent_class)->close_request (window);
}

/* ---- GObject -------------------------------------------------------------------------------------------- */

static void
rv_report_dialog_dispose (GObject *object)
{
  answer (RV_REPORT_DIALOG (object), FALSE);
  g_clear_object (&RV_REPORT_DIALOG (object)->opening);
  G_OBJECT_CLASS (rv_report_dialog_parent_class)->dispose (object);
}

static void
rv_report_dialog_class_init (RvReportDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rv_report_dialog_dispose;
  GTK_WINDOW_CLASS (class)->close_request = rv_report_dialog_close_request;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/relvar/Relvar/ui/report-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RvReportDialog, title);
  gtk_widget_class_bind_template_child (widget_class, RvReportDialog, discard_button);
  gtk_widget_class_bind_template_child (widget_class, RvReportDialog, keep_button);
  gtk_widget_class_bind_template_child (widget_class, RvReportDialog, counts);
  gtk_widget_class_bind_template_child (widget_class, RvReportDialog, messages);
  gtk_widget_class_bind_template_child (widget_class, RvReportDialog, became);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
  gtk_widget_class_bind_template_callback (widget_class, on_keep);
  gtk_widget_class_bind_template_callback (widget_class, on_discard);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
rv_report_dialog_init (RvReportDialog *dialog)
{
  gtk_widget_init_template (GTK_WIDGET (dialog));
}

static RvReportDialog *
dialog_new (GtkWindow *parent, RvOpening *opening)
{
  RvReportDialog *dialog = g_object_new (RV_TYPE_REPORT_DIALOG, "transient-for", parent, NULL);
  const RvReport *report = rv_opening_report (opening);

  dialog->opening = g_object_ref (opening);
  adw_window_title_set_title (dialog->title, _("Import Report"));
  adw_window_title_set_subtitle (dialog->title, report->file_name);
  gtk_window_set_title (GTK_WINDOW (dialog), _("Import Report"));
  fill_counts (dialog, report);
  fill_messages (dialog, report->messages);
  fill_became (dialog, report->became);
  return dialog;
}

void
rv_report_dialog_show (GtkWindow *parent, RvOpening *opening)
{
  gtk_window_present (GTK_WINDOW (dialog_new (parent, opening)));
}

void
rv_report_dialog_ask (GtkWindow *parent, RvOpening *opening, RvModel *model, RvKeepAnswered answered, gpointer data)
{
  RvReportDialog *dialog = dialog_new (parent, opening);

  dialog->answered = answered;
  dialog->data = data;
  adw_preferences_group_set_description (dialog->counts, _("Some of the file could not be read. Nothing was changed in it: you can keep what could be read as a new project."));
  gtk_widget_set_visible (dialog->keep_button, TRUE);
  gtk_widget_set_visible (dialog->discard_button, TRUE);
  gtk_window_present (GTK_WINDOW (dialog));
}
