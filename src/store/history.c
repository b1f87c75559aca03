/* Transactions and what SQLite's session extension makes of them: the undo step, the history
 * row and the announcement are one changeset. */
#include <glib/gi18n-lib.h>

#include "store/store-private.h"

#define KEEP_STEPS 500                   /* always undoable */
#define KEEP_MOST_STEPS 2000
#define KEEP_BYTES (48 * 1024 * 1024)    /* past KEEP_STEPS */

static int
is_kind_table (void *data, const char *table)
{
  return rv_kind_from_table (table) != RV_KIND_NONE;
}

RvId
rv_store_next_id (RvStore *store)
{
  return rv_store_integer (store, "SELECT value FROM counters WHERE name = 'next_id'");
}

void
rv_store_mark_seen (RvStore *store)
{
  store->last_step = rv_store_integer (store, "SELECT max(step) FROM history");
  store->data_version = (int) rv_store_integer (store, "PRAGMA data_version");
}

gboolean
rv_store_begin (RvStore *store, gboolean record, GError **error)
{
  if (store->read_only_reason != NULL)
    {
      g_set_error_literal (error, RV_STORE_ERROR, RV_STORE_ERROR_IO, store->read_only_reason);
      return FALSE;
    }
  if (!rv_store_exec (store, "BEGIN IMMEDIATE", error))
    return FALSE;
  store->in_transaction = TRUE;
  if (record && sqlite3session_create (store->db, "main", &store->session) == SQLITE_OK)
    {
      sqlite3session_table_filter (store->session, is_kind_table, NULL);
      sqlite3session_attach (store->session, NULL);
    }
  return TRUE;
}

void
rv_store_rollback (RvStore *store)
{
  g_clear_pointer (&store->session, sqlite3session_delete);
  if (store->in_transaction)
    sqlite3_exec (store->db, "ROLLBACK", NULL, NULL, NULL);
  store->in_transaction = FALSE;
}

static gboolean
add_step (RvStore *store, const char *label, const char *action, gint64 target, const void *changeset, int size, GError **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean done
      = sqlite3_prepare_v2 (store->db,
                            "INSERT INTO history (made_at, label, action, target, size, changeset)"
                            " VALUES (strftime ('%Y-%m-%dT%H:%M:%SZ', 'now'), ?, ?, nullif (?, 0), ?, ?)",
                            -1, &statement, NULL) == SQLITE_OK
        && sqlite3_bind_text (statement, 1, label, -1, SQLITE_STATIC) == SQLITE_OK
        && sqlite3_bind_text (statement, 2, action, -1, SQLITE_STATIC) == SQLITE_OK
        && sqlite3_bind_int64 (statement, 3, target) == SQLITE_OK && sqlite3_bind_int (statement, 4, size) == SQLITE_OK
        && sqlite3_bind_blob (statement, 5, changeset, size, SQLITE_STATIC) == SQLITE_OK
        && sqlite3_step (statement) == SQLITE_DONE;

  sqlite3_finalize (statement);
  return done || rv_store_set_error (store, error, _("the project file could not be written"));
}

static gboolean
set_next_id (RvStore *store, RvId next_id, GError **error)
{
  char sql[96];

  g_snprintf (sql, sizeof sql, "UPDATE counters SET value = %" G_GINT64_FORMAT " WHERE name = 'next_id'", next_id);
  return rv_store_exec (store, sql, error);
}

/* Old steps stay in the list but can no longer be undone. */
static gboolean
thin_out (RvStore *store, gint64 newest, GError **error)
{
  g_autofree char *sql = NULL;

  if (newest % 64 != 0)
    return TRUE;
  sql = g_strdup_printf (
      "UPDATE history SET changeset = NULL, size = 0 WHERE changeset IS NOT NULL AND step IN ("
      " SELECT step FROM (SELECT step, row_number () OVER newest AS nth, sum (size) OVER newest AS total"
      "  FROM history WHERE action = 'edit' AND changeset IS NOT NULL WINDOW newest AS (ORDER BY step DESC))"
      " WHERE nth > %d OR (nth > %d AND total > %d));"
      "DELETE FROM history WHERE action IN ('undo', 'redo') AND step < %" G_GINT64_FORMAT,
      KEEP_MOST_STEPS, KEEP_STEPS, KEEP_BYTES, newest - KEEP_MOST_STEPS);
  return rv_store_exec (store, sql, error);
}

static gboolean
commit (RvStore *store, GError **error)
{
  if (!rv_store_exec (store, "COMMIT", error))
    {
      rv_store_rollback (store);
      return FALSE;
    }
  store->in_transaction = FALSE;
  rv_store_mark_seen (store);
  return TRUE;
}

gboolean
rv_store_commit (RvStore *store, const char *label, RvId next_id, GError **error)
{
  gboolean records = store->session != NULL;
  void *changeset = NULL;
  int size = 0;
  gboolean done = TRUE;

  if (records && sqlite3session_changeset (store->session, &size, &changeset) != SQLITE_OK)
    done = rv_store_set_error (store, error, _("the step could not be recorded"));
  g_clear_pointer (&store->session, sqlite3session_delete);
  done = done && (!records || rv_store_exec (store, "DELETE FROM history WHERE is_undone", error))
         && add_step (store, label, records ? "edit" : "initial", 0, changeset, size, error)
         && set_next_id (store, next_id, error) && thin_out (store, sqlite3_last_insert_rowid (store->db), error);
  sqlite3_free (changeset);
  if (!done)
    {
      rv_store_rollback (store);
      return FALSE;
    }
  return commit (store, error);
}

/* ---- reading the history ---------------------------------------------------------------------- */

void
rv_store_step_free (RvStoreStep *step)
{
  g_free (step->label);
  g_free (step->made_at);
  g_free (step);
}

GPtrArray *
rv_store_steps (RvStore *store, guint limit)
{
  GPtrArray *steps = g_ptr_array_new_with_free_func ((GDestroyNotify) rv_store_step_free);
  sqlite3_stmt *statement = NULL;

  sqlite3_prepare_v2 (store->db,
                      "SELECT step, label, made_at, is_undone, changeset IS NOT NULL FROM history"
                      " WHERE action IN ('edit', 'initial') ORDER BY step DESC LIMIT ?",
                      -1, &statement, NULL);
  sqlite3_bind_int64 (statement, 1, limit);
  while (statement != NULL && sqlite3_step (statement) == SQLITE_ROW)
    {
      RvStoreStep *step = g_new0 (RvStoreStep, 1);

      step->step = sqlite3_column_int64 (statement, 0);
      step->label = g_strdup ((const char *) sqlite3_column_text (statement, 1));
      step->made_at = g_strdup ((const char *) sqlite3_column_text (statement, 2));
      step->is_undone = sqlite3_column_int (statement, 3);
      step->can_undo = sqlite3_column_int (statement, 4);
      g_ptr_array_add (steps, step);
    }
  sqlite3_finalize (statement);
  return steps;
}

typedef struct {
  gint64 step;
  char *label;
  void *changeset;
  int size;
} Step;

static void
step_clear (Step *step)
{
  g_free (step->label);
  g_free (step->changeset);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Step, step_clear)

/* Runs @sql, which selects step, label, changeset. Returns: whether there is such a step with a changeset. */
static gboolean
find_step (RvStore *store, const char *sql, gint64 argument, Step *step)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (store->db, sql, -1, &statement, NULL) != SQLITE_OK)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, argument);
  if (sqlite3_step (statement) == SQLITE_ROW && sqlite3_column_type (statement, 2) == SQLITE_BLOB)
    {
      step->step = sqlite3_column_int64 (statement, 0);
      step->label = g_strdup ((const char *) sqlite3_column_text (statement, 1));
      step->size = sqlite3_column_bytes (statement, 2);
      step->changeset = g_memdup2 (sqlite3_column_blob (statement, 2), (gsize) step->size);
    }
  sqlite3_finalize (statement);
  return step->changeset != NULL;
}

static gboolean
find_next (RvStore *store, gboolean redo, Step *step)
{
  return find_step (store,
                    redo ? "SELECT step, label, changeset FROM history WHERE is_undone ORDER BY step LIMIT 1"
                         : "SELECT step, label, changeset FROM history WHERE action IN ('edit', 'initial') AND NOT is_undone"
                           " ORDER BY step DESC LIMIT 1",
                    0, step);
}

char *
rv_store_undo_label (RvStore *store, gboolean redo)
{
  g_auto (Step) step = { 0 };

  return find_next (store, redo, &step) ? g_steal_pointer (&step.label) : NULL;
}

/* ---- changesets ----------------------------------------------------------------------------------- */

static gboolean
read_values (sqlite3_changeset_iter *iterator, RvRow *row, const RvKindInfo *info, int n_columns)
{
  int (*value_of) (sqlite3_changeset_iter *, int, sqlite3_value **)
      = row->type == RV_ROW_REMOVED ? sqlite3changeset_old : sqlite3changeset_new;

  for (int i = 1; i < n_columns && i <= (int) info->n_fields; i++)
    {
      sqlite3_value *value = NULL;

      if (value_of (iterator, i, &value) != SQLITE_OK)
        return FALSE;
      if (value == NULL)
        continue;
      if (!rv_store_read_field (row->record, &info->fields[i - 1], value))
        return FALSE;
      row->fields |= G_GUINT64_CONSTANT (1) << (i - 1);
    }
  return TRUE;
}

static RvRow *
read_change (sqlite3_changeset_iter *iterator)
{
  const char *table;
  int n_columns, operation;
  sqlite3_value *id = NULL;
  RvKind kind;
  RvRow *row;

  sqlite3changeset_op (iterator, &table, &n_columns, &operation, NULL);
  kind = rv_kind_from_table (table);
  if (kind == RV_KIND_NONE)
    return NULL;
  row = g_new0 (RvRow, 1);
  row->type = operation == SQLITE_INSERT ? RV_ROW_INSERTED : operation == SQLITE_DELETE ? RV_ROW_REMOVED : RV_ROW_UPDATED;
  (operation == SQLITE_INSERT ? sqlite3changeset_new : sqlite3changeset_old) (iterator, 0, &id);
  row->record = rv_record_new (kind, id != NULL ? sqlite3_value_int64 (id) : 0);
  if (row->record->id > 0 && read_values (iterator, row, rv_kind_info (kind), n_columns))
    return row;
  rv_row_free (row);
  return NULL;
}

/* Appends the changes of @changeset to @rows. Returns: FALSE if it does not fit this file. */
static gboolean
decode (void *changeset, int size, GPtrArray *rows)
{
  sqlite3_changeset_iter *iterator = NULL;
  gboolean fine = sqlite3changeset_start (&iterator, size, changeset) == SQLITE_OK;

  while (fine && sqlite3changeset_next (iterator) == SQLITE_ROW)
    {
      RvRow *row = read_change (iterator);

      fine = row != NULL;
      if (fine)
        g_ptr_array_add (rows, row);
    }
  return sqlite3changeset_finalize (iterator) == SQLITE_OK && fine;
}

static int
on_conflict (void *data, int type, sqlite3_changeset_iter *iterator)
{
  return SQLITE_CHANGESET_ABORT;
}

static gboolean
invert (Step *step)
{
  void *inverted = NULL;
  int size = 0;

  if (sqlite3changeset_invert (step->size, step->changeset, &size, &inverted) != SQLITE_OK)
    return FALSE;
  g_free (step->changeset);
  step->changeset = g_memdup2 (inverted, (gsize) size);
  step->size = size;
  sqlite3_free (inverted);
  return TRUE;
}

static gboolean
mark_undone (RvStore *store, gint64 step, gboolean undone, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE history SET is_undone = %d WHERE step = %" G_GINT64_FORMAT, undone, step);

  return rv_store_exec (store, sql, error);
}

static gboolean
apply (RvStore *store, Step *step, gboolean redo, GError **error)
{
  if (sqlite3changeset_apply (store->db, step->size, step->changeset, NULL, on_conflict, NULL) != SQLITE_OK)
    {
      g_set_error (error, RV_STORE_ERROR, RV_STORE_ERROR_IO, _("“%s” does not fit the project any more"), step->label);
      return FALSE;
    }
  return mark_undone (store, step->step, !redo, error)
         && add_step (store, step->label, redo ? "redo" : "undo", step->step, NULL, 0, error);
}

GPtrArray *
rv_store_undo (RvStore *store, gboolean redo, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) rv_row_free);
  g_auto (Step) step = { 0 };

  if (!find_next (store, redo, &step))
    {
      g_set_error_literal (error, RV_STORE_ERROR, RV_STORE_ERROR_IO, redo ? _("There is nothing to redo.") : _("There is nothing to undo."));
      return NULL;
    }
  if (!rv_store_begin (store, FALSE, error))
    return NULL;
  if ((!redo && !invert (&step)) || !apply (store, &step, redo, error))
    {
      rv_store_rollback (store);
      return NULL;
    }
  decode (step.changeset, step.size, rows);
  return commit (store, error) ? g_steal_pointer (&rows) : NULL;
}

/* Appends what the history row @step did. Returns: FALSE if that is not known any more. */
static gboolean
decode_step (RvStore *store, gint64 step, const char *action, gint64 target, GPtrArray *rows)
{
  g_auto (Step) found = { 0 };
  gboolean undo = g_str_equal (action, "undo");

  if (!find_step (store, "SELECT step, label, changeset FROM history WHERE step = ?", target != 0 ? target : step, &found))
    return FALSE;
  return (!undo || invert (&found)) && decode (found.changeset, found.size, rows);
}

static gboolean
decode_since (RvStore *store, gint64 last, GPtrArray *rows)
{
  sqlite3_stmt *statement = NULL;
  gint64 expected = last + 1;
  gboolean known = TRUE;

  sqlite3_prepare_v2 (store->db, "SELECT step, action, target FROM history WHERE step > ? ORDER BY step", -1, &statement, NULL);
  sqlite3_bind_int64 (statement, 1, last);
  while (known && statement != NULL && sqlite3_step (statement) == SQLITE_ROW)
    {
      gint64 step = sqlite3_column_int64 (statement, 0);

      known = step == expected++
              && decode_step (store, step, (const char *) sqlite3_column_text (statement, 1), sqlite3_column_int64 (statement, 2), rows);
    }
  sqlite3_finalize (statement);
  return known && expected > last + 1;
}

GPtrArray *
rv_store_follow (RvStore *store, gboolean *must_reload, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) rv_row_free);
  gint64 last = store->last_step;

  *must_reload = FALSE;
  if ((int) rv_store_integer (store, "PRAGMA data_version") == store->data_version)
    return g_steal_pointer (&rows);
  if (!rv_store_exec (store, "BEGIN", error))
    return NULL;
  rv_store_mark_seen (store);
  /* Somebody who writes with another tool leaves no step. */
  *must_reload = !decode_since (store, last, rows);
  rv_store_exec (store, "COMMIT", NULL);
  return g_steal_pointer (&rows);
}
