/* Texts that say the same in other words. */
#pragma once

#include <glib.h>

typedef enum {
  RV_PG_TEXT_TYPE,        /* a data type */
  RV_PG_TEXT_EXPRESSION,
  RV_PG_TEXT_DEFAULT,     /* an expression whose result is cast to the type of its column anyway */
  RV_PG_TEXT_QUERY,       /* a statement */
} RvPgTextForm;

/** rv_pg_normal: Returns: (transfer full) (nullable): what @text says, equal for texts that PostgreSQL takes for the same: without
 * places, comments, needless parentheses and casts, and with one word for what has several. NULL where it does not parse. */
char *rv_pg_normal (const char *text, RvPgTextForm form);

/** RV_PG_NORMAL_MARK: names that begin with it stand for one object wherever they are: what qualifies them does not count. */
#define RV_PG_NORMAL_MARK "rv_object_"
