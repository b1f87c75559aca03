/* What others draw on the diagram: review pins, what a comparison found, a way between two tables. An overlay gives
 * groups of a display list, see draw/display-build.h; the canvas keeps them as render nodes, culls them, speaks those
 * that have a title, and tells which one was pressed. It is asked anew after changes of the diagram or the palette
 * and when rv_canvas_update_overlay() says so, never in a frame that merely pans or zooms. */
#pragma once

#include "canvas/canvas.h"
#include "draw/display-list.h"

typedef enum {
  RV_OVERLAY_BELOW,   /* between areas and lines */
  RV_OVERLAY_ABOVE,   /* above boxes and notes */
  RV_OVERLAY_PINNED,  /* above everything: groups stay at their place in the diagram, but measure pixels of the screen at any zoom */
} RvOverlayLayer;

typedef struct {
  RvOverlayLayer layer;

  /* Appends groups, their origins in pixels of the diagram at 100 %; @detail is how much can be told apart at this
   * distance. Ids of groups are the overlay's own; 0: cannot be pressed. */
  void (*draw) (RvDisplayList *list, RvScene *scene, RvDetail detail, gpointer data);

  /* (nullable): group @id was pressed. Returns: FALSE to let the tool have the press. */
  gboolean (*press) (gint64 id, gpointer data);
} RvOverlay;

/** rv_canvas_add_overlay: @overlay: static. @free: (nullable): for @data. Later ones lie above earlier ones of their
 * layer. Returns: for the calls below; never 0. */
guint rv_canvas_add_overlay (RvCanvas *canvas, const RvOverlay *overlay, gpointer data, GDestroyNotify free);

/** rv_canvas_update_overlay: it draws something else now. */
void rv_canvas_update_overlay (RvCanvas *canvas, guint overlay);
void rv_canvas_remove_overlay (RvCanvas *canvas, guint overlay);
