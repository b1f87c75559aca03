/* One pass over each line. Stars are paired as CommonMark says, with a bounded stack of those that are open; all else
 * looks ahead no further than once over the line. */
#include "draw/markup.h"

#include <string.h>

#include "draw/measure.h"

#define MAX_LINES 10000
#define MAX_LEVEL 5
#define MAX_OPEN 32       /* runs of stars; more are letters */
#define MAX_STARS 3

/* A stretch of the line between two marks, or a run of stars. */
typedef struct {
  GString *text;          /* NULL: stars */
  gboolean is_code;
  char *target;           /* (nullable) */
  guint n_stars;          /* those that no other stars match */
  int bold, italic;       /* what becomes of their depths here … */
  int bold_end, italic_end; /* … before the stars that are left */
  gboolean opens, closes;
  guint length;           /* so many stars were typed */
} Token;

typedef struct {
  const char *at;
  GArray *tokens;         /* Token */
  guint open[MAX_OPEN];   /* indexes of stars that may open */
  guint n_open;
  int bracket;            /* index of the token after the last “[” that is open, or -1 */
  gboolean is_image;      /* a “!” stands before it */
  gboolean no_ticks[3];   /* so many backticks do not come again */
} Parser;

static void
clear_token (gpointer data)
{
  Token *token = data;

  if (token->text != NULL)
    g_string_free (token->text, TRUE);
  g_free (token->target);
}

static Token *
token_at (Parser *parser, guint index)
{
  return &g_array_index (parser->tokens, Token, index);
}

static Token *
add_token (Parser *parser, gboolean is_text)
{
  Token token = { .text = is_text ? g_string_new (NULL) : NULL };

  g_array_append_val (parser->tokens, token);
  return token_at (parser, parser->tokens->len - 1);
}

static void
add_text (Parser *parser, const char *text, gssize length)
{
  Token *last = parser->tokens->len > 0 ? token_at (parser, parser->tokens->len - 1) : NULL;

  if (last == NULL || last->text == NULL || last->is_code || last->target != NULL || parser->bracket == (int) parser->tokens->len)
    last = add_token (parser, TRUE);
  g_string_append_len (last->text, text, length);
}

/* ---- stars ------------------------------------------------------------------------------------------------------ */

static gboolean
is_space (char c)
{
  return c == '\0' || c == ' ' || c == '\t';
}

static gboolean
is_punctuation (char c)
{
  return g_ascii_ispunct (c);
}

/* What CommonMark calls flanking; and (*) is left as it is, which in notes on databases is no mark. */
static void
judge (Token *token, char before, char after)
{
  gboolean left = !is_space (after) && (!is_punctuation (after) || is_space (before) || is_punctuation (before));
  gboolean right = !is_space (before) && (!is_punctuation (before) || is_space (after) || is_punctuation (after));

  token->opens = left && strchr (")]},;:.?!", after) == NULL;
  token->closes = right && strchr ("([{", before) == NULL;
}

static gboolean
pairs_with (const Token *opener, const Token *closer)
{
  gboolean is_both = (opener->opens && opener->closes) || (closer->opens && closer->closes);

  return !is_both || (opener->length + closer->length) % 3 != 0 || (opener->length % 3 == 0 && closer->length % 3 == 0);
}

static int
find_opener (Parser *parser, const Token *closer)
{
  for (int i = (int) parser->n_open - 1; i >= 0; i--)
    if (pairs_with (token_at (parser, parser->open[i]), closer))
      return i;
  return -1;
}

static void
close_stars (Parser *parser, Token *closer)
{
  int i;

  while (closer->n_stars > 0 && (i = find_opener (parser, closer)) >= 0)
    {
      Token *opener = token_at (parser, parser->open[i]);
      gboolean is_bold = opener->n_stars >= 2 && closer->n_stars >= 2;
      guint n = is_bold ? 2 : 1;

      opener->n_stars -= n;
      closer->n_stars -= n;
      *(is_bold ? &opener->bold : &opener->italic) += 1;
      *(is_bold ? &closer->bold_end : &closer->italic_end) -= 1;
      parser->n_open = (guint) i + (opener->n_stars > 0 ? 1 : 0);
    }
}

static void
take_stars (Parser *parser, const char *start)
{
  guint n = (guint) strspn (parser->at, "*");
  Token *token;

  if (n > MAX_STARS)
    add_text (parser, parser->at, n);
  else
    {
      token = add_token (parser, FALSE);
      token->n_stars = token->length = n;
      judge (token, parser->at > start ? parser->at[-1] : '\0', parser->at[n]);
      if (token->closes)
        close_stars (parser, token);
      if (token->opens && token->n_stars > 0 && parser->n_open < MAX_OPEN)
        parser->open[parser->n_open++] = parser->tokens->len - 1;
    }
  parser->at += n;
}

/* ---- code and links ------------------------------------------------------------------------------------------------ */

/* Returns: the run of just @n backticks from @at on. */
static const char *
find_ticks (const char *at, gsize n)
{
  for (const char *tick = strchr (at, '`'); tick != NULL; tick = strchr (tick, '`'))
    {
      gsize found = strspn (tick, "`");

      if (found == n)
        return tick;
      tick += found;
    }
  return NULL;
}

static void
take_code (Parser *parser)
{
  gsize n = strspn (parser->at, "`"), length;
  const char *text = parser->at + n, *end = n < 3 && !parser->no_ticks[n] ? find_ticks (text, n) : NULL;
  Token *token;

  if (end == NULL)
    {
      if (n < 3)
        parser->no_ticks[n] = TRUE;
      add_text (parser, parser->at, (gssize) n);
      parser->at = text;
      return;
    }
  parser->at = end + n;
  length = (gsize) (end - text);
  if (length > 2 && text[0] == ' ' && text[length - 1] == ' ')
    {
      text++;
      length -= 2;
    }
  token = add_token (parser, TRUE);
  token->is_code = TRUE;
  g_string_append_len (token->text, text, (gssize) length);
}

static gboolean
is_safe (const char *target)
{
  return g_ascii_strncasecmp (target, "https://", 8) == 0 || g_ascii_strncasecmp (target, "http://", 7) == 0;
}

static void
open_bracket (Parser *parser, gboolean is_image)
{
  add_text (parser, parser->at, is_image ? 2 : 1);
  parser->at += is_image ? 2 : 1;
  parser->bracket = (int) parser->tokens->len;
  parser->is_image = is_image;
}

/* The bracket is the end of the token before the text of the link. */
static void
make_link (Parser *parser, const char *target, gsize length)
{
  Token *before = token_at (parser, (guint) parser->bracket - 1);
  g_autofree char *address = g_strndup (target, length);

  g_string_truncate (before->text, before->text->len - (parser->is_image ? 2 : 1));
  for (guint i = (guint) parser->bracket; !parser->is_image && is_safe (address) && i < parser->tokens->len; i++)
    if (token_at (parser, i)->target == NULL)
      token_at (parser, i)->target = g_strdup (address);
}

static void
close_bracket (Parser *parser)
{
  gsize length = parser->at[1] == '(' ? strcspn (parser->at + 2, " ()\t") : 0;
  gboolean has_text = parser->bracket >= 0 && parser->bracket < (int) parser->tokens->len;

  if ((has_text || parser->is_image) && parser->bracket >= 0 && length > 0 && parser->at[2 + length] == ')')
    {
      make_link (parser, parser->at + 2, length);
      parser->at += length + 3;
    }
  else
    add_text (parser, parser->at++, 1);
  parser->bracket = -1;
}

/* ---- a line ---------------------------------------------------------------------------------------------------------- */

static void
take_escape (Parser *parser)
{
  gboolean is_mark = parser->at[1] != '\0' && strchr ("*`[]!#-+.)\\", parser->at[1]) != NULL;

  parser->at += is_mark ? 1 : 0;
  add_text (parser, parser->at++, 1);
}

static void
take_next (Parser *parser, const char *start)
{
  gsize n = strcspn (parser->at, "\\*`[]!");

  if (n > 0)
    {
      add_text (parser, parser->at, (gssize) n);
      parser->at += n;
    }
  switch (*parser->at)
    {
    case '\0': break;
    case '\\': take_escape (parser); break;
    case '*': take_stars (parser, start); break;
    case '`': take_code (parser); break;
    case '[': open_bracket (parser, FALSE); break;
    case ']': close_bracket (parser); break;
    default:
      if (parser->at[1] == '[')
        open_bracket (parser, TRUE);
      else
        add_text (parser, parser->at++, 1);
    }
}

static void
add_span (GArray *spans, RvMarks marks, const char *text, const char *target)
{
  RvMarkupSpan *last = spans->len > 0 ? &g_array_index (spans, RvMarkupSpan, spans->len - 1) : NULL;
  RvMarkupSpan span = { marks, NULL, NULL };

  if (*text == '\0')
    return;
  if (last != NULL && last->marks == marks && g_strcmp0 (last->target, target) == 0)
    {
      char *joined = g_strconcat (last->text, text, NULL);

      g_free (last->text);
      last->text = joined;
      return;
    }
  span.text = g_strdup (text);
  span.target = g_strdup (target);
  g_array_append_val (spans, span);
}

static void
make_spans (const GArray *tokens, GArray *spans)
{
  int bold = 0, italic = 0;

  for (guint i = 0; i < tokens->len; i++)
    {
      const Token *token = &g_array_index (tokens, Token, i);
      guint left = token->text == NULL ? token->n_stars : 0;

      bold += token->bold_end;
      italic += token->italic_end;
      add_span (spans, (bold > 0 ? RV_MARK_BOLD : 0) | (italic > 0 ? RV_MARK_ITALIC : 0) | (token->is_code ? RV_MARK_CODE : 0),
                token->text != NULL ? token->text->str : &"***"[MAX_STARS - left], token->target);
      bold += token->bold;
      italic += token->italic;
    }
}

static void
parse_spans (const char *text, GArray *spans)
{
  Parser parser = { .at = text, .tokens = g_array_new (FALSE, FALSE, sizeof (Token)), .bracket = -1 };

  g_array_set_clear_func (parser.tokens, clear_token);
  while (*parser.at != '\0')
    take_next (&parser, text);
  make_spans (parser.tokens, spans);
  g_array_unref (parser.tokens);
}

/* Returns: how long the mark of a list's item at @text is, with the space behind it; 0: it is none. */
static gsize
bullet_length (const char *text)
{
  gsize n = strspn (text, "0123456789");

  if (n == 0)
    return *text != '\0' && strchr ("-*+", *text) != NULL && text[1] == ' ' ? 2 : 0;
  return n <= 9 && (text[n] == '.' || text[n] == ')') && text[n + 1] == ' ' ? n + 2 : 0;
}

static const char *
read_start (RvMarkupLine *line, const char *text)
{
  gsize indent = strspn (text, " "), n = strspn (text + indent, "#");
  const char *rest = text + indent;

  if (n >= 1 && n <= 6 && rest[n] == ' ')
    {
      line->type = n == 1 ? RV_MARKUP_HEADING : RV_MARKUP_SUBHEADING;
      rest += n;
      return rest + strspn (rest, " ");
    }
  n = bullet_length (rest);
  if (n == 0)
    return text;
  line->type = RV_MARKUP_ITEM;
  line->level = (guint) MIN (indent / 2, MAX_LEVEL);
  line->bullet = n == 2 ? g_strdup ("•") : g_strndup (rest, n - 1);
  return rest + n;
}

static void
clear_span (gpointer data)
{
  RvMarkupSpan *span = data;

  g_free (span->text);
  g_free (span->target);
}

static void
free_line (gpointer data)
{
  RvMarkupLine *line = data;

  g_array_unref (line->spans);
  g_free (line->bullet);
  g_free (line);
}

/* A tab counts as spaces do; other control characters are made visible. */
static RvMarkupLine *
parse_line (const char *text)
{
  RvMarkupLine *line = g_new0 (RvMarkupLine, 1);
  g_auto (GStrv) pieces = g_strsplit (text, "\t", 256);
  g_autofree char *spaced = g_strjoinv ("  ", pieces), *clean = rv_text_clean (spaced);

  line->spans = g_array_new (FALSE, FALSE, sizeof (RvMarkupSpan));
  g_array_set_clear_func (line->spans, clear_span);
  parse_spans (read_start (line, clean), line->spans);
  return line;
}

GPtrArray *
rv_markup_parse (const char *text, guint max_lines)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (free_line);
  guint most = MIN (max_lines, MAX_LINES);

  for (const char *at = text; at != NULL && lines->len < most;)
    {
      const char *end = strchr (at, '\n');
      gsize length = end != NULL ? (gsize) (end - at) : strlen (at);
      g_autofree char *line = g_strndup (at, length > 0 && at[length - 1] == '\r' ? length - 1 : length);

      g_ptr_array_add (lines, parse_line (line));
      at = end != NULL ? end + 1 : NULL;
    }
  return lines;
}

char *
rv_markup_plain (const char *text)
{
  g_autoptr (GPtrArray) lines = rv_markup_parse (text != NULL ? text : "", MAX_LINES);
  GString *plain = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const RvMarkupLine *line = lines->pdata[i];

      g_string_append (plain, i > 0 ? "\n" : "");
      if (line->bullet != NULL)
        g_string_append_printf (plain, "%s ", line->bullet);
      for (guint j = 0; j < line->spans->len; j++)
        g_string_append (plain, g_array_index (line->spans, RvMarkupSpan, j).text);
    }
  return g_string_free (plain, FALSE);
}
