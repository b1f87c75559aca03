/* A breadth-first walk over foreign keys. */
#include "model/join-path.h"

typedef struct {
  RvId table;
  RvJoinStep step;     /* that led here */
} Stop;

static void
stop_free (gpointer stop)
{
  g_free (stop);
}

static const RvForeignKey *
foreign_key_at (const GPtrArray *referrers, guint index)
{
  const RvObject *object = referrers->pdata[index];

  return object->kind == RV_KIND_FOREIGN_KEY ? (const RvForeignKey *) object : NULL;
}

static void
arrive (GHashTable *stops, GQueue *queue, const RvForeignKey *key, RvId from, RvId to)
{
  Stop *stop;

  if (to == 0 || g_hash_table_contains (stops, &to))
    return;
  stop = g_new0 (Stop, 1);
  *stop = (Stop) { to, { key, from, to } };
  g_hash_table_insert (stops, &stop->table, stop);
  g_queue_push_tail (queue, stop);
}

/* First to what the table references, then to what references it. */
static void
leave (RvModel *model, GHashTable *stops, GQueue *queue, RvId table)
{
  const GPtrArray *referrers = rv_model_referrers (model, table);
  const RvForeignKey *key;

  for (guint i = 0; referrers != NULL && i < referrers->len; i++)
    if ((key = foreign_key_at (referrers, i)) != NULL && key->table_id == table)
      arrive (stops, queue, key, table, key->referenced_table_id);
  for (guint i = 0; referrers != NULL && i < referrers->len; i++)
    if ((key = foreign_key_at (referrers, i)) != NULL && key->referenced_table_id == table)
      arrive (stops, queue, key, table, key->table_id);
}

static GArray *
trace_back (GHashTable *stops, RvId from, RvId to)
{
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (RvJoinStep));

  while (to != from)
    {
      const Stop *stop = g_hash_table_lookup (stops, &to);

      g_array_prepend_val (steps, stop->step);
      to = stop->step.from;
    }
  return steps;
}

GArray *
rv_join_path (RvModel *model, RvId from, RvId to)
{
  g_autoptr (GHashTable) stops = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, stop_free);
  g_auto (GQueue) queue = G_QUEUE_INIT;

  if (rv_model_get_kind (model, from, RV_KIND_TABLE) == NULL || rv_model_get_kind (model, to, RV_KIND_TABLE) == NULL)
    return NULL;
  arrive (stops, &queue, NULL, 0, from);
  while (!g_queue_is_empty (&queue) && !g_hash_table_contains (stops, &to))
    leave (model, stops, &queue, ((Stop *) g_queue_pop_head (&queue))->table);
  return g_hash_table_contains (stops, &to) ? trace_back (stops, from, to) : NULL;
}

static void
add_id (GHashTable *ids, RvId id)
{
  g_hash_table_add (ids, g_memdup2 (&id, sizeof id));
}

GHashTable *
rv_join_neighbors (RvModel *model, const RvId *tables, guint n_tables)
{
  GHashTable *ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < n_tables; i++)
    {
      const GPtrArray *referrers = rv_model_referrers (model, tables[i]);
      const RvForeignKey *key;

      add_id (ids, tables[i]);
      for (guint j = 0; referrers != NULL && j < referrers->len; j++)
        if ((key = foreign_key_at (referrers, j)) != NULL && (key->table_id == tables[i] || key->referenced_table_id == tables[i]))
          {
            add_id (ids, key->object.id);
            add_id (ids, key->table_id);
            add_id (ids, key->referenced_table_id);
          }
    }
  return ids;
}
