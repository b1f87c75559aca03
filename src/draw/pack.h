/* A zlib stream for pixels that mostly repeat. zlib looks at every byte for what came before it; this packs a run of
 * equal pixels in the time of one, which is what diagrams are made of. */
#pragma once

#include <glib.h>

typedef struct _RvPack RvPack;

/** rv_pack_new: @output: gets the stream; @pixel: bytes in a pixel, 3 or 4. */
RvPack *rv_pack_new (GByteArray *output, guint pixel);
void rv_pack_free (RvPack *pack);

/** rv_pack_begin_row: adds @filter, the byte before the pixels of a row. */
void rv_pack_begin_row (RvPack *pack, guint8 filter);

/** rv_pack_pixels: adds @n pixels that are all as @pixel is: four bytes, the last of which is not written where a pixel has
 * three, but compared. */
void rv_pack_pixels (RvPack *pack, const guint8 *pixel, guint n);

/** rv_pack_finish: ends the stream. */
void rv_pack_finish (RvPack *pack);
