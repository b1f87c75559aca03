/* The measures of a drawing, counted one by one. */
#include "layout/metrics.h"

#include "layout/pack.h"

#define PLACE 4.0             /* px; crossings nearer than that are one */
#define HARDLY 1.5            /* px; lines nearer than that look like one */
#define BAD_CROSSING 4000.0   /* in px of line */
#define BAD_BEND 60.0
#define BAD_SIZE 1.2          /* for each px of the diagonal, for each line */

#define BAD_SHAPE 40.0        /* for each px of the diagonal, when it is twice as wide or narrow as it may be */
#define WIDEST 1.9
#define NARROWEST 0.7

typedef struct {
  double at;                  /* y of a stretch across, x of one down */
  double low, high;
  guint edge;
} Stretch;

static void
add_edge (const RvLayoutEdge *edge, guint index, GArray *across, GArray *down, RvLayoutMetrics *metrics)
{
  for (guint i = 0; i + 1 < edge->n_points; i++)
    {
      const RvPoint *a = &edge->points[i], *b = a + 1;
      gboolean flat = a->y == b->y;
      Stretch stretch = { flat ? a->y : a->x, flat ? MIN (a->x, b->x) : MIN (a->y, b->y),
                          flat ? MAX (a->x, b->x) : MAX (a->y, b->y), index };

      g_array_append_val (flat ? across : down, stretch);
      metrics->length += stretch.high - stretch.low;
    }
  metrics->bends += edge->n_points > 2 ? edge->n_points - 2 : 0;
}

static int
compare_stretches (gconstpointer a, gconstpointer b)
{
  const Stretch *p = a, *q = b;

  return p->at < q->at ? -1 : p->at > q->at ? 1 : p->edge < q->edge ? -1 : p->edge > q->edge;
}

static guint
first_at (const GArray *across, double y)
{
  guint low = 0, high = across->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (across, Stretch, middle).at <= y)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static guint
count_crossings (GArray *across, const GArray *down)
{
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);

  g_array_sort (across, compare_stretches);
  for (guint d = 0; d < down->len; d++)
    {
      const Stretch *v = &g_array_index (down, Stretch, d);

      for (guint a = first_at (across, v->low); a < across->len && g_array_index (across, Stretch, a).at < v->high; a++)
        {
          const Stretch *h = &g_array_index (across, Stretch, a);
          guint64 place = (guint64) (guint32) (gint32) floor (v->at / PLACE) << 32 | (guint32) (gint32) floor (h->at / PLACE);

          if (h->edge != v->edge && h->low < v->at && v->at < h->high)
            g_hash_table_add (places, GSIZE_TO_POINTER (place));
        }
    }
  return g_hash_table_size (places);
}

static void
measure_size (const RvLayoutGraph *graph, RvLayoutMetrics *metrics)
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
  for (guint e = 0; e < graph->edges->len; e++)
    for (guint i = 0; i < rv_layout_graph_edge (graph, e)->n_points; i++)
      {
        const RvPoint *point = &rv_layout_graph_edge (graph, e)->points[i];

        x0 = MIN (x0, point->x);
        y0 = MIN (y0, point->y);
        x1 = MAX (x1, point->x);
        y1 = MAX (y1, point->y);
      }
  metrics->width = MAX (0, x1 - x0);
  metrics->height = MAX (0, y1 - y0);
}

RvLayoutMetrics
rv_layout_measure (const RvLayoutGraph *graph)
{
  g_autoptr (GArray) across = g_array_new (FALSE, FALSE, sizeof (Stretch));
  g_autoptr (GArray) down = g_array_new (FALSE, FALSE, sizeof (Stretch));
  RvLayoutMetrics metrics = { 0 };

  for (guint e = 0; e < graph->edges->len; e++)
    add_edge (rv_layout_graph_edge (graph, e), e, across, down, &metrics);
  metrics.crossings = count_crossings (across, down);
  measure_size (graph, &metrics);
  return metrics;
}

guint
rv_layout_count_overlaps (const RvLayoutGraph *graph)
{
  guint n = 0;

  for (guint i = 0; i < graph->nodes->len; i++)
    for (guint j = i + 1; j < graph->nodes->len; j++)
      {
        const RvLayoutNode *a = rv_layout_graph_node (graph, i), *b = rv_layout_graph_node (graph, j);

        n += a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height && b->y < a->y + a->height;
      }
  return n;
}

static gboolean
runs_through (const RvLayoutEdge *edge, const RvLayoutNode *node)
{
  for (guint i = 0; i + 1 < edge->n_points; i++)
    {
      const RvPoint *a = &edge->points[i], *b = a + 1;

      if (MIN (a->x, b->x) < node->x + node->width && MAX (a->x, b->x) > node->x
          && MIN (a->y, b->y) < node->y + node->height && MAX (a->y, b->y) > node->y)
        return TRUE;
    }
  return FALSE;
}

guint
rv_layout_count_through (const RvLayoutGraph *graph)
{
  guint n = 0;

  for (guint e = 0; e < graph->edges->len; e++)
    {
      const RvLayoutEdge *edge = rv_layout_graph_edge (graph, e);

      for (guint i = 0; i < graph->nodes->len; i++)
        n += i != edge->from && i != edge->to && runs_through (edge, rv_layout_graph_node (graph, i));
    }
  return n;
}

static gboolean
share_end (const RvLayoutEdge *a, const RvLayoutEdge *b)
{
  return a->from == b->from || a->from == b->to || a->to == b->from || a->to == b->to;
}

/* What of the stretch @index lies on later ones of foreign lines. */
static double
shared_after (const RvLayoutGraph *graph, const GArray *stretches, guint index)
{
  const Stretch *a = &g_array_index (stretches, Stretch, index);
  double shared = 0;

  for (guint i = index + 1; i < stretches->len; i++)
    {
      const Stretch *b = &g_array_index (stretches, Stretch, i);

      if (b->at - a->at >= HARDLY)
        break;
      if (!share_end (rv_layout_graph_edge (graph, a->edge), rv_layout_graph_edge (graph, b->edge)))
        shared = MAX (shared, MIN (a->high, b->high) - MAX (a->low, b->low));
    }
  return shared;
}

double
rv_layout_shared_length (const RvLayoutGraph *graph)
{
  g_autoptr (GArray) across = g_array_new (FALSE, FALSE, sizeof (Stretch));
  g_autoptr (GArray) down = g_array_new (FALSE, FALSE, sizeof (Stretch));
  RvLayoutMetrics metrics = { 0 };
  double shared = 0;

  for (guint e = 0; e < graph->edges->len; e++)
    add_edge (rv_layout_graph_edge (graph, e), e, across, down, &metrics);
  g_array_sort (across, compare_stretches);
  g_array_sort (down, compare_stretches);
  for (guint i = 0; i < across->len; i++)
    shared += 2 * shared_after (graph, across, i);
  for (guint i = 0; i < down->len; i++)
    shared += 2 * shared_after (graph, down, i);
  return shared;
}

double
rv_layout_badness (const RvLayoutGraph *graph)
{
  RvLayoutMetrics metrics = rv_layout_measure (graph);

  return metrics.length + metrics.crossings * BAD_CROSSING + metrics.bends * BAD_BEND
         + rv_layout_badness_of_size (metrics.width, metrics.height, graph->nodes->len);
}

double
rv_layout_badness_of_size (double width, double height, guint n_boxes)
{
  double diagonal = MAX (width, height * RV_PACK_RATIO), shape = width / MAX (1, height);
  double excess = MAX (shape / WIDEST, NARROWEST / MAX (shape, 1e-6));

  return diagonal * BAD_SIZE * MAX (1, sqrt (n_boxes)) + MAX (0, excess - 1) * BAD_SHAPE * diagonal;
}
