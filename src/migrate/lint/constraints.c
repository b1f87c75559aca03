/* Rules about constraints: M11 to M23. */
#include "migrate/lint/lint-private.h"

/* ---- not valid first ------------------------------------------------------------------------------------ */

/* ADD CONSTRAINT … NOT VALID, then VALIDATE. */
static void
remedy_not_valid (RvFinding *f, const PgQuery__AlterTableStmt *alter, const PgQuery__Constraint *c, const PgQuery__ColumnDef *column)
{
  g_autofree char *table = rv_migration_name (alter->relation), *name = rv_migration_constraint_name (alter->relation, c, column != NULL ? column->colname : NULL);
  g_autofree char *quoted = rv_migration_quote (name);
  PgQuery__Constraint safe = *c;
  PgQuery__AlterTableCmd command = PG_QUERY__ALTER_TABLE_CMD__INIT;
  Node def = PG_QUERY__NODE__INIT, key = PG_QUERY__NODE__INIT, *keys[] = { &key };
  PgQuery__String key_name = PG_QUERY__STRING__INIT;

  safe.conname = name;
  safe.skip_validation = TRUE;
  safe.initially_valid = FALSE;
  if (column != NULL && c->contype == CONSTR (FOREIGN))
    {
      key_name.sval = column->colname;
      key.node_case = NODE (STRING);
      key.string = &key_name;
      safe.n_fk_attrs = 1;
      safe.fk_attrs = keys;
    }
  def.node_case = NODE (CONSTRAINT);
  def.constraint = &safe;
  command.subtype = AT (AddConstraint);
  command.behavior = PG_QUERY__DROP_BEHAVIOR__DROP_RESTRICT;
  command.def = &def;
  rv_migration_remedy (f, rv_migration_alter_sql (alter, &command));
  rv_migration_remedy (f, g_strdup_printf ("ALTER TABLE %s VALIDATE CONSTRAINT %s; %s", table, quoted, _("-- in a later transaction")));
}

/* A foreign key on a new column without a default has nothing to look up. */
static gboolean
has_values (const PgQuery__ColumnDef *column)
{
  return column == NULL || rv_migration_column_constraint (column, CONSTR (DEFAULT)) != NULL || rv_migration_column_constraint (column, CONSTR (GENERATED)) != NULL
         || rv_migration_column_constraint (column, CONSTR (IDENTITY)) != NULL || rv_lock_is_serial (column->type_name);
}

static void
add_foreign_key (RvRuleRun *run, const Statement *s, const PgQuery__AlterTableStmt *alter, const PgQuery__Constraint *c, const PgQuery__ColumnDef *column)
{
  g_autofree char *table = rv_migration_name (alter->relation), *other = rv_migration_name (c->pktable);
  RvFinding *f;

  if (c->skip_validation)
    return;
  if (has_values (column))
    f = rv_migration_report (run, s, table, c->location, _("FOREIGN KEY takes SHARE ROW EXCLUSIVE locks on %s and %s until every row has been looked up"), table, other);
  else
    {
      f = rv_migration_report (run, s, table, c->location, _("The foreign key of the new column takes a SHARE ROW EXCLUSIVE lock on %s for a moment"), other);
      rv_rule_severity (f, RV_SEVERITY_INFO);
    }
  remedy_not_valid (f, alter, c, column);
}

static void
check_foreign_key (RvRuleRun *run, gpointer subject)
{
  rv_migration_each_constraint (run, subject, CONSTR (FOREIGN), add_foreign_key);
}

static void
add_check (RvRuleRun *run, const Statement *s, const PgQuery__AlterTableStmt *alter, const PgQuery__Constraint *c, const PgQuery__ColumnDef *column)
{
  g_autofree char *table = rv_migration_name (alter->relation);

  if (column == NULL && !c->skip_validation)
    remedy_not_valid (rv_migration_report (run, s, table, c->location, _("CHECK takes an ACCESS EXCLUSIVE lock on %s until every row has been read"), table), alter, c, NULL);
}

static void
check_check (RvRuleRun *run, gpointer subject)
{
  rv_migration_each_constraint (run, subject, CONSTR (CHECK), add_check);
}

/* ---- validation in the same transaction ------------------------------------------------------------------- */

static gboolean
adds_not_valid (const Statement *before, const PgQuery__RangeVar *table, const char *name)
{
  const PgQuery__AlterTableStmt *alter = before->node != NULL && before->node->node_case == NODE (ALTER_TABLE_STMT) ? before->node->alter_table_stmt : NULL;

  for (gsize i = 0; alter != NULL && rv_migration_same (alter->relation, table) && i < alter->n_cmds; i++)
    {
      const PgQuery__AlterTableCmd *command = alter->cmds[i]->alter_table_cmd;

      if (command->subtype == AT (AddConstraint) && command->def->constraint->skip_validation && g_strcmp0 (command->def->constraint->conname, name) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
validate (RvRuleRun *run, const Statement *s, const PgQuery__AlterTableStmt *alter, const PgQuery__AlterTableCmd *command)
{
  g_autofree char *table = rv_migration_name (alter->relation);

  for (guint i = 0; i <= s->index && (s->transaction != 0 || i == s->index); i++)
    {
      const Statement *before = i == s->index ? s : s->script->statements->pdata[i];

      if ((i < s->index && before->transaction != s->transaction) || !adds_not_valid (before, alter->relation, command->name))
        continue;
      rv_migration_remedy (rv_migration_report (run, s, command->name, -1, _("VALIDATE reads %s under the lock that NOT VALID took: this transaction still holds it"), table),
                      g_strdup (_("Commit between NOT VALID and VALIDATE.")));
      return;
    }
}

static void
check_same_transaction (RvRuleRun *run, gpointer subject)
{
  rv_migration_each_command (run, subject, AT (ValidateConstraint), validate);
}

static void
add_column_check (RvRuleRun *run, const Statement *s, const PgQuery__AlterTableStmt *alter, const PgQuery__Constraint *c, const PgQuery__ColumnDef *column)
{
  g_autofree char *table = rv_migration_name (alter->relation);

  if (column != NULL)
    remedy_not_valid (rv_migration_report (run, s, table, c->location, _("The CHECK of the new column %s has every row of %s read under an ACCESS EXCLUSIVE lock"), column->colname, table),
                      alter, c, column);
}

static void
check_column_check (RvRuleRun *run, gpointer subject)
{
  rv_migration_each_constraint (run, subject, CONSTR (CHECK), add_column_check);
}

/* ---- keys ---------------------------------------------------------------------------------------------------- */

static void
remedy_using_index (RvFinding *f, const PgQuery__AlterTableStmt *alter, const PgQuery__Constraint *c, const PgQuery__ColumnDef *column)
{
  g_autofree char *table = rv_migration_name (alter->relation), *name = rv_migration_constraint_name (alter->relation, c, column != NULL ? column->colname : NULL);
  g_autofree char *quoted = rv_migration_quote (name), *columns = column != NULL ? rv_migration_quote (column->colname) : rv_migration_columns (c->keys, c->n_keys);

  rv_migration_remedy (f, g_strdup_printf ("CREATE UNIQUE INDEX CONCURRENTLY %s ON %s (%s);", quoted, table, columns));
  rv_migration_remedy (f, g_strdup_printf ("ALTER TABLE %s ADD CONSTRAINT %s %s USING INDEX %s;", table, quoted,
                                      c->contype == CONSTR (PRIMARY) ? "PRIMARY KEY" : "UNIQUE", quoted));
}

static void
add_unique (RvRuleRun *run, const Statement *s, const PgQuery__AlterTableStmt *alter, const PgQuery__Constraint *c, const PgQuery__ColumnDef *column)
{
  g_autofree char *table = rv_migration_name (alter->relation);

  if (rv_pg_given (c->indexname) == NULL)
    remedy_using_index (rv_migration_report (run, s, table, c->location, _("UNIQUE takes an ACCESS EXCLUSIVE lock on %s until its index is built"), table), alter, c, column);
}

static void
check_unique (RvRuleRun *run, gpointer subject)
{
  rv_migration_each_constraint (run, subject, CONSTR (UNIQUE), add_unique);
}

static void
add_primary (RvRuleRun *run, const Statement *s, const PgQuery__AlterTableStmt *alter, const PgQuery__Constraint *c, const PgQuery__ColumnDef *column)
{
  g_autofree char *table = rv_migration_name (alter->relation);

  if (rv_pg_given (c->indexname) == NULL)
    remedy_using_index (rv_migration_report (run, s, table, c->location, _("PRIMARY KEY takes an ACCESS EXCLUSIVE lock on %s until its index is built and no column is null"), table),
                        alter, c, column);
}

static void
check_primary (RvRuleRun *run, gpointer subject)
{
  rv_migration_each_constraint (run, subject, CONSTR (PRIMARY), add_primary);
}

static void
using_index (RvRuleRun *run, const Statement *s, const PgQuery__AlterTableStmt *alter, const PgQuery__AlterTableCmd *command)
{
  const PgQuery__Constraint *c = command->def->constraint;
  g_autofree char *table = rv_migration_name (alter->relation);
  g_autoptr (RvLocks) locks = NULL;
  RvFinding *f;

  if (c->contype != CONSTR (PRIMARY) || rv_pg_given (c->indexname) == NULL || rv_migration_is_stub (s, rv_migration_relation (s, alter->relation)))
    return;
  locks = rv_migration_alter_locks (s, command);
  for (guint i = 0; i < locks->tables->len; i++)
    if (((RvTableLock *) locks->tables->pdata[i])->work & RV_WORK_SCAN)
      {
        f = rv_migration_report (run, s, table, c->location, _("PRIMARY KEY USING INDEX reads every row of %s under an ACCESS EXCLUSIVE lock, because a column can be null"), table);
        rv_migration_remedy (f, g_strdup_printf ("ALTER TABLE %s ADD CONSTRAINT … CHECK (… IS NOT NULL) NOT VALID;", table));
        rv_migration_remedy (f, g_strdup_printf ("ALTER TABLE %s VALIDATE CONSTRAINT …; %s", table, _("-- in a later transaction")));
        return;
      }
}

static void
check_using_index (RvRuleRun *run, gpointer subject)
{
  rv_migration_each_command (run, subject, AT (AddConstraint), using_index);
}

static void
add_exclusion (RvRuleRun *run, const Statement *s, const PgQuery__AlterTableStmt *alter, const PgQuery__Constraint *c, const PgQuery__ColumnDef *column)
{
  g_autofree char *table = rv_migration_name (alter->relation);

  rv_migration_remedy (rv_migration_report (run, s, table, c->location, _("EXCLUDE takes an ACCESS EXCLUSIVE lock on %s until its index is built"), table),
                  g_strdup (_("There is no way online: use a maintenance window, or a new table that rows are copied to.")));
}

static void
check_exclusion (RvRuleRun *run, gpointer subject)
{
  rv_migration_each_constraint (run, subject, CONSTR (EXCLUSION), add_exclusion);
}

/* ---- duplicates ------------------------------------------------------------------------------------------------ */

static void
report_duplicates (RvRuleRun *run, const Statement *s, const PgQuery__RangeVar *relation, char *columns)
{
  g_autofree char *table = rv_migration_name (relation), *owned = columns;

  rv_migration_remedy (rv_migration_report (run, s, table, -1, _("This fails if %s holds duplicates"), table),
                  g_strdup_printf ("SELECT %s, count(*) FROM %s GROUP BY %s HAVING count(*) > 1;", columns, table, columns));
}

static void
add_key (RvRuleRun *run, const Statement *s, const PgQuery__AlterTableStmt *alter, const PgQuery__Constraint *c, const PgQuery__ColumnDef *column)
{
  if (column == NULL && rv_pg_given (c->indexname) == NULL)
    report_duplicates (run, s, alter->relation, rv_migration_columns (c->keys, c->n_keys));
}

static void
check_duplicates (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;
  const PgQuery__IndexStmt *index = s->node != NULL && s->node->node_case == NODE (INDEX_STMT) ? s->node->index_stmt : NULL;
  g_autoptr (GString) columns = g_string_new (NULL);

  rv_migration_each_constraint (run, s, CONSTR (UNIQUE), add_key);
  rv_migration_each_constraint (run, s, CONSTR (PRIMARY), add_key);
  if (index == NULL || !index->unique || rv_migration_is_new (s, index->relation))
    return;
  for (gsize i = 0; i < index->n_index_params; i++)
    {
      g_autofree char *name = NULL;

      if (rv_pg_given (index->index_params[i]->index_elem->name) == NULL)
        return;
      name = rv_migration_quote (index->index_params[i]->index_elem->name);
      g_string_append_printf (columns, "%s%s", i > 0 ? ", " : "", name);
    }
  report_duplicates (run, s, index->relation, g_strdup (columns->str));
}

/* ---- constraints that go ------------------------------------------------------------------------------------------ */

static void
drop_constraint (RvRuleRun *run, const Statement *s, const PgQuery__AlterTableStmt *alter, const PgQuery__AlterTableCmd *command)
{
  RvLockContext context = rv_migration_context (s->script);
  Locker l = { &context, s->script->model, s->script->version, NULL };
  RvObject *constraint = rv_lock_part (&l, rv_migration_relation (s, alter->relation), command->name, rv_lock_constraint_kinds);
  g_autofree char *table = rv_migration_name (alter->relation);
  RvFinding *f;

  if (constraint != NULL && constraint->id >= s->script->first_new)
    return;
  if (constraint != NULL && constraint->kind == RV_KIND_FOREIGN_KEY)
    f = rv_migration_report (run, s, command->name, -1, _("Dropping the foreign key %s takes ACCESS EXCLUSIVE locks on %s and on %s, and ends what it guarantees"), command->name, table,
                        rv_record_name (rv_model_get (s->script->model, ((RvForeignKey *) constraint)->referenced_table_id)));
  else
    {
      f = rv_migration_report (run, s, command->name, -1, _("Dropping %s takes an ACCESS EXCLUSIVE lock on %s for a moment, and ends what it guarantees"), command->name, table);
      rv_rule_severity (f, RV_SEVERITY_INFO);
    }
  rv_migration_remedy (f, g_strdup (_("SET lock_timeout = '2s'; -- and try again where it runs out")));
}

static void
check_drop (RvRuleRun *run, gpointer subject)
{
  rv_migration_each_command (run, subject, AT (DropConstraint), drop_constraint);
}

/* ---- foreign keys without index -------------------------------------------------------------------------------------- */

static gboolean
has_index (Locker *l, gpointer table, const char *column)
{
  g_autoptr (GPtrArray) indexes = rv_lock_indexes (l, table);

  for (guint i = 0; i < indexes->len; i++)
    {
      g_autoptr (GPtrArray) columns = rv_lock_index_columns (l, indexes->pdata[i]);

      if (columns->len > 0 && columns->pdata[0] != NULL && g_strcmp0 (rv_record_name (columns->pdata[0]), column) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
index_foreign_key (RvRuleRun *run, const Statement *s, const PgQuery__AlterTableStmt *alter, const PgQuery__Constraint *c, const PgQuery__ColumnDef *column)
{
  RvLockContext context = rv_migration_context (s->script);
  Locker l = { &context, s->script->model, s->script->version, NULL };
  gpointer table = rv_migration_relation (s, alter->relation);
  const char *first = column != NULL ? column->colname : c->n_fk_attrs > 0 ? rv_pg_string (c->fk_attrs[0]) : NULL;
  g_autofree char *name = rv_migration_name (alter->relation), *columns = NULL;

  if (rv_migration_is_stub (s, table) || first == NULL || has_index (&l, table, first))
    return;
  columns = column != NULL ? rv_migration_quote (first) : rv_migration_columns (c->fk_attrs, c->n_fk_attrs);
  rv_migration_remedy (rv_migration_report (run, s, name, c->location, _("No index of %s begins with %s: each deletion in %s will scan it"), name, first, c->pktable->relname),
                  g_strdup_printf ("CREATE INDEX CONCURRENTLY ON %s (%s);", name, columns));
}

static void
check_foreign_key_index (RvRuleRun *run, gpointer subject)
{
  rv_migration_each_constraint (run, subject, CONSTR (FOREIGN), index_foreign_key);
}

/* ---- domains ------------------------------------------------------------------------------------------------------------ */

static char *
domain_name (Node **names, gsize n)
{
  const char *schema, *name;

  rv_pg_names (names, n, &schema, &name);
  return schema != NULL ? g_strconcat (schema, ".", name, NULL) : g_strdup (name);
}

static void
create_domain (RvRuleRun *run, const Statement *s, const PgQuery__CreateDomainStmt *domain)
{
  for (gsize i = 0; i < domain->n_constraints; i++)
    {
      const PgQuery__Constraint *c = domain->constraints[i]->constraint;
      g_autofree char *name = domain_name (domain->domainname, domain->n_domainname);

      if (c->contype != CONSTR (CHECK) && c->contype != CONSTR (NOTNULL))
        continue;
      rv_migration_remedy (rv_migration_report (run, s, name, c->location, _("A constraint of the domain %s can later be changed only by reading every table that uses it, under SHARE locks"), name),
                      g_strdup (_("Use a CHECK on the columns instead.")));
      return;
    }
}

static gboolean
is_domain_known (const Statement *s, const PgQuery__AlterDomainStmt *alter)
{
  static const RvKind kinds[] = { RV_KIND_DOMAIN, RV_KIND_NONE };
  RvLockContext context = rv_migration_context (s->script);
  Locker l = { &context, s->script->model, s->script->version, NULL };
  const char *schema, *name;

  rv_pg_names (alter->type_name, alter->n_type_name, &schema, &name);
  return rv_lock_find (&l, schema, name, kinds) != NULL;
}

static void
alter_domain (RvRuleRun *run, const Statement *s, const PgQuery__AlterDomainStmt *alter)
{
  gboolean adds = g_str_equal (alter->subtype, "C") && !alter->def->constraint->skip_validation;
  g_autofree char *name = domain_name (alter->type_name, alter->n_type_name);
  RvFinding *f;

  if (!(adds || g_str_equal (alter->subtype, "O") || g_str_equal (alter->subtype, "V")) || (is_domain_known (s, alter) && rv_migration_blocking (s) == NULL))
    return;
  f = rv_migration_report (run, s, name, -1, _("Every table with a column of %s is read under a SHARE lock: nobody can write to them"), name);
  if (adds && rv_pg_given (alter->def->constraint->conname) != NULL)
    {
      rv_migration_remedy (f, g_strdup_printf ("%s NOT VALID;", s->text));
      rv_migration_remedy (f, g_strdup_printf ("ALTER DOMAIN %s VALIDATE CONSTRAINT %s;", name, alter->def->constraint->conname));
    }
  else
    rv_migration_remedy (f, g_strdup (_("Use a CHECK … NOT VALID on each table and validate it.")));
}

static void
check_domain (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;

  if (s->node != NULL && s->node->node_case == NODE (CREATE_DOMAIN_STMT))
    create_domain (run, s, s->node->create_domain_stmt);
  if (s->node != NULL && s->node->node_case == NODE (ALTER_DOMAIN_STMT))
    alter_domain (run, s, s->node->alter_domain_stmt);
}

/* ---- constraints on a column whose type changes ----------------------------------------------------------------------------- */

static void
change_type (RvRuleRun *run, const Statement *s, const PgQuery__AlterTableStmt *alter, const PgQuery__AlterTableCmd *command)
{
  g_autofree char *table = rv_migration_name (alter->relation);
  g_autoptr (RvLocks) locks = rv_migration_alter_locks (s, command);

  for (guint i = 0; i < locks->tables->len; i++)
    {
      const RvTableLock *lock = locks->tables->pdata[i];
      RvFinding *f;

      if (!(lock->work & (RV_WORK_SCAN | RV_WORK_BUILD)) || (lock->work & RV_WORK_REWRITE))
        continue;
      f = rv_migration_report (run, s, table, -1, _("The change of type makes constraints or indexes on %s anew under an ACCESS EXCLUSIVE lock: %s"), command->name,
                          lock->reasons->len > 1 ? (char *) lock->reasons->pdata[1] : "");
      rv_migration_remedy (f, g_strdup (_("Drop the CHECK first, change the type, add the CHECK again NOT VALID and validate it.")));
      return;
    }
}

static void
check_type_constraints (RvRuleRun *run, gpointer subject)
{
  rv_migration_each_command (run, subject, AT (AlterColumnType), change_type);
}

const RvRule rv_migration_constraint_rules[] = {
  LINT ("M11", WARNING, "Foreign key without NOT VALID", "The referencing and the referenced table are locked against writes until every row has been looked up. NOT VALID takes the lock for a moment; VALIDATE reads beside readers and writers.", check_foreign_key),
  LINT ("M12", WARNING, "CHECK without NOT VALID", "Nobody reads or writes the table until every row has been checked. NOT VALID checks new rows at once; VALIDATE reads the old ones beside everybody else.", check_check),
  LINT ("M13", WARNING, "NOT VALID and VALIDATE in one transaction", "The strong lock of the first statement is held while the second reads the table, and nothing is won.", check_same_transaction),
  LINT ("M14", WARNING, "CHECK with a new column", "PostgreSQL reads the whole table to check a column that no row has a value in yet.", check_column_check),
  LINT ("M15", WARNING, "UNIQUE without USING INDEX", "The index of the constraint is built while nobody can read or write.", check_unique),
  LINT ("M16", WARNING, "PRIMARY KEY without USING INDEX", "The index is built, and nullable columns are read, while nobody can read or write.", check_primary),
  LINT ("M17", WARNING, "PRIMARY KEY USING INDEX on nullable columns", "The columns become NOT NULL, for which the whole table is read.", check_using_index),
  LINT ("M18", WARNING, "Exclusion constraint on an existing table", "Its index is built while nobody can read or write, and there is no NOT VALID for it.", check_exclusion),
  LINT ("M19", INFO, "Unique over data that may hold duplicates", "The statement fails at the first duplicate. Count them before.", check_duplicates),
  LINT ("M20", WARNING, "Constraint dropped", "A foreign key locks both tables against everybody, and from then on rows may contradict it.", check_drop),
  LINT ("M21", INFO, "Foreign key without an index", "Deletions and key changes on the other side look for referencing rows; without an index each scans the table.", check_foreign_key_index),
  LINT ("M22", WARNING, "Constraint of a domain", "Adding one to a domain in use locks all tables that use it against writes and reads them.", check_domain),
  LINT ("M23", WARNING, "Type change of a checked or indexed column", "Constraints and indexes on the column are made anew even where the table is not rewritten.", check_type_constraints),
  { NULL },
};
