/* Made-up schemas in the shape of pg_dump's output: the same text for the same number, ever. */
#pragma once

#include <glib.h>

/** bench_generate: Returns: (transfer full): a dump of @n_tables tables with about 13 columns each, keys,
 * foreign keys, indexes, checks, comments, triggers and privileges. */
char *bench_generate (guint n_tables);
