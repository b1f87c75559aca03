/* Owns the search: difference sets of some pairs of rows, minimal sets that hit them, and the test of each such set against all
 * rows, which either holds or brings a difference set that was not known. */
#include "check/discover/discover-private.h"

#include "check/discover/difference.h"
#include "check/discover/hitting.h"

typedef struct {
  const RvData *data;
  RvPartitions *partitions;
  RvDifferences *differences;
  RvBitsList *sorted;    /* the difference sets known when a search began, small ones first */
  gboolean is_exact;     /* all pairs of rows were compared */
  gint64 effort;         /* what may still be done in all */

  /* Of the search that is running. */
  guint rhs;             /* G_MAXUINT: for keys */
  RvHitting *hitting;
  guint n_pairs;
  gint64 share;          /* of the effort, for this search */
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
  guint64 work;
  gboolean holds;

  if (search->is_exact)
    return TRUE;
  search->hitting = hitting;
  search->n_pairs = 0;
  work = rv_partitions_work (search->partitions);
  holds = rv_partitions_test (search->partitions, path, n, learn, search);
  search->share -= (gint64) (rv_partitions_work (search->partitions) - work) * RV_DISCOVER_ROW_EFFORT;
  return holds;
}

static const RvBitsList *
sorted_differences (Search *search)
{
  const RvBitsList *list = rv_differences_list (search->differences);

  if (search->sorted != NULL && search->sorted->len == list->len)
    return search->sorted;
  g_clear_pointer (&search->sorted, rv_bits_list_free);
  search->sorted = rv_bits_list_copy (list);
  rv_bits_list_sort (search->sorted);
  return search->sorted;
}

/* @n_left: how many such searches there are to come, this one included. Returns: whether all minimal left sides of column @rhs,
 * or all keys, were found. */
static gboolean
run (Search *search, guint rhs, guint limit, guint n_left, RvBitsList *found)
{
  gint64 share = search->effort / n_left, half = share / 2;
  g_autofree RvBits *attributes = rv_bits_new_full (search->data->n_columns);
  g_autoptr (RvBitsList) edges = NULL;
  gboolean is_complete;

  search->rhs = rhs;
  edges = rv_differences_minimal (sorted_differences (search), rhs, &half);
  search->share = share - (share / 2 - half);
  rv_partitions_begin (search->partitions, rhs);
  if (rhs != G_MAXUINT)
    rv_bits_remove (attributes, rhs);
  is_complete = rv_hitting_run (edges, attributes, judge, search, &search->share, limit, found);
  search->effort -= share - search->share;
  return is_complete;
}

static void
find_dependencies (Search *search, guint limit, RvDiscovery *discovery)
{
  guint n_words = discovery->dependencies->n_words;
  g_autofree RvBits *rhs = rv_bits_new (n_words);

  for (guint column = 0; column < search->data->n_columns; column++)
    {
      g_autoptr (RvBitsList) found = rv_bits_list_new (n_words);

      if (!run (search, column, limit - discovery->dependencies->len, search->data->n_columns - column, found))
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
  if (!run (search, G_MAXUINT, limit, 4, discovery->keys))
    discovery->is_complete = FALSE;
  rv_bits_list_sort (discovery->keys);
  find_dependencies (search, limit, discovery);
  rv_differences_free (search->differences);
  rv_bits_list_free (search->sorted);
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
  double effort = (options->effort > 0 ? options->effort : 1) * RV_DISCOVER_EFFORT;
  Search search = { .data = data, .partitions = partitions, .effort = (gint64) effort };
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
