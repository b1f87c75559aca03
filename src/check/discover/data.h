/* A table of data as discovery needs it: each value is a number that stands for it within its column.
 *
 * Values are told apart by 64 bits of hash, not kept; so a table takes little memory, whatever its values. */
#pragma once

#include <glib.h>

typedef enum {
  RV_DATA_NOTHING,    /* nulls only */
  RV_DATA_INTEGER,
  RV_DATA_NUMBER,
  RV_DATA_DATE,
  RV_DATA_TEXT,
} RvDataType;

typedef struct {
  char *name;
  guint32 *codes;       /* of each row */
  guint n_distinct;     /* codes are below; a null has one, or in each row another where nulls are distinct */
  GArray *hashes;       /* guint64: of each value but null, in order of appearance */
  gboolean has_null;
  RvDataType type;
  double min, max;      /* of numbers */
} RvDataColumn;

typedef struct {
  char *name;
  guint n_columns;
  guint n_rows;
  RvDataColumn *columns;
  gboolean is_complete; /* FALSE: there are more rows than were read */
  guint n_ragged;       /* rows with too few or too many values */
} RvData;

void rv_data_free (RvData *data);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvData, rv_data_free)

/* No more than this is read of a table, by values and by columns. */
#define RV_DATA_VALUES_MAX 60000000
#define RV_DATA_COLUMNS_MAX 1600

/* ---- making one ---------------------------------------------------------------------------------- */

typedef struct _RvDataBuilder RvDataBuilder;

/** rv_data_builder_new: for a table called @table with columns of these @names, all UTF-8. */
RvDataBuilder *rv_data_builder_new (const char *table, const char *const *names, guint n, gboolean nulls_distinct);

/** rv_data_builder_add: the value of column @i in the row being made. @text: (nullable): @length bytes, NULL for null. */
void rv_data_builder_add (RvDataBuilder *builder, guint i, const char *text, gsize length);

/** rv_data_builder_end_row: values that were not given are null. Returns: FALSE where no more rows are taken. */
gboolean rv_data_builder_end_row (RvDataBuilder *builder);

/** rv_data_builder_mark_ragged: counts a row that did not have the right number of values. */
void rv_data_builder_mark_ragged (RvDataBuilder *builder);

/** rv_data_builder_finish: Returns: (transfer full): the table; the builder is gone. */
RvData *rv_data_builder_finish (RvDataBuilder *builder);

/** rv_data_type_of: Returns: what the @length bytes of @text look like; @number gets the value of a number. */
RvDataType rv_data_type_of (const char *text, gsize length, double *number);
