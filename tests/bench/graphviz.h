/* Graphviz as a yardstick: the same boxes and lines, drawn by one of its programs. */
#pragma once

#include "layout/graph.h"

/** bench_graphviz: lets the Graphviz program @engine place the boxes of @graph and route its lines orthogonally. Returns:
 * (nullable) (transfer full): what it drew, or NULL when it is not installed or gives up; @seconds: its CPU time. */
RvLayoutGraph *bench_graphviz (const char *engine, const RvLayoutGraph *graph, double *seconds);
