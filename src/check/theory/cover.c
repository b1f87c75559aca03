/* Owns the minimal cover. */
#include "check/theory/cover.h"

/* One dependency for each attribute that is on the right and not on the left; none twice. */
static RvFds *
split (const RvFds *fds)
{
  RvFds *singles = rv_fds_new (fds->n_words);
  g_autofree RvBits *one = rv_bits_new (fds->n_words);

  for (guint i = 0; i < fds->len; i++)
    RV_BITS_EACH (a, rv_fds_rhs (fds, i), fds->n_words)
      if (!rv_bits_has (rv_fds_lhs (fds, i), a))
        {
          rv_bits_clear (one, fds->n_words);
          rv_bits_add (one, a);
          rv_fds_add (singles, rv_fds_lhs (fds, i), one);
        }
  rv_fds_sort (singles);
  return singles;
}

static void
drop_redundant (guint n_attributes, RvFds *fds)
{
  g_autoptr (RvClosure) closure = rv_closure_new (n_attributes, fds);
  g_autofree gboolean *is_redundant = g_new0 (gboolean, fds->len + 1);

  for (guint i = fds->len; i-- > 0;)
    {
      rv_closure_skip (closure, i, TRUE);
      is_redundant[i] = rv_closure_implies (closure, rv_fds_lhs (fds, i), rv_fds_rhs (fds, i));
      if (!is_redundant[i])
        rv_closure_skip (closure, i, FALSE);
    }
  for (guint i = fds->len; i-- > 0;)
    if (is_redundant[i])
      rv_fds_remove (fds, i);
}

RvFds *
rv_cover_singles (guint n_attributes, const RvFds *fds)
{
  RvFds *singles = split (fds);
  /* Left sides shrink in the copy, which says the same all the time. */
  g_autoptr (RvClosure) closure = rv_closure_new (n_attributes, fds);

  for (guint i = 0; i < singles->len; i++)
    rv_closure_reduce (closure, rv_fds_lhs (singles, i), rv_fds_rhs (singles, i), NULL);
  rv_fds_sort (singles);
  drop_redundant (n_attributes, singles);
  return singles;
}

RvFds *
rv_cover_gather (const RvFds *fds)
{
  g_autoptr (RvFds) sorted = rv_fds_copy (fds);
  RvFds *gathered = rv_fds_new (fds->n_words);

  rv_fds_sort (sorted);
  for (guint i = 0; i < sorted->len; i++)
    if (gathered->len > 0 && rv_bits_equal (rv_fds_lhs (gathered, gathered->len - 1), rv_fds_lhs (sorted, i), fds->n_words))
      rv_bits_unite (rv_fds_rhs (gathered, gathered->len - 1), rv_fds_rhs (sorted, i), fds->n_words);
    else
      rv_fds_add (gathered, rv_fds_lhs (sorted, i), rv_fds_rhs (sorted, i));
  return gathered;
}

RvFds *
rv_cover_minimal (guint n_attributes, const RvFds *fds)
{
  g_autoptr (RvFds) singles = rv_cover_singles (n_attributes, fds);

  return rv_cover_gather (singles);
}

gboolean
rv_cover_implies (guint n_attributes, const RvFds *fds, const RvFds *what)
{
  g_autoptr (RvClosure) closure = rv_closure_new (n_attributes, fds);

  for (guint i = 0; i < what->len; i++)
    if (!rv_closure_implies (closure, rv_fds_lhs (what, i), rv_fds_rhs (what, i)))
      return FALSE;
  return TRUE;
}

gboolean
rv_cover_equivalent (guint n_attributes, const RvFds *a, const RvFds *b)
{
  return rv_cover_implies (n_attributes, a, b) && rv_cover_implies (n_attributes, b, a);
}
