/* Spreads lines that run along the same line of the grid, so that they do not lie on each other, and brings single ones
 * into the middle of the gap that they run through. */
#pragma once

#include "layout/path.h"

/** rv_nudge: moves stretches of those of @paths that are not kept, near their tracks. What one lane has at one place
 * stays together. @tracks: (nullable): by axis, a flag for each track: only these are looked at. */
void rv_nudge (const RvGrid *grid, RvPath *paths, guint n_paths, const guint8 *const *tracks);
