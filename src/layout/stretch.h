/* Moving the stretches of a line by hand: from the points of a route to those that it gets. */
#pragma once

#include "layout/graph.h"

/** rv_stretch_is_level: Returns: whether the stretch from point @stretch to the next runs across (else up or down). */
gboolean rv_stretch_is_level (const RvPoint *points, guint stretch);

/** rv_stretch_move: moves @stretch sideways by @by. The ends stay: where the stretch holds one, a short stub stays with it.
 * Returns: (transfer full) (element-type RvPoint): the points of the line then. */
GArray *rv_stretch_move (const RvPoint *points, guint n_points, guint stretch, double by);

/** rv_stretch_move_corner: moves the stretches that meet at @corner, which is no end, so that it comes to @to. */
GArray *rv_stretch_move_corner (const RvPoint *points, guint n_points, guint corner, RvPoint to);

/** rv_stretch_split: a step of @by in @stretch at the place nearest to @at: what is behind it moves aside. */
GArray *rv_stretch_split (const RvPoint *points, guint n_points, guint stretch, RvPoint at, double by);
