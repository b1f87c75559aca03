/* A queue of numbers by cost, for searches whose costs never sink: the cheapest comes out first,
 * and of equal ones the one that came last. */
#pragma once

#include <glib.h>

typedef struct {
  guint32 cost;
  guint32 item;
} RvQueued;

typedef struct {
  GArray *buckets[33];  /* RvQueued; by the highest bit in which a cost differs from `last` */
  guint32 last;         /* the cost that came out last */
} RvQueue;

void rv_queue_init (RvQueue *queue);
void rv_queue_free (RvQueue *queue);
void rv_queue_clear (RvQueue *queue);

/** rv_queue_add: @cost is at least that of the entry taken last. */
void rv_queue_add (RvQueue *queue, guint32 cost, guint32 item);

/** rv_queue_take: Returns: whether there was an entry. */
gboolean rv_queue_take (RvQueue *queue, RvQueued *entry);
