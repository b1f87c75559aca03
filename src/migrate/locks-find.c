/* What a statement's names mean in the design as it stands, and what hangs together there. Without a design nothing is found. */
#include "migrate/locks-private.h"

#define MAX_FAMILY 100000

const RvKind rv_lock_constraint_kinds[] = { RV_KIND_CHECK, RV_KIND_FOREIGN_KEY, RV_KIND_KEY, RV_KIND_EXCLUSION, RV_KIND_NONE };
const RvKind rv_lock_index_kinds[] = { RV_KIND_INDEX, RV_KIND_KEY, RV_KIND_EXCLUSION, RV_KIND_NONE };

static gpointer
find_in (Locker *l, const char *schema, const char *name, const RvKind *kinds)
{
  RvObject *home = rv_model_find (l->model, RV_KIND_SCHEMA, 0, schema);

  for (; home != NULL && *kinds != RV_KIND_NONE; kinds++)
    {
      gpointer found = rv_model_find (l->model, *kinds, home->id, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

gpointer
rv_lock_find (Locker *l, const char *schema, const char *name, const RvKind *kinds)
{
  static const char *const usual[] = { "public", NULL };
  const char *const *path = l->context->search_path != NULL ? l->context->search_path : usual;

  if (l->model == NULL || name == NULL)
    return NULL;
  if (schema != NULL)
    return find_in (l, schema, name, kinds);
  for (; *path != NULL; path++)
    {
      gpointer found = find_in (l, *path, name, kinds);

      if (found != NULL)
        return found;
    }
  return NULL;
}

gpointer
rv_lock_find_relation (Locker *l, const char *schema, const char *name)
{
  static const RvKind kinds[] = { RV_KIND_TABLE, RV_KIND_VIEW, RV_KIND_MATERIALIZED_VIEW, RV_KIND_NONE };

  return rv_lock_find (l, schema, name, kinds);
}

static gboolean
is_in_path (Locker *l, const char *schema)
{
  return l->context->search_path != NULL ? g_strv_contains (l->context->search_path, schema) : g_str_equal (schema, "public");
}

gpointer
rv_lock_table_of (Locker *l, gpointer object)
{
  for (RvObject *o = object; o != NULL; o = rv_model_get (l->model, rv_record_parent (o)))
    if (o->kind == RV_KIND_TABLE || o->kind == RV_KIND_VIEW || o->kind == RV_KIND_MATERIALIZED_VIEW)
      return o;
  return NULL;
}

/* Whether @object stands in @schema, or in the search path where that is NULL. */
static gboolean
is_in_schema (Locker *l, gpointer object, const char *schema)
{
  RvObject *table = rv_lock_table_of (l, object);
  RvObject *home = table != NULL ? rv_model_get (l->model, rv_record_parent (table)) : NULL;

  if (home == NULL)
    return FALSE;
  return schema != NULL ? g_str_equal (rv_record_name (home), schema) : is_in_path (l, rv_record_name (home));
}

gpointer
rv_lock_find_index (Locker *l, const char *schema, const char *name)
{
  for (const RvKind *kind = rv_lock_index_kinds; l->model != NULL && name != NULL && *kind != RV_KIND_NONE; kind++)
    {
      const GPtrArray *all = rv_model_all (l->model, *kind);

      for (guint i = 0; i < all->len; i++)
        if (g_str_equal (rv_record_name (all->pdata[i]), name) && is_in_schema (l, all->pdata[i], schema))
          return all->pdata[i];
    }
  return NULL;
}

gpointer
rv_lock_part (Locker *l, gpointer table, const char *name, const RvKind *kinds)
{
  if (l->model == NULL || table == NULL || name == NULL)
    return NULL;
  for (; *kinds != RV_KIND_NONE; kinds++)
    {
      gpointer found = rv_model_find (l->model, *kinds, ((RvObject *) table)->id, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

gpointer
rv_lock_column (Locker *l, gpointer table, const char *name)
{
  static const RvKind kinds[] = { RV_KIND_COLUMN, RV_KIND_NONE };

  return rv_lock_part (l, table, name, kinds);
}

static void
add_children (Locker *l, GPtrArray *all, RvId parent, RvKind kind)
{
  g_autoptr (GPtrArray) some = rv_model_children (l->model, parent, kind);

  for (guint i = 0; i < some->len; i++)
    g_ptr_array_add (all, some->pdata[i]);
}

GPtrArray *
rv_lock_indexes (Locker *l, gpointer relation)
{
  GPtrArray *all = g_ptr_array_new ();

  for (const RvKind *kind = rv_lock_index_kinds; *kind != RV_KIND_NONE; kind++)
    add_children (l, all, ((RvObject *) relation)->id, *kind);
  return all;
}

GPtrArray *
rv_lock_children (Locker *l, gpointer table)
{
  const GPtrArray *referrers = rv_model_referrers (l->model, ((RvObject *) table)->id);
  GPtrArray *children = g_ptr_array_new ();

  for (guint i = 0; referrers != NULL && i < referrers->len; i++)
    {
      RvObject *object = referrers->pdata[i];
      RvInheritance *link = (RvInheritance *) object;

      if (object->kind == RV_KIND_TABLE && ((RvTable *) object)->partition_of_id == ((RvObject *) table)->id)
        g_ptr_array_add (children, object);
      else if (object->kind == RV_KIND_INHERITANCE && link->inherited_id == ((RvObject *) table)->id)
        g_ptr_array_add (children, rv_model_get (l->model, link->table_id));
    }
  return children;
}

GPtrArray *
rv_lock_family (Locker *l, gpointer table)
{
  GPtrArray *family = g_ptr_array_new ();

  g_ptr_array_add (family, table);
  for (guint i = 0; ((RvObject *) table)->kind == RV_KIND_TABLE && i < family->len && i < MAX_FAMILY; i++)
    {
      g_autoptr (GPtrArray) children = rv_lock_children (l, family->pdata[i]);

      for (guint k = 0; k < children->len; k++)
        if (!g_ptr_array_find (family, children->pdata[k], NULL))
          g_ptr_array_add (family, children->pdata[k]);
    }
  return family;
}

gboolean
rv_lock_has_storage (gpointer relation)
{
  RvObject *object = relation;

  if (object == NULL || object->kind == RV_KIND_MATERIALIZED_VIEW)
    return TRUE;
  return object->kind == RV_KIND_TABLE && ((RvTable *) object)->partition_strategy == RvPartitionStrategy_NONE
         && ((RvTable *) object)->server_id == 0;
}

/* The object that a referrer stands for: a text's is the object that has the text; a part's is its whole. */
static RvObject *
user_of (Locker *l, RvObject *referrer)
{
  if (referrer->kind == RV_KIND_REFERENCE)
    return rv_model_get (l->model, ((RvReference *) referrer)->object_id);
  if (referrer->kind == RV_KIND_KEY_COLUMN || referrer->kind == RV_KIND_INDEX_COLUMN || referrer->kind == RV_KIND_FOREIGN_KEY_COLUMN
      || referrer->kind == RV_KIND_EXCLUSION_ELEMENT || referrer->kind == RV_KIND_TRIGGER_COLUMN)
    return rv_model_get (l->model, rv_record_parent (referrer));
  return referrer;
}

GPtrArray *
rv_lock_users (Locker *l, RvId id)
{
  const GPtrArray *referrers = rv_model_referrers (l->model, id);
  GPtrArray *users = g_ptr_array_new ();

  for (guint i = 0; referrers != NULL && i < referrers->len; i++)
    {
      RvObject *user = user_of (l, referrers->pdata[i]);

      if (user != NULL && user->id != id && !g_ptr_array_find (users, user, NULL))
        g_ptr_array_add (users, user);
    }
  return users;
}

gboolean
rv_lock_index_uses (Locker *l, gpointer index, RvColumn *column)
{
  g_autoptr (GPtrArray) users = rv_lock_users (l, column->object.id);

  for (guint i = 0; i < users->len; i++)
    {
      RvObject *user = users->pdata[i];

      if (user == index || rv_record_parent (user) == ((RvObject *) index)->id)
        return TRUE;
    }
  return FALSE;
}

GPtrArray *
rv_lock_index_columns (Locker *l, gpointer index)
{
  gboolean is_key = ((RvObject *) index)->kind == RV_KIND_KEY;
  g_autoptr (GPtrArray) parts = rv_model_children (l->model, ((RvObject *) index)->id, is_key ? RV_KIND_KEY_COLUMN : RV_KIND_INDEX_COLUMN);
  GPtrArray *columns = g_ptr_array_new ();

  for (guint i = 0; i < parts->len; i++)
    {
      RvKeyColumn *of_key = parts->pdata[i];
      RvIndexColumn *of_index = parts->pdata[i];

      if (!(is_key ? of_key->is_included : of_index->is_included))
        g_ptr_array_add (columns, rv_model_get (l->model, is_key ? of_key->column_id : of_index->column_id));
    }
  return columns;
}

/* ---- indexes that partitions have because the partitioned table does -------------------------------------- */

static gboolean
is_primary (RvObject *index)
{
  return index->kind == RV_KIND_KEY && ((RvKey *) index)->is_primary;
}

static gboolean
covers (Locker *l, RvObject *own, RvObject *wanted)
{
  g_autoptr (GPtrArray) has = rv_lock_index_columns (l, own), wants = rv_lock_index_columns (l, wanted);

  if (has->len != wants->len || (wanted->kind == RV_KIND_KEY && own->kind != RV_KIND_KEY) || is_primary (own) != is_primary (wanted))
    return FALSE;
  for (guint i = 0; i < has->len; i++)
    if (has->pdata[i] == NULL || wants->pdata[i] == NULL || g_strcmp0 (rv_record_name (has->pdata[i]), rv_record_name (wants->pdata[i])) != 0)
      return FALSE;
  return TRUE;
}

/* Takes the index that serves for @wanted out of @own. */
static gboolean
take_covering (Locker *l, GPtrArray *own, RvObject *wanted)
{
  for (guint i = 0; i < own->len; i++)
    if (covers (l, own->pdata[i], wanted))
      {
        g_ptr_array_remove_index (own, i);
        return TRUE;
      }
  return FALSE;
}

static char *
inherited_index_name (Locker *l, RvObject *index, const char *table)
{
  g_autoptr (GPtrArray) columns = rv_lock_index_columns (l, index);
  GString *name = g_string_new (table);

  for (guint i = 0; !is_primary (index) && i < columns->len; i++)
    g_string_append_printf (name, "_%s", columns->pdata[i] != NULL ? rv_record_name (columns->pdata[i]) : "expr");
  g_string_append (name, is_primary (index) ? "_pkey" : index->kind == RV_KIND_KEY ? "_key" : "_idx");
  return g_string_free (name, FALSE);
}

GPtrArray *
rv_lock_missing_indexes (Locker *l, gpointer whole, gpointer child)
{
  g_autoptr (GPtrArray) wanted = rv_lock_indexes (l, whole), own = rv_lock_indexes (l, child);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < wanted->len; i++)
    {
      RvObject *index = wanted->pdata[i];

      if (index->kind != RV_KIND_INDEX || !((RvIndex *) index)->only_this)
        if (!take_covering (l, own, index))
          g_ptr_array_add (names, inherited_index_name (l, index, rv_record_name (child)));
    }
  return names;
}
