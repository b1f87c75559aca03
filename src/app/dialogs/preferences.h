/* The preferences window. */
#pragma once

#include <gtk/gtk.h>

void rv_preferences_show (GtkWindow *parent);
