/* Puts the catalog of a server together as a script, in the order of pg_dump, and has it read: while one stretch of it is
 * read, the server is asked for the next. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "live/catalog.h"
#include "live/connection.h"
#include "live/order.h"
#include "live/volumes.h"

#define MINUTES_FOR_A_QUERY 5

typedef enum {
  FIRST = 1 << 0,    /* the statements come before all that is ordered */
  ORDERED = 1 << 1,  /* each statement with its class and number, put in order by what it needs */
  LATER = 1 << 2,    /* what tables have besides: keys, indexes … */
  LAST = 1 << 3,
  CLUSTER = 1 << 4,  /* only where the whole cluster is asked for */
} Place;

/* What is read, in this order; each row of a query is a statement or a few. */
static const struct {
  const char *query;
  Place place;
  const char *what;  /* for who may not read it */
} parts[] = {
  { "cluster", FIRST | CLUSTER, N_("roles and settings") },
  { "schemas", FIRST, N_("schemas") },
  { "extensions", FIRST, N_("extensions") },
  { "languages", FIRST, N_("languages") },
  { "collations", FIRST, N_("collations") },
  { "shells", FIRST, N_("types") },
  { "enums", ORDERED, N_("enum types") },
  { "composites", ORDERED, N_("composite types") },
  { "ranges", ORDERED, N_("range types") },
  { "domains", ORDERED, N_("domains") },
  { "base-types", ORDERED, N_("types") },
  { "routines", ORDERED, N_("routines") },
  { "aggregates", ORDERED, N_("aggregates") },
  { "operators", ORDERED, N_("operators") },
  { "operator-families", ORDERED, N_("operator families") },
  { "operator-classes", ORDERED, N_("operator classes") },
  { "casts", ORDERED, N_("casts") },
  { "conversions", ORDERED, N_("conversions") },
  { "transforms", ORDERED, N_("transforms") },
  { "access-methods", ORDERED, N_("access methods") },
  { "text-search", ORDERED, N_("text search") },
  { "foreign-data", ORDERED, N_("foreign servers") },
  { "sequences", ORDERED, N_("sequences") },
  { "tables", ORDERED, N_("tables") },
  { "views", ORDERED, N_("views") },
  { "columns", LATER, N_("settings of columns") },
  { "sequence-owners", LATER, N_("owners of sequences") },
  { "identities", LATER, N_("identity columns") },
  { "partitions", LATER, N_("partitions") },
  { "keys", LATER, N_("keys") },
  { "late-checks", LATER, N_("check constraints") },
  { "indexes", LATER, N_("indexes") },
  { "index-partitions", LATER, N_("indexes") },
  { "statistics", LATER, N_("extended statistics") },
  { "foreign-keys", LATER, N_("foreign keys") },
  { "triggers", LAST, N_("triggers") },
  { "rules", LAST, N_("rules") },
  { "row-security", LAST, N_("policies") },
  { "publications", LAST, N_("publications") },
  { "subscriptions", LAST, N_("subscriptions") },
  { "event-triggers", LAST, N_("event triggers") },
  { "comments", LAST, N_("comments") },
  { "grants", LAST, N_("privileges") },
  { "default-privileges", LAST, N_("default privileges") },
  { "labels", LAST, N_("security labels") },
};

/* What every query is given: see catalog/prelude.sql. */
enum { SCHEMAS, SPLIT, MEMBERS, N_VALUES = MEMBERS + 3 };

typedef struct {
  RvConnection *connection;
  const RvLiveOptions *options;
  RvReport *report;
  RvProgress progress;
  gpointer progress_data;
  GCancellable *cancellable;
  char *values[N_VALUES];  /* oid[] for every query */
  GString *first, *later;  /* statements */
  GArray *ordered;         /* RvStatement: their texts are in @kept */
  GPtrArray *kept;         /* PGresult */
  GPtrArray *notes;        /* char *: for the report, which another thread may be writing to */
  PGresult *volumes;
  GAsyncQueue *stretches;  /* GString, from the thread that asks the server; the last is empty */
} Reading;

static const RvLiveOptions usual_options;

/* ---- one query ---------------------------------------------------------------------------------- */

static const char *
value_at (const PGresult *result, int row, int column)
{
  return PQgetisnull (result, row, column) ? NULL : PQgetvalue (result, row, column);
}

/* After an error the transaction goes on from its savepoint, its snapshot the same. */
static gboolean
go_on (Reading *r, GError **error)
{
  return rv_connection_run (r->connection, "ROLLBACK TO SAVEPOINT relvar", 0, NULL, NULL, r->cancellable, error) == RV_QUERY_DONE;
}

/* Returns: FALSE with @error set; *result is NULL where the user may not read it. */
static gboolean
ask (Reading *r, const char *name, const char *what, PGresult **result, GError **error)
{
  g_autofree char *sql = rv_catalog_query (name, rv_connection_version (r->connection));
  g_autoptr (GError) refusal = NULL;
  RvQueryOutcome outcome = rv_connection_run (r->connection, sql, N_VALUES, (const char *const *) r->values, result, r->cancellable, &refusal);

  if (outcome == RV_QUERY_DONE)
    return TRUE;
  if (outcome == RV_QUERY_FORBIDDEN)
    {
      g_ptr_array_add (r->notes, g_strdup_printf (_("You may not read this, and it is left out: %s. %s"), _(what), refusal->message));
      return go_on (r, error);
    }
  if (outcome == RV_QUERY_MOVED)
    refusal->code = RV_LIVE_ERROR_MOVED;
  g_propagate_prefixed_error (error, g_steal_pointer (&refusal), "%s: ", _(what));
  return FALSE;
}

static void
append_rows (GString *script, const PGresult *result)
{
  for (int row = 0; row < PQntuples (result); row++)
    if (value_at (result, row, 0) != NULL)
      g_string_append_printf (script, "%s\n", PQgetvalue (result, row, 0));
}

/* Rows of a text, or of class, number, text and perhaps the owner. */
static void
add_ordered (Reading *r, const PGresult *result)
{
  gboolean is_bare = PQnfields (result) == 1;

  for (int row = 0; row < PQntuples (result); row++)
    {
      RvStatement statement = { .text = value_at (result, row, is_bare ? 0 : 2) };

      if (statement.text == NULL)
        continue;
      if (!is_bare && value_at (result, row, 1) != NULL)
        {
          statement.class = (guint) g_ascii_strtoull (PQgetvalue (result, row, 0), NULL, 10);
          statement.id = (guint) g_ascii_strtoull (PQgetvalue (result, row, 1), NULL, 10);
        }
      if (PQnfields (result) > 3)
        statement.owner = value_at (result, row, 3);
      g_array_append_val (r->ordered, statement);
    }
}

static gboolean
read_part (Reading *r, guint i, GError **error)
{
  g_autoptr (PGresult) result = NULL;

  if ((parts[i].place & CLUSTER) && !r->options->cluster)
    return TRUE;
  if (!ask (r, parts[i].query, parts[i].what, &result, error))
    return FALSE;
  if (result == NULL)
    return TRUE;
  if (parts[i].place & ORDERED)
    {
      add_ordered (r, result);
      g_ptr_array_add (r->kept, g_steal_pointer (&result));
    }
  else
    append_rows (parts[i].place & FIRST ? r->first : r->later, result);
  return TRUE;
}

/* Reads the parts that have any of @places. */
static gboolean
read_parts (Reading *r, Place places, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if ((parts[i].place & places) && !read_part (r, i, error))
      return FALSE;
  return TRUE;
}

/* ---- order ---------------------------------------------------------------------------------------- */

static guint
number_at (const PGresult *result, int row, int column)
{
  return (guint) g_ascii_strtoull (PQgetvalue (result, row, column), NULL, 10);
}

static gboolean
put_in_order (Reading *r, GError **error)
{
  g_autoptr (PGresult) result = NULL;
  g_autoptr (GArray) needs = g_array_new (FALSE, FALSE, sizeof (RvNeed));

  if (!ask (r, "dependencies", N_("dependencies"), &result, error))
    return FALSE;
  for (int row = 0; result != NULL && row < PQntuples (result); row++)
    {
      RvNeed need = { number_at (result, row, 0), number_at (result, row, 1), number_at (result, row, 2), number_at (result, row, 3),
                      *PQgetvalue (result, row, 4) == 't' };

      g_array_append_val (needs, need);
    }
  rv_statements_order (r->ordered, needs);
  return TRUE;
}

/* Returns: (transfer full): the numbers of what is split as oid[]. */
static char *
list_split (Reading *r, gboolean *any)
{
  GString *list = g_string_new ("{");

  *any = FALSE;
  for (guint i = 0; i < r->ordered->len; i++)
    {
      const RvStatement *statement = &g_array_index (r->ordered, RvStatement, i);

      if (!statement->is_split)
        continue;
      g_string_append_printf (list, "%s%u", *any ? "," : "", statement->id);
      *any = TRUE;
    }
  g_string_append_c (list, '}');
  return g_string_free (list, FALSE);
}

static void
replace_split (Reading *r, const PGresult *result)
{
  for (int row = 0; result != NULL && row < PQntuples (result); row++)
    for (guint i = 0; i < r->ordered->len; i++)
      {
        RvStatement *statement = &g_array_index (r->ordered, RvStatement, i);

        if (statement->is_split && statement->class == number_at (result, row, 0) && statement->id == number_at (result, row, 1))
          statement->text = PQgetvalue (result, row, 2);
      }
}

/* Circles are rare: only then these are asked for a second time, and what they lack is added. */
static gboolean
read_split (Reading *r, GError **error)
{
  static const char *const queries[] = { "tables", "domains", "views" };
  g_autoptr (PGresult) late = NULL;
  gboolean any;
  char *split = list_split (r, &any);
  gboolean done = TRUE;

  g_free (r->values[SPLIT]);
  r->values[SPLIT] = split;
  for (guint i = 0; any && done && i < G_N_ELEMENTS (queries); i++)
    {
      PGresult *result = NULL;

      done = ask (r, queries[i], N_("tables"), &result, error);
      replace_split (r, result);
      if (result != NULL)
        g_ptr_array_add (r->kept, result);
    }
  if (!any || !done)
    return done;
  if (!ask (r, "split", N_("defaults"), &late, error))
    return FALSE;
  if (late != NULL)
    append_rows (r->later, late);
  return TRUE;
}

/* ---- what the user should know ------------------------------------------------------------------------ */

/* By the first column of catalog/remarks.sql. */
static const char *const remarks[] = {
  N_("The index %s is invalid (its CREATE INDEX CONCURRENTLY failed or still runs) and left out."),
  N_("The generated column %s is virtual; it was read as a stored one."),
};

static gboolean
make_remarks (Reading *r, GError **error)
{
  g_autoptr (PGresult) result = NULL;

  if (!ask (r, "remarks", N_("indexes"), &result, error))
    return FALSE;
  for (int row = 0; result != NULL && row < PQntuples (result); row++)
    {
      const char *remark = remarks[number_at (result, row, 0) % G_N_ELEMENTS (remarks)];

      g_ptr_array_add (r->notes, g_strdup_printf (_(remark), PQgetvalue (result, row, 1)));
    }
  return TRUE;
}

/* ---- schemas --------------------------------------------------------------------------------------------- */

static gboolean
is_chosen (const RvLiveOptions *options, const char *schema)
{
  return options->schemas == NULL || options->schemas[0] == NULL || g_strv_contains (options->schemas, schema);
}

static gboolean
has_all_chosen (Reading *r, const PGresult *result, GError **error)
{
  for (guint i = 0; r->options->schemas != NULL && r->options->schemas[i] != NULL; i++)
    {
      int row = 0;

      while (row < PQntuples (result) && strcmp (PQgetvalue (result, row, 1), r->options->schemas[i]) != 0)
        row++;
      if (row == PQntuples (result))
        {
          g_set_error (error, RV_LIVE_ERROR, RV_LIVE_ERROR_READ, _("The database has no schema “%s”"), r->options->schemas[i]);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
choose_schemas (Reading *r, GError **error)
{
  g_autoptr (PGresult) result = NULL;
  g_autoptr (GString) list = g_string_new ("{");

  if (!ask (r, "namespaces", N_("schemas"), &result, error))
    return FALSE;
  if (result != NULL && !has_all_chosen (r, result, error))
    return FALSE;
  for (int row = 0; result != NULL && row < PQntuples (result); row++)
    if (is_chosen (r->options, PQgetvalue (result, row, 1)))
      g_string_append_printf (list, "%s%s", list->len > 1 ? "," : "", PQgetvalue (result, row, 0));
  g_string_append_c (list, '}');
  g_free (r->values[SCHEMAS]);
  r->values[SCHEMAS] = g_strdup (list->str);
  return TRUE;
}

static gboolean
note_members (Reading *r, GError **error)
{
  g_autoptr (PGresult) result = NULL;

  if (!ask (r, "members", N_("dependencies"), &result, error))
    return FALSE;
  for (int i = 0; result != NULL && i < N_VALUES - MEMBERS; i++)
    if (value_at (result, 0, i) != NULL)
      {
        g_free (r->values[MEMBERS + i]);
        r->values[MEMBERS + i] = g_strdup (value_at (result, 0, i));
      }
  return TRUE;
}

/* ---- the whole --------------------------------------------------------------------------------------------- */

static gboolean
begin (Reading *r, GError **error)
{
  gint64 timeout = r->options->statement_timeout > 0 ? r->options->statement_timeout : MINUTES_FOR_A_QUERY * 60 * 1000;
  /* The server prints every name with its schema, and constants in one manner. Compiling queries of this size would cost more
   * than running them. */
  g_autofree char *sql = g_strdup_printf (
    "SET search_path = ''; SET DateStyle = ISO; SET IntervalStyle = postgres; SET extra_float_digits = 3; SET bytea_output = hex;"
    "SET quote_all_identifiers = off; SET standard_conforming_strings = on; SET jit = off; SET max_parallel_workers_per_gather = 0;"
    "SET statement_timeout = %" G_GINT64_FORMAT "; SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0;"
    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SAVEPOINT relvar", timeout);

  return rv_connection_run (r->connection, sql, 0, NULL, NULL, r->cancellable, error) == RV_QUERY_DONE;
}

static void
end (Reading *r)
{
  rv_connection_run (r->connection, "ROLLBACK", 0, NULL, NULL, NULL, NULL);
}

/* All that the tables, types, views and routines themselves are. */
static gboolean
read_first_stretch (Reading *r, GError **error)
{
  return begin (r, error) && choose_schemas (r, error) && note_members (r, error) && read_parts (r, FIRST | ORDERED, error)
         && put_in_order (r, error) && read_split (r, error);
}

static void
hand_over (Reading *r)
{
  g_string_append_c (r->later, '\n');
  g_async_queue_push (r->stretches, r->later);
  r->later = g_string_new (NULL);
}

static gpointer
read_the_rest (gpointer data)
{
  static const Place places[] = { LATER, LAST };
  Reading *r = data;
  GError *error = NULL;

  for (guint i = 0; error == NULL && i < G_N_ELEMENTS (places); i++)
    if (read_parts (r, places[i], &error))
      hand_over (r);
  if (error == NULL && make_remarks (r, &error) && r->options->volumes)
    ask (r, "volumes", N_("volumes"), &r->volumes, &error);
  if (error == NULL)
    end (r);
  g_async_queue_push (r->stretches, g_string_new (NULL));
  return error;
}

/* ---- reading the script --------------------------------------------------------------------------------------- */

/* What is made belongs to whom the session is. That is said when it changes, not for every table. */
static void
become_owner (GString *script, const char **owner, const char *next)
{
  if (g_strcmp0 (*owner, next) != 0 && next != NULL)
    g_string_append_printf (script, "SET SESSION AUTHORIZATION %s;\n", next);
  else if (*owner != NULL && next == NULL)
    g_string_append (script, "RESET SESSION AUTHORIZATION;\n");
  *owner = next;
}

static GString *
first_stretch (Reading *r)
{
  GString *script = g_string_new (r->first->str);
  const char *owner = NULL;

  for (guint i = 0; i < r->ordered->len; i++)
    {
      const RvStatement *statement = &g_array_index (r->ordered, RvStatement, i);

      become_owner (script, &owner, statement->owner);
      g_string_append (script, statement->text);
      g_string_append_c (script, '\n');
    }
  return script;
}

/* The server, then three stretches of the script. */
#define N_STAGES 4

typedef struct {
  Reading *reading;
  guint stage;
} Stage;

static void
tell (Reading *r, guint stage, gsize done, gsize total)
{
  if (r->progress != NULL)
    r->progress (stage * total + done, N_STAGES * total, r->progress_data);
}

static void
on_read (gsize done, gsize total, gpointer data)
{
  Stage *stage = data;

  tell (stage->reading, stage->stage, done, total);
}

/* Nothing is found by its bare name. */
static gboolean
read_stretch (Reading *r, RvEdit *edit, GString *stretch, guint stage, GError **error)
{
  Stage data = { r, stage };

  g_string_prepend (stretch, "SELECT pg_catalog.set_config('search_path', '', false);\nSET check_function_bodies = false;\n");
  return rv_postgresql.read (edit, stretch->str, stretch->len, r->report, on_read, &data, r->cancellable, error);
}

static gboolean
join (GThread *thread, GError **error)
{
  GError *failure = g_thread_join (thread);

  if (failure == NULL)
    return TRUE;
  if (error == NULL || *error == NULL)
    g_propagate_error (error, failure);
  else
    g_error_free (failure);
  return FALSE;
}

static gboolean
read_stretches (Reading *r, RvEdit *edit, GError **error)
{
  g_autoptr (GString) first = first_stretch (r);
  GThread *thread = g_thread_new ("relvar-live", read_the_rest, r);
  gboolean done = read_stretch (r, edit, first, 1, error), at_end = FALSE;

  for (guint stage = 2; !at_end; stage++)
    {
      GString *next = g_async_queue_pop (r->stretches);

      at_end = next->len == 0;
      done = done && (at_end || read_stretch (r, edit, next, stage, error));
      g_string_free (next, TRUE);
    }
  return join (thread, error) && done;
}

/* Nobody sees the script, so no message points into it. */
static void
finish_report (Reading *r)
{
  for (guint i = 0; i < r->report->messages->len; i++)
    ((RvMessage *) r->report->messages->pdata[i])->position = (RvTextPosition) { 0 };
  for (guint i = 0; i < r->notes->len; i++)
    rv_report_add (r->report, RV_MESSAGE_WARNING, (RvTextPosition) { 0 }, "%s", (char *) r->notes->pdata[i]);
}

static void
reading_clear (Reading *r)
{
  rv_connection_close (r->connection);
  for (guint i = 0; i < N_VALUES; i++)
    g_free (r->values[i]);
  g_string_free (r->first, TRUE);
  g_string_free (r->later, TRUE);
  g_async_queue_unref (r->stretches);
  g_array_unref (r->ordered);
  g_ptr_array_unref (r->kept);
  g_ptr_array_unref (r->notes);
  PQclear (r->volumes);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

/* Without what a distribution adds. */
static char *
bare_version (RvConnection *connection)
{
  const char *text = rv_connection_version_text (connection);

  return g_strndup (text, strcspn (text, " "));
}

static void
set_project (RvEdit *edit, RvConnection *connection)
{
  RvProject *project = rv_model_project (rv_edit_model (edit));
  g_autofree char *version = bare_version (connection);

  rv_edit_set_text (edit, project, RvProject_server_version, version);
  if (project->name == NULL || project->name[0] == '\0')
    rv_edit_set_text (edit, project, RvProject_name, rv_connection_database (connection));
}

gboolean
rv_live_read (RvEdit *edit, const char *address, const RvLiveOptions *options, RvReport *report, RvProgress progress,
              gpointer progress_data, GCancellable *cancellable, GError **error)
{
  g_auto (Reading) r = {
    .options = options != NULL ? options : &usual_options, .report = report, .progress = progress, .progress_data = progress_data,
    .cancellable = cancellable, .first = g_string_new (NULL), .later = g_string_new (NULL), .stretches = g_async_queue_new (),
    .ordered = g_array_new (FALSE, TRUE, sizeof (RvStatement)), .kept = g_ptr_array_new_with_free_func ((GDestroyNotify) PQclear),
    .notes = g_ptr_array_new_with_free_func (g_free),
  };

  for (guint i = 0; i < N_VALUES; i++)
    r.values[i] = g_strdup ("{}");
  r.connection = rv_connection_open (address, r.options, cancellable, error);
  if (r.connection == NULL || !read_first_stretch (&r, error))
    return FALSE;
  tell (&r, 0, 1, 1);
  set_project (edit, r.connection);
  if (!read_stretches (&r, edit, error))
    return FALSE;
  finish_report (&r);
  if (r.volumes != NULL)
    rv_volumes_add (edit, r.volumes);
  return TRUE;
}

/* ---- what a dialog asks --------------------------------------------------------------------------------------- */

static char **
list_names (const char *address, const RvLiveOptions *options, const char *sql, GCancellable *cancellable, GError **error)
{
  g_autoptr (RvConnection) connection = rv_connection_open (address, options, cancellable, error);
  g_autoptr (PGresult) result = NULL;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  if (connection == NULL || rv_connection_run (connection, sql, 0, NULL, &result, cancellable, error) != RV_QUERY_DONE)
    return NULL;
  for (int row = 0; row < PQntuples (result); row++)
    g_strv_builder_add (names, PQgetvalue (result, row, 0));
  return g_strv_builder_end (names);
}

char *
rv_live_try (const char *address, const RvLiveOptions *options, GCancellable *cancellable, GError **error)
{
  g_autoptr (RvConnection) connection = rv_connection_open (address, options, cancellable, error);
  g_autofree char *version = connection != NULL ? bare_version (connection) : NULL;

  return version != NULL ? g_strdup_printf ("PostgreSQL %s", version) : NULL;
}

char **
rv_live_list_schemas (const char *address, const RvLiveOptions *options, GCancellable *cancellable, GError **error)
{
  return list_names (address, options, "SET search_path = ''; SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'"
                                       " ORDER BY nspname", cancellable, error);
}

char **
rv_live_list_databases (const char *address, const RvLiveOptions *options, GCancellable *cancellable, GError **error)
{
  return list_names (address, options, "SET search_path = ''; SELECT datname FROM pg_catalog.pg_database WHERE datallowconn AND NOT datistemplate"
                                       " AND pg_catalog.has_database_privilege(oid, 'CONNECT') ORDER BY datname", cancellable, error);
}
