/* A view keeps what part of the diagram was seen, so that it fits a screen of any size. */
#include "app/views.h"

#include <glib/gi18n.h>

#include "app/diagrams.h"
#include "model/edit.h"

GPtrArray *
rv_views_in_order (RvModel *model)
{
  g_autoptr (GPtrArray) diagrams = rv_diagrams_in_order (model);
  GPtrArray *views = g_ptr_array_new ();

  for (guint i = 0; i < diagrams->len; i++)
    {
      g_autoptr (GPtrArray) own = rv_model_children (model, ((RvObject *) diagrams->pdata[i])->id, RV_KIND_VIEWPOINT);

      g_ptr_array_extend (views, own, NULL, NULL);
    }
  return views;
}

static void
take_place (RvEdit *edit, RvViewpoint *view, RvCanvas *canvas)
{
  double x, y, width, height;

  rv_canvas_get_view (canvas, &x, &y, &width, &height);
  rv_edit_set_real (edit, view, RvViewpoint_x, x);
  rv_edit_set_real (edit, view, RvViewpoint_y, y);
  rv_edit_set_real (edit, view, RvViewpoint_width, width);
  rv_edit_set_real (edit, view, RvViewpoint_height, height);
  rv_edit_set_real (edit, view, RvViewpoint_zoom, rv_canvas_get_zoom (canvas));
}

RvId
rv_views_add (RvCanvas *canvas, const char *title, GError **error)
{
  g_autofree char *label = g_strdup_printf (_("Save view %s"), title);
  g_autoptr (RvEdit) edit = rv_edit_begin (rv_canvas_get_model (canvas), label);
  RvViewpoint *view = rv_edit_insert (edit, RV_KIND_VIEWPOINT, rv_canvas_get_diagram (canvas));
  RvId id = view->object.id;

  rv_edit_set_text (edit, view, RvViewpoint_name, title);
  take_place (edit, view, canvas);
  return rv_edit_commit (edit, error) ? id : 0;
}

gboolean
rv_views_update (RvCanvas *canvas, RvId id, GError **error)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (rv_canvas_get_model (canvas), _("Update a saved view"));
  RvViewpoint *view = rv_model_get_kind (rv_canvas_get_model (canvas), id, RV_KIND_VIEWPOINT);

  if (view != NULL && view->diagram_id == rv_canvas_get_diagram (canvas))
    take_place (edit, view, canvas);
  return rv_edit_commit (edit, error);
}

gboolean
rv_views_rename (RvModel *model, RvId id, const char *title, GError **error)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (model, _("Rename a saved view"));
  RvObject *view = rv_model_get_kind (model, id, RV_KIND_VIEWPOINT);

  if (view != NULL)
    rv_edit_set_text (edit, view, RvViewpoint_name, title);
  return rv_edit_commit (edit, error);
}

gboolean
rv_views_move (RvModel *model, RvId id, int by, GError **error)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (model, _("Move a saved view"));
  RvViewpoint *view = rv_model_get_kind (model, id, RV_KIND_VIEWPOINT);
  g_autoptr (GPtrArray) siblings = view != NULL ? rv_model_children (model, view->diagram_id, RV_KIND_VIEWPOINT) : NULL;
  guint at;

  if (view != NULL && g_ptr_array_find (siblings, view, &at) && (by > 0 || at > 0))
    rv_edit_move_to (edit, view, (guint) ((int) at + by));
  return rv_edit_commit (edit, error);
}

gboolean
rv_views_remove (RvModel *model, RvId id, GError **error)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (model, _("Delete a saved view"));
  RvObject *view = rv_model_get_kind (model, id, RV_KIND_VIEWPOINT);

  if (view != NULL)
    rv_edit_remove (edit, view);
  return rv_edit_commit (edit, error);
}

void
rv_views_show (RvCanvas *canvas, RvId id, double least)
{
  const RvViewpoint *view = rv_model_get_kind (rv_canvas_get_model (canvas), id, RV_KIND_VIEWPOINT);

  if (view != NULL && view->width > 0 && view->height > 0)
    rv_canvas_fit_area (canvas, view->x, view->y, view->width, view->height, least, RV_ZOOM_MAX);
  else if (view != NULL)
    rv_canvas_set_view (canvas, view->x, view->y, view->zoom);
}
