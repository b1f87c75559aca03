/* Owns the entries of a waiver and the check of its date. */
#include "app/dialogs/waive-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/compat-gtk.h"
#include "app/settings.h"
#include "check/checker.h"
#include "model/edit.h"

/* What is to be waived; lives until the question is answered. */
#define RV_TYPE_WAIVING (rv_waiving_get_type ())
G_DECLARE_FINAL_TYPE (RvWaiving, rv_waiving, RV, WAIVING, GObject)

struct _RvWaiving {
  GObject parent_instance;
  RvModel *model;
  RvFinding *finding;
  GtkEditable *reason, *author, *until;
  RvFindingDone done;
  GObject *data;
};

G_DEFINE_FINAL_TYPE (RvWaiving, rv_waiving, G_TYPE_OBJECT)

static void
rv_waiving_finalize (GObject *object)
{
  RvWaiving *waiving = RV_WAIVING (object);

  g_clear_object (&waiving->model);
  g_clear_object (&waiving->reason);
  g_clear_object (&waiving->author);
  g_clear_object (&waiving->until);
  g_clear_object (&waiving->data);
  g_clear_pointer (&waiving->finding, rv_finding_unref);
  G_OBJECT_CLASS (rv_waiving_parent_class)->finalize (object);
}

static void
rv_waiving_class_init (RvWaivingClass *class)
{
  G_OBJECT_CLASS (class)->finalize = rv_waiving_finalize;
}

static void
rv_waiving_init (RvWaiving *waiving)
{
}

/* ---- the date ---------------------------------------------------------------------------------------------------- */

/* Whether @text is nothing, or a day of the calendar as 2026-12-31. */
static gboolean
is_day (const char *text)
{
  guint year, month, day;
  int end = 0;

  return *text == '\0' || (strlen (text) == 10 && sscanf (text, "%4u-%2u-%2u%n", &year, &month, &day, &end) == 3 && end == 10
                           && g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year));
}

static void
on_until_changed (GtkEditable *entry)
{
  (is_day (gtk_editable_get_text (entry)) ? gtk_widget_remove_css_class : gtk_widget_add_css_class) (GTK_WIDGET (entry), "error");
}

static void
on_day (GtkCalendar *calendar, GtkEditable *entry)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (calendar);
  g_autofree char *text = g_date_time_format (date, "%Y-%m-%d");

  gtk_editable_set_text (entry, text);
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (GTK_WIDGET (calendar), GTK_TYPE_POPOVER)));
}

static GtkWidget *
new_calendar_button (GtkEditable *entry)
{
  GtkWidget *button = gtk_menu_button_new (), *popover = gtk_popover_new (), *calendar = gtk_calendar_new ();

  gtk_popover_set_child (GTK_POPOVER (popover), calendar);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Choose a Day"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Choose a Day"), -1);
  g_signal_connect (calendar, "day-selected", G_CALLBACK (on_day), entry);
  return button;
}

/* ---- the answer ----------------------------------------------------------------------------------------------------- */

static char *
text_of (GtkEditable *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (entry)));
}

static void
on_answered (const char *answer, gpointer data)
{
  RvWaiving *waiving = data;
  g_autofree char *reason = text_of (waiving->reason), *author = text_of (waiving->author), *until = text_of (waiving->until);
  g_autoptr (RvEdit) edit = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (answer, "waive"))
    return;
  if (*reason == '\0')
    error = g_error_new_literal (RV_MODEL_ERROR, RV_MODEL_ERROR_INVALID, _("Not waived: a waiver needs a reason"));
  else if (!is_day (until))
    error = g_error_new_literal (RV_MODEL_ERROR, RV_MODEL_ERROR_INVALID, _("Not waived: the day is written as 2026-12-31"));
  if (error == NULL)
    {
      edit = rv_edit_begin (waiving->model, _("Waive a finding"));
      rv_finding_waive (waiving->finding, edit, reason, author, *until != '\0' ? until : NULL);
      rv_edit_commit (edit, &error);
    }
  waiving->done (_("Finding waived"), error, waiving->data);
}

static GtkEditable *
add_entry (GtkListBox *list, const char *title, const char *text)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  gtk_list_box_append (list, row);
  return g_object_ref (GTK_EDITABLE (row));
}

static GtkWidget *
new_entries (RvWaiving *waiving)
{
  g_autofree char *author = rv_author_name ();
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_size_request (list, 400, -1);
  waiving->reason = add_entry (GTK_LIST_BOX (list), _("Reason"), "");
  waiving->author = add_entry (GTK_LIST_BOX (list), _("Author"), author);
  waiving->until = add_entry (GTK_LIST_BOX (list), _("Until (2026-12-31; empty: for good)"), "");
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (waiving->until), new_calendar_button (waiving->until));
  g_signal_connect (waiving->until, "changed", G_CALLBACK (on_until_changed), NULL);
  return list;
}

void
rv_waive_dialog_show (GtkWindow *parent, RvModel *model, RvFinding *finding, RvFindingDone done, gpointer data)
{
  g_autoptr (RvWaiving) waiving = g_object_new (RV_TYPE_WAIVING, NULL);
  GtkWidget *entries;

  waiving->model = g_object_ref (model);
  waiving->finding = rv_finding_ref (finding);
  waiving->done = done;
  g_set_object (&waiving->data, data);
  entries = new_entries (waiving);
  rv_ask (parent, _("Waive This Finding?"), finding->message, (RvChoice[]) { { "cancel", _("_Cancel") }, { "waive", _("_Waive"), TRUE }, { NULL } },
          entries, on_answered, waiving);
  gtk_widget_grab_focus (GTK_WIDGET (waiving->reason));
}
