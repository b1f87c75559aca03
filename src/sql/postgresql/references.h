/* Finds which objects a parsed text names, and where. Private to this folder. */
#pragma once

#include "sql/postgresql/reader.h"

typedef struct {
  gsize start;        /* in the text that was parsed */
  gsize length;
  RvId target;
  RvId add_schema;    /* the name needs this schema before it to be found from anywhere */
} RvPgMention;

/** rv_pg_mentions: Returns: (transfer full): what @tree names, in order; its locations count in
 * @text. Bare column names are those of @relation (nullable). */
GArray *rv_pg_mentions (RvPgReader *r, const char *text, gsize length, const void *tree, gpointer relation);

/** rv_pg_set_mentioned: sets @field to the bytes [@start, @end) of @text, with the Reference rows of
 * those @mentions that stand in them. */
void rv_pg_set_mentioned (RvPgReader *r, gpointer object, int field, const char *text, gsize start, gsize end, GArray *mentions);
