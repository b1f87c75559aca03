/* Boxes in columns while their order is sought: where each stands, and what the drawing would cost.
 * Lines are drawn straight from port to port; all columns are equally far apart. */
#pragma once

#include "layout/component.h"

#define RV_SKETCH_AIR 40.0     /* px between two boxes of a column */
#define RV_SKETCH_CHANNEL 60.0 /* px between two columns */

typedef struct {
  guint from, to;             /* boxes, by their order in the component */
  double from_port, to_port;
} RvSketchLine;

/* The lines between a column and the next: where they leave the one and come to the other, by the
 * box they are bound for. */
typedef struct {
  guint n;
  float *left, *right;
  gint32 *to;
} RvGap;

typedef struct {
  guint n_boxes, n_columns, n_lines;
  RvSketchLine *lines;
  guint *first_line;          /* of each box: where its lines begin in `line_of`, one more than there are boxes */
  guint *line_of;
  double *width, *height;     /* of boxes, without air */
  double *x, *y;              /* of their top left corners */
  guint *column;
  guint **stack;              /* of each column: its boxes from top to bottom */
  guint *n_stacked;
  double *tallness;           /* of each column */
  double pitch;               /* distance of columns */
  double usual_height;        /* of a column */
  RvGap *gaps;                /* one for each column; the last is for lines within the last column only */
  guint *within;              /* lines that stay in their column */
  guint n_within;
} RvSketch;

typedef struct {
  guint column, index;
} RvSlot;

/** rv_sketch_init: the boxes of @component, in columns by the places that they have. */
void rv_sketch_init (RvSketch *sketch, const RvComponent *component, const RvLayoutGraph *graph, guint n_columns);
void rv_sketch_clear (RvSketch *sketch);

/** rv_sketch_slot: Returns: where @box stands. */
RvSlot rv_sketch_slot (const RvSketch *sketch, guint box);

/** rv_sketch_move: takes the box at @from to @to; the reverse takes it back. */
void rv_sketch_move (RvSketch *sketch, RvSlot from, RvSlot to);

/** rv_sketch_swap: lets two boxes change places. */
void rv_sketch_swap (RvSketch *sketch, RvSlot a, RvSlot b);

/** rv_sketch_cost: Returns: what the drawing costs, in px of line; something above @limit if it is above. */
double rv_sketch_cost (RvSketch *sketch, double limit);
