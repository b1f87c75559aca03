/* What we say that a statement locks and does, beside what a running PostgreSQL says of it: each statement of
 * data/locks.sql is run in a transaction; pg_locks and the server's own messages are the truth. */
#include "migrate/locks.h"

#include <string.h>

#include "../postgres.h"
#include "sql/dialect.h"

static RvTestServer *server;

static char *
read_data (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
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

/* ---- the truth ------------------------------------------------------------------------------------ */

/* "name:MODE" lines of the relations that were there before. */
static const char *const before
    = "BEGIN;\n"
      "CREATE TEMP TABLE known AS SELECT c.oid, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace\n"
      "  WHERE nspname IN ('public', 's') AND relkind IN ('r', 'p', 'v', 'm');\n"
      "SET client_min_messages = debug1;\n";
static const char *const after
    = ";\nSET client_min_messages = error;\n"
      "SELECT relname || ':' || mode FROM pg_locks l JOIN known ON known.oid = l.relation WHERE pid = pg_backend_pid() AND granted\n"
      "  AND locktype = 'relation' ORDER BY relname, array_position(ARRAY['AccessExclusiveLock', 'ExclusiveLock', 'ShareRowExclusiveLock',\n"
      "  'ShareLock', 'ShareUpdateExclusiveLock', 'RowExclusiveLock', 'RowShareLock', 'AccessShareLock'], mode);\n"
      "ROLLBACK;\n";

typedef struct {
  char *mode;
  gboolean rewrites, scans, is_proved;
  GPtrArray *builds;
} Facts;

static void
free_facts (gpointer data)
{
  Facts *facts = data;

  g_free (facts->mode);
  g_ptr_array_unref (facts->builds);
  g_free (facts);
}

static Facts *
facts_of (GHashTable *tables, const char *name)
{
  Facts *facts = g_hash_table_lookup (tables, name);

  if (facts != NULL)
    return facts;
  facts = g_new0 (Facts, 1);
  facts->builds = g_ptr_array_new_with_free_func (g_free);
  g_hash_table_insert (tables, g_strdup (name), facts);
  return facts;
}

/* "AccessExclusiveLock" as we write it. */
static char *
mode_words (const char *mode)
{
  GString *words = g_string_new (NULL);

  for (const char *c = mode; *c != '\0' && !g_str_equal (c, "Lock"); c++)
    {
      if (g_ascii_isupper (*c) && words->len > 0)
        g_string_append_c (words, ' ');
      g_string_append_c (words, g_ascii_toupper (*c));
    }
  return g_string_free (words, FALSE);
}

static void
take_locks (GHashTable *tables, const char *output)
{
  g_auto (GStrv) lines = g_strsplit (output, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], ":", 2);
      Facts *facts;

      if (g_strv_length (words) != 2)
        continue;
      facts = facts_of (tables, words[0]);
      if (facts->mode == NULL)
        facts->mode = mode_words (words[1]);
    }
}

/* The n-th name in double quotes. */
static char *
quoted (const char *line, guint n)
{
  g_auto (GStrv) parts = g_strsplit (line, "\"", -1);

  return g_strv_length (parts) > 2 * n ? g_strdup (parts[2 * n - 1]) : NULL;
}

/* The table whose foreign key @name is validated: that of the model, or the one that is altered or attached. */
static char *
validated_table (RvModel *model, const char *name, const char *statement)
{
  const char *attached = strstr (statement, "ATTACH PARTITION ");
  g_auto (GStrv) words = g_strsplit (attached != NULL ? attached : statement, " ", 4);
  const GPtrArray *all = rv_model_all (model, RV_KIND_FOREIGN_KEY);

  for (guint i = 0; i < all->len && attached == NULL; i++)
    if (g_str_equal (rv_record_name (all->pdata[i]), name))
      return g_strdup (rv_record_name (rv_model_get (model, ((RvForeignKey *) all->pdata[i])->table_id)));
  return g_strdup (words[2]);
}

/* A partitioned table has no rows of its own. */
static void
mark_scanned (RvModel *model, GHashTable *tables, const char *name)
{
  const GPtrArray *all = rv_model_all (model, RV_KIND_TABLE);
  gboolean has_partitions = FALSE;

  for (guint i = 0; i < all->len; i++)
    {
      RvObject *whole = rv_model_get (model, ((RvTable *) all->pdata[i])->partition_of_id);

      if (whole == NULL || !g_str_equal (rv_record_name (whole), name))
        continue;
      facts_of (tables, rv_record_name (all->pdata[i]))->scans = TRUE;
      has_partitions = TRUE;
    }
  if (!has_partitions)
    facts_of (tables, name)->scans = TRUE;
}

static void
take_message (RvModel *model, GHashTable *tables, const char *line, const char *statement)
{
  g_autofree char *first = quoted (line, 1), *second = quoted (line, 2);

  if (strstr (line, "DEBUG:") == NULL || first == NULL || strstr (line, "pg_toast") != NULL || strstr (line, "drop auto-cascades") != NULL)
    return;
  if (strstr (line, "rewriting table") != NULL)
    facts_of (tables, first)->rewrites = TRUE;
  else if (strstr (line, "verifying table") != NULL)
    facts_of (tables, first)->scans = TRUE;
  else if (strstr (line, "partition constraint for default partition") != NULL)
    facts_of (tables, first)->is_proved = TRUE;
  else if (strstr (line, "building index") != NULL && second != NULL)
    g_ptr_array_add (facts_of (tables, second)->builds, g_steal_pointer (&first));
  else if (strstr (line, "validating foreign key") != NULL)
    {
      g_autofree char *table = validated_table (model, first, statement);

      mark_scanned (model, tables, table);
    }
}

static GHashTable *
new_tables (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_facts);
}

/* CREATE TABLE reads a default partition without saying so; it says where it does not. */
static void
tell_silent_scans (GHashTable *tables, const char *statement)
{
  GHashTableIter iter;
  gpointer name, facts;

  g_hash_table_iter_init (&iter, tables);
  while (g_str_has_prefix (statement, "CREATE TABLE") && g_hash_table_iter_next (&iter, &name, &facts))
    if (g_str_has_suffix (name, "_rest"))
      ((Facts *) facts)->scans = !((Facts *) facts)->is_proved;
}

static GHashTable *
ask_server (RvModel *model, const char *database, const char *setup, const char *statement, char **error)
{
  g_autofree char *script = g_strconcat (setup != NULL ? setup : "", ";\n", before, statement, after, NULL), *messages = NULL;
  g_autofree char *output = rv_test_server_run (server, database, script, &messages);
  g_auto (GStrv) lines = g_strsplit (messages, "\n", -1);
  GHashTable *tables = new_tables ();

  take_locks (tables, output);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (strstr (lines[i], "ERROR:") != NULL && *error == NULL)
        *error = g_strdup (lines[i]);
      take_message (model, tables, lines[i], statement);
    }
  tell_silent_scans (tables, statement);
  return tables;
}

/* ---- the prediction --------------------------------------------------------------------------------- */

static GHashTable *
ask_us (RvModel *model, const char *setup, const char *statement)
{
  g_autofree char *zone = setup != NULL && strstr (setup, "timezone=") != NULL ? g_strndup (strchr (setup, '\'') + 1, strcspn (strchr (setup, '\'') + 1, "'")) : NULL;
  const RvLockContext context = { model, 15, NULL, zone, 0 };
  g_autoptr (RvLocks) locks = rv_locks_of_text (&context, statement);
  GHashTable *tables = new_tables ();

  g_assert_nonnull (locks);
  for (guint i = 0; i < locks->tables->len; i++)
    {
      const RvTableLock *lock = locks->tables->pdata[i];
      Facts *facts = facts_of (tables, lock->name);

      facts->mode = g_strdup (rv_lock_mode_name (lock->mode));
      facts->rewrites = (lock->work & RV_WORK_REWRITE) != 0;
      facts->scans = (lock->work & RV_WORK_SCAN) != 0 && !facts->rewrites;
      for (guint k = 0; k < lock->indexes->len; k++)
        g_ptr_array_add (facts->builds, g_strdup (lock->indexes->pdata[k]));
    }
  return tables;
}

/* ---- comparing ----------------------------------------------------------------------------------------- */

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* What the server does without a message of its own. */
static gboolean
is_silent (const char *statement, const char *what)
{
  static const char *const silent[][2] = {
    { "CLUSTER", "rewrite" }, { "REFRESH", "rewrite" }, { "ALTER DOMAIN", "scan" }, { "TRUNCATE", "build" },
    { "REFRESH MATERIALIZED VIEW stored WITH NO DATA", "build" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (silent); i++)
    if (g_str_has_prefix (statement, silent[i][0]) && g_str_equal (silent[i][1], what))
      return TRUE;
  return FALSE;
}

static char *
tell (GHashTable *tables, const char *statement)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (tables), (GCompareFunc) strcmp);
  GString *text = g_string_new (NULL);

  for (GList *item = names; item != NULL; item = item->next)
    {
      Facts *facts = g_hash_table_lookup (tables, item->data);

      if (facts->mode == NULL)
        continue;
      g_ptr_array_sort (facts->builds, compare_texts);
      g_string_append_printf (text, "%s%s:%s", text->len > 0 ? ", " : "", (char *) item->data, facts->mode);
      if (facts->rewrites && !is_silent (statement, "rewrite"))
        g_string_append (text, " rewrite");
      else if (facts->scans && !is_silent (statement, "scan"))
        g_string_append (text, " scan");
      for (guint i = 0; i < facts->builds->len && !is_silent (statement, "build"); i++)
        if (i == 0 || !g_str_equal (facts->builds->pdata[i], facts->builds->pdata[i - 1]))
          g_string_append_printf (text, " +%s", (char *) facts->builds->pdata[i]);
    }
  return g_string_free (text, FALSE);
}

/* Returns: whether we say what the server says. */
static gboolean
check_statement (const char *database, RvModel *model, const char *setup, const char *statement)
{
  g_autofree char *error = NULL, *truth = NULL, *ours = NULL;
  g_autoptr (GHashTable) theirs_table = ask_server (model, database, setup, statement, &error);
  g_autoptr (GHashTable) our_table = ask_us (model, setup, statement);

  truth = error != NULL ? g_strdup (error) : tell (theirs_table, statement);
  ours = tell (our_table, statement);
  if (g_str_equal (truth, ours))
    return TRUE;
  g_test_message ("%s\n  server: %s\n  we:     %s", statement, truth, ours);
  return FALSE;
}

static void
test_truth (void)
{
  g_autofree char *base = read_data ("locks-base.sql"), *list = read_data ("locks.sql"), *error = NULL;
  g_auto (GStrv) lines = g_strsplit (list, "\n", -1);
  guint n = 0, n_wrong = 0;
  g_autoptr (RvModel) model = NULL;

  if (server == NULL)
    {
      g_test_skip ("no PostgreSQL server is installed");
      return;
    }
  rv_test_server_reset (server, "locks");
  error = rv_test_server_load (server, "locks", base);
  g_assert_null (error);
  model = read_model (base);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *cut = strchr (lines[i], ';');
      g_autofree char *setup = cut != NULL ? g_strndup (lines[i], (gsize) (cut - lines[i])) : NULL;

      if (lines[i][0] == '\0' || g_str_has_prefix (lines[i], "--"))
        continue;
      n++;
      n_wrong += !check_statement ("locks", model, setup, cut != NULL ? cut + 1 : lines[i]);
    }
  g_test_message ("%u statements, %u wrong", n, n_wrong);
  g_assert_cmpuint (n, >=, 120);
  g_assert_cmpuint (n_wrong, ==, 0);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  server = rv_test_server_start ();
  g_test_add_func ("/migrate/locks/truth", test_truth);
  status = g_test_run ();
  rv_test_server_stop (server);
  return status;
}
