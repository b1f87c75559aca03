/* What reasoning about dependencies costs: all keys where there are many, and the search for a preserving BCNF. */
#include <stdlib.h>

#include "check/theory/decomposition.h"
#include "measure.h"

/* Attributes in @n pairs that determine each other. */
static RvRelation *
pairs (guint n)
{
  g_autoptr (GString) names = g_string_new (NULL);
  RvRelation *relation;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (names, "%sa%u,b%u", i > 0 ? "," : "", i, i);
  relation = rv_relation_parse (names->str, NULL);
  for (guint i = 0; i < 2 * n; i++)
    {
      g_autofree RvBits *lhs = rv_bits_new (relation->n_words);
      g_autofree RvBits *rhs = rv_bits_new (relation->n_words);

      rv_bits_add (lhs, i);
      rv_bits_add (rhs, i ^ 1);
      rv_fds_add (relation->fds, lhs, rhs);
    }
  return relation;
}

/* Nothing falls apart here: each three neighbours on a ring determine the next one. */
static RvRelation *
ring (guint n)
{
  g_autoptr (GString) names = g_string_new (NULL);
  RvRelation *relation;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (names, "%sa%u", i > 0 ? "," : "", i);
  relation = rv_relation_parse (names->str, NULL);
  for (guint i = 0; i < n; i++)
    {
      g_autofree RvBits *lhs = rv_bits_new (relation->n_words);
      g_autofree RvBits *rhs = rv_bits_new (relation->n_words);

      for (guint k = 0; k < 3; k++)
        rv_bits_add (lhs, (i + 2 * k) % n);
      rv_bits_add (rhs, (i + 7) % n);
      rv_fds_add (relation->fds, lhs, rhs);
    }
  return relation;
}

typedef struct {
  RvRelation *relation;
  guint n_keys;
} Job;

static void
find_keys (gpointer data)
{
  Job *job = data;
  g_autoptr (RvCandidateKeys) keys = rv_candidate_keys_find (job->relation->n_attributes, job->relation->fds, RV_KEYS_DEFAULT_LIMIT);
  g_autoptr (RvBitsList) list = rv_candidate_keys_list (keys, RV_KEYS_DEFAULT_LIMIT);

  job->n_keys = list->len;
}

static void
decompose (gpointer data)
{
  Job *job = data;
  g_autoptr (RvNormalization) normalization = rv_normalize (job->relation, RV_KEYS_DEFAULT_LIMIT);
  g_autoptr (RvDecomposition) bcnf = rv_decompose_bcnf (normalization);

  job->n_keys = bcnf->schemes->len;
}

static void
measure (const char *what, RvRelation *relation, BenchFunction function, guint expected, double bar)
{
  Job job = { relation, 0 };

  bench_row (what, 1000 * bench_best (3, function, &job), bar, "ms");
  if (expected > 0 && job.n_keys != expected)
    {
      g_printerr ("%s: %u\n", what, job.n_keys);
      exit (1);
    }
  rv_relation_free (relation);
}

int
main (void)
{
  bench_heading ();
  measure ("all 512 keys of 18 attributes in 9 pairs, CPU", pairs (9), find_keys, 512, 5);
  measure ("all 65,536 keys of 32 attributes in 16 pairs, CPU", pairs (16), find_keys, 65536, 1000);
  measure ("all keys of 20 attributes in one piece, CPU", ring (20), find_keys, 0, 0);
  measure ("normal form and BCNF of 12 attributes in one piece, CPU", ring (12), decompose, 0, 0);
  return bench_n_over () > 0;
}
