/* Counterparts: by id, or from the top down by name. Among siblings of one kind a name that stands once on either side
 * decides; where names repeat or are missing, equal contents do, and then the order. */
#include "migrate/match.h"

#include <string.h>

void
rv_pairs_init (RvPairs *pairs)
{
  pairs->after = g_hash_table_new (NULL, NULL);
  pairs->before = g_hash_table_new (NULL, NULL);
}

void
rv_pairs_clear (RvPairs *pairs)
{
  g_clear_pointer (&pairs->after, g_hash_table_unref);
  g_clear_pointer (&pairs->before, g_hash_table_unref);
}

RvId
rv_pairs_after (const RvPairs *pairs, RvId before)
{
  return (RvId) GPOINTER_TO_SIZE (g_hash_table_lookup (pairs->after, GSIZE_TO_POINTER (before)));
}

RvId
rv_pairs_before (const RvPairs *pairs, RvId after)
{
  return (RvId) GPOINTER_TO_SIZE (g_hash_table_lookup (pairs->before, GSIZE_TO_POINTER (after)));
}

static void
pair (RvPairs *pairs, const RvObject *before, const RvObject *after)
{
  g_hash_table_insert (pairs->after, GSIZE_TO_POINTER (before->id), GSIZE_TO_POINTER (after->id));
  g_hash_table_insert (pairs->before, GSIZE_TO_POINTER (after->id), GSIZE_TO_POINTER (before->id));
}

void
rv_match_by_identity (RvPairs *pairs, RvModel *before, RvModel *after, RvKindFlags skip)
{
  for (RvKind kind = 1; kind < RV_N_KINDS; kind++)
    {
      const GPtrArray *objects = rv_model_all (before, kind);

      for (guint i = 0; !(rv_kind_info (kind)->flags & skip) && i < objects->len; i++)
        {
          const RvObject *object = objects->pdata[i], *other = rv_model_get_kind (after, object->id, kind);

          if (other != NULL)
            pair (pairs, object, other);
        }
    }
}

/* ---- by name ------------------------------------------------------------------------------------- */

#define DEEPEST 32  /* what belongs to what belongs to what … in a design that nobody meant to be read */

typedef struct {
  RvPairs *pairs;
  RvModel *models[2];        /* before, after */
  RvKindFlags skip;
  guint depth;
} Match;

enum { BEFORE, AFTER };

typedef char *(*KeyOf) (Match *match, const RvObject *object, int side);

static RvId
paired (Match *match, RvId id, int side)
{
  if (side == BEFORE)
    return rv_pairs_after (match->pairs, id);
  return rv_pairs_before (match->pairs, id) != 0 ? id : 0;
}

/* A reference is told by its target where that is matched already, else by its target's name. */
static void
append_field (GString *key, Match *match, const RvObject *object, const RvField *field, int side)
{
  if (field->type == RV_FIELD_TEXT)
    g_string_append (key, rv_record_text (object, field) != NULL ? rv_record_text (object, field) : "\1");
  else if (field->type == RV_FIELD_REAL)
    g_string_append_printf (key, "%g", rv_record_real (object, field));
  else if (field->type != RV_FIELD_REF)
    g_string_append_printf (key, "%" G_GINT64_FORMAT, rv_record_number (object, field));
  else
    {
      RvId id = rv_record_number (object, field);
      const RvObject *target = rv_model_get (match->models[side], id);
      RvId known = paired (match, id, side);

      if (known != 0)
        g_string_append_printf (key, "#%" RV_ID_FORMAT, known);
      else
        g_string_append (key, target != NULL ? rv_record_name (target) : "");
    }
  g_string_append_c (key, '\2');
}

static void
append_fields (GString *key, Match *match, const RvObject *object, int side)
{
  const RvKindInfo *info = rv_kind_info (object->kind);

  for (guint i = 0; i < info->n_fields; i++)
    if ((int) i != info->parent && (int) i != info->position && !(info->fields[i].flags & RV_INCIDENTAL))
      append_field (key, match, object, &info->fields[i], side);
}

/* What it says of itself, and its ordered parts: a key without a name is known by its columns. */
static char *
contents_of (Match *match, const RvObject *object, int side)
{
  GString *key = g_string_new (NULL);
  const GPtrArray *referrers = rv_model_referrers (match->models[side], object->id);

  append_fields (key, match, object, side);
  for (RvKind kind = 1; referrers != NULL && referrers->len > 0 && kind < RV_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) parts = NULL;

      if (!(rv_kind_info (kind)->flags & RV_KIND_PART))
        continue;
      parts = rv_model_children (match->models[side], object->id, kind);
      for (guint i = 0; i < parts->len; i++)
        append_fields (key, match, parts->pdata[i], side);
    }
  return g_string_free (key, FALSE);
}

static char *
name_of (Match *match, const RvObject *object, int side)
{
  const char *name = rv_record_name (object);

  return *name != '\0' ? g_strdup (name) : NULL;
}

/* Routines and their like share names; the types of their arguments tell them apart. */
static char *
signature_of (Match *match, const RvObject *object, int side)
{
  GString *key = g_string_new (rv_record_name (object));
  g_autoptr (GPtrArray) arguments = NULL;

  if (object->kind == RV_KIND_AGGREGATE)
    g_string_append_printf (key, "(%s)", ((const RvAggregate *) object)->arguments);
  else if (object->kind == RV_KIND_OPERATOR)
    g_string_append_printf (key, "(%s,%s)", ((const RvOperator *) object)->left_type, ((const RvOperator *) object)->right_type);
  else if (object->kind == RV_KIND_CAST)
    g_string_append_printf (key, "(%s,%s)", ((const RvCast *) object)->source_type, ((const RvCast *) object)->target_type);
  if (object->kind != RV_KIND_ROUTINE)
    return g_string_free (key, FALSE);
  arguments = rv_model_children (match->models[side], object->id, RV_KIND_ARGUMENT);
  for (guint i = 0; i < arguments->len; i++)
    {
      const RvArgument *argument = arguments->pdata[i];

      if (argument->mode != RvArgumentMode_OUT && argument->mode != RvArgumentMode_TABLE)
        g_string_append_printf (key, ",%s", argument->type);
    }
  return g_string_free (key, FALSE);
}

static gboolean
has_signature (RvKind kind)
{
  return kind == RV_KIND_ROUTINE || kind == RV_KIND_AGGREGATE || kind == RV_KIND_OPERATOR || kind == RV_KIND_CAST;
}

/* Objects of one side by their key; those that share one, in order. */
static GHashTable *
index_of (Match *match, const GPtrArray *objects, int side, KeyOf key_of)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < objects->len; i++)
    {
      g_autofree char *key = key_of (match, objects->pdata[i], side);
      GPtrArray *same = key != NULL ? g_hash_table_lookup (index, key) : NULL;

      if (key != NULL && same == NULL)
        {
          same = g_ptr_array_new ();
          g_hash_table_insert (index, g_steal_pointer (&key), same);
        }
      if (same != NULL)
        g_ptr_array_add (same, objects->pdata[i]);
    }
  return index;
}

static gboolean
is_paired (Match *match, const RvObject *object, int side)
{
  return (side == BEFORE ? rv_pairs_after : rv_pairs_before) (match->pairs, object->id) != 0;
}

static void
drop_paired (Match *match, GPtrArray *objects, int side)
{
  for (guint i = objects->len; i-- > 0;)
    if (is_paired (match, objects->pdata[i], side))
      g_ptr_array_remove_index (objects, i);
}

static void
pair_in_order (Match *match, const GPtrArray *before, const GPtrArray *after)
{
  for (guint i = 0; i < MIN (before->len, after->len); i++)
    pair (match->pairs, before->pdata[i], after->pdata[i]);
}

/* Pairs those whose keys are equal. @only_single: only where just one on either side has the key. */
static void
pair_by (Match *match, GPtrArray *before, GPtrArray *after, KeyOf key_of, gboolean only_single)
{
  g_autoptr (GHashTable) index = index_of (match, after, AFTER, key_of);
  g_autoptr (GHashTable) own = index_of (match, before, BEFORE, key_of);
  GHashTableIter iterator;
  gpointer key, same;

  g_hash_table_iter_init (&iterator, own);
  while (g_hash_table_iter_next (&iterator, &key, &same))
    {
      GPtrArray *others = g_hash_table_lookup (index, key);

      if (others != NULL && (!only_single || (((GPtrArray *) same)->len == 1 && others->len == 1)))
        pair_in_order (match, same, others);
    }
  drop_paired (match, before, BEFORE);
  drop_paired (match, after, AFTER);
}

static void
keep_unnamed (GPtrArray *objects)
{
  for (guint i = objects->len; i-- > 0;)
    if (*rv_record_name (objects->pdata[i]) != '\0')
      g_ptr_array_remove_index (objects, i);
}

/* What nothing but its fields tells apart: equal in all of them, references pointing to counterparts. */
static gboolean
is_copy (Match *match, const RvObject *one, const RvObject *other)
{
  const RvKindInfo *info = rv_kind_info (one->kind);

  for (guint i = 0; i < info->n_fields; i++)
    {
      const RvField *field = &info->fields[i];

      if ((int) i == info->parent || (int) i == info->position)
        continue;
      if (field->type == RV_FIELD_TEXT ? g_strcmp0 (rv_record_text (one, field), rv_record_text (other, field)) != 0
          : field->type == RV_FIELD_REAL ? rv_record_real (one, field) != rv_record_real (other, field)
          : field->type != RV_FIELD_REF ? rv_record_number (one, field) != rv_record_number (other, field)
          : (RvId) rv_record_number (other, field) != (rv_record_number (one, field) != 0 ? rv_pairs_after (match->pairs, rv_record_number (one, field)) : 0))
        return FALSE;
    }
  return TRUE;
}

/* The common case: the same names, each once, in the same order; or parts without names that are equal one by one. */
static gboolean
pair_alike (Match *match, RvKind kind, GPtrArray *before, GPtrArray *after)
{
  const RvKindInfo *info = rv_kind_info (kind);

  if (before->len != after->len || has_signature (kind))
    return FALSE;
  for (guint i = 0; i < before->len; i++)
    {
      const RvObject *one = before->pdata[i], *other = after->pdata[i];
      const char *name = rv_record_name (one);

      if (info->name_field < 0 ? !is_copy (match, one, other) : *name == '\0' || strcmp (name, rv_record_name (other)) != 0)
        return FALSE;
      if (info->name_field >= 0 && (one->next_homonym != NULL || other->next_homonym != NULL))
        return FALSE;
    }
  pair_in_order (match, before, after);
  return TRUE;
}

static void
match_siblings (Match *match, RvKind kind, GPtrArray *before, GPtrArray *after)
{
  const RvKindInfo *info = rv_kind_info (kind);

  if (pair_alike (match, kind, before, after))
    return;
  if (info->flags & RV_KIND_SINGLE)
    pair_in_order (match, before, after);
  else
    {
      if (has_signature (kind))
        pair_by (match, before, after, signature_of, TRUE);
      pair_by (match, before, after, name_of, TRUE);
      pair_by (match, before, after, contents_of, FALSE);
      pair_by (match, before, after, name_of, FALSE);
    }
  if (info->flags & RV_KIND_PART)
    {
      keep_unnamed (before);
      keep_unnamed (after);
      pair_in_order (match, before, after);
    }
}

/* By kind, then by position. */
static int
compare_children (gconstpointer a, gconstpointer b)
{
  const RvObject *one = *(const RvObject *const *) a, *other = *(const RvObject *const *) b;
  gint64 first, second;

  if (one->kind != other->kind)
    return one->kind < other->kind ? -1 : 1;
  first = rv_record_position (one);
  second = rv_record_position (other);
  return first != second ? (first < second ? -1 : 1) : one->id < other->id ? -1 : one->id > other->id;
}

/* Returns: (transfer container): the objects that belong to @parent (0: to nothing), by kind. */
static GPtrArray *
children_of (Match *match, RvModel *model, RvId parent)
{
  GPtrArray *children = g_ptr_array_new ();
  const GPtrArray *referrers = parent != 0 ? rv_model_referrers (model, parent) : NULL;

  for (guint i = 0; referrers != NULL && i < referrers->len; i++)
    {
      RvObject *object = referrers->pdata[i];

      if (!(rv_kind_info (object->kind)->flags & match->skip) && rv_record_parent (object) == parent)
        g_ptr_array_add (children, object);
    }
  for (RvKind kind = 1; parent == 0 && kind < RV_N_KINDS; kind++)
    {
      const GPtrArray *all = rv_model_all (model, kind);

      for (guint i = 0; !(rv_kind_info (kind)->flags & match->skip) && i < all->len; i++)
        if (rv_record_parent (all->pdata[i]) == 0)
          g_ptr_array_add (children, all->pdata[i]);
    }
  if (children->len > 1)
    g_ptr_array_sort (children, compare_children);
  /* One that refers to its parent by two fields stands there twice. */
  for (guint i = children->len; i-- > 1;)
    if (children->pdata[i] == children->pdata[i - 1])
      g_ptr_array_remove_index (children, i);
  return children;
}

/* Returns: (transfer container): those from *@at on that are of the kind of the first; *@at moves behind them. */
static GPtrArray *
take_kind (const GPtrArray *children, guint *at, RvKind kind)
{
  GPtrArray *same = g_ptr_array_new ();

  for (; *at < children->len && ((RvObject *) children->pdata[*at])->kind == kind; (*at)++)
    g_ptr_array_add (same, children->pdata[*at]);
  return same;
}

static void match_below (Match *match, RvId before, RvId after);

static void
match_kind (Match *match, RvKind kind, GPtrArray *before, GPtrArray *after)
{
  g_autoptr (GPtrArray) all = g_ptr_array_copy (before, NULL, NULL);

  match_siblings (match, kind, before, after);
  for (guint i = 0; i < all->len; i++)
    {
      RvId id = ((RvObject *) all->pdata[i])->id;

      if (rv_pairs_after (match->pairs, id) != 0)
        match_below (match, id, rv_pairs_after (match->pairs, id));
    }
}

static RvKind
kind_at (const GPtrArray *children, guint at)
{
  return at < children->len ? ((RvObject *) children->pdata[at])->kind : RV_N_KINDS;
}

static void
match_below (Match *match, RvId before, RvId after)
{
  g_autoptr (GPtrArray) own = NULL, others = NULL;
  guint i = 0, j = 0;

  if (match->depth >= DEEPEST || (before != 0 && rv_model_referrers (match->models[BEFORE], before) == NULL))
    return;
  match->depth++;
  own = children_of (match, match->models[BEFORE], before);
  others = own->len > 0 ? children_of (match, match->models[AFTER], after) : g_ptr_array_new ();
  while (i < own->len && j < others->len)
    {
      RvKind kind = MIN (kind_at (own, i), kind_at (others, j));
      g_autoptr (GPtrArray) same = take_kind (own, &i, kind), same_others = take_kind (others, &j, kind);

      if (same->len > 0 && same_others->len > 0)
        match_kind (match, kind, same, same_others);
    }
  match->depth--;
}

void
rv_match_by_name (RvPairs *pairs, RvModel *before, RvModel *after, RvKindFlags skip)
{
  Match match = { pairs, { before, after }, skip, 0 };

  match_below (&match, 0, 0);
}

void
rv_match_below (RvPairs *pairs, RvModel *before, RvId one, RvModel *after, RvId other, RvKindFlags skip)
{
  Match match = { pairs, { before, after }, skip, 0 };

  match_below (&match, one, other);
}
