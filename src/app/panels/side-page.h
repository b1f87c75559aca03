/* What the pages of the right pane that list things have in common: a heading with buttons, rows, and a text for no rows. */
#pragma once

#include <gtk/gtk.h>

#include "base/id.h"

typedef struct {
  GtkWidget *box;       /* the whole page */
  GtkWidget *heading;   /* a box, for buttons */
  GtkWidget *top;       /* a box between heading and rows */
  GtkListBox *rows;
  GtkWidget *empty;     /* a label, shown in place of no rows */
  GtkStack *stack;
} RvSidePage;

/** rv_side_page_build: makes the page below @parent, a widget with a bin layout. @empty: what stands where there are no rows. */
void rv_side_page_build (RvSidePage *page, GtkWidget *parent, const char *title, const char *empty);

/** rv_side_page_button: adds a flat button to the heading. Returns: (transfer none). */
GtkWidget *rv_side_page_button (RvSidePage *page, const char *icon, const char *name, const char *action);

/** rv_side_page_add: adds a row that stands for @id. @detail: (nullable): a second line. @menu: (nullable): of a button at
 * its end. Returns: (transfer none): the row. */
GtkWidget *rv_side_page_add (RvSidePage *page, RvId id, const char *title, const char *detail, GMenuModel *menu);
void rv_side_page_clear (RvSidePage *page);

/** rv_side_page_settle: after rows were added: shows them, or the text for none. */
void rv_side_page_settle (RvSidePage *page);

/** rv_side_page_id: Returns: what @row (nullable) stands for, or 0. */
RvId rv_side_page_id (GtkListBoxRow *row);

/** rv_side_page_select: Returns: whether there is a row for @id; it is selected and emits nothing but "row-selected". */
gboolean rv_side_page_select (RvSidePage *page, RvId id);

/** rv_side_page_chosen: Returns: what the selected row stands for, or 0. */
RvId rv_side_page_chosen (RvSidePage *page);
