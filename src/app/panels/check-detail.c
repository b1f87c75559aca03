/* Owns the texts about a finding and the links to its evidence. */
#include "app/panels/check-detail.h"

#include <glib/gi18n-lib.h>

#include "app/panels/check-row.h"
#include "check/rule.h"

#define MOST_LINKS 12   /* the rest is unfolded in the list */

struct _RvCheckDetail {
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkScrolledWindow *scroller;
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *rule;
  GtkLabel *message;
  GtkLabel *note;
  GtkLabel *remedy;
  GtkLabel *explanation;
  GtkBox *evidence;
  GtkLinkButton *reference;
  GtkWidget *fix;
  GtkLabel *fix_label;
  GtkWidget *waive;
  GtkWidget *unwaive;
  char *shown;           /* (nullable): the fingerprint of what is shown */
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (RvCheckDetail, rv_check_detail, GTK_TYPE_WIDGET)

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

/* ---- evidence -------------------------------------------------------------------------------------------------- */

static void
on_link (RvCheckDetail *detail, GtkWidget *button)
{
  const RvId *id = g_object_get_data (G_OBJECT (button), "id");

  g_signal_emit (detail, chosen_signal, 0, (gint64) *id);
}

static GtkWidget *
new_text (const char *text, const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, class);
  return label;
}

static void
add_link (RvCheckDetail *detail, const RvEvidence *evidence)
{
  GtkWidget *button = gtk_button_new (), *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (texts), new_text (evidence->name, "check-object"));
  if (evidence->text != NULL)
    gtk_box_append (GTK_BOX (texts), new_text (evidence->text, "dim-label"));
  gtk_button_set_child (GTK_BUTTON (button), texts);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "check-link");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, evidence->name, -1);
  if (evidence->text != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, evidence->text, -1);
  g_object_set_data_full (G_OBJECT (button), "id", g_memdup2 (&evidence->object, sizeof evidence->object), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_link), detail, G_CONNECT_SWAPPED);
  gtk_box_append (detail->evidence, button);
}

static void
fill_evidence (RvCheckDetail *detail, RvModel *model, const RvFinding *finding)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (detail->evidence))) != NULL)
    gtk_box_remove (detail->evidence, child);
  for (guint i = 0; i < finding->evidence->len && i < MOST_LINKS; i++)
    {
      const RvEvidence *evidence = finding->evidence->pdata[i];

      if (evidence->name != NULL && rv_model_get (model, evidence->object) != NULL)
        add_link (detail, evidence);
      else if (evidence->text != NULL)
        gtk_box_append (detail->evidence, new_text (evidence->text, "dim-label"));
    }
  if (finding->evidence->len > MOST_LINKS)
    {
      guint n = finding->evidence->len - MOST_LINKS;
      g_autofree char *more = g_strdup_printf (ngettext ("and %u more: unfold the row above", "and %u more: unfold the row above", n), n);

      gtk_box_append (detail->evidence, new_text (more, "dim-label"));
    }
  gtk_widget_set_visible (GTK_WIDGET (detail->evidence), finding->evidence->len > 0);
}

/* ---- the texts --------------------------------------------------------------------------------------------------- */

/* Returns: (transfer full) (nullable): why it is silent, or what accounts for it. */
static char *
note_of (RvModel *model, const RvFinding *finding)
{
  const RvWaiver *waiver = rv_model_get_kind (model, finding->waiver, RV_KIND_WAIVER);
  g_autofree char *day = NULL, *until = NULL;

  if (waiver == NULL)
    return g_strdup (finding->note);
  day = g_strndup (waiver->made_at != NULL ? waiver->made_at : "", 10);
  until = waiver->expires_at != NULL && *waiver->expires_at != '\0' ? g_strdup_printf (_(", until %s"), waiver->expires_at) : g_strdup ("");
  return g_strdup_printf (_("Waived by %s on %s%s: %s"), waiver->author != NULL ? waiver->author : "", day, until,
                          waiver->reason != NULL ? waiver->reason : "");
}

static void
show_actions (RvCheckDetail *detail, RvModel *model, const RvFinding *finding)
{
  const char *label = finding->rule->fix_label != NULL ? _(finding->rule->fix_label) : _("Fix");
  g_autofree char *text = g_strdup_printf ("%s…", label);

  gtk_label_set_label (detail->fix_label, text);
  gtk_widget_set_tooltip_text (detail->fix, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (detail->fix), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_visible (detail->fix, finding->has_fix && finding->waiver == 0);
  gtk_widget_set_visible (detail->waive, finding->waiver == 0);
  gtk_widget_set_visible (detail->unwaive, finding->waiver != 0);
}

void
rv_check_detail_show (RvCheckDetail *detail, RvModel *model, RvFinding *finding)
{
  g_autofree char *rule = NULL, *note = NULL;

  if (finding == NULL)
    return;
  rule = g_strdup_printf ("%s · %s · %s", rv_severity_label (finding->severity), _(rv_rule_group_label (finding->rule->group)), finding->rule->id);
  note = note_of (model, finding);
  for (guint i = 0; i < RV_N_SEVERITIES; i++)
    gtk_widget_remove_css_class (GTK_WIDGET (detail->icon), rv_severity_class (i));
  gtk_widget_add_css_class (GTK_WIDGET (detail->icon), rv_severity_class (finding->severity));
  gtk_image_set_from_icon_name (detail->icon, rv_severity_icon (finding->severity));
  gtk_label_set_label (detail->title, _(finding->rule->title));
  gtk_label_set_label (detail->rule, rule);
  set_text (detail->message, finding->message);
  set_text (detail->note, note);
  set_text (detail->remedy, finding->remedy);
  set_text (detail->explanation, _(finding->rule->explanation));
  fill_evidence (detail, model, finding);
  gtk_widget_set_visible (GTK_WIDGET (detail->reference), finding->rule->reference != NULL);
  if (finding->rule->reference != NULL)
    gtk_link_button_set_uri (detail->reference, finding->rule->reference);
  show_actions (detail, model, finding);
  if (g_strcmp0 (detail->shown, rv_finding_fingerprint (finding)) != 0)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (detail->scroller), 0);
  g_free (detail->shown);
  detail->shown = g_strdup (rv_finding_fingerprint (finding));
}

/* ---- GObject ------------------------------------------------------------------------------------------------------- */

static void
rv_check_detail_dispose (GObject *object)
{
  RvCheckDetail *detail = RV_CHECK_DETAIL (object);

  g_clear_pointer (&detail->box, gtk_widget_unparent);
  g_clear_pointer (&detail->shown, g_free);
  G_OBJECT_CLASS (rv_check_detail_parent_class)->dispose (object);
}

static void
rv_check_detail_class_init (RvCheckDetailClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rv_check_detail_dispose;
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/relvar/Relvar/ui/check-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, RvCheckDetail, box);
  gtk_widget_class_bind_template_child (widget_class, RvCheckDetail, scroller);
  gtk_widget_class_bind_template_child (widget_class, RvCheckDetail, icon);
  gtk_widget_class_bind_template_child (widget_class, RvCheckDetail, title);
  gtk_widget_class_bind_template_child (widget_class, RvCheckDetail, rule);
  gtk_widget_class_bind_template_child (widget_class, RvCheckDetail, message);
  gtk_widget_class_bind_template_child (widget_class, RvCheckDetail, note);
  gtk_widget_class_bind_template_child (widget_class, RvCheckDetail, remedy);
  gtk_widget_class_bind_template_child (widget_class, RvCheckDetail, explanation);
  gtk_widget_class_bind_template_child (widget_class, RvCheckDetail, evidence);
  gtk_widget_class_bind_template_child (widget_class, RvCheckDetail, reference);
  gtk_widget_class_bind_template_child (widget_class, RvCheckDetail, fix);
  gtk_widget_class_bind_template_child (widget_class, RvCheckDetail, fix_label);
  gtk_widget_class_bind_template_child (widget_class, RvCheckDetail, waive);
  gtk_widget_class_bind_template_child (widget_class, RvCheckDetail, unwaive);
}

static void
rv_check_detail_init (RvCheckDetail *detail)
{
  gtk_widget_init_template (GTK_WIDGET (detail));
}
