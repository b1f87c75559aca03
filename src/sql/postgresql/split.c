/* Splits a script. A semicolon ends a statement unless it stands inside quotes, inside the
 * parentheses of CREATE RULE or inside a BEGIN ATOMIC … END body. */
#include "sql/postgresql/split.h"

#include <string.h>

/* After that many statements that run into the end of the file inside quotes, give up
 * looking for where they might have been meant to end: each look costs a pass. */
#define MAX_RECOVERIES 50

/* What decides where the statement at hand ends. */
typedef struct {
  guint n_words;
  gboolean is_create;
  gboolean is_rule;
  gboolean is_routine;
  gboolean is_copy;
  gboolean from_stdin;
  gboolean was_from, was_begin;
  guint atomic_depth;
  int depth;
  int max_depth;
  guint n_heavy;
} State;

void
rv_pg_splitter_init (RvPgSplitter *splitter, const char *text, gsize length)
{
  *splitter = (RvPgSplitter) { .text = text, .length = length };
}

/* Words that make the parse tree a level deeper. */
static gboolean
is_heavy_word (const char *text, const RvPgToken *token)
{
  static const char *const words[] = { "NOT", "CASE", "JOIN", "UNION", "EXCEPT", "INTERSECT", "SELECT", "IS", "COLLATE", "AT" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (rv_pg_token_is (text, token, words[i]))
      return TRUE;
  return FALSE;
}

static void
see_atomic_body (State *state, const char *text, const RvPgToken *token)
{
  if (state->was_begin && rv_pg_token_is (text, token, "ATOMIC"))
    state->atomic_depth = 1;
  else if (state->atomic_depth > 0 && rv_pg_token_is (text, token, "CASE"))
    state->atomic_depth++;
  else if (state->atomic_depth > 0 && rv_pg_token_is (text, token, "END"))
    state->atomic_depth--;
  state->was_begin = rv_pg_token_is (text, token, "BEGIN");
}

static void
see_word (State *state, const char *text, const RvPgToken *token)
{
  state->n_words++;
  if (state->n_words == 1)
    {
      state->is_create = rv_pg_token_is (text, token, "CREATE");
      state->is_copy = rv_pg_token_is (text, token, "COPY");
    }
  else if (state->is_create && state->n_words <= 4)
    {
      state->is_rule |= rv_pg_token_is (text, token, "RULE");
      state->is_routine |= rv_pg_token_is (text, token, "FUNCTION") || rv_pg_token_is (text, token, "PROCEDURE");
    }
  if (state->is_routine)
    see_atomic_body (state, text, token);
  if (state->is_copy && state->depth == 0)
    {
      state->from_stdin |= state->was_from && rv_pg_token_is (text, token, "STDIN");
      state->was_from = rv_pg_token_is (text, token, "FROM");
    }
  if (state->n_words > 1 && is_heavy_word (text, token))
    state->n_heavy++;
}

static void
see_token (State *state, const char *text, const RvPgToken *token)
{
  char c = text[token->start];

  if (token->type == RV_PG_TOKEN_WORD)
    see_word (state, text, token);
  else if (token->type == RV_PG_TOKEN_OPERATOR || (token->type == RV_PG_TOKEN_SIGN && c == ':'))
    state->n_heavy++;
  else if (token->type == RV_PG_TOKEN_SIGN && (c == '(' || c == '['))
    {
      state->depth++;
      state->max_depth = MAX (state->max_depth, state->depth);
    }
  else if (token->type == RV_PG_TOKEN_SIGN && (c == ')' || c == ']'))
    state->depth--;
}

static gboolean
ends_statement (const State *state, const char *text, const RvPgToken *token)
{
  return token->type == RV_PG_TOKEN_SIGN && text[token->start] == ';' && state->atomic_depth == 0
         && !(state->is_rule && state->depth > 0);
}

static gsize
line_end (const RvPgSplitter *splitter, gsize from)
{
  const char *end = memchr (splitter->text + from, '\n', splitter->length - from);

  return end != NULL ? (gsize) (end - splitter->text) : splitter->length;
}

static void
take_copy_data (RvPgSplitter *splitter, RvPgPiece *piece)
{
  gsize i = line_end (splitter, splitter->position);

  splitter->expects_data = FALSE;
  i = MIN (i + 1, splitter->length);
  *piece = (RvPgPiece) { .type = RV_PG_PIECE_COPY_DATA, .start = i };
  while (i < splitter->length)
    {
      gsize end = line_end (splitter, i);
      gsize width = end - i;

      if (width > 0 && splitter->text[end - 1] == '\r')
        width--;
      if (width == 2 && memcmp (splitter->text + i, "\\.", 2) == 0)
        {
          piece->end = i;
          splitter->position = end;
          return;
        }
      piece->n_rows++;
      i = MIN (end + 1, splitter->length);
    }
  piece->end = splitter->position = splitter->length;
  piece->is_cut = TRUE;
}

static gboolean
starts_statement (const char *text, gsize length)
{
  static const char *const words[] = { "CREATE ", "ALTER ", "COMMENT ON ", "GRANT ", "REVOKE ", "DROP ", "INSERT ", "COPY ", "SET " };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (length > strlen (words[i]) && g_ascii_strncasecmp (text, words[i], strlen (words[i])) == 0)
      return TRUE;
  return FALSE;
}

/* A statement that cannot be whole ends where a later line begins like a new one. */
static void
cut_at_next_statement (RvPgSplitter *splitter, RvPgPiece *piece)
{
  gsize i = line_end (splitter, piece->start);

  piece->is_cut = TRUE;
  for (; i < piece->end; i = line_end (splitter, i + 1))
    if (i + 1 < piece->end && starts_statement (splitter->text + i + 1, piece->end - i - 1))
      {
        piece->end = splitter->position = i + 1;
        while (piece->end > piece->start && g_ascii_isspace (splitter->text[piece->end - 1]))
          piece->end--;
        return;
      }
}

static gboolean
is_end_of_query (const char *text, gsize length)
{
  return length >= 2 && text[0] == '\\' && text[1] == 'g';
}

/* Takes the tokens of one statement; the first is at hand. */
static void
take_statement (RvPgSplitter *splitter, RvPgToken token, RvPgPiece *piece)
{
  const char *text = splitter->text;
  State state = { 0 };
  gboolean is_whole = FALSE;

  *piece = (RvPgPiece) { .type = RV_PG_PIECE_STATEMENT, .start = token.start, .end = token.end };
  do
    {
      splitter->position = token.end;
      if (ends_statement (&state, text, &token) || is_end_of_query (text + token.start, splitter->length - token.start))
        {
          if (text[token.start] == '\\')
            splitter->position = line_end (splitter, token.start);
          is_whole = state.depth <= 0;
          break;
        }
      piece->end = token.end;
      piece->is_cut |= token.is_cut;
      see_token (&state, text, &token);
    }
  while (rv_pg_token_next (text, splitter->length, token.end, &token));
  piece->weight = state.n_heavy + state.max_depth;
  splitter->expects_data = state.is_copy && state.from_stdin && is_whole;
  if (piece->is_cut ? splitter->n_recoveries++ < MAX_RECOVERIES : state.depth > 0)
    cut_at_next_statement (splitter, piece);
}

gboolean
rv_pg_splitter_next (RvPgSplitter *splitter, RvPgPiece *piece)
{
  RvPgToken token;

  if (splitter->expects_data)
    {
      take_copy_data (splitter, piece);
      return TRUE;
    }
  while (rv_pg_token_next (splitter->text, splitter->length, splitter->position, &token))
    {
      splitter->position = token.end;
      if (token.type != RV_PG_TOKEN_SIGN || (splitter->text[token.start] != '\\' && splitter->text[token.start] != ';'))
        {
          take_statement (splitter, token, piece);
          return TRUE;
        }
      if (splitter->text[token.start] == '\\')
        {
          *piece = (RvPgPiece) { .type = RV_PG_PIECE_PSQL, .start = token.start, .end = line_end (splitter, token.start) };
          splitter->position = piece->end;
          return TRUE;
        }
    }
  return FALSE;
}
