/* Routes by the bends that a person chose. */
#pragma once

#include "layout/shelf.h"

/** rv_bends_run: Returns: (transfer full) (element-type RvPoint): the corners of @edge, which has bends: from port to
 * port, across and down, by every bend that lies on the way. Where a box stands in the way, only the stretch
 * through it steps aside. */
GArray *rv_bends_run (const RvShelf *shelf, const RvLayoutEdge *edge);
