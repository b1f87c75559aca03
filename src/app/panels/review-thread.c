/* Each answer, change and resolution is an undo step of its own. */
#include "app/panels/review-thread.h"

#include <glib/gi18n.h>

#include "app/settings.h"
#include "model/review.h"

struct _RvReviewThread {
  GtkPopover parent_instance;
  GtkBox *notes;
  GtkEntry *entry;
  GtkWidget *send;
  GtkWidget *settle;
  RvModel *model;
  RvId first;           /* the note that the thread began with, or 0: to be written */
  RvId edited;          /* the note whose text is in the entry, or 0 */
  RvId object, diagram; /* of a thread that is to be written */
  double at_x, at_y;
};

enum { FAILED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RvReviewThread, rv_review_thread, GTK_TYPE_POPOVER)

static void fill (RvReviewThread *thread);

static gboolean
commit (RvReviewThread *thread, RvEdit *edit)
{
  g_autoptr (GError) error = NULL;
  gboolean done = rv_edit_commit (edit, &error);

  if (!done)
    g_signal_emit (thread, signals[FAILED], 0, error->message);
  return done;
}

static RvEdit *
begin (RvReviewThread *thread, const char *label)
{
  const char *reason = rv_model_read_only_reason (thread->model);

  if (reason == NULL)
    return rv_edit_begin (thread->model, label);
  g_signal_emit (thread, signals[FAILED], 0, reason);
  return NULL;
}

/* ---- what a person does ------------------------------------------------------------------------- */

static RvReviewNote *
get_note (RvReviewThread *thread, RvId id)
{
  return thread->model != NULL ? rv_model_get_kind (thread->model, id, RV_KIND_REVIEW_NOTE) : NULL;
}

static void
on_send (RvReviewThread *thread)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (thread->entry))));
  g_autofree char *author = rv_author_name ();
  RvReviewNote *first = get_note (thread, thread->first), *edited = get_note (thread, thread->edited);
  g_autoptr (RvEdit) edit = NULL;

  if (*text == '\0' || (thread->first != 0 && first == NULL))
    return;
  edit = begin (thread, edited != NULL ? _("Change a review note") : first != NULL ? _("Reply to a review note") : _("Add a review note"));
  if (edit == NULL)
    return;
  if (edited != NULL)
    rv_edit_set_text (edit, edited, RvReviewNote_text, text);
  else if (first != NULL)
    rv_review_reply (edit, first, author, text);
  else
    thread->first = rv_review_add (edit, thread->object, thread->diagram, thread->at_x, thread->at_y, author, text)->object.id;
  if (!commit (thread, edit))
    return;
  thread->edited = 0;
  gtk_editable_set_text (GTK_EDITABLE (thread->entry), "");
  fill (thread);
}

static void
on_settle (RvReviewThread *thread)
{
  RvReviewNote *first = get_note (thread, thread->first);
  g_autoptr (RvEdit) edit = first != NULL ? begin (thread, first->is_resolved ? _("Reopen a review note") : _("Resolve a review note")) : NULL;
  gboolean closes = first != NULL && !first->is_resolved;

  if (edit == NULL)
    return;
  rv_edit_set_number (edit, first, RvReviewNote_is_resolved, !first->is_resolved);
  if (!commit (thread, edit))
    return;
  fill (thread);
  if (closes)
    gtk_popover_popdown (GTK_POPOVER (thread));
}

static RvId
note_of (GtkWidget *button)
{
  return *(RvId *) g_object_get_data (G_OBJECT (button), "id");
}

static void
on_edit (RvReviewThread *thread, GtkWidget *button)
{
  const RvReviewNote *note = get_note (thread, note_of (button));

  if (note == NULL)
    return;
  thread->edited = note->object.id;
  gtk_editable_set_text (GTK_EDITABLE (thread->entry), note->text != NULL ? note->text : "");
  gtk_button_set_label (GTK_BUTTON (thread->send), _("Save"));
  gtk_widget_grab_focus (GTK_WIDGET (thread->entry));
}

static void
on_delete (RvReviewThread *thread, GtkWidget *button)
{
  RvReviewNote *note = get_note (thread, note_of (button));
  gboolean is_first = note != NULL && note->object.id == thread->first;
  g_autoptr (RvEdit) edit = note != NULL ? begin (thread, _("Delete a review note")) : NULL;

  if (edit == NULL)
    return;
  rv_edit_remove (edit, note);
  if (!commit (thread, edit))
    return;
  if (is_first)
    gtk_popover_popdown (GTK_POPOVER (thread));
  else
    fill (thread);
}

/* ---- what it shows -------------------------------------------------------------------------------- */

static void
add_button (RvReviewThread *thread, GtkWidget *line, const RvReviewNote *note, const char *icon, const char *name, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  RvId id = note->object.id;

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "id", g_memdup2 (&id, sizeof id), g_free);
  g_signal_connect_object (button, "clicked", clicked, thread, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), button);
}

/* Returns: (transfer full): who said it and when, in local time. */
static char *
heading_of (const RvReviewNote *note)
{
  g_autoptr (GDateTime) made = note->made_at != NULL ? g_date_time_new_from_iso8601 (note->made_at, NULL) : NULL;
  g_autoptr (GDateTime) local = made != NULL ? g_date_time_to_local (made) : NULL;
  g_autofree char *date = local != NULL ? g_date_time_format (local, "%x %H:%M") : g_strdup ("");

  return g_strdup_printf ("%s  ·  %s", note->author != NULL ? note->author : "", date);
}

static void
add_note (RvReviewThread *thread, const RvReviewNote *note)
{
  g_autofree char *heading = heading_of (note), *author = rv_author_name ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *who = gtk_label_new (heading);
  GtkWidget *text = gtk_label_new (note->text != NULL ? note->text : "");
  gboolean can_edit = rv_model_read_only_reason (thread->model) == NULL;

  gtk_label_set_xalign (GTK_LABEL (who), 0);
  gtk_label_set_ellipsize (GTK_LABEL (who), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (who, TRUE);
  gtk_widget_add_css_class (who, "caption");
  gtk_widget_add_css_class (who, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 44);
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_widget_set_can_focus (text, FALSE);
  gtk_box_append (GTK_BOX (line), who);
  if (can_edit && g_strcmp0 (note->author, author) == 0)
    add_button (thread, line, note, "document-edit-symbolic", _("Edit the Note"), G_CALLBACK (on_edit));
  if (can_edit)
    add_button (thread, line, note, "user-trash-symbolic", _("Delete the Note"), G_CALLBACK (on_delete));
  gtk_box_append (thread->notes, line);
  gtk_box_append (thread->notes, text);
}

static void
fill (RvReviewThread *thread)
{
  const RvReviewNote *first = get_note (thread, thread->first);
  g_autoptr (GPtrArray) notes = first != NULL ? rv_review_thread (thread->model, first) : g_ptr_array_new ();
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (thread->notes))) != NULL)
    gtk_box_remove (thread->notes, child);
  for (guint i = 0; i < notes->len; i++)
    add_note (thread, notes->pdata[i]);
  gtk_button_set_label (GTK_BUTTON (thread->send), first != NULL ? _("Reply") : _("Add Note"));
  gtk_button_set_label (GTK_BUTTON (thread->settle), first != NULL && first->is_resolved ? _("Reopen") : _("Resolve"));
  gtk_widget_set_visible (thread->settle, first != NULL);
  gtk_entry_set_placeholder_text (thread->entry, first != NULL ? _("Write a reply") : _("Write a note"));
}

static void
pop_up (RvReviewThread *thread, double x, double y)
{
  thread->edited = 0;
  gtk_editable_set_text (GTK_EDITABLE (thread->entry), "");
  fill (thread);
  gtk_popover_set_pointing_to (GTK_POPOVER (thread), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (thread));
  gtk_widget_grab_focus (GTK_WIDGET (thread->entry));
}

void
rv_review_thread_show (RvReviewThread *thread, RvModel *model, RvId note, double x, double y)
{
  g_set_object (&thread->model, model);
  if (get_note (thread, note) == NULL)
    return;
  thread->first = rv_review_first (model, get_note (thread, note))->object.id;
  pop_up (thread, x, y);
}

void
rv_review_thread_start (RvReviewThread *thread, RvModel *model, RvId object, RvId diagram, double at_x, double at_y, double x, double y)
{
  g_set_object (&thread->model, model);
  thread->first = 0;
  thread->object = object;
  thread->diagram = diagram;
  thread->at_x = at_x;
  thread->at_y = at_y;
  pop_up (thread, x, y);
}

/* ---- GObject ---------------------------------------------------------------------------------------- */

static void
rv_review_thread_dispose (GObject *object)
{
  g_clear_object (&RV_REVIEW_THREAD (object)->model);
  G_OBJECT_CLASS (rv_review_thread_parent_class)->dispose (object);
}

static void
rv_review_thread_class_init (RvReviewThreadClass *class)
{
  G_OBJECT_CLASS (class)->dispose = rv_review_thread_dispose;
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
rv_review_thread_init (RvReviewThread *thread)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  thread->notes = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 4));
  thread->entry = GTK_ENTRY (gtk_entry_new ());
  thread->send = gtk_button_new_with_label (_("Reply"));
  thread->settle = gtk_button_new_with_label (_("Resolve"));
  gtk_widget_add_css_class (thread->send, "suggested-action");
  gtk_widget_set_size_request (box, 340, -1);
  gtk_widget_set_hexpand (GTK_WIDGET (thread->entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (thread->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Text of the Note"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 320);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (thread->notes));
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (thread->entry));
  gtk_box_append (GTK_BOX (line), thread->send);
  gtk_box_append (GTK_BOX (line), thread->settle);
  gtk_box_append (GTK_BOX (box), line);
  gtk_popover_set_child (GTK_POPOVER (thread), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (thread), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Review Note"), -1);
  g_signal_connect_object (thread->entry, "activate", G_CALLBACK (on_send), thread, G_CONNECT_SWAPPED);
  g_signal_connect_object (thread->send, "clicked", G_CALLBACK (on_send), thread, G_CONNECT_SWAPPED);
  g_signal_connect_object (thread->settle, "clicked", G_CALLBACK (on_settle), thread, G_CONNECT_SWAPPED);
}
