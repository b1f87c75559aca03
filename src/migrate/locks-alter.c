/* ALTER TABLE: a table of its subcommands with the lock of each; the work of those that do any is in functions. The
 * table is locked as the strongest subcommand wants it. */
#include "migrate/locks-alter.h"

typedef struct {
  PgQuery__AlterTableType type;
  RvLockMode mode;
  gboolean recurses;        /* the partitions and inheriting tables are altered too */
  void (*work) (Alter *a, const Command *command);
} Subcommand;

/* Calls for the table and, unless ONLY is said, for each below it. */
static void
each_table (Alter *a, RvLockMode mode, void (*use) (Alter *, RvTableLock *, gpointer, gconstpointer), gconstpointer data)
{
  g_autoptr (GPtrArray) family = NULL;

  if (a->relation == NULL || !a->statement->relation->inh)
    {
      use (a, a->lock, a->relation, data);
      return;
    }
  family = rv_lock_family (a->l, a->relation);
  for (guint i = 0; i < family->len; i++)
    use (a, rv_lock_relation (a->l, family->pdata[i], mode), family->pdata[i], data);
}

static void
lock_only (Alter *a, RvTableLock *lock, gpointer table, gconstpointer data)
{
}

/* ---- work on one table -------------------------------------------------------------------------- */

typedef struct {
  guint work;
  char *reason;
} Work;

static void
do_work (Alter *a, RvTableLock *lock, gpointer table, gconstpointer data)
{
  const Work *work = data;

  if (!rv_lock_has_storage (table))
    return;
  if (work->work & RV_WORK_REWRITE)
    rv_lock_rewrite (a->l, lock, "%s", work->reason);
  rv_lock_add_work (lock, work->work, "%s", work->reason);
}

/* The work @kinds on all tables that the statement alters; takes @reason. */
static void
work_on_all (Alter *a, guint kinds, char *reason)
{
  g_autofree char *owned = reason;
  Work work = { kinds, reason };

  each_table (a, a->mode, do_work, &work);
}

/* ---- indexes of constraints ---------------------------------------------------------------------- */

/* The name that PostgreSQL gives an index: table_column_key. */
static char *
index_name (const char *table, Node **keys, gsize n)
{
  GString *name = g_string_new (table);

  for (gsize i = 0; i < n; i++)
    g_string_append_printf (name, "_%s", rv_pg_string (keys[i]));
  return g_string_free (g_string_append (name, "_key"), FALSE);
}

static char *
exclusion_name (const char *table, const PgQuery__Constraint *c)
{
  GString *name = g_string_new (table);

  for (gsize i = 0; i < c->n_exclusions; i++)
    {
      const PgQuery__IndexElem *element = c->exclusions[i]->list->items[0]->index_elem;

      g_string_append_printf (name, "_%s", rv_pg_given (element->name) != NULL ? element->name : "expr");
    }
  return g_string_free (g_string_append (name, "_excl"), FALSE);
}

static char *
constraint_index_name (RvTableLock *lock, const PgQuery__Constraint *c, const char *column)
{
  g_autofree char *prefix = column != NULL ? g_strconcat (lock->name, "_", column, NULL) : g_strdup (lock->name);

  if (rv_pg_given (c->conname) != NULL)
    return g_strdup (c->conname);
  if (c->contype == CONSTR (PRIMARY))
    return g_strconcat (lock->name, "_pkey", NULL);
  if (c->contype == CONSTR (EXCLUSION))
    return exclusion_name (lock->name, c);
  return index_name (prefix, c->keys, c->n_keys);
}

typedef struct {
  const PgQuery__Constraint *constraint;
  const char *column;
} Building;

static void
build_index (Alter *a, RvTableLock *lock, gpointer table, gconstpointer data)
{
  const Building *b = data;
  g_autofree char *name = constraint_index_name (lock, b->constraint, b->column);

  if (!rv_lock_has_storage (table))
    return;
  rv_lock_add_index (lock, name);
  rv_lock_add_work (lock, RV_WORK_BUILD, _("The index %s is built from all rows."), name);
}

static gboolean
is_not_null (Locker *l, gpointer table, const char *name)
{
  RvColumn *column = rv_lock_column (l, table, name);

  return column != NULL && column->not_null;
}

/* A column of a primary key becomes NOT NULL. */
static void
need_not_null (Alter *a, RvTableLock *lock, gpointer table, const char *column)
{
  RvCheck *proof;

  if (is_not_null (a->l, table, column) || !rv_lock_has_storage (table))
    return;
  proof = rv_lock_proves_not_null (a->l, table, column);
  if (proof != NULL)
    rv_lock_add_work (lock, 0, _("The CHECK %s proves that %s has no nulls: the table is not read."), proof->name, column);
  else
    rv_lock_add_work (lock, RV_WORK_SCAN, _("Every row is read to see that %s is not null."), column);
}

static void
need_not_null_in_all (Alter *a, RvTableLock *lock, gpointer table, gconstpointer column)
{
  need_not_null (a, lock, table, column);
}

/* ---- constraints --------------------------------------------------------------------------------- */

static void
add_using_index (Alter *a, const PgQuery__Constraint *c)
{
  gpointer index = a->relation != NULL ? rv_lock_part (a->l, a->relation, c->indexname, rv_lock_index_kinds) : NULL;
  g_autoptr (GPtrArray) columns = index != NULL ? rv_lock_index_columns (a->l, index) : NULL;

  if (c->contype != CONSTR (PRIMARY))
    return;
  if (columns == NULL)
    rv_lock_add_work (a->lock, RV_WORK_SCAN, _("Every row is read to see that no column of %s is null, unless they are NOT NULL."), c->indexname);
  for (guint i = 0; columns != NULL && i < columns->len; i++)
    if (columns->pdata[i] != NULL)
      need_not_null (a, a->lock, a->relation, ((RvColumn *) columns->pdata[i])->name);
}

static void
add_index_constraint (Alter *a, const PgQuery__Constraint *c, const char *column)
{
  Building building = { c, column };

  if (rv_pg_given (c->indexname) != NULL)
    {
      add_using_index (a, c);
      return;
    }
  each_table (a, RV_LOCK_SHARE, build_index, &building);
  for (gsize i = 0; c->contype == CONSTR (PRIMARY) && i < c->n_keys; i++)
    if (!is_not_null (a->l, a->relation, rv_pg_string (c->keys[i])))
      each_table (a, a->mode, need_not_null_in_all, rv_pg_string (c->keys[i]));
}

static void
add_check (Alter *a, const PgQuery__Constraint *c)
{
  Alter only = *a;
  PgQuery__AlterTableStmt statement = *a->statement;
  PgQuery__RangeVar relation = *a->statement->relation;

  /* NO INHERIT: as with ONLY. */
  relation.inh = relation.inh && !c->is_no_inherit;
  statement.relation = &relation;
  only.statement = &statement;
  each_table (&only, a->mode, lock_only, NULL);
  if (!c->skip_validation)
    work_on_all (&only, RV_WORK_SCAN, rv_pg_given (c->conname) != NULL ? g_strdup_printf (_("Every row is read to check %s."), c->conname)
                                                                   : g_strdup (_("Every row is read to check the constraint.")));
}

static void
add_foreign_key (Alter *a, const PgQuery__Constraint *c, gboolean validates)
{
  rv_lock_foreign_key (a->l, c, RV_LOCK_SHARE_ROW_EXCLUSIVE);
  each_table (a, RV_LOCK_SHARE_ROW_EXCLUSIVE, lock_only, NULL);
  if (validates)
    work_on_all (a, RV_WORK_SCAN, g_strdup_printf (_("Every row is looked up in %s."), c->pktable->relname));
}

static void
add_constraint (Alter *a, const Command *command)
{
  const PgQuery__Constraint *c = command->def->constraint;

  if (c->contype == CONSTR (CHECK))
    add_check (a, c);
  else if (c->contype == CONSTR (FOREIGN))
    add_foreign_key (a, c, !c->skip_validation);
  else
    add_index_constraint (a, c, NULL);
}

static void
validate_constraint (Alter *a, const Command *command)
{
  RvObject *constraint = a->relation != NULL ? rv_lock_part (a->l, a->relation, command->name, rv_lock_constraint_kinds) : NULL;
  RvForeignKey *key = (RvForeignKey *) constraint;
  gpointer referenced;

  if (constraint != NULL && constraint->kind == RV_KIND_FOREIGN_KEY)
    {
      referenced = key->not_valid ? rv_model_get (a->l->model, key->referenced_table_id) : NULL;
      if (referenced != NULL)
        rv_lock_relation (a->l, referenced, RV_LOCK_ROW_SHARE);
      if (key->not_valid)
        rv_lock_add_work (a->lock, RV_WORK_SCAN, _("Every row is looked up in %s, under a lock that lets others read and write."),
                          rv_record_name (referenced));
    }
  else if (constraint == NULL || (constraint->kind == RV_KIND_CHECK && ((RvCheck *) constraint)->not_valid))
    work_on_all (a, RV_WORK_SCAN, g_strdup_printf (_("Every row is read to check %s, under a lock that lets others read and write."), command->name));
}

static void
drop_constraint (Alter *a, const Command *command)
{
  gpointer constraint = a->relation != NULL ? rv_lock_part (a->l, a->relation, command->name, rv_lock_constraint_kinds) : NULL;

  if (constraint != NULL)
    rv_lock_drop_users (a->l, constraint, command->behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE);
}

/* ---- columns ------------------------------------------------------------------------------------- */

typedef struct {
  const PgQuery__Constraint *value, *generated, *identity, *not_null;
} ColumnParts;

static ColumnParts
parts_of (const PgQuery__ColumnDef *column)
{
  ColumnParts parts = { 0 };

  for (gsize i = 0; i < column->n_constraints; i++)
    {
      const PgQuery__Constraint *c = column->constraints[i]->constraint;

      if (c->contype == CONSTR (DEFAULT))
        parts.value = c;
      else if (c->contype == CONSTR (GENERATED))
        parts.generated = c;
      else if (c->contype == CONSTR (IDENTITY))
        parts.identity = c;
      else if (c->contype == CONSTR (NOTNULL) || c->contype == CONSTR (PRIMARY))
        parts.not_null = c;
    }
  return parts;
}

static gboolean
has_null_default (const ColumnParts *parts)
{
  return parts->value == NULL || (parts->value->raw_expr != NULL && parts->value->raw_expr->node_case == NODE (A_CONST)
                                  && parts->value->raw_expr->a_const->isnull);
}

/* Why the new column rewrites the table, or NULL. */
static char *
why_column_rewrites (Alter *a, const PgQuery__ColumnDef *column, const ColumnParts *parts)
{
  RvDomain *domain = rv_lock_constrained_domain (a->l, column->type_name);
  const char *function;

  if (rv_lock_is_serial (column->type_name) || parts->identity != NULL)
    return g_strdup_printf (_("Every row gets its own number for %s: the table is rewritten."), column->colname);
  if (parts->generated != NULL)
    return g_strdup_printf (_("%s is computed for every row and stored: the table is rewritten."), column->colname);
  if (parts->value != NULL && rv_lock_is_volatile (a->l, parts->value->raw_expr, &function))
    return g_strdup_printf (_("%s() gives another value for each row: the table is rewritten."), function);
  if (domain != NULL)
    return g_strdup_printf (_("The domain %s has a constraint, and PostgreSQL rewrites the table for such a column."), domain->name);
  return NULL;
}

static void
add_column_constraints (Alter *a, const PgQuery__ColumnDef *column, const ColumnParts *parts)
{
  gboolean has_values = parts->value != NULL || parts->generated != NULL || parts->identity != NULL || rv_lock_is_serial (column->type_name);

  for (gsize i = 0; i < column->n_constraints; i++)
    {
      const PgQuery__Constraint *c = column->constraints[i]->constraint;

      if (c->contype == CONSTR (CHECK))
        add_check (a, c);
      else if (c->contype == CONSTR (FOREIGN))
        add_foreign_key (a, c, has_values);
      else if (c->contype == CONSTR (UNIQUE) || c->contype == CONSTR (PRIMARY))
        add_index_constraint (a, c, column->colname);
    }
}

static void
add_column (Alter *a, const Command *command)
{
  const PgQuery__ColumnDef *column = command->def->column_def;
  ColumnParts parts = parts_of (column);
  char *why;

  if (command->missing_ok && rv_lock_column (a->l, a->relation, column->colname) != NULL)
    return;
  why = why_column_rewrites (a, column, &parts);
  if (why != NULL)
    work_on_all (a, RV_WORK_REWRITE, why);
  else if (parts.not_null != NULL && has_null_default (&parts))
    work_on_all (a, RV_WORK_SCAN | RV_WORK_FAILS, g_strdup_printf (_("%s is NOT NULL and has no default: this fails where the table has rows."), column->colname));
  add_column_constraints (a, column, &parts);
}

static void
drop_column (Alter *a, const Command *command)
{
  RvColumn *column = rv_lock_column (a->l, a->relation, command->name);

  if (column != NULL)
    rv_lock_drop_users (a->l, column, command->behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE);
}

static void
set_not_null (Alter *a, const Command *command)
{
  each_table (a, a->mode, need_not_null_in_all, command->name);
}

/* ---- changes of type ------------------------------------------------------------------------------- */

/* A foreign key over the column is made anew: it is validated again unless both sides stay as they are stored. */
static void
remake_foreign_key (Alter *a, RvForeignKey *key, gboolean rewrites)
{
  gpointer table = rv_model_get (a->l->model, key->table_id), referenced = rv_model_get (a->l->model, key->referenced_table_id);
  g_autoptr (GPtrArray) family = rv_lock_family (a->l, table);

  rv_lock_partitions (a->l, table, RV_LOCK_ACCESS_EXCLUSIVE);
  rv_lock_partitions (a->l, referenced, RV_LOCK_ACCESS_EXCLUSIVE);
  for (guint i = 0; rewrites && !key->not_valid && i < family->len; i++)
    if (rv_lock_has_storage (family->pdata[i]) && (i == 0 || ((RvTable *) family->pdata[i])->partition_of_id != 0))
      rv_lock_add_work (rv_lock_relation (a->l, family->pdata[i], RV_LOCK_ACCESS_EXCLUSIVE), RV_WORK_SCAN,
                        _("The foreign key %s is validated again."), key->name);
}

static gboolean
is_simple_index (Locker *l, RvObject *index, RvColumn *column)
{
  g_autoptr (GPtrArray) columns = index->kind == RV_KIND_EXCLUSION ? NULL : rv_lock_index_columns (l, index);

  if (columns == NULL || (index->kind == RV_KIND_INDEX && ((RvIndex *) index)->predicate != NULL))
    return FALSE;
  return !g_ptr_array_find (columns, NULL, NULL);
}

/* What stands on the column and is made anew though the table is not rewritten. */
static void
remake_on_column (Alter *a, RvTableLock *lock, RvObject *table, RvColumn *column, const PgQuery__TypeName *type)
{
  gboolean keeps = rv_lock_type_keeps_index (a->l, column->type, type);
  g_autoptr (GPtrArray) indexes = rv_lock_indexes (a->l, table), checks = rv_model_children (a->l->model, table->id, RV_KIND_CHECK);
  g_autoptr (GPtrArray) users = rv_lock_users (a->l, column->object.id);

  for (guint i = 0; i < indexes->len; i++)
    if (rv_lock_index_uses (a->l, indexes->pdata[i], column) && !(keeps && is_simple_index (a->l, indexes->pdata[i], column)))
      {
        rv_lock_add_index (lock, rv_record_name (indexes->pdata[i]));
        rv_lock_add_work (lock, RV_WORK_BUILD, _("The index %s is built anew for the new type."), rv_record_name (indexes->pdata[i]));
      }
  for (guint i = 0; i < checks->len; i++)
    if (g_ptr_array_find (users, checks->pdata[i], NULL) && !((RvCheck *) checks->pdata[i])->not_valid)
      rv_lock_add_work (lock, RV_WORK_SCAN, _("Every row is read to check %s again."), ((RvCheck *) checks->pdata[i])->name);
}

static void
change_type_of (Alter *a, RvTableLock *lock, gpointer table, gconstpointer data)
{
  const Command *command = data;
  const PgQuery__ColumnDef *definition = command->def->column_def;
  RvColumn *column = rv_lock_column (a->l, table, command->name);
  g_autofree char *why = NULL;
  gboolean rewrites = rv_lock_type_rewrites (a->l, column != NULL ? column->type : NULL, definition->type_name, definition->raw_default,
                                             command->name, &why);
  g_autoptr (GPtrArray) users = column != NULL ? rv_lock_users (a->l, column->object.id) : NULL;

  for (guint i = 0; users != NULL && i < users->len; i++)
    if (((RvObject *) users->pdata[i])->kind == RV_KIND_FOREIGN_KEY)
      remake_foreign_key (a, users->pdata[i], rewrites);
  if (!rv_lock_has_storage (table))
    return;
  if (rewrites)
    rv_lock_rewrite (a->l, lock, "%s", why);
  else
    {
      rv_lock_add_work (lock, 0, "%s", why);
      remake_on_column (a, lock, table, column, definition->type_name);
    }
}

static void
change_type (Alter *a, const Command *command)
{
  each_table (a, a->mode, change_type_of, command);
}

/* ---- storage ------------------------------------------------------------------------------------- */

static void
set_logged (Alter *a, const Command *command)
{
  RvPersistence wanted = command->subtype == AT (SetLogged) ? RvPersistence_PERMANENT : RvPersistence_UNLOGGED;
  RvTable *table = a->relation;

  if (table == NULL || (table->object.kind == RV_KIND_TABLE && table->persistence != wanted))
    rv_lock_rewrite (a->l, a->lock, _("Every row is written into new files."));
}

static void
set_access_method (Alter *a, const Command *command)
{
  RvTable *table = a->relation;
  const char *now = table != NULL && table->access_method != NULL ? table->access_method : "heap";

  if (g_strcmp0 (now, command->name) != 0)
    rv_lock_rewrite (a->l, a->lock, _("Every row is written anew in the other access method."));
}

static void
set_tablespace (Alter *a, const Command *command)
{
  RvTable *table = a->relation;
  const char *now = table != NULL && table->object.kind == RV_KIND_TABLE && table->tablespace != NULL ? table->tablespace : "pg_default";

  if (g_strcmp0 (now, command->name) != 0 && rv_lock_has_storage (table))
    rv_lock_add_work (a->lock, RV_WORK_COPY, _("The table's files are copied to the other tablespace."));
}

/* ---- parents and partitions ------------------------------------------------------------------------- */

static void
add_parent (Alter *a, const Command *command)
{
  rv_lock_named (a->l, command->def->range_var, RV_LOCK_SHARE_UPDATE_EXCLUSIVE, NULL);
}

static void
drop_parent (Alter *a, const Command *command)
{
  rv_lock_named (a->l, command->def->range_var, RV_LOCK_ACCESS_SHARE, NULL);
}

/* ---- storage parameters ------------------------------------------------------------------------------ */

/* All that can be set on a table can be set beside readers and writers, but these. */
static void
set_options (Alter *a, const Command *command)
{
  static const char *const exclusive[] = { "user_catalog_table", "security_barrier", "security_invoker", "check_option", "oids", NULL };

  for (gsize i = 0; command->def != NULL && command->def->node_case == NODE (LIST) && i < command->def->list->n_items; i++)
    {
      const Node *item = command->def->list->items[i];

      if (item->node_case == NODE (DEF_ELEM) && g_strv_contains (exclusive, item->def_elem->defname))
        a->lock->mode = MAX (a->lock->mode, RV_LOCK_ACCESS_EXCLUSIVE);
    }
}

/* ---- the table of subcommands -------------------------------------------------------------------------- */

#define AE RV_LOCK_ACCESS_EXCLUSIVE
#define SRE RV_LOCK_SHARE_ROW_EXCLUSIVE
#define SUE RV_LOCK_SHARE_UPDATE_EXCLUSIVE

static const Subcommand subcommands[] = {
  { AT (AddColumn), AE, TRUE, add_column },
  { AT (ColumnDefault), AE, TRUE, NULL },
  { AT (DropNotNull), AE, TRUE, NULL },
  { AT (SetNotNull), AE, TRUE, set_not_null },
  { AT (DropExpression), AE, TRUE, NULL },
  { AT (SetStatistics), SUE, TRUE, NULL },
  { AT (SetOptions), SUE, FALSE, NULL },
  { AT (ResetOptions), SUE, FALSE, NULL },
  { AT (SetStorage), AE, TRUE, NULL },
  { AT (SetCompression), AE, FALSE, NULL },
  { AT (DropColumn), AE, TRUE, drop_column },
  { AT (AddConstraint), AE, FALSE, add_constraint },
  { AT (AlterConstraint), AE, FALSE, NULL },
  { AT (ValidateConstraint), SUE, FALSE, validate_constraint },
  { AT (DropConstraint), AE, TRUE, drop_constraint },
  { AT (AlterColumnType), AE, TRUE, change_type },
  { AT (AlterColumnGenericOptions), AE, FALSE, NULL },
  { AT (ChangeOwner), AE, FALSE, NULL },
  { AT (ClusterOn), SUE, FALSE, NULL },
  { AT (DropCluster), SUE, FALSE, NULL },
  { AT (SetLogged), AE, FALSE, set_logged },
  { AT (SetUnLogged), AE, FALSE, set_logged },
  { AT (DropOids), AE, FALSE, NULL },
  { AT (SetAccessMethod), AE, FALSE, set_access_method },
  { AT (SetTableSpace), AE, FALSE, set_tablespace },
  { AT (SetRelOptions), SUE, FALSE, set_options },
  { AT (ResetRelOptions), SUE, FALSE, set_options },
  { AT (ReplaceRelOptions), AE, FALSE, NULL },
  { AT (EnableTrig), SRE, TRUE, NULL },
  { AT (EnableAlwaysTrig), SRE, TRUE, NULL },
  { AT (EnableReplicaTrig), SRE, TRUE, NULL },
  { AT (DisableTrig), SRE, TRUE, NULL },
  { AT (EnableTrigAll), SRE, TRUE, NULL },
  { AT (DisableTrigAll), SRE, TRUE, NULL },
  { AT (EnableTrigUser), SRE, TRUE, NULL },
  { AT (DisableTrigUser), SRE, TRUE, NULL },
  { AT (EnableRule), AE, FALSE, NULL },
  { AT (EnableAlwaysRule), AE, FALSE, NULL },
  { AT (EnableReplicaRule), AE, FALSE, NULL },
  { AT (DisableRule), AE, FALSE, NULL },
  { AT (AddInherit), AE, FALSE, add_parent },
  { AT (DropInherit), AE, FALSE, drop_parent },
  { AT (AddOf), AE, FALSE, NULL },
  { AT (DropOf), AE, FALSE, NULL },
  { AT (ReplicaIdentity), AE, FALSE, NULL },
  { AT (EnableRowSecurity), AE, FALSE, NULL },
  { AT (DisableRowSecurity), AE, FALSE, NULL },
  { AT (ForceRowSecurity), AE, FALSE, NULL },
  { AT (NoForceRowSecurity), AE, FALSE, NULL },
  { AT (GenericOptions), AE, FALSE, NULL },
  { AT (AttachPartition), SUE, FALSE, rv_lock_attach_partition },
  { AT (DetachPartition), SUE, FALSE, rv_lock_detach_partition },
  { AT (DetachPartitionFinalize), SUE, FALSE, rv_lock_detach_partition },
  { AT (AddIdentity), AE, FALSE, NULL },
  { AT (SetIdentity), AE, FALSE, NULL },
  { AT (DropIdentity), AE, FALSE, NULL },
};

static const Subcommand *
find_subcommand (PgQuery__AlterTableType type)
{
  static const Subcommand unknown = { 0, AE, TRUE, NULL };

  for (guint i = 0; i < G_N_ELEMENTS (subcommands); i++)
    if (subcommands[i].type == type)
      return &subcommands[i];
  return &unknown;
}

static RvLockMode
mode_of (const Command *command)
{
  const Node *def = command->def;

  if (command->subtype == AT (AddConstraint) && def != NULL && def->node_case == NODE (CONSTRAINT)
      && def->constraint->contype == CONSTR (FOREIGN))
    return SRE;
  return find_subcommand (command->subtype)->mode;
}

static void
run_command (Alter *a, const Command *command)
{
  const Subcommand *subcommand = find_subcommand (command->subtype);

  a->lock = rv_lock_named (a->l, a->statement->relation, a->mode, NULL);
  if (subcommand->recurses)
    each_table (a, a->mode, lock_only, NULL);
  if (subcommand->work != NULL)
    subcommand->work (a, command);
}

static gboolean
alters_relation (PgQuery__ObjectType type)
{
  return type != OBJECT (TYPE) && type != OBJECT (INDEX) && type != OBJECT (SEQUENCE);
}

static void
alter_table (Locker *l, const void *statement)
{
  const PgQuery__AlterTableStmt *s = statement;
  Alter a = { l, s, NULL, NULL, RV_LOCK_NONE };

  if (!alters_relation (s->objtype))
    return;
  a.relation = rv_lock_find_relation (l, rv_pg_given (s->relation->schemaname), s->relation->relname);
  for (gsize i = 0; i < s->n_cmds; i++)
    a.mode = MAX (a.mode, mode_of (s->cmds[i]->alter_table_cmd));
  for (gsize i = 0; i < s->n_cmds; i++)
    run_command (&a, s->cmds[i]->alter_table_cmd);
}

const RvLockHandler rv_lock_alter_handlers[] = {
  { NODE (ALTER_TABLE_STMT), alter_table },
  { 0, NULL },
};
