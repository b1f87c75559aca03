/* A presentation: a full screen of its own with a diagram or its saved views, one after the other, driven by keys or clicks.
 *
 * Next: →, ↓, space, Page Down, Return, a click. Previous: ←, ↑, Backspace, Page Up, the other button. Home and End. O: all
 * views. L: the laser pointer, until pressed again or, held, let go. + and −: larger and smaller. 0: all of it, or as
 * large as can be read from afar. Shift and arrows look around, arrows alone where there are no views. H: these keys.
 * Escape ends it. */
#pragma once

#include <adwaita.h>

#include "model/model.h"

#define RV_TYPE_PRESENTATION (rv_presentation_get_type ())
G_DECLARE_FINAL_TYPE (RvPresentation, rv_presentation, RV, PRESENTATION, AdwWindow)

/** rv_presentation_start: presents the saved views of @model from @view on (0: the first of @diagram, else the first); where
 * there are none, all of @diagram. */
void rv_presentation_start (GtkWindow *parent, RvModel *model, RvId diagram, RvId view);
