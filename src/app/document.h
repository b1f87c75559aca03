/* An open project of the window: the model, where it is kept, and what to call it. New projects and
 * imports are drafts: durable at once in a folder of ours until “Save As…” gives them a place. */
#pragma once

#include "model/model.h"

typedef struct _RvChecker RvChecker;

#define RV_TYPE_DOCUMENT (rv_document_get_type ())
G_DECLARE_FINAL_TYPE (RvDocument, rv_document, RV, DOCUMENT, GObject)

/* Signal "changed": title, subtitle or the read-only reason is another now. */

/** rv_document_new: @model: a project in a file. */
RvDocument *rv_document_new (RvModel *model);

/** rv_document_new_draft: Returns: (transfer full): a new empty project, kept as a draft. */
RvDocument *rv_document_new_draft (GError **error);

RvModel *rv_document_model (RvDocument *document);

/** rv_document_checker: Returns: (transfer none): judges the model as the project says, in idle time; made when first asked for. */
RvChecker *rv_document_checker (RvDocument *document);

const char *rv_document_path (RvDocument *document);

/** rv_document_title: Returns: (transfer full): what the project is called. */
char *rv_document_title (RvDocument *document);

/** rv_document_subtitle: Returns: (transfer full): where it is. */
char *rv_document_subtitle (RvDocument *document);

gboolean rv_document_is_draft (RvDocument *document);

/** rv_document_is_in: Returns: whether the project is kept in the file @path, under whatever name. */
gboolean rv_document_is_in (RvDocument *document, const char *path);

/** rv_document_save_as: writes the project with its history to @path and opens it there; a draft is
 * then gone from its old place. Returns: (transfer full): the project at its new place. */
RvDocument *rv_document_save_as (RvDocument *document, const char *path, GError **error);

/** rv_document_close: stops following the file; a draft in which nothing was ever done is removed. */
void rv_document_close (RvDocument *document);
