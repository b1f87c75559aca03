/* The window that asks for a running database: where it is, whether it answers, and what of it to read. */
#pragma once

#include <gtk/gtk.h>

#include "app/database-source.h"

/** RvDatabaseChosen: @source: (transfer full). */
typedef void (*RvDatabaseChosen) (RvDatabaseSource *source, gpointer data);

/** rv_database_dialog_show: @title: such as “Open Database”. @action: the label of its button, with a mnemonic. @data: a
 * GObject, kept alive until the dialog is gone. */
void rv_database_dialog_show (GtkWindow *parent, const char *title, const char *action, RvDatabaseChosen chosen, gpointer data);
