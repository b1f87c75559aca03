/* Review notes: what people say of objects, in threads of a first note and its replies. */
#pragma once

#include "model/edit.h"

/** rv_review_add: @object: what it is about, or 0: a free place @x, @y of @diagram. Returns: (transfer none): the new note. */
RvReviewNote *rv_review_add (RvEdit *edit, RvId object, RvId diagram, double x, double y, const char *author, const char *text);

/** rv_review_reply: answers in the thread of @note. Returns: (transfer none). */
RvReviewNote *rv_review_reply (RvEdit *edit, const RvReviewNote *note, const char *author, const char *text);

/** rv_review_first: Returns: (transfer none): the note that the thread of @note began with. */
RvReviewNote *rv_review_first (RvModel *model, const RvReviewNote *note);

/** rv_review_thread: Returns: (transfer container): @first and its replies, the oldest first. */
GPtrArray *rv_review_thread (RvModel *model, const RvReviewNote *first);

/** rv_review_threads: Returns: (transfer container): the first notes of all threads, the oldest first. */
GPtrArray *rv_review_threads (RvModel *model);

/** rv_review_count: Returns: how many threads about @object or a part of it are not resolved. */
guint rv_review_count (RvModel *model, RvId object);
