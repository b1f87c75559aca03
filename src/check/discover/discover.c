/* Owns the search: difference sets of some pairs of rows, minimal sets that hit them, and the test of each such set against all
 * rows, which either holds or brings a difference set that was not known. */
#include "check/discover/discover-private.h"

#include "check/discover/difference.h"
#include "check/discover/hitting.h"

typedef struct {
  const RvData *data;
  RvPartitions *partitions;
  RvDifferences *differences;
  gboolean is_exact;     /* all pairs of rows were compared */
  gint64 steps;
  guint64 work_max;      /* rows looked at */

  /* Of the search that is running. */
  guint rhs;             /* G_MAXUINT: for keys */
  RvHitting *hitting;
  guint n_pairs;
} Search;

/* How many pairs of rows that violate are compared before the search goes on. */
#define PAIRS_MAX 48

static gboolean
learn (guint row, guint other, gpointer user)
{
  Search *search = user;
  const RvBits *set = rv_differences_add (search->differences, row, other);

  if (set != NULL && search->rhs != G_MAXUINT)
    {
      g_autofree RvBits *edge = rv_bits_dup (set, rv_differences_list (search->differences)->n_words);

      rv_bits_remove (edge, search->rhs);
      rv_hitting_add_edge (search->hitting, edge);
    }
  else if (set != NULL)
    rv_hitting_add_edge (search->hitting, set);
  return ++search->n_pairs < PAIRS_MAX;
}

static gboolean
judge (RvHitting *hitting, const RvBits *set, const guint *path, guint n, gpointer user)
{
  Search *search = user;

  if (search->is_exact)
    return TRUE;
  search->hitting = hitting;
  search->n_pairs = 0;
  if (rv_partitions_work (search->partitions) > search->work_max)
    search->steps = 0;
  return rv_partitions_test (search->partitions, path, n, learn, search);
}

/* Returns: whether all minimal left sides of column @rhs, or all keys, were found. */
static gboolean
run (Search *search, guint rhs, guint limit, RvBitsList *found)
{
  g_autoptr (RvBitsList) edges = rv_differences_minimal (rv_differences_list (search->differences), rhs);
  g_autofree RvBits *attributes = rv_bits_new_full (search->data->n_columns);

  search->rhs = rhs;
  rv_partitions_begin (search->partitions, rhs);
  if (rhs != G_MAXUINT)
    rv_bits_remove (attributes, rhs);
  return rv_hitting_run (edges, attributes, judge, search, &search->steps, limit, found);
}

static void
find_dependencies (Search *search, guint limit, RvDiscovery *discovery)
{
  guint n_words = discovery->dependencies->n_words;
  g_autofree RvBits *rhs = rv_bits_new (n_words);

  for (guint column = 0; column < search->data->n_columns; column++)
    {
      g_autoptr (RvBitsList) found = rv_bits_list_new (n_words);

      if (!run (search, column, limit - discovery->dependencies->len, found))
        discovery->is_complete = FALSE;
      rv_bits_list_sort (found);
      rv_bits_clear (rhs, n_words);
      rv_bits_add (rhs, column);
      for (guint i = 0; i < found->len; i++)
        rv_fds_add (discovery->dependencies, rv_bits_list_get (found, i), rhs);
    }
}

static void
search_all (Search *search, guint limit, RvDiscovery *discovery)
{
  search->differences = rv_differences_new (search->data);
  search->is_exact = rv_differences_add_all (search->differences);
  if (!search->is_exact)
    rv_differences_sample (search->differences, search->partitions);
  find_dependencies (search, limit, discovery);
  if (!run (search, G_MAXUINT, limit, discovery->keys))
    discovery->is_complete = FALSE;
  rv_bits_list_sort (discovery->keys);
  rv_differences_free (search->differences);
}

static void
approximate_free (gpointer data)
{
  RvApproximate *approximate = data;

  g_free (approximate->lhs);
  g_array_unref (approximate->rows);
  g_free (approximate);
}

RvDiscovery *
rv_discover (const RvData *data, const RvDiscoverOptions *options)
{
  RvDiscovery *discovery = g_new0 (RvDiscovery, 1);
  g_autoptr (RvPartitions) partitions = rv_partitions_new (data);
  gint64 effort = options->effort > 0 ? options->effort : RV_DISCOVER_EFFORT;
  Search search = { .data = data, .partitions = partitions, .steps = effort, .work_max = 200 * (guint64) effort };
  guint n_words = RV_BITS_WORDS (data->n_columns);

  discovery->dependencies = rv_fds_new (n_words);
  discovery->keys = rv_bits_list_new (n_words);
  discovery->approximate = g_ptr_array_new_with_free_func (approximate_free);
  discovery->is_complete = TRUE;
  search_all (&search, options->limit > 0 ? options->limit : RV_DISCOVER_LIMIT, discovery);
  if (options->error > 0)
    rv_discover_approximate (discovery, data, partitions, options);
  return discovery;
}

void
rv_discovery_free (RvDiscovery *discovery)
{
  rv_fds_free (discovery->dependencies);
  rv_bits_list_free (discovery->keys);
  g_ptr_array_unref (discovery->approximate);
  g_free (discovery);
}
