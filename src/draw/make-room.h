/* Boxes give way to one that grows. */
#pragma once

#include "model/edit.h"

/** rv_make_room: moves, in every diagram, the boxes aside that a table's box would cover now that @edit gave the
 * table columns or longer names: down what lies below, right what lies beside, and what those cover in turn.
 * Locked boxes stay. It belongs to the same undo step; connect it to the model's "before-commit". */
void rv_make_room (RvEdit *edit);
