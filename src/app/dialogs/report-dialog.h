/* What an import made of a file: counts, kept statements, messages with their place. */
#pragma once

#include <gtk/gtk.h>

#include "app/opening.h"

/** rv_report_dialog_show: shows the report of a finished import. */
void rv_report_dialog_show (GtkWindow *parent, RvOpening *opening);

typedef void (*RvKeepAnswered) (gboolean keeps, gpointer data);

/** rv_report_dialog_ask: shows the report and asks whether to keep @model, what could be read. */
void rv_report_dialog_ask (GtkWindow *parent, RvOpening *opening, RvModel *model, RvKeepAnswered answered, gpointer data);
