/* A list of places with a mark in it. */
#include "canvas/trail.h"

#include <math.h>

#define MOST 100

struct _RvTrail {
  GArray *visits;   /* RvVisit */
  guint at;         /* the place where the person is; nothing when there are none */
};

RvTrail *
rv_trail_new (void)
{
  RvTrail *trail = g_new0 (RvTrail, 1);

  trail->visits = g_array_new (FALSE, FALSE, sizeof (RvVisit));
  return trail;
}

void
rv_trail_free (RvTrail *trail)
{
  g_array_unref (trail->visits);
  g_free (trail);
}

void
rv_trail_clear (RvTrail *trail)
{
  g_array_set_size (trail->visits, 0);
  trail->at = 0;
}

static RvVisit *
visit_at (RvTrail *trail, guint index)
{
  return &g_array_index (trail->visits, RvVisit, index);
}

/* Half of what is seen is still in sight, at about the same size. */
static gboolean
is_near (const RvVisit *a, const RvVisit *b)
{
  double dx = fabs (a->x + a->width / 2 - b->x - b->width / 2), dy = fabs (a->y + a->height / 2 - b->y - b->height / 2);

  return a->diagram == b->diagram && a->zoom < b->zoom * 1.6 && b->zoom < a->zoom * 1.6 && dx < MIN (a->width, b->width) / 2
         && dy < MIN (a->height, b->height) / 2;
}

void
rv_trail_visit (RvTrail *trail, const RvVisit *visit)
{
  if (trail->visits->len > 0 && is_near (visit_at (trail, trail->at), visit))
    {
      *visit_at (trail, trail->at) = *visit;
      return;
    }
  if (trail->visits->len > 0)
    g_array_set_size (trail->visits, trail->at + 1);
  g_array_append_val (trail->visits, *visit);
  if (trail->visits->len > MOST)
    g_array_remove_index (trail->visits, 0);
  trail->at = trail->visits->len - 1;
}

gboolean
rv_trail_can_step (RvTrail *trail, int direction)
{
  return direction < 0 ? trail->at > 0 : trail->at + 1 < trail->visits->len;
}

const RvVisit *
rv_trail_step (RvTrail *trail, int direction)
{
  if (!rv_trail_can_step (trail, direction))
    return NULL;
  trail->at = direction < 0 ? trail->at - 1 : trail->at + 1;
  return visit_at (trail, trail->at);
}

void
rv_trail_drop (RvTrail *trail, RvId diagram)
{
  for (guint i = trail->visits->len; i-- > 0;)
    if (visit_at (trail, i)->diagram == diagram)
      {
        g_array_remove_index (trail->visits, i);
        if (trail->at > 0 && trail->at >= i)
          trail->at--;
      }
}
