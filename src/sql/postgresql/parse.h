/* The real parser of PostgreSQL, with its tree in memory of our own. */
#pragma once

#include "sql/postgresql/reader.h"

/* Statements heavier than the first are parsed by themselves on a large stack; heavier than
 * the second they are not parsed: their tree would be deeper than any stack. */
#define RV_PG_HEAVY 300
#define RV_PG_TOO_HEAVY 20000

typedef struct {
  PgQuery__ParseResult *tree;   /* NULL: a syntax error */
  char *message;
  int at;                       /* byte offset of the error */
  GPtrArray *blocks;
} RvPgTree;

/** rv_pg_parse: parses @text into @tree; free it with rv_pg_tree_clear(). */
void rv_pg_parse (const char *text, RvPgTree *tree);
void rv_pg_tree_clear (RvPgTree *tree);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RvPgTree, rv_pg_tree_clear)

/** rv_pg_on_large_stack: calls @function in a thread with a large stack and waits for it. */
void rv_pg_on_large_stack (void (*function) (gpointer), gpointer data);

/** rv_pg_weight: bounds how deep the parse tree of @text can be. */
guint rv_pg_weight (const char *text);
