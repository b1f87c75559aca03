/* The kinds of objects as C types, derived from kinds.def and enums.def:
 * RV_KIND_TABLE …, struct RvTable …, RV_PERSISTENCE_UNLOGGED … as RvPersistence_UNLOGGED,
 * and RvTable_name … naming the field `name` of RvTable.
 *
 * Read the fields of an object as struct members; change them only through an RvEdit. */
#pragma once

#include "base/id.h"

typedef enum {
  RV_KIND_NONE,
#define RV_KIND_BEGIN(Type, CONSTANT, table, label, labels, flags) RV_KIND_##CONSTANT,
#define RV_TEXT(...)
#define RV_INT(...)
#define RV_REAL(...)
#define RV_BOOL(...)
#define RV_WORD(...)
#define RV_REF(...)
#define RV_ANY(...)
#define RV_KIND_END(Type)
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
  RV_N_KINDS
} RvKind;

#define RV_ENUM_BEGIN(Type) typedef enum {
#define RV_ENUM_WORD(Type, CONSTANT, word, label) Rv##Type##_##CONSTANT,
#define RV_ENUM_END(Type) } Rv##Type;
#include "meta/enums.def"
#undef RV_ENUM_BEGIN
#undef RV_ENUM_WORD
#undef RV_ENUM_END

/** RvObject: what every object starts with. `referrers` holds, once for each field that
 * refers to this object, the object that has the field; it belongs to the model. */
typedef struct _RvObject RvObject;
struct _RvObject {
  RvId id;
  RvKind kind;
  GPtrArray *referrers;
  RvObject *next_homonym;
};

#define RV_KIND_BEGIN(Type, CONSTANT, table, label, labels, flags) typedef struct { RvObject object;
#define RV_TEXT(Type, name, label, flags) char *name;
#define RV_INT(Type, name, label, def, flags) gint64 name;
#define RV_REAL(Type, name, label, def, flags) double name;
#define RV_BOOL(Type, name, label, def, flags) gboolean name;
#define RV_WORD(Type, name, label, Enum, flags) Rv##Enum name;
#define RV_REF(Type, name, label, KIND, flags) RvId name;
#define RV_ANY(Type, name, label, flags) RvId name;
#define RV_KIND_END(Type) } Rv##Type;
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

/* RvTable_name is the kind in the high bits and the field's index in its kind in the low. */
#define RV_FIELD_BITS 8
#define RV_KIND_BEGIN(Type, CONSTANT, table, label, labels, flags) \
  enum { Rv##Type##_BEFORE_FIRST_FIELD = (RV_KIND_##CONSTANT << RV_FIELD_BITS) - 1,
#define RV_TEXT(Type, name, label, flags) Rv##Type##_##name,
#define RV_INT(Type, name, label, def, flags) Rv##Type##_##name,
#define RV_REAL(Type, name, label, def, flags) Rv##Type##_##name,
#define RV_BOOL(Type, name, label, def, flags) Rv##Type##_##name,
#define RV_WORD(Type, name, label, Enum, flags) Rv##Type##_##name,
#define RV_REF(Type, name, label, KIND, flags) Rv##Type##_##name,
#define RV_ANY(Type, name, label, flags) Rv##Type##_##name,
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
