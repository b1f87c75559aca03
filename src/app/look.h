/* Looking around in a project: the search palette, steps back and forward, what is highlighted, and pictures of it for
 * other programs. One for each window. */
#pragma once

#include "app/window.h"
#include "model/model.h"

typedef struct _RvLook RvLook;

extern const GActionEntry rv_look_actions[];
extern const guint rv_n_look_actions;

/** rv_look_new: for the project view of @window, which is there. Returns: (transfer full). */
RvLook *rv_look_new (RvWindow *window);
void rv_look_free (RvLook *look);

/** rv_look_set_model: @model: (nullable). */
void rv_look_set_model (RvLook *look, RvModel *model);

/** rv_look_follow: another canvas is in front, or other objects are selected. */
void rv_look_follow (RvLook *look);

/** rv_look_can_step: Returns: whether there is a place to go back (-1) or forward (1) to. */
gboolean rv_look_can_step (RvLook *look, int direction);
