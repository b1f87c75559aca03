/* Clocks, children and the table of figures. Times are CPU times: they do not depend on what else the machine does. */
#pragma once

#include <glib.h>

typedef void (*BenchFunction) (gpointer data);

/** bench_cpu_seconds: Returns: what the process used so far. */
double bench_cpu_seconds (void);

/** bench_best: Returns: the least CPU seconds of @rounds calls of @function. */
double bench_best (guint rounds, BenchFunction function, gpointer data);

/** bench_child: runs @argv to its end, its output going nowhere. Returns: whether it ended well; @seconds:
 * its CPU time; @megabytes: the most memory that was resident. */
gboolean bench_child (const char *const *argv, double *seconds, double *megabytes);

/** bench_heading: starts the table. */
void bench_heading (void);

/** bench_row: prints one figure beside its @bar (0: it has none) and whether it keeps it. */
void bench_row (const char *what, double measured, double bar, const char *unit);

/** bench_n_over: Returns: how many rows were over their bars. */
guint bench_n_over (void);
