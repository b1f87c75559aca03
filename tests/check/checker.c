/* The checker: what it says after edits is what it would say at first sight, and it asks no more than it must. */
#include "check/settings.h"

#include <string.h>

#include "model/relate.h"
#include "sql/dialect.h"

static const char *const shop
    = "CREATE TABLE customers (id bigint PRIMARY KEY, name text);\n"
      "CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers, made_at timestamp);\n"
      "CREATE TABLE lines (id bigint PRIMARY KEY, order_id bigint REFERENCES orders, sent_at timestamp);\n"
      "CREATE TABLE log (line text);\n";

static RvModel *
read_sql (const char *text)
{
  RvModel *model = rv_model_new ("postgresql");
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Read");
  g_autoptr (RvReport) report = rv_report_new ("test");

  rv_edit_set_initial (edit);
  g_assert_true (rv_dialect_find ("postgresql")->read (edit, text, strlen (text), report, NULL, NULL, NULL, NULL));
  g_assert_true (rv_edit_commit (edit, NULL));
  return model;
}

static RvTable *
table_of (RvModel *model, const char *name)
{
  return rv_model_find (model, RV_KIND_TABLE, ((RvObject *) rv_model_find (model, RV_KIND_SCHEMA, 0, "public"))->id, name);
}

/* "X1 public.orders… | …", ranked. */
static char *
tell (RvChecker *checker)
{
  GPtrArray *findings = rv_checker_findings (checker);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      RvFinding *finding = findings->pdata[i];

      g_string_append_printf (text, "%s%s %s: %s", i > 0 ? "\n" : "", rv_severity_word (finding->severity), rv_finding_fingerprint (finding),
                              finding->message);
    }
  return g_string_free (text, FALSE);
}

static void
assert_like_new (RvChecker *checker)
{
  g_autoptr (RvChecker) fresh = rv_checker_new (rv_checker_model (checker));
  g_autofree char *own = tell (checker), *theirs = tell (fresh);

  g_assert_cmpstr (own, ==, theirs);
}

static void
commit (RvEdit *edit)
{
  g_autoptr (GError) error = NULL;

  rv_edit_commit (edit, &error);
  g_assert_no_error (error);
  rv_edit_free (edit);
}

static RvFinding *
find (RvChecker *checker, const char *rule)
{
  GPtrArray *findings = rv_checker_findings (checker);

  for (guint i = 0; i < findings->len; i++)
    if (strcmp (((RvFinding *) findings->pdata[i])->rule->id, rule) == 0)
      return findings->pdata[i];
  return NULL;
}

static void
test_edits (void)
{
  g_autoptr (RvModel) model = read_sql (shop);
  g_autoptr (RvChecker) checker = rv_checker_new (model);
  RvEdit *edit;

  assert_like_new (checker);
  edit = rv_edit_begin (model, "Rename");
  rv_edit_set_text (edit, table_of (model, "customers"), RvTable_name, "people");
  commit (edit);
  assert_like_new (checker);
  edit = rv_edit_begin (model, "Remove");
  rv_edit_remove (edit, table_of (model, "orders"));
  commit (edit);
  assert_like_new (checker);
  g_assert_true (rv_model_undo (model, NULL));
  assert_like_new (checker);
  edit = rv_edit_begin (model, "Relate");
  g_assert_nonnull (rv_relate_tables (edit, table_of (model, "orders"), table_of (model, "people"), RV_RELATION_OPTIONAL, 0, 0, NULL));
  rv_design_add_table (edit, table_of (model, "orders")->schema_id, "more");
  rv_edit_set_text (edit, rv_model_find (model, RV_KIND_SCHEMA, 0, "public"), RvSchema_name, "shop");
  commit (edit);
  assert_like_new (checker);
  while (rv_model_undo (model, NULL))
    assert_like_new (checker);
}

/* A design may change before it is looked at for the first time. */
static void
test_edit_before_first_sight (void)
{
  g_autoptr (RvModel) model = read_sql (shop);
  g_autoptr (RvChecker) checker = rv_checker_new (model);
  RvEdit *edit = rv_edit_begin (model, "Remove");

  rv_edit_remove (edit, table_of (model, "orders"));
  commit (edit);
  assert_like_new (checker);
}

/* An edit of a table that nothing refers to asks nobody about the others; a drag asks nobody at all. */
static void
test_asks_little (void)
{
  g_autoptr (RvModel) model = read_sql (shop);
  g_autoptr (RvChecker) checker = rv_checker_new (model);
  guint64 first, second;
  RvEdit *edit;
  RvObject *box;

  rv_checker_update (checker);
  first = rv_checker_n_run (checker);
  edit = rv_edit_begin (model, "Comment");
  rv_edit_set_text (edit, table_of (model, "log"), RvTable_comment, "What happened");
  commit (edit);
  g_assert_true (rv_checker_update (checker));
  second = rv_checker_n_run (checker);
  g_assert_cmpuint (second - first, <, first / 2);
  edit = rv_edit_begin (model, "Drag");
  box = rv_edit_insert (edit, RV_KIND_BOX, ((RvObject *) rv_edit_insert (edit, RV_KIND_DIAGRAM, 0))->id);
  rv_edit_set_number (edit, box, RvBox_object_id, table_of (model, "log")->object.id);
  rv_edit_set_text (edit, rv_model_get (model, rv_record_parent (box)), RvDiagram_name, "d");
  commit (edit);
  g_assert_false (rv_checker_update (checker));
  g_assert_cmpuint (rv_checker_n_run (checker), ==, second);
}

static void
test_groups (void)
{
  g_autoptr (RvModel) model = read_sql (shop);
  g_autoptr (RvChecker) checker = rv_checker_new (model);
  RvFinding *comments = find (checker, "M10");
  g_autoptr (GArray) objects = rv_finding_objects (comments);

  g_assert_cmpuint (comments->members->len, ==, 4);
  g_assert_cmpuint (comments->evidence->len, ==, 4);
  g_assert_cmpuint (objects->len, ==, 4);
  g_assert_nonnull (strstr (comments->message, "4"));
}

static void
test_fix_is_one_step (void)
{
  g_autoptr (RvModel) model = read_sql (shop);
  g_autoptr (RvChecker) checker = rv_checker_new (model);
  RvEdit *edit;

  g_assert_cmpuint (find (checker, "T2")->members->len, ==, 2);
  edit = rv_edit_begin (model, "Fix");
  g_assert_true (rv_finding_fix (find (checker, "T2"), edit, NULL));
  commit (edit);
  g_assert_null (find (checker, "T2"));
  g_assert_true (rv_model_undo (model, NULL));
  g_assert_nonnull (find (checker, "T2"));
}

static void
test_preview (void)
{
  g_autoptr (RvModel) model = read_sql (shop);
  g_autoptr (RvChecker) checker = rv_checker_new (model);
  g_autofree char *before = tell (checker);
  g_autofree char *preview = rv_finding_preview (find (checker, "X1"), model, NULL);
  g_autofree char *after = NULL;

  g_assert_cmpstr (preview, ==, "+CREATE INDEX lines_order_id_idx ON public.lines USING btree (order_id);\n");
  g_assert_false (rv_checker_update (checker));
  after = tell (checker);
  g_assert_cmpstr (before, ==, after);
}

static void
test_stale_fix (void)
{
  g_autoptr (RvModel) model = read_sql (shop);
  g_autoptr (RvChecker) checker = rv_checker_new (model);
  g_autoptr (RvFinding) finding = rv_finding_ref (find (checker, "X1"));
  g_autoptr (GError) error = NULL;
  RvEdit *edit = rv_edit_begin (model, "Remove");

  rv_edit_remove (edit, table_of (model, "lines"));
  commit (edit);
  edit = rv_edit_begin (model, "Fix");
  g_assert_false (rv_finding_fix (finding, edit, &error));
  g_assert_error (error, RV_MODEL_ERROR, RV_MODEL_ERROR_INVALID);
  rv_edit_free (edit);
}

static void
test_waivers (void)
{
  g_autoptr (RvModel) model = read_sql (shop);
  g_autoptr (RvChecker) checker = rv_checker_new (model);
  RvEdit *edit = rv_edit_begin (model, "Waive");
  RvWaiver *waiver;

  rv_finding_waive (find (checker, "I1"), edit, "Nothing refers to it", "me", NULL);
  commit (edit);
  g_assert_null (find (checker, "I1"));
  g_assert_cmpuint (rv_checker_waived (checker)->len, ==, 1);
  waiver = rv_model_all (model, RV_KIND_WAIVER)->pdata[0];
  g_assert_cmpint (((RvFinding *) rv_checker_waived (checker)->pdata[0])->waiver, ==, waiver->object.id);
  edit = rv_edit_begin (model, "Until");
  rv_edit_set_text (edit, waiver, RvWaiver_expires_at, "2001-01-01");
  commit (edit);
  g_assert_nonnull (strstr (find (checker, "I1")->note, "Nothing refers to it"));
  edit = rv_edit_begin (model, "Until");
  rv_edit_set_text (edit, waiver, RvWaiver_expires_at, "9999-01-01");
  commit (edit);
  g_assert_null (find (checker, "I1"));
}

static void
test_baseline (void)
{
  g_autoptr (RvModel) model = read_sql (shop);
  g_autoptr (RvChecker) checker = rv_checker_new (model);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_add (known, (gpointer) "I1 public.log");
  g_hash_table_add (known, (gpointer) "M10 public.log");
  rv_checker_set_baseline (checker, known);
  g_assert_null (find (checker, "I1"));
  g_assert_cmpuint (find (checker, "M10")->members->len, ==, 3);
}

static void
test_profiles (void)
{
  g_autoptr (RvModel) model = read_sql (shop);
  g_autoptr (RvChecker) checker = rv_checker_new (model);

  g_assert_true (rv_checker_set_profile (checker, "legacy"));
  g_assert_null (find (checker, "M10"));
  g_assert_cmpint (find (checker, "X1")->severity, ==, RV_SEVERITY_INFO);
  g_assert_true (rv_checker_set_profile (checker, "strict"));
  g_assert_cmpint (find (checker, "M10")->severity, ==, RV_SEVERITY_WARNING);
  g_assert_true (rv_checker_set_profile (checker, "mysql"));
  g_assert_null (find (checker, "T2"));
  g_assert_false (rv_checker_set_profile (checker, "oracle"));
}

static void
count (RvChecker *checker, guint *n)
{
  (*n)++;
}

static void
test_automatic (void)
{
  g_autoptr (RvModel) model = read_sql (shop);
  g_autoptr (RvChecker) checker = rv_checker_new (model);
  guint n = 0;
  RvEdit *edit;

  g_signal_connect (checker, "changed", G_CALLBACK (count), &n);
  rv_checker_set_automatic (checker, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (n, ==, 1);
  edit = rv_edit_begin (model, "Comment");
  rv_edit_set_text (edit, table_of (model, "log"), RvTable_comment, "What happened");
  commit (edit);
  g_assert_cmpuint (n, ==, 1);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (n, ==, 2);
}

/* What the project says is what the checker does, also after undo; other edits do not make it look at everything. */
static void
test_settings (void)
{
  g_autoptr (RvModel) model = read_sql (shop);
  g_autoptr (RvChecker) checker = rv_checker_new (model);
  const RvRule *rule = rv_rule_find ("X1");
  g_autofree char *first = tell (checker);
  guint64 n_run;

  rv_check_settings_follow (checker);
  g_assert_cmpstr (rv_check_settings_profile (model), ==, "default");
  {
    g_autoptr (RvEdit) edit = rv_edit_begin (model, "Judge");

    rv_check_settings_set_profile (edit, "legacy");
    rv_check_settings_set_rule (edit, rule, RvRuleSwitch_ON, RvRuleSeverity_ERROR);
    g_assert_true (rv_edit_commit (edit, NULL));
  }
  rv_checker_update (checker);
  {
    g_autofree char *now = tell (checker);

    g_assert_cmpstr (now, !=, first);
    g_assert_nonnull (strstr (now, "error X1 "));
  }
  n_run = rv_checker_n_run (checker);
  {
    g_autoptr (RvEdit) edit = rv_edit_begin (model, "Rename");

    rv_edit_set_text (edit, rv_model_project (model), RvProject_name, "Other");
    g_assert_true (rv_edit_commit (edit, NULL));
  }
  rv_checker_update (checker);
  g_assert_cmpuint (rv_checker_n_run (checker) - n_run, <, 200);
  g_assert_true (rv_model_undo (model, NULL));
  g_assert_true (rv_model_undo (model, NULL));
  {
    g_autofree char *now = tell (checker);

    g_assert_cmpstr (now, ==, first);
  }
}

/* A row that has nothing left to say is gone. */
static void
test_rule_settings (void)
{
  g_autoptr (RvModel) model = read_sql (shop);
  const RvRule *rule = NULL;
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Judge");
  g_autofree char *value = NULL;

  for (guint i = 0; rule == NULL && i < rv_rules ()->len; i++)
    if (((const RvRule *) rv_rules ()->pdata[i])->options != NULL)
      rule = rv_rules ()->pdata[i];
  rv_check_settings_set_option (edit, rule, rule->options->name, "77");
  value = rv_check_settings_option (model, rule, rule->options->name);
  g_assert_cmpstr (value, ==, "77");
  rv_check_settings_set_rule (edit, rule, RvRuleSwitch_OFF, RvRuleSeverity_PROFILE);
  g_assert_cmpuint (rv_model_all (model, RV_KIND_RULE_SETTING)->len, ==, 1);
  rv_check_settings_set_rule (edit, rule, RvRuleSwitch_PROFILE, RvRuleSeverity_PROFILE);
  g_assert_nonnull (rv_check_settings_of (model, rule));
  rv_check_settings_set_option (edit, rule, rule->options->name, NULL);
  g_assert_null (rv_check_settings_of (model, rule));
  rv_check_settings_set_rule (edit, rule, RvRuleSwitch_OFF, RvRuleSeverity_INFO);
  rv_check_settings_reset (edit);
  g_assert_cmpuint (rv_model_all (model, RV_KIND_RULE_SETTING)->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/checker/edits", test_edits);
  g_test_add_func ("/checker/edit-before-first-sight", test_edit_before_first_sight);
  g_test_add_func ("/checker/asks-little", test_asks_little);
  g_test_add_func ("/checker/groups", test_groups);
  g_test_add_func ("/checker/fix-is-one-step", test_fix_is_one_step);
  g_test_add_func ("/checker/preview", test_preview);
  g_test_add_func ("/checker/stale-fix", test_stale_fix);
  g_test_add_func ("/checker/waivers", test_waivers);
  g_test_add_func ("/checker/baseline", test_baseline);
  g_test_add_func ("/checker/profiles", test_profiles);
  g_test_add_func ("/checker/automatic", test_automatic);
  g_test_add_func ("/checker/settings", test_settings);
  g_test_add_func ("/checker/rule-settings", test_rule_settings);
  return g_test_run ();
}
