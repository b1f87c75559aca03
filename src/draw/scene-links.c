/* Finds links in the model. Where a diagram leaves partitions out, the partitioned table stands for them: lines
 * meet it, and foreign keys that only partitions have are drawn from it, those that say the same once. */
#include "draw/scene-links.h"

#include "draw/scene-private.h"

#define MAX_DEPTH 32     /* of partitions of partitions */

RvId
rv_scene_partition_line (RvId partition)
{
  return RV_ID_MAX + partition;
}

/* ---- who stands for whom -------------------------------------------------------------------- */

/* Returns: @object, or the nearest partitioned table above it that the diagram shows, or 0. */
static RvId
shown_for (RvScene *scene, RvId object)
{
  for (guint depth = 0; object != 0 && depth < MAX_DEPTH; depth++)
    {
      const RvTable *table = rv_model_get_kind (scene->model, object, RV_KIND_TABLE);

      if (rv_scene_box_of (scene, object) != NULL)
        return object;
      object = table != NULL ? table->partition_of_id : 0;
    }
  return 0;
}

static void
add_link (GArray *links, RvLineKind kind, RvId id, RvId object, RvId from, RvId to)
{
  RvLink link = { .id = id, .kind = kind, .object = object, .from = from, .to = to };

  g_array_append_val (links, link);
}

/* ---- foreign keys --------------------------------------------------------------------------- */

/* What a foreign key says, by names: equal for those of partitions that say the same. */
static char *
say_key (RvScene *scene, const RvForeignKey *key, RvId to)
{
  g_autoptr (GPtrArray) columns = rv_model_children (scene->model, key->object.id, RV_KIND_FOREIGN_KEY_COLUMN);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%" RV_ID_FORMAT, to);
  for (guint i = 0; i < columns->len; i++)
    {
      const RvForeignKeyColumn *part = columns->pdata[i];
      const RvColumn *column = rv_model_get_kind (scene->model, part->column_id, RV_KIND_COLUMN);

      g_string_append_printf (text, "\n%s", column != NULL ? column->name : "");
    }
  return g_string_free (text, FALSE);
}

/* Adds the foreign keys of @table as lines from @from. @said: what is drawn already -> index in @links. */
static void
add_keys (RvScene *scene, RvId table, RvId from, GHashTable *said, GArray *links)
{
  g_autoptr (GPtrArray) keys = rv_model_children (scene->model, table, RV_KIND_FOREIGN_KEY);

  for (guint i = 0; i < keys->len; i++)
    {
      const RvForeignKey *key = keys->pdata[i];
      RvId to = shown_for (scene, key->referenced_table_id);
      g_autofree char *text = NULL;
      gpointer known;

      if (to == 0)
        continue;
      if (said == NULL)
        {
          add_link (links, RV_LINE_FOREIGN_KEY, key->object.id, key->object.id, from, to);
          continue;
        }
      text = say_key (scene, key, to);
      if (table != from && g_hash_table_lookup_extended (said, text, NULL, &known))
        {
          RvLink *link = &g_array_index (links, RvLink, GPOINTER_TO_UINT (known));

          link->n_alike += link->n_alike > 0;
          continue;
        }
      g_hash_table_replace (said, g_steal_pointer (&text), GUINT_TO_POINTER (links->len));
      add_link (links, RV_LINE_FOREIGN_KEY, key->object.id, key->object.id, from, to);
      g_array_index (links, RvLink, links->len - 1).n_alike = table != from;
    }
}

static gboolean
has_partitions (RvScene *scene, RvId object)
{
  const RvTable *table = rv_model_get_kind (scene->model, object, RV_KIND_TABLE);

  return table != NULL && table->partition_strategy != RvPartitionStrategy_NONE;
}

static void
add_keys_of_hidden (RvScene *scene, RvId table, RvId from, GHashTable *said, GArray *links, guint depth)
{
  const GPtrArray *referrers = rv_model_referrers (scene->model, table);

  for (guint i = 0; depth < MAX_DEPTH && referrers != NULL && i < referrers->len; i++)
    {
      const RvTable *part = referrers->pdata[i];

      if (part->object.kind != RV_KIND_TABLE || part->partition_of_id != table || rv_scene_box_of (scene, part->object.id) != NULL)
        continue;
      add_keys (scene, part->object.id, from, said, links);
      add_keys_of_hidden (scene, part->object.id, from, said, links, depth + 1);
    }
}

static void
add_foreign_keys (RvScene *scene, RvId table, GArray *links)
{
  g_autoptr (GHashTable) said = NULL;

  if (!has_partitions (scene, table))
    {
      add_keys (scene, table, table, NULL, links);
      return;
    }
  said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  add_keys (scene, table, table, said, links);
  add_keys_of_hidden (scene, table, table, said, links, 0);
}

/* ---- kinship ---------------------------------------------------------------------------------- */

static void
add_parents (RvScene *scene, const RvTable *table, GArray *links)
{
  g_autoptr (GPtrArray) parents = rv_model_children (scene->model, table->object.id, RV_KIND_INHERITANCE);
  RvId whole = shown_for (scene, table->partition_of_id);

  for (guint i = 0; i < parents->len; i++)
    {
      const RvInheritance *row = parents->pdata[i];

      if (rv_scene_box_of (scene, row->inherited_id) != NULL)
        add_link (links, RV_LINE_INHERITANCE, row->object.id, row->object.id, table->object.id, row->inherited_id);
    }
  if (whole != 0)
    add_link (links, RV_LINE_PARTITION, rv_scene_partition_line (table->object.id), table->object.id, table->object.id, whole);
}

/* ---- many to many ------------------------------------------------------------------------------ */

/* Lines for tables that are no boxes; each leaves what its first foreign key refers to. */
static void
add_junctions (RvScene *scene, RvId object, GArray *links)
{
  const GPtrArray *referrers = rv_model_referrers (scene->model, object);

  for (guint i = 0; referrers != NULL && g_hash_table_size (scene->junctions) > 0 && i < referrers->len; i++)
    {
      const RvForeignKey *key = referrers->pdata[i];
      g_autoptr (GPtrArray) keys = NULL;

      if (key->object.kind != RV_KIND_FOREIGN_KEY || !g_hash_table_contains (scene->junctions, &key->table_id))
        continue;
      keys = rv_model_children (scene->model, key->table_id, RV_KIND_FOREIGN_KEY);
      if (keys->len == 2 && keys->pdata[0] == key)
        add_link (links, RV_LINE_JUNCTION, key->table_id, key->table_id, object, ((const RvForeignKey *) keys->pdata[1])->referenced_table_id);
    }
}

/* ---- what views read ---------------------------------------------------------------------------- */

static RvId
relation_of (RvScene *scene, RvId target)
{
  const RvObject *object = rv_model_get (scene->model, target);

  if (object != NULL && (object->kind == RV_KIND_COLUMN || object->kind == RV_KIND_VIEW_COLUMN))
    return rv_record_parent (object);
  return target;
}

static void
add_sources (RvScene *scene, RvId view, GArray *links)
{
  g_autoptr (GPtrArray) references = rv_model_children (scene->model, view, RV_KIND_REFERENCE);
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < references->len; i++)
    {
      const RvReference *reference = references->pdata[i];
      RvId to = shown_for (scene, relation_of (scene, reference->target_id));

      if (to != 0 && to != view && g_hash_table_add (known, GSIZE_TO_POINTER (to)))
        add_link (links, RV_LINE_SOURCE, reference->object.id, reference->object.id, view, to);
    }
}

static gboolean
shows_sources (RvScene *scene)
{
  const RvDiagram *diagram = rv_model_get_kind (scene->model, scene->diagram, RV_KIND_DIAGRAM);

  return diagram != NULL && diagram->shows_sources;
}

/* ---- all of them ---------------------------------------------------------------------------------- */

void
rv_scene_links_from (RvScene *scene, RvId object, GArray *links)
{
  const RvObject *holder = rv_model_get (scene->model, object);

  if (holder == NULL)
    return;
  if (holder->kind == RV_KIND_TABLE)
    {
      add_foreign_keys (scene, object, links);
      add_parents (scene, (const RvTable *) holder, links);
      add_junctions (scene, object, links);
    }
  else if (shows_sources (scene))
    add_sources (scene, object, links);
}

static void
put (GHashTable *set, RvId id)
{
  if (id != 0 && !g_hash_table_contains (set, &id))
    g_hash_table_add (set, g_memdup2 (&id, sizeof id));
}

void
rv_scene_note_tables_above (RvScene *scene, RvId object, GHashTable *holders)
{
  for (guint depth = 0; object != 0 && depth < MAX_DEPTH; depth++)
    {
      const RvTable *table = rv_model_get_kind (scene->model, object, RV_KIND_TABLE);

      put (holders, object);
      object = table != NULL ? table->partition_of_id : 0;
    }
}

void
rv_scene_note_holders (RvScene *scene, RvId object, GHashTable *holders)
{
  const GPtrArray *referrers = rv_model_referrers (scene->model, object);

  rv_scene_note_tables_above (scene, object, holders);
  for (guint i = 0; referrers != NULL && i < referrers->len; i++)
    {
      const RvObject *referrer = referrers->pdata[i];

      if (referrer->kind == RV_KIND_FOREIGN_KEY || referrer->kind == RV_KIND_INHERITANCE || referrer->kind == RV_KIND_REFERENCE)
        rv_scene_note_tables_above (scene, rv_record_parent (referrer), holders);
      else if (referrer->kind == RV_KIND_TABLE)
        rv_scene_note_tables_above (scene, referrer->id, holders);
    }
}
