/* The tables of kinds and fields, made from kinds.def. */
#include "meta/describe.h"

#include <glib/gi18n-lib.h>
#include <stddef.h>
#include <string.h>

#define RV_ENUM_BEGIN(Type) static const RvWord Type##_words[] = {
#define RV_ENUM_WORD(Type, CONSTANT, word, label) { word, label },
#define RV_ENUM_END(Type) { NULL, NULL } };
#include "meta/enums.def"
#undef RV_ENUM_BEGIN
#undef RV_ENUM_WORD
#undef RV_ENUM_END

#define FIELD(Type, name, label, type, flags, def, words, target) \
  { #name, label, type, flags, offsetof (Rv##Type, name), def, words, target },
#define RV_KIND_BEGIN(Type, CONSTANT, table, label, labels, flags) static const RvField Type##_fields[] = {
#define RV_TEXT(Type, name, label, flags) FIELD (Type, name, label, RV_FIELD_TEXT, flags, 0, NULL, RV_KIND_NONE)
#define RV_INT(Type, name, label, def, flags) FIELD (Type, name, label, RV_FIELD_INT, flags, def, NULL, RV_KIND_NONE)
#define RV_REAL(Type, name, label, def, flags) FIELD (Type, name, label, RV_FIELD_REAL, flags, def, NULL, RV_KIND_NONE)
#define RV_BOOL(Type, name, label, def, flags) FIELD (Type, name, label, RV_FIELD_BOOL, flags, def, NULL, RV_KIND_NONE)
#define RV_WORD(Type, name, label, Enum, flags) FIELD (Type, name, label, RV_FIELD_WORD, flags, 0, Enum##_words, RV_KIND_NONE)
#define RV_REF(Type, name, label, KIND, flags) FIELD (Type, name, label, RV_FIELD_REF, flags, 0, NULL, RV_KIND_##KIND)
#define RV_ANY(Type, name, label, flags) FIELD (Type, name, label, RV_FIELD_REF, flags, 0, NULL, RV_KIND_NONE)
#define RV_KIND_END(Type) };
#include "meta/kinds.def"
#undef RV_KIND_BEGIN
#undef RV_TEXT
#undef RV_INT
#undef RV_REAL
#undef RV_BOOL
#undef RV_WORD
#undef RV_REF
#undef RV_ANY
#undef RV_KIND_END

static RvKindInfo kinds[RV_N_KINDS] = {
#define RV_KIND_BEGIN(Type, CONSTANT, table, label, labels, flags) \
  [RV_KIND_##CONSTANT] = { RV_KIND_##CONSTANT, #Type, #table, label, labels, flags, sizeof (Rv##Type), \
                           Type##_fields, G_N_ELEMENTS (Type##_fields), -1, -1, -1, -1 },
#define RV_TEXT(...)
#define RV_INT(...)
#define RV_REAL(...)
#define RV_BOOL(...)
#define RV_WORD(...)
#define RV_REF(...)
#define RV_ANY(...)
#define RV_KIND_END(Type)
#include "meta/kinds.def"
};

static gpointer
find_special_fields (gpointer data)
{
  for (RvKind kind = 1; kind < RV_N_KINDS; kind++)
    for (guint i = 0; i < kinds[kind].n_fields; i++)
      {
        const RvField *field = &kinds[kind].fields[i];

        if (field->flags & RV_PARENT)
          kinds[kind].parent = (int) i;
        if (field->flags & RV_NAME)
          kinds[kind].name_field = (int) i;
        if (field->flags & RV_POSITION)
          kinds[kind].position = (int) i;
        if (strcmp (field->name, "owner_id") == 0)
          kinds[kind].owner = (int) i;
      }
  return kinds;
}

const RvKindInfo *
rv_kind_info (RvKind kind)
{
  static GOnce once = G_ONCE_INIT;

  g_assert (kind > RV_KIND_NONE && kind < RV_N_KINDS);
  g_once (&once, find_special_fields, NULL);
  return &kinds[kind];
}

RvKind
rv_kind_from_table (const char *table)
{
  for (RvKind kind = 1; kind < RV_N_KINDS; kind++)
    if (strcmp (kinds[kind].table, table) == 0)
      return kind;
  return RV_KIND_NONE;
}

const RvField *
rv_field_info (int field)
{
  const RvKindInfo *info = rv_kind_info (RV_FIELD_KIND (field));

  g_assert (RV_FIELD_INDEX (field) < info->n_fields);
  return &info->fields[RV_FIELD_INDEX (field)];
}

char *
rv_kind_word (RvKind kind)
{
  const char *label = g_dgettext (GETTEXT_PACKAGE, rv_kind_info (kind)->label);
  /* Translators: how a kind such as “Table” begins inside of a sentence such as “Rename table orders”:
   * translate as the English word “lower” for a small letter, as “kept” where nouns keep a capital one. */
  const char *manner = C_("nouns inside of a sentence", "lower");

  return strcmp (manner, "lower") == 0 ? g_utf8_strdown (label, -1) : g_strdup (label);
}

int
rv_field_id (RvKind kind, guint index)
{
  return (int) ((guint) kind << RV_FIELD_BITS | index);
}

int
rv_field_by_name (RvKind kind, const char *name)
{
  const RvKindInfo *info = rv_kind_info (kind);

  for (guint i = 0; i < info->n_fields; i++)
    if (strcmp (info->fields[i].name, name) == 0)
      return rv_field_id (kind, i);
  return -1;
}
