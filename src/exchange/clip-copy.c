/* Writes objects as a clip. Knows no kind by name but sequences, which are part of their column to people. */
#include "exchange/clip.h"

#include <json-glib/json-glib.h>
#include <math.h>

/* No kind belongs to one that belongs to … deeper than this; a hostile file might. */
#define DEEPEST 16

typedef struct {
  RvModel *model;
  GPtrArray *items;     /* RvObject, parents before what belongs to them */
  GHashTable *chosen;   /* the objects in items */
  JsonBuilder *builder;
} Copy;

/* ---- what goes along -------------------------------------------------------------------------- */

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  const RvObject *one = *(RvObject *const *) a, *other = *(RvObject *const *) b;
  gint64 difference = (gint64) one->kind - other->kind;

  if (difference == 0)
    difference = rv_record_position (one) - rv_record_position (other);
  if (difference == 0)
    difference = one->id - other->id;
  return difference < 0 ? -1 : difference > 0;
}

static gboolean
goes_with (const RvObject *referrer, const RvObject *object)
{
  if (rv_record_parent (referrer) == object->id)
    return TRUE;
  return referrer->kind == RV_KIND_SEQUENCE && ((const RvSequence *) referrer)->owned_by_id == object->id;
}

static GPtrArray *
list_parts (Copy *copy, const RvObject *object)
{
  GPtrArray *parts = g_ptr_array_new ();
  const GPtrArray *referrers = rv_model_referrers (copy->model, object->id);

  for (guint i = 0; referrers != NULL && i < referrers->len; i++)
    if (goes_with (g_ptr_array_index (referrers, i), object))
      g_ptr_array_add (parts, g_ptr_array_index (referrers, i));
  g_ptr_array_sort (parts, compare_parts);
  return parts;
}

static void
collect (Copy *copy, RvObject *object, guint depth)
{
  g_autoptr (GPtrArray) parts = NULL;

  if (depth > DEEPEST || rv_kind_info (object->kind)->flags & RV_KIND_SINGLE || !g_hash_table_add (copy->chosen, object))
    return;
  g_ptr_array_add (copy->items, object);
  parts = list_parts (copy, object);
  for (guint i = 0; i < parts->len; i++)
    collect (copy, g_ptr_array_index (parts, i), depth + 1);
}

/* Whether one of the objects to copy holds @object anyway. */
static gboolean
is_inside (RvModel *model, const RvObject *object, GHashTable *wanted)
{
  for (guint depth = 0; object != NULL && depth < DEEPEST; depth++)
    {
      object = rv_model_get (model, rv_record_parent (object));
      if (object != NULL && g_hash_table_contains (wanted, object))
        return TRUE;
    }
  return FALSE;
}

/* ---- writing ------------------------------------------------------------------------------------- */

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

/* {"kind":"Table","name":"orders","in":{"kind":"Schema","name":"public"}} */
static void
add_outside (Copy *copy, const RvObject *object, guint depth)
{
  const RvObject *parent = rv_model_get (copy->model, rv_record_parent (object));

  json_builder_begin_object (copy->builder);
  add_text (copy->builder, "kind", rv_kind_info (object->kind)->name);
  add_text (copy->builder, "name", rv_record_name (object));
  if (parent != NULL && depth < DEEPEST)
    {
      json_builder_set_member_name (copy->builder, "in");
      add_outside (copy, parent, depth + 1);
    }
  json_builder_end_object (copy->builder);
}

static void
add_reference (Copy *copy, RvId id)
{
  const RvObject *target = rv_model_get (copy->model, id);

  if (target == NULL)
    json_builder_add_null_value (copy->builder);
  else if (g_hash_table_contains (copy->chosen, target))
    json_builder_add_int_value (copy->builder, id);
  else
    add_outside (copy, target, 0);
}

static void
add_value (Copy *copy, const RvObject *object, const RvField *field)
{
  if (field->type == RV_FIELD_TEXT)
    json_builder_add_string_value (copy->builder, rv_record_text (object, field));
  else if (field->type == RV_FIELD_REAL)
    json_builder_add_double_value (copy->builder, rv_record_real (object, field));
  else if (field->type == RV_FIELD_BOOL)
    json_builder_add_boolean_value (copy->builder, rv_record_number (object, field) != 0);
  else if (field->type == RV_FIELD_WORD)
    json_builder_add_string_value (copy->builder, field->words[rv_record_number (object, field)].word);
  else if (field->type == RV_FIELD_REF)
    add_reference (copy, rv_record_number (object, field));
  else
    json_builder_add_int_value (copy->builder, rv_record_number (object, field));
}

static void
add_fields (Copy *copy, const RvObject *object)
{
  const RvKindInfo *info = rv_kind_info (object->kind);
  RvObject *usual = rv_record_new (object->kind, 0);
  guint64 set = rv_record_differences (object, usual);

  json_builder_begin_object (copy->builder);
  for (guint i = 0; i < info->n_fields; i++)
    {
      const RvField *field = &info->fields[i];

      if (!(set >> i & 1) || (field->type == RV_FIELD_REAL && !isfinite (rv_record_real (object, field))))
        continue;
      if (field->type == RV_FIELD_TEXT && rv_record_text (object, field) == NULL)
        continue;
      json_builder_set_member_name (copy->builder, field->name);
      add_value (copy, object, field);
    }
  json_builder_end_object (copy->builder);
  rv_record_free (usual);
}

static void
add_object (Copy *copy, const RvObject *object, gboolean is_top)
{
  json_builder_begin_object (copy->builder);
  json_builder_set_member_name (copy->builder, "id");
  json_builder_add_int_value (copy->builder, object->id);
  add_text (copy->builder, "kind", rv_kind_info (object->kind)->name);
  if (is_top)
    {
      json_builder_set_member_name (copy->builder, "top");
      json_builder_add_boolean_value (copy->builder, TRUE);
    }
  json_builder_set_member_name (copy->builder, "fields");
  add_fields (copy, object);
  json_builder_end_object (copy->builder);
}

static char *
write_items (Copy *copy, GHashTable *wanted)
{
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (copy->builder);
  json_builder_set_member_name (copy->builder, "relvar-clip");
  json_builder_add_int_value (copy->builder, 1);
  json_builder_set_member_name (copy->builder, "objects");
  json_builder_begin_array (copy->builder);
  for (guint i = 0; i < copy->items->len; i++)
    add_object (copy, g_ptr_array_index (copy->items, i), g_hash_table_contains (wanted, g_ptr_array_index (copy->items, i)));
  json_builder_end_array (copy->builder);
  json_builder_end_object (copy->builder);
  root = json_builder_get_root (copy->builder);
  return json_to_string (root, FALSE);
}

char *
rv_clip_copy (RvModel *model, GPtrArray *objects)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) chosen = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  Copy copy = { model, items, chosen, builder };

  for (guint i = 0; i < objects->len; i++)
    g_hash_table_add (wanted, g_ptr_array_index (objects, i));
  for (guint i = 0; i < objects->len; i++)
    {
      RvObject *object = g_ptr_array_index (objects, i);

      if (is_inside (model, object, wanted))
        g_hash_table_remove (wanted, object);
      else
        collect (&copy, object, 0);
    }
  return write_items (&copy, wanted);
}
