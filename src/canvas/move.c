/* Moving boxes, areas and notes: which move together, and how it is written. */
#include <glib/gi18n-lib.h>

#include "canvas/canvas-private.h"
#include "model/box-place.h"

static gboolean
contains (RvRect outer, RvRect inner)
{
  double x = inner.x + inner.width / 2, y = inner.y + inner.height / 2;

  return x >= outer.x && x <= outer.x + outer.width && y >= outer.y && y <= outer.y + outer.height;
}

/* What lies in an area moves with it. */
static void
add_contents (RvCanvas *canvas, RvSelection *moving, const RvSceneArea *area)
{
  const GPtrArray *notes = rv_scene_notes (canvas->scene);
  g_autoptr (GPtrArray) boxes = g_ptr_array_new ();

  rv_scene_query (canvas->scene, area->rect, boxes, NULL);
  for (guint i = 0; i < boxes->len; i++)
    {
      const RvSceneBox *box = boxes->pdata[i];

      if (contains (area->rect, box->rect) && !box->is_locked && !box->is_made)
        rv_selection_add (moving, box->id);
    }
  for (guint i = 0; i < notes->len; i++)
    if (contains (area->rect, ((RvSceneNote *) notes->pdata[i])->rect))
      rv_selection_add (moving, ((RvSceneNote *) notes->pdata[i])->id);
}

static void
add_one (RvCanvas *canvas, RvSelection *moving, RvId id)
{
  const RvSceneBox *box = rv_scene_box_of (canvas->scene, id);
  const RvSceneArea *area = rv_scene_area (canvas->scene, id);

  if (box != NULL && box->owner != NULL)
    box = box->owner;   /* an attribute moves what it is of */
  if (box != NULL && !box->is_locked && !box->is_made)
    rv_selection_add (moving, box->id);
  if (area == NULL && rv_scene_note (canvas->scene, id) == NULL)
    return;
  rv_selection_add (moving, id);
  if (area != NULL)
    add_contents (canvas, moving, area);
}

GArray *
rv_canvas_movable (RvCanvas *canvas)
{
  RvSelection *moving = rv_selection_new ();
  const RvId *ids = rv_selection_ids (canvas->selection);
  GArray *result = g_array_new (FALSE, FALSE, sizeof (RvId));

  for (guint i = 0; i < rv_selection_size (canvas->selection); i++)
    add_one (canvas, moving, ids[i]);
  g_array_append_vals (result, rv_selection_ids (moving), rv_selection_size (moving));
  rv_selection_free (moving);
  return result;
}

/* ---- writing ------------------------------------------------------------------------------------------------ */

static const char *
title_of (RvCanvas *canvas, RvId item)
{
  const RvSceneBox *box = rv_scene_box (canvas->scene, item);
  const RvSceneArea *area = rv_scene_area (canvas->scene, item);

  return box != NULL ? box->title : area != NULL && area->title != NULL ? area->title : _("note");
}

static void
move_box (RvEdit *edit, RvBox *box, double dx, double dy)
{
  const RvDiagram *diagram = rv_model_get_kind (rv_edit_model (edit), box->diagram_id, RV_KIND_DIAGRAM);
  double x, y;

  rv_box_place (rv_edit_model (edit), box, diagram->notation, &x, &y);
  rv_box_set_place (edit, box, x + dx, y + dy);
}

static void
move_one (RvEdit *edit, RvObject *object, double dx, double dy)
{
  if (object->kind == RV_KIND_BOX)
    move_box (edit, (RvBox *) object, dx, dy);
  else if (object->kind == RV_KIND_AREA)
    {
      rv_edit_set_real (edit, object, RvArea_x, ((RvArea *) object)->x + dx);
      rv_edit_set_real (edit, object, RvArea_y, ((RvArea *) object)->y + dy);
    }
  else if (object->kind == RV_KIND_NOTE)
    {
      rv_edit_set_real (edit, object, RvNote_x, ((RvNote *) object)->x + dx);
      rv_edit_set_real (edit, object, RvNote_y, ((RvNote *) object)->y + dy);
    }
}

gboolean
rv_canvas_move (RvCanvas *canvas, const GArray *ids, double dx, double dy)
{
  g_autofree char *label = NULL;
  g_autoptr (RvEdit) edit = NULL;
  gboolean is_moved;

  if (ids->len == 0 || (dx == 0 && dy == 0))
    return FALSE;
  label = ids->len == 1 ? g_strdup_printf (_("Move %s"), title_of (canvas, g_array_index (ids, RvId, 0)))
                        : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Move %u object", "Move %u objects", ids->len), ids->len);
  edit = rv_canvas_begin_edit (canvas, label);
  if (edit == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      RvObject *object = rv_model_get (canvas->model, g_array_index (ids, RvId, i));

      if (object != NULL)
        move_one (edit, object, dx, dy);
    }
  canvas->is_moving = TRUE;
  is_moved = rv_canvas_commit (canvas, edit);
  canvas->is_moving = FALSE;
  return is_moved;
}

gboolean
rv_canvas_nudge (RvCanvas *canvas, double dx, double dy)
{
  g_autoptr (GArray) ids = rv_canvas_movable (canvas);

  if (ids->len == 0)
    return FALSE;
  rv_canvas_move (canvas, ids, dx, dy);
  return TRUE;
}
