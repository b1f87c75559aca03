/* Finds and writes the places of boxes: the box's own, or that of one notation. */
#include "model/box-place.h"

static RvBoxPlace *
find_place (RvModel *model, const RvBox *box, RvNotation notation)
{
  const GPtrArray *referrers = rv_model_referrers (model, box->object.id);

  for (guint i = 0; referrers != NULL && i < referrers->len; i++)
    {
      RvBoxPlace *place = g_ptr_array_index (referrers, i);

      if (place->object.kind == RV_KIND_BOX_PLACE && place->notation == notation)
        return place;
    }
  return NULL;
}

static gboolean
has_own_place (const RvBox *box)
{
  return box->x != 0 || box->y != 0;
}

gboolean
rv_box_place (RvModel *model, const RvBox *box, RvNotation notation, double *x, double *y)
{
  const RvBoxPlace *place = notation != RvNotation_CROWS_FOOT ? find_place (model, box, notation) : NULL;
  gboolean shares = place == NULL && notation != RvNotation_CHEN;

  if (x != NULL)
    *x = place != NULL ? place->x : shares ? box->x : 0;
  if (y != NULL)
    *y = place != NULL ? place->y : shares ? box->y : 0;
  return place != NULL || (shares && has_own_place (box));
}

static RvNotation
notation_of (RvModel *model, const RvBox *box)
{
  const RvDiagram *diagram = rv_model_get_kind (model, box->diagram_id, RV_KIND_DIAGRAM);

  return diagram != NULL ? diagram->notation : RvNotation_CROWS_FOOT;
}

static void
set_place_in (RvEdit *edit, RvBox *box, RvNotation notation, double x, double y)
{
  RvBoxPlace *place = find_place (rv_edit_model (edit), box, notation);

  if (place == NULL)
    {
      place = rv_edit_insert (edit, RV_KIND_BOX_PLACE, box->object.id);
      rv_edit_set_number (edit, place, RvBoxPlace_notation, notation);
    }
  rv_edit_set_real (edit, place, RvBoxPlace_x, x);
  rv_edit_set_real (edit, place, RvBoxPlace_y, y);
}

/* The first place of a box is for all notations that share it. */
void
rv_box_set_place (RvEdit *edit, RvBox *box, double x, double y)
{
  RvModel *model = rv_edit_model (edit);
  RvNotation notation = notation_of (model, box);
  gboolean is_shared = notation == RvNotation_CROWS_FOOT
                       || (notation != RvNotation_CHEN && !has_own_place (box) && find_place (model, box, notation) == NULL);
  double old_x, old_y;

  if (is_shared)
    {
      rv_edit_set_real (edit, box, RvBox_x, x);
      rv_edit_set_real (edit, box, RvBox_y, y);
    }
  else if (!rv_box_place (model, box, notation, &old_x, &old_y) || old_x != x || old_y != y)
    set_place_in (edit, box, notation, x, y);
}
