/* When something was said or done, as the project file keeps it. */
#pragma once

#include <glib.h>

/** rv_stamp_now: Returns: (transfer full): the time now in UTC, ISO 8601 to the second: "2026-01-31T09:05:00Z". */
char *rv_stamp_now (void);
