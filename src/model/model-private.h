/* What the files of model/ share: the objects in memory and the indexes over them. */
#pragma once

#include "model/edit.h"
#include "store/store.h"

struct _RvModel {
  GObject parent_instance;
  RvStore *store;                   /* NULL: in memory and not written yet, see birth.c */
  GHashTable *objects;              /* RvId -> RvObject, owned */
  GPtrArray *by_kind[RV_N_KINDS];   /* RvObject, by id */
  GHashTable *names;                /* RvObject as (kind, parent, name): the oldest of each */
  RvId next_id;
  RvEdit *edit;                     /* the open one */
  char *frozen;                     /* (nullable): why nothing may change, whatever the store says */
};

/* objects.c: an object is *added* (found by id and kind), then *linked* (found by its name and
 * from what it refers to). Fields that refer or name change only while it is not linked. */
void rv_model_init_objects (RvModel *model);
void rv_model_clear_objects (RvModel *model);
void rv_model_add (RvModel *model, RvObject *object);
/** rv_model_take_off: takes @object, which is not linked, out. Returns: (transfer full). */
RvObject *rv_model_take_off (RvModel *model, RvObject *object);
/** rv_model_link: Returns: FALSE if a field refers to nothing, or to another kind than it should. */
gboolean rv_model_link (RvModel *model, RvObject *object);
void rv_model_unlink (RvModel *model, RvObject *object);
/** rv_model_link_field, rv_model_unlink_field: one reference field of a linked object. */
void rv_model_link_field (RvModel *model, RvObject *object, const RvField *field);
void rv_model_unlink_field (RvModel *model, RvObject *object, const RvField *field);
void rv_model_link_name (RvModel *model, RvObject *object);
void rv_model_unlink_name (RvModel *model, RvObject *object);

/* apply.c: what a changeset or a reload says, done to the objects. */
/** rv_model_apply_rows: Returns: (transfer full) (element-type RvChange): what changed. */
GArray *rv_model_apply_rows (RvModel *model, GPtrArray *rows);
/** rv_model_load: fills the empty model from the store. With @report (nullable), leaves out
 * what does not fit and says so there; else that is an error. */
gboolean rv_model_load (RvModel *model, GString *report, GError **error);
/** rv_model_reload: loads all again. Returns: (transfer full): what changed, or NULL. */
GArray *rv_model_reload (RvModel *model, GError **error);

/* birth.c */
/** rv_model_write_birth: gives a project in memory its store; @edit (nullable): the open edit, whose
 * changes are not part of the birth. */
gboolean rv_model_write_birth (RvModel *model, RvEdit *edit, GError **error);

/* edit.c */
/** rv_edit_before: Returns: (nullable): the fields that @object had before the edit, NULL if it made it. */
const RvObject *rv_edit_before (RvEdit *edit, RvObject *object);
/** rv_edit_foreach_removed: calls @call with each object that was there before the edit and is not now. */
gboolean rv_edit_foreach_removed (RvEdit *edit, gboolean (*call) (RvStore *, const RvObject *, GError **), RvStore *store, GError **error);

/* model.c */
/** rv_model_new_frozen: Returns: (transfer full): a model in memory without any object, that no edit changes. */
RvModel *rv_model_new_frozen (const char *reason);
void rv_model_announce (RvModel *model, GArray *changes);
void rv_model_announce_commit (RvModel *model, RvEdit *edit);
RvChange rv_change_for (RvChangeType type, const RvObject *object, guint64 fields);
