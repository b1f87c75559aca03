/* A file format: SQL, project, Mermaid, picture … A new one is an RvFormat in a file of its own. */
#pragma once

#include "sql/dialect.h"

typedef struct {
  RvWriteOptions sql;
  RvId diagram;             /* pictures, Mermaid: which diagram; 0: the first */
  gboolean keys_only;       /* Mermaid: only key columns */
  double scale;             /* PNG: pixels for each pixel at 100 %; 0: 1 */
  const char *palette;      /* pictures: "light", "dark", "print"; NULL: light */
  gboolean transparent;     /* pictures: no background */
} RvFormatOptions;

typedef struct {
  const char *id;             /* "postgresql", "relvar", "mermaid", "svg" … */
  const char *label;
  const char *const *endings; /* without the dot, NULL-terminated, the usual one first */
  const char *mime_type;

  /** read: (nullable): applies @text to the empty model of @edit. */
  gboolean (*read) (RvEdit *edit, const char *text, gsize length, RvReport *report, RvProgress progress,
                    gpointer progress_data, GCancellable *cancellable, GError **error);

  /** write: (nullable): Returns: (transfer full): the design as a file, or NULL with @error set. */
  GBytes *(*write) (RvModel *model, const RvFormatOptions *options, RvReport *report, GError **error);
} RvFormat;

#define RV_EXCHANGE_ERROR (rv_exchange_error_quark ())
GQuark rv_exchange_error_quark (void);
typedef enum {
  RV_EXCHANGE_ERROR_FORMAT, /* no format of that name or ending, or it cannot read (write) */
  RV_EXCHANGE_ERROR_INPUT,  /* the contents cannot be read */
} RvExchangeError;

/** rv_formats: Returns: (transfer none): the formats of exchange/, NULL-terminated. Pictures are in draw/pictures.h. */
const RvFormat *const *rv_formats (void);
