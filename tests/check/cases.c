/* Every rule fires where it should and is silent where it should be, and its fix removes what it found, on a real server too. */
#include <string.h>

#include "../postgres.h"
#include "case.h"
#include "sql/dialect.h"

static RvTestServer *server;

/* ---- firing and silence ---------------------------------------------------------------------------------------- */

static gboolean
is_judged (const RvRule *rule)
{
  return rule->needs == RV_NEEDS_DESIGN;
}

static GPtrArray *
parts_of (RvChecker *checker)
{
  GPtrArray *findings = rv_checker_findings (checker);
  GPtrArray *all = g_ptr_array_new ();

  for (guint i = 0; i < findings->len; i++)
    {
      g_autoptr (GPtrArray) parts = rv_finding_parts (findings->pdata[i]);

      for (guint k = 0; k < parts->len; k++)
        g_ptr_array_add (all, parts->pdata[k]);
    }
  return all;
}

static gboolean
is_called (const RvFinding *finding, const char *name)
{
  return strcmp (finding->name, name) == 0
         || (g_str_has_prefix (finding->name, "public.") && strcmp (finding->name + strlen ("public."), name) == 0);
}

static void
assert_expected (RvCase *c, GPtrArray *findings)
{
  for (guint i = 0; i < c->expected->len; i++)
    {
      gboolean found = FALSE;

      for (guint k = 0; !found && k < findings->len; k++)
        found = is_called (findings->pdata[k], c->expected->pdata[i]);
      if (!found)
        g_error ("%s: nothing is said about %s", c->path, (char *) c->expected->pdata[i]);
    }
  for (guint k = 0; c->expected->len > 0 && k < findings->len; k++)
    {
      gboolean wanted = FALSE;

      for (guint i = 0; !wanted && i < c->expected->len; i++)
        wanted = is_called (findings->pdata[k], c->expected->pdata[i]);
      if (!wanted)
        g_error ("%s: not expected: %s", c->path, ((RvFinding *) findings->pdata[k])->message);
    }
}

static void
test_case (gconstpointer data)
{
  g_autoptr (RvCase) c = rv_case_new (data);
  g_autoptr (RvChecker) checker = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  g_assert_nonnull (rv_rule_find (c->rule));
  checker = rv_case_check (c, c->model);
  findings = parts_of (checker);
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", ((RvFinding *) findings->pdata[i])->message);
  if (c->fires && findings->len == 0)
    g_error ("%s: %s does not fire", c->path, c->rule);
  if (!c->fires && findings->len > 0)
    g_error ("%s: %s fires: %s", c->path, c->rule, ((RvFinding *) findings->pdata[0])->message);
  assert_expected (c, findings);
}

static void
test_both_kinds (gconstpointer data)
{
  const RvRule *rule = data;
  g_autoptr (GPtrArray) paths = rv_case_paths (rule->id);
  guint n_fires = 0;

  for (guint i = 0; i < paths->len; i++)
    n_fires += strstr (paths->pdata[i], "-fires") != NULL;
  g_assert_cmpuint (n_fires, >, 0);
  g_assert_cmpuint (paths->len - n_fires, >, 0);
}

/* ---- rows ----------------------------------------------------------------------------------------------------------- */

static void
test_rows (void)
{
  const GPtrArray *rules = rv_rules ();

  for (guint i = 0; i < rules->len; i++)
    {
      const RvRule *rule = rules->pdata[i];

      g_test_message ("%s", rule->id);
      g_assert_true (rule->title != NULL && *rule->title != '\0' && !g_str_has_suffix (rule->title, "."));
      g_assert_true (rule->explanation != NULL && g_str_has_suffix (rule->explanation, "."));
      g_assert_true ((rule->fix == NULL) == (rule->fix_label == NULL));
      g_assert_true ((rule->check == NULL) == (rule->needs == RV_NEEDS_SERVER) || rule->needs == RV_NEEDS_MIGRATION);
      g_assert_true (rule->check == NULL || rule->needs == RV_NEEDS_MIGRATION || rule->subject != RV_KIND_NONE);
      g_assert_true (rule->subject != RV_KIND_PROJECT || rule->reads != NULL || rule->check == NULL);
      g_assert_true (rv_rule_find (rule->id) == rule);
    }
}

/* ---- fixes ------------------------------------------------------------------------------------------------------------ */

static void
fix_all (RvCase *c, RvChecker *checker)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (c->model, "Fix");
  g_autoptr (GPtrArray) findings = g_ptr_array_ref (rv_checker_findings (checker));
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < findings->len; i++)
    if (((RvFinding *) findings->pdata[i])->has_fix)
      {
        rv_finding_fix (findings->pdata[i], edit, &error);
        g_assert_no_error (error);
      }
  rv_edit_commit (edit, &error);
  g_assert_no_error (error);
}

static guint
count_fixable (RvChecker *checker)
{
  g_autoptr (GPtrArray) findings = parts_of (checker);
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    n += ((RvFinding *) findings->pdata[i])->has_fix;
  return n;
}

/* What is written of the fixed design is the fixed design. */
static void
read_again (RvCase *c, const char *sql)
{
  g_autoptr (RvModel) model = rv_model_new ("postgresql");
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Read");
  g_autoptr (RvReport) report = rv_report_new (c->path);
  g_autoptr (RvChecker) checker = NULL;

  rv_edit_set_initial (edit);
  g_assert_true (rv_dialect_of (c->model)->read (edit, sql, strlen (sql), report, NULL, NULL, NULL, NULL));
  g_assert_true (rv_edit_commit (edit, NULL));
  checker = rv_case_check (c, model);
  if (count_fixable (checker) > 0)
    g_error ("%s: fixed and written, but: %s\n%s", c->path, ((RvFinding *) rv_checker_findings (checker)->pdata[0])->message, sql);
}

static void
load (RvCase *c)
{
  const RvWriteOptions options = { 0 };
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autofree char *failure = NULL;

  g_assert_true (rv_dialect_of (c->model)->write (c->model, &options, sql, NULL));
  read_again (c, sql->str);
  if (server == NULL)
    return;
  rv_test_server_reset (server, "fixed");
  failure = rv_test_server_load (server, "fixed", sql->str);
  if (failure != NULL)
    g_error ("%s, fixed: %s\n%s", c->path, failure, sql->str);
}

static void
test_fix (gconstpointer data)
{
  g_autoptr (RvCase) c = rv_case_new (data);
  g_autoptr (RvChecker) checker = rv_case_check (c, c->model);

  if (count_fixable (checker) == 0)
    return;
  for (guint i = 0; i < rv_checker_findings (checker)->len; i++)
    {
      g_autoptr (GError) error = NULL;
      RvFinding *finding = rv_checker_findings (checker)->pdata[i];
      g_autofree char *preview = finding->has_fix ? rv_finding_preview (finding, c->model, &error) : g_strdup ("+");

      g_assert_no_error (error);
      g_assert_cmpstr (preview, !=, "");
    }
  fix_all (c, checker);
  if (count_fixable (checker) > 0)
    g_error ("%s: fixed, but: %s", c->path, ((RvFinding *) rv_checker_findings (checker)->pdata[0])->message);
  load (c);
  g_assert_true (rv_model_undo (c->model, NULL));
  g_assert_cmpuint (count_fixable (checker), >, 0);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) paths = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  paths = rv_case_paths (NULL);
  server = rv_test_server_start ();
  g_test_add_func ("/check/rows", test_rows);
  for (guint i = 0; i < rv_rules ()->len; i++)
    {
      const RvRule *rule = rv_rules ()->pdata[i];
      g_autofree char *name = g_strdup_printf ("/check/cases/%s", rule->id);

      if (is_judged (rule))
        g_test_add_data_func (name, rule, test_both_kinds);
    }
  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *base = g_path_get_basename (paths->pdata[i]);
      g_autofree char *name = g_strdup_printf ("/check/case/%s", base), *fix = g_strdup_printf ("/check/fix/%s", base);

      g_test_add_data_func (name, paths->pdata[i], test_case);
      if (strstr (base, "-fires") != NULL)
        g_test_add_data_func (fix, paths->pdata[i], test_fix);
    }
  result = g_test_run ();
  g_clear_pointer (&server, rv_test_server_stop);
  return result;
}
