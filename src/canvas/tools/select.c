/* Chooses and moves: click, Ctrl or Shift click, rubber band, dragging boxes, notes and areas,
 * sizing what is chosen, bending a line, double click to rename. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "canvas/bend.h"
#include "canvas/fold.h"
#include "canvas/links.h"
#include "canvas/size.h"
#include "layout/stretch.h"

#define START 4          /* pixels of the screen that make a press a drag */
#define REACH 6
#define SNAP_REACH 6
#define MANY_OTHERS 300  /* more boxes in sight than this are not lined up with */

#define NEW_BEND 24      /* a step that a double click puts into a line */

typedef enum { IDLE, PRESSED, MOVING, BANDING, SIZING, BENDING } Phase;

typedef struct {
  Phase phase;
  RvPointer from;
  RvSceneHit hit;
  gboolean was_chosen;      /* before the press */
  GArray *moving;           /* RvId of boxes, areas, notes */
  GArray *others;           /* RvRect to line up with */
  RvRect around;            /* what moves, before */
  double dx, dy;
  RvSnapGuides guides;
  GArray *before_band;      /* RvId: what was chosen */
  RvRect band;
  RvSizeGrip sized;
  RvRect size;
  RvBendGrip grip;          /* of the chosen line, where it was pressed */
  GArray *unbent;           /* RvPoint of the line before */
  GArray *bent;             /* … and as it would run */
} Select;

static gboolean
adds (GdkModifierType modifiers)
{
  return (modifiers & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0;
}

static void
let_go (Select *select)
{
  g_clear_pointer (&select->moving, g_array_unref);
  g_clear_pointer (&select->others, g_array_unref);
  g_clear_pointer (&select->before_band, g_array_unref);
  g_clear_pointer (&select->unbent, g_array_unref);
  g_clear_pointer (&select->bent, g_array_unref);
  *select = (Select) { 0 };
}

/* ---- sizing ------------------------------------------------------------------------------------------------- */

/* Alt or Ctrl sizes freely. */
static void
size_to (RvCanvas *canvas, Select *select, const RvPointer *at)
{
  gboolean is_free = !canvas->snaps || (at->modifiers & (GDK_ALT_MASK | GDK_CONTROL_MASK));

  select->size = rv_size_to (canvas, &select->sized, rv_snap_point ((RvPoint) { at->x, at->y }, is_free ? 0 : canvas->grid));
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
}

static void
begin_sizing (RvCanvas *canvas, Select *select, const RvPointer *at)
{
  select->phase = SIZING;
  select->size = select->sized.rect;
  if (at->n_press != 2 || rv_scene_box (canvas->scene, select->sized.item) == NULL)
    return;
  select->phase = IDLE;
  rv_size_write (canvas, select->sized.item, (RvRect) { 0 }); /* as wide as what is in it */
}

/* ---- pressing -------------------------------------------------------------------------------------------------- */

static gboolean
is_ground (const RvSceneHit *hit)
{
  return hit->item == RV_ITEM_NONE || hit->part == RV_PART_AREA;
}

static void
rename_hit (RvCanvas *canvas, const RvSceneHit *hit)
{
  RvId id = hit->column != 0 ? hit->column : rv_canvas_object_at (hit);

  if (id != 0)
    rv_canvas_start_rename (canvas, id);
}

static void
choose_hit (RvCanvas *canvas, Select *select, const RvPointer *at)
{
  RvId id = rv_canvas_object_at (&select->hit);

  select->was_chosen = rv_selection_has (canvas->selection, id);
  if (is_ground (&select->hit))
    {
      if (!adds (at->modifiers))
        rv_canvas_choose (canvas, 0);
      rv_canvas_set_focus (canvas, 0, 0);
      return;
    }
  if (adds (at->modifiers) && !select->was_chosen)
    rv_canvas_toggle (canvas, id);
  else if (!select->was_chosen)
    rv_canvas_choose (canvas, id);
  rv_canvas_set_focus (canvas, id, select->hit.column);
}

/* The chosen line gets the press before others that run there, but not before a box over it. */
static void
find_grip (RvCanvas *canvas, Select *select, const RvPointer *at)
{
  if (select->hit.item == RV_ITEM_BOX || select->hit.item == RV_ITEM_NOTE || adds (at->modifiers)
      || !rv_bend_grip_at (canvas, (RvPoint) { at->x, at->y }, &select->grip))
    return;
  select->hit = (RvSceneHit) { .item = RV_ITEM_LINE, .part = RV_PART_LINE, .id = select->grip.line, .row = -1 };
}

static void
add_bend (RvCanvas *canvas, const RvBendGrip *grip, const RvPointer *at)
{
  const RvSceneLine *line = rv_scene_line (canvas->scene, grip->line);
  g_autoptr (GArray) points = NULL;

  if (line == NULL || grip->is_corner)
    return;
  points = rv_stretch_split (line->points, line->n_points, grip->index, (RvPoint) { at->x, at->y }, NEW_BEND);
  rv_bend_write (canvas, grip->line, points);
}

static void
begin (RvCanvas *canvas, gpointer state, const RvPointer *at)
{
  Select *select = state;

  let_go (select);
  select->from = *at;
  if (rv_size_grip_at (canvas, (RvPoint) { at->x, at->y }, &select->sized))
    {
      begin_sizing (canvas, select, at);
      return;
    }
  select->phase = PRESSED;
  select->hit = rv_scene_hit (canvas->scene, at->x, at->y, MIN (REACH / canvas->view.zoom, 40));
  find_grip (canvas, select, at);
  if (at->n_press == 2 && select->grip.line != 0)
    {
      select->phase = IDLE;
      add_bend (canvas, &select->grip, at);
      return;
    }
  if (at->n_press == 2 && !adds (at->modifiers) && !is_ground (&select->hit))
    {
      select->phase = IDLE;
      rename_hit (canvas, &select->hit);
      return;
    }
  choose_hit (canvas, select, at);
}

/* ---- moving ----------------------------------------------------------------------------------------------------- */

static gboolean
moves (RvId item, const GArray *moving)
{
  for (guint i = 0; i < moving->len; i++)
    if (g_array_index (moving, RvId, i) == item)
      return TRUE;
  return FALSE;
}

/* The boxes in sight that stay: what moves may line up with them. */
static GArray *
find_others (RvCanvas *canvas, const GArray *moving)
{
  g_autoptr (GPtrArray) boxes = g_ptr_array_new ();
  GArray *others = g_array_new (FALSE, FALSE, sizeof (RvRect));

  rv_scene_query (canvas->scene, rv_canvas_visible (canvas), boxes, NULL);
  for (guint i = 0; boxes->len <= MANY_OTHERS && i < boxes->len; i++)
    if (!moves (((RvSceneBox *) boxes->pdata[i])->id, moving))
      g_array_append_val (others, ((RvSceneBox *) boxes->pdata[i])->rect);
  return others;
}

static gboolean
start_moving (RvCanvas *canvas, Select *select)
{
  RvRect rect;

  select->moving = rv_canvas_movable (canvas);
  if (select->moving->len == 0)
    return FALSE;
  select->others = find_others (canvas, select->moving);
  for (guint i = 0; i < select->moving->len; i++)
    if (rv_canvas_item_rect (canvas, g_array_index (select->moving, RvId, i), &rect))
      select->around = i == 0 ? rect : rv_rect_union (select->around, rect);
  select->phase = MOVING;
  return TRUE;
}

static void
offset (RvCanvas *canvas, Select *select, double dx, double dy)
{
  if (dx == select->dx && dy == select->dy)
    return;
  select->dx = dx;
  select->dy = dy;
  rv_canvas_took (canvas, rv_scene_set_offset (canvas->scene, (const RvId *) select->moving->data, select->moving->len, dx, dy));
}

/* Alt or Ctrl moves freely. */
static void
move_to (RvCanvas *canvas, Select *select, const RvPointer *at)
{
  double dx = at->x - select->from.x, dy = at->y - select->from.y;
  RvRect there = select->around;
  RvPoint more = { 0, 0 };

  if ((at->modifiers & GDK_SHIFT_MASK) && fabs (dx) > fabs (dy))
    dy = 0;
  else if (at->modifiers & GDK_SHIFT_MASK)
    dx = 0;
  there.x += dx;
  there.y += dy;
  select->guides = (RvSnapGuides) { 0 };
  if (canvas->snaps && !(at->modifiers & (GDK_ALT_MASK | GDK_CONTROL_MASK)))
    more = rv_snap_move (there, (const RvRect *) select->others->data, select->others->len, canvas->grid,
                         MIN (SNAP_REACH / canvas->view.zoom, 40), &select->guides);
  offset (canvas, select, dx + more.x, dy + more.y);
}

/* ---- bending a line ------------------------------------------------------------------------------------------------ */

static gboolean
start_bending (RvCanvas *canvas, Select *select)
{
  const RvSceneLine *line = rv_scene_line (canvas->scene, select->grip.line);

  if (line == NULL)
    return FALSE;
  select->unbent = g_array_new (FALSE, FALSE, sizeof (RvPoint));
  g_array_append_vals (select->unbent, line->points, line->n_points);
  select->phase = BENDING;
  return TRUE;
}

/* Alt moves freely. */
static void
bend_to (RvCanvas *canvas, Select *select, const RvPointer *at)
{
  const RvPoint *points = (const RvPoint *) (gpointer) select->unbent->data;
  guint n = select->unbent->len, index = select->grip.index;
  RvPoint to = { points[index].x + at->x - select->from.x, points[index].y + at->y - select->from.y };

  to = rv_snap_point (to, canvas->snaps && !(at->modifiers & GDK_ALT_MASK) ? canvas->grid : 0);
  g_clear_pointer (&select->bent, g_array_unref);
  if (select->grip.is_corner)
    select->bent = rv_stretch_move_corner (points, n, index, to);
  else
    select->bent = rv_stretch_move (points, n, index, rv_stretch_is_level (points, index) ? to.y - points[index].y : to.x - points[index].x);
  rv_bend_show (canvas, select->grip.line, select->bent);
}

static void
drop_bend (RvCanvas *canvas, Select *select)
{
  if (select->bent == NULL || !rv_bend_write (canvas, select->grip.line, select->bent))
    rv_bend_show (canvas, select->grip.line, select->unbent);
}

/* ---- the rubber band ---------------------------------------------------------------------------------------------- */

static void
start_band (RvCanvas *canvas, Select *select)
{
  guint n;
  const RvId *ids = rv_canvas_get_selection (canvas, &n);

  select->before_band = g_array_new (FALSE, FALSE, sizeof (RvId));
  g_array_append_vals (select->before_band, ids, n);
  select->phase = BANDING;
}

static gboolean
is_inside (RvRect outer, RvRect inner)
{
  return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width
         && inner.y + inner.height <= outer.y + outer.height;
}

static void
band_to (RvCanvas *canvas, Select *select, const RvPointer *at)
{
  g_autoptr (GArray) ids = g_array_copy (select->before_band);
  g_autoptr (GPtrArray) boxes = g_ptr_array_new ();
  const GPtrArray *notes = rv_scene_notes (canvas->scene), *areas = rv_scene_areas (canvas->scene);

  select->band = (RvRect) { MIN (at->x, select->from.x), MIN (at->y, select->from.y), fabs (at->x - select->from.x), fabs (at->y - select->from.y) };
  rv_scene_query (canvas->scene, select->band, boxes, NULL);
  for (guint i = 0; i < boxes->len; i++)
    g_array_append_val (ids, ((RvSceneBox *) boxes->pdata[i])->object);
  for (guint i = 0; i < notes->len; i++)
    if (rv_rect_intersects (((RvSceneNote *) notes->pdata[i])->rect, select->band))
      g_array_append_val (ids, ((RvSceneNote *) notes->pdata[i])->id);
  for (guint i = 0; i < areas->len; i++)
    if (is_inside (select->band, ((RvSceneArea *) areas->pdata[i])->rect))
      g_array_append_val (ids, ((RvSceneArea *) areas->pdata[i])->id);
  rv_canvas_set_selection (canvas, (const RvId *) ids->data, ids->len);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
}

/* ---- the gesture --------------------------------------------------------------------------------------------------- */

static void
start_drag (RvCanvas *canvas, Select *select, const RvPointer *at)
{
  if (hypot (at->view_x - select->from.view_x, at->view_y - select->from.view_y) < START)
    return;
  if (is_ground (&select->hit))
    start_band (canvas, select);
  else if (select->grip.line != 0 ? !start_bending (canvas, select) : select->hit.item == RV_ITEM_LINE || !start_moving (canvas, select))
    select->phase = IDLE;
}

static void
motion (RvCanvas *canvas, gpointer state, const RvPointer *at)
{
  Select *select = state;

  if (select->phase == PRESSED)
    start_drag (canvas, select, at);
  if (select->phase == MOVING)
    move_to (canvas, select, at);
  else if (select->phase == BENDING)
    bend_to (canvas, select, at);
  else if (select->phase == BANDING)
    band_to (canvas, select, at);
  else if (select->phase == SIZING)
    size_to (canvas, select, at);
}

/* Returns: whether there was a link to follow. */
static gboolean
follow_link (RvCanvas *canvas, const RvPointer *at)
{
  g_autofree char *link = rv_link_at (canvas, at->x, at->y);

  if (link != NULL)
    g_signal_emit_by_name (canvas, "link-followed", link);
  return link != NULL;
}

/* A click on what was chosen already: it alone stays, or with Ctrl it goes. */
static void
click (RvCanvas *canvas, const Select *select, const RvPointer *at)
{
  RvId id = rv_canvas_object_at (&select->hit);

  if (select->hit.part == RV_PART_AREA && !adds (at->modifiers))
    rv_canvas_choose (canvas, id);
  if (!select->was_chosen || is_ground (&select->hit))
    return;
  if (adds (at->modifiers))
    rv_canvas_toggle (canvas, id);
  else
    rv_canvas_choose (canvas, id);
  rv_canvas_set_focus (canvas, id, select->hit.column);
}

static void
drop (RvCanvas *canvas, Select *select)
{
  double dx = select->dx, dy = select->dy;

  if (!rv_canvas_move (canvas, select->moving, dx, dy))
    rv_canvas_took (canvas, rv_scene_set_offset (canvas->scene, (const RvId *) select->moving->data, select->moving->len, 0, 0));
}

static void
end (RvCanvas *canvas, gpointer state, const RvPointer *at)
{
  Select *select = state;

  if (select->phase == PRESSED && select->hit.part == RV_PART_MORE && !adds (at->modifiers))
    rv_fold_set (canvas, select->hit.id, FALSE); /* it is at the count of what is hidden */
  else if (select->phase == PRESSED && !adds (at->modifiers) && follow_link (canvas, at))
    ; /* the note is chosen by the press */
  else if (select->phase == PRESSED)
    click (canvas, select, at);
  else if (select->phase == MOVING)
    drop (canvas, select);
  else if (select->phase == BENDING)
    drop_bend (canvas, select);
  else if (select->phase == SIZING)
    rv_size_write (canvas, select->sized.item, select->size);
  let_go (select);
}

static gboolean
cancel (RvCanvas *canvas, gpointer state)
{
  Select *select = state;
  Phase phase = select->phase;

  if (phase == MOVING)
    offset (canvas, select, 0, 0);
  else if (phase == BENDING)
    rv_bend_show (canvas, select->grip.line, select->unbent);
  else if (phase == BANDING)
    rv_canvas_set_selection (canvas, (const RvId *) select->before_band->data, select->before_band->len);
  let_go (select);
  return phase != IDLE;
}

static void
stop (RvCanvas *canvas, gpointer state)
{
  let_go (state);
}

/* Over the chosen line: how it can be dragged there. */
static const char *
bend_cursor (RvCanvas *canvas, const RvPointer *at)
{
  const RvSceneLine *line = rv_bend_line (canvas);
  RvBendGrip grip;

  if (line == NULL || !rv_bend_grip_at (canvas, (RvPoint) { at->x, at->y }, &grip)
      || rv_scene_hit (canvas->scene, at->x, at->y, REACH / canvas->view.zoom).item == RV_ITEM_BOX)
    return NULL;
  return grip.is_corner ? "move" : rv_stretch_is_level (line->points, grip.index) ? "ns-resize" : "ew-resize";
}

/* Over a link, or over the chosen line. */
static const char *
place_cursor (RvCanvas *canvas, const RvPointer *at)
{
  g_autofree char *link = rv_link_at (canvas, at->x, at->y);

  return link != NULL ? "pointer" : bend_cursor (canvas, at);
}

static void
hover (RvCanvas *canvas, gpointer state, const RvPointer *at)
{
  RvSizeGrip grip;

  gtk_widget_set_cursor_from_name (GTK_WIDGET (canvas), canvas->is_space_down                                             ? "grab"
                                                        : rv_size_grip_at (canvas, (RvPoint) { at->x, at->y }, &grip) ? rv_size_cursor (&grip)
                                                                                                                      : place_cursor (canvas, at));
}

/* ---- what it shows --------------------------------------------------------------------------------------------------- */

static void
draw_guides (RvCanvas *canvas, const Select *select, GtkSnapshot *snapshot)
{
  RvRect seen = rv_canvas_visible (canvas);
  GdkRGBA color = rv_canvas_rgba (canvas, RV_COLOR_SELECTION);
  float width = (float) (1 / canvas->view.zoom);

  color.alpha = 0.5f;
  if (select->guides.has_x)
    gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT ((float) select->guides.x, (float) seen.y, width, (float) seen.height));
  if (select->guides.has_y)
    gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT ((float) seen.x, (float) select->guides.y, (float) seen.width, width));
}

/* A stroke from side to side, with a short one across it at each end. */
static void
draw_gap (RvCanvas *canvas, GtkSnapshot *snapshot, const RvSnapGap *gap, gboolean is_x)
{
  GdkRGBA color = rv_canvas_rgba (canvas, RV_COLOR_SELECTION);
  double pixel = 1 / canvas->view.zoom, half = 5 * pixel, length = gap->to - gap->from;
  const RvRect strokes[] = { { gap->from, gap->at - pixel / 2, length, pixel }, { gap->from, gap->at - half, pixel, 2 * half },
                             { gap->to - pixel, gap->at - half, pixel, 2 * half } };

  for (guint i = 0; i < G_N_ELEMENTS (strokes); i++)
    gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT ((float) (is_x ? strokes[i].x : strokes[i].y),
                                                                      (float) (is_x ? strokes[i].y : strokes[i].x),
                                                                      (float) (is_x ? strokes[i].width : strokes[i].height),
                                                                      (float) (is_x ? strokes[i].height : strokes[i].width)));
}

static void
draw_gaps (RvCanvas *canvas, const Select *select, GtkSnapshot *snapshot)
{
  for (guint i = 0; i < 2 && select->guides.has_x_gaps; i++)
    draw_gap (canvas, snapshot, &select->guides.x_gaps[i], TRUE);
  for (guint i = 0; i < 2 && select->guides.has_y_gaps; i++)
    draw_gap (canvas, snapshot, &select->guides.y_gaps[i], FALSE);
}

static gboolean
press_key (RvCanvas *canvas, gpointer state, guint keyval, GdkModifierType modifiers)
{
  return ((Select *) state)->phase == IDLE && rv_bend_key (canvas, keyval, modifiers);
}

static void
draw (RvCanvas *canvas, gpointer state, GtkSnapshot *snapshot)
{
  const Select *select = state;

  rv_bend_paint (canvas, snapshot);
  if (select->phase == BANDING)
    rv_canvas_paint_band (canvas, snapshot, select->band);
  else if (select->phase == SIZING)
    rv_canvas_paint_band (canvas, snapshot, select->size);
  else if (select->phase == MOVING)
    {
      draw_guides (canvas, select, snapshot);
      draw_gaps (canvas, select, snapshot);
    }
}

const RvTool rv_tool_select = {
  .name = "select",
  .icon = "rv-select-symbolic",
  .label = N_("Select and move"),
  .hint = N_("Click to choose, drag to move, double-click to rename"),
  .shortcut = GDK_KEY_v,
  .state_size = sizeof (Select),
  .stop = stop,
  .begin = begin,
  .motion = motion,
  .end = end,
  .hover = hover,
  .key = press_key,
  .cancel = cancel,
  .draw = draw,
};
