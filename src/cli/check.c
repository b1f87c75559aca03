/* relvar-cli check: what the rules say of a design. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "check/baseline.h"
#include "check/checker.h"
#include "check/query-file.h"
#include "check/report.h"
#include "check/settings.h"
#include "cli/check-migration.h"
#include "cli/say.h"
#include "cli/source.h"
#include "cli/verbs.h"
#include "migrate/lint/lint.h"

typedef struct {
  char *format;
  char *fail_on;
  char *profile;
  char *from;
  char *queries;
  char *baseline;
  char *write_baseline;
  char **migrations;
  char *schema;
  char *version;
  gboolean assume_transaction;
  char **rules;
  char **options;
} Wishes;

static void
clear_wishes (Wishes *w)
{
  g_free (w->format);
  g_free (w->fail_on);
  g_free (w->profile);
  g_free (w->from);
  g_free (w->queries);
  g_free (w->baseline);
  g_free (w->write_baseline);
  g_strfreev (w->migrations);
  g_free (w->schema);
  g_free (w->version);
  g_strfreev (w->rules);
  g_strfreev (w->options);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wishes, clear_wishes)

/* ---- what is asked for --------------------------------------------------------------------------------- */

static gboolean
read_fail_on (const Wishes *w, RvReportContext *context)
{
  context->fail_on = RV_SEVERITY_WARNING;
  context->never_fails = g_strcmp0 (w->fail_on, "never") == 0;
  if (w->fail_on == NULL || context->never_fails || rv_severity_from_word (w->fail_on, &context->fail_on))
    return TRUE;
  rv_say_error (NULL, _("--fail-on is “error”, “warning”, “info” or “never”, not “%s”"), w->fail_on);
  return FALSE;
}

static gboolean
has_rules (const Wishes *w)
{
  for (guint i = 0; w->rules != NULL && w->rules[i] != NULL; i++)
    if (rv_rule_find (w->rules[i]) == NULL)
      {
        rv_say_error (NULL, _("There is no rule “%s”; “relvar-cli rules” lists them"), w->rules[i]);
        return FALSE;
      }
  return TRUE;
}

static gboolean
has_one_file (int argc, char **argv)
{
  if (argc < 2)
    rv_say_error (NULL, _("An argument is missing; see “%s --help”"), g_get_prgname ());
  else if (argc > 2)
    rv_say_error (NULL, _("There is an argument too many: “%s”"), argv[2]);
  return argc == 2;
}

/* "X6.most=5" */
static gboolean
set_option (RvChecker *checker, const char *text)
{
  g_auto (GStrv) halves = g_strsplit (text, "=", 2);
  g_auto (GStrv) names = g_strsplit (halves[0], ".", 2);
  const RvRule *rule = rv_rule_find (names[0]);

  if (rule != NULL && names[1] != NULL && halves[1] != NULL && rv_checker_set_option (checker, rule, names[1], halves[1]))
    return TRUE;
  rv_say_error (NULL, _("--option is RULE.NAME=VALUE of a rule that has it, not “%s”"), text);
  return FALSE;
}

static gboolean
configure (RvChecker *checker, const Wishes *w)
{
  if (w->profile != NULL && !rv_checker_set_profile (checker, w->profile))
    {
      rv_say_error (NULL, _("There is no profile “%s”"), w->profile);
      return FALSE;
    }
  if (w->rules != NULL)
    rv_checker_set_only (checker, (const char *const *) w->rules);
  for (guint i = 0; w->options != NULL && w->options[i] != NULL; i++)
    if (!set_option (checker, w->options[i]))
      return FALSE;
  return TRUE;
}

/* ---- the answer --------------------------------------------------------------------------------------------- */

static RvExit
answer (const GPtrArray *findings, const RvReportForm *form, const RvReportContext *context)
{
  g_autoptr (GString) text = g_string_new (NULL);

  form->write (findings, context, text);
  if (!rv_print (text->str))
    return RV_EXIT_WRONG;
  for (guint i = 0; !context->never_fails && i < findings->len; i++)
    if (((RvFinding *) findings->pdata[i])->severity <= context->fail_on)
      return RV_EXIT_NO;
  return RV_EXIT_DONE;
}

static gboolean
use_baseline (RvChecker *checker, const char *file)
{
  g_autoptr (GBytes) text = rv_source_read_text (file);
  g_autoptr (GHashTable) known = text != NULL ? rv_baseline_read (g_bytes_get_data (text, NULL)) : NULL;

  if (known != NULL)
    rv_checker_set_baseline (checker, known);
  return known != NULL;
}

static RvExit
write_baseline (const GPtrArray *findings, const char *file)
{
  g_autofree char *text = rv_baseline_write (findings);
  g_autoptr (GError) error = NULL;

  if (strcmp (file, "-") == 0)
    return rv_print (text) ? RV_EXIT_DONE : RV_EXIT_WRONG;
  if (g_file_set_contents (file, text, -1, &error))
    return RV_EXIT_DONE;
  rv_say_error (file, "%s", error->message);
  return RV_EXIT_WRONG;
}

/* The edit is never committed: the queries are there to be judged, not to stay. */
static gboolean
add_queries (RvEdit *edit, const char *file, RvPlaces *places)
{
  g_autoptr (GBytes) text = rv_source_read_text (file);
  gsize length;
  const char *script = text != NULL ? g_bytes_get_data (text, &length) : NULL;

  if (script == NULL)
    return FALSE;
  rv_query_file_add (edit, script, length, rv_source_name (file), places);
  return TRUE;
}

static RvExit
judge (RvModel *model, const Wishes *w, const RvReportForm *form, const RvReportContext *context, const RvPlaces *places)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "");
  g_autoptr (RvChecker) checker = rv_checker_new (model);
  g_autoptr (RvPlaces) query_places = rv_places_new ();
  GPtrArray *findings;

  rv_check_settings_follow (checker);
  if (!configure (checker, w) || (w->queries != NULL && !add_queries (edit, w->queries, query_places))
      || (w->baseline != NULL && !use_baseline (checker, w->baseline)))
    return RV_EXIT_WRONG;
  findings = rv_checker_findings (checker);
  if (w->write_baseline != NULL)
    return write_baseline (findings, w->write_baseline);
  rv_report_place (findings, model, places, context->file);
  if (w->queries != NULL)
    rv_report_place (findings, model, query_places, rv_source_name (w->queries));
  return answer (findings, form, context);
}

static RvExit
check (const char *file, const Wishes *w, const RvReportForm *form, RvReportContext *context)
{
  g_autoptr (RvPlaces) places = rv_places_new ();
  g_autoptr (RvModel) model = rv_source_open_placed (file, w->from, TRUE, places);

  context->file = rv_source_name (file);
  return model != NULL ? judge (model, w, form, context, places) : RV_EXIT_WRONG;
}

/* --migration FILE, and all other FILEs of the call. */
static RvExit
check_migrations (const Wishes *w, char **files, int n_files, const RvReportForm *form, const RvReportContext *context)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  RvMigrationWishes wishes = { NULL, w->schema, w->version, (const char *const *) w->rules, w->assume_transaction };

  for (guint i = 0; w->migrations[i] != NULL; i++)
    g_ptr_array_add (all, w->migrations[i]);
  for (int i = 0; i < n_files; i++)
    g_ptr_array_add (all, files[i]);
  g_ptr_array_add (all, NULL);
  wishes.files = (const char *const *) all->pdata;
  return rv_check_migrations (&wishes, form, context);
}

static gboolean
judges_migrations (char **argv)
{
  for (guint i = 1; argv[i] != NULL; i++)
    if (g_str_equal (argv[i], "--migration") || g_str_has_prefix (argv[i], "--migration="))
      return TRUE;
  return FALSE;
}

RvExit
rv_verb_check (int argc, char **argv)
{
  g_auto (Wishes) w = { NULL };
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &w.format, N_("“text”, “json”, “sarif”, “junit” or “github”"), N_("FORMAT") },
    { "fail-on", 0, 0, G_OPTION_ARG_STRING, &w.fail_on, N_("The least that makes the exit status 1: “error”, “warning” (the default), “info” or “never”"), N_("SEVERITY") },
    { "rule", 0, 0, G_OPTION_ARG_STRING_ARRAY, &w.rules, N_("Judge only by this rule; may be given again"), N_("ID") },
    { "profile", 0, 0, G_OPTION_ARG_STRING, &w.profile, N_("Which rules are on and how hard they judge; “relvar-cli rules” lists the profiles"), N_("PROFILE") },
    { "option", 0, 0, G_OPTION_ARG_STRING_ARRAY, &w.options, N_("An option of a rule; may be given again"), N_("RULE.NAME=VALUE") },
    { "queries", 0, 0, G_OPTION_ARG_STRING, &w.queries, N_("Judge these queries too, by the design"), N_("SQL") },
    { "baseline", 0, 0, G_OPTION_ARG_STRING, &w.baseline, N_("Pass over what stands in this file"), N_("BASELINE") },
    { "write-baseline", 0, 0, G_OPTION_ARG_STRING, &w.write_baseline, N_("Write what there is to this file instead"), N_("BASELINE") },
    { "migration", 0, 0, G_OPTION_ARG_STRING_ARRAY, &w.migrations, N_("Judge this script before it runs, and every FILE after it"), N_("SQL") },
    { "pg-version", 0, 0, G_OPTION_ARG_STRING, &w.version, N_("With --migration: the version of PostgreSQL that it runs on (15)"), N_("NUMBER") },
    { "assume-transaction", 0, 0, G_OPTION_ARG_NONE, &w.assume_transaction, N_("With --migration: the tool that runs it wraps it in a transaction"), NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &w.from, N_("The format of FILE, where its name does not say it"), N_("FORMAT") },
    { NULL },
  };
  /* In place of the option of that name for databases. */
  const GOptionEntry of_migrations[] = {
    { "schema", 0, 0, G_OPTION_ARG_STRING, &w.schema, N_("With --migration: what the first script meets"), N_("FILE") },
    { NULL },
  };
  g_autoptr (GOptionContext) options = rv_verb_options ("check", entries);
  const RvReportForm *form;
  RvReportContext context = { NULL };

  if (judges_migrations (argv))
    g_option_context_add_main_entries (options, of_migrations, GETTEXT_PACKAGE);
  else
    rv_source_add_options (options);
  if (!rv_verb_parse (options, &argc, &argv, 0, G_MAXINT) || !read_fail_on (&w, &context))
    return RV_EXIT_WRONG;
  form = rv_report_form_find (w.format != NULL ? w.format : "text");
  context.rules = w.migrations != NULL ? rv_migration_rules () : NULL;
  if (form != NULL && w.migrations != NULL)
    return check_migrations (&w, argv + 1, argc - 1, form, &context);
  if (!has_one_file (argc, argv) || !has_rules (&w))
    return RV_EXIT_WRONG;
  if (form != NULL)
    return check (argv[1], &w, form, &context);
  rv_say_error (NULL, _("--format cannot be “%s”"), w.format);
  return RV_EXIT_WRONG;
}
