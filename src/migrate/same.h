/* Whether two texts of paired objects say the same. */
#pragma once

#include "migrate/match.h"

/** rv_same_text: whether @field says the same of @before and of @after, which differ in it letter by letter: what their references
 * point to counts, not how it is written, and what PostgreSQL takes for the same is the same. */
gboolean rv_same_text (const RvPairs *pairs, RvModel *model_before, const RvObject *before, RvModel *model_after, const RvObject *after, int field);

/** rv_same_options: whether two lists such as "fillfactor='70', a = b" set the same. */
gboolean rv_same_options (const char *before, const char *after);
