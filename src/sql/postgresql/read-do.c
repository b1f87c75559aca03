/* DO blocks that only guard statements of a design: IF NOT EXISTS (…) THEN ALTER …; END IF, or
 * EXCEPTION WHEN duplicate_object. Their statements are applied as if the conditions held. A
 * block that does anything else is kept. */
#include "sql/postgresql/parse.h"
#include "sql/postgresql/split.h"

#define MAX_DEPTH 16

/* A statement of the block that changes the design. */
typedef struct {
  gsize start, end;
  gboolean is_guarded;
} Inner;

typedef struct {
  const char *text;
  GArray *statements;           /* Inner */
  int depth;                    /* of IF */
  int skip_depth;               /* > 0: in an ELSE branch of that depth */
  int begin_depth;              /* of BEGIN … END */
  int exception_depth;          /* > 0: among the handlers of that depth */
  gboolean has_exception;
  gboolean is_understood;
} Block;

static gboolean
is_one_of (const char *text, const RvPgToken *token, const char *const *words)
{
  for (; *words != NULL; words++)
    if (rv_pg_token_is (text, token, *words))
      return TRUE;
  return FALSE;
}

/* The position behind the THEN of the condition at @start, or @end. */
static gsize
after_then (const char *text, gsize start, gsize end)
{
  RvPgToken token;
  int depth = 0;

  for (gsize i = start; rv_pg_token_next (text, end, i, &token); i = token.end)
    {
      depth += token.type == RV_PG_TOKEN_SIGN ? (text[token.start] == '(') - (text[token.start] == ')') : 0;
      if (depth == 0 && rv_pg_token_is (text, &token, "THEN"))
        return token.end;
    }
  return end;
}

static void take (Block *block, gsize start, gsize end);

static void
take_end (Block *block, const RvPgToken *end_word, gsize end)
{
  RvPgToken next;

  if (!rv_pg_token_next (block->text, end, end_word->end, &next))
    {
      if (block->exception_depth == block->begin_depth)
        block->exception_depth = 0;
      block->begin_depth--;
      return;
    }
  block->is_understood &= rv_pg_token_is (block->text, &next, "IF") && block->depth > 0;
  if (block->skip_depth == block->depth)
    block->skip_depth = 0;
  block->depth--;
}

static void
take_branch (Block *block, const RvPgToken *word, gsize end)
{
  if (rv_pg_token_is (block->text, word, "IF"))
    {
      block->depth++;
      block->is_understood &= block->depth < MAX_DEPTH;
      take (block, after_then (block->text, word->end, end), end);
      return;
    }
  /* The first branch is the one that counts. */
  if (block->skip_depth == 0)
    block->skip_depth = block->depth;
}

static void
take_other (Block *block, const RvPgToken *word, gsize start, gsize end)
{
  static const char *const design[] = { "CREATE", "ALTER", "DROP", "COMMENT", "GRANT", "REVOKE", NULL };
  static const char *const data[] = { "INSERT", "UPDATE", "DELETE", "PERFORM", "RAISE", "NULL", "RETURN", "TRUNCATE", "SET", NULL };

  if (block->skip_depth > 0 || block->exception_depth > 0)
    return;
  if (is_one_of (block->text, word, design))
    {
      Inner inner = { start, end, block->depth > 0 };

      g_array_append_val (block->statements, inner);
    }
  else if (!is_one_of (block->text, word, data))
    block->is_understood = FALSE;
}

/* One piece of the block, up to a semicolon; control words may stand before its statement. */
static void
take (Block *block, gsize start, gsize end)
{
  static const char *const branches[] = { "IF", "ELSE", "ELSIF", "ELSEIF", NULL };
  RvPgToken word;

  if (!rv_pg_token_next (block->text, end, start, &word))
    return;
  if (rv_pg_token_is (block->text, &word, "BEGIN"))
    {
      block->is_understood &= ++block->begin_depth < MAX_DEPTH;
      if (block->is_understood)
        take (block, word.end, end);
    }
  else if (rv_pg_token_is (block->text, &word, "END"))
    take_end (block, &word, end);
  else if (rv_pg_token_is (block->text, &word, "EXCEPTION"))
    {
      block->exception_depth = block->begin_depth;
      block->has_exception = TRUE;
    }
  else if (is_one_of (block->text, &word, branches))
    take_branch (block, &word, end);
  else
    take_other (block, &word, word.start, end);
}

/* Finds the statements. FALSE: the block does what we do not follow. */
static gboolean
take_block (Block *block)
{
  RvPgSplitter splitter;
  RvPgPiece piece;
  RvPgToken first;
  gsize length = strlen (block->text);

  if (!rv_pg_token_next (block->text, length, 0, &first) || !rv_pg_token_is (block->text, &first, "BEGIN"))
    return FALSE;
  rv_pg_splitter_init (&splitter, block->text, length);
  while (block->is_understood && rv_pg_splitter_next (&splitter, &piece))
    {
      block->is_understood &= piece.type == RV_PG_PIECE_STATEMENT && !piece.is_cut && piece.weight < RV_PG_HEAVY;
      take (block, piece.start, piece.end);
    }
  return block->is_understood;
}

/* Applies one statement as if it stood in the script by itself. */
static void
apply_inner (RvPgReader *r, const char *statement)
{
  RvPgReader outer = *r;
  g_auto (RvPgTree) tree = { 0 };
  gboolean is_kept;
  char *failure;

  rv_pg_parse (statement, &tree);
  if (tree.tree == NULL)
    {
      rv_pg_fail (r, -1, "%s", tree.message);
      return;
    }
  r->source = statement;
  r->start = 0;
  r->end = strlen (statement);
  r->has_tokens = FALSE;
  r->failure = NULL;
  for (gsize i = 0; i < tree.tree->n_stmts; i++)
    rv_pg_apply_node (r, tree.tree->stmts[i]->stmt);
  is_kept = r->is_kept;
  failure = r->failure;
  r->source = outer.source;
  r->start = outer.start;
  r->end = outer.end;
  r->has_tokens = FALSE;
  r->failure = failure != NULL ? failure : outer.failure;
  r->failure_at = outer.start;
  r->is_kept = is_kept;
}

static void
apply_statements (RvPgReader *r, const Block *block)
{
  for (guint i = 0; i < block->statements->len && r->failure == NULL; i++)
    {
      const Inner *inner = &g_array_index (block->statements, Inner, i);
      g_autofree char *statement = g_strndup (block->text + inner->start, inner->end - inner->start);

      apply_inner (r, statement);
      /* What the guard was for: it is there already, or not there. */
      if (inner->is_guarded || block->has_exception)
        g_clear_pointer (&r->failure, g_free);
    }
}

static const char *
body_of (const PgQuery__DoStmt *s)
{
  const char *body = NULL;

  for (gsize i = 0; i < s->n_args; i++)
    {
      const PgQuery__DefElem *option = s->args[i]->def_elem;

      if (g_str_equal (option->defname, "as"))
        body = rv_pg_string (option->arg);
      else if (g_strcmp0 (rv_pg_string (option->arg), "plpgsql") != 0)
        return NULL;
    }
  return body;
}

static void
apply_do (RvPgReader *r, const void *statement)
{
  Block block = { .text = body_of (statement), .is_understood = TRUE };

  block.statements = g_array_new (FALSE, FALSE, sizeof (Inner));
  if (block.text == NULL || !take_block (&block))
    rv_pg_keep (r, NULL);
  else
    {
      if (block.statements->len > 0)
        rv_pg_note (r, RV_MESSAGE_NOTE, -1, _("The statements of this DO block were applied as if its conditions held."));
      apply_statements (r, &block);
    }
  g_array_unref (block.statements);
}

const RvPgHandler rv_pg_do_handlers[] = {
  { NODE (DO_STMT), "DO", apply_do },
  { 0 },
};
