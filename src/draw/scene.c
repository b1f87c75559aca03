/* The scene as a set of items: made from the model, found by id, measured as a whole. */
#include "draw/junctions.h"
#include "draw/scene-chen.h"

RvSceneView
rv_scene_view_of (RvModel *model, RvId diagram)
{
  const RvDiagram *row = rv_model_get_kind (model, diagram, RV_KIND_DIAGRAM);

  if (row == NULL)
    return (RvSceneView) { RvNotation_CROWS_FOOT, RvViewLevel_PHYSICAL, RvColumnsShown_ALL, RvCrossings_GAP, RvLineLabels_NONE };
  return (RvSceneView) { row->notation, row->view_level, row->columns_shown, row->crossings, row->line_labels, row->coloring, row->shows_legend };
}

static RvScene *
scene_alloc (RvModel *model, RvId diagram)
{
  RvScene *scene = g_new0 (RvScene, 1);

  scene->model = g_object_ref (model);
  scene->diagram = diagram;
  scene->view = rv_scene_view_of (model, diagram);
  scene->home_schema = rv_scene_find_home_schema (model);
  scene->objects = g_array_new (FALSE, FALSE, sizeof (RvId));
  scene->junctions = g_hash_table_new (g_int64_hash, g_int64_equal);
  scene->boxes = g_ptr_array_new_with_free_func ((GDestroyNotify) rv_scene_box_free);
  scene->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) rv_scene_line_free);
  scene->areas = g_ptr_array_new_with_free_func ((GDestroyNotify) rv_scene_area_free);
  scene->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) rv_scene_note_free);
  scene->items = g_hash_table_new (g_int64_hash, g_int64_equal);
  scene->by_line = g_hash_table_new (g_int64_hash, g_int64_equal);
  scene->recrossed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  scene->loose = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  scene->by_object = g_hash_table_new (g_int64_hash, g_int64_equal);
  scene->dragged = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  scene->box_tiles = rv_tiles_new ();
  scene->line_tiles = rv_tiles_new ();
  return scene;
}

void
rv_scene_free (RvScene *scene)
{
  g_array_unref (scene->objects);
  g_hash_table_unref (scene->junctions);
  g_hash_table_unref (scene->items);
  g_hash_table_unref (scene->by_line);
  g_hash_table_unref (scene->recrossed);
  g_hash_table_unref (scene->loose);
  g_hash_table_unref (scene->by_object);
  g_hash_table_unref (scene->dragged);
  rv_tiles_free (scene->box_tiles);
  rv_tiles_free (scene->line_tiles);
  rv_scene_drop_routes (scene);
  g_ptr_array_unref (scene->lines);
  g_ptr_array_unref (scene->boxes);
  g_ptr_array_unref (scene->areas);
  g_ptr_array_unref (scene->notes);
  g_object_unref (scene->model);
  g_free (scene);
}

/* ---- sets of items ------------------------------------------------------------------------- */

static int
by_id (gconstpointer a, gconstpointer b)
{
  RvId one = **(const RvId *const *) a, other = **(const RvId *const *) b;

  return one < other ? -1 : one > other;
}

/* Those that were made last, in the order in which they were: attributes of one stand together. */
static int
compare_boxes (gconstpointer a, gconstpointer b)
{
  const RvSceneBox *one = *(const RvSceneBox *const *) a, *other = *(const RvSceneBox *const *) b;

  if (one->is_made != other->is_made)
    return one->is_made ? 1 : -1;
  if (one->is_made)
    return one->index < other->index ? -1 : one->index > other->index;
  return by_id (a, b);
}

void
rv_scene_sort (RvScene *scene)
{
  if (scene->diagram != 0)
    g_ptr_array_sort (scene->boxes, compare_boxes);
  g_ptr_array_sort (scene->lines, by_id);
  g_ptr_array_sort (scene->areas, by_id);
  g_ptr_array_sort (scene->notes, by_id);
  for (guint i = 0; i < scene->boxes->len; i++)
    ((RvSceneBox *) g_ptr_array_index (scene->boxes, i))->index = i;
  for (guint i = 0; i < scene->lines->len; i++)
    ((RvSceneLine *) g_ptr_array_index (scene->lines, i))->index = i;
}

/* A diagram may show a table twice; lines then run to the older box. */
void
rv_scene_add_box (RvScene *scene, RvSceneBox *box)
{
  const RvSceneBox *other = g_hash_table_lookup (scene->by_object, &box->object);

  box->index = scene->boxes->len;
  g_ptr_array_add (scene->boxes, box);
  g_hash_table_replace (scene->items, &box->id, box);
  if (other == NULL || (!box->is_made && box->id < other->id))
    g_hash_table_replace (scene->by_object, &box->object, box);
  rv_tiles_add (scene->box_tiles, box, box->rect);
}

void
rv_scene_add_line (RvScene *scene, RvSceneLine *line)
{
  g_ptr_array_add (scene->lines, line);
  g_hash_table_replace (scene->by_line, &line->id, line);
}

void
rv_scene_add_area (RvScene *scene, RvSceneArea *area)
{
  g_ptr_array_add (scene->areas, area);
  g_hash_table_replace (scene->items, &area->id, area);
}

void
rv_scene_add_note (RvScene *scene, RvSceneNote *note)
{
  g_ptr_array_add (scene->notes, note);
  g_hash_table_replace (scene->items, &note->id, note);
}

static void
forget_object (RvScene *scene, const RvSceneBox *box)
{
  if (g_hash_table_lookup (scene->by_object, &box->object) != box)
    return;
  g_hash_table_remove (scene->by_object, &box->object);
  for (guint i = 0; i < scene->boxes->len; i++)
    {
      RvSceneBox *other = g_ptr_array_index (scene->boxes, i);
      const RvSceneBox *known = g_hash_table_lookup (scene->by_object, &other->object);

      if (other != box && !other->is_made && other->object == box->object && (known == NULL || other->id < known->id))
        g_hash_table_replace (scene->by_object, &other->object, other);
    }
}

void
rv_scene_remove_item (RvScene *scene, RvSceneItem item, RvId id)
{
  GHashTable *table = item == RV_ITEM_LINE ? scene->by_line : scene->items;
  gpointer found = g_hash_table_lookup (table, &id);

  g_return_if_fail (found != NULL);
  g_hash_table_remove (table, &id);
  if (item == RV_ITEM_BOX)
    {
      rv_tiles_remove (scene->box_tiles, found, ((RvSceneBox *) found)->rect);
      forget_object (scene, found);
      g_ptr_array_remove (scene->boxes, found);
    }
  else if (item == RV_ITEM_LINE)
    {
      rv_scene_line_set_points (scene, found, NULL, 0);
      g_ptr_array_remove (scene->lines, found);
    }
  else
    g_ptr_array_remove (item == RV_ITEM_AREA ? scene->areas : scene->notes, found);
}

void
rv_scene_move_box (RvScene *scene, RvSceneBox *box, RvRect rect)
{
  rv_tiles_remove (scene->box_tiles, box, box->rect);
  box->rect = rect;
  rv_tiles_add (scene->box_tiles, box, box->rect);
}

/* ---- from the model ------------------------------------------------------------------------ */

static void
add_lines_of (RvScene *scene, const RvSceneBox *box)
{
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (RvLink));

  if (rv_scene_box_of (scene, box->object) != box)
    return;
  rv_scene_links_from (scene, box->object, links);
  for (guint i = 0; i < links->len; i++)
    rv_scene_add_line (scene, rv_scene_line_new (scene, &g_array_index (links, RvLink, i)));
}

/* Before there are boxes: some tables have none. */
static void
find_junctions (RvScene *scene)
{
  g_hash_table_unref (scene->junctions);
  scene->junctions = rv_junctions_find (scene);
}

static void
add_diagram (RvScene *scene)
{
  g_autoptr (GPtrArray) boxes = rv_model_children (scene->model, scene->diagram, RV_KIND_BOX);
  g_autoptr (GPtrArray) areas = rv_model_children (scene->model, scene->diagram, RV_KIND_AREA);
  g_autoptr (GPtrArray) notes = rv_model_children (scene->model, scene->diagram, RV_KIND_NOTE);

  find_junctions (scene);
  for (guint i = 0; i < boxes->len; i++)
    {
      const RvBox *row = g_ptr_array_index (boxes, i);

      if (!g_hash_table_contains (scene->junctions, &row->object_id))
        rv_scene_add_box (scene, rv_scene_box_new (scene, row->object.id, row->object_id));
    }
  for (guint i = 0; i < areas->len; i++)
    rv_scene_add_area (scene, rv_scene_area_new (g_ptr_array_index (areas, i)));
  for (guint i = 0; i < notes->len; i++)
    rv_scene_add_note (scene, rv_scene_note_new (g_ptr_array_index (notes, i)));
}

static void
add_objects (RvScene *scene)
{
  find_junctions (scene);
  for (guint i = 0; i < scene->objects->len; i++)
    {
      RvId id = g_array_index (scene->objects, RvId, i);

      if (rv_model_get (scene->model, id) != NULL && rv_scene_box_of (scene, id) == NULL && !g_hash_table_contains (scene->junctions, &id))
        rv_scene_add_box (scene, rv_scene_box_new (scene, -id, id));
    }
}

/* What follows from the boxes that are there. */
static void
link_boxes (RvScene *scene)
{
  if (rv_chen_applies (scene))
    rv_chen_make (scene);
  for (guint i = 0; !rv_chen_applies (scene) && i < scene->boxes->len; i++)
    add_lines_of (scene, g_ptr_array_index (scene->boxes, i));
  rv_scene_sort (scene);
  if (!rv_chen_applies (scene))
    rv_scene_set_ports (scene, NULL);
}

RvScene *
rv_scene_new_unrouted (RvModel *model, RvId diagram)
{
  RvScene *scene = scene_alloc (model, diagram);

  add_diagram (scene);
  link_boxes (scene);
  return scene;
}

RvScene *
rv_scene_new (RvModel *model, RvId diagram)
{
  RvScene *scene = rv_scene_new_unrouted (model, diagram);

  rv_scene_route (scene, NULL, NULL);
  return scene;
}

RvScene *
rv_scene_new_of (RvModel *model, const RvId *objects, guint n_objects)
{
  RvScene *scene = scene_alloc (model, 0);

  g_array_append_vals (scene->objects, objects, n_objects);
  add_objects (scene);
  link_boxes (scene);
  return scene;
}

static void
remove_all (RvScene *scene, const GPtrArray *items, RvSceneItem type)
{
  while (items->len > 0)
    {
      const RvId *id = g_ptr_array_index (items, items->len - 1);   /* every item begins with it */

      rv_scene_remove_item (scene, type, *id);
    }
}

static void
clear (RvScene *scene)
{
  remove_all (scene, scene->lines, RV_ITEM_LINE);
  remove_all (scene, scene->boxes, RV_ITEM_BOX);
  remove_all (scene, scene->areas, RV_ITEM_AREA);
  remove_all (scene, scene->notes, RV_ITEM_NOTE);
  g_clear_pointer (&scene->graph, rv_layout_graph_free);
}

void
rv_scene_set_view (RvScene *scene, const RvSceneView *view)
{
  scene->view = *view;
  scene->has_own_view = TRUE;
  clear (scene);
  if (scene->diagram != 0)
    add_diagram (scene);
  else
    add_objects (scene);
  link_boxes (scene);
}

RvScene *
rv_scene_copy (RvScene *scene)
{
  RvScene *copy = scene_alloc (scene->model, scene->diagram);

  copy->view = scene->view;
  g_array_append_vals (copy->objects, scene->objects->data, scene->objects->len);
  if (scene->diagram != 0)
    add_diagram (copy);
  else
    add_objects (copy);
  for (guint i = 0; scene->diagram == 0 && i < copy->boxes->len; i++)
    {
      RvSceneBox *box = g_ptr_array_index (copy->boxes, i);
      const RvSceneBox *before = rv_scene_box_of (scene, box->object);

      if (before != NULL)
        rv_scene_move_box (copy, box, (RvRect) { before->rect.x, before->rect.y, box->rect.width, box->rect.height });
    }
  link_boxes (copy);
  return copy;
}

guint
rv_scene_n_placed (RvScene *scene)
{
  guint n = scene->boxes->len;

  while (n > 0 && ((const RvSceneBox *) g_ptr_array_index (scene->boxes, n - 1))->is_made)
    n--;
  return n;
}

/* ---- looking things up --------------------------------------------------------------------- */

RvModel *
rv_scene_model (RvScene *scene)
{
  return scene->model;
}

const RvSceneView *
rv_scene_view (RvScene *scene)
{
  return &scene->view;
}

RvId
rv_scene_diagram (RvScene *scene)
{
  return scene->diagram;
}

const GPtrArray *
rv_scene_boxes (RvScene *scene)
{
  return scene->boxes;
}

const GPtrArray *
rv_scene_lines (RvScene *scene)
{
  return scene->lines;
}

const GPtrArray *
rv_scene_areas (RvScene *scene)
{
  return scene->areas;
}

const GPtrArray *
rv_scene_notes (RvScene *scene)
{
  return scene->notes;
}

/* Ids are not shared between kinds, but a caller may ask for a box by the id of a note. */
static gpointer
find_item (RvScene *scene, RvId id, RvKind kind)
{
  gpointer item = g_hash_table_lookup (scene->items, &id);
  const RvObject *object = id > 0 ? rv_model_get (scene->model, id) : NULL;

  return object == NULL || object->kind == kind ? item : NULL;
}

RvSceneBox *
rv_scene_box (RvScene *scene, RvId box)
{
  return find_item (scene, box, RV_KIND_BOX);
}

RvSceneBox *
rv_scene_box_of (RvScene *scene, RvId object)
{
  return g_hash_table_lookup (scene->by_object, &object);
}

RvSceneLine *
rv_scene_line (RvScene *scene, RvId line)
{
  return g_hash_table_lookup (scene->by_line, &line);
}

RvSceneArea *
rv_scene_area (RvScene *scene, RvId area)
{
  return find_item (scene, area, RV_KIND_AREA);
}

RvSceneNote *
rv_scene_note (RvScene *scene, RvId note)
{
  return find_item (scene, note, RV_KIND_NOTE);
}

/* ---- rectangles ---------------------------------------------------------------------------- */

gboolean
rv_rect_intersects (RvRect a, RvRect b)
{
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
}

RvRect
rv_rect_grown (RvRect rect, double margin)
{
  return (RvRect) { rect.x - margin, rect.y - margin, rect.width + 2 * margin, rect.height + 2 * margin };
}

RvRect
rv_rect_union (RvRect a, RvRect b)
{
  double x = MIN (a.x, b.x), y = MIN (a.y, b.y);

  return (RvRect) { x, y, MAX (a.x + a.width, b.x + b.width) - x, MAX (a.y + a.height, b.y + b.height) - y };
}

static void
include (RvRect *bounds, gboolean *is_empty, RvRect rect)
{
  *bounds = *is_empty ? rect : rv_rect_union (*bounds, rect);
  *is_empty = FALSE;
}

RvRect
rv_scene_bounds (RvScene *scene)
{
  RvRect bounds = { 0, 0, 0, 0 };
  gboolean is_empty = TRUE;

  for (guint i = 0; i < scene->boxes->len; i++)
    include (&bounds, &is_empty, ((RvSceneBox *) g_ptr_array_index (scene->boxes, i))->rect);
  for (guint i = 0; i < scene->areas->len; i++)
    include (&bounds, &is_empty, ((RvSceneArea *) g_ptr_array_index (scene->areas, i))->rect);
  for (guint i = 0; i < scene->notes->len; i++)
    include (&bounds, &is_empty, ((RvSceneNote *) g_ptr_array_index (scene->notes, i))->rect);
  for (guint i = 0; i < scene->lines->len; i++)
    {
      const RvSceneLine *line = g_ptr_array_index (scene->lines, i);

      for (guint j = 0; j < line->n_points; j++)
        include (&bounds, &is_empty, (RvRect) { line->points[j].x, line->points[j].y, 0, 0 });
    }
  return bounds;
}
