/* Glue between diagrams and the layout engine: the places it finds become fields of boxes.
 * A box at exactly (0, 0) has no place yet; arranging never puts one there. */
#pragma once

#include "draw/arrange-job.h"

/** rv_arrange_scene: gives all boxes of @scene places and routes the lines; writes nothing to the model. */
void rv_arrange_scene (RvScene *scene);

/** rv_arrange_where_needed: routes the lines; where boxes have no places or lie on one another, which is so
 * in a view that the diagram was not drawn for, it gives all of them places first. */
void rv_arrange_where_needed (RvScene *scene);

/** rv_arrange_diagram: gives places to the boxes of @diagram through @edit. All of them: locked ones
 * stay, the others come beside them, boxes in areas stay together, and what a person bent runs straight again. @only_new: just
 * the boxes without a place, near what they are linked to. */
void rv_arrange_diagram (RvEdit *edit, RvId diagram, gboolean only_new);

/** rv_arrange_groups: all boxes of @diagram in one go, see draw/arrange-job.h. */
void rv_arrange_groups (RvEdit *edit, RvId diagram, RvArrangeBy by);

typedef enum {
  RV_SHOW_TABLES = 0,
  RV_SHOW_VIEWS = 1 << 0,        /* views and materialized views, too */
  RV_SHOW_PARTITIONS = 1 << 1,   /* partitions beside the table that they are part of */
} RvShowFlags;

/** rv_arrange_objects: Returns: (transfer full): GArray of RvId: what a diagram of everything shows. Where
 * there are only views, it shows views. */
GArray *rv_arrange_objects (RvModel *model, RvShowFlags flags);

/** rv_diagram_create_for_all: makes a diagram called @name with a box for each of rv_arrange_objects()
 * and arranges it. Returns: (transfer none): the RvDiagram. */
gpointer rv_diagram_create_for_all (RvEdit *edit, const char *name, RvShowFlags flags);

/** rv_arrange_to_graph: Returns: (transfer full): all tables arranged and routed afresh, or those of @diagram
 * where it is not 0; ids are those of tables and foreign keys. */
RvLayoutGraph *rv_arrange_to_graph (RvModel *model, RvId diagram);
