/* Arranging a diagram in three steps, the long one on a snapshot of its own and for any thread: what is read
 * of the model, the places, what is written. */
#pragma once

#include "draw/scene.h"
#include "model/edit.h"

typedef enum {
  RV_ARRANGE_PLAIN,       /* boxes in areas stay together, their areas go with them */
  RV_ARRANGE_BY_SCHEMA,   /* an area for each schema */
  RV_ARRANGE_BY_TAG,      /* an area for each tag: a box goes by its oldest one */
} RvArrangeBy;

typedef struct _RvArrangeJob RvArrangeJob;

/** rv_arrange_job_new: Returns: (transfer full): what there is to place in @scene, the scene of a diagram. */
RvArrangeJob *rv_arrange_job_new (RvScene *scene, RvArrangeBy by);
void rv_arrange_job_free (RvArrangeJob *job);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvArrangeJob, rv_arrange_job_free)

/** rv_arrange_job_size: Returns: how many boxes there are to place. */
guint rv_arrange_job_size (const RvArrangeJob *job);

/** rv_arrange_job_run: finds the places. Touches nothing but @job. */
void rv_arrange_job_run (RvArrangeJob *job);

/** rv_arrange_job_write: writes the places of the boxes that are still there, and the areas: one of the group's name is
 * used again. Lines that a person bent run straight; areas that grouping in the other way made go. */
void rv_arrange_job_write (RvEdit *edit, const RvArrangeJob *job);
