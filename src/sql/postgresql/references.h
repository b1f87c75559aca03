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

/** rv_pg_mentions_with: the same in a body that has @variables (nullable): name -> the relation whose row
 * the variable holds, or NULL. A bare name among them means the variable, never a column. */
GArray *rv_pg_mentions_with (RvPgReader *r, const char *text, gsize length, const void *tree, gpointer relation, GHashTable *variables);

int rv_pg_compare_mentions (gconstpointer a, gconstpointer b);

/** rv_pg_set_mentioned: sets @field to the bytes [@start, @end) of @text, with the Reference rows of
 * those @mentions that stand in them. */
void rv_pg_set_mentioned (RvPgReader *r, gpointer object, int field, const char *text, gsize start, gsize end, GArray *mentions);
