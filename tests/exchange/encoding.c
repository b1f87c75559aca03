/* What text files are written in: marks, client_encoding, guesses, and what is no text. */
#include <string.h>

#include "exchange/format.h"
#include "exchange/text-encoding.h"

static GBytes *
bytes_of (const char *data, gsize length)
{
  g_autofree char *copy = g_malloc0 (length + 1);

  memcpy (copy, data, length);
  return g_bytes_new_take (g_steal_pointer (&copy), length);
}

static RvReport *
decode (const char *data, gsize length, GBytes **text, GError **error)
{
  g_autoptr (GBytes) bytes = bytes_of (data, length);
  RvReport *report = rv_report_new ("file.sql");

  *text = rv_text_decode (bytes, report, error);
  return report;
}

static void
assert_decoded (const char *data, gsize length, const char *expected, guint n_messages, guint line, guint column)
{
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RvReport) report = decode (data, length, &text, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (text, NULL), g_bytes_get_size (text), expected, strlen (expected));
  g_assert_cmpint (((const char *) g_bytes_get_data (text, NULL))[g_bytes_get_size (text)], ==, 0);
  g_assert_cmpuint (report->messages->len, ==, n_messages);
  if (n_messages > 0)
    {
      RvMessage *message = report->messages->pdata[0];

      g_assert_cmpuint (message->position.line, ==, line);
      g_assert_cmpuint (message->position.column, ==, column);
    }
}

static void
assert_refused (const char *data, gsize length, const char *word)
{
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RvReport) report = decode (data, length, &text, &error);

  g_assert_error (error, RV_EXCHANGE_ERROR, RV_EXCHANGE_ERROR_INPUT);
  g_assert_null (text);
  g_assert_nonnull (strstr (error->message, word));
}

#define DECODED(data, expected, n, line, column) assert_decoded (data, sizeof data - 1, expected, n, line, column)
#define REFUSED(data, word) assert_refused (data, sizeof data - 1, word)

static void
test_utf8 (void)
{
  DECODED ("SELECT 'größe';", "SELECT 'größe';", 0, 0, 0);
  DECODED ("\xef\xbb\xbfSELECT 1;", "SELECT 1;", 0, 0, 0);
  DECODED ("SELECT 'größe é';\nSELECT 'x\xff';", "SELECT 'größe é';\nSELECT 'x\xef\xbf\xbd';", 1, 2, 10);
}

static void
test_utf16 (void)
{
  DECODED ("\xff\xfeS\0Q\0L\0\xfc\0", "SQLü", 1, 0, 0);
  DECODED ("\xfe\xff\0S\0Q\0L\0\xfc", "SQLü", 1, 0, 0);
  DECODED ("S\0E\0L\0E\0C\0T\0 \0001\0;\0", "SELECT 1;", 1, 0, 0);
  REFUSED ("\xff\xfe\0\xd8S\0", "UTF-16");
}

static void
test_eight_bit (void)
{
  DECODED ("-- x\nSELECT 'gr\xf6\xdf" "e', '\x80';", "-- x\nSELECT 'größe', '€';", 1, 2, 11);
  DECODED ("SET client_encoding = 'LATIN1';\nSELECT '\xe9';", "SET client_encoding = 'LATIN1';\nSELECT 'é';", 1, 2, 9);
  DECODED ("SET client_encoding = 'WIN1251';\nSELECT '\xe9';", "SET client_encoding = 'WIN1251';\nSELECT 'й';", 1, 2, 9);
}

static void
test_no_text (void)
{
  REFUSED ("", "empty");
  REFUSED ("\xef\xbb\xbf", "empty");
  REFUSED ("\xff\xfe", "empty");
  REFUSED ("\x7f" "ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0>\0", "binary");
  REFUSED ("PGDMP\1\16\0", "pg_restore");
  REFUSED ("\x1f\x8b\b\0", "compressed");
  REFUSED ("\1\2\3\4\5\xff\xfe\x01", "binary");
}

/* Bytes of all kinds: whatever they are, an answer comes and it is UTF-8. */
static void
test_noise (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (guint round = 0; round < 2000; round++)
    {
      char data[64];
      gsize length = (gsize) g_rand_int_range (rand, 0, sizeof data);
      g_autoptr (GBytes) text = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (RvReport) report = NULL;

      for (gsize i = 0; i < length; i++)
        data[i] = (char) g_rand_int_range (rand, round % 2 == 0 ? 32 : 0, 256);
      report = decode (data, length, &text, &error);
      g_assert_true ((text == NULL) == (error != NULL));
      if (text != NULL)
        g_assert_true (g_utf8_validate_len (g_bytes_get_data (text, NULL), g_bytes_get_size (text), NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/encoding/utf-8", test_utf8);
  g_test_add_func ("/encoding/utf-16", test_utf16);
  g_test_add_func ("/encoding/eight-bit", test_eight_bit);
  g_test_add_func ("/encoding/no-text", test_no_text);
  g_test_add_func ("/encoding/noise", test_noise);
  return g_test_run ();
}
