/* The window in which a person puts tags on what is selected, and makes, renames, colours and removes tags. */
#pragma once

#include <gtk/gtk.h>

#include "model/model.h"

/** rv_tags_dialog_show: @ids: what gets the tags; may be nothing, then tags are only managed. Each change is an undo step. */
void rv_tags_dialog_show (GtkWindow *parent, RvModel *model, const RvId *ids, guint n_ids);
