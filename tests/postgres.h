/* A PostgreSQL server of a test's own: on a socket in a temporary directory, gone at its end. */
#pragma once

#include <gio/gio.h>

typedef struct _RvTestServer RvTestServer;

/** rv_test_server_start: Returns: (transfer full) (nullable): a running server, or NULL with the test
 * skipped where none is installed. As root the server runs as user "postgres". */
RvTestServer *rv_test_server_start (void);
void rv_test_server_stop (RvTestServer *server);

/** rv_test_server_host: Returns: (transfer none): what PGHOST takes. The user is "postgres". */
const char *rv_test_server_host (RvTestServer *server);

/** rv_test_server_reset: drops every database and role of the tests and makes the empty database @name. */
void rv_test_server_reset (RvTestServer *server, const char *name);

/** rv_test_server_load: runs @script in @database and stops at the first error.
 * Returns: (transfer full) (nullable): what went wrong, or NULL. */
char *rv_test_server_load (RvTestServer *server, const char *database, const char *script);

/** rv_test_server_query: Returns: (transfer full): what psql -At prints for @sql; an error is fatal. */
char *rv_test_server_query (RvTestServer *server, const char *database, const char *sql);

/** rv_test_server_run: runs @script in @database, errors or not.
 * @messages: (out) (transfer full): what psql wrote to standard error. Returns: (transfer full): what it printed. */
char *rv_test_server_run (RvTestServer *server, const char *database, const char *script, char **messages);

/** rv_test_server_raw_dump: Returns: (transfer full): what pg_dump -s says of @database. */
char *rv_test_server_raw_dump (RvTestServer *server, const char *database);

/** rv_test_server_dump: Returns: (transfer full): the schema of @database as pg_dump writes it, its
 * entries sorted, so that equal schemas give equal texts; the roles of the server at its end. */
char *rv_test_server_dump (RvTestServer *server, const char *database);
