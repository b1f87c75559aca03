/* The widget of a row in the object tree and in its search results. */
#pragma once

#include <gtk/gtk.h>

#include "model/model.h"

/** rv_tree_row_factory_new: @shows_path: say behind each name what the object belongs to, instead of its
 * type. The items are RvTreeNode, or GtkTreeListRow of them. Returns: (transfer full). */
GtkListItemFactory *rv_tree_row_factory_new (gboolean shows_path);
