/* A graph of points and ever coarser copies of it, each with about half the points. */
#pragma once

#include "layout/random.h"

typedef struct {
  guint n_points, n_links;
  float *x, *y, *mass;
  guint *from, *to;
  float *weight;
  guint *coarse;        /* of each point: the point of the next coarser level that stands for it */
} RvLevel;

RvLevel *rv_level_new (guint n_points, guint max_links);
void rv_level_free (RvLevel *level);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvLevel, rv_level_free)

/** rv_level_coarsen: joins points in pairs, leaves of one hub with each other first, and fills
 * @level->coarse. Returns: (transfer full) (nullable): the coarser level; %NULL when it would not be much smaller. */
RvLevel *rv_level_coarsen (RvLevel *level, RvRandom *random);
