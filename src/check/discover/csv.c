/* Owns the reading of values with separators. */
#include "check/discover/csv.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (rv-discover-error, rv_discover_error)

/* After a value: takes its separator or the end of the line. */
static RvCsvStep
end_value (RvCsvReader *reader)
{
  if (reader->at < reader->end && *reader->at == reader->separator)
    {
      reader->at++;
      return RV_CSV_VALUE;
    }
  if (reader->at < reader->end && *reader->at == '\r')
    reader->at++;
  if (reader->at < reader->end && *reader->at == '\n')
    reader->at++;
  return RV_CSV_LAST_OF_ROW;
}

static const char *
plain_end (const RvCsvReader *reader)
{
  const char *at = reader->at;

  while (at < reader->end && *at != reader->separator && *at != '\n' && *at != '\r')
    at++;
  return at;
}

/* A value in quotes; what follows the closing one up to the separator belongs to it. */
static void
read_quoted (RvCsvReader *reader, const char **text, gsize *length)
{
  const char *start = ++reader->at, *stop;

  g_string_truncate (reader->unquoted, 0);
  for (;;)
    {
      const char *quote = memchr (start, '"', (gsize) (reader->end - start));

      stop = quote != NULL ? quote : reader->end;
      g_string_append_len (reader->unquoted, start, stop - start);
      if (quote == NULL || quote + 1 >= reader->end || quote[1] != '"')
        break;
      g_string_append_c (reader->unquoted, '"');
      start = quote + 2;
    }
  reader->at = MIN (stop + 1, reader->end);
  stop = plain_end (reader);
  g_string_append_len (reader->unquoted, reader->at, stop - reader->at);
  reader->at = stop;
  *text = reader->unquoted->str;
  *length = reader->unquoted->len;
}

RvCsvStep
rv_csv_next (RvCsvReader *reader, const char **text, gsize *length)
{
  if (reader->at < reader->end && *reader->at == '"')
    {
      read_quoted (reader, text, length);
      return end_value (reader);
    }
  const char *stop = plain_end (reader);

  *length = (gsize) (stop - reader->at);
  *text = *length > 0 ? reader->at : NULL;
  reader->at = stop;
  return end_value (reader);
}

gboolean
rv_csv_skip_empty (RvCsvReader *reader)
{
  while (reader->at < reader->end && (*reader->at == '\n' || *reader->at == '\r'))
    reader->at++;
  return reader->at < reader->end;
}

/* ---- names ------------------------------------------------------------------------------------------------- */

static char *
clean_name (const char *text, gsize length, guint i)
{
  g_autofree char *raw = text != NULL ? g_strndup (text, length) : g_strdup ("");
  char *name = g_utf8_validate (raw, -1, NULL) ? g_strdup (raw) : g_convert (raw, -1, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);

  if (name == NULL || *g_strstrip (name) == '\0')
    {
      g_free (name);
      name = g_strdup_printf ("column%u", i + 1);
    }
  return name;
}

static void
add_name (GPtrArray *names, char *name)
{
  g_autofree char *first = g_strdup (name);

  for (guint k = 2; g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL); k++)
    {
      g_free (name);
      name = g_strdup_printf ("%s_%u", first, k);
    }
  g_ptr_array_add (names, name);
}

/* The names of the columns: those of the first row, which is then passed, or "column1" … */
static GPtrArray *
read_names (RvCsvReader *reader, gboolean has_header)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *start = reader->at, *text;
  gsize length;
  RvCsvStep step;

  do
    {
      step = rv_csv_next (reader, &text, &length);
      add_name (names, clean_name (has_header ? text : NULL, length, names->len));
    }
  while (step == RV_CSV_VALUE && names->len <= RV_DATA_COLUMNS_MAX);
  if (!has_header)
    reader->at = start;
  return names;
}

/* ---- rows ----------------------------------------------------------------------------------------------------- */

static void
read_row (RvCsvReader *reader, RvDataBuilder *builder, guint n_columns)
{
  RvCsvStep step;
  guint i = 0;

  do
    {
      const char *text;
      gsize length;

      step = rv_csv_next (reader, &text, &length);
      if (i < n_columns)
        rv_data_builder_add (builder, i, text, length);
      i++;
    }
  while (step == RV_CSV_VALUE);
  if (i != n_columns)
    rv_data_builder_mark_ragged (builder);
}

/* A line with nothing in it is a row where there is one column, and else nothing. */
static gboolean
has_row (RvCsvReader *reader, guint n_columns)
{
  return n_columns == 1 ? reader->at < reader->end : rv_csv_skip_empty (reader);
}

RvData *
rv_csv_read (const char *table, const char *text, gsize length, const RvCsvOptions *options, GError **error)
{
  g_autoptr (GString) unquoted = g_string_new (NULL);
  RvCsvReader reader = { text, text + length, options->separator, unquoted };
  g_autoptr (GPtrArray) names = NULL;
  RvDataBuilder *builder;

  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    reader.at += 3;
  if (reader.separator == '\0')
    reader.separator = rv_csv_guess_separator (reader.at, (gsize) (reader.end - reader.at));
  if (!rv_csv_skip_empty (&reader))
    {
      g_set_error_literal (error, RV_DISCOVER_ERROR, RV_DISCOVER_ERROR_SYNTAX, _("There is no line in it"));
      return NULL;
    }
  if (memchr (reader.at, '\0', MIN ((gsize) (reader.end - reader.at), 4096)) != NULL)
    {
      g_set_error_literal (error, RV_DISCOVER_ERROR, RV_DISCOVER_ERROR_SYNTAX, _("This is no text"));
      return NULL;
    }
  names = read_names (&reader, options->header == RV_CSV_HEADER_YES || (options->header == RV_CSV_HEADER_GUESS && rv_csv_guess_header (&reader)));
  if (names->len > RV_DATA_COLUMNS_MAX)
    {
      g_set_error (error, RV_DISCOVER_ERROR, RV_DISCOVER_ERROR_TOO_LARGE, _("There are more than %d columns"), RV_DATA_COLUMNS_MAX);
      return NULL;
    }
  builder = rv_data_builder_new (table, (const char *const *) names->pdata, names->len, options->nulls_distinct);
  do
    if (!has_row (&reader, names->len))
      break;
    else
      read_row (&reader, builder, names->len);
  while (rv_data_builder_end_row (builder));
  return rv_data_builder_finish (builder);
}
