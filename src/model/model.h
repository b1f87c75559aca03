/* The open project: its objects in memory, typed and linked, over the project file.
 *
 * A model belongs to one thread at a time. Objects belong to the model; a pointer to one is
 * good until the object is removed. Read their fields as struct members (RvTable, RvColumn …);
 * to change anything, make an RvEdit (model/edit.h). */
#pragma once

#include <gio/gio.h>

#include "meta/record.h"

#define RV_TYPE_MODEL (rv_model_get_type ())
G_DECLARE_FINAL_TYPE (RvModel, rv_model, RV, MODEL, GObject)

typedef enum { RV_CHANGE_INSERTED, RV_CHANGE_UPDATED, RV_CHANGE_REMOVED } RvChangeType;

/** RvChange: one object that an edit, an undo or another process changed. */
typedef struct {
  RvChangeType type;
  RvKind kind;
  RvId id;
  RvId parent;     /* what it belongs (or belonged) to */
  guint64 fields;  /* of an update: a bit for each field index */
} RvChange;

/* Signal "changed" (GArray of RvChange): after every commit, undo, redo and
 * commit of another process; the model already holds the new state.
 * Signal "before-commit" (RvEdit): the last chance to add to an edit what must go with it; not
 * for the birth of a project, undo and redo.
 * Signal "history-changed": what can be undone or redone is another now. */

/** rv_model_new: Returns: (transfer full): an empty project that lives in memory, with the
 * predefined schema "public" of @dialect (such as "postgresql"). */
RvModel *rv_model_new (const char *dialect);

/** rv_model_copy: Returns: (transfer full): a project in memory with all objects of @source, under the same ids. */
RvModel *rv_model_copy (RvModel *source);

/** rv_model_create: makes the new project file @path. Fails if it exists. */
RvModel *rv_model_create (const char *path, const char *dialect, GError **error);

typedef enum {
  RV_OPEN_DEFAULT = 0,
  RV_OPEN_READ_ONLY = 1 << 0,
} RvOpenFlags;

/** rv_model_open: opens the project file @path. A file that another process has open for
 * writing, or that a newer Relvar made, opens read-only; see rv_model_read_only_reason(). */
RvModel *rv_model_open (const char *path, RvOpenFlags flags, GError **error);

/** rv_model_salvage: reads what can be read of the damaged file @path, which stays as it is.
 * @report: (out) (transfer full): what was left out, for people.
 * Returns: (transfer full): a project in memory; save it under another name. */
RvModel *rv_model_salvage (const char *path, char **report, GError **error);

/** rv_model_error_is_damage: Returns: whether @error of rv_model_open() says that the file is a damaged
 * project, of which rv_model_salvage() may read a part. */
gboolean rv_model_error_is_damage (const GError *error);

/** rv_model_save_copy: writes the whole project, history included, to the new file @path;
 * an existing file is replaced only once the new one is complete. */
gboolean rv_model_save_copy (RvModel *model, const char *path, GError **error);

/** rv_model_path: Returns: (nullable): the file, or NULL for a project in memory. */
const char *rv_model_path (RvModel *model);

/** rv_model_read_only_reason: Returns: (nullable): a sentence for people, or NULL when the project can be edited. */
const char *rv_model_read_only_reason (RvModel *model);

/** rv_model_follow: takes in what other processes committed since the last call, and announces
 * it. Returns: FALSE with @error set when the file cannot be read. */
gboolean rv_model_follow (RvModel *model, GError **error);

/* ---- looking things up --------------------------------------------------------------- */

/** rv_model_get: Returns: (transfer none) (nullable): the object with @id. */
gpointer rv_model_get (RvModel *model, RvId id);

/** rv_model_get_kind: like rv_model_get(), but NULL unless it is a @kind. */
gpointer rv_model_get_kind (RvModel *model, RvId id, RvKind kind);

/** rv_model_project: Returns: (transfer none): the one RvProject. */
gpointer rv_model_project (RvModel *model);

/** rv_model_all: Returns: (transfer none): every object of @kind, by id (the order in which they
 * were made). The array is the model's own and changes with it. */
const GPtrArray *rv_model_all (RvModel *model, RvKind kind);

/** rv_model_children: Returns: (transfer container): the objects of @kind whose parent is
 * @parent (0: that belong to nothing), in order of position, then id. */
GPtrArray *rv_model_children (RvModel *model, RvId parent, RvKind kind);

/** rv_model_referrers: Returns: (transfer none) (nullable): the objects that refer to @id by any
 * field; one that does so by two fields stands there twice. */
const GPtrArray *rv_model_referrers (RvModel *model, RvId id);

/** rv_model_find: Returns: (transfer none) (nullable): the oldest object of @kind in @parent
 * (0: kinds without one) that is called @name. Follow object.next_homonym for others. */
gpointer rv_model_find (RvModel *model, RvKind kind, RvId parent, const char *name);

/** rv_model_n_objects: Returns: how many objects of all kinds there are. */
guint rv_model_n_objects (RvModel *model);

/* ---- history --------------------------------------------------------------------------- */

/** rv_model_undo_label: Returns: (transfer full) (nullable): what rv_model_undo() would undo, or NULL: nothing. */
char *rv_model_undo_label (RvModel *model);
char *rv_model_redo_label (RvModel *model);
gboolean rv_model_undo (RvModel *model, GError **error);
gboolean rv_model_redo (RvModel *model, GError **error);

typedef struct {
  gint64 step;
  char *label;
  char *made_at;      /* ISO 8601, UTC */
  gboolean is_undone;
  gboolean can_undo;  /* its changeset is still kept */
} RvHistoryStep;

void rv_history_step_free (RvHistoryStep *step);

/** rv_model_history: Returns: (transfer full) (element-type RvHistoryStep): the newest @limit steps, newest first. */
GPtrArray *rv_model_history (RvModel *model, guint limit);
