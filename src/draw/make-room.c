/* Pushes boxes out of the way of those that grew. */
#include "draw/make-room.h"

#include "draw/arrange.h"
#include "draw/scene.h"
#include "model/box-place.h"

#define GAP 24           /* to what is pushed */
#define TOUCH 4          /* nearer than this is covered */
#define MAX_PUSHES 20000

typedef struct {
  RvId box;
  RvRect rect;
  gboolean is_locked;
  gboolean is_waiting; /* to push others */
} Place;

/* A table's box changes its size with its columns' names and types, and its own name. */
static RvId
grown_table (const RvChange *change)
{
  const guint64 column = G_GUINT64_CONSTANT (1) << RV_FIELD_INDEX (RvColumn_name) | G_GUINT64_CONSTANT (1) << RV_FIELD_INDEX (RvColumn_type);
  const guint64 table = G_GUINT64_CONSTANT (1) << RV_FIELD_INDEX (RvTable_name);

  if (change->kind == RV_KIND_COLUMN && (change->type == RV_CHANGE_INSERTED || (change->type == RV_CHANGE_UPDATED && (change->fields & column))))
    return change->parent;
  return change->kind == RV_KIND_TABLE && change->type == RV_CHANGE_UPDATED && (change->fields & table) ? change->id : 0;
}

static void
add_box (const RvBox *box, GHashTable *diagrams)
{
  gpointer diagram = GSIZE_TO_POINTER (box->diagram_id);

  if (!g_hash_table_contains (diagrams, diagram))
    g_hash_table_insert (diagrams, diagram, g_hash_table_new (NULL, NULL));
  g_hash_table_add (g_hash_table_lookup (diagrams, diagram), GSIZE_TO_POINTER (box->object.id));
}

/* Adds to @diagrams (RvId -> set of RvId of boxes) where @table has boxes. */
static void
add_boxes (RvModel *model, RvId table, GHashTable *diagrams)
{
  const GPtrArray *referrers = rv_model_referrers (model, table);

  for (guint i = 0; referrers != NULL && i < referrers->len; i++)
    if (((const RvObject *) referrers->pdata[i])->kind == RV_KIND_BOX)
      add_box (referrers->pdata[i], diagrams);
}

/* A diagram that shows things in another way has other sizes of all its boxes; one that was unfolded is larger. */
static void
add_shown (RvModel *model, const RvChange *change, GHashTable *diagrams)
{
  const guint64 view = G_GUINT64_CONSTANT (1) << RV_FIELD_INDEX (RvDiagram_notation)
                       | G_GUINT64_CONSTANT (1) << RV_FIELD_INDEX (RvDiagram_view_level)
                       | G_GUINT64_CONSTANT (1) << RV_FIELD_INDEX (RvDiagram_columns_shown);
  const guint64 folded = G_GUINT64_CONSTANT (1) << RV_FIELD_INDEX (RvBox_is_folded);
  g_autoptr (GPtrArray) boxes = NULL;

  if (change->type != RV_CHANGE_UPDATED)
    return;
  if (change->kind == RV_KIND_BOX && (change->fields & folded))
    add_box (rv_model_get (model, change->id), diagrams);
  if (change->kind != RV_KIND_DIAGRAM || !(change->fields & view))
    return;
  boxes = rv_model_children (model, change->id, RV_KIND_BOX);
  for (guint i = 0; i < boxes->len; i++)
    add_box (boxes->pdata[i], diagrams);
}

static gboolean
covers (const Place *one, const Place *other)
{
  return one->rect.x < other->rect.x + other->rect.width + TOUCH && other->rect.x < one->rect.x + one->rect.width + TOUCH
         && one->rect.y < other->rect.y + other->rect.height + TOUCH && other->rect.y < one->rect.y + one->rect.height + TOUCH;
}

/* Boxes grow down and to the right, so what begins above and left of one was there before it grew. */
static gboolean
push (const Place *by, Place *pushed)
{
  double down = by->rect.y + by->rect.height + GAP - pushed->rect.y;
  double right = by->rect.x + by->rect.width + GAP - pushed->rect.x;

  if (pushed->is_locked || !covers (by, pushed))
    return FALSE;
  if (pushed->rect.y > by->rect.y && (down <= right || pushed->rect.x <= by->rect.x))
    pushed->rect.y += down;
  else if (pushed->rect.x > by->rect.x)
    pushed->rect.x += right;
  else
    return FALSE;
  return TRUE;
}

static void
push_all (GArray *places)
{
  guint n_pushes = 0;

  for (gboolean again = TRUE; again;)
    {
      again = FALSE;
      for (guint i = 0; i < places->len; i++)
        {
          Place *by = &g_array_index (places, Place, i);

          if (!by->is_waiting)
            continue;
          by->is_waiting = FALSE;
          for (guint j = 0; j < places->len && n_pushes < MAX_PUSHES; j++)
            if (j != i && push (by, &g_array_index (places, Place, j)))
              {
                g_array_index (places, Place, j).is_waiting = TRUE;
                again = TRUE;
                n_pushes++;
              }
        }
    }
}

/* Chen's entities bring their attributes along. */
static RvRect
with_halo (const RvSceneBox *box, double share)
{
  double x = box->halo.x * share, y = box->halo.y * share;

  return (RvRect) { box->rect.x - x, box->rect.y - y, box->rect.width + 2 * x, box->rect.height + 2 * y };
}

static GArray *
places_of (RvScene *scene, GHashTable *grown)
{
  const GPtrArray *boxes = rv_scene_boxes (scene);
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));

  for (guint i = 0; i < rv_scene_n_placed (scene); i++)
    {
      const RvSceneBox *box = boxes->pdata[i];
      Place place = { box->id, with_halo (box, 1), box->is_locked, g_hash_table_contains (grown, GSIZE_TO_POINTER (box->id)) };

      g_array_append_val (places, place);
    }
  return places;
}

static void
make_room_in (RvEdit *edit, RvId diagram, GHashTable *grown)
{
  RvModel *model = rv_edit_model (edit);
  g_autoptr (RvScene) scene = NULL;
  g_autoptr (GArray) places = NULL;

  if (rv_scene_view_of (model, diagram).notation == RvNotation_CHEN)
    rv_arrange_diagram (edit, diagram, TRUE);   /* it shares no places with other notations */
  scene = rv_scene_new_unrouted (model, diagram);
  places = places_of (scene, grown);
  push_all (places);
  for (guint i = 0; i < places->len; i++)
    {
      const Place *place = &g_array_index (places, Place, i);
      const RvSceneBox *before = rv_scene_boxes (scene)->pdata[i];
      RvBox *box = rv_model_get_kind (model, place->box, RV_KIND_BOX);

      if (box == NULL || (place->rect.x == with_halo (before, 1).x && place->rect.y == with_halo (before, 1).y))
        continue;
      rv_box_set_place (edit, box, place->rect.x + before->halo.x, place->rect.y + before->halo.y);
    }
}

void
rv_make_room (RvEdit *edit)
{
  g_autoptr (GArray) changes = rv_edit_changes (edit);
  g_autoptr (GHashTable) diagrams = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);
  GHashTableIter iterator;
  gpointer diagram, grown;

  for (guint i = 0; i < changes->len; i++)
    {
      const RvChange *change = &g_array_index (changes, RvChange, i);

      add_boxes (rv_edit_model (edit), grown_table (change), diagrams);
      add_shown (rv_edit_model (edit), change, diagrams);
    }
  g_hash_table_iter_init (&iterator, diagrams);
  while (g_hash_table_iter_next (&iterator, &diagram, &grown))
    make_room_in (edit, (RvId) GPOINTER_TO_SIZE (diagram), grown);
}
