/* What the window does to diagrams as a whole, each as one undo step. */
#pragma once

#include "model/edit.h"

/** rv_diagrams_in_order: Returns: (transfer container): every RvDiagram, in the order of the list. */
GPtrArray *rv_diagrams_in_order (RvModel *model);

/** rv_diagrams_add: makes a diagram with boxes for the tables and views among @objects, arranged.
 * Returns: its id, or 0 with @error set. */
RvId rv_diagrams_add (RvModel *model, const char *name, const RvId *objects, guint n, GError **error);

/** rv_diagrams_show: adds boxes for the tables and views among @objects that @diagram does not show
 * yet, near what they are linked to. Returns: FALSE with @error set. */
gboolean rv_diagrams_show (RvModel *model, RvId diagram, const RvId *objects, guint n, GError **error);

/** rv_diagrams_hide: takes the boxes of @objects out of @diagram; the objects stay. */
gboolean rv_diagrams_hide (RvModel *model, RvId diagram, const RvId *objects, guint n, GError **error);

/** rv_diagrams_fold: folds the boxes of those of @objects (tables, or columns of them) that @diagram shows; where all are
 * folded, unfolds them. */
gboolean rv_diagrams_fold (RvModel *model, RvId diagram, const RvId *objects, guint n, GError **error);

/** rv_diagrams_color: gives the boxes and lines of those of @objects that @diagram shows, and the areas and notes among
 * them, that colour; NULL: none of their own. Returns: FALSE with @error set. */
gboolean rv_diagrams_color (RvModel *model, RvId diagram, const RvId *objects, guint n, const char *color, GError **error);

/** rv_diagrams_free_name: Returns: (transfer full): a name that no diagram has. */
char *rv_diagrams_free_name (RvModel *model);

/** rv_diagrams_ensure: makes sure that there is a diagram, without an undo step; a read-only project
 * is left as it is. */
void rv_diagrams_ensure (RvModel *model);
