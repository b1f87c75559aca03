/* Owns which boxes have the button at the moment. Everybody else folds by the action of the window. */
#include "canvas/fold.h"

#include <glib/gi18n-lib.h>

#include "canvas/overlay.h"
#include "draw/display-build.h"
#include "draw/measure.h"

#define HALF 9.0      /* of the button */
#define RIGHT 14.0    /* of its middle, from the right edge of the box */
#define LOCK 18.0     /* a padlock has that corner */
#define MIDDLE 13.0   /* of a header, from its top */
#define N_OFFERED 2

struct _RvFold {
  RvCanvas *canvas;
  guint overlay;
  RvId offered[N_OFFERED];  /* boxes: under the pointer, chosen; or 0 */
};

/* ---- which boxes --------------------------------------------------------------------------------------------- */

static gboolean
can_fold (const RvSceneBox *box)
{
  return box != NULL && !box->is_made && box->shape == RV_SHAPE_TABLE && !box->is_plain && box->n_columns > 0;
}

static RvId
hovered (RvCanvas *canvas)
{
  const RvSceneBox *box = canvas->hover.item == RV_ITEM_BOX && canvas->tool == &rv_tool_select ? rv_scene_box (canvas->scene, canvas->hover.id) : NULL;

  return can_fold (box) ? box->id : 0;
}

static RvId
chosen (RvCanvas *canvas)
{
  const RvSceneBox *box = rv_selection_size (canvas->selection) == 1 ? rv_scene_box_of (canvas->scene, rv_selection_ids (canvas->selection)[0]) : NULL;

  return can_fold (box) ? box->id : 0;
}

static RvPoint
middle_of (const RvSceneBox *box)
{
  double mark = box->mark != NULL ? rv_measure_width (RV_FONT_QUIET, box->mark) + HALF : 0;

  return (RvPoint) { box->rect.x + box->rect.width - RIGHT - (box->is_locked ? LOCK : 0) - mark, box->rect.y + MIDDLE };
}

/* ---- the button ---------------------------------------------------------------------------------------------- */

static char *
say (const RvSceneBox *box)
{
  return g_strdup_printf (box->is_folded ? _("Unfold %s") : _("Fold %s"), box->title);
}

/* Points down where there is something below to see, and right where it is put away. */
static void
draw_arrow (RvDisplayList *list, gboolean is_folded)
{
  static const RvPoint down[] = { { -3.5, -1.75 }, { 0, 1.75 }, { 3.5, -1.75 } };
  double turn = is_folded ? 1 : 0;

  rv_display_path (list, (RvInk) { 0 }, rv_ink (list, RV_COLOR_TITLE), 1.5);
  for (guint i = 0; i < G_N_ELEMENTS (down); i++)
    {
      double x = turn > 0 ? down[i].y : down[i].x, y = turn > 0 ? down[i].x : down[i].y;

      (i == 0 ? rv_display_move_to : rv_display_line_to) (list, x, y);
    }
}

static void
draw_button (RvDisplayList *list, const RvSceneBox *box)
{
  RvPoint at = middle_of (box);

  rv_display_open (list, &(RvDisplayGroup) { .id = box->id, .x = at.x, .y = at.y, .extents = { -HALF, -HALF, 2 * HALF, 2 * HALF },
                                             .title = say (box), .css_class = "fold" });
  rv_display_rect (list, (RvRect) { -HALF, -HALF, 2 * HALF, 2 * HALF }, 4, rv_ink (list, RV_COLOR_BOX));
  draw_arrow (list, box->is_folded);
  rv_display_close (list);
}

static void
draw (RvDisplayList *list, RvScene *scene, RvDetail detail, gpointer data)
{
  RvFold *fold = data;

  for (guint i = 0; detail == RV_DETAIL_FULL && i < N_OFFERED; i++)
    {
      const RvSceneBox *box = fold->offered[i] != 0 ? rv_scene_box (scene, fold->offered[i]) : NULL;

      if (can_fold (box) && (i == 0 || fold->offered[0] != box->id))
        draw_button (list, box);
    }
}

/* After an edit the canvas does not know yet what is under the pointer. */
static gboolean
press (gint64 id, gpointer data)
{
  RvCanvas *canvas = ((RvFold *) data)->canvas;
  const RvSceneBox *box = rv_scene_box (canvas->scene, id);

  if (box == NULL)
    return FALSE;
  rv_fold_set (canvas, id, !box->is_folded);
  rv_canvas_hover (canvas, canvas->pointer.view_x, canvas->pointer.view_y, 0);
  return TRUE;
}

/* ---- the public calls ------------------------------------------------------------------------------------------- */

RvFold *
rv_fold_new (RvCanvas *canvas)
{
  static const RvOverlay overlay = { RV_OVERLAY_ABOVE, draw, press };
  RvFold *fold = g_new0 (RvFold, 1);

  fold->canvas = canvas;
  fold->overlay = rv_canvas_add_overlay (canvas, &overlay, fold, g_free);
  return fold;
}

void
rv_fold_follow (RvFold *fold)
{
  gboolean has_scene = fold->canvas->scene != NULL;
  RvId now[N_OFFERED] = { has_scene ? hovered (fold->canvas) : 0, has_scene ? chosen (fold->canvas) : 0 };

  if (now[0] == fold->offered[0] && now[1] == fold->offered[1])
    return;
  memcpy (fold->offered, now, sizeof now);
  rv_canvas_update_overlay (fold->canvas, fold->overlay);
}

char *
rv_fold_describe (RvFold *fold, RvPoint at)
{
  for (guint i = 0; rv_detail_for_zoom (fold->canvas->view.zoom) == RV_DETAIL_FULL && i < N_OFFERED; i++)
    {
      const RvSceneBox *box = fold->offered[i] != 0 ? rv_scene_box (fold->canvas->scene, fold->offered[i]) : NULL;
      RvPoint middle = box != NULL ? middle_of (box) : (RvPoint) { 0 };

      if (can_fold (box) && ABS (at.x - middle.x) <= HALF && ABS (at.y - middle.y) <= HALF)
        return say (box);
    }
  return NULL;
}

gboolean
rv_fold_set (RvCanvas *canvas, RvId box, gboolean is_folded)
{
  RvBox *row = rv_model_get_kind (canvas->model, box, RV_KIND_BOX);
  g_autoptr (RvEdit) edit = NULL;

  if (row == NULL || row->is_folded == is_folded)
    return row != NULL;
  edit = rv_canvas_begin_edit (canvas, is_folded ? _("Fold") : _("Unfold"));
  if (edit == NULL)
    return FALSE;
  rv_edit_set_number (edit, row, RvBox_is_folded, is_folded);
  return rv_canvas_commit (canvas, edit);
}
