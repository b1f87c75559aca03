/* Quoting of names and literals. Which words need quotes is asked of libpg_query's own
 * scanner once, so that the list is the real grammar's. */
#include "sql/postgresql/quote.h"

#include <pg_query.h>
#include <pg_query/pg_query.pb-c.h>
#include <string.h>

#include "sql/postgresql/postgresql.h"

/* The grammar's tokens are named after its keywords, in capitals and with _P where the bare
 * word would clash with a macro. */
static char *
list_candidates (void)
{
  GString *words = g_string_new (NULL);

  for (unsigned i = 0; i < pg_query__token__descriptor.n_values; i++)
    {
      g_autofree char *word = g_ascii_strdown (pg_query__token__descriptor.values[i].name, -1);

      if (g_str_has_suffix (word, "_p"))
        word[strlen (word) - 2] = '\0';
      g_string_append (words, word);
      g_string_append_c (words, ' ');
    }
  return g_string_free (words, FALSE);
}

static gboolean
needs_quotes (PgQuery__KeywordKind kind)
{
  return kind != PG_QUERY__KEYWORD_KIND__NO_KEYWORD && kind != PG_QUERY__KEYWORD_KIND__UNRESERVED_KEYWORD;
}

static gpointer
load_keywords (gpointer data)
{
  GHashTable *keywords = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *words = list_candidates ();
  PgQueryScanResult scan = pg_query_scan (words);
  PgQuery__ScanResult *tokens = pg_query__scan_result__unpack (NULL, scan.pbuf.len, (void *) scan.pbuf.data);

  g_assert (tokens != NULL);
  for (size_t i = 0; i < tokens->n_tokens; i++)
    {
      const PgQuery__ScanToken *token = tokens->tokens[i];

      if (needs_quotes (token->keyword_kind))
        g_hash_table_add (keywords, g_strndup (words + token->start, (gsize) (token->end - token->start)));
    }
  pg_query__scan_result__free_unpacked (tokens, NULL);
  pg_query_free_scan_result (scan);
  return keywords;
}

static gboolean
is_plain (const char *name)
{
  if (!(*name >= 'a' && *name <= 'z') && *name != '_')
    return FALSE;
  for (const char *p = name + 1; *p != '\0'; p++)
    if (!(*p >= 'a' && *p <= 'z') && !(*p >= '0' && *p <= '9') && *p != '_')
      return FALSE;
  return TRUE;
}

void
rv_pg_append_name (GString *out, const char *name)
{
  static GOnce keywords = G_ONCE_INIT;

  if (is_plain (name) && !g_hash_table_contains (g_once (&keywords, load_keywords, NULL), name))
    {
      g_string_append (out, name);
      return;
    }
  g_string_append_c (out, '"');
  for (const char *p = name; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

void
rv_pg_append_literal (GString *out, const char *text)
{
  if (strchr (text, '\\') != NULL)
    g_string_append_c (out, 'E');
  g_string_append_c (out, '\'');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\'' || *p == '\\')
        g_string_append_c (out, *p);
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '\'');
}

/* A tag clashes where it stands in the text, and where the end of the text would run into it. */
static gboolean
tag_clashes (const char *text, const char *tag)
{
  g_autofree char *start = g_strndup (tag, strlen (tag) - 1);

  return strstr (text, tag) != NULL || g_str_has_suffix (text, start);
}

void
rv_pg_append_dollar_quoted (GString *out, const char *text)
{
  g_autofree char *tag = g_strdup ("$$");

  for (guint i = 0; tag_clashes (text, tag); i++)
    {
      g_free (tag);
      tag = i == 0 ? g_strdup ("$body$") : g_strdup_printf ("$body%u$", i);
    }
  g_string_append (out, tag);
  g_string_append (out, text);
  g_string_append (out, tag);
}

char *
rv_pg_quote (const char *name)
{
  GString *out = g_string_new (NULL);

  rv_pg_append_name (out, name);
  return g_string_free (out, FALSE);
}
