/* Diagrams in the colours that a person wants for windows: light or dark, with high contrast or not. */
#pragma once

#include "canvas/canvas.h"

/** rv_canvas_style_follow: @canvas has the palette of the desktop's or the program's style, now and whenever that changes. */
void rv_canvas_style_follow (RvCanvas *canvas);
