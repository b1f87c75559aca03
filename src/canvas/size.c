/* Owns where grips are and how sizes are written; gestures and keys are others'. */
#include "canvas/size.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define REACH 9.0        /* pixels of the screen around a corner */
#define SIDE_REACH 4.5   /* … and around a side */
#define DOT 9.0
#define ROOMY 90.0       /* a side so long on screen has a dot in its middle */
#define NEAR_ENOUGH 0.3  /* zoom from which boxes are sized */
#define LEAST_BOX 80.0

static const struct {
  RvKind kind;
  int x, y, width, height;    /* fields; -1: none */
  double least_width, least_height;
  const char *label;
} sizes[] = {
  { RV_KIND_BOX, -1, -1, RvBox_width, -1, LEAST_BOX, 0, N_("Size a box") },
  { RV_KIND_AREA, RvArea_x, RvArea_y, RvArea_width, RvArea_height, 48, 32, N_("Size an area") },
  { RV_KIND_NOTE, RvNote_x, RvNote_y, RvNote_width, RvNote_height, 48, 32, N_("Size a note") },
};

static int
sort_of (RvCanvas *canvas, RvId item)
{
  const RvObject *object = rv_model_get (canvas->model, item);

  for (guint i = 0; object != NULL && i < G_N_ELEMENTS (sizes); i++)
    if (sizes[i].kind == object->kind)
      return (int) i;
  return -1;
}

/* ---- what can be sized -------------------------------------------------------------------------------------- */

static gboolean
is_paper (RvCanvas *canvas, RvId id)
{
  return rv_scene_area (canvas->scene, id) != NULL || rv_scene_note (canvas->scene, id) != NULL;
}

/* The one box that is chosen, if it can be sized. */
static const RvSceneBox *
chosen_box (RvCanvas *canvas)
{
  const RvSceneBox *box = rv_selection_size (canvas->selection) == 1 ? rv_scene_box_of (canvas->scene, rv_selection_ids (canvas->selection)[0]) : NULL;

  return box != NULL && !box->is_locked && !box->is_made ? box : NULL;
}

static RvSides
sides_at (RvRect rect, RvPoint at, double reach)
{
  RvSides sides = 0;

  if (at.x < rect.x - reach || at.x > rect.x + rect.width + reach || at.y < rect.y - reach || at.y > rect.y + rect.height + reach)
    return 0;
  if (fabs (at.x - rect.x - rect.width) <= reach)
    sides |= RV_SIDE_RIGHT;
  else if (fabs (at.x - rect.x) <= reach)
    sides |= RV_SIDE_LEFT;
  if (fabs (at.y - rect.y - rect.height) <= reach)
    sides |= RV_SIDE_BOTTOM;
  else if (fabs (at.y - rect.y) <= reach)
    sides |= RV_SIDE_TOP;
  return sides;
}

static gboolean
is_corner (RvSides sides)
{
  return (sides & (RV_SIDE_LEFT | RV_SIDE_RIGHT)) && (sides & (RV_SIDE_TOP | RV_SIDE_BOTTOM));
}

/* Corners are easier to meet than sides; neither leaves nothing of a small one to move it by. */
static RvSides
paper_sides_at (RvCanvas *canvas, RvRect rect, RvPoint at)
{
  double most = MIN (rect.width, rect.height) / 4;
  RvSides corner = sides_at (rect, at, MIN (REACH / canvas->view.zoom, most));

  return is_corner (corner) ? corner : sides_at (rect, at, MIN (SIDE_REACH / canvas->view.zoom, most));
}

/* What lies over a side, such as a table on the edge of an area, is pressed before it. */
static gboolean
is_covered (RvCanvas *canvas, RvId item, RvPoint at)
{
  RvSceneHit hit = rv_scene_hit (canvas->scene, at.x, at.y, 0);

  return (hit.item == RV_ITEM_BOX || hit.item == RV_ITEM_NOTE) && hit.id != item;
}

static gboolean
box_grip_at (RvCanvas *canvas, RvPoint at, RvSizeGrip *grip)
{
  const RvSceneBox *box = chosen_box (canvas);
  double reach = REACH / canvas->view.zoom;

  if (box == NULL || canvas->view.zoom < NEAR_ENOUGH || fabs (at.x - box->rect.x - box->rect.width) > reach / 2
      || fabs (at.y - box->rect.y - box->rect.height / 2) > reach)
    return FALSE;
  *grip = (RvSizeGrip) { box->id, RV_SIDE_RIGHT, box->rect };
  return TRUE;
}

/* ---- grips ---------------------------------------------------------------------------------------------------- */

gboolean
rv_size_grip_at (RvCanvas *canvas, RvPoint at, RvSizeGrip *grip)
{
  const RvId *ids = rv_selection_ids (canvas->selection);

  *grip = (RvSizeGrip) { 0 };
  for (guint i = 0; i < rv_selection_size (canvas->selection); i++)
    {
      if (!is_paper (canvas, ids[i]) || !rv_canvas_rect_of (canvas, ids[i], &grip->rect))
        continue;
      grip->sides = paper_sides_at (canvas, grip->rect, at);
      if (grip->sides == 0 || is_covered (canvas, ids[i], at))
        continue;
      grip->item = ids[i];
      return TRUE;
    }
  return box_grip_at (canvas, at, grip);
}

const char *
rv_size_cursor (const RvSizeGrip *grip)
{
  static const char *const names[] = {
    [RV_SIDE_LEFT] = "ew-resize", [RV_SIDE_RIGHT] = "ew-resize", [RV_SIDE_TOP] = "ns-resize", [RV_SIDE_BOTTOM] = "ns-resize",
    [RV_SIDE_LEFT | RV_SIDE_TOP] = "nw-resize", [RV_SIDE_RIGHT | RV_SIDE_BOTTOM] = "se-resize",
    [RV_SIDE_RIGHT | RV_SIDE_TOP] = "ne-resize", [RV_SIDE_LEFT | RV_SIDE_BOTTOM] = "sw-resize",
  };

  return grip->sides < G_N_ELEMENTS (names) ? names[grip->sides] : NULL;
}

RvRect
rv_size_to (RvCanvas *canvas, const RvSizeGrip *grip, RvPoint to)
{
  int sort = sort_of (canvas, grip->item);
  double least_width = sort < 0 ? 0 : sizes[sort].least_width, least_height = sort < 0 ? 0 : sizes[sort].least_height;
  RvRect rect = grip->rect;
  double right = rect.x + rect.width, bottom = rect.y + rect.height;

  if (grip->sides & RV_SIDE_LEFT)
    rect.x = MIN (to.x, right - least_width);
  if (grip->sides & RV_SIDE_TOP)
    rect.y = MIN (to.y, bottom - least_height);
  rect.width = grip->sides & RV_SIDE_RIGHT ? MAX (to.x - rect.x, least_width) : right - rect.x;
  rect.height = grip->sides & RV_SIDE_BOTTOM ? MAX (to.y - rect.y, least_height) : bottom - rect.y;
  return rect;
}

/* ---- writing --------------------------------------------------------------------------------------------------- */

static void
set_real (RvEdit *edit, RvObject *object, int field, double value)
{
  if (field >= 0)
    rv_edit_set_real (edit, object, field, value);
}

static void
set_rect (RvEdit *edit, RvObject *object, int sort, RvRect rect)
{
  set_real (edit, object, sizes[sort].x, rect.x);
  set_real (edit, object, sizes[sort].y, rect.y);
  set_real (edit, object, sizes[sort].width, rect.width);
  set_real (edit, object, sizes[sort].height, rect.height);
}

void
rv_size_write (RvCanvas *canvas, RvId item, RvRect rect)
{
  int sort = sort_of (canvas, item);
  g_autoptr (RvEdit) edit = sort >= 0 ? rv_canvas_begin_edit (canvas, _(sizes[sort].label)) : NULL;

  if (edit == NULL)
    return;
  set_rect (edit, rv_model_get (canvas->model, item), sort, rect);
  rv_canvas_commit (canvas, edit);
}

/* ---- keys ------------------------------------------------------------------------------------------------------- */

/* One edit for all; what is sized by it is known by @item. */
static void
size_one (RvCanvas *canvas, RvEdit **edit, RvId item, RvRect rect, double dx, double dy)
{
  int sort = sort_of (canvas, item);
  RvSizeGrip grip = { item, RV_SIDE_RIGHT | RV_SIDE_BOTTOM, rect };

  if (sort < 0 || (sizes[sort].height < 0 && dx == 0))
    return;
  if (*edit == NULL)
    *edit = rv_canvas_begin_edit (canvas, _(sizes[sort].label));
  if (*edit != NULL)
    set_rect (*edit, rv_model_get (canvas->model, item), sort,
              rv_size_to (canvas, &grip, (RvPoint) { rect.x + rect.width + dx, rect.y + rect.height + dy }));
}

gboolean
rv_size_key (RvCanvas *canvas, double dx, double dy)
{
  guint n = rv_selection_size (canvas->selection);
  const RvId *ids = rv_selection_ids (canvas->selection);
  const RvSceneBox *box = chosen_box (canvas);
  g_autoptr (RvEdit) edit = NULL;
  RvRect rect;

  for (guint i = 0; i < n; i++)
    if (is_paper (canvas, ids[i]) && rv_canvas_rect_of (canvas, ids[i], &rect))
      size_one (canvas, &edit, ids[i], rect, dx, dy);
  if (box != NULL)
    size_one (canvas, &edit, box->id, box->rect, dx, dy);
  return edit != NULL && rv_canvas_commit (canvas, edit);
}

/* ---- how it looks ------------------------------------------------------------------------------------------------ */

static void
paint_dot (RvCanvas *canvas, GtkSnapshot *snapshot, double x, double y)
{
  GdkRGBA color = rv_canvas_rgba (canvas, RV_COLOR_SELECTION);
  float size = (float) (DOT / canvas->view.zoom);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) x - size / 2, (float) y - size / 2, size, size);
  GskRoundedRect circle;

  gsk_rounded_rect_init_from_rect (&circle, &bounds, size / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &circle);
  gtk_snapshot_append_color (snapshot, &color, &bounds);
  gtk_snapshot_pop (snapshot);
}

/* All corners and the middles of long sides. */
static void
paint_dots (RvCanvas *canvas, GtkSnapshot *snapshot, RvRect rect)
{
  gboolean is_wide = rect.width * canvas->view.zoom >= ROOMY, is_high = rect.height * canvas->view.zoom >= ROOMY;

  for (int column = 0; column < 3; column++)
    for (int row = 0; row < 3; row++)
      if ((column == 1 ? is_wide && row != 1 : TRUE) && (row == 1 ? is_high && column != 1 : TRUE))
        paint_dot (canvas, snapshot, rect.x + column * rect.width / 2, rect.y + row * rect.height / 2);
}

void
rv_size_paint (RvCanvas *canvas, GtkSnapshot *snapshot)
{
  const RvId *ids = rv_selection_ids (canvas->selection);
  const RvSceneBox *box = chosen_box (canvas);
  RvRect rect;

  for (guint i = 0; i < rv_selection_size (canvas->selection); i++)
    if (is_paper (canvas, ids[i]) && rv_canvas_rect_of (canvas, ids[i], &rect))
      paint_dots (canvas, snapshot, rect);
  if (box != NULL && canvas->view.zoom >= NEAR_ENOUGH)
    paint_dot (canvas, snapshot, box->rect.x + box->rect.width, box->rect.y + box->rect.height / 2);
}
