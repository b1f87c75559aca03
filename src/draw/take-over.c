/* Compares what diagrams show with what there is, before and after. */
#include "draw/take-over.h"

#include "draw/arrange.h"
#include "migrate/update.h"

/* Returns: (transfer full): the tables without a box in @diagram. */
static GArray *
find_missing (RvModel *model, RvId diagram)
{
  g_autoptr (GArray) all = rv_arrange_objects (model, RV_SHOW_TABLES);
  g_autoptr (GPtrArray) boxes = rv_model_children (model, diagram, RV_KIND_BOX);
  g_autoptr (GHashTable) shown = g_hash_table_new (NULL, NULL);
  GArray *missing = g_array_new (FALSE, FALSE, sizeof (RvId));

  for (guint i = 0; i < boxes->len; i++)
    g_hash_table_add (shown, GSIZE_TO_POINTER (((RvBox *) boxes->pdata[i])->object_id));
  for (guint i = 0; i < all->len; i++)
    if (!g_hash_table_contains (shown, GSIZE_TO_POINTER (g_array_index (all, RvId, i))))
      g_array_append_val (missing, g_array_index (all, RvId, i));
  return missing;
}

/* Returns: (transfer full): GArray of RvId: the diagrams that show all tables. */
static GArray *
find_complete (RvModel *model)
{
  const GPtrArray *diagrams = rv_model_all (model, RV_KIND_DIAGRAM);
  GArray *complete = g_array_new (FALSE, FALSE, sizeof (RvId));

  for (guint i = 0; i < diagrams->len; i++)
    {
      const RvObject *diagram = diagrams->pdata[i];
      g_autoptr (GArray) missing = find_missing (model, diagram->id);

      if (missing->len == 0)
        g_array_append_val (complete, diagram->id);
    }
  return complete;
}

static void
complete_again (RvEdit *edit, const GArray *diagrams)
{
  for (guint i = 0; i < diagrams->len; i++)
    {
      RvId diagram = g_array_index (diagrams, RvId, i);
      g_autoptr (GArray) missing = find_missing (rv_edit_model (edit), diagram);

      for (guint j = 0; j < missing->len; j++)
        rv_edit_set_number (edit, rv_edit_insert (edit, RV_KIND_BOX, diagram), RvBox_object_id, g_array_index (missing, RvId, j));
      if (missing->len > 0)
        rv_arrange_diagram (edit, diagram, TRUE);
    }
}

void
rv_take_over (RvEdit *edit, RvModel *source)
{
  g_autoptr (GArray) complete = find_complete (rv_edit_model (edit));

  rv_update_from (edit, source);
  complete_again (edit, complete);
}
