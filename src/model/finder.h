/* Finding objects of a model by a few letters of their names. What it must know of the names is gathered with the
 * first search and follows the model. */
#pragma once

#include "model/match.h"
#include "model/model.h"

typedef struct _RvFinder RvFinder;

typedef struct {
  RvId id;
  RvKind kind;
  int score;
} RvFound;

typedef struct {
  RvKind kind;           /* RV_KIND_NONE: any */
  const RvId *recent;    /* what a person went to lately, newest first: comes first among its like */
  guint n_recent;
  guint most_of_kind;    /* so many hits of each kind; 0: 8 */
} RvFindOptions;

/** rv_finder_new: Returns: (transfer full): it holds on to @model. */
RvFinder *rv_finder_new (RvModel *model);
void rv_finder_free (RvFinder *finder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvFinder, rv_finder_free)

/** rv_finder_find: Returns: (transfer full): GArray of RvFound, best first. A pattern that is empty finds what is
 * recent, then the oldest tables and so on. */
GArray *rv_finder_find (RvFinder *finder, const RvPattern *pattern, const RvFindOptions *options);

/** rv_finder_score: Returns: how well object @id fits, with what it belongs to; @marks as for rv_pattern_score(). */
int rv_finder_score (RvModel *model, const RvPattern *pattern, const RvObject *object, guint64 *marks);
