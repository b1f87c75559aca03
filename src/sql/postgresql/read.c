/* Reads a script: splits it, skips what is no design, parses the rest in batches and hands each
 * statement to its handler. One bad statement costs only itself. */
#include "sql/places.h"
#include "sql/postgresql/parse.h"
#include "sql/postgresql/split.h"

/* So much text goes to the parser at once: enough to make its start-up free, little enough to
 * keep its trees small. */
#define BATCH_SIZE (64 * 1024)

/* A statement that waits in the batch. */
typedef struct {
  gsize script_start;
  gsize start;          /* in the batch */
  gsize length;
  guint number;
  guint weight;
} Waiting;

typedef struct {
  RvPgReader r;
  GString *batch;
  GArray *waiting;      /* Waiting */
  gboolean in_transaction;
  gsize transaction_start;
} Driver;

/* ---- handlers ---------------------------------------------------------------------------------------- */

static const RvPgHandler *const all_handlers[] = {
  rv_pg_table_handlers, rv_pg_alter_handlers, rv_pg_index_handlers, rv_pg_type_handlers, rv_pg_view_handlers,
  rv_pg_routine_handlers, rv_pg_trigger_handlers, rv_pg_security_handlers, rv_pg_object_handlers, rv_pg_other_handlers,
  rv_pg_foreign_handlers, rv_pg_session_handlers, rv_pg_sequence_handlers, rv_pg_publication_handlers,
  rv_pg_do_handlers,
};

/* libpg_query 15 has 240 kinds of nodes, 17 more than 256. */
#define N_NODE_CASES 1024

static const RvPgHandler *
find_handler (int node_case)
{
  static const RvPgHandler *by_case[N_NODE_CASES];
  static gsize is_made = 0;

  if (g_once_init_enter (&is_made))
    {
      for (guint i = 0; i < G_N_ELEMENTS (all_handlers); i++)
        for (const RvPgHandler *h = all_handlers[i]; h->apply != NULL; h++)
          {
            g_assert (h->node_case < N_NODE_CASES);
            by_case[h->node_case] = h;
          }
      g_once_init_leave (&is_made, 1);
    }
  return node_case > 0 && node_case < N_NODE_CASES ? by_case[node_case] : NULL;
}

void
rv_pg_apply_node (RvPgReader *r, const Node *node)
{
  const RvPgHandler *handler = find_handler (node->node_case);

  if (handler != NULL)
    handler->apply (r, node->alias);
  else
    rv_pg_keep (r, NULL);
}

/* ---- one statement ------------------------------------------------------------------------------------- */

static gboolean
is_modifier (RvPgReader *r, int i)
{
  static const char *const words[] = { "OR", "REPLACE", "TEMP", "TEMPORARY", "UNLOGGED", "UNIQUE", "RECURSIVE", "CONSTRAINT", "LOCAL", "GLOBAL" };

  for (guint k = 0; k < G_N_ELEMENTS (words); k++)
    if (rv_pg_is (r, i, words[k]))
      return TRUE;
  return FALSE;
}

/* "CREATE FUNCTION" of the words of the statement. */
static char *
tag_of (RvPgReader *r)
{
  static const char *const two_words[] = { "MATERIALIZED", "FOREIGN", "EVENT", "DEFAULT", "TEXT", "USER", "ACCESS" };
  GString *tag = g_string_new (NULL);
  char *name;
  int i = 1, words;

  while (is_modifier (r, i))
    i++;
  words = 1;
  for (guint k = 0; k < G_N_ELEMENTS (two_words); k++)
    words += rv_pg_is (r, i, two_words[k]);
  if (rv_pg_is (r, 0, "GRANT") || rv_pg_is (r, 0, "REVOKE"))
    words = 0;
  g_string_append_len (tag, r->source + rv_pg_token (r, 0)->start, (gssize) (rv_pg_token (r, 0)->end - rv_pg_token (r, 0)->start));
  for (; words > 0 && rv_pg_token (r, i) != NULL; words--, i++)
    {
      g_string_append_c (tag, ' ');
      g_string_append_len (tag, r->source + rv_pg_token (r, i)->start, (gssize) (rv_pg_token (r, i)->end - rv_pg_token (r, i)->start));
    }
  name = g_ascii_strup (tag->str, -1);
  g_string_free (tag, TRUE);
  return name;
}

static void
count_applied (RvPgReader *r, const RvPgHandler *handler)
{
  g_autofree char *tag = NULL;

  if (r->is_kept)
    return;
  if (handler->node_case == NODE (SELECT_STMT) || handler->node_case == NODE (VARIABLE_SET_STMT))
    {
      r->report->n_skipped++;
      rv_report_count (r->report->skipped, handler->tag);
      return;
    }
  if (handler->tag == NULL)
    tag = tag_of (r);
  r->report->n_applied++;
  rv_report_count (r->report->became, tag != NULL ? tag : handler->tag);
}

static char *
statement_text (RvPgReader *r)
{
  return g_strndup (r->source + r->start, r->end - r->start);
}

/* The first line of the statement, as a name for the list of kept statements. */
static char *
short_name (const char *text)
{
  gsize length = strcspn (text, "(\n;");
  char *name = g_strndup (text, MIN (length, 80));

  if (!g_utf8_validate (name, -1, NULL))
    {
      char *valid = g_utf8_make_valid (name, -1);

      g_free (name);
      name = valid;
    }
  return g_strstrip (name);
}

static void
keep_failed (RvPgReader *r, RvKeptReason reason)
{
  g_autofree char *text = statement_text (r);
  g_autofree char *name = short_name (text);

  rv_pg_note (r, RV_MESSAGE_ERROR, (int) r->failure_at, "%s", r->failure);
  rv_pg_keep_text (r, reason, name, text, r->failure, NULL);
  r->report->n_kept++;
}

static void
set_statement (RvPgReader *r, const char *source, gsize start, gsize length, gsize script_start, guint number)
{
  r->source = source;
  r->start = start;
  r->end = start + length;
  r->script_start = script_start;
  r->number = number;
  r->has_tokens = FALSE;
  r->is_kept = FALSE;
  r->failure_at = start;
  g_clear_pointer (&r->failure, g_free);
}

/* The statement at hand made what comes after the newest object. */
static void
place_statement (RvPgReader *r)
{
  RvId last = 0;

  if (r->report->places == NULL)
    return;
  for (RvKind kind = 1; kind < RV_N_KINDS; kind++)
    {
      const GPtrArray *all = rv_model_all (r->model, kind);

      last = all->len > 0 ? MAX (last, ((RvObject *) all->pdata[all->len - 1])->id) : last;
    }
  rv_places_add_statement (r->report->places, last, r->script_start);
}

static void
apply_statement (RvPgReader *r, const Node *node)
{
  const RvPgHandler *handler = find_handler (node->node_case);

  place_statement (r);
  rv_pg_apply_node (r, node);
  if (r->failure != NULL && !r->is_kept)
    keep_failed (r, RvKeptReason_UNRESOLVED);
  else if (r->is_kept || handler == NULL)
    r->report->n_kept++;
  else
    count_applied (r, handler);
}

/* ---- batches ------------------------------------------------------------------------------------------- */

static void
start_waiting (Driver *d, const Waiting *w, const char *source, gsize start)
{
  set_statement (&d->r, source, start, w->length, w->script_start, w->number);
}

static void
apply_tree (RvPgReader *r, const RvPgTree *tree)
{
  for (gsize i = 0; i < tree->tree->n_stmts; i++)
    apply_statement (r, tree->tree->stmts[i]->stmt);
}

/* A statement by itself: for one that spoilt its batch, or is too heavy for it. */
static void
apply_alone (Driver *d, const Waiting *w)
{
  g_autofree char *text = g_strndup (d->batch->str + w->start, w->length);
  g_auto (RvPgTree) tree = { 0 };

  rv_pg_parse (text, &tree);
  start_waiting (d, w, text, 0);
  if (tree.tree != NULL)
    apply_tree (&d->r, &tree);
  else
    {
      d->r.failure = g_strdup (tree.message);
      d->r.failure_at = MIN ((gsize) tree.at, w->length);
      keep_failed (&d->r, RvKeptReason_NOT_UNDERSTOOD);
    }
}

typedef struct {
  Driver *driver;
  const Waiting *waiting;
} Heavy;

static void
apply_heavy (gpointer data)
{
  Heavy *heavy = data;

  apply_alone (heavy->driver, heavy->waiting);
}

static void
apply_by_weight (Driver *d, const Waiting *w)
{
  Heavy heavy = { d, w };

  if (w->weight > RV_PG_TOO_HEAVY)
    {
      start_waiting (d, w, d->batch->str, w->start);
      d->r.failure = g_strdup (_("The statement is nested too deeply."));
      keep_failed (&d->r, RvKeptReason_NOT_UNDERSTOOD);
    }
  else if (w->weight > RV_PG_HEAVY)
    rv_pg_on_large_stack (apply_heavy, &heavy);
  else
    apply_alone (d, w);
}

static void
apply_batch (Driver *d)
{
  const Waiting *first = &g_array_index (d->waiting, Waiting, 0);
  g_auto (RvPgTree) tree = { 0 };

  if (d->waiting->len == 1)
    {
      apply_by_weight (d, first);
      return;
    }
  rv_pg_parse (d->batch->str, &tree);
  for (guint i = 0; i < d->waiting->len; i++)
    {
      const Waiting *w = &g_array_index (d->waiting, Waiting, i);

      if (tree.tree == NULL || tree.tree->n_stmts != d->waiting->len)
        apply_alone (d, w);
      else
        {
          start_waiting (d, w, d->batch->str, w->start);
          apply_statement (&d->r, tree.tree->stmts[i]->stmt);
        }
    }
}

static void
flush (Driver *d)
{
  if (d->waiting->len > 0)
    apply_batch (d);
  g_array_set_size (d->waiting, 0);
  g_string_truncate (d->batch, 0);
}

/* ---- pieces of the script --------------------------------------------------------------------------------- */

/* Statements that hold data or steer the session, by their first word. */
static const char *const skipped_words[] = {
  "INSERT", "UPDATE", "DELETE", "MERGE", "WITH", "VALUES", "BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT",
  "RELEASE", "LOCK", "ANALYZE", "ANALYSE", "VACUUM", "EXPLAIN", "COPY", "TRUNCATE", "REFRESH", "REINDEX", "CHECKPOINT", "DISCARD",
  "RESET", "SHOW", "LISTEN", "NOTIFY", "UNLISTEN", "DECLARE", "FETCH", "MOVE", "CLOSE", "PREPARE", "EXECUTE", "DEALLOCATE", "CALL",
  "LOAD", "TABLE",
};

static gboolean
text_has (const char *text, gsize length, const char *word)
{
  gsize n = strlen (word);

  for (gsize i = 0; i + n <= length; i++)
    if (g_ascii_strncasecmp (text + i, word, n) == 0)
      return TRUE;
  return FALSE;
}

/* SET is read where names depend on it, SELECT where it sets the search path or makes a table. */
static gboolean
steers_reading (const char *text, gsize length, gboolean is_select)
{
  static const char *const names[] = { "search_path", "default_table", "session authorization", "role" };

  if (is_select)
    return text_has (text, MIN (length, 100), "search_path") || (length < 100000 && text_has (text, length, "into"));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (text_has (text, MIN (length, 60), names[i]))
      return TRUE;
  return FALSE;
}

static const char *
skipped_as (const char *text, const RvPgPiece *piece)
{
  const char *start = text + piece->start;
  gsize length = piece->end - piece->start;
  RvPgToken token;

  if (!rv_pg_token_next (text, piece->end, piece->start, &token) || token.type != RV_PG_TOKEN_WORD)
    return NULL;
  if (rv_pg_token_is (text, &token, "SET"))
    return steers_reading (start, length, FALSE) ? NULL : "SET";
  if (rv_pg_token_is (text, &token, "SELECT"))
    return steers_reading (start, length, TRUE) ? NULL : "SELECT";
  for (guint i = 0; i < G_N_ELEMENTS (skipped_words); i++)
    if (rv_pg_token_is (text, &token, skipped_words[i]))
      return skipped_words[i];
  return NULL;
}

static void
wait_for_batch (Driver *d, const RvPgPiece *piece)
{
  gsize length = piece->end - piece->start;
  gboolean is_heavy = piece->weight > RV_PG_HEAVY;
  Waiting w = { piece->start, 0, length, d->r.report->n_statements, piece->weight };

  if (is_heavy || d->batch->len + length > BATCH_SIZE)
    flush (d);
  w.start = d->batch->len;
  g_string_append_len (d->batch, d->r.script + piece->start, (gssize) length);
  g_string_append (d->batch, ";\n");
  g_array_append_val (d->waiting, w);
  if (is_heavy)
    flush (d);
}

/* What a transaction does not commit a server forgets; we read it all the same, and say so. */
static void
see_transaction (Driver *d, const RvPgPiece *piece, const char *word)
{
  static const char *const ends[] = { "COMMIT", "END", "ROLLBACK", "ABORT", NULL };
  gsize length = piece->end - piece->start;

  if (g_str_equal (word, "BEGIN") || g_str_equal (word, "START"))
    {
      d->in_transaction = TRUE;
      d->transaction_start = piece->start;
    }
  if (!g_strv_contains (ends, word) || text_has (d->r.script + piece->start, MIN (length, 40), " to "))
    return;
  if (word[0] == 'R' || word[0] == 'A')
    {
      set_statement (&d->r, d->r.script, piece->start, length, piece->start, d->r.report->n_statements);
      rv_pg_note (&d->r, RV_MESSAGE_WARNING, -1, _("The script takes back this transaction; it was read nonetheless."));
    }
  d->in_transaction = FALSE;
}

static void
warn_of_open_transaction (Driver *d)
{
  if (!d->in_transaction)
    return;
  set_statement (&d->r, d->r.script, d->transaction_start, 5, d->transaction_start, 0);
  rv_pg_note (&d->r, RV_MESSAGE_WARNING, -1, _("The transaction that begins here is never committed; it was read nonetheless."));
}

static void
take_piece (Driver *d, const RvPgPiece *piece)
{
  RvReport *report = d->r.report;
  const char *skipped;

  if (piece->type == RV_PG_PIECE_COPY_DATA)
    {
      guint rows = GPOINTER_TO_UINT (g_hash_table_lookup (report->skipped, "COPY data"));

      g_hash_table_replace (report->skipped, g_strdup ("COPY data"), GUINT_TO_POINTER (rows + (guint) piece->n_rows));
      return;
    }
  report->n_statements++;
  skipped = piece->type == RV_PG_PIECE_PSQL ? "psql command" : skipped_as (d->r.script, piece);
  if (skipped == NULL)
    {
      wait_for_batch (d, piece);
      return;
    }
  report->n_skipped++;
  rv_report_count (report->skipped, skipped);
  see_transaction (d, piece, skipped);
}

/* ---- foreign keys whose table came later -------------------------------------------------------------------- */

gboolean
rv_pg_read_late (RvPgReader *r, const RvPgLate *late)
{
  g_auto (RvPgTree) tree = { 0 };
  gsize length = strlen (late->statement);

  rv_pg_parse (late->statement, &tree);
  set_statement (r, late->statement, 0, length, late->script_start, late->number);
  if (tree.tree == NULL || tree.tree->n_stmts != 1)
    return FALSE;
  g_ptr_array_set_size (r->search_path, 0);
  for (guint i = 0; late->search_path[i] != NULL; i++)
    g_ptr_array_add (r->search_path, g_strdup (late->search_path[i]));
  place_statement (r);
  r->is_late = TRUE;
  rv_pg_apply_node (r, tree.tree->stmts[0]->stmt);
  r->is_late = FALSE;
  if (r->failure == NULL)
    return TRUE;
  r->failure_at = 0;
  keep_failed (r, RvKeptReason_UNRESOLVED);
  return FALSE;
}

static void
free_late (gpointer data)
{
  RvPgLate *late = data;

  g_free (late->statement);
  g_strfreev (late->search_path);
  g_free (late);
}

static void
read_late (Driver *d)
{
  g_autoptr (GPtrArray) late = g_steal_pointer (&d->r.late);

  for (guint i = 0; i < late->len; i++)
    rv_pg_read_late (&d->r, late->pdata[i]);
}

/* ---- the whole ------------------------------------------------------------------------------------------------ */

static void
index_kind (RvPgReader *r, RvKind kind)
{
  const GPtrArray *all = rv_model_all (r->model, kind);

  for (guint i = 0; i < all->len; i++)
    rv_pg_made (r, all->pdata[i]);
}

void
rv_pg_reader_init (RvPgReader *r, RvEdit *edit, RvModel *model, RvReport *report)
{
  static const RvKind named[] = { RV_KIND_ENUM, RV_KIND_DOMAIN, RV_KIND_COMPOSITE, RV_KIND_RANGE, RV_KIND_TABLE, RV_KIND_VIEW,
                                  RV_KIND_MATERIALIZED_VIEW };

  *r = (RvPgReader) { .edit = edit, .model = model, .report = report };
  r->tokens = g_array_new (FALSE, FALSE, sizeof (RvPgToken));
  r->search_path = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (r->search_path, g_strdup ("public"));
  r->types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  r->indexes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  r->constraints = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  r->signatures = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    index_kind (r, named[i]);
}

/* Names that only a script needs, not the text of a single field. */
static void
index_constraints (RvPgReader *r)
{
  static const RvKind named[] = { RV_KIND_KEY, RV_KIND_EXCLUSION, RV_KIND_INDEX, RV_KIND_CHECK, RV_KIND_FOREIGN_KEY, RV_KIND_DOMAIN_CHECK };

  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    index_kind (r, named[i]);
  r->n_default_privileges = rv_model_all (r->model, RV_KIND_DEFAULT_PRIVILEGE)->len;
  r->late = g_ptr_array_new_with_free_func (free_late);
  r->bodies = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_strfreev);
}

void
rv_pg_reader_clear (RvPgReader *r)
{
  g_array_unref (r->tokens);
  g_ptr_array_unref (r->search_path);
  g_hash_table_unref (r->types);
  g_hash_table_unref (r->indexes);
  g_hash_table_unref (r->constraints);
  g_hash_table_unref (r->signatures);
  g_clear_pointer (&r->late, g_ptr_array_unref);
  g_clear_pointer (&r->bodies, g_hash_table_unref);
  g_free (r->tablespace);
  g_free (r->access_method);
  g_free (r->failure);
}

static gboolean
read_pieces (Driver *d, RvProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  RvPgSplitter splitter;
  RvPgPiece piece;
  gsize told = 0;

  rv_pg_splitter_init (&splitter, d->r.script, d->r.script_length);
  while (rv_pg_splitter_next (&splitter, &piece))
    {
      take_piece (d, &piece);
      if (splitter.position - told < BATCH_SIZE)
        continue;
      told = splitter.position;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (progress != NULL)
        progress (told, d->r.script_length, progress_data);
    }
  flush (d);
  read_late (d);
  rv_pg_read_bodies (&d->r);
  warn_of_open_transaction (d);
  if (d->r.report->places != NULL)
    rv_places_finish (d->r.report->places, d->r.script, d->r.script_length);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* Files are decoded before they come here; what is no text nevertheless is refused, not guessed at. */
static gboolean
is_script (const char *text, gsize length, GError **error)
{
  gsize n_blank = 0;

  while (n_blank < length && g_ascii_isspace (text[n_blank]))
    n_blank++;
  if (n_blank == length)
    g_set_error (error, RV_SQL_ERROR, RV_SQL_ERROR_INPUT, _("The file is empty."));
  else if (memchr (text, '\0', length) != NULL || !g_utf8_validate_len (text, length, NULL))
    g_set_error (error, RV_SQL_ERROR, RV_SQL_ERROR_INPUT, _("The script is not UTF-8 text."));
  else
    return TRUE;
  return FALSE;
}

gboolean
rv_pg_read (RvEdit *edit, const char *text, gsize length, RvReport *report, RvProgress progress, gpointer progress_data,
            GCancellable *cancellable, GError **error)
{
  Driver d = { 0 };
  gboolean done;

  if (!is_script (text, length, error))
    return FALSE;
  rv_pg_reader_init (&d.r, edit, rv_edit_model (edit), report);
  index_constraints (&d.r);
  d.r.script = text;
  d.r.script_length = length;
  d.batch = g_string_sized_new (BATCH_SIZE + 4096);
  d.waiting = g_array_new (FALSE, FALSE, sizeof (Waiting));
  done = read_pieces (&d, progress, progress_data, cancellable, error);
  if (done && progress != NULL)
    progress (length, length, progress_data);
  g_string_free (d.batch, TRUE);
  g_array_unref (d.waiting);
  rv_pg_reader_clear (&d.r);
  return done;
}
