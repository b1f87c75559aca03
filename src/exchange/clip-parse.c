/* Reads a clip and believes nothing: size, depth, kinds and types of fields are checked before
 * anything is pasted. */
#include "exchange/clip-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/format.h"

#define LARGEST (64 << 20)
#define MOST_OBJECTS 200000
#define DEEPEST 24

/* ---- the text --------------------------------------------------------------------------------- */

/* The parser recurses, so depth is counted before it runs. */
static gboolean
is_shallow (const char *json)
{
  gboolean in_string = FALSE;
  guint depth = 0;

  for (; *json != '\0'; json++)
    if (in_string && *json == '\\' && json[1] != '\0')
      json++;
    else if (*json == '"')
      in_string = !in_string;
    else if (!in_string && (*json == '{' || *json == '['))
      {
        if (++depth > DEEPEST)
          return FALSE;
      }
    else if (!in_string && (*json == '}' || *json == ']') && depth > 0)
      depth--;
  return TRUE;
}

/* json-glib knows comments, in which quotes and brackets would lead the count astray. */
static gboolean
has_comment (const char *json)
{
  gboolean in_string = FALSE;

  for (; *json != '\0'; json++)
    if (in_string && *json == '\\' && json[1] != '\0')
      json++;
    else if (*json == '"')
      in_string = !in_string;
    else if (!in_string && *json == '/')
      return TRUE;
  return FALSE;
}

static JsonArray *
load (JsonParser *parser, const char *json)
{
  gsize length = strlen (json);
  JsonNode *root;
  JsonObject *clip;
  JsonNode *objects;

  if (length > LARGEST || !g_utf8_validate (json, (gssize) length, NULL) || has_comment (json) || !is_shallow (json))
    return NULL;
  if (!json_parser_load_from_data (parser, json, (gssize) length, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;
  clip = json_node_get_object (root);
  objects = json_object_get_member (clip, "objects");
  if (!json_object_has_member (clip, "relvar-clip") || objects == NULL || !JSON_NODE_HOLDS_ARRAY (objects))
    return NULL;
  return json_node_get_array (objects);
}

/* ---- its objects --------------------------------------------------------------------------------- */

static RvKind
kind_by_name (const char *name)
{
  for (RvKind kind = 1; kind < RV_N_KINDS; kind++)
    if (strcmp (rv_kind_info (kind)->name, name) == 0)
      return kind;
  return RV_KIND_NONE;
}

static gboolean
holds (JsonNode *node, GType type)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

static gboolean
is_number (JsonNode *node)
{
  return holds (node, G_TYPE_INT64) || holds (node, G_TYPE_DOUBLE);
}

static gboolean
fits (JsonNode *node, const RvField *field)
{
  switch (field->type)
    {
    case RV_FIELD_TEXT: return holds (node, G_TYPE_STRING);
    case RV_FIELD_WORD: return holds (node, G_TYPE_STRING) && rv_field_word (field, json_node_get_string (node)) >= 0;
    case RV_FIELD_BOOL: return holds (node, G_TYPE_BOOLEAN);
    case RV_FIELD_REAL: return is_number (node);
    case RV_FIELD_INT: return holds (node, G_TYPE_INT64);
    case RV_FIELD_REF: return holds (node, G_TYPE_INT64) || JSON_NODE_HOLDS_OBJECT (node) || JSON_NODE_HOLDS_NULL (node);
    default: return FALSE;
    }
}

/* A field that this build does not know comes from a newer one and is passed over. */
static gboolean
check_fields (JsonObject *fields, RvKind kind)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, fields);
  while (json_object_iter_next (&iter, &name, &node))
    {
      int field = rv_field_by_name (kind, name);

      if (field >= 0 && !fits (node, rv_field_info (field)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_item (JsonNode *node, RvClipItem *item)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *fields = object != NULL ? json_object_get_member (object, "fields") : NULL;
  JsonNode *top = object != NULL ? json_object_get_member (object, "top") : NULL;

  if (fields == NULL || !JSON_NODE_HOLDS_OBJECT (fields) || !holds (json_object_get_member (object, "id"), G_TYPE_INT64)
      || !holds (json_object_get_member (object, "kind"), G_TYPE_STRING))
    return FALSE;
  item->clip_id = json_object_get_int_member (object, "id");
  item->kind = kind_by_name (json_object_get_string_member (object, "kind"));
  item->is_top = holds (top, G_TYPE_BOOLEAN) && json_node_get_boolean (top);
  item->fields = json_node_get_object (fields);
  return item->kind != RV_KIND_NONE && !(rv_kind_info (item->kind)->flags & RV_KIND_SINGLE)
         && check_fields (item->fields, item->kind);
}

static gboolean
read_items (RvClip *clip, JsonArray *objects)
{
  guint n = json_array_get_length (objects);

  if (n > MOST_OBJECTS)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      RvClipItem item = { 0 };

      if (!read_item (json_array_get_element (objects, i), &item) || rv_clip_item (clip, item.clip_id) != NULL)
        return FALSE;
      g_array_append_val (clip->items, item);
      g_hash_table_insert (clip->by_id, g_memdup2 (&item.clip_id, sizeof item.clip_id), GUINT_TO_POINTER (i + 1));
    }
  return TRUE;
}

RvClip *
rv_clip_parse (const char *json, GError **error)
{
  g_autoptr (RvClip) clip = g_new0 (RvClip, 1);
  JsonArray *objects;

  clip->parser = json_parser_new ();
  clip->items = g_array_new (FALSE, FALSE, sizeof (RvClipItem));
  clip->by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  objects = load (clip->parser, json);
  if (objects != NULL && read_items (clip, objects))
    return g_steal_pointer (&clip);
  g_set_error_literal (error, RV_EXCHANGE_ERROR, RV_EXCHANGE_ERROR_INPUT, _("What was copied holds nothing that Relvar knows"));
  return NULL;
}

void
rv_clip_free (RvClip *clip)
{
  g_object_unref (clip->parser);
  g_array_unref (clip->items);
  g_hash_table_unref (clip->by_id);
  g_free (clip);
}

RvClipItem *
rv_clip_item (RvClip *clip, gint64 clip_id)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (clip->by_id, &clip_id));

  return place > 0 ? &g_array_index (clip->items, RvClipItem, place - 1) : NULL;
}

/* ---- what is outside ---------------------------------------------------------------------------------- */

RvObject *
rv_clip_find_outside (RvModel *model, JsonObject *reference)
{
  JsonNode *kind = json_object_get_member (reference, "kind"), *name = json_object_get_member (reference, "name");
  JsonNode *in = json_object_get_member (reference, "in");
  RvKind known = holds (kind, G_TYPE_STRING) ? kind_by_name (json_node_get_string (kind)) : RV_KIND_NONE;
  const RvObject *parent = NULL;

  if (known == RV_KIND_NONE || !holds (name, G_TYPE_STRING) || rv_kind_info (known)->name_field < 0)
    return NULL;
  if (in != NULL && JSON_NODE_HOLDS_OBJECT (in))
    {
      parent = rv_clip_find_outside (model, json_node_get_object (in));
      if (parent == NULL)
        return NULL;
    }
  return rv_model_find (model, known, parent != NULL ? parent->id : 0, json_node_get_string (name));
}
