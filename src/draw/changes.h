/* What changed since a version, object by object, and how it is drawn over a diagram of today: what was added and what
 * changed framed, rows and lines marked, what was removed as a ghost where it stood. Beside its colour each has a sign:
 * + ~ −. The window's overlay and pictures draw the same. */
#pragma once

#include "draw/display-list.h"
#include "migrate/compare.h"

/** RvChanged: an object that a person thinks of (a table, a relationship, a type …) with all that changed in it. */
typedef struct {
  RvDifferenceType type;
  RvKind kind;
  RvId id;
  char *name;
  GPtrArray *details;   /* RvDifference; empty where the whole object was added or removed */
} RvChanged;

typedef struct _RvChanges RvChanges;

/** rv_changes_new: @then: the design as it was, with the ids of @now. Returns: (transfer full). */
RvChanges *rv_changes_new (RvModel *then, RvModel *now);
void rv_changes_free (RvChanges *changes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvChanges, rv_changes_free)

/** rv_changes_list: Returns: (transfer none) (element-type RvChanged): by name. */
const GPtrArray *rv_changes_list (RvChanges *changes);

/** rv_changes_sentence: Returns: (transfer full): “Table orders: changed”. */
char *rv_changes_sentence (const RvChanged *changed);

/** rv_changes_details: Returns: (transfer full): a line for each thing that changed in it: “~ Column email: Type text → citext”. */
char *rv_changes_details (RvChanges *changes, const RvChanged *changed);

/** rv_changes_place: where @changed is in the diagram of @scene, or was. Returns: FALSE if it is not shown there. */
gboolean rv_changes_place (RvChanges *changes, RvScene *scene, const RvChanged *changed, RvRect *place);

/** rv_changes_ghost: where what was removed stood in @diagram. Returns: FALSE if it was not shown there. */
gboolean rv_changes_ghost (RvChanges *changes, RvId diagram, const RvChanged *changed, double *x, double *y, double *width, double *height);

/** rv_changes_draw: appends groups over what @scene, a diagram of the design of today, shows. */
void rv_changes_draw (RvChanges *changes, RvDisplayList *list, RvScene *scene, RvDetail detail);
