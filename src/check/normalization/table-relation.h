/* What a design says of the dependencies of a table, as a relation scheme: what was declared or discovered, and what keys and
 * unique constraints imply. */
#pragma once

#include "check/facts.h"
#include "check/theory/relation.h"

typedef struct {
  RvRelation *relation;    /* its attributes are the columns of the table, in order */
  RvId *columns;           /* of the attributes */
  GArray *fd_sources;      /* RvId of what says each functional dependency: an RvDependency, RvKey or RvIndex */
  GArray *mvd_sources;     /* RvId */
  GPtrArray *left_out;     /* RvObject: unique constraints that determine nothing because they allow nulls */
} RvTableRelation;

/** rv_table_relation_new: @nulls_equal: whether two missing values count as equal; if so, a unique constraint that lets rows
 * with nulls be alike is no key. Returns: (transfer full) (nullable): NULL where @table is no table. */
RvTableRelation *rv_table_relation_new (RvFacts *facts, RvId table, gboolean nulls_equal);
void rv_table_relation_free (RvTableRelation *relation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvTableRelation, rv_table_relation_free)
