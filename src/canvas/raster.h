/* The diagram as tiles of pixels at one zoom, for renderers that draw in software: panning moves them, and only what
 * comes into sight is drawn. What changes is taken out of the tiles and drawn by the canvas, above them, until it
 * rests: a drag then costs what is dragged. */
#pragma once

#include <gtk/gtk.h>

#include "draw/scene.h"

typedef struct _RvRaster RvRaster;

typedef struct {
  /* Draws the diagram within @rect but for what is live, on @cr in pixels of the diagram, and appends the ids (RvId)
   * of what it drew to @ids. */
  void (*draw) (cairo_t *cr, RvRect rect, GArray *ids, gpointer data);
  /* Returns: FALSE when @id is no longer there. */
  gboolean (*rect_of) (RvId id, RvRect *rect, gpointer data);
} RvRasterSource;

/** RvRasterView: the part that is seen, in pixels of the device; @zoom of them for each of the diagram. */
typedef struct {
  double zoom;
  gint64 x, y;
  int width, height;
  int scale;      /* pixels of the device for each of the widget */
} RvRasterView;

/** rv_raster_new: @source: static. */
RvRaster *rv_raster_new (const RvRasterSource *source, gpointer data);
void rv_raster_free (RvRaster *raster);

/** rv_raster_touch: @id looks different or is elsewhere: it is live from now on. */
void rv_raster_touch (RvRaster *raster, RvId id);

/** rv_raster_forget_tiles: everything looks different; what is live stays so. */
void rv_raster_forget_tiles (RvRaster *raster);

/** rv_raster_forget_all: everything looks different; nothing is live. */
void rv_raster_forget_all (RvRaster *raster);

/** rv_raster_settle: what is live goes into the tiles again. Returns: whether anything was. */
gboolean rv_raster_settle (RvRaster *raster);

gboolean rv_raster_is_live (RvRaster *raster, RvId id);

/** rv_raster_live: Returns: (transfer container): the ids (RvId *) of what is live, in no order; or NULL. */
GPtrArray *rv_raster_live (RvRaster *raster);

/** rv_raster_prepare: draws tiles that are missing in @view, for about @milliseconds at most. @ahead: those, too, that
 * come into sight next when the view moves on as it did. Returns: whether all are there. */
gboolean rv_raster_prepare (RvRaster *raster, const RvRasterView *view, gboolean ahead, double milliseconds);

/** rv_raster_trim: drops the tiles that are not in @view. */
void rv_raster_trim (RvRaster *raster, const RvRasterView *view);

/** rv_raster_paint: appends the tiles of @view, which rv_raster_prepare() had all, in pixels of the widget. */
void rv_raster_paint (RvRaster *raster, const RvRasterView *view, GtkSnapshot *snapshot);
