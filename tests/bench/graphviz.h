/* Graphviz as a yardstick: the same boxes and lines, drawn by one of its programs. */
#pragma once

#include "layout/graph.h"

/** bench_graphviz: draws @graph with @engine and its orthogonal router. Returns: whether that is installed and did it;
 * @crossings: places where its lines cross; @seconds: its CPU time. */
gboolean bench_graphviz (const char *engine, const RvLayoutGraph *graph, guint *crossings, double *seconds);
