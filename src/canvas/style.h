/* The little CSS of the canvas. */
#pragma once

#include <gtk/gtk.h>

/** rv_style_add: makes the style known to @display, once; a class of the canvas named like the palette chooses its colours. */
void rv_style_add (GdkDisplay *display);
