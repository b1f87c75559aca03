/* Which boxes of a component are near each other. */
#pragma once

#include "layout/component.h"

typedef struct {
  guint a, b;
  gboolean overlap;
} RvNearPair;

typedef struct RvProximity RvProximity;

RvProximity *rv_proximity_new (const RvComponent *component);
void rv_proximity_free (RvProximity *proximity);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvProximity, rv_proximity_free)

/** rv_proximity_find: Returns: (element-type RvNearPair) (transfer none): every pair of overlapping boxes, and
 * for each box its nearest neighbour in each of eight directions. Valid until the next call. */
const GArray *rv_proximity_find (RvProximity *proximity);
