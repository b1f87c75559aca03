/* The project file: one SQLite database with a table for each kind of object, and the history
 * of what was done. Only model/ calls this; it knows rows, not what they mean. */
#pragma once

#include <gio/gio.h>

#include "meta/record.h"

#define RV_STORE_APPLICATION_ID 0x52764C72 /* "RvLr" */
#define RV_STORE_VERSION 2

typedef struct _RvStore RvStore;

#define RV_STORE_ERROR (rv_store_error_quark ())
GQuark rv_store_error_quark (void);
typedef enum {
  RV_STORE_ERROR_NOT_A_PROJECT, /* some other file */
  RV_STORE_ERROR_DAMAGED,       /* ours once; a salvage may get most of it back */
  RV_STORE_ERROR_IO,            /* no permission, no space, locked … */
} RvStoreError;

/** RvRow: one row as a changeset tells it: @record holds the new values (of an update: those
 * whose bit is set in @fields), or for a removal the old ones. */
typedef struct {
  enum { RV_ROW_INSERTED, RV_ROW_UPDATED, RV_ROW_REMOVED } type;
  guint64 fields;
  RvObject *record;
} RvRow;

void rv_row_free (RvRow *row);

/** rv_store_new_memory: Returns: (transfer full): a new project that lives in memory. */
RvStore *rv_store_new_memory (void);

/** rv_store_create: makes the new file @path. */
RvStore *rv_store_create (const char *path, GError **error);

/** rv_store_open: opens the project file @path: for writing if @writable and nobody else does,
 * migrating an older one after a backup copy beside it. */
RvStore *rv_store_open (const char *path, gboolean writable, GError **error);

/** rv_store_open_damaged: opens @path to read whatever can be read of it, never to write. */
RvStore *rv_store_open_damaged (const char *path, GError **error);

void rv_store_free (RvStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvStore, rv_store_free)

const char *rv_store_path (RvStore *store);

/** rv_store_read_only_reason: Returns: (nullable): why nothing can be written, for people. */
const char *rv_store_read_only_reason (RvStore *store);

/** rv_store_save_copy: writes a compact copy of all to @path, replacing it only when complete. */
gboolean rv_store_save_copy (RvStore *store, const char *path, GError **error);

/* ---- rows -------------------------------------------------------------------------------- */

/** RvStoreLoaded: takes @record. */
typedef void (*RvStoreLoaded) (RvObject *record, gpointer data);

/** rv_store_load: hands every row of @kind to @loaded. A row that does not fit its description is
 * an error; with @n_bad it is left out and counted instead, as is all behind a damaged page. */
gboolean rv_store_load (RvStore *store, RvKind kind, RvStoreLoaded loaded, gpointer data, guint *n_bad, GError **error);

/** rv_store_next_id: Returns: the first id that was never given. */
RvId rv_store_next_id (RvStore *store);

/** rv_store_begin: starts a transaction; @record: its changes become a step that can be undone. */
gboolean rv_store_begin (RvStore *store, gboolean record, GError **error);
gboolean rv_store_insert (RvStore *store, const RvObject *record, GError **error);
gboolean rv_store_update (RvStore *store, const RvObject *record, GError **error);
gboolean rv_store_remove (RvStore *store, const RvObject *record, GError **error);

/** rv_store_commit: makes the transaction durable as history step @label; ids below @next_id are
 * given from now on. On failure it is rolled back. */
gboolean rv_store_commit (RvStore *store, const char *label, RvId next_id, GError **error);
void rv_store_rollback (RvStore *store);

/* ---- history ------------------------------------------------------------------------------- */

typedef struct {
  gint64 step;
  char *label;
  char *made_at;
  gboolean is_undone;
  gboolean can_undo;
} RvStoreStep;

void rv_store_step_free (RvStoreStep *step);

/** rv_store_steps: Returns: (transfer full) (element-type RvStoreStep): the newest @limit edits, newest first. */
GPtrArray *rv_store_steps (RvStore *store, guint limit);

/** rv_store_undo_label: Returns: (transfer full) (nullable): the step that would be undone (@redo: done again). */
char *rv_store_undo_label (RvStore *store, gboolean redo);

/** rv_store_undo: undoes the last step, or with @redo does the last undone one again.
 * Returns: (transfer full) (element-type RvRow): what changed, or NULL with @error set. */
GPtrArray *rv_store_undo (RvStore *store, gboolean redo, GError **error);

/** rv_store_follow: what others committed since the last call. @must_reload: it is not known in
 * detail, all has to be loaded again. Returns: (transfer full) (element-type RvRow) (nullable). */
GPtrArray *rv_store_follow (RvStore *store, gboolean *must_reload, GError **error);
