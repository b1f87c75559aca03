/* Saved views: places in diagrams that a presentation stops at. Each call that changes something is an undo step. */
#pragma once

#include "canvas/canvas.h"

/** rv_views_in_order: Returns: (transfer container): every RvViewpoint, by diagram, then by position. */
GPtrArray *rv_views_in_order (RvModel *model);

/** rv_views_add: saves what @canvas shows. Returns: the id, or 0 with @error set. */
RvId rv_views_add (RvCanvas *canvas, const char *title, GError **error);

/** rv_views_update: makes @view that of what @canvas, which shows its diagram, shows now. */
gboolean rv_views_update (RvCanvas *canvas, RvId view, GError **error);
gboolean rv_views_rename (RvModel *model, RvId view, const char *title, GError **error);

/** rv_views_move: @by: 1 or -1, among the views of its diagram. */
gboolean rv_views_move (RvModel *model, RvId view, int by, GError **error);
gboolean rv_views_remove (RvModel *model, RvId view, GError **error);

/** rv_views_show: flies to @view; @canvas shows its diagram. @least: zoom, even if the view is cut then. */
void rv_views_show (RvCanvas *canvas, RvId view, double least);
