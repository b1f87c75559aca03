/* Packing around one large part: where its outline leaves the corners of its frame free, small parts go there. */
#pragma once

#include "layout/pack.h"

/** rv_corners_pack: packs @items as rv_pack() does, but into the corners of the first one as far as they fit there.
 * @boxes: what is taken of the first item, in places from its corner on. */
void rv_corners_pack (RvPackItem *items, guint n_items, const RvPackItem *boxes, guint n_boxes);
