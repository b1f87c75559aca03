/* Reading a file into a project, in a thread of its own, with progress and cancel. A project file is
 * opened in place; anything else is imported into a new draft with an arranged diagram. */
#pragma once

#include "app/database-source.h"

#define RV_TYPE_OPENING (rv_opening_get_type ())
G_DECLARE_FINAL_TYPE (RvOpening, rv_opening, RV, OPENING, GObject)

typedef enum {
  RV_OPENING_PLAIN,
  RV_OPENING_SALVAGE, /* what can be read of a damaged project goes into a new draft */
} RvOpeningMode;

/** rv_opening_start: begins; @done is called in the main thread. Returns: (transfer full). */
RvOpening *rv_opening_start (const char *path, RvOpeningMode mode, GAsyncReadyCallback done, gpointer data);

/** rv_opening_start_database: the same for a running database. @source: (transfer full). */
RvOpening *rv_opening_start_database (RvDatabaseSource *source, GAsyncReadyCallback done, gpointer data);

/** rv_opening_finish: Returns: (transfer full): the project, or NULL with @error set. */
RvModel *rv_opening_finish (RvOpening *opening, GAsyncResult *result, GError **error);

/** rv_opening_path: Returns: the path of the file; of a database its name. */
const char *rv_opening_path (RvOpening *opening);
RvOpeningMode rv_opening_mode (RvOpening *opening);

/** rv_opening_fraction: Returns: how much is done, from 0 to 1; below 0: not known. */
double rv_opening_fraction (RvOpening *opening);

void rv_opening_cancel (RvOpening *opening);

/** rv_opening_is_import: Returns: whether a new draft was made. After it is done. */
gboolean rv_opening_is_import (RvOpening *opening);

/** rv_opening_report: Returns: (transfer none): what an import made of each statement. After it is done. */
RvReport *rv_opening_report (RvOpening *opening);

/** rv_opening_salvage_report: Returns: (transfer none) (nullable): what could not be salvaged. After it is done. */
const char *rv_opening_salvage_report (RvOpening *opening);
