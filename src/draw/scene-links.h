/* Which lines a diagram has: what of the model links two of the objects that it shows. */
#pragma once

#include "draw/scene.h"

/** RvLink: a line before it has ends and points. */
typedef struct {
  RvId id;           /* of the line */
  RvLineKind kind;
  RvId object;       /* see RvSceneLine */
  RvId from, to;     /* tables or views that the diagram shows */
  guint n_alike;     /* see RvSceneLine */
} RvLink;

/** rv_scene_links_from: appends an RvLink for each line that leaves the box of @object to @links. */
void rv_scene_links_from (RvScene *scene, RvId object, GArray *links);

/** rv_scene_note_holders: adds to @holders (a set of RvId) what lines may leave from when @object, its parts or its
 * box are others now: itself, the partitioned tables above it, and what refers to it. */
void rv_scene_note_holders (RvScene *scene, RvId object, GHashTable *holders);

/** rv_scene_note_tables_above: the same without what refers to it. */
void rv_scene_note_tables_above (RvScene *scene, RvId object, GHashTable *holders);
