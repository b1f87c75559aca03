/* A project takes over a changed file: the design by migrate/update.h, and in the diagrams what follows from it. */
#pragma once

#include "model/edit.h"

/** rv_take_over: makes the design of the model of @edit equal to @source, see rv_update_from(). Nothing moves that is drawn;
 * diagrams that showed all tables (partitions aside) get boxes for the new ones, beside those that are there. */
void rv_take_over (RvEdit *edit, RvModel *source);
