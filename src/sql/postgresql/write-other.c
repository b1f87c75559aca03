/* Schemas, extensions, sequences, replication, foreign data, and statements kept as they were. */
#include <string.h>

#include "sql/postgresql/kept.h"
#include "sql/postgresql/write.h"

/* ---- databases, schemas, extensions -------------------------------------------------------------- */

/* The script goes into a database that is there; what belongs to the database itself names it. */
void
rv_write_database (RvWriter *writer, RvDatabase *database)
{
  if (database->is_template || !database->allow_connections || database->connection_limit >= 0)
    {
      rv_write (writer, "ALTER DATABASE ");
      rv_write_name (writer, database->name);
      rv_write_format (writer, " WITH ALLOW_CONNECTIONS %s CONNECTION LIMIT %" G_GINT64_FORMAT " IS_TEMPLATE %s;\n",
                       database->allow_connections ? "true" : "false", database->connection_limit,
                       database->is_template ? "true" : "false");
    }
  rv_write_settings (writer, &database->object);
  rv_write_attachments (writer, &database->object);
}

void
rv_write_schema (RvWriter *writer, RvSchema *schema)
{
  if (!schema->is_predefined)
    {
      rv_write (writer, writer->options->if_not_exists ? "CREATE SCHEMA IF NOT EXISTS " : "CREATE SCHEMA ");
      rv_write_name (writer, schema->name);
      rv_write (writer, ";\n");
    }
  rv_write_attachments (writer, &schema->object);
}

/* Some extensions are in every new database, so this one statement is careful always. */
void
rv_write_extension (RvWriter *writer, RvExtension *extension)
{
  rv_write (writer, "CREATE EXTENSION IF NOT EXISTS ");
  rv_write_name (writer, extension->name);
  if (extension->schema_id != 0)
    {
      rv_write (writer, " WITH SCHEMA ");
      rv_write_object (writer, extension->schema_id);
    }
  if (extension->version != NULL)
    {
      rv_write (writer, " VERSION ");
      rv_write_literal (writer, extension->version);
    }
  rv_write (writer, extension->cascade ? " CASCADE;\n" : ";\n");
  rv_write_attachments (writer, &extension->object);
}

/* ---- sequences --------------------------------------------------------------------------------------- */

static const char *
largest_value (const char *type)
{
  if (type == NULL || g_ascii_strcasecmp (type, "bigint") == 0)
    return "9223372036854775807";
  if (g_ascii_strcasecmp (type, "integer") == 0)
    return "2147483647";
  return g_ascii_strcasecmp (type, "smallint") == 0 ? "32767" : "";
}

static void
write_number (RvWriter *writer, const char *words, const char *number, const char *without)
{
  if (number != NULL && strcmp (number, without) != 0)
    rv_write_format (writer, " %s %s", words, number);
}

/* What is as it would be anyway is left out; that can be told for sequences that count upwards. */
void
rv_write_sequence_options (RvWriter *writer, const RvSequence *sequence)
{
  gboolean upwards = sequence->increment == NULL || *sequence->increment != '-';

  if (sequence->type != NULL && !sequence->is_identity && g_ascii_strcasecmp (sequence->type, "bigint") != 0)
    rv_write_format (writer, " AS %s", sequence->type);
  write_number (writer, "START WITH", sequence->start, !upwards ? "" : sequence->min_value != NULL ? sequence->min_value : "1");
  write_number (writer, "INCREMENT BY", sequence->increment, "1");
  write_number (writer, "MINVALUE", sequence->min_value, upwards ? "1" : "");
  write_number (writer, "MAXVALUE", sequence->max_value, !upwards ? "-1" : sequence->is_identity ? "" : largest_value (sequence->type));
  write_number (writer, "CACHE", sequence->cache, "1");
  if (sequence->cycles)
    rv_write (writer, " CYCLE");
}

void
rv_write_sequence (RvWriter *writer, RvSequence *sequence)
{
  static const char *const persistences[] = { "", "UNLOGGED ", "TEMPORARY " };

  rv_write_format (writer, "CREATE %sSEQUENCE ", persistences[sequence->persistence]);
  if (writer->options->if_not_exists)
    rv_write (writer, "IF NOT EXISTS ");
  rv_write_object (writer, sequence->object.id);
  rv_write_sequence_options (writer, sequence);
  rv_write (writer, ";\n");
  rv_write_attachments (writer, &sequence->object);
}

/* ---- foreign data ---------------------------------------------------------------------------------------- */

void
rv_write_wrapper (RvWriter *writer, RvWrapper *wrapper)
{
  if (wrapper->is_declared)
    {
      rv_write (writer, "CREATE FOREIGN DATA WRAPPER ");
      rv_write_name (writer, wrapper->name);
      if (wrapper->handler != NULL)
        rv_write_format (writer, " HANDLER %s", wrapper->handler);
      if (wrapper->validator != NULL)
        rv_write_format (writer, " VALIDATOR %s", wrapper->validator);
      rv_write_clause (writer, "OPTIONS", wrapper->options);
      rv_write (writer, ";\n");
    }
  rv_write_attachments (writer, &wrapper->object);
}

void
rv_write_server (RvWriter *writer, RvServer *server)
{
  rv_write (writer, writer->options->if_not_exists ? "CREATE SERVER IF NOT EXISTS " : "CREATE SERVER ");
  rv_write_name (writer, server->name);
  if (server->type != NULL)
    {
      rv_write (writer, " TYPE ");
      rv_write_literal (writer, server->type);
    }
  if (server->version != NULL)
    {
      rv_write (writer, " VERSION ");
      rv_write_literal (writer, server->version);
    }
  rv_write (writer, " FOREIGN DATA WRAPPER ");
  rv_write_object (writer, server->wrapper_id);
  rv_write_clause (writer, "OPTIONS", server->options);
  rv_write (writer, ";\n");
  rv_write_attachments (writer, &server->object);
}

void
rv_write_user_mapping (RvWriter *writer, RvUserMapping *mapping)
{
  rv_write (writer, writer->options->if_not_exists ? "CREATE USER MAPPING IF NOT EXISTS FOR " : "CREATE USER MAPPING FOR ");
  if (g_ascii_strcasecmp (mapping->user_name, "public") == 0 || strcmp (mapping->user_name, "current_user") == 0)
    rv_write_format (writer, "%s", *mapping->user_name == 'c' ? "CURRENT_USER" : "PUBLIC");
  else
    rv_write_name (writer, mapping->user_name);
  rv_write (writer, " SERVER ");
  rv_write_object (writer, mapping->server_id);
  rv_write_clause (writer, "OPTIONS", mapping->options);
  rv_write (writer, ";\n");
}

/* ---- replication ------------------------------------------------------------------------------------------ */

static void
write_published (RvWriter *writer, const RvPublicationObject *published)
{
  const RvObject *object = rv_model_get (writer->model, published->object_id);

  if (object != NULL && object->kind == RV_KIND_SCHEMA)
    rv_write (writer, "TABLES IN SCHEMA ");
  else
    rv_write (writer, published->only_this ? "TABLE ONLY " : "TABLE ");
  rv_write_object (writer, published->object_id);
  rv_write_clause (writer, "", published->column_names);
  rv_write_clause (writer, "WHERE", published->predicate);
}

void
rv_write_publication (RvWriter *writer, RvPublication *publication)
{
  g_autoptr (GPtrArray) objects = rv_model_children (writer->model, publication->object.id, RV_KIND_PUBLICATION_OBJECT);

  rv_write (writer, "CREATE PUBLICATION ");
  rv_write_name (writer, publication->name);
  if (publication->all_tables)
    rv_write (writer, " FOR ALL TABLES");
  for (guint i = 0; i < objects->len; i++)
    {
      rv_write (writer, i == 0 ? " FOR\n  " : ",\n  ");
      write_published (writer, g_ptr_array_index (objects, i));
    }
  rv_write_clause (writer, objects->len > 0 ? "\n  WITH" : "WITH", publication->options);
  rv_write (writer, ";\n");
  rv_write_attachments (writer, &publication->object);
}

/* Whether the list @options sets @name. */
static gboolean
sets_option (const char *options, const char *name)
{
  g_auto (GStrv) pieces = options == NULL ? NULL : g_strsplit (options, ",", -1);

  for (guint i = 0; pieces != NULL && pieces[i] != NULL; i++)
    {
      const char *piece = g_strchug (pieces[i]);
      gsize length = strlen (name);

      if (g_ascii_strncasecmp (piece, name, length) == 0 && !g_ascii_isalnum (piece[length]) && piece[length] != '_')
        return TRUE;
    }
  return FALSE;
}

/* Loading a design must not go looking for another server. */
void
rv_write_subscription (RvWriter *writer, RvSubscription *subscription)
{
  rv_write (writer, "CREATE SUBSCRIPTION ");
  rv_write_name (writer, subscription->name);
  rv_write (writer, "\n  CONNECTION ");
  rv_write_literal (writer, subscription->connection);
  rv_write_format (writer, "\n  PUBLICATION %s\n  WITH (", subscription->publications);
  if (!sets_option (subscription->options, "connect"))
    rv_write (writer, subscription->options != NULL ? "connect = false, " : "connect = false");
  rv_write_format (writer, "%s);\n", subscription->options != NULL ? subscription->options : "");
  rv_write_attachments (writer, &subscription->object);
}

/* ---- kept statements ----------------------------------------------------------------------------------------- */

/* A message becomes a comment of one line. */
static void
write_remark (RvWriter *writer, const char *text)
{
  g_autofree char *line = g_strdup (text != NULL && *text != '\0' ? text : "it could not be understood");

  g_strdelimit (line, "\r\n", ' ');
  rv_write_format (writer, "-- Kept as it was: %s\n", line);
}

static gboolean
ends_in_comment (const char *text)
{
  const char *line = strrchr (text, '\n');

  return strstr (line == NULL ? text : line, "--") != NULL;
}

void
rv_write_kept (RvWriter *writer, RvKept *kept)
{
  if (kept->text == NULL)
    return;
  if (kept->reason != RvKeptReason_NO_KIND)
    write_remark (writer, kept->message);
  rv_write (writer, kept->text);
  if (g_str_has_suffix (kept->text, ";"))
    rv_write (writer, "\n");
  else
    rv_write (writer, ends_in_comment (kept->text) ? "\n;\n" : ";\n");
}
