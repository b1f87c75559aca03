/* A script as psql sees it: statements, psql's own commands and blocks of data, one after the
 * other, in one pass and without copies. */
#pragma once

#include "sql/postgresql/tokens.h"

typedef enum {
  RV_PG_PIECE_STATEMENT, /* start … end without the semicolon */
  RV_PG_PIECE_PSQL,      /* a line that psql takes for itself: \restrict, \connect … */
  RV_PG_PIECE_COPY_DATA, /* the lines between COPY … FROM stdin and \. */
} RvPgPieceType;

typedef struct {
  RvPgPieceType type;
  gsize start;
  gsize end;
  guint64 n_rows;        /* of COPY data */
  gboolean is_cut;       /* it ends inside of quotes or parentheses */
  guint weight;          /* bounds how deep its parse tree can be */
} RvPgPiece;

typedef struct {
  const char *text;
  gsize length;
  gsize position;
  gboolean expects_data; /* a COPY … FROM stdin went before */
  guint n_recoveries;
} RvPgSplitter;

void rv_pg_splitter_init (RvPgSplitter *splitter, const char *text, gsize length);

/** rv_pg_splitter_next: Returns: FALSE at the end of the script. */
gboolean rv_pg_splitter_next (RvPgSplitter *splitter, RvPgPiece *piece);
