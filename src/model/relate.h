/* Designing: new tables with a key, and relationships with the columns, keys and names that
 * they need. What is made follows the naming of PostgreSQL. */
#pragma once

#include "model/edit.h"

typedef enum {
  RV_RELATION_ONE_TO_MANY,      /* every row of the child has one row of the parent */
  RV_RELATION_OPTIONAL,         /* … or none */
  RV_RELATION_ONE_TO_ONE,       /* … and no other row of the child has it */
} RvRelation;

/* What a new table is called until a person says: a name in the database, the same in every language. */
#define RV_NEW_TABLE_NAME "new_table"

/** rv_design_add_table: makes a table in @schema called @name, or that with a number behind it where
 * the name is taken, with an identity column "id" as its primary key. Returns: (transfer none). */
RvTable *rv_design_add_table (RvEdit *edit, RvId schema, const char *name);

/** rv_design_add_column: Returns: (transfer none): a new last column of @table with a free name like @name. */
RvColumn *rv_design_add_column (RvEdit *edit, RvTable *table, const char *name, const char *type);

/** rv_design_add_identity: Returns: (transfer none): a new last column of @table with a free name like @name that numbers its rows. */
RvColumn *rv_design_add_identity (RvEdit *edit, RvTable *table, const char *name);

/** rv_design_add_key: Returns: (transfer none): a new key of @table over @columns (RvColumn), named by its rule. */
RvKey *rv_design_add_key (RvEdit *edit, RvTable *table, const GPtrArray *columns, gboolean is_primary);

/** rv_relate_key_of: Returns: (transfer none) (nullable): the key of @table that a relationship refers to: the
 * one over just @column where that is not 0 and has one, else the primary key, else the first unique one. */
RvKey *rv_relate_key_of (RvModel *model, const RvTable *table, RvId column);

/** rv_relate_tables: makes a foreign key from @child to @parent.
 * @column: a column of @child that shall refer, or 0: columns of the parent's key that are missing in the
 * child are made. @parent_column: a column of @parent with a key of its own, or 0: its primary key.
 * Returns: (transfer none) (nullable): the foreign key, or NULL with RV_MODEL_ERROR_INVALID when @parent has no key. */
RvForeignKey *rv_relate_tables (RvEdit *edit, RvTable *child, RvTable *parent, RvRelation relation, RvId column,
                                RvId parent_column, GError **error);

/** rv_relate_many_to_many: makes a table between @a and @b whose primary key is made of the keys of both.
 * Returns: (transfer none) (nullable): the new table, or NULL with RV_MODEL_ERROR_INVALID when one has no key. */
RvTable *rv_relate_many_to_many (RvEdit *edit, RvTable *a, RvTable *b, GError **error);
