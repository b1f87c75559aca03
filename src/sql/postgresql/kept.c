/* What kept statements are about, told from their first words.
 *
 * A kept statement has its number in the import, but nothing else in the model has one, so its
 * number cannot say between which objects it stood. What it needs is known by references; what may
 * need it by what it defines: languages come before routines, types among the types, text search,
 * operator classes, conversions, access methods and transforms after the routines and before the
 * tables; a DO block that creates something stands there as well, and before whatever has the name.
 * All other statements may touch anything and come after everything. Among themselves kept
 * statements keep the order of the import. */
#include "sql/postgresql/kept.h"

#include <pg_query.h>
#include <pg_query/pg_query.pb-c.h>
#include <string.h>

#define N_WORDS 12

typedef struct {
  char *word[N_WORDS + 1]; /* as written; NULL ends */
} Words;

static void
words_clear (Words *words)
{
  for (guint i = 0; i < N_WORDS; i++)
    g_free (words->word[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

typedef void (*TokenFunction) (const char *text, const PgQuery__ScanToken *token, gpointer data);

/* Calls @function for all tokens of @text but comments. */
static void
for_each_token (const char *text, TokenFunction function, gpointer data)
{
  PgQueryScanResult scan = pg_query_scan (text);
  PgQuery__ScanResult *tokens = NULL;

  if (scan.error == NULL)
    tokens = pg_query__scan_result__unpack (NULL, scan.pbuf.len, (void *) scan.pbuf.data);
  for (size_t i = 0; tokens != NULL && i < tokens->n_tokens; i++)
    if (tokens->tokens[i]->token != PG_QUERY__TOKEN__SQL_COMMENT && tokens->tokens[i]->token != PG_QUERY__TOKEN__C_COMMENT)
      function (text, tokens->tokens[i], data);
  pg_query__scan_result__free_unpacked (tokens, NULL);
  pg_query_free_scan_result (scan);
}

static void
take_word (const char *text, const PgQuery__ScanToken *token, gpointer data)
{
  Words *words = data;
  guint n = 0;

  while (n < N_WORDS && words->word[n] != NULL)
    n++;
  if (n < N_WORDS)
    words->word[n] = g_strndup (text + token->start, (gsize) (token->end - token->start));
}

static void
scan_words (Words *words, const char *text)
{
  memset (words, 0, sizeof *words);
  for_each_token (text, take_word, words);
}

static gboolean
word_is (const Words *words, guint at, const char *word)
{
  return words->word[at] != NULL && g_ascii_strcasecmp (words->word[at], word) == 0;
}

/* Where the words after CREATE [OR REPLACE] [TRUSTED | DEFAULT] [PROCEDURAL] begin, or 0. */
static guint
after_create (const Words *words)
{
  guint at = 1;

  if (!word_is (words, 0, "create"))
    return 0;
  if (word_is (words, at, "or"))
    at += 2;
  while (word_is (words, at, "trusted") || word_is (words, at, "default") || word_is (words, at, "procedural"))
    at++;
  return at;
}

static const char *const definitions[] = { "text", "operator", "access", "conversion", "transform", NULL };

RvSection
rv_kept_section (const RvKept *kept)
{
  g_auto (Words) words = { 0 };
  guint at;

  if (kept->reason != RvKeptReason_NO_KIND || kept->text == NULL)
    return RV_SECTION_UNREAD;
  scan_words (&words, kept->text);
  at = after_create (&words);
  if (at == 0)
    {
      g_autoptr (GPtrArray) created = rv_kept_creates (kept);

      return created->len > 0 ? RV_SECTION_DEFINITIONS : RV_SECTION_STATEMENTS;
    }
  if (word_is (&words, at, "type"))
    return RV_SECTION_TYPES;
  if (word_is (&words, at, "language"))
    return RV_SECTION_LANGUAGES;
  for (guint i = 0; definitions[i] != NULL; i++)
    if (word_is (&words, at, definitions[i]))
      return RV_SECTION_DEFINITIONS;
  return RV_SECTION_STATEMENTS;
}

static char *
decode_name (const char *word)
{
  g_auto (GStrv) pieces = NULL;
  g_autofree char *inner = NULL;

  if (*word != '"')
    return g_ascii_strdown (word, -1);
  inner = g_strndup (word + 1, strlen (word) - 2);
  pieces = g_strsplit (inner, "\"\"", -1);
  return g_strjoinv ("\"", pieces);
}

char *
rv_kept_defines_type (const RvKept *kept, gboolean *is_shell)
{
  g_auto (Words) words = { 0 };
  guint at;

  if (kept->reason != RvKeptReason_NO_KIND || kept->text == NULL)
    return NULL;
  scan_words (&words, kept->text);
  at = after_create (&words);
  if (at == 0 || !word_is (&words, at, "type") || words.word[at + 1] == NULL)
    return NULL;
  at++;
  if (word_is (&words, at + 1, ".") && words.word[at + 2] != NULL)
    at += 2;
  *is_shell = words.word[at + 1] == NULL;
  return decode_name (words.word[at]);
}

char *
rv_kept_defines_language (const RvKept *kept)
{
  g_auto (Words) words = { 0 };
  guint at;

  if (kept->reason != RvKeptReason_NO_KIND || kept->text == NULL)
    return NULL;
  scan_words (&words, kept->text);
  at = after_create (&words);
  if (at == 0 || !word_is (&words, at, "language") || words.word[at + 1] == NULL)
    return NULL;
  return decode_name (words.word[at + 1]);
}

static guint
append_words (GString *out, const Words *words, guint at, guint count)
{
  for (; count > 0 && words->word[at] != NULL && at + 1 < N_WORDS; count--, at++)
    g_string_append_printf (out, " %s", words->word[at]);
  return at;
}

/* A name, qualified or not. */
static guint
append_qualified (GString *out, const Words *words, guint at)
{
  at = append_words (out, words, at, 1);
  if (word_is (words, at, ".") && words->word[at + 1] != NULL)
    {
      g_string_append_printf (out, ".%s", words->word[at + 1]);
      at += 2;
    }
  return at;
}

static void
append_operator_drop (GString *out, const Words *words, guint at)
{
  append_words (out, words, at, 2);
  at = append_qualified (out, words, at + 2);
  while (at < N_WORDS && words->word[at] != NULL && !word_is (words, at, "using"))
    at++;
  if (at < N_WORDS)
    append_words (out, words, at, 2);
}

char *
rv_kept_drop (const RvKept *kept)
{
  g_auto (Words) words = { 0 };
  g_autoptr (GString) out = g_string_new ("DROP");
  guint at;

  if (kept->reason != RvKeptReason_NO_KIND || kept->text == NULL)
    return NULL;
  scan_words (&words, kept->text);
  at = after_create (&words);
  if (at == 0)
    return NULL;
  if (word_is (&words, at, "operator"))
    append_operator_drop (out, &words, at);
  else if (word_is (&words, at, "text"))
    append_qualified (out, &words, append_words (out, &words, at, 3));
  else if (word_is (&words, at, "access"))
    append_qualified (out, &words, append_words (out, &words, at, 2));
  else if (word_is (&words, at, "type") || word_is (&words, at, "language") || word_is (&words, at, "conversion"))
    append_qualified (out, &words, append_words (out, &words, at, 1));
  else
    return NULL;
  return g_strdup (out->str);
}

/* The script inside of DO $tag$ … $tag$. Returns: (nullable). */
static char *
inner_script (const char *text)
{
  const char *start = strchr (text, '$'), *body = start == NULL ? NULL : strchr (start + 1, '$');
  g_autofree char *tag = body == NULL ? NULL : g_strndup (start, (gsize) (body + 1 - start));
  const char *end = tag == NULL ? NULL : strstr (body + 1, tag);

  if (g_ascii_strncasecmp (text, "do", 2) != 0 || g_ascii_isalnum (text[2]) || end == NULL)
    return NULL;
  return g_strndup (body + 1, (gsize) (end - body - 1));
}

static void
take_name (const char *text, const PgQuery__ScanToken *token, gpointer data)
{
  g_autofree char *word = g_strndup (text + token->start, (gsize) (token->end - token->start));

  if (*word != '\0' && *word != '\'' && !g_ascii_isdigit (*word))
    g_ptr_array_add (data, decode_name (word));
}

GPtrArray *
rv_kept_names (const RvKept *kept)
{
  g_autofree char *script = inner_script (kept->text);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for_each_token (script != NULL ? script : kept->text, take_name, names);
  return names;
}

/* Where the name after CREATE stands at @at among @words, or -1. */
static int
created_name_at (GPtrArray *words, guint at)
{
  static const char *const kinds[] = { "type", "domain", "function", "procedure", "table", "view", "sequence", "aggregate", NULL };

  for (guint i = at + 1; i < words->len && i < at + 5; i++)
    if (g_strv_contains (kinds, g_ptr_array_index (words, i)))
      {
        for (i++; i + 2 < words->len && g_ascii_strcasecmp (g_ptr_array_index (words, i), "if") == 0; i += 3)
          ;
        while (i + 2 < words->len && strcmp (g_ptr_array_index (words, i + 1), ".") == 0)
          i += 2;
        return i < words->len ? (int) i : -1;
      }
  return -1;
}

GPtrArray *
rv_kept_creates (const RvKept *kept)
{
  g_autofree char *script = kept->text == NULL || kept->reason != RvKeptReason_NO_KIND ? NULL : inner_script (kept->text);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  if (script != NULL)
    for_each_token (script, take_name, words);
  for (guint i = 0; i < words->len; i++)
    {
      int at = strcmp (g_ptr_array_index (words, i), "create") == 0 ? created_name_at (words, i) : -1;

      if (at >= 0)
        g_ptr_array_add (names, g_strdup (g_ptr_array_index (words, (guint) at)));
    }
  return names;
}
