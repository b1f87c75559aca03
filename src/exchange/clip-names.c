/* Owns the names of what is pasted: which are taken, and what takes their place. */
#include <string.h>

#include "exchange/clip-private.h"
#include "sql/rename.h"

/* PostgreSQL cuts longer names. */
#define LONGEST 63

/* ---- where a name must be the only one --------------------------------------------------------------- */

/* Tables, views, sequences, indexes, constraints with an index, and types share one name space. */
static RvId
relation_space (RvModel *model, const RvObject *object)
{
  const RvObject *relation;

  switch (object->kind)
    {
    case RV_KIND_TABLE:
    case RV_KIND_VIEW:
    case RV_KIND_MATERIALIZED_VIEW:
    case RV_KIND_SEQUENCE:
    case RV_KIND_ENUM:
    case RV_KIND_COMPOSITE:
    case RV_KIND_RANGE:
    case RV_KIND_DOMAIN:
      return rv_record_parent (object);
    case RV_KIND_KEY:
    case RV_KIND_EXCLUSION:
    case RV_KIND_INDEX:
      relation = rv_model_get (model, rv_record_parent (object));
      return relation != NULL ? rv_record_parent (relation) : 0;
    default:
      return 0;
    }
}

/* What a person calls these is no name that must be the only one. */
static gboolean
may_repeat (RvKind kind)
{
  static const RvKind kinds[] = {
    RV_KIND_SETTING, RV_KIND_USER_MAPPING, RV_KIND_SECURITY_LABEL, RV_KIND_KEPT, RV_KIND_AREA, RV_KIND_NOTE, RV_KIND_VIEWPOINT,
    RV_KIND_QUERY, RV_KIND_REVIEW_NOTE, RV_KIND_DECISION, RV_KIND_ANSWER, RV_KIND_MIGRATION, RV_KIND_PROJECT, RV_KIND_ARGUMENT,
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i] == kind)
      return TRUE;
  return rv_kind_info (kind)->name_field < 0;
}

/* Told apart by their arguments, too. */
static gboolean
is_overloaded (RvKind kind)
{
  return kind == RV_KIND_ROUTINE || kind == RV_KIND_AGGREGATE || kind == RV_KIND_OPERATOR;
}

static char *
key_of (RvModel *model, const RvObject *object, const char *name)
{
  RvId space = relation_space (model, object);

  if (space != 0)
    return g_strdup_printf ("%" RV_ID_FORMAT " %s", space, name);
  return g_strdup_printf ("%d %" RV_ID_FORMAT " %s", object->kind, rv_record_parent (object), name);
}

GHashTable *
rv_clip_names_taken (RvModel *model)
{
  GHashTable *taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (RvKind kind = 1; kind < RV_N_KINDS; kind++)
    {
      const GPtrArray *all = may_repeat (kind) ? NULL : rv_model_all (model, kind);

      for (guint i = 0; all != NULL && i < all->len; i++)
        {
          const RvObject *object = g_ptr_array_index (all, i);

          g_hash_table_add (taken, key_of (model, object, rv_record_name (object)));
        }
    }
  return taken;
}

/* ---- other names ----------------------------------------------------------------------------------------- */

/* The table whose name the names of its indexes, keys and sequences usually start with. */
static RvObject *
table_of (RvModel *model, const RvObject *object)
{
  const RvSequence *sequence = (const RvSequence *) object;
  const RvColumn *column;

  if (object->kind != RV_KIND_SEQUENCE)
    return rv_model_get_kind (model, rv_record_parent (object), RV_KIND_TABLE);
  column = rv_model_get_kind (model, sequence->owned_by_id, RV_KIND_COLUMN);
  return column != NULL ? rv_model_get_kind (model, column->table_id, RV_KIND_TABLE) : NULL;
}

/* With which name @object was copied, if it was pasted with another one. */
static const char *
old_name (GHashTable *renamed, const RvObject *object)
{
  return object != NULL ? g_hash_table_lookup (renamed, object) : NULL;
}

static char *
first_guess (RvModel *model, const RvObject *object, GHashTable *renamed)
{
  const RvObject *table = table_of (model, object);
  const char *old = old_name (renamed, table), *name = rv_record_name (object);

  if (old != NULL && g_str_has_prefix (name, old))
    return g_strconcat (rv_record_name (table), name + strlen (old), NULL);
  return g_strconcat (name, "_copy", NULL);
}

/* @name with @n after it, within the length that a name may have. */
static char *
numbered (const char *name, guint n)
{
  g_autofree char *number = n > 1 ? g_strdup_printf ("%u", n) : g_strdup ("");
  gsize room = LONGEST - strlen (number), length = strlen (name);

  if (length > room)
    for (length = room; length > 0 && (name[length] & 0xc0) == 0x80;)
      length--;
  return g_strdup_printf ("%.*s%s", (int) length, name, number);
}

static char *
free_name (RvModel *model, const RvObject *object, GHashTable *taken, GHashTable *renamed)
{
  g_autofree char *guess = first_guess (model, object, renamed);

  for (guint n = 1;; n++)
    {
      char *name = numbered (guess, n);
      g_autofree char *key = key_of (model, object, name);

      if (!g_hash_table_contains (taken, key))
        return name;
      g_free (name);
    }
}

static void
settle_name (RvEdit *edit, RvObject *object, GHashTable *taken, GHashTable *renamed)
{
  RvModel *model = rv_edit_model (edit);
  g_autofree char *name = g_strdup (rv_record_name (object));
  g_autofree char *key = key_of (model, object, name);

  if (name[0] != '\0' && g_hash_table_contains (taken, key))
    {
      g_autofree char *other = free_name (model, object, taken, renamed);

      rv_sql_rename (edit, object, other);
      g_hash_table_insert (renamed, object, g_steal_pointer (&name));
    }
  if (!is_overloaded (object->kind))
    g_hash_table_add (taken, key_of (model, object, rv_record_name (object)));
}

void
rv_clip_rename_taken (RvEdit *edit, RvClip *clip, GHashTable *taken)
{
  g_autoptr (GHashTable) renamed = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  for (guint i = 0; i < clip->items->len; i++)
    {
      RvObject *object = rv_model_get (rv_edit_model (edit), g_array_index (clip->items, RvClipItem, i).made);

      if (object != NULL && !may_repeat (object->kind))
        settle_name (edit, object, taken, renamed);
    }
}
