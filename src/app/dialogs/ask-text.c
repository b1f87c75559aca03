/* An entry in a question. */
#include "app/dialogs/ask-text.h"

#include <glib/gi18n.h>

#include "app/compat-gtk.h"

/* What the question needs when it is answered; lives as long as the question does. */
#define RV_TYPE_TEXT_QUESTION (rv_text_question_get_type ())
G_DECLARE_FINAL_TYPE (RvTextQuestion, rv_text_question, RV, TEXT_QUESTION, GObject)

struct _RvTextQuestion {
  GObject parent_instance;
  GtkEditable *entry;
  RvTextAnswered answered;
  GObject *data;
};

G_DEFINE_FINAL_TYPE (RvTextQuestion, rv_text_question, G_TYPE_OBJECT)

static void
rv_text_question_finalize (GObject *object)
{
  g_clear_object (&RV_TEXT_QUESTION (object)->entry);
  g_clear_object (&RV_TEXT_QUESTION (object)->data);
  G_OBJECT_CLASS (rv_text_question_parent_class)->finalize (object);
}

static void
rv_text_question_class_init (RvTextQuestionClass *class)
{
  G_OBJECT_CLASS (class)->finalize = rv_text_question_finalize;
}

static void
rv_text_question_init (RvTextQuestion *question)
{
}

static void
on_answered (const char *answer, gpointer data)
{
  RvTextQuestion *question = data;
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (question->entry)));

  if (g_str_equal (answer, "accept") && text[0] != '\0')
    question->answered (text, question->data);
}

void
rv_ask_text (GtkWindow *parent, const char *heading, const char *button, const char *initial, RvTextAnswered answered, gpointer data)
{
  g_autoptr (RvTextQuestion) question = g_object_new (RV_TYPE_TEXT_QUESTION, NULL);
  GtkWidget *entry = gtk_entry_new ();

  question->entry = g_object_ref_sink (GTK_EDITABLE (entry));
  question->answered = answered;
  g_set_object (&question->data, data);
  gtk_editable_set_text (GTK_EDITABLE (entry), initial);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Name"), -1);
  rv_ask (parent, heading, NULL, (RvChoice[]) { { "cancel", _("_Cancel") }, { "accept", button, TRUE }, { NULL } }, entry, on_answered, question);
  gtk_widget_grab_focus (entry);
}
