/* A row of the object tree: an object, or a heading over the objects of a kind in a schema. */
#pragma once

#include "model/model.h"

#define RV_TYPE_TREE_NODE (rv_tree_node_get_type ())
G_DECLARE_FINAL_TYPE (RvTreeNode, rv_tree_node, RV, TREE_NODE, GObject)

/* Signal "changed": label or detail is another now. */

/** rv_tree_node_new: @object: the object, or 0 for a heading over all @kind in the schema @within (or 0). */
RvTreeNode *rv_tree_node_new (RvModel *model, RvKind kind, RvId object, RvId within);

RvId rv_tree_node_object (RvTreeNode *node);
RvKind rv_tree_node_kind (RvTreeNode *node);
RvId rv_tree_node_within (RvTreeNode *node);
gboolean rv_tree_node_is_heading (RvTreeNode *node);

/** rv_tree_node_label: Returns: (transfer full): what stands in the row. */
char *rv_tree_node_label (RvTreeNode *node);

/** rv_tree_node_detail: Returns: (transfer full) (nullable): what stands behind it: a type, a number. */
char *rv_tree_node_detail (RvTreeNode *node);

/** rv_tree_node_path: Returns: (transfer full) (nullable): what its object belongs to. */
char *rv_tree_node_path (RvTreeNode *node);

/** rv_tree_node_children: Returns: (transfer none) (nullable): the rows below, or NULL where there can be none. */
GListStore *rv_tree_node_children (RvTreeNode *node);

/** rv_tree_node_fill: makes the rows below what they are in the model, if anyone asked for them, without
 * the headings of the kinds that @hidden (element is TRUE) names; and those below them. */
void rv_tree_node_fill (RvTreeNode *node, const gboolean *hidden);

/** rv_tree_fill_top: as rv_tree_node_fill() for the rows at the top. */
void rv_tree_fill_top (RvModel *model, GListStore *top, const gboolean *hidden);

/** rv_tree_node_touch: announces that the row looks different. */
void rv_tree_node_touch (RvTreeNode *node);
