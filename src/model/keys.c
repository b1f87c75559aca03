/* Edits of keys and of the column lists of keys, foreign keys and indexes. */
#include "model/keys.h"

RvKey *
rv_keys_primary (RvModel *model, RvId table)
{
  g_autoptr (GPtrArray) keys = rv_model_children (model, table, RV_KIND_KEY);

  for (guint i = 0; i < keys->len; i++)
    if (((RvKey *) keys->pdata[i])->is_primary)
      return keys->pdata[i];
  return NULL;
}

static RvKeyColumn *
find_part (RvModel *model, const RvKey *key, RvId column)
{
  g_autoptr (GPtrArray) parts = rv_model_children (model, key->object.id, RV_KIND_KEY_COLUMN);

  for (guint i = 0; i < parts->len; i++)
    {
      RvKeyColumn *part = parts->pdata[i];

      if (part->column_id == column && !part->is_included)
        return part;
    }
  return NULL;
}

gboolean
rv_keys_has_column (RvModel *model, const RvKey *key, RvId column)
{
  return find_part (model, key, column) != NULL;
}

static RvKey *
make_primary (RvEdit *edit, RvId table)
{
  const RvTable *owner = rv_model_get_kind (rv_edit_model (edit), table, RV_KIND_TABLE);
  g_autofree char *name = g_strdup_printf ("%s_pkey", owner->name);
  RvKey *key = rv_edit_insert (edit, RV_KIND_KEY, table);

  rv_edit_set_text (edit, key, RvKey_name, name);
  rv_edit_set_number (edit, key, RvKey_is_primary, TRUE);
  return key;
}

static void
take_out (RvEdit *edit, RvKey *key, RvKeyColumn *part)
{
  g_autoptr (GPtrArray) parts = rv_model_children (rv_edit_model (edit), key->object.id, RV_KIND_KEY_COLUMN);

  if (parts->len <= 1)
    rv_edit_remove (edit, key);
  else
    rv_edit_remove (edit, part);
}

void
rv_keys_toggle_primary (RvEdit *edit, RvColumn *column)
{
  RvModel *model = rv_edit_model (edit);
  RvKey *key = rv_keys_primary (model, column->table_id);
  RvKeyColumn *part = key != NULL ? find_part (model, key, column->object.id) : NULL;

  if (part != NULL)
    {
      take_out (edit, key, part);
      return;
    }
  if (key == NULL)
    key = make_primary (edit, column->table_id);
  part = rv_edit_insert (edit, RV_KIND_KEY_COLUMN, key->object.id);
  rv_edit_set_number (edit, part, RvKeyColumn_column_id, column->object.id);
  rv_edit_set_number (edit, column, RvColumn_not_null, TRUE);
}

static RvObject *
find_part_of (GPtrArray *parts, const RvField *field, RvId column)
{
  for (guint i = 0; i < parts->len; i++)
    if (rv_record_number (parts->pdata[i], field) == column)
      return parts->pdata[i];
  return NULL;
}

void
rv_parts_set_columns (RvEdit *edit, RvObject *object, RvKind kind, int field, const RvId *columns, guint n)
{
  g_autoptr (GPtrArray) parts = rv_model_children (rv_edit_model (edit), object->id, kind);

  for (guint i = 0; i < n; i++)
    {
      RvObject *part = find_part_of (parts, rv_field_info (field), columns[i]);

      if (part == NULL)
        {
          part = rv_edit_insert (edit, kind, object->id);
          rv_edit_set_number (edit, part, field, columns[i]);
        }
      else
        g_ptr_array_remove (parts, part);
      rv_edit_set_number (edit, part, rv_field_id (kind, (guint) rv_kind_info (kind)->position), i);
    }
  for (guint i = 0; i < parts->len; i++)
    rv_edit_remove (edit, parts->pdata[i]);
}
