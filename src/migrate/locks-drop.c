/* DROP of all sorts: what falls is locked as strongly as can be, and so is what a falling foreign key reaches. */
#include "migrate/locks-private.h"

typedef struct {
  Locker *l;
  GHashTable *seen;     /* objects that fall */
} Fall;

static void fall (Fall *f, RvObject *object, gboolean cascade);

static RvTableLock *
take (Fall *f, gpointer relation)
{
  return rv_lock_relation (f->l, relation, RV_LOCK_ACCESS_EXCLUSIVE);
}

static void
fall_foreign_key (Fall *f, RvForeignKey *key)
{
  gpointer table = rv_model_get (f->l->model, key->table_id), referenced = rv_model_get (f->l->model, key->referenced_table_id);

  if (table != NULL)
    rv_lock_partitions (f->l, table, RV_LOCK_ACCESS_EXCLUSIVE);
  if (referenced != NULL)
    rv_lock_partitions (f->l, referenced, RV_LOCK_ACCESS_EXCLUSIVE);
}

/* The columns of @fields among the parts of @owner are those of @key, in whatever order. */
static gboolean
refers_to_key (Fall *f, RvForeignKey *foreign, RvKey *key)
{
  g_autoptr (GPtrArray) parts = rv_model_children (f->l->model, foreign->object.id, RV_KIND_FOREIGN_KEY_COLUMN);
  g_autoptr (GPtrArray) columns = rv_lock_index_columns (f->l, key);

  for (guint i = 0; i < parts->len; i++)
    if (!g_ptr_array_find (columns, rv_model_get (f->l->model, ((RvForeignKeyColumn *) parts->pdata[i])->referenced_column_id), NULL))
      return FALSE;
  return parts->len == columns->len && foreign->referenced_table_id == key->table_id;
}

/* The foreign keys that need @key. */
static void
fall_key (Fall *f, RvKey *key)
{
  g_autoptr (GPtrArray) users = rv_lock_users (f->l, key->table_id);

  for (guint i = 0; i < users->len; i++)
    if (((RvObject *) users->pdata[i])->kind == RV_KIND_FOREIGN_KEY && refers_to_key (f, users->pdata[i], key))
      fall (f, users->pdata[i], TRUE);
}

/* What is part of a table or of one of its columns goes without being named. */
static gboolean
is_own_part (Fall *f, RvObject *object, RvObject *user)
{
  RvObject *theirs = rv_lock_table_of (f->l, object), *ours = rv_lock_table_of (f->l, user);

  return theirs != NULL && theirs == ours;
}

static void
fall_table (Fall *f, RvTable *table)
{
  g_autoptr (GPtrArray) keys = rv_model_children (f->l->model, table->object.id, RV_KIND_FOREIGN_KEY);
  g_autoptr (GPtrArray) columns = rv_model_children (f->l->model, table->object.id, RV_KIND_COLUMN);
  gpointer whole = table->partition_of_id != 0 ? rv_model_get (f->l->model, table->partition_of_id) : NULL;

  take (f, table);
  if (whole != NULL)
    take (f, whole);
  for (guint i = 0; i < keys->len; i++)
    fall (f, keys->pdata[i], FALSE);
  for (guint i = 0; i < columns->len; i++)
    fall (f, columns->pdata[i], TRUE);
}

/* What the fall of @object brings down elsewhere. */
static void
fall_users (Fall *f, RvObject *object, gboolean cascade)
{
  g_autoptr (GPtrArray) users = rv_lock_users (f->l, object->id);

  for (guint i = 0; i < users->len; i++)
    {
      RvObject *user = users->pdata[i];

      if (user->kind == RV_KIND_TABLE && ((RvTable *) user)->partition_of_id == object->id)
        fall (f, user, cascade);
      else if (user->kind == RV_KIND_INHERITANCE && ((RvInheritance *) user)->inherited_id == object->id && cascade)
        fall (f, rv_model_get (f->l->model, ((RvInheritance *) user)->table_id), cascade);
      else if (user->kind == RV_KIND_FOREIGN_KEY && (cascade || is_own_part (f, object, user)))
        fall (f, user, cascade);
      else if (cascade && (user->kind == RV_KIND_VIEW || user->kind == RV_KIND_MATERIALIZED_VIEW))
        fall (f, user, cascade);
      else if (cascade && user->kind != RV_KIND_TABLE && user->kind != RV_KIND_ROUTINE && rv_lock_table_of (f->l, user) != NULL
               && object->kind != RV_KIND_TABLE)
        take (f, rv_lock_table_of (f->l, user));
    }
}

static void
fall (Fall *f, RvObject *object, gboolean cascade)
{
  if (object == NULL || !g_hash_table_add (f->seen, object))
    return;
  if (object->kind == RV_KIND_TABLE)
    fall_table (f, (RvTable *) object);
  else if (object->kind == RV_KIND_FOREIGN_KEY)
    fall_foreign_key (f, (RvForeignKey *) object);
  else if (object->kind == RV_KIND_KEY && cascade)
    fall_key (f, (RvKey *) object);
  else if (rv_lock_table_of (f->l, object) == object)
    take (f, object);
  fall_users (f, object, cascade);
}

void
rv_lock_drop_users (Locker *l, gpointer object, gboolean cascade)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  Fall f = { l, seen };

  fall (&f, object, cascade);
}

/* ---- DROP ------------------------------------------------------------------------------------------ */

static void
names_of (const Node *object, const char **schema, const char **name)
{
  *schema = *name = NULL;
  if (object->node_case == NODE (LIST))
    rv_pg_names (object->list->items, object->list->n_items, schema, name);
  else if (object->node_case == NODE (TYPE_NAME))
    rv_pg_names (object->type_name->names, object->type_name->n_names, schema, name);
  else
    *name = rv_pg_string (object);
}

static void
lock_unknown (Locker *l, const char *schema, const char *name, RvLockMode mode)
{
  PgQuery__RangeVar unknown = PG_QUERY__RANGE_VAR__INIT;

  unknown.schemaname = (char *) (schema != NULL ? schema : "");
  unknown.relname = (char *) name;
  rv_lock_named (l, &unknown, mode, NULL);
}

static void
drop_relation (Locker *l, const PgQuery__DropStmt *s, const Node *object)
{
  const char *schema, *name;
  gpointer relation;

  names_of (object, &schema, &name);
  relation = rv_lock_find_relation (l, schema, name);
  if (relation != NULL)
    rv_lock_drop_users (l, relation, s->behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE);
  else if (!s->missing_ok)
    lock_unknown (l, schema, name, RV_LOCK_ACCESS_EXCLUSIVE);
}

static void
drop_index (Locker *l, const PgQuery__DropStmt *s, const Node *object)
{
  const char *schema, *name;
  gpointer index, table;
  g_autoptr (GPtrArray) family = NULL;
  RvLockMode mode = s->concurrent ? RV_LOCK_SHARE_UPDATE_EXCLUSIVE : RV_LOCK_ACCESS_EXCLUSIVE;

  names_of (object, &schema, &name);
  index = rv_lock_find_index (l, schema, name);
  table = index != NULL ? rv_lock_table_of (l, index) : NULL;
  if (table == NULL)
    return;
  family = rv_lock_family (l, table);
  for (guint i = 0; i < family->len; i++)
    if (i == 0 || !rv_lock_has_storage (table))
      rv_lock_relation (l, family->pdata[i], mode);
}

/* DROP TRIGGER, POLICY, RULE … ON table: the last name is its own, those before are the table's. */
static void
drop_part (Locker *l, const PgQuery__DropStmt *s, const Node *object)
{
  const char *schema, *name;
  gpointer relation;

  if (object->node_case != NODE (LIST) || object->list->n_items < 2)
    return;
  rv_pg_names (object->list->items, object->list->n_items - 1, &schema, &name);
  relation = rv_lock_find_relation (l, schema, name);
  if (relation == NULL)
    lock_unknown (l, schema, name, RV_LOCK_ACCESS_EXCLUSIVE);
  else
    {
      g_autoptr (GPtrArray) family = rv_lock_family (l, relation);

      rv_lock_relation (l, relation, RV_LOCK_ACCESS_EXCLUSIVE);
      for (guint i = 1; s->remove_type == OBJECT (TRIGGER) && i < family->len; i++)
        if (((RvTable *) family->pdata[i])->partition_of_id != 0)
          rv_lock_relation (l, family->pdata[i], RV_LOCK_ACCESS_EXCLUSIVE);
    }
}

/* Types, sequences, functions, schemas: only CASCADE reaches tables. */
static void
drop_other (Locker *l, const PgQuery__DropStmt *s, const Node *object)
{
  static const RvKind kinds[] = { RV_KIND_DOMAIN, RV_KIND_ENUM, RV_KIND_COMPOSITE, RV_KIND_RANGE, RV_KIND_SEQUENCE, RV_KIND_NONE };
  const char *schema, *name;
  gpointer found;

  if (l->model == NULL || s->behavior != PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE)
    return;
  names_of (object, &schema, &name);
  found = rv_lock_find (l, schema, name, kinds);
  if (found != NULL)
    rv_lock_drop_users (l, found, TRUE);
}

static void
drop_statistics (Locker *l, const PgQuery__DropStmt *s, const Node *object)
{
  const GPtrArray *all = l->model != NULL ? rv_model_all (l->model, RV_KIND_STATISTICS) : NULL;
  const char *schema, *name;

  names_of (object, &schema, &name);
  for (guint i = 0; all != NULL && i < all->len; i++)
    if (g_strcmp0 (rv_record_name (all->pdata[i]), name) == 0)
      rv_lock_relation (l, rv_lock_table_of (l, all->pdata[i]), RV_LOCK_SHARE_UPDATE_EXCLUSIVE);
}

static void
drop_schema (Locker *l, const PgQuery__DropStmt *s, const Node *object)
{
  RvObject *schema = l->model != NULL ? rv_model_find (l->model, RV_KIND_SCHEMA, 0, rv_pg_string (object)) : NULL;
  static const RvKind kinds[] = { RV_KIND_TABLE, RV_KIND_VIEW, RV_KIND_MATERIALIZED_VIEW };

  for (guint k = 0; schema != NULL && s->behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE && k < G_N_ELEMENTS (kinds); k++)
    {
      g_autoptr (GPtrArray) all = rv_model_children (l->model, schema->id, kinds[k]);

      for (guint i = 0; i < all->len; i++)
        rv_lock_drop_users (l, all->pdata[i], TRUE);
    }
}

static void
drop_routine (Locker *l, const PgQuery__DropStmt *s, const Node *object)
{
  static const RvKind kinds[] = { RV_KIND_ROUTINE, RV_KIND_NONE };
  const char *schema, *name;
  gpointer found;

  if (object->node_case != NODE (OBJECT_WITH_ARGS) || s->behavior != PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE)
    return;
  rv_pg_names (object->object_with_args->objname, object->object_with_args->n_objname, &schema, &name);
  found = rv_lock_find (l, schema, name, kinds);
  if (found != NULL)
    rv_lock_drop_users (l, found, TRUE);
}

static const struct {
  PgQuery__ObjectType type;
  void (*drop) (Locker *l, const PgQuery__DropStmt *s, const Node *object);
} drops[] = {
  { OBJECT (TABLE), drop_relation },
  { OBJECT (VIEW), drop_relation },
  { OBJECT (MATVIEW), drop_relation },
  { OBJECT (FOREIGN_TABLE), drop_relation },
  { OBJECT (INDEX), drop_index },
  { OBJECT (TRIGGER), drop_part },
  { OBJECT (POLICY), drop_part },
  { OBJECT (RULE), drop_part },
  { OBJECT (SCHEMA), drop_schema },
  { OBJECT (FUNCTION), drop_routine },
  { OBJECT (PROCEDURE), drop_routine },
  { OBJECT (ROUTINE), drop_routine },
  { OBJECT (STATISTIC_EXT), drop_statistics },
  { OBJECT (DOMAIN), drop_other },
  { OBJECT (TYPE), drop_other },
  { OBJECT (SEQUENCE), drop_other },
};

static void
drop (Locker *l, const void *statement)
{
  const PgQuery__DropStmt *s = statement;

  l->locks->no_transaction |= s->concurrent;
  for (guint k = 0; k < G_N_ELEMENTS (drops); k++)
    for (gsize i = 0; drops[k].type == s->remove_type && i < s->n_objects; i++)
      drops[k].drop (l, s, s->objects[i]);
}

const RvLockHandler rv_lock_drop_handlers[] = {
  { NODE (DROP_STMT), drop },
  { 0, NULL },
};
