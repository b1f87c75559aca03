/* Owns the decomposition into 4NF. */
#include "check/theory/basis.h"
#include "check/theory/cover.h"
#include "check/theory/decomposition.h"

/* All subsets of this many determinants are tried as left sides. */
#define DETERMINANTS_MAX 14

typedef struct {
  const RvRelation *relation;
  RvClosure *closure;
  guint n_words;
  RvBitsList *schemes;
  gboolean is_complete;
} Search;

/* If @lhs splits @scheme and is no superkey of it: makes @block a part that it splits off. */
static gboolean
violates (Search *search, const RvBits *scheme, const RvBits *lhs, RvBits *block)
{
  g_autoptr (RvBitsList) blocks = NULL;
  guint n_blocks = 0;

  if (rv_closure_implies (search->closure, lhs, scheme))
    return FALSE;
  blocks = rv_basis (search->relation, lhs);
  for (guint i = 0; i < blocks->len; i++)
    if (rv_bits_meet (rv_bits_list_get (blocks, i), scheme, search->n_words))
      {
        if (n_blocks++ > 0)
          continue;
        rv_bits_copy (block, rv_bits_list_get (blocks, i), search->n_words);
        rv_bits_intersect (block, scheme, search->n_words);
      }
  return n_blocks > 1;
}

/* What is determined goes together. */
static void
take_determined (Search *search, const RvBits *scheme, const RvBits *lhs, RvBits *block)
{
  g_autofree RvBits *to = rv_bits_new (search->n_words);

  rv_closure_run (search->closure, lhs, to);
  rv_bits_subtract (to, lhs, search->n_words);
  rv_bits_intersect (to, scheme, search->n_words);
  if (!rv_bits_is_empty (to, search->n_words))
    rv_bits_copy (block, to, search->n_words);
}

static gboolean
try_given (Search *search, const RvFds *given, const RvBits *scheme, RvBits *lhs, RvBits *block)
{
  for (guint i = 0; i < given->len; i++)
    {
      rv_bits_copy (lhs, rv_fds_lhs (given, i), search->n_words);
      if (rv_bits_is_subset (lhs, scheme, search->n_words) && violates (search, scheme, lhs, block))
        return TRUE;
    }
  return FALSE;
}

static gboolean
try_all (Search *search, const RvBits *scheme, RvBits *lhs, RvBits *block)
{
  g_autofree RvBits *determinants = rv_bits_new (search->n_words);
  guint members[DETERMINANTS_MAX], n = 0;

  rv_fds_determinants (search->relation->fds, determinants);
  rv_fds_determinants (search->relation->mvds, determinants);
  rv_bits_intersect (determinants, scheme, search->n_words);
  if (rv_bits_count (determinants, search->n_words) > DETERMINANTS_MAX)
    {
      search->is_complete = FALSE;
      return FALSE;
    }
  RV_BITS_EACH (a, determinants, search->n_words)
    members[n++] = a;
  for (guint pick = 0; pick < 1u << n; pick++)
    {
      rv_bits_clear (lhs, search->n_words);
      for (guint i = 0; i < n; i++)
        if (pick >> i & 1)
          rv_bits_add (lhs, members[i]);
      if (violates (search, scheme, lhs, block))
        return TRUE;
    }
  return FALSE;
}

static void
split (Search *search, const RvFds *cover, const RvBits *scheme)
{
  g_autofree RvBits *lhs = rv_bits_new (search->n_words);
  g_autofree RvBits *block = rv_bits_new (search->n_words);
  g_autofree RvBits *rest = rv_bits_dup (scheme, search->n_words);

  if (!try_given (search, cover, scheme, lhs, block) && !try_given (search, search->relation->mvds, scheme, lhs, block)
      && !try_all (search, scheme, lhs, block))
    {
      rv_bits_list_add (search->schemes, scheme);
      return;
    }
  take_determined (search, scheme, lhs, block);
  rv_bits_subtract (rest, block, search->n_words);
  rv_bits_unite (block, lhs, search->n_words);
  split (search, cover, block);
  split (search, cover, rest);
}

RvDecomposition *
rv_decompose_4nf (const RvNormalization *normalization)
{
  const RvRelation *relation = normalization->relation;
  RvDecomposition *result;
  g_autofree RvBits *all = rv_bits_new_full (relation->n_attributes);
  g_autoptr (RvClosure) closure = NULL;
  Search search = { relation, NULL, relation->n_words, NULL, TRUE };

  if (relation->mvds->len == 0)
    return rv_decompose_bcnf (normalization);
  result = g_new0 (RvDecomposition, 1);
  closure = rv_closure_new (relation->n_attributes, normalization->cover);
  search.closure = closure;
  search.schemes = rv_bits_list_new (relation->n_words);
  split (&search, normalization->cover, all);
  rv_bits_list_keep_largest (search.schemes);
  rv_bits_list_sort (search.schemes);
  result->schemes = search.schemes;
  result->is_complete = search.is_complete && normalization->is_certain;
  result->lost = rv_decomposition_lost (relation->n_attributes, normalization->cover, search.schemes);
  return result;
}
