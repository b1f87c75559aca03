/* relvar-cli check --migration: scripts judged before they run. */
#pragma once

#include "check/report.h"
#include "cli/verbs.h"

typedef struct {
  const char *const *files;   /* NULL-terminated */
  const char *schema;         /* (nullable): what the scripts meet */
  const char *version;        /* (nullable): of PostgreSQL */
  const char *const *rules;   /* (nullable): only these */
  gboolean assume_transaction;
} RvMigrationWishes;

/** rv_check_migrations: judges the scripts, in their order, and prints what there is to say. */
RvExit rv_check_migrations (const RvMigrationWishes *wishes, const RvReportForm *form, const RvReportContext *context);
