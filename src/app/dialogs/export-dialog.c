/* Owns the export window. Each change of an option writes the file anew in the background; what is saved
 * or copied is just what the size was said of. */
#include "app/dialogs/export-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/compat-gtk.h"
#include "app/diagrams.h"
#include "app/exporting.h"
#include "app/labels.h"
#include "app/places.h"
#include "draw/paper.h"

#define RV_TYPE_EXPORT_DIALOG (rv_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RvExportDialog, rv_export_dialog, RV, EXPORT_DIALOG, AdwWindow)

struct _RvExportDialog {
  AdwWindow parent_instance;
  GtkWidget *save_button;
  GtkWidget *copy_button;
  AdwToastOverlay *toasts;
  AdwComboRow *format_row;
  GtkSpinner *spinner;
  GtkLabel *size_label;
  GtkWidget *sql_group;
  GtkSwitch *owners;
  GtkSwitch *privileges;
  GtkSwitch *comments;
  GtkSwitch *if_not_exists;
  GtkSwitch *drops;
  GtkWidget *diagram_group;
  AdwComboRow *diagram_row;
  GtkWidget *keys_row;
  GtkSwitch *keys_only;
  AdwComboRow *palette_row;
  GtkWidget *transparent_row;
  GtkSwitch *transparent;
  GtkWidget *selection_row;
  GtkSwitch *selection_only;
  GtkWidget *title_block_row;
  GtkSwitch *title_block;
  GtkWidget *legend_row;
  GtkSwitch *legend;
  GtkWidget *pages_group;
  AdwComboRow *paper_row;
  GtkWidget *poster_row;
  GtkSwitch *poster;
  GtkWidget *all_diagrams_row;
  GtkSwitch *all_diagrams;
  GtkWidget *scale_row;
  GtkSpinButton *scale;
  GtkWidget *messages_group;
  GtkLabel *messages;

  RvModel *model;
  char *name;
  GPtrArray *formats;  /* RvFormat */
  GArray *diagrams;    /* RvId, as in diagram_row; 0: all tables */
  RvId front;          /* the diagram whose selection it is */
  GArray *selection;   /* RvId */
  GCancellable *cancellable;
  GBytes *bytes;       /* (nullable): the file as the options want it now */
};

G_DEFINE_FINAL_TYPE (RvExportDialog, rv_export_dialog, ADW_TYPE_WINDOW)

static const char *const palettes[] = { "light", "dark", "print" };

static const RvFormat *
chosen_format (RvExportDialog *dialog)
{
  guint index = adw_combo_row_get_selected (dialog->format_row);

  return index < dialog->formats->len ? dialog->formats->pdata[index] : NULL;
}

static gboolean
is_one_of (const RvFormat *format, const char *const *ids)
{
  return format != NULL && g_strv_contains (ids, format->id);
}

static gboolean
is_text (const RvFormat *format)
{
  return is_one_of (format, (const char *[]) { "postgresql", "mermaid", "svg", NULL });
}

static gboolean
is_pdf (RvExportDialog *dialog)
{
  return is_one_of (chosen_format (dialog), (const char *[]) { "pdf", NULL });
}

/* ---- the file --------------------------------------------------------------------------------------- */

static RvId
chosen_diagram (RvExportDialog *dialog)
{
  guint diagram = adw_combo_row_get_selected (dialog->diagram_row);

  return diagram < dialog->diagrams->len ? g_array_index (dialog->diagrams, RvId, diagram) : 0;
}

/* A selection is of one diagram. */
static gboolean
is_selection_wanted (RvExportDialog *dialog)
{
  return dialog->selection->len > 0 && chosen_diagram (dialog) == dialog->front && gtk_switch_get_active (dialog->selection_only)
         && !is_one_of (chosen_format (dialog), (const char *[]) { "mermaid", NULL });
}

static RvFormatOptions
chosen_options (RvExportDialog *dialog)
{
  guint palette = adw_combo_row_get_selected (dialog->palette_row);
  guint paper = adw_combo_row_get_selected (dialog->paper_row);
  gboolean is_part = is_selection_wanted (dialog);

  return (RvFormatOptions) {
    .sql = { .no_owners = !gtk_switch_get_active (dialog->owners),
             .no_privileges = !gtk_switch_get_active (dialog->privileges),
             .no_comments = !gtk_switch_get_active (dialog->comments),
             .if_not_exists = gtk_switch_get_active (dialog->if_not_exists),
             .drop_script = gtk_switch_get_active (dialog->drops) },
    .diagram = gtk_switch_get_active (dialog->all_diagrams) && is_pdf (dialog) ? 0 : chosen_diagram (dialog),
    .keys_only = gtk_switch_get_active (dialog->keys_only),
    .scale = gtk_spin_button_get_value (dialog->scale),
    .palette = palettes[palette < G_N_ELEMENTS (palettes) ? palette : 0],
    .transparent = gtk_switch_get_active (dialog->transparent),
    .title_block = gtk_switch_get_active (dialog->title_block),
    .legend = gtk_switch_get_active (dialog->legend),
    .only = is_part ? (const RvId *) (gpointer) dialog->selection->data : NULL,
    .n_only = is_part ? dialog->selection->len : 0,
    .paper = paper > 0 && paper != GTK_INVALID_LIST_POSITION ? rv_papers ()[paper - 1].id : NULL,
    .poster = paper > 0 && gtk_switch_get_active (dialog->poster),
    .all_diagrams = is_pdf (dialog) && gtk_switch_get_active (dialog->all_diagrams),
  };
}

static void
show_file (RvExportDialog *dialog, const char *messages)
{
  gboolean has_file = dialog->bytes != NULL;
  g_autofree char *size = has_file ? g_format_size (g_bytes_get_size (dialog->bytes)) : NULL;

  gtk_spinner_stop (dialog->spinner);
  gtk_widget_set_sensitive (dialog->save_button, has_file);
  gtk_widget_set_sensitive (dialog->copy_button, has_file && is_text (chosen_format (dialog)));
  gtk_label_set_label (dialog->size_label, has_file ? size : "");
  gtk_label_set_label (dialog->messages, messages);
  gtk_widget_set_visible (dialog->messages_group, messages[0] != '\0');
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RvExportDialog) dialog = data;
  g_autofree char *messages = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = rv_export_finish (result, &messages, &error);

  if (g_task_get_cancellable (G_TASK (result)) != dialog->cancellable || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  dialog->bytes = g_steal_pointer (&bytes);
  show_file (dialog, error != NULL ? error->message : messages);
}

static void
write_anew (RvExportDialog *dialog)
{
  RvFormatOptions options = chosen_options (dialog);

  g_cancellable_cancel (dialog->cancellable);
  g_object_unref (dialog->cancellable);
  dialog->cancellable = g_cancellable_new ();
  g_clear_pointer (&dialog->bytes, g_bytes_unref);
  show_file (dialog, "");
  gtk_spinner_start (dialog->spinner);
  rv_export_start (dialog->model, chosen_format (dialog), &options, dialog->cancellable, on_written, g_object_ref (dialog));
}

static void
show_page_rows (RvExportDialog *dialog)
{
  gboolean has_paper = is_pdf (dialog) && adw_combo_row_get_selected (dialog->paper_row) > 0;
  gboolean is_poster = has_paper && gtk_switch_get_active (dialog->poster);

  gtk_widget_set_visible (dialog->pages_group, is_pdf (dialog));
  gtk_widget_set_visible (dialog->poster_row, has_paper);
  gtk_widget_set_visible (dialog->all_diagrams_row, dialog->diagrams->len > 1);
  gtk_widget_set_sensitive (GTK_WIDGET (dialog->diagram_row), !is_pdf (dialog) || !gtk_switch_get_active (dialog->all_diagrams));
  gtk_widget_set_visible (dialog->scale_row, is_poster || is_one_of (chosen_format (dialog), (const char *[]) { "png", NULL }));
}

static void
on_changed (RvExportDialog *dialog)
{
  const RvFormat *format = chosen_format (dialog);
  gboolean is_sql = is_one_of (format, (const char *[]) { "postgresql", NULL });
  gboolean is_mermaid = is_one_of (format, (const char *[]) { "mermaid", NULL });
  gboolean is_picture = is_one_of (format, (const char *[]) { "svg", "pdf", "png", NULL });

  if (dialog->model == NULL || format == NULL)
    return;
  gtk_widget_set_visible (dialog->sql_group, is_sql);
  gtk_widget_set_visible (dialog->diagram_group, is_mermaid || is_picture);
  gtk_widget_set_visible (dialog->keys_row, is_mermaid);
  gtk_widget_set_visible (GTK_WIDGET (dialog->palette_row), is_picture);
  gtk_widget_set_visible (dialog->transparent_row, is_picture);
  gtk_widget_set_visible (dialog->title_block_row, is_picture);
  gtk_widget_set_visible (dialog->legend_row, is_picture);
  gtk_widget_set_visible (dialog->selection_row, is_picture && dialog->selection->len > 0 && chosen_diagram (dialog) == dialog->front);
  show_page_rows (dialog);
  write_anew (dialog);
}

/* ---- where it goes ------------------------------------------------------------------------------------- */

static void
on_replaced (GObject *file, GAsyncResult *result, gpointer data)
{
  g_autoptr (RvExportDialog) dialog = data;
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (dialog));
  g_autoptr (GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (file), result, NULL, &error))
    {
      rv_ask (GTK_WINDOW (dialog), _("The File Was Not Written"), error->message, (RvChoice[]) { { "close", _("_Close") }, { NULL } }, NULL, NULL, NULL);
      return;
    }
  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.exported", "s", g_file_peek_path (G_FILE (file)) != NULL ? g_file_peek_path (G_FILE (file)) : "");
  gtk_window_close (GTK_WINDOW (dialog));
}

static void
on_save_chosen (GPtrArray *files, gpointer data)
{
  RvExportDialog *dialog = data;

  if (dialog->bytes != NULL)
    g_file_replace_contents_bytes_async (files->pdata[0], dialog->bytes, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL, on_replaced, g_object_ref (dialog));
}

static void
on_save (RvExportDialog *dialog)
{
  g_autofree char *name = g_strdup_printf ("%s.%s", dialog->name, chosen_format (dialog)->endings[0]);
  g_autoptr (GFile) folder = rv_folder_beside (rv_model_path (dialog->model));

  g_strdelimit (name, "/", '-');
  rv_choose_file_to_save (GTK_WINDOW (dialog), _("Export"), name, folder, on_save_chosen, dialog);
}

static void
on_copy (RvExportDialog *dialog)
{
  gsize length;
  const char *data = g_bytes_get_data (dialog->bytes, &length);
  g_autofree char *text = g_strndup (data, length);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (dialog)), text);
  adw_toast_overlay_add_toast (dialog->toasts, adw_toast_new (_("Copied")));
}

/* ---- GObject ---------------------------------------------------------------------------------------------- */

static void
rv_export_dialog_dispose (GObject *object)
{
  RvExportDialog *dialog = RV_EXPORT_DIALOG (object);

  g_cancellable_cancel (dialog->cancellable);
  g_clear_object (&dialog->cancellable);
  g_clear_object (&dialog->model);
  g_clear_pointer (&dialog->bytes, g_bytes_unref);
  g_clear_pointer (&dialog->formats, g_ptr_array_unref);
  g_clear_pointer (&dialog->diagrams, g_array_unref);
  g_clear_pointer (&dialog->selection, g_array_unref);
  g_clear_pointer (&dialog->name, g_free);
  G_OBJECT_CLASS (rv_export_dialog_parent_class)->dispose (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, RvExportDialog, child)

static void
rv_export_dialog_class_init (RvExportDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rv_export_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/relvar/Relvar/ui/export-dialog.ui");
  BIND (save_button), BIND (copy_button), BIND (toasts), BIND (format_row), BIND (spinner), BIND (size_label);
  BIND (sql_group), BIND (owners), BIND (privileges), BIND (comments), BIND (if_not_exists), BIND (drops);
  BIND (diagram_group), BIND (diagram_row), BIND (keys_row), BIND (keys_only), BIND (palette_row);
  BIND (selection_row), BIND (selection_only), BIND (title_block_row), BIND (title_block), BIND (legend_row), BIND (legend), BIND (pages_group), BIND (paper_row);
  BIND (poster_row), BIND (poster), BIND (all_diagrams_row), BIND (all_diagrams);
  BIND (transparent_row), BIND (transparent), BIND (scale_row), BIND (scale), BIND (messages_group), BIND (messages);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
rv_export_dialog_init (RvExportDialog *dialog)
{
  dialog->cancellable = g_cancellable_new ();
  dialog->formats = rv_export_formats ();
  dialog->diagrams = g_array_new (FALSE, FALSE, sizeof (RvId));
  dialog->selection = g_array_new (FALSE, FALSE, sizeof (RvId));
  gtk_widget_init_template (GTK_WIDGET (dialog));
}

static void
fill_formats (RvExportDialog *dialog)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint first = 0;

  for (guint i = 0; i < dialog->formats->len; i++)
    {
      const RvFormat *format = dialog->formats->pdata[i];

      gtk_string_list_append (labels, _(format->label));
      if (g_str_equal (format->id, "postgresql"))
        first = i;
    }
  adw_combo_row_set_model (dialog->format_row, G_LIST_MODEL (labels));
  adw_combo_row_set_selected (dialog->format_row, first);
}

static void
fill_diagrams (RvExportDialog *dialog, RvId front)
{
  g_autoptr (GPtrArray) diagrams = rv_diagrams_in_order (dialog->model);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < diagrams->len; i++)
    {
      const RvObject *diagram = diagrams->pdata[i];
      g_autofree char *label = rv_object_label (dialog->model, diagram);

      gtk_string_list_append (labels, label);
      g_array_append_val (dialog->diagrams, diagram->id);
    }
  adw_combo_row_set_model (dialog->diagram_row, G_LIST_MODEL (labels));
  for (guint i = 0; i < diagrams->len; i++)
    if (((RvObject *) diagrams->pdata[i])->id == front)
      adw_combo_row_set_selected (dialog->diagram_row, i);
}

static void
fill_papers (RvExportDialog *dialog)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new ((const char *[]) { _("As Large as the Picture"), NULL });

  for (const RvPaper *paper = rv_papers (); paper->id != NULL; paper++)
    gtk_string_list_append (labels, paper->label);
  adw_combo_row_set_model (dialog->paper_row, G_LIST_MODEL (labels));
}

void
rv_export_dialog_show (GtkWindow *parent, RvModel *model, RvId diagram, const RvId *selection, guint n_selection, const char *name)
{
  RvExportDialog *dialog = g_object_new (RV_TYPE_EXPORT_DIALOG, "transient-for", parent, NULL);
  g_autoptr (GtkStringList) colors = gtk_string_list_new ((const char *[]) { _("Light"), _("Dark"), _("Print"), NULL });

  dialog->name = g_strdup (name);
  adw_combo_row_set_model (dialog->palette_row, G_LIST_MODEL (colors));
  dialog->front = diagram;
  g_array_append_vals (dialog->selection, selection, n_selection);
  fill_papers (dialog);
  fill_formats (dialog);
  dialog->model = g_object_ref (model);
  fill_diagrams (dialog, diagram);
  on_changed (dialog);
  gtk_window_present (GTK_WINDOW (dialog));
}
