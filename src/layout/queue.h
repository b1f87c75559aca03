/* A queue of numbers by cost, for searches whose costs do not sink: the cheapest comes out first,
 * and of equal ones the one that came last. A radix heap. */
#pragma once

#include <glib.h>

typedef struct {
  guint32 cost;
  guint32 item;
} RvQueued;

typedef struct {
  RvQueued *entries;
  guint n, room;
} RvQueueBucket;

typedef struct {
  RvQueueBucket buckets[33];  /* by the highest bit in which a cost differs from `last` */
  guint32 last;               /* the cost that came out last */
} RvQueue;

void rv_queue_free (RvQueue *queue);
void rv_queue_clear (RvQueue *queue);
void rv_queue_grow (RvQueueBucket *bucket);

/** rv_queue_add: a @cost below that of the entry taken last counts as equal to it. */
static inline void
rv_queue_add (RvQueue *queue, guint32 cost, guint32 item)
{
  guint32 bounded = MAX (cost, queue->last), difference = bounded ^ queue->last;
  RvQueueBucket *bucket = &queue->buckets[difference == 0 ? 0 : 32 - (guint) __builtin_clz (difference)];

  if (bucket->n == bucket->room)
    rv_queue_grow (bucket);
  bucket->entries[bucket->n++] = (RvQueued){ bounded, item };
}

/** rv_queue_take: Returns: whether there was an entry. */
gboolean rv_queue_take (RvQueue *queue, RvQueued *entry);
