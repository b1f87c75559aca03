/* Finds the cheapest route of one line on a grid: short, few turns, few crossings, not on top of others. */
#pragma once

#include "layout/path.h"

typedef struct RvSearch RvSearch;

RvSearch *rv_search_new (const RvGrid *grid);
void rv_search_free (RvSearch *search);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvSearch, rv_search_free)

/** rv_search_route: fills the stretches and sides of @path, whose lane and port places are set, with the route
 * from a side of @from to a side of @to. Passes through boxes only where there is no other way. @n_lines_left: how many lines
 * share in the time that is left, this one included; with little time left a route may be less than the best, and so
 * may a draft, which is quicker. */
void rv_search_route (RvSearch *search, const RvLayoutNode *from, const RvLayoutNode *to, guint n_lines_left, gboolean is_draft,
                      RvPath *path);

/** rv_search_has_time: Returns: whether some of the time for all lines is left. */
gboolean rv_search_has_time (const RvSearch *search);
