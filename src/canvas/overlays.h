/* The overlays of one canvas, as its other files see them. */
#pragma once

#include "canvas/overlay.h"

typedef struct _RvOverlays RvOverlays;

RvOverlays *rv_overlays_new (void);
void rv_overlays_free (RvOverlays *overlays);

/** rv_overlays_forget: all are to be drawn anew. */
void rv_overlays_forget (RvOverlays *overlays);

/** rv_overlays_has: Returns: whether any overlay draws on @layer. */
gboolean rv_overlays_has (RvOverlays *overlays, RvOverlayLayer layer);

/** rv_overlays_paint: appends the groups of @layer that touch @seen; the snapshot is at the diagram's scale, @zoom. */
void rv_overlays_paint (RvOverlays *overlays, GtkSnapshot *snapshot, RvOverlayLayer layer, RvScene *scene, const RvPalette *palette,
                        RvRect seen, double zoom);

/** rv_overlays_press: Returns: whether a group at @x, @y of the diagram took the press. */
gboolean rv_overlays_press (RvOverlays *overlays, double x, double y, double zoom);
