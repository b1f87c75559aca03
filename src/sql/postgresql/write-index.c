/* Indexes and extended statistics. */
#include "sql/postgresql/write.h"

static const char *const nulls[] = { "", " NULLS FIRST", " NULLS LAST" };

static void
write_index_column (RvWriter *writer, const RvIndexColumn *column)
{
  if (column->column_id != 0)
    rv_write_column (writer, column->column_id);
  else
    rv_write (writer, column->expression != NULL ? column->expression : "");
  if (column->collation != NULL)
    rv_write_format (writer, " COLLATE %s", column->collation);
  if (column->opclass != NULL)
    rv_write_format (writer, " %s", column->opclass);
  if (column->opclass_parameters != NULL)
    rv_write_format (writer, " (%s)", column->opclass_parameters);
  rv_write (writer, column->is_descending ? " DESC" : "");
  rv_write (writer, nulls[column->nulls]);
}

static void
write_index_columns (RvWriter *writer, GPtrArray *columns, gboolean included)
{
  guint n = 0;

  for (guint i = 0; i < columns->len; i++)
    {
      const RvIndexColumn *column = g_ptr_array_index (columns, i);

      if (column->is_included != included)
        continue;
      rv_write (writer, n++ > 0 ? ", " : included ? " INCLUDE (" : " (");
      write_index_column (writer, column);
    }
  if (n > 0)
    rv_write (writer, ")");
}

static void
write_index_head (RvWriter *writer, const RvIndex *index)
{
  rv_write (writer, index->is_unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ");
  if (index->name != NULL)
    {
      if (writer->options->if_not_exists)
        rv_write (writer, "IF NOT EXISTS ");
      rv_write_name (writer, index->name);
      rv_write (writer, " ");
    }
  rv_write (writer, index->only_this ? "ON ONLY " : "ON ");
  rv_write_object (writer, index->relation_id);
  rv_write (writer, " USING ");
  rv_write_name (writer, index->method != NULL ? index->method : "btree");
}

static void
write_index_tail (RvWriter *writer, const RvIndex *index)
{
  if (index->nulls_not_distinct)
    rv_write (writer, " NULLS NOT DISTINCT");
  rv_write_clause (writer, "WITH", index->storage_parameters);
  if (index->tablespace != NULL)
    {
      rv_write (writer, " TABLESPACE ");
      rv_write_name (writer, index->tablespace);
    }
  if (index->predicate != NULL)
    rv_write_format (writer, " WHERE %s", index->predicate);
  rv_write (writer, ";\n");
}

static void
write_column_statistics (RvWriter *writer, const RvIndex *index, GPtrArray *columns)
{
  for (guint i = 0; i < columns->len; i++)
    {
      const RvIndexColumn *column = g_ptr_array_index (columns, i);

      if (column->statistics_target < 0)
        continue;
      rv_write (writer, "ALTER INDEX ");
      rv_write_object (writer, index->object.id);
      rv_write_format (writer, " ALTER COLUMN %u SET STATISTICS %" G_GINT64_FORMAT ";\n", i + 1, column->statistics_target);
    }
}

void
rv_write_index_uses (RvWriter *writer, RvObject *relation, RvObject *index)
{
  const RvTable *table = relation->kind == RV_KIND_TABLE ? (RvTable *) relation : NULL;
  RvId cluster = table != NULL ? table->cluster_index_id
    : relation->kind == RV_KIND_MATERIALIZED_VIEW ? ((RvMaterializedView *) relation)->cluster_index_id : 0;

  if (cluster == index->id)
    {
      rv_write (writer, table != NULL ? "ALTER TABLE " : "ALTER MATERIALIZED VIEW ");
      rv_write_object (writer, relation->id);
      rv_write (writer, " CLUSTER ON ");
      rv_write_name (writer, rv_record_name (index));
      rv_write (writer, ";\n");
    }
  if (table != NULL && table->replica_identity == RvReplicaIdentity_INDEX && table->replica_index_id == index->id)
    {
      rv_write (writer, "ALTER TABLE ONLY ");
      rv_write_object (writer, relation->id);
      rv_write (writer, " REPLICA IDENTITY USING INDEX ");
      rv_write_name (writer, rv_record_name (index));
      rv_write (writer, ";\n");
    }
}

void
rv_write_index (RvWriter *writer, RvIndex *index)
{
  g_autoptr (GPtrArray) columns = rv_model_children (writer->model, index->object.id, RV_KIND_INDEX_COLUMN);
  RvObject *relation = rv_model_get (writer->model, index->relation_id);

  write_index_head (writer, index);
  write_index_columns (writer, columns, FALSE);
  write_index_columns (writer, columns, TRUE);
  write_index_tail (writer, index);
  write_column_statistics (writer, index, columns);
  if (index->attached_to_id != 0)
    {
      rv_write (writer, "ALTER INDEX ");
      rv_write_object (writer, index->attached_to_id);
      rv_write (writer, " ATTACH PARTITION ");
      rv_write_object (writer, index->object.id);
      rv_write (writer, ";\n");
    }
  if (relation != NULL)
    rv_write_index_uses (writer, relation, &index->object);
  rv_write_attachments (writer, &index->object);
}

void
rv_write_statistics (RvWriter *writer, RvStatistics *statistics)
{
  rv_write (writer, writer->options->if_not_exists ? "CREATE STATISTICS IF NOT EXISTS " : "CREATE STATISTICS ");
  rv_write_object (writer, statistics->object.id);
  if (statistics->kinds != NULL)
    rv_write_format (writer, " (%s)", statistics->kinds);
  rv_write_format (writer, " ON %s FROM ", statistics->expressions);
  rv_write_object (writer, statistics->table_id);
  rv_write (writer, ";\n");
  if (statistics->statistics_target >= 0)
    {
      rv_write (writer, "ALTER STATISTICS ");
      rv_write_object (writer, statistics->object.id);
      rv_write_format (writer, " SET STATISTICS %" G_GINT64_FORMAT ";\n", statistics->statistics_target);
    }
  rv_write_attachments (writer, &statistics->object);
}
