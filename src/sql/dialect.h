/* SQL as one database system writes it: how its scripts are read and how a design is written for it. */
#pragma once

#include "model/edit.h"
#include "sql/report.h"

typedef struct {
  gboolean no_owners;      /* leave out ALTER … OWNER TO */
  gboolean no_privileges;  /* leave out GRANT, REVOKE and default privileges */
  gboolean no_comments;
  gboolean if_not_exists;  /* CREATE … IF NOT EXISTS / OR REPLACE where the system has it */
  gboolean drop_script;    /* write the DROPs of everything instead */
} RvWriteOptions;

/** RvProgress: @done of @total bytes are read (or objects written). */
typedef void (*RvProgress) (gsize done, gsize total, gpointer data);

typedef struct {
  const char *id;          /* "postgresql" */
  const char *label;
  const char *const *types;/* names of its data types, for completion, NULL-terminated */

  /** read: applies the script @text (UTF-8, @length bytes) to the model of @edit. Statement by
   * statement: what cannot be read is kept verbatim and reported. Returns: FALSE only when
   * nothing can be made of the text or @cancellable was cancelled. */
  gboolean (*read) (RvEdit *edit, const char *text, gsize length, RvReport *report, RvProgress progress,
                    gpointer progress_data, GCancellable *cancellable, GError **error);

  /** write: appends a script that makes the whole design in an empty database. */
  gboolean (*write) (RvModel *model, const RvWriteOptions *options, GString *out, GError **error);

  /** write_objects: appends the statements that make just @objects (RvObject), in order, with
   * their parts, indexes, comments and so on: the live DDL of a selection. */
  void (*write_objects) (RvModel *model, GPtrArray *objects, const RvWriteOptions *options, GString *out);

  /** quote: Returns: (transfer full): @name as an identifier, quoted only where needed. */
  char *(*quote) (const char *name);

  /** resolve: makes the Reference rows of @field (RvColumn_type …) of @object anew from its text. */
  void (*resolve) (RvEdit *edit, gpointer object, int field);

  /** check_text: whether the text would stand as that field of that object (a type, an expression,
   * a query …). Returns: FALSE with what was expected in @error. */
  gboolean (*check_text) (RvModel *model, gpointer object, int field, const char *text, GError **error);
} RvDialect;

#define RV_SQL_ERROR (rv_sql_error_quark ())
GQuark rv_sql_error_quark (void);
typedef enum {
  RV_SQL_ERROR_SYNTAX,  /* the text is not what was expected */
  RV_SQL_ERROR_INPUT,   /* the file is empty, binary or in no encoding that we read */
} RvSqlError;

/** rv_dialects: Returns: (transfer none): all dialects, NULL-terminated. */
const RvDialect *const *rv_dialects (void);

/** rv_dialect_find: Returns: (nullable): the dialect called @id. */
const RvDialect *rv_dialect_find (const char *id);

/** rv_dialect_of: Returns: the dialect of the project (postgresql where it names none we know). */
const RvDialect *rv_dialect_of (RvModel *model);

extern const RvDialect rv_postgresql;
