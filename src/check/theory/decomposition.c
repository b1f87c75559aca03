/* Owns what all decompositions need: what is lost, and whether a part of a relation is in BCNF. */
#include "check/theory/decomposition.h"

#include "check/theory/cover.h"

void
rv_decomposition_free (RvDecomposition *decomposition)
{
  rv_bits_list_free (decomposition->schemes);
  rv_fds_free (decomposition->lost);
  g_free (decomposition);
}

/* Grows @set by what it determines within single schemes until that ends. */
static void
close_within (RvClosure *closure, RvBits *set, const RvBitsList *schemes)
{
  guint n_words = schemes->n_words;
  g_autofree RvBits *part = rv_bits_new (n_words);
  gboolean is_grown = TRUE;

  while (is_grown)
    {
      is_grown = FALSE;
      for (guint i = 0; i < schemes->len; i++)
        {
          rv_bits_copy (part, set, n_words);
          rv_bits_intersect (part, rv_bits_list_get (schemes, i), n_words);
          rv_closure_run (closure, part, part);
          rv_bits_intersect (part, rv_bits_list_get (schemes, i), n_words);
          if (rv_bits_is_subset (part, set, n_words))
            continue;
          rv_bits_unite (set, part, n_words);
          is_grown = TRUE;
        }
    }
}

RvFds *
rv_decomposition_lost (guint n_attributes, const RvFds *fds, const RvBitsList *schemes)
{
  RvFds *lost = rv_fds_new (fds->n_words);
  g_autoptr (RvClosure) closure = rv_closure_new (n_attributes, fds);
  g_autofree RvBits *set = rv_bits_new (fds->n_words);
  g_autofree RvBits *missing = rv_bits_new (fds->n_words);

  for (guint i = 0; i < fds->len; i++)
    {
      rv_bits_copy (set, rv_fds_lhs (fds, i), fds->n_words);
      close_within (closure, set, schemes);
      rv_bits_copy (missing, rv_fds_rhs (fds, i), fds->n_words);
      rv_bits_subtract (missing, set, fds->n_words);
      if (!rv_bits_is_empty (missing, fds->n_words))
        rv_fds_add (lost, rv_fds_lhs (fds, i), missing);
    }
  return lost;
}

/* Returns: the number of a dependency of @projected whose left side does not determine all of @scheme, or G_MAXUINT. */
static guint
violation (guint n_attributes, const RvFds *projected, const RvBits *scheme)
{
  g_autoptr (RvClosure) closure = rv_closure_new (n_attributes, projected);

  for (guint i = 0; i < projected->len; i++)
    if (!rv_closure_implies (closure, rv_fds_lhs (projected, i), scheme))
      return i;
  return G_MAXUINT;
}

gboolean
rv_scheme_is_bcnf (guint n_attributes, const RvFds *fds, const RvBits *scheme, gboolean *is_complete)
{
  g_autoptr (RvFds) projected = rv_cover_project (n_attributes, fds, scheme, is_complete);

  return violation (n_attributes, projected, scheme) == G_MAXUINT;
}

void
rv_scheme_split_bcnf (guint n_attributes, const RvFds *fds, const RvBits *scheme, RvBitsList *schemes, gboolean *is_complete)
{
  g_autoptr (RvFds) projected = rv_cover_project (n_attributes, fds, scheme, is_complete);
  guint i = violation (n_attributes, projected, scheme);

  if (i == G_MAXUINT)
    {
      rv_bits_list_add (schemes, scheme);
      return;
    }

  /* Together go the left side and all it determines; the rest keeps the left side. */
  g_autoptr (RvClosure) closure = rv_closure_new (n_attributes, projected);
  g_autofree RvBits *first = rv_bits_new (fds->n_words);
  g_autofree RvBits *rest = rv_bits_dup (scheme, fds->n_words);

  rv_closure_run (closure, rv_fds_lhs (projected, i), first);
  rv_bits_subtract (rest, first, fds->n_words);
  rv_bits_unite (rest, rv_fds_lhs (projected, i), fds->n_words);
  rv_scheme_split_bcnf (n_attributes, fds, first, schemes, is_complete);
  rv_scheme_split_bcnf (n_attributes, fds, rest, schemes, is_complete);
}
