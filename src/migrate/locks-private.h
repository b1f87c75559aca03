/* What the files locks-*.c share. */
#pragma once

#include <glib/gi18n-lib.h>
#include <string.h>

#include "migrate/locks.h"
#include "sql/postgresql/parse.h"
#include "sql/postgresql/tree.h"

#define AT(Subtype) PG_QUERY__ALTER_TABLE_TYPE__AT_##Subtype
#define CONSTR(Type) PG_QUERY__CONSTR_TYPE__CONSTR_##Type

typedef struct {
  const RvLockContext *context;
  RvModel *model;        /* nullable */
  int version;
  RvLocks *locks;
} Locker;

typedef struct {
  int node_case;
  void (*lock) (Locker *l, const void *statement);
} RvLockHandler;

/* Each file has a table of the statements that it knows, ended by a zero row. */
extern const RvLockHandler rv_lock_alter_handlers[], rv_lock_make_handlers[], rv_lock_drop_handlers[], rv_lock_other_handlers[];

/* ---- locks.c ---------------------------------------------------------------------------- */

/** rv_lock_relation: locks @relation of the design at least so strongly. Returns: (transfer none): its lock. */
RvTableLock *rv_lock_relation (Locker *l, gpointer relation, RvLockMode mode);
/** rv_lock_named: the same by name. @relation: (out) (optional): what was found, or NULL. */
RvTableLock *rv_lock_named (Locker *l, const PgQuery__RangeVar *name, RvLockMode mode, gpointer *relation);
/** rv_lock_partitions: locks @table and its partitions, not what inherits from it. */
void rv_lock_partitions (Locker *l, gpointer table, RvLockMode mode);
void rv_lock_add_work (RvTableLock *lock, guint work, const char *format, ...) G_GNUC_PRINTF (3, 4);
/** rv_lock_add_index: the index @name is built. */
void rv_lock_add_index (RvTableLock *lock, const char *name);
/** rv_lock_rewrite: @lock's table is rewritten with all its indexes. */
void rv_lock_rewrite (Locker *l, RvTableLock *lock, const char *format, ...) G_GNUC_PRINTF (3, 4);

/* ---- locks-find.c: the design ------------------------------------------------------------- */

gpointer rv_lock_find (Locker *l, const char *schema, const char *name, const RvKind *kinds);
gpointer rv_lock_find_relation (Locker *l, const char *schema, const char *name);
/** rv_lock_find_index: an Index, Key or Exclusion by its name. */
gpointer rv_lock_find_index (Locker *l, const char *schema, const char *name);
/** rv_lock_table_of: Returns: (nullable): the relation that the part @object (key, column, trigger …) belongs to. */
gpointer rv_lock_table_of (Locker *l, gpointer object);
gpointer rv_lock_column (Locker *l, gpointer table, const char *name);
/** rv_lock_part: the part of one of @kinds called @name of @table. */
gpointer rv_lock_part (Locker *l, gpointer table, const char *name, const RvKind *kinds);
extern const RvKind rv_lock_constraint_kinds[], rv_lock_index_kinds[];
/** rv_lock_indexes: Returns: (transfer container): the Index, Key and Exclusion objects of @relation. */
GPtrArray *rv_lock_indexes (Locker *l, gpointer relation);
/** rv_lock_missing_indexes: Returns: (transfer full) (element-type char*): the names of the indexes that the partition @child gets
 * for those of the partitioned table @whole that it has no index of its own for. */
GPtrArray *rv_lock_missing_indexes (Locker *l, gpointer whole, gpointer child);
/** rv_lock_children: Returns: (transfer container): the partitions of @table and the tables that inherit from it. */
GPtrArray *rv_lock_children (Locker *l, gpointer table);
/** rv_lock_family: Returns: (transfer container): @table and all below it. */
GPtrArray *rv_lock_family (Locker *l, gpointer table);
gboolean rv_lock_has_storage (gpointer relation);
/** rv_lock_users: Returns: (transfer container): the objects of the design that refer to @id, by a field or in a text. */
GPtrArray *rv_lock_users (Locker *l, RvId id);
/** rv_lock_index_uses: whether the index, key or exclusion has @column, in whatever way. */
gboolean rv_lock_index_uses (Locker *l, gpointer index, RvColumn *column);
/** rv_lock_index_columns: Returns: (transfer container): the columns of the index or key, NULL for an expression. */
GPtrArray *rv_lock_index_columns (Locker *l, gpointer index);

/* ---- locks-type.c: data types ---------------------------------------------------------------- */

/** rv_lock_type_rewrites: whether a change of a column from the type written as @from to @to rewrites the table;
 * @why: (out) (transfer full): a sentence. */
gboolean rv_lock_type_rewrites (Locker *l, const char *from, const PgQuery__TypeName *to, const Node *using, const char *column, char **why);
/** rv_lock_type_keeps_index: whether an index on a column survives that change of type where the table is not rewritten. */
gboolean rv_lock_type_keeps_index (Locker *l, const char *from, const PgQuery__TypeName *to);
/** rv_lock_constrained_domain: Returns: (nullable): the domain that @type is, where it has a constraint. */
RvDomain *rv_lock_constrained_domain (Locker *l, const PgQuery__TypeName *type);
gboolean rv_lock_is_serial (const PgQuery__TypeName *type);
/** rv_lock_type_name: the last part of the name of @type: "int4". */
const char *rv_lock_type_name (const PgQuery__TypeName *type);
/** rv_lock_is_volatile: whether @expression may give another value for each row; @function: (out): which function does. */
gboolean rv_lock_is_volatile (Locker *l, const Node *expression, const char **function);

/* ---- locks-proof.c: what constraints prove ------------------------------------------------------ */

/** rv_lock_proves_not_null: Returns: (nullable) (transfer none): the valid CHECK from which it follows that @column has no nulls. */
RvCheck *rv_lock_proves_not_null (Locker *l, gpointer table, const char *column);
/** rv_lock_proves_bound: whether constraints of @table prove what @bound of the partitioned table @whole demands. */
gboolean rv_lock_proves_bound (Locker *l, RvTable *whole, gpointer table, const PgQuery__PartitionBoundSpec *bound);
/** rv_lock_proves_outside: whether constraints of the default partition @table prove that no row is inside @bound. */
gboolean rv_lock_proves_outside (Locker *l, RvTable *whole, gpointer table, const PgQuery__PartitionBoundSpec *bound);

/* ---- locks-drop.c -------------------------------------------------------------------------------- */

/** rv_lock_drop_users: locks what falls with @object, CASCADE or not, and what its foreign keys reach. */
void rv_lock_drop_users (Locker *l, gpointer object, gboolean cascade);

/* ---- locks-make.c -------------------------------------------------------------------------------- */

/** rv_lock_default_partition: a new partition with @bound comes into @whole: its default partition, if there is one, is locked and read. */
void rv_lock_default_partition (Locker *l, RvTable *whole, const PgQuery__PartitionBoundSpec *bound);
/** rv_lock_referenced: the tables that foreign keys of @table refer to. */
void rv_lock_referenced (Locker *l, gpointer table, RvLockMode mode);
/** rv_lock_foreign_key: the referenced table of the foreign key @c; @mode as that of the referencing. Returns: (nullable): the table. */
gpointer rv_lock_foreign_key (Locker *l, const PgQuery__Constraint *c, RvLockMode mode);
/** rv_lock_read: locks what the query @tree reads, ACCESS SHARE; @runs: views are read through. */
void rv_lock_read (Locker *l, const void *tree, gboolean runs);
