/* Text with separators, well and badly formed: what becomes of it. */
#include <glib.h>
#include <string.h>

#include "check/discover/csv.h"

static RvData *
read_csv (const char *text, const RvCsvOptions *options)
{
  g_autoptr (GError) error = NULL;
  RvData *data = rv_csv_read ("t", text, strlen (text), options != NULL ? options : &(RvCsvOptions) { 0 }, &error);

  g_assert_no_error (error);
  return data;
}

static char *
names_of (const RvData *data)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < data->n_columns; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "|" : "", data->columns[i].name);
  return g_string_free (names, FALSE);
}

static void
test_guesses (void)
{
  static const struct { const char *text, *names; guint n_rows; } rows[] = {
    { "id,name\n1,x\n2,y\n", "id|name", 2 },
    { "1,x\n2,y\n", "column1|column2", 2 },
    { "id;name\r\n1;x,y\r\n2;y,z\r\n", "id|name", 2 },
    { "id\tname\n1\tx y\n2\ty", "id|name", 2 },
    { "a|b\n1|2\n", "a|b", 1 },
    { "\xef\xbb\xbfid,n\n1,2\n", "id|n", 1 },
    { "\"id\",\"the, name\"\n1,\"say \"\"x\"\"\"\n2,\"two\nlines\"\n", "id|the, name", 2 },
    { "first,last\nAda,Lovelace\nAlan,Turing\n", "first|last", 2 },
    { "red,blue\nblue,red\nred,green\n", "column1|column2", 3 },
    { "usual,proper,1,1\nusual,great,2,2\n", "column1|column2|column3|column4", 2 },
    { "E1,M,3\nE2,A,?\n", "column1|column2|column3", 2 },
    { "\n\nx\n1\n2\n", "x", 2 },
    { "na\xefve,b\n1,2\n", "naïve|b", 1 },
    { "id,id_2,x\n1,2,3\n", "id|id_2|x", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (RvData) data = read_csv (rows[i].text, NULL);
      g_autofree char *names = names_of (data);

      g_assert_cmpstr (names, ==, rows[i].names);
      g_assert_cmpuint (data->n_rows, ==, rows[i].n_rows);
      g_assert_cmpuint (data->n_ragged, ==, 0);
    }
}

static void
test_told (void)
{
  RvCsvOptions options = { ':', RV_CSV_HEADER_NO, FALSE };
  g_autoptr (RvData) data = read_csv ("id:x,y\n1:z\n", &options);

  g_assert_cmpuint (data->n_columns, ==, 2);
  g_assert_cmpuint (data->n_rows, ==, 2);
}

static void
test_nulls (void)
{
  const char *text = "a,b\n,1\n,1\n\"\",2\nx,3\n";
  g_autoptr (RvData) equal = read_csv (text, NULL);
  g_autoptr (RvData) distinct = read_csv (text, &(RvCsvOptions) { 0, RV_CSV_HEADER_YES, TRUE });

  g_assert_cmpuint (equal->n_rows, ==, 4);
  g_assert_cmpuint (equal->columns[0].n_distinct, ==, 3);
  g_assert_cmpuint (distinct->columns[0].n_distinct, ==, 4);
  g_assert_true (equal->columns[0].has_null);
  g_assert_cmpuint (equal->columns[0].hashes->len, ==, 2);
  g_assert_false (equal->columns[1].has_null);
  g_assert_cmpint (equal->columns[1].type, ==, RV_DATA_INTEGER);
}

static void
test_types (void)
{
  static const struct { const char *text; RvDataType type; } rows[] = {
    { "12", RV_DATA_INTEGER }, { "-3", RV_DATA_INTEGER }, { " 7 ", RV_DATA_INTEGER }, { "1.5", RV_DATA_NUMBER }, { "1e3", RV_DATA_NUMBER },
    { "2024-02-03", RV_DATA_DATE }, { "2024-02-03 10:00", RV_DATA_DATE }, { "2024-0203", RV_DATA_TEXT }, { "x", RV_DATA_TEXT },
    { "1x", RV_DATA_TEXT }, { "", RV_DATA_TEXT }, { "0x1F", RV_DATA_NUMBER }, { "-", RV_DATA_TEXT }, { "inf", RV_DATA_TEXT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      double number;

      g_assert_cmpint (rv_data_type_of (rows[i].text, strlen (rows[i].text), &number), ==, rows[i].type);
    }
}

static void
test_ragged (void)
{
  g_autoptr (RvData) data = read_csv ("a,b,c\n1,2,3\n1,2\n1,2,3,4\n\"open,2\n", NULL);

  g_assert_cmpuint (data->n_rows, ==, 4);
  g_assert_cmpuint (data->n_ragged, ==, 3);
  g_assert_true (data->columns[2].has_null);
}

static void
test_no_table (void)
{
  static const struct { const char *text; gsize length; } rows[] = { { "", 0 }, { "\n\r\n", 3 }, { "\0\1\2", 3 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (rv_csv_read ("t", rows[i].text, rows[i].length, &(RvCsvOptions) { 0 }, &error));
      g_assert_error (error, RV_DISCOVER_ERROR, RV_DISCOVER_ERROR_SYNTAX);
    }
}

static void
test_too_wide (void)
{
  g_autofree char *text = g_strnfill (RV_DATA_COLUMNS_MAX + 10, ',');
  g_autoptr (GError) error = NULL;

  g_assert_null (rv_csv_read ("t", text, strlen (text), &(RvCsvOptions) { 0 }, &error));
  g_assert_error (error, RV_DISCOVER_ERROR, RV_DISCOVER_ERROR_TOO_LARGE);
}

/* Anything is read somehow. */
static void
test_noise (void)
{
  static const char letters[] = "ab1,;\"\n\r\t|\xff \\'";
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);

  for (guint i = 0; i < 5000; i++)
    {
      char text[64];
      gsize length = (gsize) g_rand_int_range (rand, 0, sizeof text);
      g_autoptr (RvData) data = NULL;

      for (gsize k = 0; k < length; k++)
        text[k] = letters[g_rand_int_range (rand, 0, sizeof letters - 1)];
      data = rv_csv_read ("t", text, length, &(RvCsvOptions) { 0 }, NULL);
      if (data != NULL)
        g_assert_cmpuint (data->n_columns, >, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/discover/data/guesses", test_guesses);
  g_test_add_func ("/discover/data/told", test_told);
  g_test_add_func ("/discover/data/nulls", test_nulls);
  g_test_add_func ("/discover/data/types", test_types);
  g_test_add_func ("/discover/data/ragged", test_ragged);
  g_test_add_func ("/discover/data/no-table", test_no_table);
  g_test_add_func ("/discover/data/too-wide", test_too_wide);
  g_test_add_func ("/discover/data/noise", test_noise);
  return g_test_run ();
}
