/* Tables refer mostly within their module, and rather to what is referred to much already. */
#include "schema-graph.h"

#include "layout/random.h"

#define MODULE 25             /* tables */
#define HEADER 30.0           /* px */
#define ROW 18.0

typedef struct {
  RvLayoutGraph *graph;
  RvRandom random;
  guint *n_references;        /* to each table */
  guint n_modules, n_hubs;
} Making;

static guint
below (Making *making, guint n)
{
  return rv_random_next (&making->random) % n;
}

/* Few rows mostly, sometimes very many. */
static guint
choose_rows (Making *making)
{
  double u = rv_random_unit (&making->random);

  return (guint) CLAMP (5 / pow (1 - u, 0.62), 3, 60);
}

static void
add_table (Making *making, guint index)
{
  RvLayoutNode node = { .id = index + 1, .width = 180 + below (making, 140), .height = HEADER + ROW * choose_rows (making) };

  rv_layout_graph_add_node (making->graph, &node);
}

static void
refer (Making *making, guint from, guint to, guint row)
{
  RvLayoutNode *node = rv_layout_graph_node (making->graph, from);
  RvLayoutEdge edge = { .id = making->graph->edges->len + 1, .from = from, .to = to, .to_port = HEADER + ROW / 2, .trunk = 1 };

  node->height = MAX (node->height, HEADER + ROW * (row + 1));
  edge.from_port = HEADER + ROW * row + ROW / 2;
  rv_layout_graph_add_edge (making->graph, &edge);
  making->n_references[to]++;
}

/* An older table of the module of @table; one that is referred to twice as much is twice as likely. */
static guint
choose_in_module (Making *making, guint table)
{
  double sum = 0, at;
  guint to = table % making->n_modules;

  for (guint i = to; i < table; i += making->n_modules)
    sum += making->n_references[i] + 0.6;
  at = rv_random_unit (&making->random) * sum;
  for (guint i = to; i < table && at > 0; i += making->n_modules)
    {
      at -= making->n_references[i] + 0.6;
      to = i;
    }
  return to;
}

static guint
choose_target (Making *making, guint table)
{
  guint kind = below (making, 100);

  if (kind < 2 || table == 0)
    return table;
  if (kind < 22)
    return below (making, MIN (making->n_hubs, table));
  return kind < 93 && table >= making->n_modules ? choose_in_module (making, table) : below (making, table);
}

static void
add_references (Making *making, guint table)
{
  const guint shares[] = { 16, 52, 78, 90, 96, 99, 100 };
  guint n = 0, chance = below (making, 100);

  while (chance >= shares[n])
    n++;
  for (guint row = 1; row <= n; row++)
    refer (making, table, choose_target (making, table), row);
}

RvLayoutGraph *
bench_schema_graph (guint n_tables, guint seed)
{
  g_autofree guint *n_references = g_new0 (guint, n_tables + 1);
  Making making = { rv_layout_graph_new (), rv_random_seeded (seed), n_references, MAX (1, n_tables / MODULE), CLAMP (n_tables / 60 + 1, 1, 8) };

  for (guint i = 0; i < n_tables; i++)
    add_table (&making, i);
  for (guint i = 0; i < n_tables; i++)
    add_references (&making, i);
  return making.graph;
}
