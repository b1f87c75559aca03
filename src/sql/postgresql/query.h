/* What a query asks of a design: its blocks, what each reads and under which conditions, names resolved.
 *
 * A block is one level of a statement: a SELECT, one branch of a UNION, an UPDATE, DELETE or INSERT. The checks of
 * queries and the advice on indexes work on blocks; nodes are those of PostgreSQL's own parser and live as long as
 * the query. Locations are offsets into the text. */
#pragma once

#include <pg_query/pg_query.pb-c.h>

#include "model/model.h"

typedef struct _RvPgQuery RvPgQuery;
typedef struct _RvPgBlock RvPgBlock;

typedef enum {
  RV_PG_BLOCK_STATEMENT,
  RV_PG_BLOCK_BRANCH,   /* of a set operation */
  RV_PG_BLOCK_WITH,
  RV_PG_BLOCK_FROM,
  RV_PG_BLOCK_SOURCE,   /* of INSERT … SELECT */
  RV_PG_BLOCK_EXISTS,
  RV_PG_BLOCK_ANY,      /* IN (SELECT …), = ANY (SELECT …) */
  RV_PG_BLOCK_ALL,      /* NOT IN comes as NOT over ANY; this is <> ALL */
  RV_PG_BLOCK_SCALAR,
  RV_PG_BLOCK_ARRAY,
} RvPgBlockRole;

/* One thing that a block reads, or the table that it changes. */
typedef struct {
  const char *name;                /* by which its columns are qualified */
  const PgQuery__RangeVar *written;/* (nullable): its name in FROM */
  gpointer relation;               /* (nullable): Table, View or MaterializedView of the design */
  RvPgBlock *source;               /* (nullable): the subselect or WITH query that it is */
  gboolean is_unknown;             /* its columns cannot be told: a function, a table outside of the design, renamed columns */
  gboolean is_missing;             /* it should be a table of the design, but there is none of that name */
  gboolean is_target;              /* of INSERT, UPDATE, DELETE */
  gboolean is_excluded;            /* the row that ON CONFLICT kept out */
  gboolean is_nullable;            /* an outer join may fill it with nulls */
  const PgQuery__JoinExpr *join;   /* (nullable): the innermost join that it is a side of */
} RvPgItem;

/* One of the conditions that all must hold. */
typedef struct {
  const PgQuery__Node *node;
  const PgQuery__JoinExpr *outer_join;  /* (nullable): it stands in ON of that outer join */
} RvPgCondition;

struct _RvPgBlock {
  RvPgQuery *query;
  RvPgBlock *outer;
  RvPgBlockRole role;
  const char *name;                     /* (nullable): of a WITH query */
  const PgQuery__SubLink *sub_link;     /* (nullable): where it stands in an expression */
  const ProtobufCMessage *statement;    /* SelectStmt, InsertStmt, UpdateStmt or DeleteStmt */
  const PgQuery__SelectStmt *select;    /* the same where it is one, else NULL */
  gboolean is_lateral;
  gboolean may_recurse;                 /* it stands in WITH RECURSIVE */
  gboolean is_recursive;                /* and does read itself */
  gboolean is_renamed;                  /* WITH name (a, b …) */
  GPtrArray *items;                     /* RvPgItem */
  GArray *conditions;                   /* RvPgCondition: of WHERE and ON */
  GPtrArray *inner;                     /* RvPgBlock, in the order in which they stand */
};

/** rv_pg_query_new: reads the statements of @text against @model, which must outlive it and not change meanwhile.
 * Returns: (transfer full) (nullable): NULL with @error (RV_SQL_ERROR_SYNTAX) where it cannot be parsed; *at: (out)
 * (optional): the byte that stopped the parser. */
RvPgQuery *rv_pg_query_new (RvModel *model, const char *text, int *at, GError **error);
void rv_pg_query_free (RvPgQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvPgQuery, rv_pg_query_free)

RvModel *rv_pg_query_model (RvPgQuery *query);
const char *rv_pg_query_text (RvPgQuery *query);

/** rv_pg_query_statements: Returns: (transfer none) (element-type RvPgBlock): the outermost blocks. */
const GPtrArray *rv_pg_query_statements (RvPgQuery *query);

/** rv_pg_query_blocks: Returns: (transfer none) (element-type RvPgBlock): every block, outer ones first. */
const GPtrArray *rv_pg_query_blocks (RvPgQuery *query);

/* ---- columns ----------------------------------------------------------------------------------- */

typedef enum {
  RV_PG_COLUMN_FOUND,
  RV_PG_COLUMN_OPEN,        /* it may be of something whose columns cannot be told */
  RV_PG_COLUMN_AMBIGUOUS,
  RV_PG_COLUMN_MISSING,     /* nothing that can be named here has such a column */
  RV_PG_COLUMN_NO_ITEM,     /* its qualifier names nothing */
  RV_PG_COLUMN_ROW,         /* a whole row, or * */
} RvPgColumnState;

typedef struct {
  RvPgColumnState state;
  RvPgBlock *block;             /* in which the item stands */
  const RvPgItem *item;
  gpointer column;              /* (nullable): Column or ViewColumn of the design */
  const PgQuery__Node *output;  /* (nullable): the expression of a subselect that it stands for … */
  RvPgBlock *output_block;      /* … and the block that its names are of */
} RvPgColumn;

/** rv_pg_block_column: Returns: what @ref means in an expression of @block. */
RvPgColumn rv_pg_block_column (RvPgBlock *block, const PgQuery__ColumnRef *ref);

/** rv_pg_block_column_called: the same for a bare @name. */
RvPgColumn rv_pg_block_column_called (RvPgBlock *block, const char *name);

/** rv_pg_base_column: follows @column through subselects to a column of a table. Returns: (nullable). */
RvColumn *rv_pg_base_column (RvPgColumn column);

/** rv_pg_column_of: Returns: (nullable): the column that @node is, through parentheses only; *found: (out) (optional). */
RvColumn *rv_pg_column_of (RvPgBlock *block, const PgQuery__Node *node, RvPgColumn *found);

/* ---- walking ------------------------------------------------------------------------------------- */

/** RvPgBlockVisit: Returns: whether to go on below @node. */
typedef gboolean (*RvPgBlockVisit) (RvPgBlock *block, const ProtobufCMessage *node, gpointer data);

/** rv_pg_block_walk: visits the expressions of @block itself: not those of inner blocks. @from: (nullable): below it only. */
void rv_pg_block_walk (RvPgBlock *block, const void *from, RvPgBlockVisit visit, gpointer data);

/** rv_pg_block_of: Returns: (nullable): the block of @query whose statement is @statement. */
RvPgBlock *rv_pg_block_of (RvPgQuery *query, const void *statement);
