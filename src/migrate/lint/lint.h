/* Judges a migration script before it runs: which statements block whom and for how long, lose data, break clients or fail,
 * and how each is said safely.
 *
 * The script is read statement by statement against the schema that it will meet, which follows it: a table that the script
 * itself makes is nobody's, a CHECK that it validates proves what SET NOT NULL needs. Comments silence findings:
 *   -- relvar: allow M01 M34 why          the next statement
 *   -- relvar: allow-file M64 why         the whole file
 *   -- squawk-ignore ban-drop-column      and -- squawk-ignore-file, as people have them already
 *
 * The rules are those of the catalogue of migrations (M01 …); their ids are not those of check/rule.h's list. */
#pragma once

#include "check/rule.h"
#include "migrate/locks.h"

typedef struct {
  RvModel *schema;              /* (nullable): what the script meets */
  const char *file;             /* (nullable): for findings */
  const char *version;          /* (nullable) of PostgreSQL: "15", "14.2" */
  const char *time_zone;        /* (nullable): of the session, where the script does not set it */
  gboolean assume_transaction;  /* the tool that runs the script wraps it in a transaction */
  const char *const *rules;     /* (nullable): only these */
} RvLintOptions;

/** RvLintedStatement: what was found out about one statement. */
typedef struct {
  RvTextPosition position;
  char *text;                   /* without what is around it */
  RvLocks *locks;
  gboolean in_transaction;
} RvLintedStatement;

typedef struct {
  GPtrArray *findings;          /* RvFinding, in the order of the script */
  GPtrArray *statements;        /* RvLintedStatement */
} RvLint;

/** rv_migration_script: Returns: (transfer full): what there is to say of @text, @length bytes of UTF-8. */
RvLint *rv_migration_script (const RvLintOptions *options, const char *text, gsize length);

/** rv_migration_statements_json: Returns: (transfer full): the statements of @lint as a JSON array: place, text, and for each table its
 * lock and the work under it. */
char *rv_migration_statements_json (const RvLint *lint);

void rv_migration_free (RvLint *lint);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvLint, rv_migration_free)

/** rv_migration_rules: Returns: (transfer none) (element-type RvRule): the catalogue of migrations, by id. Those without check need a
 * running server. */
const GPtrArray *rv_migration_rules (void);

/** rv_migration_rule_find: Returns: (nullable): the one with @id, in letters of either case. */
const RvRule *rv_migration_rule_find (const char *id);
