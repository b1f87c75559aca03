/* The line under the pointer, or that is chosen, and the columns at its ends, in a light of their own. */
#pragma once

#include "canvas/canvas-private.h"

/** rv_light_ends: Returns: (transfer full): GArray of RvRect: the rows at both ends of @line; for an end at no row the box. */
GArray *rv_light_ends (RvCanvas *canvas, const RvSceneLine *line);

/** rv_light_hovered: Returns: (transfer none) (nullable): the line under the pointer, unless something else goes on. */
const RvSceneLine *rv_light_hovered (RvCanvas *canvas);

/** rv_light_paint: only what is lit, on what was painted. */
void rv_light_paint (RvCanvas *canvas, GtkSnapshot *snapshot);
