/* Owns the encoding of tables: a hash table for each column gives its values their numbers. */
#include "check/discover/data.h"

#include <string.h>

typedef struct {
  guint64 hash;
  guint32 code;         /* plus one; 0: the slot is free */
} Slot;

typedef struct {
  Slot *slots;
  guint mask;
  guint used;
  guint32 null_code;    /* plus one; 0: there was none yet */
  guint32 next_code;
  guint32 *codes;
  guint32 current;
} Encoder;

struct _RvDataBuilder {
  RvData *data;
  Encoder *encoders;
  guint capacity;
  guint rows_max;
  gboolean nulls_distinct;
  gboolean *is_given;
};

void
rv_data_free (RvData *data)
{
  for (guint i = 0; i < data->n_columns; i++)
    {
      g_free (data->columns[i].name);
      g_free (data->columns[i].codes);
      g_array_unref (data->columns[i].hashes);
    }
  g_free (data->columns);
  g_free (data->name);
  g_free (data);
}

/* ---- what values look like ------------------------------------------------------------------------------- */

static gboolean
is_date (const char *text, gsize length)
{
  static const char pattern[] = "dddd-dd-dd";

  if (length < 10)
    return FALSE;
  for (guint i = 0; i < 10; i++)
    if (pattern[i] == 'd' ? !g_ascii_isdigit (text[i]) : text[i] != pattern[i])
      return FALSE;
  return length == 10 || text[10] == ' ' || text[10] == 'T';
}

RvDataType
rv_data_type_of (const char *text, gsize length, double *number)
{
  char copy[32], *end;
  gsize digits = 0;

  while (length > 0 && g_ascii_isspace (*text))
    text++, length--;
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  if (is_date (text, length))
    return RV_DATA_DATE;
  if (length == 0 || length >= sizeof copy || !(g_ascii_isdigit (*text) || strchr ("+-.", *text) != NULL))
    return RV_DATA_TEXT;
  memcpy (copy, text, length);
  copy[length] = '\0';
  *number = g_ascii_strtod (copy, &end);
  if (end != copy + length)
    return RV_DATA_TEXT;
  for (gsize i = 0; i < length; i++)
    digits += g_ascii_isdigit (text[i]) != 0;
  return digits == length || (digits == length - 1 && strchr ("+-", *text) != NULL) ? RV_DATA_INTEGER : RV_DATA_NUMBER;
}

static void
note_type (RvDataColumn *column, const char *text, gsize length)
{
  double number = 0;
  RvDataType type;

  if (column->type == RV_DATA_TEXT)
    return;
  type = rv_data_type_of (text, length, &number);
  if (type == RV_DATA_INTEGER || type == RV_DATA_NUMBER)
    {
      gboolean is_first = column->type == RV_DATA_NOTHING;

      column->min = is_first ? number : MIN (column->min, number);
      column->max = is_first ? number : MAX (column->max, number);
    }
  if (column->type == RV_DATA_NOTHING || type == column->type)
    column->type = type;
  else if (type <= RV_DATA_NUMBER && column->type <= RV_DATA_NUMBER)
    column->type = RV_DATA_NUMBER;
  else
    column->type = RV_DATA_TEXT;
}

/* ---- numbers for values ------------------------------------------------------------------------------------ */

static inline guint64
mix (guint64 h)
{
  h ^= h >> 32;
  h *= G_GUINT64_CONSTANT (0xd6e8feb86659fd93);
  h ^= h >> 32;
  h *= G_GUINT64_CONSTANT (0xd6e8feb86659fd93);
  return h ^ h >> 32;
}

static inline guint64
hash_of (const char *text, gsize length)
{
  guint64 hash = mix (length + G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)), word = 0;

  for (; length >= 8; text += 8, length -= 8)
    {
      memcpy (&word, text, 8);
      hash = mix (hash + word * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) + G_GUINT64_CONSTANT (0x632be59bd9b4e019);
    }
  word = 0;
  memcpy (&word, text, length);
  return mix (hash + word * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));
}

static void
grow_slots (Encoder *encoder)
{
  guint old_size = encoder->slots != NULL ? encoder->mask + 1 : 0, size = MAX (16, old_size * 2);
  Slot *old = encoder->slots;

  encoder->slots = g_new0 (Slot, size);
  encoder->mask = size - 1;
  for (guint i = 0; i < old_size; i++)
    if (old[i].code != 0)
      {
        guint at = (guint) old[i].hash & encoder->mask;

        while (encoder->slots[at].code != 0)
          at = (at + 1) & encoder->mask;
        encoder->slots[at] = old[i];
      }
  g_free (old);
}

static guint32
encode (Encoder *encoder, RvDataColumn *column, const char *text, gsize length)
{
  guint64 hash = hash_of (text, length);
  guint at;

  if (encoder->slots == NULL || encoder->used * 2 > encoder->mask)
    grow_slots (encoder);
  for (at = (guint) hash & encoder->mask; encoder->slots[at].code != 0; at = (at + 1) & encoder->mask)
    if (encoder->slots[at].hash == hash)
      return encoder->slots[at].code - 1;
  encoder->used++;
  encoder->slots[at] = (Slot) { hash, ++encoder->next_code };
  g_array_append_val (column->hashes, hash);
  note_type (column, text, length);
  return encoder->next_code - 1;
}

static guint32
encode_null (RvDataBuilder *builder, Encoder *encoder, RvDataColumn *column)
{
  column->has_null = TRUE;
  if (builder->nulls_distinct)
    return encoder->next_code++;
  if (encoder->null_code == 0)
    encoder->null_code = ++encoder->next_code;
  return encoder->null_code - 1;
}

/* ---- the builder ---------------------------------------------------------------------------------------------- */

RvDataBuilder *
rv_data_builder_new (const char *table, const char *const *names, guint n, gboolean nulls_distinct)
{
  RvDataBuilder *builder = g_new0 (RvDataBuilder, 1);
  RvData *data = g_new0 (RvData, 1);

  builder->data = data;
  builder->nulls_distinct = nulls_distinct;
  builder->rows_max = RV_DATA_VALUES_MAX / MAX (n, 1);
  builder->encoders = g_new0 (Encoder, n + 1);
  builder->is_given = g_new0 (gboolean, n + 1);
  data->name = g_strdup (table);
  data->n_columns = n;
  data->columns = g_new0 (RvDataColumn, n + 1);
  data->is_complete = TRUE;
  for (guint i = 0; i < n; i++)
    {
      data->columns[i].name = g_strdup (names[i]);
      data->columns[i].hashes = g_array_new (FALSE, FALSE, sizeof (guint64));
    }
  return builder;
}

void
rv_data_builder_add (RvDataBuilder *builder, guint i, const char *text, gsize length)
{
  RvDataColumn *column = &builder->data->columns[i];
  Encoder *encoder = &builder->encoders[i];

  encoder->current = text != NULL ? encode (encoder, column, text, length) : encode_null (builder, encoder, column);
  builder->is_given[i] = TRUE;
}

static void
grow_rows (RvDataBuilder *builder)
{
  builder->capacity = MAX (256, builder->capacity + builder->capacity / 2);
  for (guint i = 0; i < builder->data->n_columns; i++)
    builder->encoders[i].codes = g_renew (guint32, builder->encoders[i].codes, builder->capacity);
}

gboolean
rv_data_builder_end_row (RvDataBuilder *builder)
{
  RvData *data = builder->data;

  if (data->n_rows >= builder->rows_max)
    {
      data->is_complete = FALSE;
      return FALSE;
    }
  if (data->n_rows == builder->capacity)
    grow_rows (builder);
  for (guint i = 0; i < data->n_columns; i++)
    {
      if (!builder->is_given[i])
        rv_data_builder_add (builder, i, NULL, 0);
      builder->encoders[i].codes[data->n_rows] = builder->encoders[i].current;
      builder->is_given[i] = FALSE;
    }
  data->n_rows++;
  return TRUE;
}

void
rv_data_builder_mark_ragged (RvDataBuilder *builder)
{
  builder->data->n_ragged++;
}

RvData *
rv_data_builder_finish (RvDataBuilder *builder)
{
  RvData *data = builder->data;

  for (guint i = 0; i < data->n_columns; i++)
    {
      data->columns[i].codes = g_renew (guint32, builder->encoders[i].codes, MAX (data->n_rows, 1));
      data->columns[i].n_distinct = builder->encoders[i].next_code;
      g_free (builder->encoders[i].slots);
    }
  g_free (builder->encoders);
  g_free (builder->is_given);
  g_free (builder);
  return data;
}
