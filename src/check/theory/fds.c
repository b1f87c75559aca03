/* Owns the lists of dependencies. */
#include "check/theory/fds.h"

RvFds *
rv_fds_new (guint n_words)
{
  RvFds *fds = g_new0 (RvFds, 1);

  fds->n_words = n_words;
  fds->sides = rv_bits_list_new (n_words);
  return fds;
}

RvFds *
rv_fds_copy (const RvFds *fds)
{
  RvFds *copy = rv_fds_new (fds->n_words);

  rv_fds_add_all (copy, fds);
  return copy;
}

void
rv_fds_free (RvFds *fds)
{
  rv_bits_list_free (fds->sides);
  g_free (fds);
}

void
rv_fds_add (RvFds *fds, const RvBits *lhs, const RvBits *rhs)
{
  g_autofree RvBits *right = rv_bits_dup (rhs, fds->n_words);

  rv_bits_list_add (fds->sides, lhs);
  rv_bits_list_add (fds->sides, right);
  fds->len++;
}

void
rv_fds_add_all (RvFds *fds, const RvFds *more)
{
  for (guint i = 0; i < more->len; i++)
    rv_fds_add (fds, rv_fds_lhs (more, i), rv_fds_rhs (more, i));
}

void
rv_fds_remove (RvFds *fds, guint i)
{
  rv_bits_list_remove (fds->sides, 2 * i + 1);
  rv_bits_list_remove (fds->sides, 2 * i);
  fds->len--;
}

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  guint n_words = GPOINTER_TO_UINT (data);
  int order = rv_bits_compare (a, b, n_words);

  return order != 0 ? order : rv_bits_compare ((const RvBits *) a + n_words, (const RvBits *) b + n_words, n_words);
}

void
rv_fds_sort (RvFds *fds)
{
  if (fds->len > 1)
    g_qsort_with_data (fds->sides->words, (gint) fds->len, 2 * fds->n_words * sizeof (RvBits), compare, GUINT_TO_POINTER (fds->n_words));
}

void
rv_fds_determinants (const RvFds *fds, RvBits *set)
{
  for (guint i = 0; i < fds->len; i++)
    rv_bits_unite (set, rv_fds_lhs (fds, i), fds->n_words);
}
