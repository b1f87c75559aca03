/* Places each group by itself, then the frames as if they were boxes. */
#include "layout/place-groups.h"

#include "layout/place.h"

#define AIR 36.0        /* px between a frame and its boxes */
#define TITLE 28.0      /* more of it above */
#define MOST_LINES 12   /* that pull two frames together: a few more make no difference */

/* Nodes of one group as a graph of their own; @members gets their indexes. */
static RvLayoutGraph *
take_group (const RvLayoutGraph *graph, const guint *group_of, guint group, GArray *members)
{
  RvLayoutGraph *part = rv_layout_graph_new ();
  g_autofree guint *index_of = g_new (guint, graph->nodes->len + 1);

  for (guint i = 0; i < graph->nodes->len; i++)
    if (group_of[i] == group)
      {
        index_of[i] = rv_layout_graph_add_node (part, rv_layout_graph_node (graph, i));
        g_array_append_val (members, i);
      }
  for (guint e = 0; e < graph->edges->len; e++)
    {
      RvLayoutEdge edge = *rv_layout_graph_edge (graph, e);

      if (group_of[edge.from] != group || group_of[edge.to] != group)
        continue;
      edge.from = index_of[edge.from];
      edge.to = index_of[edge.to];
      rv_layout_graph_add_edge (part, &edge);
    }
  return part;
}

static RvLayoutFrame
bounds_of (const RvLayoutGraph *graph)
{
  double x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY;

  for (guint i = 0; i < graph->nodes->len; i++)
    {
      const RvLayoutNode *node = rv_layout_graph_node (graph, i);

      x0 = MIN (x0, node->x);
      y0 = MIN (y0, node->y);
      x1 = MAX (x1, node->x + node->width);
      y1 = MAX (y1, node->y + node->height);
    }
  return (RvLayoutFrame){ x0, y0, x1 - x0, y1 - y0 };
}

/* Places the boxes of @group with the corner of its frame at (0, 0). Returns: the frame. */
static RvLayoutFrame
place_group (RvLayoutGraph *graph, const guint *group_of, guint group)
{
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (RvLayoutGraph) part = take_group (graph, group_of, group, members);
  double air = group == RV_LAYOUT_NO_GROUP ? 0 : AIR, title = group == RV_LAYOUT_NO_GROUP ? 0 : TITLE;
  RvLayoutFrame bounds;

  if (members->len == 0)
    return (RvLayoutFrame){ 0, 0, 0, 0 };
  rv_layout_place_all (part);
  bounds = bounds_of (part);
  for (guint i = 0; i < members->len; i++)
    {
      RvLayoutNode *node = rv_layout_graph_node (graph, g_array_index (members, guint, i));

      node->x = rv_layout_graph_node (part, i)->x - bounds.x + air;
      node->y = rv_layout_graph_node (part, i)->y - bounds.y + air + title;
      node->is_placed = TRUE;
    }
  return (RvLayoutFrame){ 0, 0, bounds.width + 2 * air, bounds.height + 2 * air + title };
}

/* A line between frames leaves each at the height of its box. */
static void
add_line (RvLayoutGraph *outer, const RvLayoutGraph *graph, const RvLayoutEdge *edge, guint from, guint to)
{
  RvLayoutEdge line = { .id = edge->id, .from = from, .to = to };

  line.from_port = rv_layout_graph_node (graph, edge->from)->y + edge->from_port;
  line.to_port = rv_layout_graph_node (graph, edge->to)->y + edge->to_port;
  rv_layout_graph_add_edge (outer, &line);
}

static void
add_lines (RvLayoutGraph *outer, const RvLayoutGraph *graph, const guint *frame_of)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);

  for (guint e = 0; e < graph->edges->len; e++)
    {
      const RvLayoutEdge *edge = rv_layout_graph_edge (graph, e);
      guint from = frame_of[edge->from], to = frame_of[edge->to];
      gpointer pair = GSIZE_TO_POINTER ((gsize) MIN (from, to) * (outer->nodes->len + 1) + MAX (from, to) + 1);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, pair));

      if (from == to || n >= MOST_LINES)
        continue;
      g_hash_table_insert (counts, pair, GUINT_TO_POINTER (n + 1));
      add_line (outer, graph, edge, from, to);
    }
}

/* Frames of @n_groups groups, and last that of the boxes without one; those with no boxes get no node. */
static RvLayoutGraph *
make_outer (const RvLayoutGraph *graph, const guint *group_of, guint n_groups, const RvLayoutFrame *frames, guint *node_of_frame)
{
  RvLayoutGraph *outer = rv_layout_graph_new ();
  g_autofree guint *frame_of = g_new (guint, graph->nodes->len + 1);

  for (guint i = 0; i <= n_groups; i++)
    {
      RvLayoutNode node = { .id = i, .width = frames[i].width, .height = frames[i].height };

      node_of_frame[i] = frames[i].width > 0 ? rv_layout_graph_add_node (outer, &node) : G_MAXUINT;
    }
  for (guint i = 0; i < graph->nodes->len; i++)
    frame_of[i] = node_of_frame[MIN (group_of[i], n_groups)];
  add_lines (outer, graph, frame_of);
  return outer;
}

void
rv_layout_place_groups (RvLayoutGraph *graph, const guint *group_of, guint n_groups, RvLayoutFrame *frames)
{
  g_autofree RvLayoutFrame *all = g_new0 (RvLayoutFrame, n_groups + 1);
  g_autofree guint *node_of_frame = g_new (guint, n_groups + 1);
  g_autoptr (RvLayoutGraph) outer = NULL;

  for (guint i = 0; i < n_groups; i++)
    all[i] = place_group (graph, group_of, i);
  all[n_groups] = place_group (graph, group_of, RV_LAYOUT_NO_GROUP);
  outer = make_outer (graph, group_of, n_groups, all, node_of_frame);
  rv_layout_place_all (outer);
  for (guint i = 0; i <= n_groups; i++)
    if (node_of_frame[i] != G_MAXUINT)
      {
        all[i].x = rv_layout_graph_node (outer, node_of_frame[i])->x;
        all[i].y = rv_layout_graph_node (outer, node_of_frame[i])->y;
      }
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      RvLayoutNode *node = rv_layout_graph_node (graph, i);
      const RvLayoutFrame *frame = &all[MIN (group_of[i], n_groups)];

      node->x += frame->x;
      node->y += frame->y;
    }
  for (guint i = 0; i < n_groups; i++)
    frames[i] = all[i];
}
