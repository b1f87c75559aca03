/* Any bytes as a migration: judged with nothing known, against itself as the schema, and in a transaction. */
#include <string.h>

#include "fuzz.h"
#include "migrate/lint/files.h"
#include "sql/dialect.h"

static RvModel *
read_schema (const char *text)
{
  g_autoptr (RvModel) model = rv_model_new ("postgresql");
  g_autoptr (RvReport) report = rv_report_new ("fuzz.sql");
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Read");

  rv_edit_set_initial (edit);
  if (!rv_postgresql.read (edit, text, strlen (text), report, NULL, NULL, NULL, NULL) || !rv_edit_commit (edit, NULL))
    return NULL;
  return g_steal_pointer (&model);
}

static void
judge (RvModel *schema, gboolean assume_transaction, const char *text)
{
  const RvLintOptions options = { .schema = schema, .assume_transaction = assume_transaction };
  g_autoptr (RvLintSession) session = rv_migration_session_new (&options);
  g_autoptr (RvLint) lint = rv_migration_session_judge (session, "1_fuzz.up.sql", text);
  g_autofree char *json = rv_migration_statements_json (lint);

  g_assert_nonnull (json);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *bytes = g_strndup ((const char *) data, size), *text = g_utf8_make_valid (bytes, -1);
  g_autoptr (RvModel) schema = read_schema (text);

  judge (NULL, FALSE, text);
  judge (schema, TRUE, text);
  return 0;
}
