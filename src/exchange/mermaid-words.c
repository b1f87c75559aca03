/* Owns the lexical rules of Mermaid: what may stand bare, what must be coded. */
#include "exchange/mermaid-words.h"

#include <string.h>

/* ---- quoted strings ------------------------------------------------------------------------ */

/* Coded though it could stand in quotes: % starts directives and comments, ~ generic types,
 * ` Markdown, < tags, # codes. A backslash ends the token. */
static const char *
code_of (char c)
{
  switch (c)
    {
    case '"': return "#quot;";
    case '#': return "#35;";
    case '%': return "#37;";
    case '&': return "#amp;";
    case '<': return "#lt;";
    case '>': return "#gt;";
    case '\\': return "#92;";
    case '`': return "#96;";
    case '~': return "#126;";
    default: return NULL;
    }
}

/* A line with “direction TB” in it is taken for that statement, even inside quotes. */
static gboolean
follows_direction (const char *text, const char *at)
{
  const gsize n = strlen ("direction");

  return (gsize) (at - text) >= n && g_ascii_strncasecmp (at - n, "direction", n) == 0;
}

void
rv_mermaid_append_string (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *at = text; *at != '\0'; at++)
    {
      const char *code = code_of (*at);
      gboolean is_blank = (guchar) *at <= ' ' || *at == 0x7f;

      if (code != NULL)
        g_string_append (out, code);
      else if (is_blank)
        g_string_append (out, follows_direction (text, at) ? "#32;" : " ");
      else
        g_string_append_c (out, *at);
    }
  g_string_append_c (out, '"');
}

/* ---- bare words ------------------------------------------------------------------------------ */

static gboolean
can_start (gunichar c)
{
  return c == '_' || (c < 0x80 && g_ascii_isalpha ((char) c)) || (c >= 0xc0 && !g_unichar_isspace (c));
}

static gboolean
can_follow (gunichar c)
{
  return can_start (c) || c == '-' || (c < 0x80 && g_ascii_isdigit ((char) c));
}

/* PK, FK and UK in front of what is no letter, digit or _ are read as a key mark. */
static gboolean
reads_as_key (const char *word)
{
  static const char *const marks[] = { "PK", "FK", "UK" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_ascii_strncasecmp (word, marks[i], 2) == 0)
      return !g_ascii_isalnum (word[2]) && word[2] != '_';
  return FALSE;
}

static char *
make_word (const char *text, const char *also)
{
  GString *word = g_string_new (NULL);

  if (!can_start (g_utf8_get_char (text)) || reads_as_key (text))
    g_string_append_c (word, '_');
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      g_string_append_unichar (word, can_follow (c) || (c < 0x80 && strchr (also, (char) c) != NULL) ? c : '_');
    }
  return g_string_free (word, FALSE);
}

char *
rv_mermaid_column_word (const char *name)
{
  return make_word (name, "");
}

/* ---- types ------------------------------------------------------------------------------------- */

static const struct {
  const char *from;
  const char *to;
} short_spellings[] = {
  { "pg_catalog.", "" },        { " without time zone", "" },   { "character varying", "varchar" }, { "bit varying", "varbit" },
  { "\"", "" },                 { ", ", "-" },                  { ",", "-" },                       { " (", "(" },
  { "( ", "(" },                { " )", ")" },                  { " [", "[" },
};

/* timestamp(3) with time zone: timestamptz(3). */
static void
shorten_time_zone (GString *type)
{
  char *zone = strstr (type->str, " with time zone");
  gsize base;

  if (zone == NULL)
    return;
  g_string_erase (type, zone - type->str, (gssize) strlen (" with time zone"));
  base = strspn (type->str, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
  g_string_insert (type, (gssize) base, "tz");
}

static void
collapse_blanks (GString *text)
{
  gsize n = 0;

  for (gsize i = 0; i < text->len; i++)
    if (!g_ascii_isspace (text->str[i]))
      text->str[n++] = text->str[i];
    else if (n > 0 && text->str[n - 1] != ' ')
      text->str[n++] = ' ';
  g_string_truncate (text, n);
}

char *
rv_mermaid_type_word (const char *type)
{
  g_autoptr (GString) text = g_string_new (type);

  collapse_blanks (text);
  for (guint i = 0; i < G_N_ELEMENTS (short_spellings); i++)
    g_string_replace (text, short_spellings[i].from, short_spellings[i].to, 0);
  shorten_time_zone (text);
  return make_word (text->str, "()[]");
}

gsize
rv_mermaid_length (const char *text)
{
  gsize length = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    length += g_utf8_get_char (text) > 0xffff ? 2 : 1;
  return length;
}
