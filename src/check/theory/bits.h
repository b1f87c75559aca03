/* Sets of attributes as rows of bits, of any width, and growing lists of such sets.
 *
 * A set does not know its width: all sets of one relation have the same number of words, which the calls take last. */
#pragma once

#include <glib.h>

typedef guint64 RvBits;

/** RV_BITS_WORDS: how many words a set of @n attributes takes; one at least. */
#define RV_BITS_WORDS(n) ((n) < 64 ? 1u : ((guint) (n) + 63) / 64)

/** RV_BITS_EACH: runs the statement after it for every member @i of @set. */
#define RV_BITS_EACH(i, set, n_words) \
  for (guint i = rv_bits_next (set, 0, n_words); i != G_MAXUINT; i = rv_bits_next (set, i + 1, n_words))

static inline gboolean
rv_bits_has (const RvBits *set, guint i)
{
  return (set[i / 64] >> (i % 64)) & 1;
}

static inline void
rv_bits_add (RvBits *set, guint i)
{
  set[i / 64] |= G_GUINT64_CONSTANT (1) << (i % 64);
}

static inline void
rv_bits_remove (RvBits *set, guint i)
{
  set[i / 64] &= ~(G_GUINT64_CONSTANT (1) << (i % 64));
}

static inline void
rv_bits_clear (RvBits *set, guint n_words)
{
  for (guint w = 0; w < n_words; w++)
    set[w] = 0;
}

static inline void
rv_bits_copy (RvBits *to, const RvBits *from, guint n_words)
{
  for (guint w = 0; w < n_words; w++)
    to[w] = from[w];
}

/** rv_bits_unite: adds the members of @more to @set. */
static inline void
rv_bits_unite (RvBits *set, const RvBits *more, guint n_words)
{
  for (guint w = 0; w < n_words; w++)
    set[w] |= more[w];
}

/** rv_bits_subtract: takes the members of @less out of @set. */
static inline void
rv_bits_subtract (RvBits *set, const RvBits *less, guint n_words)
{
  for (guint w = 0; w < n_words; w++)
    set[w] &= ~less[w];
}

/** rv_bits_intersect: keeps of @set what is in @other. */
static inline void
rv_bits_intersect (RvBits *set, const RvBits *other, guint n_words)
{
  for (guint w = 0; w < n_words; w++)
    set[w] &= other[w];
}

static inline gboolean
rv_bits_is_subset (const RvBits *a, const RvBits *b, guint n_words)
{
  RvBits rest = 0;

  for (guint w = 0; w < n_words; w++)
    rest |= a[w] & ~b[w];
  return rest == 0;
}

static inline gboolean
rv_bits_meet (const RvBits *a, const RvBits *b, guint n_words)
{
  RvBits both = 0;

  for (guint w = 0; w < n_words; w++)
    both |= a[w] & b[w];
  return both != 0;
}

static inline gboolean
rv_bits_equal (const RvBits *a, const RvBits *b, guint n_words)
{
  RvBits differing = 0;

  for (guint w = 0; w < n_words; w++)
    differing |= a[w] ^ b[w];
  return differing == 0;
}

static inline gboolean
rv_bits_is_empty (const RvBits *set, guint n_words)
{
  RvBits any = 0;

  for (guint w = 0; w < n_words; w++)
    any |= set[w];
  return any == 0;
}

static inline guint
rv_bits_count (const RvBits *set, guint n_words)
{
  guint count = 0;

  for (guint w = 0; w < n_words; w++)
    count += (guint) __builtin_popcountll (set[w]);
  return count;
}

/** rv_bits_next: Returns: the first member of @set from @i on, or G_MAXUINT. */
static inline guint
rv_bits_next (const RvBits *set, guint i, guint n_words)
{
  guint w = i / 64;
  RvBits word;

  if (w >= n_words)
    return G_MAXUINT;
  word = set[w] >> (i % 64) << (i % 64);
  while (word == 0)
    {
      if (++w >= n_words)
        return G_MAXUINT;
      word = set[w];
    }
  return w * 64 + (guint) __builtin_ctzll (word);
}

/** rv_bits_new: Returns: (transfer full): an empty set, for g_free(). */
static inline RvBits *
rv_bits_new (guint n_words)
{
  return g_new0 (RvBits, n_words);
}

static inline RvBits *
rv_bits_dup (const RvBits *set, guint n_words)
{
  return g_memdup2 (set, n_words * sizeof (RvBits));
}

/** rv_bits_new_full: Returns: (transfer full): the set of the first @n attributes. */
RvBits *rv_bits_new_full (guint n);

/** rv_bits_compare: smaller sets first, then by their members. */
int rv_bits_compare (const RvBits *a, const RvBits *b, guint n_words);

/** RvBitsList: a growing list of sets of one width. A set that it returned is good until the next one is added. */
typedef struct {
  guint n_words;
  guint len;
  guint capacity;
  RvBits *words;
} RvBitsList;

RvBitsList *rv_bits_list_new (guint n_words);
RvBitsList *rv_bits_list_copy (const RvBitsList *list);
void rv_bits_list_free (RvBitsList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvBitsList, rv_bits_list_free)

static inline RvBits *
rv_bits_list_get (const RvBitsList *list, guint i)
{
  return list->words + (gsize) i * list->n_words;
}

/** rv_bits_list_add: @set may be a set of the list itself. Returns: (transfer none): the copy in the list. */
RvBits *rv_bits_list_add (RvBitsList *list, const RvBits *set);

/** rv_bits_list_remove: takes out the set at @i; the order of the others stays. */
void rv_bits_list_remove (RvBitsList *list, guint i);

/** rv_bits_list_sort: in the order of rv_bits_compare(). */
void rv_bits_list_sort (RvBitsList *list);

/** rv_bits_list_keep_largest: takes out every set that another one contains. */
void rv_bits_list_keep_largest (RvBitsList *list);
