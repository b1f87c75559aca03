/* Places for boxes. No two boxes overlap afterwards, ever. Deterministic: same graph, same places. */
#pragma once

#include "layout/graph.h"

/** rv_layout_place_all: gives every node of @graph a place, whatever place it had. The
 * drawing starts near (0, 0), components are packed, width to height is between 1:2 and 2:1. */
void rv_layout_place_all (RvLayoutGraph *graph);

/** rv_layout_place_new: gives a place to the nodes that are not placed, near what they are
 * linked to, and moves no other node. Where edges have routes, it keeps out of their way as far as it can. */
void rv_layout_place_new (RvLayoutGraph *graph);
