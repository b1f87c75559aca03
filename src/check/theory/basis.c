/* Owns the dependency basis: blocks are split by every dependency whose left side they do not meet. */
#include "check/theory/basis.h"

#include "check/theory/closure.h"

/* All subsets of this many determinants are tried. */
#define DETERMINANTS_MAX 14

/* Splits what blocks @lhs does not meet into what is in @rhs and what is not. */
static gboolean
split (RvBitsList *blocks, const RvBits *lhs, const RvBits *rhs)
{
  guint n_words = blocks->n_words;
  gboolean is_split = FALSE;

  for (guint i = 0, n = blocks->len; i < n; i++)
    {
      RvBits *block = rv_bits_list_get (blocks, i);

      if (rv_bits_meet (block, lhs, n_words) || !rv_bits_meet (block, rhs, n_words) || rv_bits_is_subset (block, rhs, n_words))
        continue;
      rv_bits_subtract (rv_bits_list_add (blocks, block), rhs, n_words);
      rv_bits_intersect (rv_bits_list_get (blocks, i), rhs, n_words);
      is_split = TRUE;
    }
  return is_split;
}

/* A functional dependency is a multivalued one for each attribute on its right. */
static gboolean
split_singly (RvBitsList *blocks, const RvBits *lhs, const RvBits *rhs)
{
  g_autofree RvBits *one = rv_bits_new (blocks->n_words);
  gboolean is_split = FALSE;

  RV_BITS_EACH (a, rhs, blocks->n_words)
    {
      rv_bits_clear (one, blocks->n_words);
      rv_bits_add (one, a);
      is_split |= split (blocks, lhs, one);
    }
  return is_split;
}

RvBitsList *
rv_basis (const RvRelation *relation, const RvBits *of)
{
  RvBitsList *blocks = rv_bits_list_new (relation->n_words);
  g_autofree RvBits *rest = rv_bits_new_full (relation->n_attributes);
  gboolean is_split = TRUE;

  rv_bits_subtract (rest, of, relation->n_words);
  if (!rv_bits_is_empty (rest, relation->n_words))
    rv_bits_list_add (blocks, rest);
  while (is_split)
    {
      is_split = FALSE;
      for (guint i = 0; i < relation->fds->len; i++)
        is_split |= split_singly (blocks, rv_fds_lhs (relation->fds, i), rv_fds_rhs (relation->fds, i));
      for (guint i = 0; i < relation->mvds->len; i++)
        is_split |= split (blocks, rv_fds_lhs (relation->mvds, i), rv_fds_rhs (relation->mvds, i));
    }
  rv_bits_list_sort (blocks);
  return blocks;
}

void
rv_basis_closure (const RvRelation *relation, const RvBits *of, RvBits *to)
{
  g_autoptr (RvBitsList) blocks = rv_basis (relation, of);
  g_autofree RvBits *given = rv_bits_new (relation->n_words);
  g_autofree RvBits *single = rv_bits_new (relation->n_words);

  for (guint i = 0; i < blocks->len; i++)
    if (rv_bits_count (rv_bits_list_get (blocks, i), relation->n_words) == 1)
      rv_bits_unite (single, rv_bits_list_get (blocks, i), relation->n_words);
  for (guint i = 0; i < relation->fds->len; i++)
    {
      g_autofree RvBits *rhs = rv_bits_dup (rv_fds_rhs (relation->fds, i), relation->n_words);

      rv_bits_subtract (rhs, rv_fds_lhs (relation->fds, i), relation->n_words);
      rv_bits_unite (given, rhs, relation->n_words);
    }
  rv_bits_intersect (single, given, relation->n_words);
  if (to != of)
    rv_bits_copy (to, of, relation->n_words);
  rv_bits_unite (to, single, relation->n_words);
}

gboolean
rv_basis_implies (const RvRelation *relation, const RvBits *lhs, const RvBits *rhs)
{
  g_autoptr (RvBitsList) blocks = rv_basis (relation, lhs);

  for (guint i = 0; i < blocks->len; i++)
    if (rv_bits_meet (rv_bits_list_get (blocks, i), rhs, relation->n_words)
        && !rv_bits_is_subset (rv_bits_list_get (blocks, i), rhs, relation->n_words))
      return FALSE;
  return TRUE;
}

gboolean
rv_basis_is_trivial (const RvRelation *relation, const RvBits *lhs, const RvBits *rhs)
{
  g_autofree RvBits *all = rv_bits_dup (lhs, relation->n_words);

  rv_bits_unite (all, rhs, relation->n_words);
  return rv_bits_is_subset (rhs, lhs, relation->n_words) || rv_bits_count (all, relation->n_words) == relation->n_attributes;
}

static void
add_if_new (const RvRelation *relation, RvFds *fds, const RvBits *lhs)
{
  g_autoptr (RvClosure) closure = rv_closure_new (relation->n_attributes, fds);
  g_autofree RvBits *to = rv_bits_new (relation->n_words);

  rv_basis_closure (relation, lhs, to);
  if (!rv_closure_implies (closure, lhs, to))
    {
      g_clear_pointer (&closure, rv_closure_free);
      rv_fds_add (fds, lhs, to);
    }
}

/* Every set of @determinants, small ones first. */
static void
try_all (const RvRelation *relation, RvFds *fds, const RvBits *determinants)
{
  g_autofree RvBits *lhs = rv_bits_new (relation->n_words);
  g_autofree guint *members = g_new (guint, DETERMINANTS_MAX);
  guint n = 0;

  RV_BITS_EACH (a, determinants, relation->n_words)
    members[n++] = a;
  for (guint size = 0; size <= n; size++)
    for (guint pick = 0; pick < 1u << n; pick++)
      {
        if ((guint) __builtin_popcount (pick) != size)
          continue;
        rv_bits_clear (lhs, relation->n_words);
        for (guint i = 0; i < n; i++)
          if (pick >> i & 1)
            rv_bits_add (lhs, members[i]);
        add_if_new (relation, fds, lhs);
      }
}

/* The left sides as they were given, by twos. */
static void
try_given (const RvRelation *relation, RvFds *fds)
{
  g_autoptr (RvFds) given = rv_fds_copy (relation->fds);
  g_autofree RvBits *lhs = rv_bits_new (relation->n_words);

  rv_fds_add_all (given, relation->mvds);
  for (guint i = 0; i < MIN (given->len, 100); i++)
    for (guint k = 0; k <= i; k++)
      {
        rv_bits_copy (lhs, rv_fds_lhs (given, i), relation->n_words);
        rv_bits_unite (lhs, rv_fds_lhs (given, k), relation->n_words);
        add_if_new (relation, fds, lhs);
      }
}

RvFds *
rv_basis_functional (const RvRelation *relation, gboolean *is_complete)
{
  RvFds *fds = rv_fds_copy (relation->fds);
  g_autofree RvBits *determinants = rv_bits_new (relation->n_words);

  if (relation->mvds->len == 0 || relation->fds->len == 0)
    return fds;
  rv_fds_determinants (relation->fds, determinants);
  rv_fds_determinants (relation->mvds, determinants);
  if (rv_bits_count (determinants, relation->n_words) <= DETERMINANTS_MAX)
    try_all (relation, fds, determinants);
  else
    {
      *is_complete = FALSE;
      try_given (relation, fds);
    }
  return fds;
}
