/* How much two things are alike that have different names, from 0 to 1. */
#pragma once

#include "model/model.h"

double rv_likeness_of_names (const char *one, const char *other);

/** rv_likeness_of_parts: of two tables by their columns, of two enums by their values, of two composites by their attributes. */
double rv_likeness_of_parts (RvModel *before, RvId one, RvModel *after, RvId other, RvKind kind);
