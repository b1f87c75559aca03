/* What the files that arrange share. */
#pragma once

#include "draw/scene.h"

#define RV_ARRANGE_MARGIN 40   /* so that no box stands at (0, 0) */
#define RV_ARRANGE_BESIDE 80   /* to what is locked */
#define RV_ARRANGE_AIR 12      /* boxes are so much wider at each side while they are placed: room for the ends of lines */

/** rv_arrange_widen: gives all boxes their room at each side and the air between lines; with @share -1, takes it away. */
void rv_arrange_widen (RvLayoutGraph *graph, double share);
