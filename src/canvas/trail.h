/* The places that a person looked at, one after the other, with steps back and forward like those of a web browser. */
#pragma once

#include "base/id.h"

/** RvVisit: a place of a diagram: what is in the top left corner and how large, and how much is seen. */
typedef struct {
  RvId diagram;
  double x, y, zoom;
  double width, height;   /* in pixels at 100 % */
} RvVisit;

typedef struct _RvTrail RvTrail;

RvTrail *rv_trail_new (void);
void rv_trail_free (RvTrail *trail);
void rv_trail_clear (RvTrail *trail);

/** rv_trail_visit: a person is at @visit now. Near the place where the trail is, that just moves; elsewhere it is a new
 * place, and what was ahead is forgotten. */
void rv_trail_visit (RvTrail *trail, const RvVisit *visit);

/** rv_trail_step: goes one place back (-1) or forward (1). Returns: (nullable): where that is; good until the next call. */
const RvVisit *rv_trail_step (RvTrail *trail, int direction);
gboolean rv_trail_can_step (RvTrail *trail, int direction);

/** rv_trail_drop: forgets the places of @diagram, which is gone. */
void rv_trail_drop (RvTrail *trail, RvId diagram);
