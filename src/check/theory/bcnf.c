/* Owns the decomposition into BCNF.
 *
 * A part of a relation in BCNF is in BCNF, so a decomposition into BCNF can preserve no more than the dependencies U -> b, with
 * nothing to spare in U, whose attributes alone are in BCNF: they are all looked for. What they imply is preserved by one relation
 * for each of a cover of them; a key under them, split further where it must be, makes the whole lossless. */
#include "check/theory/chase.h"
#include "check/theory/cover.h"
#include "check/theory/decomposition.h"

#define DETERMINANTS_MAX 400   /* for one attribute */
#define TESTS_MAX 4000

typedef struct {
  const RvRelation *relation;
  const RvFds *cover;
  guint n;
  guint n_words;
  RvFds *kept;          /* dependencies that a decomposition can preserve */
  RvBitsList *schemes;
  guint tests;
  gboolean is_complete;
} Search;

static gboolean
is_bcnf (Search *search, const RvBits *scheme)
{
  search->tests++;
  return rv_scheme_is_bcnf (search->n, search->cover, scheme, &search->is_complete);
}

static void
keep_if_bcnf (Search *search, const RvBits *lhs, guint attribute)
{
  g_autofree RvBits *scheme = rv_bits_dup (lhs, search->n_words);
  g_autofree RvBits *rhs = rv_bits_new (search->n_words);

  rv_bits_add (scheme, attribute);
  rv_bits_add (rhs, attribute);
  if (is_bcnf (search, scheme))
    rv_fds_add (search->kept, lhs, rhs);
}

/* The minimal sets that determine @attribute are the keys there would be if it determined everything, itself left out. */
static RvBitsList *
determinants (Search *search, guint attribute)
{
  g_autoptr (RvFds) fds = rv_fds_copy (search->cover);
  g_autoptr (RvCandidateKeys) keys = NULL;
  g_autofree RvBits *one = rv_bits_new (search->n_words);
  g_autofree RvBits *all = rv_bits_new_full (search->n);
  RvBitsList *found;

  rv_bits_add (one, attribute);
  rv_fds_add (fds, one, all);
  keys = rv_candidate_keys_find (search->n, fds, DETERMINANTS_MAX);
  if (!keys->is_complete || keys->count > DETERMINANTS_MAX)
    search->is_complete = FALSE;
  found = rv_candidate_keys_list (keys, DETERMINANTS_MAX);
  for (guint i = found->len; i-- > 0;)
    if (rv_bits_has (rv_bits_list_get (found, i), attribute))
      rv_bits_list_remove (found, i);
  return found;
}

static void
find_kept (Search *search)
{
  g_autoptr (RvFds) singles = rv_cover_singles (search->n, search->cover);
  g_autofree RvBits *right = rv_bits_new (search->n_words);

  for (guint i = 0; i < singles->len; i++)
    {
      guint attribute = rv_bits_next (rv_fds_rhs (singles, i), 0, search->n_words);

      rv_bits_add (right, attribute);
      keep_if_bcnf (search, rv_fds_lhs (singles, i), attribute);
    }
  if (rv_cover_implies (search->n, search->kept, search->cover))
    return;
  RV_BITS_EACH (attribute, right, search->n_words)
    {
      g_autoptr (RvBitsList) found = determinants (search, attribute);

      for (guint i = 0; i < found->len && search->tests < TESTS_MAX; i++)
        keep_if_bcnf (search, rv_bits_list_get (found, i), attribute);
    }
  if (search->tests >= TESTS_MAX)
    search->is_complete = FALSE;
}

/* The last ones go first, so that what the cover has stays. */
static void
drop_implied (Search *search)
{
  for (guint i = search->kept->len; i-- > 0;)
    {
      g_autoptr (RvFds) rest = rv_fds_copy (search->kept);

      rv_fds_remove (rest, i);
      g_autoptr (RvClosure) closure = rv_closure_new (search->n, rest);
      if (rv_closure_implies (closure, rv_fds_lhs (search->kept, i), rv_fds_rhs (search->kept, i)))
        rv_fds_remove (search->kept, i);
    }
}

static void
add_schemes (Search *search)
{
  g_autofree RvBits *scheme = rv_bits_new (search->n_words);
  g_autoptr (RvCandidateKeys) keys = rv_candidate_keys_find (search->n, search->kept, 1);
  g_autofree RvBits *key = rv_candidate_keys_first (keys);

  for (guint i = 0; i < search->kept->len; i++)
    {
      rv_bits_copy (scheme, rv_fds_lhs (search->kept, i), search->n_words);
      rv_bits_unite (scheme, rv_fds_rhs (search->kept, i), search->n_words);
      rv_bits_list_add (search->schemes, scheme);
    }
  rv_scheme_split_bcnf (search->n, search->cover, key, search->schemes, &search->is_complete);
  rv_bits_list_keep_largest (search->schemes);
}

/* Puts schemes together that determine each other, as long as the whole stays in BCNF. */
static void
merge (Search *search)
{
  g_autoptr (RvClosure) closure = rv_closure_new (search->n, search->cover);

  for (guint i = 0; i < search->schemes->len; i++)
    for (guint k = search->schemes->len; --k > i;)
      {
        RvBits *one = rv_bits_list_get (search->schemes, i), *other = rv_bits_list_get (search->schemes, k);
        g_autofree RvBits *both = rv_bits_dup (one, search->n_words);

        rv_bits_unite (both, other, search->n_words);
        if (!rv_bits_meet (one, other, search->n_words) || !rv_closure_implies (closure, one, both) || !rv_closure_implies (closure, other, both)
            || !is_bcnf (search, both))
          continue;
        rv_bits_copy (one, both, search->n_words);
        rv_bits_list_remove (search->schemes, k);
      }
  rv_bits_list_keep_largest (search->schemes);
}

static guint
count_lost (const Search *search, const RvBitsList *schemes)
{
  g_autoptr (RvFds) lost = rv_decomposition_lost (search->n, search->cover, schemes);

  return lost->len;
}

/* A scheme without which nothing more is lost is not needed. */
static void
prune (Search *search)
{
  guint lost = count_lost (search, search->schemes);

  rv_bits_list_sort (search->schemes);
  for (guint i = 0; i < search->schemes->len && search->schemes->len > 1;)
    {
      g_autoptr (RvBitsList) rest = rv_bits_list_copy (search->schemes);

      rv_bits_list_remove (rest, i);
      if (count_lost (search, rest) == lost && rv_chase_is_lossless (search->relation, search->cover, rest))
        rv_bits_list_remove (search->schemes, i);
      else
        i++;
    }
}

static gboolean
all_bcnf (Search *search, const RvBitsList *schemes)
{
  for (guint i = 0; i < schemes->len; i++)
    if (!is_bcnf (search, rv_bits_list_get (schemes, i)))
      return FALSE;
  return search->is_complete;
}

static void
decompose (Search *search)
{
  search->kept = rv_fds_new (search->n_words);
  search->schemes = rv_bits_list_new (search->n_words);
  find_kept (search);
  drop_implied (search);
  add_schemes (search);
  merge (search);
  prune (search);
  rv_fds_free (search->kept);
}

RvDecomposition *
rv_decompose_bcnf (const RvNormalization *normalization)
{
  const RvRelation *relation = normalization->relation;
  RvDecomposition *result = rv_decompose_3nf (normalization);
  Search search = { relation, normalization->cover, relation->n_attributes, relation->n_words, NULL, NULL, 0, TRUE };

  result->is_complete = TRUE;
  if (all_bcnf (&search, result->schemes))
    return result;
  search.is_complete = TRUE;
  decompose (&search);
  rv_bits_list_free (result->schemes);
  rv_fds_free (result->lost);
  result->schemes = search.schemes;
  result->lost = rv_decomposition_lost (search.n, search.cover, search.schemes);
  result->is_complete = search.is_complete;
  return result;
}
