/* Rows of a changeset or of the whole file become objects. */
#include <glib/gi18n-lib.h>

#include "model/model-private.h"

/* Writes into @object the fields of @record that are set in @fields. */
static void
assign_fields (RvObject *object, const RvObject *record, guint64 fields)
{
  const RvKindInfo *info = rv_kind_info (object->kind);

  for (guint i = 0; i < info->n_fields; i++)
    {
      const RvField *field = &info->fields[i];

      if (!(fields & G_GUINT64_CONSTANT (1) << i))
        continue;
      if (field->type == RV_FIELD_TEXT)
        rv_record_set_text (object, field, rv_record_text (record, field));
      else if (field->type == RV_FIELD_REAL)
        rv_record_set_real (object, field, rv_record_real (record, field));
      else
        rv_record_set_number (object, field, rv_record_number (record, field));
    }
}

static void
apply_row (RvModel *model, RvRow *row, GArray *changes)
{
  RvObject *object = rv_model_get (model, row->record->id);
  RvChange change = rv_change_for (row->type == RV_ROW_INSERTED  ? RV_CHANGE_INSERTED
                                   : row->type == RV_ROW_UPDATED ? RV_CHANGE_UPDATED
                                                                 : RV_CHANGE_REMOVED,
                                   row->record, row->fields);

  if (row->type == RV_ROW_INSERTED && object == NULL)
    rv_model_add (model, rv_record_copy (row->record));
  else if (row->type == RV_ROW_REMOVED && object != NULL)
    rv_record_free (rv_model_take_off (model, object));
  else if (row->type == RV_ROW_UPDATED && object != NULL)
    {
      assign_fields (object, row->record, row->fields);
      change.parent = rv_record_parent (object);
    }
  else
    return;
  g_array_append_val (changes, change);
}

/* All objects that change are unlinked first and linked last: the rows come in no order, so one
 * may refer to another that is not there yet. */
GArray *
rv_model_apply_rows (RvModel *model, GPtrArray *rows)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (RvChange));
  g_autoptr (GHashTable) touched = g_hash_table_new (NULL, NULL);
  GHashTableIter iterator;
  gpointer id;

  for (guint i = 0; i < rows->len; i++)
    {
      RvRow *row = rows->pdata[i];
      RvObject *object = rv_model_get (model, row->record->id);

      if (g_hash_table_add (touched, GSIZE_TO_POINTER (row->record->id)) && object != NULL)
        rv_model_unlink (model, object);
    }
  for (guint i = 0; i < rows->len; i++)
    apply_row (model, rows->pdata[i], changes);
  g_hash_table_iter_init (&iterator, touched);
  while (g_hash_table_iter_next (&iterator, &id, NULL))
    {
      RvObject *object = g_hash_table_lookup (model->objects, id);

      if (object != NULL)
        rv_model_link (model, object);
    }
  return changes;
}

/* ---- the whole file ------------------------------------------------------------------------------ */

static void
add_loaded (RvObject *record, gpointer data)
{
  RvModel *model = data;

  if (g_hash_table_contains (model->objects, GSIZE_TO_POINTER (record->id)))
    rv_record_free (record); /* two kinds with one id: no project of ours */
  else
    rv_model_add (model, record);
  model->next_id = MAX (model->next_id, record->id + 1);
}

static void
collect_unfit (RvModel *model, GPtrArray *unfit)
{
  for (RvKind kind = 1; kind < RV_N_KINDS; kind++)
    for (guint i = 0; i < model->by_kind[kind]->len; i++)
      {
        RvObject *object = model->by_kind[kind]->pdata[i];

        if (!rv_model_link (model, object))
          g_ptr_array_add (unfit, object);
      }
}

/* Takes out objects that point nowhere, and what then points nowhere. Returns: how many. */
static guint
drop_unfit (RvModel *model, GPtrArray *unfit)
{
  guint n = 0;

  while (unfit->len > 0)
    {
      RvObject *object = g_ptr_array_steal_index (unfit, unfit->len - 1);
      g_autoptr (GPtrArray) falling = NULL;

      if (rv_model_get (model, object->id) != object)
        continue;
      falling = rv_model_falls_with (model, object);
      n += falling->len;
      for (guint i = 0; i < falling->len; i++)
        {
          g_ptr_array_remove (unfit, falling->pdata[i]);
          rv_model_unlink (model, falling->pdata[i]);
        }
      for (guint i = 0; i < falling->len; i++)
        rv_record_free (rv_model_take_off (model, falling->pdata[i]));
    }
  return n;
}

static void
clear_dangling (RvModel *model)
{
  for (RvKind kind = 1; kind < RV_N_KINDS; kind++)
    for (guint i = 0; i < model->by_kind[kind]->len; i++)
      {
        RvObject *object = model->by_kind[kind]->pdata[i];
        const RvKindInfo *info = rv_kind_info (kind);

        for (guint j = 0; j < info->n_fields; j++)
          if (info->fields[j].type == RV_FIELD_REF && rv_model_get (model, rv_record_number (object, &info->fields[j])) == NULL)
            rv_record_set_number (object, &info->fields[j], 0);
      }
}

static gboolean
settle (RvModel *model, GString *report, GError **error)
{
  g_autoptr (GPtrArray) unfit = g_ptr_array_new ();
  guint n_dropped;

  collect_unfit (model, unfit);
  if (unfit->len == 0 && model->by_kind[RV_KIND_PROJECT]->len == 1)
    return TRUE;
  if (report == NULL)
    {
      const RvObject *first = unfit->len > 0 ? unfit->pdata[0] : NULL;
      g_autofree char *where = g_strdup_printf ("%s %" RV_ID_FORMAT, first != NULL ? rv_kind_info (first->kind)->table : "projects",
                                                first != NULL ? first->id : 0);

      g_set_error (error, RV_STORE_ERROR, RV_STORE_ERROR_DAMAGED,
                   g_dngettext (GETTEXT_PACKAGE, "%s: the file is damaged: %u object refers to nothing (%s)",
                                "%s: the file is damaged: %u objects refer to nothing (%s)", unfit->len),
                   rv_store_path (model->store), unfit->len, where);
      return FALSE;
    }
  n_dropped = drop_unfit (model, unfit);
  g_string_append_printf (report,
                          g_dngettext (GETTEXT_PACKAGE, "%u object was left out, because what it belongs to could not be read.\n",
                                       "%u objects were left out, because what they belong to could not be read.\n", n_dropped),
                          n_dropped);
  clear_dangling (model);
  return TRUE;
}

static void
ensure_project (RvModel *model)
{
  RvObject *project;

  if (model->by_kind[RV_KIND_PROJECT]->len > 0)
    return;
  project = rv_record_new (RV_KIND_PROJECT, model->next_id++);
  rv_record_set_text (project, rv_field_info (RvProject_dialect), "postgresql");
  rv_model_add (model, project);
  rv_model_link (model, project);
}

gboolean
rv_model_load (RvModel *model, GString *report, GError **error)
{
  guint n_bad = 0;

  for (RvKind kind = 1; kind < RV_N_KINDS; kind++)
    if (!rv_store_load (model->store, kind, add_loaded, model, report != NULL ? &n_bad : NULL, error))
      return FALSE;
  if (n_bad > 0)
    g_string_append_printf (report,
                            g_dngettext (GETTEXT_PACKAGE, "%u row or table could not be read.\n",
                                         "%u rows or tables could not be read.\n", n_bad),
                            n_bad);
  if (!settle (model, report, error))
    return FALSE;
  if (report != NULL)
    ensure_project (model);
  return TRUE;
}

static void
compare_with (RvModel *model, GHashTable *before, GArray *changes)
{
  GHashTableIter iterator;
  gpointer value;

  g_hash_table_iter_init (&iterator, model->objects);
  while (g_hash_table_iter_next (&iterator, NULL, &value))
    {
      RvObject *object = value, *old = g_hash_table_lookup (before, GSIZE_TO_POINTER (object->id));
      guint64 fields = old != NULL && old->kind == object->kind ? rv_record_differences (old, object) : 0;
      RvChange change = rv_change_for (old != NULL ? RV_CHANGE_UPDATED : RV_CHANGE_INSERTED, object, fields);

      if (old == NULL || fields != 0)
        g_array_append_val (changes, change);
    }
  g_hash_table_iter_init (&iterator, before);
  while (g_hash_table_iter_next (&iterator, NULL, &value))
    if (rv_model_get (model, ((RvObject *) value)->id) == NULL)
      {
        RvChange change = rv_change_for (RV_CHANGE_REMOVED, value, 0);

        g_array_append_val (changes, change);
      }
}

GArray *
rv_model_reload (RvModel *model, GError **error)
{
  g_autoptr (RvModel) fresh = g_object_new (RV_TYPE_MODEL, NULL);
  GArray *changes = NULL;
  gboolean loaded;

  fresh->store = model->store;
  loaded = rv_model_load (fresh, NULL, error);
  fresh->store = NULL;
  if (!loaded)
    return NULL;
  changes = g_array_new (FALSE, FALSE, sizeof (RvChange));
  compare_with (fresh, model->objects, changes);
  for (RvKind kind = 1; kind < RV_N_KINDS; kind++)
    {
      GPtrArray *objects = model->by_kind[kind];

      model->by_kind[kind] = fresh->by_kind[kind];
      fresh->by_kind[kind] = objects;
    }
  {
    GHashTable *objects = model->objects, *names = model->names;

    model->objects = fresh->objects;
    model->names = fresh->names;
    fresh->objects = objects;
    fresh->names = names;
  }
  return changes;
}
