/* A connection to a server: what waits can be cancelled, and what goes wrong is told without secrets. Private to this folder. */
#pragma once

#include <libpq-fe.h>

#include "live/live.h"

typedef struct _RvConnection RvConnection;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGresult, PQclear)

/** rv_connection_open: Returns: (transfer full): an open connection to the database at @address, or NULL with @error set. */
RvConnection *rv_connection_open (const char *address, const RvLiveOptions *options, GCancellable *cancellable, GError **error);
void rv_connection_close (RvConnection *connection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvConnection, rv_connection_close)

/** rv_connection_version: Returns: such as 15, and 12 to 18 are known. */
int rv_connection_version (RvConnection *connection);
/** rv_connection_version_text: Returns: such as "15.4". */
const char *rv_connection_version_text (RvConnection *connection);
const char *rv_connection_database (RvConnection *connection);
/** rv_connection_password: Returns: (nullable): the password that was given or asked for. */
const char *rv_connection_password (RvConnection *connection);

typedef enum {
  RV_QUERY_DONE,
  RV_QUERY_FORBIDDEN, /* the user may not read this; the connection is good */
  RV_QUERY_MOVED,     /* what was there a moment ago is gone: begin anew */
  RV_QUERY_FAILED,
} RvQueryOutcome;

/** rv_connection_run: runs @sql, which may be several statements where @n_values is 0, and waits for its result.
 * @values: of type oid[]. @result: (transfer full): set when done. @error: set unless done. */
RvQueryOutcome rv_connection_run (RvConnection *connection, const char *sql, guint n_values, const char *const *values,
                                  PGresult **result, GCancellable *cancellable, GError **error);
