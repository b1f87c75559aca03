/* A row of the Checks panel: a group of rules, a finding, or something that a finding rests on. */
#pragma once

#include <gio/gio.h>

#include "check/rule.h"

typedef enum { RV_CHECK_ROW_GROUP, RV_CHECK_ROW_FINDING, RV_CHECK_ROW_EVIDENCE } RvCheckRowType;

#define RV_TYPE_CHECK_NODE (rv_check_node_get_type ())
G_DECLARE_FINAL_TYPE (RvCheckNode, rv_check_node, RV, CHECK_NODE, GObject)

/* Signal "changed": it says something else now. */

/** RvCheckFilter: which findings have rows. */
typedef struct {
  gboolean hides[RV_N_SEVERITIES];
  int group;               /* or -1: of all */
  const char *text;        /* (nullable): a part of the message, the rule or the name, in any letters */
  RvModel *model;          /* for the following … */
  const GArray *objects;   /* (nullable): RvId: about one of these or a part of them */
} RvCheckFilter;

/** rv_check_nodes_fill: lets @top (RvCheckNode) stand for the groups of what of @findings and @waived (RvFinding) passes @filter.
 * Rows that stay keep their nodes, so that what is unfolded and chosen stays so. Returns: how many findings have rows. */
guint rv_check_nodes_fill (GListStore *top, const GPtrArray *findings, const GPtrArray *waived, const RvCheckFilter *filter);

RvCheckRowType rv_check_node_type (RvCheckNode *node);

/** rv_check_node_finding: Returns: (transfer none) (nullable): the finding, or that which the evidence belongs to. */
RvFinding *rv_check_node_finding (RvCheckNode *node);

/** rv_check_node_evidence: Returns: (transfer none) (nullable): of a row of evidence. */
const RvEvidence *rv_check_node_evidence (RvCheckNode *node);

/** rv_check_node_label: Returns: (transfer none): of a group. */
const char *rv_check_node_label (RvCheckNode *node);

/** rv_check_node_count: Returns: of a group: how many findings of that severity it has. */
guint rv_check_node_count (RvCheckNode *node, RvSeverity severity);

/** rv_check_node_is_waived: Returns: whether it is, or is the section of, what was waived. */
gboolean rv_check_node_is_waived (RvCheckNode *node);

/** rv_check_node_open_once: Returns: whether the row of a group is new and shall be unfolded; then it is not new any more. */
gboolean rv_check_node_open_once (RvCheckNode *node);

/** rv_check_node_children: Returns: (transfer full) (nullable): the rows below it. */
GListModel *rv_check_node_children (RvCheckNode *node);
