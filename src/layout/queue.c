/* A radix heap. */
#include "layout/queue.h"

void
rv_queue_init (RvQueue *queue)
{
  for (guint i = 0; i < 33; i++)
    queue->buckets[i] = g_array_new (FALSE, FALSE, sizeof (RvQueued));
  queue->last = 0;
}

void
rv_queue_free (RvQueue *queue)
{
  for (guint i = 0; i < 33; i++)
    g_array_unref (queue->buckets[i]);
}

void
rv_queue_clear (RvQueue *queue)
{
  for (guint i = 0; i < 33; i++)
    g_array_set_size (queue->buckets[i], 0);
  queue->last = 0;
}

static guint
bucket_of (const RvQueue *queue, guint32 cost)
{
  guint32 difference = cost ^ queue->last;

  return difference == 0 ? 0 : 32 - (guint) __builtin_clz (difference);
}

void
rv_queue_add (RvQueue *queue, guint32 cost, guint32 item)
{
  RvQueued entry = { MAX (cost, queue->last), item };

  g_array_append_val (queue->buckets[bucket_of (queue, entry.cost)], entry);
}

/* Makes bucket 0 hold the cheapest of bucket @from. */
static void
spread (RvQueue *queue, guint from)
{
  GArray *bucket = queue->buckets[from];
  guint32 least = G_MAXUINT32;

  for (guint i = 0; i < bucket->len; i++)
    least = MIN (least, g_array_index (bucket, RvQueued, i).cost);
  queue->last = least;
  for (guint i = 0; i < bucket->len; i++)
    {
      RvQueued entry = g_array_index (bucket, RvQueued, i);

      g_array_append_val (queue->buckets[bucket_of (queue, entry.cost)], entry);
    }
  g_array_set_size (bucket, 0);
}

gboolean
rv_queue_take (RvQueue *queue, RvQueued *entry)
{
  GArray *cheapest = queue->buckets[0];

  if (cheapest->len == 0)
    {
      guint from = 1;

      while (from < 33 && queue->buckets[from]->len == 0)
        from++;
      if (from == 33)
        return FALSE;
      spread (queue, from);
    }
  *entry = g_array_index (cheapest, RvQueued, cheapest->len - 1);
  g_array_set_size (cheapest, cheapest->len - 1);
  return TRUE;
}
