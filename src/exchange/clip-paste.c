/* Makes new objects of a clip that was found sound: first all objects, then their fields, then the
 * names that were taken. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/clip-private.h"
#include "sql/rename.h"

typedef struct {
  RvEdit *edit;
  RvModel *model;
  RvClip *clip;
  const RvObject *into;
  RvReport *report;
  GHashTable *borrowed;   /* ids of schemas made for the time of the paste */
} Paste;

static void
note (Paste *paste, const RvClipItem *item, const RvField *field)
{
  RvTextPosition nowhere = { 0, 0 };
  const RvKindInfo *info = rv_kind_info (item->kind);
  const char *name = info->name_field < 0 ? "" : json_object_get_string_member_with_default (item->fields, info->fields[info->name_field].name, "");

  /* Reference rows only make renames follow; nobody misses one. */
  if (paste->report != NULL && item->kind != RV_KIND_REFERENCE)
    rv_report_add (paste->report, RV_MESSAGE_NOTE, nowhere, _("%s %s: what it had as “%s” is not in this project"), _(info->label), name, _(field->label));
}

/* ---- references -------------------------------------------------------------------------------- */

static RvId
resolve (Paste *paste, JsonNode *node, const RvField *field)
{
  const RvObject *target = NULL;
  const RvClipItem *item;

  if (JSON_NODE_HOLDS_OBJECT (node))
    target = rv_clip_find_outside (paste->model, json_node_get_object (node));
  else if (JSON_NODE_HOLDS_VALUE (node))
    {
      item = rv_clip_item (paste->clip, json_node_get_int (node));
      target = item != NULL ? rv_model_get (paste->model, item->made) : NULL;
    }
  if (target == NULL || (field->target != RV_KIND_NONE && target->kind != field->target))
    return 0;
  return target->id;
}

/* Whether what stood in the place that @node names may go to where things are pasted to. */
static gboolean
fits_into (Paste *paste, JsonNode *node, const RvField *field)
{
  const char *kind;

  if (paste->into == NULL || (node != NULL && JSON_NODE_HOLDS_VALUE (node)))
    return FALSE;
  if (field->target != RV_KIND_NONE || node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return field->target == paste->into->kind;
  kind = json_object_get_string_member_with_default (json_node_get_object (node), "kind", "");
  return strcmp (kind, rv_kind_info (paste->into->kind)->name) == 0;
}

static RvId
place_of (Paste *paste, const RvClipItem *item, const RvField *field)
{
  JsonNode *node = json_object_get_member (item->fields, field->name);

  if (fits_into (paste, node, field))
    return paste->into->id;
  return node != NULL ? resolve (paste, node, field) : 0;
}

/* ---- schemas ------------------------------------------------------------------------------------- */

/* Texts name things with the schema that they came from. So what is pasted into another schema is made
 * in one of the old name first, borrowed for the time if there is none, and then moved, texts and all. */
static RvId
old_schema (Paste *paste, JsonNode *node)
{
  const RvObject *schema = rv_clip_find_outside (paste->model, json_node_get_object (node));
  const char *name = json_object_get_string_member_with_default (json_node_get_object (node), "name", "");
  RvObject *borrowed;

  if (schema != NULL || name[0] == '\0')
    return schema != NULL ? schema->id : 0;
  borrowed = rv_edit_insert (paste->edit, RV_KIND_SCHEMA, 0);
  rv_edit_set_text (paste->edit, borrowed, RvSchema_name, name);
  g_hash_table_add (paste->borrowed, g_memdup2 (&borrowed->id, sizeof borrowed->id));
  return borrowed->id;
}

static RvId
first_place_of (Paste *paste, RvClipItem *item, const RvField *parent)
{
  JsonNode *node = json_object_get_member (item->fields, parent->name);
  RvId schema;

  if (parent->target != RV_KIND_SCHEMA || node == NULL || !JSON_NODE_HOLDS_OBJECT (node) || !fits_into (paste, node, parent))
    return place_of (paste, item, parent);
  schema = old_schema (paste, node);
  item->moves = schema != 0 && schema != paste->into->id;
  return schema != 0 ? schema : paste->into->id;
}

static void
move_item (Paste *paste, RvClipItem *item)
{
  RvObject *object = item->moves ? rv_model_get (paste->model, item->made) : NULL;

  if (object != NULL)
    rv_sql_move (paste->edit, object, paste->into->id);
}

static void
give_back_schemas (Paste *paste)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, paste->borrowed);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    rv_edit_remove (paste->edit, rv_model_get (paste->model, *(RvId *) id));
}

/* ---- objects ------------------------------------------------------------------------------------- */

static void
insert_item (Paste *paste, RvClipItem *item)
{
  const RvKindInfo *info = rv_kind_info (item->kind);
  const RvField *parent = info->parent >= 0 ? &info->fields[info->parent] : NULL;
  RvId place = parent != NULL ? first_place_of (paste, item, parent) : 0;

  if (parent != NULL && place == 0)
    note (paste, item, parent);
  else
    item->made = ((RvObject *) rv_edit_insert (paste->edit, item->kind, place))->id;
}

static void
drop (Paste *paste, RvClipItem *item)
{
  rv_edit_remove (paste->edit, rv_model_get (paste->model, item->made));
  item->made = 0;
}

/* Returns: whether the object can be with what became of the reference. */
static gboolean
set_reference (Paste *paste, RvClipItem *item, RvObject *object, int id, JsonNode *node)
{
  const RvField *field = rv_field_info (id);
  gboolean is_required = (field->flags & RV_REQUIRED) != 0;
  /* What must have a schema (statistics) goes to the one that is pasted into. */
  RvId target = is_required && field->target == RV_KIND_SCHEMA ? place_of (paste, item, field) : resolve (paste, node, field);

  if (target == 0 && !JSON_NODE_HOLDS_NULL (node))
    note (paste, item, field);
  rv_edit_set_number (paste->edit, object, id, target);
  return target != 0 || !is_required;
}

static gboolean
set_field (Paste *paste, RvClipItem *item, RvObject *object, int id, JsonNode *node)
{
  const RvField *field = rv_field_info (id);

  switch (field->type)
    {
    case RV_FIELD_TEXT:
      rv_edit_set_text (paste->edit, object, id, json_node_get_string (node));
      return TRUE;
    case RV_FIELD_REAL:
      rv_edit_set_real (paste->edit, object, id, json_node_get_double (node));
      return TRUE;
    case RV_FIELD_WORD:
      rv_edit_set_number (paste->edit, object, id, rv_field_word (field, json_node_get_string (node)));
      return TRUE;
    case RV_FIELD_BOOL:
      rv_edit_set_number (paste->edit, object, id, json_node_get_boolean (node));
      return TRUE;
    case RV_FIELD_INT:
      rv_edit_set_number (paste->edit, object, id, json_node_get_int (node));
      return TRUE;
    case RV_FIELD_REF:
      return set_reference (paste, item, object, id, node);
    default:
      g_assert_not_reached ();
    }
}

/* The place among siblings and the parent were given when the object was made. */
static gboolean
is_given (const RvKindInfo *info, int id)
{
  return (int) RV_FIELD_INDEX (id) == info->parent || (int) RV_FIELD_INDEX (id) == info->position;
}

static void
fill_item (Paste *paste, RvClipItem *item)
{
  RvObject *object = rv_model_get (paste->model, item->made);
  const RvKindInfo *info = rv_kind_info (item->kind);
  gboolean can_be = TRUE;

  for (guint i = 0; object != NULL && can_be && i < info->n_fields; i++)
    {
      JsonNode *node = json_object_get_member (item->fields, info->fields[i].name);
      int id = rv_field_id (item->kind, i);

      if (node != NULL && !is_given (info, id))
        can_be = set_field (paste, item, object, id, node);
      else if (node == NULL && info->fields[i].type == RV_FIELD_REF && (info->fields[i].flags & RV_REQUIRED) && !is_given (info, id))
        can_be = FALSE;
    }
  if (object == NULL)
    item->made = 0;
  else if (!can_be)
    drop (paste, item);
}

/* A row that says where in a text a name stands must point into that text. */
static gboolean
points_into_text (Paste *paste, const RvReference *reference)
{
  const RvObject *object = rv_model_get (paste->model, reference->object_id);
  int field = reference->field != NULL ? rv_field_by_name (object->kind, reference->field) : -1;
  const char *text;
  gint64 length;

  if (field < 0 || rv_field_info (field)->type != RV_FIELD_TEXT)
    return FALSE;
  text = rv_record_text (object, rv_field_info (field));
  length = text != NULL ? (gint64) strlen (text) : -1;
  if (reference->start < 0 || reference->length < 0 || reference->start > length || reference->length > length - reference->start)
    return FALSE;
  return (text[reference->start] & 0xc0) != 0x80 && (text[reference->start + reference->length] & 0xc0) != 0x80;
}

static void
check_item (Paste *paste, RvClipItem *item)
{
  RvReference *reference = rv_model_get_kind (paste->model, item->made, RV_KIND_REFERENCE);

  if (reference != NULL && !points_into_text (paste, reference))
    drop (paste, item);
}

static void
for_each_item (Paste *paste, void (*function) (Paste *, RvClipItem *))
{
  for (guint i = 0; i < paste->clip->items->len; i++)
    function (paste, &g_array_index (paste->clip->items, RvClipItem, i));
}

static GPtrArray *
list_chosen (Paste *paste)
{
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; i < paste->clip->items->len; i++)
    {
      const RvClipItem *item = &g_array_index (paste->clip->items, RvClipItem, i);
      gpointer object = rv_model_get (paste->model, item->made);

      if (item->is_top && object != NULL)
        g_ptr_array_add (chosen, object);
    }
  return chosen;
}

GPtrArray *
rv_clip_paste (RvEdit *edit, const char *json, RvId into, RvReport *report, GError **error)
{
  g_autoptr (RvClip) clip = rv_clip_parse (json, error);
  RvModel *model = rv_edit_model (edit);
  g_autoptr (GHashTable) borrowed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Paste paste = { edit, model, clip, rv_model_get (model, into), report, borrowed };
  g_autoptr (GHashTable) taken = NULL;

  if (clip == NULL)
    return NULL;
  taken = rv_clip_names_taken (model);
  for_each_item (&paste, insert_item);
  for_each_item (&paste, fill_item);
  for_each_item (&paste, check_item);
  for_each_item (&paste, move_item);
  give_back_schemas (&paste);
  rv_clip_rename_taken (edit, clip, taken);
  return list_chosen (&paste);
}
