/* A running PostgreSQL (12 to 18) as a source: its catalog, read in one snapshot that changes nothing, becomes a design.
 *
 * The server itself prints expressions, views, constraints, functions; what it prints is put together as pg_dump would and
 * read like any script, so that a database and its dump give the same design. Passwords are libpq's affair (pgpass,
 * PGPASSWORD) or asked for; none is kept, and none gets into a message. */
#pragma once

#include "model/edit.h"
#include "sql/dialect.h"

#define RV_LIVE_ERROR (rv_live_error_quark ())
GQuark rv_live_error_quark (void);
typedef enum {
  RV_LIVE_ERROR_ADDRESS,  /* the address says nothing that libpq understands */
  RV_LIVE_ERROR_CONNECT,  /* no connection: no such server, wrong password … */
  RV_LIVE_ERROR_SERVER,   /* too old, or no server to start */
  RV_LIVE_ERROR_READ,     /* it went away, took too long, or refused */
  RV_LIVE_ERROR_MOVED,    /* what was there a moment ago was gone: another attempt may do */
} RvLiveError;

/** RvAskPassword: @whom: "user@host". Returns: (transfer full) (nullable): the password, or NULL to give up. */
typedef char *(*RvAskPassword) (const char *whom, gpointer data);

typedef struct {
  const char *const *schemas;  /* (nullable): only these */
  gint64 statement_timeout;    /* milliseconds for each query; 0: five minutes */
  gboolean cluster;            /* roles and the database itself, too */
  gboolean volumes;            /* what the planner knows of sizes and columns becomes volumes */
  const char *password;        /* (nullable): instead of libpq's own ways */
  RvAskPassword ask_password;  /* (nullable): where the server wants one that libpq does not find */
  gpointer ask_data;
} RvLiveOptions;

/** rv_live_is_address: whether @text is "postgresql://…", "postgres://…" or settings of libpq such as "service=…", not a file. */
gboolean rv_live_is_address (const char *text);

/** rv_live_name: Returns: (transfer full): what to call the database at @address: nothing of it that is secret. */
char *rv_live_name (const char *address);

/** rv_live_database: Returns: (transfer full): the name of the database alone. */
char *rv_live_database (const char *address);

/** rv_live_compose: @settings: a keyword of libpq, its value, the next keyword …, ended by NULL; those whose value is empty are
 * left out. Returns: (transfer full): the address. */
char *rv_live_compose (const char *const *settings);

/** rv_live_change: Returns: (transfer full): @address with another @value of the setting @keyword. */
char *rv_live_change (const char *address, const char *keyword, const char *value);

/** rv_live_public: Returns: (transfer full): @address as it may be written down: without passwords; "" where it is none. */
char *rv_live_public (const char *address);

/** rv_live_setting: Returns: (transfer full): the value of the setting @keyword of @address, or "". */
char *rv_live_setting (const char *address, const char *keyword);

/** rv_live_read: makes the design of the database at @address in the empty model of @edit, which is of no use
 * after a failure. What may not be read is named in
 * @report and left out. @options: (nullable). Returns: FALSE with @error set, or when cancelled. */
gboolean rv_live_read (RvEdit *edit, const char *address, const RvLiveOptions *options, RvReport *report, RvProgress progress,
                       gpointer progress_data, GCancellable *cancellable, GError **error);

/** rv_live_try: connects and nothing more. Returns: (transfer full): "PostgreSQL 15.4", or NULL with @error set. */
char *rv_live_try (const char *address, const RvLiveOptions *options, GCancellable *cancellable, GError **error);

/** rv_live_list_schemas, rv_live_list_databases: Returns: (transfer full): names, or NULL with @error set. */
char **rv_live_list_schemas (const char *address, const RvLiveOptions *options, GCancellable *cancellable, GError **error);
char **rv_live_list_databases (const char *address, const RvLiveOptions *options, GCancellable *cancellable, GError **error);
