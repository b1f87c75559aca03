/* The locks of one statement: how the answer is put together, and which file knows which statement. */
#include "migrate/locks-private.h"

/* ---- modes and work, for people ---------------------------------------------------------------- */

static const char *const mode_names[RV_N_LOCK_MODES] = {
  "", "ACCESS SHARE", "ROW SHARE", "ROW EXCLUSIVE", "SHARE UPDATE EXCLUSIVE", "SHARE", "SHARE ROW EXCLUSIVE", "EXCLUSIVE",
  "ACCESS EXCLUSIVE",
};

const char *
rv_lock_mode_name (RvLockMode mode)
{
  return mode < RV_N_LOCK_MODES ? mode_names[mode] : "";
}

gboolean
rv_lock_blocks_writes (RvLockMode mode)
{
  return mode >= RV_LOCK_SHARE;
}

gboolean
rv_lock_blocks_reads (RvLockMode mode)
{
  return mode == RV_LOCK_ACCESS_EXCLUSIVE;
}

char *
rv_lock_work_name (guint work)
{
  static const char *const names[] = { "rewrite", "scan", "build", "copy", "write", "empty", "fails" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (work >> i & 1)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", names[i]);
  return g_string_free (text, FALSE);
}

/* ---- the answer ----------------------------------------------------------------------------------- */

static void
free_table_lock (gpointer data)
{
  RvTableLock *lock = data;

  g_free (lock->schema);
  g_free (lock->name);
  g_ptr_array_unref (lock->indexes);
  g_ptr_array_unref (lock->reasons);
  g_free (lock);
}

static RvLocks *
new_locks (void)
{
  RvLocks *locks = g_new0 (RvLocks, 1);

  locks->tables = g_ptr_array_new_with_free_func (free_table_lock);
  return locks;
}

void
rv_locks_free (RvLocks *locks)
{
  if (locks == NULL)
    return;
  g_ptr_array_unref (locks->tables);
  g_free (locks);
}

const RvTableLock *
rv_locks_find (const RvLocks *locks, const char *name)
{
  for (guint i = 0; i < locks->tables->len; i++)
    {
      const RvTableLock *lock = locks->tables->pdata[i];

      if (g_str_equal (lock->name, name))
        return lock;
    }
  return NULL;
}

const RvTableLock *
rv_locks_strongest (const RvLocks *locks)
{
  const RvTableLock *strongest = NULL;

  for (guint i = 0; i < locks->tables->len; i++)
    {
      const RvTableLock *lock = locks->tables->pdata[i];

      if (!lock->is_new && (strongest == NULL || lock->mode > strongest->mode))
        strongest = lock;
    }
  return strongest;
}

static RvTableLock *
add_lock (Locker *l, const char *schema, const char *name)
{
  RvTableLock *lock = g_new0 (RvTableLock, 1);

  lock->schema = g_strdup (schema);
  lock->name = g_strdup (name);
  lock->indexes = g_ptr_array_new_with_free_func (g_free);
  lock->reasons = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (l->locks->tables, lock);
  return lock;
}

static RvTableLock *
find_lock (Locker *l, RvId id, const char *schema, const char *name)
{
  for (guint i = 0; i < l->locks->tables->len; i++)
    {
      RvTableLock *lock = l->locks->tables->pdata[i];

      if (id != 0 ? lock->id == id : lock->id == 0 && g_str_equal (lock->name, name) && g_strcmp0 (lock->schema, schema) == 0)
        return lock;
    }
  return NULL;
}

RvTableLock *
rv_lock_relation (Locker *l, gpointer relation, RvLockMode mode)
{
  RvObject *object = relation;
  RvTableLock *lock = find_lock (l, object->id, NULL, NULL);

  if (lock == NULL)
    {
      RvObject *schema = rv_model_get (l->model, rv_record_parent (object));

      lock = add_lock (l, schema != NULL ? rv_record_name (schema) : NULL, rv_record_name (object));
      lock->id = object->id;
      lock->is_new = l->context->first_new != 0 && object->id >= l->context->first_new;
    }
  lock->mode = MAX (lock->mode, mode);
  return lock;
}

RvTableLock *
rv_lock_named (Locker *l, const PgQuery__RangeVar *name, RvLockMode mode, gpointer *relation)
{
  const char *schema = name != NULL ? rv_pg_given (name->schemaname) : NULL, *plain = name != NULL ? name->relname : "";
  gpointer found = rv_lock_find_relation (l, schema, plain);
  RvTableLock *lock;

  if (relation != NULL)
    *relation = found;
  if (found != NULL)
    return rv_lock_relation (l, found, mode);
  lock = find_lock (l, 0, schema, plain);
  if (lock == NULL)
    lock = add_lock (l, schema, plain);
  lock->mode = MAX (lock->mode, mode);
  return lock;
}

void
rv_lock_partitions (Locker *l, gpointer table, RvLockMode mode)
{
  g_autoptr (GPtrArray) family = rv_lock_family (l, table);

  for (guint i = 0; i < family->len; i++)
    if (i == 0 || ((RvTable *) family->pdata[i])->partition_of_id != 0)
      rv_lock_relation (l, family->pdata[i], mode);
}

static void
add_reason (RvTableLock *lock, char *reason)
{
  for (guint i = 0; i < lock->reasons->len; i++)
    if (g_str_equal (lock->reasons->pdata[i], reason))
      {
        g_free (reason);
        return;
      }
  g_ptr_array_add (lock->reasons, reason);
}

void
rv_lock_add_work (RvTableLock *lock, guint work, const char *format, ...)
{
  va_list arguments;

  lock->work |= work;
  va_start (arguments, format);
  add_reason (lock, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

void
rv_lock_add_index (RvTableLock *lock, const char *name)
{
  lock->work |= RV_WORK_BUILD;
  for (guint i = 0; i < lock->indexes->len; i++)
    if (g_str_equal (lock->indexes->pdata[i], name))
      return;
  g_ptr_array_add (lock->indexes, g_strdup (name));
}

static void
rebuild_indexes (Locker *l, RvTableLock *lock, RvObject *relation)
{
  RvTable *table = relation->kind == RV_KIND_TABLE ? (RvTable *) relation : NULL;
  gpointer whole = table != NULL && table->partition_of_id != 0 ? rv_model_get (l->model, table->partition_of_id) : NULL;
  g_autoptr (GPtrArray) indexes = rv_lock_indexes (l, relation);
  g_autoptr (GPtrArray) inherited = whole != NULL ? rv_lock_missing_indexes (l, whole, relation) : NULL;

  for (guint i = 0; i < indexes->len; i++)
    rv_lock_add_index (lock, rv_record_name (indexes->pdata[i]));
  for (guint i = 0; inherited != NULL && i < inherited->len; i++)
    rv_lock_add_index (lock, inherited->pdata[i]);
}

void
rv_lock_rewrite (Locker *l, RvTableLock *lock, const char *format, ...)
{
  RvObject *relation = l->model != NULL && lock->id != 0 ? rv_model_get (l->model, lock->id) : NULL;
  va_list arguments;

  lock->work |= RV_WORK_REWRITE;
  if (relation != NULL)
    rebuild_indexes (l, lock, relation);
  va_start (arguments, format);
  add_reason (lock, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/* ---- statements -------------------------------------------------------------------------------------- */

static const RvLockHandler *const all_handlers[] = {
  rv_lock_alter_handlers, rv_lock_make_handlers, rv_lock_drop_handlers, rv_lock_other_handlers,
};

static const RvLockHandler *
find_handler (int node_case)
{
  for (guint i = 0; i < G_N_ELEMENTS (all_handlers); i++)
    for (const RvLockHandler *h = all_handlers[i]; h->lock != NULL; h++)
      if (h->node_case == node_case)
        return h;
  return NULL;
}

RvLocks *
rv_locks_of (const RvLockContext *context, gconstpointer node)
{
  const Node *statement = node;
  const RvLockHandler *handler = find_handler (statement->node_case);
  Locker l = { context, context->model, context->version > 0 ? context->version : 15, new_locks () };

  if (handler != NULL)
    handler->lock (&l, statement->alias);
  return l.locks;
}

typedef struct {
  const RvLockContext *context;
  const char *sql;
  RvLocks *locks;
} Text;

static void
lock_text (gpointer data)
{
  Text *text = data;
  g_auto (RvPgTree) tree = { 0 };

  rv_pg_parse (text->sql, &tree);
  if (tree.tree != NULL)
    text->locks = tree.tree->n_stmts > 0 ? rv_locks_of (text->context, tree.tree->stmts[0]->stmt) : new_locks ();
}

RvLocks *
rv_locks_of_text (const RvLockContext *context, const char *sql)
{
  guint weight = rv_pg_weight (sql);
  Text text = { context, sql, NULL };

  if (weight > RV_PG_TOO_HEAVY)
    return NULL;
  if (weight > RV_PG_HEAVY)
    rv_pg_on_large_stack (lock_text, &text);
  else
    lock_text (&text);
  return text.locks;
}
