/* The order in which objects can be made. Private to this folder. */
#pragma once

#include <glib.h>

typedef struct {
  guint class, id;     /* of the catalog; 0: nothing needs it, and it needs nothing */
  const char *text;
  const char *owner;   /* (nullable): quoted; NULL: the text says it */
  gboolean is_split;   /* its defaults, checks or query have to come later */
} RvStatement;

typedef struct {
  guint class, id;
  guint needed_class, needed_id;
  gboolean is_late;    /* only a default, a check or a query needs it */
} RvNeed;

/** rv_statements_order: puts @statements (RvStatement) so that each comes after what it needs by @needs (RvNeed); else they
 * stay as they are. Where one of these closes a circle, its table, domain or view is marked as split. */
void rv_statements_order (GArray *statements, const GArray *needs);
