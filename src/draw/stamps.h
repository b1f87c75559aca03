/* Small paths that come again and again, as the marks of columns do, are drawn once and stamped from then on. */
#pragma once

#include <cairo.h>

#include "draw/display-list.h"

typedef struct _RvStamps RvStamps;

/** rv_stamps_new: for drawing on an image at one scale. */
RvStamps *rv_stamps_new (void);
void rv_stamps_free (RvStamps *stamps);

/** rv_stamps_draw: draws @path, which covers @place, by the path that @draw hands to cairo when it is drawn for the first
 * time. Returns: FALSE when it is not small, or @cr is no image: nothing is drawn. */
gboolean rv_stamps_draw (RvStamps *stamps, const RvDisplayList *list, cairo_t *cr, const RvPrimitive *path, RvRect place,
                         void (*draw) (const RvDisplayList *list, cairo_t *cr, const RvPrimitive *path));
