/* One condition of a query, understood: which column or expression is compared how, and with what. */
#pragma once

#include "sql/postgresql/query.h"

typedef enum {
  RV_PG_OTHER,
  RV_PG_EQUAL,
  RV_PG_NOT_EQUAL,
  RV_PG_RANGE,          /* <, <=, >, >=, BETWEEN */
  RV_PG_IN,             /* IN (…), = ANY (…) */
  RV_PG_LIKE,
  RV_PG_ILIKE,
  RV_PG_REGEXP,         /* ~, SIMILAR TO */
  RV_PG_IREGEXP,
  RV_PG_IS_NULL,
  RV_PG_IS_NOT_NULL,
  RV_PG_IS_TRUE,        /* a bare boolean, IS TRUE */
  RV_PG_IS_FALSE,
  RV_PG_CONTAINS,       /* @> */
  RV_PG_CONTAINED,      /* <@ */
  RV_PG_OVERLAPS,       /* && */
  RV_PG_HAS_KEY,        /* ?, ?|, ?& */
  RV_PG_MATCH,          /* @@, @? */
  RV_PG_EXISTS,
  RV_PG_ANY_OF,         /* OR */
} RvPgComparison;

typedef enum {
  RV_PG_VALUE_NONE,
  RV_PG_VALUE_CONSTANT,
  RV_PG_VALUE_PARAMETER,
  RV_PG_VALUE_EXPRESSION,  /* of neither columns nor subqueries: now() - interval '1 day' */
  RV_PG_VALUE_LIST,        /* of such */
  RV_PG_VALUE_COLUMN,      /* needs columns */
  RV_PG_VALUE_SUBQUERY,
} RvPgValueKind;

typedef struct {
  RvPgComparison comparison;
  gboolean is_negated;         /* NOT (…), NOT IN, NOT LIKE … */
  const char *operator;        /* as written, seen from the subject: "<" */
  const PgQuery__Node *subject;/* (nullable): the side that is a column, or an expression over columns */
  RvColumn *column;            /* (nullable): the subject where it is just a column of a table */
  RvPgColumn found;            /* what the subject's name means where it is just a column */
  const PgQuery__Node *value;  /* (nullable): the other side */
  const PgQuery__Node *value2; /* (nullable): the upper end of BETWEEN */
  RvPgValueKind value_kind;
} RvPgPredicate;

/** rv_pg_predicate: understands @node, a condition in @block. */
RvPgPredicate rv_pg_predicate (RvPgBlock *block, const PgQuery__Node *node);

/** rv_pg_predicate_flip: Returns: FALSE unless both sides are columns; else @predicate as seen from the other one. */
gboolean rv_pg_predicate_flip (RvPgBlock *block, RvPgPredicate *predicate);

/** rv_pg_without_casts: Returns: (nullable): @node below its casts. */
const PgQuery__Node *rv_pg_without_casts (const PgQuery__Node *node);

/** rv_pg_constant: Returns: (nullable): the string that @node is, casts aside. */
const char *rv_pg_constant (const PgQuery__Node *node);

/** rv_pg_value_kind: Returns: what @node needs to be known. */
RvPgValueKind rv_pg_value_kind (RvPgBlock *block, const PgQuery__Node *node);

/** rv_pg_operator_name: Returns: the operator of an A_Expr, such as "=". */
const char *rv_pg_operator_name (const PgQuery__AExpr *expression);

/** rv_pg_location: Returns: the first place in the text that anything below @node tells, or -1. */
int rv_pg_location (const void *node);
