/* Reads the tables of an SQLite file for discovery. */
#pragma once

#include "check/discover/csv.h"

/** rv_database_is_sqlite: Returns: whether the file starts as those of SQLite do. */
gboolean rv_database_is_sqlite (const char *path);

/** rv_database_read: Returns: (transfer full) (element-type RvData): its tables, by name, or NULL with @error. */
GPtrArray *rv_database_read (const char *path, gboolean nulls_distinct, GError **error);
