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

/** rv_layout_count_overlaps: Returns: how many pairs of boxes lie on each other. */
guint rv_layout_count_overlaps (const RvLayoutGraph *graph);

/** rv_layout_count_through: Returns: how many times a line runs through a box that it does not end at. */
guint rv_layout_count_through (const RvLayoutGraph *graph);

/** rv_layout_shared_length: Returns: how many px of lines lie on, or hardly beside, a line between other boxes. */
double rv_layout_shared_length (const RvLayoutGraph *graph);

/** rv_layout_badness: Returns: one number to compare drawings of the same graph by; less is better. */
double rv_layout_badness (const RvLayoutGraph *graph);

/** rv_layout_badness_of_size: Returns: the share in it of a drawing of @n_boxes having this size and shape. */
double rv_layout_badness_of_size (double width, double height, guint n_boxes);
