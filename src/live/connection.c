/* Owns the talk with libpq: connecting, running a query, giving up either. */
#include "live/connection.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "live/address.h"

#define OLDEST 12
#define SECONDS_TO_CONNECT 30
#define OID_ARRAY 1028

struct _RvConnection {
  PGconn *pg;
  char *address;
  char *password;   /* (nullable): what was asked for */
};

static void
forget (char **secret)
{
  if (*secret != NULL)
    memset (*secret, 0, strlen (*secret));
  g_clear_pointer (secret, g_free);
}

void
rv_connection_close (RvConnection *connection)
{
  if (connection == NULL)
    return;
  PQfinish (connection->pg);
  g_free (connection->address);
  forget (&connection->password);
  g_free (connection);
}

/* ---- waiting ------------------------------------------------------------------------------------ */

/* Waits until the socket is ready for @events, until the @deadline (0: none) or a cancel. Returns: FALSE with @error set. */
static gboolean
wait_for (PGconn *pg, gushort events, gint64 deadline, GCancellable *cancellable, GError **error)
{
  GPollFD fds[2] = { { .fd = PQsocket (pg), .events = events } };
  guint n_fds = cancellable != NULL && g_cancellable_make_pollfd (cancellable, &fds[1]) ? 2 : 1;
  gint64 left = deadline == 0 ? -1 : MAX (0, (deadline - g_get_monotonic_time ()) / 1000 + 1);
  int n = g_poll (fds, n_fds, (int) left);

  if (n_fds == 2)
    g_cancellable_release_fd (cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (n == 0)
    g_set_error_literal (error, RV_LIVE_ERROR, RV_LIVE_ERROR_CONNECT, _("The server does not answer"));
  return n != 0;
}

/* libpq's words on one line, without secrets. */
static char *
message_of (RvConnection *connection, const char *text)
{
  g_autofree char *line = g_strdelimit (g_strstrip (g_strdup (text)), "\n\t", ' ');

  return rv_address_scrub (line, connection->address, connection->password);
}

static void
set_error (GError **error, RvConnection *connection, RvLiveError code, const char *text)
{
  g_autofree char *message = message_of (connection, text);

  g_set_error_literal (error, RV_LIVE_ERROR, (int) code, message);
}

/* ---- connecting ----------------------------------------------------------------------------------- */

static gint64
deadline_of (PGconn *pg)
{
  PQconninfoOption *parts = PQconninfo (pg);
  gint64 seconds = SECONDS_TO_CONNECT;

  for (PQconninfoOption *part = parts; part != NULL && part->keyword != NULL; part++)
    if (strcmp (part->keyword, "connect_timeout") == 0 && part->val != NULL && g_ascii_strtoll (part->val, NULL, 10) > 0)
      seconds = MAX (2, g_ascii_strtoll (part->val, NULL, 10));
  PQconninfoFree (parts);
  return g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
}

static gboolean
poll_until_connected (RvConnection *connection, GCancellable *cancellable, GError **error)
{
  gint64 deadline = deadline_of (connection->pg);
  PostgresPollingStatusType status = PGRES_POLLING_WRITING;

  while (status != PGRES_POLLING_OK && status != PGRES_POLLING_FAILED)
    {
      if (!wait_for (connection->pg, status == PGRES_POLLING_READING ? G_IO_IN : G_IO_OUT, deadline, cancellable, error))
        return FALSE;
      status = PQconnectPoll (connection->pg);
    }
  return TRUE;
}

/* Returns: FALSE with @error set only where there is no use in looking at the state of the connection. */
static gboolean
start (RvConnection *connection, GCancellable *cancellable, GError **error)
{
  const char *const keywords[] = { "dbname", "fallback_application_name", "client_encoding", connection->password != NULL ? "password" : NULL, NULL };
  const char *const values[] = { connection->address, "Relvar", "UTF8", connection->password, NULL };

  PQfinish (connection->pg);
  connection->pg = PQconnectStartParams (keywords, values, 1);
  if (connection->pg == NULL || PQstatus (connection->pg) == CONNECTION_BAD)
    return TRUE;
  return poll_until_connected (connection, cancellable, error);
}

static char *
whom (RvConnection *connection)
{
  const char *host = PQhost (connection->pg);

  return g_strdup_printf ("%s@%s", PQuser (connection->pg) != NULL ? PQuser (connection->pg) : "",
                          host != NULL && host[0] != '\0' && host[0] != '/' ? host : "localhost");
}

static gboolean
ask_password (RvConnection *connection, const RvLiveOptions *options)
{
  g_autofree char *name = NULL;

  if (options == NULL || options->ask_password == NULL || connection->password != NULL || !PQconnectionNeedsPassword (connection->pg))
    return FALSE;
  name = whom (connection);
  connection->password = options->ask_password (name, options->ask_data);
  return connection->password != NULL;
}

/* What libpq quotes may be a password in the wrong place. */
static char *
without_quotes (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new ("\"[^\"]+\"", 0, 0, NULL);

  return g_regex_replace (regex, text, -1, 0, "…", 0, NULL);
}

static gboolean
is_address_good (RvConnection *connection, GError **error)
{
  char *complaint = NULL;
  PQconninfoOption *parts = PQconninfoParse (connection->address, &complaint);
  g_autofree char *bare = complaint != NULL ? without_quotes (complaint) : NULL;
  g_autofree char *message = bare != NULL ? message_of (connection, bare) : NULL;

  if (parts == NULL)
    g_set_error (error, RV_LIVE_ERROR, RV_LIVE_ERROR_ADDRESS, _("This is no address of a database: %s"), message != NULL ? message : "");
  PQfreemem (complaint);
  PQconninfoFree (parts);
  return parts != NULL;
}

static gboolean
is_known_version (RvConnection *connection, GError **error)
{
  if (rv_connection_version (connection) >= OLDEST)
    return TRUE;
  g_set_error (error, RV_LIVE_ERROR, RV_LIVE_ERROR_SERVER, _("The server is PostgreSQL %s; Relvar reads PostgreSQL %d and newer"),
               rv_connection_version_text (connection), OLDEST);
  return FALSE;
}

/* Notices of the server are no affair of standard error. */
static void
ignore_notice (void *data, const PGresult *result)
{
}

RvConnection *
rv_connection_open (const char *address, const RvLiveOptions *options, GCancellable *cancellable, GError **error)
{
  g_autoptr (RvConnection) connection = g_new0 (RvConnection, 1);

  connection->address = g_strdup (address);
  connection->password = g_strdup (options != NULL ? options->password : NULL);
  if (!is_address_good (connection, error))
    return NULL;
  do
    if (!start (connection, cancellable, error))
      return NULL;
  while (PQstatus (connection->pg) != CONNECTION_OK && ask_password (connection, options));
  if (PQstatus (connection->pg) != CONNECTION_OK)
    {
      set_error (error, connection, RV_LIVE_ERROR_CONNECT, PQerrorMessage (connection->pg));
      return NULL;
    }
  PQsetNoticeReceiver (connection->pg, ignore_notice, NULL);
  return is_known_version (connection, error) ? g_steal_pointer (&connection) : NULL;
}

int
rv_connection_version (RvConnection *connection)
{
  return PQserverVersion (connection->pg) / 10000;
}

const char *
rv_connection_version_text (RvConnection *connection)
{
  const char *version = PQparameterStatus (connection->pg, "server_version");

  return version != NULL ? version : "";
}

const char *
rv_connection_database (RvConnection *connection)
{
  return PQdb (connection->pg);
}

const char *
rv_connection_password (RvConnection *connection)
{
  return connection->password;
}

/* ---- queries ------------------------------------------------------------------------------------------ */

static void
cancel_query (PGconn *pg)
{
  PGcancel *cancel = PQgetCancel (pg);
  char ignored[256];

  if (cancel != NULL)
    PQcancel (cancel, ignored, sizeof ignored);
  PQfreeCancel (cancel);
}

/* The last result of what was sent. Returns: (nullable): NULL with @error set when cancelled. */
static PGresult *
await_result (RvConnection *connection, GCancellable *cancellable, GError **error)
{
  g_autoptr (PGresult) last = NULL;

  for (;;)
    {
      PGresult *next;

      while (PQisBusy (connection->pg))
        {
          if (!wait_for (connection->pg, G_IO_IN, 0, cancellable, error))
            {
              cancel_query (connection->pg);
              return NULL;
            }
          if (!PQconsumeInput (connection->pg))
            break;
        }
      next = PQgetResult (connection->pg);
      if (next == NULL)
        return g_steal_pointer (&last);
      /* Of several statements the first that fails is what counts. */
      if (last != NULL && PQresultStatus (last) == PGRES_FATAL_ERROR)
        PQclear (next);
      else
        {
          g_clear_pointer (&last, PQclear);
          last = next;
        }
    }
}

static gboolean
send_query (RvConnection *connection, const char *sql, guint n_values, const char *const *values)
{
  const Oid types[] = { OID_ARRAY, OID_ARRAY, OID_ARRAY, OID_ARRAY, OID_ARRAY };

  g_assert (n_values <= G_N_ELEMENTS (types));
  if (n_values == 0)
    return PQsendQuery (connection->pg, sql);
  return PQsendQueryParams (connection->pg, sql, (int) n_values, types, values, NULL, NULL, 0);
}

static RvQueryOutcome
fail (RvConnection *connection, const PGresult *result, GError **error)
{
  static const char *const moved[] = { "XX000", "42P01", "42704", "42883", "42703", NULL };
  const char *state = result != NULL ? PQresultErrorField (result, PG_DIAG_SQLSTATE) : NULL;
  const char *primary = result != NULL ? PQresultErrorField (result, PG_DIAG_MESSAGE_PRIMARY) : NULL;
  g_autofree char *message = message_of (connection, primary != NULL ? primary : PQerrorMessage (connection->pg));

  if (PQstatus (connection->pg) == CONNECTION_BAD || state == NULL)
    g_set_error (error, RV_LIVE_ERROR, RV_LIVE_ERROR_READ, _("The server went away while it was read: %s"), message);
  else if (strcmp (state, "57014") == 0)
    g_set_error (error, RV_LIVE_ERROR, RV_LIVE_ERROR_READ, _("The server took too long for one question (%s); allow it more with a longer statement timeout"), message);
  else
    g_set_error (error, RV_LIVE_ERROR, RV_LIVE_ERROR_READ, _("The server said: %s"), message);
  if (g_strcmp0 (state, "42501") == 0)
    return RV_QUERY_FORBIDDEN;
  return state != NULL && g_strv_contains (moved, state) ? RV_QUERY_MOVED : RV_QUERY_FAILED;
}

RvQueryOutcome
rv_connection_run (RvConnection *connection, const char *sql, guint n_values, const char *const *values, PGresult **result,
                   GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) cancelled = NULL;
  g_autoptr (PGresult) last = NULL;
  ExecStatusType status;

  if (!send_query (connection, sql, n_values, values))
    return fail (connection, NULL, error);
  last = await_result (connection, cancellable, &cancelled);
  if (cancelled != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cancelled));
      return RV_QUERY_FAILED;
    }
  status = last != NULL ? PQresultStatus (last) : PGRES_FATAL_ERROR;
  if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
    return fail (connection, last, error);
  if (result != NULL)
    *result = g_steal_pointer (&last);
  return RV_QUERY_DONE;
}
