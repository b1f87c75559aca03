/* Small designs for the tests of exchange, made by hand: no reader of SQL has a part in them. */
#pragma once

#include "model/edit.h"

RvSchema *small_schema (RvEdit *edit, const char *name);
RvTable *small_table (RvEdit *edit, RvSchema *schema, const char *name);
RvColumn *small_column (RvEdit *edit, RvTable *table, const char *name, const char *type);
RvKey *small_key (RvEdit *edit, RvTable *table, const char *name, gboolean is_primary, RvColumn *first, RvColumn *second);
RvForeignKey *small_foreign_key (RvEdit *edit, RvTable *table, const char *name, RvColumn *column, RvTable *to, RvColumn *referenced);
void small_reference (RvEdit *edit, gpointer object, const char *field, const char *text, const char *word, RvId target);
void small_commit (RvEdit *edit);

RvSchema *small_find_schema (RvModel *model, const char *name);
RvTable *small_find_table (RvModel *model, const char *schema, const char *name);

/** small_shop: customer (id, email), orders (id, customer_id -> customer, a sequence for id, a check) and
 * order_line (order_id -> orders, line, in its primary key). */
RvModel *small_shop (void);
