/* The question before a finding is fixed: what the fix would change, as SQL. */
#pragma once

#include <gtk/gtk.h>

#include "check/finding.h"
#include "model/model.h"

/** RvFindingDone: @message: for a toast. @error: (nullable): it was refused. */
typedef void (*RvFindingDone) (const char *message, const GError *error, gpointer data);

/** rv_fix_dialog_show: asks, and fixes @finding in one undo step when a person agrees. @data: a GObject, kept alive. */
void rv_fix_dialog_show (GtkWindow *parent, RvModel *model, RvFinding *finding, RvFindingDone done, gpointer data);
