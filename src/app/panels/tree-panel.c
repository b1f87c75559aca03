/* Owns the object tree: its rows follow the model in idle time, its selection goes both ways. */
#include "app/panels/tree-panel.h"

#include <glib/gi18n.h>

#include "app/labels.h"
#include "app/panels/tree-node.h"
#include "app/panels/tree-row.h"

#define MAX_RESULTS 500

struct _RvTreePanel {
  GtkWidget parent_instance;
  GtkSearchEntry *search;
  GtkMenuButton *filter_button;
  GtkBox *filter_box;
  GtkStack *stack;
  GtkListView *tree_view;
  GtkListView *results_view;

  RvModel *model;
  GListStore *top;
  GtkTreeListModel *rows;
  GtkMultiSelection *tree_selection;
  GListStore *results;
  GtkMultiSelection *results_selection;
  gboolean hidden[RV_N_KINDS];
  gboolean is_selecting; /* by a call, not by a person */
  guint refresh_source;
};

enum { SELECTION_CHANGED, REVEALED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RvTreePanel, rv_tree_panel, GTK_TYPE_WIDGET)

/* ---- search ------------------------------------------------------------------------------------ */

static gboolean
is_searched (const RvKindInfo *info)
{
  return (info->flags & RV_KIND_IN_TREE) || info->kind == RV_KIND_COLUMN || info->kind == RV_KIND_KEY
         || info->kind == RV_KIND_FOREIGN_KEY || info->kind == RV_KIND_CHECK || info->kind == RV_KIND_ENUM_VALUE;
}

static void
find_in_kind (RvTreePanel *panel, RvKind kind, const char *needle, GPtrArray *found)
{
  const GPtrArray *all = rv_model_all (panel->model, kind);

  for (guint i = 0; i < all->len && found->len < MAX_RESULTS; i++)
    {
      const RvObject *object = all->pdata[i];
      g_autofree char *name = g_utf8_casefold (rv_record_name (object), -1);
      gboolean is_hidden = kind == RV_KIND_SEQUENCE && ((const RvSequence *) object)->is_identity;

      if (!is_hidden && strstr (name, needle) != NULL)
        g_ptr_array_add (found, rv_tree_node_new (panel->model, kind, object->id, 0));
    }
}

static void
search (RvTreePanel *panel, const char *text)
{
  g_autofree char *needle = g_utf8_casefold (text, -1);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);

  if (!panel->hidden[RV_KIND_TABLE])
    find_in_kind (panel, RV_KIND_TABLE, needle, found);
  for (RvKind kind = 1; kind < RV_N_KINDS; kind++)
    if (kind != RV_KIND_TABLE && is_searched (rv_kind_info (kind)) && !panel->hidden[kind])
      find_in_kind (panel, kind, needle, found);
  g_list_store_splice (panel->results, 0, g_list_model_get_n_items (G_LIST_MODEL (panel->results)), found->pdata, found->len);
}

static void
refresh (RvTreePanel *panel)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (panel->search));
  const char *page = "tree";

  if (panel->model == NULL)
    return;
  rv_tree_fill_top (panel->model, panel->top, panel->hidden);
  if (text[0] != '\0')
    {
      search (panel, text);
      page = g_list_model_get_n_items (G_LIST_MODEL (panel->results)) > 0 ? "results" : "nothing";
    }
  else if (g_list_model_get_n_items (G_LIST_MODEL (panel->top)) == 0)
    page = "empty";
  gtk_stack_set_visible_child_name (panel->stack, page);
}

static void
on_search_changed (RvTreePanel *panel)
{
  refresh (panel);
}

static void
on_stop_search (RvTreePanel *panel)
{
  gtk_editable_set_text (GTK_EDITABLE (panel->search), "");
  gtk_widget_grab_focus (GTK_WIDGET (panel->tree_view));
}

static void
on_search_activate (RvTreePanel *panel)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (panel->results)) > 0)
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (panel->results_selection), 0, TRUE);
}

/* ---- filter ------------------------------------------------------------------------------------- */

static void
on_kind_toggled (RvTreePanel *panel, GtkCheckButton *button)
{
  RvKind kind = (RvKind) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "kind"));
  gboolean hides_any = FALSE;

  panel->hidden[kind] = !gtk_check_button_get_active (button);
  for (RvKind each = 1; each < RV_N_KINDS; each++)
    hides_any |= panel->hidden[each];
  (hides_any ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (panel->filter_button), "accent");
  refresh (panel);
}

static void
add_filter_row (RvTreePanel *panel, RvKind kind)
{
  const RvKindInfo *info = rv_kind_info (kind);
  g_autofree char *label = g_strdup_printf ("%s (%u)", _(info->labels), rv_model_all (panel->model, kind)->len);
  GtkWidget *button = gtk_check_button_new_with_label (label);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), !panel->hidden[kind]);
  g_object_set_data (G_OBJECT (button), "kind", GINT_TO_POINTER (kind));
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_kind_toggled), panel, G_CONNECT_SWAPPED);
  gtk_box_append (panel->filter_box, button);
}

static void
on_filter_shown (RvTreePanel *panel)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (panel->filter_box))) != NULL)
    gtk_box_remove (panel->filter_box, child);
  for (RvKind kind = 1; panel->model != NULL && kind < RV_N_KINDS; kind++)
    if ((rv_kind_info (kind)->flags & RV_KIND_IN_TREE) && kind != RV_KIND_SCHEMA && rv_model_all (panel->model, kind)->len > 0)
      add_filter_row (panel, kind);
}

/* ---- selection ----------------------------------------------------------------------------------- */

static RvTreeNode *
node_at (GListModel *rows, guint position)
{
  g_autoptr (GObject) row = g_list_model_get_item (rows, position);

  if (GTK_IS_TREE_LIST_ROW (row))
    return gtk_tree_list_row_get_item (GTK_TREE_LIST_ROW (row));
  return row != NULL ? RV_TREE_NODE (g_steal_pointer (&row)) : NULL;
}

static GtkSelectionModel *
shown_selection (RvTreePanel *panel)
{
  const char *page = gtk_stack_get_visible_child_name (panel->stack);

  return GTK_SELECTION_MODEL (g_strcmp0 (page, "results") == 0 ? panel->results_selection : panel->tree_selection);
}

static void
on_selection_changed (RvTreePanel *panel, guint position, guint n_items, GtkSelectionModel *selection)
{
  if (!panel->is_selecting && selection == shown_selection (panel))
    g_signal_emit (panel, signals[SELECTION_CHANGED], 0);
}

GArray *
rv_tree_panel_selection (RvTreePanel *panel)
{
  GtkSelectionModel *selection = shown_selection (panel);
  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (selection);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (RvId));
  GtkBitsetIter each;
  guint position;

  for (gboolean has = gtk_bitset_iter_init_first (&each, chosen, &position); has; has = gtk_bitset_iter_next (&each, &position))
    {
      g_autoptr (RvTreeNode) node = node_at (G_LIST_MODEL (selection), position);

      if (node != NULL && !rv_tree_node_is_heading (node))
        g_array_append_val (ids, ((RvId) { rv_tree_node_object (node) }));
    }
  return ids;
}

/* Opens what stands above @object. */
static void
open_above (RvTreePanel *panel, const RvObject *object)
{
  RvId parent = rv_record_parent (object);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (panel->rows)); i++)
    {
      g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (panel->rows, i);
      g_autoptr (RvTreeNode) node = gtk_tree_list_row_get_item (row);
      RvId within = rv_tree_node_within (node);

      if (rv_tree_node_is_heading (node) ? rv_tree_node_kind (node) == object->kind && (within == 0 || within == parent)
                                         : rv_tree_node_object (node) == parent && rv_tree_node_kind (node) == RV_KIND_SCHEMA)
        gtk_tree_list_row_set_expanded (row, TRUE);
    }
}

static void
select_rows (RvTreePanel *panel, const RvId *ids, guint n_ids)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (panel->tree_selection);
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (panel->rows));
  gboolean is_first = TRUE;

  for (guint i = 0; i < n_ids; i++)
    g_hash_table_add (wanted, (gpointer) &ids[i]);
  gtk_selection_model_unselect_all (selection);
  for (guint i = 0; n_ids > 0 && i < n_rows; i++)
    {
      g_autoptr (RvTreeNode) node = node_at (G_LIST_MODEL (panel->rows), i);
      RvId id = rv_tree_node_object (node);

      if (id == 0 || !g_hash_table_contains (wanted, &id))
        continue;
      gtk_selection_model_select_item (selection, i, FALSE);
      if (is_first)
        gtk_widget_activate_action (GTK_WIDGET (panel->tree_view), "list.scroll-to-item", "u", i);
      is_first = FALSE;
    }
}

void
rv_tree_panel_select (RvTreePanel *panel, const RvId *ids, guint n_ids)
{
  const RvObject *only = panel->model != NULL && n_ids == 1 ? rv_model_get (panel->model, ids[0]) : NULL;

  if (panel->model == NULL)
    return;
  panel->is_selecting = TRUE;
  if (only != NULL && panel->refresh_source != 0)
    refresh (panel);
  if (only != NULL)
    open_above (panel, only);
  select_rows (panel, ids, n_ids);
  panel->is_selecting = FALSE;
}

static void
activate_row (RvTreePanel *panel, GListModel *rows, guint position)
{
  g_autoptr (RvTreeNode) node = node_at (rows, position);

  if (node == NULL)
    return;
  if (!rv_tree_node_is_heading (node))
    g_signal_emit (panel, signals[REVEALED], 0, (gint64) rv_tree_node_object (node));
  else if (rows == G_LIST_MODEL (panel->tree_selection))
    {
      g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (panel->rows, position);

      gtk_tree_list_row_set_expanded (row, !gtk_tree_list_row_get_expanded (row));
    }
}

static void
on_tree_activate (RvTreePanel *panel, guint position)
{
  activate_row (panel, G_LIST_MODEL (panel->tree_selection), position);
}

static void
on_results_activate (RvTreePanel *panel, guint position)
{
  activate_row (panel, G_LIST_MODEL (panel->results_selection), position);
}

/* ---- following the model ----------------------------------------------------------------------- */

static gboolean
refresh_in_idle (gpointer data)
{
  RvTreePanel *panel = data;

  panel->refresh_source = 0;
  refresh (panel);
  return G_SOURCE_REMOVE;
}

static gboolean
is_seen (const RvChange *change)
{
  const RvKindInfo *info = rv_kind_info (change->kind);

  return change->kind != RV_KIND_BOX && change->kind != RV_KIND_ROUTE && change->kind != RV_KIND_REFERENCE
         && ((info->flags & (RV_KIND_IN_TREE | RV_KIND_PART)) || info->name_field >= 0);
}

static void
touch_rows (RvTreePanel *panel, GHashTable *ids)
{
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (panel->rows));

  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr (RvTreeNode) node = node_at (G_LIST_MODEL (panel->rows), i);
      RvId id = rv_tree_node_object (node);

      if (g_hash_table_contains (ids, &id))
        rv_tree_node_touch (node);
    }
}

static void
on_model_changed (RvTreePanel *panel, GArray *changes)
{
  g_autoptr (GHashTable) updated = g_hash_table_new (g_int64_hash, g_int64_equal);
  gboolean must_refresh = FALSE;

  for (guint i = 0; i < changes->len; i++)
    {
      RvChange *change = &g_array_index (changes, RvChange, i);

      must_refresh |= is_seen (change);
      if (change->type == RV_CHANGE_UPDATED && is_seen (change))
        g_hash_table_add (updated, &change->id);
    }
  if (g_hash_table_size (updated) > 0)
    touch_rows (panel, updated);
  if (must_refresh && panel->refresh_source == 0)
    panel->refresh_source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, refresh_in_idle, panel, NULL);
}

static void
open_top (RvTreePanel *panel)
{
  g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (panel->rows, 0);

  if (row != NULL)
    gtk_tree_list_row_set_expanded (row, TRUE);
}

void
rv_tree_panel_set_model (RvTreePanel *panel, RvModel *model)
{
  if (panel->model == model)
    return;
  if (panel->model != NULL)
    g_signal_handlers_disconnect_by_data (panel->model, panel);
  g_clear_handle_id (&panel->refresh_source, g_source_remove);
  g_list_store_remove_all (panel->top);
  g_list_store_remove_all (panel->results);
  gtk_editable_set_text (GTK_EDITABLE (panel->search), "");
  g_set_object (&panel->model, model);
  if (model == NULL)
    return;
  g_signal_connect_swapped (model, "changed", G_CALLBACK (on_model_changed), panel);
  refresh (panel);
  open_top (panel);
}

void
rv_tree_panel_search (RvTreePanel *panel)
{
  gtk_widget_grab_focus (GTK_WIDGET (panel->search));
}

/* ---- GObject ------------------------------------------------------------------------------------- */

static GListModel *
children_of (gpointer item, gpointer data)
{
  RvTreePanel *panel = data;
  GListStore *children = rv_tree_node_children (item);

  if (children != NULL && rv_tree_node_kind (item) == RV_KIND_SCHEMA)
    rv_tree_node_fill (item, panel->hidden);
  return children != NULL ? g_object_ref (G_LIST_MODEL (children)) : NULL;
}

static void
rv_tree_panel_dispose (GObject *object)
{
  RvTreePanel *panel = RV_TREE_PANEL (object);
  GtkWidget *child;

  if (panel->top != NULL)
    rv_tree_panel_set_model (panel, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (panel))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&panel->tree_selection);
  g_clear_object (&panel->results_selection);
  g_clear_object (&panel->rows);
  g_clear_object (&panel->top);
  g_clear_object (&panel->results);
  G_OBJECT_CLASS (rv_tree_panel_parent_class)->dispose (object);
}

static void
rv_tree_panel_class_init (RvTreePanelClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rv_tree_panel_dispose;
  signals[SELECTION_CHANGED] = g_signal_new ("selection-changed", RV_TYPE_TREE_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REVEALED] = g_signal_new ("revealed", RV_TYPE_TREE_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/relvar/Relvar/ui/tree-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, RvTreePanel, search);
  gtk_widget_class_bind_template_child (widget_class, RvTreePanel, filter_button);
  gtk_widget_class_bind_template_child (widget_class, RvTreePanel, filter_box);
  gtk_widget_class_bind_template_child (widget_class, RvTreePanel, stack);
  gtk_widget_class_bind_template_child (widget_class, RvTreePanel, tree_view);
  gtk_widget_class_bind_template_child (widget_class, RvTreePanel, results_view);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_shown);
  gtk_widget_class_bind_template_callback (widget_class, on_tree_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_results_activate);
}

static void
set_up_view (RvTreePanel *panel, GtkListView *view, GtkMultiSelection *selection, gboolean shows_path)
{
  g_autoptr (GtkListItemFactory) factory = rv_tree_row_factory_new (shows_path);

  gtk_list_view_set_model (view, GTK_SELECTION_MODEL (selection));
  gtk_list_view_set_factory (view, factory);
  g_signal_connect_object (selection, "selection-changed", G_CALLBACK (on_selection_changed), panel, G_CONNECT_SWAPPED);
}

static void
rv_tree_panel_init (RvTreePanel *panel)
{
  gtk_widget_init_template (GTK_WIDGET (panel));
  panel->top = g_list_store_new (RV_TYPE_TREE_NODE);
  panel->results = g_list_store_new (RV_TYPE_TREE_NODE);
  panel->rows = gtk_tree_list_model_new (g_object_ref (G_LIST_MODEL (panel->top)), FALSE, FALSE, children_of, panel, NULL);
  panel->tree_selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (panel->rows)));
  panel->results_selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (panel->results)));
  set_up_view (panel, panel->tree_view, panel->tree_selection, FALSE);
  set_up_view (panel, panel->results_view, panel->results_selection, TRUE);
  gtk_search_entry_set_key_capture_widget (panel->search, GTK_WIDGET (panel->tree_view));
}

GtkWidget *
rv_tree_panel_new (void)
{
  return g_object_new (RV_TYPE_TREE_PANEL, NULL);
}
