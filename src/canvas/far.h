/* The diagram from afar, as pixels: thousands of boxes and all lines between them in a few milliseconds, by runs of
 * pixels instead of nodes. What a box looks like is taken from the display list, so that it need not know. */
#pragma once

#include <gtk/gtk.h>

#include "canvas/selection.h"
#include "draw/display-list.h"

typedef struct _RvFar RvFar;

/** RvFarView: from where it is seen: @x, @y of the diagram in the corner, @zoom pixels of the image for each of its own. */
typedef struct {
  RvScene *scene;
  const RvPalette *palette;
  double x, y, zoom;
} RvFarView;

RvFar *rv_far_new (void);
void rv_far_free (RvFar *far);

/** rv_far_forget: box @id looks different now. */
void rv_far_forget (RvFar *far, RvId id);

/** rv_far_regroup: boxes came or went. */
void rv_far_regroup (RvFar *far);
void rv_far_forget_all (RvFar *far);

/** rv_far_image: Returns: (transfer full): an image of @width by @height pixels filled with @color. */
cairo_surface_t *rv_far_image (int width, int height, RvColor color);

/** rv_far_draw_lines: all lines in sight; those that are chosen or whose boxes are lie above the others. */
void rv_far_draw_lines (cairo_surface_t *image, const RvFarView *view, RvSelection *selection);

/** rv_far_draw_node: a render node at the zoom of @view, its origin at @at of the diagram: rectangles, edges and clips,
 * but no text and nothing that only cairo can draw. */
void rv_far_draw_node (cairo_surface_t *image, const RvFarView *view, GskRenderNode *node, RvPoint at);

void rv_far_draw_boxes (RvFar *far, cairo_surface_t *image, const RvFarView *view);
