/* Cuts a PL/pgSQL body into the SQL that it embeds, by its key words alone. What is no valid
 * body gives pieces that do not parse: that is the parser's to find out. */
#include "sql/postgresql/plpgsql.h"

#include <string.h>

typedef struct {
  const char *text;
  char *sql;
  GArray *tokens;   /* RvPgToken */
  GArray *cuts;     /* RvPgCut */
} Scan;

static const char *const no_words[] = { NULL };

/* ---- tokens -------------------------------------------------------------------------------------- */

static const RvPgToken *
token_at (const Scan *s, int i)
{
  return i >= 0 && i < (int) s->tokens->len ? &g_array_index (s->tokens, RvPgToken, i) : NULL;
}

static gboolean
is (const Scan *s, int i, const char *word)
{
  const RvPgToken *token = token_at (s, i);

  return token != NULL && rv_pg_token_is (s->text, token, word);
}

static gboolean
is_one_of (const Scan *s, int i, const char *const *words)
{
  for (; *words != NULL; words++)
    if (is (s, i, *words))
      return TRUE;
  return FALSE;
}

static gboolean
is_sign (const Scan *s, int i, const char *sign)
{
  const RvPgToken *token = token_at (s, i);
  gsize length = strlen (sign);

  return token != NULL && (token->type == RV_PG_TOKEN_SIGN || token->type == RV_PG_TOKEN_OPERATOR)
         && token->end - token->start == length && memcmp (s->text + token->start, sign, length) == 0;
}

static gboolean
is_name (const Scan *s, int i)
{
  const RvPgToken *token = token_at (s, i);

  return token != NULL && (token->type == RV_PG_TOKEN_WORD || token->type == RV_PG_TOKEN_QUOTED);
}

static gboolean
is_assignment (const Scan *s, int i)
{
  return is_sign (s, i, ":=") || is_sign (s, i, "=");
}

/* 1 behind an opening parenthesis or bracket, -1 behind a closing one. */
static int
nesting (const Scan *s, int i)
{
  if (is_sign (s, i, "(") || is_sign (s, i, "["))
    return 1;
  return is_sign (s, i, ")") || is_sign (s, i, "]") ? -1 : 0;
}

/* The first of @words from @i on, outside of parentheses and of CASE … END; or else the
 * semicolon, or the end of the body. */
static int
find (const Scan *s, int i, const char *const *words)
{
  int depth = 0, cases = 0;

  for (; i < (int) s->tokens->len && !is_sign (s, i, ";"); i++)
    {
      depth += nesting (s, i);
      if (depth > 0)
        continue;
      if (cases == 0 && is_one_of (s, i, words))
        break;
      if (is (s, i, "CASE"))
        cases++;
      else if (cases > 0 && is (s, i, "END"))
        cases--;
    }
  return i;
}

static int
find_word (const Scan *s, int i, const char *word)
{
  const char *const words[] = { word, NULL };

  return find (s, i, words);
}

/* The token after the variable at @i with its fields and subscripts. */
static int
variable_end (const Scan *s, int i)
{
  if (!is_name (s, i))
    return i;
  for (i++;;)
    if (is_sign (s, i, ".") && is_name (s, i + 1))
      i += 2;
    else if (is_sign (s, i, "["))
      {
        int depth = 0;

        do
          depth += nesting (s, i++);
        while (depth > 0 && i < (int) s->tokens->len);
      }
    else
      return i;
}

static int
variables_end (const Scan *s, int i)
{
  i = variable_end (s, i);
  while (is_sign (s, i, ",") && is_name (s, i + 1))
    i = variable_end (s, i + 1);
  return i;
}

/* ---- pieces ---------------------------------------------------------------------------------------- */

static void
add (Scan *s, RvPgCutType type, int from, int to)
{
  RvPgCut cut = { .type = type };

  if (from < 0 || from >= to || to > (int) s->tokens->len)
    return;
  cut.start = token_at (s, from)->start;
  cut.end = token_at (s, to - 1)->end;
  g_array_append_val (s->cuts, cut);
}

static void
blank (Scan *s, int from, int to)
{
  if (from < to)
    memset (s->sql + token_at (s, from)->start, ' ', token_at (s, to - 1)->end - token_at (s, from)->start);
}

static void
replace (Scan *s, int i, const char *with)
{
  blank (s, i, i + 1);
  memcpy (s->sql + token_at (s, i)->start, with, strlen (with));
}

/* Takes the INTO of PL/pgSQL, which is not the one of INSERT INTO, out of the SQL. */
static void
take_into (Scan *s, int from, int to)
{
  static const char *const own[] = { "INSERT", "MERGE", NULL };
  int into = from;

  while ((into = find_word (s, into, "INTO")) < to && into > from && is_one_of (s, into - 1, own))
    into++;
  if (into < to)
    {
      int first = into + (is (s, into + 1, "STRICT") ? 2 : 1), end = MIN (variables_end (s, first), to);

      add (s, RV_PG_CUT_TARGET, first, end);
      blank (s, into, end);
    }
}

static int
take_query (Scan *s, int from, int to)
{
  take_into (s, from, to);
  add (s, RV_PG_CUT_QUERY, from, to);
  return to + 1;
}

/* Expressions with USING between some of them. */
static int
take_list (Scan *s, int from, int to)
{
  int using;

  take_into (s, from, to);
  using = find_word (s, from, "USING");
  if (using < to)
    replace (s, using, ",");
  add (s, RV_PG_CUT_EXPRESSION, from, to);
  return to + 1;
}

static int
take_query_or_execute (Scan *s, int from, int to)
{
  return is (s, from, "EXECUTE") ? take_list (s, from + 1, to) : take_query (s, from, to);
}

/* ---- declarations -------------------------------------------------------------------------------------- */

static void
add_variable (Scan *s, int name, int type, int type_end)
{
  RvPgCut *cut;

  if (!is_name (s, name))
    return;
  add (s, RV_PG_CUT_VARIABLE, name, name + 1);
  cut = &g_array_index (s->cuts, RvPgCut, s->cuts->len - 1);
  if (type < type_end)
    {
      cut->type_start = token_at (s, type)->start;
      cut->type_end = token_at (s, type_end - 1)->end;
    }
}

/* [(arguments)] FOR query */
static void
take_cursor (Scan *s, int i, int end)
{
  static const char *const before_query[] = { "FOR", "IS", NULL };
  int query = find (s, i, before_query);

  for (; i < query; i++)
    if (is_sign (s, i, "(") || is_sign (s, i, ","))
      add_variable (s, i + 1, 0, 0);
  take_query (s, query + 1, end);
}

static void
take_typed (Scan *s, int name, int type, int end)
{
  static const char *const after_type[] = { "NOT", "COLLATE", "DEFAULT", NULL };
  int type_end = type, value;

  while (type_end < end && !is_assignment (s, type_end) && !is_one_of (s, type_end, after_type))
    type_end++;
  add_variable (s, name, type, type_end);
  for (value = type_end; value < end && !is_assignment (s, value) && !is (s, value, "DEFAULT");)
    value++;
  add (s, RV_PG_CUT_EXPRESSION, value + 1, end);
}

/* name [CONSTANT] type …, name ALIAS FOR other, or name [[NO] SCROLL] CURSOR … */
static int
take_declaration (Scan *s, int name)
{
  int end = find (s, name, no_words), i = name + 1;

  i += is (s, i, "CONSTANT");
  if (is (s, i, "ALIAS"))
    add_variable (s, name, 0, 0);
  else if (find_word (s, i, "CURSOR") <= i + 2 && is (s, find_word (s, i, "CURSOR"), "CURSOR"))
    {
      add_variable (s, name, 0, 0);
      take_cursor (s, find_word (s, i, "CURSOR") + 1, end);
    }
  else
    take_typed (s, name, i, end);
  return end + 1;
}

static int
take_declarations (Scan *s, int i)
{
  i++;
  while (token_at (s, i) != NULL && !is (s, i, "BEGIN"))
    i = is (s, i, "DECLARE") ? i + 1 : take_declaration (s, i);
  return i;
}

/* ---- statements ------------------------------------------------------------------------------------------ */

static int
take_word (Scan *s, int i)
{
  return i + 1;
}

static int
take_nothing (Scan *s, int i)
{
  return find (s, i, no_words) + 1;
}

static int
take_condition (Scan *s, int i)
{
  static const char *const ends[] = { "THEN", "LOOP", NULL };
  int end = find (s, i + 1, ends);

  add (s, RV_PG_CUT_EXPRESSION, i + 1, end);
  return end + 1;
}

static int
take_case (Scan *s, int i)
{
  int when = find_word (s, i + 1, "WHEN");

  add (s, RV_PG_CUT_EXPRESSION, i + 1, when);
  return when;
}

/* low .. high BY step becomes a list of three. */
static gboolean
take_range (Scan *s, int from, int to)
{
  int by = find_word (s, from, "BY");

  for (int i = from; i + 1 < to; i++)
    if (is_sign (s, i, ".") && is_sign (s, i + 1, "."))
      {
        replace (s, i, ",");
        blank (s, i + 1, i + 2);
        if (by < to)
          replace (s, by, ",");
        add (s, RV_PG_CUT_EXPRESSION, from, to);
        return TRUE;
      }
  return FALSE;
}

static int
take_for (Scan *s, int i)
{
  static const char *const queries[] = { "SELECT", "WITH", "VALUES", "TABLE", "INSERT", "UPDATE", "DELETE", "EXECUTE", NULL };
  int in = variables_end (s, i + 1), end = find_word (s, in, "LOOP"), from = in + 1;

  from += is (s, from, "REVERSE");
  if (take_range (s, from, end))
    add_variable (s, i + 1, 0, 0);
  else if (is_one_of (s, from, queries) || is_sign (s, from, "("))
    take_query_or_execute (s, from, end);
  else
    add (s, RV_PG_CUT_EXPRESSION, from, end);
  add (s, RV_PG_CUT_TARGET, i + 1, in);
  return end + 1;
}

static int
take_foreach (Scan *s, int i)
{
  int array = find_word (s, i, "ARRAY"), end = find_word (s, i, "LOOP");

  add (s, RV_PG_CUT_TARGET, i + 1, variables_end (s, i + 1));
  add (s, RV_PG_CUT_EXPRESSION, array + 1, end);
  return end + 1;
}

static int
take_return (Scan *s, int i)
{
  int end = find (s, i, no_words);

  if (is (s, i + 1, "QUERY"))
    return take_query_or_execute (s, i + 2, end);
  add (s, RV_PG_CUT_EXPRESSION, i + (is (s, i + 1, "NEXT") ? 2 : 1), end);
  return end + 1;
}

static int
take_perform (Scan *s, int i)
{
  replace (s, i, "SELECT");
  return take_query (s, i, find (s, i, no_words));
}

static int
take_execute (Scan *s, int i)
{
  return take_list (s, i + 1, find (s, i, no_words));
}

static int
take_assert (Scan *s, int i)
{
  int end = find (s, i, no_words);

  add (s, RV_PG_CUT_EXPRESSION, i + 1, end);
  return end + 1;
}

/* RAISE [level] ['format' | condition | SQLSTATE 'code'] [, value]… [USING option = value, …] */
static int
take_raise (Scan *s, int i)
{
  int end = find (s, i, no_words), using = find_word (s, i, "USING"), comma = i;

  while (comma < using && !is_sign (s, comma, ","))
    comma++;
  add (s, RV_PG_CUT_EXPRESSION, comma + 1, using);
  add (s, RV_PG_CUT_EXPRESSION, using + 1, end);
  return end + 1;
}

static int
take_open (Scan *s, int i)
{
  int end = find (s, i, no_words), query = find_word (s, i, "FOR");

  if (query < end)
    return take_query_or_execute (s, query + 1, end);
  add (s, RV_PG_CUT_EXPRESSION, i + 2, end);
  return end + 1;
}

static int
take_fetch (Scan *s, int i)
{
  int end = find (s, i, no_words);

  take_into (s, i, end);
  return end + 1;
}

static int
take_exit (Scan *s, int i)
{
  int end = find (s, i, no_words);

  add (s, RV_PG_CUT_EXPRESSION, find_word (s, i, "WHEN") + 1, end);
  return end + 1;
}

static const struct {
  const char *word;
  int (*take) (Scan *s, int i);
} takers[] = {
  { "DECLARE", take_declarations }, { "BEGIN", take_word }, { "ELSE", take_word }, { "LOOP", take_word },
  { "EXCEPTION", take_word }, { "END", take_nothing }, { "NULL", take_nothing }, { "GET", take_nothing },
  { "CLOSE", take_nothing }, { "COMMIT", take_nothing }, { "ROLLBACK", take_nothing }, { "IF", take_condition },
  { "ELSIF", take_condition }, { "ELSEIF", take_condition }, { "WHILE", take_condition }, { "WHEN", take_condition },
  { "CASE", take_case }, { "FOR", take_for }, { "FOREACH", take_foreach }, { "RETURN", take_return },
  { "PERFORM", take_perform }, { "EXECUTE", take_execute }, { "ASSERT", take_assert }, { "RAISE", take_raise },
  { "OPEN", take_open }, { "FETCH", take_fetch }, { "MOVE", take_fetch }, { "EXIT", take_exit },
  { "CONTINUE", take_exit },
};

/* Takes one statement, or the control word before it. Returns: the token after it. */
static int
take (Scan *s, int i)
{
  int end = variable_end (s, i);

  if (end > i && is_assignment (s, end))
    {
      int value_end = find (s, end, no_words);

      add (s, RV_PG_CUT_TARGET, i, end);
      add (s, RV_PG_CUT_EXPRESSION, end + 1, value_end);
      return value_end + 1;
    }
  if (is_sign (s, i, "<<") || is_sign (s, i, "#"))
    return i + 3;
  for (guint k = 0; k < G_N_ELEMENTS (takers); k++)
    if (is (s, i, takers[k].word))
      return takers[k].take (s, i);
  return take_query (s, i, find (s, i, no_words));
}

/* ---- the whole ---------------------------------------------------------------------------------------------- */

/* FALSE: a quote stays open, so nothing behind it is what it seems. */
static gboolean
read_tokens (Scan *s)
{
  gsize length = strlen (s->text);
  RvPgToken token;

  for (gsize i = 0; rv_pg_token_next (s->text, length, i, &token); i = token.end)
    {
      if (token.is_cut)
        return FALSE;
      g_array_append_val (s->tokens, token);
    }
  return s->tokens->len < G_MAXINT;
}

GArray *
rv_pg_cut_body (const char *body, char **sql)
{
  Scan s = { .text = body, .sql = g_strdup (body) };

  s.tokens = g_array_new (FALSE, FALSE, sizeof (RvPgToken));
  s.cuts = g_array_new (FALSE, FALSE, sizeof (RvPgCut));
  if (read_tokens (&s))
    for (int i = 0; i < (int) s.tokens->len;)
      i = MAX (take (&s, i), i + 1);
  g_array_unref (s.tokens);
  *sql = s.sql;
  return s.cuts;
}
