/* Where the programs of PostgreSQL are. */
#pragma once

#include <glib.h>

/** rv_programs_find: Returns: (transfer full) (nullable): the folder that holds all of @names (NULL-terminated), newest
 * version first: $PGBIN, pg_config's, that of the first name in PATH, or where distributions put it. */
char *rv_programs_find (const char *const *names);
