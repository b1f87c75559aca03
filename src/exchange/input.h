/* The bytes of a file or of standard input. */
#pragma once

#include <gio/gio.h>

/** rv_input_read: @path: a file, or "-" for standard input. Returns: (transfer full): all its bytes,
 * with a NUL after their end, or NULL with @error set. Big files are mapped, not copied. */
GBytes *rv_input_read (const char *path, GCancellable *cancellable, GError **error);
