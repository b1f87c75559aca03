/* Boxes in bands from top to bottom: exact answers on which box is in the way. */
#pragma once

#include "layout/graph.h"

typedef struct {
  const RvLayoutGraph *graph;
  double top, height;         /* of the first band; of each */
  guint n_bands;
  guint *starts;              /* of each band in `nodes`, one more than there are */
  guint *nodes;
} RvShelf;

/** rv_shelf_new: for the boxes of @graph where they are now. */
RvShelf *rv_shelf_new (const RvLayoutGraph *graph);
void rv_shelf_free (RvShelf *shelf);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvShelf, rv_shelf_free)

/** rv_shelf_reach: Returns: how far to the right or left, from the side of @node at @y, there is no box: x of
 * the first one's side, or infinite. */
double rv_shelf_reach (const RvShelf *shelf, const RvLayoutNode *node, double y, gboolean right);

/** rv_shelf_is_free: Returns: whether the straight stretch from @a to @b runs through no box. */
gboolean rv_shelf_is_free (const RvShelf *shelf, RvPoint a, RvPoint b);

/** rv_shelf_first_met: Returns: (nullable): of the boxes that it runs through, the one nearest to @a. */
const RvLayoutNode *rv_shelf_first_met (const RvShelf *shelf, RvPoint a, RvPoint b);

/** rv_shelf_is_clear: the same for a whole route. */
gboolean rv_shelf_is_clear (const RvShelf *shelf, const RvPoint *points, guint n_points);

/** rv_stretch_meets: Returns: whether the straight stretch from @a to @b runs through @node. */
gboolean rv_stretch_meets (const RvPoint *a, const RvPoint *b, const RvLayoutNode *node);
