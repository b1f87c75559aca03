/* What the rules about types share. Private to this folder. */
#pragma once

#include "check/fix.h"
#include "check/rules.h"
#include "sql/dialect.h"
#include "sql/rename.h"

extern const RvKind rv_type_kinds[];

static inline gboolean
is_own (const RvTable *table)
{
  return table->partition_of_id == 0 && table->server_id == 0;
}

/* Whether the type of a column can change by itself: nothing is computed from a default, a domain or an expression. */
static inline gboolean
is_free (const RvColumnFacts *column)
{
  return column->type->domain == 0 && !column->type->is_array && column->column->generated == NULL && column->column->default_value == NULL
         && !column->in_foreign_key;
}

#define EACH_OWN_COLUMN(run, subject, t, each) \
  const RvTableFacts *t = rv_facts_table ((run)->facts, ((RvObject *) (subject))->id); \
  for (guint each_i = 0; is_own (t->table) && each_i < t->columns->len; each_i++) \
    for (const RvColumnFacts *each = &g_array_index (t->columns, RvColumnFacts, each_i); each != NULL; each = NULL) \
      if (!each->column->is_inherited)

#define RV_TYPE_RULE(Id, Severity, Title, Explanation, Check) \
  .id = Id, .group = RV_GROUP_TYPES, .severity = RV_SEVERITY_##Severity, .title = Title, .explanation = Explanation, .subject = RV_KIND_TABLE, \
  .reads = rv_type_kinds, .check = Check

/** rv_type_is_neglected: whether a table keeps whatever it has in texts, so that one finding tells it all. */
gboolean rv_type_is_neglected (const RvTableFacts *t);

/** RvTypeHint: what the name of a column says of its values. */
typedef enum { RV_HINT_NONE, RV_HINT_TIMESTAMP, RV_HINT_DATE, RV_HINT_NUMBER, RV_HINT_BOOLEAN, RV_HINT_INET, RV_HINT_MACADDR, RV_HINT_UUID } RvTypeHint;

RvTypeHint rv_type_hint (const RvColumnFacts *column);
