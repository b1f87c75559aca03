/* Packs rectangles without overlap into a drawing of about three to two. */
#pragma once

#include <glib.h>

#define RV_PACK_RATIO 1.5

typedef struct {
  double x, y;          /* set by packing */
  double width, height;
} RvPackItem;

/** rv_pack: places @items; the drawing's corner is (0, 0). */
void rv_pack (RvPackItem *items, guint n_items);

/** rv_pack_within: places those of @items that fit in @room, if their flag in @placed is not set yet, and sets it. */
void rv_pack_within (RvPackItem *items, guint n_items, const RvPackItem *room, gboolean *placed);
