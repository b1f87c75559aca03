/* The one way to change a project.
 *
 *   g_autoptr (RvEdit) edit = rv_edit_begin (model, _("Rename column email"));
 *   rv_edit_set_text (edit, column, RvColumn_name, "mail");
 *   if (!rv_edit_commit (edit, &error)) …      // undone again, error says why
 *
 * The model shows every change at once; freeing an edit that was not committed takes all of
 * it back. One edit at a time for each model. */
#pragma once

#include "model/model.h"

typedef struct _RvEdit RvEdit;

#define RV_MODEL_ERROR (rv_model_error_quark ())
GQuark rv_model_error_quark (void);
typedef enum {
  RV_MODEL_ERROR_READ_ONLY, /* the project cannot be edited */
  RV_MODEL_ERROR_INVALID,   /* the edit leaves something incomplete or pointing nowhere */
  RV_MODEL_ERROR_FILE,      /* the file could not be written or read */
} RvModelError;

/** rv_edit_begin: @label: what a person reads beside Undo. Returns: (transfer full). */
RvEdit *rv_edit_begin (RvModel *model, const char *label);

/** rv_edit_set_initial: the edit is the birth of the project (an import into an empty one): it
 * is written without an undo step. */
void rv_edit_set_initial (RvEdit *edit);

RvModel *rv_edit_model (RvEdit *edit);

/** rv_edit_insert: Returns: (transfer none): a new object of @kind with default fields. @parent: the
 * object that it belongs to, or 0 for kinds without one. A kind with a position comes last. */
gpointer rv_edit_insert (RvEdit *edit, RvKind kind, RvId parent);

/* @field is such as RvTable_name and must be of the object's kind. Setting what is already
 * there changes nothing. @text may be NULL: no text. */
void rv_edit_set_text (RvEdit *edit, gpointer object, int field, const char *text);
void rv_edit_set_number (RvEdit *edit, gpointer object, int field, gint64 number);
void rv_edit_set_real (RvEdit *edit, gpointer object, int field, double real);

/** rv_edit_adopt_all: inserts copies of all objects of @source, with their ids, into the still
 * empty model of the edit. */
void rv_edit_adopt_all (RvEdit *edit, RvModel *source);

/** rv_edit_move_to: gives @object the place @position among its siblings of its kind, the others making room. */
void rv_edit_move_to (RvEdit *edit, gpointer object, guint position);

/** rv_edit_remove: removes @object and all that cannot be without it; see rv_model_falls_with(). */
void rv_edit_remove (RvEdit *edit, gpointer object);

/** rv_edit_changes: Returns: (transfer full) (element-type RvChange): what the edit changed so far. */
GArray *rv_edit_changes (RvEdit *edit);

/** rv_edit_commit: makes the edit durable and announces it. An edit that changed nothing
 * leaves no trace. On failure the edit is taken back and @error is set. */
gboolean rv_edit_commit (RvEdit *edit, GError **error);

/** rv_edit_cancel: takes the whole edit back; nothing was written. */
void rv_edit_cancel (RvEdit *edit);

/** rv_edit_free: frees the edit; takes it back if it was not committed. */
void rv_edit_free (RvEdit *edit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvEdit, rv_edit_free)

/** rv_model_falls_with: Returns: (transfer container): @object and all that rv_edit_remove()
 * would remove with it: what belongs to it, what needs it, and so on. */
GPtrArray *rv_model_falls_with (RvModel *model, gpointer object);
