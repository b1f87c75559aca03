/* Opening, closing and copying the project file. */
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "store/store-private.h"

#define BUSY_MILLISECONDS 3000

G_DEFINE_QUARK (rv-store-error, rv_store_error)

gboolean
rv_store_set_error (RvStore *store, GError **error, const char *doing)
{
  int code = store->db != NULL ? sqlite3_errcode (store->db) & 0xff : SQLITE_NOMEM;
  gboolean damaged = code == SQLITE_CORRUPT || code == SQLITE_NOTADB;

  g_set_error (error, RV_STORE_ERROR, damaged ? RV_STORE_ERROR_DAMAGED : RV_STORE_ERROR_IO, "%s: %s: %s",
               store->path != NULL ? store->path : _("project in memory"), doing,
               store->db != NULL ? sqlite3_errmsg (store->db) : g_strerror (ENOMEM));
  return FALSE;
}

gboolean
rv_store_exec (RvStore *store, const char *sql, GError **error)
{
  if (sqlite3_exec (store->db, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  return rv_store_set_error (store, error, _("the project file could not be written"));
}

gint64
rv_store_integer (RvStore *store, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  gint64 result = 0;

  if (sqlite3_prepare_v2 (store->db, sql, -1, &statement, NULL) == SQLITE_OK && sqlite3_step (statement) == SQLITE_ROW)
    result = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return result;
}

/* A project file may come from anywhere: nothing in it may run or reach outside. References
 * are enforced by model/, which knows them all; SQLite would scan whole tables for each removal. */
static void
harden (sqlite3 *db)
{
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL);
  sqlite3_limit (db, SQLITE_LIMIT_ATTACHED, 1);
  sqlite3_limit (db, SQLITE_LIMIT_LENGTH, 1 << 28);
  sqlite3_busy_timeout (db, BUSY_MILLISECONDS);
  sqlite3_exec (db, "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0", NULL, NULL, NULL);
}

static RvStore *
store_new (const char *path)
{
  RvStore *store = g_new0 (RvStore, 1);

  store->path = g_strdup (path);
  store->lock = -1;
  return store;
}

static gboolean
open_database (RvStore *store, const char *name, int flags, GError **error)
{
  int result = sqlite3_open_v2 (name, &store->db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);

  if (result != SQLITE_OK)
    return rv_store_set_error (store, error, _("the project file could not be opened"));
  harden (store->db);
  return TRUE;
}

RvStore *
rv_store_new_memory (void)
{
  RvStore *store = store_new (NULL);

  if (!open_database (store, ":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL)
      || !rv_store_exec (store, "PRAGMA journal_mode = MEMORY", NULL)
      || !rv_store_create_tables (store, NULL))
    g_error ("no memory for a project");
  return store;
}

static gboolean
prepare_for_writing (RvStore *store, GError **error)
{
  return rv_store_exec (store, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 1000", error);
}

RvStore *
rv_store_create (const char *path, GError **error)
{
  g_autoptr (RvStore) store = store_new (path);
  int fd = g_open (path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0666);

  if (fd < 0)
    {
      g_set_error (error, RV_STORE_ERROR, RV_STORE_ERROR_IO, "%s: %s", path, g_strerror (errno));
      return NULL;
    }
  close (fd);
  store->lock = rv_store_lock (path);
  if (!open_database (store, path, SQLITE_OPEN_READWRITE, error) || !prepare_for_writing (store, error)
      || !rv_store_exec (store, "BEGIN", error) || !rv_store_create_tables (store, error)
      || !rv_store_exec (store, "COMMIT", error)
      /* Whose file it is has to be told by its first bytes, even if this process ends without closing it. */
      || !rv_store_exec (store, "PRAGMA wal_checkpoint(TRUNCATE)", error))
    {
      g_unlink (path);
      return NULL;
    }
  rv_store_mark_seen (store);
  return g_steal_pointer (&store);
}

static guint32
big_endian_at (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

/* The first bytes say whose file it is, before SQLite gets to see any of it. Returns: the file
 * version, or -1 with @error set. */
static gint64
read_header (const char *path, GError **error)
{
  guint8 header[100];
  gssize n;
  int fd;

  /* Closing a descriptor would drop the locks that SQLite holds on the file in this process. */
  if (rv_store_is_locked_here (path))
    return RV_STORE_VERSION;
  fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  if (fd < 0)
    {
      g_set_error (error, RV_STORE_ERROR, RV_STORE_ERROR_IO, "%s: %s", path, g_strerror (errno));
      return -1;
    }
  n = read (fd, header, sizeof header);
  close (fd);
  if (n < (gssize) sizeof header || memcmp (header, "SQLite format 3", 16) != 0)
    g_set_error (error, RV_STORE_ERROR, RV_STORE_ERROR_NOT_A_PROJECT, _("%s: this is no Relvar project: expected an SQLite file"), path);
  else if (big_endian_at (header + 68) != RV_STORE_APPLICATION_ID)
    g_set_error (error, RV_STORE_ERROR, RV_STORE_ERROR_NOT_A_PROJECT,
                 _("%s: this is an SQLite file, but no Relvar project (its application id is another)"), path);
  else
    return big_endian_at (header + 60);
  return -1;
}

static gboolean
check_integrity (RvStore *store, GError **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean fine = FALSE;

  if (sqlite3_prepare_v2 (store->db, "PRAGMA quick_check(1)", -1, &statement, NULL) == SQLITE_OK
      && sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *answer = (const char *) sqlite3_column_text (statement, 0);

      fine = g_strcmp0 (answer, "ok") == 0;
      if (!fine)
        g_set_error (error, RV_STORE_ERROR, RV_STORE_ERROR_DAMAGED, _("%s: the file is damaged: %s"), store->path, answer);
    }
  else
    {
      g_set_error (error, RV_STORE_ERROR,
                   (sqlite3_errcode (store->db) & 0xff) == SQLITE_CORRUPT || (sqlite3_errcode (store->db) & 0xff) == SQLITE_NOTADB
                     ? RV_STORE_ERROR_DAMAGED : RV_STORE_ERROR_IO,
                   _("%s: the file cannot be read: %s"), store->path, sqlite3_errmsg (store->db));
    }
  sqlite3_finalize (statement);
  return fine;
}

static void
decide_on_writing (RvStore *store, gboolean writable, gint64 version)
{
  g_autofree char *folder = g_path_get_dirname (store->path);

  if (!writable)
    store->read_only_reason = g_strdup (_("The project was opened to be read only."));
  else if (version > RV_STORE_VERSION)
    store->read_only_reason = g_strdup_printf (
        _("The project was made by a newer Relvar (file version %d, this one knows %d). Update Relvar to edit it."), (int) version,
        RV_STORE_VERSION);
  else if (access (store->path, W_OK) != 0 || access (folder, W_OK) != 0)
    store->read_only_reason = g_strdup (_("The file or its folder may not be written."));
  else if ((store->lock = rv_store_lock (store->path)) < 0)
    store->read_only_reason = g_strdup (_("The project is open in another window. Changes made there appear here."));
}

/* SQLite cannot read a WAL file without writing beside it, unless told that nobody else changes it. */
static gboolean
open_read_only (RvStore *store, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (store->path);
  g_autofree char *wal = g_strconcat (store->path, "-wal", NULL);
  g_autofree char *escaped = g_uri_escape_string (store->path, "/", TRUE);
  g_autofree char *uri = g_strdup_printf ("file:%s?immutable=1", escaped);

  if (access (folder, W_OK) != 0 && !g_file_test (wal, G_FILE_TEST_EXISTS))
    return open_database (store, uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, error);
  return open_database (store, store->path, SQLITE_OPEN_READONLY, error);
}

static gboolean
migrate (RvStore *store, gint64 version, GError **error)
{
  g_autofree char *backup = g_strdup_printf ("%s.version-%d.backup", store->path, (int) version);

  return rv_store_save_copy (store, backup, error) && rv_store_add_missing (store, error);
}

static gboolean
open_for_writing (RvStore *store, GError **error)
{
  return open_database (store, store->path, SQLITE_OPEN_READWRITE, error);
}

/* What may not be written cannot be migrated where it lies: it is read from a copy in memory. */
static gboolean
migrate_copy (RvStore *store, GError **error)
{
  sqlite3 *file = g_steal_pointer (&store->db);
  sqlite3_backup *backup;
  gboolean is_copied = open_database (store, ":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);

  if (is_copied)
    {
      backup = sqlite3_backup_init (store->db, "main", file, "main");
      sqlite3_backup_step (backup, -1);
      is_copied = sqlite3_backup_finish (backup) == SQLITE_OK || rv_store_set_error (store, error, _("the project file cannot be read"));
    }
  sqlite3_close (file);
  return is_copied && rv_store_add_missing (store, error);
}

static gboolean
bring_up_to_date (RvStore *store, gint64 version, GError **error)
{
  if (store->read_only_reason == NULL && !prepare_for_writing (store, error))
    return FALSE;
  if (version >= RV_STORE_VERSION)
    return TRUE;
  return store->read_only_reason == NULL ? migrate (store, version, error) : migrate_copy (store, error);
}

RvStore *
rv_store_open (const char *path, gboolean writable, GError **error)
{
  g_autoptr (RvStore) store = store_new (path);
  gint64 version = read_header (path, error);

  if (version < 0)
    return NULL;
  decide_on_writing (store, writable, version);
  if (store->read_only_reason != NULL ? !open_read_only (store, error) : !open_for_writing (store, error))
    return NULL;
  if (!check_integrity (store, error))
    return NULL;
  version = rv_store_integer (store, "PRAGMA user_version");
  if (!bring_up_to_date (store, version, error))
    return NULL;
  if (!rv_store_check_schema (store, error))
    return NULL;
  rv_store_mark_seen (store);
  return g_steal_pointer (&store);
}

RvStore *
rv_store_open_damaged (const char *path, GError **error)
{
  g_autoptr (RvStore) store = store_new (path);

  store->read_only_reason = g_strdup (_("The file is damaged; this is what could be read of it."));
  return open_read_only (store, error) ? g_steal_pointer (&store) : NULL;
}

void
rv_store_free (RvStore *store)
{
  rv_store_rollback (store);
  for (RvKind kind = 1; kind < RV_N_KINDS; kind++)
    {
      sqlite3_finalize (store->insert[kind]);
      sqlite3_finalize (store->update[kind]);
      sqlite3_finalize (store->remove[kind]);
    }
  sqlite3_close (store->db);
  rv_store_unlock (store->lock);
  g_free (store->path);
  g_free (store->read_only_reason);
  g_free (store);
}

const char *
rv_store_path (RvStore *store)
{
  return store->path;
}

const char *
rv_store_read_only_reason (RvStore *store)
{
  return store->read_only_reason;
}

static gboolean
sync_file (const char *path)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean done = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);
  return done;
}

gboolean
rv_store_save_copy (RvStore *store, const char *path, GError **error)
{
  g_autofree char *temporary = g_strconcat (path, ".part", NULL);
  sqlite3_stmt *statement = NULL;
  gboolean done;

  g_unlink (temporary);
  done = sqlite3_prepare_v2 (store->db, "VACUUM INTO ?", -1, &statement, NULL) == SQLITE_OK
         && sqlite3_bind_text (statement, 1, temporary, -1, SQLITE_STATIC) == SQLITE_OK
         && sqlite3_step (statement) == SQLITE_DONE;
  if (!done)
    g_set_error (error, RV_STORE_ERROR, RV_STORE_ERROR_IO, _("%s: the copy could not be written: %s"), path, sqlite3_errmsg (store->db));
  sqlite3_finalize (statement);
  if (done && (!sync_file (temporary) || g_rename (temporary, path) != 0))
    {
      g_set_error (error, RV_STORE_ERROR, RV_STORE_ERROR_IO, "%s: %s", path, g_strerror (errno));
      done = FALSE;
    }
  if (!done)
    g_unlink (temporary);
  return done;
}
