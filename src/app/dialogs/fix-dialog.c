/* Owns the preview: lines that go and lines that come, in the colours of a difference. */
#include "app/dialogs/fix-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/compat-gtk.h"
#include "check/checker.h"

#define WIDTH 560
#define HIGHEST 320

/* What is to be fixed; lives until the question is answered. */
#define RV_TYPE_FIXING (rv_fixing_get_type ())
G_DECLARE_FINAL_TYPE (RvFixing, rv_fixing, RV, FIXING, GObject)

struct _RvFixing {
  GObject parent_instance;
  RvModel *model;
  RvFinding *finding;
  RvFindingDone done;
  GObject *data;
};

G_DEFINE_FINAL_TYPE (RvFixing, rv_fixing, G_TYPE_OBJECT)

static void
rv_fixing_finalize (GObject *object)
{
  RvFixing *fixing = RV_FIXING (object);

  g_clear_object (&fixing->model);
  g_clear_object (&fixing->data);
  g_clear_pointer (&fixing->finding, rv_finding_unref);
  G_OBJECT_CLASS (rv_fixing_parent_class)->finalize (object);
}

static void
rv_fixing_class_init (RvFixingClass *class)
{
  G_OBJECT_CLASS (class)->finalize = rv_fixing_finalize;
}

static void
rv_fixing_init (RvFixing *fixing)
{
}

static const char *
label_of (const RvFinding *finding)
{
  return finding->rule->fix_label != NULL ? _(finding->rule->fix_label) : _("Fix");
}

static void
on_answered (const char *answer, gpointer data)
{
  RvFixing *fixing = data;
  g_autoptr (RvEdit) edit = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (answer, "apply"))
    return;
  edit = rv_edit_begin (fixing->model, label_of (fixing->finding));
  if (rv_finding_fix (fixing->finding, edit, &error))
    rv_edit_commit (edit, &error);
  fixing->done (label_of (fixing->finding), error, fixing->data);
}

/* ---- the preview ---------------------------------------------------------------------------------------------- */

static void
insert_line (GtkTextBuffer *buffer, const char *line)
{
  static const struct { char sign; const char *tag; } tags[] = { { '+', "added" }, { '-', "removed" } };
  const char *tag = NULL;
  GtkTextIter end;

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    if (*line == tags[i].sign)
      tag = tags[i].tag;
  gtk_text_buffer_get_end_iter (buffer, &end);
  if (gtk_text_buffer_get_char_count (buffer) > 0)
    gtk_text_buffer_insert (buffer, &end, "\n", 1);
  gtk_text_buffer_insert_with_tags_by_name (buffer, &end, line, -1, tag != NULL ? tag : "plain", NULL);
}

static GtkWidget *
new_preview (const char *text)
{
  GtkWidget *view = gtk_text_view_new (), *scroller = gtk_scrolled_window_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gboolean is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  gtk_text_buffer_create_tag (buffer, "plain", NULL);
  gtk_text_buffer_create_tag (buffer, "added", "foreground", is_dark ? "#8ff0a4" : "#1b6e3c", NULL);
  gtk_text_buffer_create_tag (buffer, "removed", "foreground", is_dark ? "#ff8b86" : "#b3131f", NULL);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      insert_line (buffer, lines[i]);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (view), TRUE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What Changes, as SQL"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), HIGHEST);
  gtk_widget_set_size_request (scroller, WIDTH, 96);
  return scroller;
}

void
rv_fix_dialog_show (GtkWindow *parent, RvModel *model, RvFinding *finding, RvFindingDone done, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *preview = rv_finding_preview (finding, model, &error);
  g_autoptr (RvFixing) fixing = NULL;

  if (preview == NULL)
    {
      done (label_of (finding), error, data);
      return;
    }
  fixing = g_object_new (RV_TYPE_FIXING, NULL);
  fixing->model = g_object_ref (model);
  fixing->finding = rv_finding_ref (finding);
  fixing->done = done;
  g_set_object (&fixing->data, data);
  rv_ask (parent, label_of (finding), finding->message, (RvChoice[]) { { "cancel", _("_Cancel") }, { "apply", _("_Apply"), TRUE }, { NULL } },
          new_preview (preview), on_answered, fixing);
}
