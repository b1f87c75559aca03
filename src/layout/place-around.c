/* Columns at both sides of a box: one or more for each distance from it. */
#include "layout/place-around.h"

#define BESIDE 110.0   /* px between columns */
#define BELOW 36.0     /* px between boxes of a column */
#define LEAST 900.0    /* a column is split that is higher than this and than what is in the middle */

typedef struct {
  guint node;
  guint distance;      /* lines from the focus */
  guint by;            /* the box by which it was reached */
  int side;            /* -1: left, 1: right */
  double aim;          /* the mean height of what it is linked to further in */
} Spot;

typedef struct {
  RvLayoutGraph *graph;
  guint focus;
  Spot *spots;         /* by node */
  GArray *order;       /* guint: nodes as they were reached */
} Around;

static void
reach (Around *around, guint node, guint from, int side)
{
  Spot *spot = &around->spots[node];

  if (spot->distance != G_MAXUINT)
    return;
  spot->distance = around->spots[from].distance + 1;
  spot->by = from;
  spot->side = side;
  g_array_append_val (around->order, node);
}

static void
reach_from (Around *around, guint at)
{
  gboolean is_focus = at == around->focus;

  for (guint e = 0; e < around->graph->edges->len; e++)
    {
      const RvLayoutEdge *edge = rv_layout_graph_edge (around->graph, e);

      if (edge->from == at)
        reach (around, edge->to, at, is_focus ? -1 : around->spots[at].side);
      if (edge->to == at)
        reach (around, edge->from, at, is_focus ? 1 : around->spots[at].side);
    }
}

/* Boxes with no way to the focus come last, at the right. */
static void
reach_all (Around *around)
{
  guint farthest = 0;

  for (guint i = 0; i < around->graph->nodes->len; i++)
    around->spots[i] = (Spot){ .node = i, .distance = i == around->focus ? 0 : G_MAXUINT };
  g_array_append_val (around->order, around->focus);
  for (guint i = 0; i < around->order->len; i++)
    reach_from (around, g_array_index (around->order, guint, i));
  for (guint i = 0; i < around->order->len; i++)
    farthest = MAX (farthest, around->spots[g_array_index (around->order, guint, i)].distance);
  for (guint i = 0; i < around->graph->nodes->len; i++)
    if (around->spots[i].distance == G_MAXUINT)
      {
        around->spots[i].distance = farthest + 1;
        around->spots[i].by = i;
        around->spots[i].side = 1;
        g_array_append_val (around->order, i);
      }
}

static double
height_of (const Around *around, guint node)
{
  return rv_layout_graph_node (around->graph, node)->height + BELOW;
}

/* Where nearly all would stand at one side, the last of them change it, so that the focus is in the middle. */
static void
balance (Around *around, guint distance)
{
  double heights[2] = { 0, 0 };

  for (guint i = 0; i < around->order->len; i++)
    {
      const Spot *spot = &around->spots[g_array_index (around->order, guint, i)];

      if (spot->distance == distance)
        heights[spot->side > 0] += height_of (around, spot->node);
    }
  for (guint i = around->order->len; i-- > 0;)
    {
      Spot *spot = &around->spots[g_array_index (around->order, guint, i)];
      double height = height_of (around, spot->node), own, other;

      if (spot->distance != distance)
        continue;
      own = heights[spot->side > 0];
      other = heights[spot->side < 0];
      if (own - height < other + height || own < 3 * other + 2 * height)
        continue;
      heights[spot->side > 0] -= height;
      heights[spot->side < 0] += height;
      spot->side = -spot->side;
    }
}

static void
aim (Around *around, Spot *spot)
{
  double sum = 0;
  guint n = 0;

  for (guint e = 0; e < around->graph->edges->len; e++)
    {
      const RvLayoutEdge *edge = rv_layout_graph_edge (around->graph, e);
      guint other = edge->from == spot->node ? edge->to : edge->to == spot->node ? edge->from : spot->node;

      if (other == spot->node || around->spots[other].distance >= spot->distance)
        continue;
      sum += rv_layout_graph_node (around->graph, other)->y
             + (edge->from == other ? edge->from_port : edge->to_port);
      n++;
    }
  spot->aim = n > 0 ? sum / n : 0;
}

static int
compare_spots (gconstpointer a, gconstpointer b)
{
  const Spot *one = *(Spot *const *) a, *other = *(Spot *const *) b;

  if (one->aim != other->aim)
    return one->aim < other->aim ? -1 : 1;
  return one->node < other->node ? -1 : one->node > other->node;
}

/* Returns: (transfer container): the boxes at @distance at one side, from top to bottom. */
static GPtrArray *
take_layer (Around *around, guint distance, int side)
{
  GPtrArray *layer = g_ptr_array_new ();

  for (guint i = 0; i < around->graph->nodes->len; i++)
    if (around->spots[i].distance == distance && around->spots[i].side == side)
      {
        aim (around, &around->spots[i]);
        g_ptr_array_add (layer, &around->spots[i]);
      }
  g_ptr_array_sort (layer, compare_spots);
  return layer;
}

/* A column of every @step-th box from @first on, its middle at height 0. Returns: how wide it is. */
static double
place_column (Around *around, const GPtrArray *layer, guint first, guint step, double edge, int side)
{
  double height = -BELOW, width = 0, y;

  for (guint i = first; i < layer->len; i += step)
    {
      guint node = ((Spot *) layer->pdata[i])->node;

      height += height_of (around, node);
      width = MAX (width, rv_layout_graph_node (around->graph, node)->width);
    }
  y = -height / 2;
  for (guint i = first; i < layer->len; i += step)
    {
      RvLayoutNode *node = rv_layout_graph_node (around->graph, ((Spot *) layer->pdata[i])->node);

      node->x = round (side > 0 ? edge : edge - node->width);
      node->y = round (y);
      node->is_placed = TRUE;
      y += node->height + BELOW;
    }
  return width;
}

static guint
count_columns (Around *around, const GPtrArray *layer)
{
  double height = 0, most = MAX (LEAST, 1.5 * rv_layout_graph_node (around->graph, around->focus)->height);

  for (guint i = 0; i < layer->len; i++)
    height += height_of (around, ((Spot *) layer->pdata[i])->node);
  /* Rather wide than a tower. */
  return (guint) MAX (1, ceil (height / MAX (most, sqrt (height * 400))));
}

static void
place_layers (Around *around, guint farthest, int side)
{
  const RvLayoutNode *focus = rv_layout_graph_node (around->graph, around->focus);
  double edge = side * (focus->width / 2 + BESIDE);

  for (guint distance = 1; distance <= farthest; distance++)
    {
      g_autoptr (GPtrArray) layer = take_layer (around, distance, side);
      guint n = count_columns (around, layer);

      for (guint column = 0; column < n && layer->len > 0; column++)
        edge += side * (place_column (around, layer, column, n, edge, side) + BESIDE);
    }
}

void
rv_layout_place_around (RvLayoutGraph *graph, guint focus)
{
  g_autofree Spot *spots = g_new (Spot, graph->nodes->len + 1);
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));
  Around around = { graph, focus, spots, order };
  RvLayoutNode *middle;
  guint farthest = 0;

  g_return_if_fail (focus < graph->nodes->len);
  reach_all (&around);
  for (guint i = 0; i < graph->nodes->len; i++)
    farthest = MAX (farthest, spots[i].distance);
  balance (&around, 1);
  /* What is farther stands at the side of what it was reached by. */
  for (guint i = 0; i < order->len; i++)
    {
      Spot *spot = &spots[g_array_index (order, guint, i)];

      if (spot->distance > 1 && spot->by != spot->node)
        spot->side = spots[spot->by].side;
    }
  middle = rv_layout_graph_node (graph, focus);
  middle->x = round (-middle->width / 2);
  middle->y = round (-middle->height / 2);
  middle->is_placed = TRUE;
  place_layers (&around, farthest, -1);
  place_layers (&around, farthest, 1);
}
