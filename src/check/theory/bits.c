/* Owns the lists of attribute sets. */
#include "check/theory/bits.h"

#include <string.h>

RvBits *
rv_bits_new_full (guint n)
{
  RvBits *set = rv_bits_new (RV_BITS_WORDS (n));

  for (guint i = 0; i < n; i++)
    rv_bits_add (set, i);
  return set;
}

int
rv_bits_compare (const RvBits *a, const RvBits *b, guint n_words)
{
  guint in_a = rv_bits_count (a, n_words), in_b = rv_bits_count (b, n_words);

  if (in_a != in_b)
    return in_a < in_b ? -1 : 1;
  for (guint w = 0; w < n_words; w++)
    if (a[w] != b[w])
      {
        RvBits differing = a[w] ^ b[w];

        return a[w] & (differing & -differing) ? -1 : 1;
      }
  return 0;
}

RvBitsList *
rv_bits_list_new (guint n_words)
{
  RvBitsList *list = g_new0 (RvBitsList, 1);

  list->n_words = n_words;
  return list;
}

RvBitsList *
rv_bits_list_copy (const RvBitsList *list)
{
  RvBitsList *copy = rv_bits_list_new (list->n_words);

  for (guint i = 0; i < list->len; i++)
    rv_bits_list_add (copy, rv_bits_list_get (list, i));
  return copy;
}

void
rv_bits_list_free (RvBitsList *list)
{
  g_free (list->words);
  g_free (list);
}

RvBits *
rv_bits_list_add (RvBitsList *list, const RvBits *set)
{
  gssize own = list->words != NULL && set >= list->words && set < list->words + (gsize) list->len * list->n_words
                 ? set - list->words : -1;

  if (list->len == list->capacity)
    {
      list->capacity = MAX (8, list->capacity * 2);
      list->words = g_renew (RvBits, list->words, (gsize) list->capacity * list->n_words);
    }
  rv_bits_copy (rv_bits_list_get (list, list->len), own >= 0 ? list->words + own : set, list->n_words);
  return rv_bits_list_get (list, list->len++);
}

void
rv_bits_list_remove (RvBitsList *list, guint i)
{
  RvBits *at = rv_bits_list_get (list, i);

  list->len--;
  memmove (at, at + list->n_words, (gsize) (list->len - i) * list->n_words * sizeof (RvBits));
}

static int
compare (gconstpointer a, gconstpointer b, gpointer n_words)
{
  return rv_bits_compare (a, b, GPOINTER_TO_UINT (n_words));
}

void
rv_bits_list_sort (RvBitsList *list)
{
  if (list->len > 1)
    g_qsort_with_data (list->words, (gint) list->len, list->n_words * sizeof (RvBits), compare, GUINT_TO_POINTER (list->n_words));
}

static gboolean
is_covered (const RvBitsList *list, guint i)
{
  const RvBits *set = rv_bits_list_get (list, i);

  for (guint k = 0; k < list->len; k++)
    {
      const RvBits *other = rv_bits_list_get (list, k);

      if (k != i && rv_bits_is_subset (set, other, list->n_words) && (k < i || !rv_bits_equal (set, other, list->n_words)))
        return TRUE;
    }
  return FALSE;
}

void
rv_bits_list_keep_largest (RvBitsList *list)
{
  for (guint i = list->len; i-- > 0;)
    if (is_covered (list, i))
      rv_bits_list_remove (list, i);
}
