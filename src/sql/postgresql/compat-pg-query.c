/* One answer from the trees of PostgreSQL 15's grammar and of later ones. */
#include "sql/postgresql/compat-pg-query.h"

#if PG_VERSION_NUM >= 160000

RvPartitionStrategy
rv_pg_partition_strategy (const PgQuery__PartitionSpec *spec)
{
  if (spec->strategy == PG_QUERY__PARTITION_STRATEGY__PARTITION_STRATEGY_RANGE)
    return RvPartitionStrategy_RANGE;
  return spec->strategy == PG_QUERY__PARTITION_STRATEGY__PARTITION_STRATEGY_LIST ? RvPartitionStrategy_LIST : RvPartitionStrategy_HASH;
}

gboolean
rv_pg_admin_option (const PgQuery__GrantRoleStmt *statement)
{
  for (gsize i = 0; i < statement->n_opt; i++)
    {
      const PgQuery__DefElem *option = statement->opt[i]->def_elem;
      const PgQuery__Node *value = option->arg;

      if (g_strcmp0 (option->defname, "admin") == 0)
        return !statement->is_grant || value == NULL || value->node_case != PG_QUERY__NODE__NODE_BOOLEAN || value->boolean->boolval;
    }
  return FALSE;
}

#else

RvPartitionStrategy
rv_pg_partition_strategy (const PgQuery__PartitionSpec *spec)
{
  if (g_ascii_strcasecmp (spec->strategy, "range") == 0)
    return RvPartitionStrategy_RANGE;
  return g_ascii_strcasecmp (spec->strategy, "list") == 0 ? RvPartitionStrategy_LIST : RvPartitionStrategy_HASH;
}

gboolean
rv_pg_admin_option (const PgQuery__GrantRoleStmt *statement)
{
  return statement->admin_opt;
}

#endif

int
rv_pg_statistics_target (const PgQuery__AlterStatsStmt *statement)
{
#if PG_VERSION_NUM >= 170000
  return statement->stxstattarget != NULL && statement->stxstattarget->node_case == PG_QUERY__NODE__NODE_INTEGER
           ? statement->stxstattarget->integer->ival : -1;
#else
  return statement->stxstattarget;
#endif
}
