/* Where boxes of a diagram stand. A box has one place that all notations share until it is moved in
 * another than crow's foot: it then has a place of its own there, and none is lost by changing the
 * notation. Chen's, which draws entities and not tables, shares no places. */
#pragma once

#include "model/edit.h"

/** rv_box_place: @x, @y: (nullable): where @box stands in @notation. Returns: FALSE when it has no place there;
 * @x, @y are 0 then. */
gboolean rv_box_place (RvModel *model, const RvBox *box, RvNotation notation, double *x, double *y);

/** rv_box_set_place: puts @box at @x, @y in the notation of its diagram. */
void rv_box_set_place (RvEdit *edit, RvBox *box, double x, double y);
