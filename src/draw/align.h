/* Lines up, spreads and tidies a few of the boxes, notes and areas of a diagram. */
#pragma once

#include "draw/scene.h"
#include "model/edit.h"

typedef enum {
  RV_ALIGN_LEFT,
  RV_ALIGN_CENTER,
  RV_ALIGN_RIGHT,
  RV_ALIGN_TOP,
  RV_ALIGN_MIDDLE,
  RV_ALIGN_BOTTOM,
} RvAlign;

/* @ids are those of a selection: tables, views, notes and areas. What is locked stays; so does what the diagram does
 * not show. */

/** rv_align: brings one side, or the middle, of all into line. */
void rv_align (RvEdit *edit, RvId diagram, const RvId *ids, guint n_ids, RvAlign align);

/** rv_distribute: makes the gaps between three or more equal; the outermost stay. */
void rv_distribute (RvEdit *edit, RvId diagram, const RvId *ids, guint n_ids, gboolean vertically);

/** rv_same_width: makes all boxes among them as wide as the widest. */
void rv_same_width (RvEdit *edit, RvId diagram, const RvId *ids, guint n_ids);

/** rv_tidy: arranges just the boxes among them, as near to where they are as there is room; no other moves. */
void rv_tidy (RvEdit *edit, RvId diagram, const RvId *ids, guint n_ids);

/** rv_find_room: moves @box, which is new, to the nearest place where it covers no other. */
void rv_find_room (RvEdit *edit, RvBox *box);

/** rv_align_count: Returns: how many of @ids are shown and could be moved. */
guint rv_align_count (RvModel *model, RvId diagram, const RvId *ids, guint n_ids);
