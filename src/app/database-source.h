/* A running database that a person chose, and what of it to read. */
#pragma once

#include "exchange/open.h"

typedef struct {
  char *address;      /* without a password */
  char *password;     /* (nullable): typed; else the Secret Service is asked, and what libpq knows by itself */
  char **schemas;     /* (nullable): only these */
  gboolean roles;
  gboolean volumes;
} RvDatabaseSource;

RvDatabaseSource *rv_database_source_new (const char *address, const char *password);
void rv_database_source_free (RvDatabaseSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvDatabaseSource, rv_database_source_free)

/** rv_database_source_open: reads the database, in a thread. Returns: (transfer full): the design, or NULL with @error set. */
RvModel *rv_database_source_open (RvDatabaseSource *source, RvReport *report, RvProgress progress, gpointer progress_data,
                                  GCancellable *cancellable, GError **error);

/** rv_database_source_remember: puts the password that was typed into the Secret Service, in the background. */
void rv_database_source_remember (RvDatabaseSource *source);

/** rv_database_source_find_password: takes the password from the Secret Service where none was typed. In a thread: it may have
 * to ask whether it may. */
void rv_database_source_find_password (RvDatabaseSource *source, GCancellable *cancellable);
