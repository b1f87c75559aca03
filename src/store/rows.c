/* Objects to rows and back, by their descriptions. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "store/store-private.h"

void
rv_row_free (RvRow *row)
{
  rv_record_free (row->record);
  g_free (row);
}

static gboolean
read_word (RvObject *record, const RvField *field, const char *word)
{
  int index = word != NULL ? rv_field_word (field, word) : -1;

  if (index < 0)
    return FALSE;
  rv_record_set_number (record, field, index);
  return TRUE;
}

static gboolean
read_text (RvObject *record, const RvField *field, sqlite3_value *value)
{
  const char *text = (const char *) sqlite3_value_text (value);

  if (text == NULL || strlen (text) != (gsize) sqlite3_value_bytes (value) || !g_utf8_validate (text, -1, NULL))
    return FALSE;
  rv_record_set_text (record, field, text);
  return TRUE;
}

gboolean
rv_store_read_field (RvObject *record, const RvField *field, sqlite3_value *value)
{
  int type = sqlite3_value_type (value);

  if (type == SQLITE_NULL)
    {
      if (field->type == RV_FIELD_TEXT)
        rv_record_set_text (record, field, NULL);
      else if (field->type == RV_FIELD_REF)
        rv_record_set_number (record, field, 0);
      return field->type == RV_FIELD_TEXT || field->type == RV_FIELD_REF;
    }
  if (field->type == RV_FIELD_TEXT)
    return read_text (record, field, value);
  if (field->type == RV_FIELD_WORD)
    return read_word (record, field, (const char *) sqlite3_value_text (value));
  if (field->type == RV_FIELD_REAL)
    rv_record_set_real (record, field, sqlite3_value_double (value));
  else
    rv_record_set_number (record, field, sqlite3_value_int64 (value));
  return type == SQLITE_INTEGER || (field->type == RV_FIELD_REAL && type == SQLITE_FLOAT);
}

static sqlite3_stmt *
prepare_load (RvStore *store, const RvKindInfo *info)
{
  g_autoptr (GString) sql = g_string_new ("SELECT id");
  sqlite3_stmt *statement = NULL;

  for (guint i = 0; i < info->n_fields; i++)
    g_string_append_printf (sql, ", %s", info->fields[i].name);
  g_string_append_printf (sql, " FROM %s ORDER BY id", info->table);
  sqlite3_prepare_v2 (store->db, sql->str, -1, &statement, NULL);
  return statement;
}

/* Returns: (nullable): the row as an object, or NULL if it does not fit. */
static RvObject *
read_row (sqlite3_stmt *statement, const RvKindInfo *info)
{
  gint64 id = sqlite3_column_int64 (statement, 0);
  RvObject *record;

  if (id <= 0 || id > RV_ID_MAX)
    return NULL;
  record = rv_record_new (info->kind, id);
  for (guint i = 0; i < info->n_fields; i++)
    if (!rv_store_read_field (record, &info->fields[i], sqlite3_column_value (statement, (int) i + 1)))
      {
        rv_record_free (record);
        return NULL;
      }
  return record;
}

gboolean
rv_store_load (RvStore *store, RvKind kind, RvStoreLoaded loaded, gpointer data, guint *n_bad, GError **error)
{
  const RvKindInfo *info = rv_kind_info (kind);
  sqlite3_stmt *statement = prepare_load (store, info);
  int result = statement != NULL ? SQLITE_ROW : SQLITE_ERROR;
  gboolean fine = TRUE;

  while (fine && statement != NULL && (result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      RvObject *record = read_row (statement, info);

      if (record != NULL)
        loaded (record, data);
      else if (n_bad != NULL)
        (*n_bad)++;
      else
        {
          g_set_error (error, RV_STORE_ERROR, RV_STORE_ERROR_DAMAGED, _("%s: row %lld of the table “%s” does not fit"),
                       store->path, (long long) sqlite3_column_int64 (statement, 0), info->table);
          fine = FALSE;
        }
    }
  if (fine && result != SQLITE_DONE)
    {
      if (n_bad != NULL)
        (*n_bad)++;
      else
        fine = rv_store_set_error (store, error, _("the project file cannot be read"));
    }
  sqlite3_finalize (statement);
  sqlite3_db_release_memory (store->db); /* nobody reads these pages twice */
  return fine;
}

/* ---- writing ------------------------------------------------------------------------------- */

static sqlite3_stmt *
prepare_insert (RvStore *store, const RvKindInfo *info)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  sqlite3_stmt *statement = NULL;

  g_string_append_printf (sql, "INSERT INTO %s VALUES (?", info->table);
  for (guint i = 0; i < info->n_fields; i++)
    g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');
  sqlite3_prepare_v3 (store->db, sql->str, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
  return statement;
}

static sqlite3_stmt *
prepare_update (RvStore *store, const RvKindInfo *info)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  sqlite3_stmt *statement = NULL;

  g_string_append_printf (sql, "UPDATE %s SET ", info->table);
  for (guint i = 0; i < info->n_fields; i++)
    g_string_append_printf (sql, "%s%s = ?%u", i > 0 ? ", " : "", info->fields[i].name, i + 2);
  g_string_append (sql, " WHERE id = ?1");
  sqlite3_prepare_v3 (store->db, sql->str, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
  return statement;
}

static void
bind_field (sqlite3_stmt *statement, int index, const RvObject *record, const RvField *field)
{
  if (field->type == RV_FIELD_TEXT)
    {
      const char *text = rv_record_text (record, field);

      if (text != NULL)
        sqlite3_bind_text (statement, index, text, -1, SQLITE_STATIC);
      else
        sqlite3_bind_null (statement, index);
    }
  else if (field->type == RV_FIELD_WORD)
    sqlite3_bind_text (statement, index, field->words[rv_record_number (record, field)].word, -1, SQLITE_STATIC);
  else if (field->type == RV_FIELD_REAL)
    sqlite3_bind_double (statement, index, rv_record_real (record, field));
  else if (field->type == RV_FIELD_REF && rv_record_number (record, field) == 0)
    sqlite3_bind_null (statement, index);
  else
    sqlite3_bind_int64 (statement, index, rv_record_number (record, field));
}

static gboolean
run (RvStore *store, sqlite3_stmt *statement, const RvObject *record, gboolean with_fields, GError **error)
{
  const RvKindInfo *info = rv_kind_info (record->kind);
  int result;

  if (statement == NULL)
    return rv_store_set_error (store, error, _("the project file could not be written"));
  sqlite3_bind_int64 (statement, 1, record->id);
  for (guint i = 0; with_fields && i < info->n_fields; i++)
    bind_field (statement, (int) i + 2, record, &info->fields[i]);
  result = sqlite3_step (statement);
  sqlite3_reset (statement);
  return result == SQLITE_DONE || rv_store_set_error (store, error, _("the project file could not be written"));
}

gboolean
rv_store_insert (RvStore *store, const RvObject *record, GError **error)
{
  if (store->insert[record->kind] == NULL)
    store->insert[record->kind] = prepare_insert (store, rv_kind_info (record->kind));
  return run (store, store->insert[record->kind], record, TRUE, error);
}

gboolean
rv_store_update (RvStore *store, const RvObject *record, GError **error)
{
  if (store->update[record->kind] == NULL)
    store->update[record->kind] = prepare_update (store, rv_kind_info (record->kind));
  return run (store, store->update[record->kind], record, TRUE, error);
}

gboolean
rv_store_remove (RvStore *store, const RvObject *record, GError **error)
{
  if (store->remove[record->kind] == NULL)
    {
      g_autofree char *sql = g_strdup_printf ("DELETE FROM %s WHERE id = ?", rv_kind_info (record->kind)->table);

      sqlite3_prepare_v3 (store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &store->remove[record->kind], NULL);
    }
  return run (store, store->remove[record->kind], record, FALSE, error);
}
