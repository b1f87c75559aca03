/* What the marks of columns and the ends of lines mean, shown on a small design that is drawn like any other: so every
 * notation explains itself. */
#pragma once

#include "draw/display-list.h"

/** rv_display_list_add_sample: appends the sample, as @view shows things, with its upper left corner at @x, @y.
 * Returns: the rectangle that it takes. */
RvRect rv_display_list_add_sample (RvDisplayList *list, const RvSceneView *view, double x, double y);
