/* Inserts what is new, sets what differs, removes what is gone, in this order: a key whose column is gone has its
 * other columns by then. */
#include "migrate/update.h"

#include "migrate/match.h"

/* How a design is drawn and what is said of it is not in a script. */
#define SKIPPED (RV_KIND_DRAWING | RV_KIND_RECORD)

typedef struct {
  RvEdit *edit;
  RvModel *model;
  RvModel *source;
  RvPairs pairs;      /* ours, theirs */
} Update;

/* Kinds that are a person's own, too, though they are of the design. */
static gboolean
is_own_kind (RvKind kind)
{
  static const RvKind own[] = { RV_KIND_PROJECT, RV_KIND_TAG, RV_KIND_TAGGING, RV_KIND_DEPENDENCY, RV_KIND_DEPENDENCY_COLUMN,
                                RV_KIND_QUERY, RV_KIND_VOLUME, RV_KIND_COLUMN_VOLUME };

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    if (own[i] == kind)
      return TRUE;
  return FALSE;
}

static gboolean
is_taken_over (RvKind kind)
{
  return !(rv_kind_info (kind)->flags & SKIPPED) && !is_own_kind (kind);
}

/* Fields that scripts do not hold: where one says nothing, what a person wrote stays. */
static gboolean
is_own_field (int id)
{
  static const int own[] = { RvTable_logical_name, RvView_logical_name, RvMaterializedView_logical_name, RvColumn_logical_name,
                             RvColumn_sensitivity, RvForeignKey_verb, RvForeignKey_inverse_verb };

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    if (own[i] == id)
      return TRUE;
  return FALSE;
}

/* ---- what is new --------------------------------------------------------------------------------- */

static void
pair (Update *update, RvId ours, RvId theirs)
{
  g_hash_table_insert (update->pairs.after, GSIZE_TO_POINTER (ours), GSIZE_TO_POINTER (theirs));
  g_hash_table_insert (update->pairs.before, GSIZE_TO_POINTER (theirs), GSIZE_TO_POINTER (ours));
}

/* Returns: the id of our counterpart of @theirs, made with what it belongs to where there is none; 0 for what is not taken over. */
static RvId
take_in (Update *update, const RvObject *theirs, guint depth)
{
  RvId ours = rv_pairs_before (&update->pairs, theirs->id), parent = rv_record_parent (theirs);
  const RvObject *above = parent != 0 ? rv_model_get (update->source, parent) : NULL;

  if (ours != 0 || !is_taken_over (theirs->kind) || depth == 0)
    return ours;
  parent = above != NULL ? take_in (update, above, depth - 1) : 0;
  if (above != NULL && parent == 0)
    return 0;
  ours = ((RvObject *) rv_edit_insert (update->edit, theirs->kind, parent))->id;
  pair (update, ours, theirs->id);
  return ours;
}

static void
for_each_of_source (Update *update, void (*function) (Update *, const RvObject *))
{
  for (RvKind kind = 1; kind < RV_N_KINDS; kind++)
    {
      const GPtrArray *objects = rv_model_all (update->source, kind);

      for (guint i = 0; is_taken_over (kind) && i < objects->len; i++)
        function (update, objects->pdata[i]);
    }
}

static void
insert (Update *update, const RvObject *theirs)
{
  take_in (update, theirs, 32);
}

/* ---- what differs --------------------------------------------------------------------------------- */

static void
set_field (Update *update, RvObject *ours, const RvObject *theirs, int id)
{
  const RvField *field = rv_field_info (id);
  const char *text = field->type == RV_FIELD_TEXT ? rv_record_text (theirs, field) : NULL;

  if (field->type == RV_FIELD_TEXT && (text != NULL || !is_own_field (id)))
    rv_edit_set_text (update->edit, ours, id, text);
  else if (field->type == RV_FIELD_REAL)
    rv_edit_set_real (update->edit, ours, id, rv_record_real (theirs, field));
  else if (field->type == RV_FIELD_REF)
    rv_edit_set_number (update->edit, ours, id, rv_pairs_before (&update->pairs, rv_record_number (theirs, field)));
  else if (field->type != RV_FIELD_TEXT)
    rv_edit_set_number (update->edit, ours, id, rv_record_number (theirs, field));
}

static void
fill (Update *update, const RvObject *theirs)
{
  const RvKindInfo *info = rv_kind_info (theirs->kind);
  RvObject *ours = rv_model_get (update->model, rv_pairs_before (&update->pairs, theirs->id));

  for (guint i = 0; ours != NULL && i < info->n_fields; i++)
    if ((int) i != info->position || rv_record_position (ours) != rv_record_position (theirs))
      set_field (update, ours, theirs, rv_field_id (theirs->kind, i));
}

/* ---- what is gone ---------------------------------------------------------------------------------- */

static void
remove_gone (Update *update)
{
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (RvId));

  for (RvKind kind = 1; kind < RV_N_KINDS; kind++)
    {
      const GPtrArray *objects = rv_model_all (update->model, kind);

      for (guint i = 0; is_taken_over (kind) && i < objects->len; i++)
        if (rv_pairs_after (&update->pairs, ((RvObject *) objects->pdata[i])->id) == 0)
          g_array_append_val (gone, ((RvObject *) objects->pdata[i])->id);
    }
  for (guint i = 0; i < gone->len; i++)
    {
      RvObject *object = rv_model_get (update->model, g_array_index (gone, RvId, i));

      if (object != NULL)
        rv_edit_remove (update->edit, object);
    }
}

void
rv_update_from (RvEdit *edit, RvModel *source)
{
  Update update = { edit, rv_edit_model (edit), source, { NULL, NULL } };

  rv_pairs_init (&update.pairs);
  rv_match_by_name (&update.pairs, update.model, source, SKIPPED);
  for_each_of_source (&update, insert);
  for_each_of_source (&update, fill);
  remove_gone (&update);
  rv_pairs_clear (&update.pairs);
}
