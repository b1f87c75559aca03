/* A drawing is cut into bands where little is in the way. Each box goes to the band of its centre; there, those that
 * reach into a street are pushed out of it, with what is in their way, and the band grows only where it is too full. */
#include "layout/streets.h"

#define SPACING_DOWN 600.0    /* px from street to street, by and large */
#define SPACING_ACROSS 1200.0 /* boxes are higher than wide */
#define MOST_STREETS 100
#define WIDTH_MIN 48.0        /* px of one */
#define WIDTH_MAX 240.0
#define WIDTH_EMPTY 24.0
#define WIDTH_PER_LANE 15.0
#define SEEK 0.45             /* of the spacing: how far from where it is wanted a street may be */
#define SEEK_STEP 24.0
#define COST_GROWTH 2000.0    /* for each px that a band grows, against squares of px that boxes are moved */
#define BESIDE 32.0           /* px; boxes that are nearer to each other on the one axis keep apart on the other */
#define APART 48.0            /* px, where there were as many */
#define RASTER 2.0            /* px; corners of boxes lie on it */

/* A box along one axis, and what it covers of the other. */
typedef struct {
  guint node;
  double at, was;             /* now, and at first */
  double size;
  double side_low, side_high;
} Item;

/* What is yet to be cut, from low to high. */
typedef struct {
  GArray *items;              /* Item, in the order of where they were */
  double by;                  /* how much all of them are moved */
  double top;                 /* none may begin before */
  double width;               /* of a street */
} Cutting;

/* ---- items ------------------------------------------------------------------------------------ */

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const Item *p = a, *q = b;

  return p->was != q->was ? (p->was < q->was ? -1 : 1) : p->node < q->node ? -1 : p->node > q->node;
}

static GArray *
collect_items (const RvLayoutGraph *graph, gboolean down)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (Item));

  for (guint i = 0; i < graph->nodes->len; i++)
    {
      const RvLayoutNode *node = rv_layout_graph_node (graph, i);
      Item item = down ? (Item){ i, node->x, node->x, node->width, node->y, node->y + node->height }
                       : (Item){ i, node->y, node->y, node->height, node->x, node->x + node->width };

      g_array_append_val (items, item);
    }
  g_array_sort (items, compare_items);
  return items;
}

static void
put_items (RvLayoutGraph *graph, const GArray *items, gboolean down)
{
  for (guint i = 0; i < items->len; i++)
    {
      const Item *item = &g_array_index (items, Item, i);
      RvLayoutNode *node = rv_layout_graph_node (graph, item->node);

      *(down ? &node->x : &node->y) = item->at;
    }
}

/* ---- a band ------------------------------------------------------------------------------------- */

/* What @upper and @lower have to keep between them. Returns: less than 0 if they are not in each other's way. */
static double
gap_between (const Item *upper, const Item *lower)
{
  if (upper->side_low >= lower->side_high + BESIDE || lower->side_low >= upper->side_high + BESIDE)
    return -1;
  return MIN (APART, lower->was - upper->was - upper->size);
}

/* Moves items down as far as @top and those before them make it necessary. */
static void
push_down (Item *items, guint n, double top)
{
  for (guint i = 0; i < n; i++)
    {
      items[i].at = MAX (items[i].at, top);
      for (guint j = 0; j < i; j++)
        {
          double gap = gap_between (&items[j], &items[i]);

          if (gap >= 0)
            items[i].at = MAX (items[i].at, items[j].at + items[j].size + gap);
        }
    }
}

/* The same up, from @bottom. Returns: where the first is then. */
static double
push_up (Item *items, guint n, double bottom)
{
  double top = INFINITY;

  for (guint i = n; i-- > 0;)
    {
      items[i].at = MIN (items[i].at, bottom - items[i].size);
      for (guint j = i + 1; j < n; j++)
        {
          double gap = gap_between (&items[i], &items[j]);

          if (gap >= 0)
            items[i].at = MIN (items[i].at, items[j].at - gap - items[i].size);
        }
      top = MIN (top, items[i].at);
    }
  return top;
}

/* Fits a band between @top and @bottom. Returns: how much lower the bottom had to be. */
static double
fit_band (GArray *band, double top, double bottom)
{
  Item *items = (Item *) (gpointer) band->data;
  g_autofree double *pushed = g_new (double, band->len + 1);
  double excess;

  push_down (items, band->len, top);
  for (guint i = 0; i < band->len; i++)
    pushed[i] = items[i].at;
  excess = top - push_up (items, band->len, bottom);
  if (!(excess > 0))
    return 0;
  excess = RASTER * ceil (excess / RASTER);
  for (guint i = 0; i < band->len; i++)
    items[i].at = pushed[i];
  push_up (items, band->len, bottom + excess);
  return excess;
}

/* Returns: the items that have their centres before @cut. @rest: (nullable): gets the others. */
static GArray *
split_band (const Cutting *cutting, double cut, GArray *rest)
{
  GArray *band = g_array_new (FALSE, FALSE, sizeof (Item));

  for (guint i = 0; i < cutting->items->len; i++)
    {
      Item item = g_array_index (cutting->items, Item, i);

      item.at = item.was + cutting->by;
      if (item.was + item.size / 2 < cut)
        g_array_append_val (band, item);
      else if (rest != NULL)
        g_array_append_val (rest, item);
      else if (item.was > cut)
        break;
    }
  return band;
}

/* ---- where to cut ------------------------------------------------------------------------------- */

/* How far boxes would have to move for a street at @cut. */
static double
cost_of_moves (const Cutting *cutting, double cut)
{
  double cost = 0, low = cut - cutting->width / 2, high = cut + cutting->width / 2;

  for (guint i = 0; i < cutting->items->len; i++)
    {
      const Item *item = &g_array_index (cutting->items, Item, i);
      double off = MIN (high - item->was, item->was + item->size - low);

      if (item->was > high)
        break;
      if (off > 0)
        cost += off * off;
    }
  return cost;
}

static double
cost_of_growth (const Cutting *cutting, double cut)
{
  g_autoptr (GArray) band = split_band (cutting, cut, NULL);

  return COST_GROWTH * fit_band (band, cutting->top, cut + cutting->by - cutting->width / 2);
}

static double
choose_cut (const Cutting *cutting, double wanted, double most_off)
{
  double best = wanted, least = INFINITY;

  for (double off = -most_off; off <= most_off; off += SEEK_STEP)
    {
      double cut = RASTER * round ((wanted + off) / RASTER), cost = cost_of_moves (cutting, cut);

      if (cost < least)
        cost += cost_of_growth (cutting, cut);
      if (cost < least)
        {
          best = cut;
          least = cost;
        }
    }
  return best;
}

/* Opens a street at @cut: what is before it lies there for good. */
static RvStreet
open_street (Cutting *cutting, RvLayoutGraph *graph, gboolean down, double cut)
{
  GArray *rest = g_array_new (FALSE, FALSE, sizeof (Item));
  g_autoptr (GArray) band = split_band (cutting, cut, rest);

  cutting->by += fit_band (band, cutting->top, cut + cutting->by - cutting->width / 2);
  cutting->top = cut + cutting->by + cutting->width / 2;
  put_items (graph, band, down);
  g_array_unref (cutting->items);
  cutting->items = rest;
  return (RvStreet){ cutting->top - cutting->width, cutting->top };
}

/* ---- all streets -------------------------------------------------------------------------------- */

static double
middle_of (const RvLayoutNode *node, gboolean down)
{
  return down ? node->y + node->height / 2 : node->x + node->width / 2;
}

/* How many lanes a line athwart of everything would meet if those of one box are one. */
static double
count_lanes (const RvLayoutGraph *graph, gboolean down)
{
  g_autofree RvStreet *reach = g_new (RvStreet, graph->nodes->len + 1);
  RvStreet whole = { INFINITY, -INFINITY };
  double sum = 0;

  for (guint i = 0; i < graph->nodes->len; i++)
    {
      reach[i].low = reach[i].high = middle_of (rv_layout_graph_node (graph, i), down);
      whole = (RvStreet){ MIN (whole.low, reach[i].low), MAX (whole.high, reach[i].high) };
    }
  for (guint e = 0; e < graph->edges->len; e++)
    {
      const RvLayoutEdge *edge = rv_layout_graph_edge (graph, e);
      double at = middle_of (rv_layout_graph_node (graph, edge->from), down);

      reach[edge->to] = (RvStreet){ MIN (reach[edge->to].low, at), MAX (reach[edge->to].high, at) };
    }
  for (guint i = 0; i < graph->nodes->len; i++)
    sum += reach[i].high - reach[i].low;
  return sum / MAX (1, whole.high - whole.low);
}

static double
choose_width (double n_lanes, guint n_bands)
{
  double width = WIDTH_EMPTY + WIDTH_PER_LANE * n_lanes / n_bands;

  return 2 * RASTER * round (CLAMP (width, WIDTH_MIN, WIDTH_MAX) / (2 * RASTER));
}

static RvStreet
extent_of (const GArray *items)
{
  RvStreet extent = { INFINITY, -INFINITY };

  for (guint i = 0; i < items->len; i++)
    {
      const Item *item = &g_array_index (items, Item, i);

      extent.low = MIN (extent.low, item->was);
      extent.high = MAX (extent.high, item->was + item->size);
    }
  return extent;
}

static void
lay_last_band (const Cutting *cutting, RvLayoutGraph *graph, gboolean down)
{
  g_autoptr (GArray) band = split_band (cutting, INFINITY, NULL);

  push_down ((Item *) (gpointer) band->data, band->len, cutting->top);
  put_items (graph, band, down);
}

static GArray *
open_along (RvLayoutGraph *graph, gboolean down)
{
  GArray *streets = g_array_new (FALSE, FALSE, sizeof (RvStreet));
  Cutting cutting = { collect_items (graph, down), 0, -INFINITY, 0 };
  RvStreet extent = extent_of (cutting.items);
  double n_lanes = count_lanes (graph, down), spacing = down ? SPACING_DOWN : SPACING_ACROSS;
  guint n_bands = (guint) CLAMP (MIN ((extent.high - extent.low) / spacing, 1 + n_lanes), 1, MOST_STREETS);

  spacing = (extent.high - extent.low) / n_bands;
  cutting.width = choose_width (n_lanes, n_bands);
  for (guint i = 1; i < n_bands; i++)
    {
      double cut = choose_cut (&cutting, extent.low + spacing * i, SEEK * spacing);
      RvStreet street = open_street (&cutting, graph, down, cut);

      g_array_append_val (streets, street);
    }
  lay_last_band (&cutting, graph, down);
  g_array_unref (cutting.items);
  return streets;
}

GArray *
rv_streets_open (RvLayoutGraph *graph)
{
  g_array_unref (open_along (graph, TRUE));
  return open_along (graph, FALSE);
}
