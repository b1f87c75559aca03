/* The line that is nearest to straight goes first. What it links is rigid from then on and moves as one. */
#include "layout/align.h"

#include <stdlib.h>

#define FARTHEST 300.0        /* px that boxes are moved */
#define APART_X 32.0          /* px between boxes that are beside each other */
#define APART_Y 48.0          /* px that stay free above and below a box */
#define MOST_BOXES 12         /* that are moved as one */

typedef struct {
  guint edge;
  double off;                 /* px that it is from straight */
} Candidate;

typedef struct {
  RvLayoutGraph *graph;
  guint *next;                /* of each node: the next one in the ring of those that are rigid with it */
  guint *ring;                /* of each node: which ring that is */
  guint *size;                /* of each ring */
  const GArray *streets;      /* (nullable): RvStreet: what is to stay free */
} Rings;

static double
port_y (const RvLayoutGraph *graph, guint node, double port)
{
  return rv_layout_port_y (rv_layout_graph_node (graph, node), port);
}

static double
offset_of (const RvLayoutGraph *graph, const RvLayoutEdge *edge)
{
  return port_y (graph, edge->to, edge->to_port) - port_y (graph, edge->from, edge->from_port);
}

static gboolean
are_beside (const RvLayoutNode *a, const RvLayoutNode *b)
{
  return a->x + a->width + APART_X / 2 < b->x || b->x + b->width + APART_X / 2 < a->x;
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *p = a, *q = b;

  return p->off != q->off ? (p->off < q->off ? -1 : 1) : p->edge < q->edge ? -1 : p->edge > q->edge;
}

static GArray *
collect_candidates (const RvLayoutGraph *graph)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));

  for (guint e = 0; e < graph->edges->len; e++)
    {
      const RvLayoutEdge *edge = rv_layout_graph_edge (graph, e);
      Candidate candidate = { e, fabs (offset_of (graph, edge)) };

      if (candidate.off <= FARTHEST && are_beside (rv_layout_graph_node (graph, edge->from), rv_layout_graph_node (graph, edge->to)))
        g_array_append_val (candidates, candidate);
    }
  g_array_sort (candidates, compare_candidates);
  return candidates;
}

/* ---- where there is room ------------------------------------------------------------------------ */

/* How far @a at @y is above or below @b. */
static double
distance_at (const RvLayoutNode *a, double y, const RvLayoutNode *b)
{
  return MAX (b->y - y - a->height, y - b->y - b->height);
}

static gboolean
is_in_street (const RvLayoutNode *node, double y, const RvStreet *street)
{
  return y < street->high && y + node->height > street->low;
}

static gboolean
blocks_street (const Rings *rings, const RvLayoutNode *node, double y)
{
  for (guint i = 0; rings->streets != NULL && i < rings->streets->len; i++)
    if (is_in_street (node, y, &g_array_index (rings->streets, RvStreet, i)))
      return TRUE;
  return FALSE;
}

/* Whether @node may stand @by lower: with enough room around, or with no less than it had. */
static gboolean
has_room (const Rings *rings, guint index, double by)
{
  const RvLayoutNode *node = rv_layout_graph_node (rings->graph, index);

  if (blocks_street (rings, node, node->y + by))
    return FALSE;
  for (guint i = 0; i < rings->graph->nodes->len; i++)
    {
      const RvLayoutNode *other = rv_layout_graph_node (rings->graph, i);

      if (rings->ring[i] == rings->ring[index] || other->x >= node->x + node->width + APART_X || node->x >= other->x + other->width + APART_X)
        continue;
      if ((node->y + node->height / 2 - other->y - other->height / 2) * (node->y + by + node->height / 2 - other->y - other->height / 2) < 0)
        return FALSE;
      if (distance_at (node, node->y + by, other) < MIN (APART_Y, distance_at (node, node->y, other)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
may_move (const Rings *rings, guint node, double by)
{
  guint i = node;

  if (rings->size[rings->ring[node]] > MOST_BOXES)
    return FALSE;
  do
    {
      if (!has_room (rings, i, by))
        return FALSE;
      i = rings->next[i];
    }
  while (i != node);
  return TRUE;
}

/* Whether nothing stands between the boxes of @edge at @y. */
static gboolean
has_sight (const RvLayoutGraph *graph, const RvLayoutEdge *edge, double y)
{
  const RvLayoutNode *from = rv_layout_graph_node (graph, edge->from), *to = rv_layout_graph_node (graph, edge->to);
  double left = MIN (from->x + from->width, to->x + to->width), right = MAX (from->x, to->x);

  for (guint i = 0; i < graph->nodes->len; i++)
    {
      const RvLayoutNode *other = rv_layout_graph_node (graph, i);

      if (i != edge->from && i != edge->to && other->x < right && other->x + other->width > left && y > other->y - 2 && y < other->y + other->height + 2)
        return FALSE;
    }
  return TRUE;
}

/* ---- moves ---------------------------------------------------------------------------------------- */

static void
move (const Rings *rings, guint node, double by)
{
  guint i = node;

  do
    {
      rv_layout_graph_node (rings->graph, i)->y += by;
      i = rings->next[i];
    }
  while (i != node);
}

static void
join (const Rings *rings, guint a, guint b)
{
  guint ring = rings->ring[a], gone = rings->ring[b], next = rings->next[a];

  for (guint i = 0; i < rings->graph->nodes->len; i++)
    if (rings->ring[i] == gone)
      rings->ring[i] = ring;
  rings->size[ring] += rings->size[gone];
  rings->next[a] = rings->next[b];
  rings->next[b] = next;
}

/* Moves the smaller ring of the two to the height of the other, or that one to its height. */
static void
straighten (const Rings *rings, const RvLayoutEdge *edge)
{
  gboolean swap = rings->size[rings->ring[edge->from]] > rings->size[rings->ring[edge->to]];
  double off = offset_of (rings->graph, edge);

  if (rings->ring[edge->from] == rings->ring[edge->to] || fabs (off) > FARTHEST)
    return;
  for (guint i = 0; i < 2; i++)
    {
      gboolean is_from = (i == 0) != swap;
      guint node = is_from ? edge->from : edge->to;
      double y = is_from ? port_y (rings->graph, edge->to, edge->to_port) : port_y (rings->graph, edge->from, edge->from_port);

      if (!has_sight (rings->graph, edge, y) || !may_move (rings, node, is_from ? off : -off))
        continue;
      move (rings, node, is_from ? off : -off);
      join (rings, edge->from, edge->to);
      return;
    }
}

static double
top_of (const RvLayoutGraph *graph)
{
  double top = INFINITY;

  for (guint i = 0; i < graph->nodes->len; i++)
    top = MIN (top, rv_layout_graph_node (graph, i)->y);
  return top;
}

/* Moves all boxes so that the uppermost is at @top. */
static void
put_top (RvLayoutGraph *graph, double top)
{
  double by = top - top_of (graph);

  for (guint i = 0; i < graph->nodes->len && by != 0; i++)
    rv_layout_graph_node (graph, i)->y += by;
}

void
rv_align_ports (RvLayoutGraph *graph, const GArray *streets)
{
  guint n = graph->nodes->len;
  double top = top_of (graph);
  g_autoptr (GArray) candidates = collect_candidates (graph);
  g_autofree guint *next = g_new (guint, n + 1), *ring = g_new (guint, n + 1), *size = g_new (guint, n + 1);
  Rings rings = { graph, next, ring, size, streets };

  for (guint i = 0; i < n; i++)
    {
      next[i] = ring[i] = i;
      size[i] = 1;
    }
  for (guint i = 0; i < candidates->len; i++)
    straighten (&rings, rv_layout_graph_edge (graph, g_array_index (candidates, Candidate, i).edge));
  put_top (graph, top);
}
