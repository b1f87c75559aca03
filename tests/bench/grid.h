/* Projects whose diagram is a grid of tables: made in no time at any size, as dense as an arranged schema. */
#pragma once

#include "model/edit.h"

/** bench_grid: Returns: (transfer full): a model of @n_tables tables of 6 to 14 columns with lines to tables near and
 * some farther ones, and a diagram "All" of them; one in the middle, "hub", has 20 lines. */
RvModel *bench_grid (guint n_tables);
