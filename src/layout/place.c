/* Gives boxes their places: each connected part on its own, then all parts packed. */
#include "layout/place.h"

#include "layout/component.h"
#include "layout/force.h"
#include "layout/overlap.h"
#include "layout/pack.h"

static void
arrange (RvComponent *component)
{
  if (component->n_boxes == 1)
    return;
  rv_force_place (component, 1);
  rv_overlap_remove (component);
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
      arrange (components->pdata[i]);
      extents[i] = rv_component_extent (components->pdata[i]);
      items[i].width = extents[i].x1 - extents[i].x0;
      items[i].height = extents[i].y1 - extents[i].y0;
    }
  rv_pack (items, components->len);
  for (guint i = 0; i < components->len; i++)
    put (graph, components->pdata[i], &extents[i], &items[i]);
}
