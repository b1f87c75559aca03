/* How well a drawing reads, in numbers. */
#pragma once

#include "layout/graph.h"

typedef struct {
  guint crossings;      /* places where lines cross; several at the same place count once */
  guint bends;
  double length;        /* of all lines */
  double width, height; /* of the whole, lines included */
} RvLayoutMetrics;

/** rv_layout_measure: Returns: the figures of @graph, which is placed and routed. */
RvLayoutMetrics rv_layout_measure (const RvLayoutGraph *graph);

/** rv_layout_badness: Returns: one number to compare drawings of the same graph by; less is better. */
double rv_layout_badness (const RvLayoutGraph *graph);

/** rv_layout_badness_of_size: Returns: the share in it of a drawing of @n_boxes having this size and shape. */
double rv_layout_badness_of_size (double width, double height, guint n_boxes);
