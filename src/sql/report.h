/* What an import made of each statement, for a person and for tests. */
#pragma once

#include <glib.h>

#include "base/text-position.h"

typedef struct _RvPlaces RvPlaces;

typedef enum { RV_MESSAGE_NOTE, RV_MESSAGE_WARNING, RV_MESSAGE_ERROR } RvMessageLevel;

typedef struct {
  RvMessageLevel level;
  RvTextPosition position;  /* line 0: the whole file */
  char *text;               /* reason and what was expected, without file and place */
} RvMessage;

typedef struct {
  char *file_name;          /* for messages */
  guint n_statements;       /* all of them */
  guint n_applied;          /* became objects or changed some */
  guint n_kept;             /* kept word for word */
  guint n_skipped;          /* data and session commands, by name in skipped */
  GHashTable *skipped;      /* char * -> GUINT_TO_POINTER (count): "INSERT", "COPY data", "psql command", "SET" … */
  GHashTable *became;       /* char * -> count: statement tag ("CREATE TABLE") to how many were applied */
  GPtrArray *messages;      /* RvMessage */
  RvPlaces *places;         /* (nullable), the caller’s: gets where objects stand, see sql/places.h */
} RvReport;

RvReport *rv_report_new (const char *file_name);
void rv_report_free (RvReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvReport, rv_report_free)

/** rv_report_clear: as if nothing had been read. */
void rv_report_clear (RvReport *report);

void rv_report_count (GHashTable *counts, const char *what);
void rv_report_add (RvReport *report, RvMessageLevel level, RvTextPosition position, const char *format, ...) G_GNUC_PRINTF (4, 5);

/** rv_report_has_errors: Returns: whether any message is an error. */
gboolean rv_report_has_errors (const RvReport *report);

/** rv_report_to_text: Returns: (transfer full): the report for a terminal: "file:line:column: level: text"
 * lines, then one line of counts. */
char *rv_report_to_text (const RvReport *report);
