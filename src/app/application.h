/* The application: its command line, its windows and the actions that need no project. */
#pragma once

#include <adwaita.h>

#define RV_TYPE_APPLICATION (rv_application_get_type ())
G_DECLARE_FINAL_TYPE (RvApplication, rv_application, RV, APPLICATION, AdwApplication)

RvApplication *rv_application_new (void);

/** rv_application_open: opens @file: in the window that shows it already, else in @window (nullable) if that
 * shows no project yet, else in a new one. */
void rv_application_open (RvApplication *application, GFile *file, GtkWindow *window);
