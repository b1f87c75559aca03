/* Owns the difference sets: rows side by side for quick comparison, and a hash table that knows which sets there are. */
#include "check/discover/difference.h"

#include <string.h>

/* All pairs of so many rows are compared. */
#define ALL_ROWS_MAX 500

struct _RvDifferences {
  const RvData *data;
  guint n_words;
  guint32 *rows;        /* codes, row after row */
  RvBitsList *list;
  guint *slots;         /* number of a set, plus one */
  guint mask;
  RvBits *set;
};

RvDifferences *
rv_differences_new (const RvData *data)
{
  RvDifferences *self = g_new0 (RvDifferences, 1);

  self->data = data;
  self->n_words = RV_BITS_WORDS (data->n_columns);
  self->list = rv_bits_list_new (self->n_words);
  self->mask = 1023;
  self->slots = g_new0 (guint, self->mask + 1);
  self->set = rv_bits_new (self->n_words);
  self->rows = g_new (guint32, (gsize) data->n_rows * data->n_columns + 1);
  for (guint c = 0; c < data->n_columns; c++)
    for (guint r = 0; r < data->n_rows; r++)
      self->rows[(gsize) r * data->n_columns + c] = data->columns[c].codes[r];
  return self;
}

void
rv_differences_free (RvDifferences *self)
{
  rv_bits_list_free (self->list);
  g_free (self->rows);
  g_free (self->slots);
  g_free (self->set);
  g_free (self);
}

const RvBitsList *
rv_differences_list (const RvDifferences *self)
{
  return self->list;
}

/* ---- the hash table ----------------------------------------------------------------------------------------- */

static guint
hash_set (const RvBits *set, guint n_words)
{
  guint64 hash = 0;

  for (guint w = 0; w < n_words; w++)
    {
      hash = (hash ^ set[w]) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
      hash ^= hash >> 29;
    }
  return (guint) (hash ^ hash >> 32);
}

static guint *
find_slot (const RvDifferences *self, const RvBits *set)
{
  guint at = hash_set (set, self->n_words) & self->mask;

  while (self->slots[at] != 0 && !rv_bits_equal (rv_bits_list_get (self->list, self->slots[at] - 1), set, self->n_words))
    at = (at + 1) & self->mask;
  return &self->slots[at];
}

static void
grow_slots (RvDifferences *self)
{
  self->mask = self->mask * 2 + 1;
  g_free (self->slots);
  self->slots = g_new0 (guint, self->mask + 1);
  for (guint i = 0; i < self->list->len; i++)
    *find_slot (self, rv_bits_list_get (self->list, i)) = i + 1;
}

const RvBits *
rv_differences_add (RvDifferences *self, guint row, guint other)
{
  guint n = self->data->n_columns;
  const guint32 *a = self->rows + (gsize) row * n, *b = self->rows + (gsize) other * n;
  guint *slot;

  for (guint w = 0; w < self->n_words; w++)
    {
      guint end = MIN (64, n - w * 64);
      RvBits bits = 0;

      for (guint i = 0; i < end; i++)
        bits |= (RvBits) (a[w * 64 + i] != b[w * 64 + i]) << i;
      self->set[w] = bits;
    }
  slot = find_slot (self, self->set);
  if (*slot != 0)
    return NULL;
  rv_bits_list_add (self->list, self->set);
  *slot = self->list->len;
  if (self->list->len * 2 > self->mask)
    grow_slots (self);
  return self->set;
}

/* ---- which rows ------------------------------------------------------------------------------------------------- */

gboolean
rv_differences_add_all (RvDifferences *self)
{
  if (self->data->n_rows > ALL_ROWS_MAX)
    return FALSE;
  for (guint r = 0; r < self->data->n_rows; r++)
    for (guint s = 0; s < r; s++)
      rv_differences_add (self, r, s);
  return TRUE;
}

typedef struct {
  const RvDifferences *self;
  const guint *order;
} Sorting;

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  const Sorting *sorting = data;
  guint n = sorting->self->data->n_columns;
  const guint32 *one = sorting->self->rows + (gsize) *(const guint *) a * n, *two = sorting->self->rows + (gsize) *(const guint *) b * n;

  for (guint i = 0; i < n; i++)
    if (one[sorting->order[i]] != two[sorting->order[i]])
      return one[sorting->order[i]] < two[sorting->order[i]] ? -1 : 1;
  return 0;
}

/* Columns from that one on which is @first, those with few values foremost in what follows. */
static void
make_order (const RvDifferences *self, const guint *by_pairs, guint first, guint *order)
{
  guint n = 0;

  order[n++] = first;
  for (guint i = 0; i < self->data->n_columns; i++)
    if (by_pairs[i] != first)
      order[n++] = by_pairs[i];
}

#define SAMPLE_ROWS 4000
#define SAMPLE_VALUES 200000000

/* Compares neighbours among some rows of a group of each column, sorted so that neighbours have much in common. */
static void
sample_column (RvDifferences *self, const RvPartition *partition, const guint *order)
{
  guint n_columns = self->data->n_columns, rows_max = MIN (SAMPLE_ROWS, SAMPLE_VALUES / (n_columns * n_columns) + 2);
  guint total = partition->starts[partition->n_groups], n = MIN (total, rows_max);
  g_autofree guint *rows = g_new (guint, n + 1);
  Sorting sorting = { self, order };
  guint from = 0;

  /* A run of the groups in the middle: whole groups say most. */
  if (total > n)
    from = (total - n) / 2;
  memcpy (rows, partition->rows + from, n * sizeof (guint));
  g_qsort_with_data (rows, (gint) n, sizeof (guint), compare_rows, &sorting);
  for (guint i = 1; i < n; i++)
    rv_differences_add (self, rows[i - 1], rows[i]);
  for (guint i = 2; i < n; i++)
    rv_differences_add (self, rows[i - 2], rows[i]);
}

void
rv_differences_sample (RvDifferences *self, const RvPartitions *partitions)
{
  guint n = self->data->n_columns;
  g_autofree guint *by_pairs = g_new (guint, n + 1);
  g_autofree guint *order = g_new (guint, n + 1);

  for (guint i = 0; i < n; i++)
    {
      guint at = i;

      for (; at > 0 && rv_partitions_get (partitions, by_pairs[at - 1])->pairs > rv_partitions_get (partitions, i)->pairs; at--)
        by_pairs[at] = by_pairs[at - 1];
      by_pairs[at] = i;
    }
  for (guint i = 0; i < n; i++)
    {
      make_order (self, by_pairs, i, order);
      sample_column (self, rv_partitions_get (partitions, i), order);
    }
}

/* ---- the least ones ------------------------------------------------------------------------------------------------ */

static gboolean
has_subset (const RvBitsList *list, guint end, const RvBits *set)
{
  if (list->n_words == 1)
    {
      for (guint i = 0; i < end; i++)
        if ((list->words[i] & ~*set) == 0)
          return TRUE;
      return FALSE;
    }
  for (guint i = 0; i < end; i++)
    if (rv_bits_is_subset (rv_bits_list_get (list, i), set, list->n_words))
      return TRUE;
  return FALSE;
}

RvBitsList *
rv_differences_minimal (const RvBitsList *sets, guint with, gint64 *effort)
{
  RvBitsList *minimal = rv_bits_list_new (sets->n_words);
  g_autofree RvBits *set = rv_bits_new (sets->n_words);

  *effort -= sets->len;
  for (guint i = 0; i < sets->len; i++)
    {
      if (with != G_MAXUINT && !rv_bits_has (rv_bits_list_get (sets, i), with))
        continue;
      rv_bits_copy (set, rv_bits_list_get (sets, i), sets->n_words);
      if (with != G_MAXUINT)
        rv_bits_remove (set, with);
      *effort -= *effort > 0 ? (gint64) (minimal->len + 1) * sets->n_words : 0;
      if (*effort <= 0 || !has_subset (minimal, minimal->len, set))
        rv_bits_list_add (minimal, set);
    }
  return minimal;
}
