/* Strips that run straight and free through the whole of a large drawing, so that long lines need few turns. */
#pragma once

#include "layout/graph.h"

typedef struct {
  double low, high;
} RvStreet;

/** rv_streets_open: moves boxes of @graph, which do not overlap, a little aside until there are such strips, across and
 * down. Returns: (transfer full) (element-type RvStreet): what is to stay free from top to bottom, in y. */
GArray *rv_streets_open (RvLayoutGraph *graph);
