/* The one door through which anything that Relvar reads becomes a project. */
#pragma once

#include "exchange/format.h"
#include "live/live.h"

/**
 * rv_open_any:
 * @path: a file, "-" for standard input, or the address of a running database
 * @from: (nullable): id of the format, where the name of the file does not say it
 * @report: what was made of each statement; its file_name is the caller's
 *
 * Opens a project file (whatever its name, told by its contents) or imports any other file into
 * a new project in memory. Without @from and a known ending the contents tell; SQL is the last guess.
 *
 * Returns: (transfer full): the project, or NULL with @error set.
 */
RvModel *rv_open_any (const char *path, const char *from, RvReport *report, RvProgress progress,
                      gpointer progress_data, GCancellable *cancellable, GError **error);

/** rv_open_any_with_flags: like rv_open_any(); @flags say how a project file is opened. */
RvModel *rv_open_any_with_flags (const char *path, const char *from, RvOpenFlags flags, RvReport *report, RvProgress progress,
                                 gpointer progress_data, GCancellable *cancellable, GError **error);

/** rv_open_bytes: like rv_open_any_with_flags() where the @bytes of @path, with a NUL after their end (rv_input_read()), are there. */
RvModel *rv_open_bytes (GBytes *bytes, const char *path, const char *from, RvOpenFlags flags, RvReport *report,
                        RvProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error);

/** rv_open_database: imports the running database at @address, as the @options (nullable) say, into a new project in memory. */
RvModel *rv_open_database (const char *address, const RvLiveOptions *options, RvReport *report, RvProgress progress,
                           gpointer progress_data, GCancellable *cancellable, GError **error);
