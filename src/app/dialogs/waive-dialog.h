/* The question before a finding is accepted as it is: why, by whom, until when. */
#pragma once

#include "app/dialogs/fix-dialog.h"

/** rv_waive_dialog_show: asks, and waives @finding in one undo step. @data: a GObject, kept alive. */
void rv_waive_dialog_show (GtkWindow *parent, RvModel *model, RvFinding *finding, RvFindingDone done, gpointer data);
