/* Reads tables of values from text with separators: what is between them, whether there are quotes and a line of names is
 * guessed where it is not said. */
#pragma once

#include "check/discover/data.h"

#define RV_DISCOVER_ERROR (rv_discover_error_quark ())
GQuark rv_discover_error_quark (void);

typedef enum {
  RV_DISCOVER_ERROR_SYNTAX,
  RV_DISCOVER_ERROR_TOO_LARGE,
} RvDiscoverError;

typedef enum { RV_CSV_HEADER_GUESS, RV_CSV_HEADER_YES, RV_CSV_HEADER_NO } RvCsvHeader;

typedef struct {
  char separator;        /* 0: guess */
  RvCsvHeader header;
  gboolean nulls_distinct;
} RvCsvOptions;

/** rv_csv_read: @text: @length bytes; UTF-8, or else taken for Latin-1. A value that is empty and without quotes is null.
 * Returns: (transfer full): the table, or NULL with @error. */
RvData *rv_csv_read (const char *table, const char *text, gsize length, const RvCsvOptions *options, GError **error);

/* ---- what the parts share ------------------------------------------------------------------------------------ */

typedef struct {
  const char *at;
  const char *end;
  char separator;
  GString *unquoted;     /* the value, where it had quotes inside */
} RvCsvReader;

typedef enum { RV_CSV_VALUE, RV_CSV_LAST_OF_ROW } RvCsvStep;

/** rv_csv_next: reads a value. @text: gets where it is, NULL for null; good until the next call. */
RvCsvStep rv_csv_next (RvCsvReader *reader, const char **text, gsize *length);

/** rv_csv_skip_empty: goes to the next line that is not empty. Returns: FALSE at the end. */
gboolean rv_csv_skip_empty (RvCsvReader *reader);

/** rv_csv_guess_separator: Returns: what stands between the values most likely. */
char rv_csv_guess_separator (const char *text, gsize length);

/** rv_csv_guess_header: Returns: whether the first row at @reader looks like names; the reader stays where it is. */
gboolean rv_csv_guess_header (const RvCsvReader *reader);
