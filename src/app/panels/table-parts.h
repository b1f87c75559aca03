/* Keys, foreign keys, indexes and checks of a table: a group each, a row each, all editable. */
#pragma once

#include "app/panels/property.h"

/** rv_table_parts_new: Returns: (transfer floating): the group of the objects of @kind (RV_KIND_KEY, _FOREIGN_KEY,
 * _INDEX or _CHECK) that belong to @table. */
GtkWidget *rv_table_parts_new (const RvPropertyHost *host, RvId table, RvKind kind);

/** rv_table_parts_refresh: shows them as they are now. */
void rv_table_parts_refresh (GtkWidget *group);

/** rv_part_rows: Returns: (transfer container): the rows that edit one such object, as the panel
 * shows them when it is selected by itself. */
GPtrArray *rv_part_rows (const RvPropertyHost *host, RvObject *object);

/** rv_part_row_refresh: refreshes any row of rv_part_rows(). */
void rv_part_row_refresh (GtkWidget *row);

/** rv_part_summary: Returns: (transfer full): one line such as "(customer_id) → customer (id)". */
char *rv_part_summary (RvModel *model, const RvObject *object);
