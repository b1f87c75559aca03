/* What the files of store/ share. */
#pragma once

#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include <sqlite3.h>

#include "store/store.h"

struct _RvStore {
  sqlite3 *db;
  char *path;
  char *read_only_reason;
  int lock;                 /* file descriptor of the writer's lock, or -1 */
  sqlite3_session *session; /* records the open transaction */
  gboolean in_transaction;
  gint64 last_step;         /* of the history that the model has seen */
  int data_version;         /* SQLite's, as of last_step */
  sqlite3_stmt *insert[RV_N_KINDS];
  sqlite3_stmt *update[RV_N_KINDS];
  sqlite3_stmt *remove[RV_N_KINDS];
};

/** rv_store_set_error: @error from SQLite's last one. Returns: FALSE. */
gboolean rv_store_set_error (RvStore *store, GError **error, const char *doing);
gboolean rv_store_exec (RvStore *store, const char *sql, GError **error);
gint64 rv_store_integer (RvStore *store, const char *sql);

/* lock.c */
/** rv_store_lock: Returns: a descriptor that holds the writer's lock of @path, or -1: another has it. */
int rv_store_lock (const char *path);
void rv_store_unlock (int lock);
/** rv_store_is_locked_here: Returns: whether this process itself has the writer's lock of @path. */
gboolean rv_store_is_locked_here (const char *path);

/* schema.c */
/** rv_store_create_tables: makes all tables in an empty database. */
gboolean rv_store_create_tables (RvStore *store, GError **error);
/** rv_store_add_missing: makes the tables and columns that an older file lacks. */
gboolean rv_store_add_missing (RvStore *store, GError **error);
/** rv_store_check_schema: whether every kind's table has its columns, in order. */
gboolean rv_store_check_schema (RvStore *store, GError **error);

/* rows.c */
/** rv_store_read_field: sets @field of @record from @value. Returns: FALSE if it does not fit. */
gboolean rv_store_read_field (RvObject *record, const RvField *field, sqlite3_value *value);

/* history.c */
void rv_store_mark_seen (RvStore *store);
