/* What the colours of boxes mean: their own, that of their schema, of their tag. A new meaning is a word of the enum
 * Coloring and a row in the table of coloring.c. */
#pragma once

#include "model/model.h"

/** rv_coloring_color: Returns: (transfer full) (nullable): the colour of the box of @object, as rv_palette_tint() reads it.
 * @box: (nullable): its RvBox. */
char *rv_coloring_color (RvModel *model, RvColoring coloring, const RvBox *box, RvId object);

/** rv_coloring_meaning: Returns: (transfer full) (nullable): what that colour says, for a legend. */
char *rv_coloring_meaning (RvModel *model, RvColoring coloring, const RvBox *box, RvId object);
