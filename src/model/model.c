/* The model as a GObject: where it comes from, what it announces, its history. */
#include <glib/gi18n-lib.h>

#include "model/model-private.h"

enum { CHANGED, HISTORY_CHANGED, BEFORE_COMMIT, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RvModel, rv_model, G_TYPE_OBJECT)
G_DEFINE_QUARK (rv-model-error, rv_model_error)

static void
rv_model_finalize (GObject *object)
{
  RvModel *model = RV_MODEL (object);

  g_assert (model->edit == NULL);
  rv_model_clear_objects (model);
  g_clear_pointer (&model->store, rv_store_free);
  g_free (model->frozen);
  G_OBJECT_CLASS (rv_model_parent_class)->finalize (object);
}

static void
rv_model_class_init (RvModelClass *class)
{
  G_OBJECT_CLASS (class)->finalize = rv_model_finalize;
  signals[CHANGED] = g_signal_new ("changed", RV_TYPE_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[BEFORE_COMMIT] = g_signal_new ("before-commit", RV_TYPE_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[HISTORY_CHANGED] = g_signal_new ("history-changed", RV_TYPE_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rv_model_init (RvModel *model)
{
  rv_model_init_objects (model);
}

RvChange
rv_change_for (RvChangeType type, const RvObject *object, guint64 fields)
{
  return (RvChange){ type, object->kind, object->id, rv_record_parent (object), fields };
}

void
rv_model_announce (RvModel *model, GArray *changes)
{
  g_object_ref (model);
  if (changes->len > 0)
    g_signal_emit (model, signals[CHANGED], 0, changes);
  g_signal_emit (model, signals[HISTORY_CHANGED], 0);
  g_object_unref (model);
}

void
rv_model_announce_commit (RvModel *model, RvEdit *edit)
{
  g_signal_emit (model, signals[BEFORE_COMMIT], 0, edit);
}

static RvModel *
model_for (RvStore *store)
{
  RvModel *model = g_object_new (RV_TYPE_MODEL, NULL);

  model->store = store;
  model->next_id = store != NULL ? MAX (1, rv_store_next_id (store)) : 1;
  return model;
}

RvModel *
rv_model_new_frozen (const char *reason)
{
  RvModel *model = model_for (NULL);

  model->frozen = g_strdup (reason);
  return model;
}

/* What every project has from its birth. */
static gboolean
fill_new (RvModel *model, const char *dialect, GError **error)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (model, _("New project"));
  RvObject *project = rv_edit_insert (edit, RV_KIND_PROJECT, 0);
  RvObject *schema = rv_edit_insert (edit, RV_KIND_SCHEMA, 0);

  rv_edit_set_initial (edit);
  rv_edit_set_text (edit, project, RvProject_dialect, dialect);
  rv_edit_set_text (edit, schema, RvSchema_name, "public");
  rv_edit_set_number (edit, schema, RvSchema_is_predefined, TRUE);
  return rv_edit_commit (edit, error);
}

RvModel *
rv_model_new (const char *dialect)
{
  RvModel *model = model_for (NULL);
  g_autoptr (GError) error = NULL;

  if (!fill_new (model, dialect, &error))
    g_error ("a new project in memory: %s", error->message);
  return model;
}

RvModel *
rv_model_copy (RvModel *source)
{
  RvModel *model = model_for (NULL);
  g_autoptr (RvEdit) edit = rv_edit_begin (model, _("New project"));
  g_autoptr (GError) error = NULL;

  rv_edit_set_initial (edit);
  rv_edit_adopt_all (edit, source);
  if (!rv_edit_commit (edit, &error))
    g_error ("a copy of a project in memory: %s", error->message);
  return model;
}

RvModel *
rv_model_create (const char *path, const char *dialect, GError **error)
{
  RvStore *store = rv_store_create (path, error);
  g_autoptr (RvModel) model = store != NULL ? model_for (store) : NULL;

  return model != NULL && fill_new (model, dialect, error) ? g_steal_pointer (&model) : NULL;
}

RvModel *
rv_model_open (const char *path, RvOpenFlags flags, GError **error)
{
  RvStore *store = rv_store_open (path, !(flags & RV_OPEN_READ_ONLY), error);
  g_autoptr (RvModel) model = store != NULL ? model_for (store) : NULL;

  return model != NULL && rv_model_load (model, NULL, error) ? g_steal_pointer (&model) : NULL;
}

RvModel *
rv_model_salvage (const char *path, char **report, GError **error)
{
  RvStore *store = rv_store_open_damaged (path, error);
  g_autoptr (RvModel) damaged = store != NULL ? model_for (store) : NULL;
  g_autoptr (RvModel) model = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (RvEdit) edit = NULL;

  if (damaged == NULL || !rv_model_load (damaged, text, error))
    return NULL;
  model = model_for (NULL);
  edit = rv_edit_begin (model, _("Salvage a damaged project"));
  rv_edit_set_initial (edit);
  rv_edit_adopt_all (edit, damaged);
  if (!rv_edit_commit (edit, error))
    return NULL;
  *report = g_string_free (g_steal_pointer (&text), FALSE);
  return g_steal_pointer (&model);
}

gboolean
rv_model_error_is_damage (const GError *error)
{
  return g_error_matches (error, RV_STORE_ERROR, RV_STORE_ERROR_DAMAGED);
}

gboolean
rv_model_save_copy (RvModel *model, const char *path, GError **error)
{
  return rv_model_write_birth (model, NULL, error) && rv_store_save_copy (model->store, path, error);
}

const char *
rv_model_path (RvModel *model)
{
  return model->store != NULL ? rv_store_path (model->store) : NULL;
}

const char *
rv_model_read_only_reason (RvModel *model)
{
  if (model->frozen != NULL)
    return model->frozen;
  return model->store != NULL ? rv_store_read_only_reason (model->store) : NULL;
}

gboolean
rv_model_follow (RvModel *model, GError **error)
{
  gboolean must_reload = FALSE;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GArray) changes = NULL;

  if (model->store == NULL)
    return TRUE;
  rows = rv_store_follow (model->store, &must_reload, error);
  if (rows == NULL)
    return FALSE;
  if (rows->len == 0 && !must_reload)
    return TRUE;
  changes = must_reload ? rv_model_reload (model, error) : rv_model_apply_rows (model, rows);
  if (changes == NULL)
    return FALSE;
  model->next_id = MAX (model->next_id, rv_store_next_id (model->store));
  rv_model_announce (model, changes);
  return TRUE;
}

/* ---- history ------------------------------------------------------------------------------------ */

char *
rv_model_undo_label (RvModel *model)
{
  return model->store != NULL ? rv_store_undo_label (model->store, FALSE) : NULL;
}

char *
rv_model_redo_label (RvModel *model)
{
  return model->store != NULL ? rv_store_undo_label (model->store, TRUE) : NULL;
}

static gboolean
undo (RvModel *model, gboolean redo, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GArray) changes = NULL;

  g_return_val_if_fail (model->edit == NULL, FALSE);
  if (!rv_model_write_birth (model, NULL, error))
    return FALSE;
  rows = rv_store_undo (model->store, redo, error);
  if (rows == NULL)
    return FALSE;
  changes = rv_model_apply_rows (model, rows);
  rv_model_announce (model, changes);
  return TRUE;
}

gboolean
rv_model_undo (RvModel *model, GError **error)
{
  return undo (model, FALSE, error);
}

gboolean
rv_model_redo (RvModel *model, GError **error)
{
  return undo (model, TRUE, error);
}

void
rv_history_step_free (RvHistoryStep *step)
{
  g_free (step->label);
  g_free (step->made_at);
  g_free (step);
}

GPtrArray *
rv_model_history (RvModel *model, guint limit)
{
  g_autoptr (GPtrArray) steps = model->store != NULL ? rv_store_steps (model->store, limit) : g_ptr_array_new ();
  GPtrArray *history = g_ptr_array_new_with_free_func ((GDestroyNotify) rv_history_step_free);

  for (guint i = 0; i < steps->len; i++)
    {
      RvStoreStep *step = steps->pdata[i];
      RvHistoryStep copy = { step->step, g_strdup (step->label), g_strdup (step->made_at), step->is_undone, step->can_undo };

      g_ptr_array_add (history, g_memdup2 (&copy, sizeof copy));
    }
  return history;
}
