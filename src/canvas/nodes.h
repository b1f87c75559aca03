/* Render nodes for what the scene holds, made once and kept until it looks different. */
#pragma once

#include <gtk/gtk.h>

#include "draw/display-list.h"

typedef struct _RvNodes RvNodes;

RvNodes *rv_nodes_new (const RvPalette *palette);
void rv_nodes_free (RvNodes *nodes);

/** rv_nodes_set_palette: forgets all nodes. */
void rv_nodes_set_palette (RvNodes *nodes, const RvPalette *palette);

/** rv_nodes_forget: @id looks different now; it is that of a box, line, area or note. */
void rv_nodes_forget (RvNodes *nodes, RvId id);
void rv_nodes_forget_all (RvNodes *nodes);

/** rv_nodes_end_frame: a frame is over: nodes that were not asked for in a long time go when there are many. */
void rv_nodes_end_frame (RvNodes *nodes);

/* Returns: (transfer none) (nullable): boxes, areas and notes relative to their corner, lines where they are. */
GskRenderNode *rv_nodes_box (RvNodes *nodes, RvScene *scene, const RvSceneBox *box, RvDetail detail);
GskRenderNode *rv_nodes_line (RvNodes *nodes, RvScene *scene, const RvSceneLine *line, RvDetail detail, gboolean is_emphasised);
GskRenderNode *rv_nodes_area (RvNodes *nodes, const RvSceneArea *area, RvDetail detail);
GskRenderNode *rv_nodes_note (RvNodes *nodes, const RvSceneNote *note, RvDetail detail);

/** rv_render_group: Returns: (transfer full) (nullable): group @index of @list as one node, relative to its origin.
 * @ink: (nullable): for all strokes, which are then drawn stronger. */
GskRenderNode *rv_render_group (const RvDisplayList *list, guint index, RvDetail detail, const RvColor *ink);

/** rv_rgba: Returns: the colour for GTK. */
GdkRGBA rv_rgba (RvColor color);
