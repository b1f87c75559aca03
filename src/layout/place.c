/* Gives boxes their places: each connected part on its own, then all parts packed. Small parts
 * are tried in several ways, the most promising are routed, and the one that reads best is kept. */
#include "layout/place.h"

#include "layout/columns.h"
#include "layout/component.h"
#include "layout/force.h"
#include "layout/metrics.h"
#include "layout/overlap.h"
#include "layout/pack.h"
#include "layout/route.h"

#include <string.h>

#define SMALL 80              /* boxes; up to here columns are tried too */
#define SEEDS 2               /* arrangements tried for each number of columns */
#define SEEDS_OF_FEW 6        /* where there are no more than FEW_BOXES */
#define FEW_BOXES 30
#define SPREAD 1              /* how many more and fewer columns than fit best are tried */
#define PAIRS_ROUTED 11000.0  /* of lines, by and large, to choose among arrangements */
#define RASTER 2.0            /* px; corners of boxes lie on it */
#define FEW_LINES 220         /* up to here a larger part is arranged from several starts */
#define STARTS 7
#define FEW_ROUTED 3          /* at least, that of the forces among them */

/* One arrangement of a component. */
typedef struct {
  double *x, *y;
  double cost;                /* as guessed before it was routed */
} Try;

static void
keep (GArray *tries, const RvComponent *component, double cost)
{
  gsize size = component->n_boxes * sizeof (double);
  Try try = { g_memdup2 (component->x, size), g_memdup2 (component->y, size), cost };

  g_array_append_val (tries, try);
}

static void
take (RvComponent *component, const Try *try)
{
  memcpy (component->x, try->x, component->n_boxes * sizeof (double));
  memcpy (component->y, try->y, component->n_boxes * sizeof (double));
}

static void
clear_try (gpointer data)
{
  Try *try = data;

  g_free (try->x);
  g_free (try->y);
}

static int
compare_tries (gconstpointer a, gconstpointer b)
{
  const Try *p = a, *q = b;

  return p->cost < q->cost ? -1 : p->cost > q->cost;
}

/* Routes @component as it lies now. Returns: how badly it reads. */
static double
measure (const RvComponent *component, const RvLayoutGraph *graph)
{
  g_autoptr (RvLayoutGraph) part = rv_component_graph (component, graph);

  rv_layout_route_all (part);
  return rv_layout_badness (part);
}

/* Takes the one of the first @n of @tries that reads best, once routed. */
static void
choose (RvComponent *component, const RvLayoutGraph *graph, const GArray *tries, guint n)
{
  guint best = 0;
  double least = INFINITY;

  for (guint i = 0; i < n && n > 1; i++)
    {
      double badness;

      take (component, &g_array_index (tries, Try, i));
      badness = measure (component, graph);
      if (badness < least)
        {
          best = i;
          least = badness;
        }
    }
  take (component, &g_array_index (tries, Try, best));
}

static void
try_ways (RvComponent *component, const RvLayoutGraph *graph)
{
  guint n_columns = rv_columns_fitting (component), n_routed = (guint) (PAIRS_ROUTED / MAX (1, (double) component->n_edges * component->n_edges));
  guint first = n_columns - MIN (SPREAD, n_columns - 1), last = MIN (n_columns + SPREAD, component->n_boxes);
  g_autoptr (GArray) tries = g_array_new (FALSE, FALSE, sizeof (Try));

  g_array_set_clear_func (tries, clear_try);
  keep (tries, component, 0);
  for (guint columns = first; columns <= last; columns++)
    for (guint seed = 1; seed <= (component->n_boxes <= FEW_BOXES ? SEEDS_OF_FEW : SEEDS); seed++)
      {
        double cost;

        take (component, &g_array_index (tries, Try, 0));
        cost = rv_columns_place (component, graph, columns, seed);
        keep (tries, component, cost);
      }
  g_array_sort (tries, compare_tries);
  choose (component, graph, tries, CLAMP (n_routed, FEW_ROUTED, tries->len));
}

static double
side_of (const RvComponent *c, guint a, guint b, guint point)
{
  return (c->x[b] - c->x[a]) * (c->y[point] - c->y[a]) - (c->y[b] - c->y[a]) * (c->x[point] - c->x[a]);
}

static gboolean
links_cross (const RvComponent *c, guint i, guint j)
{
  guint a = c->from[i], b = c->to[i], p = c->from[j], q = c->to[j];

  return a != p && a != q && b != p && b != q && side_of (c, a, b, p) * side_of (c, a, b, q) < 0
         && side_of (c, p, q, a) * side_of (c, p, q, b) < 0;
}

/* Straight lines that cross tell how many routed ones will. */
static guint
count_crossings (const RvComponent *component)
{
  guint n_crossings = 0;

  for (guint i = 0; i < component->n_links; i++)
    for (guint j = 0; j < i; j++)
      n_crossings += links_cross (component, i, j);
  return n_crossings;
}

/* Arrangements of the forces alone, from several starts. */
static void
try_starts (RvComponent *component)
{
  g_autoptr (GArray) tries = g_array_new (FALSE, FALSE, sizeof (Try));

  g_array_set_clear_func (tries, clear_try);
  keep (tries, component, count_crossings (component));
  for (guint seed = 2; seed <= STARTS; seed++)
    {
      rv_force_place (component, seed);
      rv_overlap_remove (component);
      keep (tries, component, count_crossings (component));
    }
  g_array_sort (tries, compare_tries);
  take (component, &g_array_index (tries, Try, 0));
}

static void
arrange (RvComponent *component, const RvLayoutGraph *graph)
{
  if (component->n_boxes == 1)
    return;
  rv_force_place (component, 1);
  rv_overlap_remove (component);
  if (component->n_edges <= FEW_LINES && component->n_boxes > FEW_BOXES)
    try_starts (component);
  if (component->n_boxes <= SMALL)
    try_ways (component, graph);
}

static void
put (RvLayoutGraph *graph, const RvComponent *component, const RvExtent *extent, const RvPackItem *item)
{
  for (guint i = 0; i < component->n_boxes; i++)
    {
      RvLayoutNode *node = rv_layout_graph_node (graph, component->node[i]);

      node->x = RASTER * round ((component->x[i] - node->width / 2 - extent->x0 + item->x) / RASTER);
      node->y = RASTER * round ((component->y[i] - node->height / 2 - extent->y0 + item->y) / RASTER);
      node->is_placed = TRUE;
    }
}

void
rv_layout_place_all (RvLayoutGraph *graph)
{
  g_autoptr (GPtrArray) components = rv_component_split (graph);
  g_autofree RvExtent *extents = g_new (RvExtent, components->len + 1);
  g_autofree RvPackItem *items = g_new0 (RvPackItem, components->len + 1);

  for (guint i = 0; i < components->len; i++)
    {
      arrange (components->pdata[i], graph);
      extents[i] = rv_component_extent (components->pdata[i]);
      items[i].width = extents[i].x1 - extents[i].x0;
      items[i].height = extents[i].y1 - extents[i].y0;
    }
  rv_pack (items, components->len);
  for (guint i = 0; i < components->len; i++)
    put (graph, components->pdata[i], &extents[i], &items[i]);
}
