/* Objects as plain structs: made, copied, compared and freed by their description. */
#include "meta/record.h"

#include <string.h>

#define MEMBER(record, field, type) G_STRUCT_MEMBER (type, (record), (field)->offset)

RvObject *
rv_record_new (RvKind kind, RvId id)
{
  const RvKindInfo *info = rv_kind_info (kind);
  RvObject *record = g_malloc0 (info->size);

  record->id = id;
  record->kind = kind;
  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].default_value != 0)
      {
        if (info->fields[i].type == RV_FIELD_REAL)
          rv_record_set_real (record, &info->fields[i], info->fields[i].default_value);
        else
          rv_record_set_number (record, &info->fields[i], (gint64) info->fields[i].default_value);
      }
  return record;
}

void
rv_record_free (RvObject *record)
{
  const RvKindInfo *info = rv_kind_info (record->kind);

  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].type == RV_FIELD_TEXT)
      g_free (MEMBER (record, &info->fields[i], char *));
  g_clear_pointer (&record->referrers, g_ptr_array_unref);
  g_free (record);
}

RvObject *
rv_record_copy (const RvObject *record)
{
  RvObject *copy = g_malloc0 (rv_kind_info (record->kind)->size);

  copy->id = record->id;
  copy->kind = record->kind;
  rv_record_assign (copy, record);
  return copy;
}

void
rv_record_assign (RvObject *record, const RvObject *source)
{
  const RvKindInfo *info = rv_kind_info (record->kind);

  g_assert (record->kind == source->kind);
  for (guint i = 0; i < info->n_fields; i++)
    {
      const RvField *field = &info->fields[i];

      if (field->type == RV_FIELD_TEXT)
        rv_record_set_text (record, field, rv_record_text (source, field));
      else if (field->type == RV_FIELD_REAL)
        rv_record_set_real (record, field, rv_record_real (source, field));
      else
        rv_record_set_number (record, field, rv_record_number (source, field));
    }
}

static gboolean
fields_equal (const RvObject *a, const RvObject *b, const RvField *field)
{
  if (field->type == RV_FIELD_TEXT)
    return g_strcmp0 (rv_record_text (a, field), rv_record_text (b, field)) == 0;
  if (field->type == RV_FIELD_REAL)
    return rv_record_real (a, field) == rv_record_real (b, field);
  return rv_record_number (a, field) == rv_record_number (b, field);
}

guint64
rv_record_differences (const RvObject *a, const RvObject *b)
{
  const RvKindInfo *info = rv_kind_info (a->kind);
  guint64 differences = 0;

  g_assert (a->kind == b->kind);
  for (guint i = 0; i < info->n_fields; i++)
    if (!fields_equal (a, b, &info->fields[i]))
      differences |= G_GUINT64_CONSTANT (1) << i;
  return differences;
}

const char *
rv_record_text (const RvObject *record, const RvField *field)
{
  return MEMBER (record, field, char *);
}

gint64
rv_record_number (const RvObject *record, const RvField *field)
{
  if (field->type == RV_FIELD_BOOL)
    return MEMBER (record, field, gboolean);
  if (field->type == RV_FIELD_WORD)
    return MEMBER (record, field, int);
  return MEMBER (record, field, gint64);
}

double
rv_record_real (const RvObject *record, const RvField *field)
{
  return MEMBER (record, field, double);
}

void
rv_record_set_text (RvObject *record, const RvField *field, const char *text)
{
  char **member = &MEMBER (record, field, char *);
  char *old = *member;

  if (old == text)
    return;
  *member = g_strdup (text);
  g_free (old);
}

void
rv_record_set_number (RvObject *record, const RvField *field, gint64 number)
{
  if (field->type == RV_FIELD_BOOL)
    MEMBER (record, field, gboolean) = number != 0;
  else if (field->type == RV_FIELD_WORD)
    MEMBER (record, field, int) = (int) number;
  else
    MEMBER (record, field, gint64) = number;
}

void
rv_record_set_real (RvObject *record, const RvField *field, double real)
{
  MEMBER (record, field, double) = real;
}

const char *
rv_record_name (const RvObject *record)
{
  const RvKindInfo *info = rv_kind_info (record->kind);
  const char *name = info->name_field < 0 ? NULL : rv_record_text (record, &info->fields[info->name_field]);

  return name != NULL ? name : "";
}

RvId
rv_record_parent (const RvObject *record)
{
  const RvKindInfo *info = rv_kind_info (record->kind);

  return info->parent < 0 ? 0 : rv_record_number (record, &info->fields[info->parent]);
}

gint64
rv_record_position (const RvObject *record)
{
  const RvKindInfo *info = rv_kind_info (record->kind);

  return info->position < 0 ? record->id : rv_record_number (record, &info->fields[info->position]);
}

int
rv_field_word (const RvField *field, const char *word)
{
  for (int i = 0; field->words[i].word != NULL; i++)
    if (strcmp (field->words[i].word, word) == 0)
      return i;
  return -1;
}
