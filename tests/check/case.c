/* Reads case files. */
#include "case.h"

#include <stdlib.h>
#include <string.h>

#include "sql/dialect.h"
#include "sql/rename.h"

/* ---- which there are ------------------------------------------------------------------------------------ */

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
rv_case_paths (const char *rule)
{
  const char *folder = g_getenv ("RELVAR_CHECK_CASES");
  g_autofree char *prefix = rule != NULL ? g_strconcat (rule, "-", NULL) : NULL;
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) error = NULL;
  const char *name;

  g_assert_nonnull (folder);
  dir = g_dir_open (folder, 0, &error);
  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".sql") && (prefix == NULL || g_str_has_prefix (name, prefix)))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_texts);
  return paths;
}

/* ---- the design --------------------------------------------------------------------------------------------- */

static void
read_sql (RvModel *model, const char *path, const char *text)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Read");
  g_autoptr (RvReport) report = rv_report_new (path);
  g_autoptr (GError) error = NULL;

  rv_edit_set_initial (edit);
  if (*g_strstrip ((char *) text) == '\0')
    return;
  g_assert_true (rv_dialect_find ("postgresql")->read (edit, text, strlen (text), report, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < report->messages->len; i++)
    if (((RvMessage *) report->messages->pdata[i])->level == RV_MESSAGE_ERROR)
      g_error ("%s: %s", path, ((RvMessage *) report->messages->pdata[i])->text);
  g_assert_true (rv_edit_commit (edit, &error));
}

/* The object called @path: "orders", "orders.id", "sales.orders.orders_pkey". */
static RvObject *
find (RvModel *model, const char *path)
{
  g_autofree char *in_public = g_strconcat ("public.", path, NULL);

  for (RvKind kind = 1; kind < RV_N_KINDS; kind++)
    {
      const GPtrArray *all = rv_model_all (model, kind);

      for (guint i = 0; i < all->len; i++)
        {
          g_autofree char *own = rv_object_path (model, all->pdata[i]);

          if (strcmp (own, path) == 0 || strcmp (own, in_public) == 0)
            return all->pdata[i];
        }
    }
  g_error ("There is no “%s”", path);
}

static void
set_field (RvEdit *edit, RvObject *object, const char *assignment)
{
  g_auto (GStrv) halves = g_strsplit (assignment, "=", 2);
  int field = rv_field_by_name (object->kind, halves[0]);
  const RvField *info = field >= 0 && halves[1] != NULL ? rv_field_info (field) : NULL;

  if (info == NULL)
    g_error ("“%s” sets no field of %s", assignment, rv_kind_info (object->kind)->name);
  if (info->type == RV_FIELD_TEXT)
    rv_sql_set_text (edit, object, field, halves[1]);
  else if (info->type == RV_FIELD_REAL)
    rv_edit_set_real (edit, object, field, g_ascii_strtod (halves[1], NULL));
  else if (info->type == RV_FIELD_WORD)
    rv_edit_set_number (edit, object, field, rv_field_word (info, halves[1]));
  else if (info->type == RV_FIELD_REF)
    rv_edit_set_number (edit, object, field, find (rv_edit_model (edit), halves[1])->id);
  else
    rv_edit_set_number (edit, object, field, atoll (halves[1]));
}

/* "volumes orders rows_now=1000": a new row of that SQL table of the project file, its parent ("-": none), fields. */
static void
insert_row (RvEdit *edit, GStrv words)
{
  RvKind kind = rv_kind_from_table (words[0]);
  RvObject *object;

  g_assert_cmpint (kind, !=, RV_KIND_NONE);
  object = rv_edit_insert (edit, kind, strcmp (words[1], "-") == 0 ? 0 : find (rv_edit_model (edit), words[1])->id);
  for (guint i = 2; words[i] != NULL; i++)
    set_field (edit, object, words[i]);
}

static void
set_fields (RvEdit *edit, GStrv words)
{
  RvObject *object = find (rv_edit_model (edit), words[0]);

  for (guint i = 1; words[i] != NULL; i++)
    set_field (edit, object, words[i]);
}

static void
add_query (RvEdit *edit, const char *name, const char *text)
{
  RvQuery *query = rv_edit_insert (edit, RV_KIND_QUERY, 0);

  rv_edit_set_text (edit, query, RvQuery_name, name);
  rv_sql_set_text (edit, query, RvQuery_text, text);
}

/* ---- the file ---------------------------------------------------------------------------------------------------- */

static gboolean
take_directive (RvCase *c, RvEdit *edit, const char *word, const char *rest)
{
  g_auto (GStrv) words = NULL;

  if (strcmp (word, "expect") == 0)
    g_ptr_array_add (c->expected, g_strdup (rest));
  else if (strcmp (word, "option") == 0)
    g_ptr_array_add (c->options, g_strdup (rest));
  else if (strcmp (word, "insert") != 0 && strcmp (word, "set") != 0)
    return FALSE;
  else if (!g_shell_parse_argv (rest, NULL, &words, NULL) || words[1] == NULL)
    g_error ("%s: “%s” says too little", c->path, rest);
  else if (word[0] == 'i')
    insert_row (edit, words);
  else
    set_fields (edit, words);
  return TRUE;
}

/* Directives act on the whole design, queries are part of it: SQL first. */
static void
read_file (RvCase *c, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GPtrArray) queries = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GRegex) directive = g_regex_new ("^-- ([a-z]+): *(.*)$", 0, 0, NULL);
  g_autoptr (RvEdit) edit = NULL;
  GString *query = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "-- query:"))
      {
        if (query != NULL)
          g_ptr_array_add (queries, g_string_free (query, FALSE));
        query = g_string_new (g_strstrip (lines[i] + strlen ("-- query:")));
        g_string_append_c (query, '\n');
      }
    else if (query != NULL && !g_regex_match (directive, lines[i], 0, NULL))
      g_string_append_printf (query, "%s\n", lines[i]);
    else
      g_string_append_printf (sql, "%s\n", lines[i]);
  if (query != NULL)
    g_ptr_array_add (queries, g_string_free (query, FALSE));
  read_sql (c->model, c->path, sql->str);
  edit = rv_edit_begin (c->model, "Case");
  for (guint i = 0; i < queries->len; i++)
    {
      g_auto (GStrv) halves = g_strsplit (queries->pdata[i], "\n", 2);

      add_query (edit, halves[0], g_strstrip (halves[1]));
    }
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (GMatchInfo) match = NULL;

      if (g_regex_match (directive, lines[i], 0, &match))
        {
          g_autofree char *word = g_match_info_fetch (match, 1), *rest = g_match_info_fetch (match, 2);

          if (!take_directive (c, edit, word, rest) && strcmp (word, "query") != 0)
            g_error ("%s: there is no directive “%s”", c->path, word);
        }
    }
  g_assert_true (rv_edit_commit (edit, NULL));
}

RvCase *
rv_case_new (const char *path)
{
  RvCase *c = g_new0 (RvCase, 1);
  g_autofree char *text = NULL;
  g_autofree char *name = g_path_get_basename (path);
  g_auto (GStrv) parts = g_strsplit (name, "-", 2);
  g_autoptr (GError) error = NULL;

  c->path = g_strdup (path);
  c->rule = g_strdup (parts[0]);
  c->fires = parts[1] != NULL && g_str_has_prefix (parts[1], "fires");
  if (!c->fires && (parts[1] == NULL || !g_str_has_prefix (parts[1], "silent")))
    g_error ("%s: a case is called RULE-fires….sql or RULE-silent….sql", path);
  c->model = rv_model_new ("postgresql");
  c->expected = g_ptr_array_new_with_free_func (g_free);
  c->options = g_ptr_array_new_with_free_func (g_free);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  read_file (c, text);
  return c;
}

void
rv_case_free (RvCase *c)
{
  g_free (c->path);
  g_free (c->rule);
  g_object_unref (c->model);
  g_ptr_array_unref (c->expected);
  g_ptr_array_unref (c->options);
  g_free (c);
}

RvChecker *
rv_case_check (RvCase *c, RvModel *model)
{
  RvChecker *checker = rv_checker_new (model);
  const char *only[] = { c->rule, NULL };

  rv_checker_set_only (checker, only);
  for (guint i = 0; i < c->options->len; i++)
    {
      g_auto (GStrv) halves = g_strsplit (c->options->pdata[i], "=", 2);

      g_assert_true (rv_checker_set_option (checker, rv_rule_find (c->rule), halves[0], halves[1]));
    }
  return checker;
}
