/* Follows the model: finds out which boxes and lines a set of changes concerns, makes those
 * anew, and routes only what they touch. Also the offsets of a drag. */
#include "draw/scene-chen.h"

#include "draw/crossings.h"
#include "draw/junctions.h"
#include "model/box-place.h"

typedef struct {
  RvScene *scene;
  gboolean everything;    /* every box may look different */
  GHashTable *objects;    /* ids of tables and views whose box may look different */
  GHashTable *holders;    /* ids of tables and views whose lines may be others */
  GHashTable *boxes;      /* ids of RvBox rows */
  GHashTable *others;     /* ids of areas and notes */
  GPtrArray *touched;     /* RvSceneBox: moved, resized or with another set of lines */
  GPtrArray *lines;       /* RvSceneLine: runs or looks differently */
  GArray *out;            /* RvSceneChange */
  gboolean all_lines;     /* every line looks different */
  gboolean is_regrouped;  /* boxes or lines came, went or changed size */
} Apply;

static GHashTable *
id_set (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

static void
put (GHashTable *set, RvId id)
{
  if (id != 0 && !g_hash_table_contains (set, &id))
    g_hash_table_add (set, g_memdup2 (&id, sizeof id));
}

static void
tell (Apply *apply, RvSceneItem item, RvSceneVerb verb, RvId id)
{
  RvSceneChange change = { item, verb, id };

  g_array_append_val (apply->out, change);
}

/* ---- what the changes concern --------------------------------------------------------------- */

static void
note_object (Apply *apply, RvId object)
{
  put (apply->objects, object);
  rv_scene_note_tables_above (apply->scene, object, apply->holders);
}

/* A partition that went, or is one no longer, does not say whose it was. */
static void
note_lines_for_partitions (Apply *apply)
{
  const GPtrArray *lines = apply->scene->lines;

  for (guint i = 0; i < lines->len; i++)
    if (((const RvSceneLine *) lines->pdata[i])->n_alike > 0)
      put (apply->holders, ((const RvSceneLine *) lines->pdata[i])->from->object);
}

/* The table that the part of a key or index belongs to. When its parent went too, the parent's own
 * change tells. */
static void
note_part (Apply *apply, RvId parent)
{
  const RvObject *object = rv_model_get (apply->scene->model, parent);

  if (object != NULL)
    note_object (apply, rv_record_parent (object));
}

static void
note_diagram_part (Apply *apply, const RvChange *change)
{
  if (change->kind == RV_KIND_BOX)
    put (apply->boxes, change->id);
  else if (change->kind == RV_KIND_AREA || change->kind == RV_KIND_NOTE)
    put (apply->others, change->id);
}

/* A removed route no longer says whose it was, so every line is read again: they are rare. */
static void
note_route (Apply *apply, const RvChange *change)
{
  const RvRoute *route = rv_model_get_kind (apply->scene->model, change->id, RV_KIND_ROUTE);
  const GPtrArray *lines = apply->scene->lines;

  for (guint i = 0; i < lines->len; i++)
    {
      const RvSceneLine *line = lines->pdata[i];

      if (route == NULL || line->object == route->object_id)
        put (apply->holders, line->from->object);
    }
}

static void
note_change (Apply *apply, const RvChange *change)
{
  switch (change->kind)
    {
    case RV_KIND_TABLE:
      note_lines_for_partitions (apply);
      G_GNUC_FALLTHROUGH;
    case RV_KIND_VIEW:
    case RV_KIND_MATERIALIZED_VIEW:
      note_object (apply, change->id);
      break;
    case RV_KIND_COLUMN:
    case RV_KIND_VIEW_COLUMN:
    case RV_KIND_KEY:
    case RV_KIND_INDEX:
    case RV_KIND_TAGGING:
    case RV_KIND_FOREIGN_KEY:
    case RV_KIND_INHERITANCE:
      note_object (apply, change->parent);
      break;
    case RV_KIND_REFERENCE:
      rv_scene_note_tables_above (apply->scene, change->parent, apply->holders);
      break;
    case RV_KIND_KEY_COLUMN:
    case RV_KIND_INDEX_COLUMN:
    case RV_KIND_FOREIGN_KEY_COLUMN:
      note_part (apply, change->parent);
      break;
    case RV_KIND_BOX:
    case RV_KIND_AREA:
    case RV_KIND_NOTE:
      if (change->parent == apply->scene->diagram)
        note_diagram_part (apply, change);
      break;
    case RV_KIND_ROUTE:
      if (change->parent == apply->scene->diagram)
        note_route (apply, change);
      break;
    case RV_KIND_BOX_PLACE:
      put (apply->boxes, change->parent);
      break;
    case RV_KIND_SCHEMA:
    case RV_KIND_TAG:
      apply->everything = TRUE;
      break;
    case RV_KIND_DIAGRAM:
      apply->everything = apply->everything || change->id == apply->scene->diagram;
      break;
    default:
      break;
    }
}

static void
note_changes (Apply *apply, const GArray *changes)
{
  RvId home = rv_scene_find_home_schema (apply->scene->model);
  GHashTableIter iter;
  gpointer id;

  RvSceneView before = apply->scene->view;

  if (!apply->scene->has_own_view)
    apply->scene->view = rv_scene_view_of (apply->scene->model, apply->scene->diagram);
  if (before.crossings != apply->scene->view.crossings || before.labels != apply->scene->view.labels)
    apply->all_lines = TRUE;
  for (guint i = 0; i < changes->len; i++)
    note_change (apply, &g_array_index (changes, RvChange, i));
  if (home != apply->scene->home_schema)
    apply->everything = TRUE;
  apply->scene->home_schema = home;
  g_hash_table_iter_init (&iter, apply->scene->dragged);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      put (apply->boxes, *(RvId *) id);
      put (apply->others, *(RvId *) id);
    }
  g_hash_table_remove_all (apply->scene->dragged);
}

/* ---- boxes ---------------------------------------------------------------------------------- */

static void
remove_lines_at (Apply *apply, const RvSceneBox *box)
{
  const GPtrArray *lines = apply->scene->lines;

  for (guint i = lines->len; i-- > 0;)
    {
      const RvSceneLine *line = g_ptr_array_index (lines, i);
      RvId id = line->id, holder = line->from->object;

      if (line->from != box && line->to != box)
        continue;
      rv_crossings_note (apply->scene, line, apply->scene->recrossed);
      rv_scene_remove_item (apply->scene, RV_ITEM_LINE, id);
      tell (apply, RV_ITEM_LINE, RV_SCENE_REMOVED, id);
      put (apply->holders, holder);
    }
}

static void
remove_box (Apply *apply, RvSceneBox *box)
{
  RvId id = box->id;

  remove_lines_at (apply, box);
  rv_scene_note_holders (apply->scene, box->object, apply->holders);
  g_ptr_array_remove (apply->touched, box);
  rv_scene_remove_item (apply->scene, RV_ITEM_BOX, id);
  tell (apply, RV_ITEM_BOX, RV_SCENE_REMOVED, id);
  apply->is_regrouped = TRUE;
}

static void
add_box (Apply *apply, const RvBox *row)
{
  RvSceneBox *older = rv_scene_box_of (apply->scene, row->object_id);
  RvSceneBox *box = rv_scene_box_new (apply->scene, row->object.id, row->object_id);

  if (older != NULL && row->object.id < older->id)
    remove_lines_at (apply, older);
  rv_scene_add_box (apply->scene, box);
  g_ptr_array_add (apply->touched, box);
  rv_scene_note_holders (apply->scene, box->object, apply->holders);
  tell (apply, RV_ITEM_BOX, RV_SCENE_ADDED, box->id);
  apply->is_regrouped = TRUE;
}

/* Reads the box again and keeps its struct where it is. */
static void
refresh_box (Apply *apply, RvSceneBox *box)
{
  RvSceneBox *fresh = rv_scene_box_new (apply->scene, box->id, box->object);
  gboolean looks_same = rv_scene_box_looks_like (box, fresh);
  gboolean is_moved = apply->scene->diagram != 0 && (box->rect.x != fresh->rect.x || box->rect.y != fresh->rect.y);
  RvRect rect = fresh->rect;

  if (apply->scene->diagram == 0)
    rect.x = box->rect.x, rect.y = box->rect.y;
  rv_scene_note_holders (apply->scene, box->object, apply->holders);
  if (is_moved || box->rect.width != rect.width || box->rect.height != rect.height)
    {
      g_ptr_array_add (apply->touched, box);
      rv_scene_move_box (apply->scene, box, rect);
    }
  if (!looks_same)
    {
      rv_scene_box_swap_contents (box, fresh);
      apply->is_regrouped = TRUE;
      tell (apply, RV_ITEM_BOX, RV_SCENE_CHANGED, box->id);
    }
  else if (is_moved)
    tell (apply, RV_ITEM_BOX, RV_SCENE_MOVED, box->id);
  rv_scene_box_free (fresh);
}

static void
sync_box_row (Apply *apply, RvId id)
{
  RvSceneBox *box = g_hash_table_lookup (apply->scene->items, &id);
  const RvBox *row = rv_model_get_kind (apply->scene->model, id, RV_KIND_BOX);

  if (row != NULL && (row->diagram_id != apply->scene->diagram || g_hash_table_contains (apply->scene->junctions, &row->object_id)))
    row = NULL;
  if (box != NULL && (row == NULL || row->object_id != box->object))
    {
      remove_box (apply, box);
      box = NULL;
    }
  if (row != NULL && box == NULL)
    add_box (apply, row);
}

static void
sync_boxes (Apply *apply)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, apply->boxes);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (apply->others, id) || rv_model_get_kind (apply->scene->model, *(RvId *) id, RV_KIND_BOX) != NULL)
      sync_box_row (apply, *(RvId *) id);
  for (guint i = apply->scene->boxes->len; i-- > 0;)
    {
      RvSceneBox *box = g_ptr_array_index (apply->scene->boxes, i);

      if (rv_model_get (apply->scene->model, box->object) == NULL)
        remove_box (apply, box);
      else if (apply->everything || g_hash_table_contains (apply->objects, &box->object)
               || g_hash_table_contains (apply->boxes, &box->id))
        refresh_box (apply, box);
    }
}

/* ---- lines ---------------------------------------------------------------------------------- */

static void
touch (Apply *apply, RvSceneBox *box)
{
  if (!g_ptr_array_find (apply->touched, box, NULL))
    g_ptr_array_add (apply->touched, box);
}

/* RvId * (in the link) -> RvLink: all lines of the holders as they should be. */
static GHashTable *
find_wanted (Apply *apply, GArray *links)
{
  GHashTable *wanted = g_hash_table_new (g_int64_hash, g_int64_equal);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, apply->holders);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (rv_scene_box_of (apply->scene, *(RvId *) id) != NULL)
      rv_scene_links_from (apply->scene, *(RvId *) id, links);
  for (guint i = 0; i < links->len; i++)
    g_hash_table_add (wanted, &g_array_index (links, RvLink, i));
  return wanted;
}

/* @link: (nullable): the line goes. */
static void
sync_line (Apply *apply, RvSceneLine *line, const RvLink *link)
{
  RvId id = line->id;

  if (link == NULL)
    {
      rv_crossings_note (apply->scene, line, apply->scene->recrossed);
      rv_scene_remove_item (apply->scene, RV_ITEM_LINE, id);
      tell (apply, RV_ITEM_LINE, RV_SCENE_REMOVED, id);
      apply->is_regrouped = TRUE;
      return;
    }
  if (!rv_scene_line_fill (apply->scene, line, link))
    return;
  apply->is_regrouped = TRUE;
  g_ptr_array_add (apply->lines, line);
  touch (apply, line->from);
}

static void
add_line (Apply *apply, const RvLink *link)
{
  RvSceneLine *line = rv_scene_line_new (apply->scene, link);

  rv_scene_add_line (apply->scene, line);
  tell (apply, RV_ITEM_LINE, RV_SCENE_ADDED, line->id);
  touch (apply, line->from);
  apply->is_regrouped = TRUE;
}

static void
sync_lines (Apply *apply)
{
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (RvLink));
  g_autoptr (GHashTable) wanted = NULL;
  GHashTableIter iter;
  gpointer link;

  if (g_hash_table_size (apply->holders) == 0)
    return;
  wanted = find_wanted (apply, links);
  for (guint i = apply->scene->lines->len; i-- > 0;)
    {
      RvSceneLine *line = apply->scene->lines->pdata[i];

      if (!g_hash_table_contains (apply->holders, &line->from->object))
        continue;
      link = g_hash_table_lookup (wanted, &line->id);
      g_hash_table_remove (wanted, &line->id);
      sync_line (apply, line, link);
    }
  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &link, NULL))
    add_line (apply, link);
}

/* ---- areas and notes ------------------------------------------------------------------------ */

static void
sync_area (Apply *apply, RvId id, const RvArea *row)
{
  RvSceneArea *area = g_hash_table_lookup (apply->scene->items, &id);
  RvSceneArea *fresh = rv_scene_area_new (row);

  if (area == NULL)
    {
      rv_scene_add_area (apply->scene, fresh);
      tell (apply, RV_ITEM_AREA, RV_SCENE_ADDED, id);
      return;
    }
  g_free (area->title);
  g_free (area->color);
  *area = *fresh;
  g_free (fresh);
  tell (apply, RV_ITEM_AREA, RV_SCENE_CHANGED, id);
}

static void
sync_note (Apply *apply, RvId id, const RvNote *row)
{
  RvSceneNote *note = g_hash_table_lookup (apply->scene->items, &id);
  RvSceneNote *fresh = rv_scene_note_new (row);

  if (note == NULL)
    {
      rv_scene_add_note (apply->scene, fresh);
      tell (apply, RV_ITEM_NOTE, RV_SCENE_ADDED, id);
      return;
    }
  g_free (note->text);
  g_free (note->color);
  *note = *fresh;
  g_free (fresh);
  tell (apply, RV_ITEM_NOTE, RV_SCENE_CHANGED, id);
}

static void
drop_other (Apply *apply, RvId id)
{
  RvScene *scene = apply->scene;
  gpointer item = g_hash_table_lookup (scene->items, &id);
  RvSceneItem type;

  if (g_ptr_array_find (scene->areas, item, NULL))
    type = RV_ITEM_AREA;
  else if (g_ptr_array_find (scene->notes, item, NULL))
    type = RV_ITEM_NOTE;
  else
    return;
  rv_scene_remove_item (scene, type, id);
  tell (apply, type, RV_SCENE_REMOVED, id);
}

static void
sync_others (Apply *apply)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, apply->others);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      RvId id = *(RvId *) key;
      const RvObject *object = rv_model_get (apply->scene->model, id);

      if (object == NULL)
        drop_other (apply, id);
      else if (object->kind == RV_KIND_AREA && ((const RvArea *) object)->diagram_id == apply->scene->diagram)
        sync_area (apply, id, (const RvArea *) object);
      else if (object->kind == RV_KIND_NOTE && ((const RvNote *) object)->diagram_id == apply->scene->diagram)
        sync_note (apply, id, (const RvNote *) object);
    }
}

/* ---- all of it ------------------------------------------------------------------------------ */

/* A line may stand in @lines twice: it looks different and runs differently. */
static void
tell_lines (Apply *apply, GPtrArray *lines)
{
  g_autoptr (GHashTable) told = id_set ();

  for (guint i = 0; i < apply->out->len; i++)
    {
      const RvSceneChange *change = &g_array_index (apply->out, RvSceneChange, i);

      if (change->item == RV_ITEM_LINE && change->verb == RV_SCENE_ADDED)
        put (told, change->id);
    }
  for (guint i = 0; i < lines->len; i++)
    {
      RvId id = ((const RvSceneLine *) g_ptr_array_index (lines, i))->id;

      if (!g_hash_table_contains (told, &id))
        tell (apply, RV_ITEM_LINE, RV_SCENE_CHANGED, id);
      put (told, id);
    }
}

/* Lines that jump over others now, or no longer. */
static void
add_recrossed (Apply *apply)
{
  RvScene *scene = apply->scene;
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, scene->recrossed);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      RvSceneLine *line = rv_scene_line (scene, *(RvId *) id);

      if (line != NULL)
        g_ptr_array_add (apply->lines, line);
    }
  g_hash_table_remove_all (scene->recrossed);
  g_hash_table_remove_all (scene->loose);
}

static void
route (Apply *apply)
{
  if (apply->is_regrouped)
    {
      rv_scene_sort (apply->scene);
      rv_scene_set_ports (apply->scene, apply->touched);
      rv_scene_drop_routes (apply->scene);
    }
  if (apply->is_regrouped || apply->touched->len > 0 || apply->lines->len > 0)
    rv_scene_route (apply->scene, apply->touched, apply->lines);
  add_recrossed (apply);
  if (apply->all_lines)
    g_ptr_array_extend (apply->lines, apply->scene->lines, NULL, NULL);
  tell_lines (apply, apply->lines);
}

static void
apply_begin (Apply *apply, RvScene *scene)
{
  *apply = (Apply) {
    .scene = scene,
    .objects = id_set (),
    .holders = id_set (),
    .boxes = id_set (),
    .others = id_set (),
    .touched = g_ptr_array_new (),
    .lines = g_ptr_array_new (),
    .out = g_array_new (FALSE, FALSE, sizeof (RvSceneChange)),
  };
}

static GArray *
apply_end (Apply *apply)
{
  g_hash_table_unref (apply->objects);
  g_hash_table_unref (apply->holders);
  g_hash_table_unref (apply->boxes);
  g_hash_table_unref (apply->others);
  g_ptr_array_unref (apply->touched);
  g_ptr_array_unref (apply->lines);
  return apply->out;
}

GArray *
rv_scene_apply (RvScene *scene, const GArray *changes)
{
  gboolean was_chen = rv_chen_applies (scene);
  Apply apply;

  apply_begin (&apply, scene);
  note_changes (&apply, changes);
  if (was_chen || rv_chen_applies (scene) || rv_junctions_differ (scene, apply.objects))
    {
      g_array_unref (apply_end (&apply));
      return rv_scene_remake (scene);
    }
  sync_boxes (&apply);
  sync_lines (&apply);
  sync_others (&apply);
  route (&apply);
  return apply_end (&apply);
}

/* ---- drags ---------------------------------------------------------------------------------- */

static void
drag_box (Apply *apply, RvSceneBox *box, const RvBox *row, double dx, double dy)
{
  double x, y;

  rv_box_place (apply->scene->model, row, apply->scene->view.notation, &x, &y);
  x = rv_scene_coordinate (rv_scene_coordinate (x) + dx);
  y = rv_scene_coordinate (rv_scene_coordinate (y) + dy);
  if (box->rect.x == x && box->rect.y == y)
    return;
  rv_scene_move_box (apply->scene, box, (RvRect) { x, y, box->rect.width, box->rect.height });
  g_ptr_array_add (apply->touched, box);
  tell (apply, RV_ITEM_BOX, RV_SCENE_MOVED, box->id);
}

static void
drag_rect (Apply *apply, RvSceneItem item, RvId id, RvRect *rect, double x, double y)
{
  rect->x = rv_scene_coordinate (x);
  rect->y = rv_scene_coordinate (y);
  tell (apply, item, RV_SCENE_MOVED, id);
}

static void
drag_item (Apply *apply, RvId id, double dx, double dy)
{
  gpointer item = g_hash_table_lookup (apply->scene->items, &id);
  const RvObject *object = rv_model_get (apply->scene->model, id);

  if (item == NULL || object == NULL)
    return;
  put (apply->scene->dragged, id);
  if (object->kind == RV_KIND_BOX)
    drag_box (apply, item, (const RvBox *) object, dx, dy);
  else if (object->kind == RV_KIND_AREA)
    drag_rect (apply, RV_ITEM_AREA, id, &((RvSceneArea *) item)->rect, ((const RvArea *) object)->x + dx, ((const RvArea *) object)->y + dy);
  else if (object->kind == RV_KIND_NOTE)
    drag_rect (apply, RV_ITEM_NOTE, id, &((RvSceneNote *) item)->rect, ((const RvNote *) object)->x + dx, ((const RvNote *) object)->y + dy);
}

/* What was made rides along. */
static void
follow (Apply *apply)
{
  g_autoptr (GPtrArray) moved = g_ptr_array_new ();

  rv_chen_follow (apply->scene, moved, apply->lines);
  for (guint i = 0; i < moved->len; i++)
    tell (apply, RV_ITEM_BOX, RV_SCENE_MOVED, ((const RvSceneBox *) moved->pdata[i])->id);
}

GArray *
rv_scene_set_offset (RvScene *scene, const RvId *ids, guint n_ids, double dx, double dy)
{
  Apply apply;

  apply_begin (&apply, scene);
  for (guint i = 0; i < n_ids; i++)
    drag_item (&apply, ids[i], dx, dy);
  if (apply.touched->len > 0 && rv_chen_applies (scene))
    follow (&apply);
  else if (apply.touched->len > 0)
    rv_scene_route_drag (scene, apply.touched, apply.lines);
  tell_lines (&apply, apply.lines);
  return apply_end (&apply);
}

GArray *
rv_scene_show_points (RvScene *scene, RvId id, const RvPoint *points, guint n_points)
{
  GArray *told = g_array_new (FALSE, FALSE, sizeof (RvSceneChange));
  RvSceneLine *line = rv_scene_line (scene, id);
  RvSceneChange change = { RV_ITEM_LINE, RV_SCENE_CHANGED, id };

  if (line != NULL && rv_scene_line_set_points (scene, line, points, n_points))
    g_array_append_val (told, change);
  return told;
}
