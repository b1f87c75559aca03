/* Which rows stand in the property panel, and when they are made anew. */
#include "app/panels/property-panel.h"

#include <glib/gi18n-lib.h>

#include "app/panels/column-grid.h"
#include "app/panels/table-parts.h"

struct _RvPropertyPanel {
  GtkWidget parent_instance;
  RvPropertyHost host;
  gulong changed_handler;
  GArray *selection;      /* RvId */
  RvId column;            /* whose details are shown below the grid */
  GtkWidget *scroller;
  GtkWidget *box;
  GtkWidget *grid;
  GtkWidget *details;     /* the group of the column's rows */
  GPtrArray *rows;        /* property rows of the object itself */
  GPtrArray *detail_rows;
  GPtrArray *parts;       /* groups of constraints and indexes */
};

G_DEFINE_FINAL_TYPE (RvPropertyPanel, rv_property_panel, GTK_TYPE_WIDGET)

enum { ERROR, N_SIGNALS };
static guint signals[N_SIGNALS];

static RvObject *
shown_object (RvPropertyPanel *panel)
{
  return panel->host.model != NULL && panel->selection->len == 1
           ? rv_model_get (panel->host.model, g_array_index (panel->selection, RvId, 0))
           : NULL;
}

/* ---- building ----------------------------------------------------------------------------------------------- */

static void
clear (RvPropertyPanel *panel)
{
  GtkWidget *child;

  g_ptr_array_set_size (panel->rows, 0);
  g_ptr_array_set_size (panel->detail_rows, 0);
  g_ptr_array_set_size (panel->parts, 0);
  panel->grid = NULL;
  panel->details = NULL;
  panel->column = 0;
  while ((child = gtk_widget_get_first_child (panel->box)) != NULL)
    gtk_box_remove (GTK_BOX (panel->box), child);
}

static void
add_status (RvPropertyPanel *panel, const char *icon, const char *title, const char *description)
{
  GtkWidget *status = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (status), icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (status), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (status), description);
  gtk_widget_add_css_class (status, "compact");
  gtk_widget_set_vexpand (status, TRUE);
  gtk_box_append (GTK_BOX (panel->box), status);
}

static GtkWidget *
add_group (RvPropertyPanel *panel, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (GTK_BOX (panel->box), group);
  return group;
}

static void
add_advanced (RvPropertyPanel *panel, RvObject *object, GtkWidget *group, GPtrArray *rows)
{
  guint first = rows->len;
  GtkWidget *more;

  rv_property_add_rows (&panel->host, object, TRUE, rows);
  if (rows->len == first)
    return;
  more = adw_expander_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (more), _("More"));
  for (guint i = first; i < rows->len; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (more), rows->pdata[i]);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), more);
}

static void
add_general (RvPropertyPanel *panel, RvObject *object, GtkWidget *group, GPtrArray *rows)
{
  rv_property_add_rows (&panel->host, object, FALSE, rows);
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), rows->pdata[i]);
  add_advanced (panel, object, group, rows);
}

/* Name, type and not null of a column are in the grid already. */
static void
show_column (RvPropertyPanel *panel, RvId id)
{
  RvColumn *column = rv_model_get_kind (panel->host.model, id, RV_KIND_COLUMN);
  g_autofree char *title = NULL;

  if (panel->details == NULL || id == panel->column)
    return;
  for (guint i = 0; i < panel->detail_rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (panel->details), panel->detail_rows->pdata[i]);
  g_ptr_array_set_size (panel->detail_rows, 0);
  panel->column = column != NULL ? id : 0;
  gtk_widget_set_visible (panel->details, column != NULL);
  if (column == NULL)
    return;
  title = g_strdup_printf (_("Column %s"), column->name);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (panel->details), title);
  for (guint i = RvColumn_default_value; i <= RvColumn_comment; i++)
    {
      GtkWidget *row = rv_property_row_new (&panel->host, &column->object, (int) i);

      if (row == NULL)
        continue;
      g_ptr_array_add (panel->detail_rows, row);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (panel->details), row);
    }
}

static void
on_column_focused (RvColumnGrid *grid, gint64 id, RvPropertyPanel *panel)
{
  show_column (panel, id);
}

static void
build_table (RvPropertyPanel *panel, RvObject *table)
{
  static const RvKind kinds[] = { RV_KIND_KEY, RV_KIND_FOREIGN_KEY, RV_KIND_INDEX, RV_KIND_CHECK };
  GtkWidget *group = add_group (panel, _("Columns"));

  panel->grid = rv_column_grid_new (&panel->host, table->id);
  g_signal_connect (panel->grid, "column-focused", G_CALLBACK (on_column_focused), panel);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), panel->grid);
  panel->details = add_group (panel, "");
  gtk_widget_set_visible (panel->details, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GtkWidget *parts = rv_table_parts_new (&panel->host, table->id, kinds[i]);

      g_ptr_array_add (panel->parts, parts);
      gtk_box_append (GTK_BOX (panel->box), parts);
    }
}

static gboolean
has_part_rows (RvKind kind)
{
  return kind == RV_KIND_KEY || kind == RV_KIND_FOREIGN_KEY || kind == RV_KIND_INDEX || kind == RV_KIND_CHECK;
}

static void
build_object (RvPropertyPanel *panel, RvObject *object)
{
  GtkWidget *group = add_group (panel, g_dgettext (GETTEXT_PACKAGE, rv_kind_info (object->kind)->label));

  if (!has_part_rows (object->kind))
    {
      add_general (panel, object, group, panel->rows);
      if (object->kind == RV_KIND_TABLE)
        build_table (panel, object);
      return;
    }
  {
    g_autoptr (GPtrArray) rows = rv_part_rows (&panel->host, object);

    for (guint i = 0; i < rows->len; i++)
      {
        g_ptr_array_add (panel->rows, rows->pdata[i]);
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), rows->pdata[i]);
      }
  }
}

static void
rebuild (RvPropertyPanel *panel)
{
  RvObject *object = shown_object (panel);
  g_autofree char *many = NULL;

  clear (panel);
  if (object != NULL)
    build_object (panel, object);
  else if (panel->selection->len > 1)
    {
      many = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u object selected", "%u objects selected", panel->selection->len),
                              panel->selection->len);
      add_status (panel, "rv-table-symbolic", many, _("Select one to edit it"));
    }
  else
    add_status (panel, "rv-table-symbolic", _("Nothing Selected"), _("Select a table or a relationship"));
}

/* ---- following the model --------------------------------------------------------------------------------------- */

static void
refresh (RvPropertyPanel *panel)
{
  RvObject *object = shown_object (panel);

  if (object == NULL)
    {
      if (panel->rows->len > 0)
        rebuild (panel);
      return;
    }
  for (guint i = 0; i < panel->rows->len; i++)
    rv_part_row_refresh (panel->rows->pdata[i]);
  if (panel->grid != NULL)
    rv_column_grid_refresh (RV_COLUMN_GRID (panel->grid));
  if (panel->column != 0 && rv_model_get_kind (panel->host.model, panel->column, RV_KIND_COLUMN) == NULL)
    show_column (panel, 0);
  for (guint i = 0; i < panel->detail_rows->len; i++)
    rv_property_row_refresh (panel->detail_rows->pdata[i]);
  for (guint i = 0; i < panel->parts->len; i++)
    rv_table_parts_refresh (panel->parts->pdata[i]);
}

/* Whether a change may show in the panel: moving boxes does not. */
static gboolean
concerns_panel (const RvChange *change)
{
  return change->kind != RV_KIND_BOX && change->kind != RV_KIND_ROUTE && change->kind != RV_KIND_REFERENCE;
}

static void
on_changed (RvModel *model, GArray *changes, RvPropertyPanel *panel)
{
  for (guint i = 0; i < changes->len; i++)
    if (concerns_panel (&g_array_index (changes, RvChange, i)))
      {
        refresh (panel);
        return;
      }
}

/* ---- the widget -------------------------------------------------------------------------------------------------- */

static void
rv_property_panel_dispose (GObject *object)
{
  RvPropertyPanel *panel = RV_PROPERTY_PANEL (object);

  g_clear_signal_handler (&panel->changed_handler, panel->host.model);
  g_clear_object (&panel->host.model);
  g_clear_pointer (&panel->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (rv_property_panel_parent_class)->dispose (object);
}

static void
rv_property_panel_finalize (GObject *object)
{
  RvPropertyPanel *panel = RV_PROPERTY_PANEL (object);

  g_array_unref (panel->selection);
  g_ptr_array_unref (panel->rows);
  g_ptr_array_unref (panel->detail_rows);
  g_ptr_array_unref (panel->parts);
  G_OBJECT_CLASS (rv_property_panel_parent_class)->finalize (object);
}

static void
rv_property_panel_class_init (RvPropertyPanelClass *class)
{
  G_OBJECT_CLASS (class)->dispose = rv_property_panel_dispose;
  G_OBJECT_CLASS (class)->finalize = rv_property_panel_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "property-panel");
  signals[ERROR] = g_signal_new ("error", RV_TYPE_PROPERTY_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
rv_property_panel_init (RvPropertyPanel *panel)
{
  panel->selection = g_array_new (FALSE, FALSE, sizeof (RvId));
  panel->rows = g_ptr_array_new ();
  panel->detail_rows = g_ptr_array_new ();
  panel->parts = g_ptr_array_new ();
  panel->host.panel = GTK_WIDGET (panel);
  panel->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_set_margin_top (panel->box, 12);
  gtk_widget_set_margin_bottom (panel->box, 24);
  gtk_widget_set_margin_start (panel->box, 12);
  gtk_widget_set_margin_end (panel->box, 12);
  panel->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (panel->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (panel->scroller), panel->box);
  gtk_widget_set_parent (panel->scroller, GTK_WIDGET (panel));
  rebuild (panel);
}

GtkWidget *
rv_property_panel_new (void)
{
  return g_object_new (RV_TYPE_PROPERTY_PANEL, NULL);
}

void
rv_property_panel_set_model (RvPropertyPanel *panel, RvModel *model)
{
  if (panel->host.model == model)
    return;
  g_clear_signal_handler (&panel->changed_handler, panel->host.model);
  g_array_set_size (panel->selection, 0);
  clear (panel);
  g_set_object (&panel->host.model, model);
  if (model != NULL)
    panel->changed_handler = g_signal_connect (model, "changed", G_CALLBACK (on_changed), panel);
  rebuild (panel);
}

void
rv_property_panel_set_selection (RvPropertyPanel *panel, const RvId *ids, guint n)
{
  if (n == panel->selection->len && (n == 0 || memcmp (ids, panel->selection->data, n * sizeof (RvId)) == 0))
    return;
  g_array_set_size (panel->selection, 0);
  g_array_append_vals (panel->selection, ids, n);
  rebuild (panel);
}

void
rv_property_panel_focus_column (RvPropertyPanel *panel, RvId column)
{
  if (panel->grid != NULL)
    rv_column_grid_focus (RV_COLUMN_GRID (panel->grid), column);
}
