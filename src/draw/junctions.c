/* Tells tables that only link others from those that are things of their own. */
#include "draw/junctions.h"

#include <string.h>

gboolean
rv_junction_has_key (RvScene *scene, const RvForeignKey *key)
{
  return rv_model_cardinality (scene->model, key).is_identifying;
}

guint
rv_junction_count_parts (RvScene *scene, RvId parent, RvKind kind)
{
  g_autoptr (GPtrArray) parts = rv_model_children (scene->model, parent, kind);

  return parts->len;
}

guint
rv_junction_count_key_columns (RvScene *scene, RvId table, guint *n_own)
{
  g_autoptr (GPtrArray) columns = rv_model_children (scene->model, table, RV_KIND_COLUMN);
  guint n = 0;

  *n_own = 0;
  for (guint i = 0; i < columns->len; i++)
    {
      RvColumnMarks marks = rv_model_column_marks (scene->model, g_ptr_array_index (columns, i));

      n += marks & RV_COLUMN_PRIMARY ? 1 : 0;
      *n_own += (marks & RV_COLUMN_PRIMARY) && !(marks & RV_COLUMN_FOREIGN) ? 1 : 0;
    }
  return n;
}

static gboolean
is_referenced (RvScene *scene, RvId table)
{
  const GPtrArray *referrers = rv_model_referrers (scene->model, table);

  for (guint i = 0; referrers != NULL && i < referrers->len; i++)
    {
      const RvForeignKey *key = g_ptr_array_index (referrers, i);

      if (key->object.kind == RV_KIND_FOREIGN_KEY && key->referenced_table_id == table)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_box (RvScene *scene, RvId table)
{
  const GPtrArray *referrers = rv_model_referrers (scene->model, table);

  if (scene->diagram == 0)
    return TRUE;
  for (guint i = 0; referrers != NULL && i < referrers->len; i++)
    {
      const RvBox *box = g_ptr_array_index (referrers, i);

      if (box->object.kind == RV_KIND_BOX && box->diagram_id == scene->diagram)
        return TRUE;
    }
  return FALSE;
}

gboolean
rv_junction_applies (RvScene *scene, RvId table)
{
  g_autoptr (GPtrArray) keys = rv_model_children (scene->model, table, RV_KIND_FOREIGN_KEY);
  guint n_linked = 0, n_columns = 0, n_own, n_key = rv_junction_count_key_columns (scene, table, &n_own);

  if (keys->len < 2 || n_own > 0 || is_referenced (scene, table))
    return FALSE;
  for (guint i = 0; i < keys->len; i++)
    {
      const RvForeignKey *key = g_ptr_array_index (keys, i);

      if (!rv_junction_has_key (scene, key))
        continue;
      if (!has_box (scene, key->referenced_table_id) || key->referenced_table_id == table)
        return FALSE;
      n_linked++;
      n_columns += rv_junction_count_parts (scene, key->object.id, RV_KIND_FOREIGN_KEY_COLUMN);
    }
  return n_linked >= 2 && n_columns == n_key;
}

/* ---- what the conceptual level draws as lines --------------------------------------------------- */

/* Says when a row came or was changed, and is filled in by itself. */
static gboolean
keeps_house (const RvColumn *column)
{
  return column->default_value != NULL && column->type != NULL
         && (g_str_has_prefix (column->type, "timestamp") || strcmp (column->type, "date") == 0);
}

static gboolean
says_more (RvScene *scene, RvId table)
{
  g_autoptr (GPtrArray) columns = rv_model_children (scene->model, table, RV_KIND_COLUMN);

  for (guint i = 0; i < columns->len; i++)
    if (!(rv_model_column_marks (scene->model, columns->pdata[i]) & RV_COLUMN_FOREIGN) && !keeps_house (columns->pdata[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_kin (RvScene *scene, const RvTable *table)
{
  return table->partition_of_id != 0 || table->partition_strategy != RvPartitionStrategy_NONE
         || rv_junction_count_parts (scene, table->object.id, RV_KIND_INHERITANCE) > 0;
}

/* @shown: ids of what the scene shows at other levels. */
static gboolean
is_pure (RvScene *scene, RvId id, GHashTable *shown)
{
  const RvTable *table = rv_model_get_kind (scene->model, id, RV_KIND_TABLE);
  g_autoptr (GPtrArray) keys = NULL;
  guint n_own, n_columns = 0, n_key;

  if (table == NULL || is_kin (scene, table))
    return FALSE;
  keys = rv_model_children (scene->model, id, RV_KIND_FOREIGN_KEY);
  for (guint i = 0; keys->len == 2 && i < 2; i++)
    {
      const RvForeignKey *key = keys->pdata[i];

      if (!rv_junction_has_key (scene, key) || key->referenced_table_id == id
          || !g_hash_table_contains (shown, &key->referenced_table_id))
        return FALSE;
      n_columns += rv_junction_count_parts (scene, key->object.id, RV_KIND_FOREIGN_KEY_COLUMN);
    }
  n_key = rv_junction_count_key_columns (scene, id, &n_own);
  return keys->len == 2 && n_own == 0 && n_columns == n_key && !is_referenced (scene, id) && !says_more (scene, id);
}

static GHashTable *
id_set (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

static void
put (GHashTable *set, RvId id)
{
  g_hash_table_add (set, g_memdup2 (&id, sizeof id));
}

/* What the scene shows where no line stands for anything. */
static GHashTable *
find_shown (RvScene *scene)
{
  g_autoptr (GPtrArray) boxes = scene->diagram != 0 ? rv_model_children (scene->model, scene->diagram, RV_KIND_BOX) : NULL;
  GHashTable *shown = id_set ();

  for (guint i = 0; boxes != NULL && i < boxes->len; i++)
    put (shown, ((const RvBox *) boxes->pdata[i])->object_id);
  for (guint i = 0; boxes == NULL && i < scene->objects->len; i++)
    put (shown, g_array_index (scene->objects, RvId, i));
  return shown;
}

GHashTable *
rv_junctions_find (RvScene *scene)
{
  GHashTable *found = id_set ();
  g_autoptr (GHashTable) shown = NULL;
  GHashTableIter iter;
  gpointer id;

  if (scene->view.level != RvViewLevel_CONCEPTUAL || scene->view.notation == RvNotation_CHEN)
    return found;
  shown = find_shown (scene);
  g_hash_table_iter_init (&iter, shown);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (is_pure (scene, *(RvId *) id, shown))
      put (found, *(RvId *) id);
  return found;
}

gboolean
rv_junctions_differ (RvScene *scene, GHashTable *changed)
{
  g_autoptr (GHashTable) found = rv_junctions_find (scene);
  gboolean differ = g_hash_table_size (found) != g_hash_table_size (scene->junctions);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, found);
  while (!differ && g_hash_table_iter_next (&iter, &id, NULL))
    differ = !g_hash_table_contains (scene->junctions, id) || g_hash_table_contains (changed, id);
  return differ;
}
