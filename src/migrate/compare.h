/* What differs between two designs, by the descriptions of the kinds: no kind is known here by name.
 *
 * An object has a counterpart in the other design: inside of one project's history the object with its id, whatever it
 * is called by now; between projects that of the same kind and name below counterparts. What has none was removed or
 * added; of the others the fields that differ are told, references by what they refer to, not by its number. An order
 * counts as changed for those objects alone that have to move to get from one order to the other.
 *
 * Texts that say the same in other words do not differ: int and integer, a default with a cast and without, an expression with
 * other parentheses (migrate/same.h).
 *
 * A comparison keeps copies: it stays good whatever is done to the designs afterwards. */
#pragma once

#include "model/model.h"

typedef enum {
  RV_MATCH_IDENTITY, /* two moments of one project */
  RV_MATCH_NAME,     /* two projects that never met */
} RvMatch;

typedef struct {
  RvMatch match;
  RvKindFlags skip;  /* kinds with any of these flags are left out */
} RvCompareOptions;

/** RV_COMPARE_DESIGN: leaves out how a design is drawn, what is said of it, and what follows from the rest. */
#define RV_COMPARE_DESIGN (RV_KIND_DRAWING | RV_KIND_RECORD | RV_KIND_DERIVED)

typedef enum {
  RV_DIFFERENCE_ADDED,
  RV_DIFFERENCE_REMOVED,
  RV_DIFFERENCE_CHANGED,
} RvDifferenceType;

typedef struct {
  RvDifferenceType type;
  RvKind kind;
  RvObject *before;   /* (nullable): not of what was added */
  RvObject *after;    /* (nullable): not of what was removed */
  guint64 fields;     /* of a change: a bit for each field index */
} RvDifference;

typedef struct _RvComparison RvComparison;

/** rv_compare: Returns: (transfer full): what leads from @before to @after. */
RvComparison *rv_compare (RvModel *before, RvModel *after, const RvCompareOptions *options);
void rv_comparison_free (RvComparison *comparison);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvComparison, rv_comparison_free)

/** rv_comparison_differences: Returns: (transfer none) (element-type RvDifference): by kind, then in the order in which
 * the objects were made. */
const GPtrArray *rv_comparison_differences (RvComparison *comparison);

/** rv_comparison_of_before, rv_comparison_of_after: Returns: (transfer none) (nullable): what happened to the object @id. */
const RvDifference *rv_comparison_of_before (RvComparison *comparison, RvId id);
const RvDifference *rv_comparison_of_after (RvComparison *comparison, RvId id);

/** rv_comparison_after, rv_comparison_before: Returns: the id of the counterpart of @id, or 0. */
RvId rv_comparison_after (RvComparison *comparison, RvId before);
RvId rv_comparison_before (RvComparison *comparison, RvId after);

/** rv_comparison_value: Returns: (transfer full): what field @index of a changed object was, or with @after is, for people. */
char *rv_comparison_value (RvComparison *comparison, const RvDifference *difference, guint index, gboolean after);
