/* Sizes of tables and statistics of columns. */
#include "live/volumes.h"

/* The columns of catalog/volumes.sql; COLUMN is NULL in a row of a table. */
enum { SCHEMA, TABLE, COLUMN, ROWS_OR_DISTINCT, WIDTH, NULLS, CORRELATION };

static void
set_real (RvEdit *edit, gpointer object, int field, const PGresult *result, int row, int column)
{
  if (!PQgetisnull (result, row, column))
    rv_edit_set_real (edit, object, field, g_ascii_strtod (PQgetvalue (result, row, column), NULL));
}

static RvObject *
find_table (RvModel *model, const PGresult *result, int row)
{
  static const RvKind kinds[] = { RV_KIND_TABLE, RV_KIND_MATERIALIZED_VIEW };
  const RvObject *schema = rv_model_find (model, RV_KIND_SCHEMA, 0, PQgetvalue (result, row, SCHEMA));
  RvObject *table = NULL;

  for (guint i = 0; schema != NULL && table == NULL && i < G_N_ELEMENTS (kinds); i++)
    table = rv_model_find (model, kinds[i], schema->id, PQgetvalue (result, row, TABLE));
  return table;
}

static void
add_volume (RvEdit *edit, const RvObject *table, const PGresult *result, int row)
{
  gpointer volume = rv_edit_insert (edit, RV_KIND_VOLUME, table->id);

  set_real (edit, volume, RvVolume_rows_now, result, row, ROWS_OR_DISTINCT);
  set_real (edit, volume, RvVolume_row_width, result, row, WIDTH);
}

static void
add_column_volume (RvEdit *edit, const RvObject *table, const PGresult *result, int row)
{
  const RvObject *column = rv_model_find (rv_edit_model (edit), RV_KIND_COLUMN, table->id, PQgetvalue (result, row, COLUMN));
  gpointer volume = column != NULL ? rv_edit_insert (edit, RV_KIND_COLUMN_VOLUME, column->id) : NULL;

  if (volume == NULL)
    return;
  set_real (edit, volume, RvColumnVolume_distinct_values, result, row, ROWS_OR_DISTINCT);
  set_real (edit, volume, RvColumnVolume_average_width, result, row, WIDTH);
  set_real (edit, volume, RvColumnVolume_null_fraction, result, row, NULLS);
  set_real (edit, volume, RvColumnVolume_correlation, result, row, CORRELATION);
}

void
rv_volumes_add (RvEdit *edit, const PGresult *result)
{
  for (int row = 0; row < PQntuples (result); row++)
    {
      const RvObject *table = find_table (rv_edit_model (edit), result, row);

      if (table == NULL)
        continue;
      if (PQgetisnull (result, row, COLUMN))
        add_volume (edit, table, result, row);
      else
        add_column_volume (edit, table, result, row);
    }
}
