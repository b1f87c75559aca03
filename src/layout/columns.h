/* Placement of small diagrams: boxes stand in columns, in the order that keeps lines short and apart,
 * at the heights that make them straight. */
#pragma once

#include "layout/component.h"

/** rv_columns_place: gives the boxes of @component centres in @n_columns columns. Starts from the
 * places they have. No boxes overlap. Another @seed gives another arrangement. Returns: about how badly it reads,
 * to compare arrangements of the same boxes by. */
double rv_columns_place (RvComponent *component, const RvLayoutGraph *graph, guint n_columns, guint seed);

/** rv_columns_fitting: Returns: with how many columns the boxes make a drawing of about three to two. */
guint rv_columns_fitting (const RvComponent *component);
