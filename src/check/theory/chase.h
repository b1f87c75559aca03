/* The chase: a tableau that dependencies are applied to until nothing changes. It judges what the other files compute: whether
 * a decomposition is lossless, and whether a dependency follows. */
#pragma once

#include "check/theory/relation.h"

typedef struct {
  gboolean is_multivalued;
  guint dependency;        /* its number in `fds` of the chase, or in `mvds` of the relation */
  guint one, other;        /* the two rows that agree on its left side */
  guint made;              /* multivalued: the row that was added */
} RvChaseStep;

typedef struct {
  const RvRelation *relation;
  const RvFds *fds;
  guint n_start;           /* rows of the tableau at first, one for each relation of a decomposition */
  guint n_rows;
  GArray *cells;           /* guint, row after row: 0 is the distinguished symbol of its column */
  GArray *steps;           /* of RvChaseStep */
  guint whole_row;         /* a row of distinguished symbols, or G_MAXUINT */
  gboolean is_complete;    /* FALSE: the tableau grew past its bound */
} RvChase;

/** rv_chase_decomposition: a row for each of @schemes, distinguished where it has the attribute; lossless exactly if there is a
 * whole row in the end. @fds: (nullable): to be used instead of those of @relation; must outlive the chase, as @relation must. */
RvChase *rv_chase_decomposition (const RvRelation *relation, const RvFds *fds, const RvBitsList *schemes);
void rv_chase_free (RvChase *chase);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvChase, rv_chase_free)

/** rv_chase_is_lossless: Returns: whether @schemes join to the relation again. */
gboolean rv_chase_is_lossless (const RvRelation *relation, const RvFds *fds, const RvBitsList *schemes);

/** rv_chase_implies: Returns: whether @lhs -> @rhs, or @lhs ->> @rhs, follows from the dependencies of @relation. */
gboolean rv_chase_implies (const RvRelation *relation, const RvBits *lhs, const RvBits *rhs, gboolean is_multivalued);

/** rv_chase_cell: Returns: (transfer full): the symbol as people write it: "a3" is distinguished, "b2,3" is not. */
char *rv_chase_cell (const RvChase *chase, guint row, guint attribute);

/** rv_chase_text: Returns: (transfer full): the last tableau and the steps that led to it. */
char *rv_chase_text (const RvChase *chase);
