/* Where lines jump over others: what runs across makes way for what runs up and down, always. */
#pragma once

#include "draw/display-list.h"

/** rv_crossings_find: appends to @jumps (RvPoint) the places where @line jumps over other lines of @scene. */
void rv_crossings_find (RvScene *scene, const RvSceneLine *line, GArray *jumps);

/** rv_crossings_note: adds to @ids (a set of RvId) the lines that jump over @line where it runs now, and those
 * whose texts may have to make way for it. */
void rv_crossings_note (RvScene *scene, const RvSceneLine *line, GHashTable *ids);

/** rv_crossings_draw: adds the level way from @from to @to to a path, with the marks of list->jumps on it. The path
 * stands at @from, or before it where nothing was added since. */
void rv_crossings_draw (RvDisplayList *list, RvPoint from, RvPoint to);
