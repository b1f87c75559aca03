/* Routes by the bends that a person chose. */
#pragma once

#include "layout/graph.h"

/** rv_bends_run: Returns: (transfer full) (element-type RvPoint): the corners of @edge, which has bends: from port to
 * port, across and down, by every bend that lies on the way. */
GArray *rv_bends_run (const RvLayoutGraph *graph, const RvLayoutEdge *edge);
