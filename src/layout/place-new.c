/* Finds room for new boxes in a drawing whose other boxes, and if possible lines, stay where they are. */
#include "layout/place.h"

#include <string.h>

#define GAP 44.0              /* px between a new box and others */
#define NEAREST 400           /* boxes beside which room is looked for */
#define BESIDE 10.0           /* px; a line nearer than that to a new box has to give way */
#define BAD_CUT 500.0         /* px that a box rather goes for each line that would have to give way */

typedef struct {
  double x, y;                /* of the top left corner */
  double distance;            /* from where it should be, squared */
} Spot;

typedef struct {
  guint node;
  double distance;
} Near;

static gboolean
is_free (const RvLayoutGraph *graph, const RvLayoutNode *node, double x, double y)
{
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      const RvLayoutNode *other = rv_layout_graph_node (graph, i);

      if (other->is_placed && x < other->x + other->width + GAP && other->x < x + node->width + GAP
          && y < other->y + other->height + GAP && other->y < y + node->height + GAP)
        return FALSE;
    }
  return TRUE;
}

static int
compare_near (gconstpointer a, gconstpointer b)
{
  const Near *p = a, *q = b;

  if (p->distance != q->distance)
    return p->distance < q->distance ? -1 : 1;
  return p->node < q->node ? -1 : p->node > q->node;
}

/* The placed boxes nearest to (x, y). */
static GArray *
find_nearest (const RvLayoutGraph *graph, double x, double y)
{
  GArray *nearest = g_array_new (FALSE, FALSE, sizeof (Near));

  for (guint i = 0; i < graph->nodes->len; i++)
    {
      const RvLayoutNode *node = rv_layout_graph_node (graph, i);
      double dx = MAX (0, MAX (node->x - x, x - node->x - node->width));
      double dy = MAX (0, MAX (node->y - y, y - node->y - node->height));
      Near near = { i, dx * dx + dy * dy };

      if (node->is_placed)
        g_array_append_val (nearest, near);
    }
  g_array_sort (nearest, compare_near);
  if (nearest->len > NEAREST)
    g_array_set_size (nearest, NEAREST);
  return nearest;
}

static void
add_spot (GArray *spots, double x, double y, const RvPoint *wanted)
{
  Spot spot = { x, y, (x - wanted->x) * (x - wanted->x) + (y - wanted->y) * (y - wanted->y) };

  g_array_append_val (spots, spot);
}

/* Left of, right of, above and below @other; each in line with it or with the wanted place. */
static void
add_spots_beside (GArray *spots, const RvLayoutNode *other, const RvLayoutNode *node, const RvPoint *wanted)
{
  double x[] = { wanted->x, other->x, other->x + other->width - node->width };
  double y[] = { wanted->y, other->y, other->y + other->height - node->height };

  for (guint i = 0; i < 3; i++)
    {
      add_spot (spots, other->x - GAP - node->width, y[i], wanted);
      add_spot (spots, other->x + other->width + GAP, y[i], wanted);
      add_spot (spots, x[i], other->y - GAP - node->height, wanted);
      add_spot (spots, x[i], other->y + other->height + GAP, wanted);
    }
}

static int
compare_spots (gconstpointer a, gconstpointer b)
{
  const Spot *p = a, *q = b;

  if (p->distance != q->distance)
    return p->distance < q->distance ? -1 : 1;
  if (p->y != q->y)
    return p->y < q->y ? -1 : 1;
  return p->x < q->x ? -1 : p->x > q->x;
}

static gboolean
is_cut (const RvLayoutEdge *edge, double x0, double y0, double x1, double y1)
{
  for (guint i = 0; i + 1 < edge->n_points; i++)
    {
      const RvPoint *a = &edge->points[i], *b = a + 1;

      if (MIN (a->x, b->x) < x1 && MAX (a->x, b->x) > x0 && MIN (a->y, b->y) < y1 && MAX (a->y, b->y) > y0)
        return TRUE;
    }
  return FALSE;
}

/* How many lines would have to give way to @node at (x, y). */
static guint
count_cuts (const RvLayoutGraph *graph, const RvLayoutNode *node, double x, double y)
{
  guint n = 0;

  for (guint e = 0; e < graph->edges->len; e++)
    n += is_cut (rv_layout_graph_edge (graph, e), x - BESIDE, y - BESIDE, x + node->width + BESIDE, y + node->height + BESIDE);
  return n;
}

/* Right of all boxes: there is always room. */
static RvPoint
outside (const RvLayoutGraph *graph, double y)
{
  double right = -INFINITY;

  for (guint i = 0; i < graph->nodes->len; i++)
    if (rv_layout_graph_node (graph, i)->is_placed)
      right = MAX (right, rv_layout_graph_node (graph, i)->x + rv_layout_graph_node (graph, i)->width);
  return (RvPoint){ right + GAP, y };
}

/* The best of @spots, which are sorted by distance: near, and cutting few lines. Right outside where none is free. */
static RvPoint
choose_spot (const RvLayoutGraph *graph, const RvLayoutNode *node, const RvPoint *wanted, const GArray *spots)
{
  RvPoint best = outside (graph, round (wanted->y));
  double least = INFINITY;

  for (guint i = 0; i < spots->len && sqrt (g_array_index (spots, Spot, i).distance) < least; i++)
    {
      const Spot *spot = &g_array_index (spots, Spot, i);
      double x = round (spot->x), y = round (spot->y), badness;

      if (!is_free (graph, node, x, y))
        continue;
      badness = sqrt (spot->distance) + BAD_CUT * count_cuts (graph, node, x, y);
      if (badness < least)
        {
          least = badness;
          best = (RvPoint){ x, y };
        }
    }
  return best;
}

static RvPoint
find_spot (const RvLayoutGraph *graph, const RvLayoutNode *node, const RvPoint *wanted)
{
  g_autoptr (GArray) spots = g_array_new (FALSE, FALSE, sizeof (Spot));
  g_autoptr (GArray) nearest = find_nearest (graph, wanted->x + node->width / 2, wanted->y + node->height / 2);

  add_spot (spots, wanted->x, wanted->y, wanted);
  for (guint i = 0; i < nearest->len; i++)
    add_spots_beside (spots, rv_layout_graph_node (graph, g_array_index (nearest, Near, i).node), node, wanted);
  g_array_sort (spots, compare_spots);
  return choose_spot (graph, node, wanted, spots);
}

/* For each node the sum of the centres of its placed neighbours, and how many there are. */
typedef struct {
  double *x, *y;
  guint *n;
} Pulls;

static void
add_pull (const RvLayoutGraph *graph, Pulls *pulls, guint on, guint by)
{
  const RvLayoutNode *node = rv_layout_graph_node (graph, by);

  if (on == by || !node->is_placed)
    return;
  pulls->x[on] += node->x + node->width / 2;
  pulls->y[on] += node->y + node->height / 2;
  pulls->n[on]++;
}

static void
measure_pulls (const RvLayoutGraph *graph, Pulls *pulls)
{
  memset (pulls->n, 0, graph->nodes->len * sizeof (guint));
  memset (pulls->x, 0, graph->nodes->len * sizeof (double));
  memset (pulls->y, 0, graph->nodes->len * sizeof (double));
  for (guint e = 0; e < graph->edges->len; e++)
    {
      const RvLayoutEdge *edge = rv_layout_graph_edge (graph, e);

      add_pull (graph, pulls, edge->from, edge->to);
      add_pull (graph, pulls, edge->to, edge->from);
    }
}

static void
place_at (RvLayoutGraph *graph, guint index, const RvPoint *wanted)
{
  RvLayoutNode *node = rv_layout_graph_node (graph, index);
  RvPoint spot = find_spot (graph, node, wanted);

  node->x = spot.x;
  node->y = spot.y;
  node->is_placed = TRUE;
}

/* Places the nodes that are linked to placed ones. Returns: whether there were any. */
static gboolean
place_ring (RvLayoutGraph *graph, Pulls *pulls)
{
  gboolean any = FALSE;

  measure_pulls (graph, pulls);
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      const RvLayoutNode *node = rv_layout_graph_node (graph, i);
      RvPoint wanted;

      if (node->is_placed || pulls->n[i] == 0)
        continue;
      wanted.x = pulls->x[i] / pulls->n[i] - node->width / 2;
      wanted.y = pulls->y[i] / pulls->n[i] - node->height / 2;
      place_at (graph, i, &wanted);
      any = TRUE;
    }
  return any;
}

static RvLayoutGraph *
take_unplaced (const RvLayoutGraph *graph, GArray *taken)
{
  RvLayoutGraph *part = rv_layout_graph_new ();
  g_autofree guint *index_of = g_new (guint, graph->nodes->len + 1);

  for (guint i = 0; i < graph->nodes->len; i++)
    if (!rv_layout_graph_node (graph, i)->is_placed)
      {
        index_of[i] = rv_layout_graph_add_node (part, rv_layout_graph_node (graph, i));
        g_array_append_val (taken, i);
      }
  for (guint e = 0; e < graph->edges->len; e++)
    {
      RvLayoutEdge edge = *rv_layout_graph_edge (graph, e);

      if (rv_layout_graph_node (graph, edge.from)->is_placed || rv_layout_graph_node (graph, edge.to)->is_placed)
        continue;
      edge.from = index_of[edge.from];
      edge.to = index_of[edge.to];
      rv_layout_graph_add_edge (part, &edge);
    }
  return part;
}

static RvLayoutNode
bounds_of (const RvLayoutGraph *graph)
{
  double x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY;

  for (guint i = 0; i < graph->nodes->len; i++)
    {
      const RvLayoutNode *node = rv_layout_graph_node (graph, i);

      if (!node->is_placed)
        continue;
      x0 = MIN (x0, node->x);
      y0 = MIN (y0, node->y);
      x1 = MAX (x1, node->x + node->width);
      y1 = MAX (y1, node->y + node->height);
    }
  return (RvLayoutNode){ .x = x0, .y = y0, .width = x1 - x0, .height = y1 - y0 };
}

/* Lays out what is linked to nothing placed on its own and puts it below or beside the drawing. */
static void
place_rest (RvLayoutGraph *graph)
{
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (RvLayoutGraph) part = take_unplaced (graph, taken);
  RvLayoutNode all = bounds_of (graph), rest;
  gboolean below = all.width > all.height * 1.5;

  if (taken->len == 0)
    return;
  rv_layout_place_all (part);
  rest = bounds_of (part);
  for (guint i = 0; i < taken->len; i++)
    {
      RvLayoutNode *node = rv_layout_graph_node (graph, g_array_index (taken, guint, i));
      const RvLayoutNode *copy = rv_layout_graph_node (part, i);

      node->x = copy->x - rest.x + round (below ? all.x : all.x + all.width + GAP);
      node->y = copy->y - rest.y + round (below ? all.y + all.height + GAP : all.y);
      node->is_placed = TRUE;
    }
}

static gboolean
any_is_placed (const RvLayoutGraph *graph)
{
  for (guint i = 0; i < graph->nodes->len; i++)
    if (rv_layout_graph_node (graph, i)->is_placed)
      return TRUE;
  return FALSE;
}

void
rv_layout_place_new (RvLayoutGraph *graph)
{
  guint n = graph->nodes->len;
  g_autofree double *x = g_new (double, n + 1), *y = g_new (double, n + 1);
  g_autofree guint *n_pulls = g_new (guint, n + 1);
  Pulls pulls = { x, y, n_pulls };

  if (!any_is_placed (graph))
    {
      rv_layout_place_all (graph);
      return;
    }
  while (place_ring (graph, &pulls))
    ;
  place_rest (graph);
}
