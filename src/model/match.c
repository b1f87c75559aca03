/* Fitting a pattern to a name. */
#include "model/match.h"

#include <string.h>

#define MAX_TERMS 8
#define MAX_TERM 32     /* letters */
#define MAX_NAME 256    /* letters of a name that are looked at */
#define NEVER (-100000)

typedef struct {
  gunichar letters[MAX_TERM];
  guint n;
} Term;

struct _RvPattern {
  Term terms[MAX_TERMS];
  guint n_terms;
  guint64 letters;        /* of the last term */
};

typedef struct {
  gunichar letters[MAX_NAME];     /* small */
  gboolean starts[MAX_NAME];      /* a word starts here */
  guint n;
} Name;

/* ---- letters -------------------------------------------------------------------------------------------- */

static guint64
bit_of (gunichar c)
{
  if (c >= 'a' && c <= 'z')
    return G_GUINT64_CONSTANT (1) << (c - 'a');
  if (c >= '0' && c <= '9')
    return G_GUINT64_CONSTANT (1) << (26 + c - '0');
  return G_GUINT64_CONSTANT (1) << (36 + c % 28);
}

/* Reads a letter at *@text and moves on; a broken byte is a letter of its own. */
static gunichar
next_letter (const char **text)
{
  gunichar c = (guchar) **text;

  if (c < 0x80)
    {
      (*text)++;
      return c;
    }
  c = g_utf8_get_char_validated (*text, -1);
  if (c == (gunichar) -1 || c == (gunichar) -2)
    {
      (*text)++;
      return 0xfffd;
    }
  *text = g_utf8_next_char (*text);
  return c;
}

static gunichar
small (gunichar c)
{
  return c < 0x80 ? (gunichar) g_ascii_tolower ((char) c) : g_unichar_tolower (c);
}

guint64
rv_letters_of (const char *text)
{
  guint64 letters = 0;
  guint n = 0;

  for (const char *at = text; *at != '\0' && n < MAX_NAME; n++)
    letters |= bit_of (small (next_letter (&at)));
  return letters;
}

static gboolean
is_letter (gunichar c)
{
  return c < 0x80 ? g_ascii_isalnum ((char) c) : g_unichar_isalnum (c);
}

static gboolean
is_capital (gunichar c)
{
  return c < 0x80 ? g_ascii_isupper ((char) c) : g_unichar_isupper (c);
}

/* Words start behind what is no letter, and with a capital behind a small letter. */
static void
read_name (Name *name, const char *text)
{
  gunichar before = ' ';

  name->n = 0;
  while (*text != '\0' && name->n < MAX_NAME)
    {
      gunichar c = next_letter (&text);

      name->starts[name->n] = is_letter (c) && (!is_letter (before) || (is_capital (c) && !is_capital (before)));
      name->letters[name->n++] = small (c);
      before = c;
    }
}

/* ---- the pattern ------------------------------------------------------------------------------------------- */

RvPattern *
rv_pattern_new (const char *text)
{
  RvPattern *pattern = g_new0 (RvPattern, 1);
  Term *term = NULL;

  while (*text != '\0')
    {
      gunichar c = next_letter (&text);

      if (c == '.' || g_unichar_isspace (c))
        {
          term = NULL;
          continue;
        }
      if (term == NULL && pattern->n_terms == MAX_TERMS)
        break;
      if (term == NULL)
        term = &pattern->terms[pattern->n_terms++];
      if (term->n < MAX_TERM)
        term->letters[term->n++] = small (c);
    }
  if (pattern->n_terms > 0)
    {
      const Term *last = &pattern->terms[pattern->n_terms - 1];

      for (guint i = 0; i < last->n; i++)
        pattern->letters |= bit_of (last->letters[i]);
    }
  return pattern;
}

void
rv_pattern_free (RvPattern *pattern)
{
  g_free (pattern);
}

gboolean
rv_pattern_is_empty (const RvPattern *pattern)
{
  return pattern->n_terms == 0;
}

gboolean
rv_pattern_may_fit (const RvPattern *pattern, guint64 letters)
{
  return (pattern->letters & ~letters) == 0;
}

/* ---- one term and one name ------------------------------------------------------------------------------------ */

static gboolean
stands_at (const Term *term, const Name *name, guint at)
{
  return at + term->n <= name->n && memcmp (term->letters, name->letters + at, term->n * sizeof (gunichar)) == 0;
}

static guint64
stretch (guint at, guint n)
{
  guint64 marks = 0;

  for (guint i = at; i < at + n && i < 64; i++)
    marks |= G_GUINT64_CONSTANT (1) << i;
  return marks;
}

/* A place where the term stands as it is, best at the start of a word; or -1. */
static int
find_part (const Term *term, const Name *name)
{
  int found = -1;

  for (guint at = 0; at + term->n <= name->n; at++)
    if (stands_at (term, name, at))
      {
        if (name->starts[at])
          return (int) at;
        found = found < 0 ? (int) at : found;
      }
  return found;
}

static int
worth_of (const Name *name, guint at)
{
  return at == 0 ? 20 : name->starts[at] ? 15 : 1;
}

/* The best way to find the letters of the term one after the other: letters that start words and those that follow one
 * another count more. runs[i][j]: the most for i + 1 letters, the last of which is at j. */
static int
score_letters (const Term *term, const Name *name, guint64 *marks)
{
  static _Thread_local int runs[MAX_TERM][MAX_NAME];
  static _Thread_local int from[MAX_TERM][MAX_NAME];
  int most = NEVER, end = -1;

  for (guint i = 0; i < term->n; i++)
    {
      int best = NEVER, best_at = -1;    /* of the letters before, ending before j - 1 */

      for (guint j = 0; j < name->n; j++)
        {
          int here = NEVER;

          if (i > 0 && j > 1 && runs[i - 1][j - 2] > best)
            {
              best = runs[i - 1][j - 2];
              best_at = (int) j - 2;
            }
          from[i][j] = -1;
          if (name->letters[j] == term->letters[i])
            {
              here = i == 0 ? worth_of (name, j) : best > NEVER ? best + worth_of (name, j) : NEVER;
              from[i][j] = best_at;
              if (i > 0 && j > 0 && runs[i - 1][j - 1] > NEVER && runs[i - 1][j - 1] + 12 >= here)
                {
                  here = runs[i - 1][j - 1] + 12;
                  from[i][j] = (int) j - 1;
                }
            }
          runs[i][j] = here;
          if (i + 1 == term->n && here > most)
            {
              most = here;
              end = (int) j;
            }
        }
    }
  if (end < 0)
    return 0;
  for (int i = (int) term->n - 1, j = end; i >= 0 && j >= 0; j = from[i][j], i--)
    *marks |= stretch ((guint) j, 1);
  return most;
}

static gboolean
has_in_order (const Term *term, const Name *name)
{
  guint i = 0;

  for (guint j = 0; j < name->n && i < term->n; j++)
    if (name->letters[j] == term->letters[i])
      i++;
  return i == term->n;
}

static int
score_term (const Term *term, const Name *name, guint64 *marks)
{
  int shorter = 60 - (int) MIN (name->n, 60), at, letters;

  if (term->n > name->n)
    return 0;
  at = find_part (term, name);
  if (at >= 0)
    {
      *marks |= stretch ((guint) at, term->n);
      if (at == 0)
        return term->n == name->n ? RV_MATCH_EXACT : RV_MATCH_PREFIX + shorter;
      return (name->starts[at] ? RV_MATCH_WORD : RV_MATCH_PART) + shorter;
    }
  if (!has_in_order (term, name))
    return 0;
  letters = score_letters (term, name, marks);
  /* Letters strewn over a name are chance. */
  return letters < (int) term->n * 6 ? 0 : RV_MATCH_LETTERS + shorter + MIN (letters, 200);
}

/* ---- all terms -------------------------------------------------------------------------------------------------- */

static int
score_in_parents (const Term *term, const char *const *parents)
{
  guint64 marks = 0;
  Name name;
  int best = 0;

  for (guint i = 0; parents != NULL && parents[i] != NULL; i++)
    {
      read_name (&name, parents[i]);
      best = MAX (best, score_term (term, &name, &marks));
    }
  return best;
}

int
rv_pattern_score (const RvPattern *pattern, const char *text, const char *const *parents, guint64 *marks)
{
  guint64 found = 0;
  Name name;
  int score, sum;

  if (marks != NULL)
    *marks = 0;
  if (pattern->n_terms == 0)
    return 1;
  read_name (&name, text);
  sum = score_term (&pattern->terms[pattern->n_terms - 1], &name, &found);
  for (guint i = 0; sum > 0 && i + 1 < pattern->n_terms; i++)
    {
      score = score_term (&pattern->terms[i], &name, &found);
      score = MAX (score, score_in_parents (&pattern->terms[i], parents));
      sum = score > 0 ? sum + score : 0;
    }
  if (marks != NULL && sum > 0)
    *marks = found;
  return sum / (int) pattern->n_terms;
}
