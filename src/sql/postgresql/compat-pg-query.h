/* Every place where the trees of libpg_query 15 and of later ones differ. Nothing else branches on its version. */
#pragma once

#include <pg_query.h>
#include <pg_query/pg_query.pb-c.h>

#include "meta/kinds.h"

RvPartitionStrategy rv_pg_partition_strategy (const PgQuery__PartitionSpec *spec);

/** rv_pg_statistics_target: of ALTER STATISTICS … SET STATISTICS; -1: the default. */
int rv_pg_statistics_target (const PgQuery__AlterStatsStmt *statement);

/** rv_pg_admin_option: whether GRANT role has WITH ADMIN OPTION, or REVOKE role has ADMIN OPTION FOR. */
gboolean rv_pg_admin_option (const PgQuery__GrantRoleStmt *statement);
