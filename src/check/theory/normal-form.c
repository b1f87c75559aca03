/* Owns the tests of the normal forms and their sentences. */
#include "check/theory/normal-form.h"

#include <glib/gi18n-lib.h>

#include "check/theory/basis.h"
#include "check/theory/cover.h"

static void
anomaly_free (gpointer data)
{
  RvAnomaly *anomaly = data;

  g_free (anomaly->lhs);
  g_free (anomaly->rhs);
  g_free (anomaly->key);
  g_free (anomaly);
}

static void
add_anomaly (RvNormalization *self, RvAnomalyType type, const RvBits *lhs, const RvBits *rhs, RvBits *key)
{
  RvAnomaly *anomaly;

  for (guint i = 0; i < self->anomalies->len; i++)
    {
      anomaly = g_ptr_array_index (self->anomalies, i);
      if (anomaly->type == type && rv_bits_equal (anomaly->lhs, lhs, self->keys->n_words))
        {
          rv_bits_unite (anomaly->rhs, rhs, self->keys->n_words);
          g_free (key);
          return;
        }
    }
  anomaly = g_new0 (RvAnomaly, 1);
  anomaly->type = type;
  anomaly->lhs = rv_bits_dup (lhs, self->keys->n_words);
  anomaly->rhs = rv_bits_dup (rhs, self->keys->n_words);
  anomaly->key = key;
  g_ptr_array_add (self->anomalies, anomaly);
}

/* ---- what the dependencies of the cover violate ----------------------------------------------------------------- */

static gboolean
is_superkey (RvClosure *closure, const RvBits *set, guint n_attributes, guint n_words)
{
  g_autofree RvBits *to = rv_bits_new (n_words);

  rv_closure_run (closure, set, to);
  return rv_bits_count (to, n_words) == n_attributes;
}

static void
test_dependency (RvNormalization *self, const RvBits *lhs, const RvBits *rhs)
{
  guint n_words = self->keys->n_words;
  g_autofree RvBits *prime = rv_bits_dup (rhs, n_words);
  g_autofree RvBits *other = rv_bits_dup (rhs, n_words);
  RvBits *key;

  rv_bits_intersect (prime, self->keys->prime, n_words);
  rv_bits_subtract (other, self->keys->prime, n_words);
  if (!rv_bits_is_empty (other, n_words))
    {
      key = rv_candidate_keys_one_with (self->keys, lhs);
      add_anomaly (self, key != NULL ? RV_ANOMALY_PARTIAL : RV_ANOMALY_TRANSITIVE, lhs, other, key);
    }
  if (!rv_bits_is_empty (prime, n_words))
    add_anomaly (self, RV_ANOMALY_PRIME, lhs, prime, NULL);
}

static void
test_cover (RvNormalization *self, RvClosure *closure)
{
  for (guint i = 0; i < self->cover->len; i++)
    if (!is_superkey (closure, rv_fds_lhs (self->cover, i), self->relation->n_attributes, self->keys->n_words))
      test_dependency (self, rv_fds_lhs (self->cover, i), rv_fds_rhs (self->cover, i));
}

/* ---- parts of keys that determine more by a detour ----------------------------------------------------------------- */

static gboolean
is_partial_known (const RvNormalization *self, guint attribute)
{
  for (guint i = 0; i < self->anomalies->len; i++)
    {
      const RvAnomaly *anomaly = g_ptr_array_index (self->anomalies, i);

      if (anomaly->type == RV_ANOMALY_PARTIAL && rv_bits_has (anomaly->rhs, attribute))
        return TRUE;
    }
  return FALSE;
}

/* What is in no key, and @key without @attribute determines it all the same. */
static void
test_part (RvNormalization *self, RvClosure *closure, const RvBits *key, guint attribute)
{
  guint n_words = self->keys->n_words;
  g_autofree RvBits *part = rv_bits_dup (key, n_words);
  g_autofree RvBits *to = rv_bits_new (n_words);

  rv_bits_remove (part, attribute);
  rv_closure_run (closure, part, to);
  rv_bits_subtract (to, self->keys->prime, n_words);
  RV_BITS_EACH (a, to, n_words)
    {
      g_autofree RvBits *lhs = NULL, *rhs = NULL;

      if (is_partial_known (self, a))
        continue;
      lhs = rv_bits_dup (part, n_words);
      rhs = rv_bits_new (n_words);
      rv_bits_add (rhs, a);
      rv_closure_reduce (closure, lhs, rhs, NULL);
      add_anomaly (self, RV_ANOMALY_PARTIAL, lhs, rhs, rv_bits_dup (key, n_words));
    }
}

/* Keys that differ by attributes that determine each other have the same parts: one of them is enough; and what a set of one
 * factor lacks does not depend on what was chosen from the others. */
static void
test_keys (RvNormalization *self, RvClosure *closure)
{
  guint n_words = self->keys->n_words;
  g_autofree RvBits *first = rv_candidate_keys_first (self->keys);

  RV_BITS_EACH (a, self->keys->core, n_words)
    test_part (self, closure, first, a);
  for (guint f = 0; f < self->keys->factors->len; f++)
    {
      const RvBitsList *factor = g_ptr_array_index (self->keys->factors, f);

      for (guint i = 0; i < factor->len; i++)
        {
          g_autofree RvBits *key = rv_bits_dup (first, n_words);

          rv_bits_subtract (key, rv_bits_list_get (factor, 0), n_words);
          rv_bits_unite (key, rv_bits_list_get (factor, i), n_words);
          RV_BITS_EACH (a, rv_bits_list_get (factor, i), n_words)
            test_part (self, closure, key, a);
        }
    }
}

/* ---- multivalued dependencies --------------------------------------------------------------------------------------- */

static void
test_multivalued (RvNormalization *self, RvClosure *closure)
{
  const RvRelation *relation = self->relation;

  for (guint i = 0; i < relation->mvds->len; i++)
    {
      const RvBits *lhs = rv_fds_lhs (relation->mvds, i);
      g_autofree RvBits *rhs = rv_bits_dup (rv_fds_rhs (relation->mvds, i), relation->n_words);

      rv_bits_subtract (rhs, lhs, relation->n_words);
      if (!rv_basis_is_trivial (relation, lhs, rhs) && !is_superkey (closure, lhs, relation->n_attributes, relation->n_words))
        add_anomaly (self, RV_ANOMALY_MULTIVALUED, lhs, rhs, NULL);
    }
}

/* ---- all of it -------------------------------------------------------------------------------------------------------- */

static int
compare_anomalies (gconstpointer a, gconstpointer b, gpointer n_words)
{
  const RvAnomaly *one = *(RvAnomaly *const *) a, *two = *(RvAnomaly *const *) b;

  if (one->type != two->type)
    return one->type < two->type ? -1 : 1;
  return rv_bits_compare (one->lhs, two->lhs, GPOINTER_TO_UINT (n_words));
}

static RvNormalForm
form_of (const RvNormalization *self)
{
  static const RvNormalForm forms[] = {
    [RV_ANOMALY_PARTIAL] = RV_FORM_1NF, [RV_ANOMALY_TRANSITIVE] = RV_FORM_2NF,
    [RV_ANOMALY_PRIME] = RV_FORM_3NF, [RV_ANOMALY_MULTIVALUED] = RV_FORM_BCNF,
  };
  const RvAnomaly *lowest = self->anomalies->len > 0 ? g_ptr_array_index (self->anomalies, 0) : NULL;

  if (lowest != NULL)
    return forms[lowest->type];
  return self->relation->mvds->len > 0 ? RV_FORM_4NF : RV_FORM_BCNF;
}

RvNormalization *
rv_normalize (const RvRelation *relation, guint keys_limit)
{
  RvNormalization *self = g_new0 (RvNormalization, 1);
  g_autoptr (RvClosure) closure = NULL;

  self->relation = relation;
  self->is_certain = TRUE;
  self->fds = rv_basis_functional (relation, &self->is_certain);
  self->cover = rv_cover_minimal (relation->n_attributes, self->fds);
  self->keys = rv_candidate_keys_find (relation->n_attributes, self->fds, keys_limit);
  self->is_certain &= self->keys->is_complete;
  self->anomalies = g_ptr_array_new_with_free_func (anomaly_free);
  closure = rv_closure_new (relation->n_attributes, self->cover);
  test_cover (self, closure);
  test_keys (self, closure);
  test_multivalued (self, closure);
  g_ptr_array_sort_with_data (self->anomalies, compare_anomalies, GUINT_TO_POINTER (relation->n_words));
  self->form = form_of (self);
  return self;
}

void
rv_normalization_free (RvNormalization *self)
{
  rv_fds_free (self->fds);
  rv_fds_free (self->cover);
  rv_candidate_keys_free (self->keys);
  g_ptr_array_unref (self->anomalies);
  g_free (self);
}

const char *
rv_normal_form_name (RvNormalForm form)
{
  static const char *const names[] = { "1NF", "2NF", "3NF", "BCNF", "4NF" };

  return names[form];
}

/* ---- sentences ---------------------------------------------------------------------------------------------------------- */

char *
rv_normalization_trace (const RvNormalization *self, const RvBits *lhs, const RvBits *rhs)
{
  const RvRelation *relation = self->relation;
  g_autoptr (RvClosure) closure = rv_closure_new (relation->n_attributes, self->cover);
  g_autoptr (GArray) steps = rv_closure_trace (closure, lhs, rhs);
  GString *text = g_string_new (NULL);
  g_autofree char *start = rv_relation_set_text (relation, lhs);

  g_string_append_printf (text, "%s: ", start);
  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      guint step = g_array_index (steps, guint, i);
      g_autofree char *fd = rv_relation_fd_text (relation, rv_fds_lhs (self->cover, step), rv_fds_rhs (self->cover, step), FALSE);

      g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", fd);
    }
  return g_string_free (text, FALSE);
}

/* The closure of @lhs as people write it, with what it lacks: "{b}⁺ = {b, c} lacks a". */
static char *
closure_text (const RvNormalization *self, const RvBits *lhs)
{
  const RvRelation *relation = self->relation;
  g_autoptr (RvClosure) closure = rv_closure_new (relation->n_attributes, self->cover);
  g_autofree RvBits *to = rv_bits_new (relation->n_words);
  g_autofree RvBits *lacking = rv_bits_new_full (relation->n_attributes);
  g_autofree char *of = rv_relation_set_text (relation, lhs);
  g_autofree char *all = NULL, *lack = NULL;

  rv_closure_run (closure, lhs, to);
  rv_bits_subtract (lacking, to, relation->n_words);
  all = rv_relation_set_text (relation, to);
  lack = rv_relation_list_text (relation, lacking);
  return g_strdup_printf (_("%s⁺ = %s lacks %s"), of, all, lack);
}

char *
rv_normalization_explain (const RvNormalization *self, const RvAnomaly *anomaly)
{
  const RvRelation *relation = self->relation;
  gboolean is_multivalued = anomaly->type == RV_ANOMALY_MULTIVALUED;
  g_autofree char *fd = rv_relation_fd_text (relation, anomaly->lhs, anomaly->rhs, is_multivalued);
  g_autofree char *lhs = rv_relation_set_text (relation, anomaly->lhs);
  g_autofree char *rhs = rv_relation_list_text (relation, anomaly->rhs);
  g_autofree char *key = anomaly->key != NULL ? rv_relation_set_text (relation, anomaly->key) : NULL;
  g_autofree char *trace = is_multivalued ? NULL : rv_normalization_trace (self, anomaly->lhs, anomaly->rhs);
  g_autofree char *closure = closure_text (self, anomaly->lhs);

  switch (anomaly->type)
    {
    case RV_ANOMALY_PARTIAL:
      return g_strdup_printf (_("%s violates 2NF: %s is only a part of the key %s, and no key has %s (%s)"), fd, lhs, key, rhs, trace);
    case RV_ANOMALY_TRANSITIVE:
      return g_strdup_printf (_("%s violates 3NF: %s is no superkey (%s), and no key has %s (%s)"), fd, lhs, closure, rhs, trace);
    case RV_ANOMALY_PRIME:
      return g_strdup_printf (_("%s violates BCNF: %s is no superkey (%s; %s)"), fd, lhs, closure, trace);
    case RV_ANOMALY_MULTIVALUED:
    default:
      return g_strdup_printf (_("%s violates 4NF: %s is no superkey (%s)"), fd, lhs, closure);
    }
}

char *
rv_normalization_proof (const RvNormalization *self)
{
  if (self->anomalies->len > 0)
    return rv_normalization_explain (self, g_ptr_array_index (self->anomalies, 0));
  if (self->cover->len + self->relation->mvds->len == 0)
    return g_strdup (_("No dependency but the trivial ones is known: all attributes together are the only key"));
  return g_strdup (_("The left side of every dependency that is not trivial is a superkey"));
}
