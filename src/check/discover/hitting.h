/* Minimal hitting sets: the least sets of attributes that have one in common with every edge, by the method of Murakami and Uno
 * (2014). The edges need not all be known: whoever judges a set that hits all of them may bring new ones. */
#pragma once

#include "check/theory/bits.h"

typedef struct _RvHitting RvHitting;

/** RvJudge: @set hits every edge; @path are its @n members in the order in which they came. Returns: whether it is to be kept; else rv_hitting_add_edge() was called with at least one edge
 * that @set does not hit. */
typedef gboolean (*RvJudge) (RvHitting *hitting, const RvBits *set, const guint *path, guint n, gpointer data);

/** rv_hitting_run: @edges: at first. @attributes: that may be in sets. @effort: (inout): how much work may be done, in words of bits; what is left.
 * @limit: how many sets at most. Returns: whether all were found; @found gets them. */
gboolean rv_hitting_run (const RvBitsList *edges, const RvBits *attributes, RvJudge judge, gpointer data, gint64 *effort, guint limit,
                         RvBitsList *found);

/** rv_hitting_add_edge: for a judge: an edge that the set before it does not hit. */
void rv_hitting_add_edge (RvHitting *hitting, const RvBits *edge);
