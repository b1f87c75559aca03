/* The figures of the layout engine: made-up schemas, the samples, and the schemas of RELVAR_CORPUS, beside Graphviz
 * where it is installed. A figure over its bar is marked; only a run that fails makes the program fail. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "draw/arrange.h"
#include "exchange/open.h"
#include "graphviz.h"
#include "layout/metrics.h"
#include "layout/place.h"
#include "layout/route.h"
#include "measure.h"
#include "schema-graph.h"

#define SEEDS 3
#define MANY_BOXES 250        /* Graphviz routes more than that for minutes */

typedef struct {
  const char *name;
  RvLayoutGraph *graph;
} Case;

static void
row (const Case *c, const char *what, double measured, double bar, const char *unit)
{
  g_autofree char *text = g_strdup_printf ("%s: %s", c->name, what);

  bench_row (text, measured, bar, unit);
}

static void
place_and_route (gpointer data)
{
  rv_layout_place_all (data);
  rv_layout_route_all (data);
}

/* ---- one drawing ------------------------------------------------------------------------------------ */

static void
show_shape (const Case *c, const RvLayoutMetrics *metrics)
{
  double boxes = 0;

  for (guint i = 0; i < c->graph->nodes->len; i++)
    boxes += rv_layout_graph_node (c->graph, i)->width * rv_layout_graph_node (c->graph, i)->height;
  row (c, "longer side / shorter side", MAX (metrics->width / metrics->height, metrics->height / metrics->width), 2, "x");
  row (c, "area / area of boxes", metrics->width * metrics->height / boxes, 5, "x");
}

static void
show_faults (const Case *c, const RvLayoutMetrics *metrics)
{
  row (c, "overlapping boxes and lines through boxes",
       rv_layout_count_overlaps (c->graph) + rv_layout_count_through (c->graph), 0.5, "");
  row (c, "bends a line", (double) metrics->bends / MAX (1, c->graph->edges->len), 3, "");
  row (c, "length on top of foreign lines", 100 * rv_layout_shared_length (c->graph) / MAX (1, metrics->length), 1, "%");
}

/* Lines that leave at the top or bottom of a box: at no row, which is what ours may not. */
static guint
count_off_rows (const RvLayoutGraph *graph)
{
  guint n = 0;

  for (guint e = 0; e < graph->edges->len; e++)
    {
      const RvLayoutEdge *edge = rv_layout_graph_edge (graph, e);

      n += edge->n_points > 1 && (edge->points[0].x == edge->points[1].x
                                  || edge->points[edge->n_points - 1].x == edge->points[edge->n_points - 2].x);
    }
  return n;
}

static void
show_graphviz (const Case *c, guint crossings)
{
  const char *const engines[] = { "dot", "sfdp" };

  for (guint i = 0; i < G_N_ELEMENTS (engines); i++)
    {
      g_autofree char *what = g_strdup_printf ("crossing places - those of %s", engines[i]);
      g_autofree char *time = g_strdup_printf ("CPU time of %s", engines[i]);
      g_autofree char *through = g_strdup_printf ("%s: lines through boxes, or not drawn", engines[i]);
      g_autofree char *off = g_strdup_printf ("%s: lines that leave at no row", engines[i]);
      double seconds;
      g_autoptr (RvLayoutGraph) drawn = bench_graphviz (engines[i], c->graph, &seconds);

      if (drawn == NULL)
        continue;
      row (c, what, (double) crossings - rv_layout_measure (drawn).crossings, 0.5, "");
      row (c, through, (double) rv_layout_count_through (drawn) + c->graph->edges->len - drawn->edges->len, 0, "");
      row (c, off, 100.0 * count_off_rows (drawn) / MAX (1, drawn->edges->len), 0, "%");
      row (c, time, seconds * 1000, 0, "ms");
    }
}

/* Draws and shows the figures. Bars that are 0 are not held against it. */
static void
show_drawing (const Case *c, double most_ms, double most_crossings)
{
  double seconds = bench_best (3, place_and_route, c->graph);
  RvLayoutMetrics metrics = rv_layout_measure (c->graph);

  row (c, "place and route, CPU", seconds * 1000, most_ms, "ms");
  row (c, "crossing places", metrics.crossings, most_crossings, "");
  show_faults (c, &metrics);
  if (c->graph->nodes->len >= 100)
    show_shape (c, &metrics);
  if (c->graph->nodes->len <= MANY_BOXES)
    show_graphviz (c, metrics.crossings);
}

/* ---- one table added or grown ------------------------------------------------------------------------- */

static gboolean
same_route (const RvLayoutEdge *a, const RvLayoutEdge *b)
{
  return a->n_points == b->n_points && memcmp (a->points, b->points, a->n_points * sizeof (RvPoint)) == 0;
}

/* @touched: the box whose lines have every reason to change. */
static void
show_changes (const Case *c, const char *what, const RvLayoutGraph *before, const RvLayoutGraph *after, guint touched)
{
  g_autofree char *boxes = g_strdup_printf ("%s, other boxes moved", what), *lines = g_strdup_printf ("%s, other routes changed", what);
  guint n_moved = 0, n_changed = 0;

  for (guint i = 0; i < before->nodes->len; i++)
    n_moved += i != touched && (rv_layout_graph_node (before, i)->x != rv_layout_graph_node (after, i)->x
                                || rv_layout_graph_node (before, i)->y != rv_layout_graph_node (after, i)->y);
  for (guint e = 0; e < before->edges->len; e++)
    {
      const RvLayoutEdge *edge = rv_layout_graph_edge (before, e);

      n_changed += edge->from != touched && edge->to != touched && !same_route (edge, rv_layout_graph_edge (after, e));
    }
  row (c, boxes, n_moved, 0.5, "");
  row (c, lines, 100.0 * n_changed / before->edges->len, 1, "%");
}

static RvLayoutGraph *
copy (const RvLayoutGraph *graph)
{
  RvLayoutGraph *other = rv_layout_graph_new ();

  for (guint i = 0; i < graph->nodes->len; i++)
    rv_layout_graph_add_node (other, rv_layout_graph_node (graph, i));
  for (guint e = 0; e < graph->edges->len; e++)
    {
      const RvLayoutEdge *edge = rv_layout_graph_edge (graph, e);

      rv_layout_graph_set_points (other, rv_layout_graph_add_edge (other, edge), edge->points, edge->n_points);
    }
  return other;
}

static void
show_added (const Case *c)
{
  g_autoptr (RvLayoutGraph) after = copy (c->graph);
  RvLayoutNode node = { .id = after->nodes->len + 1, .width = 220, .height = 200 };
  guint added = rv_layout_graph_add_node (after, &node);

  for (guint i = 0; i < 3; i++)
    {
      RvLayoutEdge edge = { .id = after->edges->len + 1, .from = added, .to = i * 7, .from_port = 57 + 18 * i, .to_port = 39, .trunk = 1 };

      rv_layout_graph_add_edge (after, &edge);
    }
  rv_layout_place_new (after);
  rv_layout_route_touched (after, &added, 1);
  show_changes (c, "a table added", c->graph, after, added);
}

static void
show_grown (const Case *c)
{
  g_autoptr (RvLayoutGraph) after = copy (c->graph);
  guint grown = after->nodes->len / 2;

  rv_layout_graph_node (after, grown)->height += 18;
  rv_layout_route_touched (after, &grown, 1);
  show_changes (c, "a table grown by a row", c->graph, after, grown);
}

/* ---- the run --------------------------------------------------------------------------------------------- */

static void
show_made_up (guint n_tables, double most_ms, double most_crossings)
{
  for (guint seed = 1; seed <= SEEDS; seed++)
    {
      g_autoptr (RvLayoutGraph) graph = bench_schema_graph (n_tables, seed);
      g_autofree char *name = g_strdup_printf ("%u tables, %u lines", n_tables, graph->edges->len);
      Case c = { name, graph };

      show_drawing (&c, most_ms, most_crossings);
      show_added (&c);
      show_grown (&c);
    }
}

static void
show_schema (const char *path)
{
  g_autoptr (RvReport) report = rv_report_new (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (RvModel) model = rv_open_any (path, NULL, report, NULL, NULL, NULL, &error);
  g_autoptr (RvLayoutGraph) graph = model != NULL ? rv_arrange_to_graph (model, 0) : NULL;
  g_autofree char *base = g_path_get_basename (path);
  Case c = { base, graph };

  if (graph == NULL)
    fprintf (stderr, "%s: %s\n", path, error->message);
  else if (graph->edges->len > 0)
    show_drawing (&c, graph->nodes->len <= 100 ? 40 : 0, 0);
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Shows the schemas in @folder and below whose names end in @ending. */
static void
show_folder (const char *folder, const char *ending)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_paths);
  for (guint i = 0; i < paths->len; i++)
    if (g_file_test (paths->pdata[i], G_FILE_TEST_IS_DIR))
      show_folder (paths->pdata[i], ending);
    else if (g_str_has_suffix (paths->pdata[i], ending))
      show_schema (paths->pdata[i]);
}

int
main (int argc, char **argv)
{
  if (argc != 2)
    {
      fprintf (stderr, "Usage: layout SAMPLES\n");
      return 2;
    }
  bench_heading ();
  show_made_up (100, 40, 0);
  show_made_up (500, 400, 2000);
  show_made_up (1500, 2000, 14000);
  show_folder (argv[1], ".sql");
  if (g_getenv ("RELVAR_CORPUS") != NULL)
    show_folder (g_getenv ("RELVAR_CORPUS"), ".pgdump.sql");
  printf ("%u over their bars\n", bench_n_over ());
  return 0;
}
