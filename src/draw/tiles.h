/* Tiles over the plane that tell what lies in a rectangle. */
#pragma once

#include "draw/scene.h"

typedef struct _RvTiles RvTiles;

RvTiles *rv_tiles_new (void);
void rv_tiles_free (RvTiles *tiles);

/* An item may be added with several rectangles; each is removed as it was added. */
void rv_tiles_add (RvTiles *tiles, gpointer item, RvRect rect);
void rv_tiles_remove (RvTiles *tiles, gpointer item, RvRect rect);

/** rv_tiles_collect: appends to @items what may touch @rect; an item may come more than once. */
void rv_tiles_collect (RvTiles *tiles, RvRect rect, GPtrArray *items);
