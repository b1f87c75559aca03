/* Writes a project as a file of any format. */
#pragma once

#include "exchange/format.h"

/**
 * rv_save_any:
 * @path: a file, or "-" for standard output
 * @options: (nullable): what to write; NULL: all of it
 * @report: gets what the format could not hold
 *
 * A file that is there already is replaced only once the new one is complete, and keeps its permissions.
 *
 * Returns: whether all was written; else @error is set and the old file is as it was.
 */
gboolean rv_save_any (RvModel *model, const char *path, const RvFormat *format, const RvFormatOptions *options,
                      RvReport *report, GError **error);
