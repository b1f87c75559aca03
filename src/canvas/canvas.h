/* The diagram on screen: one widget that shows one diagram of a model, follows every change of
 * it, and lets a person look around, choose and draw.
 *
 * What is chosen goes by the ids of the model: tables and views, foreign keys, areas, notes.
 *
 * Signals:
 *   "selection-changed" ()
 *   "delete-requested" ()                          a person wants the selection gone
 *   "context-menu" (double x, double y, gint64 id) at a place of the widget; id: what is there, a
 *                                                  column where the pointer is on one, or 0. It is
 *                                                  selected (a column: its table).
 *   "failed" (const char *message)                 why something could not be done, for a toast
 *   "link-followed" (const char *link)            a person pressed a link in a note: http or https
 *   "view-changed" ()                              it looks elsewhere now, or has another size; in each frame of a glide
 *   "scene-changed" ()                             something in the diagram is another, or elsewhere, or it shows another
 * Properties that notify: "zoom", "tool". */
#pragma once

#include <gtk/gtk.h>

#include "model/model.h"
#include "model/relate.h"

#define RV_TYPE_CANVAS (rv_canvas_get_type ())
G_DECLARE_FINAL_TYPE (RvCanvas, rv_canvas, RV, CANVAS, GtkWidget)

GtkWidget *rv_canvas_new (void);

/** rv_canvas_set_diagram: shows @diagram (an RvDiagram) of @model (nullable: nothing) and fits it in. */
void rv_canvas_set_diagram (RvCanvas *canvas, RvModel *model, RvId diagram);

/** rv_canvas_get_model: Returns: (transfer none) (nullable). */
RvModel *rv_canvas_get_model (RvCanvas *canvas);
RvId rv_canvas_get_diagram (RvCanvas *canvas);

/** rv_canvas_set_palette: @id: the name of a palette, such as "light" or "dark". */
void rv_canvas_set_palette (RvCanvas *canvas, const char *id);

/** rv_canvas_set_snap: whether what is moved snaps to a grid of @grid pixels and to the edges of others. */
void rv_canvas_set_snap (RvCanvas *canvas, gboolean snap, int grid);

/* ---- what is chosen -------------------------------------------------------------------------- */

/** rv_canvas_get_selection: Returns: (transfer none): ids, in the order in which they were chosen; good until
 * the next change of the selection. */
const RvId *rv_canvas_get_selection (RvCanvas *canvas, guint *n_ids);

/** rv_canvas_set_selection: ids that the diagram does not show are left out. */
void rv_canvas_set_selection (RvCanvas *canvas, const RvId *ids, guint n_ids);
void rv_canvas_select_all (RvCanvas *canvas);

/** rv_canvas_get_column: Returns: the column that was clicked last in the table with the focus, or 0. */
RvId rv_canvas_get_column (RvCanvas *canvas);

/** rv_canvas_reveal: moves the view so that object @id (also a column) is in it. Returns: FALSE if the diagram does not show it. */
gboolean rv_canvas_reveal (RvCanvas *canvas, RvId id);

/** rv_canvas_fly_to: moves the view so that object @id is in its middle and can be read, and selects what shows it: of a
 * column, key or index the table. Returns: FALSE if the diagram does not show it. */
gboolean rv_canvas_fly_to (RvCanvas *canvas, RvId id);

/** rv_canvas_set_highlight: shows all but @ids (tables, views, foreign keys, areas, notes) dimmed; NULL: nothing is dimmed.
 * @strong: the lines among @ids are drawn stronger. */
void rv_canvas_set_highlight (RvCanvas *canvas, GHashTable *ids, gboolean strong);

/** rv_canvas_has: Returns: whether the diagram shows object @id itself. */
gboolean rv_canvas_has (RvCanvas *canvas, RvId id);

/** rv_canvas_zoom_to: fits the objects @ids into the view; those that are not shown do not count. */
void rv_canvas_zoom_to (RvCanvas *canvas, const RvId *ids, guint n_ids);

/* ---- the view ---------------------------------------------------------------------------------- */

#define RV_ZOOM_MIN 0.0005   /* where a diagram is as large as that; else not much less than what shows all of it */
#define RV_ZOOM_MAX 4.0

double rv_canvas_get_zoom (RvCanvas *canvas);

/** rv_canvas_set_zoom: 1 is 100 %; the middle of the view stays where it is. */
void rv_canvas_set_zoom (RvCanvas *canvas, double zoom);
void rv_canvas_zoom_in (RvCanvas *canvas);
void rv_canvas_zoom_out (RvCanvas *canvas);
void rv_canvas_zoom_fit (RvCanvas *canvas);
void rv_canvas_zoom_reset (RvCanvas *canvas);
void rv_canvas_zoom_to_selection (RvCanvas *canvas);

/** rv_canvas_get_view: what part of the diagram is seen, in pixels at 100 %. */
void rv_canvas_get_view (RvCanvas *canvas, double *x, double *y, double *width, double *height);

/** rv_canvas_set_view: puts @x, @y of the diagram in the top left corner, at @zoom. */
void rv_canvas_set_view (RvCanvas *canvas, double x, double y, double zoom);

/** rv_canvas_glide_to: the same, smoothly where animations are on. */
void rv_canvas_glide_to (RvCanvas *canvas, double x, double y, double zoom);

/** rv_canvas_bounds: the rectangle around all of the diagram. Returns: FALSE when there is nothing in it. */
gboolean rv_canvas_bounds (RvCanvas *canvas, double *x, double *y, double *width, double *height);

/** rv_canvas_fit_area: moves the view, smoothly where animations are on, so that this part of the diagram is in its middle, as
 * large as it fits but no larger than @most and, even if it is cut then, no smaller than @least. */
void rv_canvas_fit_area (RvCanvas *canvas, double x, double y, double width, double height, double least, double most);

/** rv_canvas_set_foot: so many pixels at the lower edge are covered by something: what is fitted in stays above them. */
void rv_canvas_set_foot (RvCanvas *canvas, double height);

/* ---- drawing and changing -------------------------------------------------------------------------- */

/** rv_canvas_set_tool: @name: of a tool in canvas/tools/tool.h, such as "select" or "table". */
void rv_canvas_set_tool (RvCanvas *canvas, const char *name);
const char *rv_canvas_get_tool (RvCanvas *canvas);

typedef enum {
  RV_DRAW_ONE_TO_MANY,
  RV_DRAW_OPTIONAL,
  RV_DRAW_ONE_TO_ONE,
  RV_DRAW_MANY_TO_MANY,
} RvDrawnRelation;

/** rv_canvas_set_relation: what the tool "relationship" makes. */
void rv_canvas_set_relation (RvCanvas *canvas, RvDrawnRelation relation);
RvDrawnRelation rv_canvas_get_relation (RvCanvas *canvas);

/** rv_canvas_start_rename: lets a person type a new name in place for @id: a table, view, column, area
 * or note. Returns: FALSE if it cannot be renamed here. */
gboolean rv_canvas_start_rename (RvCanvas *canvas, RvId id);

/** rv_canvas_chosen_link: Returns: (transfer full) (nullable): where the first link of the chosen note leads. */
char *rv_canvas_chosen_link (RvCanvas *canvas);

/** rv_canvas_can_bend: Returns: whether one line alone is chosen. */
gboolean rv_canvas_can_bend (RvCanvas *canvas);

/** rv_canvas_can_straighten: Returns: whether one line is chosen that a person bent. */
gboolean rv_canvas_can_straighten (RvCanvas *canvas);

/** rv_canvas_straighten: lets that line run where it is best again. Returns: FALSE if there is none. */
gboolean rv_canvas_straighten (RvCanvas *canvas);

/** rv_canvas_add_bend: puts a step into the chosen line. Returns: FALSE if no line alone is chosen. */
gboolean rv_canvas_add_bend (RvCanvas *canvas);

/** rv_canvas_cancel: takes back what is being dragged or typed. Returns: FALSE if there was nothing. */
gboolean rv_canvas_cancel (RvCanvas *canvas);
