/* One row of the property panel: a field of an object, made from its description. */
#pragma once

#include <adwaita.h>

#include "model/edit.h"

/** RvPropertyHost: what a row needs of the panel that it stands in. */
typedef struct {
  RvModel *model;
  GtkWidget *panel;      /* emits "error" and "edited" */
} RvPropertyHost;

/** rv_property_row_new: Returns: (transfer floating) (nullable): a row that shows and edits @field of
 * @object, or NULL where the field is not for people. */
GtkWidget *rv_property_row_new (const RvPropertyHost *host, RvObject *object, int field);

/** rv_property_row_refresh: shows the field as it is now, unless a person is typing there. */
void rv_property_row_refresh (GtkWidget *row);

/** rv_property_set: sets a field as one undo step, renames and SQL texts included.
 * @text: for a text field; @number for others. Returns: FALSE when it was refused; the panel says why. */
gboolean rv_property_set (const RvPropertyHost *host, RvObject *object, int field, const char *text, double number);

/** rv_property_begin: an edit with the label "<verb> <kind> <name>", such as "Delete column email". */
RvEdit *rv_property_begin (const RvPropertyHost *host, const char *format, const RvObject *object);

/** rv_property_commit: commits, and tells the panel what became of it. */
gboolean rv_property_commit (const RvPropertyHost *host, RvEdit *edit);

/** rv_property_refuse: shows @message; takes @error (nullable). */
void rv_property_refuse (const RvPropertyHost *host, const char *message, GError *error);

/** rv_property_add_rows: adds to @add (called with each row) the rows of all fields of @object that are
 * @advanced or not. */
void rv_property_add_rows (const RvPropertyHost *host, RvObject *object, gboolean advanced, GPtrArray *rows);
