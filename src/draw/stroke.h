/* Strokes of long paths, of which only what comes near a rectangle is handed to cairo. */
#pragma once

#include <cairo.h>

#include "draw/display-list.h"

/** rv_path_place: Returns: what @path can cover. */
RvRect rv_path_place (const RvDisplayList *list, const RvPrimitive *path);

/** rv_path_is_open: whether @path is but stroked and nowhere closed, as rv_stroke_near() wants it. */
gboolean rv_path_is_open (const RvDisplayList *list, const RvPrimitive *path);

/** rv_stroke_near: strokes what comes near @clip of an open path: the same pixels there as the whole path gives, dashes
 * too. The source of @cr is set. */
void rv_stroke_near (const RvDisplayList *list, cairo_t *cr, const RvPrimitive *path, const RvRect *clip);
