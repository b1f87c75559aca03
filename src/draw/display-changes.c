/* How changes look over a diagram. From far away, where a frame would vanish, all is bolder. */
#include "draw/changes-private.h"
#include "draw/display-build.h"

#include <glib/gi18n-lib.h>

#define BADGE 9          /* radius */
#define MARK_WIDTH 5     /* of the bar beside a row */
#define TAG_HEIGHT 20

static const RvColorRole roles[] = { RV_COLOR_ADDED, RV_COLOR_REMOVED, RV_COLOR_CHANGED };

static double
bold (RvDetail detail)
{
  static const double widths[] = { 3, 6, 14, 30 };

  return widths[detail];
}

/* Returns: (nullable): the diagram as it was. Routes and measures are made once for each diagram. */
static RvScene *
ghosts_of (RvChanges *changes, RvId diagram)
{
  if (changes->ghosts_of == diagram)
    return changes->ghosts;
  g_clear_pointer (&changes->ghosts, rv_scene_free);
  changes->ghosts_of = diagram;
  if (rv_model_get_kind (changes->then, diagram, RV_KIND_DIAGRAM) != NULL)
    changes->ghosts = rv_scene_new (changes->then, diagram);
  return changes->ghosts;
}

/* ---- signs ------------------------------------------------------------------------------------------ */

static void
draw_sign (RvDisplayList *list, RvDifferenceType type, double x, double y, double r)
{
  rv_display_path (list, rv_ink (list, RV_COLOR_NONE), rv_ink (list, RV_COLOR_CANVAS), r / 4.5);
  if (type == RV_DIFFERENCE_CHANGED)
    {
      rv_display_move_to (list, x - r * 0.55, y + r * 0.15);
      rv_display_curve_to (list, x - r * 0.2, y - r * 0.6, x + r * 0.2, y + r * 0.6, x + r * 0.55, y - r * 0.15);
      return;
    }
  rv_display_move_to (list, x - r * 0.55, y);
  rv_display_line_to (list, x + r * 0.55, y);
  if (type == RV_DIFFERENCE_ADDED)
    {
      rv_display_move_to (list, x, y - r * 0.55);
      rv_display_line_to (list, x, y + r * 0.55);
    }
}

static void
draw_badge (RvDisplayList *list, RvDifferenceType type, double x, double y, double radius)
{
  rv_display_path (list, rv_ink (list, roles[type]), rv_ink (list, RV_COLOR_CANVAS), radius / 6);
  rv_display_circle (list, x, y, radius);
  draw_sign (list, type, x, y, radius);
}

static void
open_group (RvDisplayList *list, RvSceneItem item, const RvChanged *changed, RvRect rect, double around)
{
  static const char *const classes[] = { "added", "removed", "changed" };

  rv_display_open (list, &(RvDisplayGroup) {
    .item = item, .name = g_strdup_printf ("%s-%s", classes[changed->type], changed->name), .css_class = classes[changed->type],
    .title = rv_changes_sentence (changed), .x = rect.x, .y = rect.y,
    .extents = { -around, -around, rect.width + 2 * around, rect.height + 2 * around },
  });
}

/* ---- boxes -------------------------------------------------------------------------------------------- */

static void
draw_frame (RvDisplayList *list, const RvChanged *changed, RvRect rect, RvDetail detail)
{
  double width = bold (detail);
  RvInk fill = rv_ink (list, RV_COLOR_NONE);
  RvPrimitive *frame;

  if (detail >= RV_DETAIL_PLAIN)
    {
      fill = rv_ink (list, roles[changed->type]);
      fill.color.alpha = 0x90;
    }
  frame = rv_display_rect (list, (RvRect) { -width / 2, -width / 2, rect.width + width, rect.height + width }, 8 + width / 2, fill);
  frame->stroke = rv_ink (list, roles[changed->type]);
  frame->line_width = width;
  if (changed->type == RV_DIFFERENCE_REMOVED)
    frame->dash = 3 * width;
}

/* A bar at the left edge of the row and a sign outside of the box. */
static void
draw_row (RvDisplayList *list, const RvSceneBox *box, const RvDifference *difference)
{
  int row = difference->after != NULL ? rv_scene_box_row_of (box, difference->after->id) : -1;
  RvInk wash = rv_ink (list, roles[difference->type]);
  double y;

  if (row < 0)
    return;
  y = rv_scene_box_port (box, row);
  wash.color.alpha = 0x30;
  rv_display_rect (list, (RvRect) { 1, y - box->row_height / 2, box->rect.width - 2, box->row_height }, 0, wash);
  rv_display_rect (list, (RvRect) { 0, y - box->row_height / 2, MARK_WIDTH, box->row_height }, 0, rv_ink (list, roles[difference->type]));
  draw_badge (list, difference->type, -BADGE, y, BADGE * 0.8);
}

/* Returns: (transfer full) (nullable): names of the columns that are gone. */
static char *
lost_columns (const RvChanged *changed)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < changed->details->len; i++)
    {
      const RvDifference *difference = changed->details->pdata[i];

      if (difference->type == RV_DIFFERENCE_REMOVED && (difference->kind == RV_KIND_COLUMN || difference->kind == RV_KIND_VIEW_COLUMN))
        g_ptr_array_add (names, (char *) rv_record_name (difference->before));
    }
  if (names->len == 0)
    return NULL;
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

/* A tag under the box: a row that is not there any more cannot be marked. */
static void
draw_lost (RvDisplayList *list, const RvChanged *changed, const RvSceneBox *box)
{
  g_autofree char *lost = lost_columns (changed);
  double y = box->rect.height + 6;
  RvPrimitive *tag;

  if (lost == NULL)
    return;
  tag = rv_display_rect (list, (RvRect) { 0, y, box->rect.width, TAG_HEIGHT }, 4, rv_ink (list, RV_COLOR_CANVAS));
  tag->stroke = rv_ink (list, RV_COLOR_REMOVED);
  tag->line_width = 1;
  tag->dash = 4;
  draw_badge (list, RV_DIFFERENCE_REMOVED, 12, y + TAG_HEIGHT / 2, BADGE * 0.7);
  rv_display_text (list, RV_FONT_TEXT, RV_ANCHOR_START, 24, rv_font_baseline (RV_FONT_TEXT, y, TAG_HEIGHT), box->rect.width - 30, lost,
                   rv_ink (list, RV_COLOR_REMOVED));
}

static void
draw_box (RvDisplayList *list, const RvChanged *changed, const RvSceneBox *box, RvDetail detail)
{
  open_group (list, RV_ITEM_BOX, changed, box->rect, 2 * BADGE + bold (detail) + TAG_HEIGHT);
  draw_frame (list, changed, box->rect, detail);
  for (guint i = 0; detail == RV_DETAIL_FULL && i < changed->details->len; i++)
    draw_row (list, box, changed->details->pdata[i]);
  if (detail == RV_DETAIL_FULL)
    draw_lost (list, changed, box);
  if (detail <= RV_DETAIL_BARS)
    draw_badge (list, changed->type, 0, 0, detail == RV_DETAIL_FULL ? BADGE * 1.2 : BADGE * 2.4);
  rv_display_close (list);
}

/* The box as it was, washed out. */
static void
draw_ghost (RvDisplayList *list, RvScene *ghosts, const RvChanged *changed, const RvSceneBox *box, RvDetail detail)
{
  RvInk veil = rv_ink (list, RV_COLOR_CANVAS);

  veil.color.alpha = 0xa0;
  if (detail <= RV_DETAIL_BARS)
    rv_display_list_add_box (list, ghosts, box, detail);
  open_group (list, RV_ITEM_BOX, changed, box->rect, 2 * BADGE + bold (detail));
  rv_display_rect (list, (RvRect) { 0, 0, box->rect.width, box->rect.height }, 8, veil);
  draw_frame (list, changed, box->rect, detail);
  if (detail <= RV_DETAIL_BARS)
    draw_badge (list, changed->type, 0, 0, detail == RV_DETAIL_FULL ? BADGE * 1.2 : BADGE * 2.4);
  rv_display_close (list);
}

/* ---- lines ---------------------------------------------------------------------------------------------- */

static RvRect
rect_of_line (const RvSceneLine *line)
{
  RvRect rect = { line->points[0].x, line->points[0].y, 0, 0 };

  for (guint i = 1; i < line->n_points; i++)
    rect = rv_rect_union (rect, (RvRect) { line->points[i].x, line->points[i].y, 0, 0 });
  return rect;
}

/* The middle of its longest piece, where a sign has most room. */
static RvPoint
middle_of_line (const RvSceneLine *line)
{
  RvPoint middle = line->points[0];
  double longest = -1;

  for (guint i = 1; i < line->n_points; i++)
    {
      RvPoint a = line->points[i - 1], b = line->points[i];
      double length = ABS (a.x - b.x) + ABS (a.y - b.y);

      if (length > longest)
        {
          longest = length;
          middle = (RvPoint) { (a.x + b.x) / 2, (a.y + b.y) / 2 };
        }
    }
  return middle;
}

static void
draw_line (RvDisplayList *list, const RvChanged *changed, const RvSceneLine *line, RvDetail detail)
{
  RvRect rect;
  RvPoint middle;
  RvPrimitive *path;

  if (line->n_points < 2)
    return;
  rect = rect_of_line (line);
  middle = middle_of_line (line);
  open_group (list, RV_ITEM_LINE, changed, rect, 2 * BADGE);
  path = rv_display_path (list, rv_ink (list, RV_COLOR_NONE), rv_ink (list, roles[changed->type]), bold (detail));
  if (changed->type == RV_DIFFERENCE_REMOVED)
    path->dash = 2 * bold (detail);
  for (guint i = 0; i < line->n_points; i++)
    (i == 0 ? rv_display_move_to : rv_display_line_to) (list, line->points[i].x - rect.x, line->points[i].y - rect.y);
  if (detail <= RV_DETAIL_BARS)
    draw_badge (list, changed->type, middle.x - rect.x, middle.y - rect.y, detail == RV_DETAIL_FULL ? BADGE : BADGE * 2);
  rv_display_close (list);
}

/* ---- the whole -------------------------------------------------------------------------------------------- */

/* The scene that shows @changed: that of today, or for what was removed the one of then. */
static RvScene *
scene_of (RvChanges *changes, RvScene *scene, const RvChanged *changed)
{
  return changed->type == RV_DIFFERENCE_REMOVED ? ghosts_of (changes, rv_scene_diagram (scene)) : scene;
}

gboolean
rv_changes_place (RvChanges *changes, RvScene *scene, const RvChanged *changed, RvRect *place)
{
  RvScene *where = scene_of (changes, scene, changed);
  const RvSceneBox *box = where != NULL ? rv_scene_box_of (where, changed->id) : NULL;
  const RvSceneLine *line = where != NULL ? rv_scene_line (where, changed->id) : NULL;

  if (box != NULL)
    *place = box->rect;
  else if (line != NULL && line->n_points > 0)
    *place = rect_of_line (line);
  return box != NULL || (line != NULL && line->n_points > 0);
}

gboolean
rv_changes_ghost (RvChanges *changes, RvId diagram, const RvChanged *changed, double *x, double *y, double *width, double *height)
{
  RvScene *ghosts = ghosts_of (changes, diagram);
  RvRect rect;

  if (ghosts == NULL || !rv_changes_place (changes, ghosts, changed, &rect))
    return FALSE;
  *x = rect.x;
  *y = rect.y;
  *width = rect.width;
  *height = rect.height;
  return TRUE;
}

static void
draw_changed (RvChanges *changes, RvDisplayList *list, RvScene *scene, const RvChanged *changed, RvDetail detail, RvSceneItem item)
{
  RvScene *where = scene_of (changes, scene, changed);
  const RvSceneBox *box = where != NULL && item == RV_ITEM_BOX ? rv_scene_box_of (where, changed->id) : NULL;
  const RvSceneLine *line = where != NULL && item == RV_ITEM_LINE ? rv_scene_line (where, changed->id) : NULL;

  if (line != NULL)
    draw_line (list, changed, line, detail);
  else if (box != NULL && where == scene)
    draw_box (list, changed, box, detail);
  else if (box != NULL)
    draw_ghost (list, where, changed, box, detail);
}

void
rv_changes_draw (RvChanges *changes, RvDisplayList *list, RvScene *scene, RvDetail detail)
{
  for (int item = RV_ITEM_LINE; item >= RV_ITEM_BOX; item--)
    for (guint i = 0; i < changes->list->len; i++)
      draw_changed (changes, list, scene, changes->list->pdata[i], detail, (RvSceneItem) item);
}
