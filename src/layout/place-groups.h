/* Placement where boxes of a group stand together in a frame, and frames do not overlap. */
#pragma once

#include "layout/graph.h"

#define RV_LAYOUT_NO_GROUP G_MAXUINT

typedef struct {
  double x, y, width, height;
} RvLayoutFrame;

/** rv_layout_place_groups: gives places to all nodes of @graph. @group_of: of each node its group, below @n_groups, or
 * RV_LAYOUT_NO_GROUP: those stand together without a frame. @frames: (out): of each group what its boxes and the
 * air around them, with room for a title above, cover; empty groups have no size. Groups with many lines between
 * them come to stand near one another. */
void rv_layout_place_groups (RvLayoutGraph *graph, const guint *group_of, guint n_groups, RvLayoutFrame *frames);
