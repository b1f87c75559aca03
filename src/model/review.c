/* Threads are one level deep: a reply to a reply is one to the first note. */
#include "model/review.h"

#include "model/stamp.h"

static RvReviewNote *
add (RvEdit *edit, const char *author, const char *text)
{
  g_autofree char *now = rv_stamp_now ();
  RvReviewNote *note = rv_edit_insert (edit, RV_KIND_REVIEW_NOTE, 0);

  rv_edit_set_text (edit, note, RvReviewNote_author, author);
  rv_edit_set_text (edit, note, RvReviewNote_made_at, now);
  rv_edit_set_text (edit, note, RvReviewNote_text, text);
  return note;
}

RvReviewNote *
rv_review_add (RvEdit *edit, RvId object, RvId diagram, double x, double y, const char *author, const char *text)
{
  RvReviewNote *note = add (edit, author, text);

  rv_edit_set_number (edit, note, RvReviewNote_object_id, object);
  rv_edit_set_number (edit, note, RvReviewNote_diagram_id, diagram);
  rv_edit_set_real (edit, note, RvReviewNote_x, x);
  rv_edit_set_real (edit, note, RvReviewNote_y, y);
  return note;
}

RvReviewNote *
rv_review_first (RvModel *model, const RvReviewNote *note)
{
  for (guint depth = 0; depth < 64 && note->reply_to_id != 0; depth++)
    {
      const RvReviewNote *above = rv_model_get_kind (model, note->reply_to_id, RV_KIND_REVIEW_NOTE);

      if (above == NULL)
        break;
      note = above;
    }
  return (RvReviewNote *) note;
}

RvReviewNote *
rv_review_reply (RvEdit *edit, const RvReviewNote *note, const char *author, const char *text)
{
  RvId first = rv_review_first (rv_edit_model (edit), note)->object.id;
  RvReviewNote *reply = add (edit, author, text);

  rv_edit_set_number (edit, reply, RvReviewNote_reply_to_id, first);
  return reply;
}

/* Ids grow with time, and need no clock that is right. */
GPtrArray *
rv_review_thread (RvModel *model, const RvReviewNote *first)
{
  const GPtrArray *all = rv_model_all (model, RV_KIND_REVIEW_NOTE);
  GPtrArray *thread = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    if (rv_review_first (model, all->pdata[i]) == first)
      g_ptr_array_add (thread, all->pdata[i]);
  return thread;
}

GPtrArray *
rv_review_threads (RvModel *model)
{
  const GPtrArray *all = rv_model_all (model, RV_KIND_REVIEW_NOTE);
  GPtrArray *threads = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    if (rv_review_first (model, all->pdata[i]) == all->pdata[i])
      g_ptr_array_add (threads, all->pdata[i]);
  return threads;
}

guint
rv_review_count (RvModel *model, RvId object)
{
  const GPtrArray *all = rv_model_all (model, RV_KIND_REVIEW_NOTE);
  guint n = 0;

  for (guint i = 0; i < all->len; i++)
    {
      const RvReviewNote *note = all->pdata[i];
      const RvObject *about = rv_model_get (model, note->object_id);

      if (about != NULL && !note->is_resolved && note->reply_to_id == 0 && (about->id == object || rv_record_parent (about) == object))
        n++;
    }
  return n;
}
