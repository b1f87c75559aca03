/* Gives boxes their places: each connected part on its own, then all parts packed. Small parts are arranged in several
 * ways, by forces and, where there are few boxes, in columns; the most promising are routed, and the one that reads best
 * is kept. */
#include "layout/place.h"

#include "layout/align.h"
#include "layout/columns.h"
#include "layout/component.h"
#include "layout/corners.h"
#include "layout/force.h"
#include "layout/metrics.h"
#include "layout/overlap.h"
#include "layout/route.h"
#include "layout/streets.h"

#include <string.h>

#define SMALL 80              /* boxes; up to here arrangements are routed to choose among them */
#define FEW_BOXES 30          /* up to here columns are tried too */
#define HANDFUL 6
#define SEEDS 5               /* arrangements tried for each number of columns */
#define SEEDS_OF_HANDFUL 2
#define SPREAD 1              /* how many more and fewer columns than fit best are tried */
#define RASTER 2.0            /* px; corners of boxes lie on it */
#define FEW_LINES 220         /* up to here a part is arranged by forces from several starts */
#define STARTS 5
#define STARTS_OF_FEW 4
#define PAIRS_ROUTED 12000.0  /* of lines, by and large, to choose among arrangements by forces */
#define MOST_ROUTED 3         /* of those */
#define MOST_BESIDE 2         /* of those, where columns are tried too */
#define PAIRS_IN_COLUMNS 9000.0
#define COLUMNS_ROUTED 2      /* at least */

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

static double
snap (double place)
{
  return RASTER * round (place / RASTER);
}

/* Routes @component as it lies now, where its boxes will come to lie but for its place in the whole. Returns: how
 * badly it reads. */
static double
measure (const RvComponent *component, const RvLayoutGraph *graph)
{
  g_autoptr (RvLayoutGraph) part = rv_component_graph (component, graph);

  for (guint i = 0; i < component->n_boxes; i++)
    {
      RvLayoutNode *node = rv_layout_graph_node (part, i);

      node->x = snap (component->x[i] - node->width / 2);
      node->y = snap (component->y[i] - node->height / 2);
    }
  rv_layout_route_all (part);
  return rv_layout_badness (part);
}

/* Takes the one of @tries that reads best, once routed. */
static void
choose (RvComponent *component, const RvLayoutGraph *graph, const GArray *tries)
{
  guint best = 0;
  double least = INFINITY;

  for (guint i = 0; i < tries->len && tries->len > 1; i++)
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

/* Arrangements of the forces alone, from several starts, the most promising first. */
static GArray *
try_starts (RvComponent *component, guint n_starts)
{
  GArray *tries = g_array_new (FALSE, FALSE, sizeof (Try));

  g_array_set_clear_func (tries, clear_try);
  for (guint seed = 1; seed <= n_starts; seed++)
    {
      rv_force_place (component, seed);
      rv_overlap_remove (component);
      keep (tries, component, count_crossings (component));
    }
  g_array_sort (tries, compare_tries);
  return tries;
}

/* Arrangements in columns, made from the places that the boxes have, the most promising first. */
static GArray *
try_columns (RvComponent *component, const RvLayoutGraph *graph)
{
  GArray *tries = g_array_new (FALSE, FALSE, sizeof (Try));
  guint n_columns = rv_columns_fitting (component), n_seeds = component->n_boxes <= HANDFUL ? SEEDS_OF_HANDFUL : SEEDS;
  guint first = n_columns - MIN (SPREAD, n_columns - 1), last = MIN (n_columns + SPREAD, component->n_boxes);
  gsize size = component->n_boxes * sizeof (double);
  Try start = { g_memdup2 (component->x, size), g_memdup2 (component->y, size), 0 };

  g_array_set_clear_func (tries, clear_try);
  for (guint columns = first; columns <= last; columns++)
    for (guint seed = 1; seed <= n_seeds; seed++)
      {
        take (component, &start);
        keep (tries, component, rv_columns_place (component, graph, columns, seed));
      }
  g_array_sort (tries, compare_tries);
  clear_try (&start);
  return tries;
}

static void
arrange_by_forces (RvComponent *component, const RvLayoutGraph *graph, double pairs)
{
  g_autoptr (GArray) tries = try_starts (component, component->n_edges <= FEW_LINES ? STARTS : 1);
  guint n_routed = component->n_boxes <= SMALL ? (guint) CLAMP (PAIRS_ROUTED / pairs, 1, MOST_ROUTED) : 1;

  g_array_set_size (tries, MIN (tries->len, n_routed));
  choose (component, graph, tries);
}

static void
arrange_few (RvComponent *component, const RvLayoutGraph *graph, double pairs)
{
  g_autoptr (GArray) tries = NULL, columns = NULL;
  guint n_routed = MAX (COLUMNS_ROUTED, (guint) (PAIRS_IN_COLUMNS / pairs));

  rv_force_place (component, 1);
  rv_overlap_remove (component);
  columns = try_columns (component, graph);
  tries = try_starts (component, STARTS_OF_FEW);
  g_array_set_size (tries, MOST_BESIDE);
  for (guint i = 0; i < MIN (columns->len, n_routed); i++)
    {
      take (component, &g_array_index (columns, Try, i));
      keep (tries, component, 0);
    }
  choose (component, graph, tries);
}

static void
arrange (RvComponent *component, const RvLayoutGraph *graph)
{
  double pairs = MAX (1, (double) component->n_edges * component->n_edges);

  if (component->n_boxes == 1)
    return;
  if (component->n_boxes <= FEW_BOXES)
    arrange_few (component, graph, pairs);
  else
    arrange_by_forces (component, graph, pairs);
}

static void
put (RvLayoutGraph *graph, const RvComponent *component, const RvExtent *extent, const RvPackItem *item)
{
  for (guint i = 0; i < component->n_boxes; i++)
    {
      RvLayoutNode *node = rv_layout_graph_node (graph, component->node[i]);

      node->x = snap (component->x[i] - node->width / 2) + snap (item->x - extent->x0);
      node->y = snap (component->y[i] - node->height / 2) + snap (item->y - extent->y0);
      node->is_placed = TRUE;
    }
}

/* Packs the components; those of a large drawing not beside its largest part but into its corners. */
static void
pack (const GPtrArray *components, const RvExtent *extents, RvPackItem *items, guint n_boxes)
{
  const RvComponent *largest = components->len > 0 ? components->pdata[0] : NULL;
  g_autofree RvPackItem *boxes = NULL;

  if (n_boxes <= SMALL)
    {
      rv_pack (items, components->len);
      return;
    }
  boxes = g_new (RvPackItem, largest->n_boxes);
  for (guint i = 0; i < largest->n_boxes; i++)
    boxes[i] = (RvPackItem){ largest->x[i] - largest->width[i] / 2 - extents[0].x0, largest->y[i] - largest->height[i] / 2 - extents[0].y0,
                             largest->width[i], largest->height[i] };
  rv_corners_pack (items, components->len, boxes, largest->n_boxes);
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
  pack (components, extents, items, graph->nodes->len);
  for (guint i = 0; i < components->len; i++)
    put (graph, components->pdata[i], &extents[i], &items[i]);
  if (graph->nodes->len > SMALL)
    {
      g_autoptr (GArray) streets = rv_streets_open (graph);

      rv_align_ports (graph, streets);
    }
}
