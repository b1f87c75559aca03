/* Edits of diagrams as a whole: what they show and how it is arranged. */
#include "app/diagrams.h"

#include <glib/gi18n.h>

#include "draw/arrange.h"

GPtrArray *
rv_diagrams_in_order (RvModel *model)
{
  return rv_model_children (model, 0, RV_KIND_DIAGRAM);
}

/* What @diagram has for @object: of the kind box or route. */
static gpointer
find_drawn (RvModel *model, RvKind kind, RvId diagram, RvId object)
{
  const GPtrArray *referrers = rv_model_referrers (model, object);

  for (guint i = 0; referrers != NULL && i < referrers->len; i++)
    {
      RvObject *drawn = referrers->pdata[i];

      if (drawn->kind == kind && rv_record_parent (drawn) == diagram)
        return drawn;
    }
  return NULL;
}

static RvBox *
find_box (RvModel *model, RvId diagram, RvId object)
{
  return find_drawn (model, RV_KIND_BOX, diagram, object);
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

/* ---- colours ------------------------------------------------------------------------------------------------- */

/* A line is in the diagram without a row; one that a person neither bent nor coloured needs none. */
static void
color_line (RvEdit *edit, RvId diagram, RvId object, const char *color)
{
  RvRoute *route = find_drawn (rv_edit_model (edit), RV_KIND_ROUTE, diagram, object);

  if (route == NULL && color == NULL)
    return;
  if (color == NULL && (route->points == NULL || *route->points == '\0'))
    {
      rv_edit_remove (edit, route);
      return;
    }
  if (route == NULL)
    {
      route = rv_edit_insert (edit, RV_KIND_ROUTE, diagram);
      rv_edit_set_number (edit, route, RvRoute_object_id, object);
    }
  rv_edit_set_text (edit, route, RvRoute_color, color);
}

static void
color_one (RvEdit *edit, RvId diagram, RvObject *object, const char *color)
{
  RvBox *box = find_box (rv_edit_model (edit), diagram, object->id);

  if (object->kind == RV_KIND_FOREIGN_KEY || object->kind == RV_KIND_INHERITANCE || object->kind == RV_KIND_REFERENCE)
    color_line (edit, diagram, object->id, color);
  else if (object->kind == RV_KIND_AREA)
    rv_edit_set_text (edit, object, RvArea_color, color);
  else if (object->kind == RV_KIND_NOTE)
    rv_edit_set_text (edit, object, RvNote_color, color);
  else if (box != NULL)
    rv_edit_set_text (edit, box, RvBox_color, color);
}

gboolean
rv_diagrams_color (RvModel *model, RvId diagram, const RvId *objects, guint n, const char *color, GError **error)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (model, _("Change the color"));

  for (guint i = 0; i < n; i++)
    if (rv_model_get (model, objects[i]) != NULL)
      color_one (edit, diagram, rv_model_get (model, objects[i]), color);
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
