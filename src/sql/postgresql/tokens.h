/* The words and signs of a PostgreSQL script, without meaning: enough to split a script and
 * to cut exact pieces of text out of a statement that the real parser took. */
#pragma once

#include <glib.h>

typedef enum {
  RV_PG_TOKEN_WORD,     /* key word or bare identifier */
  RV_PG_TOKEN_QUOTED,   /* "identifier" */
  RV_PG_TOKEN_STRING,   /* 'text', E'', $tag$text$tag$ … */
  RV_PG_TOKEN_NUMBER,   /* also $1 */
  RV_PG_TOKEN_OPERATOR,
  RV_PG_TOKEN_SIGN,     /* one of ( ) [ ] , ; . : \ and what is nothing else */
} RvPgTokenType;

typedef struct {
  gsize start;
  gsize end;
  RvPgTokenType type;
  gboolean is_cut;      /* the text ends before the closing quote */
  int match;            /* set by the reader: index of the other parenthesis */
} RvPgToken;

/** rv_pg_token_next: finds the token at or after @position in @text; spaces and comments are
 * skipped. Returns: FALSE at the end. Continue at token->end. */
gboolean rv_pg_token_next (const char *text, gsize length, gsize position, RvPgToken *token);

/** rv_pg_token_is: whether the token is the bare @word (capitals), in whatever case. */
gboolean rv_pg_token_is (const char *text, const RvPgToken *token, const char *word);

/** rv_pg_unquote: Returns: (transfer full): what the quoted or bare identifier, or the string
 * constant, of that range stands for. */
char *rv_pg_unquote (const char *text, const RvPgToken *token);
