/* A project in memory has no database before it needs one: most are read, written as something
 * else and forgotten. Its birth (all initial edits) is written when a step has to be recorded
 * over it, or when it is saved. */
#include <glib/gi18n-lib.h>

#include "model/model-private.h"

static gboolean
write_object (RvModel *model, RvObject *object, RvEdit *edit, GError **error)
{
  const RvObject *before = edit != NULL ? rv_edit_before (edit, object) : object;

  return before == NULL || rv_store_insert (model->store, before, error);
}

static gboolean
write_objects (RvModel *model, RvEdit *edit, GError **error)
{
  for (RvKind kind = 1; kind < RV_N_KINDS; kind++)
    for (guint i = 0; i < model->by_kind[kind]->len; i++)
      if (!write_object (model, model->by_kind[kind]->pdata[i], edit, error))
        return FALSE;
  return edit == NULL || rv_edit_foreach_removed (edit, rv_store_insert, model->store, error);
}

gboolean
rv_model_write_birth (RvModel *model, RvEdit *edit, GError **error)
{
  if (model->store != NULL)
    return TRUE;
  model->store = rv_store_new_memory ();
  if (rv_store_begin (model->store, FALSE, error) && write_objects (model, edit, error)
      && rv_store_commit (model->store, _("New project"), model->next_id, error))
    return TRUE;
  g_clear_pointer (&model->store, rv_store_free);
  return FALSE;
}
