/* Owns the projection of functional dependencies: attributes that go are resolved away one after another. */
#include "check/theory/cover.h"

#define DEPENDENCIES_MAX 4000

/* Returns: the attribute outside @onto whose removal makes the fewest new dependencies, or G_MAXUINT for none left. */
static guint
cheapest (guint n_attributes, const RvFds *fds, const RvBits *onto)
{
  g_autofree guint64 *left = g_new0 (guint64, n_attributes);
  g_autofree guint64 *right = g_new0 (guint64, n_attributes);
  guint best = G_MAXUINT;

  for (guint i = 0; i < fds->len; i++)
    {
      RV_BITS_EACH (a, rv_fds_lhs (fds, i), fds->n_words)
        left[a]++;
      RV_BITS_EACH (a, rv_fds_rhs (fds, i), fds->n_words)
        right[a]++;
    }
  for (guint a = 0; a < n_attributes; a++)
    if (!rv_bits_has (onto, a) && left[a] + right[a] > 0 && (best == G_MAXUINT || left[a] * right[a] < left[best] * right[best]))
      best = a;
  return best;
}

/* Puts the determinants of @attribute in its place on the left of dependency @user. */
static void
resolve (const RvFds *fds, guint attribute, guint user, RvFds *out)
{
  g_autofree RvBits *lhs = rv_bits_new (fds->n_words);

  for (guint i = 0; i < fds->len; i++)
    {
      if (!rv_bits_has (rv_fds_rhs (fds, i), attribute))
        continue;
      rv_bits_copy (lhs, rv_fds_lhs (fds, user), fds->n_words);
      rv_bits_remove (lhs, attribute);
      rv_bits_unite (lhs, rv_fds_lhs (fds, i), fds->n_words);
      if (!rv_bits_meet (rv_fds_rhs (fds, user), lhs, fds->n_words))
        rv_fds_add (out, lhs, rv_fds_rhs (fds, user));
    }
}

static RvFds *
eliminate (guint n_attributes, const RvFds *fds, guint attribute)
{
  g_autoptr (RvFds) out = rv_fds_new (fds->n_words);

  for (guint i = 0; i < fds->len; i++)
    {
      gboolean is_left = rv_bits_has (rv_fds_lhs (fds, i), attribute);

      if (is_left && !rv_bits_has (rv_fds_rhs (fds, i), attribute))
        resolve (fds, attribute, i, out);
      else if (!is_left && !rv_bits_has (rv_fds_rhs (fds, i), attribute))
        rv_fds_add (out, rv_fds_lhs (fds, i), rv_fds_rhs (fds, i));
    }
  return rv_cover_singles (n_attributes, out);
}

/* Without attribute @attribute and what names it: the way out where there is too much to compute. */
static void
forget (RvFds *fds, guint attribute)
{
  for (guint i = fds->len; i-- > 0;)
    if (rv_bits_has (rv_fds_lhs (fds, i), attribute) || rv_bits_has (rv_fds_rhs (fds, i), attribute))
      rv_fds_remove (fds, i);
}

static guint64
cost (const RvFds *fds, guint attribute)
{
  guint64 left = 0, right = 0;

  for (guint i = 0; i < fds->len; i++)
    {
      left += rv_bits_has (rv_fds_lhs (fds, i), attribute);
      right += rv_bits_has (rv_fds_rhs (fds, i), attribute);
    }
  return left * right;
}

RvFds *
rv_cover_project (guint n_attributes, const RvFds *fds, const RvBits *onto, gboolean *is_complete)
{
  g_autoptr (RvFds) rest = rv_cover_singles (n_attributes, fds);
  guint attribute;

  while ((attribute = cheapest (n_attributes, rest, onto)) != G_MAXUINT)
    {
      RvFds *next;

      if (rest->len + cost (rest, attribute) > DEPENDENCIES_MAX)
        {
          *is_complete = FALSE;
          forget (rest, attribute);
          continue;
        }
      next = eliminate (n_attributes, rest, attribute);
      rv_fds_free (rest);
      rest = next;
    }
  return rv_cover_gather (rest);
}
