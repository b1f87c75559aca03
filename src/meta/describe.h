/* Descriptions of kinds and fields at run time: what storage, comparison, search and the
 * property panel walk over. */
#pragma once

#include "meta/kinds.h"

typedef enum {
  RV_KIND_IN_TREE = 1 << 0,           /* has a row in the object tree */
  RV_KIND_RELATION = 1 << 1,          /* lives in the name space of tables, views and sequences */
  RV_KIND_PART = 1 << 2,              /* an ordered part of its parent, edited with it */
  RV_KIND_SINGLE = 1 << 3,            /* there is exactly one */
  RV_KIND_FALLS_WITH_COLUMN = 1 << 4, /* removed with any column that its texts refer to */
  RV_KIND_DRAWING = 1 << 5,           /* how the design is shown, not what it is */
  RV_KIND_RECORD = 1 << 6,            /* what people say of the design; no part of a version of it */
  RV_KIND_DERIVED = 1 << 7,           /* follows from other objects */
} RvKindFlags;

typedef enum {
  RV_REQUIRED = 1 << 0,    /* must hold something; a required reference falls with its target */
  RV_PARENT = 1 << 1,      /* the object that this one belongs to */
  RV_NAME = 1 << 2,        /* what people call it */
  RV_POSITION = 1 << 3,    /* its order among the parts of its parent, from 0 */
  RV_SQL = 1 << 4,         /* SQL text; Reference rows tell what it refers to */
  RV_TYPE = 1 << 5,        /* … and it is a data type */
  RV_LONG = 1 << 6,        /* text of several lines */
  RV_HIDDEN = 1 << 7,      /* no row in the property panel */
  RV_ADVANCED = 1 << 8,    /* a row behind “More” */
  RV_FALLS_WITH = 1 << 9,  /* optional, but the object is removed with its target */
  RV_FELLS_PARENT = 1 << 10, /* removed with its target, and its parent with it */
  RV_INCIDENTAL = 1 << 11, /* how it came to be here, no part of what it is: comparisons leave it out */
} RvFieldFlags;

typedef enum {
  RV_FIELD_TEXT,
  RV_FIELD_INT,
  RV_FIELD_REAL,
  RV_FIELD_BOOL,
  RV_FIELD_WORD,
  RV_FIELD_REF,
} RvFieldType;

typedef struct {
  const char *word;   /* in the file */
  const char *label;  /* for people, untranslated */
} RvWord;

typedef struct {
  const char *name;
  const char *label;      /* untranslated */
  RvFieldType type;
  RvFieldFlags flags;
  guint offset;           /* of the member in the struct */
  double default_value;   /* numbers and booleans */
  const RvWord *words;    /* RV_FIELD_WORD: the list, ended by a NULL word */
  RvKind target;          /* RV_FIELD_REF: the kind, or RV_KIND_NONE for any */
} RvField;

typedef struct {
  RvKind kind;
  const char *name;       /* in the singular, for programs: "foreign_key" is "ForeignKey" */
  const char *table;      /* of the project file */
  const char *label;      /* untranslated */
  const char *labels;     /* untranslated, of many */
  RvKindFlags flags;
  gsize size;             /* of the struct */
  const RvField *fields;
  guint n_fields;
  int parent;             /* index of the RV_PARENT field, or -1 */
  int name_field;         /* index of the RV_NAME field, or -1 */
  int position;           /* index of the RV_POSITION field, or -1 */
  int owner;              /* index of the field owner_id, or -1 */
} RvKindInfo;

/** rv_kind_info: Returns: (transfer none): the description of @kind. */
const RvKindInfo *rv_kind_info (RvKind kind);

/** rv_kind_word: Returns: (transfer full): what @kind is called inside of a sentence, in the person's language:
 * “table” in English. */
char *rv_kind_word (RvKind kind);

/** rv_kind_from_table: Returns: the kind that is kept in SQL table @table, or RV_KIND_NONE. */
RvKind rv_kind_from_table (const char *table);

/** rv_field_info: @field: such as RvTable_name. Returns: (transfer none): its description. */
const RvField *rv_field_info (int field);

/** rv_field_id: Returns: the id (RvTable_name …) of the field @index of @kind. */
int rv_field_id (RvKind kind, guint index);

/** rv_field_by_name: Returns: the id of the field of @kind called @name, or -1. */
int rv_field_by_name (RvKind kind, const char *name);

#define RV_FIELD_KIND(field) ((RvKind) ((field) >> RV_FIELD_BITS))
#define RV_FIELD_INDEX(field) ((guint) ((field) & ((1 << RV_FIELD_BITS) - 1)))
