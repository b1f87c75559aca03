/* Owns how JSON is put down: a line for each member of the outermost object and for each row of its lists. */
#include "cli/json-writer.h"

static void
put_string (GString *text, const char *value)
{
  g_string_append_c (text, '"');
  for (; *value != '\0'; value++)
    if (*value == '"' || *value == '\\')
      {
        g_string_append_c (text, '\\');
        g_string_append_c (text, *value);
      }
    else if ((guchar) *value < 0x20)
      g_string_append_printf (text, "\\u%04x", (guchar) *value);
    else
      g_string_append_c (text, *value);
  g_string_append_c (text, '"');
}

/* What goes before a value. */
static void
put_place (RvJsonWriter *writer, const char *name)
{
  if (!writer->is_first && writer->depth > 0)
    g_string_append (writer->text, writer->depth > 2 ? ", " : ",");
  if (writer->depth > 0 && writer->depth <= 2)
    g_string_append_printf (writer->text, "\n%*s", (int) writer->depth * 2, "");
  writer->is_first = FALSE;
  if (name == NULL)
    return;
  put_string (writer->text, name);
  g_string_append (writer->text, ": ");
}

void
rv_json_open (RvJsonWriter *writer, const char *name, char bracket)
{
  put_place (writer, name);
  g_string_append_c (writer->text, bracket);
  writer->depth++;
  writer->is_first = TRUE;
}

void
rv_json_close (RvJsonWriter *writer, char bracket)
{
  writer->depth--;
  if (writer->depth < 2 && !writer->is_first)
    g_string_append_printf (writer->text, "\n%*s", (int) writer->depth * 2, "");
  g_string_append_c (writer->text, bracket);
  writer->is_first = FALSE;
}

void
rv_json_string (RvJsonWriter *writer, const char *name, const char *value)
{
  put_place (writer, name);
  put_string (writer->text, value);
}

void
rv_json_boolean (RvJsonWriter *writer, const char *name, gboolean value)
{
  put_place (writer, name);
  g_string_append (writer->text, value ? "true" : "false");
}

void
rv_json_integer (RvJsonWriter *writer, const char *name, gint64 value)
{
  put_place (writer, name);
  g_string_append_printf (writer->text, "%" G_GINT64_FORMAT, value);
}

void
rv_json_number (RvJsonWriter *writer, const char *name, double value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  put_place (writer, name);
  g_string_append (writer->text, g_ascii_formatd (digits, sizeof digits, "%.6g", value));
}
