/* A FILE of the command line, opened. */
#pragma once

#include "model/model.h"
#include "sql/places.h"

/** rv_source_add_options: lets a verb that takes a FILE take what concerns running databases: --schema and so on. */
void rv_source_add_options (GOptionContext *context);

/** rv_source_schemas: Returns: (transfer none) (nullable): what --schema said. */
const char *const *rv_source_schemas (void);

/** rv_source_is_database: whether @file is the address of a running database. */
gboolean rv_source_is_database (const char *file);

/** rv_source_open: opens or imports @file ("-": standard input) and says on standard error what there was to say.
 * Returns: (transfer full): the project, or NULL, having said why. */
RvModel *rv_source_open (const char *file, const char *from, gboolean quiet);

/** rv_source_read: Returns: (transfer full): the bytes of @file, or NULL, having said why. */
GBytes *rv_source_read (const char *file);

/** rv_source_open_bytes: like rv_source_open() where the @bytes of @file are there already. */
RvModel *rv_source_open_bytes (const char *file, GBytes *bytes, const char *from, gboolean quiet);

/** rv_source_open_placed: like rv_source_open(); @places: gets where in the file objects stand. */
RvModel *rv_source_open_placed (const char *file, const char *from, gboolean quiet, RvPlaces *places);

/** rv_source_read_text: Returns: (transfer full): the text of @file in UTF-8, a NUL after its end, or NULL, having said why. */
GBytes *rv_source_read_text (const char *file);

/** rv_source_name: Returns: what messages call @file. */
const char *rv_source_name (const char *file);

/** rv_source_find: @what: is NULL or names an object of @kind in any place. @id: gets its id, or 0 for NULL. Returns: FALSE,
 * having said so, when there is none. */
gboolean rv_source_find (RvModel *model, const char *file, RvKind kind, const char *what, RvId *id);

/** rv_source_find_relation: Returns: the id of the table or view called @name, or "schema.name"; 0, having said so, where there
 * is none. */
RvId rv_source_find_relation (RvModel *model, const char *file, const char *name);
