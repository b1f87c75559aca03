/* The columns of keys, foreign keys and indexes as a line of text that a person edits: "a, lower(b) DESC". */
#pragma once

#include "model/edit.h"

typedef enum {
  RV_PART_COLUMNS,     /* of a key, foreign key or index */
  RV_PART_INCLUDED,    /* INCLUDE (…) of a key or index */
  RV_PART_REFERENCED,  /* the other side of a foreign key */
} RvPartList;

/** rv_part_text: Returns: (transfer full): the list, identifiers quoted where needed. */
char *rv_part_text (RvModel *model, const RvObject *object, RvPartList list);

/** rv_part_set_text: makes the list what @text says. Returns: FALSE with @error set when it names no
 * column, or the two sides of a foreign key would differ in length. */
gboolean rv_part_set_text (RvEdit *edit, RvObject *object, RvPartList list, const char *text, GError **error);

/** rv_part_set_referenced_table: lets the foreign key reference the primary key of @table. */
gboolean rv_part_set_referenced_table (RvEdit *edit, RvForeignKey *foreign_key, RvId table, GError **error);
