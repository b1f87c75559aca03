/* Tags: words with a colour that a person puts on tables and other objects. */
#pragma once

#include "model/edit.h"

/** rv_tags_add: Returns: (transfer none): the tag called @name, which is made where there is none. @color: (nullable): for a
 * new one; see rv_tint_names(). */
RvTag *rv_tags_add (RvEdit *edit, const char *name, const char *color);

/** rv_tags_has: Returns: whether @object has @tag. */
gboolean rv_tags_has (RvModel *model, RvId tag, RvId object);

/** rv_tags_set: puts @tag on @object, or takes it off. */
void rv_tags_set (RvEdit *edit, RvId tag, RvId object, gboolean on);

/** rv_tags_first: Returns: (transfer none) (nullable): the tag that was put on @object first. */
RvTag *rv_tags_first (RvModel *model, RvId object);
