/* Repulsion between many points at once: far groups of points count as one (Barnes and Hut). */
#pragma once

#include <glib.h>

typedef struct RvQuadtree RvQuadtree;

/** rv_quadtree_new: room for @n points, to be filled again and again. */
RvQuadtree *rv_quadtree_new (guint n);
void rv_quadtree_free (RvQuadtree *tree);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvQuadtree, rv_quadtree_free)

void rv_quadtree_fill (RvQuadtree *tree, guint n, const float *x, const float *y, const float *mass);

/** rv_quadtree_push: adds to @fx, @fy the sum over all masses m at distance d of m / d, away from them. */
void rv_quadtree_push (const RvQuadtree *tree, float x, float y, float *fx, float *fy);
