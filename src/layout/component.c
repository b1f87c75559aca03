/* Splits a graph into its connected parts and decides how much air each box gets. */
#include "layout/component.h"

#define AIR_X 56.0      /* between two boxes, side by side */
#define AIR_Y 44.0
#define AIR_PER_LINE 3.0  /* more of it beside a box with many lines */
#define AIR_MORE_MAX 90.0

/* Drawings of many have longer lines, and more of them between the boxes; of very many, a fifth is still to be boxes. */
static const struct {
  guint n_boxes;
  double more;
} AIR[] = { { 1000, 18 }, { 250, 40 }, { 0, 0 } };

static double
air_for (guint n_boxes)
{
  guint i = 0;

  while (n_boxes < AIR[i].n_boxes)
    i++;
  return AIR[i].more;
}

static guint
find_root (guint *parent, guint i)
{
  while (parent[i] != i)
    i = parent[i] = parent[parent[i]];
  return i;
}

/* The root of a part is its first node, whatever order the edges come in. */
static guint *
find_roots (const RvLayoutGraph *graph)
{
  guint *parent = g_new (guint, graph->nodes->len + 1);

  for (guint i = 0; i < graph->nodes->len; i++)
    parent[i] = i;
  for (guint e = 0; e < graph->edges->len; e++)
    {
      const RvLayoutEdge *edge = rv_layout_graph_edge (graph, e);
      guint a = find_root (parent, edge->from), b = find_root (parent, edge->to);

      parent[MAX (a, b)] = MIN (a, b);
    }
  for (guint i = 0; i < graph->nodes->len; i++)
    parent[i] = find_root (parent, i);
  return parent;
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  guint64 x = *(const guint64 *) a, y = *(const guint64 *) b;

  return x < y ? -1 : x > y;
}

/* Links as sorted keys (lower box, higher box), one for each line. */
static GArray *
collect_keys (const RvLayoutGraph *graph, const guint *box, const GArray *edges)
{
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (guint64));

  for (guint i = 0; i < edges->len; i++)
    {
      const RvLayoutEdge *edge = rv_layout_graph_edge (graph, g_array_index (edges, guint, i));
      guint a = box[edge->from], b = box[edge->to];
      guint64 key = (guint64) MIN (a, b) << 32 | MAX (a, b);

      if (a != b)
        g_array_append_val (keys, key);
    }
  g_array_sort (keys, compare_keys);
  return keys;
}

static void
fill_links (RvComponent *component, const GArray *keys)
{
  component->from = g_new (guint, keys->len + 1);
  component->to = g_new (guint, keys->len + 1);
  component->weight = g_new (double, keys->len + 1);
  component->n_linked = g_new0 (guint, component->n_boxes);
  for (guint i = 0; i < keys->len; i++)
    {
      guint64 key = g_array_index (keys, guint64, i);
      guint l = component->n_links;

      if (i > 0 && key == g_array_index (keys, guint64, i - 1))
        {
          component->weight[l - 1]++;
          continue;
        }
      component->from[l] = (guint) (key >> 32);
      component->to[l] = (guint) key;
      component->weight[l] = 1;
      component->n_linked[component->from[l]]++;
      component->n_linked[component->to[l]]++;
      component->n_links++;
    }
}

static void
fill_boxes (RvComponent *component, const RvLayoutGraph *graph, const GArray *nodes)
{
  double more = air_for (graph->nodes->len);

  component->n_boxes = nodes->len;
  component->node = g_memdup2 (nodes->data, nodes->len * sizeof (guint));
  component->x = g_new0 (double, nodes->len);
  component->y = g_new0 (double, nodes->len);
  component->width = g_new (double, nodes->len);
  component->height = g_new (double, nodes->len);
  for (guint i = 0; i < nodes->len; i++)
    {
      const RvLayoutNode *node = rv_layout_graph_node (graph, component->node[i]);

      component->width[i] = node->width + AIR_X + more;
      component->height[i] = node->height + AIR_Y + more;
    }
}

static void
widen_hubs (RvComponent *component)
{
  for (guint i = 0; i < component->n_boxes; i++)
    component->width[i] += MIN (AIR_MORE_MAX, AIR_PER_LINE * component->n_linked[i]);
}

static void
add_to_list (GPtrArray *lists, guint root, guint value)
{
  if (lists->pdata[root] == NULL)
    lists->pdata[root] = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val ((GArray *) lists->pdata[root], value);
}

static RvComponent *
component_new (const RvLayoutGraph *graph, const GArray *nodes, const GArray *edges, guint *box)
{
  RvComponent *component = g_new0 (RvComponent, 1);
  g_autoptr (GArray) keys = NULL;

  for (guint i = 0; i < nodes->len; i++)
    box[g_array_index (nodes, guint, i)] = i;
  fill_boxes (component, graph, nodes);
  keys = collect_keys (graph, box, edges);
  fill_links (component, keys);
  component->n_edges = edges->len;
  component->edge = g_memdup2 (edges->data, edges->len * sizeof (guint));
  widen_hubs (component);
  return component;
}

static int
compare_components (gconstpointer a, gconstpointer b)
{
  const RvComponent *x = *(RvComponent *const *) a, *y = *(RvComponent *const *) b;

  if (x->n_boxes != y->n_boxes)
    return x->n_boxes > y->n_boxes ? -1 : 1;
  return x->node[0] < y->node[0] ? -1 : x->node[0] > y->node[0];
}

static void
free_list (gpointer list)
{
  if (list != NULL)
    g_array_unref (list);
}

GPtrArray *
rv_component_split (const RvLayoutGraph *graph)
{
  GPtrArray *components = g_ptr_array_new_with_free_func ((GDestroyNotify) rv_component_free);
  g_autoptr (GPtrArray) nodes = g_ptr_array_new_with_free_func (free_list);
  g_autoptr (GPtrArray) edges = g_ptr_array_new_with_free_func (free_list);
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guint *roots = find_roots (graph), *box = g_new (guint, graph->nodes->len + 1);

  g_ptr_array_set_size (nodes, graph->nodes->len);
  g_ptr_array_set_size (edges, graph->nodes->len);
  for (guint i = 0; i < graph->nodes->len; i++)
    add_to_list (nodes, roots[i], i);
  for (guint e = 0; e < graph->edges->len; e++)
    add_to_list (edges, roots[rv_layout_graph_edge (graph, e)->from], e);
  for (guint i = 0; i < graph->nodes->len; i++)
    if (nodes->pdata[i] != NULL)
      g_ptr_array_add (components, component_new (graph, nodes->pdata[i], edges->pdata[i] ? edges->pdata[i] : none, box));
  g_ptr_array_sort (components, compare_components);
  return components;
}

void
rv_component_free (RvComponent *component)
{
  g_free (component->node);
  g_free (component->x);
  g_free (component->y);
  g_free (component->width);
  g_free (component->height);
  g_free (component->from);
  g_free (component->to);
  g_free (component->weight);
  g_free (component->n_linked);
  g_free (component->edge);
  g_free (component);
}

static guint
find_box (const RvComponent *component, guint node)
{
  guint low = 0, high = component->n_boxes;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (component->node[middle] <= node)
        low = middle;
      else
        high = middle;
    }
  return low;
}

RvLayoutGraph *
rv_component_graph (const RvComponent *component, const RvLayoutGraph *graph)
{
  RvLayoutGraph *part = rv_layout_graph_new ();

  for (guint i = 0; i < component->n_boxes; i++)
    {
      RvLayoutNode node = *rv_layout_graph_node (graph, component->node[i]);

      node.x = round (component->x[i] - node.width / 2);
      node.y = round (component->y[i] - node.height / 2);
      node.is_placed = TRUE;
      rv_layout_graph_add_node (part, &node);
    }
  for (guint e = 0; e < component->n_edges; e++)
    {
      RvLayoutEdge edge = *rv_layout_graph_edge (graph, component->edge[e]);

      edge.from = find_box (component, edge.from);
      edge.to = find_box (component, edge.to);
      rv_layout_graph_add_edge (part, &edge);
    }
  return part;
}

RvExtent
rv_component_extent (const RvComponent *component)
{
  RvExtent extent = { INFINITY, INFINITY, -INFINITY, -INFINITY };

  for (guint i = 0; i < component->n_boxes; i++)
    {
      extent.x0 = MIN (extent.x0, component->x[i] - component->width[i] / 2);
      extent.y0 = MIN (extent.y0, component->y[i] - component->height[i] / 2);
      extent.x1 = MAX (extent.x1, component->x[i] + component->width[i] / 2);
      extent.y1 = MAX (extent.y1, component->y[i] + component->height[i] / 2);
    }
  return extent;
}
