/* Follows the model where much depends on much: makes all items anew and tells which look or stand
 * differently. */
#include "draw/scene-chen.h"

#include <string.h>

typedef gboolean (*Compare) (gconstpointer old, gconstpointer fresh, RvSceneVerb *verb);

static gboolean
compare_boxes (gconstpointer old, gconstpointer fresh, RvSceneVerb *verb)
{
  const RvSceneBox *one = old, *other = fresh;

  *verb = rv_scene_box_looks_like (one, other) ? RV_SCENE_MOVED : RV_SCENE_CHANGED;
  return *verb == RV_SCENE_CHANGED || one->rect.x != other->rect.x || one->rect.y != other->rect.y;
}

static gboolean
compare_lines (gconstpointer old, gconstpointer fresh, RvSceneVerb *verb)
{
  const RvSceneLine *one = old, *other = fresh;

  *verb = RV_SCENE_CHANGED;
  return one->n_points != other->n_points || one->is_double != other->is_double || one->from_end != other->from_end
         || one->to_end != other->to_end || one->is_identifying != other->is_identifying || g_strcmp0 (one->label, other->label) != 0
         || g_strcmp0 (one->color, other->color) != 0
         || (one->n_points > 0 && memcmp (one->points, other->points, one->n_points * sizeof (RvPoint)) != 0);
}

/* Areas and notes are few. */
static gboolean
compare_papers (gconstpointer old, gconstpointer fresh, RvSceneVerb *verb)
{
  *verb = RV_SCENE_CHANGED;
  return TRUE;
}

static void
add_change (GArray *out, RvSceneItem item, RvSceneVerb verb, RvId id)
{
  RvSceneChange change = { item, verb, id };

  g_array_append_val (out, change);
}

/* Every item begins with its id. */
static void
tell (const GPtrArray *old, const GPtrArray *fresh, RvSceneItem item, Compare compare, GArray *out)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < old->len; i++)
    g_hash_table_insert (known, g_ptr_array_index (old, i), g_ptr_array_index (old, i));
  for (guint i = 0; i < fresh->len; i++)
    {
      gpointer one = g_ptr_array_index (fresh, i), before = g_hash_table_lookup (known, one);
      RvSceneVerb verb = RV_SCENE_ADDED;

      if (before == NULL || compare (before, one, &verb))
        add_change (out, item, verb, *(RvId *) one);
      g_hash_table_remove (known, one);
    }
  for (guint i = 0; i < old->len; i++)
    if (g_hash_table_contains (known, g_ptr_array_index (old, i)))
      add_change (out, item, RV_SCENE_REMOVED, *(RvId *) g_ptr_array_index (old, i));
}

GArray *
rv_scene_remake (RvScene *scene)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (RvSceneChange));
  RvSceneView view = scene->view;
  gboolean has_own_view = scene->has_own_view;
  RvScene *fresh = rv_scene_copy (scene);
  RvScene kept;

  rv_scene_route (fresh, NULL, NULL);
  kept = *scene;
  *scene = *fresh;
  *fresh = kept;
  scene->view = view;
  scene->has_own_view = has_own_view;
  tell (fresh->boxes, scene->boxes, RV_ITEM_BOX, compare_boxes, out);
  tell (fresh->lines, scene->lines, RV_ITEM_LINE, compare_lines, out);
  tell (fresh->areas, scene->areas, RV_ITEM_AREA, compare_papers, out);
  tell (fresh->notes, scene->notes, RV_ITEM_NOTE, compare_papers, out);
  rv_scene_free (fresh);
  return out;
}
