/* What the rules for migrations say of data/lint-cases.sql: each has a script that it must speak of and one that it must not. */
#include "migrate/lint/files.h"

#include <string.h>

#include "sql/dialect.h"

typedef struct {
  char *rule;
  gboolean fires;
  GString *schema, *script;
  char *version;
  gboolean has_schema, assume_transaction;
  guint line;
} Case;

static void
free_case (gpointer data)
{
  Case *c = data;

  g_free (c->rule);
  g_free (c->version);
  g_string_free (c->schema, TRUE);
  g_string_free (c->script, TRUE);
  g_free (c);
}

/* "-- case: M01 fires", "-- schema: CREATE …", "-- version: 14.2", "-- transaction" */
static gboolean
read_head (Case **current, GPtrArray *all, const char *line, guint number)
{
  if (g_str_has_prefix (line, "-- case: "))
    {
      g_auto (GStrv) words = g_strsplit (line + strlen ("-- case: "), " ", 2);
      Case *c = g_new0 (Case, 1);

      c->rule = g_strdup (words[0]);
      c->fires = g_str_equal (words[1], "fires");
      g_assert_true (c->fires || g_str_equal (words[1], "silent"));
      c->schema = g_string_new (NULL);
      c->script = g_string_new (NULL);
      c->line = number;
      g_ptr_array_add (all, c);
      *current = c;
    }
  else if (g_str_has_prefix (line, "-- schema: "))
    {
      g_string_append_printf ((*current)->schema, "%s\n", line + strlen ("-- schema: "));
      (*current)->has_schema = TRUE;
    }
  else if (g_str_has_prefix (line, "-- version: "))
    (*current)->version = g_strdup (line + strlen ("-- version: "));
  else if (g_str_equal (line, "-- transaction"))
    (*current)->assume_transaction = TRUE;
  else
    return FALSE;
  return TRUE;
}

static GPtrArray *
read_cases (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "lint-cases.sql", NULL), *text = NULL;
  GPtrArray *all = g_ptr_array_new_with_free_func (free_case);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  Case *current = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (!read_head (&current, all, lines[i], i + 1) && current != NULL)
      g_string_append_printf (current->script, "%s\n", lines[i]);
  return all;
}

static RvModel *
read_model (const char *text)
{
  RvModel *model = rv_model_new ("postgresql");
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Import");
  g_autoptr (RvReport) report = rv_report_new ("test.sql");
  g_autoptr (GError) error = NULL;

  rv_edit_set_initial (edit);
  g_assert_true (rv_postgresql.read (edit, text, strlen (text), report, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (rv_edit_commit (edit, &error));
  return model;
}

static RvLint *
judge (const Case *c)
{
  g_autoptr (RvModel) schema = c->has_schema ? read_model (c->schema->str) : NULL;
  const char *only[] = { c->rule, NULL };
  const RvLintOptions options = { schema, "test.sql", c->version, NULL, c->assume_transaction, only };

  return rv_migration_script (&options, c->script->str, c->script->len);
}

static void
test_cases (void)
{
  g_autoptr (GPtrArray) cases = read_cases ();
  guint n_wrong = 0;

  for (guint i = 0; i < cases->len; i++)
    {
      const Case *c = cases->pdata[i];
      g_autoptr (RvLint) lint = judge (c);

      if ((lint->findings->len > 0) == c->fires)
        continue;
      n_wrong++;
      g_test_message ("lint-cases.sql:%u: %s %s: %s", c->line, c->rule, c->fires ? "is silent" : "fires",
                      c->fires ? c->script->str : ((RvFinding *) lint->findings->pdata[0])->message);
    }
  g_test_message ("%u cases, %u wrong", cases->len, n_wrong);
  g_assert_cmpuint (n_wrong, ==, 0);
}

/* Each rule that looks at statements has both sorts of case; each finding says what to do. */
static void
test_rules (void)
{
  const GPtrArray *rules = rv_migration_rules ();
  g_autoptr (GPtrArray) cases = read_cases ();

  g_assert_cmpuint (rules->len, ==, 85);
  for (guint i = 0; i < rules->len; i++)
    {
      const RvRule *rule = rules->pdata[i];
      guint n[2] = { 0 };

      g_assert_true (g_str_has_suffix (rule->explanation, "."));
      g_assert_true (rv_migration_rule_find (rule->id) == rule);
      for (guint k = 0; k < cases->len; k++)
        if (g_str_equal (((Case *) cases->pdata[k])->rule, rule->id))
          n[((Case *) cases->pdata[k])->fires]++;
      if (rule->check != NULL && (n[0] == 0 || n[1] == 0))
        g_error ("%s has %u silent cases and %u that fire", rule->id, n[0], n[1]);
    }
}

/* What is offered as safe is taken by the parser, and is safe. */
static void
test_remedies (void)
{
  g_autoptr (GPtrArray) cases = read_cases ();
  guint n = 0;

  for (guint i = 0; i < cases->len; i++)
    {
      g_autoptr (RvLint) lint = judge (cases->pdata[i]);

      for (guint k = 0; k < lint->findings->len; k++)
        {
          const RvFinding *finding = lint->findings->pdata[k];
          const RvLockContext context = { NULL };
          const char *end = finding->remedy != NULL ? strchr (finding->remedy, '\n') : NULL;
          g_autofree char *first = end != NULL ? g_strndup (finding->remedy, (gsize) (end - finding->remedy)) : g_strdup (finding->remedy);
          g_autoptr (RvLocks) locks = NULL;

          g_assert_nonnull (finding->remedy);
          if (!g_str_has_suffix (first, ";") || strstr (first, "…") != NULL)
            continue;
          locks = rv_locks_of_text (&context, first);
          if (locks == NULL)
            g_error ("%s: %s", finding->rule->id, first);
          n++;
        }
    }
  g_assert_cmpuint (n, >, 20);
}

/* ---- places, comments, files ------------------------------------------------------------------------------- */

static char *
tell (const RvLint *lint)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lint->findings->len; i++)
    {
      const RvFinding *finding = lint->findings->pdata[i];

      g_string_append_printf (text, "%s%s:%u:%u", i > 0 ? " " : "", finding->rule->id, finding->position.line, finding->position.column);
    }
  return g_string_free (text, FALSE);
}

static void
assert_says (const char *script, const char *only, const char *expected)
{
  g_auto (GStrv) rules = g_strsplit (only, " ", -1);
  const RvLintOptions options = { NULL, "test.sql", NULL, NULL, FALSE, (const char *const *) rules };
  g_autoptr (RvLint) lint = rv_migration_script (&options, script, strlen (script));
  g_autofree char *said = tell (lint);

  g_assert_cmpstr (said, ==, expected);
}

static void
test_places (void)
{
  assert_says ("-- first\n\n  CREATE INDEX ON t (a);\nALTER TABLE t\n  ADD COLUMN z int NOT NULL;\n", "M01 M28", "M01:3:3 M28:5:14");
  assert_says ("/* ä */ BEGIN;\nSELECT 1;", "M70", "M70:1:9");
  assert_says ("", "M01 M70", "");
  assert_says ("SELEC 1;", "M77", "M77:1:1");
}

static void
test_comments (void)
{
  assert_says ("-- relvar: allow M01 small table\nCREATE INDEX ON t (a);\nCREATE INDEX ON t (b);", "M01 M77", "M01:3:1");
  assert_says ("CREATE INDEX ON t (a); -- relvar: allow M01, M64 small\nCREATE INDEX ON t (b);", "M01 M77", "M01:2:1");
  assert_says ("-- relvar: allow-file M01 all small\nCREATE INDEX ON t (a);\nCREATE INDEX ON t (b);", "M01 M77", "");
  assert_says ("-- squawk-ignore require-concurrent-index-creation\nCREATE INDEX ON t (a);", "M01 M77", "");
  assert_says ("-- squawk-ignore-file ban-drop-column,ban-drop-table\nDROP TABLE t;\nALTER TABLE u DROP COLUMN a;", "M34 M40 M77", "");
  assert_says ("-- squawk-ignore\nDROP TABLE t;", "M40 M77", "");
  assert_says ("-- relvar: allow M40 not here\nSELECT 1;", "M40 M77", "M77:1:1");
  assert_says ("ALTER TABLE t\n  -- squawk-ignore ban-drop-column\n  DROP COLUMN a;", "M34 M77", "");
}

static void
test_files (void)
{
  const char *only[] = { "M28", "M78", "M79", NULL };
  g_autoptr (RvModel) schema = read_model ("CREATE TABLE t (id int);");
  const RvLintOptions options = { schema, NULL, NULL, NULL, FALSE, only };
  g_autoptr (RvLintSession) session = rv_migration_session_new (&options);
  static const struct {
    const char *file, *text, *expected;
  } files[] = {
    { "0002_a.sql", "ALTER TABLE t ADD COLUMN a int NOT NULL;", "M28:1:26" },
    { "0003_b.sql", "-- migrate:up\nCREATE TABLE u (id int);\n-- migrate:down\nALTER TABLE t ADD COLUMN b int NOT NULL;", "" },
    { "0001_c.sql", "ALTER TABLE u ADD COLUMN a int NOT NULL;", "M28:1:26 M78:0:0" },
    { "0004_d.sql", "-- migrate:up\nSELECT 1;\n", "M79:0:0" },
    { "0005_e.up.sql", "SELECT 1;\n", "M79:0:0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (RvLint) lint = rv_migration_session_judge (session, files[i].file, files[i].text);
      g_autofree char *said = tell (lint);

      g_assert_cmpstr (said, ==, files[i].expected);
    }
}

static void
test_time_zone (void)
{
  g_autofree char *first = rv_migration_time_zone ("SET timezone = 'UTC';"), *second = rv_migration_time_zone ("SELECT 1; SET TIME ZONE 'Europe/Berlin';\nSET x = 1;");
  g_autofree char *none = rv_migration_time_zone ("SELECT 'SET timezone';");

  g_assert_cmpstr (first, ==, "UTC");
  g_assert_cmpstr (second, ==, "Europe/Berlin");
  g_assert_null (none);
}

/* No text may crash or hang it. */
static void
test_hostile (void)
{
  g_autoptr (GString) deep = g_string_new ("ALTER TABLE t ADD CHECK (");
  static const char *const texts[] = { "\xef\xbb\xbf;", ";;;", "'", "$$", "/*", "-- squawk-ignore", "BEGIN", "COMMIT;COMMIT;ROLLBACK;", "ALTER TABLE t", "DROP TABLE",
                                       "ALTER TABLE ONLY \"\".t ADD COLUMN a int;", "\\connect x", "COPY t FROM stdin;\n1\n\\.\n", "CREATE TABLE t () INHERITS (t);",
                                       "CREATE TABLE a PARTITION OF a DEFAULT;", "ALTER TABLE a ATTACH PARTITION a DEFAULT;", "DROP TABLE a, a CASCADE;" };
  const RvLintOptions options = { NULL };

  for (guint i = 0; i < 5000; i++)
    g_string_append (deep, "(");
  g_string_append (deep, "1");
  for (guint i = 0; i < 5000; i++)
    g_string_append (deep, ")");
  g_string_append (deep, " > 0);");
  rv_migration_free (rv_migration_script (&options, deep->str, deep->len));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    rv_migration_free (rv_migration_script (&options, texts[i], strlen (texts[i])));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/migrate/lint/cases", test_cases);
  g_test_add_func ("/migrate/lint/rules", test_rules);
  g_test_add_func ("/migrate/lint/remedies", test_remedies);
  g_test_add_func ("/migrate/lint/places", test_places);
  g_test_add_func ("/migrate/lint/comments", test_comments);
  g_test_add_func ("/migrate/lint/files", test_files);
  g_test_add_func ("/migrate/lint/time-zone", test_time_zone);
  g_test_add_func ("/migrate/lint/hostile", test_hostile);
  return g_test_run ();
}
