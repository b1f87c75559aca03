/* The conversation about one place: a popover with the notes, an answer, and whether it is settled. */
#pragma once

#include <gtk/gtk.h>

#include "model/model.h"

#define RV_TYPE_REVIEW_THREAD (rv_review_thread_get_type ())
G_DECLARE_FINAL_TYPE (RvReviewThread, rv_review_thread, RV, REVIEW_THREAD, GtkPopover)

/* Signal "failed" (char *message): something was refused, and why. */

/** rv_review_thread_show: shows the thread of @note over the popover's parent at @x, @y. */
void rv_review_thread_show (RvReviewThread *thread, RvModel *model, RvId note, double x, double y);

/** rv_review_thread_start: asks for the first note of a thread about @object (0: the place @at_x, @at_y of @diagram). */
void rv_review_thread_start (RvReviewThread *thread, RvModel *model, RvId object, RvId diagram, double at_x, double at_y, double x, double y);
