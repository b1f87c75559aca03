/* A baseline: what a team knows of an old schema and does not want to hear again, as a text file that can be reviewed and
 * merged: a fingerprint on each line, sorted; lines that begin with # are comments. */
#pragma once

#include "check/finding.h"

/** rv_baseline_read: Returns: (transfer full): the set of fingerprints in @text. */
GHashTable *rv_baseline_read (const char *text);

/** rv_baseline_write: Returns: (transfer full): a baseline of @findings (RvFinding) and all that they stand for. */
char *rv_baseline_write (const GPtrArray *findings);
