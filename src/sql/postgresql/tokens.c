/* The lexical rules of PostgreSQL with standard_conforming_strings on. Owns no memory. */
#include "sql/postgresql/tokens.h"

#include <string.h>

static const char operator_signs[] = "+-*/<>=~!@#%^&|`?";

static gboolean
is_space (char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

static gboolean
starts_word (char c)
{
  return g_ascii_isalpha (c) || c == '_' || (guchar) c >= 0x80;
}

static gboolean
goes_on_word (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '$' || (guchar) c >= 0x80;
}

static gboolean
is_operator_sign (char c)
{
  return c != '\0' && strchr (operator_signs, c) != NULL;
}

/* The position after the comment at @i, whose comments may be nested. */
static gsize
skip_block_comment (const char *text, gsize length, gsize i)
{
  guint depth = 0;

  while (i + 1 < length)
    if (text[i] == '/' && text[i + 1] == '*')
      {
        depth++;
        i += 2;
      }
    else if (text[i] == '*' && text[i + 1] == '/')
      {
        i += 2;
        if (--depth == 0)
          return i;
      }
    else
      i++;
  return length;
}

static gsize
skip_line (const char *text, gsize length, gsize i)
{
  const char *end = memchr (text + i, '\n', length - i);

  return end != NULL ? (gsize) (end - text) + 1 : length;
}

static gsize
skip_blank (const char *text, gsize length, gsize i)
{
  while (i < length)
    if (is_space (text[i]))
      i++;
    else if (i + 1 < length && text[i] == '-' && text[i + 1] == '-')
      i = skip_line (text, length, i);
    else if (i + 1 < length && text[i] == '/' && text[i + 1] == '*')
      i = skip_block_comment (text, length, i);
    else
      break;
  return i;
}

/* Sets the end after the closing @quote; a doubled one, or with @escapes one behind a
 * backslash, does not close. */
static void
end_quoted (const char *text, gsize length, gsize i, char quote, gboolean escapes, RvPgToken *token)
{
  for (; i < length; i++)
    if (escapes && text[i] == '\\')
      i++;
    else if (text[i] == quote)
      {
        if (i + 1 < length && text[i + 1] == quote)
          i++;
        else
          {
            token->end = i + 1;
            return;
          }
      }
  token->end = length;
  token->is_cut = TRUE;
}

/* Whether a dollar quote opens at @i; *body is where its contents start. */
static gboolean
opens_dollar_quote (const char *text, gsize length, gsize i, gsize *body)
{
  gsize j = i + 1;

  if (j < length && g_ascii_isdigit (text[j]))
    return FALSE;
  while (j < length && goes_on_word (text[j]) && text[j] != '$')
    j++;
  *body = j + 1;
  return j < length && text[j] == '$';
}

static void
end_dollar_quote (const char *text, gsize length, gsize body, RvPgToken *token)
{
  gsize tag_length = body - token->start;
  const char *close = memmem (text + body, length - body, text + token->start, tag_length);

  token->type = RV_PG_TOKEN_STRING;
  token->end = close != NULL ? (gsize) (close - text) + tag_length : length;
  token->is_cut = close == NULL;
}

static void
end_number (const char *text, gsize length, gsize i, RvPgToken *token)
{
  token->type = RV_PG_TOKEN_NUMBER;
  while (i < length && (g_ascii_isalnum (text[i]) || text[i] == '_'))
    i++;
  if (i < length && text[i] == '.' && !(i + 1 < length && text[i + 1] == '.'))
    for (i++; i < length && g_ascii_isalnum (text[i]); i++)
      ;
  if (i + 1 < length && (text[i] == '-' || text[i] == '+') && (text[i - 1] == 'e' || text[i - 1] == 'E')
      && g_ascii_isdigit (text[i + 1]))
    for (i++; i < length && g_ascii_isdigit (text[i]); i++)
      ;
  token->end = i;
}

/* A word, or a string with a letter before it: E'', B'', X'', N'', U&'', U&"". */
static void
end_word (const char *text, gsize length, gsize i, RvPgToken *token)
{
  char first = g_ascii_toupper (text[i]);

  if (i + 1 < length && text[i + 1] == '\'' && strchr ("EBXN", first) != NULL)
    {
      token->type = RV_PG_TOKEN_STRING;
      end_quoted (text, length, i + 2, '\'', first == 'E', token);
      return;
    }
  if (first == 'U' && i + 2 < length && text[i + 1] == '&' && (text[i + 2] == '\'' || text[i + 2] == '"'))
    {
      token->type = text[i + 2] == '"' ? RV_PG_TOKEN_QUOTED : RV_PG_TOKEN_STRING;
      end_quoted (text, length, i + 3, text[i + 2], FALSE, token);
      return;
    }
  token->type = RV_PG_TOKEN_WORD;
  while (i < length && goes_on_word (text[i]))
    i++;
  token->end = i;
}

static void
end_operator (const char *text, gsize length, gsize i, RvPgToken *token)
{
  token->type = RV_PG_TOKEN_OPERATOR;
  for (i++; i < length && is_operator_sign (text[i]); i++)
    if (i + 1 < length && ((text[i] == '-' && text[i + 1] == '-') || (text[i] == '/' && text[i + 1] == '*')))
      break;
  token->end = i;
}

static void
end_other (const char *text, gsize length, gsize i, RvPgToken *token)
{
  gsize body;

  if (text[i] == '$' && opens_dollar_quote (text, length, i, &body))
    end_dollar_quote (text, length, body, token);
  else if (text[i] == '$' || (text[i] == '.' && i + 1 < length && g_ascii_isdigit (text[i + 1])))
    end_number (text, length, i + 1, token);
  else
    {
      token->type = RV_PG_TOKEN_SIGN;
      token->end = i + (i + 1 < length && text[i] == ':' && (text[i + 1] == ':' || text[i + 1] == '=') ? 2 : 1);
    }
}

gboolean
rv_pg_token_next (const char *text, gsize length, gsize position, RvPgToken *token)
{
  gsize i = skip_blank (text, length, position);

  if (i >= length)
    return FALSE;
  token->start = i;
  token->is_cut = FALSE;
  if (starts_word (text[i]))
    end_word (text, length, i, token);
  else if (text[i] == '\'')
    {
      token->type = RV_PG_TOKEN_STRING;
      end_quoted (text, length, i + 1, '\'', FALSE, token);
    }
  else if (text[i] == '"')
    {
      token->type = RV_PG_TOKEN_QUOTED;
      end_quoted (text, length, i + 1, '"', FALSE, token);
    }
  else if (g_ascii_isdigit (text[i]))
    end_number (text, length, i, token);
  else if (is_operator_sign (text[i]))
    end_operator (text, length, i, token);
  else
    end_other (text, length, i, token);
  return TRUE;
}

gboolean
rv_pg_token_is (const char *text, const RvPgToken *token, const char *word)
{
  gsize length = token->end - token->start;

  return token->type == RV_PG_TOKEN_WORD && g_ascii_strncasecmp (text + token->start, word, length) == 0
         && word[length] == '\0';
}

char *
rv_pg_unquote (const char *text, const RvPgToken *token)
{
  const char *from = text + token->start, *to = text + token->end;
  GString *out;
  char quote;

  if (token->type == RV_PG_TOKEN_WORD)
    return g_ascii_strdown (from, to - from);
  if (*from == '$')
    {
      gsize tag = strchr (from + 1, '$') - from + 1;

      return g_strndup (from + tag, to - from - 2 * tag);
    }
  while (*from != '\'' && *from != '"')
    from++;
  quote = *from++;
  out = g_string_new (NULL);
  for (to--; from < to; from++)
    {
      g_string_append_c (out, *from);
      from += *from == quote;
    }
  return g_string_free (out, FALSE);
}
