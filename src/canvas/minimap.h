/* The whole diagram in a corner, small: all boxes and the part that a canvas shows, which a press or a drag moves. */
#pragma once

#include "canvas/canvas.h"

#define RV_TYPE_MINIMAP (rv_minimap_get_type ())
G_DECLARE_FINAL_TYPE (RvMinimap, rv_minimap, RV, MINIMAP, GtkWidget)

GtkWidget *rv_minimap_new (void);

/** rv_minimap_set_canvas: @canvas: (nullable): whose diagram it shows. */
void rv_minimap_set_canvas (RvMinimap *minimap, RvCanvas *canvas);
