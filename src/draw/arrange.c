/* Hands scenes to the layout engine and writes what it finds into boxes. */
#include "draw/arrange.h"

#include <math.h>

#include "draw/arrange-private.h"
#include "layout/place.h"
#include "layout/route.h"
#include "model/box-place.h"

#define MANY 600              /* boxes; to route more just to place a few takes too long */

/* Whole pixels keep borders and text crisp. */
static void
round_places (RvLayoutGraph *graph)
{
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      RvLayoutNode *node = &g_array_index (graph->nodes, RvLayoutNode, i);

      node->x = floor (node->x);
      node->y = floor (node->y);
    }
}

void
rv_arrange_widen (RvLayoutGraph *graph, double share)
{
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      RvLayoutNode *node = &g_array_index (graph->nodes, RvLayoutNode, i);
      double x = (RV_ARRANGE_AIR + node->room_x) * share, y = node->room_y * share;

      node->x -= x;
      node->y -= y;
      node->width += 2 * x;
      node->height += 2 * y;
    }
}

/* Moves everything so that the upper left corner comes to @left, @top. */
static void
shift_to (RvLayoutGraph *graph, double left, double top)
{
  double x = G_MAXDOUBLE, y = G_MAXDOUBLE;

  for (guint i = 0; i < graph->nodes->len; i++)
    {
      const RvLayoutNode *node = &g_array_index (graph->nodes, RvLayoutNode, i);

      x = MIN (x, node->x);
      y = MIN (y, node->y);
    }
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      RvLayoutNode *node = &g_array_index (graph->nodes, RvLayoutNode, i);

      node->x += left - x;
      node->y += top - y;
    }
}

static void
place_all (RvLayoutGraph *graph)
{
  rv_arrange_widen (graph, 1);
  rv_layout_place_all (graph);
  rv_arrange_widen (graph, -1);
}

void
rv_arrange_scene (RvScene *scene)
{
  g_autoptr (RvLayoutGraph) graph = rv_scene_to_graph (scene);

  if (graph->nodes->len == 0)
    return;
  place_all (graph);
  shift_to (graph, RV_ARRANGE_MARGIN, RV_ARRANGE_MARGIN);
  round_places (graph);
  rv_scene_place (scene, graph);
}

static gboolean
overlaps (RvScene *scene, const RvSceneBox *box)
{
  g_autoptr (GPtrArray) near = g_ptr_array_new ();

  rv_scene_query (scene, box->rect, near, NULL);
  for (guint i = 0; i < near->len; i++)
    if (near->pdata[i] != box && !((const RvSceneBox *) near->pdata[i])->is_made)
      return TRUE;
  return FALSE;
}

void
rv_arrange_where_needed (RvScene *scene)
{
  const GPtrArray *boxes = rv_scene_boxes (scene);
  g_autoptr (RvLayoutGraph) graph = rv_scene_to_graph (scene);

  for (guint i = 0; i < rv_scene_n_placed (scene); i++)
    {
      const RvSceneBox *box = g_ptr_array_index (boxes, i);

      if ((box->rect.x != 0 || box->rect.y != 0) && !overlaps (scene, box))
        continue;
      rv_arrange_scene (scene);
      return;
    }
  rv_scene_place (scene, graph);
}

/* ---- diagrams ------------------------------------------------------------------------------ */

static void
write_place (RvEdit *edit, const RvLayoutNode *node)
{
  gpointer box = rv_model_get_kind (rv_edit_model (edit), node->id, RV_KIND_BOX);

  if (box == NULL)
    return;
  rv_box_set_place (edit, box, node->x, node->y);
}

static void
arrange_all (RvEdit *edit, RvScene *scene, RvArrangeBy by)
{
  g_autoptr (RvArrangeJob) job = rv_arrange_job_new (scene, by);

  rv_arrange_job_run (job);
  rv_arrange_job_write (edit, job);
}

static gboolean
has_place (const RvLayoutNode *node)
{
  return node->x != 0 || node->y != 0;
}

static void
write_new_places (RvEdit *edit, RvScene *scene, const RvLayoutGraph *graph)
{
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      RvLayoutNode node = g_array_index (graph->nodes, RvLayoutNode, i);
      const RvSceneBox *box = g_ptr_array_index (rv_scene_boxes (scene), i);

      if (box->rect.x != 0 || box->rect.y != 0)
        continue;
      node.x = round (node.x);
      node.y = round (node.y);
      if (!has_place (&node))
        node.y = 1;
      write_place (edit, &node);
    }
}

/* Routes the lines between placed boxes: new ones are to keep out of their way. */
static void
route_old (RvLayoutGraph *graph)
{
  g_autoptr (RvLayoutGraph) old = rv_layout_graph_new ();
  g_autofree guint *index_of = g_new (guint, graph->nodes->len + 1), *edge_of = g_new (guint, graph->edges->len + 1);

  for (guint i = 0; i < graph->nodes->len; i++)
    if (rv_layout_graph_node (graph, i)->is_placed)
      index_of[i] = rv_layout_graph_add_node (old, rv_layout_graph_node (graph, i));
  for (guint e = 0; e < graph->edges->len; e++)
    {
      const RvLayoutEdge *edge = rv_layout_graph_edge (graph, e);
      RvLayoutEdge copy = *edge;

      if (!rv_layout_graph_node (graph, edge->from)->is_placed || !rv_layout_graph_node (graph, edge->to)->is_placed)
        continue;
      copy.from = index_of[edge->from];
      copy.to = index_of[edge->to];
      edge_of[old->edges->len] = e;
      rv_layout_graph_set_bends (old, rv_layout_graph_add_edge (old, &copy), edge->bends, edge->n_bends);
    }
  rv_layout_route_all (old);
  for (guint e = 0; e < old->edges->len; e++)
    rv_layout_graph_set_points (graph, edge_of[e], rv_layout_graph_edge (old, e)->points, rv_layout_graph_edge (old, e)->n_points);
}

/* Where all of them are new, the drawing starts at the margin as always. */
static void
arrange_new (RvEdit *edit, RvScene *scene, RvLayoutGraph *graph)
{
  gboolean has_old = FALSE;

  for (guint i = 0; i < graph->nodes->len; i++)
    {
      RvLayoutNode *node = &g_array_index (graph->nodes, RvLayoutNode, i);

      node->is_placed = has_place (node);
      has_old = has_old || node->is_placed;
    }
  if (!has_old)
    {
      arrange_all (edit, scene, RV_ARRANGE_PLAIN);
      return;
    }
  if (graph->nodes->len <= MANY)
    route_old (graph);
  rv_arrange_widen (graph, 1);
  rv_layout_place_new (graph);
  rv_arrange_widen (graph, -1);
  write_new_places (edit, scene, graph);
}

void
rv_arrange_diagram (RvEdit *edit, RvId diagram, gboolean only_new)
{
  g_autoptr (RvScene) scene = rv_scene_new_unrouted (rv_edit_model (edit), diagram);
  g_autoptr (RvLayoutGraph) graph = rv_scene_to_graph (scene);

  if (only_new)
    arrange_new (edit, scene, graph);
  else
    arrange_all (edit, scene, RV_ARRANGE_PLAIN);
}

void
rv_arrange_groups (RvEdit *edit, RvId diagram, RvArrangeBy by)
{
  g_autoptr (RvScene) scene = rv_scene_new_unrouted (rv_edit_model (edit), diagram);

  arrange_all (edit, scene, by);
}

static void
append_ids (GArray *ids, RvModel *model, RvKind kind)
{
  const GPtrArray *objects = rv_model_all (model, kind);

  for (guint i = 0; objects != NULL && i < objects->len; i++)
    g_array_append_val (ids, ((const RvObject *) g_ptr_array_index (objects, i))->id);
}

static void
append_tables (GArray *ids, RvModel *model, gboolean with_partitions)
{
  const GPtrArray *tables = rv_model_all (model, RV_KIND_TABLE);

  for (guint i = 0; tables != NULL && i < tables->len; i++)
    {
      const RvTable *table = g_ptr_array_index (tables, i);

      if (with_partitions || table->partition_of_id == 0)
        g_array_append_val (ids, table->object.id);
    }
}

GArray *
rv_arrange_objects (RvModel *model, RvShowFlags flags)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (RvId));

  append_tables (ids, model, (flags & RV_SHOW_PARTITIONS) != 0);
  if (ids->len == 0 || (flags & RV_SHOW_VIEWS))
    {
      append_ids (ids, model, RV_KIND_VIEW);
      append_ids (ids, model, RV_KIND_MATERIALIZED_VIEW);
    }
  return ids;
}

gpointer
rv_diagram_create_for_all (RvEdit *edit, const char *name, RvShowFlags flags)
{
  g_autoptr (GArray) ids = rv_arrange_objects (rv_edit_model (edit), flags);
  RvDiagram *diagram = rv_edit_insert (edit, RV_KIND_DIAGRAM, 0);

  rv_edit_set_text (edit, diagram, RvDiagram_name, name);
  for (guint i = 0; i < ids->len; i++)
    {
      gpointer box = rv_edit_insert (edit, RV_KIND_BOX, diagram->object.id);

      rv_edit_set_number (edit, box, RvBox_object_id, g_array_index (ids, RvId, i));
    }
  rv_arrange_diagram (edit, diagram->object.id, FALSE);
  return diagram;
}

static RvScene *
scene_of_tables (RvModel *model, RvId diagram)
{
  g_autoptr (GArray) ids = NULL;

  if (diagram != 0)
    return rv_scene_new_unrouted (model, diagram);
  ids = rv_arrange_objects (model, RV_SHOW_TABLES);
  return rv_scene_new_of (model, (const RvId *) (gpointer) ids->data, ids->len);
}

RvLayoutGraph *
rv_arrange_to_graph (RvModel *model, RvId diagram)
{
  g_autoptr (RvScene) scene = scene_of_tables (model, diagram);
  RvLayoutGraph *graph;

  rv_arrange_scene (scene);
  graph = rv_scene_to_graph (scene);
  for (guint i = 0; i < graph->nodes->len; i++)
    g_array_index (graph->nodes, RvLayoutNode, i).id = ((const RvSceneBox *) g_ptr_array_index (rv_scene_boxes (scene), i))->object;
  return graph;
}
