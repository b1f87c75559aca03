/* relvar-cli check --migration: each script is judged against the schema that those before it leave. */
#include "cli/check-migration.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/say.h"
#include "cli/source.h"
#include "migrate/lint/files.h"

static gboolean
has_rules (const RvMigrationWishes *w)
{
  for (guint i = 0; w->rules != NULL && w->rules[i] != NULL; i++)
    if (rv_migration_rule_find (w->rules[i]) == NULL)
      {
        rv_say_error (NULL, _("There is no rule “%s” for migrations; “relvar-cli rules --migrations” lists them"), w->rules[i]);
        return FALSE;
      }
  return TRUE;
}

/* The version may be "15", "15.4" or nothing. */
static gboolean
has_version (const RvMigrationWishes *w)
{
  if (w->version == NULL || (g_ascii_isdigit (w->version[0]) && strspn (w->version, "0123456789.") == strlen (w->version)))
    return TRUE;
  rv_say_error (NULL, _("--pg-version is a number such as 15 or 14.2, not “%s”"), w->version);
  return FALSE;
}

/* ---- the answer ------------------------------------------------------------------------------------------- */

typedef struct {
  GPtrArray *findings;
  GString *statements;     /* JSON arrays of all files, one after the other */
} Answer;

/* The JSON form has the locks of every statement too. */
static void
add_statements (GString *text, const GString *statements)
{
  char *end = strrchr (text->str, '}');

  if (end == NULL)
    return;
  g_string_truncate (text, (gsize) (end - text->str));
  g_string_append_printf (text, ",\n  \"statements\" : [%s]\n}\n", statements->str);
}

static RvExit
print_answer (const Answer *answer, const RvReportForm *form, const RvReportContext *context)
{
  g_autoptr (GString) text = g_string_new (NULL);

  form->write (answer->findings, context, text);
  if (g_str_equal (form->id, "json"))
    add_statements (text, answer->statements);
  if (!rv_print (text->str))
    return RV_EXIT_WRONG;
  for (guint i = 0; !context->never_fails && i < answer->findings->len; i++)
    if (((RvFinding *) answer->findings->pdata[i])->severity <= context->fail_on)
      return RV_EXIT_NO;
  return RV_EXIT_DONE;
}

/* ---- the scripts -------------------------------------------------------------------------------------------- */

static void
take (Answer *answer, const RvLint *lint)
{
  g_autofree char *json = rv_migration_statements_json (lint);

  for (guint i = 0; i < lint->findings->len; i++)
    g_ptr_array_add (answer->findings, rv_finding_ref (lint->findings->pdata[i]));
  json[strlen (json) - 1] = '\0';
  if (lint->statements->len > 0)
    g_string_append_printf (answer->statements, "%s%s", answer->statements->len > 0 ? "," : "", json + 1);
}

static gboolean
judge_file (const RvMigrationWishes *w, const char *file, RvLintSession *session, Answer *answer)
{
  g_autoptr (GBytes) bytes = rv_source_read_text (file);
  g_autoptr (RvLint) lint = NULL;

  if (bytes == NULL)
    return FALSE;
  lint = rv_migration_session_judge (session, rv_source_name (file), g_bytes_get_data (bytes, NULL));
  take (answer, lint);
  return TRUE;
}

static RvExit
judge_all (const RvMigrationWishes *w, RvLintSession *session, const RvReportForm *form, const RvReportContext *context)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) rv_finding_unref);
  g_autoptr (GString) statements = g_string_new (NULL);
  Answer answer = { findings, statements };

  for (guint i = 0; w->files[i] != NULL; i++)
    if (!judge_file (w, w->files[i], session, &answer))
      return RV_EXIT_WRONG;
  return print_answer (&answer, form, context);
}

/* A script of SQL may set the time zone that decides whether timestamps are rewritten. */
static char *
time_zone_of (const char *file)
{
  g_autoptr (GBytes) bytes = g_str_has_suffix (file, ".sql") ? rv_source_read_text (file) : NULL;

  return bytes != NULL ? rv_migration_time_zone (g_bytes_get_data (bytes, NULL)) : NULL;
}

RvExit
rv_check_migrations (const RvMigrationWishes *w, const RvReportForm *form, const RvReportContext *context)
{
  g_autoptr (RvModel) schema = NULL;
  g_autofree char *zone = w->schema != NULL ? time_zone_of (w->schema) : NULL;
  g_autoptr (RvLintSession) session = NULL;

  if (!has_rules (w) || !has_version (w))
    return RV_EXIT_WRONG;
  if (w->schema != NULL && (schema = rv_source_open (w->schema, NULL, TRUE)) == NULL)
    return RV_EXIT_WRONG;
  session = rv_migration_session_new (&(RvLintOptions) { schema, NULL, w->version, zone, w->assume_transaction, w->rules });
  return judge_all (w, session, form, context);
}
