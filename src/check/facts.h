/* What rules want to know of a design, looked up once: keys, indexes and foreign keys with their columns, types as
 * families, names as words, row counts, parsed expressions. Facts are made when first asked for and kept until what they
 * tell of changes; a pointer to one is good while a rule runs. */
#pragma once

#include "model/model.h"

typedef struct _RvFacts RvFacts;

typedef enum {
  RV_TYPE_OTHER,        /* of an extension, or unknown: see name */
  RV_TYPE_BOOLEAN,
  RV_TYPE_SMALLINT,
  RV_TYPE_INTEGER,
  RV_TYPE_BIGINT,
  RV_TYPE_NUMERIC,      /* length: precision, scale; -1: not given */
  RV_TYPE_REAL,
  RV_TYPE_DOUBLE,
  RV_TYPE_MONEY,
  RV_TYPE_TEXT,
  RV_TYPE_VARCHAR,      /* length -1: without limit */
  RV_TYPE_CHAR,
  RV_TYPE_BYTEA,
  RV_TYPE_DATE,
  RV_TYPE_TIME,
  RV_TYPE_TIMETZ,
  RV_TYPE_TIMESTAMP,
  RV_TYPE_TIMESTAMPTZ,
  RV_TYPE_INTERVAL,
  RV_TYPE_UUID,
  RV_TYPE_JSON,
  RV_TYPE_JSONB,
  RV_TYPE_XML,
  RV_TYPE_INET,         /* and cidr */
  RV_TYPE_MACADDR,
  RV_TYPE_BIT,
  RV_TYPE_TSVECTOR,
  RV_TYPE_RANGE,        /* built in or user's, multiranges too */
  RV_TYPE_GEOMETRIC,
  RV_TYPE_OID,
  RV_TYPE_REG,          /* regclass … */
  RV_TYPE_ENUM,
  RV_TYPE_COMPOSITE,
} RvTypeFamily;

typedef struct {
  RvTypeFamily family;  /* of a domain: of what it is over; of an array: of its elements */
  const char *name;     /* canonical, lower case, without schema and modifiers: "character varying", "citext" */
  int length;           /* varchar (length), numeric (length, scale), timestamp (length) …; -1: not given */
  int scale;
  gboolean is_array;
  RvId domain;          /* the outermost domain, or 0 */
  RvId user_type;       /* enum, composite or range type of the design, or 0 */
} RvTypeFacts;

/** RvWords: a name taken apart: "customerAddress_IDs" is customer, address, ids. Lower case. */
typedef struct {
  guint n;
  char **words;         /* NULL-terminated */
} RvWords;

typedef struct {
  RvColumn *column;
  const RvTypeFacts *type;
  const RvWords *words;
  gboolean in_primary;
  gboolean in_foreign_key;
  gboolean is_unique;   /* by itself a key */
  gboolean is_sequence; /* identity, or default nextval */
} RvColumnFacts;

/** RvKeyFacts: what makes rows unique: a primary key, a unique constraint, or a unique index over all rows. */
typedef struct {
  RvObject *object;     /* RvKey or RvIndex */
  gboolean is_primary;
  gboolean nulls_not_distinct;
  gboolean is_total;    /* no column can be null */
  guint n;
  RvId *columns;
} RvKeyFacts;

/** RvIndexFacts: an index, also the one behind a key or an exclusion constraint. */
typedef struct {
  RvObject *object;     /* RvIndex, RvKey or RvExclusion */
  const char *method;   /* "btree" … */
  gboolean is_unique;
  gboolean is_constraint; /* goes with a key or exclusion constraint, cannot be dropped by itself */
  const char *predicate; /* (nullable): partial */
  guint n;              /* key columns … */
  guint n_included;     /* … and those after them that are only included */
  RvId *columns;        /* n + n_included; 0: an expression */
  GPtrArray *parts;     /* RvKeyColumn, RvIndexColumn, RvExclusionElement: order, operator class, expression */
} RvIndexFacts;

typedef struct {
  RvForeignKey *key;
  RvTable *target;
  guint n;
  RvId *columns;
  RvId *referenced;
} RvForeignKeyFacts;

typedef struct {
  RvTable *table;
  const RvWords *words;
  GArray *columns;      /* RvColumnFacts, in order */
  GArray *keys;         /* RvKeyFacts, the primary one first */
  const RvKeyFacts *primary; /* (nullable) */
  GArray *indexes;      /* RvIndexFacts */
  GArray *foreign_keys; /* RvForeignKeyFacts */
  GPtrArray *referenced_by; /* RvForeignKey, of this table too */
  GPtrArray *checks;    /* RvCheck */
  GPtrArray *policies;  /* RvPolicy */
  GPtrArray *triggers;  /* RvTrigger */
  GPtrArray *grants;    /* RvGrant */
  GPtrArray *partitions; /* RvTable */
  GPtrArray *inherits;  /* RvTable: parents by INHERITS */
  GPtrArray *heirs;     /* RvTable: children by INHERITS */
  RvTable *partition_of; /* (nullable) */
  RvVolume *volume;     /* (nullable) */
  double rows;          /* now, or -1: unknown */
} RvTableFacts;

/** rv_facts_new: Returns: (transfer full): the facts of @model, which must outlive them. */
RvFacts *rv_facts_new (RvModel *model);
void rv_facts_free (RvFacts *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvFacts, rv_facts_free)

RvModel *rv_facts_model (RvFacts *facts);

/** rv_facts_forget: what is known of @unit (a table …) may be wrong; rv_facts_forget_all: of anything. */
void rv_facts_forget (RvFacts *facts, RvId unit);
void rv_facts_forget_all (RvFacts *facts);

/** rv_facts_forget_tables: there may be other tables, or other names. */
void rv_facts_forget_tables (RvFacts *facts);

/** rv_facts_table: Returns: (transfer none) (nullable): the facts of the table @id; NULL: it is none. */
const RvTableFacts *rv_facts_table (RvFacts *facts, RvId id);

/** rv_facts_column: Returns: (transfer none) (nullable): the facts of the table's column @id. */
const RvColumnFacts *rv_facts_column (RvFacts *facts, RvId id);

/** rv_facts_column_of: Returns: (nullable): the same, where its table is at hand. */
const RvColumnFacts *rv_facts_column_of (const RvTableFacts *table, RvId column);

/** rv_facts_column_named: Returns: (nullable): the column of @table called @name, in letters of either case. */
const RvColumnFacts *rv_facts_column_named (const RvTableFacts *table, const char *name);

/** rv_facts_type: Returns: (transfer none): what the type @text (of a column, an attribute, an argument …) is. */
const RvTypeFacts *rv_facts_type (RvFacts *facts, const char *text);

/** rv_type_is_text, _integer, _number, _time: text, varchar, char, citext; whole numbers; any numbers; dates and timestamps. No arrays. */
gboolean rv_type_is_text (const RvTypeFacts *type);
gboolean rv_type_is_integer (const RvTypeFacts *type);
gboolean rv_type_is_number (const RvTypeFacts *type);
gboolean rv_type_is_time (const RvTypeFacts *type);

/** rv_facts_tables_called: Returns: (transfer none) (nullable) (element-type RvTable): the tables, partitions aside, whose name is
 * made of these @n words, the last one in the singular or plural: what "order_line_id" may refer to. */
const GPtrArray *rv_facts_tables_called (RvFacts *facts, char *const *words, guint n);

/** rv_facts_words: Returns: (transfer none): @name taken apart. */
const RvWords *rv_facts_words (RvFacts *facts, const char *name);

/** rv_words_has: Returns: whether one of them is @word, or @word in the plural. */
gboolean rv_words_has (const RvWords *words, const char *word);

/** rv_words_has_any: Returns: (nullable): the first of @list (NULL-terminated) that is there. */
const char *rv_words_has_any (const RvWords *words, const char *const *list);

/** rv_words_ends: Returns: whether the last word is @word. */
gboolean rv_words_ends (const RvWords *words, const char *word);

/** rv_words_last: Returns: the last word, or "". */
const char *rv_words_last (const RvWords *words);

/** rv_facts_index_on: Returns: (nullable): an index of @table by which rows can be found by equality of all @columns: they are,
 * in any order, its first ones. @whole: it has every row: a partial index on "column IS NOT NULL" of one of them counts. */
const RvIndexFacts *rv_facts_index_on (const RvTableFacts *table, const RvId *columns, guint n);

/** rv_facts_key_on: Returns: (nullable): a key of @table over exactly @columns, in any order. */
const RvKeyFacts *rv_facts_key_on (const RvTableFacts *table, const RvId *columns, guint n);

/** rv_facts_rows: Returns: how many rows the table @id has, or @unknown where nobody said. */
double rv_facts_rows (RvFacts *facts, RvId id, double unknown);

/** rv_facts_name: Returns: (transfer none): the name of @object for people, kept while the facts are: orders, orders.total,
 * with the schema where that is not public: sales.orders. */
const char *rv_facts_name (RvFacts *facts, gconstpointer object);

/** rv_facts_names: Returns: (transfer none): the names of columns @ids: “a, b”. */
const char *rv_facts_names (RvFacts *facts, const RvId *ids, guint n);

/** rv_object_path: Returns: (transfer full): the whole name of @object, for programs: public.orders.total. */
char *rv_object_path (RvModel *model, gconstpointer object);

/** rv_object_unit: Returns: (transfer none): what @object belongs to that stands by itself: the table of an index column. */
RvObject *rv_object_unit (RvModel *model, gconstpointer object);
