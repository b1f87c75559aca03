/* The SQL tables of the project file, made from the descriptions of the kinds. */
#include "store/store-private.h"

#include <glib/gi18n-lib.h>

/* Undo and redo: a changeset for each step. A row with action undo or redo says that it was
 * done to step `target`; another process follows the log by its numbers. */
#define OWN_TABLES \
  "CREATE TABLE IF NOT EXISTS history (step INTEGER PRIMARY KEY AUTOINCREMENT, made_at TEXT NOT NULL, label TEXT NOT NULL," \
  " action TEXT NOT NULL CHECK (action IN ('initial', 'edit', 'undo', 'redo')), target INTEGER," \
  " is_undone INTEGER NOT NULL DEFAULT 0, size INTEGER NOT NULL DEFAULT 0, changeset BLOB);" \
  "CREATE TABLE IF NOT EXISTS counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;" \
  "INSERT OR IGNORE INTO counters VALUES ('next_id', 1);"

static void
append_literal (GString *sql, const char *text)
{
  char *literal = sqlite3_mprintf ("%Q", text);

  g_string_append (sql, literal);
  sqlite3_free (literal);
}

/* The words that may stand there, for who reads the file. A CHECK would cost more than the row itself;
 * loading checks them all. */
static void
append_words (GString *sql, const RvField *field)
{
  for (const RvWord *word = field->words; word->word != NULL; word++)
    g_string_append_printf (sql, "%s%s", word == field->words ? " /* " : ", ", word->word);
  g_string_append (sql, " */");
}

static void
append_column (GString *sql, const RvField *field)
{
  static const char *const types[] = { "TEXT", "INTEGER", "REAL", "INTEGER", "TEXT", "INTEGER" };
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (sql, "%s %s", field->name, types[field->type]);
  if (field->type == RV_FIELD_WORD)
    {
      g_string_append (sql, " NOT NULL DEFAULT ");
      append_literal (sql, field->words[0].word);
      append_words (sql, field);
    }
  else if (field->type == RV_FIELD_INT || field->type == RV_FIELD_BOOL)
    g_string_append_printf (sql, " NOT NULL DEFAULT %d", (int) field->default_value);
  else if (field->type == RV_FIELD_REAL)
    g_string_append_printf (sql, " NOT NULL DEFAULT %s", g_ascii_dtostr (number, sizeof number, field->default_value));
  else if (field->flags & RV_REQUIRED)
    g_string_append (sql, field->type == RV_FIELD_TEXT ? " NOT NULL DEFAULT ''" : " NOT NULL");
  if (field->type == RV_FIELD_REF && field->target != RV_KIND_NONE)
    g_string_append_printf (sql, " REFERENCES %s (id) DEFERRABLE INITIALLY DEFERRED", rv_kind_info (field->target)->table);
}

static void
append_table (GString *sql, const RvKindInfo *info)
{
  g_string_append_printf (sql, "CREATE TABLE %s (id INTEGER PRIMARY KEY", info->table);
  for (guint i = 0; i < info->n_fields; i++)
    {
      g_string_append (sql, ", ");
      append_column (sql, &info->fields[i]);
    }
  g_string_append (sql, ");\n");
}

gboolean
rv_store_create_tables (RvStore *store, GError **error)
{
  g_autoptr (GString) sql = g_string_new (OWN_TABLES);

  for (RvKind kind = 1; kind < RV_N_KINDS; kind++)
    append_table (sql, rv_kind_info (kind));
  g_string_append_printf (sql, "PRAGMA application_id = %d; PRAGMA user_version = %d;", RV_STORE_APPLICATION_ID, RV_STORE_VERSION);
  return rv_store_exec (store, sql->str, error);
}

/* Returns: the number of columns that @info's table has, -1 if they are not ours. 0: no such table. */
static int
count_columns (RvStore *store, const RvKindInfo *info)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA table_info (%s)", info->table);
  sqlite3_stmt *statement = NULL;
  int n = 0;

  if (sqlite3_prepare_v2 (store->db, sql, -1, &statement, NULL) != SQLITE_OK)
    return -1;
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *name = (const char *) sqlite3_column_text (statement, 1);
      const char *expected = n == 0 ? "id" : n <= (int) info->n_fields ? info->fields[n - 1].name : NULL;

      if (expected != NULL && g_strcmp0 (name, expected) != 0)
        {
          n = -1;
          break;
        }
      n++;
    }
  sqlite3_finalize (statement);
  return n;
}

static gboolean
add_missing_to (RvStore *store, const RvKindInfo *info, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  int n = count_columns (store, info);

  if (n == 0)
    append_table (sql, info);
  for (int i = n; n > 0 && i <= (int) info->n_fields; i++)
    {
      g_string_append_printf (sql, "ALTER TABLE %s ADD COLUMN ", info->table);
      append_column (sql, &info->fields[i - 1]);
      g_string_append (sql, ";\n");
    }
  return rv_store_exec (store, sql->str, error);
}

gboolean
rv_store_add_missing (RvStore *store, GError **error)
{
  g_autofree char *finish = g_strdup_printf ("UPDATE history SET changeset = NULL; PRAGMA user_version = %d", RV_STORE_VERSION);

  if (!rv_store_exec (store, "BEGIN IMMEDIATE;" OWN_TABLES, error))
    return FALSE;
  for (RvKind kind = 1; kind < RV_N_KINDS; kind++)
    if (!add_missing_to (store, rv_kind_info (kind), error))
      {
        rv_store_exec (store, "ROLLBACK", NULL);
        return FALSE;
      }
  /* A changeset does not fit a table that has other columns. */
  return rv_store_exec (store, finish, error) && rv_store_exec (store, "COMMIT", error);
}

gboolean
rv_store_check_schema (RvStore *store, GError **error)
{
  for (RvKind kind = 1; kind < RV_N_KINDS; kind++)
    {
      const RvKindInfo *info = rv_kind_info (kind);

      if (count_columns (store, info) < (int) info->n_fields + 1)
        {
          g_set_error (error, RV_STORE_ERROR, RV_STORE_ERROR_DAMAGED, _("%s: the table “%s” is missing or not as Relvar makes it"),
                       store->path, info->table);
          return FALSE;
        }
    }
  return TRUE;
}
