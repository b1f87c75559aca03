/* Placement by forces: links pull, boxes push each other away; sizes do not matter yet. */
#pragma once

#include "layout/component.h"

/** rv_force_place: gives the boxes of @component centres such that linked boxes are near each other.
 * Boxes may overlap; see rv_overlap_remove(). Another @seed gives another arrangement. */
void rv_force_place (RvComponent *component, guint seed);
