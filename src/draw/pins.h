/* Pins of review notes: where they stand on a diagram and how they look. They measure pixels of the screen at any zoom. */
#pragma once

#include "draw/display-list.h"

/** rv_pin_place: where the pin of a thread stands in the diagram of @scene. Returns: FALSE if what it is about is not there. */
gboolean rv_pin_place (RvScene *scene, const RvReviewNote *first, RvPoint *place);

/** rv_pins_draw: appends a group for each place with notes, its id that of the newest thread there that is not resolved.
 * @resolved: whether threads that are resolved have pins, too. */
void rv_pins_draw (RvDisplayList *list, RvScene *scene, gboolean resolved);
