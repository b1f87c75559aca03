/* Suggestions below a text entry: data types of the dialect and the model, or columns of a table. */
#pragma once

#include <gtk/gtk.h>

#include "model/model.h"

typedef enum {
  RV_COMPLETE_TYPES,   /* the whole text is a type */
  RV_COMPLETE_COLUMNS, /* the text is a list; the word at its end is a column of the table */
} RvCompleteWhat;

/** rv_completion_attach: @entry: a GtkEditable. @table: whose columns; 0 for types. */
void rv_completion_attach (GtkWidget *entry, RvModel *model, RvCompleteWhat what, RvId table);

/** rv_completion_set_table: another table for an entry that completes columns. */
void rv_completion_set_table (GtkWidget *entry, RvId table);

/** rv_completion_suggestions: Returns: (transfer full) (element-type char *): at most @limit names that begin
 * with (then: contain) @typed, the likeliest first. */
GPtrArray *rv_completion_suggestions (RvModel *model, RvCompleteWhat what, RvId table, const char *typed, guint limit);
