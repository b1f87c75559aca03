/* A window: the start page, or one project. */
#pragma once

#include "app/application.h"
#include "app/database-source.h"

#define RV_TYPE_WINDOW (rv_window_get_type ())
G_DECLARE_FINAL_TYPE (RvWindow, rv_window, RV, WINDOW, AdwApplicationWindow)

RvWindow *rv_window_new (RvApplication *application);

/** rv_window_is_free: Returns: whether the window shows the start page and opens nothing. */
gboolean rv_window_is_free (RvWindow *window);

/** rv_window_shows_file: Returns: whether the project of the window is kept in @file, or is being read from it. */
gboolean rv_window_shows_file (RvWindow *window, GFile *file);

/** rv_window_open: reads @file into the window, which is free. */
void rv_window_open (RvWindow *window, GFile *file);

/** rv_window_open_database: reads the database @source (transfer full) into the window, which is free. */
void rv_window_open_database (RvWindow *window, RvDatabaseSource *source);

/** rv_window_new_project: shows a new empty project in the window, which is free. */
void rv_window_new_project (RvWindow *window);
