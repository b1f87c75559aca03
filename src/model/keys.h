/* Keys of a table: which there are, and edits of them that keep to what a server accepts. */
#pragma once

#include "model/edit.h"

/** rv_keys_primary: Returns: (transfer none) (nullable): the primary key of @table. */
RvKey *rv_keys_primary (RvModel *model, RvId table);

/** rv_keys_has_column: Returns: whether @column is one of the key's own (not only included) columns. */
gboolean rv_keys_has_column (RvModel *model, const RvKey *key, RvId column);

/** rv_keys_toggle_primary: puts @column last into the primary key of its table, or takes it out. Makes the
 * key when there is none and removes it with its last column; a column of a primary key is not null. */
void rv_keys_toggle_primary (RvEdit *edit, RvColumn *column);

/** rv_parts_set_columns: makes @n @columns the parts of @object in that order: @kind is RV_KIND_KEY_COLUMN
 * or another part with a column_id field @field. Parts that stay keep their identity. */
void rv_parts_set_columns (RvEdit *edit, RvObject *object, RvKind kind, int field, const RvId *columns, guint n);
