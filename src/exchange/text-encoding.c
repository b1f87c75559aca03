/* Owns the guess at a text file's encoding. Most files are UTF-8 and pass without a copy. */
#include "exchange/text-encoding.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/format.h"

#define SAMPLE 4096

/* ---- what the bytes are, from their first few -------------------------------------------- */

static gboolean
starts_with (const char *data, gsize length, const char *mark, gsize mark_length)
{
  return length >= mark_length && memcmp (data, mark, mark_length) == 0;
}

static gboolean
starts_with_archive (const char *data, gsize length)
{
  return starts_with (data, length, "PGDMP", 5);
}

static gboolean
is_compressed (const char *data, gsize length)
{
  return starts_with (data, length, "\x1f\x8b", 2) || starts_with (data, length, "PK\x03\x04", 4)
         || starts_with (data, length, "\x28\xb5\x2f\xfd", 4) || starts_with (data, length, "\xfd" "7zXZ", 5)
         || starts_with (data, length, "BZh", 3);
}

/* UTF-16 without a mark: every second byte of mostly ASCII text is NUL. */
static const char *
utf16_by_contents (const char *data, gsize length)
{
  gsize n_even = 0, n_odd = 0, n = MIN (length, SAMPLE) / 2;

  for (gsize i = 0; i < n; i++)
    {
      n_even += data[2 * i] == '\0';
      n_odd += data[2 * i + 1] == '\0';
    }
  if (length % 2 != 0 || n < 2)
    return NULL;
  if (n_odd > n * 3 / 4 && n_even == 0)
    return "UTF-16LE";
  return n_even > n * 3 / 4 && n_odd == 0 ? "UTF-16BE" : NULL;
}

static const char *
utf16_of (const char *data, gsize length, gsize *mark_length)
{
  *mark_length = 2;
  if (starts_with (data, length, "\xff\xfe", 2))
    return "UTF-16LE";
  if (starts_with (data, length, "\xfe\xff", 2))
    return "UTF-16BE";
  *mark_length = 0;
  return utf16_by_contents (data, length);
}

static gboolean
is_text_control (guchar byte)
{
  return (byte >= '\b' && byte <= '\r') || byte == '\033' || byte == '\032';
}

/* Text has next to no control characters; anything else with bytes that are not UTF-8 is data. */
static gboolean
looks_binary (const char *data, gsize length)
{
  gsize n = MIN (length, SAMPLE), n_controls = 0;

  for (gsize i = 0; i < n; i++)
    n_controls += (guchar) data[i] < 0x20 && !is_text_control ((guchar) data[i]);
  return n_controls > n / 50;
}

/* ---- eight-bit encodings ------------------------------------------------------------------ */

static const struct {
  const char *postgresql;
  const char *iconv;
} encodings[] = {
  { "LATIN1", "ISO-8859-1" },   { "LATIN2", "ISO-8859-2" },   { "LATIN3", "ISO-8859-3" },   { "LATIN4", "ISO-8859-4" },
  { "LATIN5", "ISO-8859-9" },   { "LATIN6", "ISO-8859-10" },  { "LATIN7", "ISO-8859-13" },  { "LATIN8", "ISO-8859-14" },
  { "LATIN9", "ISO-8859-15" },  { "LATIN10", "ISO-8859-16" }, { "WIN1250", "WINDOWS-1250" }, { "WIN1251", "WINDOWS-1251" },
  { "WIN1252", "WINDOWS-1252" }, { "WIN1253", "WINDOWS-1253" }, { "WIN1254", "WINDOWS-1254" }, { "WIN1255", "WINDOWS-1255" },
  { "WIN1256", "WINDOWS-1256" }, { "WIN1257", "WINDOWS-1257" }, { "WIN1258", "WINDOWS-1258" }, { "KOI8R", "KOI8-R" },
  { "KOI8U", "KOI8-U" },        { "EUC_JP", "EUC-JP" },       { "EUC_KR", "EUC-KR" },       { "EUC_CN", "GB2312" },
  { "SJIS", "SHIFT_JIS" },      { "BIG5", "BIG5" },           { "GBK", "GBK" },             { "GB18030", "GB18030" },
};

/* SET client_encoding = 'LATIN1'; near the head of a dump. */
static const char *
declared_encoding (const char *data, gsize length)
{
  g_autofree char *head = g_strndup (data, MIN (length, SAMPLE));
  const char *setting = strstr (head, "client_encoding");
  const char *name = setting != NULL ? strchr (setting, '\'') : NULL;

  if (name == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      gsize n = strlen (encodings[i].postgresql);

      if (g_ascii_strncasecmp (name + 1, encodings[i].postgresql, n) == 0 && name[1 + n] == '\'')
        return encodings[i].iconv;
    }
  return NULL;
}

/* Whether more of what is not ASCII is UTF-8 than is not: a UTF-8 file with a few bad bytes. */
static gboolean
is_mostly_utf8 (const char *data, gsize length)
{
  gsize n_good = 0, n_bad = 0;

  for (gsize i = 0; i < length;)
    {
      gunichar c = (guchar) data[i] < 0x80 ? 1 : g_utf8_get_char_validated (data + i, (gssize) (length - i));
      gboolean is_bad = c == (gunichar) -1 || c == (gunichar) -2;

      n_bad += is_bad;
      n_good += !is_bad && c != 1;
      i += is_bad || c == 1 ? 1 : (gsize) g_utf8_skip[(guchar) data[i]];
    }
  return n_good > n_bad;
}

static GBytes *
convert (const char *data, gsize length, const char *encoding)
{
  gsize n = 0;
  char *text = g_convert (data, (gssize) length, "UTF-8", encoding, NULL, &n, NULL);

  if (text != NULL && memchr (text, '\0', n) == NULL)
    return g_bytes_new_take (text, n);
  g_free (text);
  return NULL;
}

static GBytes *
repair (const char *data, gsize length)
{
  char *text = g_utf8_make_valid (data, (gssize) length);

  return g_bytes_new_take (text, strlen (text));
}

static GBytes *
decode_other (const char *data, gsize length, gsize first_bad, RvReport *report)
{
  RvTextPosition position = rv_text_position_at (data, first_bad);
  const char *encoding = declared_encoding (data, length);
  GBytes *text = encoding != NULL ? convert (data, length, encoding) : NULL;

  if (text != NULL)
    {
      rv_report_add (report, RV_MESSAGE_NOTE, position, _("The text is in %s, as its client_encoding says"), encoding);
      return text;
    }
  if (is_mostly_utf8 (data, length))
    {
      rv_report_add (report, RV_MESSAGE_WARNING, position, _("This byte is not UTF-8; such bytes are read as “\uFFFD”"));
      return repair (data, length);
    }
  rv_report_add (report, RV_MESSAGE_WARNING, position, _("The text is not UTF-8 from here on; it is read as Windows-1252 (Latin-1)"));
  text = convert (data, length, "WINDOWS-1252");
  return text != NULL ? text : convert (data, length, "ISO-8859-1");
}

/* ---- the public call ------------------------------------------------------------------------ */

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, RV_EXCHANGE_ERROR, RV_EXCHANGE_ERROR_INPUT, message);
  return FALSE;
}

static gboolean
check_head (const char *data, gsize length, GError **error)
{
  if (length == 0)
    return refuse (error, _("The file is empty"));
  if (starts_with_archive (data, length))
    return refuse (error, _("This is an archive of pg_dump; turn it into a script first: pg_restore --schema-only --file=schema.sql ARCHIVE"));
  if (is_compressed (data, length))
    return refuse (error, _("The file is compressed; unpack it first"));
  return TRUE;
}

static GBytes *
decode_utf16 (const char *data, gsize length, const char *encoding, RvReport *report, GError **error)
{
  GBytes *text = convert (data, length, encoding);
  RvTextPosition nowhere = { 0, 0 };

  if (text == NULL)
    refuse (error, _("The file looks like UTF-16 but is damaged or no text"));
  else
    rv_report_add (report, RV_MESSAGE_NOTE, nowhere, _("The text is in %s"), encoding);
  return text;
}

static GBytes *
decode_bytes (GBytes *file, RvReport *report, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (file, &length);
  const char *end;
  gsize skip = starts_with (data, length, "\xef\xbb\xbf", 3) ? 3 : 0;

  if (g_utf8_validate_len (data, length, &end))
    return g_bytes_new_from_bytes (file, skip, length - skip);
  if (memchr (data, '\0', length) != NULL || looks_binary (data, length))
    {
      if (*end == '\0')
        rv_report_add (report, RV_MESSAGE_ERROR, rv_text_position_at (data, (gsize) (end - data)), _("A text holds no byte 0"));
      refuse (error, _("This is binary data, not a text"));
      return NULL;
    }
  return decode_other (data, length, (gsize) (end - data), report);
}

GBytes *
rv_text_decode (GBytes *file, RvReport *report, GError **error)
{
  gsize length, mark_length;
  const char *data = g_bytes_get_data (file, &length);
  const char *utf16;
  g_autoptr (GBytes) text = NULL;

  if (!check_head (data, length, error))
    return NULL;
  utf16 = utf16_of (data, length, &mark_length);
  if (utf16 != NULL)
    text = decode_utf16 (data + mark_length, length - mark_length, utf16, report, error);
  else
    text = decode_bytes (file, report, error);
  if (text != NULL && g_bytes_get_size (text) == 0)
    {
      refuse (error, _("The file is empty"));
      return NULL;
    }
  return g_steal_pointer (&text);
}
