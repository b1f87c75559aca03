/* A card in a corner of the canvas: the way from one table to another, step by step, with the conditions of its joins. */
#pragma once

#include <gtk/gtk.h>

#include "model/join-path.h"

#define RV_TYPE_PATH_CARD (rv_path_card_get_type ())
G_DECLARE_FINAL_TYPE (RvPathCard, rv_path_card, RV, PATH_CARD, GtkWidget)

/* Signal "closed": a person is done with it.
 * Signal "chosen" (RvId as int64): a person wants to see that foreign key. */

GtkWidget *rv_path_card_new (void);

/** rv_path_card_show: shows @steps (RvJoinStep) from table @from on and becomes visible. @n_hidden: so many of the tables
 * are not in the diagram. */
void rv_path_card_show (RvPathCard *card, RvModel *model, RvId from, const GArray *steps, guint n_hidden);
