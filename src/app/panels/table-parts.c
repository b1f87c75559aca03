/* The groups of constraints and indexes in the property panel. */
#include "app/panels/table-parts.h"

#include <glib/gi18n-lib.h>

#include "app/compat-gtk.h"
#include "app/panels/completion.h"
#include "sql/part-text.h"
#include "model/keys.h"
#include "sql/dialect.h"

typedef struct {
  RvPropertyHost host;
  RvId table;
  RvKind kind;
  GHashTable *rows;   /* RvId -> AdwExpanderRow */
  GHashTable *inner;  /* AdwExpanderRow -> GPtrArray of rows */
  RvId expand_next;
} Parts;

static void
parts_free (gpointer data)
{
  Parts *parts = data;

  g_hash_table_unref (parts->rows);
  g_hash_table_unref (parts->inner);
  g_object_unref (parts->host.model);
  g_free (parts);
}

/* ---- one row for a list of columns --------------------------------------------------------------------------- */

typedef struct {
  RvPropertyHost host;
  RvId object;
  RvPartList list;
} ListRow;

static void
list_row_free (gpointer data)
{
  g_object_unref (((ListRow *) data)->host.model);
  g_free (data);
}

static void
on_list_apply (AdwEntryRow *entry, ListRow *row)
{
  RvObject *object = rv_model_get (row->host.model, row->object);
  g_autoptr (GError) error = NULL;
  g_autoptr (RvEdit) edit = NULL;

  if (object == NULL)
    return;
  edit = rv_property_begin (&row->host, _("Change the columns of %s"), object);
  if (rv_part_set_text (edit, object, row->list, gtk_editable_get_text (GTK_EDITABLE (entry)), &error)
      && rv_property_commit (&row->host, edit))
    {
      gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
      return;
    }
  gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
  if (error != NULL)
    rv_property_refuse (&row->host, _("The columns stay as they were"), g_steal_pointer (&error));
}

static RvId
completed_table (const RvObject *object, RvPartList list)
{
  return list == RV_PART_REFERENCED ? ((const RvForeignKey *) object)->referenced_table_id : rv_record_parent (object);
}

static GtkWidget *
list_row_new (const RvPropertyHost *host, const RvObject *object, RvPartList list, const char *title)
{
  GtkWidget *entry = adw_entry_row_new ();
  ListRow *row = g_new0 (ListRow, 1);

  row->host = *host;
  g_object_ref (row->host.model);
  row->object = object->id;
  row->list = list;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (entry), TRUE);
  rv_completion_attach (entry, host->model, RV_COMPLETE_COLUMNS, completed_table (object, list));
  g_object_set_data_full (G_OBJECT (entry), "list-row", row, list_row_free);
  g_signal_connect (entry, "apply", G_CALLBACK (on_list_apply), row);
  gtk_widget_set_sensitive (entry, rv_model_read_only_reason (host->model) == NULL);
  rv_part_row_refresh (entry);
  return entry;
}

static void
on_table_chosen (AdwComboRow *combo, GParamSpec *pspec, ListRow *row)
{
  RvForeignKey *foreign_key = rv_model_get_kind (row->host.model, row->object, RV_KIND_FOREIGN_KEY);
  const GPtrArray *tables = rv_model_all (row->host.model, RV_KIND_TABLE);
  guint chosen = adw_combo_row_get_selected (combo);
  RvObject *table = chosen < tables->len ? tables->pdata[chosen] : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RvEdit) edit = NULL;

  if (foreign_key == NULL || table == NULL || foreign_key->referenced_table_id == table->id)
    return;
  edit = rv_property_begin (&row->host, _("Change the table that %s references"), &foreign_key->object);
  if (rv_part_set_referenced_table (edit, foreign_key, table->id, &error))
    rv_property_commit (&row->host, edit);
  else
    {
      rv_edit_cancel (edit);
      rv_property_refuse (&row->host, rv_record_name (table), g_steal_pointer (&error));
      rv_part_row_refresh (GTK_WIDGET (combo));
    }
}

static GtkWidget *
referenced_row_new (const RvPropertyHost *host, const RvObject *object)
{
  GtkWidget *combo = adw_combo_row_new ();
  ListRow *row = g_new0 (ListRow, 1);

  row->host = *host;
  g_object_ref (row->host.model);
  row->object = object->id;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (combo), _("References"));
  rv_combo_row_make_searchable (ADW_COMBO_ROW (combo));
  g_object_set_data_full (G_OBJECT (combo), "list-row", row, list_row_free);
  rv_part_row_refresh (combo);
  g_signal_connect (combo, "notify::selected", G_CALLBACK (on_table_chosen), row);
  gtk_widget_set_sensitive (combo, rv_model_read_only_reason (host->model) == NULL);
  return combo;
}

static void
refresh_referenced (AdwComboRow *combo, ListRow *row)
{
  RvForeignKey *foreign_key = rv_model_get_kind (row->host.model, row->object, RV_KIND_FOREIGN_KEY);
  const GPtrArray *tables = rv_model_all (row->host.model, RV_KIND_TABLE);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < tables->len; i++)
    {
      gtk_string_list_append (names, rv_record_name (tables->pdata[i]));
      if (((RvObject *) tables->pdata[i])->id == foreign_key->referenced_table_id)
        selected = i;
    }
  g_signal_handlers_block_by_func (combo, on_table_chosen, row);
  adw_combo_row_set_model (combo, G_LIST_MODEL (names));
  adw_combo_row_set_selected (combo, selected);
  g_signal_handlers_unblock_by_func (combo, on_table_chosen, row);
}

void
rv_part_row_refresh (GtkWidget *widget)
{
  ListRow *row = g_object_get_data (G_OBJECT (widget), "list-row");
  RvObject *object = row != NULL ? rv_model_get (row->host.model, row->object) : NULL;
  g_autofree char *text = NULL;

  if (row == NULL)
    {
      rv_property_row_refresh (widget);
      return;
    }
  if (object == NULL)
    return;
  if (ADW_IS_COMBO_ROW (widget))
    {
      refresh_referenced (ADW_COMBO_ROW (widget), row);
      return;
    }
  text = rv_part_text (row->host.model, object, row->list);
  rv_completion_set_table (widget, completed_table (object, row->list));
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (widget)), text) == 0)
    return;
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (widget), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (widget), text);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (widget), TRUE);
}

/* ---- one object ------------------------------------------------------------------------------------------------ */

char *
rv_part_summary (RvModel *model, const RvObject *object)
{
  g_autofree char *columns = object->kind == RV_KIND_CHECK ? NULL : rv_part_text (model, object, RV_PART_COLUMNS);
  const RvForeignKey *foreign_key = (const RvForeignKey *) object;
  g_autofree char *referenced = NULL;
  const RvObject *table;

  if (object->kind == RV_KIND_CHECK)
    return g_strdup (((const RvCheck *) object)->expression);
  if (object->kind == RV_KIND_KEY)
    return g_strdup_printf ("%s (%s)", ((const RvKey *) object)->is_primary ? _("Primary key") : _("Unique"), columns);
  if (object->kind == RV_KIND_INDEX)
    return g_strdup_printf ("%s (%s)", ((const RvIndex *) object)->is_unique ? _("Unique index") : _("Index"), columns);
  table = rv_model_get (model, foreign_key->referenced_table_id);
  referenced = rv_part_text (model, object, RV_PART_REFERENCED);
  return g_strdup_printf ("(%s) → %s (%s)", columns, table != NULL ? rv_record_name (table) : "?", referenced);
}

GPtrArray *
rv_part_rows (const RvPropertyHost *host, RvObject *object)
{
  GPtrArray *rows = g_ptr_array_new ();
  const RvKindInfo *info = rv_kind_info (object->kind);

  g_ptr_array_add (rows, rv_property_row_new (host, object, rv_field_id (object->kind, (guint) info->name_field)));
  if (object->kind != RV_KIND_CHECK)
    g_ptr_array_add (rows, list_row_new (host, object, RV_PART_COLUMNS, _("Columns")));
  if (object->kind == RV_KIND_FOREIGN_KEY)
    {
      g_ptr_array_add (rows, referenced_row_new (host, object));
      g_ptr_array_add (rows, list_row_new (host, object, RV_PART_REFERENCED, _("Referenced columns")));
    }
  else if (object->kind != RV_KIND_CHECK)
    g_ptr_array_add (rows, list_row_new (host, object, RV_PART_INCLUDED, _("Included columns")));
  for (guint i = 0; i < info->n_fields; i++)
    {
      int field = rv_field_id (object->kind, i);
      GtkWidget *row = (int) i == info->name_field || field == RvForeignKey_referenced_table_id || field == RvKey_attached_to_id
                         ? NULL
                         : rv_property_row_new (host, object, field);

      if (row != NULL)
        g_ptr_array_add (rows, row);
    }
  return rows;
}

static void
remove_object (const RvPropertyHost *host, RvObject *object)
{
  g_autoptr (RvEdit) edit = rv_property_begin (host, _("Delete %s"), object);

  rv_edit_remove (edit, object);
  rv_property_commit (host, edit);
}

static void
on_remove (GtkButton *button, Parts *parts)
{
  RvId *id = g_object_get_data (G_OBJECT (button), "id");
  RvObject *object = rv_model_get (parts->host.model, *id);

  if (object != NULL)
    remove_object (&parts->host, object);
}

/* The fields of a row are made when it is first opened: a table may have hundreds of indexes. */
static void
on_expanded (AdwExpanderRow *expander, GParamSpec *pspec, Parts *parts)
{
  RvId *id = g_object_get_data (G_OBJECT (expander), "id");
  RvObject *object = rv_model_get_kind (parts->host.model, *id, parts->kind);
  GPtrArray *rows;

  if (object == NULL || !adw_expander_row_get_expanded (expander) || g_hash_table_contains (parts->inner, expander))
    return;
  rows = rv_part_rows (&parts->host, object);
  for (guint i = 0; i < rows->len; i++)
    adw_expander_row_add_row (expander, rows->pdata[i]);
  g_hash_table_insert (parts->inner, expander, rows);
}

static GtkWidget *
expander_new (Parts *parts, const RvObject *object)
{
  GtkWidget *expander = adw_expander_row_new ();
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *label = g_strdup_printf (_("Delete %s"), rv_record_name (object));

  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (remove, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_sensitive (remove, rv_model_read_only_reason (parts->host.model) == NULL);
  g_object_set_data_full (G_OBJECT (remove), "id", g_memdup2 (&object->id, sizeof object->id), g_free);
  g_object_set_data_full (G_OBJECT (expander), "id", g_memdup2 (&object->id, sizeof object->id), g_free);
  g_signal_connect (remove, "clicked", G_CALLBACK (on_remove), parts);
  g_signal_connect (expander, "notify::expanded", G_CALLBACK (on_expanded), parts);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (expander), remove);
  return expander;
}

static void
show_titles (Parts *parts, GtkWidget *expander, const RvObject *object)
{
  g_autofree char *summary = rv_part_summary (parts->host.model, object);
  g_autofree char *subtitle = g_markup_escape_text (summary, -1);
  g_autofree char *title = g_markup_escape_text (*rv_record_name (object) != '\0' ? rv_record_name (object) : _("Without a name"), -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (expander), subtitle);
}

/* ---- adding ------------------------------------------------------------------------------------------------------ */

static RvColumn *
first_column (RvModel *model, RvId table)
{
  g_autoptr (GPtrArray) columns = rv_model_children (model, table, RV_KIND_COLUMN);

  return columns->len > 0 ? columns->pdata[0] : NULL;
}

static char *
free_name (RvModel *model, RvKind kind, RvId table, const char *suffix)
{
  const char *base = rv_record_name (rv_model_get (model, table));
  char *name = g_strdup_printf ("%s_%s", base, suffix);

  for (guint i = 1; rv_model_find (model, kind, table, name) != NULL; i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s_%s%u", base, suffix, i);
    }
  return name;
}

static void
fill_new (RvEdit *edit, Parts *parts, RvObject *object, RvColumn *column)
{
  if (parts->kind == RV_KIND_KEY)
    {
      rv_edit_set_number (edit, object, RvKey_is_primary, rv_keys_primary (parts->host.model, parts->table) == NULL);
      rv_edit_set_number (edit, rv_edit_insert (edit, RV_KIND_KEY_COLUMN, object->id), RvKeyColumn_column_id, column->object.id);
    }
  else if (parts->kind == RV_KIND_INDEX)
    rv_edit_set_number (edit, rv_edit_insert (edit, RV_KIND_INDEX_COLUMN, object->id), RvIndexColumn_column_id, column->object.id);
  else if (parts->kind == RV_KIND_CHECK)
    rv_edit_set_text (edit, object, RvCheck_expression, "true");
  else
    {
      RvObject *pair = rv_edit_insert (edit, RV_KIND_FOREIGN_KEY_COLUMN, object->id);

      rv_edit_set_number (edit, object, RvForeignKey_referenced_table_id, parts->table);
      rv_edit_set_number (edit, pair, RvForeignKeyColumn_column_id, column->object.id);
      rv_edit_set_number (edit, pair, RvForeignKeyColumn_referenced_column_id, column->object.id);
    }
}

static void
on_add (Parts *parts)
{
  RvModel *model = parts->host.model;
  RvColumn *column = first_column (model, parts->table);
  const char *suffix = parts->kind == RV_KIND_KEY ? "key" : parts->kind == RV_KIND_INDEX ? "idx" : parts->kind == RV_KIND_CHECK ? "check" : "fkey";
  g_autofree char *name = free_name (model, parts->kind, parts->table, suffix);
  g_autofree char *label = g_strdup_printf (_("Add %s"), name);
  g_autoptr (RvEdit) edit = NULL;
  RvObject *object;

  if (column == NULL)
    {
      rv_property_refuse (&parts->host, _("The table needs a column first"), NULL);
      return;
    }
  edit = rv_edit_begin (model, label);
  object = rv_edit_insert (edit, parts->kind, parts->table);
  rv_edit_set_text (edit, object, rv_field_id (parts->kind, (guint) rv_kind_info (parts->kind)->name_field), name);
  fill_new (edit, parts, object, column);
  parts->expand_next = object->id;
  rv_property_commit (&parts->host, edit);
}

/* ---- the group ----------------------------------------------------------------------------------------------------- */

static const char *
group_title (RvKind kind)
{
  return g_dgettext (GETTEXT_PACKAGE, rv_kind_info (kind)->labels);
}

GtkWidget *
rv_table_parts_new (const RvPropertyHost *host, RvId table, RvKind kind)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *add = gtk_button_new_from_icon_name ("list-add-symbolic");
  Parts *parts = g_new0 (Parts, 1);
  g_autofree char *label = g_strdup_printf (_("Add: %s"), g_dgettext (GETTEXT_PACKAGE, rv_kind_info (kind)->label));

  parts->host = *host;
  g_object_ref (parts->host.model);
  parts->table = table;
  parts->kind = kind;
  parts->rows = g_hash_table_new (NULL, NULL);
  parts->inner = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_object_set_data_full (G_OBJECT (group), "parts", parts, parts_free);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), group_title (kind));
  gtk_widget_add_css_class (add, "flat");
  gtk_widget_set_tooltip_text (add, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (add), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_sensitive (add, rv_model_read_only_reason (host->model) == NULL);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (on_add), parts);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), add);
  rv_table_parts_refresh (group);
  return group;
}

static void
remove_gone (Parts *parts, GtkWidget *group)
{
  GHashTableIter iterator;
  gpointer id, row;

  g_hash_table_iter_init (&iterator, parts->rows);
  while (g_hash_table_iter_next (&iterator, &id, &row))
    if (rv_model_get_kind (parts->host.model, (RvId) GPOINTER_TO_SIZE (id), parts->kind) == NULL)
      {
        g_hash_table_remove (parts->inner, row);
        adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
        g_hash_table_iter_remove (&iterator);
      }
}

static GtkWidget *
ensure_row (Parts *parts, GtkWidget *group, const RvObject *object)
{
  GtkWidget *row = g_hash_table_lookup (parts->rows, GSIZE_TO_POINTER (object->id));

  if (row == NULL)
    {
      row = expander_new (parts, object);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
      g_hash_table_insert (parts->rows, GSIZE_TO_POINTER (object->id), row);
    }
  if (parts->expand_next == object->id)
    {
      parts->expand_next = 0;
      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
    }
  return row;
}

void
rv_table_parts_refresh (GtkWidget *group)
{
  Parts *parts = g_object_get_data (G_OBJECT (group), "parts");
  g_autoptr (GPtrArray) objects = rv_model_children (parts->host.model, parts->table, parts->kind);

  remove_gone (parts, group);
  for (guint i = 0; i < objects->len; i++)
    {
      GtkWidget *row = ensure_row (parts, group, objects->pdata[i]);
      GPtrArray *inner = g_hash_table_lookup (parts->inner, row);

      show_titles (parts, row, objects->pdata[i]);
      for (guint j = 0; inner != NULL && j < inner->len; j++)
        rv_part_row_refresh (inner->pdata[j]);
    }
}
