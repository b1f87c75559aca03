/* Owns the ranking of foreign keys. Values alone do not tell: small numbers are in every serial column. */
#include "check/discover/foreign-keys.h"

#include <math.h>
#include <string.h>

/* Below, a pair of columns is not worth a word. */
#define COVERAGE_MIN 0.9
#define SCORE_MIN 0.5

/* ---- names ----------------------------------------------------------------------------------------------- */

static void
add_word (GPtrArray *words, const char *start, const char *end)
{
  char *word;
  gsize length = (gsize) (end - start);

  if (length == 0)
    return;
  word = g_ascii_strdown (start, (gssize) length);
  if (length > 3 && g_str_has_suffix (word, "ies"))
    memcpy (word + length - 3, "y", 2);
  else if (length > 3 && word[length - 1] == 's' && word[length - 2] != 's')
    word[length - 1] = '\0';
  g_ptr_array_add (words, word);
}

/* "customerAddress_IDs" is customer, address, id. */
static GPtrArray *
words_of (const char *name)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  const char *start = name, *at;

  for (at = name; *at != '\0'; at++)
    {
      gboolean is_break = !g_ascii_isalnum (*at) && (guchar) *at < 0x80;

      if (!is_break && !(at > start && g_ascii_isupper (*at) && g_ascii_islower (at[-1])))
        continue;
      add_word (words, start, at);
      start = is_break ? at + 1 : at;
    }
  add_word (words, start, at);
  return words;
}

static gboolean
is_generic (const char *word)
{
  static const char *const generic[] = { "id", "key", "code", "no", "nr", "num", "number", "uuid", "guid", "pk", "fk", "ref", NULL };

  return g_strv_contains (generic, word);
}

/* A first word that all columns of a table share says nothing. */
static gboolean
has_prefix (const RvData *table, GPtrArray *const *words)
{
  for (guint i = 0; i < table->n_columns; i++)
    if (words[i]->len < 2 || strcmp (words[i]->pdata[0], words[0]->pdata[0]) != 0)
      return FALSE;
  return table->n_columns > 1;
}

typedef struct {
  const RvData *data;
  GPtrArray *name;        /* words */
  GPtrArray **columns;
} Table;

static Table *
table_new (const RvData *data)
{
  Table *table = g_new0 (Table, 1);

  table->data = data;
  table->name = words_of (data->name);
  table->columns = g_new0 (GPtrArray *, data->n_columns + 1);
  for (guint i = 0; i < data->n_columns; i++)
    table->columns[i] = words_of (data->columns[i].name);
  if (has_prefix (data, table->columns))
    for (guint i = 0; i < data->n_columns; i++)
      g_ptr_array_remove_index (table->columns[i], 0);
  return table;
}

static void
table_free (gpointer data)
{
  Table *table = data;

  for (guint i = 0; i < table->data->n_columns; i++)
    g_ptr_array_unref (table->columns[i]);
  g_free (table->columns);
  g_ptr_array_unref (table->name);
  g_free (table);
}

/* Whether @words ends as @tail does. */
static gboolean
ends_with (const GPtrArray *words, const GPtrArray *tail)
{
  for (guint i = 0; i < tail->len; i++)
    if (i >= words->len || strcmp (words->pdata[words->len - 1 - i], tail->pdata[tail->len - 1 - i]) != 0)
      return FALSE;
  return tail->len > 0;
}

static GPtrArray *
without_generic (const GPtrArray *words)
{
  GPtrArray *rest = g_ptr_array_new ();

  for (guint i = 0; i < words->len; i++)
    if (!is_generic (words->pdata[i]))
      g_ptr_array_add (rest, words->pdata[i]);
  return rest;
}

/* How many pairs of letters two texts share, of all they have. */
static double
likeness (const char *a, const char *b)
{
  guint shared = 0, n = (guint) strlen (a), m = (guint) strlen (b);

  if (n < 2 || m < 2)
    return 0;
  for (guint i = 0; i + 1 < n; i++)
    for (guint k = 0; k + 1 < m; k++)
      if (a[i] == b[k] && a[i + 1] == b[k + 1])
        {
          shared++;
          break;
        }
  return 2.0 * shared / (n + m - 2);
}

/* 0 to 1: how much the name of column @i of @from says that it refers to column @k of @to. */
static double
name_score (const Table *from, guint i, const Table *to, guint k)
{
  g_autoptr (GPtrArray) source = without_generic (from->columns[i]);
  g_autoptr (GPtrArray) target = without_generic (to->columns[k]);
  g_autofree char *one = NULL, *other = NULL;

  if (source->len > 0 && target->len > 0 && ends_with (source, target))
    return source->len == target->len ? 1 : 0.9;
  if (source->len > 0 && target->len == 0 && ends_with (source, to->name))
    return source->len == to->name->len ? 1 : 0.9;
  if (source->len > 0 && to->name->len > 1 && target->len == 0 && strcmp (source->pdata[source->len - 1], to->name->pdata[to->name->len - 1]) == 0)
    return 0.8;
  if (source->len == 0)
    return 0;
  g_ptr_array_add (source, NULL);
  g_ptr_array_add (target, NULL);
  one = g_strjoinv ("", (char **) source->pdata);
  other = target->len > 1 ? g_strjoinv ("", (char **) target->pdata) : g_strdup (to->name->len > 0 ? to->name->pdata[to->name->len - 1] : "");
  return 0.7 * likeness (one, other);
}

/* ---- values ------------------------------------------------------------------------------------------------ */

static int
compare_hashes (gconstpointer a, gconstpointer b)
{
  guint64 x = *(const guint64 *) a, y = *(const guint64 *) b;

  return x < y ? -1 : x > y;
}

/* How many of the values of @column are in @sorted. Ends early where too many are missing. */
static guint
count_shared (const RvDataColumn *column, const GArray *sorted)
{
  guint missing_max = (guint) ((1 - COVERAGE_MIN) * column->hashes->len), missing = 0;

  for (guint i = 0; i < column->hashes->len && missing <= missing_max; i++)
    missing += bsearch (&g_array_index (column->hashes, guint64, i), sorted->data, sorted->len, sizeof (guint64), compare_hashes) == NULL;
  return missing <= missing_max ? column->hashes->len - missing : 0;
}

static gboolean
is_key (const RvData *data, guint i)
{
  return data->n_rows > 0 && !data->columns[i].has_null && data->columns[i].n_distinct == data->n_rows;
}

static gboolean
can_match (const RvDataColumn *from, const RvDataColumn *to)
{
  if (from->type == RV_DATA_NOTHING || from->type == RV_DATA_DATE || from->type != to->type)
    return FALSE;
  return from->type == RV_DATA_TEXT || (from->max >= to->min && from->min <= to->max);
}

/* How evenly the numbers of @from lie over those of @to, else how many of the target's values occur. */
static double
spread (const RvDataColumn *from, const RvDataColumn *to, guint shared)
{
  double range = to->max - to->min, reached = shared / (double) MAX (to->hashes->len, 1);

  if (from->type == RV_DATA_TEXT || range <= 0)
    return reached;
  return MAX (reached, 0.8 * MIN (1, (from->max - from->min) / range));
}

/* A key is the more likely to be referred to the earlier it stands and the more its name says so. */
static double
key_score (const Table *to, guint k)
{
  double score = k == 0 ? 0.6 : 0.2;
  const GPtrArray *words = to->columns[k];

  if (words->len > 0 && (is_generic (words->pdata[words->len - 1]) || g_str_has_suffix (words->pdata[words->len - 1], "key")
                         || g_str_has_suffix (words->pdata[words->len - 1], "id")))
    score += 0.4;
  return score;
}

static double
score_of (const Table *from, guint i, const Table *to, guint k, guint shared)
{
  const RvDataColumn *source = &from->data->columns[i], *target = &to->data->columns[k];
  double coverage = shared / (double) source->hashes->len;
  double score = 0.5 * name_score (from, i, to, k) + 0.2 * key_score (to, k) + 0.2 * spread (source, target, shared) + 0.1;

  score *= pow (coverage, 6);
  if (source->type == RV_DATA_NUMBER)
    score *= 0.3;
  /* Values that happen to occur once are no key yet. */
  if (key_score (to, k) < 0.5)
    score *= 0.6;
  if (is_key (from->data, i))
    score *= from->data == to->data ? 0 : 0.6;
  if (source->hashes->len < 2 && from->data->n_rows > 2)
    score *= 0.7;
  return score;
}

/* ---- all pairs ------------------------------------------------------------------------------------------------- */

static int
compare_guesses (gconstpointer a, gconstpointer b)
{
  const RvForeignKeyGuess *one = a, *other = b;

  if (one->score != other->score)
    return one->score > other->score ? -1 : 1;
  if (one->from != other->from)
    return strcmp (one->from->name, other->from->name);
  return one->from_column < other->from_column ? -1 : 1;
}

/* Keeps of the guesses for a column the best. */
static void
keep_better (RvForeignKeyGuess *best, const Table *from, guint i, const Table *to, guint k, const GArray *sorted)
{
  const RvDataColumn *source = &from->data->columns[i];
  guint shared;
  double score;

  if (source->hashes->len == 0 || source->hashes->len > sorted->len * 1.2 || !can_match (source, &to->data->columns[k]))
    return;
  shared = count_shared (source, sorted);
  score = shared > 0 ? score_of (from, i, to, k, shared) : 0;
  if (score > best->score)
    *best = (RvForeignKeyGuess) { from->data, i, to->data, k, shared / (double) source->hashes->len, score };
}

static guint
offset_of (const guint *offsets, guint table, guint column)
{
  return offsets[table] + column;
}

static void
try_target (const GPtrArray *tables, const guint *offsets, RvForeignKeyGuess *best, const Table *to, guint k)
{
  g_autoptr (GArray) sorted = g_array_copy (to->data->columns[k].hashes);

  g_array_sort (sorted, compare_hashes);
  for (guint t = 0; t < tables->len; t++)
    {
      const Table *from = tables->pdata[t];

      for (guint i = 0; i < from->data->n_columns; i++)
        if (from != to || i != k)
          keep_better (&best[offset_of (offsets, t, i)], from, i, to, k, sorted);
    }
}

GArray *
rv_discover_foreign_keys (const GPtrArray *data)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (table_free);
  g_autofree guint *offsets = g_new0 (guint, data->len + 1);
  g_autofree RvForeignKeyGuess *best = NULL;
  GArray *guesses = g_array_new (FALSE, FALSE, sizeof (RvForeignKeyGuess));

  for (guint t = 0; t < data->len; t++)
    {
      g_ptr_array_add (tables, table_new (data->pdata[t]));
      offsets[t + 1] = offsets[t] + ((RvData *) data->pdata[t])->n_columns;
    }
  best = g_new0 (RvForeignKeyGuess, offsets[data->len] + 1);
  for (guint t = 0; t < tables->len; t++)
    for (guint k = 0; k < ((Table *) tables->pdata[t])->data->n_columns; k++)
      if (is_key (((Table *) tables->pdata[t])->data, k))
        try_target (tables, offsets, best, tables->pdata[t], k);
  for (guint i = 0; i < offsets[data->len]; i++)
    if (best[i].score >= SCORE_MIN)
      g_array_append_val (guesses, best[i]);
  g_array_sort (guesses, compare_guesses);
  return guesses;
}
