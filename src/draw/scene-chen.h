/* Chen's notation in the scene: entities, and the diamonds, ovals and triangles that it makes for them. */
#pragma once

#include "draw/scene-private.h"

/** rv_chen_applies: Returns: whether the scene is drawn in Chen's notation. */
static inline gboolean
rv_chen_applies (const RvScene *scene)
{
  return scene->view.notation == RvNotation_CHEN;
}

/** rv_chen_shape_box: makes a box of a table an entity, or a diamond where it only links others. */
void rv_chen_shape_box (RvScene *scene, RvSceneBox *box);

/** rv_chen_make: adds relationships, attributes and subtypes of the boxes that are there, and their lines. */
void rv_chen_make (RvScene *scene);

/* scene-chen-place.c */

/** rv_chen_measure_halo: how much room the attributes of @owner take, wherever it stands. */
void rv_chen_measure_halo (RvSceneBox *owner, GPtrArray *attributes);

/** rv_chen_place: finds places for everything that was made, and runs the lines. @changed: (nullable): gets
 * lines that run differently. */
void rv_chen_place (RvScene *scene, GPtrArray *changed);

/** rv_chen_follow: the same for a drag: what was made keeps where it stands to its owner. @moved: gets the
 * boxes that are elsewhere. */
void rv_chen_follow (RvScene *scene, GPtrArray *moved, GPtrArray *changed);
