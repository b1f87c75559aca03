/* The state of one reading of a PostgreSQL script, shared by the files read-*.c. Private to
 * this folder.
 *
 * A statement is known twice: as the tree of the real parser (what it means) and as tokens
 * (its exact text). Locations of the tree are offsets into `source`. */
#pragma once

#include <glib/gi18n-lib.h>
#include <pg_query.h>
#include <pg_query/pg_query.pb-c.h>
#include <string.h>

#include "sql/dialect.h"
#include "sql/postgresql/postgresql.h"
#include "sql/postgresql/tokens.h"

typedef PgQuery__Node Node;
#define NODE(Case) PG_QUERY__NODE__NODE_##Case
#define OBJECT(Type) PG_QUERY__OBJECT_TYPE__OBJECT_##Type

typedef struct {
  RvEdit *edit;
  RvModel *model;
  RvReport *report;
  const char *script;          /* the whole text, UTF-8 */
  gsize script_length;
  gsize line_start, line;      /* a line already counted, for messages */

  /* the statement at hand */
  const char *source;
  gsize start, end;
  gsize script_start;          /* where source[start] stands in the script */
  guint number;                /* its place in the script */
  GArray *tokens;              /* RvPgToken, made when first asked for */
  gboolean has_tokens;
  char *failure;               /* why it cannot be applied */
  gsize failure_at;            /* in source */
  gboolean is_late;            /* it is made of a piece of another, where it starts */
  gboolean is_kept;            /* it was put among the kept statements */

  /* what SET and \connect left behind */
  GPtrArray *search_path;      /* char * */
  char *tablespace;
  char *access_method;
  RvId session_role;

  /* names that the model does not index */
  GHashTable *types;           /* set of char *: names that may be a user's type */
  GHashTable *indexes;         /* "schema id.name" -> id of index, key or exclusion */
  GHashTable *constraints;     /* the same for all constraints of tables and domains */
  GHashTable *signatures;      /* id of routine or aggregate -> char * */
  GPtrArray *late;             /* foreign keys to tables that may follow: RvPgLate */
  GHashTable *bodies;          /* id of a routine whose body is to be read when all is there -> search path */
  guint n_default_privileges;
} RvPgReader;

/* ---- statement.c: the text of the statement at hand ------------------------------------ */

int rv_pg_n_tokens (RvPgReader *r);
RvPgToken *rv_pg_token (RvPgReader *r, int i);
/** rv_pg_at: the first token at or after @location. */
int rv_pg_at (RvPgReader *r, int location);
gboolean rv_pg_is (RvPgReader *r, int i, const char *word);
gboolean rv_pg_is_sign (RvPgReader *r, int i, char sign);
/** rv_pg_after: the token after @i, or after the closing parenthesis where @i opens one. */
int rv_pg_after (RvPgReader *r, int i);
/** rv_pg_find: the first bare @word in [@from, @to) outside of inner parentheses, or -1. */
int rv_pg_find (RvPgReader *r, int from, int to, const char *word);
/** rv_pg_find_sign: the same for a sign; "(" finds an opening one. */
int rv_pg_find_sign (RvPgReader *r, int from, int to, char sign);
/** rv_pg_element_end: the comma or closing parenthesis that ends the list element at @from. */
int rv_pg_element_end (RvPgReader *r, int from);
/** rv_pg_name_end: the token after the qualified name at @i. */
int rv_pg_name_end (RvPgReader *r, int i);
/** rv_pg_type_end: the token after the data type at @i. */
int rv_pg_type_end (RvPgReader *r, int i);
/** rv_pg_text: Returns: (transfer full): the text of tokens [@from, @to), NULL when there are none. */
char *rv_pg_text (RvPgReader *r, int from, int to);
void rv_pg_set_slice (RvPgReader *r, gpointer object, int field, int from, int to);
/** rv_pg_set_inside: sets @field to what stands between the parenthesis @open and its match. */
void rv_pg_set_inside (RvPgReader *r, gpointer object, int field, int open);
/** rv_pg_set_options: sets @field to the inside of the parentheses after @word in [@from, @to), if there. */
void rv_pg_set_options (RvPgReader *r, gpointer object, int field, int from, int to, const char *word);
/** rv_pg_change_options: applies SET (a = b) or OPTIONS (SET a 'b', DROP c …) in the tokens inside of
 * @open to the option list that @field holds; @reset: the list names what goes. */
void rv_pg_change_options (RvPgReader *r, gpointer object, int field, int open, gboolean reset);

/** rv_pg_fail: the statement cannot be applied; @location of the tree, or -1. The first failure counts. */
void rv_pg_fail (RvPgReader *r, int location, const char *format, ...) G_GNUC_PRINTF (3, 4);
/** rv_pg_place: @object stands at @location of the tree. rv_pg_place_text: its text in @field begins at token @i. */
void rv_pg_place (RvPgReader *r, gpointer object, int location);
void rv_pg_place_text (RvPgReader *r, gpointer object, int field, int i);
void rv_pg_note (RvPgReader *r, RvMessageLevel level, int location, const char *format, ...) G_GNUC_PRINTF (4, 5);
/** rv_pg_keep: keeps the statement word for word: there is no kind for it. */
void rv_pg_keep (RvPgReader *r, gpointer about);
void rv_pg_keep_text (RvPgReader *r, RvKeptReason reason, const char *name, const char *text, const char *message, gpointer about);

/* ---- names.c: what names mean -------------------------------------------------------- */

const char *rv_pg_string (const Node *node);
/** rv_pg_given: NULL for the empty string that stands for "not given" in the tree. */
const char *rv_pg_given (const char *text);
void rv_pg_names (Node **nodes, gsize n, const char **schema, const char **name);
RvSchema *rv_pg_schema (RvPgReader *r, const char *name);
/** rv_pg_home: the schema in which a new object called @schema.name (or just name) comes to be. */
RvSchema *rv_pg_home (RvPgReader *r, const char *schema);
extern const RvKind rv_pg_relation_kinds[], rv_pg_type_kinds[], rv_pg_table_kind[], rv_pg_view_kinds[];
/** rv_pg_find_named: Returns: (nullable): the object of one of @kinds (ended by RV_KIND_NONE). */
gpointer rv_pg_find_named (RvPgReader *r, const char *schema, const char *name, const RvKind *kinds);
gpointer rv_pg_find_kind (RvPgReader *r, const char *schema, const char *name, RvKind kind);
gpointer rv_pg_find_relation (RvPgReader *r, const PgQuery__RangeVar *relation);
/** rv_pg_need_relation: like rv_pg_find_relation(), but fails the statement. @kinds may be NULL: any relation. */
gpointer rv_pg_need_relation (RvPgReader *r, const PgQuery__RangeVar *relation, const RvKind *kinds);
gpointer rv_pg_find_type (RvPgReader *r, const PgQuery__TypeName *type);
/** rv_pg_find_index: an Index, Key or Exclusion. */
gpointer rv_pg_find_index (RvPgReader *r, const char *schema, const char *name);
gpointer rv_pg_column (RvPgReader *r, gpointer relation, const char *name);
/** rv_pg_find_part: the constraint, trigger, rule or policy called @name of @relation. */
gpointer rv_pg_find_part (RvPgReader *r, gpointer relation, const char *name, const RvKind *kinds);
gpointer rv_pg_role_named (RvPgReader *r, const char *name);
/** rv_pg_role: the id of the role; 0 for PUBLIC and for whoever runs the script. */
RvId rv_pg_role (RvPgReader *r, const PgQuery__RoleSpec *role);
/** rv_pg_schema_of: the id of the schema that @object lives in. */
RvId rv_pg_schema_of (RvPgReader *r, gpointer object);
gboolean rv_pg_name_is_free (RvPgReader *r, RvId schema, const char *name);
/** rv_pg_made: tells that @object has its name now: lookups find it, default privileges reach it. */
void rv_pg_made (RvPgReader *r, gpointer object);
/** rv_pg_choose_name: Returns: (transfer full): name1_name2_label as PostgreSQL makes it, free in @schema. */
char *rv_pg_choose_name (RvPgReader *r, RvId schema, const char *name1, const char *name2, const char *label, gboolean is_constraint);
/** rv_pg_column_label: the name that an expression gives to its column. */
const char *rv_pg_column_label (const Node *node);

/* ---- signature.c: overloaded names ----------------------------------------------------- */

char *rv_pg_type_key (RvPgReader *r, const PgQuery__TypeName *type);
/** rv_pg_find_routine: a Routine or Aggregate by name and, unless unspecified, argument types. */
gpointer rv_pg_find_routine (RvPgReader *r, const PgQuery__ObjectWithArgs *object, gboolean aggregates);
gpointer rv_pg_find_routine_keyed (RvPgReader *r, const char *schema, const char *name, const char *key, RvKind kind);
void rv_pg_set_signature (RvPgReader *r, gpointer object, const char *key);
gpointer rv_pg_find_operator (RvPgReader *r, const PgQuery__ObjectWithArgs *object);
gpointer rv_pg_find_cast (RvPgReader *r, const PgQuery__TypeName *source, const PgQuery__TypeName *target);

/* ---- references.c: texts and what they refer to ------------------------------------------ */

/** rv_pg_set_sql: sets @field to the text of tokens [@from, @to) and makes its Reference rows from
 * @tree (nullable message of the parser); bare column names are those of @relation (nullable).
 * Names that only the search path finds get their schema. */
void rv_pg_set_sql (RvPgReader *r, gpointer object, int field, int from, int to, const void *tree, gpointer relation);
void rv_pg_set_type (RvPgReader *r, gpointer object, int field, int from, int to, const PgQuery__TypeName *type);
/** rv_pg_read_body: makes the Reference rows of the routine's body, as far as its language is read. */
void rv_pg_read_body (RvPgReader *r, RvRoutine *routine);
/** rv_pg_read_body_later: does so at the end of the script: a body may name what only follows. */
void rv_pg_read_body_later (RvPgReader *r, RvRoutine *routine);
void rv_pg_read_bodies (RvPgReader *r);
/** rv_pg_use_path_of: bare names are looked for in @path (nullable), then beside @routine and in public. */
void rv_pg_use_path_of (RvPgReader *r, RvRoutine *routine, char **path);
/** rv_pg_clear_text: no text and no references. */
void rv_pg_clear_text (RvPgReader *r, gpointer object, int field);
/** rv_pg_copy_text: copies the text of @field with its references; those to columns of @old_relation
 * become references to the columns of the same name of @new_relation. */
void rv_pg_copy_text (RvPgReader *r, gpointer from, gpointer to, int field, gpointer old_relation, gpointer new_relation);
/** rv_pg_single_column: the only column that @tree names, or NULL. */
const char *rv_pg_single_column (const void *tree);

/* ---- read-*.c ------------------------------------------------------------------------------ */

typedef void (*RvPgApply) (RvPgReader *r, const void *statement);

typedef struct {
  int node_case;
  const char *tag;           /* for the report; NULL: from the words of the statement */
  RvPgApply apply;
} RvPgHandler;

/* Each file has a table of what it applies, ended by a zero row. */
extern const RvPgHandler rv_pg_table_handlers[], rv_pg_alter_handlers[], rv_pg_index_handlers[], rv_pg_type_handlers[],
  rv_pg_view_handlers[], rv_pg_routine_handlers[], rv_pg_trigger_handlers[], rv_pg_security_handlers[],
  rv_pg_object_handlers[], rv_pg_other_handlers[], rv_pg_foreign_handlers[], rv_pg_session_handlers[], rv_pg_sequence_handlers[],
  rv_pg_publication_handlers[], rv_pg_do_handlers[];

/* A column constraint or a table constraint, in tokens [from, to). */
typedef struct {
  const PgQuery__Constraint *constraint;
  RvColumn *column;
  int from, to;
  gboolean is_deferrable, initially_deferred;
} RvPgConstraint;

typedef struct {
  char *statement;           /* ALTER TABLE … ADD … */
  char **search_path;
  gsize script_start;
  guint number;
} RvPgLate;

/* ---- read.c ---- */

void rv_pg_reader_init (RvPgReader *r, RvEdit *edit, RvModel *model, RvReport *report);
void rv_pg_reader_clear (RvPgReader *r);

/** rv_pg_read_column: adds (or with @column completes) a column from its definition; constraints that
 * concern the table are appended to @constraints. */
RvColumn *rv_pg_read_column (RvPgReader *r, RvTable *table, const PgQuery__ColumnDef *def, GArray *constraints);
void rv_pg_add_constraint (RvPgReader *r, RvTable *table, const RvPgConstraint *constraint);
void rv_pg_add_constraints (RvPgReader *r, RvTable *table, GArray *constraints);
/** rv_pg_inherit_columns: gives @table the columns of @parent that it has not. */
void rv_pg_inherit_columns (RvPgReader *r, RvTable *table, RvTable *parent);
void rv_pg_like (RvPgReader *r, RvTable *table, RvTable *source, guint options);
/** rv_pg_bound_end: the token after FOR VALUES … or DEFAULT at @from. */
int rv_pg_bound_end (RvPgReader *r, int from);
/** rv_pg_child_tables: Returns: (transfer container): the partitions of @table and the tables that inherit from it. */
GPtrArray *rv_pg_child_tables (RvPgReader *r, RvTable *table);
gboolean rv_pg_inherits_from (RvPgReader *r, RvTable *table, RvTable *ancestor);
RvSequence *rv_pg_make_sequence (RvPgReader *r, RvTable *table, RvColumn *column, gboolean is_identity);
void rv_pg_sequence_options (RvPgReader *r, RvSequence *sequence, Node **options, gsize n);
RvSequence *rv_pg_sequence_of (RvPgReader *r, RvColumn *column);
void rv_pg_index_elements (RvPgReader *r, gpointer owner, gpointer relation, Node **elements, gsize n, int open, gboolean is_included);
void rv_pg_read_key (RvPgReader *r, RvTable *table, const RvPgConstraint *c);
void rv_pg_read_exclusion (RvPgReader *r, RvTable *table, const RvPgConstraint *c);
void rv_pg_domain_check (RvPgReader *r, RvDomain *domain, const PgQuery__Constraint *constraint, int from, int to);
void rv_pg_attribute (RvPgReader *r, RvComposite *composite, const PgQuery__ColumnDef *def, RvAttribute *attribute);
void rv_pg_read_table_as (RvPgReader *r, const PgQuery__CreateTableAsStmt *s);
void rv_pg_view_columns (RvPgReader *r, gpointer view, const Node *query, Node **aliases, gsize n_aliases);
/** rv_pg_find_object: what COMMENT ON, DROP, ALTER … mean by @node. *has_kind: whether we have a kind for @type. */
gpointer rv_pg_find_object (RvPgReader *r, PgQuery__ObjectType type, const Node *node, gboolean *has_kind);
gboolean rv_pg_may_be_of_extension (RvPgReader *r, PgQuery__ObjectType type);
void rv_pg_apply_default_privileges (RvPgReader *r, gpointer object);
void rv_pg_setting (RvPgReader *r, gpointer of, gpointer database, const PgQuery__VariableSetStmt *set);
void rv_pg_apply_node (RvPgReader *r, const Node *node);
/** rv_pg_read_late: parses and applies a foreign key that had to wait. */
gboolean rv_pg_read_late (RvPgReader *r, const RvPgLate *late);
