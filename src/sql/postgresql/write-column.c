/* What statements say of single columns: type, default, identity, settings, sequences. */
#include <string.h>

#include "sql/postgresql/write.h"

/* ---- defaults ------------------------------------------------------------------------------ */

/* Where a string, a quoted name or a dollar-quoted string that begins at @p ends. */
static const char *
skip_quoted (const char *p, gboolean has_escapes)
{
  char quote = *p;
  const char *end;

  if (quote == '$')
    {
      const char *tag_end = strchr (p + 1, '$');
      g_autofree char *tag = tag_end == NULL ? NULL : g_strndup (p, (gsize) (tag_end + 1 - p));

      end = tag == NULL ? NULL : strstr (tag_end + 1, tag);
      return end == NULL ? p + 1 : end + strlen (tag);
    }
  for (p++; *p != '\0' && *p != quote; p++)
    if (*p == '\\' && p[1] != '\0' && has_escapes)
      p++;
  return *p == '\0' ? p : p + 1;
}

static gboolean
is_weak_word (const char *word, gsize length)
{
  static const char *const weak[] = { "and", "or", "not", "is", "in", "like", "ilike", "similar", "between", "at", "collate",
                                      "isnull", "notnull", "overlaps", NULL };

  for (guint i = 0; weak[i] != NULL; i++)
    if (strlen (weak[i]) == length && g_ascii_strncasecmp (weak[i], word, length) == 0)
      return TRUE;
  return FALSE;
}

/* The DEFAULT of a column definition takes less than that of ALTER … SET DEFAULT: words such as
 * NOT or COLLATE would begin the next clause. */
static gboolean
needs_parentheses (const char *expression)
{
  int depth = 0;

  for (const char *p = expression; *p != '\0';)
    if (*p == '\'' || *p == '"' || *p == '$')
      p = skip_quoted (p, *p == '\'' && p > expression && g_ascii_tolower (p[-1]) == 'e');
    else if (g_ascii_isalpha (*p) || *p == '_')
      {
        const char *word = p;

        while (g_ascii_isalnum (*p) || *p == '_')
          p++;
        if (depth == 0 && is_weak_word (word, (gsize) (p - word)))
          return TRUE;
      }
    else
      {
        depth += *p == '(' || *p == '[' ? 1 : *p == ')' || *p == ']' ? -1 : 0;
        p++;
      }
  return FALSE;
}

void
rv_write_default (RvWriter *writer, const char *expression)
{
  rv_write_format (writer, needs_parentheses (expression) ? " DEFAULT (%s)" : " DEFAULT %s", expression);
}

/* ---- in CREATE TABLE ------------------------------------------------------------ */

static RvSequence *
identity_sequence (const RvColumn *column)
{
  for (guint i = 0; column->object.referrers != NULL && i < column->object.referrers->len; i++)
    {
      RvSequence *sequence = g_ptr_array_index (column->object.referrers, i);

      if (sequence->object.kind == RV_KIND_SEQUENCE && sequence->is_identity)
        return sequence;
    }
  return NULL;
}

/* Whether PostgreSQL would find that name by itself and nothing else depends on it. */
static gboolean
has_default_name (const RvTable *table, const RvColumn *column, const RvSequence *sequence)
{
  g_autofree char *name = g_strconcat (table->name, "_", column->name, "_seq", NULL);

  return strlen (name) < 64 && strcmp (name, sequence->name) == 0 && sequence->schema_id == table->schema_id &&
         (sequence->object.referrers == NULL || sequence->object.referrers->len == 0);
}

void
rv_write_identity (RvWriter *writer, const RvColumn *column)
{
  const RvTable *table = rv_model_get (writer->model, column->table_id);
  const RvSequence *sequence = identity_sequence (column);
  gsize start;

  rv_write_format (writer, " GENERATED %s AS IDENTITY", column->identity == RvIdentity_ALWAYS ? "ALWAYS" : "BY DEFAULT");
  if (sequence == NULL)
    return;
  start = writer->out->len;
  if (!has_default_name (table, column, sequence))
    {
      rv_write (writer, " SEQUENCE NAME ");
      rv_write_object (writer, sequence->object.id);
    }
  rv_write_sequence_options (writer, sequence);
  if (writer->out->len > start)
    {
      g_string_overwrite_len (writer->out, start, " ", 1);
      g_string_insert (writer->out, (gssize) start + 1, "(");
      rv_write (writer, ")");
    }
}

void
rv_write_column_constraints (RvWriter *writer, const RvColumn *column)
{
  if (column->default_value != NULL && !rv_order_is_late (writer->order, column))
    rv_write_default (writer, column->default_value);
  rv_write_clause (writer, "GENERATED ALWAYS AS", column->generated);
  if (column->generated != NULL)
    rv_write (writer, " STORED");
  if (column->identity != RvIdentity_NONE)
    rv_write_identity (writer, column);
  if (column->not_null)
    rv_write (writer, " NOT NULL");
}

void
rv_write_column_type (RvWriter *writer, const RvColumn *column)
{
  rv_write_format (writer, " %s", column->type);
  if (column->compression != NULL)
    rv_write_format (writer, " COMPRESSION %s", column->compression);
  rv_write_clause (writer, "OPTIONS", column->foreign_options);
  if (column->collation != NULL)
    rv_write_format (writer, " COLLATE %s", column->collation);
}

/* ---- after it ------------------------------------------------------------ */

void
rv_write_alter_column (RvWriter *writer, const RvColumn *column)
{
  const RvTable *table = rv_model_get (writer->model, column->table_id);

  rv_write_format (writer, "ALTER %s ONLY ", table->server_id != 0 ? "FOREIGN TABLE" : "TABLE");
  rv_write_object (writer, table->object.id);
  rv_write (writer, " ALTER COLUMN ");
  rv_write_name (writer, column->name);
}

static const char *const storages[] = { NULL, "PLAIN", "EXTERNAL", "EXTENDED", "MAIN" };

void
rv_write_column_settings (RvWriter *writer, const RvColumn *column)
{
  if (column->storage != RvStorage_DEFAULT)
    {
      rv_write_alter_column (writer, column);
      rv_write_format (writer, " SET STORAGE %s;\n", storages[column->storage]);
    }
  if (column->statistics_target >= 0)
    {
      rv_write_alter_column (writer, column);
      rv_write_format (writer, " SET STATISTICS %" G_GINT64_FORMAT ";\n", column->statistics_target);
    }
  if (column->options != NULL)
    {
      rv_write_alter_column (writer, column);
      rv_write_format (writer, " SET (%s);\n", column->options);
    }
}

void
rv_write_owned_sequences (RvWriter *writer, const RvColumn *column)
{
  for (guint i = 0; column->object.referrers != NULL && i < column->object.referrers->len; i++)
    {
      const RvSequence *sequence = g_ptr_array_index (column->object.referrers, i);

      if (sequence->object.kind != RV_KIND_SEQUENCE || sequence->is_identity || sequence->owned_by_id != column->object.id)
        continue;
      rv_write (writer, "ALTER SEQUENCE ");
      rv_write_object (writer, sequence->object.id);
      rv_write (writer, " OWNED BY ");
      rv_write_object (writer, column->table_id);
      rv_write (writer, ".");
      rv_write_name (writer, column->name);
      rv_write (writer, ";\n");
    }
}

void
rv_write_identity_attachments (RvWriter *writer, const RvColumn *column)
{
  RvSequence *sequence = column->identity == RvIdentity_NONE ? NULL : identity_sequence (column);

  /* Its owner is the owner of the table and cannot be another. */
  if (sequence != NULL)
    rv_write_comment (writer, &sequence->object, sequence->comment);
  if (sequence != NULL && sequence->persistence == RvPersistence_UNLOGGED)
    {
      rv_write (writer, "ALTER SEQUENCE ");
      rv_write_object (writer, sequence->object.id);
      rv_write (writer, " SET UNLOGGED;\n");
    }
}

/* ---- privileges ---------------------------------------------------------- */

void
rv_write_identity_grants (RvWriter *writer, RvTable *table)
{
  g_autoptr (GPtrArray) columns = NULL;

  if (writer->options->no_privileges || rv_model_all (writer->model, RV_KIND_GRANT)->len == 0)
    return;
  columns = rv_model_children (writer->model, table->object.id, RV_KIND_COLUMN);
  for (guint i = 0; i < columns->len; i++)
    {
      RvSequence *sequence = identity_sequence (g_ptr_array_index (columns, i));

      if (sequence != NULL)
        rv_write_grants (writer, &sequence->object);
    }
}
