/* Deleting objects: a preview of what goes with them, then the edit. */
#pragma once

#include <gtk/gtk.h>

#include "model/edit.h"

/** RvDeleted: @label: what was deleted, for a toast; @error: (nullable): why nothing was. */
typedef void (*RvDeleted) (const char *label, const GError *error, gpointer data);

/** rv_delete_objects: deletes the objects @ids as one undo step, after a question if more than they goes with
 * them. @data: a GObject, kept alive. */
void rv_delete_objects (GtkWindow *parent, RvModel *model, const RvId *ids, guint n_ids, RvDeleted deleted, gpointer data);
