/* Several files, one after the other, each against what those before it leave; what their names and marks say: M78, M79. */
#include "migrate/lint/files.h"

#include <stdlib.h>

#include "migrate/lint/lint-private.h"
#include "sql/postgresql/split.h"

struct _RvLintSession {
  RvLintOptions options;
  RvModel *schema;         /* (nullable): as it is now */
  char *version, *time_zone;
  char **rules;
  char *last_file;
  double last_number;
};

RvLintSession *
rv_migration_session_new (const RvLintOptions *options)
{
  RvLintSession *session = g_new0 (RvLintSession, 1);

  session->options = *options;
  session->schema = options->schema != NULL ? g_object_ref (options->schema) : NULL;
  session->options.version = session->version = g_strdup (options->version);
  session->options.time_zone = session->time_zone = g_strdup (options->time_zone);
  session->rules = g_strdupv ((char **) options->rules);
  session->options.rules = (const char *const *) session->rules;
  return session;
}

void
rv_migration_session_free (RvLintSession *session)
{
  if (session == NULL)
    return;
  g_clear_object (&session->schema);
  g_free (session->version);
  g_free (session->time_zone);
  g_strfreev (session->rules);
  g_free (session->last_file);
  g_free (session);
}

/* ---- marks of tools ------------------------------------------------------------------------------------------ */

static const struct {
  const char *up, *down;
  const char *no_transaction;  /* (nullable) */
} tools[] = {
  { "-- migrate:up", "-- migrate:down", "transaction:false" },
  { "-- +goose Up", "-- +goose Down", "-- +goose NO TRANSACTION" },
  { "-- +migrate Up", "-- +migrate Down", "notransaction" },
};

typedef struct {
  gsize length;             /* of what is judged */
  gboolean in_transaction;
  gboolean has_marks, has_down;
} Marks;

static Marks
read_marks (const char *text, gboolean assume_transaction)
{
  Marks marks = { strlen (text), assume_transaction, FALSE, FALSE };

  if (strstr (text, "squawk-disable-assume-in-transaction") != NULL)
    marks.in_transaction = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    {
      const char *up = strstr (text, tools[i].up), *down = strstr (text, tools[i].down);

      if (up == NULL)
        continue;
      marks.has_marks = TRUE;
      marks.has_down = down != NULL;
      marks.in_transaction = strstr (text, tools[i].no_transaction) == NULL;
      if (down != NULL && down > up)
        marks.length = (gsize) (down - text);
    }
  return marks;
}

/* ---- names ----------------------------------------------------------------------------------------------------- */

static void
report_file (RvLintSession *session, RvLint *lint, const char *id, const char *file, char *message, const char *remedy)
{
  const RvRule *rule = rv_migration_rule_find (id);
  RvFinding *finding;

  if (!rv_migration_wants (&session->options, rule))
    {
      g_free (message);
      return;
    }
  finding = rv_finding_new (rule, message);
  finding->file = g_strdup (file);
  finding->name = g_path_get_basename (file);
  finding->remedy = g_strdup (remedy);
  g_ptr_array_add (lint->findings, finding);
}

/* "V2__add.sql", "20240105_add.sql" */
static double
number_of (const char *base)
{
  const char *digits = base + (base[0] == 'V' || base[0] == 'v');

  return g_ascii_isdigit (*digits) ? g_ascii_strtod (digits, NULL) : -1;
}

static void
check_order (RvLintSession *session, RvLint *lint, const char *file)
{
  g_autofree char *base = g_path_get_basename (file);
  double number = number_of (base);

  if (number >= 0 && session->last_file != NULL && session->last_number > number)
    report_file (session, lint, "M78", file, g_strdup_printf (_("%s sorts before %s, which came before it"), base, session->last_file), _("Give it a number after all others."));
  if (number < 0)
    return;
  g_free (session->last_file);
  session->last_file = g_steal_pointer (&base);
  session->last_number = number;
}

static void
check_down (RvLintSession *session, RvLint *lint, const char *file, const Marks *marks)
{
  g_autofree char *down = NULL;

  if (marks->has_marks && !marks->has_down)
    report_file (session, lint, "M79", file, g_strdup (_("The file has no part that takes it back")), _("Add the mark for down with the reverse."));
  if (!g_str_has_suffix (file, ".up.sql"))
    return;
  down = g_strdup_printf ("%.*s.down.sql", (int) (strlen (file) - strlen (".up.sql")), file);
  if (!g_file_test (down, G_FILE_TEST_EXISTS))
    report_file (session, lint, "M79", file, g_strdup_printf (_("There is no %s to take it back"), down), _("Write the reverse into it."));
}

/* ---- a file ------------------------------------------------------------------------------------------------------ */

/* What the file leaves is what the next one meets. */
static void
go_on (RvLintSession *session, const char *text, gsize length)
{
  g_autoptr (RvModel) next = session->schema != NULL ? rv_model_copy (session->schema) : NULL;
  g_autoptr (RvEdit) edit = next != NULL ? rv_edit_begin (next, "Follow") : NULL;
  g_autoptr (RvReport) report = rv_report_new ("");

  if (next == NULL || !rv_postgresql.read (edit, text, length, report, NULL, NULL, NULL, NULL) || !rv_edit_commit (edit, NULL))
    return;
  g_clear_object (&session->schema);
  session->schema = g_steal_pointer (&next);
}

RvLint *
rv_migration_session_judge (RvLintSession *session, const char *file, const char *text)
{
  Marks marks = read_marks (text, session->options.assume_transaction);
  g_autofree char *part = g_strndup (text, marks.length);
  RvLintOptions options = session->options;
  RvLint *lint;

  options.schema = session->schema;
  options.file = file;
  options.assume_transaction = marks.in_transaction;
  lint = rv_migration_script (&options, part, marks.length);
  check_order (session, lint, file);
  check_down (session, lint, file, &marks);
  go_on (session, part, marks.length);
  return lint;
}

/* ---- the time zone -------------------------------------------------------------------------------------------------- */

/* SET TimeZone = 'UTC', SET TIME ZONE 'UTC': the string after the name. */
static char *
zone_in (const char *text, gsize end, gsize start)
{
  RvPgToken token;
  gboolean is_zone = FALSE;
  guint n = 0;

  for (gsize at = start; n < 6 && rv_pg_token_next (text, end, at, &token); at = token.end, n++)
    {
      if (n == 0 && !rv_pg_token_is (text, &token, "SET"))
        return NULL;
      is_zone |= rv_pg_token_is (text, &token, "TIMEZONE") || rv_pg_token_is (text, &token, "ZONE");
      if (is_zone && token.type == RV_PG_TOKEN_STRING)
        return rv_pg_unquote (text, &token);
      if (is_zone && n > 1 && token.type == RV_PG_TOKEN_WORD && !rv_pg_token_is (text, &token, "TO") && !rv_pg_token_is (text, &token, "ZONE")
          && !rv_pg_token_is (text, &token, "TIMEZONE"))
        return rv_pg_unquote (text, &token);
    }
  return NULL;
}

char *
rv_migration_time_zone (const char *text)
{
  RvPgSplitter splitter;
  RvPgPiece piece;
  char *zone = NULL;

  rv_pg_splitter_init (&splitter, text, strlen (text));
  while (rv_pg_splitter_next (&splitter, &piece))
    {
      char *found = piece.type == RV_PG_PIECE_STATEMENT ? zone_in (text, piece.end, piece.start) : NULL;

      if (found == NULL)
        continue;
      g_free (zone);
      zone = found;
    }
  return zone;
}
