/* Writing a project as a file of another format, in a thread that reads the project file by itself. */
#pragma once

#include "exchange/format.h"

/** rv_export_formats: Returns: (transfer full) (element-type RvFormat): all that can be written. */
GPtrArray *rv_export_formats (void);

/** rv_export_start: writes @model as @format with @options, which are copied (texts in them are static). */
void rv_export_start (RvModel *model, const RvFormat *format, const RvFormatOptions *options, GCancellable *cancellable,
                      GAsyncReadyCallback done, gpointer data);

/** rv_export_finish: @messages: (out) (transfer full): what the format could not hold, a line each; "" for nothing.
 * Returns: (transfer full): the file, or NULL with @error set. */
GBytes *rv_export_finish (GAsyncResult *result, char **messages, GError **error);
