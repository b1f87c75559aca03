/* A project takes over another reading of its design: a script that was changed elsewhere. */
#pragma once

#include "model/edit.h"

/** rv_update_from: makes the design of the model of @edit equal to @source. What has a counterpart by kind and name keeps
 * its id, and so its boxes, notes, tags and whatever else refers to it; what is drawn and said stays, and so do fields that no
 * script can hold, such as business names. */
void rv_update_from (RvEdit *edit, RvModel *source);
