/* Thousands of random tables: what is found against what all sets of columns say, each counted by itself. */
#include <glib.h>
#include <string.h>

#include "check/discover/discover.h"

#define COLUMNS_MAX 10

typedef struct {
  guint n_columns;
  guint n_rows;
  guint *groups;        /* how many rows differ in each set of columns */
  guint *errors;        /* for each set and column: how many rows must go for the set to determine it */
} Counts;

static RvData *
random_table (GRand *rand, guint n_columns, guint n_rows, gboolean nulls_distinct)
{
  static const char *const names[] = { "a", "b", "c", "d", "e", "f", "g", "h", "i", "j" };
  RvDataBuilder *builder = rv_data_builder_new ("random", names, n_columns, nulls_distinct);
  gint ranges[COLUMNS_MAX], copies[COLUMNS_MAX], nulls = g_rand_int_range (rand, 0, 3);

  for (guint i = 0; i < n_columns; i++)
    {
      ranges[i] = g_rand_int_range (rand, 0, 4) == 0 ? g_rand_int_range (rand, 1, (gint) n_rows * 2 + 2) : g_rand_int_range (rand, 1, 9);
      copies[i] = i > 1 && g_rand_boolean (rand) ? g_rand_int_range (rand, 0, (gint) i) : -1;
    }
  for (guint r = 0; r < n_rows; r++)
    {
      gint values[COLUMNS_MAX];

      for (guint i = 0; i < n_columns; i++)
        {
          char text[16];

          values[i] = g_rand_int_range (rand, 0, ranges[i]);
          if (copies[i] >= 0 && g_rand_int_range (rand, 0, 500) != 0)
            values[i] = (values[copies[i]] * 7 + (copies[i] > 0 ? values[copies[i] - 1] : 0)) % ranges[i];
          g_snprintf (text, sizeof text, "v%d", values[i]);
          rv_data_builder_add (builder, i, g_rand_int_range (rand, 0, 20) < nulls ? NULL : text, strlen (text));
        }
      rv_data_builder_end_row (builder);
    }
  return rv_data_builder_finish (builder);
}

/* Numbers the rows by what they have in a set of columns, one column after another. */
static guint
number_rows (const RvData *data, guint set, guint *numbers)
{
  guint n = data->n_rows > 0;

  memset (numbers, 0, data->n_rows * sizeof (guint));
  for (guint i = 0; i < data->n_columns; i++)
    if (set >> i & 1)
      {
        g_autoptr (GHashTable) known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

        n = 0;
        for (guint r = 0; r < data->n_rows; r++)
          {
            gint64 pair = (gint64) numbers[r] << 32 | data->columns[i].codes[r];
            gpointer number;

            if (!g_hash_table_lookup_extended (known, &pair, NULL, &number))
              {
                number = GUINT_TO_POINTER (n++);
                g_hash_table_insert (known, g_memdup2 (&pair, sizeof pair), number);
              }
            numbers[r] = GPOINTER_TO_UINT (number);
          }
      }
  return n;
}

static void
count (Counts *counts, const RvData *data)
{
  g_autofree guint *numbers = g_new0 (guint, data->n_rows + 1);

  counts->n_columns = data->n_columns;
  counts->n_rows = data->n_rows;
  counts->groups = g_new (guint, 1u << data->n_columns);
  for (guint set = 0; set < 1u << data->n_columns; set++)
    counts->groups[set] = number_rows (data, set, numbers);
}

static gboolean
determines (const Counts *counts, guint set, guint column)
{
  return counts->groups[set] == counts->groups[set | 1u << column];
}

static gboolean
is_minimal (const Counts *counts, guint set, guint column)
{
  if ((set >> column & 1) || !determines (counts, set, column))
    return FALSE;
  for (guint i = 0; i < counts->n_columns; i++)
    if (set >> i & 1 && determines (counts, set & ~(1u << i), column))
      return FALSE;
  return TRUE;
}

static gboolean
is_key (const Counts *counts, guint set)
{
  if (counts->groups[set] != counts->n_rows)
    return FALSE;
  for (guint i = 0; i < counts->n_columns; i++)
    if (set >> i & 1 && counts->groups[set & ~(1u << i)] == counts->n_rows)
      return FALSE;
  return TRUE;
}

static void
check_table (const RvData *data)
{
  const RvDiscoverOptions options = { 0 };
  g_autoptr (RvDiscovery) discovery = rv_discover (data, &options);
  guint n_dependencies = 0, n_keys = 0;
  Counts counts;

  count (&counts, data);
  for (guint set = 0; set < 1u << data->n_columns; set++)
    {
      n_keys += is_key (&counts, set);
      for (guint column = 0; column < data->n_columns; column++)
        n_dependencies += is_minimal (&counts, set, column);
    }
  g_assert_true (discovery->is_complete);
  for (guint i = 0; i < discovery->dependencies->len; i++)
    g_assert_true (is_minimal (&counts, (guint) *rv_fds_lhs (discovery->dependencies, i), rv_bits_next (rv_fds_rhs (discovery->dependencies, i), 0, 1)));
  for (guint i = 1; i < discovery->dependencies->len; i++)
    g_assert_true (*rv_fds_lhs (discovery->dependencies, i) != *rv_fds_lhs (discovery->dependencies, i - 1)
                   || *rv_fds_rhs (discovery->dependencies, i) != *rv_fds_rhs (discovery->dependencies, i - 1));
  g_assert_cmpuint (discovery->dependencies->len, ==, n_dependencies);
  for (guint i = 0; i < discovery->keys->len; i++)
    g_assert_true (is_key (&counts, (guint) *rv_bits_list_get (discovery->keys, i)));
  g_assert_cmpuint (discovery->keys->len, ==, n_keys);
  g_free (counts.groups);
}

static void
test_small (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (guint i = 0; i < 2000; i++)
    {
      guint n_columns = (guint) g_rand_int_range (rand, 1, 7), n_rows = (guint) g_rand_int_range (rand, 0, 30);
      g_autoptr (RvData) data = random_table (rand, n_columns, n_rows, i % 2);

      check_table (data);
    }
}

/* More rows than are all compared: difference sets come by samples and by what fails. */
static void
test_large (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);

  for (guint i = 0; i < 30; i++)
    {
      guint n_columns = (guint) g_rand_int_range (rand, 2, 8), n_rows = (guint) g_rand_int_range (rand, 501, 1500);
      g_autoptr (RvData) data = random_table (rand, n_columns, n_rows, i % 2);

      check_table (data);
    }

  g_autoptr (RvData) widest = random_table (rand, COLUMNS_MAX, 2000, FALSE);
  check_table (widest);
}

/* ---- almost ------------------------------------------------------------------------------------------------------- */

/* By the definition: in each group of rows that agree on @set those go that have not the value most frequent there. */
static guint
errors_of (const RvData *data, guint set, guint column)
{
  g_autofree guint *left = g_new0 (guint, data->n_rows + 1);
  g_autofree guint *both = g_new0 (guint, data->n_rows + 1);
  guint n_left = number_rows (data, set, left), n_both = number_rows (data, set | 1u << column, both), kept = 0;
  g_autofree guint *sizes = g_new0 (guint, n_both + 1);
  g_autofree guint *most = g_new0 (guint, n_left + 1);

  for (guint r = 0; r < data->n_rows; r++)
    {
      guint size = ++sizes[both[r]];

      most[left[r]] = MAX (most[left[r]], size);
    }
  for (guint g = 0; g < n_left; g++)
    kept += most[g];
  return data->n_rows - kept;
}

static void
test_approximate (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  const RvDiscoverOptions options = { .error = 0.1, .error_lhs = 4 };

  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (RvData) data = random_table (rand, 4, (guint) g_rand_int_range (rand, 20, 60), FALSE);
      g_autoptr (RvDiscovery) discovery = rv_discover (data, &options);
      guint most = (guint) (0.1 * data->n_rows), n = 0;

      for (guint set = 0; set < 16; set++)
        for (guint column = 0; column < 4; column++)
          {
            guint errors = set >> column & 1 ? 0 : errors_of (data, set, column);
            gboolean is_least = errors > 0 && errors <= most;

            for (guint part = 0; part < set && is_least; part++)
              is_least = (part & ~set) != 0 || errors_of (data, part, column) > most;
            n += is_least;
          }
      g_assert_cmpuint (discovery->approximate->len, ==, n);
      for (guint k = 0; k < n; k++)
        {
          const RvApproximate *one = discovery->approximate->pdata[k];
          guint errors = errors_of (data, (guint) *one->lhs, one->rhs);

          g_assert_cmpfloat_with_epsilon (one->error, (double) errors / data->n_rows, 1e-9);
          g_assert_cmpuint (one->rows->len, ==, MIN (errors, 20));
        }
    }
}

/* ---- bounds ---------------------------------------------------------------------------------------------------------- */

static void
test_limits (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);
  g_autoptr (RvData) data = random_table (rand, COLUMNS_MAX, 400, FALSE);
  g_autoptr (RvDiscovery) all = rv_discover (data, &(RvDiscoverOptions) { 0 });
  g_autoptr (RvDiscovery) some = rv_discover (data, &(RvDiscoverOptions) { .limit = 3 });
  g_autoptr (RvDiscovery) hasty = rv_discover (data, &(RvDiscoverOptions) { .effort = 1e-7 });

  g_assert_true (all->is_complete);
  g_assert_cmpuint (all->dependencies->len, >, 3);
  g_assert_false (some->is_complete);
  g_assert_cmpuint (some->dependencies->len, ==, 3);
  g_assert_false (hasty->is_complete);
}

/* More columns than a word has bits. */
static void
test_wide (void)
{
  const guint n = 150;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  RvDataBuilder *builder;
  g_autoptr (RvData) data = NULL;
  g_autoptr (RvDiscovery) discovery = NULL;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (names, g_strdup_printf ("c%u", i));
  builder = rv_data_builder_new ("wide", (const char *const *) names->pdata, n, FALSE);
  for (guint r = 0; r < 600; r++)
    {
      /* Column 0 is a key, 149 follows from 70 and 71, all else is the same everywhere. */
      for (guint i = 0; i < n; i++)
        {
          guint value = i == 0 ? r : i == 70 ? r % 20 : i == 71 ? r / 20 : i == 149 ? (r % 20) * (r / 20) % 7 : 1;
          g_autofree char *text = g_strdup_printf ("%u", value);

          rv_data_builder_add (builder, i, text, strlen (text));
        }
      rv_data_builder_end_row (builder);
    }
  data = rv_data_builder_finish (builder);
  discovery = rv_discover (data, &(RvDiscoverOptions) { 0 });
  g_assert_true (discovery->is_complete);
  g_assert_cmpuint (discovery->keys->len, ==, 2);
  g_assert_true (rv_bits_has (rv_bits_list_get (discovery->keys, 1), 70) && rv_bits_has (rv_bits_list_get (discovery->keys, 1), 71));
  /* What is the same everywhere follows from nothing: 146; column 0 from one set, 70 and 71 from column 0, 149 from two. */
  g_assert_cmpuint (discovery->dependencies->len, ==, 146 + 1 + 1 + 1 + 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/discover/small", test_small);
  g_test_add_func ("/discover/large", test_large);
  g_test_add_func ("/discover/approximate", test_approximate);
  g_test_add_func ("/discover/limits", test_limits);
  g_test_add_func ("/discover/wide", test_wide);
  return g_test_run ();
}
