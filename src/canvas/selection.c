/* A set of ids in order. */
#include "canvas/selection.h"

struct _RvSelection {
  GArray *ids;        /* RvId */
  GHashTable *set;    /* RvId *, owned */
};

RvSelection *
rv_selection_new (void)
{
  RvSelection *selection = g_new0 (RvSelection, 1);

  selection->ids = g_array_new (FALSE, FALSE, sizeof (RvId));
  selection->set = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return selection;
}

void
rv_selection_free (RvSelection *selection)
{
  g_array_unref (selection->ids);
  g_hash_table_unref (selection->set);
  g_free (selection);
}

gboolean
rv_selection_has (const RvSelection *selection, RvId id)
{
  return g_hash_table_contains (selection->set, &id);
}

guint
rv_selection_size (const RvSelection *selection)
{
  return selection->ids->len;
}

const RvId *
rv_selection_ids (const RvSelection *selection)
{
  return (const RvId *) selection->ids->data;
}

gboolean
rv_selection_add (RvSelection *selection, RvId id)
{
  if (id == 0 || rv_selection_has (selection, id))
    return FALSE;
  g_hash_table_add (selection->set, g_memdup2 (&id, sizeof id));
  g_array_append_val (selection->ids, id);
  return TRUE;
}

gboolean
rv_selection_remove (RvSelection *selection, RvId id)
{
  if (!g_hash_table_remove (selection->set, &id))
    return FALSE;
  for (guint i = 0; i < selection->ids->len; i++)
    if (g_array_index (selection->ids, RvId, i) == id)
      {
        g_array_remove_index (selection->ids, i);
        break;
      }
  return TRUE;
}

static gboolean
is_same (const RvSelection *selection, const RvId *ids, guint n_ids)
{
  if (n_ids != selection->ids->len)
    return FALSE;
  for (guint i = 0; i < n_ids; i++)
    if (!rv_selection_has (selection, ids[i]))
      return FALSE;
  return TRUE;
}

gboolean
rv_selection_set (RvSelection *selection, const RvId *ids, guint n_ids)
{
  g_autofree RvId *copy = g_memdup2 (ids, n_ids * sizeof *ids); /* may be our own */

  if (is_same (selection, copy, n_ids))
    return FALSE;
  g_array_set_size (selection->ids, 0);
  g_hash_table_remove_all (selection->set);
  for (guint i = 0; i < n_ids; i++)
    rv_selection_add (selection, copy[i]);
  return TRUE;
}
