/* Thousands of random relations, judged from the definitions: the closure of every set of attributes is in a table, and
 * everything else is read off it. */
#include <glib.h>
#include <string.h>

#include "check/theory/chase.h"
#include "check/theory/cover.h"
#include "check/theory/decomposition.h"

#define N_MAX 7

typedef struct {
  guint n;
  guint full;
  guint closure[1 << N_MAX];
  guint prime;
} Table;

static RvRelation *
random_relation (GRand *rand, guint n_max)
{
  static const char *const names[] = { "a", "b", "c", "d", "e", "f", "g" };
  guint n = (guint) g_rand_int_range (rand, 1, (gint) n_max + 1);
  RvRelation *relation = rv_relation_new (names, n);
  guint n_fds = (guint) g_rand_int_range (rand, 0, 9);

  for (guint i = 0; i < n_fds; i++)
    {
      RvBits lhs = 0, rhs = 0;

      for (gint k = g_rand_int_range (rand, g_rand_int_range (rand, 0, 20) == 0 ? 0 : 1, 4); k > 0; k--)
        lhs |= 1u << g_rand_int_range (rand, 0, (gint) n);
      for (gint k = g_rand_int_range (rand, 1, 3); k > 0; k--)
        rhs |= 1u << g_rand_int_range (rand, 0, (gint) n);
      rv_fds_add (relation->fds, &lhs, &rhs);
    }
  return relation;
}

static guint
naive_closure (const RvFds *fds, guint set)
{
  for (guint i = 0; i < fds->len; i++)
    if ((*rv_fds_lhs (fds, i) & ~(RvBits) set) == 0 && (*rv_fds_rhs (fds, i) & ~(RvBits) set) != 0)
      return naive_closure (fds, set | (guint) *rv_fds_rhs (fds, i));
  return set;
}

static gboolean
is_key (const Table *table, guint set)
{
  if (table->closure[set] != table->full)
    return FALSE;
  for (guint a = 0; a < table->n; a++)
    if (set >> a & 1 && table->closure[set & ~(1u << a)] == table->full)
      return FALSE;
  return TRUE;
}

static void
make_table (Table *table, const RvRelation *relation)
{
  table->n = relation->n_attributes;
  table->full = (1u << table->n) - 1;
  table->prime = 0;
  for (guint set = 0; set <= table->full; set++)
    table->closure[set] = naive_closure (relation->fds, set);
  for (guint set = 0; set <= table->full; set++)
    if (is_key (table, set))
      table->prime |= set;
}

/* ---- normal forms by their definitions --------------------------------------------------------------------------- */

/* Of the part @scheme: whether every set within it that is no superkey of it gives it nothing, or only what is in @allowed. */
static gboolean
gives_only (const Table *table, guint scheme, guint allowed)
{
  for (guint set = 0; set <= table->full; set++)
    {
      guint given = table->closure[set] & scheme;

      if ((set & ~scheme) == 0 && given != scheme && (given & ~set & ~allowed) != 0)
        return FALSE;
    }
  return TRUE;
}

static guint
prime_of (const Table *table, guint scheme)
{
  guint prime = 0;

  for (guint set = 0; set <= table->full; set++)
    {
      gboolean is_minimal = (set & ~scheme) == 0 && (table->closure[set] & scheme) == scheme;

      for (guint a = 0; a < table->n && is_minimal; a++)
        is_minimal = !(set >> a & 1) || (table->closure[set & ~(1u << a)] & scheme) != scheme;
      prime |= is_minimal ? set : 0;
    }
  return prime;
}

static gboolean
is_2nf (const Table *table)
{
  for (guint key = 0; key <= table->full; key++)
    for (guint part = 0; is_key (table, key) && part < key; part++)
      if ((part & ~key) == 0 && (table->closure[part] & ~table->prime) != 0)
        return FALSE;
  return TRUE;
}

static RvNormalForm
form_of (const Table *table)
{
  if (gives_only (table, table->full, 0))
    return RV_FORM_BCNF;
  if (gives_only (table, table->full, table->prime))
    return RV_FORM_3NF;
  return is_2nf (table) ? RV_FORM_2NF : RV_FORM_1NF;
}

/* ---- decompositions ------------------------------------------------------------------------------------------------ */

/* What @set determines by dependencies that hold within single schemes, all subsets tried. */
static guint
close_within (const Table *table, const GArray *schemes, guint set)
{
  for (guint i = 0; i < schemes->len; i++)
    {
      guint scheme = g_array_index (schemes, guint, i);

      for (guint part = 0; part <= table->full; part++)
        if ((part & ~(scheme & set)) == 0 && (table->closure[part] & scheme & ~set) != 0)
          return close_within (table, schemes, set | (table->closure[part] & scheme));
    }
  return set;
}

/* Whether any decomposition into BCNF preserves dependency @i: more relations preserve more, so all that are in BCNF are taken. */
static gboolean
can_be_preserved (const Table *table, const RvFds *fds, guint i)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint set = 1; set <= table->full; set++)
    if (gives_only (table, set, 0))
      g_array_append_val (all, set);
  return (*rv_fds_rhs (fds, i) & ~(RvBits) close_within (table, all, (guint) *rv_fds_lhs (fds, i))) == 0;
}

/* The chase with rows of small numbers, written down a second time. */
static gboolean
joins_again (const RvRelation *relation, const GArray *schemes)
{
  guint n = relation->n_attributes;
  guint cells[64][N_MAX];
  gboolean is_changed = TRUE;

  g_assert_cmpuint (schemes->len, <, 64);
  for (guint r = 0; r < schemes->len; r++)
    for (guint a = 0; a < n; a++)
      cells[r][a] = g_array_index (schemes, guint, r) >> a & 1 ? 0 : r + 1;
  while (is_changed)
    {
      is_changed = FALSE;
      for (guint i = 0; i < relation->fds->len; i++)
        for (guint r = 0; r < schemes->len; r++)
          for (guint s = 0; s < schemes->len; s++)
            {
              gboolean do_agree = TRUE;

              for (guint a = 0; a < n; a++)
                do_agree &= !rv_bits_has (rv_fds_lhs (relation->fds, i), a) || cells[r][a] == cells[s][a];
              for (guint a = 0; a < n && do_agree; a++)
                if (rv_bits_has (rv_fds_rhs (relation->fds, i), a) && cells[r][a] < cells[s][a])
                  {
                    guint from = cells[s][a];

                    for (guint t = 0; t < schemes->len; t++)
                      cells[t][a] = cells[t][a] == from ? cells[r][a] : cells[t][a];
                    is_changed = TRUE;
                  }
            }
    }
  for (guint r = 0; r < schemes->len; r++)
    {
      guint sum = 0;

      for (guint a = 0; a < n; a++)
        sum += cells[r][a];
      if (sum == 0)
        return TRUE;
    }
  return FALSE;
}

static GArray *
schemes_of (const RvBitsList *list)
{
  GArray *schemes = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < list->len; i++)
    {
      guint scheme = (guint) *rv_bits_list_get (list, i);

      g_array_append_val (schemes, scheme);
    }
  return schemes;
}

static void
check_decomposition (const Table *table, const RvRelation *relation, const RvNormalization *normalization, const RvDecomposition *made,
                     gboolean is_bcnf)
{
  g_autoptr (GArray) schemes = schemes_of (made->schemes);
  const RvFds *cover = normalization->cover;

  g_assert_true (made->is_complete);
  g_assert_true (joins_again (relation, schemes));
  g_assert_true (rv_chase_is_lossless (relation, NULL, made->schemes));
  for (guint i = 0; i < schemes->len; i++)
    {
      guint scheme = g_array_index (schemes, guint, i);

      g_assert_true (gives_only (table, scheme, is_bcnf ? 0 : prime_of (table, scheme)));
    }
  for (guint i = 0; i < cover->len; i++)
    {
      guint within = close_within (table, schemes, (guint) *rv_fds_lhs (cover, i));
      gboolean is_preserved = (*rv_fds_rhs (cover, i) & ~(RvBits) within) == 0;
      gboolean is_said = TRUE;

      for (guint k = 0; k < made->lost->len; k++)
        is_said &= *rv_fds_lhs (made->lost, k) != *rv_fds_lhs (cover, i);
      g_assert_cmpint (is_preserved, ==, is_said);
      g_assert_true (is_preserved || (is_bcnf && !can_be_preserved (table, cover, i)));
    }
}

/* ---- one relation ------------------------------------------------------------------------------------------------------ */

static void
check_keys (const Table *table, const RvNormalization *normalization)
{
  g_autoptr (RvBitsList) keys = rv_candidate_keys_list (normalization->keys, 1000);
  guint n_keys = 0;

  for (guint set = 0; set <= table->full; set++)
    {
      RvBits bits = set;
      g_autofree RvBits *with = rv_candidate_keys_one_with (normalization->keys, &bits);
      gboolean is_in_one = FALSE;

      n_keys += is_key (table, set);
      for (guint key = 0; key <= table->full && !is_in_one; key++)
        is_in_one = (set & ~key) == 0 && is_key (table, key);
      g_assert_cmpint (with != NULL, ==, is_in_one);
      g_assert_true (with == NULL || (is_key (table, (guint) *with) && (bits & ~*with) == 0));
    }
  for (guint i = 0; i < keys->len; i++)
    g_assert_true (is_key (table, (guint) *rv_bits_list_get (keys, i)));
  for (guint i = 1; i < keys->len; i++)
    g_assert_cmpint (rv_bits_compare (rv_bits_list_get (keys, i - 1), rv_bits_list_get (keys, i), 1), <, 0);
  g_assert_cmpuint (keys->len, ==, n_keys);
  g_assert_cmpuint (normalization->keys->count, ==, n_keys);
  g_assert_true (normalization->keys->is_complete);
  g_assert_cmpuint (*normalization->keys->prime, ==, table->prime);
}

static void
check_cover (const Table *table, const RvFds *cover)
{
  for (guint set = 0; set <= table->full; set++)
    g_assert_cmpuint (naive_closure (cover, set), ==, table->closure[set]);
  for (guint i = 0; i < cover->len; i++)
    {
      guint lhs = (guint) *rv_fds_lhs (cover, i), rhs = (guint) *rv_fds_rhs (cover, i);

      g_assert_cmpuint (lhs & rhs, ==, 0);
      for (guint a = 0; a < table->n; a++)
        if (rhs >> a & 1)
          {
            g_autoptr (RvFds) rest = rv_fds_copy (cover);

            *rv_fds_rhs (rest, i) &= ~(RvBits) (1u << a);
            g_assert_false (naive_closure (rest, lhs) >> a & 1);
            for (guint b = 0; b < table->n; b++)
              g_assert_false (lhs >> b & 1 && table->closure[lhs & ~(1u << b)] >> a & 1);
          }
    }
}

static void
check_projection (const Table *table, const RvRelation *relation, guint onto)
{
  RvBits bits = onto;
  gboolean is_complete = TRUE;
  g_autoptr (RvFds) projected = rv_cover_project (table->n, relation->fds, &bits, &is_complete);

  g_assert_true (is_complete);
  for (guint set = 0; set <= table->full; set++)
    if ((set & ~onto) == 0)
      g_assert_cmpuint (naive_closure (projected, set), ==, table->closure[set] & onto);
}

static void
check_trace (const Table *table, const RvRelation *relation, guint set)
{
  g_autoptr (RvClosure) closure = rv_closure_new (table->n, relation->fds);
  RvBits from = set, to = table->closure[set], known = set, more = table->full;
  g_autoptr (GArray) steps = rv_closure_trace (closure, &from, &to);
  g_autoptr (GArray) none = NULL;

  for (guint i = 0; i < steps->len; i++)
    {
      guint step = g_array_index (steps, guint, i);

      g_assert_true (rv_bits_is_subset (rv_fds_lhs (relation->fds, step), &known, 1));
      known |= *rv_fds_rhs (relation->fds, step);
    }
  g_assert_cmpuint (known, ==, to);
  none = rv_closure_trace (closure, &from, &more);
  g_assert_cmpint (none != NULL, ==, table->closure[set] == table->full);
}

static void
check_all (const RvRelation *relation, GRand *rand)
{
  Table table;
  g_autoptr (RvNormalization) normalization = rv_normalize (relation, 1000);
  g_autoptr (RvDecomposition) third = rv_decompose_3nf (normalization);
  g_autoptr (RvDecomposition) bcnf = rv_decompose_bcnf (normalization);
  g_autofree char *proof = rv_normalization_proof (normalization);

  make_table (&table, relation);
  check_keys (&table, normalization);
  check_cover (&table, normalization->cover);
  g_assert_true (normalization->is_certain);
  g_assert_cmpint (normalization->form, ==, form_of (&table));
  check_decomposition (&table, relation, normalization, third, FALSE);
  check_decomposition (&table, relation, normalization, bcnf, TRUE);
  check_projection (&table, relation, (guint) g_rand_int_range (rand, 0, (gint) table.full + 1));
  check_trace (&table, relation, (guint) g_rand_int_range (rand, 0, (gint) table.full + 1));
  g_assert_true (g_utf8_validate (proof, -1, NULL));
}

static void
test_random (gconstpointer n_max)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  guint rounds = GPOINTER_TO_UINT (n_max) <= 5 ? 4000 : 1500;

  for (guint i = 0; i < rounds; i++)
    {
      g_autoptr (RvRelation) relation = random_relation (rand, GPOINTER_TO_UINT (n_max));

      check_all (relation, rand);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/theory/oracle/small", GUINT_TO_POINTER (5), test_random);
  g_test_add_data_func ("/theory/oracle/larger", GUINT_TO_POINTER (7), test_random);
  return g_test_run ();
}
