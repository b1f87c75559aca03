/* Owns the guesses about text with separators, made from its first lines. */
#include "check/discover/csv.h"

#include <string.h>

#define LINES 20
#define ROWS 100
#define COLUMNS 200

/* How many of @separator are in each of the first lines outside of quotes: more is better, the same in each line better still. */
static double
rate (const char *text, gsize length, char separator)
{
  guint counts[LINES] = { 0 }, n = 0, least = G_MAXUINT, most = 0;
  gboolean is_quoted = FALSE;

  for (gsize i = 0; i < length && n < LINES; i++)
    if (text[i] == '"')
      is_quoted = !is_quoted;
    else if (text[i] == separator && !is_quoted)
      counts[n]++;
    else if (text[i] == '\n' && !is_quoted)
      n += i > 0 && text[i - 1] != '\n';
  n = MIN (n + 1, LINES);
  if (n > 1 && counts[n - 1] == 0)
    n--;
  for (guint i = 0; i < n; i++)
    {
      least = MIN (least, counts[i]);
      most = MAX (most, counts[i]);
    }
  return least == most ? 1000.0 * (least > 0) + least : least;
}

char
rv_csv_guess_separator (const char *text, gsize length)
{
  static const char separators[] = { ',', ';', '\t', '|' };
  char best = ',';
  double best_rate = 0;

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      double its_rate = rate (text, MIN (length, 65536), separators[i]);

      if (its_rate > best_rate)
        {
          best_rate = its_rate;
          best = separators[i];
        }
    }
  return best;
}

/* ---- the first row --------------------------------------------------------------------------------------------- */

static GPtrArray *
read_row (RvCsvReader *reader)
{
  GPtrArray *row = g_ptr_array_new_with_free_func (g_free);
  RvCsvStep step;

  do
    {
      const char *text;
      gsize length;

      step = rv_csv_next (reader, &text, &length);
      g_ptr_array_add (row, text != NULL ? g_strstrip (g_strndup (text, length)) : g_strdup (""));
    }
  while (step == RV_CSV_VALUE && row->len < COLUMNS);
  return row;
}

static gboolean
can_be_names (const GPtrArray *row)
{
  for (guint i = 0; i < row->len; i++)
    {
      const char *text = row->pdata[i];
      double number;

      if (*text == '\0' || rv_data_type_of (text, strlen (text), &number) != RV_DATA_TEXT || strcmp (text, "?") == 0)
        return FALSE;
      for (guint k = 0; k < i; k++)
        if (strcmp (text, row->pdata[k]) == 0)
          return FALSE;
    }
  return TRUE;
}

/* What column @i says: above 0 its first value is a name, below it is a value. */
static int
judge_column (const GPtrArray *first, GPtrArray *const *rows, guint n_rows, guint i)
{
  guint n_typed = 0, n_values = 0;

  for (guint r = 0; r < n_rows; r++)
    {
      const char *text = i < rows[r]->len ? rows[r]->pdata[i] : "";
      double number;

      if (*text == '\0')
        continue;
      if (strcmp (text, first->pdata[i]) == 0)
        return -1;
      n_values++;
      n_typed += rv_data_type_of (text, strlen (text), &number) != RV_DATA_TEXT;
    }
  return n_values > 0 && n_typed * 10 >= n_values * 9;
}

gboolean
rv_csv_guess_header (const RvCsvReader *reader)
{
  g_autoptr (GString) unquoted = g_string_new (NULL);
  RvCsvReader ahead = { reader->at, reader->end, reader->separator, unquoted };
  g_autoptr (GPtrArray) first = read_row (&ahead);
  GPtrArray *rows[ROWS];
  guint n_rows = 0;
  int sum = 0;

  if (!can_be_names (first))
    return FALSE;
  while (n_rows < ROWS && rv_csv_skip_empty (&ahead))
    rows[n_rows++] = read_row (&ahead);
  for (guint i = 0; i < first->len; i++)
    sum += judge_column (first, rows, n_rows, i);
  for (guint r = 0; r < n_rows; r++)
    g_ptr_array_unref (rows[r]);
  return sum >= 0;
}
