/* Placement of one box in the middle of all that it is linked to. */
#pragma once

#include "layout/graph.h"

/** rv_layout_place_around: gives places to all nodes of @graph: node @focus in the middle, what it is linked from at its
 * right and what it links to at its left, in columns, farther ones further out. Nothing overlaps. */
void rv_layout_place_around (RvLayoutGraph *graph, guint focus);
