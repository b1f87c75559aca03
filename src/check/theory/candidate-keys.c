/* Owns the search for keys: what is simple is taken off first (attributes that nothing or anything determines, attributes
 * that determine each other, parts that have nothing to do with each other), the rest is enumerated. */
#include "check/theory/candidate-keys.h"

#include "check/theory/cover.h"
#include "check/theory/set-trie.h"

typedef struct {
  RvCandidateKeys *keys;
  guint n_words;
  RvFds *fds;      /* among what is left */
  RvBits *left;    /* attributes about which nothing is decided */
} Search;

/* ---- what is simple ------------------------------------------------------------------------------------ */

static void
take_off (Search *search, const RvBits *decided)
{
  rv_bits_subtract (search->left, decided, search->n_words);
  for (guint i = search->fds->len; i-- > 0;)
    {
      RvBits *lhs = rv_fds_lhs (search->fds, i), *rhs = rv_fds_rhs (search->fds, i);

      rv_bits_subtract (lhs, decided, search->n_words);
      rv_bits_subtract (rhs, decided, search->n_words);
      rv_bits_subtract (rhs, lhs, search->n_words);
      if (rv_bits_is_empty (rhs, search->n_words))
        rv_fds_remove (search->fds, i);
    }
}

/* What follows from nothing, or from the core, is in no key. */
static gboolean
take_off_determined (Search *search)
{
  g_autoptr (RvClosure) closure = rv_closure_new (search->keys->n_attributes, search->fds);
  g_autofree RvBits *none = rv_bits_new (search->n_words);

  rv_closure_run (closure, none, none);
  if (rv_bits_is_empty (none, search->n_words))
    return FALSE;
  take_off (search, none);
  return TRUE;
}

/* What nothing determines is in every key. */
static gboolean
take_off_core (Search *search)
{
  g_autofree RvBits *core = rv_bits_dup (search->left, search->n_words);

  for (guint i = 0; i < search->fds->len; i++)
    rv_bits_subtract (core, rv_fds_rhs (search->fds, i), search->n_words);
  if (rv_bits_is_empty (core, search->n_words))
    return FALSE;
  rv_bits_unite (search->keys->core, core, search->n_words);
  take_off (search, core);
  return TRUE;
}

static void
replace (Search *search, guint attribute, guint by)
{
  for (guint i = 0; i < search->keys->n_attributes; i++)
    if (search->keys->class_of[i] == attribute)
      search->keys->class_of[i] = by;
  for (guint i = 0; i < 2 * search->fds->len; i++)
    {
      RvBits *side = rv_bits_list_get (search->fds->sides, i);

      if (rv_bits_has (side, attribute))
        {
          rv_bits_remove (side, attribute);
          rv_bits_add (side, by);
        }
    }
}

/* Attributes that determine each other are one attribute with several names. */
static gboolean
take_off_twins (Search *search)
{
  g_autoptr (RvClosure) closure = rv_closure_new (search->keys->n_attributes, search->fds);
  g_autoptr (RvBitsList) of = rv_bits_list_new (search->n_words);
  g_autofree RvBits *one = rv_bits_new (search->n_words);
  g_autofree RvBits *twins = rv_bits_new (search->n_words);

  for (guint a = 0; a < search->keys->n_attributes; a++)
    {
      RvBits *to = rv_bits_list_add (of, twins);

      rv_bits_clear (one, search->n_words);
      rv_bits_add (one, a);
      if (rv_bits_has (search->left, a))
        rv_closure_run (closure, one, to);
    }
  for (guint a = 0; a < search->keys->n_attributes; a++)
    {
      if (rv_bits_has (twins, a))
        continue;
      RV_BITS_EACH (b, rv_bits_list_get (of, a), search->n_words)
        if (b > a && rv_bits_has (rv_bits_list_get (of, b), a))
          {
            rv_bits_add (twins, b);
            replace (search, b, a);
          }
    }
  if (rv_bits_is_empty (twins, search->n_words))
    return FALSE;
  take_off (search, twins);
  return TRUE;
}

/* ---- what is left --------------------------------------------------------------------------------------- */

/* The attributes that dependencies connect with the first one left. */
static void
component (const Search *search, RvBits *part)
{
  gboolean is_grown = TRUE;

  rv_bits_clear (part, search->n_words);
  rv_bits_add (part, rv_bits_next (search->left, 0, search->n_words));
  while (is_grown)
    {
      is_grown = FALSE;
      for (guint i = 0; i < 2 * search->fds->len; i++)
        {
          const RvBits *side = rv_bits_list_get (search->fds->sides, i);
          const RvBits *other = rv_bits_list_get (search->fds->sides, i ^ 1);

          if (rv_bits_meet (side, part, search->n_words)
              && !(rv_bits_is_subset (side, part, search->n_words) && rv_bits_is_subset (other, part, search->n_words)))
            {
              rv_bits_unite (part, side, search->n_words);
              rv_bits_unite (part, other, search->n_words);
              is_grown = TRUE;
            }
        }
    }
}

static RvFds *
dependencies_of (const Search *search, const RvBits *part)
{
  g_autoptr (RvFds) own = rv_fds_new (search->n_words);

  for (guint i = 0; i < search->fds->len; i++)
    if (rv_bits_is_subset (rv_fds_lhs (search->fds, i), part, search->n_words))
      rv_fds_add (own, rv_fds_lhs (search->fds, i), rv_fds_rhs (search->fds, i));
  return rv_cover_minimal (search->keys->n_attributes, own);
}

/* Lucchesi and Osborn: what a dependency gives in a key can be had for its left side, which leads to another key. */
static RvBitsList *
enumerate (const Search *search, const RvBits *part, guint limit, gboolean *is_complete)
{
  guint n_words = search->n_words;
  g_autoptr (RvFds) fds = dependencies_of (search, part);
  g_autoptr (RvClosure) closure = rv_closure_new (search->keys->n_attributes, fds);
  g_autoptr (RvSetTrie) trie = rv_set_trie_new (n_words);
  g_autofree RvBits *set = rv_bits_dup (part, n_words);
  RvBitsList *found = rv_bits_list_new (n_words);
  guint64 tries = 0, tries_max = G_GUINT64_CONSTANT (1000000) + 64 * (guint64) limit;

  rv_closure_reduce (closure, set, part, NULL);
  rv_bits_list_add (found, set);
  rv_set_trie_add (trie, set);
  for (guint k = 0; k < found->len; k++)
    for (guint i = 0; i < fds->len; i++)
      {
        if (!rv_bits_meet (rv_fds_rhs (fds, i), rv_bits_list_get (found, k), n_words))
          continue;
        if (++tries > tries_max)
          {
            *is_complete = FALSE;
            return found;
          }
        rv_bits_copy (set, rv_bits_list_get (found, k), n_words);
        rv_bits_subtract (set, rv_fds_rhs (fds, i), n_words);
        rv_bits_unite (set, rv_fds_lhs (fds, i), n_words);
        if (rv_set_trie_has_subset (trie, set))
          continue;
        if (found->len >= limit)
          {
            *is_complete = FALSE;
            return found;
          }
        rv_closure_reduce (closure, set, part, NULL);
        rv_bits_list_add (found, set);
        rv_set_trie_add (trie, set);
      }
  return found;
}

static void
enumerate_parts (Search *search, guint limit)
{
  g_autofree RvBits *part = rv_bits_new (search->n_words);

  while (!rv_bits_is_empty (search->left, search->n_words))
    {
      component (search, part);
      g_ptr_array_add (search->keys->factors, enumerate (search, part, limit, &search->keys->is_complete));
      rv_bits_subtract (search->left, part, search->n_words);
    }
}

/* ---- how many, and which attributes ---------------------------------------------------------------------------- */

static guint64
times (guint64 a, guint64 b)
{
  guint64 product;

  return __builtin_mul_overflow (a, b, &product) ? G_MAXUINT64 : product;
}

/* How many keys there are for one set of representatives. */
static guint64
choices (const RvBits *set, const guint *sizes, guint n_words)
{
  guint64 product = 1;

  RV_BITS_EACH (a, set, n_words)
    product = times (product, sizes[a]);
  return product;
}

static void
sum_up (RvCandidateKeys *keys)
{
  g_autofree guint *sizes = g_new0 (guint, keys->n_attributes + 1);
  g_autofree RvBits *used = rv_bits_dup (keys->core, keys->n_words);

  for (guint a = 0; a < keys->n_attributes; a++)
    sizes[keys->class_of[a]]++;
  keys->count = choices (keys->core, sizes, keys->n_words);
  for (guint f = 0; f < keys->factors->len; f++)
    {
      const RvBitsList *factor = g_ptr_array_index (keys->factors, f);
      guint64 sum = 0;

      for (guint i = 0; i < factor->len; i++)
        {
          guint64 more = choices (rv_bits_list_get (factor, i), sizes, keys->n_words);

          sum = sum > G_MAXUINT64 - more ? G_MAXUINT64 : sum + more;
          rv_bits_unite (used, rv_bits_list_get (factor, i), keys->n_words);
        }
      keys->count = times (keys->count, sum);
    }
  for (guint a = 0; a < keys->n_attributes; a++)
    if (rv_bits_has (used, keys->class_of[a]))
      rv_bits_add (keys->prime, a);
}

RvCandidateKeys *
rv_candidate_keys_find (guint n_attributes, const RvFds *fds, guint limit)
{
  RvCandidateKeys *keys = g_new0 (RvCandidateKeys, 1);
  Search search = { keys, fds->n_words, rv_fds_copy (fds), rv_bits_new_full (n_attributes) };

  keys->n_attributes = n_attributes;
  keys->n_words = fds->n_words;
  keys->core = rv_bits_new (fds->n_words);
  keys->prime = rv_bits_new (fds->n_words);
  keys->factors = g_ptr_array_new_with_free_func ((GDestroyNotify) rv_bits_list_free);
  keys->class_of = g_new (guint, n_attributes + 1);
  keys->is_complete = TRUE;
  for (guint a = 0; a < n_attributes; a++)
    keys->class_of[a] = a;
  take_off (&search, keys->core);
  while (take_off_determined (&search) || take_off_twins (&search) || take_off_core (&search))
    continue;
  enumerate_parts (&search, MAX (limit, 1));
  sum_up (keys);
  rv_fds_free (search.fds);
  g_free (search.left);
  return keys;
}

void
rv_candidate_keys_free (RvCandidateKeys *keys)
{
  g_free (keys->core);
  g_free (keys->prime);
  g_free (keys->class_of);
  g_ptr_array_unref (keys->factors);
  g_free (keys);
}

/* ---- the keys themselves ------------------------------------------------------------------------------------------ */

typedef struct {
  const RvCandidateKeys *keys;
  RvBitsList *out;
  guint limit;
  RvBits *key;
  guint *next;     /* of each attribute: the next one of its class, G_MAXUINT for the last */
} Listing;

/* Puts any attribute of a class in the place of the one that stands for it. */
static void
list_choices (Listing *listing, const RvBits *set, guint from)
{
  guint a = rv_bits_next (set, from, listing->keys->n_words);

  if (listing->out->len >= listing->limit)
    return;
  if (a == G_MAXUINT)
    {
      rv_bits_list_add (listing->out, listing->key);
      return;
    }
  for (guint choice = a; choice != G_MAXUINT; choice = listing->next[choice])
    {
      rv_bits_add (listing->key, choice);
      list_choices (listing, set, a + 1);
      rv_bits_remove (listing->key, choice);
    }
}

/* Chooses a set from each factor from @f on; @set has those of the factors before. */
static void
list_factors (Listing *listing, RvBits *set, guint f)
{
  const RvBitsList *factor;

  if (f == listing->keys->factors->len)
    {
      list_choices (listing, set, 0);
      return;
    }
  factor = g_ptr_array_index (listing->keys->factors, f);
  for (guint i = 0; i < factor->len && listing->out->len < listing->limit; i++)
    {
      rv_bits_unite (set, rv_bits_list_get (factor, i), listing->keys->n_words);
      list_factors (listing, set, f + 1);
      rv_bits_subtract (set, rv_bits_list_get (factor, i), listing->keys->n_words);
    }
}

RvBitsList *
rv_candidate_keys_list (const RvCandidateKeys *keys, guint limit)
{
  g_autofree RvBits *key = rv_bits_new (keys->n_words);
  g_autofree RvBits *set = rv_bits_dup (keys->core, keys->n_words);
  g_autofree guint *next = g_new (guint, keys->n_attributes + 1);
  g_autofree guint *last = g_new (guint, keys->n_attributes + 1);
  Listing listing = { keys, rv_bits_list_new (keys->n_words), limit, key, next };

  for (guint a = 0; a < keys->n_attributes; a++)
    {
      guint leader = keys->class_of[a];

      next[a] = G_MAXUINT;
      if (leader != a)
        next[last[leader]] = a;
      last[leader] = a;
    }
  list_factors (&listing, set, 0);
  rv_bits_list_sort (listing.out);
  return listing.out;
}

RvBits *
rv_candidate_keys_first (const RvCandidateKeys *keys)
{
  RvBits *key = rv_bits_dup (keys->core, keys->n_words);

  for (guint f = 0; f < keys->factors->len; f++)
    rv_bits_unite (key, rv_bits_list_get (g_ptr_array_index (keys->factors, f), 0), keys->n_words);
  return key;
}

/* Returns: the first set of @factor that has what @wanted has of all its sets, or NULL. Takes that out of @wanted. */
static const RvBits *
choose (const RvBitsList *factor, RvBits *wanted)
{
  guint n_words = factor->n_words;
  g_autofree RvBits *own = rv_bits_new (n_words);
  const RvBits *chosen = NULL;

  for (guint i = 0; i < factor->len; i++)
    rv_bits_unite (own, rv_bits_list_get (factor, i), n_words);
  rv_bits_intersect (own, wanted, n_words);
  for (guint i = 0; i < factor->len && chosen == NULL; i++)
    if (rv_bits_is_subset (own, rv_bits_list_get (factor, i), n_words))
      chosen = rv_bits_list_get (factor, i);
  rv_bits_subtract (wanted, own, n_words);
  return chosen;
}

/* Puts the attributes of @set in the places of those that stand for them. */
static void
put_back (const RvCandidateKeys *keys, RvBits *key, const RvBits *set)
{
  RV_BITS_EACH (a, set, keys->n_words)
    rv_bits_remove (key, keys->class_of[a]);
  rv_bits_unite (key, set, keys->n_words);
}

RvBits *
rv_candidate_keys_one_with (const RvCandidateKeys *keys, const RvBits *set)
{
  g_autofree RvBits *wanted = rv_bits_new (keys->n_words);
  g_autofree RvBits *key = rv_bits_dup (keys->core, keys->n_words);

  RV_BITS_EACH (a, set, keys->n_words)
    {
      if (rv_bits_has (wanted, keys->class_of[a]))
        return NULL;
      rv_bits_add (wanted, keys->class_of[a]);
    }
  rv_bits_subtract (wanted, keys->core, keys->n_words);
  for (guint f = 0; f < keys->factors->len; f++)
    {
      const RvBits *chosen = choose (g_ptr_array_index (keys->factors, f), wanted);

      if (chosen == NULL)
        return NULL;
      rv_bits_unite (key, chosen, keys->n_words);
    }
  if (!rv_bits_is_empty (wanted, keys->n_words))
    return NULL;
  put_back (keys, key, set);
  return g_steal_pointer (&key);
}
