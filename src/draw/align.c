/* Pure arithmetic on rectangles of a scene, written back as places. */
#include "draw/align.h"

#include <math.h>

#include "draw/arrange-private.h"
#include "layout/place.h"
#include "model/box-place.h"

#define GAP 40          /* between what is tidied and the rest */
#define NEAR 4          /* a box that a person drew may be so near to others */
#define RINGS 60        /* of places that are tried for it */

typedef struct {
  RvId id;              /* of the RvBox, RvNote or RvArea */
  RvRect before, rect;
  gboolean is_locked;
} Item;

/* ---- reading and writing ---------------------------------------------------------------------- */

static gboolean
find_item (RvScene *scene, RvId id, Item *item)
{
  const RvSceneBox *box = rv_scene_box_of (scene, id);
  const RvSceneArea *area = rv_scene_area (scene, id);
  const RvSceneNote *note = rv_scene_note (scene, id);

  if (box != NULL)
    *item = (Item) { box->id, box->rect, box->rect, box->is_locked };
  else if (area != NULL)
    *item = (Item) { id, area->rect, area->rect, FALSE };
  else if (note != NULL)
    *item = (Item) { id, note->rect, note->rect, FALSE };
  return box != NULL || area != NULL || note != NULL;
}

static GArray *
find_items (RvScene *scene, const RvId *ids, guint n_ids)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (Item));

  for (guint i = 0; i < n_ids; i++)
    {
      Item item;

      if (find_item (scene, ids[i], &item))
        g_array_append_val (items, item);
    }
  return items;
}

static void
write_place (RvEdit *edit, RvObject *object, double x, double y)
{
  if (object->kind == RV_KIND_BOX)
    rv_box_set_place (edit, (RvBox *) object, x, y);
  else
    {
      gboolean is_area = object->kind == RV_KIND_AREA;

      rv_edit_set_real (edit, object, is_area ? (int) RvArea_x : (int) RvNote_x, x);
      rv_edit_set_real (edit, object, is_area ? (int) RvArea_y : (int) RvNote_y, y);
    }
}

/* Exactly (0, 0) would mean “without a place”. */
static void
write_items (RvEdit *edit, const GArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      const Item *item = &g_array_index (items, Item, i);
      double x = round (item->rect.x), y = round (item->rect.y);
      RvObject *object = rv_model_get (rv_edit_model (edit), item->id);

      if (object != NULL && !item->is_locked && (item->rect.x != item->before.x || item->rect.y != item->before.y))
        write_place (edit, object, x, x == 0 && y == 0 ? 1 : y);
    }
}

static RvRect
bounds_of (const GArray *items)
{
  RvRect all = g_array_index (items, Item, 0).rect;

  for (guint i = 1; i < items->len; i++)
    all = rv_rect_union (all, g_array_index (items, Item, i).rect);
  return all;
}

/* ---- aligning ---------------------------------------------------------------------------------- */

/* What is locked cannot follow, so the others come to it. */
static RvRect
reference (const GArray *items)
{
  for (guint i = 0; i < items->len; i++)
    if (g_array_index (items, Item, i).is_locked)
      return g_array_index (items, Item, i).rect;
  return bounds_of (items);
}

void
rv_align (RvEdit *edit, RvId diagram, const RvId *ids, guint n_ids, RvAlign align)
{
  g_autoptr (RvScene) scene = rv_scene_new_unrouted (rv_edit_model (edit), diagram);
  g_autoptr (GArray) items = find_items (scene, ids, n_ids);
  RvRect to;

  if (items->len < 2)
    return;
  to = reference (items);
  for (guint i = 0; i < items->len; i++)
    {
      RvRect *rect = &g_array_index (items, Item, i).rect;

      if (align <= RV_ALIGN_RIGHT)
        rect->x = to.x + (to.width - rect->width) * (align - RV_ALIGN_LEFT) / 2;
      else
        rect->y = to.y + (to.height - rect->height) * (align - RV_ALIGN_TOP) / 2;
    }
  write_items (edit, items);
}

/* ---- distributing ------------------------------------------------------------------------------- */

static int
compare_x (gconstpointer a, gconstpointer b)
{
  const Item *one = a, *other = b;
  double difference = one->rect.x + one->rect.width / 2 - other->rect.x - other->rect.width / 2;

  return difference < 0 ? -1 : difference > 0;
}

static int
compare_y (gconstpointer a, gconstpointer b)
{
  const Item *one = a, *other = b;
  double difference = one->rect.y + one->rect.height / 2 - other->rect.y - other->rect.height / 2;

  return difference < 0 ? -1 : difference > 0;
}

void
rv_distribute (RvEdit *edit, RvId diagram, const RvId *ids, guint n_ids, gboolean vertically)
{
  g_autoptr (RvScene) scene = rv_scene_new_unrouted (rv_edit_model (edit), diagram);
  g_autoptr (GArray) items = find_items (scene, ids, n_ids);
  double filled = 0, gap, at;
  RvRect all;

  if (items->len < 3)
    return;
  all = bounds_of (items);
  g_array_sort (items, vertically ? compare_y : compare_x);
  for (guint i = 0; i < items->len; i++)
    filled += vertically ? g_array_index (items, Item, i).rect.height : g_array_index (items, Item, i).rect.width;
  gap = ((vertically ? all.height : all.width) - filled) / (items->len - 1);
  at = vertically ? all.y : all.x;
  for (guint i = 0; i < items->len; i++)
    {
      RvRect *rect = &g_array_index (items, Item, i).rect;

      *(vertically ? &rect->y : &rect->x) = at;
      at += (vertically ? rect->height : rect->width) + gap;
    }
  write_items (edit, items);
}

/* ---- widths ------------------------------------------------------------------------------------- */

void
rv_same_width (RvEdit *edit, RvId diagram, const RvId *ids, guint n_ids)
{
  g_autoptr (RvScene) scene = rv_scene_new_unrouted (rv_edit_model (edit), diagram);
  double widest = 0;

  for (guint i = 0; i < n_ids; i++)
    if (rv_scene_box_of (scene, ids[i]) != NULL)
      widest = MAX (widest, rv_scene_box_of (scene, ids[i])->rect.width);
  for (guint i = 0; i < n_ids; i++)
    {
      const RvSceneBox *box = rv_scene_box_of (scene, ids[i]);

      if (box != NULL && !box->is_locked)
        rv_edit_set_real (edit, rv_model_get (rv_edit_model (edit), box->id), RvBox_width, widest);
    }
}

/* ---- tidying ------------------------------------------------------------------------------------- */

/* The boxes of @items that can move, and the lines between them. */
static RvLayoutGraph *
graph_of (RvScene *scene, const GArray *items)
{
  g_autoptr (RvLayoutGraph) whole = rv_scene_to_graph (scene);
  RvLayoutGraph *graph = rv_layout_graph_new ();
  g_autoptr (GHashTable) index = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < items->len; i++)
    {
      const Item *item = &g_array_index (items, Item, i);
      const RvSceneBox *box = rv_scene_box (scene, item->id);

      if (box != NULL && !box->is_locked)
        g_hash_table_insert (index, GUINT_TO_POINTER (box->index + 1),
                             GUINT_TO_POINTER (rv_layout_graph_add_node (graph, rv_layout_graph_node (whole, box->index)) + 1));
    }
  for (guint i = 0; i < whole->edges->len; i++)
    {
      RvLayoutEdge edge = *rv_layout_graph_edge (whole, i);
      guint from = GPOINTER_TO_UINT (g_hash_table_lookup (index, GUINT_TO_POINTER (edge.from + 1)));
      guint to = GPOINTER_TO_UINT (g_hash_table_lookup (index, GUINT_TO_POINTER (edge.to + 1)));

      edge.from = from - 1;
      edge.to = to - 1;
      if (from != 0 && to != 0)
        rv_layout_graph_add_edge (graph, &edge);
    }
  return graph;
}

static RvRect
bounds_of_graph (const RvLayoutGraph *graph)
{
  const RvLayoutNode *first = rv_layout_graph_node (graph, 0);
  RvRect all = { first->x, first->y, first->width, first->height };

  for (guint i = 1; i < graph->nodes->len; i++)
    {
      const RvLayoutNode *node = rv_layout_graph_node (graph, i);

      all = rv_rect_union (all, (RvRect) { node->x, node->y, node->width, node->height });
    }
  return all;
}

static gboolean
is_among (const RvLayoutGraph *graph, RvId id)
{
  for (guint i = 0; i < graph->nodes->len; i++)
    if (rv_layout_graph_node (graph, i)->id == id)
      return TRUE;
  return FALSE;
}

/* Whether no box outside of @graph lies near its boxes when they are moved by @dx, @dy. */
static gboolean
is_free (RvScene *scene, const RvLayoutGraph *graph, double dx, double dy, double gap)
{
  g_autoptr (GPtrArray) near = g_ptr_array_new ();

  for (guint i = 0; i < graph->nodes->len; i++)
    {
      const RvLayoutNode *node = rv_layout_graph_node (graph, i);

      g_ptr_array_set_size (near, 0);
      rv_scene_query (scene, (RvRect) { node->x + dx - gap, node->y + dy - gap, node->width + 2 * gap, node->height + 2 * gap }, near, NULL);
      for (guint j = 0; j < near->len; j++)
        if (!is_among (graph, ((RvSceneBox *) near->pdata[j])->id))
          return FALSE;
    }
  return TRUE;
}

/* Looks for room in rings around (0, 0), else right of everything. */
static RvPoint
find_room (RvScene *scene, const RvLayoutGraph *graph, double gap)
{
  RvRect all = rv_scene_bounds (scene);

  for (int ring = 0; ring < RINGS; ring++)
    for (int at = 0; at < MAX (1, 8 * ring); at++)
      {
        double angle = 2 * G_PI * at / MAX (1, 8 * ring);
        double dx = round (ring * GAP * cos (angle)), dy = round (ring * GAP * sin (angle));

        if (is_free (scene, graph, dx, dy, ring == 0 ? gap : MAX (gap, GAP / 2)))
          return (RvPoint) { dx, dy };
      }
  return (RvPoint) { all.x + all.width + 2 * GAP - bounds_of_graph (graph).x, 0 };
}

static void
move_graph (RvLayoutGraph *graph, double dx, double dy)
{
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      rv_layout_graph_node (graph, i)->x += dx;
      rv_layout_graph_node (graph, i)->y += dy;
    }
}

static void
write_graph (RvEdit *edit, const RvLayoutGraph *graph)
{
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      const RvLayoutNode *node = rv_layout_graph_node (graph, i);
      double x = round (node->x), y = round (node->y);

      rv_box_set_place (edit, rv_model_get_kind (rv_edit_model (edit), node->id, RV_KIND_BOX), x, x == 0 && y == 0 ? 1 : y);
    }
}

void
rv_tidy (RvEdit *edit, RvId diagram, const RvId *ids, guint n_ids)
{
  g_autoptr (RvScene) scene = rv_scene_new_unrouted (rv_edit_model (edit), diagram);
  g_autoptr (GArray) items = find_items (scene, ids, n_ids);
  g_autoptr (RvLayoutGraph) graph = graph_of (scene, items);
  RvRect before, after;
  RvPoint room;

  if (graph->nodes->len < 2)
    return;
  before = bounds_of_graph (graph);
  rv_arrange_widen (graph, 1);
  rv_layout_place_all (graph);
  rv_arrange_widen (graph, -1);
  after = bounds_of_graph (graph);
  move_graph (graph, before.x + before.width / 2 - after.x - after.width / 2, before.y + before.height / 2 - after.y - after.height / 2);
  room = find_room (scene, graph, GAP);
  move_graph (graph, room.x, room.y);
  write_graph (edit, graph);
}

void
rv_find_room (RvEdit *edit, RvBox *box)
{
  g_autoptr (RvScene) scene = rv_scene_new_unrouted (rv_edit_model (edit), box->diagram_id);
  g_autoptr (RvLayoutGraph) graph = rv_layout_graph_new ();
  const RvSceneBox *shown = rv_scene_box (scene, box->object.id);
  RvLayoutNode node = { .id = shown->id, .x = shown->rect.x, .y = shown->rect.y, .width = shown->rect.width, .height = shown->rect.height };
  RvPoint room;

  rv_layout_graph_add_node (graph, &node);
  room = find_room (scene, graph, NEAR);
  move_graph (graph, room.x, room.y);
  write_graph (edit, graph);
}

guint
rv_align_count (RvModel *model, RvId diagram, const RvId *ids, guint n_ids)
{
  guint n = 0;

  for (guint i = 0; i < n_ids; i++)
    {
      const RvObject *object = rv_model_get (model, ids[i]);
      const GPtrArray *referrers = rv_model_referrers (model, ids[i]);
      gboolean is_shown = object != NULL && (object->kind == RV_KIND_AREA || object->kind == RV_KIND_NOTE) && rv_record_parent (object) == diagram;

      for (guint j = 0; !is_shown && referrers != NULL && j < referrers->len; j++)
        {
          const RvBox *box = referrers->pdata[j];

          is_shown = box->object.kind == RV_KIND_BOX && box->diagram_id == diagram && box->object_id == ids[i];
        }
      n += is_shown ? 1 : 0;
    }
  return n;
}
