/* The button in the header of a box that folds it: on the box under the pointer, and on the one that is chosen. */
#pragma once

#include "canvas/canvas-private.h"

typedef struct _RvFold RvFold;

/** rv_fold_new: adds its overlay to @canvas, which owns it from now on. Returns: (transfer none). */
RvFold *rv_fold_new (RvCanvas *canvas);

/** rv_fold_follow: another box may be under the pointer or chosen. */
void rv_fold_follow (RvFold *fold);

/** rv_fold_describe: Returns: (transfer full) (nullable): what the button at @at of the diagram does, if there is one. */
char *rv_fold_describe (RvFold *fold, RvPoint at);

/** rv_fold_set: folds or unfolds @box. Returns: whether it is so now. */
gboolean rv_fold_set (RvCanvas *canvas, RvId box, gboolean is_folded);
