/* Guesses the encoding of a script from its bytes. */
#include "sql/encoding.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sql/dialect.h"

static const RvTextPosition whole_file = { 0, 0 };

/* UTF-16 by its mark, or by every other byte of its start being zero; NULL: it is not. */
static const char *
utf16_name (const char *text, gsize length, gsize *mark)
{
  gsize n = MIN (length, 64) & ~(gsize) 1, even = 0, odd = 0;

  *mark = 2;
  if (length >= 2 && memcmp (text, "\xff\xfe", 2) == 0)
    return "UTF-16LE";
  if (length >= 2 && memcmp (text, "\xfe\xff", 2) == 0)
    return "UTF-16BE";
  *mark = 0;
  for (gsize i = 0; i < n; i += 2)
    {
      even += text[i] == '\0';
      odd += text[i + 1] == '\0';
    }
  if (n >= 8 && odd * 4 >= n && even == 0)
    return "UTF-16LE";
  return n >= 8 && even * 4 >= n && odd == 0 ? "UTF-16BE" : NULL;
}

static gboolean
convert (const char *text, gsize *length, const char *encoding, char **converted)
{
  gsize written;

  *converted = g_convert (text, (gssize) *length, "UTF-8", encoding, NULL, &written, NULL);
  if (*converted != NULL)
    *length = written;
  return *converted != NULL;
}

static const char *
decode_utf16 (const char *text, gsize *length, const char *encoding, gsize mark, RvReport *report, char **converted, GError **error)
{
  *length -= mark;
  if (!convert (text + mark, length, encoding, converted))
    {
      g_set_error (error, RV_SQL_ERROR, RV_SQL_ERROR_INPUT, _("The file looks like %s text, but is damaged."), encoding);
      return NULL;
    }
  rv_report_add (report, RV_MESSAGE_NOTE, whole_file, _("The file is %s text; it was converted."), encoding);
  return *converted;
}

static const char *
decode_bytes (const char *text, gsize *length, RvReport *report, char **converted)
{
  const char *encoding = "WINDOWS-1252";

  if (!convert (text, length, encoding, converted))
    {
      encoding = "ISO-8859-1";
      convert (text, length, encoding, converted);
    }
  rv_report_add (report, RV_MESSAGE_WARNING, whole_file, _("The file is not UTF-8; it was read as %s."), encoding);
  return *converted;
}

static gboolean
is_blank (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (text[i]))
      return FALSE;
  return TRUE;
}

const char *
rv_sql_decode (const char *text, gsize *length, RvReport *report, char **converted, GError **error)
{
  const char *encoding;
  gsize mark;

  *converted = NULL;
  if (is_blank (text, *length))
    {
      g_set_error (error, RV_SQL_ERROR, RV_SQL_ERROR_INPUT, _("The file is empty."));
      return NULL;
    }
  encoding = utf16_name (text, *length, &mark);
  if (encoding != NULL)
    return decode_utf16 (text, length, encoding, mark, report, converted, error);
  if (memchr (text, '\0', *length) != NULL)
    {
      g_set_error (error, RV_SQL_ERROR, RV_SQL_ERROR_INPUT, _("The file is not text: it holds binary data."));
      return NULL;
    }
  if (*length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    {
      text += 3;
      *length -= 3;
    }
  return g_utf8_validate_len (text, *length, NULL) ? text : decode_bytes (text, length, report, converted);
}
