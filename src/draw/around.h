/* A diagram of one table and what it is linked to. */
#pragma once

#include "model/edit.h"

/** rv_diagram_create_around: makes a diagram called @name of the table or view @focus and of all tables that are at most
 * @depth foreign keys away from it, whichever way they point, arranged with @focus in the middle.
 * Returns: (transfer none): the RvDiagram. */
gpointer rv_diagram_create_around (RvEdit *edit, const char *name, RvId focus, guint depth);

/** rv_around_neighbours: Returns: (transfer full): GArray of RvId: @focus, then what such a diagram shows, nearest first. */
GArray *rv_around_neighbours (RvModel *model, RvId focus, guint depth);
