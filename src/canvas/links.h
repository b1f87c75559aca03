/* Links in notes: where the pointer is on one, and following it. */
#pragma once

#include "canvas/canvas.h"

/** rv_link_at: Returns: (transfer full) (nullable): where the link of a note at @x, @y of the diagram leads. */
char *rv_link_at (RvCanvas *canvas, double x, double y);
