/* Takes an arrangement of points apart until no boxes overlap, keeping its shape. */
#pragma once

#include "layout/component.h"

/** rv_overlap_remove: scales the centres of @component up and moves boxes apart, as little as possible. */
void rv_overlap_remove (RvComponent *component);

/** rv_overlap_forbid: for what is left: moves boxes down until none overlaps another. Always succeeds. */
void rv_overlap_forbid (RvComponent *component);
