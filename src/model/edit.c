/* An edit: objects change at once in memory and are written in one transaction at the end. */
#include <glib/gi18n-lib.h>

#include "model/model-private.h"

/* One object that the edit touched. */
typedef struct {
  RvObject *object;
  RvObject *before; /* its fields as they were; NULL: the edit made it */
  gboolean removed;
} Touch;

struct _RvEdit {
  RvModel *model;
  char *label;
  gboolean is_initial;
  gboolean is_over;
  GPtrArray *touches; /* Touch, in order */
  GHashTable *by_object;
};

static void
touch_free (Touch *touch)
{
  if (touch->before != NULL)
    rv_record_free (touch->before);
  g_free (touch);
}

RvEdit *
rv_edit_begin (RvModel *model, const char *label)
{
  RvEdit *edit = g_new0 (RvEdit, 1);

  g_assert (model->edit == NULL);
  edit->model = g_object_ref (model);
  edit->label = g_strdup (label);
  edit->touches = g_ptr_array_new_with_free_func ((GDestroyNotify) touch_free);
  edit->by_object = g_hash_table_new (NULL, NULL);
  model->edit = edit;
  return edit;
}

void
rv_edit_set_initial (RvEdit *edit)
{
  edit->is_initial = TRUE;
}

RvModel *
rv_edit_model (RvEdit *edit)
{
  return edit->model;
}

static Touch *
touch (RvEdit *edit, RvObject *object, gboolean is_new)
{
  Touch *found = g_hash_table_lookup (edit->by_object, object);

  if (found != NULL)
    return found;
  found = g_new0 (Touch, 1);
  found->object = object;
  found->before = is_new ? NULL : rv_record_copy (object);
  g_ptr_array_add (edit->touches, found);
  g_hash_table_insert (edit->by_object, object, found);
  return found;
}

/* ---- changing ------------------------------------------------------------------------------------ */

static gint64
next_position (RvModel *model, RvKind kind, RvId parent)
{
  const GPtrArray *siblings = parent != 0 ? rv_model_referrers (model, parent) : rv_model_all (model, kind);
  gint64 next = 0;

  for (guint i = 0; siblings != NULL && i < siblings->len; i++)
    {
      RvObject *sibling = siblings->pdata[i];

      if (sibling->kind == kind)
        next = MAX (next, rv_record_position (sibling) + 1);
    }
  return next;
}

gpointer
rv_edit_insert (RvEdit *edit, RvKind kind, RvId parent)
{
  const RvKindInfo *info = rv_kind_info (kind);
  RvObject *object = rv_record_new (kind, edit->model->next_id++);

  g_assert (!edit->is_over);
  if (info->position >= 0)
    rv_record_set_number (object, &info->fields[info->position], next_position (edit->model, kind, parent));
  if (info->parent >= 0)
    rv_record_set_number (object, &info->fields[info->parent], parent);
  rv_model_add (edit->model, object);
  rv_model_link (edit->model, object);
  touch (edit, object, TRUE);
  return object;
}

void
rv_edit_adopt_all (RvEdit *edit, RvModel *source)
{
  for (RvKind kind = 1; kind < RV_N_KINDS; kind++)
    for (guint i = 0; i < source->by_kind[kind]->len; i++)
      {
        RvObject *copy = rv_record_copy (source->by_kind[kind]->pdata[i]);

        rv_model_add (edit->model, copy);
        touch (edit, copy, TRUE);
        edit->model->next_id = MAX (edit->model->next_id, copy->id + 1);
      }
  for (guint i = 0; i < edit->touches->len; i++)
    rv_model_link (edit->model, ((Touch *) edit->touches->pdata[i])->object);
}

static gboolean
is_name_part (const RvKindInfo *info, int field)
{
  return (int) RV_FIELD_INDEX (field) == info->name_field || (int) RV_FIELD_INDEX (field) == info->parent;
}

void
rv_edit_set_text (RvEdit *edit, gpointer object, int field, const char *text)
{
  RvObject *target = object;
  const RvField *info = rv_field_info (field);
  gboolean is_name = is_name_part (rv_kind_info (target->kind), field);

  g_return_if_fail (RV_FIELD_KIND (field) == target->kind && info->type == RV_FIELD_TEXT && !edit->is_over);
  g_return_if_fail (text == NULL || g_utf8_validate (text, -1, NULL));
  if (g_strcmp0 (rv_record_text (target, info), text) == 0)
    return;
  touch (edit, target, FALSE);
  if (is_name)
    rv_model_unlink_name (edit->model, target);
  rv_record_set_text (target, info, text);
  if (is_name)
    rv_model_link_name (edit->model, target);
}

static void
set_reference (RvEdit *edit, RvObject *object, int field, RvId id)
{
  const RvField *info = rv_field_info (field);
  RvObject *target = rv_model_get (edit->model, id);
  gboolean is_name = is_name_part (rv_kind_info (object->kind), field);

  g_return_if_fail (id == 0 || (target != NULL && (info->target == RV_KIND_NONE || info->target == target->kind)));
  if (is_name)
    rv_model_unlink_name (edit->model, object);
  rv_model_unlink_field (edit->model, object, info);
  rv_record_set_number (object, info, id);
  rv_model_link_field (edit->model, object, info);
  if (is_name)
    rv_model_link_name (edit->model, object);
}

void
rv_edit_set_number (RvEdit *edit, gpointer object, int field, gint64 number)
{
  RvObject *target = object;
  const RvField *info = rv_field_info (field);

  g_return_if_fail (RV_FIELD_KIND (field) == target->kind && info->type != RV_FIELD_TEXT && info->type != RV_FIELD_REAL && !edit->is_over);
  if (info->type == RV_FIELD_BOOL)
    number = number != 0;
  if (rv_record_number (target, info) == number)
    return;
  touch (edit, target, FALSE);
  if (info->type == RV_FIELD_REF)
    set_reference (edit, target, field, number);
  else
    rv_record_set_number (target, info, number);
}

void
rv_edit_set_real (RvEdit *edit, gpointer object, int field, double real)
{
  RvObject *target = object;
  const RvField *info = rv_field_info (field);

  g_return_if_fail (RV_FIELD_KIND (field) == target->kind && info->type == RV_FIELD_REAL && !edit->is_over);
  if (rv_record_real (target, info) == real)
    return;
  touch (edit, target, FALSE);
  rv_record_set_real (target, info, real);
}

void
rv_edit_move_to (RvEdit *edit, gpointer object, guint position)
{
  RvObject *moved = object;
  const RvKindInfo *info = rv_kind_info (moved->kind);
  g_autoptr (GPtrArray) siblings = NULL;

  g_return_if_fail (info->position >= 0);
  siblings = rv_model_children (edit->model, rv_record_parent (moved), moved->kind);
  g_ptr_array_remove (siblings, moved);
  g_ptr_array_insert (siblings, (int) MIN (position, siblings->len), moved);
  for (guint i = 0; i < siblings->len; i++)
    rv_edit_set_number (edit, siblings->pdata[i], rv_field_id (moved->kind, (guint) info->position), i);
}

/* Lets go of what falls: references to it that may be empty become empty. */
static void
release (RvEdit *edit, const RvObject *target, GHashTable *falling)
{
  g_autoptr (GPtrArray) referrers = target->referrers != NULL ? g_ptr_array_copy (target->referrers, NULL, NULL) : g_ptr_array_new ();

  for (guint i = 0; i < referrers->len; i++)
    {
      RvObject *referrer = referrers->pdata[i];
      const RvKindInfo *info = rv_kind_info (referrer->kind);

      for (guint j = 0; !g_hash_table_contains (falling, referrer) && j < info->n_fields; j++)
        if (info->fields[j].type == RV_FIELD_REF && rv_record_number (referrer, &info->fields[j]) == target->id)
          rv_edit_set_number (edit, referrer, rv_field_id (referrer->kind, j), 0);
    }
}

void
rv_edit_remove (RvEdit *edit, gpointer object)
{
  g_autoptr (GPtrArray) falling = rv_model_falls_with (edit->model, object);
  g_autoptr (GHashTable) set = g_hash_table_new (NULL, NULL);

  g_assert (!edit->is_over);
  for (guint i = 0; i < falling->len; i++)
    g_hash_table_add (set, falling->pdata[i]);
  for (guint i = 0; i < falling->len; i++)
    release (edit, falling->pdata[i], set);
  /* From the newest on, so that the long lists lose their ends and nothing has to move up. */
  for (guint i = falling->len; i > 0; i--)
    {
      touch (edit, falling->pdata[i - 1], FALSE)->removed = TRUE;
      rv_model_unlink (edit->model, falling->pdata[i - 1]);
    }
  for (guint i = falling->len; i > 0; i--)
    rv_model_take_off (edit->model, falling->pdata[i - 1]);
}

const RvObject *
rv_edit_before (RvEdit *edit, RvObject *object)
{
  Touch *found = g_hash_table_lookup (edit->by_object, object);

  return found != NULL ? found->before : object;
}

gboolean
rv_edit_foreach_removed (RvEdit *edit, gboolean (*call) (RvStore *, const RvObject *, GError **), RvStore *store, GError **error)
{
  for (guint i = 0; i < edit->touches->len; i++)
    {
      Touch *one = edit->touches->pdata[i];

      if (one->removed && one->before != NULL && !call (store, one->before, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- ending ------------------------------------------------------------------------------------------ */

/* Takes everything back in memory. */
static void
take_back (RvEdit *edit)
{
  for (guint i = 0; i < edit->touches->len; i++)
    {
      Touch *one = edit->touches->pdata[i];

      if (!one->removed)
        rv_model_unlink (edit->model, one->object);
    }
  for (guint i = edit->touches->len; i > 0; i--)
    {
      Touch *one = edit->touches->pdata[i - 1]; /* removals were noted newest first */

      if (one->before == NULL && !one->removed)
        rv_model_take_off (edit->model, one->object);
      else if (one->before != NULL && one->removed)
        rv_model_add (edit->model, one->object);
      if (one->before != NULL)
        rv_record_assign (one->object, one->before);
    }
  for (guint i = 0; i < edit->touches->len; i++)
    {
      Touch *one = edit->touches->pdata[i];

      if (one->before != NULL)
        rv_model_link (edit->model, one->object);
      else
        rv_record_free (one->object);
    }
}

static gboolean
check_object (RvEdit *edit, const RvObject *object, GError **error)
{
  const RvKindInfo *info = rv_kind_info (object->kind);

  for (guint i = 0; i < info->n_fields; i++)
    {
      const RvField *field = &info->fields[i];
      gboolean empty = field->type == RV_FIELD_TEXT  ? rv_record_text (object, field) == NULL
                       : field->type == RV_FIELD_REF ? rv_record_number (object, field) == 0
                                                     : FALSE;

      if (!empty || !(field->flags & RV_REQUIRED))
        continue;
      g_set_error (error, RV_MODEL_ERROR, RV_MODEL_ERROR_INVALID, _("%s “%s” needs: %s"), g_dgettext (GETTEXT_PACKAGE, info->label),
                   rv_record_name (object), g_dgettext (GETTEXT_PACKAGE, field->label));
      return FALSE;
    }
  return TRUE;
}

static gboolean
write_touch (RvEdit *edit, Touch *one, GError **error)
{
  RvStore *store = edit->model->store;

  if (one->before == NULL)
    return one->removed || rv_store_insert (store, one->object, error);
  if (one->removed)
    return rv_store_remove (store, one->object, error);
  return rv_record_differences (one->before, one->object) == 0 || rv_store_update (store, one->object, error);
}

static gboolean
check_all (RvEdit *edit, GError **error)
{
  for (guint i = 0; i < edit->touches->len; i++)
    {
      Touch *one = edit->touches->pdata[i];

      if (!one->removed && !check_object (edit, one->object, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_all (RvEdit *edit, GError **error)
{
  RvStore *store = edit->model->store;

  if (!rv_store_begin (store, !edit->is_initial, error))
    return FALSE;
  for (guint i = 0; i < edit->touches->len; i++)
    if (!write_touch (edit, edit->touches->pdata[i], error))
      {
        rv_store_rollback (store);
        return FALSE;
      }
  return rv_store_commit (store, edit->label, edit->model->next_id, error);
}

/* Returns: whether the edit is where it has to be kept. */
static gboolean
keep (RvEdit *edit, GError **error)
{
  if (edit->model->frozen != NULL)
    {
      g_set_error_literal (error, RV_MODEL_ERROR, RV_MODEL_ERROR_READ_ONLY, edit->model->frozen);
      return FALSE;
    }
  if (edit->is_initial && edit->model->store == NULL)
    return TRUE;
  return rv_model_write_birth (edit->model, edit, error) && write_all (edit, error);
}

GArray *
rv_edit_changes (RvEdit *edit)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (RvChange));

  for (guint i = 0; i < edit->touches->len; i++)
    {
      Touch *one = edit->touches->pdata[i];
      guint64 fields = one->before != NULL && !one->removed ? rv_record_differences (one->before, one->object) : 0;
      RvChange change = rv_change_for (one->removed           ? RV_CHANGE_REMOVED
                                       : one->before == NULL ? RV_CHANGE_INSERTED
                                                             : RV_CHANGE_UPDATED,
                                       one->removed && one->before != NULL ? one->before : one->object, fields);

      if (change.type == RV_CHANGE_UPDATED ? fields != 0 : !(one->removed && one->before == NULL))
        g_array_append_val (changes, change);
    }
  return changes;
}

static void
end (RvEdit *edit)
{
  edit->is_over = TRUE;
  edit->model->edit = NULL;
}

gboolean
rv_edit_commit (RvEdit *edit, GError **error)
{
  g_autoptr (GArray) changes = NULL;

  g_assert (!edit->is_over);
  if (!edit->is_initial)
    rv_model_announce_commit (edit->model, edit);
  changes = rv_edit_changes (edit);
  if (changes->len == 0)
    {
      rv_edit_cancel (edit);
      return TRUE;
    }
  if (!check_all (edit, error) || !keep (edit, error))
    {
      rv_edit_cancel (edit);
      return FALSE;
    }
  end (edit);
  for (guint i = 0; i < edit->touches->len; i++)
    if (((Touch *) edit->touches->pdata[i])->removed)
      rv_record_free (((Touch *) edit->touches->pdata[i])->object);
  rv_model_announce (edit->model, changes);
  return TRUE;
}

void
rv_edit_cancel (RvEdit *edit)
{
  if (edit->is_over)
    return;
  take_back (edit);
  end (edit);
}

void
rv_edit_free (RvEdit *edit)
{
  rv_edit_cancel (edit);
  g_ptr_array_unref (edit->touches);
  g_hash_table_unref (edit->by_object);
  g_object_unref (edit->model);
  g_free (edit->label);
  g_free (edit);
}
