/* How many rows a relationship links, read off the constraints of both tables. */
#pragma once

#include "model/model.h"

typedef enum {
  RV_END_ONE,
  RV_END_ZERO_OR_ONE,
  RV_END_MANY,
  RV_END_ZERO_OR_MANY,
} RvEnd;

typedef struct {
  RvEnd from;               /* rows of the table that has the foreign key, for a row that it references */
  RvEnd to;                 /* rows that it references, for a row that has it */
  gboolean is_identifying;  /* its columns are part of the primary key of the table that has it */
} RvCardinality;

/** rv_model_cardinality: Returns: what the constraints make of @foreign_key: many unless its columns hold
 * a key; one referenced row exactly unless a column may be null. */
RvCardinality rv_model_cardinality (RvModel *model, const RvForeignKey *foreign_key);

typedef enum {
  RV_COLUMN_PRIMARY = 1 << 0,   /* part of the primary key */
  RV_COLUMN_FOREIGN = 1 << 1,   /* part of a foreign key */
  RV_COLUMN_UNIQUE = 1 << 2,    /* unique by itself, and not the primary key */
  RV_COLUMN_NOT_NULL = 1 << 3,  /* declared so, or by its primary key or identity */
} RvColumnMarks;

/** rv_model_column_marks: Returns: what the constraints make of @column. */
RvColumnMarks rv_model_column_marks (RvModel *model, const RvColumn *column);
