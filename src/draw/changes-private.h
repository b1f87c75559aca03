/* What the files that tell and draw changes share. */
#pragma once

#include "draw/changes.h"

struct _RvChanges {
  RvModel *then;
  RvModel *now;
  RvComparison *comparison;
  GPtrArray *list;        /* RvChanged */
  GHashTable *by_id;      /* RvId -> RvChanged */
  RvScene *ghosts;        /* (nullable): the diagram that was drawn last, as it was */
  RvId ghosts_of;         /* … that diagram, or 0 */
};
