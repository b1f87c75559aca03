/* What the files of lint/ share: the statement that a rule is asked about, and what rules call. */
#pragma once

#include "migrate/lint/lint.h"
#include "migrate/locks-private.h"

typedef struct _Script Script;

/* What a rule's function gets as its subject. After the last statement each rule is asked once more, with node NULL. */
typedef struct {
  Script *script;
  const Node *node;             /* NULL: the end of the script, or a statement that does not parse */
  const char *source;           /* the text that locations of the tree count in */
  char *text;
  gsize start;                  /* of text in the script */
  guint index;
  RvLocks *locks;
  guint transaction;            /* a number for each; 0: the statement is one by itself */
  gboolean is_explicit;         /* the script itself began the transaction */
  RvPgTree tree;
  char *error;                  /* (nullable): why it does not parse */
} Statement;

struct _Script {
  const RvLintOptions *options;
  const char *text;
  gsize length;
  int version, minor;           /* minor -1: unknown */
  RvModel *model;               /* as it is before the statement at hand */
  RvEdit *edit;
  RvId first_new;
  GHashTable *stubs;            /* RvTable: made up for names that the schema lacks */
  GPtrArray *search_path;       /* char *, ended by NULL */
  GHashTable *settings;         /* name -> value: what SET left behind */
  GPtrArray *statements;        /* Statement */
  guint n_transactions, transaction;
  gboolean is_explicit;
  gsize transaction_start;
  GPtrArray *problems;          /* RvFinding of the transaction's bounds, for M69 */
  GPtrArray *findings;
  GHashTable *notes;            /* what rules keep from statement to statement: "M64" -> 1 */
};

extern const RvRule rv_migration_index_rules[], rv_migration_constraint_rules[], rv_migration_column_rules[], rv_migration_table_rules[],
  rv_migration_object_rules[], rv_migration_script_rules[], rv_migration_style_rules[];

/* A row: it is asked about statements, and all of the group for operations. */
#define LINT(Id, Severity, Title, Explanation, Check) \
  { .id = Id, .group = RV_GROUP_OPERATIONS, .severity = RV_SEVERITY_##Severity, .title = N_(Title), .explanation = N_(Explanation), \
    .needs = RV_NEEDS_MIGRATION, .check = Check }

/* ---- script.c -------------------------------------------------------------------------------- */

/** rv_migration_run_rules: asks all rules about @s. */
void rv_migration_run_rules (Statement *s);
RvLockContext rv_migration_context (Script *script);
gboolean rv_migration_wants (const RvLintOptions *options, const RvRule *rule);

/* ---- suppress.c ------------------------------------------------------------------------------- */

/** rv_migration_suppress: takes the findings that comments silence out, and reports comments that silence nothing. */
void rv_migration_suppress (Script *script);

/* ---- report.c: what rules call ------------------------------------------------------------------- */

/** rv_migration_report: reports a finding about @object (nullable) at @location of the tree, or at the statement's start for -1. */
RvFinding *rv_migration_report (RvRuleRun *run, const Statement *s, const char *object, int location, const char *format, ...) G_GNUC_PRINTF (5, 6);
/** rv_migration_remedy: adds a line of SQL, or of words, to what is to be done; takes @line. */
void rv_migration_remedy (RvFinding *finding, char *line);

/** rv_migration_relation: Returns: (nullable): what @name means in the design before the statement. */
gpointer rv_migration_relation (const Statement *s, const PgQuery__RangeVar *name);
/** rv_migration_is_new: whether @name was made by the script, so that nobody waits for it. */
gboolean rv_migration_is_new (const Statement *s, const PgQuery__RangeVar *name);
/** rv_migration_is_stub: whether nothing is known of the relation but its name. */
gboolean rv_migration_is_stub (const Statement *s, gpointer relation);
/** rv_migration_same: whether two names in the script mean the same relation. */
gboolean rv_migration_same (const PgQuery__RangeVar *a, const PgQuery__RangeVar *b);

/* Texts for remedies, all (transfer full). */
char *rv_migration_name (const PgQuery__RangeVar *name);
char *rv_migration_quote (const char *name);
/** rv_migration_columns: "a, b" of the names @keys, quoted. */
char *rv_migration_columns (Node **keys, gsize n);
/** rv_migration_sql: Returns: (nullable): the statement @node as SQL, with a semicolon. */
char *rv_migration_sql (int node_case, const void *statement);
/** rv_migration_alter_sql: ALTER TABLE of @s with just @command. */
char *rv_migration_alter_sql (const PgQuery__AlterTableStmt *s, const PgQuery__AlterTableCmd *command);
/** rv_migration_alter_locks: what ALTER TABLE with just @command locks. */
RvLocks *rv_migration_alter_locks (const Statement *s, const PgQuery__AlterTableCmd *command);
/** rv_migration_constraint_name: the name of @c, or the one that PostgreSQL would choose. */
char *rv_migration_constraint_name (const PgQuery__RangeVar *table, const PgQuery__Constraint *c, const char *column);

/* Calls for each subcommand of an ALTER TABLE of an existing table. */
typedef void (*UseCommand) (RvRuleRun *run, const Statement *s, const PgQuery__AlterTableStmt *alter, const PgQuery__AlterTableCmd *command);
void rv_migration_each_command (RvRuleRun *run, const Statement *s, int subtype, UseCommand use);
/* Calls for each constraint that an ALTER TABLE adds, by itself (@column NULL) or with a column. */
typedef void (*UseConstraint) (RvRuleRun *run, const Statement *s, const PgQuery__AlterTableStmt *alter, const PgQuery__Constraint *c,
                               const PgQuery__ColumnDef *column);
void rv_migration_each_constraint (RvRuleRun *run, const Statement *s, int type, UseConstraint use);
/* Calls for each column that is declared, in CREATE TABLE (@alter NULL) or ADD COLUMN. */
typedef void (*UseColumn) (RvRuleRun *run, const Statement *s, const PgQuery__RangeVar *table, const PgQuery__ColumnDef *column);
void rv_migration_each_column (RvRuleRun *run, const Statement *s, UseColumn use);
const PgQuery__Constraint *rv_migration_column_constraint (const PgQuery__ColumnDef *column, int type);

/** rv_migration_once: Returns: TRUE the first time that it is asked for @key in the script. */
gboolean rv_migration_once (const Statement *s, const char *key);
/** rv_migration_setting: Returns: (nullable): what the script set @name to. */
const char *rv_migration_setting (const Statement *s, const char *name);
/** rv_migration_blocking: Returns: (nullable): the strongest lock on a table that others use which blocks writers. */
const RvTableLock *rv_migration_blocking (const Statement *s);
/** rv_migration_lock_name: "schema.table", without public. */
char *rv_migration_lock_name (const RvTableLock *lock);
