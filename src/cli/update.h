/* Taking over a changed file into a project that is there. */
#pragma once

#include <glib.h>

/** rv_update_project: makes the design of the project file @project that of @file, keeping ids, places and notes. Returns:
 * FALSE, having said why. */
gboolean rv_update_project (const char *file, const char *from, const char *project, gboolean quiet);
