/* What objects are called and which icon stands for their kind, the same in the tree, in dialogs and
 * in messages. */
#pragma once

#include "model/model.h"

/** rv_object_label: Returns: (transfer full): what @object is called; a phrase where it has no name. */
char *rv_object_label (RvModel *model, const RvObject *object);

/** rv_object_detail: Returns: (transfer full) (nullable): what stands beside the name, such as the type of a column. */
char *rv_object_detail (RvModel *model, const RvObject *object);

/** rv_object_place_text: Returns: (transfer full): what @object belongs to, from the outside in: “public › orders”; "" for none. */
char *rv_object_place_text (RvModel *model, const RvObject *object);

/** rv_kind_icon: Returns: (transfer none): the name of a symbolic icon. */
const char *rv_kind_icon (RvKind kind);

/** rv_kind_count_text: Returns: (transfer full): “3 columns” in words: the number and the kind. */
char *rv_kind_count_text (RvKind kind, guint n);
