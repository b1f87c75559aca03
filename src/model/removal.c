/* What falls when an object is removed: the closure over the flags of the reference fields. */
#include "model/model-private.h"

typedef struct {
  RvModel *model;
  GPtrArray *falling;
  GHashTable *seen;
} Fall;

static void
fell (Fall *fall, RvObject *object)
{
  if (object != NULL && g_hash_table_add (fall->seen, object))
    g_ptr_array_add (fall->falling, object);
}

/* A text that names a removed column cannot stay in a constraint or an index. */
static void
fell_by_text (Fall *fall, RvReference *reference, const RvObject *target)
{
  RvObject *source = rv_model_get (fall->model, reference->object_id);

  if (target->kind != RV_KIND_COLUMN || source == NULL)
    return;
  if (rv_kind_info (source->kind)->flags & RV_KIND_FALLS_WITH_COLUMN)
    fell (fall, source);
  else if (source->kind == RV_KIND_INDEX_COLUMN || source->kind == RV_KIND_EXCLUSION_ELEMENT)
    fell (fall, rv_model_get (fall->model, rv_record_parent (source)));
}

static void
fell_referrer (Fall *fall, RvObject *referrer, const RvObject *target)
{
  const RvKindInfo *info = rv_kind_info (referrer->kind);

  for (guint i = 0; i < info->n_fields; i++)
    {
      const RvField *field = &info->fields[i];

      if (field->type != RV_FIELD_REF || rv_record_number (referrer, field) != target->id)
        continue;
      if (field->flags & (RV_REQUIRED | RV_FALLS_WITH | RV_FELLS_PARENT))
        fell (fall, referrer);
      if (field->flags & RV_FELLS_PARENT)
        fell (fall, rv_model_get (fall->model, rv_record_parent (referrer)));
    }
  if (referrer->kind == RV_KIND_REFERENCE)
    fell_by_text (fall, (RvReference *) referrer, target);
}

GPtrArray *
rv_model_falls_with (RvModel *model, gpointer object)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  Fall fall = { model, g_ptr_array_new (), seen };

  fell (&fall, object);
  for (guint i = 0; i < fall.falling->len; i++)
    {
      RvObject *target = fall.falling->pdata[i];

      for (guint j = 0; target->referrers != NULL && j < target->referrers->len; j++)
        fell_referrer (&fall, target->referrers->pdata[j], target);
    }
  return fall.falling;
}
