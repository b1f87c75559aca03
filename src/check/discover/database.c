/* Owns the reading of SQLite files: read-only, no views, no virtual tables. */
#include "check/discover/database.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#define TABLES_MAX 5000

gboolean
rv_database_is_sqlite (const char *path)
{
  char start[16] = { 0 };
  FILE *file = fopen (path, "rb");
  gboolean is_sqlite;

  if (file == NULL)
    return FALSE;
  is_sqlite = fread (start, 1, sizeof start, file) == sizeof start && memcmp (start, "SQLite format 3", 16) == 0;
  fclose (file);
  return is_sqlite;
}

static gboolean
fail (sqlite3 *db, GError **error)
{
  g_set_error_literal (error, RV_DISCOVER_ERROR, RV_DISCOVER_ERROR_SYNTAX, sqlite3_errmsg (db));
  return FALSE;
}

static RvDataBuilder *
start_table (const char *table, sqlite3_stmt *rows, gboolean nulls_distinct)
{
  guint n = (guint) sqlite3_column_count (rows);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (names, g_utf8_make_valid (sqlite3_column_name (rows, (int) i), -1));
  return rv_data_builder_new (table, (const char *const *) names->pdata, n, nulls_distinct);
}

static void
add_row (RvDataBuilder *builder, sqlite3_stmt *rows)
{
  for (int i = 0; i < sqlite3_column_count (rows); i++)
    {
      gboolean is_blob = sqlite3_column_type (rows, i) == SQLITE_BLOB;
      const char *text = is_blob ? sqlite3_column_blob (rows, i) : (const char *) sqlite3_column_text (rows, i);
      int length = sqlite3_column_bytes (rows, i);

      if (sqlite3_column_type (rows, i) == SQLITE_NULL)
        rv_data_builder_add (builder, (guint) i, NULL, 0);
      else
        rv_data_builder_add (builder, (guint) i, text != NULL ? text : "", (gsize) length);
    }
}

static gboolean
read_table (sqlite3 *db, const char *table, gboolean nulls_distinct, GPtrArray *tables, GError **error)
{
  char *sql = sqlite3_mprintf ("SELECT * FROM \"%w\"", table);
  sqlite3_stmt *rows = NULL;
  RvDataBuilder *builder;
  int status = sqlite3_prepare_v2 (db, sql, -1, &rows, NULL);

  sqlite3_free (sql);
  if (status != SQLITE_OK)
    return fail (db, error);
  builder = start_table (table, rows, nulls_distinct);
  while ((status = sqlite3_step (rows)) == SQLITE_ROW)
    {
      add_row (builder, rows);
      if (!rv_data_builder_end_row (builder))
        break;
    }
  sqlite3_finalize (rows);
  g_ptr_array_add (tables, rv_data_builder_finish (builder));
  return status == SQLITE_DONE || status == SQLITE_ROW || fail (db, error);
}

static gboolean
read_tables (sqlite3 *db, gboolean nulls_distinct, GPtrArray *tables, GError **error)
{
  static const char sql[] = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
                            "AND rootpage > 0 ORDER BY name";
  sqlite3_stmt *names = NULL;
  gboolean is_good = TRUE;
  int status = SQLITE_DONE;

  if (sqlite3_prepare_v2 (db, sql, -1, &names, NULL) != SQLITE_OK)
    return fail (db, error);
  while (is_good && tables->len < TABLES_MAX && (status = sqlite3_step (names)) == SQLITE_ROW)
    is_good = read_table (db, (const char *) sqlite3_column_text (names, 0), nulls_distinct, tables, error);
  if (is_good && status != SQLITE_DONE && status != SQLITE_ROW)
    is_good = fail (db, error);
  sqlite3_finalize (names);
  return is_good;
}

GPtrArray *
rv_database_read (const char *path, gboolean nulls_distinct, GError **error)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) rv_data_free);
  sqlite3 *db = NULL;
  gboolean is_good;

  if (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
    {
      fail (db, error);
      sqlite3_close (db);
      return NULL;
    }
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  is_good = read_tables (db, nulls_distinct, tables, error);
  sqlite3_close (db);
  return is_good ? g_steal_pointer (&tables) : NULL;
}
