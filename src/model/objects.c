/* The objects in memory and the ways to find them. */
#include "model/model-private.h"

static guint
name_hash (gconstpointer data)
{
  const RvObject *object = data;

  return g_str_hash (rv_record_name (object)) ^ (guint) object->kind * 2654435761u ^ (guint) rv_record_parent (object) * 40503u;
}

static gboolean
name_equal (gconstpointer a, gconstpointer b)
{
  const RvObject *x = a, *y = b;

  return x->kind == y->kind && rv_record_parent (x) == rv_record_parent (y)
         && g_str_equal (rv_record_name (x), rv_record_name (y));
}

void
rv_model_init_objects (RvModel *model)
{
  model->objects = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) rv_record_free);
  model->names = g_hash_table_new (name_hash, name_equal);
  for (RvKind kind = 1; kind < RV_N_KINDS; kind++)
    model->by_kind[kind] = g_ptr_array_new ();
}

void
rv_model_clear_objects (RvModel *model)
{
  g_clear_pointer (&model->names, g_hash_table_unref);
  g_clear_pointer (&model->objects, g_hash_table_unref);
  for (RvKind kind = 1; kind < RV_N_KINDS; kind++)
    g_clear_pointer (&model->by_kind[kind], g_ptr_array_unref);
}

/* Returns: where in @objects the first id that is not below @id stands. */
static guint
lower_bound (const GPtrArray *objects, RvId id)
{
  guint low = 0, high = objects->len;

  if (high > 0 && ((RvObject *) objects->pdata[high - 1])->id < id)
    return high;
  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (((RvObject *) objects->pdata[middle])->id < id)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

void
rv_model_add (RvModel *model, RvObject *object)
{
  GPtrArray *objects = model->by_kind[object->kind];

  g_hash_table_insert (model->objects, GSIZE_TO_POINTER (object->id), object);
  g_ptr_array_insert (objects, (int) lower_bound (objects, object->id), object);
}

RvObject *
rv_model_take_off (RvModel *model, RvObject *object)
{
  GPtrArray *objects = model->by_kind[object->kind];

  g_ptr_array_remove_index (objects, lower_bound (objects, object->id));
  g_hash_table_steal (model->objects, GSIZE_TO_POINTER (object->id));
  return object;
}

void
rv_model_link_name (RvModel *model, RvObject *object)
{
  RvObject *oldest;

  if (rv_kind_info (object->kind)->name_field < 0)
    return;
  oldest = g_hash_table_lookup (model->names, object);
  if (oldest == NULL || oldest->id > object->id)
    {
      object->next_homonym = oldest;
      g_hash_table_replace (model->names, object, object);
      return;
    }
  while (oldest->next_homonym != NULL && oldest->next_homonym->id < object->id)
    oldest = oldest->next_homonym;
  object->next_homonym = oldest->next_homonym;
  oldest->next_homonym = object;
}

void
rv_model_unlink_name (RvModel *model, RvObject *object)
{
  RvObject *oldest;

  if (rv_kind_info (object->kind)->name_field < 0)
    return;
  oldest = g_hash_table_lookup (model->names, object);
  if (oldest == object && object->next_homonym != NULL)
    g_hash_table_replace (model->names, object->next_homonym, object->next_homonym);
  else if (oldest == object)
    g_hash_table_remove (model->names, object);
  else
    {
      while (oldest->next_homonym != object)
        oldest = oldest->next_homonym;
      oldest->next_homonym = object->next_homonym;
    }
  object->next_homonym = NULL;
}

void
rv_model_link_field (RvModel *model, RvObject *object, const RvField *field)
{
  RvObject *target = rv_model_get (model, rv_record_number (object, field));

  if (target == NULL)
    return;
  if (target->referrers == NULL)
    target->referrers = g_ptr_array_new ();
  g_ptr_array_add (target->referrers, object);
}

void
rv_model_unlink_field (RvModel *model, RvObject *object, const RvField *field)
{
  RvObject *target = rv_model_get (model, rv_record_number (object, field));

  /* From the end: what was linked last is most often unlinked first. */
  for (guint i = target != NULL && target->referrers != NULL ? target->referrers->len : 0; i > 0; i--)
    if (target->referrers->pdata[i - 1] == object)
      {
        g_ptr_array_remove_index (target->referrers, i - 1);
        return;
      }
}

static gboolean
field_fits (RvModel *model, const RvObject *object, const RvField *field)
{
  RvId id = rv_record_number (object, field);
  const RvObject *target = rv_model_get (model, id);

  if (id == 0)
    return !(field->flags & RV_REQUIRED);
  return target != NULL && (field->target == RV_KIND_NONE || field->target == target->kind);
}

gboolean
rv_model_link (RvModel *model, RvObject *object)
{
  const RvKindInfo *info = rv_kind_info (object->kind);
  gboolean fits = TRUE;

  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].type == RV_FIELD_REF)
      {
        fits = fits && field_fits (model, object, &info->fields[i]);
        rv_model_link_field (model, object, &info->fields[i]);
      }
  rv_model_link_name (model, object);
  return fits;
}

void
rv_model_unlink (RvModel *model, RvObject *object)
{
  const RvKindInfo *info = rv_kind_info (object->kind);

  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].type == RV_FIELD_REF)
      rv_model_unlink_field (model, object, &info->fields[i]);
  rv_model_unlink_name (model, object);
}

/* ---- looking things up ------------------------------------------------------------------------ */

gpointer
rv_model_get (RvModel *model, RvId id)
{
  return id != 0 ? g_hash_table_lookup (model->objects, GSIZE_TO_POINTER (id)) : NULL;
}

gpointer
rv_model_get_kind (RvModel *model, RvId id, RvKind kind)
{
  RvObject *object = rv_model_get (model, id);

  return object != NULL && object->kind == kind ? object : NULL;
}

gpointer
rv_model_project (RvModel *model)
{
  g_assert (model->by_kind[RV_KIND_PROJECT]->len > 0);
  return model->by_kind[RV_KIND_PROJECT]->pdata[0];
}

const GPtrArray *
rv_model_all (RvModel *model, RvKind kind)
{
  return model->by_kind[kind];
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  const RvObject *x = *(const RvObject *const *) a, *y = *(const RvObject *const *) b;
  gint64 px = rv_record_position (x), py = rv_record_position (y);

  if (px != py)
    return px < py ? -1 : 1;
  return (x->id > y->id) - (x->id < y->id);
}

GPtrArray *
rv_model_children (RvModel *model, RvId parent, RvKind kind)
{
  const GPtrArray *referrers = parent != 0 ? rv_model_referrers (model, parent) : model->by_kind[kind];
  GPtrArray *children = g_ptr_array_new ();

  for (guint i = 0; referrers != NULL && i < referrers->len; i++)
    {
      RvObject *object = referrers->pdata[i];

      if (object->kind == kind && rv_record_parent (object) == parent
          && (children->len == 0 || children->pdata[children->len - 1] != object))
        g_ptr_array_add (children, object);
    }
  for (guint i = 1; i < children->len; i++)
    if (compare_positions (&children->pdata[i - 1], &children->pdata[i]) > 0)
      {
        g_ptr_array_sort (children, compare_positions);
        break;
      }
  for (guint i = children->len; i > 1; i--)
    if (children->pdata[i - 1] == children->pdata[i - 2])
      g_ptr_array_remove_index (children, i - 1);
  return children;
}

const GPtrArray *
rv_model_referrers (RvModel *model, RvId id)
{
  RvObject *object = rv_model_get (model, id);

  return object != NULL ? object->referrers : NULL;
}

/* The names table compares whole objects; a probe only needs kind, parent and name. */
gpointer
rv_model_find (RvModel *model, RvKind kind, RvId parent, const char *name)
{
  const RvKindInfo *info = rv_kind_info (kind);
  g_autofree RvObject *probe = g_malloc0 (info->size);

  g_return_val_if_fail (info->name_field >= 0, NULL);
  probe->kind = kind;
  if (info->parent >= 0)
    rv_record_set_number (probe, &info->fields[info->parent], parent);
  G_STRUCT_MEMBER (const char *, probe, info->fields[info->name_field].offset) = name;
  return g_hash_table_lookup (model->names, probe);
}

guint
rv_model_n_objects (RvModel *model)
{
  return g_hash_table_size (model->objects);
}
