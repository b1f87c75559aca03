/* Edits of diagrams as a whole: what they show and how it is arranged. */
#include "app/diagrams.h"

#include <glib/gi18n.h>

#include "draw/arrange.h"

GPtrArray *
rv_diagrams_in_order (RvModel *model)
{
  return rv_model_children (model, 0, RV_KIND_DIAGRAM);
}

static RvBox *
find_box (RvModel *model, RvId diagram, RvId object)
{
  const GPtrArray *referrers = rv_model_referrers (model, object);

  for (guint i = 0; referrers != NULL && i < referrers->len; i++)
    {
      RvBox *box = referrers->pdata[i];

      if (box->object.kind == RV_KIND_BOX && box->diagram_id == diagram)
        return box;
    }
  return NULL;
}

static void
add_boxes (RvEdit *edit, RvId diagram, const RvId *objects, guint n)
{
  RvModel *model = rv_edit_model (edit);

  for (guint i = 0; i < n; i++)
    {
      const RvObject *object = rv_model_get (model, objects[i]);
      gboolean is_drawn = object != NULL && (object->kind == RV_KIND_TABLE || object->kind == RV_KIND_VIEW
                                             || object->kind == RV_KIND_MATERIALIZED_VIEW);

      if (is_drawn && find_box (model, diagram, objects[i]) == NULL)
        rv_edit_set_number (edit, rv_edit_insert (edit, RV_KIND_BOX, diagram), RvBox_object_id, objects[i]);
    }
  rv_arrange_diagram (edit, diagram, TRUE);
}

char *
rv_diagrams_free_name (RvModel *model)
{
  for (guint n = rv_model_all (model, RV_KIND_DIAGRAM)->len + 1;; n++)
    {
      g_autofree char *name = g_strdup_printf (_("Diagram %u"), n);

      if (rv_model_find (model, RV_KIND_DIAGRAM, 0, name) == NULL)
        return g_steal_pointer (&name);
    }
}

RvId
rv_diagrams_add (RvModel *model, const char *name, const RvId *objects, guint n, GError **error)
{
  g_autofree char *label = g_strdup_printf (_("Add diagram %s"), name);
  g_autoptr (RvEdit) edit = rv_edit_begin (model, label);
  RvObject *diagram = rv_edit_insert (edit, RV_KIND_DIAGRAM, 0);
  RvId id = diagram->id;

  rv_edit_set_text (edit, diagram, RvDiagram_name, name);
  add_boxes (edit, id, objects, n);
  return rv_edit_commit (edit, error) ? id : 0;
}

gboolean
rv_diagrams_show (RvModel *model, RvId diagram, const RvId *objects, guint n, GError **error)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (model, _("Add to the diagram"));

  add_boxes (edit, diagram, objects, n);
  return rv_edit_commit (edit, error);
}

gboolean
rv_diagrams_hide (RvModel *model, RvId diagram, const RvId *objects, guint n, GError **error)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (model, _("Remove from the diagram"));

  for (guint i = 0; i < n; i++)
    {
      RvBox *box = find_box (model, diagram, objects[i]);

      if (box != NULL)
        rv_edit_remove (edit, box);
    }
  return rv_edit_commit (edit, error);
}

static GPtrArray *
find_boxes (RvModel *model, RvId diagram, const RvId *objects, guint n)
{
  GPtrArray *boxes = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    {
      RvBox *box = find_box (model, diagram, objects[i]);

      if (box != NULL)
        g_ptr_array_add (boxes, box);
    }
  return boxes;
}

gboolean
rv_diagrams_fold (RvModel *model, RvId diagram, const RvId *objects, guint n, GError **error)
{
  g_autoptr (GPtrArray) boxes = find_boxes (model, diagram, objects, n);
  gboolean are_folded = TRUE;
  g_autoptr (RvEdit) edit = NULL;

  for (guint i = 0; i < boxes->len; i++)
    are_folded = are_folded && ((const RvBox *) boxes->pdata[i])->is_folded;
  edit = rv_edit_begin (model, are_folded ? _("Unfold") : _("Fold"));
  for (guint i = 0; i < boxes->len; i++)
    rv_edit_set_number (edit, boxes->pdata[i], RvBox_is_folded, !are_folded);
  return rv_edit_commit (edit, error);
}

void
rv_diagrams_ensure (RvModel *model)
{
  g_autoptr (RvEdit) edit = NULL;
  g_autoptr (GError) error = NULL;

  if (rv_model_all (model, RV_KIND_DIAGRAM)->len > 0 || rv_model_read_only_reason (model) != NULL)
    return;
  edit = rv_edit_begin (model, _("Add a diagram"));
  rv_edit_set_initial (edit);
  rv_diagram_create_for_all (edit, _("Overview"), RV_SHOW_TABLES);
  if (!rv_edit_commit (edit, &error))
    g_warning ("%s", error->message);
}
