/* Spreads lines that run along the same track, so that they do not lie on each other. */
#pragma once

#include "layout/path.h"

/** rv_nudge: moves stretches of @paths within their tracks. Lines of one lane come to lie on each other. */
void rv_nudge (const RvGrid *grid, RvPath *paths, guint n_paths);
