/* Moves boxes a little up or down so that lines between neighbours run straight. */
#pragma once

#include "layout/streets.h"

/** rv_align_ports: moves placed boxes of @graph up or down where a line to a box beside then needs no bend. None comes
 * nearer to others than there is room for the lines between, or into one of @streets, (nullable) (element-type RvStreet). */
void rv_align_ports (RvLayoutGraph *graph, const GArray *streets);
