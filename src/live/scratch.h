/* A PostgreSQL to try things on: one of our own, on a socket in a temporary folder, gone with us; or databases of our own on
 * a server that somebody gives us. */
#pragma once

#include "live/live.h"

typedef struct _RvScratch RvScratch;

/** rv_scratch_start: starts a server. As root it runs as another user, for PostgreSQL refuses root. Returns: (transfer full):
 * the server, or NULL with @error set: where PostgreSQL's programs are missing it says so. */
RvScratch *rv_scratch_start (GCancellable *cancellable, GError **error);

/** rv_scratch_on_server: uses the server at @address, whose user must be allowed to create databases. @options: (nullable).
 * Returns: (transfer full): the scratch, or NULL with @error set. */
RvScratch *rv_scratch_on_server (const char *address, const RvLiveOptions *options, GCancellable *cancellable, GError **error);

/** rv_scratch_stop: the server and its folder, or the databases that were made, are gone. */
void rv_scratch_stop (RvScratch *scratch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvScratch, rv_scratch_stop)

/** rv_scratch_host: Returns: (transfer none) (nullable): what PGHOST takes, for a server of our own; its user is "postgres". */
const char *rv_scratch_host (RvScratch *scratch);

/** rv_scratch_programs: Returns: (transfer none) (nullable): the folder of the programs of a server of our own. */
const char *rv_scratch_programs (RvScratch *scratch);

/** rv_scratch_add_database: Returns: (transfer full): the address of a new empty database, or NULL with @error set. */
char *rv_scratch_add_database (RvScratch *scratch, GCancellable *cancellable, GError **error);

/** rv_scratch_drop_database: drops what rv_scratch_add_database() made, with whoever is connected to it. */
gboolean rv_scratch_drop_database (RvScratch *scratch, const char *address, GError **error);

/** rv_scratch_run: runs the statements of @sql (no commands of psql), together in a transaction unless they say otherwise, in the
 * database at @address. Returns: FALSE with @error set to what the server said. */
gboolean rv_scratch_run (RvScratch *scratch, const char *address, const char *sql, GCancellable *cancellable, GError **error);
