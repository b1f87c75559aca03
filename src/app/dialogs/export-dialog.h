/* The export window: a format, its options, how large the file gets; then a file or the clipboard. */
#pragma once

#include <gtk/gtk.h>

#include "model/model.h"

/** rv_export_dialog_show: @diagram: the one in front, or 0. @selection: what is selected in it. @name: what to call the file,
 * without ending. */
void rv_export_dialog_show (GtkWindow *parent, RvModel *model, RvId diagram, const RvId *selection, guint n_selection, const char *name);
