/* Owns the synthesis of relations in 3NF. */
#include "check/theory/cover.h"
#include "check/theory/decomposition.h"

/* The group of each left side: sides that determine each other are in one. */
static guint *
group_sides (guint n_attributes, const RvFds *cover)
{
  g_autoptr (RvClosure) closure = rv_closure_new (n_attributes, cover);
  guint *groups = g_new (guint, cover->len + 1);

  for (guint i = 0; i < cover->len; i++)
    {
      groups[i] = i;
      for (guint k = 0; k < i && groups[i] == i; k++)
        if (groups[k] == k && rv_closure_implies (closure, rv_fds_lhs (cover, i), rv_fds_lhs (cover, k))
            && rv_closure_implies (closure, rv_fds_lhs (cover, k), rv_fds_lhs (cover, i)))
          groups[i] = k;
    }
  return groups;
}

/* First that the left sides of a group determine each other, then one dependency for each attribute, each with its group. */
static RvFds *
with_equivalences (const RvFds *cover, const guint *groups, GArray *group_of)
{
  RvFds *all = rv_fds_new (cover->n_words);
  g_autofree RvBits *one = rv_bits_new (cover->n_words);

  for (guint i = 0; i < cover->len; i++)
    if (groups[i] != i)
      {
        rv_fds_add (all, rv_fds_lhs (cover, i), rv_fds_lhs (cover, groups[i]));
        rv_fds_add (all, rv_fds_lhs (cover, groups[i]), rv_fds_lhs (cover, i));
        g_array_append_val (group_of, groups[i]);
        g_array_append_val (group_of, groups[i]);
      }
  for (guint i = 0; i < cover->len; i++)
    RV_BITS_EACH (a, rv_fds_rhs (cover, i), cover->n_words)
      {
        rv_bits_clear (one, cover->n_words);
        rv_bits_add (one, a);
        rv_fds_add (all, rv_fds_lhs (cover, i), one);
        g_array_append_val (group_of, groups[i]);
      }
  return all;
}

/* What of the cover the equivalences and the rest of it bring about goes; it would come in by a detour. */
static void
add_schemes (guint n_attributes, const RvFds *cover, RvBitsList *schemes)
{
  g_autofree guint *groups = group_sides (n_attributes, cover);
  g_autoptr (GArray) group_of = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (RvFds) all = with_equivalences (cover, groups, group_of);
  g_autoptr (RvClosure) closure = rv_closure_new (n_attributes, all);
  g_autoptr (RvBitsList) parts = rv_bits_list_new (cover->n_words);
  guint n_single = 0;

  for (guint i = 0; i < cover->len; i++)
    {
      rv_bits_list_add (parts, rv_fds_lhs (cover, i));
      n_single += rv_bits_count (rv_fds_rhs (cover, i), cover->n_words);
    }
  for (guint i = all->len; i-- > 0;)
    {
      gboolean may_go = i >= all->len - n_single;

      if (may_go)
        rv_closure_skip (closure, i, TRUE);
      if (may_go && rv_closure_implies (closure, rv_fds_lhs (all, i), rv_fds_rhs (all, i)))
        continue;
      rv_closure_skip (closure, i, FALSE);
      rv_bits_unite (rv_bits_list_get (parts, g_array_index (group_of, guint, i)), rv_fds_lhs (all, i), cover->n_words);
      rv_bits_unite (rv_bits_list_get (parts, g_array_index (group_of, guint, i)), rv_fds_rhs (all, i), cover->n_words);
    }
  for (guint i = 0; i < cover->len; i++)
    if (groups[i] == i)
      rv_bits_list_add (schemes, rv_bits_list_get (parts, i));
}

static gboolean
has_superkey (guint n_attributes, const RvFds *cover, const RvBitsList *schemes)
{
  g_autoptr (RvClosure) closure = rv_closure_new (n_attributes, cover);
  g_autofree RvBits *all = rv_bits_new_full (n_attributes);

  for (guint i = 0; i < schemes->len; i++)
    if (rv_closure_implies (closure, rv_bits_list_get (schemes, i), all))
      return TRUE;
  return FALSE;
}

RvDecomposition *
rv_decompose_3nf (const RvNormalization *normalization)
{
  RvDecomposition *result = g_new0 (RvDecomposition, 1);
  guint n = normalization->relation->n_attributes;

  result->schemes = rv_bits_list_new (normalization->relation->n_words);
  result->is_complete = TRUE;
  add_schemes (n, normalization->cover, result->schemes);
  if (!has_superkey (n, normalization->cover, result->schemes))
    {
      g_autofree RvBits *key = rv_candidate_keys_first (normalization->keys);

      rv_bits_list_add (result->schemes, key);
    }
  rv_bits_list_keep_largest (result->schemes);
  rv_bits_list_sort (result->schemes);
  result->lost = rv_decomposition_lost (n, normalization->cover, result->schemes);
  return result;
}
