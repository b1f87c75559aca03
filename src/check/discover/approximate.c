/* Owns dependencies that hold in almost all rows: left sides are tried by size, what contains a smaller one is passed over. */
#include "check/discover/discover-private.h"

#include <string.h>

#define ROWS_SHOWN 20

typedef struct {
  RvDiscovery *discovery;
  const RvData *data;
  RvPartitions *partitions;
  guint n_words;
  guint errors_max;
  guint64 work_max;
  guint rhs;
  RvBitsList *holding;     /* left sides for `rhs` that are not to be extended */
} Search;

static gboolean
is_known (const Search *search, const RvBits *lhs)
{
  for (guint i = 0; i < search->holding->len; i++)
    if (rv_bits_is_subset (rv_bits_list_get (search->holding, i), lhs, search->n_words))
      return TRUE;
  return FALSE;
}

static void
try (Search *search, const RvBits *lhs)
{
  g_autoptr (GArray) rows = NULL;
  RvApproximate *approximate;
  guint errors;

  if (is_known (search, lhs))
    return;
  errors = rv_partitions_error (search->partitions, lhs, search->rhs, search->errors_max, NULL, 0);
  if (errors > search->errors_max)
    return;
  rows = g_array_new (FALSE, FALSE, sizeof (guint));
  rv_partitions_error (search->partitions, lhs, search->rhs, search->errors_max, rows, ROWS_SHOWN);
  rv_bits_list_add (search->holding, lhs);
  approximate = g_new0 (RvApproximate, 1);
  approximate->lhs = rv_bits_dup (lhs, search->n_words);
  approximate->rhs = search->rhs;
  approximate->error = (double) errors / search->data->n_rows;
  approximate->rows = g_steal_pointer (&rows);
  g_ptr_array_add (search->discovery->approximate, approximate);
}

/* Every set of @size columns from @from on, added to @lhs. Returns: FALSE where the work is too much. */
static gboolean
try_sets (Search *search, RvBits *lhs, guint from, guint size)
{
  if (rv_partitions_work (search->partitions) > search->work_max)
    return FALSE;
  if (size == 0)
    {
      try (search, lhs);
      return TRUE;
    }
  for (guint a = from; a < search->data->n_columns; a++)
    {
      gboolean is_done;

      if (a == search->rhs)
        continue;
      rv_bits_add (lhs, a);
      is_done = try_sets (search, lhs, a + 1, size - 1);
      rv_bits_remove (lhs, a);
      if (!is_done)
        return FALSE;
    }
  return TRUE;
}

/* What holds exactly is no news, nor is what contains it. */
static void
note_exact (Search *search)
{
  const RvFds *exact = search->discovery->dependencies;

  for (guint i = 0; i < exact->len; i++)
    if (rv_bits_has (rv_fds_rhs (exact, i), search->rhs))
      rv_bits_list_add (search->holding, rv_fds_lhs (exact, i));
}

void
rv_discover_approximate (RvDiscovery *discovery, const RvData *data, RvPartitions *partitions, const RvDiscoverOptions *options)
{
  double effort = (options->effort > 0 ? options->effort : 1) * RV_DISCOVER_EFFORT / RV_DISCOVER_ROW_EFFORT;
  guint most = options->error_lhs > 0 ? options->error_lhs : 2;
  Search search = { discovery, data, partitions, RV_BITS_WORDS (data->n_columns), (guint) (MIN (options->error, 1) * data->n_rows),
                    rv_partitions_work (partitions) + (guint64) effort, 0, NULL };
  g_autofree RvBits *lhs = rv_bits_new (search.n_words);

  for (search.rhs = 0; search.rhs < data->n_columns; search.rhs++)
    {
      search.holding = rv_bits_list_new (search.n_words);
      note_exact (&search);
      for (guint size = 0; size <= MIN (most, data->n_columns); size++)
        if (!try_sets (&search, lhs, 0, size))
          discovery->is_complete = FALSE;
      rv_bits_list_free (search.holding);
    }
}
