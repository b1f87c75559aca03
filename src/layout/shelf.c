/* Each band lists the boxes that reach into it. */
#include "layout/shelf.h"

#define BAND 256.0
#define MOST_BANDS 1024
#define SKIN 0.5              /* px that a route may be inside of a box */

static guint
band_at (const RvShelf *shelf, double y)
{
  return (guint) CLAMP (floor ((y - shelf->top) / shelf->height), 0, shelf->n_bands - 1);
}

static void
choose_bands (RvShelf *shelf)
{
  double top = 0, bottom = 1;

  for (guint i = 0; i < shelf->graph->nodes->len; i++)
    {
      const RvLayoutNode *node = rv_layout_graph_node (shelf->graph, i);

      top = i == 0 ? node->y : MIN (top, node->y);
      bottom = i == 0 ? node->y + node->height : MAX (bottom, node->y + node->height);
    }
  shelf->top = top;
  shelf->height = MAX (BAND, (bottom - top) / MOST_BANDS);
  shelf->n_bands = (guint) ((bottom - top) / shelf->height) + 1;
}

static void
count_nodes (RvShelf *shelf)
{
  for (guint i = 0; i < shelf->graph->nodes->len; i++)
    {
      const RvLayoutNode *node = rv_layout_graph_node (shelf->graph, i);

      for (guint band = band_at (shelf, node->y), last = band_at (shelf, node->y + node->height); band <= last; band++)
        shelf->starts[band + 1]++;
    }
  for (guint band = 0; band < shelf->n_bands; band++)
    shelf->starts[band + 1] += shelf->starts[band];
}

static void
list_nodes (RvShelf *shelf)
{
  g_autofree guint *next = g_memdup2 (shelf->starts, (shelf->n_bands + 1) * sizeof (guint));

  for (guint i = 0; i < shelf->graph->nodes->len; i++)
    {
      const RvLayoutNode *node = rv_layout_graph_node (shelf->graph, i);

      for (guint band = band_at (shelf, node->y), last = band_at (shelf, node->y + node->height); band <= last; band++)
        shelf->nodes[next[band]++] = i;
    }
}

RvShelf *
rv_shelf_new (const RvLayoutGraph *graph)
{
  RvShelf *shelf = g_new0 (RvShelf, 1);

  shelf->graph = graph;
  choose_bands (shelf);
  shelf->starts = g_new0 (guint, shelf->n_bands + 2);
  count_nodes (shelf);
  shelf->nodes = g_new (guint, shelf->starts[shelf->n_bands] + 1);
  list_nodes (shelf);
  return shelf;
}

void
rv_shelf_free (RvShelf *shelf)
{
  if (shelf == NULL)
    return;
  g_free (shelf->starts);
  g_free (shelf->nodes);
  g_free (shelf);
}

double
rv_shelf_reach (const RvShelf *shelf, const RvLayoutNode *node, double y, gboolean right)
{
  guint band = band_at (shelf, y);
  double side = right ? node->x + node->width : node->x, reach = right ? INFINITY : -INFINITY;

  for (guint i = shelf->starts[band]; i < shelf->starts[band + 1]; i++)
    {
      const RvLayoutNode *other = rv_layout_graph_node (shelf->graph, shelf->nodes[i]);

      if (other == node || y <= other->y - 1 || y >= other->y + other->height + 1)
        continue;
      if (right && other->x + other->width > side)
        reach = MIN (reach, MAX (side, other->x));
      else if (!right && other->x < side)
        reach = MAX (reach, MIN (side, other->x + other->width));
    }
  return reach;
}

gboolean
rv_stretch_meets (const RvPoint *a, const RvPoint *b, const RvLayoutNode *node)
{
  return MIN (a->x, b->x) < node->x + node->width - SKIN && MAX (a->x, b->x) > node->x + SKIN
         && MIN (a->y, b->y) < node->y + node->height - SKIN && MAX (a->y, b->y) > node->y + SKIN;
}

gboolean
rv_shelf_is_free (const RvShelf *shelf, RvPoint a, RvPoint b)
{
  guint first = band_at (shelf, MIN (a.y, b.y)), last = band_at (shelf, MAX (a.y, b.y));

  for (guint i = shelf->starts[first]; i < shelf->starts[last + 1]; i++)
    if (rv_stretch_meets (&a, &b, rv_layout_graph_node (shelf->graph, shelf->nodes[i])))
      return FALSE;
  return TRUE;
}

/* How far @node is from @a, seen along a stretch that meets it. */
static double
distance_to (const RvLayoutNode *node, RvPoint a)
{
  return MAX (MAX (node->x - a.x, a.x - node->x - node->width), MAX (node->y - a.y, a.y - node->y - node->height));
}

const RvLayoutNode *
rv_shelf_first_met (const RvShelf *shelf, RvPoint a, RvPoint b)
{
  guint first = band_at (shelf, MIN (a.y, b.y)), last = band_at (shelf, MAX (a.y, b.y));
  const RvLayoutNode *nearest = NULL;

  for (guint i = shelf->starts[first]; i < shelf->starts[last + 1]; i++)
    {
      const RvLayoutNode *node = rv_layout_graph_node (shelf->graph, shelf->nodes[i]);

      if (rv_stretch_meets (&a, &b, node) && (nearest == NULL || distance_to (node, a) < distance_to (nearest, a)))
        nearest = node;
    }
  return nearest;
}

gboolean
rv_shelf_is_clear (const RvShelf *shelf, const RvPoint *points, guint n_points)
{
  for (guint i = 0; i + 1 < n_points; i++)
    if (!rv_shelf_is_free (shelf, points[i], points[i + 1]))
      return FALSE;
  return TRUE;
}
