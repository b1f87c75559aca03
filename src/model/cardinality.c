/* Derives cardinalities and column marks from keys, unique indexes and not-null columns. */
#include "model/cardinality.h"

static gboolean
is_in_primary_key (RvModel *model, const RvColumn *column)
{
  const GPtrArray *referrers = rv_model_referrers (model, column->object.id);

  for (guint i = 0; referrers != NULL && i < referrers->len; i++)
    {
      const RvKeyColumn *part = g_ptr_array_index (referrers, i);
      const RvKey *key;

      if (part->object.kind != RV_KIND_KEY_COLUMN || part->is_included)
        continue;
      key = rv_model_get_kind (model, part->key_id, RV_KIND_KEY);
      if (key != NULL && key->is_primary)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_not_null (RvModel *model, const RvColumn *column)
{
  return column->not_null || column->identity != RvIdentity_NONE || is_in_primary_key (model, column);
}

static gboolean
holds (const GPtrArray *foreign_key_columns, RvId column)
{
  for (guint i = 0; i < foreign_key_columns->len; i++)
    if (((const RvForeignKeyColumn *) g_ptr_array_index (foreign_key_columns, i))->column_id == column)
      return TRUE;
  return FALSE;
}

/* Whether the columns hold all of @key, so that no two rows can agree in them. */
static gboolean
hold_key (RvModel *model, const GPtrArray *columns, const RvKey *key)
{
  g_autoptr (GPtrArray) parts = rv_model_children (model, key->object.id, RV_KIND_KEY_COLUMN);
  guint n_held = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      const RvKeyColumn *part = g_ptr_array_index (parts, i);

      if (part->is_included)
        continue;
      if (!holds (columns, part->column_id))
        return FALSE;
      n_held++;
    }
  return n_held > 0;
}

static gboolean
hold_index (RvModel *model, const GPtrArray *columns, const RvIndex *index)
{
  g_autoptr (GPtrArray) parts = NULL;
  guint n_held = 0;

  if (!index->is_unique || index->predicate != NULL)
    return FALSE;
  parts = rv_model_children (model, index->object.id, RV_KIND_INDEX_COLUMN);
  for (guint i = 0; i < parts->len; i++)
    {
      const RvIndexColumn *part = g_ptr_array_index (parts, i);

      if (part->is_included)
        continue;
      if (part->column_id == 0 || !holds (columns, part->column_id))
        return FALSE;
      n_held++;
    }
  return n_held > 0;
}

static gboolean
are_unique (RvModel *model, RvId table, const GPtrArray *columns)
{
  g_autoptr (GPtrArray) keys = rv_model_children (model, table, RV_KIND_KEY);
  g_autoptr (GPtrArray) indexes = rv_model_children (model, table, RV_KIND_INDEX);

  for (guint i = 0; i < keys->len; i++)
    if (hold_key (model, columns, g_ptr_array_index (keys, i)))
      return TRUE;
  for (guint i = 0; i < indexes->len; i++)
    if (hold_index (model, columns, g_ptr_array_index (indexes, i)))
      return TRUE;
  return FALSE;
}

RvCardinality
rv_model_cardinality (RvModel *model, const RvForeignKey *foreign_key)
{
  g_autoptr (GPtrArray) columns = rv_model_children (model, foreign_key->object.id, RV_KIND_FOREIGN_KEY_COLUMN);
  gboolean all_not_null = columns->len > 0, all_primary = columns->len > 0;

  for (guint i = 0; i < columns->len; i++)
    {
      const RvForeignKeyColumn *part = g_ptr_array_index (columns, i);
      const RvColumn *column = rv_model_get_kind (model, part->column_id, RV_KIND_COLUMN);

      all_not_null = all_not_null && column != NULL && is_not_null (model, column);
      all_primary = all_primary && column != NULL && is_in_primary_key (model, column);
    }
  return (RvCardinality) {
    .from = are_unique (model, foreign_key->table_id, columns) ? RV_END_ZERO_OR_ONE : RV_END_ZERO_OR_MANY,
    .to = all_not_null ? RV_END_ONE : RV_END_ZERO_OR_ONE,
    .is_identifying = all_primary,
  };
}

/* Whether @part is the only part of its key or unique index. */
static gboolean
is_alone (RvModel *model, RvId parent, RvKind kind)
{
  g_autoptr (GPtrArray) parts = rv_model_children (model, parent, kind);
  guint n = 0;

  for (guint i = 0; i < parts->len; i++)
    n += kind == RV_KIND_KEY_COLUMN ? !((const RvKeyColumn *) g_ptr_array_index (parts, i))->is_included
                                    : !((const RvIndexColumn *) g_ptr_array_index (parts, i))->is_included;
  return n == 1;
}

static RvColumnMarks
key_marks (RvModel *model, const RvKeyColumn *part)
{
  const RvKey *key = rv_model_get_kind (model, part->key_id, RV_KIND_KEY);

  if (key == NULL || part->is_included)
    return 0;
  if (key->is_primary)
    return RV_COLUMN_PRIMARY | RV_COLUMN_NOT_NULL;
  return is_alone (model, key->object.id, RV_KIND_KEY_COLUMN) ? RV_COLUMN_UNIQUE : 0;
}

static RvColumnMarks
index_marks (RvModel *model, const RvIndexColumn *part)
{
  const RvIndex *index = rv_model_get_kind (model, part->index_id, RV_KIND_INDEX);

  if (index == NULL || part->is_included || !index->is_unique || index->predicate != NULL)
    return 0;
  return is_alone (model, index->object.id, RV_KIND_INDEX_COLUMN) ? RV_COLUMN_UNIQUE : 0;
}

RvColumnMarks
rv_model_column_marks (RvModel *model, const RvColumn *column)
{
  const GPtrArray *referrers = rv_model_referrers (model, column->object.id);
  RvColumnMarks marks = column->not_null || column->identity != RvIdentity_NONE ? RV_COLUMN_NOT_NULL : 0;

  for (guint i = 0; referrers != NULL && i < referrers->len; i++)
    {
      gpointer referrer = g_ptr_array_index (referrers, i);
      RvKind kind = ((const RvObject *) referrer)->kind;

      if (kind == RV_KIND_KEY_COLUMN)
        marks |= key_marks (model, referrer);
      else if (kind == RV_KIND_INDEX_COLUMN)
        marks |= index_marks (model, referrer);
      else if (kind == RV_KIND_FOREIGN_KEY_COLUMN
               && ((const RvForeignKeyColumn *) referrer)->column_id == column->object.id)
        marks |= RV_COLUMN_FOREIGN;
    }
  return marks;
}
