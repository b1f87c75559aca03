/* Arranging the diagram in front of a window: at once where it is small, else in a thread, with a way to cancel. */
#pragma once

#include "app/window.h"
#include "draw/arrange-job.h"

/** rv_window_arrange: @label: what the undo step is called. */
void rv_window_arrange (RvWindow *window, RvArrangeBy by, const char *label);
