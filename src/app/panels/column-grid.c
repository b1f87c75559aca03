/* The column grid: a list view whose rows are recycled, so that a table of 2,000 columns scrolls. */
#include "app/panels/column-grid.h"

#include <glib/gi18n-lib.h>

#include "app/panels/completion.h"
#include "model/keys.h"
#include "sql/dialect.h"

/* A list view only knows the height of the rows that it has made. */
#define ROW_HEIGHT 37
#define ROWS_SHOWN 14

struct _RvColumnGrid {
  GtkWidget parent_instance;
  RvPropertyHost host;
  RvId table;
  GtkWidget *box;
  GtkWidget *list;
  GtkWidget *scroller;
  GtkStringList *ids;   /* the columns in order, as decimal ids */
  GPtrArray *rows;      /* the bound row widgets */
  RvId focus_next;      /* the column to focus once it has a row */
};

G_DEFINE_FINAL_TYPE (RvColumnGrid, rv_column_grid, GTK_TYPE_WIDGET)

enum { COLUMN_FOCUSED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* The widgets of one row. */
typedef struct {
  RvColumnGrid *grid;
  RvId column;
  GtkWidget *box, *key, *name, *type, *not_null;
  gboolean refreshing;
} Row;

static RvColumn *
row_column (Row *row)
{
  return rv_model_get_kind (row->grid->host.model, row->column, RV_KIND_COLUMN);
}

/* ---- what a person does ------------------------------------------------------------------------------------ */

static void
commit_entry (Row *row, GtkWidget *entry, int field)
{
  RvColumn *column = row->refreshing ? NULL : row_column (row);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));

  if (column == NULL || g_strcmp0 (rv_record_text (&column->object, rv_field_info (field)), text) == 0)
    return;
  if (rv_property_set (&row->grid->host, &column->object, field, text, 0))
    gtk_widget_remove_css_class (entry, "error");
  else
    gtk_widget_add_css_class (entry, "error");
}

static void
commit_name (Row *row)
{
  commit_entry (row, row->name, RvColumn_name);
}

static void
commit_type (Row *row)
{
  commit_entry (row, row->type, RvColumn_type);
}

static void
on_entered (Row *row)
{
  g_signal_emit (row->grid, signals[COLUMN_FOCUSED], 0, row->column);
}

static void
on_not_null (GtkCheckButton *button, GParamSpec *pspec, Row *row)
{
  RvColumn *column = row->refreshing ? NULL : row_column (row);

  if (column != NULL && column->not_null != gtk_check_button_get_active (button))
    rv_property_set (&row->grid->host, &column->object, RvColumn_not_null, NULL, !column->not_null);
}

static void
on_key (GtkToggleButton *button, GParamSpec *pspec, Row *row)
{
  RvColumn *column = row->refreshing ? NULL : row_column (row);
  g_autoptr (RvEdit) edit = NULL;

  if (column == NULL)
    return;
  edit = rv_property_begin (&row->grid->host,
                            gtk_toggle_button_get_active (button) ? _("Add %s to the primary key") : _("Take %s out of the primary key"),
                            &column->object);
  rv_keys_toggle_primary (edit, column);
  rv_property_commit (&row->grid->host, edit);
}

static void
remove_column (Row *row)
{
  RvColumn *column = row_column (row);
  g_autoptr (RvEdit) edit = NULL;

  if (column == NULL)
    return;
  edit = rv_property_begin (&row->grid->host, _("Delete %s"), &column->object);
  rv_edit_remove (edit, column);
  rv_property_commit (&row->grid->host, edit);
}

static void
move_column (RvColumnGrid *grid, RvId id, guint position)
{
  RvColumn *column = rv_model_get_kind (grid->host.model, id, RV_KIND_COLUMN);
  g_autoptr (RvEdit) edit = NULL;

  if (column == NULL || column->table_id != grid->table)
    return;
  edit = rv_property_begin (&grid->host, _("Move %s"), &column->object);
  rv_edit_move_to (edit, column, position);
  rv_property_commit (&grid->host, edit);
}

static guint
index_of (RvColumnGrid *grid, RvId column)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (grid->ids)); i++)
    if (g_ascii_strtoll (gtk_string_list_get_string (grid->ids, i), NULL, 10) == column)
      return i;
  return GTK_INVALID_LIST_POSITION;
}

static gboolean
on_row_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, Row *row)
{
  guint index = index_of (row->grid, row->column);

  if (!(state & GDK_ALT_MASK) || index == GTK_INVALID_LIST_POSITION)
    return FALSE;
  row->grid->focus_next = row->column;
  if (key == GDK_KEY_Up && index > 0)
    move_column (row->grid, row->column, index - 1);
  else if (key == GDK_KEY_Down)
    move_column (row->grid, row->column, index + 1);
  else
    return FALSE;
  return TRUE;
}

static GdkContentProvider *
on_drag (GtkDragSource *source, double x, double y, Row *row)
{
  return gdk_content_provider_new_typed (G_TYPE_INT64, row->column);
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, Row *row)
{
  guint index = index_of (row->grid, row->column);

  if (index != GTK_INVALID_LIST_POSITION)
    move_column (row->grid, g_value_get_int64 (value), index);
  return TRUE;
}

static void
on_add (RvColumnGrid *grid)
{
  RvModel *model = grid->host.model;
  g_autofree char *name = NULL;
  g_autoptr (RvEdit) edit = NULL;
  RvColumn *column;

  for (guint i = 1; name == NULL || rv_model_find (model, RV_KIND_COLUMN, grid->table, name) != NULL; i++)
    {
      g_free (name);
      name = g_strdup_printf ("column_%u", i);
    }
  edit = rv_property_begin (&grid->host, _("Add a column to %s"), rv_model_get (model, grid->table));
  column = rv_edit_insert (edit, RV_KIND_COLUMN, grid->table);
  rv_edit_set_text (edit, column, RvColumn_name, name);
  rv_edit_set_text (edit, column, RvColumn_type, "text");
  grid->focus_next = column->object.id;
  rv_property_commit (&grid->host, edit);
}

/* ---- rows ------------------------------------------------------------------------------------------------------ */

static GtkWidget *
cell_entry (Row *row, const char *label, int width, GCallback commit)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_entry_set_has_frame (GTK_ENTRY (entry), FALSE);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), width);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_swapped (entry, "activate", commit, row);
  g_signal_connect_swapped (focus, "leave", commit, row);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (on_entered), row);
  gtk_widget_add_controller (entry, focus);
  return entry;
}

static GtkWidget *
drag_handle (Row *row)
{
  GtkWidget *handle = gtk_image_new_from_icon_name ("list-drag-handle-symbolic");
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_widget_add_css_class (handle, "dim-label");
  gtk_widget_set_tooltip_text (handle, _("Drag to reorder (Alt+Up, Alt+Down)"));
  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  g_signal_connect (source, "prepare", G_CALLBACK (on_drag), row);
  gtk_widget_add_controller (handle, GTK_EVENT_CONTROLLER (source));
  return handle;
}

static GtkWidget *
icon_button (const char *icon, const char *label, gboolean toggle)
{
  GtkWidget *button = toggle ? gtk_toggle_button_new () : gtk_button_new ();

  gtk_button_set_icon_name (GTK_BUTTON (button), icon);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "cell-button");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return button;
}

static void
add_controllers (Row *row)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INT64, GDK_ACTION_COPY);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_row_key), row);
  gtk_widget_add_controller (row->box, keys);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop), row);
  gtk_widget_add_controller (row->box, GTK_EVENT_CONTROLLER (target));
}

static void
build_row (Row *row)
{
  GtkWidget *remove = icon_button ("user-trash-symbolic", _("Delete column"), FALSE);

  row->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  row->key = icon_button ("rv-key-symbolic", _("Primary key"), TRUE);
  row->name = cell_entry (row, _("Column name"), 8, G_CALLBACK (commit_name));
  row->type = cell_entry (row, _("Column type"), 8, G_CALLBACK (commit_type));
  row->not_null = gtk_check_button_new ();
  gtk_widget_set_tooltip_text (row->not_null, _("Not null"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->not_null), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Not null"), -1);
  rv_completion_attach (row->type, row->grid->host.model, RV_COMPLETE_TYPES, 0);
  gtk_widget_add_css_class (row->type, "column-type");
  g_signal_connect (row->key, "notify::active", G_CALLBACK (on_key), row);
  g_signal_connect (row->not_null, "notify::active", G_CALLBACK (on_not_null), row);
  g_signal_connect_swapped (remove, "clicked", G_CALLBACK (remove_column), row);
  gtk_box_append (GTK_BOX (row->box), drag_handle (row));
  gtk_box_append (GTK_BOX (row->box), row->key);
  gtk_box_append (GTK_BOX (row->box), row->name);
  gtk_box_append (GTK_BOX (row->box), row->type);
  gtk_box_append (GTK_BOX (row->box), row->not_null);
  gtk_box_append (GTK_BOX (row->box), remove);
  gtk_widget_set_sensitive (row->box, rv_model_read_only_reason (row->grid->host.model) == NULL);
  add_controllers (row);
}

static void
show_text (GtkWidget *entry, const char *text)
{
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (entry)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
  gtk_widget_remove_css_class (entry, "error");
}

static void
refresh_row (Row *row)
{
  RvColumn *column = row_column (row);
  RvKey *primary = rv_keys_primary (row->grid->host.model, row->grid->table);

  if (column == NULL)
    return;
  row->refreshing = TRUE;
  show_text (row->name, column->name);
  show_text (row->type, column->type);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (row->not_null), column->not_null);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (row->key),
                                primary != NULL && rv_keys_has_column (row->grid->host.model, primary, row->column));
  row->refreshing = FALSE;
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, RvColumnGrid *grid)
{
  Row *row = g_new0 (Row, 1);

  row->grid = grid;
  build_row (row);
  g_object_set_data_full (G_OBJECT (row->box), "row", row, g_free);
  gtk_list_item_set_child (item, row->box);
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_selectable (item, FALSE);
}

static gboolean
focus_row (gpointer data)
{
  gtk_widget_grab_focus (data);
  return G_SOURCE_REMOVE;
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, RvColumnGrid *grid)
{
  Row *row = g_object_get_data (G_OBJECT (gtk_list_item_get_child (item)), "row");

  row->column = g_ascii_strtoll (gtk_string_object_get_string (gtk_list_item_get_item (item)), NULL, 10);
  g_ptr_array_add (grid->rows, row);
  refresh_row (row);
  if (row->column == grid->focus_next)
    {
      grid->focus_next = 0;
      g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, focus_row, g_object_ref (row->name), g_object_unref);
    }
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *item, RvColumnGrid *grid)
{
  Row *row = g_object_get_data (G_OBJECT (gtk_list_item_get_child (item)), "row");

  row->column = 0;
  g_ptr_array_remove_fast (grid->rows, row);
}

/* ---- the widget -------------------------------------------------------------------------------------------------- */

static void
rv_column_grid_dispose (GObject *object)
{
  RvColumnGrid *grid = RV_COLUMN_GRID (object);

  g_clear_pointer (&grid->box, gtk_widget_unparent);
  g_clear_object (&grid->ids);
  g_clear_object (&grid->host.model);
  g_clear_pointer (&grid->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (rv_column_grid_parent_class)->dispose (object);
}

static void
rv_column_grid_class_init (RvColumnGridClass *class)
{
  G_OBJECT_CLASS (class)->dispose = rv_column_grid_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "column-grid");
  signals[COLUMN_FOCUSED] = g_signal_new ("column-focused", RV_TYPE_COLUMN_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
rv_column_grid_init (RvColumnGrid *grid)
{
  grid->rows = g_ptr_array_new ();
  grid->ids = gtk_string_list_new (NULL);
}

static GtkWidget *
build_list (RvColumnGrid *grid)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), grid);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), grid);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), grid);
  grid->list = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (grid->ids)))), factory);
  gtk_list_view_set_show_separators (GTK_LIST_VIEW (grid->list), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (grid->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Columns"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), grid->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  grid->scroller = scroller;
  return scroller;
}

GtkWidget *
rv_column_grid_new (const RvPropertyHost *host, RvId table)
{
  RvColumnGrid *grid = g_object_new (RV_TYPE_COLUMN_GRID, NULL);
  GtkWidget *add = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();

  grid->host = *host;
  g_object_ref (grid->host.model);
  grid->table = table;
  grid->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (grid->box, "card");
  gtk_widget_set_parent (grid->box, GTK_WIDGET (grid));
  gtk_box_append (GTK_BOX (grid->box), build_list (grid));
  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "list-add-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), _("Add Column"));
  gtk_button_set_child (GTK_BUTTON (add), content);
  gtk_widget_add_css_class (add, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (add), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Add Column"), -1);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (on_add), grid);
  gtk_widget_set_sensitive (add, rv_model_read_only_reason (host->model) == NULL);
  gtk_box_append (GTK_BOX (grid->box), add);
  rv_column_grid_refresh (grid);
  return GTK_WIDGET (grid);
}

static gboolean
same_ids (RvColumnGrid *grid, GPtrArray *columns)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (grid->ids)) != columns->len)
    return FALSE;
  for (guint i = 0; i < columns->len; i++)
    if (g_ascii_strtoll (gtk_string_list_get_string (grid->ids, i), NULL, 10) != ((RvObject *) columns->pdata[i])->id)
      return FALSE;
  return TRUE;
}

void
rv_column_grid_refresh (RvColumnGrid *grid)
{
  g_autoptr (GPtrArray) columns = rv_model_children (grid->host.model, grid->table, RV_KIND_COLUMN);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_auto (GStrv) strings = NULL;

  if (same_ids (grid, columns))
    {
      for (guint i = 0; i < grid->rows->len; i++)
        refresh_row (grid->rows->pdata[i]);
      return;
    }
  for (guint i = 0; i < columns->len; i++)
    {
      g_autofree char *id = g_strdup_printf ("%" RV_ID_FORMAT, ((RvObject *) columns->pdata[i])->id);

      g_strv_builder_add (ids, id);
    }
  strings = g_strv_builder_end (ids);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (grid->scroller), (int) MIN (columns->len, ROWS_SHOWN) * ROW_HEIGHT);
  gtk_string_list_splice (grid->ids, 0, g_list_model_get_n_items (G_LIST_MODEL (grid->ids)), (const char *const *) strings);
}

void
rv_column_grid_focus (RvColumnGrid *grid, RvId column)
{
  for (guint i = 0; i < grid->rows->len; i++)
    if (((Row *) grid->rows->pdata[i])->column == column)
      {
        gtk_widget_grab_focus (((Row *) grid->rows->pdata[i])->name);
        return;
      }
  grid->focus_next = column;
}
