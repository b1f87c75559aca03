/* The search palette: any object and any action by a few letters and the keyboard alone.
 *
 * “>” at the beginning leaves only actions, “@column ” only columns. */
#pragma once

#include <gtk/gtk.h>

#include "model/model.h"

#define RV_TYPE_QUICK_FIND (rv_quick_find_get_type ())
G_DECLARE_FINAL_TYPE (RvQuickFind, rv_quick_find, RV, QUICK_FIND, GtkPopover)

/* Signal "chosen" (RvId as int64): a person wants to go to that object.
 * Signal "picked" (RvId as int64): the answer to rv_quick_find_ask(). */

RvQuickFind *rv_quick_find_new (void);

/** rv_quick_find_add_menu: offers the actions of @menu. */
void rv_quick_find_add_menu (RvQuickFind *find, GMenuModel *menu, const char *group);

/** rv_quick_find_set_model: @model: (nullable). */
void rv_quick_find_set_model (RvQuickFind *find, RvModel *model);

/** rv_quick_find_show: opens it below the top of what it is a child of, or closes it if it is open. */
void rv_quick_find_show (RvQuickFind *find);

/** rv_quick_find_ask: opens it to pick one object of @kind; @prompt stands in the empty entry. */
void rv_quick_find_ask (RvQuickFind *find, RvKind kind, const char *prompt);
