/* What discovery costs on tables in the shape of those that the field measures with: rows, columns, how many values a column has,
 * how much depends on how little. Usage: discovery RELVAR-CLI [FOLDER]; a FOLDER with the real tables, as adult.csv …, is measured
 * too, and how many dependencies must be found in each is known. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check/discover/csv.h"
#include "check/discover/discover.h"
#include "measure.h"

typedef struct {
  const char *name;
  guint n_rows, n_columns;
  void (*make) (GRand *rand, guint row, guint n_columns, gint *values);
  double seconds;        /* the bar */
  guint n_dependencies;  /* of the real table */
} Shape;

/* ---- shapes ------------------------------------------------------------------------------------------------ */

/* Few values are frequent, most are rare. */
static gint
skewed (GRand *rand, gint n)
{
  double x = g_rand_double (rand);

  return (gint) (n * x * x * x);
}

static void
make_adult (GRand *rand, guint row, guint n_columns, gint *values)
{
  static const gint ranges[] = { 74, 9, 28523, 16, 16, 7, 15, 6, 5, 2, 123, 99, 96, 42 };

  for (guint i = 0; i < n_columns; i++)
    values[i] = skewed (rand, ranges[i]);
  values[2] = g_rand_int_range (rand, 0, ranges[2]);
  values[4] = values[3];
  values[10] = g_rand_int_range (rand, 0, 12) == 0 ? values[10] : 0;
  values[11] = g_rand_int_range (rand, 0, 20) == 0 ? values[11] : 0;
}

/* 520 prototypes, each somewhat distorted. */
static void
make_letter (GRand *rand, guint row, guint n_columns, gint *values)
{
  gint prototype = g_rand_int_range (rand, 0, 520);
  g_autoptr (GRand) own = g_rand_new_with_seed ((guint32) prototype);

  values[0] = prototype / 20;
  for (guint i = 1; i < n_columns; i++)
    {
      double sum = -6;

      for (guint k = 0; k < 12; k++)
        sum += g_rand_double (rand);
      values[i] = CLAMP ((gint) (g_rand_double_range (own, 3, 12) + 0.4 * sum + 0.5), 0, 15);
    }
}

static void
make_hepatitis (GRand *rand, guint row, guint n_columns, gint *values)
{
  for (guint i = 0; i < n_columns; i++)
    values[i] = g_rand_int_range (rand, 0, 4) == 0 ? 2 : 1;
  values[1] = g_rand_int_range (rand, 20, 70);
  values[14] = skewed (rand, 35);
  values[15] = skewed (rand, 84);
  values[16] = skewed (rand, 85);
  values[17] = g_rand_int_range (rand, 20, 50);
  values[18] = g_rand_int_range (rand, 0, 2) * g_rand_int_range (rand, 20, 65);
}

static void
make_balance (GRand *rand, guint row, guint n_columns, gint *values)
{
  gint a = (gint) (row / 125), b = (gint) (row / 25 % 5), c = (gint) (row / 5 % 5), d = (gint) (row % 5);
  gint left = (a + 1) * (b + 1), right = (c + 1) * (d + 1);

  values[0] = (left > right) - (left < right);
  values[1] = a;
  values[2] = b;
  values[3] = c;
  values[4] = d;
}

static const Shape shapes[] = {
  { "adult", 48842, 14, make_adult, 0.25, 78 },
  { "letter", 20000, 17, make_letter, 0.5, 61 },
  { "hepatitis", 155, 20, make_hepatitis, 0.05, 8250 },
  { "balance-scale", 625, 5, make_balance, 0, 1 },
  { "iris", 0, 0, NULL, 0, 4 },
  { "chess", 0, 0, NULL, 0, 1 },
  { "nursery", 0, 0, NULL, 0, 1 },
  { "abalone", 0, 0, NULL, 0, 137 },
  { "breast-cancer-wisconsin", 0, 0, NULL, 0, 46 },
  { "bridges", 0, 0, NULL, 0, 142 },
};

static char *
write_shape (const Shape *shape, const char *folder)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree gint *values = g_new0 (gint, shape->n_columns);
  char *path = g_strdup_printf ("%s/%s.csv", folder, shape->name);

  for (guint r = 0; r < shape->n_rows; r++)
    {
      shape->make (rand, r, shape->n_columns, values);
      for (guint i = 0; i < shape->n_columns; i++)
        g_string_append_printf (text, "%s%d", i > 0 ? "," : "", values[i]);
      g_string_append_c (text, '\n');
    }
  if (!g_file_set_contents (path, text->str, (gssize) text->len, NULL))
    exit (1);
  return path;
}

/* ---- figures ---------------------------------------------------------------------------------------------------- */

static guint
count (const char *path)
{
  g_autofree char *text = NULL;
  gsize length;
  g_autoptr (RvData) data = NULL;
  g_autoptr (RvDiscovery) discovery = NULL;

  if (!g_file_get_contents (path, &text, &length, NULL))
    exit (1);
  data = rv_csv_read ("t", text, length, &(RvCsvOptions) { 0 }, NULL);
  discovery = rv_discover (data, &(RvDiscoverOptions) { 0 });
  return discovery->is_complete ? discovery->dependencies->len : 0;
}

static void
measure (const char *program, const char *path, const Shape *shape, gboolean is_real)
{
  const char *const argv[] = { program, "discover", path, NULL };
  g_autofree char *time = g_strdup_printf ("%s%s, CPU of relvar-cli", shape->name, is_real ? " itself" : " in shape");
  g_autofree char *memory = g_strdup_printf ("%s, memory", shape->name);
  g_autofree char *found = g_strdup_printf ("%s, dependencies (%u are right)", shape->name, shape->n_dependencies);
  double seconds = 0, megabytes = 0;
  guint n = count (path);

  if (!bench_child (argv, &seconds, &megabytes))
    exit (1);
  bench_row (time, seconds, shape->seconds, "s");
  bench_row (memory, megabytes, 40, "MB");
  bench_row (is_real ? found : "  dependencies in it", n, 0, "");
  if (is_real && n != shape->n_dependencies)
    exit (1);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("relvar-discovery-XXXXXX", NULL);

  bench_heading ();
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autofree char *real = argc > 2 ? g_strdup_printf ("%s/%s.csv", argv[2], shapes[i].name) : NULL;

      if (real != NULL && g_file_test (real, G_FILE_TEST_EXISTS))
        measure (argv[1], real, &shapes[i], TRUE);
      if (shapes[i].make == NULL)
        continue;
      g_autofree char *path = write_shape (&shapes[i], folder);
      measure (argv[1], path, &shapes[i], FALSE);
      remove (path);
    }
  remove (folder);
  return bench_n_over () > 0;
}
