/* Sizing what is chosen: areas and notes by any side or corner, the one chosen box by its right side; and all of them by keys. */
#pragma once

#include "canvas/canvas-private.h"

typedef enum { RV_SIDE_LEFT = 1, RV_SIDE_RIGHT = 2, RV_SIDE_TOP = 4, RV_SIDE_BOTTOM = 8 } RvSides;

/** RvSizeGrip: the sides of @item (the id of an RvBox, RvArea or RvNote) that move, and where it is. */
typedef struct {
  RvId item;        /* 0: none */
  RvSides sides;
  RvRect rect;
} RvSizeGrip;

/** rv_size_grip_at: what can be taken hold of at @at of the diagram. Returns: FALSE if there is nothing. */
gboolean rv_size_grip_at (RvCanvas *canvas, RvPoint at, RvSizeGrip *grip);

/** rv_size_cursor: Returns: the name of a cursor. */
const char *rv_size_cursor (const RvSizeGrip *grip);

/** rv_size_to: Returns: the rectangle when the sides of @grip are at @to. */
RvRect rv_size_to (RvCanvas *canvas, const RvSizeGrip *grip, RvPoint to);

/** rv_size_write: writes that @item is where @rect is. An empty one: a box is as wide as what is in it. */
void rv_size_write (RvCanvas *canvas, RvId item, RvRect rect);

/** rv_size_key: moves the right and the lower side of what is chosen. Returns: FALSE if there is nothing to size. */
gboolean rv_size_key (RvCanvas *canvas, double dx, double dy);

/** rv_size_paint: the grips of what is chosen. */
void rv_size_paint (RvCanvas *canvas, GtkSnapshot *snapshot);
