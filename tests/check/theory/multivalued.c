/* Random relations with multivalued dependencies, judged by the chase of two rows. */
#include <glib.h>

#include "check/theory/basis.h"
#include "check/theory/chase.h"
#include "check/theory/decomposition.h"

#define N_MAX 5

static void
add_random (GRand *rand, guint n, RvFds *to, gint count)
{
  for (; count > 0; count--)
    {
      RvBits lhs = 0, rhs = 0;

      for (gint k = g_rand_int_range (rand, 0, 3); k > 0; k--)
        lhs |= 1u << g_rand_int_range (rand, 0, (gint) n);
      for (gint k = g_rand_int_range (rand, 1, 3); k > 0; k--)
        rhs |= 1u << g_rand_int_range (rand, 0, (gint) n);
      rv_fds_add (to, &lhs, &rhs);
    }
}

static RvRelation *
random_relation (GRand *rand)
{
  static const char *const names[] = { "a", "b", "c", "d", "e" };
  guint n = (guint) g_rand_int_range (rand, 2, N_MAX + 1);
  RvRelation *relation = rv_relation_new (names, n);

  add_random (rand, n, relation->fds, g_rand_int_range (rand, 0, 4));
  add_random (rand, n, relation->mvds, g_rand_int_range (rand, 1, 4));
  return relation;
}

static guint
chased_closure (const RvRelation *relation, guint set)
{
  guint closure = set;

  for (guint a = 0; a < relation->n_attributes; a++)
    if (rv_chase_implies (relation, (RvBits[]) { set }, (RvBits[]) { 1u << a }, FALSE))
      closure |= 1u << a;
  return closure;
}

static void
check_basis (const RvRelation *relation, const guint *closures, guint full)
{
  for (guint set = 0; set <= full; set++)
    {
      RvBits to = 0;

      rv_basis_closure (relation, (RvBits[]) { set }, &to);
      g_assert_cmpuint (to, ==, closures[set]);
      for (guint rhs = 0; rhs <= full; rhs++)
        g_assert_cmpint (rv_basis_implies (relation, (RvBits[]) { set }, (RvBits[]) { rhs }), ==,
                         rv_chase_implies (relation, (RvBits[]) { set }, (RvBits[]) { rhs }, TRUE));
    }
}

/* Whether no set within @scheme splits it without determining it. */
static gboolean
is_4nf (const RvRelation *relation, const guint *closures, guint scheme)
{
  for (guint set = 0; set <= scheme; set++)
    {
      g_autoptr (RvBitsList) blocks = NULL;
      guint parts = 0;

      if ((set & ~scheme) != 0 || (closures[set] & scheme) == scheme)
        continue;
      blocks = rv_basis (relation, (RvBits[]) { set });
      for (guint i = 0; i < blocks->len; i++)
        parts += (*rv_bits_list_get (blocks, i) & scheme) != 0;
      if (parts > 1)
        return FALSE;
    }
  return TRUE;
}

static void
check_keys (const RvNormalization *normalization, const guint *closures, guint full)
{
  g_autoptr (RvBitsList) keys = rv_candidate_keys_list (normalization->keys, 1000);
  guint n_keys = 0;

  for (guint set = 0; set <= full; set++)
    {
      gboolean is_key = closures[set] == full;

      for (guint a = 0; 1u << a <= set && is_key; a++)
        is_key = !(set >> a & 1) || closures[set & ~(1u << a)] != full;
      n_keys += is_key;
    }
  g_assert_cmpuint (keys->len, ==, n_keys);
  for (guint i = 0; i < keys->len; i++)
    g_assert_cmpuint (closures[*rv_bits_list_get (keys, i)], ==, full);
}

static void
check_relation (const RvRelation *relation)
{
  guint full = (1u << relation->n_attributes) - 1, closures[1 << N_MAX];
  g_autoptr (RvNormalization) normalization = rv_normalize (relation, 1000);
  g_autoptr (RvDecomposition) fourth = rv_decompose_4nf (normalization);
  g_autoptr (RvDecomposition) bcnf = rv_decompose_bcnf (normalization);

  for (guint set = 0; set <= full; set++)
    closures[set] = chased_closure (relation, set);
  check_basis (relation, closures, full);
  check_keys (normalization, closures, full);
  g_assert_cmpint (normalization->form == RV_FORM_4NF, ==, is_4nf (relation, closures, full));
  for (guint i = 0; i < fourth->schemes->len; i++)
    g_assert_true (is_4nf (relation, closures, (guint) *rv_bits_list_get (fourth->schemes, i)));
  g_assert_true (rv_chase_is_lossless (relation, NULL, fourth->schemes));
  g_assert_true (rv_chase_is_lossless (relation, NULL, bcnf->schemes));
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (guint i = 0; i < 1000; i++)
    {
      g_autoptr (RvRelation) relation = random_relation (rand);

      check_relation (relation);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/theory/multivalued", test_random);
  return g_test_run ();
}
