/* Statements that neither make nor drop nor are ALTER TABLE: renames, comments, domains, maintenance, data. */
#include "migrate/locks-private.h"

/* ---- names, owners, comments -------------------------------------------------------------------- */

static gboolean
is_relation (PgQuery__ObjectType type)
{
  return type == OBJECT (TABLE) || type == OBJECT (VIEW) || type == OBJECT (MATVIEW) || type == OBJECT (FOREIGN_TABLE);
}

static void
rename_object (Locker *l, const void *statement)
{
  const PgQuery__RenameStmt *s = statement;
  gboolean is_part = s->rename_type == OBJECT (COLUMN) || s->rename_type == OBJECT (TABCONSTRAINT) || s->rename_type == OBJECT (TRIGGER);
  gpointer relation;
  g_autoptr (GPtrArray) family = NULL;

  if (s->relation == NULL || s->relation_type == OBJECT (TYPE)
      || !(is_relation (s->rename_type) || is_part || s->rename_type == OBJECT (POLICY) || s->rename_type == OBJECT (RULE)))
    return;
  rv_lock_named (l, s->relation, RV_LOCK_ACCESS_EXCLUSIVE, &relation);
  family = relation != NULL && is_part && s->relation->inh ? rv_lock_family (l, relation) : NULL;
  for (guint i = 1; family != NULL && i < family->len; i++)
    rv_lock_relation (l, family->pdata[i], RV_LOCK_ACCESS_EXCLUSIVE);
}

static void
set_schema (Locker *l, const void *statement)
{
  const PgQuery__AlterObjectSchemaStmt *s = statement;

  if (s->relation != NULL && is_relation (s->object_type))
    rv_lock_named (l, s->relation, RV_LOCK_ACCESS_EXCLUSIVE, NULL);
}

/* The names of a list that name a relation: all but the last @n_own. */
static void
lock_in_list (Locker *l, const Node *object, gsize n_own, RvLockMode mode)
{
  PgQuery__RangeVar range = PG_QUERY__RANGE_VAR__INIT;
  const char *schema, *name;

  if (object == NULL || object->node_case != NODE (LIST) || object->list->n_items <= n_own)
    return;
  rv_pg_names (object->list->items, object->list->n_items - n_own, &schema, &name);
  range.schemaname = (char *) (schema != NULL ? schema : "");
  range.relname = (char *) name;
  rv_lock_named (l, &range, mode, NULL);
}

static void
lock_described (Locker *l, PgQuery__ObjectType type, const Node *object)
{
  static const PgQuery__ObjectType parts[] = { OBJECT (COLUMN), OBJECT (TABCONSTRAINT), OBJECT (TRIGGER), OBJECT (POLICY), OBJECT (RULE) };

  if (is_relation (type))
    lock_in_list (l, object, 0, RV_LOCK_SHARE_UPDATE_EXCLUSIVE);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] == type)
      lock_in_list (l, object, 1, type == OBJECT (COLUMN) ? RV_LOCK_SHARE_UPDATE_EXCLUSIVE : RV_LOCK_ACCESS_SHARE);
}

static void
comment (Locker *l, const void *statement)
{
  const PgQuery__CommentStmt *s = statement;

  lock_described (l, s->objtype, s->object);
}

static void
security_label (Locker *l, const void *statement)
{
  const PgQuery__SecLabelStmt *s = statement;

  lock_described (l, s->objtype, s->object);
}

/* ---- domains ---------------------------------------------------------------------------------------- */

/* Every table with a column of @domain, or of a domain over it, is read. */
static void
scan_users (Locker *l, RvDomain *domain, guint depth)
{
  g_autoptr (GPtrArray) users = rv_lock_users (l, domain->object.id);

  for (guint i = 0; depth < 32 && i < users->len; i++)
    {
      RvObject *user = users->pdata[i], *table;

      if (user->kind == RV_KIND_DOMAIN)
        scan_users (l, (RvDomain *) user, depth + 1);
      table = user->kind == RV_KIND_COLUMN ? rv_lock_table_of (l, user) : NULL;
      if (table != NULL && rv_lock_has_storage (table))
        rv_lock_add_work (rv_lock_relation (l, table, RV_LOCK_SHARE), RV_WORK_SCAN, _("Every row is read to check the domain %s."), domain->name);
    }
}

static void
alter_domain (Locker *l, const void *statement)
{
  static const RvKind kinds[] = { RV_KIND_DOMAIN, RV_KIND_NONE };
  const PgQuery__AlterDomainStmt *s = statement;
  const char *schema, *name;
  RvDomain *domain;
  gboolean checks;

  rv_pg_names (s->type_name, s->n_type_name, &schema, &name);
  domain = rv_lock_find (l, schema, name, kinds);
  checks = (g_str_equal (s->subtype, "C") && s->def != NULL && s->def->node_case == NODE (CONSTRAINT) && !s->def->constraint->skip_validation)
           || g_str_equal (s->subtype, "V") || (g_str_equal (s->subtype, "O") && domain != NULL && !domain->not_null);
  if (domain != NULL && checks)
    scan_users (l, domain, 0);
}

/* ---- maintenance ---------------------------------------------------------------------------------------- */

static gboolean
has_option (Node **options, gsize n, const char *name)
{
  for (gsize i = 0; i < n; i++)
    if (options[i]->node_case == NODE (DEF_ELEM) && g_ascii_strcasecmp (options[i]->def_elem->defname, name) == 0)
      {
        const char *value = rv_pg_string (options[i]->def_elem->arg);

        return value == NULL || !(g_ascii_strcasecmp (value, "false") == 0 || g_ascii_strcasecmp (value, "off") == 0);
      }
  return FALSE;
}

static void
reindex_all (Locker *l, gpointer relation, RvTableLock *lock)
{
  g_autoptr (GPtrArray) indexes = relation != NULL ? rv_lock_indexes (l, relation) : NULL;

  for (guint i = 0; indexes != NULL && i < indexes->len; i++)
    rv_lock_add_index (lock, rv_record_name (indexes->pdata[i]));
  rv_lock_add_work (lock, RV_WORK_BUILD, _("The indexes of the table are built anew."));
}

static void
reindex_table (Locker *l, const PgQuery__RangeVar *name, RvLockMode mode)
{
  gpointer relation;
  RvTableLock *lock = rv_lock_named (l, name, mode, &relation);
  g_autoptr (GPtrArray) family = relation != NULL && !rv_lock_has_storage (relation) ? rv_lock_family (l, relation) : NULL;

  if (family == NULL)
    reindex_all (l, relation, lock);
  for (guint i = 1; family != NULL && i < family->len; i++)
    if (rv_lock_has_storage (family->pdata[i]))
      reindex_all (l, family->pdata[i], rv_lock_relation (l, family->pdata[i], mode));
}

static void
reindex (Locker *l, const void *statement)
{
  const PgQuery__ReindexStmt *s = statement;
  gboolean is_concurrent = has_option (s->params, s->n_params, "concurrently");
  RvLockMode mode = is_concurrent ? RV_LOCK_SHARE_UPDATE_EXCLUSIVE : RV_LOCK_SHARE;
  gpointer index, table;

  l->locks->no_transaction |= is_concurrent || s->relation == NULL;
  if (s->kind == PG_QUERY__REINDEX_OBJECT_TYPE__REINDEX_OBJECT_TABLE)
    reindex_table (l, s->relation, mode);
  if (s->kind != PG_QUERY__REINDEX_OBJECT_TYPE__REINDEX_OBJECT_INDEX)
    return;
  index = rv_lock_find_index (l, rv_pg_given (s->relation->schemaname), s->relation->relname);
  table = index != NULL ? rv_lock_table_of (l, index) : NULL;
  if (table == NULL)
    return;
  rv_lock_add_index (rv_lock_relation (l, table, mode), rv_record_name (index));
  rv_lock_add_work (rv_lock_relation (l, table, mode), RV_WORK_BUILD, _("The index %s is built anew."), rv_record_name (index));
}

static void
cluster (Locker *l, const void *statement)
{
  const PgQuery__ClusterStmt *s = statement;

  l->locks->no_transaction |= s->relation == NULL;
  if (s->relation != NULL)
    rv_lock_rewrite (l, rv_lock_named (l, s->relation, RV_LOCK_ACCESS_EXCLUSIVE, NULL), _("Every row is written anew in the order of the index."));
}

static void
vacuum (Locker *l, const void *statement)
{
  const PgQuery__VacuumStmt *s = statement;
  gboolean is_full = s->is_vacuumcmd && has_option (s->options, s->n_options, "full");

  l->locks->no_transaction |= s->is_vacuumcmd;
  for (gsize i = 0; i < s->n_rels; i++)
    {
      const PgQuery__RangeVar *name = s->rels[i]->vacuum_relation->relation;
      RvTableLock *lock = rv_lock_named (l, name, is_full ? RV_LOCK_ACCESS_EXCLUSIVE : RV_LOCK_SHARE_UPDATE_EXCLUSIVE, NULL);

      if (is_full)
        rv_lock_rewrite (l, lock, _("Every row is written into new files."));
    }
}

static void
refresh (Locker *l, const void *statement)
{
  const PgQuery__RefreshMatViewStmt *s = statement;
  gpointer view;
  RvTableLock *lock = rv_lock_named (l, s->relation, s->concurrent ? RV_LOCK_EXCLUSIVE : RV_LOCK_ACCESS_EXCLUSIVE, &view);
  RvMaterializedView *known = view;
  g_auto (RvPgTree) tree = { 0 };

  if (!s->concurrent && !s->skip_data)
    {
      reindex_all (l, view, lock);
      rv_lock_add_work (lock, RV_WORK_REWRITE, _("The query runs and its rows are stored anew."));
    }
  if (known == NULL || known->object.kind != RV_KIND_MATERIALIZED_VIEW || s->skip_data || rv_pg_weight (known->query) > RV_PG_HEAVY)
    return;
  rv_pg_parse (known->query, &tree);
  if (tree.tree != NULL && tree.tree->n_stmts == 1)
    rv_lock_read (l, tree.tree->stmts[0]->stmt, TRUE);
}

static void
lock_table (Locker *l, const void *statement)
{
  const PgQuery__LockStmt *s = statement;

  for (gsize i = 0; i < s->n_relations; i++)
    {
      gpointer relation;
      g_autoptr (GPtrArray) family = NULL;

      rv_lock_named (l, s->relations[i]->range_var, (RvLockMode) s->mode, &relation);
      family = relation != NULL && s->relations[i]->range_var->inh ? rv_lock_family (l, relation) : NULL;
      for (guint k = 1; family != NULL && k < family->len; k++)
        rv_lock_relation (l, family->pdata[k], (RvLockMode) s->mode);
    }
}

/* ---- data ----------------------------------------------------------------------------------------------- */

/* TRUNCATE CASCADE empties every table that refers to one that is emptied. */
static void
truncate_table (Locker *l, RvObject *table, gboolean cascade)
{
  guint n = l->locks->tables->len;
  g_autoptr (GPtrArray) family = NULL, users = NULL;

  rv_lock_add_work (rv_lock_relation (l, table, RV_LOCK_ACCESS_EXCLUSIVE), RV_WORK_EMPTY, _("All rows are taken away."));
  if (l->locks->tables->len == n)
    return;
  family = rv_lock_family (l, table);
  for (guint i = 1; i < family->len; i++)
    truncate_table (l, family->pdata[i], cascade);
  users = rv_lock_users (l, table->id);
  for (guint i = 0; cascade && i < users->len; i++)
    if (((RvObject *) users->pdata[i])->kind == RV_KIND_FOREIGN_KEY)
      truncate_table (l, rv_model_get (l->model, ((RvForeignKey *) users->pdata[i])->table_id), cascade);
}

static void
truncate_tables (Locker *l, const void *statement)
{
  const PgQuery__TruncateStmt *s = statement;

  for (gsize i = 0; i < s->n_relations; i++)
    {
      const PgQuery__RangeVar *name = s->relations[i]->range_var;
      gpointer relation = rv_lock_find_relation (l, rv_pg_given (name->schemaname), name->relname);

      if (relation != NULL)
        truncate_table (l, relation, s->behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE);
      else
        rv_lock_add_work (rv_lock_named (l, name, RV_LOCK_ACCESS_EXCLUSIVE, NULL), RV_WORK_EMPTY, _("All rows are taken away."));
    }
}

static void
write_family (Locker *l, const PgQuery__RangeVar *name, guint work, const char *reason)
{
  gpointer relation;
  RvTableLock *lock = rv_lock_named (l, name, RV_LOCK_ROW_EXCLUSIVE, &relation);
  g_autoptr (GPtrArray) family = relation != NULL && name->inh ? rv_lock_family (l, relation) : NULL;

  if (reason != NULL)
    rv_lock_add_work (lock, work, "%s", reason);
  for (guint i = 1; family != NULL && i < family->len; i++)
    rv_lock_relation (l, family->pdata[i], RV_LOCK_ROW_EXCLUSIVE);
}

static void
update (Locker *l, const void *statement)
{
  const PgQuery__UpdateStmt *s = statement;

  write_family (l, s->relation, RV_WORK_WRITE, s->where_clause == NULL ? _("Every row is written anew and stays locked until the transaction ends.") : NULL);
  for (gsize i = 0; i < s->n_from_clause; i++)
    rv_lock_read (l, s->from_clause[i], TRUE);
  if (s->where_clause != NULL)
    rv_lock_read (l, s->where_clause, TRUE);
}

static void
delete (Locker *l, const void *statement)
{
  const PgQuery__DeleteStmt *s = statement;

  write_family (l, s->relation, RV_WORK_WRITE, s->where_clause == NULL ? _("Every row is deleted and stays locked until the transaction ends.") : NULL);
  for (gsize i = 0; i < s->n_using_clause; i++)
    rv_lock_read (l, s->using_clause[i], TRUE);
  if (s->where_clause != NULL)
    rv_lock_read (l, s->where_clause, TRUE);
}

static void
insert (Locker *l, const void *statement)
{
  const PgQuery__InsertStmt *s = statement;

  rv_lock_named (l, s->relation, RV_LOCK_ROW_EXCLUSIVE, NULL);
  if (s->select_stmt != NULL)
    rv_lock_read (l, s->select_stmt, TRUE);
}

static void
merge (Locker *l, const void *statement)
{
  const PgQuery__MergeStmt *s = statement;

  write_family (l, s->relation, 0, NULL);
  rv_lock_read (l, s->source_relation, TRUE);
}

static void
select_rows (Locker *l, const void *statement)
{
  rv_lock_read (l, statement, TRUE);
}

static void
copy (Locker *l, const void *statement)
{
  const PgQuery__CopyStmt *s = statement;

  if (s->relation != NULL)
    rv_lock_named (l, s->relation, s->is_from ? RV_LOCK_ROW_EXCLUSIVE : RV_LOCK_ACCESS_SHARE, NULL);
  else if (s->query != NULL)
    rv_lock_read (l, s->query, TRUE);
}

/* ---- what cannot be seen into -------------------------------------------------------------------------- */

static void
unknown (Locker *l, const void *statement)
{
  l->locks->is_unknown = TRUE;
}

static void
outside_transaction (Locker *l, const void *statement)
{
  l->locks->no_transaction = TRUE;
}

const RvLockHandler rv_lock_other_handlers[] = {
  { NODE (RENAME_STMT), rename_object },
  { NODE (ALTER_OBJECT_SCHEMA_STMT), set_schema },
  { NODE (COMMENT_STMT), comment },
  { NODE (SEC_LABEL_STMT), security_label },
  { NODE (ALTER_DOMAIN_STMT), alter_domain },
  { NODE (REINDEX_STMT), reindex },
  { NODE (CLUSTER_STMT), cluster },
  { NODE (VACUUM_STMT), vacuum },
  { NODE (REFRESH_MAT_VIEW_STMT), refresh },
  { NODE (LOCK_STMT), lock_table },
  { NODE (TRUNCATE_STMT), truncate_tables },
  { NODE (UPDATE_STMT), update },
  { NODE (DELETE_STMT), delete },
  { NODE (INSERT_STMT), insert },
  { NODE (MERGE_STMT), merge },
  { NODE (SELECT_STMT), select_rows },
  { NODE (COPY_STMT), copy },
  { NODE (DO_STMT), unknown },
  { NODE (CALL_STMT), unknown },
  { NODE (EXECUTE_STMT), unknown },
  { NODE (DROP_OWNED_STMT), unknown },
  { NODE (REASSIGN_OWNED_STMT), unknown },
  { NODE (ALTER_TABLE_MOVE_ALL_STMT), unknown },
  { NODE (CREATEDB_STMT), outside_transaction },
  { NODE (DROPDB_STMT), outside_transaction },
  { NODE (CREATE_TABLE_SPACE_STMT), outside_transaction },
  { NODE (DROP_TABLE_SPACE_STMT), outside_transaction },
  { 0, NULL },
};
