/* A file format: SQL, project, Mermaid, picture … A new one is an RvFormat in a file of its own. */
#pragma once

#include "sql/dialect.h"

typedef struct {
  RvWriteOptions sql;
  RvId diagram;             /* pictures: which diagram, 0: the first; Mermaid: only its tables, 0: all */
  gboolean keys_only;       /* Mermaid: only key columns */
  double scale;             /* PNG: pixels for each pixel at 100 %; posters: 1 is 96 pixels an inch; 0: 1 */
  const char *palette;      /* pictures: "light", "dark", "print"; NULL: light */
  gboolean transparent;     /* pictures: no background */
  gboolean title_block;     /* pictures: what is drawn, in a corner */
  gboolean legend;          /* pictures: what marks and ends of lines mean */
  const RvId *only;         /* pictures: only these boxes, tables, views, areas and notes; Mermaid: tables; NULL: all */
  guint n_only;
  gboolean all_diagrams;    /* PDF: a page for each diagram */
  const char *paper;        /* PDF: "a4", "letter" …; NULL: as large as the picture */
  gboolean poster;          /* PDF: as many sheets of the paper as the picture needs */
  gboolean has_notation;    /* pictures: @notation instead of the diagram's own … */
  RvNotation notation;
  gboolean has_level;
  RvViewLevel level;
  gboolean has_columns;
  RvColumnsShown columns;
  RvId schema;              /* Mermaid: only the tables of this schema; 0: of all */
  RvId since;               /* pictures: what changed since this version; 0: nothing of that */
  RvId area;                /* Mermaid: only the tables whose boxes lie in this area; 0: all */
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

/** rv_format_find: @formats: such as rv_formats (). Returns: (nullable): the one called @name, or
 * that has the ending @name, in letters of either case. */
const RvFormat *rv_format_find (const RvFormat *const *formats, const char *name);

/** rv_format_of_path: Returns: (nullable): the format of @formats that the ending of @path names. */
const RvFormat *rv_format_of_path (const RvFormat *const *formats, const char *path);

extern const RvFormat rv_format_project;
extern const RvFormat rv_format_postgresql;
extern const RvFormat rv_format_mermaid;
