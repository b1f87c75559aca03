/* Gives boxes their places: each connected part on its own, then all parts packed. Small parts
 * are tried in several ways, routed, and the one that reads best is kept. */
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
#define SEEDS 3               /* arrangements tried for each number of columns */

typedef struct {
  double *x, *y;              /* the best places so far */
  double badness;
} Best;

/* Routes @component as it lies now; keeps its places if they read better. */
static void
judge (const RvComponent *component, const RvLayoutGraph *graph, Best *best)
{
  g_autoptr (RvLayoutGraph) part = rv_component_graph (component, graph);
  double badness;

  rv_layout_route_all (part);
  badness = rv_layout_badness (part);
  if (badness >= best->badness)
    return;
  best->badness = badness;
  memcpy (best->x, component->x, component->n_boxes * sizeof (double));
  memcpy (best->y, component->y, component->n_boxes * sizeof (double));
}

static void
try_ways (RvComponent *component, const RvLayoutGraph *graph)
{
  guint n = component->n_boxes, n_columns = rv_columns_fitting (component);
  g_autofree double *x = g_new (double, n), *y = g_new (double, n);
  g_autofree double *forced_x = g_memdup2 (component->x, n * sizeof (double));
  g_autofree double *forced_y = g_memdup2 (component->y, n * sizeof (double));
  Best best = { x, y, INFINITY };

  judge (component, graph, &best);
  for (guint columns = MAX (1, n_columns - 1); columns <= MIN (n, n_columns + 1); columns++)
    for (guint seed = 1; seed <= SEEDS; seed++)
      {
        memcpy (component->x, forced_x, n * sizeof (double));
        memcpy (component->y, forced_y, n * sizeof (double));
        rv_columns_place (component, graph, columns, seed);
        judge (component, graph, &best);
      }
  memcpy (component->x, best.x, n * sizeof (double));
  memcpy (component->y, best.y, n * sizeof (double));
}

static void
arrange (RvComponent *component, const RvLayoutGraph *graph)
{
  if (component->n_boxes == 1)
    return;
  rv_force_place (component, 1);
  rv_overlap_remove (component);
  if (component->n_boxes <= SMALL)
    try_ways (component, graph);
}

static void
put (RvLayoutGraph *graph, const RvComponent *component, const RvExtent *extent, const RvPackItem *item)
{
  for (guint i = 0; i < component->n_boxes; i++)
    {
      RvLayoutNode *node = rv_layout_graph_node (graph, component->node[i]);

      node->x = round (component->x[i] - node->width / 2 - extent->x0 + item->x);
      node->y = round (component->y[i] - node->height / 2 - extent->y0 + item->y);
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
