/* CREATE of all sorts: what a new table, index, view, trigger … locks of what is already there. */
#include "migrate/locks-private.h"

/* ---- reading ------------------------------------------------------------------------------------ */

typedef struct {
  Locker *l;
  gboolean runs;
  GHashTable *names;    /* of WITH queries: they hide tables */
} Reading;

static void read_through (Locker *l, gpointer relation, gboolean runs);

/* A view that runs locks what its query reads. */
static void
read_sources (Locker *l, RvObject *view)
{
  g_autoptr (GPtrArray) references = rv_model_children (l->model, view->id, RV_KIND_REFERENCE);

  for (guint i = 0; i < references->len; i++)
    {
      RvObject *target = rv_model_get (l->model, ((RvReference *) references->pdata[i])->target_id);

      if (target != NULL && rv_lock_table_of (l, target) == target)
        read_through (l, target, TRUE);
    }
}

static void
read_through (Locker *l, gpointer relation, gboolean runs)
{
  RvObject *object = relation;
  guint n = l->locks->tables->len;
  gboolean is_first;

  rv_lock_relation (l, object, RV_LOCK_ACCESS_SHARE);
  is_first = l->locks->tables->len > n;
  if (is_first && runs && object->kind == RV_KIND_VIEW)
    read_sources (l, object);
  if (is_first && runs && object->kind == RV_KIND_TABLE)
    {
      g_autoptr (GPtrArray) family = rv_lock_family (l, object);

      for (guint i = 1; i < family->len; i++)
        rv_lock_relation (l, family->pdata[i], RV_LOCK_ACCESS_SHARE);
    }
}

static void
visit_relation (const ProtobufCMessage *message, gpointer data)
{
  Reading *reading = data;
  const PgQuery__RangeVar *name = (const PgQuery__RangeVar *) message;
  gpointer relation;

  if (message->descriptor != &pg_query__range_var__descriptor)
    {
      rv_pg_each_child (message, visit_relation, data);
      return;
    }
  if (rv_pg_given (name->schemaname) == NULL && g_hash_table_contains (reading->names, name->relname))
    return;
  relation = rv_lock_find_relation (reading->l, rv_pg_given (name->schemaname), name->relname);
  if (relation != NULL)
    read_through (reading->l, relation, reading->runs);
  else
    rv_lock_named (reading->l, name, RV_LOCK_ACCESS_SHARE, NULL);
}

static void
visit_with (const ProtobufCMessage *message, gpointer data)
{
  if (message->descriptor == &pg_query__common_table_expr__descriptor)
    g_hash_table_add (data, ((const PgQuery__CommonTableExpr *) message)->ctename);
  rv_pg_each_child (message, visit_with, data);
}

void
rv_lock_read (Locker *l, const void *tree, gboolean runs)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  Reading reading = { l, runs, names };
  const ProtobufCMessage *message = rv_pg_unwrap (tree);

  if (message == NULL)
    return;
  visit_with (message, names);
  visit_relation (message, &reading);
}

/* ---- partitions ------------------------------------------------------------------------------------ */

static gboolean
is_default (const RvTable *table)
{
  return table->partition_bound != NULL && g_ascii_strcasecmp (table->partition_bound, "DEFAULT") == 0;
}

static RvTable *
default_partition (Locker *l, RvTable *whole)
{
  g_autoptr (GPtrArray) children = rv_lock_children (l, whole);

  for (guint i = 0; i < children->len; i++)
    if (((RvTable *) children->pdata[i])->partition_of_id == whole->object.id && is_default (children->pdata[i]))
      return children->pdata[i];
  return NULL;
}

void
rv_lock_default_partition (Locker *l, RvTable *whole, const PgQuery__PartitionBoundSpec *bound)
{
  RvTable *other = bound->is_default ? NULL : default_partition (l, whole);
  g_autoptr (GPtrArray) family = other != NULL ? rv_lock_family (l, other) : NULL;

  for (guint i = 0; family != NULL && i < family->len; i++)
    {
      RvTableLock *lock = rv_lock_relation (l, family->pdata[i], RV_LOCK_ACCESS_EXCLUSIVE);

      if (!rv_lock_has_storage (family->pdata[i]))
        continue;
      if (rv_lock_proves_outside (l, whole, other, bound) || rv_lock_proves_outside (l, whole, family->pdata[i], bound))
        rv_lock_add_work (lock, 0, _("A CHECK proves that the default partition holds no row of the new one: it is not read."));
      else
        rv_lock_add_work (lock, RV_WORK_SCAN, _("Every row of the default partition is read to see that none belongs into the new one."));
    }
}

/* ---- tables ------------------------------------------------------------------------------------------ */

gpointer
rv_lock_foreign_key (Locker *l, const PgQuery__Constraint *c, RvLockMode mode)
{
  gpointer referenced = NULL;

  rv_lock_named (l, c->pktable, mode, &referenced);
  if (referenced != NULL)
    rv_lock_partitions (l, referenced, mode);
  return referenced;
}

static gboolean
is_itself (const PgQuery__RangeVar *table, const PgQuery__RangeVar *other)
{
  return g_str_equal (table->relname, other->relname) && g_strcmp0 (rv_pg_given (table->schemaname), rv_pg_given (other->schemaname)) == 0;
}

static void
create_element (Locker *l, const PgQuery__RangeVar *table, const Node *element)
{
  if (element->node_case == NODE (CONSTRAINT) && element->constraint->contype == CONSTR (FOREIGN)
      && !is_itself (table, element->constraint->pktable))
    rv_lock_foreign_key (l, element->constraint, RV_LOCK_SHARE_ROW_EXCLUSIVE);
  if (element->node_case == NODE (TABLE_LIKE_CLAUSE))
    rv_lock_named (l, element->table_like_clause->relation, RV_LOCK_ACCESS_SHARE, NULL);
  for (gsize i = 0; element->node_case == NODE (COLUMN_DEF) && i < element->column_def->n_constraints; i++)
    create_element (l, table, element->column_def->constraints[i]);
}

void
rv_lock_referenced (Locker *l, gpointer table, RvLockMode mode)
{
  g_autoptr (GPtrArray) keys = rv_model_children (l->model, ((RvObject *) table)->id, RV_KIND_FOREIGN_KEY);

  for (guint i = 0; i < keys->len; i++)
    rv_lock_partitions (l, rv_model_get (l->model, ((RvForeignKey *) keys->pdata[i])->referenced_table_id), mode);
}

static void
create_table (Locker *l, const void *statement)
{
  const PgQuery__CreateStmt *s = statement;
  RvLockMode mode = s->partbound != NULL ? RV_LOCK_ACCESS_EXCLUSIVE : RV_LOCK_SHARE_UPDATE_EXCLUSIVE;
  gpointer parent = NULL;

  if (s->if_not_exists && rv_lock_find_relation (l, rv_pg_given (s->relation->schemaname), s->relation->relname) != NULL)
    return;
  for (gsize i = 0; i < s->n_inh_relations; i++)
    rv_lock_named (l, s->inh_relations[i]->range_var, mode, &parent);
  if (s->partbound != NULL && parent != NULL)
    {
      rv_lock_default_partition (l, parent, s->partbound);
      /* The foreign keys of the partitioned table are the partition's too. */
      rv_lock_referenced (l, parent, RV_LOCK_SHARE_ROW_EXCLUSIVE);
    }
  for (gsize i = 0; i < s->n_table_elts; i++)
    create_element (l, s->relation, s->table_elts[i]);
}

static void
create_foreign_table (Locker *l, const void *statement)
{
  create_table (l, ((const PgQuery__CreateForeignTableStmt *) statement)->base_stmt);
}

static void
create_table_as (Locker *l, const void *statement)
{
  rv_lock_read (l, ((const PgQuery__CreateTableAsStmt *) statement)->query, TRUE);
}

/* ---- indexes ------------------------------------------------------------------------------------------- */

static char *
index_name (const PgQuery__IndexStmt *s, const char *table, gboolean is_child)
{
  GString *name;

  if (!is_child && rv_pg_given (s->idxname) != NULL)
    return g_strdup (s->idxname);
  name = g_string_new (table);
  for (gsize i = 0; i < s->n_index_params; i++)
    {
      const PgQuery__IndexElem *e = s->index_params[i]->index_elem;

      g_string_append_printf (name, "_%s", rv_pg_given (e->name) != NULL ? e->name : e->expr != NULL && rv_pg_column_label (e->expr) != NULL ? rv_pg_column_label (e->expr) : "expr");
    }
  for (gsize i = 0; i < s->n_index_including_params; i++)
    g_string_append_printf (name, "_%s", s->index_including_params[i]->index_elem->name);
  return g_string_free (g_string_append (name, "_idx"), FALSE);
}

static void
build_index (const PgQuery__IndexStmt *s, RvTableLock *lock, gboolean is_child)
{
  g_autofree char *name = index_name (s, lock->name, is_child);

  rv_lock_add_index (lock, name);
  rv_lock_add_work (lock, RV_WORK_BUILD, _("The index %s is built from all rows."), name);
}

static void
create_index (Locker *l, const void *statement)
{
  const PgQuery__IndexStmt *s = statement;
  RvLockMode mode = s->concurrent ? RV_LOCK_SHARE_UPDATE_EXCLUSIVE : RV_LOCK_SHARE;
  gpointer relation = NULL;
  g_autoptr (GPtrArray) family = NULL;
  RvTableLock *lock;

  l->locks->no_transaction |= s->concurrent;
  lock = rv_lock_named (l, s->relation, mode, &relation);
  if (s->if_not_exists && rv_pg_given (s->idxname) != NULL && rv_lock_find_index (l, rv_pg_given (s->relation->schemaname), s->idxname) != NULL)
    return;
  if (rv_lock_has_storage (relation))
    {
      build_index (s, lock, FALSE);
      return;
    }
  family = s->relation->inh ? rv_lock_family (l, relation) : NULL;
  for (guint i = 1; family != NULL && i < family->len; i++)
    {
      lock = rv_lock_relation (l, family->pdata[i], mode);
      if (rv_lock_has_storage (family->pdata[i]))
        build_index (s, lock, TRUE);
    }
}

static void
create_statistics (Locker *l, const void *statement)
{
  const PgQuery__CreateStatsStmt *s = statement;

  for (gsize i = 0; i < s->n_relations; i++)
    if (s->relations[i]->node_case == NODE (RANGE_VAR))
      rv_lock_named (l, s->relations[i]->range_var, RV_LOCK_SHARE_UPDATE_EXCLUSIVE, NULL);
}

/* ---- views, triggers, rules, policies, publications ----------------------------------------------------- */

static void
create_view (Locker *l, const void *statement)
{
  const PgQuery__ViewStmt *s = statement;
  gpointer old = rv_lock_find_relation (l, rv_pg_given (s->view->schemaname), s->view->relname);

  if (old != NULL && s->replace)
    rv_lock_relation (l, old, RV_LOCK_ACCESS_EXCLUSIVE);
  rv_lock_read (l, s->query, FALSE);
}

static void
lock_family (Locker *l, const PgQuery__RangeVar *name, RvLockMode mode, gboolean partitions_only)
{
  gpointer relation;
  g_autoptr (GPtrArray) family = NULL;

  rv_lock_named (l, name, mode, &relation);
  if (relation == NULL || !name->inh)
    return;
  if (partitions_only)
    rv_lock_partitions (l, relation, mode);
  family = partitions_only ? NULL : rv_lock_family (l, relation);
  for (guint i = 1; family != NULL && i < family->len; i++)
    rv_lock_relation (l, family->pdata[i], mode);
}

static void
create_trigger (Locker *l, const void *statement)
{
  const PgQuery__CreateTrigStmt *s = statement;

  if (s->row)
    lock_family (l, s->relation, RV_LOCK_SHARE_ROW_EXCLUSIVE, TRUE);
  else
    rv_lock_named (l, s->relation, RV_LOCK_SHARE_ROW_EXCLUSIVE, NULL);
  if (s->constrrel != NULL)
    rv_lock_named (l, s->constrrel, RV_LOCK_ACCESS_SHARE, NULL);
}

static void
create_rule (Locker *l, const void *statement)
{
  const PgQuery__RuleStmt *s = statement;

  rv_lock_named (l, s->relation, RV_LOCK_ACCESS_EXCLUSIVE, NULL);
}

static void
create_policy (Locker *l, const void *statement)
{
  rv_lock_named (l, ((const PgQuery__CreatePolicyStmt *) statement)->table, RV_LOCK_ACCESS_EXCLUSIVE, NULL);
}

static void
alter_policy (Locker *l, const void *statement)
{
  rv_lock_named (l, ((const PgQuery__AlterPolicyStmt *) statement)->table, RV_LOCK_ACCESS_EXCLUSIVE, NULL);
}

static void
publish (Locker *l, Node **objects, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (objects[i]->node_case == NODE (PUBLICATION_OBJ_SPEC) && objects[i]->publication_obj_spec->pubtable != NULL)
      lock_family (l, objects[i]->publication_obj_spec->pubtable->relation, RV_LOCK_SHARE_UPDATE_EXCLUSIVE, FALSE);
}

static void
create_publication (Locker *l, const void *statement)
{
  const PgQuery__CreatePublicationStmt *s = statement;

  publish (l, s->pubobjects, s->n_pubobjects);
}

static void
alter_publication (Locker *l, const void *statement)
{
  const PgQuery__AlterPublicationStmt *s = statement;

  publish (l, s->pubobjects, s->n_pubobjects);
}

const RvLockHandler rv_lock_make_handlers[] = {
  { NODE (CREATE_STMT), create_table },
  { NODE (CREATE_FOREIGN_TABLE_STMT), create_foreign_table },
  { NODE (CREATE_TABLE_AS_STMT), create_table_as },
  { NODE (INDEX_STMT), create_index },
  { NODE (CREATE_STATS_STMT), create_statistics },
  { NODE (VIEW_STMT), create_view },
  { NODE (CREATE_TRIG_STMT), create_trigger },
  { NODE (RULE_STMT), create_rule },
  { NODE (CREATE_POLICY_STMT), create_policy },
  { NODE (ALTER_POLICY_STMT), alter_policy },
  { NODE (CREATE_PUBLICATION_STMT), create_publication },
  { NODE (ALTER_PUBLICATION_STMT), alter_publication },
  { 0, NULL },
};
