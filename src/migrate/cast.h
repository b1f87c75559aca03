/* How values get from one built-in type to another. */
#pragma once

#include <glib.h>

typedef enum {
  RV_CAST_ASSIGNMENT, /* by itself when a value is stored */
  RV_CAST_EXPLICIT,   /* only where it is asked for */
  RV_CAST_TEXT,       /* through its text alone */
} RvCastWay;

/** rv_cast_way: how a column of type @before can become one of type @after. */
RvCastWay rv_cast_way (const char *before, const char *after);

/** rv_type_is_known: whether @type is one of PostgreSQL's own that rv_cast_way() knows. */
gboolean rv_type_is_known (const char *type);

/** rv_type_base: Returns: (transfer full): @type without schema pg_catalog, modifiers and array bounds, in its short name: "int4". */
char *rv_type_base (const char *type);

/** rv_type_placeholder: Returns: (nullable): a constant that every row can get in a column of @type. */
const char *rv_type_placeholder (const char *type);

/** rv_type_storage: the word that SET STORAGE takes for what @type has by itself. */
const char *rv_type_storage (const char *type);
