/* Walks foreign keys outward from a table and has the result placed around it. */
#include "draw/around.h"

#include "draw/arrange-private.h"
#include "layout/place-around.h"
#include "model/box-place.h"

#define MAX_DEPTH 32   /* of partitions of partitions */

typedef struct {
  GArray *ids;        /* RvId, in the order in which they were reached */
  GHashTable *seen;
} Walk;

static void
reach (Walk *walk, RvId id)
{
  if (id != 0 && g_hash_table_add (walk->seen, GSIZE_TO_POINTER (id)))
    g_array_append_val (walk->ids, id);
}

/* A partitioned table stands for its partitions. */
static RvId
whole_of (RvModel *model, RvId id)
{
  for (guint depth = 0; depth < MAX_DEPTH; depth++)
    {
      const RvTable *table = rv_model_get_kind (model, id, RV_KIND_TABLE);

      if (table == NULL || table->partition_of_id == 0)
        break;
      id = table->partition_of_id;
    }
  return id;
}

/* A foreign key refers to both of its tables, and a partition to the table that it is of. */
static void
reach_from (Walk *walk, RvModel *model, RvId id, guint depth)
{
  const GPtrArray *referrers = rv_model_referrers (model, id);

  for (guint i = 0; referrers != NULL && depth < MAX_DEPTH && i < referrers->len; i++)
    {
      const RvObject *object = referrers->pdata[i];
      const RvForeignKey *key = referrers->pdata[i];

      if (object->kind == RV_KIND_FOREIGN_KEY)
        reach (walk, whole_of (model, key->table_id == id ? key->referenced_table_id : key->table_id));
      else if (object->kind == RV_KIND_TABLE && ((const RvTable *) object)->partition_of_id == id)
        reach_from (walk, model, object->id, depth + 1);
    }
}

GArray *
rv_around_neighbours (RvModel *model, RvId focus, guint depth)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  Walk walk = { g_array_new (FALSE, FALSE, sizeof (RvId)), seen };
  guint from = 0;

  reach (&walk, focus);
  for (guint step = 0; step < depth; step++)
    {
      guint to = walk.ids->len;

      for (; from < to; from++)
        reach_from (&walk, model, g_array_index (walk.ids, RvId, from), 0);
    }
  return walk.ids;
}

/* Everything to the right of and below the margin. */
static void
write_places (RvEdit *edit, const RvLayoutGraph *graph)
{
  double x = G_MAXDOUBLE, y = G_MAXDOUBLE;

  for (guint i = 0; i < graph->nodes->len; i++)
    {
      x = MIN (x, rv_layout_graph_node (graph, i)->x);
      y = MIN (y, rv_layout_graph_node (graph, i)->y);
    }
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      const RvLayoutNode *node = rv_layout_graph_node (graph, i);
      RvBox *box = rv_model_get_kind (rv_edit_model (edit), node->id, RV_KIND_BOX);

      rv_box_set_place (edit, box, node->x - x + RV_ARRANGE_MARGIN, node->y - y + RV_ARRANGE_MARGIN);
    }
}

static void
arrange_around (RvEdit *edit, RvId diagram, RvId focus)
{
  g_autoptr (RvScene) scene = rv_scene_new_unrouted (rv_edit_model (edit), diagram);
  g_autoptr (RvLayoutGraph) graph = rv_scene_to_graph (scene);

  rv_layout_place_around (graph, rv_scene_box_of (scene, focus)->index);
  write_places (edit, graph);
}

gpointer
rv_diagram_create_around (RvEdit *edit, const char *name, RvId focus, guint depth)
{
  g_autoptr (GArray) ids = rv_around_neighbours (rv_edit_model (edit), focus, depth);
  RvDiagram *diagram = rv_edit_insert (edit, RV_KIND_DIAGRAM, 0);

  rv_edit_set_text (edit, diagram, RvDiagram_name, name);
  for (guint i = 0; i < ids->len; i++)
    rv_edit_set_number (edit, rv_edit_insert (edit, RV_KIND_BOX, diagram->object.id), RvBox_object_id, g_array_index (ids, RvId, i));
  arrange_around (edit, diagram->object.id, focus);
  return diagram;
}
