/* Writes a graph for Graphviz and reads what it drew. So that the figures compare like with like: as much air between
 * boxes as we leave, and no arrowheads, which Graphviz cuts off the lines and so hides what crosses there. Its
 * orthogonal lines know no rows: they may leave any side of a box anywhere. */
#include "graphviz.h"

#include "measure.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#define POINTS 72.0           /* to the inch */
#define AIR 44                /* px between boxes */

static void
write_graph (const char *engine, const RvLayoutGraph *graph, const char *path)
{
  g_autoptr (GString) dot = g_string_new ("digraph { graph [splines=ortho, ");

  g_string_append_printf (dot, "overlap=prism, sep=\"+%d\", rankdir=LR, nodesep=%f, ranksep=%f];\n", AIR / 2, AIR / POINTS, AIR / POINTS);
  g_string_append (dot, "node [shape=box, fixedsize=true, label=\"\"];\nedge [dir=none];\n");
  for (guint i = 0; i < graph->nodes->len; i++)
    g_string_append_printf (dot, "n%u [width=%f, height=%f];\n", i, rv_layout_graph_node (graph, i)->width / POINTS,
                            rv_layout_graph_node (graph, i)->height / POINTS);
  for (guint e = 0; e < graph->edges->len; e++)
    g_string_append_printf (dot, "n%u -> n%u [comment=%u];\n", rv_layout_graph_edge (graph, e)->from,
                            rv_layout_graph_edge (graph, e)->to, e);
  g_string_append (dot, "}\n");
  g_file_set_contents (path, dot->str, -1, NULL);
}

static void
read_box (RvLayoutGraph *drawn, char **words)
{
  guint index = (guint) atoi (words[1] + 1);
  RvLayoutNode *node;

  if (index >= drawn->nodes->len)
    return;
  node = rv_layout_graph_node (drawn, index);
  node->x = g_ascii_strtod (words[2], NULL) * POINTS - node->width / 2;
  node->y = -g_ascii_strtod (words[3], NULL) * POINTS - node->height / 2;
}

/* The route of one line of "plain" output: its Bézier curves are straight, their ends are every third point. */
static void
read_line (RvLayoutGraph *drawn, char **words)
{
  RvLayoutEdge edge = { .id = drawn->edges->len + 1, .from = (guint) atoi (words[1] + 1), .to = (guint) atoi (words[2] + 1) };
  guint n = (guint) atoi (words[3]), index;
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (RvPoint));

  for (guint i = 0; i < n && i < (g_strv_length (words) - 4) / 2; i += 3)
    {
      RvPoint point = { g_ascii_strtod (words[4 + 2 * i], NULL) * POINTS, -g_ascii_strtod (words[5 + 2 * i], NULL) * POINTS };

      g_array_append_val (points, point);
    }
  index = rv_layout_graph_add_edge (drawn, &edge);
  rv_layout_graph_set_points (drawn, index, (const RvPoint *) points->data, points->len);
}

static RvLayoutGraph *
read_drawing (const RvLayoutGraph *graph, const char *plain)
{
  RvLayoutGraph *drawn = rv_layout_graph_new ();
  g_auto (GStrv) lines = g_strsplit (plain, "\n", -1);

  for (guint i = 0; i < graph->nodes->len; i++)
    rv_layout_graph_add_node (drawn, rv_layout_graph_node (graph, i));
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", -1);

      if (g_strv_length (words) > 6 && strcmp (words[0], "edge") == 0)
        read_line (drawn, words);
      else if (g_strv_length (words) > 6 && strcmp (words[0], "node") == 0)
        read_box (drawn, words);
    }
  return drawn;
}

RvLayoutGraph *
bench_graphviz (const char *engine, const RvLayoutGraph *graph, double *seconds)
{
  g_autofree char *program = g_find_program_in_path (engine), *folder = NULL, *in = NULL, *out = NULL, *plain = NULL;
  RvLayoutGraph *drawn = NULL;
  double megabytes;

  if (program == NULL || (folder = g_dir_make_tmp ("relvar-graphviz-XXXXXX", NULL)) == NULL)
    return NULL;
  in = g_build_filename (folder, "in.dot", NULL);
  out = g_build_filename (folder, "out.plain", NULL);
  write_graph (engine, graph, in);
  if (bench_child ((const char *const[]){ program, "-Tplain", "-o", out, in, NULL }, seconds, &megabytes)
      && g_file_get_contents (out, &plain, NULL, NULL))
    drawn = read_drawing (graph, plain);
  g_unlink (in);
  g_unlink (out);
  g_rmdir (folder);
  return drawn;
}
