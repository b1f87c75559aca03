/* Owns the groups of rows, and how they are split further by one column after another. A group that agrees on the right side is not
 * split at all; and left sides that are tested one after another mostly begin alike, so what that beginning gave is kept. */
#include "check/discover/partitions.h"

#include <string.h>

/* The groups of the first columns of a left side, without those that agree on the right. */
typedef struct {
  guint column;
  GArray *rows;
  GArray *starts;       /* of the groups, and the end */
} Level;

struct _RvPartitions {
  const RvData *data;
  guint n_words;
  RvPartition *of;
  guint *counts;        /* of codes, all zero between calls */
  guint *order;         /* the columns of a left side, those that split most first */
  guint n_order;
  guint **scratch;      /* rows, for each depth */
  guint *scratch_sizes;
  guint64 work;

  /* Of the tests for one right side: what the last one's left side has in common with the next one's is kept. */
  guint rhs;
  Level *levels;
  guint n_levels;
  RvViolation violation;
  gpointer user;
  gboolean is_violated;

  /* Of the count of errors that is running. */
  guint errors, errors_max;
  GArray *rows;
  guint n_rows;
};

static void
partition_column (RvPartition *partition, const RvDataColumn *column, guint n_rows)
{
  g_autofree guint *at = g_new0 (guint, column->n_distinct + 1);
  guint total = 0, n_groups = 0;

  for (guint r = 0; r < n_rows; r++)
    at[column->codes[r]]++;
  for (guint c = 0; c < column->n_distinct; c++)
    if (at[c] > 1)
      {
        total += at[c];
        n_groups++;
      }
  partition->n_groups = n_groups;
  partition->starts = g_new (guint, n_groups + 1);
  partition->rows = g_new (guint, total + 1);
  total = n_groups = 0;
  for (guint c = 0; c < column->n_distinct; c++)
    {
      guint count = at[c];

      at[c] = count > 1 ? total : G_MAXUINT;
      if (count < 2)
        continue;
      partition->starts[n_groups++] = total;
      partition->pairs += 0.5 * count * (count - 1.0);
      total += count;
    }
  partition->starts[n_groups] = total;
  for (guint r = 0; r < n_rows; r++)
    if (at[column->codes[r]] != G_MAXUINT)
      partition->rows[at[column->codes[r]]++] = r;
}

RvPartitions *
rv_partitions_new (const RvData *data)
{
  RvPartitions *self = g_new0 (RvPartitions, 1);
  guint largest = 0;

  self->data = data;
  self->n_words = RV_BITS_WORDS (data->n_columns);
  self->of = g_new0 (RvPartition, data->n_columns + 1);
  self->order = g_new (guint, data->n_columns + 1);
  self->scratch = g_new0 (guint *, data->n_columns + 2);
  self->scratch_sizes = g_new0 (guint, data->n_columns + 2);
  for (guint i = 0; i < data->n_columns; i++)
    {
      partition_column (&self->of[i], &data->columns[i], data->n_rows);
      largest = MAX (largest, data->columns[i].n_distinct);
    }
  self->counts = g_new0 (guint, largest + 1);
  self->levels = g_new0 (Level, data->n_columns + 2);
  return self;
}

void
rv_partitions_free (RvPartitions *self)
{
  for (guint i = 0; i < self->data->n_columns; i++)
    {
      g_free (self->of[i].starts);
      g_free (self->of[i].rows);
    }
  for (guint i = 0; i < self->data->n_columns + 2; i++)
    g_free (self->scratch[i]);
  for (guint i = 0; i < self->data->n_columns + 2; i++)
    {
      g_clear_pointer (&self->levels[i].rows, g_array_unref);
      g_clear_pointer (&self->levels[i].starts, g_array_unref);
    }
  g_free (self->levels);
  g_free (self->scratch);
  g_free (self->scratch_sizes);
  g_free (self->of);
  g_free (self->order);
  g_free (self->counts);
  g_free (self);
}

const RvPartition *
rv_partitions_get (const RvPartitions *self, guint i)
{
  return &self->of[i];
}

guint64
rv_partitions_work (const RvPartitions *self)
{
  return self->work;
}

/* ---- splitting --------------------------------------------------------------------------------------------- */

static guint *
scratch (RvPartitions *self, guint depth, guint n)
{
  if (self->scratch_sizes[depth] < n)
    {
      g_free (self->scratch[depth]);
      self->scratch[depth] = g_new (guint, n);
      self->scratch_sizes[depth] = n;
    }
  return self->scratch[depth];
}

/* Puts @rows into @sorted by their codes in @column; @ends of the groups go into the tail of @sorted, which holds 2 * @n.
 * Returns: how many groups. */
static guint
group_rows (RvPartitions *self, const guint *rows, guint n, guint column, guint *sorted)
{
  const guint32 *codes = self->data->columns[column].codes;
  guint *counts = self->counts, *ends = sorted + n;
  guint n_groups = 0, total = 0;

  self->work += n;
  for (guint i = 0; i < n; i++)
    if (counts[codes[rows[i]]]++ == 0)
      ends[n_groups++] = codes[rows[i]];
  for (guint g = 0; g < n_groups; g++)
    {
      guint code = ends[g], count = counts[code];

      counts[code] = total;
      total += count;
    }
  for (guint i = 0; i < n; i++)
    sorted[counts[codes[rows[i]]]++] = rows[i];
  for (guint g = 0; g < n_groups; g++)
    {
      guint code = ends[g];

      ends[g] = counts[code];
      counts[code] = 0;
    }
  return n_groups;
}

static void
order_columns (RvPartitions *self, const RvBits *lhs)
{
  self->n_order = 0;
  RV_BITS_EACH (a, lhs, self->n_words)
    {
      guint at = self->n_order++;

      for (; at > 0 && self->of[self->order[at - 1]].pairs > self->of[a].pairs; at--)
        self->order[at] = self->order[at - 1];
      self->order[at] = a;
    }
}

/* ---- the test ------------------------------------------------------------------------------------------------- */

static gboolean
is_constant (const RvPartitions *self, const guint *rows, guint n)
{
  const guint32 *codes;

  if (self->rhs == G_MAXUINT)
    return FALSE;
  codes = self->data->columns[self->rhs].codes;
  for (guint i = 1; i < n; i++)
    if (codes[rows[i]] != codes[rows[0]])
      return FALSE;
  return TRUE;
}

static void
level_add (Level *level, const guint *rows, guint n)
{
  guint start = level->starts->len > 0 ? g_array_index (level->starts, guint, level->starts->len - 1) : 0, end = start + n;

  if (level->starts->len == 0)
    g_array_append_val (level->starts, start);
  g_array_append_vals (level->rows, rows, n);
  g_array_append_val (level->starts, end);
}

static guint
level_groups (const Level *level)
{
  return level->starts->len > 0 ? level->starts->len - 1 : 0;
}

static const guint *
level_group (const Level *level, guint g, guint *n)
{
  guint start = g_array_index (level->starts, guint, g);

  *n = g_array_index (level->starts, guint, g + 1) - start;
  return &g_array_index (level->rows, guint, start);
}

static Level *
level_at (RvPartitions *self, guint depth, guint column)
{
  Level *level = &self->levels[depth];

  if (level->rows == NULL)
    {
      level->rows = g_array_new (FALSE, FALSE, sizeof (guint));
      level->starts = g_array_new (FALSE, FALSE, sizeof (guint));
    }
  level->column = column;
  g_array_set_size (level->rows, 0);
  g_array_set_size (level->starts, 0);
  return level;
}

/* With nothing on the left all rows are one group. */
static guint *
all_rows (const RvPartitions *self)
{
  guint *rows = g_new (guint, self->data->n_rows + 1);

  for (guint r = 0; r < self->data->n_rows; r++)
    rows[r] = r;
  return rows;
}

static void
make_first_level (RvPartitions *self)
{
  Level *level = level_at (self, 0, G_MAXUINT);
  g_autofree guint *rows = all_rows (self);

  if (self->data->n_rows > 1 && !is_constant (self, rows, self->data->n_rows))
    level_add (level, rows, self->data->n_rows);
  self->n_levels = 1;
}

void
rv_partitions_begin (RvPartitions *self, guint rhs)
{
  self->rhs = rhs;
  make_first_level (self);
}

static void
split_group (RvPartitions *self, const guint *rows, guint n, guint column, Level *level)
{
  guint *sorted = scratch (self, 0, 2 * n), *ends = sorted + n;
  guint n_groups = group_rows (self, rows, n, column, sorted), start = 0;

  for (guint g = 0; g < n_groups; g++)
    {
      if (ends[g] - start > 1 && !is_constant (self, sorted + start, ends[g] - start))
        level_add (level, sorted + start, ends[g] - start);
      start = ends[g];
    }
}

static void
split_level (RvPartitions *self, guint column)
{
  const Level *from = &self->levels[self->n_levels - 1];
  Level *level = level_at (self, self->n_levels, column);

  if (self->n_levels == 1 && level_groups (from) > 0)
    {
      const RvPartition *partition = &self->of[column];

      for (guint g = 0; g < partition->n_groups; g++)
        {
          const guint *rows = partition->rows + partition->starts[g];
          guint n = partition->starts[g + 1] - partition->starts[g];

          if (!is_constant (self, rows, n))
            level_add (level, rows, n);
        }
    }
  for (guint g = 0; self->n_levels > 1 && g < level_groups (from); g++)
    {
      guint n;
      const guint *rows = level_group (from, g, &n);

      split_group (self, rows, n, column, level);
    }
  self->n_levels++;
}

/* Tells of pairs in @rows that violate. Returns: FALSE to end. */
static gboolean
report (RvPartitions *self, const guint *rows, guint n)
{
  const guint32 *codes = self->rhs != G_MAXUINT ? self->data->columns[self->rhs].codes : NULL;

  self->is_violated = TRUE;
  for (guint i = 1; i < n; i++)
    if ((codes == NULL || codes[rows[i]] != codes[rows[i - 1]]) && !self->violation (rows[i - 1], rows[i], self->user))
      return FALSE;
  return TRUE;
}

/* Splits @rows by the last column and looks for violations at once. */
static gboolean
test_group (RvPartitions *self, const guint *rows, guint n, guint column)
{
  guint *sorted = scratch (self, 0, 2 * n), *ends = sorted + n;
  guint n_groups = group_rows (self, rows, n, column, sorted), start = 0;

  for (guint g = 0; g < n_groups; g++)
    {
      if (ends[g] - start > 1 && !is_constant (self, sorted + start, ends[g] - start) && !report (self, sorted + start, ends[g] - start))
        return FALSE;
      start = ends[g];
    }
  return TRUE;
}

gboolean
rv_partitions_test (RvPartitions *self, const guint *path, guint n, RvViolation violation, gpointer data)
{
  const Level *level;
  gboolean goes_on = TRUE;
  guint kept = 1;

  self->violation = violation;
  self->user = data;
  self->is_violated = FALSE;
  while (kept < self->n_levels && kept <= n && self->levels[kept].column == path[kept - 1])
    kept++;
  self->n_levels = kept;
  while (self->n_levels < n)
    split_level (self, path[self->n_levels - 1]);
  level = &self->levels[self->n_levels - 1];
  for (guint g = 0; g < level_groups (level) && goes_on; g++)
    {
      guint n_rows;
      const guint *rows = level_group (level, g, &n_rows);

      goes_on = self->n_levels > n ? report (self, rows, n_rows) : test_group (self, rows, n_rows, path[n - 1]);
    }
  return !self->is_violated;
}

/* ---- how much is wrong ------------------------------------------------------------------------------------------ */

/* Of a group that agrees on the left: all rows that have not the value that most have. */
static gboolean
count_errors (RvPartitions *self, const guint *rows, guint n)
{
  const guint32 *codes = self->data->columns[self->rhs].codes;
  guint most = 0;
  guint32 usual = 0;

  for (guint i = 0; i < n; i++)
    if (++self->counts[codes[rows[i]]] > most)
      {
        most = self->counts[codes[rows[i]]];
        usual = codes[rows[i]];
      }
  for (guint i = 0; i < n; i++)
    self->counts[codes[rows[i]]] = 0;
  for (guint i = 0; i < n && self->rows != NULL && self->rows->len < self->n_rows; i++)
    if (codes[rows[i]] != usual)
      g_array_append_val (self->rows, rows[i]);
  self->errors += n - most;
  return self->errors <= self->errors_max;
}

static gboolean
errors_of_group (RvPartitions *self, const guint *rows, guint n, guint depth)
{
  guint *sorted, *ends, n_groups, start = 0;

  if (is_constant (self, rows, n))
    return TRUE;
  if (depth == self->n_order)
    return count_errors (self, rows, n);
  sorted = scratch (self, depth, 2 * n);
  ends = sorted + n;
  n_groups = group_rows (self, rows, n, self->order[depth], sorted);
  for (guint g = 0; g < n_groups; g++)
    {
      if (ends[g] - start > 1 && !errors_of_group (self, sorted + start, ends[g] - start, depth + 1))
        return FALSE;
      start = ends[g];
    }
  return TRUE;
}

guint
rv_partitions_error (RvPartitions *self, const RvBits *lhs, guint rhs, guint limit, GArray *rows, guint n_rows)
{
  self->rhs = rhs;
  self->errors = 0;
  self->errors_max = limit;
  self->rows = rows;
  self->n_rows = n_rows;
  order_columns (self, lhs);
  if (self->n_order == 0)
    {
      g_autofree guint *all = all_rows (self);

      if (self->data->n_rows > 1)
        errors_of_group (self, all, self->data->n_rows, 0);
      return self->errors;
    }
  const RvPartition *first = &self->of[self->order[0]];

  for (guint g = 0; g < first->n_groups; g++)
    if (!errors_of_group (self, first->rows + first->starts[g], first->starts[g + 1] - first->starts[g], 1))
      break;
  return self->errors;
}
