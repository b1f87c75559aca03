/* Names taken apart into words: snake_case, camelCase, "with spaces", customerIDs. */
#include <string.h>

#include "check/facts-private.h"

static void
add_word (GPtrArray *words, const char *start, const char *end)
{
  if (end > start)
    g_ptr_array_add (words, g_utf8_strdown (start, end - start));
}

/* A word begins here: after what is no letter, at aB, and before the last capital of ABc, but not in IDs. */
static gboolean
begins (gunichar before, gunichar here, const char *after)
{
  gunichar next = *after != '\0' ? g_utf8_get_char (after) : 0;

  if (!g_unichar_isupper (here))
    return FALSE;
  if (!g_unichar_isupper (before))
    return TRUE;
  return g_unichar_islower (next) && !(next == 's' && !g_unichar_isalpha (after[1] != '\0' ? g_utf8_get_char (after + 1) : 0));
}

static RvWords *
split (const char *name)
{
  GPtrArray *words = g_ptr_array_new ();
  RvWords *result = g_new (RvWords, 1);
  const char *start = name;
  gunichar before = 0;

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar here = g_utf8_get_char (p);

      if (!g_unichar_isalnum (here))
        {
          add_word (words, start, p);
          start = g_utf8_next_char (p);
        }
      else if (p > start && begins (before, here, g_utf8_next_char (p)))
        {
          add_word (words, start, p);
          start = p;
        }
      before = here;
    }
  add_word (words, start, start + strlen (start));
  result->n = words->len;
  g_ptr_array_add (words, NULL);
  result->words = (char **) g_ptr_array_free (words, FALSE);
  return result;
}

void
rv_words_free (gpointer data)
{
  RvWords *words = data;

  g_strfreev (words->words);
  g_free (words);
}

const RvWords *
rv_facts_words (RvFacts *facts, const char *name)
{
  RvWords *words = g_hash_table_lookup (facts->words, name);

  if (words == NULL)
    {
      words = split (name);
      g_hash_table_insert (facts->words, g_strdup (name), words);
    }
  return words;
}

/* phones, phone1 and phone are all "phone". */
static gboolean
is_word (const char *own, const char *word)
{
  gsize n = strlen (own), length = strlen (word);

  while (n > length && g_ascii_isdigit (own[n - 1]))
    n--;
  if (strncmp (own, word, length) == 0 && (n == length || (n == length + 1 && own[length] == 's') || (n == length + 2 && strncmp (own + length, "es", 2) == 0)))
    return TRUE;
  return length > 1 && word[length - 1] == 'y' && n == length + 2 && strncmp (own, word, length - 1) == 0
         && strncmp (own + length - 1, "ies", 3) == 0;
}

gboolean
rv_words_has (const RvWords *words, const char *word)
{
  for (guint i = 0; i < words->n; i++)
    if (is_word (words->words[i], word))
      return TRUE;
  return FALSE;
}

const char *
rv_words_has_any (const RvWords *words, const char *const *list)
{
  for (guint i = 0; list[i] != NULL; i++)
    if (rv_words_has (words, list[i]))
      return list[i];
  return NULL;
}

const char *
rv_words_last (const RvWords *words)
{
  return words->n > 0 ? words->words[words->n - 1] : "";
}

gboolean
rv_words_ends (const RvWords *words, const char *word)
{
  return strcmp (rv_words_last (words), word) == 0;
}
