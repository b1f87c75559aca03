/* What the files of the canvas and its tools share. */
#pragma once

#include "canvas/canvas.h"
#include "canvas/far.h"
#include "canvas/nodes.h"
#include "canvas/overlays.h"
#include "canvas/raster.h"
#include "canvas/selection.h"
#include "canvas/snap.h"
#include "canvas/tools/tool.h"
#include "draw/display-list.h"

/** RvSight: a place to look from: what of the diagram is in the top left corner, and how large. */
typedef struct {
  double x, y, zoom;
} RvSight;

struct _RvCanvas {
  GtkWidget parent_instance;

  RvModel *model;             /* (nullable) */
  RvId diagram;
  RvScene *scene;             /* (nullable) */
  const RvPalette *palette;
  RvNodes *nodes;
  RvOverlays *overlays;
  guint legend;               /* overlay */
  struct _RvFold *fold;       /* the overlay's */
  RvFar *far;
  RvRaster *raster;
  gboolean has_grid_tiles;    /* the tiles show the grid */
  RvDetail detail;            /* that is shown */
  double painted_zoom;        /* of the last frame */
  guint rest;                 /* source that waits for the view to rest, or 0 */
  guint still;                /* … and then to stay so */
  guint settle;               /* … for what changes to do so */
  gboolean is_draft;          /* what is shown is one of a zoom that goes on */
  RvDetail fade_from;         /* another detail fades out */
  gboolean fades_draft;       /* … as a draft */
  double fade;                /* 0 to 1 */
  gint64 fade_start;
  guint fade_tick;            /* or 0 */
  gboolean snaps;
  int grid;

  RvSight view;
  RvSight goal;                /* where the view glides to */
  RvRect bounds;              /* of the diagram */
  gboolean has_bounds;        /* … are known */
  guint glide;                /* tick callback, or 0 */
  gint64 glide_time;
  gboolean must_fit;          /* as soon as there is a size */
  RvId fly_to;                /* … and then there, or 0 */
  double foot;                /* pixels at the lower edge that something covers */

  RvSelection *selection;
  GHashTable *lit;            /* (nullable): RvId *, all else is dimmed */
  gboolean has_strong_lines;  /* … and the lines in it are drawn stronger */
  RvId focus;                 /* what the keyboard is at, or 0 */
  RvId focus_column;
  RvSceneHit hover;
  guint stretch;              /* of the one line that is chosen: what the keyboard is at, from 1 on; 0: the whole */

  const RvTool *tool;
  gpointer tool_state;
  gboolean is_moving;         /* what a person moves is being written: it need not glide there */
  struct _RvSettle *settling; /* (nullable): boxes on their way to where they are */
  gboolean is_pressed;        /* the tool has a gesture */
  gboolean is_dragging;       /* … and the pointer moved */
  RvPointer pointer;          /* where it was last */
  gboolean is_inside;         /* the pointer is over the canvas */
  gboolean is_space_down;
  gboolean is_panning;
  RvPoint pan_from;           /* view.x, view.y when the pan began */
  RvPoint pan_grip;           /* … and the pointer */
  double pinch_zoom;
  guint edge_scroll;          /* tick callback while a drag is at the edge, or 0 */
  RvDrawnRelation relation;

  struct _RvRename *rename;   /* (nullable): a name being typed */
  GPtrArray *proxies;         /* children that stand for what is on screen, owned by the widget */
  guint proxy_update;         /* source, or 0 */
};

/* ---- canvas.c ------------------------------------------------------------------------------------ */

/** rv_canvas_took: what a change of the scene means for what is drawn. @changes: (transfer full): RvSceneChange. */
void rv_canvas_took (RvCanvas *canvas, GArray *changes);

/** rv_canvas_fail: tells the person. */
void rv_canvas_fail (RvCanvas *canvas, const char *message);

/** rv_canvas_begin_edit: Returns: (transfer full) (nullable): NULL when the project cannot be edited; the person was told. */
RvEdit *rv_canvas_begin_edit (RvCanvas *canvas, const char *label);

/** rv_canvas_commit: commits @edit. Returns: FALSE when that failed; the person was told. */
gboolean rv_canvas_commit (RvCanvas *canvas, RvEdit *edit);

/** rv_canvas_home_schema: Returns: the schema that a new table goes to, or 0 where there is none. */
RvId rv_canvas_home_schema (RvCanvas *canvas);

/** rv_canvas_shows: Returns: whether the object is in the diagram. */
gboolean rv_canvas_shows (RvCanvas *canvas, RvId id);

/** rv_canvas_rect_of: where the table, view, area, note, column or line @id is. Returns: FALSE if it is not shown. */
gboolean rv_canvas_rect_of (RvCanvas *canvas, RvId id, RvRect *rect);

/** rv_canvas_object_at: Returns: the id that the selection knows what was hit by, or 0. */
RvId rv_canvas_object_at (const RvSceneHit *hit);

/** rv_canvas_toggle, rv_canvas_choose: one object more or less in the selection; or only that (0: nothing). */
void rv_canvas_toggle (RvCanvas *canvas, RvId id);
void rv_canvas_choose (RvCanvas *canvas, RvId id);

/** rv_canvas_set_focus: the keyboard goes to @id (0: nothing), at @column of it or 0. */
void rv_canvas_set_focus (RvCanvas *canvas, RvId id, RvId column);

/* ---- view.c ---------------------------------------------------------------------------------------- */

RvPoint rv_canvas_to_scene (RvCanvas *canvas, double view_x, double view_y);
RvPoint rv_canvas_to_view (RvCanvas *canvas, double x, double y);

/** rv_canvas_visible: Returns: the part of the diagram that is seen. */
RvRect rv_canvas_visible (RvCanvas *canvas);

/** rv_canvas_glide: moves the view to @goal, smoothly where animations are on. */
void rv_canvas_glide (RvCanvas *canvas, RvSight goal);

/** rv_canvas_jump: moves the view to @view at once. */
void rv_canvas_jump (RvCanvas *canvas, RvSight view);

/** rv_canvas_zoom_at: Returns: the view @from zoomed to @zoom with the place at @view_x, @view_y staying there. */
RvSight rv_canvas_zoom_at (RvSight from, double zoom, double view_x, double view_y);

/** rv_canvas_fit_now: fits the diagram in without gliding. */
void rv_canvas_fit_now (RvCanvas *canvas);
void rv_canvas_stop_gliding (RvCanvas *canvas);

/** rv_canvas_clamp_zoom: Returns: the zoom nearest to @zoom that makes sense for what is shown. */
double rv_canvas_clamp_zoom (RvCanvas *canvas, double zoom);

/** rv_canvas_animates: Returns: whether a person wants to see things move. */
gboolean rv_canvas_animates (RvCanvas *canvas);

/* ---- paint-scene.c --------------------------------------------------------------------------------- */

/** rv_canvas_paint_scene: the sheet and the diagram, on a snapshot in pixels of the widget. */
void rv_canvas_paint_scene (RvCanvas *canvas, GtkSnapshot *snapshot);

/** rv_canvas_enter_scene: saves @snapshot and goes over to pixels of the diagram, on those of the device. */
void rv_canvas_enter_scene (RvCanvas *canvas, GtkSnapshot *snapshot);
RvRaster *rv_canvas_new_raster (RvCanvas *canvas);

/** rv_canvas_touch: item @id looks different or is elsewhere. */
void rv_canvas_touch (RvCanvas *canvas, RvId id);

/** rv_canvas_forget_pixels: everything does. */
void rv_canvas_forget_pixels (RvCanvas *canvas);

/* ---- paint.c --------------------------------------------------------------------------------------- */

void rv_canvas_paint (RvCanvas *canvas, GtkSnapshot *snapshot);

/** rv_canvas_rgba: Returns: a colour of the palette. */
GdkRGBA rv_canvas_rgba (RvCanvas *canvas, RvColorRole role);

/** rv_canvas_paint_frame: a frame of @width pixels of the screen around @rect, which is in pixels of the diagram. */
void rv_canvas_paint_frame (RvCanvas *canvas, GtkSnapshot *snapshot, RvRect rect, double width, double gap, const GdkRGBA *color);

/** rv_canvas_paint_band: a half transparent rectangle that is being drawn. */
void rv_canvas_paint_band (RvCanvas *canvas, GtkSnapshot *snapshot, RvRect rect);

/* ---- legend.c -------------------------------------------------------------------------------------- */

/** rv_canvas_add_legend: Returns: its overlay. */
guint rv_canvas_add_legend (RvCanvas *canvas);

/** rv_canvas_whole: Returns: the rectangle around the diagram and its legend. */
RvRect rv_canvas_whole (RvCanvas *canvas);

/* ---- highlight.c ----------------------------------------------------------------------------------- */

/** rv_canvas_paint_highlight: dims what was painted, and paints what is lit among @boxes and @lines again. */
void rv_canvas_paint_highlight (RvCanvas *canvas, GtkSnapshot *snapshot, RvRect seen, const GPtrArray *boxes, const GPtrArray *lines,
                                RvDetail detail);

/* ---- input.c --------------------------------------------------------------------------------------- */

void rv_canvas_add_input (RvCanvas *canvas);

/** rv_canvas_press, _drag, _release, _hover, _leave: what the controllers say to the tool; tests say it, too. */
void rv_canvas_press (RvCanvas *canvas, double view_x, double view_y, guint n_press, GdkModifierType modifiers);
void rv_canvas_drag (RvCanvas *canvas, double view_x, double view_y, GdkModifierType modifiers);
void rv_canvas_release (RvCanvas *canvas, double view_x, double view_y, GdkModifierType modifiers);
void rv_canvas_hover (RvCanvas *canvas, double view_x, double view_y, GdkModifierType modifiers);
void rv_canvas_leave (RvCanvas *canvas);
void rv_canvas_update_cursor (RvCanvas *canvas);

/* ---- keys.c ---------------------------------------------------------------------------------------- */

/** rv_canvas_key: Returns: whether the key meant something. */
gboolean rv_canvas_key (RvCanvas *canvas, guint keyval, GdkModifierType modifiers);
void rv_canvas_key_up (RvCanvas *canvas, guint keyval);

/** rv_canvas_step: Returns: the box (object) next to @from in the direction @dx, @dy, or 0. @from 0: from the middle of the view. */
RvId rv_canvas_step (RvCanvas *canvas, RvId from, int dx, int dy);

/** rv_canvas_tab: moves the focus to the next (or previous) box in reading order. Returns: FALSE at the end. */
gboolean rv_canvas_tab (RvCanvas *canvas, gboolean forward);

/** rv_canvas_nudge: moves what is selected and can be moved. Returns: FALSE if there is nothing. */
gboolean rv_canvas_nudge (RvCanvas *canvas, double dx, double dy);

/* ---- move.c ---------------------------------------------------------------------------------------- */

/** rv_canvas_movable: Returns: (transfer full): GArray of RvId of the boxes, areas and notes that move with the
 * selection: not those that are locked, and with an area what lies in it. */
GArray *rv_canvas_movable (RvCanvas *canvas);

/** rv_canvas_move: writes that @ids (as above) moved. */
gboolean rv_canvas_move (RvCanvas *canvas, const GArray *ids, double dx, double dy);

/** rv_canvas_item_rect: Returns: FALSE if the scene has no box, area or note of that id. */
gboolean rv_canvas_item_rect (RvCanvas *canvas, RvId item, RvRect *rect);

/* ---- locks.c --------------------------------------------------------------------------------------- */

/** rv_canvas_show_locks: from now on boxes that are locked have a padlock. */
void rv_canvas_show_locks (RvCanvas *canvas);

/* ---- rename.c -------------------------------------------------------------------------------------- */

/** rv_canvas_end_rename: @commit: takes what was typed. Returns: FALSE if nothing was being typed. */
gboolean rv_canvas_end_rename (RvCanvas *canvas, gboolean commit);

/** rv_canvas_place_rename: puts the entry where its row is now. */
void rv_canvas_place_rename (RvCanvas *canvas);

/* ---- proxy.c --------------------------------------------------------------------------------------- */

/** rv_canvas_queue_proxies: the children that stand for boxes and lines are to be found anew, soon. */
void rv_canvas_queue_proxies (RvCanvas *canvas);
void rv_canvas_update_proxies (RvCanvas *canvas);
void rv_canvas_place_proxies (RvCanvas *canvas);
void rv_canvas_drop_proxies (RvCanvas *canvas);

/** rv_canvas_describe_proxy: what is said of the child that stands for @id besides its name. @text: (nullable): nothing. */
void rv_canvas_describe_proxy (RvCanvas *canvas, RvId id, const char *text);

/** rv_canvas_focus_proxy: gives the keyboard to the child that stands for @id. Returns: FALSE if there is none. */
gboolean rv_canvas_focus_proxy (RvCanvas *canvas, RvId id);
