/* ALTER TABLE is a list of commands, each applied by a function of its own. Private to read-alter-*.c. */
#pragma once

#include "sql/postgresql/reader.h"

/** RvPgCommand: one command of the statement: its tree and its tokens. */
typedef struct {
  const PgQuery__AlterTableStmt *statement;
  const PgQuery__AlterTableCmd *cmd;
  RvObject *relation;
  RvTable *table;   /* the same, if it is one */
  int from, to;
} RvPgCommand;

typedef void (*RvPgApplyCommand) (RvPgReader *r, const RvPgCommand *c);

void rv_pg_alter_add_column (RvPgReader *r, const RvPgCommand *c);
void rv_pg_alter_drop_column (RvPgReader *r, const RvPgCommand *c);
void rv_pg_alter_set_default (RvPgReader *r, const RvPgCommand *c);
void rv_pg_alter_set_not_null (RvPgReader *r, const RvPgCommand *c);
void rv_pg_alter_set_type (RvPgReader *r, const RvPgCommand *c);
void rv_pg_alter_drop_expression (RvPgReader *r, const RvPgCommand *c);
void rv_pg_alter_set_statistics (RvPgReader *r, const RvPgCommand *c);
void rv_pg_alter_set_storage (RvPgReader *r, const RvPgCommand *c);
void rv_pg_alter_set_compression (RvPgReader *r, const RvPgCommand *c);
void rv_pg_alter_change_column_options (RvPgReader *r, const RvPgCommand *c);
void rv_pg_alter_add_identity (RvPgReader *r, const RvPgCommand *c);
void rv_pg_alter_set_identity (RvPgReader *r, const RvPgCommand *c);
void rv_pg_alter_drop_identity (RvPgReader *r, const RvPgCommand *c);
