/* Made-up schemas as graphs: modules, a few tables that everything refers to, tables without any reference. */
#pragma once

#include "layout/graph.h"

/** bench_schema_graph: Returns: (transfer full): the same for the same arguments. */
RvLayoutGraph *bench_schema_graph (guint n_tables, guint seed);
