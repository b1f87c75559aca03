/* Boxes that something else than a drag moved glide to their new places. */
#pragma once

#include "canvas/canvas-private.h"

typedef struct _RvSettle RvSettle;

void rv_settle_free (RvSettle *settle);

/** rv_settle_look: remembers where the boxes are, before a change that may move many. Returns: (transfer full) (nullable): NULL
 * where nothing shall glide. */
GHashTable *rv_settle_look (RvCanvas *canvas);

/** rv_settle_start: lets the boxes glide that are elsewhere than at @before (nullable) (transfer full). */
void rv_settle_start (RvCanvas *canvas, GHashTable *before);

/** rv_settle_stop: everything is where it is at once. */
void rv_settle_stop (RvCanvas *canvas);

/** rv_settle_paint: Returns: FALSE when nothing glides; else the diagram was painted without its lines. */
gboolean rv_settle_paint (RvCanvas *canvas, GtkSnapshot *snapshot);
