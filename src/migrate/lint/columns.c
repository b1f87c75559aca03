/* Rules about columns: M24 to M39. */
#include <stdlib.h>

#include "migrate/lint/lint-private.h"

/* The lock of the altered table itself. */
static const RvTableLock *
own_lock (const RvLocks *locks)
{
  return locks->tables->len > 0 ? locks->tables->pdata[0] : NULL;
}

/* ---- changes of type -------------------------------------------------------------------------------------- */

static gboolean
rewrites (const RvLocks *locks)
{
  for (guint i = 0; i < locks->tables->len; i++)
    if (((RvTableLock *) locks->tables->pdata[i])->work & RV_WORK_REWRITE)
      return TRUE;
  return FALSE;
}

static void
rewriting_type (RvRuleRun *run, const Statement *s, const PgQuery__AlterTableStmt *alter, const PgQuery__AlterTableCmd *command)
{
  g_autoptr (RvLocks) locks = rv_migration_alter_locks (s, command);
  g_autofree char *table = rv_migration_name (alter->relation), *column = rv_migration_quote (command->name), *object = g_strconcat (table, ".", column, NULL);
  const RvTableLock *lock = own_lock (locks);
  RvFinding *f;

  if (!rewrites (locks))
    return;
  f = rv_migration_report (run, s, object, -1, _("The new type of %s rewrites %s with all its indexes under an ACCESS EXCLUSIVE lock: %s"), column, table,
                      lock->reasons->len > 0 ? (char *) lock->reasons->pdata[0] : "");
  rv_migration_remedy (f, g_strdup_printf (_("-- 1. ALTER TABLE %s ADD COLUMN … of the new type; a trigger that writes both"), table));
  rv_migration_remedy (f, g_strdup_printf (_("-- 2. UPDATE %s in batches by key; read the new column"), table));
  rv_migration_remedy (f, g_strdup_printf (_("-- 3. drop the trigger and %s, rename"), column));
}

static void
check_rewriting_type (RvRuleRun *run, gpointer subject)
{
  rv_migration_each_command (run, subject, AT (AlterColumnType), rewriting_type);
}

static void
harmless_type (RvRuleRun *run, const Statement *s, const PgQuery__AlterTableStmt *alter, const PgQuery__AlterTableCmd *command)
{
  g_autoptr (RvLocks) locks = rv_migration_alter_locks (s, command);
  g_autofree char *table = rv_migration_name (alter->relation);
  const RvTableLock *lock = own_lock (locks);

  if (lock != NULL && (lock->work & RV_WORK_LONG) == 0)
    rv_migration_remedy (rv_migration_report (run, s, table, -1, _("The new type of %s changes only the catalog; ACCESS EXCLUSIVE on %s is held for a moment"), command->name, table),
                    g_strdup (_("Nothing: this is the safe form.")));
}

static void
check_harmless_type (RvRuleRun *run, gpointer subject)
{
  rv_migration_each_command (run, subject, AT (AlterColumnType), harmless_type);
}

/* ---- narrowing ------------------------------------------------------------------------------------------------ */

static int
int_width (const char *name)
{
  static const struct {
    const char *name;
    int width;
  } widths[] = { { "int2", 2 }, { "smallint", 2 }, { "int4", 4 }, { "int", 4 }, { "integer", 4 }, { "int8", 8 }, { "bigint", 8 } };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    if (g_ascii_strcasecmp (widths[i].name, name) == 0)
      return widths[i].width;
  return 0;
}

static int
length_of (const char *type)
{
  const char *open = type != NULL ? strchr (type, '(') : NULL;

  return open != NULL ? atoi (open + 1) : 0;
}

static gboolean
is_text (const char *type)
{
  return type != NULL && (g_ascii_strncasecmp (type, "varchar", 7) == 0 || g_ascii_strncasecmp (type, "character", 9) == 0 || g_ascii_strncasecmp (type, "text", 4) == 0
                          || g_ascii_strncasecmp (type, "char", 4) == 0);
}

static gboolean
is_narrower (const char *from, const PgQuery__TypeName *to)
{
  const char *name = rv_lock_type_name (to);
  int length = to->n_typmods > 0 && to->typmods[0]->node_case == NODE (A_CONST) && to->typmods[0]->a_const->val_case == PG_QUERY__A__CONST__VAL_IVAL ? to->typmods[0]->a_const->ival->ival : 0;

  if (from == NULL)
    return FALSE;
  if (int_width (name) > 0)
    return int_width (from) > int_width (name) || g_ascii_strncasecmp (from, "numeric", 7) == 0 || is_text (from);
  if ((g_str_equal (name, "varchar") || g_str_equal (name, "bpchar")) && is_text (from))
    return length > 0 && (length_of (from) == 0 || length_of (from) > length);
  if (g_str_equal (name, "numeric") && g_ascii_strncasecmp (from, "numeric", 7) == 0)
    return length > 0 && (length_of (from) == 0 || length_of (from) > length);
  return is_text (from) && !g_str_equal (name, "text") && !g_str_equal (name, "varchar") && !g_str_equal (name, "citext");
}

static void
narrowing (RvRuleRun *run, const Statement *s, const PgQuery__AlterTableStmt *alter, const PgQuery__AlterTableCmd *command)
{
  RvLockContext context = rv_migration_context (s->script);
  Locker l = { &context, s->script->model, s->script->version, NULL };
  RvColumn *column = rv_lock_column (&l, rv_migration_relation (s, alter->relation), command->name);
  g_autofree char *table = rv_migration_name (alter->relation), *quoted = rv_migration_quote (command->name);

  if (column == NULL || !is_narrower (column->type, command->def->column_def->type_name))
    return;
  rv_migration_remedy (rv_migration_report (run, s, column->name, -1, _("Values of %s may not fit into the new type, and then this fails"), quoted),
                  g_strdup_printf ("SELECT count(*) FROM %s WHERE length(%s::text) > …;", table, quoted));
}

static void
check_narrowing (RvRuleRun *run, gpointer subject)
{
  rv_migration_each_command (run, subject, AT (AlterColumnType), narrowing);
}

/* ---- NOT NULL ---------------------------------------------------------------------------------------------------- */

static void
set_not_null (RvRuleRun *run, const Statement *s, const PgQuery__AlterTableStmt *alter, const PgQuery__AlterTableCmd *command)
{
  g_autoptr (RvLocks) locks = rv_migration_alter_locks (s, command);
  g_autofree char *table = rv_migration_name (alter->relation), *column = rv_migration_quote (command->name);
  g_autofree char *check = g_strdup_printf ("%s_%s_not_null", alter->relation->relname, command->name), *quoted = rv_migration_quote (check);
  gboolean scans = FALSE;
  RvFinding *f;

  for (guint i = 0; i < locks->tables->len; i++)
    scans |= (((RvTableLock *) locks->tables->pdata[i])->work & RV_WORK_SCAN) != 0;
  if (!scans)
    return;
  f = rv_migration_report (run, s, table, -1, _("SET NOT NULL takes an ACCESS EXCLUSIVE lock on %s until every row has been read"), table);
  rv_migration_remedy (f, g_strdup_printf ("ALTER TABLE %s ADD CONSTRAINT %s CHECK (%s IS NOT NULL) NOT VALID;", table, quoted, column));
  rv_migration_remedy (f, g_strdup_printf ("ALTER TABLE %s VALIDATE CONSTRAINT %s; %s", table, quoted, _("-- in a later transaction")));
  rv_migration_remedy (f, g_strdup_printf ("ALTER TABLE %s ALTER COLUMN %s SET NOT NULL;", table, column));
  rv_migration_remedy (f, g_strdup_printf ("ALTER TABLE %s DROP CONSTRAINT %s;", table, quoted));
}

static void
check_set_not_null (RvRuleRun *run, gpointer subject)
{
  rv_migration_each_command (run, subject, AT (SetNotNull), set_not_null);
}

/* ---- new columns ---------------------------------------------------------------------------------------------------- */

static const PgQuery__Constraint *
part (const PgQuery__ColumnDef *column, int type)
{
  return rv_migration_column_constraint (column, type);
}

static gboolean
has_default (const PgQuery__ColumnDef *column)
{
  const PgQuery__Constraint *value = part (column, CONSTR (DEFAULT));

  if (part (column, CONSTR (GENERATED)) != NULL || part (column, CONSTR (IDENTITY)) != NULL || rv_lock_is_serial (column->type_name))
    return TRUE;
  return value != NULL && !(value->raw_expr != NULL && value->raw_expr->node_case == NODE (A_CONST) && value->raw_expr->a_const->isnull);
}

static void
required (RvRuleRun *run, const Statement *s, const PgQuery__AlterTableStmt *alter, const PgQuery__AlterTableCmd *command)
{
  const PgQuery__ColumnDef *column = command->def->column_def;
  g_autofree char *table = rv_migration_name (alter->relation);

  if ((part (column, CONSTR (NOTNULL)) == NULL && part (column, CONSTR (PRIMARY)) == NULL) || has_default (column))
    return;
  rv_migration_remedy (rv_migration_report (run, s, column->colname, column->location, _("%s is NOT NULL and has no default: this fails if %s has rows"), column->colname, table),
                  g_strdup (_("Give it a constant DEFAULT, or add it nullable, fill it in batches and set NOT NULL then.")));
}

static void
check_required (RvRuleRun *run, gpointer subject)
{
  rv_migration_each_command (run, subject, AT (AddColumn), required);
}

/* ADD COLUMN without what rewrites, and what comes after it. */
static void
remedy_in_steps (RvFinding *f, const PgQuery__AlterTableStmt *alter, const PgQuery__ColumnDef *column)
{
  g_autofree char *table = rv_migration_name (alter->relation), *name = rv_migration_quote (column->colname);
  PgQuery__ColumnDef plain = *column;
  PgQuery__AlterTableCmd command = PG_QUERY__ALTER_TABLE_CMD__INIT;
  Node def = PG_QUERY__NODE__INIT;

  plain.n_constraints = 0;
  def.node_case = NODE (COLUMN_DEF);
  def.column_def = &plain;
  command.subtype = AT (AddColumn);
  command.behavior = PG_QUERY__DROP_BEHAVIOR__DROP_RESTRICT;
  command.def = &def;
  rv_migration_remedy (f, rv_migration_alter_sql (alter, &command));
  if (part (column, CONSTR (DEFAULT)) != NULL)
    rv_migration_remedy (f, g_strdup_printf ("ALTER TABLE %s ALTER COLUMN %s SET DEFAULT …;", table, name));
  rv_migration_remedy (f, g_strdup_printf (_("-- then UPDATE %s SET %s = … in batches by key, each in its own transaction"), table, name));
}

static void
volatile_default (RvRuleRun *run, const Statement *s, const PgQuery__AlterTableStmt *alter, const PgQuery__AlterTableCmd *command)
{
  RvLockContext context = rv_migration_context (s->script);
  Locker l = { &context, s->script->model, s->script->version, NULL };
  const PgQuery__ColumnDef *column = command->def->column_def;
  const PgQuery__Constraint *value = part (column, CONSTR (DEFAULT));
  g_autofree char *table = rv_migration_name (alter->relation);
  const char *function;

  if (value != NULL && rv_lock_is_volatile (&l, value->raw_expr, &function))
    remedy_in_steps (rv_migration_report (run, s, column->colname, column->location, _("%s() differs from row to row: %s is rewritten under an ACCESS EXCLUSIVE lock"), function, table), alter, column);
}

static void
check_volatile (RvRuleRun *run, gpointer subject)
{
  rv_migration_each_command (run, subject, AT (AddColumn), volatile_default);
}

static void
numbered (RvRuleRun *run, const Statement *s, const PgQuery__AlterTableStmt *alter, const PgQuery__AlterTableCmd *command)
{
  const PgQuery__ColumnDef *column = command->def->column_def;
  g_autofree char *table = rv_migration_name (alter->relation), *name = rv_migration_quote (column->colname);
  RvFinding *f;

  if (!rv_lock_is_serial (column->type_name) && part (column, CONSTR (IDENTITY)) == NULL)
    return;
  f = rv_migration_report (run, s, column->colname, column->location, _("Every row gets its own number for %s: %s is rewritten under an ACCESS EXCLUSIVE lock"), name, table);
  rv_migration_remedy (f, g_strdup_printf ("ALTER TABLE %s ADD COLUMN %s bigint;", table, name));
  rv_migration_remedy (f, g_strdup_printf ("CREATE SEQUENCE %s_%s_seq OWNED BY %s.%s;", alter->relation->relname, column->colname, table, name));
  rv_migration_remedy (f, g_strdup_printf ("ALTER TABLE %s ALTER COLUMN %s SET DEFAULT nextval('%s_%s_seq');", table, name, alter->relation->relname, column->colname));
  rv_migration_remedy (f, g_strdup_printf (_("-- then UPDATE %s SET %s = … in batches by key, each in its own transaction"), table, name));
}

static void
check_numbered (RvRuleRun *run, gpointer subject)
{
  rv_migration_each_command (run, subject, AT (AddColumn), numbered);
}

static void
generated (RvRuleRun *run, const Statement *s, const PgQuery__AlterTableStmt *alter, const PgQuery__AlterTableCmd *command)
{
  const PgQuery__ColumnDef *column = command->def->column_def;
  g_autofree char *table = rv_migration_name (alter->relation);

  if (part (column, CONSTR (GENERATED)) != NULL)
    remedy_in_steps (rv_migration_report (run, s, column->colname, column->location, _("%s is stored for every row: %s is rewritten under an ACCESS EXCLUSIVE lock"), column->colname, table), alter, column);
}

static void
check_generated (RvRuleRun *run, gpointer subject)
{
  rv_migration_each_command (run, subject, AT (AddColumn), generated);
}

static void
of_domain (RvRuleRun *run, const Statement *s, const PgQuery__AlterTableStmt *alter, const PgQuery__AlterTableCmd *command)
{
  RvLockContext context = rv_migration_context (s->script);
  Locker l = { &context, s->script->model, s->script->version, NULL };
  const PgQuery__ColumnDef *column = command->def->column_def;
  RvDomain *domain = rv_lock_constrained_domain (&l, column->type_name);
  g_autofree char *table = rv_migration_name (alter->relation), *name = rv_migration_quote (column->colname);
  RvFinding *f;

  if (domain == NULL)
    return;
  f = rv_migration_report (run, s, column->colname, column->location, _("The domain %s has a constraint: %s is rewritten under an ACCESS EXCLUSIVE lock"), domain->name, table);
  rv_migration_remedy (f, g_strdup_printf ("ALTER TABLE %s ADD COLUMN %s %s;", table, name, domain->type));
  rv_migration_remedy (f, g_strdup_printf (_("-- and a CHECK … NOT VALID on %s in place of the domain’s"), name));
}

static void
check_domain_column (RvRuleRun *run, gpointer subject)
{
  rv_migration_each_command (run, subject, AT (AddColumn), of_domain);
}

static void
old_default (RvRuleRun *run, const Statement *s, const PgQuery__AlterTableStmt *alter, const PgQuery__AlterTableCmd *command)
{
  const PgQuery__ColumnDef *column = command->def->column_def;
  g_autofree char *table = rv_migration_name (alter->relation);

  if (s->script->version < 11 && part (column, CONSTR (DEFAULT)) != NULL && has_default (column))
    remedy_in_steps (rv_migration_report (run, s, column->colname, column->location, _("Before PostgreSQL 11 any default rewrites %s under an ACCESS EXCLUSIVE lock"), table), alter, column);
}

static void
check_old_default (RvRuleRun *run, gpointer subject)
{
  rv_migration_each_command (run, subject, AT (AddColumn), old_default);
}

/* ---- columns that go or change their name ------------------------------------------------------------------------------- */

static void
drop_column (RvRuleRun *run, const Statement *s, const PgQuery__AlterTableStmt *alter, const PgQuery__AlterTableCmd *command)
{
  RvLockContext context = rv_migration_context (s->script);
  Locker l = { &context, s->script->model, s->script->version, NULL };
  RvColumn *column = rv_lock_column (&l, rv_migration_relation (s, alter->relation), command->name);
  g_autoptr (GPtrArray) users = column != NULL ? rv_lock_users (&l, column->object.id) : NULL;
  g_autofree char *table = rv_migration_name (alter->relation);
  RvFinding *f;

  if (column != NULL && column->object.id >= s->script->first_new)
    return;
  f = rv_migration_report (run, s, command->name, -1, _("The data of %s.%s goes, and clients that still name it break; ACCESS EXCLUSIVE on %s"), table, command->name, table);
  for (guint i = 0; users != NULL && i < users->len; i++)
    if (rv_record_name (users->pdata[i])[0] != '\0')
      rv_finding_add_evidence (f, ((RvObject *) users->pdata[i])->id, rv_record_name (users->pdata[i]), NULL);
  rv_migration_remedy (f, g_strdup (_("Stop reading and writing the column, deploy, and drop it in a later release.")));
}

static void
check_drop_column (RvRuleRun *run, gpointer subject)
{
  rv_migration_each_command (run, subject, AT (DropColumn), drop_column);
}

static void
check_rename_column (RvRuleRun *run, gpointer subject)
{
  const Statement *s = subject;
  const PgQuery__RenameStmt *rename = s->node != NULL && s->node->node_case == NODE (RENAME_STMT) ? s->node->rename_stmt : NULL;
  g_autofree char *table = NULL;
  RvFinding *f;

  if (rename == NULL || rename->rename_type != OBJECT (COLUMN) || rename->relation == NULL || rename->relation_type == OBJECT (TYPE) || rv_migration_is_new (s, rename->relation))
    return;
  table = rv_migration_name (rename->relation);
  f = rv_migration_report (run, s, rename->subname, -1, _("Clients that say %s break at once; ACCESS EXCLUSIVE on %s"), rename->subname, table);
  rv_migration_remedy (f, g_strdup (_("-- Expand and contract: add the new column, write both, fill it in batches, read the new one, drop the old one.")));
  rv_migration_remedy (f, g_strdup_printf (_("-- Or keep the old name in a view over %s."), table));
}

static void
drop_not_null (RvRuleRun *run, const Statement *s, const PgQuery__AlterTableStmt *alter, const PgQuery__AlterTableCmd *command)
{
  rv_migration_remedy (rv_migration_report (run, s, command->name, -1, _("Readers of %s meet nulls from now on"), command->name), g_strdup (_("Make the readers ready for nulls first.")));
}

static void
check_drop_not_null (RvRuleRun *run, gpointer subject)
{
  rv_migration_each_command (run, subject, AT (DropNotNull), drop_not_null);
}

/* ---- style of new columns, defaults, backfills --------------------------------------------------------------------------------- */

static void
json_column (RvRuleRun *run, const Statement *s, const PgQuery__RangeVar *table, const PgQuery__ColumnDef *column)
{
  if (column->type_name != NULL && g_str_equal (rv_lock_type_name (column->type_name), "json"))
    rv_migration_remedy (rv_migration_report (run, s, column->colname, column->location, _("%s is json: it has no equality, so DISTINCT and GROUP BY over it fail"), column->colname),
                    g_strdup_printf ("%s jsonb", column->colname));
}

static void
check_json (RvRuleRun *run, gpointer subject)
{
  rv_migration_each_column (run, subject, json_column);
}

static void
change_default (RvRuleRun *run, const Statement *s, const PgQuery__AlterTableStmt *alter, const PgQuery__AlterTableCmd *command)
{
  if (command->def != NULL)
    rv_migration_remedy (rv_migration_report (run, s, command->name, -1, _("Clients that name all columns go on writing the old default of %s"), command->name),
                    g_strdup (_("Check that the application leaves columns out that it does not set.")));
}

static void
check_default (RvRuleRun *run, gpointer subject)
{
  rv_migration_each_command (run, subject, AT (ColumnDefault), change_default);
}

static void
backfilled (RvRuleRun *run, const Statement *s, const PgQuery__AlterTableStmt *alter, const PgQuery__AlterTableCmd *command)
{
  for (guint i = 0; i < s->index; i++)
    {
      const Statement *before = s->script->statements->pdata[i];

      if (before->node != NULL && before->node->node_case == NODE (UPDATE_STMT) && rv_migration_same (before->node->update_stmt->relation, alter->relation))
        {
          rv_migration_remedy (rv_migration_report (run, s, command->name, -1, _("All rows that lack %s are filled by one UPDATE before SET NOT NULL"), command->name),
                          g_strdup (_("Fill them in batches in an earlier migration.")));
          return;
        }
    }
}

static void
check_backfill (RvRuleRun *run, gpointer subject)
{
  rv_migration_each_command (run, subject, AT (SetNotNull), backfilled);
}

const RvRule rv_migration_column_rules[] = {
  LINT ("M24", WARNING, "Column type change that rewrites", "Every row is written anew and every index built anew while nobody can read or write.", check_rewriting_type),
  LINT ("M25", INFO, "Column type change of the catalog only", "Every value of the old type is one of the new as it is stored: nothing is rewritten, no index is built.", check_harmless_type),
  LINT ("M26", WARNING, "Narrower type", "The first value that does not fit makes the statement fail, after the wait.", check_narrowing),
  LINT ("M27", WARNING, "SET NOT NULL without a proof", "The whole table is read while nobody else can. A valid CHECK (column IS NOT NULL) proves it without reading.", check_set_not_null),
  LINT ("M28", ERROR, "Required column without default", "Rows that are there would have no value: the statement fails.", check_required),
  LINT ("M29", WARNING, "Volatile default", "A default that differs from row to row has to be stored in every row at once.", check_volatile),
  LINT ("M30", WARNING, "Serial or identity column added", "Every row gets its number at once: the table is rewritten.", check_numbered),
  LINT ("M31", WARNING, "Stored generated column added", "Its value is computed and stored for every row at once: the table is rewritten.", check_generated),
  LINT ("M32", WARNING, "Column of a constrained domain added", "PostgreSQL rewrites the table for it, even for nulls.", check_domain_column),
  LINT ("M33", WARNING, "Default before PostgreSQL 11", "Older versions store the default in every row at once.", check_old_default),
  LINT ("M34", WARNING, "Column dropped", "Its data is gone, and so are clients that still name it. CASCADE takes views along.", check_drop_column),
  LINT ("M35", WARNING, "Column renamed", "Old and new clients run side by side during a deployment, and one of them breaks.", check_rename_column),
  LINT ("M36", INFO, "NOT NULL dropped", "Code that was written for values meets nulls.", check_drop_not_null),
  LINT ("M37", INFO, "json instead of jsonb", "json has no equality operator and keeps the text as it came.", check_json),
  LINT ("M38", INFO, "Default changed", "Applications that write every column do not notice the new default.", check_default),
  LINT ("M39", INFO, "SET NOT NULL after one UPDATE of all rows", "The UPDATE locks all rows it changes until the transaction ends.", check_backfill),
  { NULL },
};
