/* What stands in the corner of a drawing: the project, the diagram, and what it shows. */
#pragma once

#include "draw/display-list.h"

/** rv_display_list_add_title_block: appends the block below what is in @list already, at its right edge. What it says
 * comes from the model alone, so that the same project gives the same picture. */
void rv_display_list_add_title_block (RvDisplayList *list, RvScene *scene);
