/* The buckets of a radix heap. */
#include "layout/queue.h"

void
rv_queue_free (RvQueue *queue)
{
  for (guint i = 0; i < 33; i++)
    g_free (queue->buckets[i].entries);
}

void
rv_queue_clear (RvQueue *queue)
{
  for (guint i = 0; i < 33; i++)
    queue->buckets[i].n = 0;
  queue->last = 0;
}

void
rv_queue_grow (RvQueueBucket *bucket)
{
  bucket->room = MAX (64, bucket->room * 2);
  bucket->entries = g_renew (RvQueued, bucket->entries, bucket->room);
}

/* Makes bucket 0 hold the cheapest of @bucket. */
static void
spread (RvQueue *queue, RvQueueBucket *bucket)
{
  guint32 least = G_MAXUINT32;

  for (guint i = 0; i < bucket->n; i++)
    least = MIN (least, bucket->entries[i].cost);
  queue->last = least;
  for (guint i = 0; i < bucket->n; i++)
    rv_queue_add (queue, bucket->entries[i].cost, bucket->entries[i].item);
  bucket->n = 0;
}

gboolean
rv_queue_take (RvQueue *queue, RvQueued *entry)
{
  RvQueueBucket *cheapest = &queue->buckets[0];

  if (cheapest->n == 0)
    {
      guint from = 1;

      while (from < 33 && queue->buckets[from].n == 0)
        from++;
      if (from == 33)
        return FALSE;
      spread (queue, &queue->buckets[from]);
    }
  *entry = cheapest->entries[--cheapest->n];
  return TRUE;
}
