/* A set of ids that remembers the order in which they came. */
#pragma once

#include "base/id.h"

typedef struct _RvSelection RvSelection;

RvSelection *rv_selection_new (void);
void rv_selection_free (RvSelection *selection);

gboolean rv_selection_has (const RvSelection *selection, RvId id);
guint rv_selection_size (const RvSelection *selection);

/** rv_selection_ids: Returns: (transfer none): the ids, good until the next change. */
const RvId *rv_selection_ids (const RvSelection *selection);

/* Each returns whether the set is another now. */
gboolean rv_selection_add (RvSelection *selection, RvId id);
gboolean rv_selection_remove (RvSelection *selection, RvId id);
gboolean rv_selection_set (RvSelection *selection, const RvId *ids, guint n_ids);
