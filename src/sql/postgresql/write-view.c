/* Views and materialized views. */
#include "sql/postgresql/write.h"

static const char *const storages[] = { NULL, "PLAIN", "EXTERNAL", "EXTENDED", "MAIN" };

static void
begin_alter (RvWriter *writer, RvObject *view, const RvViewColumn *column)
{
  rv_write (writer, view->kind == RV_KIND_VIEW ? "ALTER VIEW " : "ALTER MATERIALIZED VIEW ");
  rv_write_object (writer, view->id);
  rv_write (writer, " ALTER COLUMN ");
  rv_write_name (writer, column->name);
}

static void
write_view_column (RvWriter *writer, RvObject *view, RvViewColumn *column)
{
  if (column->default_value != NULL)
    {
      begin_alter (writer, view, column);
      rv_write_format (writer, " SET DEFAULT %s;\n", column->default_value);
    }
  if (column->statistics_target >= 0)
    {
      begin_alter (writer, view, column);
      rv_write_format (writer, " SET STATISTICS %" G_GINT64_FORMAT ";\n", column->statistics_target);
    }
  if (column->storage != RvStorage_DEFAULT)
    {
      begin_alter (writer, view, column);
      rv_write_format (writer, " SET STORAGE %s;\n", storages[column->storage]);
    }
  if (column->compression != NULL)
    {
      begin_alter (writer, view, column);
      rv_write_format (writer, " SET COMPRESSION %s;\n", column->compression);
    }
}

static void
write_view_end (RvWriter *writer, RvObject *view)
{
  g_autoptr (GPtrArray) columns = rv_model_children (writer->model, view->id, RV_KIND_VIEW_COLUMN);

  for (guint i = 0; i < columns->len; i++)
    write_view_column (writer, view, g_ptr_array_index (columns, i));
  rv_write_attachments (writer, view);
  for (guint i = 0; i < columns->len; i++)
    rv_write_attachments (writer, g_ptr_array_index (columns, i));
}

static const char *const check_options[] = { "", "\nWITH LOCAL CHECK OPTION", "\nWITH CASCADED CHECK OPTION" };

void
rv_write_view (RvWriter *writer, RvView *view)
{
  gboolean replace = writer->options->if_not_exists || rv_order_has_shell (writer->order, view);

  rv_write (writer, replace ? "CREATE OR REPLACE " : "CREATE ");
  rv_write (writer, view->is_temporary ? "TEMPORARY " : "");
  rv_write (writer, view->is_recursive ? "RECURSIVE VIEW " : "VIEW ");
  rv_write_object (writer, view->object.id);
  if (view->column_names != NULL)
    rv_write_format (writer, " (%s)", view->column_names);
  rv_write_clause (writer, "WITH", view->options);
  rv_write_format (writer, " AS\n%s%s;\n", view->query, check_options[view->check_option]);
  write_view_end (writer, &view->object);
}

void
rv_write_materialized_view (RvWriter *writer, RvMaterializedView *view)
{
  rv_write (writer, "CREATE MATERIALIZED VIEW ");
  if (writer->options->if_not_exists)
    rv_write (writer, "IF NOT EXISTS ");
  rv_write_object (writer, view->object.id);
  if (view->column_names != NULL)
    rv_write_format (writer, " (%s)", view->column_names);
  if (view->access_method != NULL)
    {
      rv_write (writer, " USING ");
      rv_write_name (writer, view->access_method);
    }
  rv_write_clause (writer, "WITH", view->storage_parameters);
  if (view->tablespace != NULL)
    {
      rv_write (writer, " TABLESPACE ");
      rv_write_name (writer, view->tablespace);
    }
  rv_write_format (writer, " AS\n%s%s;\n", view->query, view->with_data ? "" : "\nWITH NO DATA");
  write_view_end (writer, &view->object);
}
