/* What stands in the corner of a drawing: the project, the diagram, and what it shows. */
#pragma once

#include "draw/display-list.h"

/** rv_display_list_add_title_block: appends the block with its upper edge at @top, its right edge at @right, but no further to
 * the left than @left. What it says comes from the model alone, so that the same project gives the same picture. */
void rv_display_list_add_title_block (RvDisplayList *list, RvScene *scene, double left, double top, double right);
