/* Owns the rows, the filter and what is done to the chosen finding. The checker looks in idle time and says when its list is
 * another; nothing here makes it look at once. */
#include "app/panels/checks-panel.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/fix-dialog.h"
#include "app/dialogs/waive-dialog.h"
#include "app/panels/check-detail.h"
#include "app/panels/check-node.h"
#include "app/panels/check-row.h"
#include "check/checker.h"
#include "check/profile.h"
#include "check/settings.h"

struct _RvChecksPanel {
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkDropDown *profile;
  GtkEditable *search;
  GtkToggleButton *selected_only;
  GtkBox *severities;
  GtkDropDown *group;
  GtkStack *stack;
  GtkListView *list;
  RvCheckDetail *detail;
  GtkLabel *empty;
  GtkWidget *empty_icon;
  GtkWidget *show_all;
  GtkToggleButton *severity[RV_N_SEVERITIES];

  RvChecker *checker;        /* (nullable) */
  GPtrArray *findings;       /* (nullable): RvFinding: as of the last look */
  GPtrArray *waived;         /* (nullable) */
  GListStore *top;
  GtkTreeListModel *rows;
  GtkSingleSelection *selection;
  GArray *selected;          /* RvId: in the window */
  GArray *objects;           /* RvId: of the chosen row */
  gboolean is_filling;
  gboolean is_showing;       /* what is selected in the window comes from here */
};

enum { FAILED, DONE, SHOWN, CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RvChecksPanel, rv_checks_panel, GTK_TYPE_WIDGET)

/* ---- the chosen one -------------------------------------------------------------------------------------------- */

static RvCheckNode *
chosen_node (RvChecksPanel *panel)
{
  GtkTreeListRow *row = gtk_single_selection_get_selected_item (panel->selection);
  g_autoptr (RvCheckNode) node = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;

  return node;
}

RvFinding *
rv_checks_panel_chosen (RvChecksPanel *panel)
{
  RvCheckNode *node = chosen_node (panel);

  return node != NULL ? rv_check_node_finding (node) : NULL;
}

static RvModel *
model_of (RvChecksPanel *panel)
{
  return panel->checker != NULL ? rv_checker_model (panel->checker) : NULL;
}

static void
take_objects (RvChecksPanel *panel)
{
  RvCheckNode *node = chosen_node (panel);
  RvFinding *finding = rv_checks_panel_chosen (panel);
  const RvEvidence *evidence = node != NULL ? rv_check_node_evidence (node) : NULL;
  g_autoptr (GArray) all = finding != NULL ? rv_finding_objects (finding) : NULL;

  g_array_set_size (panel->objects, 0);
  if (evidence != NULL && evidence->object != 0)
    g_array_append_val (panel->objects, evidence->object);
  else if (all != NULL && all->len > 0)
    g_array_append_vals (panel->objects, all->data, all->len);
}

static void
show_chosen (RvChecksPanel *panel)
{
  RvFinding *finding = rv_checks_panel_chosen (panel);
  gboolean can_edit = finding != NULL && rv_model_read_only_reason (model_of (panel)) == NULL;

  take_objects (panel);
  rv_check_detail_show (panel->detail, model_of (panel), finding);
  gtk_widget_set_visible (GTK_WIDGET (panel->detail), finding != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (panel), "checks.fix", can_edit && finding->has_fix && finding->waiver == 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (panel), "checks.waive", can_edit && finding->waiver == 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (panel), "checks.unwaive", can_edit && finding->waiver != 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (panel), "checks.show", panel->objects->len > 0);
  g_signal_emit (panel, signals[CHANGED], 0);
}

/* The selection of the window follows; the filter must not follow that. */
static void
show_objects (RvChecksPanel *panel)
{
  if (panel->objects->len == 0)
    return;
  panel->is_showing = TRUE;
  g_signal_emit (panel, signals[SHOWN], 0);
  panel->is_showing = FALSE;
}

static void
on_selected (RvChecksPanel *panel)
{
  if (panel->is_filling)
    return;
  show_chosen (panel);
  show_objects (panel);
}

static void
on_activate (RvChecksPanel *panel, guint position)
{
  g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (panel->selection), position);

  if (panel->objects->len > 0)
    show_objects (panel);
  else if (row != NULL && gtk_tree_list_row_is_expandable (row))
    gtk_tree_list_row_set_expanded (row, !gtk_tree_list_row_get_expanded (row));
}

static void
on_link (RvChecksPanel *panel, gint64 id)
{
  g_array_set_size (panel->objects, 0);
  g_array_append_val (panel->objects, id);
  show_objects (panel);
  take_objects (panel);
}

/* ---- rows ---------------------------------------------------------------------------------------------------------- */

static gboolean
has_rule_on (RvChecksPanel *panel)
{
  const GPtrArray *rules = rv_rules ();

  for (guint i = 0; i < rules->len; i++)
    if (rv_checker_has_rule (panel->checker, rules->pdata[i]))
      return TRUE;
  return FALSE;
}

static void
show_page (RvChecksPanel *panel, guint n)
{
  gboolean is_filtered = panel->findings != NULL && panel->findings->len > 0;
  const char *text = is_filtered ? _("No finding passes the filter.")
                     : !has_rule_on (panel) ? _("No rule is on. Choose another profile.") : _("Nothing found. By these rules the design is sound.");

  gtk_label_set_label (panel->empty, text);
  gtk_widget_set_visible (panel->show_all, is_filtered);
  gtk_widget_set_visible (panel->empty_icon, !is_filtered && has_rule_on (panel));
  gtk_stack_set_visible_child_name (panel->stack, n > 0 ? "rows" : "empty");
}

static void
unfold_new (RvChecksPanel *panel)
{
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (panel->top)); i-- > 0;)
    {
      g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_child_row (panel->rows, i);
      g_autoptr (RvCheckNode) node = gtk_tree_list_row_get_item (row);

      if (rv_check_node_open_once (node))
        gtk_tree_list_row_set_expanded (row, TRUE);
    }
}

static void
fill (RvChecksPanel *panel)
{
  RvCheckFilter filter = {
    .group = (int) gtk_drop_down_get_selected (panel->group) - 1,
    .text = gtk_editable_get_text (panel->search),
    .model = model_of (panel),
    .objects = gtk_toggle_button_get_active (panel->selected_only) ? panel->selected : NULL,
  };
  guint n;

  if (panel->checker == NULL)
    return;
  for (guint i = 0; i < RV_N_SEVERITIES; i++)
    filter.hides[i] = !gtk_toggle_button_get_active (panel->severity[i]);
  panel->is_filling = TRUE;
  n = rv_check_nodes_fill (panel->top, panel->findings, panel->waived, &filter);
  unfold_new (panel);
  show_page (panel, n);
  panel->is_filling = FALSE;
  show_chosen (panel);
}

guint
rv_checks_panel_count (RvChecksPanel *panel, RvSeverity severity)
{
  guint n = 0;

  for (guint i = 0; panel->findings != NULL && i < panel->findings->len; i++)
    n += ((RvFinding *) panel->findings->pdata[i])->severity == severity ? 1 : 0;
  return n;
}

static void
label_severities (RvChecksPanel *panel)
{
  for (guint i = 0; i < RV_N_SEVERITIES; i++)
    {
      guint n = rv_checks_panel_count (panel, i);
      g_autofree char *number = g_strdup_printf ("%u", n), *words = rv_severity_count_text (i, n);
      g_autofree char *tip = g_strdup_printf (_("Show %s"), words);

      gtk_label_set_label (GTK_LABEL (g_object_get_data (G_OBJECT (panel->severity[i]), "label")), number);
      gtk_widget_set_tooltip_text (GTK_WIDGET (panel->severity[i]), tip);
      gtk_accessible_update_property (GTK_ACCESSIBLE (panel->severity[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
    }
}

static void
show_profile (RvChecksPanel *panel)
{
  const char *id = rv_check_settings_profile (model_of (panel));

  panel->is_filling = TRUE;
  for (guint i = 0; rv_profiles ()[i].id != NULL; i++)
    if (g_str_equal (rv_profiles ()[i].id, id))
      gtk_drop_down_set_selected (panel->profile, i);
  gtk_widget_set_sensitive (GTK_WIDGET (panel->profile), rv_model_read_only_reason (model_of (panel)) == NULL);
  panel->is_filling = FALSE;
}

static void
on_found (RvChecksPanel *panel)
{
  g_clear_pointer (&panel->findings, g_ptr_array_unref);
  g_clear_pointer (&panel->waived, g_ptr_array_unref);
  panel->findings = g_ptr_array_ref (rv_checker_findings (panel->checker));
  panel->waived = g_ptr_array_ref (rv_checker_waived (panel->checker));
  label_severities (panel);
  fill (panel);
}

static void
on_model_changed (RvChecksPanel *panel, GArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      RvKind kind = g_array_index (changes, RvChange, i).kind;

      if (kind != RV_KIND_PROJECT && kind != RV_KIND_RULE_SETTING)
        continue;
      show_profile (panel);
      show_page (panel, g_list_model_get_n_items (G_LIST_MODEL (panel->top)));
      return;
    }
}

/* ---- the filter ------------------------------------------------------------------------------------------------------- */

static void
on_filter (RvChecksPanel *panel)
{
  if (!panel->is_filling)
    fill (panel);
}

static void
on_selected_only (RvChecksPanel *panel)
{
  on_filter (panel);
}

static void
on_stop_search (RvChecksPanel *panel)
{
  gtk_editable_set_text (panel->search, "");
  gtk_widget_grab_focus (GTK_WIDGET (panel->list));
}

/* No filter but @text and, if @selected_only, the selection. */
static void
reset_filter (RvChecksPanel *panel, const char *text, gboolean selected_only)
{
  panel->is_filling = TRUE;
  for (guint i = 0; i < RV_N_SEVERITIES; i++)
    gtk_toggle_button_set_active (panel->severity[i], TRUE);
  gtk_drop_down_set_selected (panel->group, 0);
  gtk_toggle_button_set_active (panel->selected_only, selected_only);
  gtk_editable_set_text (panel->search, text);
  panel->is_filling = FALSE;
  fill (panel);
}

static void
on_show_all (RvChecksPanel *panel)
{
  reset_filter (panel, "", FALSE);
}

void
rv_checks_panel_set_selection (RvChecksPanel *panel, const RvId *ids, guint n_ids)
{
  if (panel->is_showing)
    return;
  g_array_set_size (panel->selected, 0);
  if (n_ids > 0)
    g_array_append_vals (panel->selected, ids, n_ids);
  if (gtk_toggle_button_get_active (panel->selected_only))
    fill (panel);
}

void
rv_checks_panel_show_selected (RvChecksPanel *panel)
{
  reset_filter (panel, "", TRUE);
}

void
rv_checks_panel_show_text (RvChecksPanel *panel, const char *text)
{
  reset_filter (panel, text, FALSE);
}

/* ---- going from one to the next ----------------------------------------------------------------------------------------- */

static RvFinding *
finding_at (RvChecksPanel *panel, guint position)
{
  g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (panel->selection), position);
  g_autoptr (RvCheckNode) node = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;

  return node != NULL && rv_check_node_type (node) == RV_CHECK_ROW_FINDING ? rv_check_node_finding (node) : NULL;
}

static void
choose_at (RvChecksPanel *panel, guint position)
{
  gtk_single_selection_set_selected (panel->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (panel->list), "list.scroll-to-item", "u", position);
}

void
rv_checks_panel_step (RvChecksPanel *panel, gboolean forward)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (panel->selection));
  guint at = gtk_single_selection_get_selected (panel->selection);

  at = at != GTK_INVALID_LIST_POSITION ? at : forward ? n - 1 : 0;
  for (guint i = 0; i < n; i++)
    {
      at = (at + (forward ? 1 : n - 1)) % n;
      if (finding_at (panel, at) == NULL)
        continue;
      choose_at (panel, at);
      return;
    }
}

const GArray *
rv_checks_panel_objects (RvChecksPanel *panel)
{
  return panel->objects;
}

const GPtrArray *
rv_checks_panel_findings (RvChecksPanel *panel)
{
  return panel->findings;
}

static gboolean
is_about (RvModel *model, RvFinding *finding, RvId id)
{
  g_autoptr (GArray) about = rv_finding_objects (finding);

  for (guint i = 0; i < about->len; i++)
    for (const RvObject *object = rv_model_get (model, g_array_index (about, RvId, i)); object != NULL;
         object = rv_model_get (model, rv_record_parent (object)))
      if (object->id == id)
        return TRUE;
  return FALSE;
}

gboolean
rv_checks_panel_has (RvChecksPanel *panel, const RvId *ids, guint n_ids)
{
  for (guint i = 0; panel->findings != NULL && i < panel->findings->len; i++)
    for (guint k = 0; k < n_ids; k++)
      if (is_about (model_of (panel), panel->findings->pdata[i], ids[k]))
        return TRUE;
  return FALSE;
}

gboolean
rv_checks_panel_choose (RvChecksPanel *panel, RvId object)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (panel->selection)); i++)
    {
      RvFinding *finding = finding_at (panel, i);

      if (finding == NULL || !is_about (model_of (panel), finding, object))
        continue;
      choose_at (panel, i);
      return TRUE;
    }
  return FALSE;
}

/* ---- what is done to it ------------------------------------------------------------------------------------------------- */

static GtkWindow *
window_of (RvChecksPanel *panel)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (panel)));
}

static void
on_done (const char *message, const GError *error, gpointer data)
{
  g_signal_emit (data, signals[error != NULL ? FAILED : DONE], 0, error != NULL ? error->message : message);
}

static void
fix (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RvChecksPanel *panel = RV_CHECKS_PANEL (widget);

  rv_fix_dialog_show (window_of (panel), model_of (panel), rv_checks_panel_chosen (panel), on_done, panel);
}

static void
waive (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RvChecksPanel *panel = RV_CHECKS_PANEL (widget);

  rv_waive_dialog_show (window_of (panel), model_of (panel), rv_checks_panel_chosen (panel), on_done, panel);
}

static void
unwaive (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RvChecksPanel *panel = RV_CHECKS_PANEL (widget);
  RvFinding *finding = rv_checks_panel_chosen (panel);
  RvObject *waiver = finding != NULL ? rv_model_get_kind (model_of (panel), finding->waiver, RV_KIND_WAIVER) : NULL;
  g_autoptr (RvEdit) edit = waiver != NULL ? rv_edit_begin (model_of (panel), _("Un-waive a finding")) : NULL;
  g_autoptr (GError) error = NULL;

  if (edit == NULL)
    return;
  rv_edit_remove (edit, waiver);
  rv_edit_commit (edit, &error);
  on_done (_("Finding no longer waived"), error, panel);
}

static void
show (GtkWidget *widget, const char *action, GVariant *parameter)
{
  show_objects (RV_CHECKS_PANEL (widget));
}

static void
on_profile (RvChecksPanel *panel)
{
  const RvProfile *profile = &rv_profiles ()[gtk_drop_down_get_selected (panel->profile)];
  g_autoptr (RvEdit) edit = NULL;
  g_autoptr (GError) error = NULL;

  if (panel->is_filling || panel->checker == NULL || g_str_equal (profile->id, rv_check_settings_profile (model_of (panel))))
    return;
  edit = rv_edit_begin (model_of (panel), _("Change the profile of checks"));
  rv_check_settings_set_profile (edit, profile->id);
  if (!rv_edit_commit (edit, &error))
    g_signal_emit (panel, signals[FAILED], 0, error->message);
}

/* ---- GObject --------------------------------------------------------------------------------------------------------------- */

void
rv_checks_panel_set_checker (RvChecksPanel *panel, RvChecker *checker)
{
  if (panel->checker != NULL)
    {
      g_signal_handlers_disconnect_by_data (rv_checker_model (panel->checker), panel);
      g_signal_handlers_disconnect_by_data (panel->checker, panel);
    }
  panel->is_filling = TRUE;
  g_list_store_remove_all (panel->top);
  g_array_set_size (panel->objects, 0);
  g_array_set_size (panel->selected, 0);
  g_clear_pointer (&panel->findings, g_ptr_array_unref);
  g_clear_pointer (&panel->waived, g_ptr_array_unref);
  gtk_widget_set_visible (GTK_WIDGET (panel->detail), FALSE);
  panel->is_filling = FALSE;
  g_set_object (&panel->checker, checker);
  label_severities (panel);
  if (checker == NULL)
    return;
  g_signal_connect_swapped (rv_checker_model (checker), "changed", G_CALLBACK (on_model_changed), panel);
  g_signal_connect_swapped (checker, "changed", G_CALLBACK (on_found), panel);
  show_profile (panel);
  reset_filter (panel, "", FALSE);
}

static void
rv_checks_panel_dispose (GObject *object)
{
  RvChecksPanel *panel = RV_CHECKS_PANEL (object);

  if (panel->box != NULL)
    rv_checks_panel_set_checker (panel, NULL);
  g_clear_pointer (&panel->box, gtk_widget_unparent);
  g_clear_object (&panel->selection);
  g_clear_object (&panel->top);
  g_clear_pointer (&panel->selected, g_array_unref);
  g_clear_pointer (&panel->objects, g_array_unref);
  G_OBJECT_CLASS (rv_checks_panel_parent_class)->dispose (object);
}

static void
rv_checks_panel_class_init (RvChecksPanelClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rv_checks_panel_dispose;
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[DONE] = g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SHOWN] = g_signal_new ("shown", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/relvar/Relvar/ui/checks-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, RvChecksPanel, box);
  gtk_widget_class_bind_template_child (widget_class, RvChecksPanel, profile);
  gtk_widget_class_bind_template_child (widget_class, RvChecksPanel, search);
  gtk_widget_class_bind_template_child (widget_class, RvChecksPanel, selected_only);
  gtk_widget_class_bind_template_child (widget_class, RvChecksPanel, severities);
  gtk_widget_class_bind_template_child (widget_class, RvChecksPanel, group);
  gtk_widget_class_bind_template_child (widget_class, RvChecksPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, RvChecksPanel, list);
  gtk_widget_class_bind_template_child (widget_class, RvChecksPanel, detail);
  gtk_widget_class_bind_template_child (widget_class, RvChecksPanel, empty);
  gtk_widget_class_bind_template_child (widget_class, RvChecksPanel, empty_icon);
  gtk_widget_class_bind_template_child (widget_class, RvChecksPanel, show_all);
  gtk_widget_class_bind_template_callback (widget_class, on_profile);
  gtk_widget_class_bind_template_callback (widget_class, on_filter);
  gtk_widget_class_bind_template_callback (widget_class, on_selected_only);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_link);
  gtk_widget_class_bind_template_callback (widget_class, on_show_all);
  gtk_widget_class_install_action (widget_class, "checks.fix", NULL, fix);
  gtk_widget_class_install_action (widget_class, "checks.waive", NULL, waive);
  gtk_widget_class_install_action (widget_class, "checks.unwaive", NULL, unwaive);
  gtk_widget_class_install_action (widget_class, "checks.show", NULL, show);
}

/* A toggle with icon and number. */
static GtkToggleButton *
new_severity (RvChecksPanel *panel, RvSeverity severity)
{
  GtkWidget *button = gtk_toggle_button_new (), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *icon = gtk_image_new_from_icon_name (rv_severity_icon (severity)), *label = gtk_label_new ("0");

  gtk_widget_add_css_class (icon, rv_severity_class (severity));
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), label);
  gtk_button_set_child (GTK_BUTTON (button), line);
  gtk_widget_add_css_class (button, "check-severity");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  g_object_set_data (G_OBJECT (button), "label", label);
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_filter), panel, G_CONNECT_SWAPPED);
  gtk_box_append (panel->severities, button);
  return GTK_TOGGLE_BUTTON (button);
}

static GListModel *
children_of (gpointer node, gpointer data)
{
  return rv_check_node_children (node);
}

static void
init_choices (RvChecksPanel *panel)
{
  g_autoptr (GtkStringList) profiles = gtk_string_list_new (NULL), groups = gtk_string_list_new (NULL);

  panel->is_filling = TRUE;
  for (const RvProfile *profile = rv_profiles (); profile->id != NULL; profile++)
    {
      g_autofree char *text = g_strdup_printf (_("Profile: %s"), _(profile->label));

      gtk_string_list_append (profiles, text);
    }
  gtk_drop_down_set_model (panel->profile, G_LIST_MODEL (profiles));
  gtk_string_list_append (groups, _("All Groups"));
  for (guint i = 0; i < RV_N_GROUPS; i++)
    gtk_string_list_append (groups, _(rv_rule_group_label (i)));
  gtk_drop_down_set_model (panel->group, G_LIST_MODEL (groups));
  for (guint i = 0; i < RV_N_SEVERITIES; i++)
    panel->severity[i] = new_severity (panel, i);
  panel->is_filling = FALSE;
}

static void
rv_checks_panel_init (RvChecksPanel *panel)
{
  g_autoptr (GtkListItemFactory) factory = rv_check_row_factory_new ();

  g_type_ensure (RV_TYPE_CHECK_DETAIL);
  panel->selected = g_array_new (FALSE, FALSE, sizeof (RvId));
  panel->objects = g_array_new (FALSE, FALSE, sizeof (RvId));
  panel->top = g_list_store_new (RV_TYPE_CHECK_NODE);
  panel->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (panel));
  panel->rows = gtk_tree_list_model_new (g_object_ref (G_LIST_MODEL (panel->top)), FALSE, FALSE, children_of, NULL, NULL);
  panel->selection = gtk_single_selection_new (G_LIST_MODEL (panel->rows));
  gtk_single_selection_set_autoselect (panel->selection, FALSE);
  gtk_single_selection_set_can_unselect (panel->selection, TRUE);
  gtk_list_view_set_model (panel->list, GTK_SELECTION_MODEL (panel->selection));
  gtk_list_view_set_factory (panel->list, factory);
  init_choices (panel);
  label_severities (panel);
  g_signal_connect_object (panel->selection, "notify::selected-item", G_CALLBACK (on_selected), panel, G_CONNECT_SWAPPED);
}
